//! How much of what was found lies in which group: law, or topic.

use super::Place;
use crate::{bm25::rarity, index::Head};

/// As if this many documents of a group were like all: a group of three documents proves little.
const PRIOR: f32 = 5.0;

/// What was found in one group.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Group {
    /// The group's best score by the best of all.
    pub(super) best: f32,
    /// How it speaks of the words (0) and pairs (1) of the question, and of both by their weight (2): naive Bayes, the
    /// logarithm of how much more often they stand there than anywhere; 0 for the group that speaks of them most.
    pub(super) speaks: [f32; 3],
    /// Number of its first document, and how many it has.
    pub(super) first: f32,
    pub(super) size: f32,
    /// Candidates of it that were counted so far.
    counted: f32,
}

/// All groups, and of each candidate how many better ones are of its group; tells each place what candidates and groups make
/// of it.
pub(super) fn groups(
    head: &Head,
    places: &mut [Vec<Place>; 2],
    scores: &[f32],
    candidates: &[(u32, f32)],
    top: f32,
) -> (Vec<Group>, Vec<f32>) {
    let mut groups = vec![Group::default(); head.groups.len().max(1)];
    let mut above = Vec::with_capacity(candidates.len());
    for (document, _) in candidates {
        let group = &mut groups[group_of(head, *document)];
        above.push(group.counted);
        group.counted += 1.0;
    }
    for ((document, group), score) in (0_u32..).zip(&head.group_of).zip(scores) {
        let group = &mut groups[*group as usize];
        group.best = group.best.max(score / top);
        if group.size == 0.0 {
            group.first = document as f32;
        }
        group.size += 1.0;
    }
    for (kind, places) in places.iter_mut().enumerate() {
        for place in places {
            listen(head, place, kind, &mut groups);
            place.agreed = place.body_weight * agreed(place, candidates, top);
        }
    }
    let mut most = [f32::MIN; 3];
    for group in &groups {
        for (most, speaks) in most.iter_mut().zip(group.speaks) {
            *most = most.max(speaks);
        }
    }
    for group in &mut groups {
        for (speaks, most) in group.speaks.iter_mut().zip(most) {
            *speaks -= most;
        }
    }
    (groups, above)
}

/// How far the candidates hold a word or pair, the better ones weighing more: what the best have in common is what the
/// question is about (Croft, Harper: *Using Probabilistic Models of Document Retrieval without Relevance Information*, 1979).
fn agreed(place: &Place, candidates: &[(u32, f32)], top: f32) -> f32 {
    let mut sum = 0.0;
    for (document, score) in candidates {
        if let Ok(at) = place.body.binary_search_by_key(document, |entry| entry.0) {
            // To the eighth power: falls off much as e^8(x − 1) does, without its code.
            sum += place.body[at].2 * [(); 3].iter().fold(score / top, |part, ()| part * part);
        }
    }
    sum
}

/// Adds what each group says of a word or pair, and keeps how rare it is there: in a law on contracts "contract" tells nothing.
fn listen(head: &Head, place: &mut Place, kind: usize, groups: &mut [Group]) {
    let mut with = vec![0.0_f32; groups.len()];
    let mut all = 0.5;
    for (document, _, there) in &place.body {
        with[group_of(head, *document)] += there;
        all += there;
    }
    let usual = all / head.documents as f32;
    for (group, with) in groups.iter_mut().zip(with) {
        let gain = ((with / usual + PRIOR) / (group.size + PRIOR)).ln();
        group.speaks[kind] += gain;
        group.speaks[2] += gain * place.body_weight / 10.0;
        place
            .within
            .push(place.share * place.body_weight.min(1.0) * rarity(group.size as usize, with));
    }
}

/// The group of a document.
pub(super) fn group_of(head: &Head, document: u32) -> usize {
    head.group_of.get(document as usize).copied().unwrap_or(0) as usize
}
