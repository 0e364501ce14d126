//! Short forms and what they stand for, as editors list them.

use crate::fold::fold;

/// Meanings looked at for one short form, and words of one: a table that came over the wire must not make a question long.
const MOST_MEANINGS: usize = 8;
pub(super) const MOST_WORDS: usize = 16;

/// Short forms with their meanings: "hđlđ" for "hợp đồng lao động", "tv" for "thử việc" and for "tư vấn".
#[derive(Debug, Clone, Default)]
pub struct Abbreviations<'a> {
    /// Folded short form and meaning.
    entries: Vec<(String, &'a str)>,
}

impl<'a> Abbreviations<'a> {
    /// From pairs of a short form and one meaning; a short form with several meanings comes several times. Short forms of
    /// more than one word never match: they are left to the ranking's synonyms.
    pub fn new(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut entries: Vec<(String, &str)> = Vec::new();
        for (short, meaning) in pairs {
            // "hđ" and "hd" are one.
            let folded = fold(short);
            if !entries.iter().any(|known| known.0 == folded && known.1 == meaning) {
                entries.push((folded, meaning));
            }
        }
        Self { entries }
    }

    /// Meanings of a folded short form, the first few.
    pub(super) fn meanings(&self, folded: &str) -> impl Iterator<Item = &'a str> {
        self.entries
            .iter()
            .filter(move |entry| entry.0 == folded)
            .map(|entry| entry.1)
            .take(MOST_MEANINGS)
    }
}
