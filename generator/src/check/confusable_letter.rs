//! Letters that look Vietnamese and are not.

use unicode_script::{Script, UnicodeScript};
use unicode_security::skeleton;

use super::subject::Subject;
use crate::diag::{Diagnostic, Rule, Said, Severity::Error, text};

pub(super) static RULE: Rule = Rule {
    code: "confusable-letter",
    severity: Error,
    why: Said {
        vi: "Chữ Nga, Hy Lạp hay chữ ð trông giống chữ Việt nhưng ô tìm, máy đọc và việc so sánh đều coi là chữ khác.",
        en: "Cyrillic or Greek letters, or ð for đ, look right but are others to search, to screen readers and to comparison.",
    },
    wrong: "ðược (chữ ð của Iceland)",
    right: "được",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    let sources = subject.sources.iter().filter(|source| !source.is_usual);
    for source in sources.filter(|source| may_confuse(&source.text)) {
        let mut word_start = 0;
        let text = source.text.as_str();
        for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
            if letter.is_alphabetic() {
                continue;
            }
            if let Some((offset, found, meant)) = confusable(&text[word_start..at]) {
                let start = word_start + offset;
                report.push(
                    Diagnostic::new(
                        &RULE,
                        source.place(start..start + found.len_utf8()),
                        text!(
                            "“{found}” ở đây không phải chữ Việt, chỉ trông giống.",
                            "“{found}” here only looks like a Vietnamese letter."
                        ),
                    )
                    .hint(text!("Gõ lại chữ “{meant}”.", "Type “{meant}” again.")),
                );
            }
            word_start = at + letter.len_utf8();
        }
    }
}

/// False for a text that holds neither eth nor anything Greek or Cyrillic, as most do: no look at single words is needed.
/// The ranges are Unicode's blocks of the two scripts.
fn may_confuse(text: &str) -> bool {
    text.chars().any(|letter| {
        matches!(letter, 'ð' | 'Ð' | 'Ɖ'
            | '\u{370}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' | '\u{1d26}'..='\u{1d2b}' | '\u{1f00}'..='\u{1fff}'
            | '\u{2126}' | '\u{2de0}'..='\u{2dff}' | '\u{a640}'..='\u{a69f}' | '\u{ab65}')
    })
}

/// The first letter of a word that belongs to another script than the rest, and the Latin one it looks like.
pub(crate) fn confusable(word: &str) -> Option<(usize, char, String)> {
    // Eth is Latin, but no Vietnamese word has it.
    if let Some((at, letter)) = word
        .char_indices()
        .find(|(_, letter)| matches!(letter, 'ð' | 'Ð' | 'Ɖ'))
    {
        let meant = if letter == 'ð' { "đ" } else { "Đ" };
        return Some((at, letter, meant.to_owned()));
    }
    let has_latin = word.chars().any(|letter| letter.script() == Script::Latin);
    let foreign = |letter: char| matches!(letter.script(), Script::Cyrillic | Script::Greek);
    let (at, letter) = word.char_indices().find(|(_, letter)| foreign(*letter))?;
    let meant: String = skeleton(letter.encode_utf8(&mut [0; 4])).collect();
    let looks_latin = meant.chars().all(|letter| letter.is_ascii_alphabetic());
    (has_latin || looks_latin && word.chars().count() > 1).then_some((at, letter, meant))
}

#[cfg(test)]
mod tests {
    use super::confusable;

    #[test]
    fn look_alikes_are_named_and_real_letters_left_alone() {
        assert_eq!(confusable("nghỉ"), None);
        assert_eq!(confusable("ðược"), Some((0, 'ð', "đ".to_owned())));
        assert_eq!(
            confusable("lươ\u{43d}g").map(|(at, letter, _)| (at, letter)),
            Some((5, '\u{43d}'))
        );
        assert_eq!(confusable("c\u{430}"), Some((1, '\u{430}', "a".to_owned())));
    }
}
