//! A member's progress as a compact, checked text: kept in the browser, carried to another phone, shown to an officer.
//!
//! Every value can be merged with another of its kind, and any order of merging gives the same record; the rules and the
//! layout of the bytes are told in `docs/progress.md`.

mod codec;
mod merge;
mod reviews;
#[cfg(test)]
mod tests;
mod version_1;

pub use merge::Gain;
pub use reviews::{Grade, MAX_REVIEWS, Review, Reviews};

use crate::names::ByName;

/// Raised with every change of the layout; a reader for each older one stays.
pub const FORMAT_VERSION: u32 = 2;

/// Seconds of a video beyond which nothing is kept as watched; bounds the number of stretches.
pub const MAX_SECONDS: u32 = 7_200;
/// Editions of a lesson whose watching is kept; the newest.
pub const MAX_EDITIONS: usize = 3;
/// Choices that one answer may hold.
pub const MAX_CHOICES: usize = 16;

/// A member's progress.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// Lessons by file name.
    pub lessons: ByName<LessonProgress>,
    /// Day on which it was last carried off this phone, in days since 1970. Stays here: see [`Record::to_carry`].
    pub carried: Option<u32>,
}

/// Progress in one lesson.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LessonProgress {
    /// Where the video was left; the latest wins.
    pub video: Option<VideoPosition>,
    /// When the lesson was finished; the first day counts.
    pub done: Option<Done>,
    /// What was seen and read, by edition of the lesson, in the order of editions.
    pub editions: Vec<Edition>,
    /// Kept answers by question.
    pub answers: ByName<Answer>,
    /// What was remembered and forgotten, by question.
    pub reviews: ByName<Reviews>,
}

/// Where a video was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct VideoPosition {
    /// When, in seconds since 1970.
    pub at: u64,
    /// Position in seconds.
    pub seconds: u32,
}

/// A lesson was finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Done {
    /// In days since 1970.
    pub day: u32,
    /// Which edition of the lesson, see [`Edition::number`]; 0 when that was not kept.
    pub edition: u32,
}

/// What was seen and read of one edition of a lesson.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edition {
    /// Greater for a newer edition: the day on which editors last compared the lesson with its sources, in days since 1970.
    pub number: u32,
    /// Seconds watched.
    pub watched: Watched,
    /// The transcript was read to its end.
    pub transcript_read: bool,
}

/// Stretches of a video, in seconds from its start: in order, apart, none empty, none beyond [`MAX_SECONDS`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Watched(Vec<(u32, u32)>);

/// A kept answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// When it was given, in seconds since 1970.
    pub at: u64,
    /// What was answered.
    pub given: Given,
    /// True when the question was ever answered right.
    pub solved: bool,
}

/// What was answered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Given {
    /// Indices of choices: rising where any number may be chosen, in the member's order where they are to be put in order.
    Choices(Vec<u8>),
    /// A number in thousandths, so that 12,5 is exact.
    Number(i64),
}

impl Default for Given {
    fn default() -> Self {
        Self::Choices(Vec::new())
    }
}

impl Given {
    /// One choice.
    #[must_use]
    pub fn choice(index: u8) -> Self {
        Self::Choices(vec![index])
    }
}

impl Watched {
    /// All stretches, `from` inclusive, `to` exclusive.
    #[must_use]
    pub fn stretches(&self) -> &[(u32, u32)] {
        &self.0
    }

    /// Seconds watched, each counted once.
    #[must_use]
    pub fn seconds(&self) -> u32 {
        self.0.iter().map(|(from, to)| to - from).sum()
    }

    /// Adds a stretch; stretches that touch become one.
    pub fn add(&mut self, from: u32, to: u32) {
        let (mut from, mut to) = (from, to.min(MAX_SECONDS));
        if from >= to {
            return;
        }
        let first = self.0.partition_point(|(_, end)| *end < from);
        let last = self.0.partition_point(|(start, _)| *start <= to);
        for (start, end) in self.0.drain(first..last) {
            from = from.min(start);
            to = to.max(end);
        }
        self.0.insert(first, (from, to));
    }
}

impl LessonProgress {
    /// What was seen of an edition; made first when there is none, unless it is older than all that are kept.
    pub fn edition(&mut self, number: u32) -> Option<&mut Edition> {
        let at = match self.editions.binary_search_by_key(&number, |edition| edition.number) {
            Ok(at) => at,
            Err(0) if self.editions.len() >= MAX_EDITIONS => return None,
            Err(at) => {
                let edition = Edition {
                    number,
                    ..Edition::default()
                };
                self.editions.insert(at, edition);
                match self.editions.len() > MAX_EDITIONS {
                    true => {
                        self.editions.remove(0);
                        at - 1
                    }
                    false => at,
                }
            }
        };
        self.editions.get_mut(at)
    }
}

impl Record {
    /// The record as it leaves this phone: without what is true of this phone only.
    #[must_use]
    pub fn to_carry(&self) -> Self {
        Self {
            lessons: self.lessons.clone(),
            carried: None,
        }
    }

    /// True when nothing was learned.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lessons.is_empty()
    }
}
