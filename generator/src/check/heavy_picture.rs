//! A heavy picture is paid for with members' data.

use super::subject::Subject;
use crate::{
    diag::{Diagnostic, Rule, Said, Severity::Warning, text},
    picture::{Form, MOST_BYTES},
    site::media::Facts,
};

pub(super) static RULE: Rule = Rule {
    code: "heavy-picture",
    severity: Warning,
    why: Said {
        vi: "Ảnh trên 200 KB mất hơn 3 giây ở mạng yếu (khoảng 500 kbit/s) và tốn tiền mạng của người đọc. Cổng đã tự thu nhỏ và giảm chất lượng mà ảnh vẫn nặng.",
        en: "More than 200 KB take over 3 seconds on a poor line (some 500 kbit/s) and cost the reader's data. The portal made it small and coarse, and it is heavy still.",
    },
    wrong: "so-do.png, nền trong suốt, nhiều màu chuyển",
    right: "so-do.jpg, nền trắng",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    for (path, file) in &subject.site.media {
        let Facts::Picture(shown) = &file.facts else { continue };
        let heaviest = shown.0.iter().max_by_key(|one| one.file.bytes.len());
        let Some(heaviest) = heaviest.filter(|one| one.file.bytes.len() > MOST_BYTES) else {
            continue;
        };
        let name = path.trim_start_matches("content/media/");
        let (size, budget) = (heaviest.file.bytes.len().div_ceil(1000), MOST_BYTES / 1000);
        let hint = if heaviest.file.form == Form::Png {
            text!(
                "Ảnh có chỗ trong suốt nên phải để PNG. Đặt nền trắng rồi lưu thành JPEG.",
                "Parts of it are transparent, so it has to be PNG. Give it a white ground and save it as JPEG."
            )
        } else {
            text!(
                "Cắt bớt phần thừa, hoặc thu ảnh nhỏ lại; ảnh rất cao hoặc nhiều hạt thì nặng.",
                "Crop it or scale it down; very tall or grainy pictures are heavy."
            )
        };
        report.push(
            Diagnostic::new(
                &RULE,
                subject.naming(path),
                text!(
                    "Ảnh “{name}” đăng lên nặng {size} KB, nên dưới {budget} KB.",
                    "The picture “{name}” weighs {size} KB as published; stay below {budget} KB."
                ),
            )
            .hint(hint),
        );
    }
}
