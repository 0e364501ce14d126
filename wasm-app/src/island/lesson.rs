//! A lesson keeps answers and the video's position, and marks itself done.

use std::{cell::Cell, rc::Rc};

use leptos::prelude::{ClassAttribute, ElementChild, GlobalAttributes, IntoAny, OnAttribute, mount_to, view};
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlMediaElement};

use super::progress::Progress;
use crate::{
    browser::{
        clock,
        document::{find, find_all, listen, window},
    },
    state::progress::{LessonState, answer, day, finish, finish_if_solved, keep_position, resume_at, state},
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
    for fieldset in &fieldsets {
        mount_question(fieldset, &lesson, &progress, &questions);
    }
    let resumed =
        find::<HtmlMediaElement>(article, "[data-video]").and_then(|video| mount_video(&video, &lesson, &progress));
    if let Some(place) = find::<HtmlElement>(article, "[data-lesson-status]") {
        mount_status(place, lesson, progress, resumed);
    }
}

fn mount_status(place: HtmlElement, lesson: String, progress: Progress, resumed: Option<u32>) {
    let noticed = progress.clone();
    let notice = move || {
        noticed
            .notice()
            .map(|text| view! { <p class="notice" role="status">{text}</p> })
    };
    let done = move || {
        if state(&progress.record(), &lesson) == LessonState::Done {
            return view! { <p class="done-mark" role="status">{words::DONE}</p> }.into_any();
        }
        let (progress, lesson) = (progress.clone(), lesson.clone());
        let mark = move |_| progress.change(|record| finish(record, &lesson, day(clock::now())));
        view! { <button type="button" class="button" on:click=mark>{words::MARK_DONE}</button> }.into_any()
    };
    let resume = resumed.map(|seconds| view! { <p class="quiet">{words::resume(seconds)}</p> });
    mount_to(place, move || view! { {notice}{resume}{done} }).forget();
}

fn mount_question(fieldset: &HtmlElement, lesson: &str, progress: &Progress, questions: &Rc<[String]>) {
    let Some(question) = fieldset.get_attribute("data-question") else {
        return;
    };
    let Some(details) = find::<Element>(fieldset, "[data-answer]") else {
        return;
    };
    let Some(right) = details
        .get_attribute("data-answer")
        .and_then(|index| index.parse::<u8>().ok())
    else {
        return;
    };
    let radios: Vec<HtmlInputElement> = find_all(fieldset, "input[type=radio]");
    let kept = progress
        .record()
        .lessons
        .get(lesson)
        .and_then(|lesson| lesson.answers.get(&question))
        .map(|kept| kept.choice);
    for radio in &radios {
        let Ok(choice) = radio.value().parse::<u8>() else {
            continue;
        };
        // What was chosen before the client came is an answer too.
        let keep = {
            let (progress, lesson, question, questions) =
                (progress.clone(), lesson.to_owned(), question.clone(), questions.clone());
            move || {
                let now = clock::now();
                progress.change(|record| {
                    answer(record, &lesson, &question, choice, choice == right, now);
                    finish_if_solved(record, &lesson, &questions, day(now));
                });
            }
        };
        if radio.checked() {
            keep();
        } else if kept == Some(choice) && radios.iter().all(|radio| !radio.checked()) {
            radio.set_checked(true);
        }
        listen(radio, "change", move |_| keep());
    }
    if let Some(place) = find::<HtmlElement>(fieldset, "[data-feedback]") {
        mount_feedback(place, &details, lesson.to_owned(), question, right, progress.clone());
    }
}

fn mount_feedback(
    place: HtmlElement,
    details: &Element,
    lesson: String,
    question: String,
    right: u8,
    progress: Progress,
) {
    let text = |element: Element| element.text_content().unwrap_or_default().trim().to_owned();
    let reasons: Vec<String> = find_all::<Element>(details, "[data-reason] [data-reason-text]")
        .into_iter()
        .map(text)
        .collect();
    let law = find::<Element>(details, "[data-law]").map(text).unwrap_or_default();
    let feedback = move || {
        let record = progress.record();
        let answer = record
            .lessons
            .get(&lesson)
            .and_then(|lesson| lesson.answers.get(&question))?;
        let correct = answer.choice == right;
        let class = if correct {
            "quiz-feedback right"
        } else {
            "quiz-feedback wrong"
        };
        let verdict = if correct { words::RIGHT } else { words::WRONG };
        let reason = reasons.get(usize::from(answer.choice)).cloned();
        let law = correct.then(|| law.clone());
        Some(view! { <p class=class><strong>{verdict}</strong>" "{reason}" "{law}</p> })
    };
    // The region is there before its words, so that a screen reader announces them.
    mount_to(place, move || view! { <div role="status">{feedback}</div> }).forget();
}

/// Restores and keeps the position; gives the second at which the video goes on.
fn mount_video(video: &HtmlMediaElement, lesson: &str, progress: &Progress) -> Option<u32> {
    let resumed = if video.current_time() > 0.0 {
        None
    } else {
        resume_at(&progress.record(), lesson, None)
    };
    if let Some(seconds) = resumed {
        video.set_current_time(f64::from(seconds));
    }
    let saved = Rc::new(Cell::new(resumed.unwrap_or(0)));
    let save = {
        let (video, progress, lesson) = (video.clone(), progress.clone(), lesson.to_owned());
        move |at_least: u32| {
            let seconds = whole_seconds(video.current_time());
            if seconds.abs_diff(saved.get()) >= at_least {
                saved.set(seconds);
                progress.change(|record| keep_position(record, &lesson, seconds, clock::now()));
            }
        }
    };
    let (while_playing, when_paused, when_leaving) = (save.clone(), save.clone(), save);
    listen(video, "timeupdate", move |_| while_playing(SAVE_EVERY));
    listen(video, "pause", move |_| when_paused(1));
    if let Some(window) = window() {
        listen(&window, "pagehide", move |_| when_leaving(1));
    }
    // A video left at its very end starts anew; its length is known only now.
    let (ended, progress, lesson) = (video.clone(), progress.clone(), lesson.to_owned());
    listen(video, "loadedmetadata", move |_| {
        let duration = Some(whole_seconds(ended.duration()));
        if resumed.is_some() && resume_at(&progress.record(), &lesson, duration).is_none() {
            ended.set_current_time(0.0);
        }
    });
    resumed
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // `as` saturates, and NaN becomes 0
fn whole_seconds(seconds: f64) -> u32 {
    seconds as u32
}
