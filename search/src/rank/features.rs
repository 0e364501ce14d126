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

/// What a document gathers from words (0) and pairs (1).
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Gathered {
    /// BM25 in the whole text and in titles.
    body: [f32; 2],
    title: [f32; 2],
    /// Weight of what is there at all.
    body_there: [f32; 2],
    title_there: [f32; 2],
    /// How many are there at all.
    body_count: [f32; 2],
    title_count: [f32; 2],
    /// Share of the title that the question covers.
    covered: [f32; 2],
}

/// One question and all its candidates: what features are relative to.
pub(super) struct Scene<'a> {
    pub(super) question: &'a Question,
    head: &'a Head,
    scores: &'a [f32],
    /// The best score of the first stage.
    pub(super) top: f32,
    /// Weight and number of all words, and of all pairs.
    totals: [f32; 2],
    counts: [f32; 2],
    gathered: Vec<Gathered>,
    /// The most that any candidate gathered.
    tops: [f32; 6],
    groups: Vec<Group>,
    /// Of each candidate: how many better ones are of its group.
    above: Vec<f32>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(
        question: &'a Question,
        head: &'a Head,
        places: &[Vec<Place>; 2],
        scores: &'a [f32],
        candidates: &[(u32, f32)],
    ) -> Self {
        let gathered: Vec<Gathered> = candidates
            .iter()
            .map(|(document, _)| gather(*document, places, head))
            .collect();
        let most = |value: fn(&Gathered) -> f32| gathered.iter().map(value).fold(1e-6, f32::max);
        let tops = [
            most(|it| it.body[0]),
            most(|it| it.body[1]),
            most(|it| it.title[0]),
            most(|it| it.title[1]),
            most(|it| it.body_there[0]),
            most(|it| it.body_there[1]),
        ];
        let top = candidates.first().map_or(1.0, |candidate| candidate.1).max(1e-6);
        let (groups, above) = groups(head, places, scores, candidates, top);
        Self {
            question,
            head,
            scores,
            top,
            totals: [0, 1].map(|kind| places[kind].iter().map(|place| place.body_weight).sum::<f32>() + 1e-6),
            counts: [0, 1].map(|kind| places[kind].len().max(1) as f32),
            tops,
            gathered,
            groups,
            above,
        }
    }

    /// The features of candidate `rank`, and what sort of document it is.
    pub(super) fn features(&self, rank: usize, document: u32, score: f32) -> ([f32; FEATURES.len()], Sort) {
        let it = &self.gathered[rank];
        let number = group_of(self.head, document);
        let law = self.head.groups.get(number).map_or(1, |group| group.1);
        let sort = match law {
            QUESTION => Sort::Question,
            FOREIGN => Sort::Foreign,
            _ => Sort::Text,
        };
        let group = &self.groups[number];
        let (totals, counts, tops) = (self.totals, self.counts, self.tops);
        let there = [it.body_there[0] / totals[0], it.body_there[1] / totals[1]];
        let in_title = [it.title_there[0] / totals[0], it.title_there[1] / totals[1]];
        let relative = score / self.top;
        let above = self.above[rank];
        // Editors put questions in no such order.
        let in_order = flag(sort == Sort::Text);
        let place = document as f32 - group.first;
        let opening = in_order * flag(place < OPENING);
        let features = [
            relative,
            relative * relative,
            1.0 / (1.0 + rank as f32),
            (1.0 + rank as f32).ln(),
            it.body[0] / totals[0],
            it.body[1] / totals[1],
            it.title[0] / totals[0],
            it.title[1] / totals[1],
            there[0],
            there[1],
            there[0] * there[0],
            there[1] * there[1],
            in_title[0],
            in_title[1],
            it.covered[0],
            it.covered[1],
            harmonic(it.covered[0], in_title[0]),
            harmonic(it.covered[1], in_title[1]),
            group.share,
            group.best,
            neighbour(self.head, self.scores, document) / self.top,
            flag(self.question.groups.contains(&(number as u32))),
            flag(law == 0),
            flag(law == 2),
            it.body[0] / tops[0],
            it.body[1] / tops[1],
            it.title[0] / tops[2],
            it.title[1] / tops[3],
            it.body_there[0] / tops[4],
            it.body_there[1] / tops[5],
            it.body_count[0] / counts[0],
            it.body_count[1] / counts[1],
            it.title_count[0] / counts[0],
            it.title_count[1] / counts[1],
            1.0 / (1.0 + above),
            (1.0 + above).ln(),
            group.speaks[0],
            group.speaks[1],
            group.speaks[2],
            in_order / (1.0 + place),
            in_order * place / group.size,
            opening,
            opening * flag(self.question.asks_what()),
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

fn gather(document: u32, places: &[Vec<Place>; 2], head: &Head) -> Gathered {
    let mut it = Gathered::default();
    for (kind, places) in places.iter().enumerate() {
        for place in places {
            if let Ok(at) = place.body.binary_search_by_key(&document, |entry| entry.0) {
                it.body[kind] += place.body_weight * place.body[at].1;
                it.body_there[kind] += place.body_weight * place.body[at].2;
                it.body_count[kind] += 1.0;
            }
        }
    }
    let titles = head
        .titles_of(document)
        .map(|title| in_title(title as u32, places, head));
    let fits = |it: &Gathered| STAGE[2] * it.title[0] + STAGE[3] * it.title[1];
    let best = titles.reduce(|best, other| if fits(&other) > fits(&best) { other } else { best });
    let best = best.unwrap_or_default();
    Gathered {
        body: it.body,
        body_there: it.body_there,
        body_count: it.body_count,
        ..best
    }
}

/// What one title or alias gathers.
fn in_title(title: u32, places: &[Vec<Place>; 2], head: &Head) -> Gathered {
    let mut it = Gathered::default();
    for (kind, places) in places.iter().enumerate() {
        for place in places {
            if let Ok(at) = place.title.binary_search_by_key(&title, |entry| entry.0) {
                let (_, mass, sure) = place.title[at];
                it.title[kind] += place.title_weight * title_frequency(mass, sure, head.masses[kind]);
                it.title_there[kind] += place.title_weight * sure;
                it.title_count[kind] += 1.0;
                it.covered[kind] += place.title_weight * sure / mass;
            }
        }
        it.covered[kind] = it.covered[kind].min(1.0);
    }
    it
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
