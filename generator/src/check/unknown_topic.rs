//! A topic nobody declared has no page, so its documents would be missing from every list.

use crate::{
    diag::{Diagnostic, nearest},
    site::Site,
};

pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for entry in &site.entries {
        let Some(topic) = entry.document.kind.topic() else {
            continue;
        };
        let ids: Vec<&str> = site.config.topics.iter().map(|topic| topic.id.as_str()).collect();
        if topic.value.is_empty() || ids.contains(&topic.value.as_str()) {
            continue;
        }
        let found = Diagnostic::error(
            "unknown-topic",
            topic.place.clone(),
            format!("Không có chủ đề “{}”.", topic.value),
        );
        diagnostics.push(match nearest(&topic.value, ids.iter().copied()) {
            Some(near) => found.hint(format!("Có phải bạn muốn viết “topic: {near}”?")),
            None => found.hint(format!("Các chủ đề trong site/site.toml: {}.", ids.join(", "))),
        });
    }
}
