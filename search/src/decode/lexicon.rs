//! What the decoder asks of the corpus, and an implementation made from texts.

use std::sync::{PoisonError, RwLock};

use super::{edits::edits, questions::QUESTIONS};
use crate::vocabulary::{Map, Texts, Two, number, words};

/// Key of every number in [`Lexicon::pair`] and [`Lexicon::frequency`]: "Điều 25" and "Điều 139" are one pair.
pub const NUMBER: &str = "0";

/// See [`TextLexicon::add_question_wording`].
const QUESTION_SHARE: u32 = 15_000;

/// Syllables of a corpus and how often they stand side by side.
///
/// All forms are in the notation of [`exact_form`](crate::fold::exact_form). Counts may be rounded, as long as those of
/// one lexicon are rounded alike; pairs that say little may be left out.
pub trait Lexicon: Sync {
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
#[derive(Debug, Clone, Default)]
pub struct TextLexicon {
    texts: Texts,
    /// By the number of a folded text: the numbers of its exact texts, with their occurrences.
    words: Map<u32, Vec<(u32, u32)>>,
    /// Occurrences of two exact texts side by side.
    pairs: Map<Two, u32>,
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

    fn add_times(&mut self, text: &str, times: u32) {
        let words = words(text, |text| self.number(text));
        for word in &words {
            self.add_word(*word, times);
        }
        for pair in words.windows(2) {
            self.add_pair(Two::new(pair[0].second(), pair[1].second()), times);
        }
    }

    /// By what number a text is counted here; all numbers are one.
    pub(crate) fn number(&mut self, text: &str) -> u32 {
        number(&mut self.texts, if is_number(text) { NUMBER } else { text })
    }

    /// Counts a word by the numbers of its folded and exact text.
    pub(crate) fn add_word(&mut self, word: Two, times: u32) {
        self.total = self.total.saturating_add(times);
        let forms = self.words.entry(word.first()).or_default();
        match forms.iter_mut().find(|form| form.0 == word.second()) {
            Some(form) => form.1 += times,
            None => forms.push((word.second(), times)),
        }
    }

    /// Counts neighbours by the numbers of their exact texts.
    pub(crate) fn add_pair(&mut self, pair: Two, times: u32) {
        *self.pairs.entry(pair).or_default() += times;
    }

    /// All folded syllables, sorted.
    pub fn words(&self) -> Vec<&str> {
        let mut words: Vec<&str> = self.words.keys().map(|word| self.text(*word)).collect();
        words.sort_unstable();
        words
    }

    /// All pairs of marked forms, by the numbers of their texts, with their occurrences; in no order.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (Two, u32)> {
        self.pairs.iter().map(|(pair, times)| (*pair, *times))
    }

    /// Forgets a form of a syllable.
    pub(crate) fn forget(&mut self, folded: &str, form: &str) {
        let (Some(folded), Some(form)) = (self.find(folded), self.find(form)) else {
            return;
        };
        if let Some(forms) = self.words.get_mut(&folded)
            && let Some(at) = forms.iter().position(|known| known.0 == form)
        {
            self.total = self.total.saturating_sub(forms.remove(at).1);
            if forms.is_empty() {
                self.words.remove(&folded);
            }
        }
    }

    /// The number of a text that was counted.
    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        u32::try_from(self.texts.get_index_of(text)?).ok()
    }

    fn forms_of(&self, folded: &str) -> &[(u32, u32)] {
        let forms = self.find(folded).and_then(|folded| self.words.get(&folded));
        forms.map_or(&[], Vec::as_slice)
    }

    fn text(&self, number: u32) -> &str {
        &self.texts[number as usize]
    }
}

/// True for digits only.
pub(super) fn is_number(folded: &str) -> bool {
    folded.bytes().all(|byte| byte.is_ascii_digit())
}

impl Lexicon for TextLexicon {
    fn frequency(&self, folded: &str) -> u32 {
        self.forms_of(folded).iter().map(|form| form.1).sum()
    }

