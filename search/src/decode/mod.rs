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
pub use lexicon::{Lexicon, NUMBER, TextLexicon};

use self::{
    lexicon::is_number,
    model::{Model, Syllable},
    path::{Arc, weigh},
    readings::{Allowed, Habits, Reading, is_begun, readings},
};
use crate::{
    fold::written_form,
    syllable::is_toneless_syllable,
    token::{Token, tokens},
};

/// Words of a query that are looked at; a question is shorter, a pasted article need not be searched for.
const MOST_WORDS: usize = 160;
/// Words looked at for more than marks.
const MOST_GUESSED: usize = 100;
/// Alternatives given for a word, and the least weight of one.
const MOST_ALTERNATIVES: usize = 3;
const LEAST_WEIGHT: f32 = 0.02;
/// A joined pair of words is sought in words up to this many bytes.
const LONGEST_JOINED: usize = 24;

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
        let goes_on = !options.finished && typed.last().is_some_and(|last| last.range.end == query.len());
        let mut lattice = Lattice {
            model: Model::new(self.lexicon, self.costs),
            abbreviations: self.abbreviations,
            habits: Habits::of(&typed, self.costs),
            query,
            typed: &typed,
            as_typed: options.as_typed,
            goes_on,
            syllables: Vec::new(),
            arcs: Vec::new(),
        };
        for (at, token) in typed.iter().enumerate() {
            lattice.add_arcs(at, token);
        }
        let last = weigh(&lattice.model, &mut lattice.arcs, &lattice.syllables, typed.len());
        lattice.words(last)
    }
}

/// A query on its way to being read.
struct Lattice<'a> {
    model: Model<'a>,
    abbreviations: &'a Abbreviations<'a>,
    habits: Habits,
    query: &'a str,
    typed: &'a [Token],
    as_typed: bool,
    goes_on: bool,
    /// Syllables of all arcs.
    syllables: Vec<Syllable>,
    arcs: Vec<Arc>,
}

