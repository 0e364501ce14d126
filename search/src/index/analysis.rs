//! One document to the counts an index needs of it: no other document matters, so this runs in parallel and can be kept.

use std::collections::BTreeMap;

use super::{MOST_TITLES_EACH, SPOKEN, law};
use crate::{
    decode::TextLexicon,
    thesaurus::Thesaurus,
    token::{Token, tokens},
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

/// How often a word stands in a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Count {
    /// Times written.
    pub(crate) written: u32,
    /// Times a word stands that people call by this one.
    pub(crate) spoken: u32,
    /// Titles and aliases it stands in, by number in [`Analysis::titles`], rising; whether it is only spoken there.
    pub(crate) titles: Vec<(u32, bool)>,
}

impl Count {
    /// Term frequency, spoken words at half weight.
    #[allow(clippy::cast_precision_loss)] // words of one text, far below 2^24
    pub(crate) fn frequency(&self) -> f32 {
        (self.written as f32).max(SPOKEN * self.spoken as f32)
    }

    fn stands_in(&mut self, title: Option<u32>, spoken: bool) {
        if let Some(title) = title
            && self.titles.last().is_none_or(|last| last.0 != title)
        {
            self.titles.push((title, spoken));
        }
    }
}

/// What the index needs to know of a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Analysis {
    /// Folded syllable, then its marked forms.
    pub(crate) words: BTreeMap<String, BTreeMap<String, Count>>,
    /// Two folded syllables with a space between them.
    pub(crate) pairs: BTreeMap<String, Count>,
    /// The distinct folded words of the title and of each alias, and their pairs.
    pub(crate) titles: Vec<(Vec<String>, Vec<String>)>,
    /// Words in all fields.
    pub(crate) length: u32,
    pub(crate) group: String,
    pub(crate) sort: Sort,
    /// Law and number of its article.
    pub(crate) citations: Vec<(String, String)>,
    /// Other ways of asking, as typed: they are read by the vocabulary of the whole corpus.
    pub(crate) aliases: Vec<String>,
    /// The texts themselves, for the vocabulary.
    pub(crate) lexicon: TextLexicon,
}

impl Analysis {
    /// Counts a document.
    pub fn new(document: &Document<'_>, thesaurus: &Thesaurus) -> Self {
        let mut analysis = Self {
            group: document.group.to_owned(),
            sort: document.sort,
            ..Self::default()
        };
        for citation in document.citations {
            if let Some(article) = law::article(citation.article) {
                analysis.citations.push((citation.law.to_owned(), article));
            }
        }
        analysis.lexicon.add(document.title);
        analysis.add(document.title, true, thesaurus);
        for text in [document.headings, document.body] {
            analysis.lexicon.add(text);
            analysis.add(text, false, thesaurus);
        }
        for alias in document.aliases.iter().take(MOST_TITLES_EACH - 1) {
            // What was typed without marks teaches nothing about how words are written.
            if tokens(alias).iter().any(Token::is_marked) {
                analysis.lexicon.add(alias);
            }
            analysis.aliases.push((*alias).to_owned());
        }
        analysis
    }

    /// Adds an alias as it was read: short forms written out, marks and slips mended.
    pub(crate) fn add_alias(&mut self, reading: &str) {
        self.add(reading, true, &Thesaurus::new());
    }

    fn add(&mut self, text: &str, is_title: bool, thesaurus: &Thesaurus) {
        let found = tokens(text);
        let length = u32::try_from(found.len()).unwrap_or(u32::MAX);
        self.length = self.length.saturating_add(length);
        let title = is_title.then(|| {
            self.titles.push(distinct(&found));
            u32::try_from(self.titles.len() - 1).unwrap_or(u32::MAX)
        });
        for token in &found {
            let count = word(&mut self.words, token);
            count.written += 1;
            count.stands_in(title, false);
        }
        for pair in found.windows(2) {
            let count = self.pairs.entry(joined(&pair[0], &pair[1])).or_default();
            count.written += 1;
            count.stands_in(title, false);
        }
        for (phrase, times) in thesaurus.spoken(&found) {
            for token in phrase {
                let count = word(&mut self.words, token);
                count.spoken = count.spoken.max(times);
                count.stands_in(title, true);
            }
            for pair in phrase.windows(2) {
                let count = self.pairs.entry(joined(&pair[0], &pair[1])).or_default();
                count.spoken = count.spoken.max(times);
                count.stands_in(title, true);
            }
        }
    }
}

fn word<'a>(words: &'a mut BTreeMap<String, BTreeMap<String, Count>>, token: &Token) -> &'a mut Count {
    if !words.contains_key(&token.folded) {
        words.insert(token.folded.clone(), BTreeMap::new());
    }
    let forms = words.get_mut(&token.folded).expect("just put there");
    if !forms.contains_key(&token.exact) {
        forms.insert(token.exact.clone(), Count::default());
    }
    forms.get_mut(&token.exact).expect("just put there")
}

pub(crate) fn joined(left: &Token, right: &Token) -> String {
    let mut pair = String::with_capacity(left.folded.len() + right.folded.len() + 1);
    pair.push_str(&left.folded);
    pair.push(' ');
    pair.push_str(&right.folded);
    pair
}

fn distinct(found: &[Token]) -> (Vec<String>, Vec<String>) {
    let mut words: Vec<String> = found.iter().map(|token| token.folded.clone()).collect();
    let mut pairs: Vec<String> = found.windows(2).map(|pair| joined(&pair[0], &pair[1])).collect();
    for list in [&mut words, &mut pairs] {
        list.sort_unstable();
        list.dedup();
    }
    (words, pairs)
}
