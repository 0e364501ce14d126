//! Captions that outlast their video belong to another one.

use super::subject::Subject;
use crate::{
    diag::{Diagnostic, Rule, Said, Severity::Error, text},
    site::media::Facts,
};

pub(super) static RULE: Rule = Rule {
    code: "captions-too-long",
    severity: Error,
    why: Said {
        vi: "Phụ đề dài hơn video thường là phụ đề của video khác, hoặc video đã cắt mà phụ đề chưa.",
        en: "Captions that end after the video usually belong to another one, or to a longer cut.",
    },
    wrong: "video dài 2:00, câu phụ đề cuối kết thúc lúc 2:45",
    right: "video dài 2:00, câu phụ đề cuối kết thúc trước 2:00",
};

/// Players round; a second is more than any of them is off.
const TOLERANCE: f64 = 1.0;

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    for shown in subject.videos() {
        let media = &subject.site.media;
        let Some(Facts::Video(length)) = media.get(&shown.video).map(|file| &file.facts) else {
            continue;
        };
        let captions = shown.captions.as_ref().and_then(|path| media.get(path));
        let Some(Facts::Captions(cues)) = captions.map(|file| &file.facts) else {
            continue;
        };
        let last = cues.iter().map(|cue| cue.end).fold(0.0, f64::max);
        if last > length + TOLERANCE {
            report.push(
                Diagnostic::new(
                    &RULE,
                    shown.place.clone(),
                    text!(
                        "Phụ đề kết thúc ở giây {last:.0}, video chỉ dài {length:.0} giây.",
                        "The captions end at second {last:.0}, the video at second {length:.0}."
                    ),
                )
                .hint(text!(
                    "Dùng đúng tệp phụ đề của video này.",
                    "Use the captions of this video."
                )),
            );
        }
    }
}
