//! An address of the former build that leads nowhere now: links in chats, on posters and in search engines break.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    diag::{Diagnostic, Rule, Said, Severity::Error, nearest, text},
    site::{Site, address},
    source::Source,
};

pub(super) static RULE: Rule = Rule {
    code: "vanished-address",
    severity: Error,
    why: Said {
        vi: "Đoàn viên đã lưu, đã gửi cho nhau địa chỉ cũ; địa chỉ mất thì người bấm vào chỉ thấy trang báo lỗi.",
        en: "Members have kept and shared the former address; whoever opens it would only meet an error.",
    },
    wrong: "# đổi tên content/faq/cau-cu.md thành cau-moi.md mà không khai báo gì",
    right: "# trong content/faq/cau-moi.md\nold_addresses:\n  - /hoi-dap/cau-cu/",
};

/// A former build.
#[derive(Debug, Clone, Copy)]
pub struct Former<'a> {
    /// Its manifest.
    pub manifest: &'a Source,
    /// Paths of its pages.
    pub pages: &'a [String],
}

/// Pages of a former build that `present` (paths of the new build) no longer has, and that neither the settings name as
/// taken down nor `forgotten` as taken back by a member ([`address::named_by_hash`]). Lists grow shorter when something is taken
/// out; their further pages are nobody's address.
pub fn vanished(
    site: &Site,
    former: Former<'_>,
    present: &BTreeSet<&str>,
    forgotten: &BTreeSet<String>,
) -> Vec<Diagnostic> {
    let is_of_list = |address: &str| {
        let (list, page) = address.trim_end_matches('/').rsplit_once("/trang/").unwrap_or_default();
        !list.is_empty() && page.bytes().all(|digit| digit.is_ascii_digit())
            || address.starts_with(&*site.config.addresses.wall)
    };
    let gone: BTreeSet<String> = site
        .config
        .gone
        .iter()
        .map(|written| address::normal(written))
        .collect();
    let entries: BTreeMap<&str, &str> = site
        .entries
        .iter()
        .map(|entry| (entry.address.as_str(), entry.document.file.as_str()))
        .collect();
    let missing = former.pages.iter().filter(|page| !present.contains(page.as_str()));
    let mut report = Vec::new();
    for page in missing {
        let address = page.strip_suffix("index.html").unwrap_or(page);
        let is_known = gone.contains(&address::normal(address)) || forgotten.contains(&address::named_by_hash(address));
        if is_known || is_of_list(address) {
            continue;
        }
        let start = former.manifest.text.find(&format!("\"{page}\"")).unwrap_or_default();
        let likely = nearest(address, entries.keys().copied()).and_then(|near| entries.get(near));
        let found = Diagnostic::new(
            &RULE,
            former.manifest.place(start..start + page.len() + 2),
            text!(
                "Bản trước có trang /{address}, bản này không còn và cũng không dẫn đi đâu.",
                "The former build has a page /{address}; this one has none, and nothing leads on from there."
            ),
        );
        report.push(found.hint(match likely {
            Some(file) => text!(
                "Thêm “- /{address}” vào old_addresses của bài thay thế (có lẽ là {file}); nếu gỡ hẳn, thêm vào gone trong site/site.toml.",
                "Add “- /{address}” to old_addresses of what replaces it ({file}, perhaps); if it was taken down for good, to gone in site/site.toml."
            ),
            None => text!(
                "Thêm “- /{address}” vào old_addresses của bài thay thế; nếu gỡ hẳn, thêm vào gone trong site/site.toml: gone = [\"/{address}\"].",
                "Add “- /{address}” to old_addresses of what replaces it; if it was taken down for good, to site/site.toml: gone = [\"/{address}\"]."
            ),
        }));
    }
    report
}
