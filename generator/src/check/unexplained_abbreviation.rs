//! An abbreviation that is never written out shuts out those who do not know it.

use std::{cell::LazyCell, collections::BTreeSet};

use rayon::prelude::{IntoParallelRefIterator, ParallelExtend, ParallelIterator};

use super::{phrase::words, subject::Subject};
use crate::{
    content::{Document, slug::slug},
    diag::{Diagnostic, Rule, Said, Severity::Advice, text},
};

pub(super) static RULE: Rule = Rule {
    code: "unexplained-abbreviation",
    severity: Advice,
    why: Said {
        vi: "Người mới đi làm không biết NSDLĐ là ai. Lần đầu viết đầy đủ, kèm chữ tắt trong ngoặc.",
        en: "Newcomers do not know what NSDLĐ is. Write it out once, with the abbreviation in brackets.",
    },
    wrong: "Nộp hồ sơ BHXH.",
    right: "Nộp hồ sơ bảo hiểm xã hội (BHXH).",
};

/// What everybody with a telephone has met.
const KNOWN: [&str; 22] = [
    "SMS", "OTP", "QR", "USB", "PDF", "TV", "SIM", "PIN", "ID", "GPS", "KB", "MB", "GB", "VN", "TP", "AI", "ATM",
    "MP4", "CV", "URL", "FAQ", "OK",
];

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    let entries = subject.site.entries.par_iter();
    report.par_extend(entries.flat_map_iter(|entry| faults(subject, &entry.document)));
}

fn faults(subject: &Subject<'_>, document: &Document) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    // Made when they are first asked for: few documents hold a short form, and some hold many.
    let texts = LazyCell::new(|| {
        let body = &document.body;
        [document.title.value.clone(), body.plain_text(), body.headings_text()]
    });
    for passage in &document.body.passages {
        // A line in capitals is emphasis, not a row of abbreviations.
        if !has_capitals(&passage.text) || passage.text.chars().all(|letter| !letter.is_lowercase()) {
            continue;
        }
        for range in words(passage) {
            let word = &passage.text[range.clone()];
            if !is_abbreviation(word) || !seen.insert(word) || explained(subject, &*texts, word) {
                continue;
            }
            let found = Diagnostic::new(
                &RULE,
                subject.place(document, passage, range.clone()),
                text!(
                    "“{word}” chưa được viết đầy đủ lần nào trong bài.",
                    "“{word}” is never written out here."
                ),
            );
            faults.push(match meaning(subject, word) {
                Some(long) => found.hint(text!(
                    "Viết “{long} ({word})” ở chỗ đầu tiên.",
                    "Write “{long} ({word})” the first time."
                )),
                None => found.hint(text!(
                    "Viết chữ đầy đủ ở chỗ đầu tiên, rồi chữ tắt trong ngoặc: “… ({word})”.",
                    "Write it out the first time, the abbreviation in brackets: “… ({word})”."
                )),
            });
        }
    }
    faults
}

fn explained(subject: &Subject<'_>, texts: &[String], word: &str) -> bool {
    let in_brackets = format!("({word})");
    texts.iter().any(|text| text.contains(&in_brackets))
        || meaning(subject, word).is_some_and(|long| {
            let long = slug(long);
            texts.iter().any(|text| slug(text).contains(&long))
        })
}

/// True when two capitals stand side by side, as in every abbreviation.
fn has_capitals(text: &str) -> bool {
    let mut before = false;
    text.chars().any(|letter| {
        let here = letter.is_uppercase();
        std::mem::replace(&mut before, here) && here
    })
}

/// What the editors' own list of abbreviations says.
fn meaning<'a>(subject: &'a Subject<'_>, word: &str) -> Option<&'a str> {
    let groups = &subject.site.synonyms.abbreviations;
    let group = groups.iter().find(|group| {
        group
            .spoken
            .iter()
            .any(|spoken| spoken.value.to_lowercase() == word.to_lowercase())
    })?;
    group.written.first().map(|long| long.value.as_str())
}

fn is_abbreviation(word: &str) -> bool {
    let count = word.chars().count();
    (2..=8).contains(&count)
        && word.chars().all(char::is_uppercase)
        && !KNOWN.contains(&word)
        && !word.chars().all(|letter| "IVXLC".contains(letter))
}

#[cfg(test)]
mod tests {
    use super::{has_capitals, is_abbreviation};

    #[test]
    fn abbreviations_are_told_from_names_and_numbers() {
        assert!(is_abbreviation("BHXH") && is_abbreviation("NLĐ"));
        assert!(has_capitals("theo (ĐLĐ).") && !has_capitals("Ông Đỗ A Bằng"));
        assert!(
            !is_abbreviation("Zalo")
                && !is_abbreviation("VII")
                && !is_abbreviation("OTP")
                && !is_abbreviation("45/2019/QH14")
        );
    }
}
