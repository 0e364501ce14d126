//! A picture that cannot be opened shows as a broken frame.

use super::subject::Subject;
use crate::{
    diag::{Diagnostic, Place, Rule, Said, Severity::Error, text},
    site::media::Facts,
};

pub(super) static RULE: Rule = Rule {
    code: "bad-picture",
    severity: Error,
    why: Said {
        vi: "Tệp ảnh hỏng, hoặc đổi đuôi mà không đổi loại, hiện ra thành khung trống.",
        en: "A damaged picture, or one with the wrong extension, shows as an empty frame.",
    },
    wrong: "content/media/hop.png (thật ra là tệp Word)",
    right: "content/media/hop.png (lưu ra PNG từ chương trình xem ảnh)",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    for (path, file) in &subject.site.media {
        let is_video_or_text = [".mp4", ".webm", ".vtt"]
            .iter()
            .any(|extension| path.ends_with(extension));
        if file.facts == Facts::Damaged(None) && !is_video_or_text {
            report.push(
                Diagnostic::new(
                    &RULE,
                    Place::file(path),
                    text!("Không mở được ảnh này.", "This picture cannot be opened."),
                )
                .hint(text!(
                    "Mở ảnh bằng chương trình xem ảnh rồi lưu lại thành PNG, JPEG hoặc WebP.",
                    "Open it in a picture viewer and save it as PNG, JPEG or WebP."
                )),
            );
        }
    }
}
