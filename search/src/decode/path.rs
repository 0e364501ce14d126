//! The cheapest way through all readings, and how sure it is of each (Viterbi, forwards and backwards).

use super::{
    How,
    model::{Model, Syllable},
};

/// A reading of the words `start..end` as one or more syllables, kept in a list of their own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arc {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) first: usize,
    pub(super) last: usize,
    /// Typing, and whatever its syllables cost behind one another.
    pub(super) cost: f32,
    pub(super) how: How,
    pub(super) marked: bool,
    /// Cost of the best path up to and with this arc, and of the best path after it.
    pub(super) before: f32,
    pub(super) after: f32,
    /// Number of the next arc on the best path; while that is sought, of the one before.
    pub(super) next: usize,
}

/// Weighs arcs sorted by `start` and gives the first arc of the best path; every word must have an arc of its own.
pub(super) fn weigh(model: &Model<'_>, arcs: &mut [Arc], syllables: &[Syllable], words: usize) -> usize {
    // Costs of stepping from one arc to the next, in the order of the next one's start: one walk forwards and one
    // backwards meet every arc after all those before it.
    let mut steps: Vec<(usize, usize, f32)> = Vec::new();
    let (mut last, mut best) = (usize::MAX, f32::INFINITY);
    for at in 0..arcs.len() {
        let (earlier, rest) = arcs.split_at_mut(at);
        let Some((arc, first)) = rest
            .first_mut()
            .and_then(|arc| syllables.get(arc.first).map(|first| (arc, first)))
        else {
            break;
        };
        if arc.start == 0 {
            arc.before = model.follow(None, *first) + arc.cost;
        }
        for (number, previous) in earlier.iter().enumerate() {
            if previous.end == arc.start {
                let step = model.follow(syllables.get(previous.last).copied(), *first) + arc.cost;
                steps.push((number, at, step));
                if previous.before + step < arc.before {
                    arc.before = previous.before + step;
                    arc.next = number;
                }
            }
        }
        if arc.end == words {
            arc.after = 0.0;
            if arc.before < best {
                (last, best) = (at, arc.before);
            }
        }
    }
    for (previous, next, step) in steps.into_iter().rev() {
        let after = arcs.get(next).map_or(f32::INFINITY, |next| next.after + step);
        if let Some(previous) = arcs.get_mut(previous) {
            previous.after = previous.after.min(after);
        }
    }
    let mut first = usize::MAX;
    while let Some(arc) = arcs.get_mut(last) {
        (first, last, arc.next) = (last, arc.next, first);
    }
    first
}
