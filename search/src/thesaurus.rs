//! What people say and what documents write: everyday phrases are added to documents that hold the written ones.
//!
//! Done while indexing, so that a phone carries no thesaurus and no query grows. One direction: a document that says "sa thải"
//! is found by "đuổi việc"; a document that says "đuổi việc" is not a document on "sa thải" for that.

use std::sync::Arc;

use crate::vocabulary::{Map, Texts, Two, number, words};

/// Everyday Vietnamese for the words of laws, for any corpus of laws; portals add their own groups.
const EVERYDAY: &str = include_str!("../data/everyday.txt");

/// Groups of everyday and written phrases.
#[derive(Debug, Clone, Default)]
pub struct Thesaurus {
    /// The texts of all words, folded and exact.
    texts: Arc<Texts>,
    /// The written phrases as a tree: a place, the exact text of the next word, and the place it leads to.
    steps: Map<(usize, u32), usize>,
    /// Groups of the phrases that end at each place; the root is 0 and ends none.
    ends: Vec<Vec<usize>>,
    spoken: Vec<Spoken>,
}

/// What people say for one group: the distinct words of all its phrases, and neighbours by their folded texts.
#[derive(Debug, Clone, Default)]
pub(crate) struct Spoken {
    pub(crate) words: Vec<Two>,
    pub(crate) pairs: Vec<Two>,
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
        let mut said = Spoken::default();
        for phrase in spoken {
            let words = self.words(phrase);
            let pairs = words.windows(2).map(|pair| Two::new(pair[0].first(), pair[1].first()));
            said.pairs.extend(pairs);
            said.words.extend(words);
        }
        for list in [&mut said.words, &mut said.pairs] {
            list.sort_unstable();
            list.dedup();
        }
        self.spoken.push(said);
        for phrase in written {
            let mut place = 0;
            for word in self.words(phrase) {
                let next = self.steps.len() + 1;
                place = *self.steps.entry((place, word.second())).or_insert(next);
            }
            self.ends.resize_with(self.steps.len() + 1, Vec::new);
            if place > 0 {
                self.ends[place].push(group);
            }
        }
    }

    fn words(&mut self, phrase: &str) -> Vec<Two> {
        let texts = Arc::make_mut(&mut self.texts);
        words(phrase, |text| number(texts, text))
    }

    /// The texts whose numbers [`Thesaurus::spoken`] speaks in.
    pub(crate) fn texts(&self) -> Arc<Texts> {
        Arc::clone(&self.texts)
    }

    /// What people say for the phrases in a text, and how often these stand there. Texts of words that
    /// [`Thesaurus::texts`] does not hold have numbers behind those.
    pub(crate) fn spoken(&self, text: &[Two]) -> impl Iterator<Item = (&Spoken, u32)> {
        let mut found: Vec<usize> = Vec::new();
        for start in 0..text.len() {
            let mut place = 0;
            for word in &text[start..] {
                let Some(next) = self.steps.get(&(place, word.second())) else {
                    break;
                };
                place = *next;
                found.extend(&self.ends[place]);
            }
        }
        found.sort_unstable();
        let mut rest = found.into_iter().peekable();
        core::iter::from_fn(move || {
            let group = rest.next()?;
            let mut times = 1;
            while rest.next_if_eq(&group).is_some() {
                times += 1;
            }
            Some((&self.spoken[group], times))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Thesaurus;
    use crate::vocabulary::Vocabulary;

    #[test]
    fn a_document_answers_to_what_people_say() {
        let mut thesaurus = Thesaurus::new();
        thesaurus.add(["đuổi việc", "bị đuổi"], ["sa thải", "sa"]);
        let mut vocabulary = Vocabulary::new(thesaurus.texts());
        let spoken = |text: &str, vocabulary: &mut Vocabulary| {
            let words = vocabulary.words(text);
            let groups = thesaurus.spoken(&words);
            let said = groups.map(|(said, times)| (said.words.len(), said.pairs.len(), times));
            said.collect::<Vec<_>>()
        };
        // đuổi, việc, bị; "duoi viec", "bi duoi"; both phrases, twice.
        assert_eq!(
            spoken("Sa thải khi nào? Kỷ luật sa thải.", &mut vocabulary),
            [(3, 2, 4)]
        );
        assert!(spoken("đuổi việc", &mut vocabulary).is_empty());
    }
}
