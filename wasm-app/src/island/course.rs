//! A course shows how many of its lessons are done, how long the rest takes, and which lesson comes next.

use web_sys::{Element, HtmlElement};
use wire::record::Record;

use super::{
    element::{element, live, nothing, show, text},
    outline::lessons,
    progress::Progress,
};
use crate::{
    browser::document::find,
    state::{
        ledger::{Lesson, Sum, next, standing},
        progress::{LessonState, state},
    },
    words,
};

pub(crate) fn mount(section: &HtmlElement) {
    let progress = Progress::open();
    // Its title and address are those of the page's own link.
    let mut all = Vec::new();
    for (item, lesson) in lessons(section) {
        if let Some(place) = find::<HtmlElement>(&item, "[data-lesson-mark]") {
            mark(place, lesson.name.clone(), progress.clone());
        }
        let link = find::<Element>(&item, "a");
        let href = link.as_ref().and_then(|link| link.get_attribute("href"));
        let title = link.and_then(|link| link.text_content());
        all.push((lesson, href.unwrap_or_default(), title.unwrap_or_default()));
    }
    if let Some(place) = find::<HtmlElement>(section, "[data-course-progress]") {
        let summary = live(move || {
            let (sum, next) = progress.look(|record| so_far(record, &all));
            let mut told = vec![words::progress(sum.done, sum.lessons)];
            if sum.left > 0 {
                told.push(words::time_left(sum.left));
            }
            let mut parts = vec![element("STRONG", &[], vec![text(&told.join(", "))])];
            if let Some((_, href, title)) = next.and_then(|at| all.get(at)) {
                let link = element("A", &[("href", href)], vec![text(title)]);
                parts.push(element("BR", &[], vec![]));
                parts.push(text(&[words::say(words::GO_ON), " "].concat()));
                parts.push(link);
            }
            element("SPAN", &[], parts)
        });
        show(place, vec![summary]);
    }
}

/// What is done and left, and the place of the lesson to go on with.
fn so_far(record: &Record, all: &[(Lesson, String, String)]) -> (Sum, Option<usize>) {
    let mut sum = Sum::default();
    let mut told = Vec::with_capacity(all.len());
    for (lesson, ..) in all {
        let standing = standing(record, lesson);
        sum.add(lesson, &standing);
        told.push((lesson.clone(), standing));
    }
    (sum, next(&[told]).map(|(_, lesson)| lesson))
}

fn mark(place: HtmlElement, lesson: String, progress: Progress) {
    let mark = live(move || match progress.look(|record| state(record, &lesson)) {
        LessonState::Done => element("SPAN", &[("class", "done-mark")], vec![text(words::say(words::DONE))]),
        LessonState::Started => element("SPAN", &[("class", "quiet")], vec![text(words::say(words::STARTED))]),
        LessonState::Untouched => nothing(),
    });
    show(place, vec![mark]);
}
