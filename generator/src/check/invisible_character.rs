//! Characters nobody sees break search, copying and comparison.

use super::subject::Subject;
use crate::diag::{Diagnostic, Rule, Said, Severity::Warning, text};

pub(super) static RULE: Rule = Rule {
    code: "invisible-character",
    severity: Warning,
    why: Said {
        vi: "Ký tự không nhìn thấy (thường dính theo khi chép từ web, Word) làm ô tìm và việc so sánh bản sửa sai lệch.",
        en: "Characters that cannot be seen, often copied from the web or Word, break search and reviews.",
    },
    wrong: "nghỉ[ký tự rộng 0]phép",
    right: "nghỉ phép",
};

/// Findings in one text: more of them would be read by nobody.
const MOST: usize = 1000;

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    for source in subject.sources.iter().filter(|source| !source.is_usual) {
        let invisible = source.text.char_indices().filter(|(at, letter)| {
            // A joiner between two pictographs makes one of them.
            let joins = *letter == '\u{200d}' && source.text[..*at].ends_with(|before: char| !before.is_alphanumeric());
            is_invisible(*letter) && !joins
        });
        let mut end = 0;
        // One finding for what stands together.
        let first_of_run = invisible.filter(|(at, letter)| {
            let before = std::mem::replace(&mut end, at + letter.len_utf8());
            *at == 0 || before != *at
        });
        report.extend(first_of_run.take(MOST).map(|(at, letter)| {
            let code = u32::from(letter);
            Diagnostic::new(
                &RULE,
                source.place(at..at + letter.len_utf8()),
                text!(
                    "Ở đây có một ký tự không nhìn thấy (U+{code:04X}).",
                    "There is an invisible character here (U+{code:04X})."
                ),
            )
            .hint(text!(
                "Xóa cả từ này rồi gõ lại bằng tay.",
                "Delete the word and type it again."
            ))
        }));
    }
}

fn is_invisible(letter: char) -> bool {
    // Controls, too: a NUL ends texts in some programs, an escape repaints the terminal that prints it.
    let is_control = letter.is_control() && !matches!(letter, '\n' | '\t');
    is_control
        || matches!(
            letter,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
        )
}
