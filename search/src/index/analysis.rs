//! One document to what an index needs of it: its words as numbers. No other document matters, so this runs in parallel.
//! Counts are larger than the words they are made of, so they are made when postings are.

use std::sync::Arc;

use super::{MOST_TITLES_EACH, law};
use crate::{
    thesaurus::{Spoken, Thesaurus},
    vocabulary::Words,
};

/// A text to index.
#[derive(Debug, Clone, Copy, Default)]
pub struct Document<'a> {
    /// Title or question.
    pub title: &'a str,
    /// Other ways in which people ask it; the first 999 count.
    pub aliases: &'a [&'a str],
    /// The words of its headings.
    pub headings: &'a str,
    /// All other words.
    pub body: &'a str,
    /// What it is a part of: a law, a topic. Documents of one group that are added one after the other are neighbours.
    pub group: &'a str,
    /// The articles it is or rests on.
    pub citations: &'a [Citation<'a>],
    /// What sort of document it is.
    pub sort: Sort,
}

/// What a document is to somebody who asks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A text that may answer many questions.
    #[default]
    Text,
    /// A question with its answer.
    Question,
    /// What the corpus does not speak of: never shown, but what is nearer to it than to all else has no answer here.
    Foreign,
}

/// An article of a law.
#[derive(Debug, Clone, Copy, Default)]
pub struct Citation<'a> {
    /// "Bộ luật Lao động 45/2019/QH14"
    pub law: &'a str,
    /// "Điều 113", "khoản 2 Điều 36" or just "36"
    pub article: &'a str,
}

/// That a document speaks of something that people call otherwise.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Said {
    /// The number of its group.
    group: u32,
    /// How often it is written in one of the texts.
    pub(crate) times: u32,
    /// That text is the title.
    pub(crate) in_title: bool,
}

/// Another way of asking.
#[derive(Debug, Clone)]
struct Alias {
    /// As typed: it is read by the vocabulary of the whole corpus.
    typed: String,
    words: Vec<u32>,
}

/// What the index needs to know of a document.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// What the numbers of its words mean.
    pub(crate) words: Arc<Words>,
    spoken: Arc<Vec<Spoken>>,
    /// Words of the title, of headings, and all others.
    texts: [Vec<u32>; 3],
    aliases: Vec<Alias>,
    said: Vec<Said>,
    pub(crate) group: String,
    pub(crate) sort: Sort,
    /// Law and number of its article.
    pub(crate) citations: Vec<(String, String)>,
}

impl Analysis {
    /// Reads a document.
    pub fn new(document: &Document<'_>, thesaurus: &Thesaurus) -> Self {
        let words = thesaurus.words();
        let texts = [document.title, document.headings, document.body].map(|text| words.read(text));
        let mut said = Vec::new();
        for (number, text) in texts.iter().enumerate() {
            let in_title = number == 0;
            let groups = thesaurus.spoken(text).into_iter();
            said.extend(groups.map(|(group, times)| Said { group, times, in_title }));
        }
        let citations = document.citations.iter().filter_map(|citation| {
            let article = law::article(citation.article)?;
            Some((citation.law.to_owned(), article))
        });
        let aliases = document.aliases.iter().take(MOST_TITLES_EACH - 1).map(|alias| Alias {
            typed: (*alias).to_owned(),
            words: words.read(alias),
        });
        Self {
            words: Arc::clone(words),
            spoken: Arc::clone(thesaurus.all_spoken()),
            aliases: aliases.collect(),
            texts,
            said,
            group: document.group.to_owned(),
            sort: document.sort,
            citations: citations.collect(),
        }
    }

    /// Reads the aliases anew, short forms written out, marks and slips mended.
    pub(crate) fn read_aliases(&mut self, read: impl Fn(&str) -> String) {
        for alias in &mut self.aliases {
            alias.words = self.words.read(&read(&alias.typed));
        }
    }

    /// Title, headings and body.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &[u32]> {
        self.texts.iter().map(Vec::as_slice)
    }

    /// Other ways of asking.
    pub(crate) fn aliases(&self) -> impl Iterator<Item = &[u32]> {
        self.aliases.iter().map(|alias| alias.words.as_slice())
    }

    /// The title and other ways of asking, in the order of their numbers.
    pub(crate) fn titles(&self) -> impl Iterator<Item = &[u32]> {
        self.texts().take(1).chain(self.aliases())
    }

    /// How many titles and aliases there are.
    pub(crate) fn title_count(&self) -> u32 {
        1 + self.aliases.len() as u32
    }

    /// Words in all texts and aliases.
    pub(crate) fn length(&self) -> usize {
        self.texts().chain(self.aliases()).map(<[u32]>::len).sum()
    }

    /// What people say for what is written here.
    pub(crate) fn said(&self) -> impl Iterator<Item = (Said, &Spoken)> {
        self.said.iter().map(|said| (*said, &self.spoken[said.group as usize]))
    }
}
