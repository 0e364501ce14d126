//! Which documents answer a question best.
//!
//! First all documents that hold a word: BM25 (Robertson, Zaragoza: *The Probabilistic Relevance Framework*, 2009) over
//! syllables and pairs of neighbours, in the whole text and in titles. Then the best hundred again, by [`FEATURES`] of each and
//! weights learned from real questions (`search/examples/train`): a linear model, so that every result can say why.

mod confidence;
mod features;
mod groups;
#[cfg(test)]
mod tests;

use features::Scene;

use crate::{
    bm25::{K1, rarity},
    index::{Sort, shard::List},
    library::Library,
    question::{Pair, Question, Word},
    weights::{FEATURES, SIGNS, WEIGHTS},
};

/// [`crate::bm25::B`] for titles.
const TITLE_B: f32 = 0.5;
/// A word with other marks than the question's counts this much ("hợp" for "họp").
const OTHER_MARKS: f32 = 0.35;
/// Weights of the first stage: syllables and pairs in the whole text, the same in titles.
const STAGE: [f32; 4] = [1.0, 0.8, 0.6, 0.4];
/// A document of a law or topic that the question names gains this share.
const NAMED: f32 = 0.3;
/// An article named by number comes before all else.
const CITED: f32 = 1000.0;
/// An article named by number without its law.
const CITED_SOMEWHERE: f32 = 12.0;
/// Answers less sure than this are not given as such.
const CONFIDENT: f32 = 0.5;
/// Documents that the second stage looks at.
const CANDIDATES: usize = 100;

/// A document found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Its number, in the order of adding.
    pub document: usize,
    /// Greater is better; only comparable within one answer.
    pub score: f32,
    /// What the second stage saw of it, in the order of [`FEATURES`].
    pub features: [f32; FEATURES.len()],
    /// What counts for a text counts otherwise for a question.
    pub sort: Sort,
}

impl Hit {
    /// What each of [`FEATURES`] gives to the score.
    pub fn parts(&self) -> [f32; FEATURES.len()] {
        let weights = &WEIGHTS[usize::from(self.sort != Sort::Text)];
        core::array::from_fn(|at| self.features[at] * (f32::from(weights[at]) * 0.01))
    }
}

impl Answer {
    /// True when the first hit may be given as the answer; else people should be offered first.
    pub fn is_confident(&self) -> bool {
        self.confidence >= CONFIDENT
    }
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answer {
    /// Best first.
    pub hits: Vec<Hit>,
    /// How sure the first hit answers the question, 0 to 1.
    pub confidence: f32,
    /// What that rests on, in the order of [`SIGNS`].
    pub signs: [f32; SIGNS.len()],
}

/// A word or pair of the question and where it stands.
#[derive(Default)]
struct Place {
    /// How much it matters beside others.
    share: f32,
    /// Rarity times that, in texts and in titles.
    body_weight: f32,
    title_weight: f32,
    /// The weight in texts by how far the best candidates hold it.
    agreed: f32,
    /// Rarity in each group times how much it matters.
    within: Vec<f32>,
    /// Document, saturated frequency, and how surely the word is there; sorted.
    body: List,
    /// Title or alias, its mass, and how surely the word is there; sorted.
    title: List,
}

impl Library {
    /// The best documents for a question, best first; equal scores in the order of adding. Terms whose shards have not
    /// arrived count as standing nowhere.
    pub fn answer(&self, question: &Question, limit: usize) -> Answer {
        let head = &self.head;
        let mut places = [
            question
                .searched_words()
                .map(|word| self.word(word))
                .collect::<Vec<_>>(),
            question.searched_pairs().map(|pair| self.pair(pair)).collect(),
        ];
        let mut scores = vec![0.0_f32; head.documents as usize];
        let mut titles = vec![0.0_f32; head.document_of.len()];
        for (kind, places) in places.iter().enumerate() {
            for place in places {
                for (document, frequency, _) in &place.body {
                    scores[*document as usize] += STAGE[kind] * place.body_weight * frequency;
                }
                for (title, mass, sure) in &place.title {
                    titles[*title as usize] +=
                        STAGE[2 + kind] * place.title_weight * title_frequency(*mass, *sure, head.masses[kind]);
                }
            }
        }
        let mut first = 0;
        // Of a title and its aliases the one that fits best counts.
        for of_one in head.document_of.chunk_by(|left, right| left == right) {
            let best = titles[first..first + of_one.len()].iter().copied().fold(0.0, f32::max);
            scores[of_one[0] as usize] += best;
            first += of_one.len();
        }
        for (document, group) in head.group_of.iter().enumerate() {
            if question.groups.contains(group) {
                scores[document] *= 1.0 + NAMED;
            }
        }
        let gain = if question.is_citation { CITED } else { CITED_SOMEWHERE };
        for term in &question.articles {
            for postings in self.find(term) {
                for (document, _, _) in &postings.body {
                    scores[*document as usize] += gain;
                }
            }
        }
        let candidates = best(&scores, CANDIDATES.max(limit));
        let mut answer = self.rerank(question, &mut places, &scores, &candidates);
        answer.hits.truncate(limit);
        answer
    }

