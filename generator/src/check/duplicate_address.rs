//! Two pages at one address: one would silently replace the other.

use std::collections::BTreeMap;

use crate::{
    diag::Diagnostic,
    site::{Site, address},
};

pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let mut taken: BTreeMap<&str, &str> = BTreeMap::new();
    for entry in &site.entries {
        let document = &entry.document;
        let owner = if address::is_reserved(&entry.address) {
            Some("chính cổng (trang danh sách hoặc tìm kiếm)")
        } else {
            taken.insert(&entry.address, &document.path)
        };
        if let Some(owner) = owner {
            diagnostics.push(
                Diagnostic::error(
                    "duplicate-address",
                    document.place.clone(),
                    format!("Địa chỉ /{} đã thuộc về {owner}.", entry.address),
                )
                .hint(format!("Đổi tên tệp này, ví dụ “{}-2.md”.", document.name)),
            );
        }
    }
}