    fn forms(&self, folded: &str, visit: &mut dyn FnMut(&str, u32)) {
        let forms = self.forms_of(folded).iter().map(|form| (self.text(form.0), form.1));
        let mut forms: Vec<(&str, u32)> = forms.collect();
        forms.sort_unstable_by(|left, right| right.1.cmp(&left.1).then(left.0.cmp(right.0)));
        for (form, times) in forms {
            visit(form, times);
        }
    }

    fn pair(&self, left: &str, right: &str) -> u32 {
        let pair = self.find(left).zip(self.find(right));
        pair.and_then(|(left, right)| self.pairs.get(&Two::new(left, right)))
            .copied()
            .unwrap_or(0)
    }

    fn total(&self) -> u32 {
        self.total
    }

    fn begins(&self, prefix: &str) -> bool {
        self.words.keys().any(|word| self.text(*word).starts_with(prefix))
    }
}

/// A lexicon that is counted no further. Many texts are read by it, and mostly the same words: what takes long to find out
/// about a word is kept.
pub(crate) struct Counted<'a> {
    lexicon: &'a TextLexicon,
    /// By the number of a folded text: its exact texts with their occurrences, most frequent first.
    forms: Map<u32, Vec<(u32, u32)>>,
    /// By words: numbers of the folded texts one slip away.
    near: RwLock<Map<String, Vec<u32>>>,
}

impl<'a> Counted<'a> {
    pub(crate) fn new(lexicon: &'a TextLexicon) -> Self {
        let forms = lexicon.words.iter().map(|(folded, forms)| {
            let mut forms = forms.clone();
            forms.sort_unstable_by(|left, right| {
                right
                    .1
                    .cmp(&left.1)
                    .then_with(|| lexicon.text(left.0).cmp(lexicon.text(right.0)))
            });
            (*folded, forms)
        });
        Self {
            lexicon,
            forms: forms.collect(),
            near: RwLock::default(),
        }
    }
}

impl Lexicon for Counted<'_> {
    fn frequency(&self, folded: &str) -> u32 {
        self.lexicon.frequency(folded)
    }

    fn forms(&self, folded: &str, visit: &mut dyn FnMut(&str, u32)) {
        let forms = self.lexicon.find(folded).and_then(|folded| self.forms.get(&folded));
        for (form, times) in forms.into_iter().flatten() {
            visit(self.lexicon.text(*form), *times);
        }
    }

    fn pair(&self, left: &str, right: &str) -> u32 {
        self.lexicon.pair(left, right)
    }

    fn total(&self) -> u32 {
        self.lexicon.total()
    }

    fn begins(&self, prefix: &str) -> bool {
        self.lexicon.begins(prefix)
    }

    fn near(&self, word: &str, visit: &mut dyn FnMut(&str)) {
        let known = self.near.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(near) = known.get(word) {
            for folded in near {
                visit(self.lexicon.text(*folded));
            }
            return;
        }
        drop(known);
        let mut near = Vec::new();
        self.lexicon.near(word, &mut |folded| {
            near.extend(self.lexicon.find(folded));
            visit(folded);
        });
        let mut known = self.near.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(word.to_owned(), near);
    }
}

#[cfg(test)]
mod tests {
    use super::{Counted, Lexicon, NUMBER, TextLexicon};

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
    fn what_is_kept_is_what_was_found() {
        let mut lexicon = TextLexicon::new();
        lexicon.add("Hợp đồng, hợp tác; họp tổ. Hop, hộp, họa, hoa, hóa");
        let counted = Counted::new(&lexicon);
        let near = |lexicon: &dyn Lexicon, word: &str| {
            let mut found = Vec::new();
            lexicon.near(word, &mut |word| found.push(word.to_owned()));
            found
        };
        let forms = |lexicon: &dyn Lexicon, word: &str| {
            let mut found = Vec::new();
            lexicon.forms(word, &mut |form, count| found.push((form.to_owned(), count)));
            found
        };
        for word in ["hop", "hp", "tacs", "hoa", "zzz", "hop"] {
            assert_eq!(near(&counted, word), near(&lexicon, word), "{word}");
            assert_eq!(forms(&counted, word), forms(&lexicon, word), "{word}");
        }
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
