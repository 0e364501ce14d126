//! A member's telephone or identity card number in a public story can be used against her.

use std::ops::Range;

use super::subject::Subject;
use crate::diag::{Diagnostic, Rule, Said, Severity::Error, Text, text};

pub(super) static RULE: Rule = Rule {
    code: "personal-data",
    severity: Error,
    why: Said {
        vi: "Số điện thoại, số căn cước trong bài của đoàn viên bị kẻ lừa đảo thu thập. Liên hệ của ban tổ chức ghi ở khóa contact.",
        en: "Telephone and identity card numbers in members' texts are harvested by fraudsters. An organiser's number goes under contact.",
    },
    wrong: "Ai cần cứ gọi em Lan, 0912 345 678.",
    right: "Ai cần cứ gặp em Lan ở tổ may 3.",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    let members = subject
        .site
        .entries
        .iter()
        .filter(|entry| entry.document.kind.name().is_members_own());
    for entry in members {
        let document = &entry.document;
        for passage in &document.body.passages {
            for (range, what) in numbers(&passage.text) {
                report.push(fault(subject.place(document, passage, range), &what));
            }
        }
        let summary = document.kind.summary().unwrap_or_default();
        for words in [document.title.value.as_str(), summary] {
            for (_, what) in numbers(words) {
                report.push(fault(document.title.place.clone(), &what));
            }
        }
    }
}

fn fault(place: crate::diag::Place, what: &Text) -> Diagnostic {
    let message = what.within(
        |what| format!("Bài của đoàn viên có {what}."),
        |what| format!("A member's text holds {what}."),
    );
    Diagnostic::new(&RULE, place, message).hint(text!(
        "Xóa số này; nếu cần liên hệ, ghi tên và nơi gặp.",
        "Delete it; if people need to get in touch, say who and where."
    ))
}

/// Numbers of telephones and identity cards. Vietnamese mobile and fixed numbers have 10 or 11 digits from 0, or 9 or 10
/// behind +84; the identity card (căn cước) has 12 digits from 0, the old one (chứng minh nhân dân) 9 in one piece.
fn numbers(text: &str) -> Vec<(Range<usize>, Text)> {
    let mut found = Vec::new();
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return found;
    }
    let mut at = 0;
    while let Some(start) = text[at..]
        .find(|letter: char| letter.is_ascii_digit() || letter == '+')
        .map(|more| at + more)
    {
        let mut end = start;
        let mut digits = String::new();
        let mut parts = 1;
        for (offset, letter) in text[start..].char_indices() {
            match letter {
                '+' if offset == 0 => digits.push('+'),
                '0'..='9' => {
                    digits.push(letter);
                    end = start + offset + 1;
                }
                // One separator between two digits belongs to the number.
                ' ' | '.' | '-' if end == start + offset => parts += 1,
                _ => break,
            }
        }
        let count = digits.trim_start_matches('+').len();
        let is_phone = digits.starts_with('0') && matches!(count, 10 | 11)
            || digits.starts_with("+84") && matches!(count, 11 | 12)
            || digits.starts_with("84") && count == 11;
        let is_card = digits.starts_with('0') && count == 12 || count == 9 && parts == 1 && !digits.starts_with('+');
        if is_phone {
            found.push((start..end, text!("số điện thoại", "a telephone number")));
        } else if is_card {
            found.push((start..end, text!("số căn cước", "an identity card number")));
        }
        at = end.max(start + 1);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn numbers_of_people_are_seen_and_sums_are_not() {
        for text in [
            "gọi 0912 345 678",
            "0912.345.678",
            "+84 912 345 678",
            "012345678901",
            "số 123456789",
        ] {
            assert_eq!(numbers(text).len(), 1, "{text}");
        }
        for text in [
            "2.530.000 đồng",
            "100.000.000 đồng",
            "ngày 24/11/2026",
            "điện thoại 1900 1234",
            "năm 2026",
        ] {
            assert_eq!(numbers(text).len(), 0, "{text}");
        }
    }
}
