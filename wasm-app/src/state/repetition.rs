//! When a question comes back: FSRS-6 (Ye, Su, Cao: *A Stochastic Shortest Path Algorithm for Optimizing Spaced Repetition
//! Scheduling*, KDD 2022, in its sixth form) as a pure function of the days on which it was asked. Nothing but those days is
//! kept, so two phones that know the same history agree.
//!
//! Formulas and parameters are those of py-fsrs at commit 80538949 (`fsrs/scheduler.py`); its own results are the tests'
//! vectors (`tests/fsrs/vectors.py`). The record keeps one grade a day, the worst, so the formula for reviews within one
//! day is not needed.

use wire::record::{Grade, Record, Review};

/// `DEFAULT_PARAMETERS` of py-fsrs, the mean of many learners; nobody's own are estimated here.
const W: [f64; 21] = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629,
    1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];
/// `0.9^(-1/0.1542) - 1`: a question is due when it is remembered with a chance of nine in ten.
const FACTOR: f64 = 0.980_346_494_413_479_7;
/// Least stability, in days.
const LEAST: f64 = 0.001;
/// Questions a day.
pub(crate) const A_DAY: usize = 5;

/// How well a question is remembered.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Memory {
    /// Days after which the chance to remember has fallen to nine in ten.
    stability: f64,
    /// 1 to 10.
    difficulty: f64,
    /// Day of the last review, in days since 1970.
    day: u32,
}

impl Memory {
    fn of(history: &[Review]) -> Option<Self> {
        let (first, later) = history.split_first()?;
        let grade = number(first.grade);
        let memory = Self {
            stability: W[first.grade as usize - 1].max(LEAST),
            difficulty: initial_difficulty(grade).clamp(1.0, 10.0),
            day: first.day,
        };
        Some(later.iter().fold(memory, |memory, review| memory.after(*review)))
    }

    fn after(self, review: Review) -> Self {
        let forgotten = 1.0 - self.retrievability(review.day);
        let stability = match review.grade {
            Grade::Wrong => self.forgotten(forgotten),
            grade => self.recalled(forgotten, grade),
        };
        Self {
            stability: stability.max(LEAST),
            difficulty: self.next_difficulty(number(review.grade)),
            day: review.day,
        }
    }

    /// The chance to remember on a day.
    fn retrievability(self, day: u32) -> f64 {
        let elapsed = f64::from(day.saturating_sub(self.day));
        (1.0 + FACTOR * elapsed / self.stability).powf(-W[20])
    }

    fn forgotten(self, forgotten: f64) -> f64 {
        let long = W[11]
            * self.difficulty.powf(-W[12])
            * ((self.stability + 1.0).powf(W[13]) - 1.0)
            * (forgotten * W[14]).exp();
        let short = self.stability / (W[17] * W[18]).exp();
        long.min(short)
    }

    fn recalled(self, forgotten: f64, grade: Grade) -> f64 {
        let effort = match grade {
            Grade::Hard => W[15],
            Grade::Easy => W[16],
            Grade::Wrong | Grade::Right => 1.0,
        };
        let growth = W[8].exp()
            * (11.0 - self.difficulty)
            * self.stability.powf(-W[9])
            * ((forgotten * W[10]).exp() - 1.0)
            * effort;
        self.stability * (1.0 + growth)
    }

    fn next_difficulty(self, grade: f64) -> f64 {
        let step = -(W[6] * (grade - 3.0));
        let damped = self.difficulty + (10.0 - self.difficulty) * step / 9.0;
        (W[7] * initial_difficulty(4.0) + (1.0 - W[7]) * damped).clamp(1.0, 10.0)
    }

    /// The day on which it is due: whole days, at least one.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // `as` saturates
    fn due(self) -> u32 {
        let days = self.stability.round_ties_even().clamp(1.0, 36_500.0);
        self.day.saturating_add(days as u32)
    }
}

const fn number(grade: Grade) -> f64 {
    grade as u32 as f64
}

fn initial_difficulty(grade: f64) -> f64 {
    W[4] - (W[5] * (grade - 1.0)).exp() + 1.0
}

/// The day on which a question is to be asked again; `None` when it was never asked.
pub(crate) fn due_on(history: &[Review]) -> Option<u32> {
    Memory::of(history).map(Memory::due)
}

