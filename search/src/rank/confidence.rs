//! How sure the first hit is.

use super::{Answer, Hit, Place};
use crate::{
    index::Sort,
    question::Question,
    weights::{BIAS, SURE},
};

/// How sure the first hit is, by what stands in it and how far it is before the second.
pub(super) fn sure(question: &Question, places: &[Vec<Place>; 2], top: f32, mut hits: Vec<Hit>) -> Answer {
    let foreign = hits.iter().find(|hit| hit.sort == Sort::Foreign).map(|hit| hit.score);
    hits.retain(|hit| hit.sort != Sort::Foreign);
    let Some(first) = hits.first() else {
        return Answer::default();
    };
    let it = &first.features;
    let unknown = places[0].iter().filter(|place| place.body.is_empty()).count();
    let document = first.document as u32;
    let lacks = |place: &&Place| place.body.binary_search_by_key(&document, |entry| entry.0).is_err();
    let weight = |place: &Place| place.body_weight;
    let missing = places[0].iter().filter(lacks).map(weight).fold(0.0, f32::max);
    let heaviest = places[0].iter().map(weight).fold(1e-6, f32::max);
    let second = hits.get(1).map_or(first.score - 5.0, |second| second.score);
    let signs = [
        it[7],
        it[8],
        it[9].min(1.5),
        it[10].min(1.5),
        it[11],
        it[12],
        it[13],
        (first.score - second).min(5.0),
        (places[0].len() as f32).min(8.0),
        unknown as f32 / places[0].len().max(1) as f32,
        missing / heaviest,
        top.min(200.0) / 50.0,
        first.score.clamp(-20.0, 20.0) / 10.0,
        it[14],
        foreign.map_or(2.0, |foreign| (first.score - foreign).clamp(-10.0, 10.0) / 5.0),
    ];
    let sum: f32 = signs
        .iter()
        .zip(&SURE)
        .map(|(sign, weight)| sign * f32::from(*weight))
        .sum();
    // From any sum to a share between 0 and 1, one half in the middle; an article named by number is always sure.
    let sum = sum / 100.0 + BIAS;
    let confidence = if question.is_citation {
        1.0
    } else {
        0.5 + 0.5 * sum / (1.0 + sum.abs())
    };
    Answer {
        confidence,
        signs,
        hits,
    }
}
