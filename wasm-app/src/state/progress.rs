//! What counts as progress in a lesson.

use wire::record::{Answer, Done, Given, Grade, LessonProgress, Record, Review, VideoPosition};

use super::day::day;

/// A video left this near to its start or end is not resumed.
const RESUME_MARGIN: u32 = 5;

/// How far a member has come in a lesson.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LessonState {
    Untouched,
    Started,
    Done,
}

pub(crate) fn state(record: &Record, lesson: &str) -> LessonState {
    match record.lessons.get(lesson) {
        Some(LessonProgress { done: Some(_), .. }) => LessonState::Done,
        Some(progress) if progress.video.is_some() || !progress.answers.is_empty() || !progress.editions.is_empty() => {
            LessonState::Started
        }
        _ => LessonState::Untouched,
    }
}

/// Lessons finished.
pub(crate) fn finished(record: &Record) -> usize {
    let lessons = record.lessons.iter();
    lessons.filter(|(_, lesson)| lesson.done.is_some()).count()
}

/// Keeps an answer, and what it tells of remembering; `at` in seconds since 1970.
pub(crate) fn answer(record: &mut Record, lesson: &str, question: &str, given: Given, correct: bool, at: u64) {
    let lesson = record.lessons.entry(lesson);
    let grade = if correct { Grade::Right } else { Grade::Wrong };
    let review = Review { day: day(at), grade };
    lesson.reviews.entry(question).add(review);
    let earlier = lesson.answers.get(question);
    let solved = correct || earlier.is_some_and(|kept| kept.solved);
    let at = after(earlier.map(|kept| kept.at), at);
    *lesson.answers.entry(question) = Answer { at, given, solved };
}

/// A later act wins in every merge, even within one second or after the clock was set back.
fn after(earlier: Option<u64>, now: u64) -> u64 {
    earlier.map_or(now, |earlier| now.max(earlier.saturating_add(1)))
}

/// A lesson as its page asks it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Task {
    /// Its file name.
    pub(crate) lesson: String,
    /// See `wire::record::Edition::number`.
    pub(crate) edition: u32,
    /// Its questions.
    pub(crate) questions: Vec<String>,
    /// Length of its video in seconds, where it has one.
    pub(crate) video: Option<u32>,
}

/// What a lesson still asks of its learner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Missing {
    /// Questions that were never answered right.
    pub(crate) questions: usize,
    /// The text was not read to its end in this edition, and no four fifths of the video were watched.
    pub(crate) reading: bool,
}

/// What is missing for a lesson to be done.
pub(crate) fn missing(record: &Record, task: &Task) -> Missing {
    let kept = record.lessons.get(&task.lesson);
    let is_open = |question: &&String| {
        let answer = kept.and_then(|kept| kept.answers.get(question));
        answer.is_none_or(|answer| !answer.solved)
    };
    let edition = kept.and_then(|kept| kept.editions.iter().find(|edition| edition.number == task.edition));
    let is_read = edition.is_some_and(|edition| {
        let enough = |seconds: u32| edition.watched.seconds() * 5 >= seconds * 4;
        edition.transcript_read || task.video.is_some_and(enough)
    });
    Missing {
        questions: task.questions.iter().filter(is_open).count(),
        reading: !is_read,
    }
}

/// A lesson is done when it was read or watched and every question was answered right at least once: in the edition that
/// was on the page; the first day counts. `today` in days since 1970.
pub(crate) fn finish_if_due(record: &mut Record, task: &Task, today: u32) {
    let nothing = Missing {
        questions: 0,
        reading: false,
    };
    if missing(record, task) == nothing {
        let done = Done {
            day: today,
            edition: task.edition,
        };
        record.lessons.entry(&task.lesson).done.get_or_insert(done);
    }
}

/// The end of the text was on the screen.
pub(crate) fn read_to_end(record: &mut Record, task: &Task) {
    if let Some(edition) = record.lessons.entry(&task.lesson).edition(task.edition) {
        edition.transcript_read = true;
    }
}

