//! What people say and what documents write: everyday phrases are added to documents that hold the written ones.
//!
//! Done while indexing, so that a phone carries no thesaurus and no query grows. One direction: a document that says "sa thải"
//! is found by "đuổi việc"; a document that says "đuổi việc" is not a document on "sa thải" for that.

use std::sync::Arc;

use crate::vocabulary::{Map, Two, Words};

/// Everyday Vietnamese for the words of laws, for any corpus of laws; portals add their own groups.
const EVERYDAY: &str = include_str!("../data/everyday.txt");

/// Groups of everyday and written phrases.
#[derive(Debug, Clone, Default)]
pub struct Thesaurus {
    /// The words of all phrases, and those of the texts that were read with them.
    words: Arc<Words>,
    /// The written phrases as a tree: a place, the exact text of the next word, and the place it leads to.
    steps: Map<(usize, u32), usize>,
    /// Groups of the phrases that end at each place; the root is 0 and ends none.
    ends: Vec<Vec<u32>>,
    spoken: Arc<Vec<Spoken>>,
}

/// What people say for one group: the distinct words of all its phrases, and neighbours by their folded texts.
#[derive(Debug, Clone, Default)]
pub(crate) struct Spoken {
    pub(crate) words: Vec<u32>,
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
        let mut said = Spoken::default();
        for phrase in spoken {
            let words = self.words.read(phrase);
            let known = self.words.known();
            let folded = |word: u32| known.form(word).first();
            let pairs = words.windows(2).map(|pair| Two::new(folded(pair[0]), folded(pair[1])));
            said.pairs.extend(pairs);
            said.words.extend(words);
        }
        said.words.sort_unstable();
        said.words.dedup();
        said.pairs.sort_unstable();
        said.pairs.dedup();
        let group = self.spoken.len() as u32;
        Arc::make_mut(&mut self.spoken).push(said);
        for phrase in written {
            let mut place = 0;
            for exact in self.exact(&self.words.read(phrase)) {
                let next = self.steps.len() + 1;
                place = *self.steps.entry((place, exact)).or_insert(next);
            }
            self.ends.resize_with(self.steps.len() + 1, Vec::new);
            if place > 0 {
                self.ends[place].push(group);
            }
        }
    }

    /// Numbers of the exact texts of words.
    fn exact(&self, words: &[u32]) -> Vec<u32> {
        let known = self.words.known();
        words.iter().map(|word| known.form(*word).second()).collect()
    }

    /// What words are numbered by.
    pub(crate) fn words(&self) -> &Arc<Words> {
        &self.words
    }

    /// What people say, by group.
    pub(crate) fn all_spoken(&self) -> &Arc<Vec<Spoken>> {
        &self.spoken
    }

    /// Groups of the phrases in a text, given by the numbers of its words, and how often these stand there.
    pub(crate) fn spoken(&self, text: &[u32]) -> Vec<(u32, u32)> {
        let text = self.exact(text);
        let mut found: Vec<u32> = Vec::new();
        for start in 0..text.len() {
            let mut place = 0;
            for word in &text[start..] {
                let Some(next) = self.steps.get(&(place, *word)) else {
                    break;
                };
                place = *next;
                found.extend(&self.ends[place]);
            }
        }
        found.sort_unstable();
        let groups = found.chunk_by(|left, right| left == right);
        groups.map(|group| (group[0], group.len() as u32)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Thesaurus;

    #[test]
    fn a_document_answers_to_what_people_say() {
        let mut thesaurus = Thesaurus::new();
        thesaurus.add(["đuổi việc", "bị đuổi"], ["sa thải", "sa"]);
        let spoken = |text: &str| {
            let groups = thesaurus.spoken(&thesaurus.words().read(text));
            let said = groups.into_iter().map(|(group, times)| {
                let said = &thesaurus.all_spoken()[group as usize];
                (said.words.len(), said.pairs.len(), times)
            });
            said.collect::<Vec<_>>()
        };
        // đuổi, việc, bị; "duoi viec", "bi duoi"; both phrases, twice.
        assert_eq!(spoken("Sa thải khi nào? Kỷ luật sa thải."), [(3, 2, 4)]);
        assert!(spoken("đuổi việc").is_empty());
    }
}
