//! Two questions that claim the same words compete for one reader.

use std::collections::BTreeMap;

use super::subject::Subject;
use crate::{
    content::{kinds::Kind, slug::slug},
    diag::{Diagnostic, Rule, Said, Severity::Warning, text},
};

pub(super) static RULE: Rule = Rule {
    code: "alias-collision",
    severity: Warning,
    why: Said {
        vi: "Một cách hỏi dẫn tới hai câu trả lời thì ô tìm không biết đưa câu nào lên trước.",
        en: "One way of asking that leads to two answers leaves the search without a reason to prefer either.",
    },
    wrong: "# cau-mot.md\naliases: [phép năm mấy ngày]\n# cau-hai.md\naliases: [phép năm mấy ngày]",
    right: "# cau-mot.md\naliases: [phép năm mấy ngày]\n# cau-hai.md\naliases: [phép năm dồn sang năm sau]",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    let questions = || {
        subject
            .site
            .entries
            .iter()
            .filter_map(|entry| match &entry.document.kind {
                Kind::Faq(faq) => Some((&entry.document, faq)),
                _ => None,
            })
    };
    for (document, _) in questions() {
        known.entry(slug(&document.title.value)).or_insert(&document.path);
    }
    for (document, faq) in questions() {
        for alias in &faq.aliases {
            let key = slug(&alias.value);
            let owner = *known.entry(key).or_insert(&document.path);
            if owner != document.path {
                let words = &alias.value;
                report.push(
                    Diagnostic::new(
                        &RULE,
                        alias.place.clone(),
                        text!(
                            "Cách hỏi “{words}” đã dẫn tới {owner}.",
                            "“{words}” already leads to {owner}."
                        ),
                    )
                    .hint(text!(
                        "Giữ cách hỏi này ở câu trả lời đúng nhất, xóa ở câu kia.",
                        "Keep it with the better answer, delete it from the other."
                    )),
                );
            }
        }
    }
}