/// A stretch of the video was watched, in seconds from its start.
pub(crate) fn watch(record: &mut Record, task: &Task, from: u32, to: u32) {
    if to > from
        && let Some(edition) = record.lessons.entry(&task.lesson).edition(task.edition)
    {
        edition.watched.add(from, to);
    }
}

/// Keeps where the video was left; `at` in seconds since 1970.
pub(crate) fn keep_position(record: &mut Record, lesson: &str, seconds: u32, at: u64) {
    let video = &mut record.lessons.entry(lesson).video;
    let at = after(video.map(|kept| kept.at), at);
    *video = Some(VideoPosition { at, seconds });
}

/// Where to go on, unless that is the beginning.
pub(crate) fn resume_at(record: &Record, lesson: &str) -> Option<u32> {
    let seconds = record.lessons.get(lesson)?.video?.seconds;
    (seconds >= RESUME_MARGIN).then_some(seconds)
}

/// True when nothing worth resuming is left; judged when the video's length is known.
pub(crate) fn is_near_end(seconds: u32, duration: u32) -> bool {
    seconds.saturating_add(RESUME_MARGIN) >= duration
}

#[cfg(test)]
mod tests {
    use wire::record::{Given, Record};

    use super::{
        LessonState, Missing, Task, answer, finish_if_due, is_near_end, keep_position, missing, read_to_end, resume_at,
        state, watch,
    };

    fn task(video: Option<u32>) -> Task {
        Task {
            lesson: "x".to_owned(),
            edition: 20_781,
            questions: vec!["a".to_owned(), "b".to_owned()],
            video,
        }
    }

    #[test]
    fn a_lesson_is_done_when_it_was_read_and_every_question_was_once_right() {
        let (mut record, task) = (Record::default(), task(None));
        answer(&mut record, "x", "a", Given::choice(0), true, 1);
        answer(&mut record, "x", "a", Given::choice(1), false, 2);
        read_to_end(&mut record, &task);
        finish_if_due(&mut record, &task, 9);
        assert_eq!(state(&record, "x"), LessonState::Started);
        assert_eq!(
            missing(&record, &task),
            Missing {
                questions: 1,
                reading: false
            }
        );
        answer(&mut record, "x", "b", Given::choice(0), true, 3);
        finish_if_due(&mut record, &task, 9);
        assert_eq!(state(&record, "x"), LessonState::Done);
        let done = record.lessons.get("x").and_then(|lesson| lesson.done);
        assert_eq!(done.map(|done| (done.day, done.edition)), Some((9, 20_781)));
        assert_eq!(state(&record, "y"), LessonState::Untouched);
    }

    #[test]
    fn four_fifths_of_the_video_do_for_the_text_and_another_edition_asks_anew() {
        let (mut record, task) = (Record::default(), task(Some(100)));
        watch(&mut record, &task, 0, 50);
        watch(&mut record, &task, 20, 79);
        assert!(missing(&record, &task).reading);
        watch(&mut record, &task, 99, 100);
        assert!(!missing(&record, &task).reading);
        let newer = Task {
            edition: 20_782,
            ..task
        };
        assert!(missing(&record, &newer).reading);
    }

    #[test]
    fn the_last_of_two_answers_wins_whatever_the_clock_says() {
        let mut record = Record::default();
        answer(&mut record, "x", "a", Given::choice(2), false, 9);
        let earlier = record.clone();
        answer(&mut record, "x", "a", Given::choice(0), true, 9);
        keep_position(&mut record, "x", 40, 9);
        keep_position(&mut record, "x", 10, 3);
        record.merge(&earlier);
        let lesson = record.lessons.get("x").expect("just answered");
        assert_eq!(
            lesson.answers.get("a").map(|answer| &answer.given),
            Some(&Given::choice(0))
        );
        assert_eq!(lesson.video.map(|video| video.seconds), Some(10));
    }

    #[test]
    fn a_video_left_at_its_start_or_end_begins_anew() {
        let mut record = Record::default();
        keep_position(&mut record, "x", 3, 1);
        assert_eq!(resume_at(&record, "x"), None);
        keep_position(&mut record, "x", 58, 2);
        assert_eq!(resume_at(&record, "x"), Some(58));
        assert!(is_near_end(58, 60) && !is_near_end(58, 90));
    }
}
