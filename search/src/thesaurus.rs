//! What people say and what documents write: everyday phrases are added to documents that hold the written ones.
//!
//! Done while indexing, so that a phone carries no thesaurus and no query grows. One direction: a document that says "sa thải"
//! is found by "đuổi việc"; a document that says "đuổi việc" is not a document on "sa thải" for that.

use std::collections::BTreeMap;

use crate::token::{Token, tokens};

/// Everyday Vietnamese for the words of laws, for any corpus of laws; portals add their own groups.
const EVERYDAY: &str = include_str!("../data/everyday.txt");

/// Groups of everyday and written phrases.
#[derive(Debug, Clone, Default)]
pub struct Thesaurus {
    /// First word of a written phrase, marked, to all its words and its group.
    written: BTreeMap<String, Vec<(Vec<String>, usize)>>,
    /// Of each group: phrases of words.
    spoken: Vec<Vec<Vec<Token>>>,
}

impl Thesaurus {
    /// No groups.
    pub fn new() -> Self {
        Self::default()
    }

    /// The groups that come with this crate.
    pub fn everyday() -> Self {
        let mut thesaurus = Self::new();
        for line in EVERYDAY.lines().filter(|line| !line.starts_with('#')) {
            if let Some((spoken, written)) = line.split_once(" = ") {
                thesaurus.add(spoken.split(','), written.split(','));
            }
        }
        thesaurus
    }

    /// Adds a group: any of `written` in a document makes it answer to all of `spoken`.
    pub fn add<'a>(&mut self, spoken: impl IntoIterator<Item = &'a str>, written: impl IntoIterator<Item = &'a str>) {
        let group = self.spoken.len();
        self.spoken.push(spoken.into_iter().map(tokens).collect());
        for phrase in written {
            let words: Vec<String> = tokens(phrase).into_iter().map(|token| token.exact).collect();
            if let Some(first) = words.first() {
                self.written.entry(first.clone()).or_default().push((words, group));
            }
        }
    }

    /// The everyday phrases for what stands in a text, and how often it stands there.
    pub(crate) fn spoken(&self, text: &[Token]) -> impl Iterator<Item = (&[Token], u32)> {
        let mut times: BTreeMap<usize, u32> = BTreeMap::new();
        for (at, token) in text.iter().enumerate() {
            for (words, group) in self.written.get(&token.exact).into_iter().flatten() {
                let here = text[at..].iter().map(|token| &token.exact);
                if text.len() - at >= words.len() && here.zip(words).all(|(here, word)| here == word) {
                    *times.entry(*group).or_default() += 1;
                }
            }
        }
        times.into_iter().flat_map(|(group, times)| {
            let phrases = self.spoken[group].iter();
            phrases.map(move |phrase| (phrase.as_slice(), times))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Thesaurus;
    use crate::token::tokens;

    #[test]
    fn a_document_answers_to_what_people_say() {
        let mut thesaurus = Thesaurus::new();
        thesaurus.add(["đuổi việc", "bị đuổi"], ["sa thải"]);
        let text = tokens("Sa thải khi nào? Kỷ luật sa thải.");
        let spoken: Vec<_> = thesaurus
            .spoken(&text)
            .map(|(phrase, times)| (phrase[0].folded.as_str(), times))
            .collect();
        assert_eq!(spoken, [("duoi", 2), ("bi", 2)]);
        assert_eq!(thesaurus.spoken(&tokens("đuổi việc")).count(), 0);
    }
}
