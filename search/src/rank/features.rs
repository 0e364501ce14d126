//! What the second stage sees of a candidate, in the order of [`FEATURES`].

use super::{
    Place, STAGE,
    groups::{Group, group_of, groups},
    title_frequency,
};
use crate::{
    index::{FOREIGN, Head, QUESTION, Sort},
    question::Question,
    weights::FEATURES,
};

/// Laws say at their beginning what they are about and what their words mean, in this many articles.
const OPENING: f32 = 6.0;

/// What a document gathers from words, or from pairs.
#[derive(Debug, Clone, Copy, Default)]
struct Part {
    /// BM25 in the whole text.
    body: f32,
    /// Weight of what is there at all, and how many are.
    there: f32,
    count: f32,
    /// BM25 of what the best candidates have in common.
    agreed: f32,
    /// BM25 by how rare things are within its group, and the most there could be.
    within: f32,
    most_within: f32,
    title: TitlePart,
}

/// The same from one title or alias.
#[derive(Debug, Clone, Copy, Default)]
struct TitlePart {
    score: f32,
    there: f32,
    count: f32,
    /// Share of the title that the question covers.
    covered: f32,
}

/// All words of the question, or all pairs.
#[derive(Debug, Clone, Copy)]
struct Whole {
    weight: f32,
    count: f32,
    /// The most that could be agreed on.
    agreed: f32,
}

/// One question and all its candidates: what features are relative to.
pub(super) struct Scene<'a> {
    pub(super) question: &'a Question,
    head: &'a Head,
    scores: &'a [f32],
    /// The best score of the first stage.
    pub(super) top: f32,
    wholes: [Whole; 2],
    /// Of each candidate, from words and from pairs.
    gathered: Vec<[Part; 2]>,
    groups: Vec<Group>,
    /// Of each candidate: how many better ones are of its group.
    above: Vec<f32>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(
        question: &'a Question,
        head: &'a Head,
        places: &mut [Vec<Place>; 2],
        scores: &'a [f32],
        candidates: &[(u32, f32)],
    ) -> Self {
        let top = candidates.first().map_or(1.0, |candidate| candidate.1).max(1e-6);
        let (groups, above) = groups(head, places, scores, candidates, top);
        let gathered = candidates
            .iter()
            .map(|(document, _)| gather(*document, places, head))
            .collect();
        let wholes = places.each_ref().map(|places| {
            let sum = |value: fn(&Place) -> f32| places.iter().map(value).sum::<f32>() + 1e-6;
            Whole {
                weight: sum(|place| place.body_weight),
                count: places.len().max(1) as f32,
                agreed: sum(|place| place.agreed),
            }
        });
        Self {
            question,
            head,
            scores,
            top,
            wholes,
            gathered,
            groups,
            above,
        }
    }

    /// The features of candidate `rank`, and what sort of document it is.
    pub(super) fn features(&self, rank: usize, document: u32, score: f32) -> ([f32; FEATURES.len()], Sort) {
        let number = group_of(self.head, document);
        let law = self.head.groups.get(number).map_or(1, |group| group.1);
        let sort = match law {
            QUESTION => Sort::Question,
            FOREIGN => Sort::Foreign,
            _ => Sort::Text,
        };
        let group = &self.groups[number];
        let [words, pairs] = &self.gathered[rank];
        let [all_words, all_pairs] = &self.wholes;
        let there = [words.there / all_words.weight, pairs.there / all_pairs.weight];
        let in_title = [
            words.title.there / all_words.weight,
            pairs.title.there / all_pairs.weight,
        ];
        let relative = score / self.top;
        let above = self.above[rank];
        // Editors put questions in no such order.
        let in_order = flag(sort == Sort::Text);
        let place = document as f32 - group.first;
        let features = [
            relative,
            relative * relative,
            1.0 / (1.0 + rank as f32),
            (1.0 + rank as f32).ln(),
            words.body / all_words.weight,
            pairs.body / all_pairs.weight,
            words.title.score / all_words.weight,
            there[0] * there[0],
            there[1] * there[1],
            in_title[0],
            in_title[1],
            words.title.covered,
            harmonic(words.title.covered, in_title[0]),
            harmonic(pairs.title.covered, in_title[1]),
            group.best,
            neighbour(self.head, self.scores, document) / self.top,
            flag(law == 0),
            flag(law == 2),
            words.count / all_words.count,
            pairs.count / all_pairs.count,
            words.title.count / all_words.count,
            pairs.title.count / all_pairs.count,
            1.0 / (1.0 + above),
            (1.0 + above).ln(),
            group.speaks[0],
            group.speaks[1],
            group.speaks[2],
            in_order / (1.0 + place),
            in_order * place / group.size,
            in_order * flag(place < OPENING && self.question.asks_what()),
            words.agreed / all_words.agreed,
            pairs.agreed / all_pairs.agreed,
            words.within / (words.most_within + 1e-6),
            pairs.within / (pairs.most_within + 1e-6),
            1.0,
        ];
        (features, sort)
    }
}

fn flag(is: bool) -> f32 {
    f32::from(u8::from(is))
}

fn harmonic(left: f32, right: f32) -> f32 {
    left * right / (left + right + 1e-6)
}

fn gather(document: u32, places: &[Vec<Place>; 2], head: &Head) -> [Part; 2] {
    let group = group_of(head, document);
    let mut parts = [Part::default(); 2];
    for (it, places) in parts.iter_mut().zip(places) {
        for place in places {
            let within = place.within[group];
            it.most_within += within;
            if let Ok(at) = place.body.binary_search_by_key(&document, |entry| entry.0) {
                let (_, frequency, there) = place.body[at];
                it.body += place.body_weight * frequency;
                it.there += place.body_weight * there;
                it.count += 1.0;
                it.agreed += place.agreed * frequency;
                it.within += within * frequency;
            }
        }
    }
    let titles = head
        .titles_of(document)
        .map(|title| in_title(title as u32, places, head));
    let fits = |[words, pairs]: &[TitlePart; 2]| STAGE[2] * words.score + STAGE[3] * pairs.score;
    let best = titles.reduce(|best, other| if fits(&other) > fits(&best) { other } else { best });
    for (it, title) in parts.iter_mut().zip(best.unwrap_or_default()) {
        it.title = title;
    }
    parts
}

/// What one title or alias gathers.
fn in_title(title: u32, places: &[Vec<Place>; 2], head: &Head) -> [TitlePart; 2] {
    let mut parts = [TitlePart::default(); 2];
    for ((it, places), mean) in parts.iter_mut().zip(places).zip(head.masses) {
        for place in places {
            if let Ok(at) = place.title.binary_search_by_key(&title, |entry| entry.0) {
                let (_, mass, sure) = place.title[at];
                it.score += place.title_weight * title_frequency(mass, sure, mean);
                it.there += place.title_weight * sure;
                it.count += 1.0;
                it.covered += place.title_weight * sure / mass;
            }
        }
        it.covered = it.covered.min(1.0);
    }
    parts
}

/// The better scored of the documents before and behind, if of the same group.
fn neighbour(head: &Head, scores: &[f32], document: u32) -> f32 {
    let at = document as usize;
    let same = |other: usize| head.group_of.get(other) == head.group_of.get(at);
    let before = at
        .checked_sub(1)
        .filter(|other| same(*other))
        .map_or(0.0, |other| scores[other]);
    let behind = scores.get(at + 1).filter(|_| same(at + 1)).copied().unwrap_or(0.0);
    before.max(behind)
}
