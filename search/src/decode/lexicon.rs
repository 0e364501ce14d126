//! What the decoder asks of the corpus, and an implementation made from texts.

use std::{collections::BTreeMap, ops::Bound};

use super::{edits::edits, questions::QUESTIONS};
use crate::token::{Token, tokens};

/// Key of every number in [`Lexicon::pair`] and [`Lexicon::frequency`]: "Điều 25" and "Điều 139" are one pair.
pub const NUMBER: &str = "0";

/// See [`TextLexicon::add_question_wording`].
const QUESTION_SHARE: u32 = 15_000;

/// Syllables of a corpus and how often they stand side by side.
///
/// All forms are in the notation of [`exact_form`](crate::fold::exact_form). Counts may be rounded, as long as those of
/// one lexicon are rounded alike; pairs that say little may be left out.
pub trait Lexicon {
    /// Occurrences of a folded syllable; 0 when unknown.
    fn frequency(&self, folded: &str) -> u32;

    /// Marked forms of a folded syllable with their occurrences, most frequent first.
    fn forms(&self, folded: &str, visit: &mut dyn FnMut(&str, u32));

    /// Occurrences of two marked forms side by side; 0 when never seen.
    fn pair(&self, left: &str, right: &str) -> u32;

    /// Occurrences of all syllables together.
    fn total(&self) -> u32;

    /// True when a folded syllable of the corpus begins with, or is, these letters.
    fn begins(&self, prefix: &str) -> bool;

    /// Every folded syllable of the corpus that is one slip away from `word`; repetitions do no harm.
    ///
    /// As given here, all slips are made and looked up: some 300 for a syllable of six letters.
    fn near(&self, word: &str, visit: &mut dyn FnMut(&str)) {
        edits(word, &mut |edited| {
            if self.frequency(edited) > 0 {
                visit(edited);
            }
        });
    }
}

/// A lexicon counted from texts, for building an index and for tests.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TextLexicon {
    words: BTreeMap<String, BTreeMap<String, u32>>,
    pairs: BTreeMap<String, BTreeMap<String, u32>>,
    total: u32,
}

impl TextLexicon {
    /// A lexicon that knows nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts the syllables of one text: a title, a paragraph, a question.
    pub fn add(&mut self, text: &str) {
        self.add_times(text, 1);
    }

    /// Counts everyday question wording, which texts seldom hold, in proportion to what has been counted so far: call it
    /// last. In a large corpus each phrase counts as one syllable in 15,000.
    pub fn add_question_wording(&mut self) {
        let times = (self.total / QUESTION_SHARE).max(1);
        for phrase in QUESTIONS.split(';') {
            self.add_times(phrase, times);
        }
    }

    /// Adds all that another lexicon counted.
    pub fn merge(&mut self, other: &Self) {
        for (into, from) in [(&mut self.words, &other.words), (&mut self.pairs, &other.pairs)] {
            for (key, counts) in from {
                if !into.contains_key(key) {
                    into.insert(key.clone(), counts.clone());
                    continue;
                }
                let known = into.get_mut(key).expect("just looked up");
                for (form, times) in counts {
                    *known.entry(form.clone()).or_default() += times;
                }
            }
        }
        self.total = self.total.saturating_add(other.total);
    }

    fn add_times(&mut self, text: &str, times: u32) {
        let mut previous: Option<String> = None;
        for token in tokens(text) {
            let (folded, exact) = keys(token);
            if let Some(previous) = previous {
                *self
                    .pairs
                    .entry(previous)
                    .or_default()
                    .entry(exact.clone())
                    .or_default() += times;
            }
            *self.words.entry(folded).or_default().entry(exact.clone()).or_default() += times;
            self.total = self.total.saturating_add(times);
            previous = Some(exact);
        }
    }

    /// All folded syllables with their marked forms and occurrences, sorted.
    pub fn words(&self) -> impl Iterator<Item = (&str, &BTreeMap<String, u32>)> {
        self.words.iter().map(|(folded, forms)| (folded.as_str(), forms))
    }