impl Lattice<'_> {
    /// All readings of the word at a place, alone or together with the next.
    fn add_arcs(&mut self, at: usize, token: &Token) {
        let guess = !self.as_typed && at < MOST_GUESSED && !is_number(&token.folded);
        let unfinished = self.goes_on && at + 1 == self.typed.len();
        // What may become a word of the lexicon is not to be corrected under the reader's fingers.
        let guess_more = guess && !(unfinished && is_begun(&self.model, token));
        let allowed = Allowed {
            keys: guess,
            slips: guess_more,
            unfinished,
            habits: self.habits,
        };
        let is_short = guess_more && self.add_meanings(at, token);
        for (number, mut reading) in readings(&mut self.model, token, allowed).into_iter().enumerate() {
            // What editors call a short form is no word, though it may stand in texts.
            if number == 0 && is_short && !is_toneless_syllable(&token.folded) {
                reading.syllable.chance = reading.syllable.chance.min(self.model.foreign(&token.folded));
            }
            self.add(
                at,
                at + 1,
                &[reading.syllable],
                reading.cost,
                reading.how,
                reading.marked,
            );
        }
        if guess_more {
            self.add_joined(at, token);
            self.add_split(at, token);
        }
    }

    fn add(&mut self, start: usize, end: usize, syllables: &[Syllable], cost: f32, how: How, marked: bool) {
        let first = self.syllables.len();
        self.syllables.extend_from_slice(syllables);
        self.arcs.push(Arc {
            start,
            end,
            first,
            last: first + syllables.len() - 1,
            cost,
            how,
            marked,
            before: f32::INFINITY,
            after: f32::INFINITY,
            back: usize::MAX,
        });
    }

    /// What a short form stands for; false when it is none.
    fn add_meanings(&mut self, at: usize, token: &Token) -> bool {
        let costs = self.model.costs;
        let mut is_short = false;
        for meaning in self.abbreviations.meanings(&token.folded) {
            let mut syllables: Vec<Syllable> = Vec::new();
            let mut cost = costs.abbreviated;
            for word in tokens(meaning) {
                let mut syllable = self.model.look_up(&word.folded, &word.exact);
                match syllables.last() {
                    Some(last) => cost += self.model.follow(Some(*last), syllable).min(costs.abbreviated_inner),
                    None => syllable.chance = syllable.chance.max(costs.abbreviated_first),
                }
                syllables.push(syllable);
            }
            // "khong" for "không" says nothing that missing marks do not.
            let is_itself = syllables.len() == 1 && self.model.folded(syllables[0]) == token.folded;
            if !syllables.is_empty() && !is_itself {
                is_short = true;
                self.add(at, at + 1, &syllables, cost, How::Abbreviation, true);
            }
        }
        is_short
    }

    /// One unknown word as two known ones: "nghiviec".
    fn add_joined(&mut self, at: usize, token: &Token) {
        if token.range.len() > LONGEST_JOINED || self.model.lexicon.frequency(&token.folded) > 0 {
            return;
        }
        let query = self.query;
        for cut in token.range.start + 1..token.range.end {
            let (Some(left), Some(right)) = (query.get(token.range.start..cut), query.get(cut..token.range.end)) else {
                continue;
            };
            let left = self.known_readings(left);
            let right = if left.is_empty() {
                Vec::new()
            } else {
                self.known_readings(right)
            };
            let mut best = None;
            let mut least = f32::INFINITY;
            for first in &left {
                for second in &right {
                    let cost = first.cost + second.cost + self.model.follow(Some(first.syllable), second.syllable);
                    let total = cost - first.syllable.chance.ln();
                    if total < least {
                        least = total;
                        best = Some((cost, first, second));
                    }
                }
            }
            if let Some((cost, first, second)) = best {
                let (pair, marked) = ([first.syllable, second.syllable], first.marked || second.marked);
                self.add(at, at + 1, &pair, cost + self.model.costs.joined, How::Joined, marked);
            }
        }
    }

    /// Two words, one of them no syllable, as a known one: "ng hi".
    fn add_split(&mut self, at: usize, token: &Token) {
        let Some(next) = self.typed.get(at + 1) else {
            return;
        };
        let whole_words = is_toneless_syllable(&token.folded) && is_toneless_syllable(&next.folded);
        let goes_on = self.goes_on && at + 2 == self.typed.len();
        let query = self.query;
        let text = |range: Range<usize>| query.get(range).unwrap_or_default();
        if whole_words || goes_on || text(token.range.end..next.range.start) != " " || is_number(&next.folded) {
            return;
        }
        let mut whole = text(token.range.clone()).to_owned();
        whole.push_str(text(next.range.clone()));
        for reading in self.known_readings(&whole) {
            let cost = reading.cost + self.model.costs.split;
            self.add(at, at + 2, &[reading.syllable], cost, How::Split, reading.marked);
        }
    }

    /// Readings without slips that the lexicon knows.
    fn known_readings(&mut self, word: &str) -> Vec<Reading> {
        let mut found = Vec::new();
        let allowed = Allowed {
            keys: true,
            slips: false,
            unfinished: false,
            habits: self.habits,
        };
        if let [token] = &tokens(word)[..]
            && token.range.len() == word.len()
            && !is_number(&token.folded)
        {
            found = readings(&mut self.model, token, allowed);
            found.retain(|reading| reading.syllable.is_known());
        }
        found
    }

    /// The words of the best path, each with what else it could be.
    fn words(&self, last: usize) -> Decoded {
        let mut decoded = Decoded::default();
        let mut path = Vec::new();
        let mut at = last;
        while let Some(arc) = self.arcs.get(at) {
            path.push(arc);
            at = arc.back;
        }
        while let Some(arc) = path.pop() {
            decoded.changed |= !matches!(arc.how, How::Written | How::Marks);
            self.add_words(arc, &mut decoded.words);
        }
        decoded
    }

    fn add_words(&self, arc: &Arc, words: &mut Vec<Word>) {
        let (Some(start), Some(end)) = (self.typed.get(arc.start), self.typed.get(arc.end - 1)) else {
            return;
        };
        // How sure each reading as one word is, forms of a word without marks together; this one first; and all readings.
        let mut likely: Vec<(&Arc, f32)> = vec![(arc, 0.0)];
        let mut all = 0.0;
        for other in &self.arcs {
            if other.start < arc.end && arc.start < other.end {
                let weight = exp_minus(other.before + other.after - arc.before - arc.after);
                all += weight;
                match likely.iter_mut().find(|known| self.is_same(known.0, other)) {
                    Some(known) => known.1 += weight,
                    None if other.first == other.last && other.start == arc.start && other.end == arc.end => {
                        likely.push((other, weight));
                    }
                    None => {}
                }
            }
        }
        let own = likely.first().map_or(0.0, |own| own.1);
        for at in arc.first..=arc.last {
            let (folded, form) = self.texts(at);
            words.push(Word {
                range: start.range.start..end.range.end,
                folded: folded.to_owned(),
                exact: (arc.marked && !is_number(folded)).then(|| form.to_owned()),
                likely: form.to_owned(),
                marks: 1.0 / own,
                how: arc.how,
                weight: own / all,
                alternatives: self.alternatives(&mut likely, all),
                unfinished: self.goes_on
                    && arc.end == self.typed.len()
                    && matches!(arc.how, How::Written | How::Marks | How::Keys),
            });
        }
    }
    /// The best of the other readings. The first syllable of several takes them; a short form itself goes with each.
    fn alternatives(&self, likely: &mut [(&Arc, f32)], all: f32) -> Vec<(String, Option<String>, f32)> {
        let mut alternatives = Vec::new();
        let Some(((arc, own), others)) = likely.split_first_mut() else {
            return alternatives;
        };
        if arc.how == How::Abbreviation {
            // A text may use the short form: that is as good as what it stands for.
            if let Some(typed) = self.typed.get(arc.start)
                && self.model.lexicon.frequency(&typed.folded) > 0
            {
                alternatives.push((typed.folded.clone(), None, *own / all));
            }
            return alternatives;
        }
        while alternatives.len() < MOST_ALTERNATIVES {
            let mut most = LEAST_WEIGHT * all;
            let mut next = None;
            for known in others.iter_mut() {
                if known.1 > most {
                    most = known.1;
                    next = Some(known);
                }
            }
            let Some((other, weight)) = next else {
                break;
            };
            let (folded, form) = self.texts(other.first);
            alternatives.push((folded.to_owned(), other.marked.then(|| form.to_owned()), most / all));
            *weight = 0.0;
        }
        alternatives
    }

    /// Folded and exact form of a syllable.
    fn texts(&self, syllable: usize) -> (&str, &str) {
        self.syllables.get(syllable).map_or(("", ""), |syllable| {
            (self.model.folded(*syllable), self.model.form(*syllable))
        })
    }

    /// Two readings are one arc, or as one word each ask for the same: the same marks, or the same letters where marks do
    /// not matter.
    fn is_same(&self, one: &Arc, other: &Arc) -> bool {
        let ((folded, form), (other_folded, other_form)) = (self.texts(one.first), self.texts(other.first));
        let are_words = one.last - one.first + other.last - other.first == 0;
        one.first == other.first
            || (are_words
                && (one.start, one.end, one.marked) == (other.start, other.end, other.marked)
                && folded == other_folded
                && (!one.marked || form == other_form))
    }
}

/// e to the power of −`cost`, near enough to weigh readings, without the code of the exact one.
fn exp_minus(cost: f32) -> f32 {
    let mut power = (1.0 - cost / 256.0).clamp(0.0, 1.0);
    for _ in 0..8 {
        power *= power;
    }
    power
}
