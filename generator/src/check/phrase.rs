//! Finding words in texts, whatever their case.

use std::ops::Range;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use regex::Regex;

use super::subject::Subject;
use crate::{
    content::{Document, markdown::passage::Passage},
    diag::Place,
};

/// Phrases to be found in any case, in one pass over a text whatever their number.
pub(super) struct Phrases(Regex);

impl Phrases {
    /// Phrases in small letters.
    ///
    /// # Panics
    /// Never: quoted words are always an expression.
    pub(super) fn new(phrases: &[&str]) -> Self {
        let words: Vec<String> = phrases.iter().map(|phrase| regex::escape(phrase)).collect();
        let any = format!("(?i)(?:{})", words.join("|"));
        Self(Regex::new(&any).expect("quoted words are an expression"))
    }

    /// Where whole words of `text` read one of them.
    pub(super) fn occurrences(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(range) = self.0.find_at(text, at).map(|found| found.range()) {
            let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
            let (before, after) = (
                text[..range.start].chars().next_back(),
                text[range.end..].chars().next(),
            );
            let inside = &text[range.clone()];
            let goes_on = is_word(before) && is_word(inside.chars().next())
                || is_word(after) && is_word(inside.chars().next_back());
            // Another may begin within a find that is part of a longer word.
            at = if goes_on {
                range.start + inside.chars().next().map_or(1, char::len_utf8)
            } else {
                range.end
            };
            if !goes_on {
                found.push(range);
            }
        }
        found
    }
}

/// All places in all documents where one of `phrases` stands.
pub(super) fn places<'a>(subject: &Subject<'a>, phrases: &[&str]) -> Vec<(&'a Document, Place, String)> {
    let phrases = Phrases::new(phrases);
    let entries = subject.site.entries.par_iter();
    let found = entries.flat_map_iter(|entry| {
        let document: &Document = &entry.document;
        let mut found = Vec::new();
        for passage in &document.body.passages {
            for range in phrases.occurrences(&passage.text) {
                let place = subject.place(document, passage, range.clone());
                found.push((document, place, passage.text[range].to_owned()));
            }
        }
        found
    });
    found.collect()
}

/// The words of a passage: byte ranges between white space, without punctuation around them.
pub(super) fn words(passage: &Passage) -> Vec<Range<usize>> {
    let text = passage.text.as_str();
    let mut words = Vec::new();
    let mut at = 0;
    for word in text.split(char::is_whitespace) {
        let start = at;
        at += word.len() + text[at + word.len()..].chars().next().map_or(0, char::len_utf8);
        let trimmed = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        if !trimmed.is_empty() {
            let lead = word.find(trimmed).unwrap_or(0);
            words.push(start + lead..start + lead + trimmed.len());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{Phrases, words};
    use crate::content::markdown::passage::Passage;

    #[test]
    fn only_whole_words_count() {
        let found = |text: &str| Phrases::new(&["nghe nói", "hình như", "???"]).occurrences(text);
        assert_eq!(found("Nghe nói, nghe nóii"), vec![0.."Nghe nói".len()]);
        assert_eq!(found("HÌNH NHƯ, xhình như").len(), 1);
        assert_eq!(found("gì ???").len(), 1);
    }

    #[test]
    fn words_have_no_punctuation() {
        let passage = Passage::of("(BHXH) là  gì?");
        let words: Vec<&str> = words(&passage).into_iter().map(|range| &passage.text[range]).collect();
        assert_eq!(words, ["BHXH", "là", "gì"]);
    }
}
