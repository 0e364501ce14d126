//! What the page of the record tells: how far each lesson and course has come, what comes next, what a backup would bring.

use wire::record::Record;

use super::progress::{LessonState, state};

/// A lesson as the page names it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Lesson {
    /// Its file name.
    pub(crate) name: String,
    /// How long it takes, in seconds.
    pub(crate) seconds: u32,
    /// Its questions as they are asked today.
    pub(crate) questions: Vec<String>,
    /// It holds no more: its result counts on, but nobody is led to it.
    pub(crate) is_over: bool,
}

/// How far a member has come in a lesson.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) state: LessonState,
    /// Day on which it was finished, in days since 1970.
    pub(crate) day: Option<u32>,
    /// Of today's questions those that were ever answered right.
    pub(crate) solved: usize,
    /// Seconds still to go; of a video that was begun, what was not seen.
    pub(crate) left: u32,
}

pub(crate) fn standing(record: &Record, lesson: &Lesson) -> Standing {
    let state = state(record, &lesson.name);
    let kept = record.lessons.get(&lesson.name);
    let is_solved = |question: &&String| {
        let answer = kept.and_then(|kept| kept.answers.get(question));
        answer.is_some_and(|answer| answer.solved)
    };
    let seen = kept.and_then(|kept| kept.video).map_or(0, |video| video.seconds);
    Standing {
        state,
        day: kept.and_then(|kept| kept.done).map(|done| done.day),
        solved: lesson.questions.iter().filter(is_solved).count(),
        left: match state {
            LessonState::Done => 0,
            _ => lesson.seconds.saturating_sub(seen),
        },
    }
}

/// Several lessons taken together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sum {
    pub(crate) done: usize,
    pub(crate) lessons: usize,
    pub(crate) solved: usize,
    pub(crate) questions: usize,
    pub(crate) left: u32,
}

impl Sum {
    pub(crate) const fn add(&mut self, lesson: &Lesson, standing: &Standing) {
        let is_done = matches!(standing.state, LessonState::Done);
        if lesson.is_over && !is_done {
            return;
        }
        self.done += is_done as usize;
        self.lessons += 1;
        self.solved += standing.solved;
        self.questions += lesson.questions.len();
        self.left += standing.left;
    }
}

/// The lesson to go on with: one that was begun, else the first untouched one of a course that was begun, else the first
/// of all. Place of the course and of the lesson in it.
pub(crate) fn next(courses: &[Vec<(Lesson, Standing)>]) -> Option<(usize, usize)> {
    let first = |course: usize, wanted: LessonState| {
        let mut lessons = courses[course].iter();
        let at = lessons.position(|(lesson, standing)| standing.state == wanted && !lesson.is_over);
        at.map(|lesson| (course, lesson))
    };
    let is_begun = |course: &usize| {
        courses[*course]
            .iter()
            .any(|(_, standing)| standing.state == LessonState::Done)
    };
    let all = 0..courses.len();
    all.clone()
        .find_map(|course| first(course, LessonState::Started))
        .or_else(|| {
            all.clone()
                .filter(is_begun)
                .find_map(|course| first(course, LessonState::Untouched))
        })
        .or_else(|| all.clone().find_map(|course| first(course, LessonState::Untouched)))
}

/// Finished lessons that the portal has no more.
pub(crate) fn gone(record: &Record, courses: &[Vec<Lesson>]) -> usize {
    let is_here = |name: &String| courses.iter().flatten().any(|lesson| lesson.name == *name);
    let finished = record.lessons.iter().filter(|(_, lesson)| lesson.done.is_some());
    finished.filter(|(name, _)| !is_here(name)).count()
}

/// What a backup knows of a lesson, beside what is known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum News {
    /// Nothing is known of it here.
    New,
    /// More than is known here.
    Further,
    /// The same.
    Same,
    /// Less than is known here, which stays.
    Older,
}