    /// All pairs of marked forms with their occurrences, sorted.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str, u32)> {
        self.pairs.iter().flat_map(|(left, rights)| {
            rights
                .iter()
                .map(move |(right, count)| (left.as_str(), right.as_str(), *count))
        })
    }

    /// Forgets the forms of syllables for which `keep` says no.
    pub fn retain_words(&mut self, mut keep: impl FnMut(&str, &str) -> bool) {
        for (folded, forms) in &mut self.words {
            forms.retain(|form, times| {
                let keeps = keep(folded, form);
                if !keeps {
                    self.total = self.total.saturating_sub(*times);
                }
                keeps
            });
        }
        self.words.retain(|_, forms| !forms.is_empty());
    }

    /// Forgets the pairs for which `keep` says no, as an index does that must stay small.
    pub fn retain_pairs(&mut self, mut keep: impl FnMut(&str, &str, u32) -> bool) {
        for (left, rights) in &mut self.pairs {
            rights.retain(|right, count| keep(left, right, *count));
        }
    }
}

fn keys(token: Token) -> (String, String) {
    if is_number(&token.folded) {
        (NUMBER.to_owned(), NUMBER.to_owned())
    } else {
        (token.folded, token.exact)
    }
}

/// True for digits only.
pub(super) fn is_number(folded: &str) -> bool {
    folded.bytes().all(|byte| byte.is_ascii_digit())
}

impl Lexicon for TextLexicon {
    fn frequency(&self, folded: &str) -> u32 {
        self.words.get(folded).map_or(0, |forms| forms.values().sum())
    }

    fn forms(&self, folded: &str, visit: &mut dyn FnMut(&str, u32)) {
        let mut forms: Vec<(&String, &u32)> = self.words.get(folded).into_iter().flatten().collect();
        forms.sort_by(|left, right| right.1.cmp(left.1));
        for (form, count) in forms {
            visit(form, *count);
        }
    }

    fn pair(&self, left: &str, right: &str) -> u32 {
        self.pairs
            .get(left)
            .and_then(|rights| rights.get(right))
            .copied()
            .unwrap_or(0)
    }

    fn total(&self) -> u32 {
        self.total
    }

    fn begins(&self, prefix: &str) -> bool {
        self.words
            .range::<str, _>((Bound::Included(prefix), Bound::Unbounded))
            .next()
            .is_some_and(|(word, _)| word.starts_with(prefix))
    }
}

#[cfg(test)]
mod tests {
    use super::{Lexicon, NUMBER, TextLexicon};

    #[test]
    fn syllables_forms_and_pairs_are_counted() {
        let mut lexicon = TextLexicon::new();
        lexicon.add("Hợp đồng, hợp tác; họp tổ. Điều 25, Điều 139");
        assert_eq!(
            (lexicon.frequency("hop"), lexicon.frequency(NUMBER), lexicon.total()),
            (3, 2, 10)
        );
        let mut forms = Vec::new();
        lexicon.forms("hop", &mut |form, count| forms.push((form.to_owned(), count)));
        assert_eq!(forms, [("hơp5".to_owned(), 2), ("hop5".to_owned(), 1)]);
        assert_eq!((lexicon.pair("hơp5", "đông1"), lexicon.pair("điêu1", NUMBER)), (1, 2));
        assert!(lexicon.begins("dieu") && lexicon.begins("di") && !lexicon.begins("dieux"));
        let mut near = Vec::new();
        lexicon.near("hp", &mut |word| near.push(word.to_owned()));
        assert_eq!(near, ["hop"]);
    }

    #[test]
    fn question_wording_is_counted_in_proportion() {
        let mut lexicon = TextLexicon::new();
        lexicon.add_question_wording();
        let few = lexicon.pair("bao", "nhiêu");
        lexicon.add(&"quy định ".repeat(50_000));
        lexicon.add_question_wording();
        assert!(few > 0 && lexicon.pair("bao", "nhiêu") > 5 * few);
    }
}
