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

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    for source in subject.sources {
        for (at, letter) in source.text.char_indices() {
            let is_invisible = matches!(
                letter,
                '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
            );
            // A joiner between two pictographs makes one of them.
            let joins = letter == '\u{200d}' && source.text[..at].ends_with(|before: char| !before.is_alphanumeric());
            if is_invisible && !joins {
                let code = u32::from(letter);
                report.push(
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
                    )),
                );
            }
        }
    }
}
