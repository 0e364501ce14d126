//! More points than a screen has are data for nothing.

use super::subject::Subject;
use crate::{
    diag::{Diagnostic, Place, Rule, Said, Severity::Warning, text},
    site::media::Facts,
};

pub(super) static RULE: Rule = Rule {
    code: "large-picture",
    severity: Warning,
    why: Said {
        vi: "Màn hình điện thoại không có quá 1600 điểm ảnh mỗi chiều; ảnh to hơn chỉ tốn mạng và bộ nhớ máy yếu.",
        en: "No page shows more than 1600 points a side; larger pictures only cost data and a weak phone's memory.",
    },
    wrong: "hop-to.jpg, 4032 × 3024",
    right: "hop-to.jpg, 1200 × 900",
};

const MOST_PIXELS: u32 = 1600;

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    for (path, file) in &subject.site.media {
        if let Facts::Picture(width, height) = file.facts
            && width.max(height) > MOST_PIXELS
        {
            report.push(
                Diagnostic::new(
                    &RULE,
                    Place::file(path),
                    text!(
                        "Ảnh rộng {width}, cao {height} điểm ảnh; mỗi chiều nên tối đa {MOST_PIXELS}.",
                        "The picture has {width} by {height} points; at most {MOST_PIXELS} a side are of use."
                    ),
                )
                .hint(text!(
                    "Thu ảnh còn rộng 1200 điểm ảnh.",
                    "Scale it to a width of 1200 points."
                )),
            );
        }
    }
}
