//! A kind of picture that browsers do not all show, or that cannot be made small and freed of what it tells.

use super::subject::Subject;
use crate::{
    diag::{Diagnostic, Rule, Said, Severity::Error, text},
    picture::Fault,
    site::media::Facts,
};

pub(super) static RULE: Rule = Rule {
    code: "unaccepted-picture",
    severity: Error,
    why: Said {
        vi: "Cổng chỉ nhận ảnh JPEG, PNG, WebP: mở được ở mọi máy, thu nhỏ được, và xóa được nơi chụp, ngày chụp ghi trong tệp.",
        en: "Only JPEG, PNG and WebP are accepted: all machines open them, and size and place of the photo can be taken out.",
    },
    wrong: "![Buổi họp tổ](../media/hop-to.heic)",
    right: "![Buổi họp tổ](../media/hop-to.jpg)",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    for (path, file) in &subject.site.media {
        let Facts::Refused(Fault::Kind(kind)) = file.facts else {
            continue;
        };
        let name = path.trim_start_matches("content/media/");
        let message = text!(
            "“{name}” là ảnh loại {kind}, cổng không nhận.",
            "“{name}” is a {kind} picture, which is not accepted."
        );
        let hint = match kind {
            "HEIC" => text!(
                "Trên iPhone: Cài đặt → Camera → Định dạng → Tương thích nhất; ảnh đã chụp thì mở ra, chọn lưu hoặc gửi thành JPEG.",
                "On an iPhone: Settings → Camera → Formats → Most Compatible; save a photo already taken as JPEG."
            ),
            "GIF" => text!(
                "Ảnh tĩnh thì lưu lại thành PNG; ảnh động thì xuất ra video MP4 và dùng khối “::: video”.",
                "Save a still one as PNG; export a moving one as MP4 and use the block “::: video”."
            ),
            _ => text!(
                "Mở ảnh bằng chương trình xem ảnh rồi lưu lại thành JPEG (ảnh chụp) hoặc PNG (hình vẽ).",
                "Open it in a viewer and save it as JPEG (photo) or PNG (drawing)."
            ),
        };
        report.push(Diagnostic::new(&RULE, subject.naming(path), message).hint(hint));
    }
}
