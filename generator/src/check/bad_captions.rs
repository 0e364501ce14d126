//! Captions that a player cannot read are no captions.

use super::subject::Subject;
use crate::{
    diag::{Diagnostic, Place, Rule, Said, Severity::Error, text},
    site::media::Facts,
};

pub(super) static RULE: Rule = Rule {
    code: "bad-captions",
    severity: Error,
    why: Said {
        vi: "Máy phát video bỏ qua cả tệp phụ đề khi cách viết WebVTT sai.",
        en: "A player ignores captions that are no valid WebVTT.",
    },
    wrong: "WEBVTT\n\n00:01 -> 00:04\nXin chào",
    right: "WEBVTT\n\n00:01.000 --> 00:04.000\nXin chào",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    for (path, file) in &subject.site.media {
        if !path.ends_with(".vtt") {
            continue;
        }
        let found = |place, message| {
            Diagnostic::new(&RULE, place, message).hint(text!(
                "Dòng đầu là WEBVTT; mỗi câu có một dòng giờ “00:01.000 --> 00:04.000”, dòng chữ, rồi một dòng trống.",
                "The first line is WEBVTT; each cue is a line “00:01.000 --> 00:04.000”, its words, and an empty line."
            ))
        };
        match &file.facts {
            Facts::Damaged(fault) => {
                let (line, content) = fault.clone().unwrap_or((1, String::new()));
                let place = Place {
                    line,
                    ..Place::file(path)
                };
                let message = text!(
                    "Phụ đề không đúng cách viết WebVTT ở dòng này: “{content}”.",
                    "The captions are no valid WebVTT at this line: “{content}”."
                );
                report.push(found(place, message));
            }
            Facts::Captions(cues) if cues.is_empty() => report.push(found(
                Place::file(path),
                text!("Tệp phụ đề chưa có câu nào.", "There are no captions in this file."),
            )),
            _ => {}
        }
    }
}
