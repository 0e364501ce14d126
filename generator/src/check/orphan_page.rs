//! A page that nothing leads to is read by nobody.

use super::subject::Subject;
use crate::{
    content::kinds::KindName,
    diag::{Diagnostic, Rule, Said, Severity::Warning, text},
    site::address,
};

pub(super) static RULE: Rule = Rule {
    code: "orphan-page",
    severity: Warning,
    why: Said {
        vi: "Trang trong content/page/ không nằm trong danh sách nào; không có đường dẫn tới thì không ai thấy.",
        en: "Documents in content/page/ are in no list; without a link to it nobody finds one.",
    },
    wrong: "content/page/noi-quy.md (không bài nào dẫn tới)",
    right: "Xem [nội quy](../page/noi-quy.md).",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    let site = subject.site;
    for entry in site.of_kind(KindName::Page) {
        let in_frame = site.config.addresses.is_in_foot(&entry.address)
            || site
                .config
                .navigation
                .iter()
                .any(|item| address::normal(&item.href) == entry.address);
        if !in_frame && site.mentions(entry).next().is_none() {
            let path = &entry.document.path;
            report.push(
                Diagnostic::new(
                    &RULE,
                    entry.document.place.clone(),
                    text!("Không có đường dẫn nào tới trang này.", "Nothing leads to this page."),
                )
                .hint(text!(
                    "Dẫn tới {path} từ một bài khác, hoặc thêm vào [[navigation]] trong site/site.toml.",
                    "Link to {path} from another text, or add it to [[navigation]] in site/site.toml."
                )),
            );
        }
    }
}
