//! A course shows how many of its lessons are done.

use web_sys::HtmlElement;

use super::{
    element::{element, live, nothing, show, text},
    progress::Progress,
};
use crate::{
    browser::document::{find, find_all},
    state::progress::{LessonState, state},
    words,
};

pub(crate) fn mount(section: &HtmlElement) {
    let progress = Progress::open();
    let items: Vec<HtmlElement> = find_all(section, "li[data-lesson]");
    let mut lessons = Vec::with_capacity(items.len());
    for item in &items {
        let Some(lesson) = item.get_attribute("data-lesson") else {
            continue;
        };
        if let Some(place) = find::<HtmlElement>(item, "[data-lesson-mark]") {
            mark(place, lesson.clone(), progress.clone());
        }
        lessons.push(lesson);
    }
    if let Some(place) = find::<HtmlElement>(section, "[data-course-progress]") {
        let summary =
            live(move || text(&progress.look(|record| words::progress(done(record, &lessons), lessons.len()))));
        show(place, vec![element("STRONG", &[], vec![summary])]);
    }
}

fn mark(place: HtmlElement, lesson: String, progress: Progress) {
    let mark = live(move || match progress.look(|record| state(record, &lesson)) {
        LessonState::Done => element("SPAN", &[("class", "done-mark")], vec![text(words::say(words::DONE))]),
        LessonState::Started => element("SPAN", &[("class", "quiet")], vec![text(words::say(words::STARTED))]),
        LessonState::Untouched => nothing(),
    });
    show(place, vec![mark]);
}

fn done(record: &wire::record::Record, lessons: &[String]) -> usize {
    lessons
        .iter()
        .filter(|lesson| state(record, lesson) == LessonState::Done)
        .count()
}
