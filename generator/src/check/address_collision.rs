//! An old address that somebody else uses would lead to two pages at once.

use std::collections::BTreeMap;

use super::subject::Subject;
use crate::{
    diag::{Diagnostic, Rule, Said, Severity::Error, text},
    site::address,
};

pub(super) static RULE: Rule = Rule {
    code: "address-collision",
    severity: Error,
    why: Said {
        vi: "Địa chỉ cũ trùng với địa chỉ của trang khác thì một trong hai trang không ai mở được.",
        en: "A former address that another page uses would make one of the two unreachable.",
    },
    wrong: "old_addresses:\n  - /hoi-dap/",
    right: "old_addresses:\n  - /hoi-dap/ten-cu-cua-cau-hoi/",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    let mut taken: BTreeMap<String, &str> = BTreeMap::new();
    for entry in &subject.site.entries {
        for old in &entry.document.common.old_addresses {
            let written = &old.value;
            // Some servers and disks take capitals for small letters: one address, then.
            let address = address::normal(written).to_ascii_lowercase();
            let is_address = written.starts_with('/')
                && !address.is_empty()
                && address
                    .chars()
                    .all(|letter| letter.is_ascii_alphanumeric() || "/-_.".contains(letter))
                && !address.split('/').any(|part| part.starts_with('.'));
            if !is_address {
                report.push(
                    Diagnostic::new(
                        &RULE,
                        old.place.clone(),
                        text!(
                            "“{written}” không phải là địa chỉ của một trang.",
                            "“{written}” is no page's address."
                        ),
                    )
                    .hint(text!(
                        "Viết phần sau tên miền, mở đầu bằng dấu /, ví dụ /hoi-dap/ten-cu/.",
                        "Write what follows the domain, with a leading /, for instance /hoi-dap/ten-cu/."
                    )),
                );
                continue;
            }
            let present = subject
                .site
                .entry_of_address(&address)
                .map(|entry| entry.document.path.as_str());
            let owner = if subject.site.config.addresses.is_reserved(&address) {
                Some("site/")
            } else {
                present.or(taken.insert(address.clone(), &entry.document.path))
            };
            if let Some(owner) = owner {
                report.push(
                    Diagnostic::new(
                        &RULE,
                        old.place.clone(),
                        text!(
                            "Địa chỉ cũ /{address} đã thuộc về {owner}.",
                            "The former address /{address} belongs to {owner}."
                        ),
                    )
                    .hint(text!(
                        "Xóa dòng này, hoặc đổi tên một trong hai bài.",
                        "Delete this line, or rename one of the two."
                    )),
                );
            }
        }
    }
}
