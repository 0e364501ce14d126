//! Finding words in texts, whatever their case.

use std::ops::Range;

use super::subject::Subject;
use crate::{
    content::{Document, markdown::passage::Passage},
    diag::Place,
};

/// Where whole words of `text` read `phrase` (in small letters).
pub(super) fn occurrences(text: &str, phrase: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut before = ' ';
    for (start, letter) in text.char_indices() {
        if !(before.is_alphanumeric() && phrase.starts_with(char::is_alphanumeric))
            && let Some(length) = matching(&text[start..], phrase)
        {
            found.push(start..start + length);
        }
        before = letter;
    }
    found
}

fn matching(text: &str, phrase: &str) -> Option<usize> {
    let mut letters = text.char_indices();
    for wanted in phrase.chars() {
        let (_, letter) = letters.next()?;
        if !letter.to_lowercase().eq([wanted]) {
            return None;
        }
    }
    let rest = letters.as_str();
    let goes_on = phrase.ends_with(char::is_alphanumeric) && rest.starts_with(char::is_alphanumeric);
    (!goes_on).then(|| text.len() - rest.len())
}

/// All places in all documents where one of `phrases` stands.
pub(super) fn places<'a>(subject: &Subject<'a>, phrases: &[&str]) -> Vec<(&'a Document, Place, String)> {
    let mut found = Vec::new();
    for entry in &subject.site.entries {
        let document = &entry.document;
        for passage in &document.body.passages {
            for phrase in phrases {
                for range in occurrences(&passage.text, phrase) {
                    found.push((
                        document,
                        subject.place(document, passage, range.clone()),
                        passage.text[range].to_owned(),
                    ));
                }
            }
        }
    }
    found
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
    use super::{occurrences, words};
    use crate::content::markdown::passage::Passage;

    #[test]
    fn only_whole_words_count() {
        assert_eq!(
            occurrences("Nghe nói, nghe nóii", "nghe nói"),
            vec![0.."Nghe nói".len()]
        );
        assert_eq!(occurrences("gì ???", "???").len(), 1);
    }

    #[test]
    fn words_have_no_punctuation() {
        let passage = Passage::of("(BHXH) là  gì?");
        let words: Vec<&str> = words(&passage).into_iter().map(|range| &passage.text[range]).collect();
        assert_eq!(words, ["BHXH", "là", "gì"]);
    }
}
