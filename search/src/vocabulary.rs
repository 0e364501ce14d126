//! Words as numbers: while an index is built, counting and sorting compare numbers instead of texts.
//!
//! Documents that are read with one thesaurus share its [`Words`], whatever thread reads them: a word that was met before
//! costs one look-up, however it has to be folded. A [`Union`] puts the words of several thesauri together.

use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use crate::{
    fold::{exact_form, fold, push_exact, push_folded},
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

    /// The two are not the same.
    pub(crate) fn is_of_two(self) -> bool {
        self.first() != self.second()
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

/// The number of what looks like a word and has no letters.
const NOTHING: u32 = u32::MAX;

/// Words, numbered as they are met. Which number a word gets depends on who comes first, so nothing that is written may
/// depend on that.
#[derive(Debug, Default)]
pub(crate) struct Words(RwLock<Known>);

/// What is known of words.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Numbers of words by how they stand in texts.
    written: Map<String, u32>,
    /// Numbers of the folded and the exact text of each word.
    forms: IndexSet<Two, FxBuildHasher>,
    texts: Texts,
}

impl Words {
    /// The numbers of the words of a text, in order.
    pub(crate) fn read(&self, text: &str) -> Vec<u32> {
        let mut found = Vec::with_capacity(text.len() / 5);
        let mut unknown = Vec::new();
        let known = self.known();
        each_word(text, &mut |range| {
            let word = text.get(range).unwrap_or_default();
            let number = known.written.get(word).copied();
            if number.is_none() {
                unknown.push((found.len(), word));
            }
            found.push(number.unwrap_or(NOTHING));
        });
        drop(known);
        if !unknown.is_empty() {
            let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
            for (place, word) in unknown {
                found[place] = known.number(word);
            }
        }
        found.retain(|number| *number != NOTHING);
        found
    }

    /// What is known by now; words that are new have to wait while it is held.
    pub(crate) fn known(&self) -> RwLockReadGuard<'_, Known> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    /// The numbers of the folded and the exact text of a word.
    pub(crate) fn form(&self, word: u32) -> Two {
        self.forms[word as usize]
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.written.get(word) {
            return *number;
        }
        let letters = word.replace(is_separator, "");
        let folded = fold(&letters);
        let number = if folded.is_empty() {
            NOTHING
        } else {
            let first = number(&mut self.texts, &folded);
            let second = number(&mut self.texts, &exact_form(&letters));
            short(self.forms.insert_full(Two::new(first, second)).0)
        };
        self.written.insert(word.to_owned(), number);
        number
    }
}

/// The texts of several [`Words`] as one.
#[derive(Debug, Default)]
pub(crate) struct Union {
    pub(crate) texts: Texts,
    parts: Vec<(Arc<Words>, Numbers)>,
}

/// What the numbers of some [`Words`] are elsewhere.
#[derive(Debug, Clone)]
pub(crate) struct Numbers {
    /// Of each text.
    pub(crate) texts: Vec<u32>,
    /// Of the folded and the exact text of each word.
    pub(crate) words: Vec<Two>,
}

impl Union {
    /// All that is known of these by now.
    pub(crate) fn of<'a>(all: impl Iterator<Item = &'a Arc<Words>>) -> Self {
        let mut union = Self::default();
        for words in all {
            if union.number_of(words).is_some() {
                continue;
            }
            let known = words.known();
            let texts = known.texts.iter().map(|text| number(&mut union.texts, text));
            let texts: Vec<u32> = texts.collect();
            let forms = known.forms.iter().map(|form| form.map(|text| texts[text as usize]));
            let forms = forms.collect();
            union.parts.push((Arc::clone(words), Numbers { texts, words: forms }));
        }
        union
    }

    /// Which of the [`Numbers`] are those of `words`.
    pub(crate) fn number_of(&self, words: &Arc<Words>) -> Option<usize> {
        self.parts.iter().position(|part| Arc::ptr_eq(&part.0, words))
    }

    /// The numbers in this union.
    pub(crate) fn numbers(&self) -> Vec<&Numbers> {
        self.parts.iter().map(|part| &part.1).collect()
    }
}

impl Numbers {
    /// All as other numbers.
    pub(crate) fn map(&self, other: impl Fn(u32) -> u32) -> Self {
        Self {
            texts: self.texts.iter().map(|text| other(*text)).collect(),
            words: self.words.iter().map(|word| word.map(&other)).collect(),
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
