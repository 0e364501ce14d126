//! What members sent, on its way to an editor: read, joined, doubted, written down as proposals, accepted or declined.
//!
//! In: files as they arrived ([`read::Input`]) and what is known already ([`record::Record`], [`near::Near`]). Out:
//! [`propose::Proposal`]s and diagnostics. Pure: `command` reads and writes. Everything here is written by strangers; nothing of
//! it becomes markup ([`plain`]), a path, or a letter that steers a terminal.

pub mod accept;
pub mod decisions;
mod gather;
pub mod inspect;
mod mail;
pub mod near;
pub mod pictures;
pub mod plain;
pub mod propose;
pub mod reactions;
pub mod read;
pub mod record;
pub mod review;
mod rows;
pub mod rules;

use search::fold::fold;
use unicode_normalization::UnicodeNormalization;
use wire::draft::{Consents, Kind};
pub(crate) use wire::written::shortened;

use crate::diag::Place;

/// One thing that a member sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// Sixteen hexadecimal digits: the draft's own, else made from what it says.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// One line; may be empty.
    pub title: String,
    /// Lines of plain text.
    pub text: String,
    /// The name to print.
    pub credit: Option<String>,
    /// Her unit.
    pub unit: Option<String>,
    /// Address of the page replied to.
    pub reply_to: Option<String>,
    /// File name of the contest.
    pub contest: Option<String>,
    /// The boxes she ticked.
    pub consents: Consents,
    /// Day of writing, year-month-day, where it is known.
    pub day: Option<String>,
    /// Files that should be pictures.
    pub pictures: Vec<Vec<u8>>,
    /// Where it was found.
    pub origin: Place,
}

impl Submission {
    /// A hash of what it says, whatever its marks, capitals and punctuation: the same for copies of one text. Pictures count
    /// where there are few words.
    pub fn digest(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        let (title, text) = (settled(&self.title), settled(&self.text));
        hasher.update(title.as_bytes());
        hasher.update(b"\0");
        hasher.update(text.as_bytes());
        if text.len() < SHORT {
            for picture in &self.pictures {
                hasher.update(blake3::hash(picture).as_bytes());
            }
        }
        hasher.finalize().to_hex()[..32].to_owned()
    }

    /// Too few words for two members not to have written the same: “Cảm ơn công đoàn”.
    pub fn is_short(&self) -> bool {
        settled(&self.text).len() < SHORT && self.pictures.is_empty()
    }

    /// All its words, to compare it with others.
    pub fn words(&self) -> String {
        [&self.title, "\n", &self.text].concat()
    }

    /// A number for what came without one.
    pub fn id_of_words(&self) -> String {
        self.digest()[..16].to_owned()
    }
}

/// Letters of a text that may well be written twice.
const SHORT: usize = 40;

/// Words without marks, capitals and punctuation, one blank between: how texts are compared.
pub fn settled(text: &str) -> String {
    let folded = fold(text).to_lowercase();
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// [`wire::written::lines`] in composed letters.
pub fn lines(text: &str) -> String {
    let composed: String = text.nfc().collect();
    wire::written::lines(&composed)
}

/// The same in one line.
pub fn line(text: &str) -> String {
    lines(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{line, lines, settled, shortened};

    #[test]
    fn texts_are_settled() {
        assert_eq!(lines("a\r\n\r\n\n b\u{1b}[2J\tc \u{2028}d\n"), "a\n\nb[2J c\nd");
        assert_eq!(line(" a\n b "), "a b");
        assert_eq!(settled("Cảm ơn,  CHỊ Hoa!"), "cam on chi hoa");
        assert_eq!(shortened("một hai ba bốn", 9), "một hai…");
        assert_eq!(shortened("một", 9), "một");
    }
}
