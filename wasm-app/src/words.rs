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

/// A date as readers of day, month and year write it.
pub(crate) fn date((year, month, day): (u32, u32, u32)) -> String {
    [&padded(day, 2), "/", &padded(month, 2), "/", &padded(year, 4)].concat()
}

pub(crate) fn progress(done: usize, all: usize) -> String {
    say_with(PROGRESS, &[&done.to_string(), &all.to_string()])
}

pub(crate) fn resume(seconds: u32) -> String {
    let rest = padded(seconds % 60, 2);
    say_with(RESUME, &[&[&(seconds / 60).to_string(), ":", &rest].concat()])
}
