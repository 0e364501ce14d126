//! The union's decision of January 2024: at most ten minutes. What counts is the file, not what is written about it.

use super::{duration_mismatch::clock, subject::Subject};
use crate::{
    content::kinds::lesson::LONGEST_SECONDS,
    diag::{Diagnostic, Place, Rule, Said, Severity::Error, text},
    site::media::Facts,
};

pub(super) static RULE: Rule = Rule {
    code: "video-too-long",
    severity: Error,
    why: Said {
        vi: "Công đoàn đã quyết định (tháng 1/2024): bài học dài tối đa 10 phút. Máy đo chính tệp video.",
        en: "The union decided in January 2024 that lessons last at most 10 minutes. The file itself is measured.",
    },
    wrong: "bai-1.mp4, 12 phút 40 giây",
    right: "bai-1a.mp4, 6 phút; bai-1b.mp4, 6 phút 40 giây",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    for (path, file) in &subject.site.media {
        if let Facts::Video(length) = file.facts
            && length > f64::from(LONGEST_SECONDS)
        {
            let (minutes, seconds) = clock(length);
            report.push(
                Diagnostic::new(
                    &RULE,
                    Place::file(path),
                    text!(
                        "Video dài {minutes}:{seconds:02}, quá 10 phút.",
                        "The video takes {minutes}:{seconds:02}, more than 10 minutes."
                    ),
                )
                .hint(text!("Cắt thành hai bài học ngắn.", "Cut it into two short lessons.")),
            );
        }
    }
}
