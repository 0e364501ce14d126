//! A query made ready for an index: its words as read, how much each matters, the laws and articles it names.

use crate::{
    asking::asking,
    decode::{Abbreviations, Decoded, Decoder, Options},
    index::{Head, law},
};

/// How much a pair matters of which none, one or both words only ask.
const PAIR_ASKING: [f32; 3] = [1.0, 0.39, 0.15];
/// A word that the last, unfinished one may become.
const BEGUN: f32 = 0.5;
/// Words that an unfinished one may become.
const MOST_COMPLETIONS: usize = 6;
/// Groups, and articles, that one question may name.
const MOST_NAMED: usize = 16;
/// A reading less sure than this is not searched for.
const LEAST_SURE: f32 = 0.15;

/// What a word was read as.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reading {
    pub(crate) folded: String,
    /// The marked form asked for; none: any.
    pub(crate) exact: Option<String>,
    /// How sure, 0 to 1.
    pub(crate) sure: f32,
}

/// A word of the question.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Word {
    pub(crate) readings: Vec<Reading>,
    /// It only asks, and says nothing of the subject.
    pub(crate) asks: bool,
    /// What an unfinished word begins with.
    pub(crate) begins: Option<String>,
}

impl Word {
    fn first(&self) -> &str {
        self.readings.first().map_or("", |reading| &reading.folded)
    }
}

/// A query as understood, against one index.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// How the query was read.
    pub decoded: Decoded,
    pub(crate) words: Vec<Word>,
    /// Neighbours: the words' numbers and the term.
    pub(crate) pairs: Vec<Pair>,
    /// Terms of the articles it names.
    pub(crate) articles: Vec<String>,
    /// Groups it names.
    pub(crate) groups: Vec<u32>,
    /// True when it names an article of a law that is known.
    pub(crate) is_citation: bool,
}

/// Two neighbouring words.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pair {
    pub(crate) term: String,
    pub(crate) weight: f32,
}

impl Question {
    /// Reads a query by an index's vocabulary.
    pub fn new(head: &Head, query: &str, options: Options) -> Self {
        let abbreviations =
            Abbreviations::new(head.abbreviations.iter().map(|pair| (pair.0.as_str(), pair.1.as_str())));
        let decoded = Decoder::new(head, &abbreviations).decode(query, options);
        let folded: Vec<&str> = decoded.words.iter().map(|word| word.folded.as_str()).collect();
        let asks = asking(&folded);
        let mut question = Self::default();
        for (word, asks) in decoded.words.iter().zip(&asks) {
            let mut readings = vec![Reading {
                folded: word.folded.clone(),
                exact: word.exact.clone(),
                sure: 1.0,
            }];
            for (folded, exact, sure) in &word.alternatives {
                if *sure >= LEAST_SURE {
                    readings.push(Reading {
                        folded: folded.clone(),
                        exact: exact.clone(),
                        sure: *sure,
                    });
                }
            }
            if word.unfinished && word.folded.len() > 1 {
                for (folded, _) in head.completions(&word.folded, MOST_COMPLETIONS) {
                    if folded != word.folded {
                        readings.push(Reading {
                            folded: folded.to_owned(),
                            exact: None,
                            sure: BEGUN,
                        });
                    }
                }
            }
            question.words.push(Word {
                readings,
                asks: *asks,
                begins: (word.unfinished && word.folded.len() > 1).then(|| word.folded.clone()),
            });
        }
        for (at, pair) in folded.windows(2).enumerate() {
            let asks = u8::from(asks[at]) + u8::from(asks[at + 1]);
            question.pairs.push(Pair {
                term: [pair[0], " ", pair[1]].concat(),
                weight: PAIR_ASKING[usize::from(asks)],
            });
        }
        question.name(head, &folded);
        question.decoded = decoded;
        question
    }

    /// Which laws, articles and groups the words name. Of several laws whose names lie in one another, the longest counts.
    fn name(&mut self, head: &Head, words: &[&str]) {
        let groups = head.groups.iter().map(|group| contains(words, &group.0));
        let longest = groups.clone().max().unwrap_or(0);
        for (number, length) in (0..).zip(groups) {
            if length > 0 && length == longest && self.groups.len() < MOST_NAMED {
                self.groups.push(number);
            }
        }
        let found = words.iter().position(|word| *word == "dieu");
        let Some(article) = found
            .and_then(|at| words.get(at + 1))
            .filter(|word| law::is_article(word))
        else {
            return;
        };
        let named = head
            .laws
            .iter()
            .map(|(subject, number)| 2 * contains(words, number).max(contains(words, subject)));
        let longest = named.clone().max().unwrap_or(0);
        for (number, length) in named.enumerate() {
            if length > 0 && length == longest && self.articles.len() < MOST_NAMED {
                self.articles.push(law::article_term(Some(number), article));
                self.is_citation = true;
            }
        }
        if self.articles.is_empty() {
            self.articles.push(law::article_term(None, article));
        }
    }

    /// True when it asks what something is ("… là gì"), or says so.
    pub(crate) fn asks_what(&self) -> bool {
        self.words.iter().any(|word| word.first() == "la")
    }

    /// True when no word speaks of a subject.
    pub(crate) fn only_asks(&self) -> bool {
        self.words.iter().all(|word| word.asks)
    }

    /// The words to look up, each once. What only asks is worth no journey, unless there is nothing else.
    pub(crate) fn searched_words(&self) -> impl Iterator<Item = &Word> {
        let only_asks = self.only_asks();
        self.words
            .iter()
            .enumerate()
            .filter(move |(at, word)| {
                (only_asks || !word.asks) && !self.words[..*at].iter().any(|before| before.first() == word.first())
            })
            .map(|(_, word)| word)
    }

    /// The pairs to look up, each once.
    pub(crate) fn searched_pairs(&self) -> impl Iterator<Item = &Pair> {
        let only_asks = self.only_asks();
        self.pairs
            .iter()
            .enumerate()
            .filter(move |(at, pair)| {
                (only_asks || pair.weight > PAIR_ASKING[2])
                    && !self.pairs[..*at].iter().any(|before| before.term == pair.term)
            })
            .map(|(_, pair)| pair)
    }

    /// Every term to look up.
    pub(crate) fn terms(&self) -> impl Iterator<Item = &str> {
        let readings = self
            .searched_words()
            .flat_map(|word| &word.readings)
            .map(|reading| reading.folded.as_str());
        let pairs = self.searched_pairs().map(|pair| pair.term.as_str());
        readings.chain(pairs).chain(self.articles.iter().map(String::as_str))
    }
}

/// Number of words of a phrase that stands among words; 0 when it does not, or is empty.
fn contains(words: &[&str], phrase: &str) -> usize {
    for start in 0..words.len() {
        let mut count = 0;
        for word in phrase.split(' ') {
            if words.get(start + count) != Some(&word) {
                count = 0;
                break;
            }
            count += 1;
        }
        if count > 0 {
            return count;
        }
    }
    0
}
