//! A term and its forms, and one place where a form stands, each small enough to sort millions of.

use crate::vocabulary::Two;

/// A term and one form of it, sorted as their texts are: a word, its marked forms, its pairs with the word behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Term(Two);

/// Above what is behind a word, this bit makes the two a pair.
const PAIR: u32 = 1 << 31;

impl Term {
    /// A word, or an article, by the place of its text.
    pub(super) fn plain(text: u32) -> Self {
        Self(Two::new(text, 0))
    }

    /// A form of a word, by the places of its folded and its exact text.
    pub(super) fn word(of: Two) -> Self {
        Self(Two::new(of.first(), if of.is_of_two() { of.second() + 1 } else { 0 }))
    }

    /// What postings under one text name: that text, and what a posting has behind it ([`Posting::second`]).
    pub(super) fn behind(text: u32, second: u32) -> Self {
        Self(Two::new(text, second))
    }

    /// Neighbours, by the places of their folded texts.
    pub(super) fn pair(of: Two) -> Self {
        Self(Two::new(of.first(), of.second() | PAIR))
    }

    /// Both are forms of one word.
    pub(super) fn is_form_of(self, other: Self) -> bool {
        self == other || (self.0.first() == other.0.first() && (self.0.second() | other.0.second()) & PAIR == 0)
    }

    /// Writes what is looked up into an empty text.
    pub(super) fn write(self, texts: &[&str], text: &mut String) {
        text.push_str(texts[self.0.first() as usize]);
        if self.0.second() & PAIR > 0 {
            text.push(' ');
            text.push_str(texts[(self.0.second() & !PAIR) as usize]);
        }
    }

    /// The exact form; empty when it is the term itself.
    pub(super) fn form<'a>(self, texts: &[&'a str]) -> &'a str {
        match self.0.second() {
            form if form == 0 || form & PAIR > 0 => "",
            form => texts[form as usize - 1],
        }
    }
}

/// That a form stands in a document or title: what makes it a form, its place, its value as it is written. One number, so
/// that postings of words that begin alike are sorted fast.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Posting(u64);

/// Bits of a value, and of the number of a document or title: see [`super::MOST_TITLES`].
const VALUE_BITS: u32 = 5;
const PLACE_BITS: u32 = 27;

impl Posting {
    pub(super) fn new(term: Term, place: u32, value: u32) -> Self {
        let form = u64::from(term.0.second()) << (PLACE_BITS + VALUE_BITS);
        Self(form | u64::from(place) << VALUE_BITS | u64::from(value))
    }

    /// What its term has behind the first text.
    pub(super) fn second(self) -> u32 {
        (self.0 >> (PLACE_BITS + VALUE_BITS)) as u32
    }

    /// Number of the document, or of the title among those of all documents.
    pub(super) fn place(self) -> u32 {
        (self.0 >> VALUE_BITS) as u32 & ((1 << PLACE_BITS) - 1)
    }

    /// As it is written.
    pub(super) fn value(self) -> u32 {
        self.0 as u32 & ((1 << VALUE_BITS) - 1)
    }
}
