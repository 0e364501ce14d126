//! Spaces at the end of a line are noise in every later review.

use super::subject::Subject;
use crate::{
    content::front_matter,
    diag::{Diagnostic, Fix, Rule, Said, Severity::Advice, text},
};

pub(super) static RULE: Rule = Rule {
    code: "trailing-space",
    severity: Advice,
    why: Said {
        vi: "Dấu cách cuối dòng không ai thấy nhưng làm mọi lần so bản sửa rối thêm. Hai dấu cách sau chữ trong bài là xuống dòng, được giữ nguyên.",
        en: "Spaces at a line's end make reviews noisy. Two of them behind words of the body are a line break and stay.",
    },
    wrong: "Mỗi năm bạn được nghỉ.␣",
    right: "Mỗi năm bạn được nghỉ.",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    for source in subject.sources {
        let body = front_matter::split(source).map_or(0, |split| split.body);
        let mut at = 0;
        for line in source.text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let line = line.strip_suffix('\n').unwrap_or(line);
            let words = line.trim_end_matches([' ', '\t']);
            let is_break = start >= body && &line[words.len()..] == "  " && !words.is_empty();
            if words.len() < line.len() && !is_break {
                report.push(
                    Diagnostic::new(
                        &RULE,
                        source.place(start + words.len()..start + line.len()),
                        text!(
                            "Cuối dòng có dấu cách thừa.",
                            "There are spaces at the end of the line."
                        ),
                    )
                    .hint(text!(
                        "Xóa đi, hoặc chạy “portal check --fix”.",
                        "Delete them, or run “portal check --fix”."
                    ))
                    .fix(Fix::Replace(String::new())),
                );
            }
        }
    }
}
