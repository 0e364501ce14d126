//! A lesson that promises less time than its video takes.

use super::subject::Subject;
use crate::{
    content::kinds::Kind,
    diag::{Diagnostic, Rule, Said, Severity::Warning, text},
    site::media::Facts,
};

pub(super) static RULE: Rule = Rule {
    code: "duration-mismatch",
    severity: Warning,
    why: Said {
        vi: "Người học canh giờ nghỉ giữa ca để xem; thời lượng ghi ngắn hơn video là nói sai.",
        en: "Members plan a break by the duration; one shorter than the video itself is untrue.",
    },
    wrong: "duration: \"2:00\" (video dài 3:10)",
    right: "duration: \"3:30\"",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    for shown in subject.videos() {
        let Kind::Lesson(lesson) = &shown.entry.document.kind else {
            continue;
        };
        let Some(Facts::Video(length)) = subject.site.media.get(&shown.video).map(|file| &file.facts) else {
            continue;
        };
        let Some(duration) = &lesson.seconds else { continue };
        if f64::from(duration.value) + 1.0 < *length {
            let (minutes, seconds) = clock(*length);
            report.push(
                Diagnostic::new(
                    &RULE,
                    duration.place.clone(),
                    text!(
                        "Video dài {minutes}:{seconds:02}, hơn thời lượng ghi ở đây.",
                        "The video takes {minutes}:{seconds:02}, more than is written here."
                    ),
                )
                .hint(text!(
                    "Ghi ít nhất “duration: \"{minutes}:{seconds:02}\"”, cộng thời gian đọc và trả lời.",
                    "Write at least “duration: \"{minutes}:{seconds:02}\"”, plus the time to read and answer."
                )),
            );
        }
    }
}

/// Minutes and seconds, rounded up.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a video's length is positive and short
pub(super) fn clock(seconds: f64) -> (u64, u64) {
    let seconds = seconds.ceil() as u64;
    (seconds / 60, seconds % 60)
}
