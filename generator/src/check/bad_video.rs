//! A video that cannot be opened wastes the data of everybody who tries.

use super::subject::Subject;
use crate::{
    diag::{Diagnostic, Place, Rule, Said, Severity::Error, text},
    site::media::Facts,
};

pub(super) static RULE: Rule = Rule {
    code: "bad-video",
    severity: Error,
    why: Said {
        vi: "Tệp video hỏng hoặc đổi đuôi không phát được, mà người xem vẫn tốn dung lượng.",
        en: "A damaged or renamed video does not play, yet costs its viewers data.",
    },
    wrong: "content/media/bai-1.mp4 (thật ra là tệp .mov đổi tên)",
    right: "content/media/bai-1.mp4 (xuất ra MP4, H.264)",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    for (path, file) in &subject.site.media {
        let is_video = [".mp4", ".webm"].iter().any(|extension| path.ends_with(extension));
        if file.facts == Facts::Damaged(None) && is_video {
            report.push(
                Diagnostic::new(
                    &RULE,
                    Place::file(path),
                    text!("Không mở được video này.", "This video cannot be opened."),
                )
                .hint(text!(
                    "Xuất lại video ra MP4 (H.264); cách làm ở docs/video.md.",
                    "Export it again as MP4 (H.264); see docs/video.md."
                )),
            );
        }
    }
}
