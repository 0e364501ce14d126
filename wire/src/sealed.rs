//! Bytes as a text that people send each other: letters, digits, `-`, `_` and one `.`, so that it survives a text message,
//! a chat and a QR picture. Whatever spaces and line breaks were put in on the way are ignored.
//!
//! Form: a prefix that names what it is and its version, such as `P2.`, then base64url without padding of the payload and
//! four bytes of FNV-1a over it, little end first. The sum finds slips, not forgers.

use core::fmt;

use crate::bytes::checksum;

/// Letters of the longest text that is read: a long life of learning is a tenth of it.
pub const MAX_LETTERS: usize = 1 << 20;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Why a text is not what it was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealError {
    /// It is something else.
    OtherKind,
    /// It is of this kind, but written by another version of the portal: the number met.
    OtherVersion(u32),
    /// It was cut or changed.
    Damaged,
    /// It has more than [`MAX_LETTERS`].
    TooLong,
}

impl fmt::Display for SealError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherKind => formatter.write_str("this text is something else"),
            Self::OtherVersion(found) => write!(formatter, "written in version {found}, which is not known here"),
            Self::Damaged => formatter.write_str("the text was cut or changed"),
            Self::TooLong => formatter.write_str("the text is too long"),
        }
    }
}

impl core::error::Error for SealError {}

/// The payload as text. `prefix` is capital letters, a version in digits, and a point: `P2.`.
#[must_use]
pub fn seal(prefix: &str, payload: &[u8]) -> String {
    let mut bytes = payload.to_vec();
    bytes.extend(checksum(payload).to_le_bytes());
    let mut text = String::with_capacity(prefix.len() + bytes.len().div_ceil(3) * 4);
    text.push_str(prefix);
    push_base64(&mut text, &bytes);
    text
}

/// Adds bytes as base64url without padding.
pub fn push_base64(text: &mut String, bytes: &[u8]) {
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0_u32, |group, byte| group << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..=chunk.len() {
            text.push(char::from(ALPHABET[(group >> (18 - 6 * place) & 63) as usize]));
        }
    }
}

/// The payload of [`seal`]'s text.
///
/// # Errors
/// See [`SealError`].
pub fn open(prefix: &str, text: &str) -> Result<Vec<u8>, SealError> {
    if text.len() > MAX_LETTERS {
        return Err(SealError::TooLong);
    }
    let letters: String = text.chars().filter(|letter| !is_blank(*letter)).collect();
    let body = letters.strip_prefix(prefix).ok_or_else(|| met(prefix, &letters))?;
    let bytes = from_base64(body).ok_or(SealError::Damaged)?;
    let (payload, sum) = bytes.split_last_chunk::<4>().ok_or(SealError::Damaged)?;
    if checksum(payload) != u32::from_le_bytes(*sum) {
        return Err(SealError::Damaged);
    }
    Ok(payload.to_vec())
}

/// White space, and the marks without width that chats put into long words.
pub(crate) const fn is_blank(letter: char) -> bool {
    letter.is_ascii_whitespace() || matches!(letter, '\u{a0}' | '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// What a text is that does not begin with the prefix.
pub(crate) fn met(prefix: &str, letters: &str) -> SealError {
    let kind = prefix.trim_end_matches(|letter: char| letter == '.' || letter.is_ascii_digit());
    let version = letters
        .strip_prefix(kind)
        .and_then(|rest| rest.split_once('.'))
        .and_then(|(version, _)| version.parse().ok());
    version.map_or(SealError::OtherKind, SealError::OtherVersion)
}

/// Texts of one kind, whose prefix begins with this letter, among anything else: where each begins, and the text.
pub(crate) fn find(kind: char, text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    core::iter::from_fn(move || {
        loop {
            let at = from + text.get(from..)?.find(kind)?;
            from = at + kind.len_utf8();
            let rest = &text[from..];
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let is_start = (1..=9).contains(&digits)
                && rest.as_bytes().get(digits) == Some(&b'.')
                && !text[..at].ends_with(|letter: char| letter.is_alphanumeric());
            let own = |letter: &u8| value(*letter).is_some();
            let letters = rest.bytes().skip(digits + 1).take_while(own).count();
            // “H2.” of a sentence is no code.
            if is_start && letters >= 16 {
                from += digits + 1 + letters;
                return Some((at, &text[at..from]));
            }
        }
    })
}

/// The bytes of [`push_base64`]'s text; `None` when it is none.
#[must_use]
pub fn from_base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    for chunk in text.as_bytes().chunks(4) {
        let mut group = 0_u32;
        for letter in chunk {
            group = group << 6 | u32::from(value(*letter)?);
        }
        if chunk.len() == 1 {
            return None;
        }
        group <<= 6 * (4 - chunk.len());
        bytes.extend(&group.to_be_bytes()[1..chunk.len()]);
    }
    Some(bytes)
}

/// A letter's place in [`ALPHABET`]: reports read millions of codes.
const fn value(letter: u8) -> Option<u8> {
    Some(match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'-' => 62,
        b'_' => 63,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::{MAX_LETTERS, SealError, open, seal};

    #[test]
    fn what_is_wrong_is_named() {
        let text = seal("P2.", b"abc");
        assert_eq!(open("P2.", &text[..text.len() - 1]), Err(SealError::Damaged));
        assert_eq!(open("P2.", "hello"), Err(SealError::OtherKind));
        assert_eq!(open("P2.", &seal("Q2.", b"abc")), Err(SealError::OtherKind));
        assert_eq!(open("P2.", &seal("P13.", b"abc")), Err(SealError::OtherVersion(13)));
        assert_eq!(open("P2.", "P2."), Err(SealError::Damaged));
        assert_eq!(open("P2.", &"P".repeat(MAX_LETTERS + 1)), Err(SealError::TooLong));
    }

    proptest! {
        #[test]
        fn what_is_sealed_is_opened_however_it_was_broken_into_lines(payload in any::<Vec<u8>>(), width in 1_usize..40) {
            let text = seal("P2.", &payload);
            let letters: Vec<char> = text.chars().collect();
            let lines: Vec<String> = letters.chunks(width).map(|line| line.iter().collect()).collect();
            prop_assert_eq!(open("P2.", &lines.join(" \r\n\u{200b}")), Ok(payload));
        }

        #[test]
        fn a_changed_letter_is_noticed(payload in any::<Vec<u8>>(), place in any::<usize>()) {
            let mut letters = seal("P2.", &payload).into_bytes();
            let place = 3 + place % (letters.len() - 3);
            letters[place] = if letters[place] == b'A' { b'g' } else { b'A' };
            let text = String::from_utf8(letters).expect("still letters");
            // The last letter of an uneven group has bits to spare.
            let opened = open("P2.", &text);
            proptest::prop_assert!(opened == Err(SealError::Damaged) || opened == Ok(payload), "{:?}", opened);
        }

        #[test]
        fn no_text_panics(text in any::<String>(), tail in "[A-Za-z0-9_-]{0,60}") {
            let _ = open("P2.", &text);
            let _ = open("P2.", &["P2.", &tail].concat());
        }
    }
}