/// Questions that are due, what is nearest to being forgotten first: lesson and question.
pub(crate) fn due(record: &Record, today: u32) -> Vec<(&str, &str)> {
    let mut due = Vec::new();
    for (lesson, progress) in record.lessons.iter() {
        for (question, reviews) in progress.reviews.iter() {
            if let Some(memory) = Memory::of(reviews.days()).filter(|memory| memory.due() <= today) {
                due.push((memory.retrievability(today), lesson.as_str(), question.as_str()));
            }
        }
    }
    // Of equal chances in the order of their names, so that two phones ask the same.
    due.sort_by(|left, right| left.0.total_cmp(&right.0));
    due.into_iter()
        .map(|(_, lesson, question)| (lesson, question))
        .collect()
}

/// How many more of [`A_DAY`] to ask today: what was repeated today counts, what was asked for the first time does not.
pub(crate) fn left_today(record: &Record, today: u32) -> usize {
    let reviews = record.lessons.iter().flat_map(|(_, lesson)| lesson.reviews.iter());
    let repeated = reviews.filter(|(_, reviews)| match reviews.days() {
        [.., _, last] => last.day == today,
        _ => false,
    });
    A_DAY.saturating_sub(repeated.count())
}

#[cfg(test)]
mod tests {
    use wire::record::{Grade, Record, Review};

    use super::{FACTOR, Memory, W, due, due_on, left_today};

    const GRADES: [Grade; 4] = [Grade::Wrong, Grade::Hard, Grade::Right, Grade::Easy];

    #[test]
    fn every_history_ends_as_in_py_fsrs() {
        let mut vectors = 0;
        for line in include_str!("repetition_vectors.txt").lines() {
            let (history, expected) = line.split_once(" = ").expect("a vector");
            let mut day = 20_000;
            let reviews: Vec<Review> = history
                .split(' ')
                .map(|part| {
                    let (gap, grade) = part.split_once(':').expect("days and grade");
                    day += gap.parse::<u32>().expect("days");
                    let grade = GRADES[grade.parse::<usize>().expect("1 to 4") - 1];
                    Review { day, grade }
                })
                .collect();
            let memory = Memory::of(&reviews).expect("asked once");
            let found = [
                memory.stability,
                memory.difficulty,
                f64::from(memory.due() - day),
                memory.retrievability(day + 30),
            ];
            for (found, expected) in found.into_iter().zip(expected.split(' ')) {
                let expected: f64 = expected.parse().expect("a number");
                assert!((found - expected).abs() <= 1e-9 * expected.abs(), "{line}: {found}");
            }
            vectors += 1;
        }
        assert!(vectors > 200, "{vectors}");
    }

    #[test]
    fn a_question_is_due_at_nine_in_ten() {
        assert!((FACTOR - (0.9_f64.powf(-1.0 / W[20]) - 1.0)).abs() < 1e-15);
    }

    fn review(day: u32, grade: Grade) -> Review {
        Review { day, grade }
    }

    #[test]
    fn what_was_wrong_comes_sooner() {
        let after = |grade| due_on(&[review(100, Grade::Right), review(102, grade)]).expect("asked");
        let [wrong, hard, right, easy] = GRADES.map(after);
        assert_eq!(wrong, 103, "the next day");
        assert!(
            wrong < hard && hard < right && right < easy,
            "{:?}",
            [wrong, hard, right, easy]
        );
        assert_eq!(due_on(&[]), None);
    }

    #[test]
    fn what_is_nearest_to_being_forgotten_is_asked_first_and_five_are_enough() {
        let mut record = Record::default();
        let ask = |record: &mut Record, question: &str, reviews: &[(u32, Grade)]| {
            for (day, grade) in reviews {
                record
                    .lessons
                    .entry("bai")
                    .reviews
                    .entry(question)
                    .add(review(*day, *grade));
            }
        };
        ask(&mut record, "knows", &[(100, Grade::Right)]);
        ask(&mut record, "wrong", &[(100, Grade::Wrong)]);
        ask(&mut record, "long ago", &[(50, Grade::Right)]);
        assert_eq!(due(&record, 101), [("bai", "long ago"), ("bai", "wrong")]);
        assert_eq!(
            due(&record, 102),
            [("bai", "long ago"), ("bai", "wrong"), ("bai", "knows")]
        );
        assert_eq!(left_today(&record, 100), 5, "first answers are no repetition");
        for number in 0..4 {
            ask(
                &mut record,
                &number.to_string(),
                &[(90, Grade::Wrong), (102, Grade::Right)],
            );
        }
        assert_eq!((left_today(&record, 102), left_today(&record, 103)), (1, 5));
    }
}
