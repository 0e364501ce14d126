//! A course shows how many of its lessons are done.

use leptos::prelude::{ClassAttribute, ElementChild, IntoAny, mount_to, view};
use web_sys::HtmlElement;

use super::progress::Progress;
use crate::{
    browser::document::{find, find_all},
    state::progress::{LessonState, state},
    words,
};

pub(crate) fn mount(section: &HtmlElement) {
    let progress = Progress::open();
    let items: Vec<HtmlElement> = find_all(section, "li[data-lesson]");
    let lessons: Vec<String> = items
        .iter()
        .filter_map(|item| item.get_attribute("data-lesson"))
        .collect();
    for (item, lesson) in items.iter().zip(lessons.clone()) {
        let Some(place) = find::<HtmlElement>(item, "[data-lesson-mark]") else {
            continue;
        };
        let progress = progress.clone();
        let mark = move || match state(&progress.record(), &lesson) {
            LessonState::Done => view! { <span class="done-mark">{words::DONE}</span> }.into_any(),
            LessonState::Started => view! { <span class="quiet">{words::STARTED}</span> }.into_any(),
            LessonState::Untouched => ().into_any(),
        };
        mount_to(place, move || mark).forget();
    }
    if let Some(place) = find::<HtmlElement>(section, "[data-course-progress]") {
        let done = move || {
            let record = progress.record();
            let done = lessons
                .iter()
                .filter(|lesson| state(&record, lesson) == LessonState::Done)
                .count();
            words::progress(done, lessons.len())
        };
        mount_to(place, move || view! { <strong>{done}</strong> }).forget();
    }
}
