//! What the reader meant by what was typed: one pass over all readings of all words, weighed by a model of the corpus.
//!
//! In goes a query as typed ("bi duoi viec co dc tien ko", "nghir thai sanr", "hđlđ"); out come its words with folded and
//! marked forms, how each was read, how sure that is, and other readings worth a search.
//!
//! 1. Each word gets its readings with a cost, −ln of a probability: as written, marks missing or wrong, raw Telex or VNI
//!    keys, one slip, an abbreviation, two words run together, one word cut in two.
//! 2. A syllable-bigram model of the corpus ([`Lexicon`]) weighs every reading behind every one before it.
//! 3. The cheapest path wins; the others give each word its certainty and its alternatives.
//!
//! ```
//! use search::decode::{Abbreviations, Decoder, Options, TextLexicon};
//!
//! let mut lexicon = TextLexicon::new();
//! lexicon.add("Nghỉ thai sản được mấy tháng? Đi làm chưa ký hợp đồng lao động thì sao?");
//! let abbreviations = Abbreviations::new([("hđlđ", "hợp đồng lao động"), ("dc", "được")]);
//! let decoder = Decoder::new(&lexicon, &abbreviations);
//!
//! let query = "nghir thai sarn dc may thang";
//! let decoded = decoder.decode(query, Options::default());
//! assert_eq!(decoded.reading(query), "nghỉ thai sản được mấy tháng");
//! assert!(decoded.changed);
//! ```

mod abbreviations;
mod cost;
mod edits;
mod lattice;
mod lexicon;
mod model;
mod path;
mod questions;
mod readings;
#[cfg(test)]
mod tests;

use std::ops::Range;

pub use abbreviations::Abbreviations;
pub use cost::{COSTS, Costs};
pub(crate) use lexicon::Counted;
pub use lexicon::{Lexicon, NUMBER, TextLexicon};

use self::{lattice::Lattice, model::Model, readings::Habits};
use crate::{fold::written_form, token::tokens};

/// Words of a query that are looked at; a question is shorter, a pasted article need not be searched for.
const MOST_WORDS: usize = 160;

/// How a word was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// As it stands.
    Written,
    /// Marks left out.
    Marks,
    /// Raw Telex or VNI keys.
    Keys,
    /// A slip of the finger or of spelling, wrong marks among them.
    Edit,
    /// A short form of the editors' table.
    Abbreviation,
    /// Two syllables typed without the space between them.
    Joined,
    /// One syllable typed with a space inside.
    Split,
}

/// A syllable, number or other word of the query as understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// Byte range in the query of what was typed; syllables that come from one typed word share its range.
    pub range: Range<usize>,
    /// Lower case without marks.
    pub folded: String,
    /// The marked form asked for; `None` when the reader typed no marks: any will do.
    pub exact: Option<String>,
    /// The likeliest marked form, asked for or not.
    pub likely: String,
    /// How sure `likely` is among the forms of `folded`, 0 to 1.
    pub marks: f32,
    /// How the word was read.
    pub how: How,
    /// How sure this reading is, 0 to 1.
    pub weight: f32,
    /// Other readings worth a search, best first, at most three: folded, marked form asked for, certainty.
    pub alternatives: Vec<(String, Option<String>, f32)>,
    /// The reader may go on typing this word.
    pub unfinished: bool,
}

/// A query as understood.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Decoded {
    /// Its words in order.
    pub words: Vec<Word>,
    /// Something was read otherwise than it stands, beyond missing marks: worth showing, with a way back.
    pub changed: bool,
}

impl Decoded {
    /// All words in their likeliest spelling, also those typed without marks.
    pub fn spelled(&self) -> String {
        let mut spelled = String::new();
        for word in &self.words {
            if !spelled.is_empty() {
                spelled.push(' ');
            }
            spelled.push_str(&written_form(&word.likely));
        }
        spelled
    }

    /// The question as understood, in proper spelling; `query` is the text that was decoded.
    pub fn reading(&self, query: &str) -> String {
        let mut reading = String::with_capacity(query.len() + 16);
        let mut last = 0..0;
        for word in &self.words {
            if word.range == last && last.end > 0 {
                reading.push(' ');
            } else {
                reading.push_str(query.get(last.end..word.range.start).unwrap_or_default());
            }
            match query.get(word.range.clone()) {
                Some(typed) if word.how == How::Written => reading.push_str(typed),
                _ => reading.push_str(&written_form(&word.likely)),
            }
            last = word.range.clone();
        }
        reading.push_str(query.get(last.end..).unwrap_or_default());
        reading
    }
}

/// What the caller knows of the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// No guesses but missing marks: the reader took the others back.
    pub as_typed: bool,
    /// The reader pressed Enter: the last word is whole.
    pub finished: bool,
}

/// Reads queries by a lexicon and a table of short forms.
#[derive(Clone, Copy)]
pub struct Decoder<'a> {
    lexicon: &'a dyn Lexicon,
    abbreviations: &'a Abbreviations<'a>,
    costs: &'a Costs,
}

impl<'a> Decoder<'a> {
    /// A decoder with the tuned [`COSTS`].
    pub fn new(lexicon: &'a dyn Lexicon, abbreviations: &'a Abbreviations<'a>) -> Self {
        Self::with_costs(lexicon, abbreviations, &COSTS)
    }

    /// A decoder with other costs.
    pub fn with_costs(lexicon: &'a dyn Lexicon, abbreviations: &'a Abbreviations<'a>, costs: &'a Costs) -> Self {
        Self {
            lexicon,
            abbreviations,
            costs,
        }
    }

    /// Reads a query.
    pub fn decode(&self, query: &str, options: Options) -> Decoded {
        let mut typed = tokens(query);
        typed.truncate(MOST_WORDS);
        let habits = Habits::of(&typed, self.costs);
        let model = Model::new(self.lexicon, self.costs);
        let mut lattice = Lattice::new(model, self.abbreviations, habits, query, &typed);
        lattice.as_typed = options.as_typed;
        lattice.goes_on = !options.finished && typed.last().is_some_and(|last| last.range.end == query.len());
        for (at, token) in typed.iter().enumerate() {
            lattice.add_arcs(at, token);
        }
        lattice.words()
    }
}