/// What merging a backup would do to each of its lessons, by name; whether it is finished by it alone.
pub(crate) fn news(ours: &Record, theirs: &Record) -> Vec<(String, News, bool)> {
    let mut merged = ours.clone();
    merged.merge(theirs);
    let judge = |name: &String| {
        let (before, after) = (ours.lessons.get(name), merged.lessons.get(name));
        let news = match before {
            None => News::New,
            Some(_) if before != after => News::Further,
            Some(_) if before == theirs.lessons.get(name) => News::Same,
            Some(_) => News::Older,
        };
        let is_done = |record: &Record| state(record, name) == LessonState::Done;
        (name.clone(), news, is_done(&merged) && !is_done(ours))
    };
    theirs.lessons.iter().map(|(name, _)| judge(name)).collect()
}

#[cfg(test)]
mod tests {
    use wire::record::{Given, Record};

    use super::{Lesson, News, Standing, Sum, gone, news, next, standing};
    use crate::state::progress::{LessonState, Task, answer, finish_if_due, keep_position, read_to_end};

    fn lesson(name: &str) -> Lesson {
        Lesson {
            name: name.to_owned(),
            seconds: 240,
            questions: vec!["a".to_owned(), "b".to_owned()],
            is_over: false,
        }
    }

    fn finish(record: &mut Record, lesson: &str, today: u32) {
        let task = Task {
            lesson: lesson.to_owned(),
            ..Task::default()
        };
        read_to_end(record, &task);
        finish_if_due(record, &task, today);
    }

    fn record() -> Record {
        let mut record = Record::default();
        finish(&mut record, "one", 20_000);
        answer(&mut record, "one", "a", Given::choice(0), true, 5);
        answer(&mut record, "one", "asked no more", Given::choice(0), true, 5);
        keep_position(&mut record, "two", 100, 5);
        record
    }

    #[test]
    fn a_lesson_is_told_with_todays_questions_and_the_time_still_to_go() {
        let record = record();
        assert_eq!(
            standing(&record, &lesson("one")),
            Standing {
                state: LessonState::Done,
                day: Some(20_000),
                solved: 1,
                left: 0
            }
        );
        let two = standing(&record, &lesson("two"));
        assert_eq!((two.state, two.left), (LessonState::Started, 140));
        let mut sum = Sum::default();
        for name in ["one", "two", "three"] {
            sum.add(&lesson(name), &standing(&record, &lesson(name)));
        }
        let over = Lesson {
            is_over: true,
            ..lesson("four")
        };
        sum.add(&over, &standing(&record, &over));
        assert_eq!(
            sum,
            Sum {
                done: 1,
                lessons: 3,
                solved: 1,
                questions: 6,
                left: 380
            }
        );
    }

    #[test]
    fn what_was_begun_comes_next() {
        let record = record();
        let with = |names: &[&str]| -> Vec<(Lesson, Standing)> {
            let lessons = names.iter().map(|name| lesson(name));
            lessons
                .map(|lesson| (lesson.clone(), standing(&record, &lesson)))
                .collect()
        };
        assert_eq!(next(&[with(&["x"]), with(&["one", "y", "two"])]), Some((1, 2)));
        assert_eq!(next(&[with(&["x"]), with(&["one", "y"])]), Some((1, 1)));
        assert_eq!(next(&[with(&["x"]), with(&["y"])]), Some((0, 0)));
        assert_eq!(next(&[with(&["one"])]), None);
    }

    #[test]
    fn results_of_lessons_that_are_gone_are_counted() {
        assert_eq!(gone(&record(), &[vec![lesson("two")]]), 1);
    }

    #[test]
    fn a_backup_is_judged_lesson_by_lesson() {
        let (mut ours, mut theirs) = (record(), record());
        finish(&mut theirs, "new", 20_001);
        finish(&mut theirs, "two", 20_001);
        keep_position(&mut ours, "older", 90, 9);
        keep_position(&mut theirs, "older", 30, 2);
        let judged = news(&ours, &theirs);
        let expected = [
            ("new", News::New, true),
            ("older", News::Older, false),
            ("one", News::Same, false),
            ("two", News::Further, true),
        ];
        assert_eq!(judged, expected.map(|(name, news, done)| (name.to_owned(), news, done)));
    }
}
