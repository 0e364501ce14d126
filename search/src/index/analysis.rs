//! One document to the counts an index needs of it: no other document matters, so this runs in parallel and can be kept.

use super::{MOST_TITLES_EACH, SPOKEN, law};
use crate::{
    thesaurus::Thesaurus,
    vocabulary::{Two, Vocabulary},
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

/// How often a word or a pair stands in a document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Count {
    /// Numbers of the folded and the exact text of a word, or of the folded texts of neighbours.
    pub(crate) of: Two,
    /// Times written.
    pub(crate) written: u32,
    /// Times a word stands that people call by this one.
    pub(crate) spoken: u32,
}

impl Count {
    /// Term frequency, spoken words at half weight.
    #[allow(clippy::cast_precision_loss)] // words of one text, far below 2^24
    pub(crate) fn frequency(&self) -> f32 {
        (self.written as f32).max(SPOKEN * self.spoken as f32)
    }
}

/// That a word or a pair stands in a title or alias.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct InTitle {
    /// See [`Count::of`].
    pub(crate) of: Two,
    /// Number of the title or alias in its document.
    pub(crate) title: u32,
    /// It is only spoken there.
    pub(crate) spoken: bool,
}

/// All words of a document, or all pairs.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counts {
    pub(crate) all: Vec<Count>,
    pub(crate) titles: Vec<InTitle>,
}

impl Counts {
    fn spoken(&mut self, of: &[Two], times: u32) {
        self.all.extend(of.iter().map(|of| Count {
            of: *of,
            written: 0,
            spoken: times,
        }));
    }

    fn in_title(&mut self, of: &[Two], title: u32, spoken: bool) {
        self.titles
            .extend(of.iter().map(|of| InTitle { of: *of, title, spoken }));
    }

    /// Puts what was written and what was added together, each word or pair once.
    fn sum_up(&mut self, written: Vec<Two>) {
        self.all.extend(
            tally(written)
                .into_iter()
                .map(|(of, written)| Count { of, written, spoken: 0 }),
        );
        self.all.sort_unstable_by_key(|count| count.of);
        self.all.dedup_by(|next, kept| {
            let same = next.of == kept.of;
            if same {
                kept.written += next.written;
                kept.spoken = kept.spoken.max(next.spoken);
            }
            same
        });
        self.all.shrink_to_fit();
        // Written comes before spoken.
        self.titles.sort_unstable();
        self.titles.dedup_by_key(|place| (place.of, place.title));
    }
}

/// How often each comes.
fn tally(mut all: Vec<Two>) -> Vec<(Two, u32)> {
    all.sort_unstable();
    let runs = all.chunk_by(|left, right| left == right);
    runs.map(|run| (run[0], run.len() as u32)).collect()
}

/// What the index needs to know of a document.
#[derive(Debug, Clone, Default)]
pub struct Analysis {
    /// The texts behind all numbers.
    pub(crate) vocabulary: Vocabulary,
    pub(crate) words: Counts,
    pub(crate) pairs: Counts,
    /// How many titles and aliases were counted.
    pub(crate) titles: u32,
    /// Words in all fields.
    pub(crate) length: u32,
    pub(crate) group: String,
    pub(crate) sort: Sort,
    /// Law and number of its article.
    pub(crate) citations: Vec<(String, String)>,
    /// Other ways of asking, as typed: they are read by the vocabulary of the whole corpus.
    pub(crate) aliases: Vec<String>,
    /// What the vocabulary counts beside the written ones of `words`: words of aliases as typed …
    pub(crate) typed: Vec<(Two, u32)>,
    /// … and everywhere the exact texts of neighbours.
    pub(crate) neighbours: Vec<(Two, u32)>,
}

/// The words of some texts, before they are counted.
#[derive(Default)]
struct Pile {
    words: Vec<Two>,
    pairs: Vec<Two>,
    /// Of exact texts.
    neighbours: Vec<Two>,
}

impl Analysis {
    /// Counts a document.
    pub fn new(document: &Document<'_>, thesaurus: &Thesaurus) -> Self {
        let mut analysis = Self {
            vocabulary: Vocabulary::new(thesaurus.texts()),
            group: document.group.to_owned(),
            sort: document.sort,
            ..Self::default()
        };
        for citation in document.citations {
            if let Some(article) = law::article(citation.article) {
                analysis.citations.push((citation.law.to_owned(), article));
            }
        }
        let mut pile = Pile::default();
        for (text, is_title) in [
            (document.title, true),
            (document.headings, false),
            (document.body, false),
        ] {
            let words = analysis.vocabulary.words(text);
            pile.neighbours.extend(neighbours(&words));
            analysis.add(&words, is_title, &mut pile);
            analysis.add_spoken(&words, is_title, thesaurus);
        }
        let mut typed = Vec::new();
        for alias in document.aliases.iter().take(MOST_TITLES_EACH - 1) {
            let words = analysis.vocabulary.words(alias);
            // What was typed without marks teaches nothing about how words are written.
            if words.iter().any(|word| word.first() != word.second()) {
                pile.neighbours.extend(neighbours(&words));
                typed.extend(words);
            }
            analysis.aliases.push((*alias).to_owned());
        }
        analysis.typed = tally(typed);
        analysis.neighbours = tally(core::mem::take(&mut pile.neighbours));
        analysis.sum_up(pile);
        analysis
    }

    /// Reads the aliases, short forms written out, marks and slips mended, and counts them.
    pub(crate) fn read_aliases(&mut self, read: impl Fn(&str) -> String) {
        let aliases = core::mem::take(&mut self.aliases);
        if aliases.is_empty() {
            return;
        }
        let mut pile = Pile::default();
        for alias in aliases {
            let words = self.vocabulary.words(&read(&alias));
            self.add(&words, true, &mut pile);
        }
        self.sum_up(pile);
    }

    /// Adds what is written in a text.
    fn add(&mut self, text: &[Two], is_title: bool, pile: &mut Pile) {
        let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        self.length = self.length.saturating_add(length);
        let before = pile.pairs.len();
        pile.words.extend(text);
        pile.pairs
            .extend(text.windows(2).map(|pair| Two::new(pair[0].first(), pair[1].first())));
        if is_title {
            self.words.in_title(text, self.titles, false);
            self.pairs.in_title(&pile.pairs[before..], self.titles, false);
            self.titles += 1;
        }
    }

    /// Adds what people say for the text that was added last.
    fn add_spoken(&mut self, text: &[Two], is_title: bool, thesaurus: &Thesaurus) {
        for (said, times) in thesaurus.spoken(text) {
            for (counts, of) in [(&mut self.words, &said.words), (&mut self.pairs, &said.pairs)] {
                counts.spoken(of, times);
                if is_title {
                    counts.in_title(of, self.titles - 1, true);
                }
            }
        }
    }

    fn sum_up(&mut self, pile: Pile) {
        self.words.sum_up(pile.words);
        self.pairs.sum_up(pile.pairs);
    }

    /// Gives each text of a word or a pair another number.
    pub(crate) fn renumber(&mut self, other: impl Fn(u32) -> u32) {
        for counts in [&mut self.words, &mut self.pairs] {
            for count in &mut counts.all {
                count.of = count.of.map(&other);
            }
            for place in &mut counts.titles {
                place.of = place.of.map(&other);
            }
        }
    }
}

/// The exact texts of each two words side by side.
fn neighbours(words: &[Two]) -> impl Iterator<Item = Two> {
    words
        .windows(2)
        .map(|pair| Two::new(pair[0].second(), pair[1].second()))
}
