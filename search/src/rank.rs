//! Which documents answer a query best.
//!
//! BM25F (Robertson, Zaragoza: *The Probabilistic Relevance Framework*, 2009) over folded syllables; on top of it a
//! reward for the same marks, for neighbours that stand side by side as in the query, and for covering the whole query.

use crate::{
    fold::fold,
    index::{FIELDS, Index, Occurrence, Term},
    syllable::decode_keys,
    token::tokens,
};

/// A document found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// Its number, in the order of adding.
    pub document: usize,
    /// Greater is better; only comparable within one answer.
    pub score: f32,
}

/// Weight of a word in title, aliases, headings, body.
const FIELD_WEIGHTS: [f32; FIELDS] = [3.0, 2.5, 1.6, 1.0];
const K1: f32 = 1.2;
const B: f32 = 0.6;
/// A word with other marks than the query's counts this much ("hợp" for "họp").
const OTHER_MARKS: f32 = 0.35;
/// A word only begun by the last query word.
const PREFIX: f32 = 0.7;
/// A word one slip away from a query word that stands nowhere.
const ONE_EDIT: f32 = 0.5;
/// Weight of a pair of neighbours against a single word.
const PAIR: f32 = 1.4;
/// Words that a single begun or misspelt word may stand for.
const MOST_EXPANSIONS: usize = 24;

/// Document, position and weight of a found word.
type Place = (u32, u32, f32);

/// By the two numbers, then the greater weight first. The only sort of the crate: each further one would cost a phone
/// more than a kilobyte of code.
fn sort(places: &mut [Place]) {
    places.sort_unstable_by_key(|place| (place.0, place.1, !place.2.to_bits()));
}

/// A query word and the index terms it may stand for.
struct QueryWord<'a> {
    terms: Vec<(&'a Term, f32)>,
    /// Exact form wanted; `None` when the word was typed without marks.
    exact: Option<String>,
}

impl Index {
    /// The best documents for a query, best first; equal scores in the order of adding.
    ///
    /// The last word may be unfinished. Words without marks find all marks; raw Telex and VNI keys are understood.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        let words = self.query_words(query);
        let mut scores = vec![0.0_f32; self.documents.len()];
        let mut covered = vec![0.0_f32; self.documents.len()];
        let mut total = 0.0;
        let mut places: Vec<Vec<Place>> = Vec::with_capacity(words.len());
        for word in &words {
            let rarity = self.rarity(word);
            total += rarity;
            let found = matches(word);
            self.score_word(&found, rarity, &mut scores, &mut covered);
            places.push(found);
        }
        for (pair, two) in places.windows(2).zip(words.windows(2)) {
            self.score_pairs(
                &pair[0],
                &pair[1],
                PAIR * (self.rarity(&two[0]) + self.rarity(&two[1])) / 2.0,
                &mut scores,
            );
        }
        let mut ranked: Vec<Place> = Vec::new();
        for (document, (score, covered)) in (0..).zip(scores.iter().zip(&covered)) {
            if *score > 0.0 {
                let score = score * (0.5 + 0.5 * covered / total.max(f32::MIN_POSITIVE));
                // The bits of positive numbers are in the order of the numbers: turned round, the best comes first.
                ranked.push((!score.to_bits(), document, score));
            }
        }
        sort(&mut ranked);
        ranked.truncate(limit);
        ranked
            .into_iter()
            .map(|(_, document, score)| Hit {
                document: document as usize,
                score,
            })
            .collect()
    }

    fn query_words(&self, query: &str) -> Vec<QueryWord<'_>> {
        let tokens = tokens(query);
        let last = tokens.len().saturating_sub(1);
        // Someone still typing has not put a space behind the last word.
        let unfinished = query.chars().next_back().is_some_and(crate::token::is_word);
        let words = tokens.into_iter().enumerate().map(|(number, token)| {
            // A word that stands in the texts as it was typed needs no decoding.
            let decoded = if token.is_marked() || self.knows(&token.folded) {
                None
            } else {
                decode_keys(&token.folded)
            };
            let (folded, exact) = match decoded {
                Some(exact) => (
                    fold(exact.trim_end_matches(|end: char| end.is_ascii_digit())),
                    Some(exact),
                ),
                None if token.is_marked() => (token.folded, Some(token.exact)),
                None => (token.folded, None),
            };
            QueryWord {
                terms: self.expand(&folded, number == last && unfinished && exact.is_none()),
                exact,
            }
        });
        words.collect()
    }

    fn knows(&self, folded: &str) -> bool {
        self.terms
            .binary_search_by(|term| term.word.as_str().cmp(folded))
            .is_ok()
    }

    fn expand(&self, folded: &str, unfinished: bool) -> Vec<(&Term, f32)> {
        let start = self.terms.partition_point(|term| term.word.as_str() < folded);
        let mut found = Vec::new();
        for term in &self.terms[start..] {
            if term.word == folded {
                found.push((term, 1.0));
            } else if unfinished && folded.len() > 1 && term.word.starts_with(folded) && found.len() < MOST_EXPANSIONS {
                found.push((term, PREFIX));
            } else {
                break;
            }
        }
        if found.is_empty() && folded.len() > 3 {
            let near = self.terms.iter().filter(|term| one_edit_apart(&term.word, folded));
            found.extend(near.take(MOST_EXPANSIONS).map(|term| (term, ONE_EDIT)));
        }
        found
    }

    /// Robertson and Spärck Jones weight, never below zero.
    #[allow(clippy::cast_precision_loss)] // numbers of documents, far below 2^24
    fn rarity(&self, word: &QueryWord<'_>) -> f32 {
        let all = self.documents.len() as f32;
        let with = word.terms.iter().map(|(term, _)| term.documents).max().unwrap_or(0) as f32;
        (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
    }

    fn score_word(&self, found: &[Place], rarity: f32, scores: &mut [f32], covered: &mut [f32]) {
        for group in found.chunk_by(|left, right| left.0 == right.0) {
            let document = group[0].0 as usize;
            let mut frequency = 0.0;
            let mut best = 0.0_f32;
            for (_, position, weight) in group {
                let (field, length) = self.field(document, *position);
                frequency += weight * FIELD_WEIGHTS[field] / (1.0 - B + B * length / self.mean_lengths[field]);
                best = best.max(*weight);
            }
            scores[document] += rarity * frequency * (K1 + 1.0) / (frequency + K1);
            covered[document] += rarity * best;
        }
    }

    fn score_pairs(&self, left: &[Place], right: &[Place], weight: f32, scores: &mut [f32]) {
        let mut frequencies: Vec<(usize, f32)> = Vec::new();
        for (document, position, certainty) in left {
            let next = (*document, position + 1);
            let Ok(at) = right.binary_search_by(|place| (place.0, place.1).cmp(&next)) else {
                continue;
            };
            let (field, length) = self.field(*document as usize, *position);
            let gain =
                certainty * right[at].2 * FIELD_WEIGHTS[field] / (1.0 - B + B * length / self.mean_lengths[field]);
            match frequencies.last_mut() {
                Some((last, sum)) if *last == *document as usize => *sum += gain,
                _ => frequencies.push((*document as usize, gain)),
            }
        }
        for (document, frequency) in frequencies {
            scores[document] += weight * frequency * (K1 + 1.0) / (frequency + K1);
        }
    }

    /// Field of a position and that field's length.
    #[allow(clippy::cast_precision_loss)]
    fn field(&self, document: usize, position: u32) -> (usize, f32) {
        let ends = &self.documents[document];
        let field = ends.iter().position(|end| position < *end).unwrap_or(FIELDS - 1);
        let start = if field == 0 { 0 } else { ends[field - 1] };
        (field, (ends[field] - start) as f32)
    }
}

