//! How much of what was found lies in which group: law, or topic.

use super::Place;
use crate::index::Head;

/// As if this many documents of a group were like all: a group of three documents proves little.
const PRIOR: f32 = 5.0;

/// How much of what was found lies in each group.
pub(super) struct Groups {
    /// Share of the candidates, the better ones weighing more; sums up to 1.
    pub(super) share: Vec<f32>,
    /// The group's best score by the best of all.
    pub(super) best: Vec<f32>,
    /// How a group speaks of the words (0) and pairs (1) of the question, and of both by their weight (2): naive Bayes, the
    /// logarithm of how much more often they stand there than anywhere; 0 for the group that speaks of them most.
    pub(super) speaks: [Vec<f32>; 3],
    /// Number of the group's first document, and how many it has.
    pub(super) first: Vec<f32>,
    pub(super) size: Vec<f32>,
    /// Of each candidate: how many better ones are of its group.
    pub(super) above: Vec<f32>,
}

impl Groups {
    pub(super) fn new(
        head: &Head,
        places: &[Vec<Place>; 2],
        scores: &[f32],
        candidates: &[(u32, f32)],
        top: f32,
    ) -> Self {
        let none = vec![0.0; head.groups.len().max(1)];
        let mut groups = Self {
            share: none.clone(),
            best: none.clone(),
            speaks: [none.clone(), none.clone(), none.clone()],
            first: none.clone(),
            size: none.clone(),
            above: Vec::with_capacity(candidates.len()),
        };
        let mut before = none;
        let mut all = 1e-6;
        for (document, score) in candidates {
            let group = head.group_of.get(*document as usize).copied().unwrap_or(0) as usize;
            // To the eighth power: falls off much as e^8(x − 1) does, without its code.
            let part = [(); 3].iter().fold(score / top, |part, ()| part * part);
            groups.share[group] += part;
            all += part;
            groups.above.push(before[group]);
            before[group] += 1.0;
        }
        for share in &mut groups.share {
            *share /= all;
        }
        for (document, (group, score)) in head.group_of.iter().zip(scores).enumerate() {
            let group = *group as usize;
            groups.best[group] = groups.best[group].max(score / top);
            if groups.size[group] == 0.0 {
                groups.first[group] = document as f32;
            }
            groups.size[group] += 1.0;
        }
        groups.listen(head, places);
        groups
    }

    fn listen(&mut self, head: &Head, places: &[Vec<Place>; 2]) {
        for (kind, places) in places.iter().enumerate() {
            for place in places {
                let mut with = vec![0.0_f32; self.size.len()];
                let mut all = 0.5;
                for (document, _, there) in &place.body {
                    if let Some(group) = head.group_of.get(*document as usize) {
                        with[*group as usize] += there;
                        all += there;
                    }
                }
                let usual = all / head.documents as f32;
                for (group, with) in with.iter().enumerate() {
                    let gain = ((with / usual + PRIOR) / (self.size[group] + PRIOR)).ln();
                    self.speaks[kind][group] += gain;
                    self.speaks[2][group] += gain * place.body_weight / 10.0;
                }
            }
        }
        for speaks in &mut self.speaks {
            let most = speaks.iter().copied().fold(f32::MIN, f32::max);
            for gain in speaks {
                *gain -= most;
            }
        }
    }
}
