//! A synonym for words that no document uses helps nobody to find anything.

use super::subject::Subject;
use crate::{
    content::slug::slug,
    diag::{Diagnostic, Rule, Said, Severity::Warning, nearest, text},
};

pub(super) static RULE: Rule = Rule {
    code: "synonym-nowhere",
    severity: Warning,
    why: Said {
        vi: "Từ trong luật mà không bài nào dùng thì nhóm từ đó không dẫn người tìm tới đâu.",
        en: "A legal term that no document uses leads those who search nowhere.",
    },
    wrong: "- colloquial: [đuổi việc]\n  legal: [sa thaỉ]",
    right: "- colloquial: [đuổi việc]\n  legal: [sa thải]",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    let site = subject.site;
    if site.synonyms.groups.is_empty() {
        return;
    }
    let texts: Vec<String> = site
        .entries
        .iter()
        .map(|entry| {
            let document = &entry.document;
            let body = &document.body;
            format!(
                "-{}-",
                slug(&format!(
                    "{} {} {}",
                    document.title.value,
                    body.headings_text(),
                    body.plain_text()
                ))
            )
        })
        .collect();
    let known = site.synonyms.groups.iter().flat_map(|group| &group.written);
    let known: Vec<&str> = known
        .filter(|term| stands(&texts, &term.value))
        .map(|term| term.value.as_str())
        .collect();
    for term in site.synonyms.groups.iter().flat_map(|group| &group.written) {
        let words = &term.value;
        if stands(&texts, words) {
            continue;
        }
        let found = Diagnostic::new(
            &RULE,
            term.place.clone(),
            text!("Không bài nào dùng từ “{words}”.", "No document uses “{words}”."),
        );
        report.push(match nearest(words, known.iter().copied()) {
            Some(near) => found.hint(text!("Có phải bạn muốn viết “{near}”?", "Did you mean “{near}”?")),
            None => found.hint(text!(
                "Sửa cho đúng từ dùng trong bài, hoặc xóa từ này.",
                "Use the words of the documents, or delete the term."
            )),
        });
    }
}

fn stands(texts: &[String], term: &str) -> bool {
    let wanted = format!("-{}-", slug(term));
    texts.iter().any(|text| text.contains(&wanted))
}
