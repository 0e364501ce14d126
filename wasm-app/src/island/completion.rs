//! The part of the record's page that makes a code of a finished lesson or course, for the learner to hand on herself.
//!
//! It says what the code is worth: her own word, or a word with a meeting's code, which the officer has yet to verify.

use std::cell::RefCell;

use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement};
use wire::{completion::CodeError, holder, record::Record};

use super::record::draw;
use crate::{
    browser::{
        clock,
        document::{add, composed, find, listen},
        storage,
    },
    state::{
        completion::{Finished, Own, Unfit, code, course, lesson, meeting},
        ledger::Lesson,
    },
    words::{self, say},
};

/// Where the phone's number lies, see `wire::holder`.
const HOLDER_KEY: &str = "portal.holder.v1";

/// What can be chosen, in the order of the page.
pub(super) struct Codes {
    root: HtmlElement,
    finished: RefCell<Vec<Finished>>,
}

impl Codes {
    /// Takes up the part of the page; `None` where the portal's template has none.
    pub(super) fn find(page: &Element) -> Option<Self> {
        let root: HtmlElement = find(page, "[data-completion]")?;
        // What is shown belongs to what was typed.
        let stale = root.clone();
        listen(&root, "input", move |_| hide(&stale, "[data-completion-shown]", true));
        Some(Self {
            root,
            finished: RefCell::default(),
        })
    }

    /// Offers what the record holds finished, under the names that the page has for it.
    pub(super) fn offer(&self, record: &Record, courses: &[(Element, Vec<Lesson>)]) {
        let mut finished = Vec::new();
        let mut titles = Vec::new();
        for (place, lessons) in courses {
            let name = place.get_attribute("data-course").unwrap_or_default();
            if let Some(whole) = course(record, &name, lessons) {
                titles.push(words::whole_course(&title(place)));
                finished.push(whole);
            }
            for one in lessons {
                let Some(done) = lesson(record, one) else { continue };
                let item = find::<Element>(place, &["[data-lesson='", &one.name, "']"].concat());
                titles.push(item.map_or_else(String::new, |item| title(&item)));
                finished.push(done);
            }
        }
        self.root.set_hidden(finished.is_empty());
        // What is being chosen or read stays.
        if *self.finished.borrow() == finished {
            return;
        }
        if let Some(choice) = find::<Element>(&self.root, "[data-completion-of]") {
            choice.set_text_content(None);
            for (number, title) in titles.iter().enumerate() {
                if let Some(option) = add(&choice, "option", "", title) {
                    let _ = option.set_attribute("value", &number.to_string());
                }
            }
        }
        self.finished.replace(finished);
        hide(&self.root, "[data-completion-shown]", true);
    }

    /// Makes the code of what is chosen, or says why not.
    pub(super) fn make(&self) {
        hide(&self.root, "[data-completion-shown]", true);
        let said = self.made().err().unwrap_or_default();
        if let Some(place) = find::<Element>(&self.root, "[data-completion-said]") {
            place.set_text_content(Some(&said));
        }
    }

    fn made(&self) -> Result<(), String> {
        let finished = self.finished.borrow();
        // A list of choices has its value where an input has it.
        let chosen = find::<HtmlInputElement>(&self.root, "[data-completion-of]");
        let chosen = chosen.and_then(|choice| choice.value().parse().ok());
        let Some(finished) = chosen.and_then(|place: usize| finished.get(place)) else {
            return Ok(());
        };
        let typed = find::<HtmlTextAreaElement>(&self.root, "[data-completion-meeting]");
        let meeting = meeting(&typed.map(|field| field.value()).unwrap_or_default()).map_err(fault_named)?;
        let own = Own {
            holder: kept_holder(),
            name: self.typed("[data-completion-name]"),
            unit: self.typed("[data-completion-unit]"),
        };
        let session = meeting.as_ref().map(|signed| signed.session.clone());
        let worth = match &session {
            None => say(words::COMPLETION_SELF).to_owned(),
            Some(session) => words::with_meeting(&session.place, &words::day(session.from)),
        };
        let text = code(finished, &own, meeting).map_err(|unfit| match (unfit, session) {
            (Unfit::OtherDay, Some(session)) => {
                words::other_day(&[finished.day, session.from, session.until].map(words::day))
            }
            (Unfit::OtherLesson, _) => say(words::MEETING_OTHER_LESSON).to_owned(),
            _ => say(words::COMPLETION_BAD_NAME).to_owned(),
        })?;
        self.show(&text, &worth);
        Ok(())
    }

    fn typed(&self, selector: &str) -> String {
        let field = find::<HtmlInputElement>(&self.root, selector);
        let words = composed(&field.map(|field| field.value()).unwrap_or_default());
        words.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn show(&self, code: &str, worth: &str) {
        if let Some(field) = find::<HtmlTextAreaElement>(&self.root, "[data-completion-code]") {
            field.set_value(code);
        }
        // What became of the code before is no longer true.
        for (selector, words) in [("[data-completion-worth]", worth), ("[data-completion-gone]", "")] {
            if let Some(place) = find::<Element>(&self.root, selector) {
                place.set_text_content(Some(words));
            }
        }
        if let Some(place) = find::<Element>(&self.root, "[data-completion-picture]") {
            place.set_text_content(None);
            draw(&place, code, say(words::COMPLETION_PICTURE));
        }
        hide(&self.root, "[data-completion-shown]", false);
        if let Some(shown) = find::<HtmlElement>(&self.root, "[data-completion-shown]") {
            let _ = shown.focus();
        }
    }
}

/// What the page's own link calls a course or lesson.
fn title(place: &Element) -> String {
    let link = find::<Element>(place, "a");
    link.and_then(|link| link.text_content()).unwrap_or_default()
}

fn hide(root: &Element, selector: &str, is_hidden: bool) {
    if let Some(place) = find::<HtmlElement>(root, selector) {
        place.set_hidden(is_hidden);
    }
}

/// This phone's number; made when it is first needed. Where nothing may be kept, each code has one of its own.
fn kept_holder() -> u64 {
    let kept = storage::read(HOLDER_KEY).ok().flatten();
    kept.and_then(|text| holder::decode(&text)).unwrap_or_else(|| {
        let made = (0..4).fold(0, |number, _| number << 16 | u64::from(clock::chance()));
        let _ = storage::write(HOLDER_KEY, &holder::encode(made));
        made
    })
}

fn fault_named(fault: CodeError) -> String {
    match fault {
        CodeError::OtherKind => say(words::MEETING_NONE).to_owned(),
        CodeError::OtherVersion(version) => words::meeting_of_version(version),
        CodeError::Damaged | CodeError::Malformed | CodeError::BadContent => say(words::MEETING_DAMAGED).to_owned(),
    }
}
