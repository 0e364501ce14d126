//! The decoder's constants. A cost is −ln of a probability: 2.3 is one case in ten, 4.6 one in a hundred. A chance is the
//! probability itself, where it is added to others.
//!
//! Tuned by coordinate descent on half of the development questions; `tests/decoding.rs` measures on both halves. Their
//! typos are random keys and their tones are right, so they say nothing of `confused`, `tone_confused`, `tone_wrong`,
//! `quality_wrong`, `joined`, `split` and of short forms: these were set so that the examples in `tests.rs` come out and
//! the untouched questions stay.

/// Every way of typing, with what it costs. A struct, so that tuning can try other values.
#[derive(Debug, Clone, Copy)]
pub struct Costs {
    /// Some marks of a syllable typed, others not ("đuoc").
    pub partial: f32,
    /// The hook for the tilde or the other way round: one tone in the south.
    pub tone_confused: f32,
    /// Another tone than the one meant.
    pub tone_wrong: f32,
    /// Another quality mark than the one meant, for each letter.
    pub quality_wrong: f32,
    /// Before the first word: how many words of this reader lack marks …
    pub bare_before: f32,
    /// … and how many have them.
    pub marked_before: f32,
    /// Before the first word: how many words of this reader, out of one more, are raw Telex or VNI keys.
    pub keys_before: f32,
    /// A letter not struck.
    pub dropped: f32,
    /// A letter struck that does not belong.
    pub extra: f32,
    /// A letter struck twice, or one of two equal ones.
    pub doubled: f32,
    /// A neighbouring key struck.
    pub neighbour: f32,
    /// Any other letter struck.
    pub other: f32,
    /// Two letters in the wrong order.
    pub swapped: f32,
    /// A common confusion of Vietnamese spelling: s/x, ch/tr, d/gi/r, l/n, n/ng, i/y.
    pub confused: f32,
    /// The space between two syllables not struck.
    pub joined: f32,
    /// A space struck inside a syllable.
    pub split: f32,
    /// A word shortened as the editors' table says.
    pub abbreviated: f32,
    /// The most that each further word of a shortened phrase costs: the table vouches for the phrase.
    pub abbreviated_inner: f32,
    /// The least chance of its first word.
    pub abbreviated_first: f32,
    /// The least chance of a beginning of a word that the reader is still typing.
    pub unfinished: f32,
    /// Chance of any number.
    pub number: f32,
    /// Chance of a word that is no Vietnamese syllable and that the corpus does not know …
    pub foreign: f32,
    /// … times this for each of its letters.
    pub foreign_letter: f32,
    /// What is added to the count of every Vietnamese syllable, seen or not.
    pub unseen: f32,
    /// Weight of single syllables against pairs, in occurrences of the left syllable (Dirichlet prior).
    pub prior: f32,
    /// Share of the probability given to single syllables whatever the pairs say: questions are not worded like law.
    pub floor: f32,
}

/// The values in use.
pub const COSTS: Costs = Costs {
    partial: 3.0,
    tone_confused: 4.0,
    tone_wrong: 8.0,
    quality_wrong: 5.0,
    bare_before: 0.1,
    marked_before: 0.1,
    keys_before: 0.1,
    dropped: 5.2,
    extra: 8.4,
    doubled: 6.0,
    neighbour: 6.5,
    other: 9.0,
    swapped: 6.0,
    confused: 6.5,
    joined: 8.0,
    split: 9.0,
    abbreviated: 2.0,
    abbreviated_inner: 1.5,
    abbreviated_first: 0.0003,
    unfinished: 0.001,
    number: 0.018,
    foreign: 0.00004,
    foreign_letter: 0.08,
    unseen: 0.8,
    prior: 30.0,
    floor: 0.15,
};

/// About as many syllables as Vietnamese writes; they share what is kept back for the unseen.
pub(super) const SYLLABLES: f32 = 7000.0;
