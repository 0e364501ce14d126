//! A figure about pay or leave that rests on nothing cannot be trusted, or checked when the law changes.

use std::sync::LazyLock;

use super::{phrase::Phrases, subject::Subject};
use crate::{
    content::{
        kinds::KindName,
        markdown::passage::{Passage, sentences},
    },
    diag::{Diagnostic, Rule, Said, Severity::Warning, text},
};

pub(super) static RULE: Rule = Rule {
    code: "figure-without-source",
    severity: Warning,
    why: Said {
        vi: "Con số về lương, nghỉ, trợ cấp mà trang không ghi căn cứ thì người đọc không tin được, và khi luật đổi không ai biết phải sửa.",
        en: "A figure about pay, leave or benefits without a source can be neither trusted nor found when the law changes.",
    },
    wrong: "sources: []\n---\nBạn được nghỉ 12 ngày hưởng lương.",
    right: "sources:\n  - law: Bộ luật Lao động 45/2019/QH14\n    article: Điều 113\n    in_force_from: 2021-01-01\n---\nBạn được nghỉ 12 ngày hưởng lương.",
};

const UNITS: [&str; 14] = [
    "%", "đồng", "đ", "triệu", "nghìn", "ngày", "tháng", "năm", "giờ", "tuổi", "lần", "tuần", "phút", "phần",
];
const SUBJECTS: [&str; 14] = [
    "lương",
    "nghỉ",
    "trợ cấp",
    "phạt",
    "đóng",
    "hưởng",
    "bảo hiểm",
    "phép",
    "thai sản",
    "tăng ca",
    "làm thêm",
    "thử việc",
    "báo trước",
    "đoàn phí",
];
static ABOUT: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(&SUBJECTS));

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    for entry in &subject.site.entries {
        let document = &entry.document;
        let says_law = matches!(
            document.kind.name(),
            KindName::Policy | KindName::Faq | KindName::Lesson | KindName::Page | KindName::Notice
        );
        if !says_law || !document.kind.sources().is_empty() {
            continue;
        }
        // Most paragraphs hold no digit, and a digit is found sooner than a sentence or a word.
        let has_digits = |passage: &&Passage| passage.text.bytes().any(|byte| byte.is_ascii_digit());
        let figure = document.body.passages.iter().filter(has_digits).find_map(|passage| {
            let found = sentences(&passage.text)
                .into_iter()
                .find_map(|sentence| figure(passage, sentence))?;
            Some((passage, found))
        });
        let Some((passage, range)) = figure else { continue };
        let words = &passage.text[range.clone()];
        report.push(
            Diagnostic::new(
                &RULE,
                subject.place(document, passage, range.clone()),
                text!(
                    "Con số “{words}” không có căn cứ nào trên trang.",
                    "The figure “{words}” rests on nothing on this page."
                ),
            )
            .hint(text!(
                "Thêm văn bản và điều luật vào khóa sources, hoặc bỏ con số và dẫn tới bài có căn cứ.",
                "Add law and article under sources, or drop the figure and link to a text that has them."
            )),
        );
    }
}

/// A number with a unit in a sentence that speaks of pay, leave or the like.
fn figure(passage: &Passage, sentence: std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
    let text = &passage.text[sentence.clone()];
    if !text.bytes().any(|byte| byte.is_ascii_digit()) || ABOUT.occurrences(text).is_empty() {
        return None;
    }
    let mut rest = 0;
    while let Some(start) = text[rest..]
        .find(|letter: char| letter.is_ascii_digit())
        .map(|at| rest + at)
    {
        let length = text[start..]
            .find(|letter: char| !letter.is_ascii_digit() && !matches!(letter, '.' | ','))
            .unwrap_or(text.len() - start);
        let after = &text[start + length..];
        let gap = after.len() - after.trim_start().len();
        let unit: &str = UNITS
            .iter()
            .filter(|unit| after.trim_start().starts_with(**unit))
            .find(|unit| {
                let next = after.trim_start()[unit.len()..].chars().next();
                **unit == "%" || next.is_none_or(|letter| !letter.is_alphanumeric())
            })
            .copied()
            .unwrap_or_default();
        if !unit.is_empty() {
            let start = sentence.start + start;
            return Some(start..start + length + gap + unit.len());
        }
        rest = start + length.max(1);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::figure;
    use crate::content::markdown::passage::Passage;

    fn found(text: &str) -> Option<String> {
        let passage = Passage::of(text);
        figure(&passage, 0..text.len()).map(|range| text[range].to_owned())
    }

    #[test]
    fn figures_about_pay_are_seen_and_other_numbers_are_not() {
        assert_eq!(found("Được nghỉ 12 ngày hưởng lương").as_deref(), Some("12 ngày"));
        assert_eq!(found("Đóng 10,5 % lương").as_deref(), Some("10,5 %"));
        assert_eq!(found("Bấm 3 lần vào nút tìm"), None);
        assert_eq!(found("Gọi 1900 để hỏi lương"), None);
    }
}
