//! A lesson keeps answers and the video's position, and marks itself done.

use std::{cell::Cell, rc::Rc};

use leptos::prelude::AnyView;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlMediaElement};

use super::{
    book::{Book, backup, keep_backup},
    element::{element, live, nothing, show, text},
    progress::Progress,
    quiz,
};
use crate::{
    browser::{
        clock,
        document::{document, find, find_all, listen, record_page, target, window},
    },
    state::{
        backup::{due, reminded},
        day::day,
        progress::{LessonState, finish, finished, is_near_end, keep_position, resume_at, state},
    },
    words,
};

/// Seconds between two savings of the video's position while it plays.
const SAVE_EVERY: u32 = 5;

pub(crate) fn mount(article: &HtmlElement) {
    let Some(lesson) = article.get_attribute("data-lesson") else {
        return;
    };
    let progress = Progress::open();
    let fieldsets: Vec<HtmlElement> = find_all(article, "[data-question]");
    let questions: Rc<[String]> = fieldsets
        .iter()
        .filter_map(|set| set.get_attribute("data-question"))
        .collect();
    for fieldset in fieldsets {
        quiz::mount(fieldset, &lesson, &progress, &questions);
    }
    let video = find::<HtmlMediaElement>(article, "[data-video]");
    let resumed = video.and_then(|video| mount_video(&video, &lesson, &progress));
    if let Some(place) = find::<HtmlElement>(article, "[data-lesson-status]") {
        mount_status(place, lesson, progress, resumed);
    }
}

fn mount_status(place: HtmlElement, lesson: String, progress: Progress, resumed: Option<u32>) {
    let (clicked, clicked_lesson, region) = (progress.clone(), lesson.clone(), place.clone());
    listen(&place, "click", move |event| {
        if target(&event).is_some_and(|target| target.matches("button").unwrap_or(false)) {
            clicked.change(&mut |record| finish(record, &clicked_lesson, day(clock::now())));
            // The button goes; who came by keyboard stays at this place of the page.
            if let Some(status) = find::<HtmlElement>(&region, "[role=status]") {
                let _ = status.focus();
            }
        }
    });
    let noticed = progress.clone();
    let notice = live(move || match noticed.notice() {
        Some(words) => element("P", &[("class", "notice"), ("role", "status")], vec![text(words)]),
        None => nothing(),
    });
    let reminder = reminder(progress.clone());
    let resume = resumed.map_or_else(nothing, |seconds| {
        element("P", &[("class", "quiet")], vec![text(&words::resume(seconds))])
    });
    let is_done = move || progress.look(|record| state(record, &lesson) == LessonState::Done);
    let is_open = is_done.clone();
    let done = live(move || match is_done() {
        true => element("P", &[("class", "done-mark")], vec![text(words::say(words::DONE))]),
        false => nothing(),
    });
    let button = live(move || match is_open() {
        true => nothing(),
        false => element(
            "BUTTON",
            &[("class", "button"), ("type", "button")],
            vec![text(words::say(words::MARK_DONE))],
        ),
    });
    // The region is there before its words, so that a screen reader announces them.
    let done = element("DIV", &[("role", "status"), ("tabindex", "-1")], vec![done]);
    show(place, vec![notice, resume, done, button, reminder]);
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

/// Restores and keeps the position; gives the second at which the video goes on.
fn mount_video(video: &HtmlMediaElement, lesson: &str, progress: &Progress) -> Option<u32> {
    let resumed = match video.current_time() > 0.0 {
        true => None,
        false => progress.peek(|record| resume_at(record, lesson)),
    };
    if let Some(seconds) = resumed {
        video.set_current_time(f64::from(seconds));
    }
    let saved = Rc::new(Cell::new(resumed.unwrap_or(0)));
    let save = {
        let (video, progress, lesson) = (video.clone(), progress.clone(), lesson.to_owned());
        Rc::new(move |at_least: u32| {
            // A video seen to its end begins anew next time.
            let seconds = if video.ended() {
                0
            } else {
                whole_seconds(video.current_time())
            };
            if seconds.abs_diff(saved.get()) >= at_least {
                saved.set(seconds);
                progress.note(&mut |record| keep_position(record, &lesson, seconds, clock::now()));
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
