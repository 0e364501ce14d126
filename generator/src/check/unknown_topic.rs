//! A topic nobody declared has no page, so its documents would be missing from every list.

use super::subject::Subject;
use crate::diag::{Diagnostic, Rule, Said, Severity::Error, nearest, text};

pub(super) static RULE: Rule = Rule {
    code: "unknown-topic",
    severity: Error,
    why: Said {
        vi: "Chủ đề chưa khai báo trong site/site.toml thì không có trang, bài không vào danh sách nào.",
        en: "A topic that site/site.toml does not declare has no page, so the text would be in no list.",
    },
    wrong: "topic: hop-dongg",
    right: "topic: hop-dong",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    let ids: Vec<&str> = subject
        .site
        .config
        .topics
        .iter()
        .map(|topic| topic.id.as_str())
        .collect();
    let mut last_place = None;
    for entry in &subject.site.entries {
        let Some(topic) = entry.document.kind.topic() else {
            continue;
        };
        let wanted = &topic.value;
        // The questions of one file share one topic, and one finding.
        if wanted.is_empty() || ids.contains(&wanted.as_str()) || last_place == Some(&topic.place) {
            continue;
        }
        last_place = Some(&topic.place);
        let found = Diagnostic::new(
            &RULE,
            topic.place.clone(),
            text!("Không có chủ đề “{wanted}”.", "There is no topic “{wanted}”."),
        );
        let all = ids.join(", ");
        report.push(match nearest(wanted, ids.iter().copied()) {
            Some(near) => found.hint(text!(
                "Có phải bạn muốn viết “topic: {near}”?",
                "Did you mean “topic: {near}”?"
            )),
            None => found.hint(text!(
                "Các chủ đề trong site/site.toml: {all}.",
                "Topics in site/site.toml: {all}."
            )),
        });
    }
}
