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
        Some(progress) if progress.video.is_some() || !progress.answers.is_empty() => LessonState::Started,
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

/// A lesson is done when every question was answered right at least once.
pub(crate) fn finish_if_solved(record: &mut Record, lesson: &str, questions: &[String], today: u32) {
    let solved = record.lessons.get(lesson).is_some_and(|progress| {
        questions
            .iter()
            .all(|question| progress.answers.get(question).is_some_and(|answer| answer.solved))
    });
    if solved && !questions.is_empty() {
        finish(record, lesson, today);
    }
}

/// Marks a lesson done; the first day counts. `today` in days since 1970.
pub(crate) fn finish(record: &mut Record, lesson: &str, today: u32) {
    let done = Done { day: today, edition: 0 };
    record.lessons.entry(lesson).done.get_or_insert(done);
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

    use super::{LessonState, answer, finish_if_solved, is_near_end, keep_position, resume_at, state};

    #[test]
    fn a_lesson_is_done_when_every_question_was_once_right() {
        let mut record = Record::default();
        let questions = ["a".to_owned(), "b".to_owned()];
        answer(&mut record, "x", "a", Given::choice(0), true, 1);
        answer(&mut record, "x", "a", Given::choice(1), false, 2);
        finish_if_solved(&mut record, "x", &questions, 9);
        assert_eq!(state(&record, "x"), LessonState::Started);
        answer(&mut record, "x", "b", Given::choice(0), true, 3);
        finish_if_solved(&mut record, "x", &questions, 9);
        assert_eq!(state(&record, "x"), LessonState::Done);
        assert_eq!(state(&record, "y"), LessonState::Untouched);
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
