//! The head of an index as bytes; read by `head`.

use super::{
    Analysis, FOREIGN, FORMAT_VERSION, HEAD_MAGIC, LONGEST_SYLLABLE, MOST_FORMS, QUESTION, Sort,
    bytes::{seal, write_length, write_number, write_numbers, write_texts},
    head::{form_code, frequency_code},
    law,
    postings::Laws,
};
use crate::{
    decode::{Lexicon, TextLexicon},
    fold::fold,
    vocabulary::Map,
};

/// Pairs of syllables the head keeps for reading queries.
const MOST_PAIRS: usize = 2000;
/// A syllable rarer than this is no part of the vocabulary once there are many documents.
const RARE: u32 = 2;
const MANY_DOCUMENTS: usize = 500;

/// What goes into a head.
pub(super) struct Parts<'a> {
    pub(super) documents: &'a [Analysis],
    /// Short forms and their meanings.
    pub(super) abbreviations: &'a [(String, String)],
    pub(super) lexicon: &'a TextLexicon,
    pub(super) laws: &'a Laws,
    /// Mean mass of titles by words and by pairs.
    pub(super) masses: [f32; 2],
    /// What separates each shard from the one before.
    pub(super) boundaries: &'a [String],
}

/// The head as a file.
pub(super) fn write_head(parts: &Parts<'_>) -> Vec<u8> {
    let Parts {
        documents,
        abbreviations,
        laws,
        ..
    } = parts;
    let mut body = Vec::new();
    write_length(documents.len(), &mut body);
    for mass in parts.masses {
        write_number((mass * 10.0).round() as u32, &mut body);
    }
    write_groups(documents, &mut body);
    let titles = documents.iter().map(Analysis::title_count);
    write_runs(titles, &mut body);
    write_texts(laws.keys().map(|law| law.0.as_str()), &mut body);
    write_texts(laws.keys().map(|law| law.1.as_str()), &mut body);
    write_texts(abbreviations.iter().map(|pair| pair.0.as_str()), &mut body);
    write_texts(abbreviations.iter().map(|pair| pair.1.as_str()), &mut body);
    write_vocabulary(parts.lexicon, documents.len(), &mut body);
    write_texts(parts.boundaries.iter().map(String::as_str), &mut body);
    seal(HEAD_MAGIC, FORMAT_VERSION, &body)
}

/// Names of the groups, then how many documents of which group follow one another.
fn write_groups(documents: &[Analysis], body: &mut Vec<u8>) {
    let key = |document: &Analysis| (document.group.clone(), document.sort);
    let mut names: Vec<(String, Sort)> = documents.iter().map(key).collect();
    names.sort_unstable();
    names.dedup();
    let subjects: Vec<String> = names.iter().map(|(name, _)| law::keys(name).0).collect();
    let ranks = names.iter().map(|(name, sort)| match sort {
        Sort::Text => rank_of_law(name),
        Sort::Question => QUESTION,
        Sort::Foreign => FOREIGN,
    });
    write_texts(subjects.iter().map(String::as_str), body);
    write_numbers(&ranks.collect::<Vec<_>>(), body);
    let group = |document: &Analysis| names.binary_search(&key(document)).unwrap_or(0) as u32;
    write_runs(documents.iter().map(group), body);
}

/// Syllables with their forms and frequencies, then the commonest pairs of forms.
fn write_vocabulary(lexicon: &TextLexicon, documents: usize, body: &mut Vec<u8>) {
    let least = if documents < MANY_DOCUMENTS { 1 } else { RARE };
    // Which form a text is, by the number that the lexicon has for the text.
    let mut numbers: Map<u32, u32> = Map::default();
    let mut counts: Vec<u32> = Vec::new();
    let (mut words, mut sizes, mut codes): (Vec<&str>, Vec<u32>, Vec<u32>) = Default::default();
    for folded in lexicon.words() {
        if lexicon.frequency(folded) < least || folded.len() > LONGEST_SYLLABLE {
            continue;
        }
        let before = codes.len();
        lexicon.forms(folded, &mut |form, times| {
            let is_kept = times >= least && codes.len() - before < MOST_FORMS;
            if let Some((code, number)) = form_code(folded, form).filter(|_| is_kept).zip(lexicon.find(form)) {
                numbers.insert(number, codes.len() as u32);
                codes.push(code);
                counts.push(times);
            }
        });
        if codes.len() > before {
            words.push(folded);
            sizes.push((codes.len() - before) as u32);
        }
    }
    write_texts(words.into_iter(), body);
    write_numbers(&sizes, body);
    write_numbers(&codes, body);
    let times: Vec<u32> = counts.iter().map(|times| frequency_code(*times)).collect();
    write_numbers(&times, body);
    write_pairs(commonest_pairs(lexicon, &numbers, &counts), body);
}

/// The pairs that tell most beyond their two syllables, as left and right form and occurrences, sorted.
fn commonest_pairs(lexicon: &TextLexicon, numbers: &Map<u32, u32>, counts: &[u32]) -> Vec<(u32, u32, u32)> {
    let mut pairs: Vec<(u64, u32, u32, u32)> = lexicon
        .pairs()
        .filter_map(|(pair, times)| {
            let (left, right) = (*numbers.get(&pair.first())?, *numbers.get(&pair.second())?);
            let chance = |form: u32| f64::from(counts[form as usize]) / f64::from(lexicon.total());
            // What a pair tells beyond its two syllables: its share of their mutual information.
            let told =
                f64::from(times) * (f64::from(times) / f64::from(lexicon.total()) / chance(left) / chance(right)).ln();
            (told > 0.0).then_some(((told * 1000.0) as u64, left, right, times))
        })
        .collect();
    let better = |left: &(u64, u32, u32, u32), right: &(u64, u32, u32, u32)| right.0.cmp(&left.0).then(left.cmp(right));
    if pairs.len() > MOST_PAIRS {
        pairs.select_nth_unstable_by(MOST_PAIRS, better);
        pairs.truncate(MOST_PAIRS);
    }
    let mut pairs: Vec<(u32, u32, u32)> = pairs.into_iter().map(|pair| (pair.1, pair.2, pair.3)).collect();
    pairs.sort_unstable();
    pairs
}

fn write_pairs(pairs: Vec<(u32, u32, u32)>, body: &mut Vec<u8>) {
    let (mut lefts, mut rights, mut times) = (Vec::new(), Vec::new(), Vec::new());
    let mut last = (0, 0);
    for (left, right, count) in pairs {
        if left != last.0 {
            last.1 = 0;
        }
        lefts.push(left - last.0);
        rights.push(right - last.1);
        times.push(frequency_code(count));
        last = (left, right);
    }
    for column in [lefts, rights, times] {
        write_numbers(&column, body);
    }
}

/// A value for each document, as values and how many documents on end have each.
fn write_runs(all: impl Iterator<Item = u32>, body: &mut Vec<u8>) {
    let (mut values, mut lengths): (Vec<u32>, Vec<u32>) = Default::default();
    for value in all {
        match (values.last(), lengths.last_mut()) {
            (Some(last), Some(length)) if *last == value => *length += 1,
            _ => {
                values.push(value);
                lengths.push(1);
            }
        }
    }
    write_numbers(&values, body);
    write_numbers(&lengths, body);
}

/// A code above a law above a decree: what the legislator puts first.
fn rank_of_law(name: &str) -> u32 {
    let name = fold(name);
    match () {
        () if name.starts_with("bo luat") => 2,
        () if name.starts_with("nghi dinh") || name.starts_with("thong tu") => 0,
        () => 1,
    }
}
