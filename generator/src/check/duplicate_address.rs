//! Two pages at one address: one would silently replace the other.

use std::collections::BTreeMap;

use super::subject::Subject;
use crate::diag::{Diagnostic, Rule, Said, Severity::Error, Text, text};

pub(super) static RULE: Rule = Rule {
    code: "duplicate-address",
    severity: Error,
    why: Said {
        vi: "Hai bài cùng một địa chỉ thì bài này đè mất bài kia.",
        en: "Of two pages at one address, one would silently replace the other.",
    },
    wrong: "content/page/hoi-dap.md",
    right: "content/page/hoi-dap-ve-cong.md",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    let mut taken: BTreeMap<&str, &str> = BTreeMap::new();
    for entry in &subject.site.entries {
        let document = &entry.document;
        let owner = if subject.site.config.addresses.is_reserved(&entry.address) {
            Some(text!(
                "chính cổng (trang danh sách hoặc tìm kiếm)",
                "the portal itself (a list or the search)"
            ))
        } else {
            taken
                .insert(&entry.address, &document.path)
                .map(|path| Text::new(path, path))
        };
        let Some(owner) = owner else { continue };
        let address = &entry.address;
        let name = &document.name;
        report.push(
            Diagnostic::new(
                &RULE,
                document.place.clone(),
                owner.within(
                    |owner| format!("Địa chỉ /{address} đã thuộc về {owner}."),
                    |owner| format!("The address /{address} belongs to {owner}."),
                ),
            )
            .hint(if document.file == document.path {
                text!(
                    "Đổi tên tệp này, ví dụ “{name}-2.md”.",
                    "Rename this file, for instance “{name}-2.md”."
                )
            } else {
                text!(
                    "Đặt tên riêng cho câu hỏi này ở cuối dòng: ## … {{#{name}-2}}.",
                    "Name this question at the end of its line: ## … {{#{name}-2}}."
                )
            }),
        );
    }
}
