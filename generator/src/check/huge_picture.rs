//! A picture with more points than the build opens, truly or by a forged head.

use super::subject::Subject;
use crate::{
    diag::{Diagnostic, Rule, Said, Severity::Error, text},
    picture::{Fault, MOST_POINTS, MOST_SIDE},
    site::media::Facts,
};

pub(super) static RULE: Rule = Rule {
    code: "huge-picture",
    severity: Error,
    why: Said {
        vi: "Ảnh quá lớn, hoặc tệp khai kích thước giả, có thể làm máy dựng cổng hết bộ nhớ.",
        en: "A picture that is too large, or claims to be, can exhaust the memory of the machine that builds the portal.",
    },
    wrong: "toan-canh.jpg, 30000 × 4000",
    right: "toan-canh.jpg, 3000 × 400",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    for (path, file) in &subject.site.media {
        let Facts::Refused(Fault::TooLarge { width, height }) = file.facts else {
            continue;
        };
        let name = path.trim_start_matches("content/media/");
        let million = MOST_POINTS / 1_000_000;
        report.push(
            Diagnostic::new(
                &RULE,
                subject.naming(path),
                text!(
                    "Ảnh “{name}” quá lớn: {width} × {height} điểm ảnh. Cổng mở ảnh tối đa {million} triệu điểm, mỗi chiều {MOST_SIDE}.",
                    "The picture “{name}” is too large: {width} by {height} points. At most {million} million are opened, {MOST_SIDE} a side."
                ),
            )
            .hint(text!(
                "Thu ảnh còn rộng khoảng 2000 điểm ảnh rồi lưu lại.",
                "Scale it to a width of some 2000 points and save it."
            )),
        );
    }
}
