//! Two records become one that holds what either knows: commutative, associative, idempotent.

use super::{Answer, Edition, LessonProgress, Record};

/// What a member gains by merging, in numbers she can check.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Gain {
    /// Lessons of which nothing was known.
    pub new_lessons: usize,
    /// Lessons known before of which more is known now.
    pub advanced: usize,
    /// Lessons that are finished only by merging.
    pub finished: usize,
    /// Lessons that stay as they are.
    pub unchanged: usize,
}

impl Record {
    /// Takes over all progress of `other` that goes further.
    pub fn merge(&mut self, other: &Self) {
        self.carried = self.carried.max(other.carried);
        for (name, theirs) in other.lessons.iter() {
            self.lessons.entry(name).merge(theirs);
        }
    }

    /// What [`Record::merge`] would change.
    #[must_use]
    pub fn gain(&self, other: &Self) -> Gain {
        let mut after = self.clone();
        after.merge(other);
        let mut gain = Gain::default();
        for (name, lesson) in after.lessons.iter() {
            let before = self.lessons.get(name);
            match before {
                None => gain.new_lessons += 1,
                Some(before) if before == lesson => gain.unchanged += 1,
                Some(_) => gain.advanced += 1,
            }
            if lesson.done.is_some() && before.is_none_or(|before| before.done.is_none()) {
                gain.finished += 1;
            }
        }
        gain
    }
}

impl LessonProgress {
    fn merge(&mut self, theirs: &Self) {
        self.video = self.video.max(theirs.video);
        self.done = match (self.done, theirs.done) {
            (Some(ours), Some(theirs)) => Some(ours.min(theirs)),
            (ours, theirs) => ours.or(theirs),
        };
        for edition in &theirs.editions {
            if let Some(kept) = self.edition(edition.number) {
                kept.merge(edition);
            }
        }
        for (question, answer) in theirs.answers.iter() {
            self.answers.entry(question).merge(answer);
        }
        for (question, reviews) in theirs.reviews.iter() {
            self.reviews.entry(question).merge(reviews);
        }
    }
}

impl Edition {
    fn merge(&mut self, theirs: &Self) {
        for (from, to) in theirs.watched.stretches() {
            self.watched.add(*from, *to);
        }
        self.transcript_read |= theirs.transcript_read;
    }
}

impl Answer {
    fn merge(&mut self, theirs: &Self) {
        self.solved |= theirs.solved;
        if (self.at, &self.given) < (theirs.at, &theirs.given) {
            self.at = theirs.at;
            self.given = theirs.given.clone();
        }
    }
}
