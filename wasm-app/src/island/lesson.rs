//! A lesson keeps answers, what was read and watched and where, and tells what is missing for it to be done.

use std::{cell::Cell, rc::Rc};

use leptos::prelude::AnyView;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlMediaElement};

use super::{
    book::{Book, backup, keep_backup},
    element::{element, live, nothing, show, text},
    progress::Progress,
    quiz,
};
use crate::{
    browser::{
        clock,
        document::{document, find, find_all, listen, record_page, window},
    },
    state::{
        backup::{due, reminded},
        day::day,
        progress::{
            LessonState, Task, finish_if_due, finished, is_near_end, keep_position, missing, read_to_end, resume_at,
            state, watch,
        },
    },
    words,
};

/// Seconds between two savings of the video's position while it plays.
const SAVE_EVERY: u32 = 5;

pub(crate) fn mount(article: &HtmlElement) {
    let Some(task) = task(article).map(Rc::new) else {
        return;
    };
    let progress = Progress::open();
    for fieldset in find_all(article, QUESTION) {
        quiz::mount(fieldset, &task, &progress, false);
    }
    let mut resumed = None;
    for media in find_all::<HtmlMediaElement>(article, MEDIA) {
        resumed = resumed.max(mount_media(&media, &task, &progress));
    }
    hear_reading(article, &task, &progress);
    if let Some(place) = find::<HtmlElement>(article, "[data-lesson-status]") {
        mount_status(place, task, progress, resumed);
    }
}

/// Video or sound: both count as the same.
const MEDIA: &str = "[data-video], [data-sound]";
const QUESTION: &str = "[data-question]";

/// What the page asks of its learner.
pub(super) fn task(article: &Element) -> Option<Task> {
    let questions: Vec<Element> = find_all(article, QUESTION);
    let edition = article.get_attribute("data-edition");
    let video = find::<Element>(article, MEDIA).and_then(|video| video.get_attribute("data-seconds"));
    Some(Task {
        lesson: article.get_attribute("data-lesson")?,
        edition: edition.and_then(|edition| edition.parse().ok()).unwrap_or_default(),
        questions: questions
            .iter()
            .filter_map(|question| question.get_attribute("data-question"))
            .collect(),
        video: video.and_then(|seconds| seconds.parse().ok()),
    })
}

/// The loader sees the end of the text come onto the screen, maybe before the client is here.
fn hear_reading(article: &HtmlElement, task: &Rc<Task>, progress: &Progress) {
    let (page, task, progress) = (article.clone(), task.clone(), progress.clone());
    let keep = move || {
        if page.has_attribute("data-read") && progress.look(|record| missing(record, &task).reading) {
            progress.note(&mut |record| {
                read_to_end(record, &task);
                finish_if_due(record, &task, day(clock::now()));
            });
        }
    };
    keep();
    // Reading alone brings back no trace that was erased in another tab; with her next answer it counts again.
    for event in ["read", "change", "click"] {
        let keep = keep.clone();
        listen(article, event, move |_| keep());
    }
}

fn mount_status(place: HtmlElement, task: Rc<Task>, progress: Progress, resumed: Option<u32>) {
    let noticed = progress.clone();
    let notice = live(move || match noticed.notice() {
        Some(words) => element("P", &[("class", "notice"), ("role", "status")], vec![text(words)]),
        None => nothing(),
    });
    let reminder = reminder(progress.clone());
    let resume = resumed.map_or_else(nothing, |seconds| {
        element("P", &[("class", "quiet")], vec![text(&words::resume(seconds))])
    });
    let (lesson, done_progress) = (task.lesson.clone(), progress.clone());
    let done = live(move || match done_progress.look(|record| state(record, &lesson)) {
        LessonState::Done => element("P", &[("class", "done-mark")], vec![text(words::say(words::DONE))]),
        _ => nothing(),
    });
    // The region is there before its words, so that a screen reader announces them.
    let done = element("DIV", &[("role", "status")], vec![done]);
    show(
        place,
        vec![notice, resume, done, rule(Task::clone(&task), progress), reminder],
    );
}

/// When the lesson is done, and what is missing for it; nothing once it is.
fn rule(task: Task, progress: Progress) -> AnyView {
    live(move || {
        let (state, missing) = progress.look(|record| (state(record, &task.lesson), missing(record, &task)));
        if state == LessonState::Done {
            return nothing();
        }
        let part = |is_met: bool, words: &str| {
            let class = if is_met { "met" } else { "open" };
            let mark = if is_met { words::say(words::RULE_MET) } else { "" };
            element("LI", &[("class", class)], vec![text(&[words, mark].concat())])
        };
        let reading = match task.video {
            Some(_) => words::RULE_READ_OR_WATCHED,
            None => words::RULE_READ,
        };
        let quiz = words::rule_quiz(task.questions.len() - missing.questions, task.questions.len());
        let parts = vec![
            part(!missing.reading, words::say(reading)),
            part(missing.questions == 0, &quiz),
        ];
        let rule = element("P", &[], vec![text(words::say(words::RULE))]);
        element("DIV", &[("class", "rule")], vec![rule, element("UL", &[], parts)])
    })
}

