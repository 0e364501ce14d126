//! The lessons of a course, as pages list them.

use web_sys::Element;

use crate::{browser::document::find_all, state::ledger::Lesson};

/// The items of a course's list, and what each says of its lesson.
pub(super) fn lessons(course: &Element) -> Vec<(Element, Lesson)> {
    let items: Vec<Element> = find_all(course, "li[data-lesson]");
    items.into_iter().map(|item| (item.clone(), lesson(&item))).collect()
}

fn lesson(item: &Element) -> Lesson {
    let read = |name: &str| item.get_attribute(name).unwrap_or_default();
    Lesson {
        name: read("data-lesson"),
        seconds: read("data-seconds").parse().unwrap_or_default(),
        questions: read("data-questions")
            .split_ascii_whitespace()
            .map(str::to_owned)
            .collect(),
        is_over: item.class_list().contains("expired"),
    }
}
