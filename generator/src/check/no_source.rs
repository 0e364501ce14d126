//! A policy that rests on nothing is an opinion.

use super::subject::Subject;
use crate::{
    content::kinds::KindName,
    diag::{Diagnostic, Rule, Said, Severity::Error, text},
};

pub(super) static RULE: Rule = Rule {
    code: "no-source",
    severity: Error,
    why: Said {
        vi: "Trang quyền lợi mà không ghi căn cứ thì người lao động không có gì trong tay khi nói chuyện với công ty.",
        en: "A policy without a source leaves a worker with nothing in hand when talking to the employer.",
    },
    wrong: "sources: []",
    right: "sources:\n  - law: Bộ luật Lao động 45/2019/QH14\n    article: Điều 113\n    in_force_from: 2021-01-01",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    for entry in subject.site.of_kind(KindName::Policy) {
        if entry.document.kind.sources().is_empty() {
            report.push(
                Diagnostic::new(
                    &RULE,
                    entry.document.title.place.clone(),
                    text!("Trang quyền lợi này chưa có căn cứ pháp luật.", "This policy rests on no law."),
                )
                .hint(text!(
                    "Ghi ít nhất một văn bản và điều luật vào khóa sources; lời khuyên không có căn cứ thì viết thành câu hỏi trong content/faq/.",
                    "Name at least one law and article under sources; advice without any belongs in content/faq/."
                )),
            );
        }
    }
}
