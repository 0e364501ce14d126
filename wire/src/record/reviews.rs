//! What a member remembered of a question, day by day: all that a schedule of repetition needs.

/// Days kept of one question; the newest.
pub const MAX_REVIEWS: usize = 32;

/// How well a question was remembered, as FSRS counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Answered wrong.
    Wrong = 1,
    /// Answered right, with effort.
    Hard = 2,
    /// Answered right.
    Right = 3,
    /// Answered right at once.
    Easy = 4,
}

impl Grade {
    pub(super) const fn of_number(number: u32) -> Self {
        match number & 3 {
            0 => Self::Wrong,
            1 => Self::Hard,
            2 => Self::Right,
            _ => Self::Easy,
        }
    }

    pub(super) const fn number(self) -> u32 {
        self as u32 - 1
    }
}

/// One day with a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Review {
    /// In days since 1970.
    pub day: u32,
    /// The worst of the day: who is wrong first and right after has seen the answer.
    pub grade: Grade,
}

/// Days with one question: in order, each once, at most [`MAX_REVIEWS`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reviews(Vec<Review>);

impl Reviews {
    /// All days, the earliest first.
    #[must_use]
    pub fn days(&self) -> &[Review] {
        &self.0
    }

    /// Adds what was remembered on a day.
    pub fn add(&mut self, review: Review) {
        match self.0.binary_search_by_key(&review.day, |kept| kept.day) {
            Ok(at) => self.0[at].grade = self.0[at].grade.min(review.grade),
            Err(at) => self.0.insert(at, review),
        }
        // The oldest goes; had it come later, it would have gone at once, so any order of adding ends alike.
        if self.0.len() > MAX_REVIEWS {
            self.0.remove(0);
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for review in &other.0 {
            self.add(*review);
        }
    }
}
