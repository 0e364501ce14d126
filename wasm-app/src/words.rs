//! Words the client shows. They come with the module, in the portal's language: see `wire::words`.

use std::cell::Cell;

use wire::day::padded;
pub(crate) use wire::words::*;

thread_local! {
    /// By their places. Read where they stand: a search among lines at each use cost 0.8 KB of code.
    static GIVEN: [Cell<&'static str>; WORDS.len()] = const { [const { Cell::new("") }; WORDS.len()] };
}

/// Kinds of search results, in the order of `wire::catalogue::EntryKind`.
pub(crate) const KINDS: [Word; 5] = [KIND_POLICY, KIND_QUESTION, KIND_LESSON, KIND_STORY, KIND_PAGE];
/// What a backup brings of a lesson, in the order of `state::ledger::News`.
pub(crate) const NEWS: [Word; 4] = [NEW, FURTHER_RESULTS, SAME, OLDER];

/// Takes the text of all words. They stay for as long as the page lives.
pub(crate) fn take(words: String) {
    GIVEN.with(|given| {
        for (place, word) in given.iter().zip(words.leak().split('\n')) {
            place.set(word);
        }
    });
}

/// A word of the portal's language.
#[inline(always)]
#[allow(clippy::inline_always)] // two loads from known places, where a call would be larger
pub(crate) fn say(word: Word) -> &'static str {
    GIVEN.with(|given| given.get(usize::from(word.0)).map_or("", Cell::get))
}

/// A word with its `{}` filled in.
pub(crate) fn say_with(word: Word, values: &[&str]) -> String {
    filled(say(word), values)
}

/// A word with numbers in the places of its `{}`.
fn say_numbers(word: Word, numbers: &[usize]) -> String {
    let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
    let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
    say_with(word, &numbers)
}

/// A date as readers of day, month and year write it.
pub(crate) fn date((year, month, day): (u32, u32, u32)) -> String {
    [&padded(day, 2), "/", &padded(month, 2), "/", &padded(year, 4)].concat()
}

/// A day since 1970, written likewise.
pub(crate) fn day(day: u32) -> String {
    date(wire::day::date(day.try_into().unwrap_or(i32::MAX)))
}

pub(crate) fn progress(done: usize, all: usize) -> String {
    say_numbers(PROGRESS, &[done, all])
}

pub(crate) fn due_today(questions: usize) -> String {
    say_numbers(DUE_TODAY, &[questions])
}

/// What stands before a question.
pub(crate) fn numbered(number: usize) -> String {
    say_numbers(NUMBERED, &[number])
}

pub(crate) fn comes_again(day: &str) -> String {
    say_with(COMES_AGAIN, &[day])
}

/// So many of all questions were answered right.
pub(crate) fn rule_quiz(right: usize, all: usize) -> String {
    say_numbers(RULE_QUIZ, &[all, right])
}

pub(crate) fn resume(seconds: u32) -> String {
    let rest = padded(seconds % 60, 2);
    say_with(RESUME, &[&[&(seconds / 60).to_string(), ":", &rest].concat()])
}

pub(crate) fn record_of_version(version: u32) -> String {
    say_with(RECORD_OF_VERSION, &[&version.to_string()])
}

pub(crate) fn parts_missing(all: usize, missing: &[usize]) -> String {
    let numbers: Vec<String> = missing.iter().map(usize::to_string).collect();
    let here = (all - missing.len()).to_string();
    say_with(PARTS_MISSING, &[&here, &all.to_string(), &numbers.join(", ")])
}

pub(crate) fn part(number: usize, all: usize) -> String {
    match all {
        1 => say(ONE_TEXT).to_owned(),
        _ => say_numbers(PART, &[number, all]),
    }
}

pub(crate) fn picture(number: usize, all: usize) -> String {
    match all {
        1 => say(ONE_PICTURE).to_owned(),
        _ => say_numbers(PICTURE, &[number, all]),
    }
}

/// Minutes, begun ones counted.
pub(crate) fn minutes(seconds: u32) -> String {
    say_with(MINUTES, &[&seconds.div_ceil(60).to_string()])
}

pub(crate) fn time_left(seconds: u32) -> String {
    say_with(TIME_LEFT, &[&seconds.div_ceil(60).to_string()])
}

pub(crate) fn lessons_done(done: usize, all: usize) -> String {
    say_numbers(LESSONS_DONE, &[done, all])
}

pub(crate) fn done_on(day: &str) -> String {
    say_with(DONE_ON, &[day])
}

pub(crate) fn score(solved: usize, questions: usize) -> String {
    say_numbers(SCORE, &[solved, questions])
}

pub(crate) fn as_of(day: &str, told: &str) -> String {
    say_with(AS_OF, &[day, told])
}

pub(crate) fn lessons_gone(count: usize) -> String {
    say_numbers(LESSONS_GONE, &[count])
}

pub(crate) fn unsaved(lessons: usize) -> String {
    say_numbers(UNSAVED, &[lessons])
}

pub(crate) fn whole_course(title: &str) -> String {
    say_with(WHOLE_COURSE, &[title])
}

/// What a code with a meeting's code is worth.
pub(crate) fn with_meeting(place: &str, day: &str) -> String {
    say_with(COMPLETION_MEETING, &[place, day])
}

pub(crate) fn meeting_of_version(version: u32) -> String {
    say_with(MEETING_OF_VERSION, &[&version.to_string()])
}

/// The day of finishing, and the first and last day of the meeting.
pub(crate) fn other_day(days: &[String; 3]) -> String {
    say_with(MEETING_OTHER_DAY, &days.each_ref().map(String::as_str))
}

/// So many confirmed, self-reported, refused.
pub(crate) fn codes_found(counts: [usize; 3]) -> String {
    say_numbers(CODES_FOUND, &counts)
}

pub(crate) fn confirmed_by(officer: &str, place: &str) -> String {
    say_with(CONFIRMED_BY, &[officer, place])
}

pub(crate) fn edition_of(day: &str) -> String {
    say_with(EDITION_OF, &[day])
}

pub(crate) fn code_of_version(version: u32) -> String {
    say_with(CODE_OF_VERSION, &[&version.to_string()])
}

pub(crate) fn last_carried(day: &str) -> String {
    say_with(LAST_CARRIED, &[day])
}

/// An hour and minute in Vietnam.
pub(crate) fn clock(at: u64) -> String {
    let minute = u32::try_from((at / 60 + 7 * 60) % (24 * 60)).unwrap_or_default();
    [&(minute / 60).to_string(), ":", &padded(minute % 60, 2)].concat()
}

/// A day in days since 1970.
pub(crate) fn date_of(day: u32) -> String {
    date(wire::day::date(day.try_into().unwrap_or(i32::MAX)))
}

/// A word with one number in the place of its `{}`.
pub(crate) fn say_number(word: Word, number: usize) -> String {
    say_numbers(word, &[number])
}

pub(crate) fn message_part(number: usize, all: usize) -> String {
    match all {
        1 => say(DRAFT_MESSAGE).to_owned(),
        _ => say_numbers(MESSAGE_PART, &[number, all]),
    }
}

/// A text or picture among several, or the whole.
pub(crate) fn of_draft(whole: Word, one: Word, number: usize, all: usize) -> String {
    match all {
        1 => say(whole).to_owned(),
        _ => say_numbers(one, &[number, all]),
    }
}
