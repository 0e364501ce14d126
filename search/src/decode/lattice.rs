//! All readings of all words of a query, and the words of the best path through them.

use std::ops::Range;

use super::{
    Abbreviations, Decoded, How, Word,
    abbreviations::MOST_WORDS as MOST_MEANING_WORDS,
    lexicon::is_number,
    model::{Model, Syllable},
    path::{Arc, weigh},
    readings::{Allowed, Habits, Reading, is_begun, readings},
};
use crate::{
    syllable::is_toneless_syllable,
    token::{Token, tokens},
};

/// Words looked at for more than marks.
const MOST_GUESSED: usize = 100;
/// Alternatives given for a word, and the least weight of one.
const MOST_ALTERNATIVES: usize = 3;
const LEAST_WEIGHT: f32 = 0.02;
/// Two words run together are sought in words of up to this many bytes.
const LONGEST_JOINED: usize = 24;

/// A query on its way to being read.
pub(super) struct Lattice<'a> {
    model: Model<'a>,
    abbreviations: &'a Abbreviations<'a>,
    habits: Habits,
    query: &'a str,
    typed: &'a [Token],
    pub(super) as_typed: bool,
    /// The last word may be unfinished.
    pub(super) goes_on: bool,
    /// Syllables of all arcs.
    syllables: Vec<Syllable>,
    arcs: Vec<Arc>,
}

impl<'a> Lattice<'a> {
    pub(super) fn new(
        model: Model<'a>,
        abbreviations: &'a Abbreviations<'a>,
        habits: Habits,
        query: &'a str,
        typed: &'a [Token],
    ) -> Self {
        Self {
            model,
            abbreviations,
            habits,
            query,
            typed,
            as_typed: false,
            goes_on: false,
            syllables: Vec::new(),
            arcs: Vec::new(),
        }
    }

    /// All readings of the word at a place, alone or together with the next.
    pub(super) fn add_arcs(&mut self, at: usize, token: &Token) {
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
            self.add(at, at + 1, reading, 0.0, reading.how);
        }
        if guess_more {
            self.add_joined(at, token);
            self.add_split(at, token);
        }
    }

    /// An arc of one syllable.
    fn add(&mut self, start: usize, end: usize, reading: Reading, cost: f32, how: How) {
        self.syllables.push(reading.syllable);
        self.add_arc(start, end, 1, reading.cost + cost, how, reading.marked);
    }

    /// An arc of the last syllables.
    fn add_arc(&mut self, start: usize, end: usize, syllables: usize, cost: f32, how: How, marked: bool) {
        let last = self.syllables.len() - 1;
        self.arcs.push(Arc {
            start,
            end,
            first: last + 1 - syllables,
            last,
            cost,
            how,
            marked,
            before: f32::INFINITY,
            after: f32::INFINITY,
            next: usize::MAX,
        });
    }

    /// What a short form stands for; false when it is none.
    fn add_meanings(&mut self, at: usize, token: &Token) -> bool {
        let costs = self.model.costs;
        let mut is_short = false;
        for meaning in self.abbreviations.meanings(&token.folded) {
            let mut words = tokens(meaning);
            words.truncate(MOST_MEANING_WORDS);
            let mut cost = costs.abbreviated;
            let mut previous = None;
            for word in &words {
                let mut syllable = self.model.look_up(&word.folded, &word.exact);
                match previous {
                    Some(_) => cost += self.model.follow(previous, syllable).min(costs.abbreviated_inner),
                    None => syllable.chance = syllable.chance.max(costs.abbreviated_first),
                }
                previous = Some(syllable);
                self.syllables.push(syllable);
            }
            // "khong" for "không" says nothing that missing marks do not.
            if !matches!(&words[..], [only] if only.folded == token.folded) && previous.is_some() {
                is_short = true;
                self.add_arc(at, at + 1, words.len(), cost, How::Abbreviation, true);
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
                self.syllables.push(first.syllable);
                self.syllables.push(second.syllable);
                let (cost, marked) = (cost + self.model.costs.joined, first.marked || second.marked);
                self.add_arc(at, at + 1, 2, cost, How::Joined, marked);
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
            self.add(at, at + 2, reading, self.model.costs.split, How::Split);
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
    pub(super) fn words(&mut self) -> Decoded {
        let mut decoded = Decoded::default();
        let mut at = weigh(&self.model, &mut self.arcs, &self.syllables, self.typed.len());
        while let Some(arc) = self.arcs.get(at) {
            decoded.changed |= !matches!(arc.how, How::Written | How::Marks);
            self.add_words(arc, &mut decoded.words);
            at = arc.next;
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