/// Asks for a backup when it is time, and goes on saying so until the page is left; then not before the next time.
fn reminder(progress: Progress) -> AnyView {
    let asked = Cell::new(None);
    live(move || {
        let finished = progress.look(finished);
        if let Some(unsaved) = due(finished, backup()) {
            keep_backup(reminded(finished, backup()));
            asked.set(Some(unsaved));
        }
        let Some(unsaved) = asked.get() else {
            return nothing();
        };
        let link = element(
            "A",
            &[("href", &record_page())],
            vec![text(words::say(words::OPEN_RECORD))],
        );
        let said = text(&[&words::unsaved(unsaved), " "].concat());
        element("P", &[("class", "notice")], vec![said, link])
    })
}

/// The stretch that is being watched: a jump ends it.
#[derive(Default)]
struct Stretch {
    from: Cell<f64>,
    to: Cell<f64>,
}

/// Seconds between two signs of a playing video that are no jump, at double speed and on a slow phone.
const NO_JUMP: f64 = 3.0;

impl Stretch {
    /// The video is at this second. Gives what was watched before a jump.
    fn at(&self, now: f64) -> Option<(u32, u32)> {
        let (from, to) = (self.from.get(), self.to.replace(now));
        if (0.0..NO_JUMP).contains(&(now - to)) {
            return None;
        }
        self.from.set(now);
        Some((whole_seconds(from), whole_seconds(to)))
    }

    /// What was watched so far; what follows joins it.
    fn taken(&self) -> (u32, u32) {
        let to = whole_seconds(self.to.get());
        (whole_seconds(self.from.replace(to.into())), to)
    }
}

/// Restores and keeps the position and what was watched; gives the second at which the video goes on.
fn mount_media(video: &HtmlMediaElement, task: &Rc<Task>, progress: &Progress) -> Option<u32> {
    let resumed = match video.current_time() > 0.0 {
        true => None,
        false => progress.peek(|record| resume_at(record, &task.lesson)),
    };
    if let Some(seconds) = resumed {
        video.set_current_time(f64::from(seconds));
    }
    let saved = Rc::new(Cell::new(resumed.unwrap_or(0)));
    let stretch = Rc::new(Stretch::default());
    let save = {
        let (video, progress, task) = (video.clone(), progress.clone(), task.clone());
        Rc::new(move |at_least: u32| {
            let before_jump = stretch.at(video.current_time());
            // A video seen to its end begins anew next time.
            let seconds = if video.ended() {
                0
            } else {
                whole_seconds(video.current_time())
            };
            if seconds.abs_diff(saved.get()) >= at_least || before_jump.is_some() {
                saved.set(seconds);
                let watched = [before_jump.unwrap_or_default(), stretch.taken()];
                progress.note(&mut |record| {
                    keep_position(record, &task.lesson, seconds, clock::now());
                    for (from, to) in watched {
                        watch(record, &task, from, to);
                    }
                    finish_if_due(record, &task, day(clock::now()));
                });
            }
        })
    };
    let leaving = window();
    let hidden = document();
    let moments = [
        (Some(video.unchecked_ref()), "timeupdate", SAVE_EVERY),
        (Some(video.unchecked_ref()), "pause", 1),
        (Some(video.unchecked_ref()), "ended", 1),
        (leaving.as_ref(), "pagehide", 1),
        // The last that a phone tells of a page before it may end the browser.
        (hidden.as_ref(), "visibilitychange", 1),
    ];
    for (target, event, at_least) in moments {
        let save = save.clone();
        if let Some(target) = target {
            listen(target, event, move |_| save(at_least));
        }
    }
    begin_anew_at_the_end(video, resumed);
    resumed
}

/// A video left at its very end starts anew; its length is known only when it is loaded.
fn begin_anew_at_the_end(video: &HtmlMediaElement, resumed: Option<u32>) {
    let Some(seconds) = resumed else { return };
    let loaded = video.clone();
    listen(video, "loadedmetadata", move |_| {
        if is_near_end(seconds, whole_seconds(loaded.duration())) {
            loaded.set_current_time(0.0);
        }
    });
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // `as` saturates, and NaN becomes 0
fn whole_seconds(seconds: f64) -> u32 {
    seconds as u32
}