    fn word(&self, word: &Word) -> Place {
        let mut place = Place::default();
        let (mut with, mut titles) = (0.0_f32, 0.0_f32);
        for reading in &word.readings {
            let (mut here, mut in_titles) = (0.0, 0.0);
            for postings in self.find(&reading.folded) {
                let marks = match &reading.exact {
                    Some(exact) if *exact != postings.form && !postings.form.is_empty() => OTHER_MARKS,
                    _ => 1.0,
                };
                let sure = marks * reading.sure;
                here += sure * postings.documents as f32;
                in_titles += sure * postings.titles as f32;
                merge(
                    &mut place.body,
                    &postings.body,
                    &mut |old, (document, frequency, there)| {
                        let (frequency, there) = (sure * frequency, sure * there);
                        (document, old.1.max(frequency), old.2.max(there))
                    },
                );
                merge(&mut place.title, &postings.title, &mut |old, (title, mass, there)| {
                    let there = sure * there;
                    if there > old.2 { (title, mass, there) } else { old }
                });
            }
            with = with.max(here);
            titles = titles.max(in_titles);
        }
        self.weigh(&mut place, 1.0, with, titles);
        place
    }

    fn pair(&self, pair: &Pair) -> Place {
        let mut place = Place::default();
        let (mut with, mut titles) = (0, 0);
        for postings in self.find(&pair.term) {
            with = postings.documents;
            titles = postings.titles;
            place.body.clone_from(&postings.body);
            place.title.clone_from(&postings.title);
        }
        self.weigh(&mut place, pair.weight, with as f32, titles as f32);
        place
    }

    /// How much a word or pair matters that stands in so many documents and titles.
    fn weigh(&self, place: &mut Place, share: f32, with: f32, titles: f32) {
        let all = self.head.documents as usize;
        // Many aliases of one question make a word no more common: what counts is how many documents they belong to.
        let of = |entry: &Entry| self.head.document_of.get(entry.0 as usize);
        let documents = place.title.chunk_by(|left, right| of(left) == of(right)).count();
        let apart = documents as f32 / (place.title.len() as f32).max(1.0);
        place.share = share;
        place.body_weight = share * rarity(all, with);
        place.title_weight = share * rarity(all, titles * apart);
    }

    /// Scores the candidates again, by their features.
    fn rerank(
        &self,
        question: &Question,
        places: &mut [Vec<Place>; 2],
        scores: &[f32],
        candidates: &[(u32, f32)],
    ) -> Answer {
        let scene = Scene::new(question, &self.head, places, scores, candidates);
        let mut hits: Vec<Hit> = Vec::with_capacity(candidates.len());
        for (rank, (document, first)) in candidates.iter().enumerate() {
            let (features, sort) = scene.features(rank, *document, *first);
            let mut hit = Hit {
                document: *document as usize,
                score: 0.0,
                features,
                sort,
            };
            hit.score = hit.parts().iter().sum();
            if *first > CITED {
                hit.score += 100.0;
            }
            // By insertion: a hundred hits, and no second sort for a phone to download.
            let place = hits.partition_point(|other| other.score >= hit.score);
            hits.insert(place, hit);
        }
        confidence::sure(question, places, scene.top, hits)
    }
}

/// BM25 for a word that stands in a title of some mass.
fn title_frequency(mass: f32, sure: f32, mean: f32) -> f32 {
    sure * (K1 + 1.0) / (sure + K1 * (1.0 - TITLE_B + TITLE_B * mass / mean))
}

/// Adds a sorted list to a sorted list; `join` makes one entry of an old one, or of one without weight, and a new one.
fn merge(list: &mut List, more: &List, join: &mut dyn FnMut(Entry, Entry) -> Entry) {
    let old = core::mem::take(list);
    let mut at = 0;
    for new in more {
        let mut known = (new.0, 0.0, 0.0);
        while let Some(entry) = old.get(at).filter(|entry| entry.0 <= new.0) {
            at += 1;
            if entry.0 == new.0 {
                known = *entry;
            } else {
                list.push(*entry);
            }
        }
        list.push(join(known, *new));
    }
    list.extend_from_slice(old.get(at..).unwrap_or_default());
}

/// Document or title, and two figures of it.
type Entry = (u32, f32, f32);

/// The highest scores, best first, with their documents; equal ones in order. By insertion: a few dozen of them, and a
/// sort would cost a phone two kilobytes.
fn best(scores: &[f32], most: usize) -> Vec<(u32, f32)> {
    let mut found: Vec<(u32, f32)> = Vec::with_capacity(most + 1);
    for (document, score) in (0..).zip(scores) {
        let least = if found.len() < most {
            0.0
        } else {
            found.last().map_or(0.0, |last| last.1)
        };
        if *score > least {
            let place = found.partition_point(|other| other.1 >= *score);
            found.insert(place, (document, *score));
            found.truncate(most);
        }
    }
    found
}
