//! Two pages of one name cannot be told apart in a list.

use std::collections::BTreeMap;

use super::subject::Subject;
use crate::{
    content::{kinds::KindName, slug::slug},
    diag::{Diagnostic, Rule, Said, Severity::Error, text},
};

pub(super) static RULE: Rule = Rule {
    code: "duplicate-title",
    severity: Error,
    why: Said {
        vi: "Hai bài cùng tên (kể cả chỉ khác dấu, chữ hoa) thì người đọc không biết chọn bài nào.",
        en: "Two pages of one name (marks and capitals aside) cannot be told apart in a list.",
    },
    wrong: "# hai tệp cùng ghi\nquestion: Nghỉ phép năm được mấy ngày?",
    right: "question: Nghỉ phép năm được mấy ngày?\n# tệp kia\nquestion: Phép năm chưa nghỉ hết thì sao?",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    let mut taken: BTreeMap<(KindName, Option<&str>, String), &str> = BTreeMap::new();
    for entry in &subject.site.entries {
        let document = &entry.document;
        let name = slug(&document.title.value);
        if name.is_empty() {
            continue;
        }
        let language = document
            .common
            .language
            .as_ref()
            .map(|language| language.value.as_str());
        if let Some(other) = taken.insert((document.kind.name(), language, name), &document.path) {
            let title = &document.title.value;
            report.push(
                Diagnostic::new(
                    &RULE,
                    document.title.place.clone(),
                    text!(
                        "“{title}” trùng tên với {other}.",
                        "“{title}” has the same name as {other}."
                    ),
                )
                .hint(text!(
                    "Viết rõ bài này khác bài kia ở chỗ nào, hoặc gộp hai bài làm một.",
                    "Say how this one differs, or make one text of the two."
                )),
            );
        }
    }
}
