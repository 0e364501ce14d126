//! How likely a syllable is, alone and behind another: Dirichlet-smoothed counts of the lexicon.

use super::{
    cost::{Costs, SYLLABLES},
    lexicon::{Lexicon, NUMBER, is_number},
};
use crate::{
    fold::split_tone,
    syllable::{is_never_level, is_syllable, is_toneless_syllable},
};

/// A syllable the reader may have meant. Its texts lie in the model, so that readings are plain numbers: copied freely,
/// and in less code.
#[derive(Debug, Clone, Copy)]
pub(super) struct Syllable {
    folded: (usize, usize),
    form: (usize, usize),
    /// Occurrences of the form.
    count: u32,
    /// Probability of the form, whatever stands before it.
    pub(super) chance: f32,
}

impl Syllable {
    /// True when the corpus has this form.
    pub(super) fn is_known(&self) -> bool {
        self.count > 0
    }
}

/// Lexicon, costs, and the texts of all readings.
pub(super) struct Model<'a> {
    pub(super) lexicon: &'a dyn Lexicon,
    pub(super) costs: &'a Costs,
    /// All occurrences, and what is kept back for the unseen.
    all: f32,
    texts: String,
}

impl<'a> Model<'a> {
    #[allow(clippy::cast_precision_loss)] // a corpus of 2^24 syllables would be ten times the largest planned
    pub(super) fn new(lexicon: &'a dyn Lexicon, costs: &'a Costs) -> Self {
        Self {
            lexicon,
            costs,
            all: lexicon.total() as f32 + costs.unseen * SYLLABLES,
            texts: String::new(),
        }
    }

    pub(super) fn folded(&self, syllable: Syllable) -> &str {
        self.text(syllable.folded)
    }

    /// Exact form; as typed when its marks are not known.
    pub(super) fn form(&self, syllable: Syllable) -> &str {
        self.text(syllable.form)
    }

    fn text(&self, place: (usize, usize)) -> &str {
        self.texts.get(place.0..place.1).unwrap_or_default()
    }

    fn store(&mut self, text: &str) -> (usize, usize) {
        let start = self.texts.len();
        self.texts.push_str(text);
        (start, self.texts.len())
    }

    /// A syllable seen `count` times.
    pub(super) fn syllable(&mut self, folded: &str, form: &str, count: u32) -> Syllable {
        Syllable {
            folded: self.store(folded),
            form: self.store(form),
            count: if is_number(folded) {
                self.lexicon.frequency(NUMBER)
            } else {
                count
            },
            chance: self.chance(folded, form, count),
        }
    }

    /// A form the lexicon may or may not know.
    pub(super) fn look_up(&mut self, folded: &str, form: &str) -> Syllable {
        let mut found = 0;
        self.lexicon.forms(folded, &mut |known, count| {
            if known == form {
                found = count;
            }
        });
        self.syllable(folded, form, found)
    }

    /// Probability of a form seen `count` times.
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn chance(&self, folded: &str, form: &str, count: u32) -> f32 {
        if is_number(folded) {
            self.costs.number
        } else if count > 0 || self.is_possible(folded, form) {
            (count as f32 + self.costs.unseen) / self.all
        } else {
            self.foreign(folded)
        }
    }

    /// Probability of a word that is neither Vietnamese nor in the corpus.
    pub(super) fn foreign(&self, folded: &str) -> f32 {
        folded
            .bytes()
            .take(16)
            .fold(self.costs.foreign, |chance, _| chance * self.costs.foreign_letter)
    }

    /// True for what Vietnamese could write: with these marks, or with any when the lexicon offers none.
    fn is_possible(&self, folded: &str, form: &str) -> bool {
        let (letters, tone) = split_tone(form);
        // "oo" is written in a handful of loan words, and in raw Telex all the time.
        let is_telex = letters.as_bytes().windows(2).any(|two| two == b"oo");
        !is_telex
            && ((is_syllable(letters) && (tone > 3 || !is_never_level(letters)))
                || (form == folded && is_toneless_syllable(folded) && self.lexicon.frequency(folded) == 0))
    }

    /// −ln of the probability of a syllable behind another.
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn follow(&self, left: Option<Syllable>, right: Syllable) -> f32 {
        let mut chance = right.chance;
        if let Some(left) = left.filter(Syllable::is_known) {
            let pair = self.lexicon.pair(self.key(left), self.key(right)) as f32;
            let behind = (self.costs.prior * chance + pair) / (self.costs.prior + (left.count as f32).max(pair));
            chance = self.costs.floor * chance + (1.0 - self.costs.floor) * behind;
        }
        -chance.ln()
    }

    fn key(&self, syllable: Syllable) -> &str {
        if is_number(self.folded(syllable)) {
            NUMBER
        } else {
            self.form(syllable)
        }
    }
}