/// All places of a query word with their weights, sorted by document and position, the best weight of each place.
fn matches(word: &QueryWord<'_>) -> Vec<Place> {
    let mut found: Vec<Place> = Vec::new();
    for (term, weight) in &word.terms {
        let weights: Vec<f32> = term
            .forms
            .iter()
            .map(|form| weight * agreement(word.exact.as_deref(), form, &term.word))
            .collect();
        for Occurrence {
            document,
            position,
            form,
        } in &term.occurrences
        {
            if let Some(weight) = weights.get(*form as usize) {
                found.push((*document, *position, *weight));
            }
        }
    }
    sort(&mut found);
    found.dedup_by(|later, earlier| (later.0, later.1) == (earlier.0, earlier.1));
    found
}

/// 1 for the same marks or a side without marks, less for other marks.
fn agreement(wanted: Option<&str>, form: &str, word: &str) -> f32 {
    match wanted {
        Some(wanted) if wanted != form && form != word => OTHER_MARKS,
        _ => 1.0,
    }
}

/// One letter added, dropped, changed, or two neighbours exchanged.
fn one_edit_apart(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let same = left.iter().zip(right).take_while(|(left, right)| left == right).count();
    let (left, right) = (&left[same..], &right[same..]);
    match left.len().abs_diff(right.len()) {
        0 => {
            left.get(1..) == right.get(1..)
                || (left.len() > 1 && left[0] == right[1] && left[1] == right[0] && left[2..] == right[2..])
        }
        1 if left.len() > right.len() => &left[1..] == right,
        1 => left == &right[1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::{Document, Index, IndexBuilder};

    fn best(titles: &[&str], query: &str) -> Option<usize> {
        let mut builder = IndexBuilder::new();
        for title in titles {
            builder.add(&Document {
                title,
                ..Document::default()
            });
        }
        Index::parse(&builder.finish())
            .ok()?
            .search(query, 1)
            .first()
            .map(|hit| hit.document)
    }

    #[test]
    fn marks_in_the_query_prefer_the_same_marks() {
        let titles = ["Họp tổ công đoàn", "Hợp đồng lao động"];
        assert_eq!(best(&titles, "họp"), Some(0));
        assert_eq!(best(&titles, "hợp"), Some(1));
    }

    #[test]
    fn a_query_without_marks_finds_words_with_marks() {
        assert_eq!(best(&["Lương", "Nghỉ thai sản"], "nghi thai san"), Some(1));
    }

    #[test]
    fn the_last_word_may_be_unfinished() {
        assert_eq!(best(&["Lương", "Bảo hiểm thất nghiệp"], "bao hiem that ngh"), Some(1));
    }

    #[test]
    fn a_slip_of_the_finger_is_forgiven() {
        assert_eq!(best(&["Lương", "Đơn phương chấm dứt"], "phuonh cham dut"), Some(1));
    }

    #[test]
    fn neighbours_beat_scattered_words() {
        let titles = [
            "Thai nhi và tài sản trong nhà khi nghỉ",
            "Nghỉ thai sản khi nhà có việc",
        ];
        assert_eq!(best(&titles, "thai san"), Some(1));
    }

    #[test]
    fn nothing_is_found_for_nothing() {
        assert_eq!(best(&["Lương"], ""), None);
        assert_eq!(best(&["Lương"], "zzzz"), None);
    }
}
