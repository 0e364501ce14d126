//! How often words and neighbours stand in all documents: what the reader of queries knows of the corpus.

use super::Analysis;
use crate::{
    decode::TextLexicon,
    parallel,
    vocabulary::{Map, Numbers, Two, Union},
};

/// Counts of some documents.
struct Tally {
    /// Words by their numbers, for each of the [`Numbers`].
    words: Vec<Vec<u32>>,
    /// Neighbours by their exact texts, as the lexicon numbers them.
    pairs: Map<Two, u32>,
}

/// Counts all documents into a lexicon.
pub(super) fn add_all(documents: &[Analysis], union: &Union, lexicon: &mut TextLexicon) {
    let keys: Vec<u32> = union.texts.iter().map(|text| lexicon.number(text)).collect();
    let numbers = union.numbers();
    let keyed: Vec<Numbers> = numbers
        .iter()
        .map(|numbers| numbers.map(|text| keys[text as usize]))
        .collect();
    let tallies = parallel::map(&parallel::shares(documents), |documents| {
        let mut tally = Tally {
            words: keyed.iter().map(|numbers| vec![0; numbers.words.len()]).collect(),
            pairs: Map::default(),
        };
        for document in *documents {
            if let Some(number) = union.number_of(&document.words) {
                // What was typed without marks teaches nothing about how words are written.
                let is_marked = |word: &u32| numbers[number].words[*word as usize].is_of_two();
                let aliases = document.aliases().filter(|alias| alias.iter().any(is_marked));
                for text in document.texts().chain(aliases) {
                    tally.add(text, number, &keyed[number].words);
                }
            }
        }
        tally
    });
    for tally in tallies {
        for (numbers, counts) in keyed.iter().zip(tally.words) {
            for (word, times) in numbers.words.iter().zip(counts) {
                if times > 0 {
                    lexicon.add_word(*word, times);
                }
            }
        }
        for (pair, times) in tally.pairs {
            lexicon.add_pair(pair, times);
        }
    }
}

impl Tally {
    /// Counts the words of a text, which have these forms.
    fn add(&mut self, text: &[u32], number: usize, forms: &[Two]) {
        let exact = |word: u32| forms[word as usize].second();
        for word in text {
            self.words[number][*word as usize] += 1;
        }
        for pair in text.windows(2) {
            *self.pairs.entry(Two::new(exact(pair[0]), exact(pair[1]))).or_default() += 1;
        }
    }
}
