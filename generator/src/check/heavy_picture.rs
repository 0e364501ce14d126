//! A heavy picture is paid for with members' data.

use super::subject::Subject;
use crate::{
    diag::{Diagnostic, Place, Rule, Said, Severity::Warning, text},
    site::media::Facts,
};

pub(super) static RULE: Rule = Rule {
    code: "heavy-picture",
    severity: Warning,
    why: Said {
        vi: "Ảnh trên 200 KB mất hơn 3 giây ở mạng yếu (khoảng 500 kbit/s) và tốn tiền mạng của người đọc.",
        en: "More than 200 KB take over 3 seconds on a poor line (some 500 kbit/s) and cost the reader's data.",
    },
    wrong: "hop-to.jpg, 3,4 MB (ảnh chụp nguyên cỡ)",
    right: "hop-to.jpg, 120 KB (thu còn 1200 điểm ảnh, chất lượng 75)",
};

const MOST_BYTES: usize = 200_000;

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    for (path, file) in &subject.site.media {
        if matches!(file.facts, Facts::Picture(..)) && file.bytes.len() > MOST_BYTES {
            let size = file.bytes.len().div_ceil(1000);
            report.push(
                Diagnostic::new(
                    &RULE,
                    Place::file(path),
                    text!(
                        "Ảnh nặng {size} KB, nên dưới 200 KB.",
                        "The picture has {size} KB; stay below 200 KB."
                    ),
                )
                .hint(text!(
                    "Thu ảnh còn rộng 1200 điểm ảnh và lưu lại bằng JPEG hoặc WebP chất lượng 75.",
                    "Scale it to 1200 pixels and save it as JPEG or WebP of quality 75."
                )),
            );
        }
    }
}
