//! What the system says when a file cannot be read or written, in words for those who never met its own.

use std::io::{Error, ErrorKind};

use super::Text;

/// The reason of a fault; the system's own words stay behind it, for those who look them up.
pub fn reason(error: &Error) -> Text {
    let (vietnamese, english) = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            ("đĩa đã đầy, hãy xóa bớt tệp rồi làm lại", "the disk is full")
        }
        ErrorKind::ReadOnlyFilesystem => ("ổ đĩa chỉ được đọc", "the disk is read-only"),
        ErrorKind::PermissionDenied => ("bạn không có quyền với tệp này", "you may not touch this file"),
        ErrorKind::NotFound => ("không còn tệp này nữa", "the file is no longer there"),
        ErrorKind::IsADirectory => ("đây là thư mục, không phải tệp", "this is a folder, not a file"),
        ErrorKind::NotADirectory => (
            "một phần của đường dẫn là tệp, không phải thư mục",
            "part of the path is a file, not a folder",
        ),
        ErrorKind::InvalidInput => (
            "đường dẫn ra ngoài thư mục của cổng",
            "the path leads out of the portal's folder",
        ),
        _ => return Text::new(error.to_string(), error.to_string()),
    };
    Text::new(format!("{vietnamese} ({error})"), format!("{english} ({error})"))
}
