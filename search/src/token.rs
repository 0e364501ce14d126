//! Text cut into syllables and numbers, each with its place and both of its forms.

use std::ops::Range;

use crate::fold::{exact_form, fold};

/// A syllable, number or other word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Byte range in the source.
    pub range: Range<usize>,
    /// Lower case without marks; digits of a number joined: `5.310.000` -> `5310000`.
    pub folded: String,
    /// See [`exact_form`]; the same as `folded` when the word carries no marks.
    pub exact: String,
}

impl Token {
    /// True when the word was written with marks.
    pub fn is_marked(&self) -> bool {
        self.exact != self.folded
    }
}

/// ASCII letters and digits, and everything from À on that is no sign or punctuation: enough for any language typed
/// here, without the tables of all Unicode letters, which a phone would have to download.
pub(crate) fn is_word(character: char) -> bool {
    match character {
        '\0'..='\u{7f}' => character.is_ascii_alphanumeric(),
        '×' | '÷' | '\u{2000}'..='\u{2bff}' | '\u{3000}'..='\u{303f}' | '\u{fe00}'..='\u{ffff}' => false,
        other => other >= 'À',
    }
}

/// Cuts a text into tokens, in order.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    each_word(text, &mut |range| {
        let mut word = text.get(range.clone()).unwrap_or_default().to_owned();
        word.retain(|character| !is_separator(character));
        let folded = fold(&word);
        if !folded.is_empty() {
            found.push(Token {
                range,
                folded,
                exact: exact_form(&word),
            });
        }
    });
    found
}

/// Shows where each word of a text stands, in order; one of marks alone has no letters.
pub(crate) fn each_word(text: &str, visit: &mut dyn FnMut(Range<usize>)) {
    let mut start = None;
    let mut previous_digit = false;
    for (at, character) in text.char_indices() {
        let is_inside_number = || {
            let next = text.as_bytes().get(at + 1);
            is_separator(character) && previous_digit && next.is_some_and(u8::is_ascii_digit)
        };
        if is_word(character) || (start.is_some() && is_inside_number()) {
            start.get_or_insert(at);
        } else if let Some(from) = start.take() {
            visit(from..at);
        }
        previous_digit = character.is_ascii_digit();
    }
    if let Some(from) = start {
        visit(from..text.len());
    }
}

/// What may stand inside a number and is no part of it.
pub(crate) fn is_separator(character: char) -> bool {
    matches!(character, '.' | ',')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    use super::{is_word, tokens};
    use crate::fold::{exact_form, fold};

    #[test]
    fn words_and_numbers_keep_their_places() {
        let text = "Lương 5.310.000 đ, Điều 139.";
        let found: Vec<_> = tokens(text)
            .into_iter()
            .map(|token| (text[token.range].to_owned(), token.folded))
            .collect();
        let expected = [
            ("Lương", "luong"),
            ("5.310.000", "5310000"),
            ("đ", "d"),
            ("Điều", "dieu"),
            ("139", "139"),
        ];
        assert_eq!(
            found,
            expected.map(|(word, folded)| (word.to_owned(), folded.to_owned()))
        );
    }

    proptest! {
        #[test]
        fn tokens_lie_in_order_on_the_letters_they_were_made_of(text in any::<String>(), like in "([a-zđêơ\u{301}]{0,4}[0-9.,]{0,4}[ ×-]?){0,9}") {
            for text in [text, like] {
                let mut end = 0;
                for token in tokens(&text) {
                    prop_assert!(token.range.start >= end);
                    let between = text.get(end..token.range.start).expect("on a letter");
                    // What no token holds is no word, or marks without a letter.
                    prop_assert!(between.chars().all(|character| !is_word(character) || fold(&character.to_string()).is_empty()));
                    let typed: String = text[token.range.clone()].chars().filter(|character| !matches!(character, '.' | ',')).collect();
                    prop_assert!(!token.folded.is_empty() && typed.chars().all(is_word));
                    prop_assert_eq!(fold(&typed), token.folded);
                    prop_assert_eq!(exact_form(&typed), token.exact);
                    end = token.range.end;
                }
            }
        }
    }
}
