//! Counts of a page that is no more are seen by nobody, and may name what a member took back.

use super::subject::Subject;
use crate::{
    diag::{Diagnostic, Rule, Said, Severity::Warning, text},
    site::address::normal,
};

pub(super) static RULE: Rule = Rule {
    code: "reactions-nowhere",
    severity: Warning,
    why: Said {
        vi: "Số đếm của trang không còn thì không hiện ở đâu; địa chỉ ấy có khi là bài người viết đã rút.",
        en: "Counts of a page that is no more show nowhere; its address may name what a member took back.",
    },
    wrong: "pages:\n  - page: /chuyen/bai-da-rut/\n    like: 12",
    right: "pages:\n  - page: /chuyen/tho-ca-dem/\n    like: 12",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    let site = subject.site;
    for counted in &site.reactions.pages {
        let page = &counted.page.value;
        if site.entry_of_address(&normal(page)).is_none() && !page.is_empty() {
            report.push(
                Diagnostic::new(
                    &RULE,
                    counted.page.place.clone(),
                    text!("Không có trang “{page}”.", "There is no page “{page}”."),
                )
                .hint(text!(
                    "Xóa mục của trang này, hoặc sửa địa chỉ.",
                    "Delete this item, or mend the address."
                )),
            );
        }
    }
}
