//! Words as numbers: while an index is built, counting and sorting compare numbers instead of texts.
//!
//! Most words of a document stand in the thesaurus, too, and have their numbers from there; a [`Vocabulary`] adds those of
//! one document, a [`Union`] puts the vocabularies of all documents together.

use std::sync::Arc;

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use crate::{
    fold::{push_exact, push_folded},
    token::{each_word, is_separator},
};

/// Texts by number, and numbers by text.
pub(crate) type Texts = IndexSet<String, FxBuildHasher>;

/// A map whose keys nobody chooses to do harm.
pub(crate) type Map<K, V> = rustc_hash::FxHashMap<K, V>;

/// The number of a text, which is put in if it is new.
pub(crate) fn number(texts: &mut Texts, text: &str) -> u32 {
    let number = texts.get_index_of(text);
    short(number.unwrap_or_else(|| texts.insert_full(text.to_owned()).0))
}

/// No memory holds 2³² texts.
fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Two numbers in one, sorted by the first: neighbours, or the folded and the exact text of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Two(u64);

impl Two {
    pub(crate) fn new(first: u32, second: u32) -> Self {
        Self(u64::from(first) << 32 | u64::from(second))
    }

    pub(crate) fn first(self) -> u32 {
        (self.0 >> 32) as u32
    }

    #[allow(clippy::cast_possible_truncation)] // the lower half is meant
    pub(crate) fn second(self) -> u32 {
        self.0 as u32
    }

    /// Both as other numbers.
    pub(crate) fn map(self, other: impl Fn(u32) -> u32) -> Self {
        Self::new(other(self.first()), other(self.second()))
    }
}

/// Folded and exact text of each word, in order; `number` says what number a text has.
pub(crate) fn words(text: &str, mut number: impl FnMut(&str) -> u32) -> Vec<Two> {
    let mut found = Vec::with_capacity(text.len() / 6);
    let (mut joined, mut folded, mut exact) = (String::new(), String::new(), String::new());
    each_word(text, &mut |range| {
        let mut word = text.get(range).unwrap_or_default();
        if word.contains(is_separator) {
            joined = word.replace(is_separator, "");
            word = &joined;
        }
        folded.clear();
        push_folded(word, &mut folded);
        if folded.is_empty() {
            return;
        }
        exact.clear();
        push_exact(word, &mut exact);
        let first = number(&folded);
        found.push(Two::new(first, if exact == folded { first } else { number(&exact) }));
    });
    found
}

/// Texts that many documents share, and behind them those of one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Vocabulary {
    shared: Arc<Texts>,
    own: Texts,
}

impl Vocabulary {
    /// Nothing beyond what is shared.
    pub(crate) fn new(shared: Arc<Texts>) -> Self {
        Self {
            shared,
            own: Texts::default(),
        }
    }

    /// See [`words`].
    pub(crate) fn words(&mut self, text: &str) -> Vec<Two> {
        words(text, |text| match self.shared.get_index_of(text) {
            Some(number) => short(number),
            None => short(self.shared.len()) + number(&mut self.own, text),
        })
    }
}

/// The texts of many vocabularies as one.
#[derive(Debug, Default)]
pub(crate) struct Union {
    pub(crate) texts: Texts,
    /// Shared texts that were met, and their numbers here.
    shared: Vec<(Arc<Texts>, Arc<Vec<u32>>)>,
}

/// What the numbers of a vocabulary are in a union.
#[derive(Debug, Clone)]
pub(crate) struct Numbers {
    shared: Arc<Vec<u32>>,
    own: Vec<u32>,
}

impl Union {
    /// Takes in a vocabulary.
    pub(crate) fn add(&mut self, vocabulary: &Vocabulary) -> Numbers {
        let known = self
            .shared
            .iter()
            .find(|known| Arc::ptr_eq(&known.0, &vocabulary.shared));
        let shared = known.map(|known| Arc::clone(&known.1)).unwrap_or_else(|| {
            let numbers = vocabulary.shared.iter().map(|text| number(&mut self.texts, text));
            let numbers = Arc::new(numbers.collect::<Vec<_>>());
            self.shared.push((Arc::clone(&vocabulary.shared), Arc::clone(&numbers)));
            numbers
        });
        let own = vocabulary.own.iter().map(|text| number(&mut self.texts, text));
        Numbers {
            shared,
            own: own.collect(),
        }
    }
}

impl Numbers {
    /// The number in the union.
    pub(crate) fn get(&self, number: u32) -> u32 {
        let number = number as usize;
        match self.shared.get(number) {
            Some(number) => *number,
            None => self.own[number - self.shared.len()],
        }
    }
}

/// The texts in their order, and for each number its place there.
pub(crate) fn sorted(texts: &Texts) -> (Vec<&str>, Vec<u32>) {
    let mut order: Vec<u32> = (0..short(texts.len())).collect();
    order.sort_unstable_by_key(|number| &texts[*number as usize]);
    let mut places = vec![0; order.len()];
    for (place, number) in (0..).zip(&order) {
        places[*number as usize] = place;
    }
    (
        order.iter().map(|number| texts[*number as usize].as_str()).collect(),
        places,
    )
}
