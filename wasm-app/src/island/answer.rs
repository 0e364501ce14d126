//! How the assistant shows what it knows: what it says, questions asked last, the answer, a list, whom to ask instead.
//!
//! Each part is a place of its own, which is empty or shows one element. Within a part, an element's attributes always
//! have the same names in the same order: Leptos compares them by their place.

use std::cell::{Cell, RefCell};

use leptos::prelude::AnyView;
use web_sys::HtmlElement;
use wire::{
    catalogue::{Card, Entry},
    day::date,
    gaps::Verdict,
};

use super::{
    element::{Shown, element, nothing, text},
    memory::Memory,
};
use crate::{
    browser::document::encoded,
    state::{
        assistant::{Assistant, Status},
        people::People,
    },
    words::{self, Word, say, say_with},
};

pub(super) const LIST_ID: &str = "ket-qua-tim";

/// All that the widget knows.
pub(super) struct Desk {
    pub(super) assistant: Assistant,
    pub(super) memory: Memory,
    pub(super) people: People,
    /// Words that could not be handed over, for the member to copy by hand.
    pub(super) to_copy: String,
}

impl Desk {
    /// Keeps a question asked outright, and that it has no sure answer.
    pub(super) fn settle(&mut self) {
        let Some(settled) = self.assistant.settle() else {
            return;
        };
        let mut notice = self.memory.remember(&settled.question);
        if !settled.answered {
            let judged = self.memory.judge(&settled.question, &settled.page, Verdict::Unanswered);
            notice = notice.or(judged);
        }
        if let Some(notice) = notice {
            self.assistant.say(notice);
        }
    }

    /// Keeps what the member thinks of the answer.
    pub(super) fn judge(&mut self, verdict: Verdict) {
        let page = self.assistant.card().map(|(entry, _)| entry.href.clone());
        let notice = self
            .memory
            .judge(self.assistant.question(), &page.unwrap_or_default(), verdict);
        let thanks = match verdict {
            Verdict::Useful => words::THANKS,
            _ => words::SORRY,
        };
        self.assistant.judged(verdict == Verdict::Useful);
        self.assistant.say(notice.unwrap_or_else(|| say(thanks)));
    }

    /// The question, as it is put to people.
    pub(super) fn to_union(&self) -> String {
        say_with(words::QUESTION_TO_UNION, &[self.assistant.question()])
    }

    /// True while the panel shows anything.
    pub(super) fn is_shown(&self) -> bool {
        self.assistant.status() != Status::Silent || self.shows_recent()
    }

    fn shows_recent(&self) -> bool {
        let assistant = &self.assistant;
        assistant.is_open() && assistant.is_empty() && !self.memory.recent.questions().is_empty()
    }
}

/// What is known and how it is shown, and with which addresses.
pub(super) struct View {
    root: String,
    /// Address of the page with every question, below the root.
    list: String,
    is_page: bool,
    pub(super) desk: RefCell<Desk>,
    /// None while it is being changed.
    shown: Cell<Option<Shown>>,
    /// Something changed meanwhile.
    again: Cell<bool>,
}

impl View {
    pub(super) fn new(place: &HtmlElement, root: String, list: String, is_page: bool, desk: Desk) -> Self {
        let view = Self {
            root,
            list,
            is_page,
            desk: RefCell::new(desk),
            shown: Cell::default(),
            again: Cell::default(),
        };
        let parts = view.parts();
        view.shown.set(Some(Shown::new(place, parts)));
        view
    }

    /// Shows what the desk holds now.
    pub(super) fn update(&self) {
        self.again.set(true);
        // An element that goes away may lose the focus, which changes the desk: that is shown by the call under way.
        let Some(mut shown) = self.shown.take() else {
            return;
        };
        while self.again.take() {
            shown.change(self.parts());
        }
        self.shown.set(Some(shown));
    }

    fn parts(&self) -> Vec<AnyView> {
        vec![
            // The region is there before its words, so that a screen reader announces them.
            element(
                "P",
                &[("class", "search-status"), ("role", "status")],
                vec![text(&self.status())],
            ),
            self.hints(),
            self.recent(),
            self.answer(),
            self.people(true),
            self.beside(),
            self.results(),
            self.people(false),
        ]
    }

    fn status(&self) -> String {
        let desk = self.desk.borrow();
        match (desk.assistant.note(), desk.assistant.status()) {
            ("", Status::Waiting) => say(words::WAITING).to_owned(),
            ("", Status::Nothing) => say(words::NOTHING_FOUND).to_owned(),
            ("", Status::Unsure(0)) => say(words::UNSURE).to_owned(),
            ("", Status::Unsure(count)) => say_with(words::UNSURE_NEAREST, &[&count.to_string()]),
            ("", Status::Found(count)) => say_with(words::FOUND, &[&count.to_string()]),
            (note, _) => note.to_owned(),
        }
    }

    /// Words to copy by hand; how the question was read; what to do when nothing was found or nothing came.
    fn hints(&self) -> AnyView {
        let desk = self.desk.borrow();
        if desk.assistant.is_open() && !desk.to_copy.is_empty() {
            return element("PRE", &[("class", "search-hint")], vec![text(&desk.to_copy)]);
        }
        let words = match (desk.assistant.status(), desk.assistant.understood()) {
            (Status::Nothing, _) => around(words::TRY_FEWER_WORDS, self.whole_list()),
            (Status::Failed, _) => around(words::FAILED, self.whole_list()),
            (_, Some(understood)) => {
                let mut words = around(words::UNDERSTOOD, element("STRONG", &[], vec![text(understood)]));
                words.push(text(" "));
                words.push(button("quiet-button", "as-typed", say(words::AS_TYPED)));
                words
            }
            _ => return nothing(),
        };
        element("P", &[("class", "search-hint")], words)
    }

    fn whole_list(&self) -> AnyView {
        self.link("", &self.list, say(words::IN_THE_LIST))
    }

    fn recent(&self) -> AnyView {
        let desk = self.desk.borrow();
        if !desk.shows_recent() {
            return nothing();
        }
        let recent = desk.memory.recent.questions().iter();
        let recent = recent.map(|question| element("LI", &[], vec![button("recent", "recent", question)]));
        let mut acts = vec![button("quiet-button", "forget", say(words::FORGET))];
        acts.extend(send(&desk));
        section(
            "asked",
            say(words::RECENT),
            vec![
                element("UL", &[], recent.collect()),
                element("P", &[("class", "acts")], acts),
            ],
        )
    }

    fn answer(&self) -> AnyView {
        let desk = self.desk.borrow();
        let Some((entry, card)) = desk.assistant.card() else {
            return nothing();
        };
        let mut parts = Vec::new();
        if desk.assistant.is_to_come(entry) {
            let from = say_with(words::TO_COME, &[&words::date(date(entry.from.unwrap_or_default()))]);
            parts.push(paragraph("notice", &from));
        }
        parts.push(paragraph("answer-text", &card.text));
        parts.extend(basis(card));
        parts.push(element(
            "P",
            &[("class", "acts")],
            vec![self.link("button", &entry.href, say(words::READ_ON))],
        ));
        if desk.assistant.useful().is_none() {
            let asked = vec![
                element("SPAN", &[], vec![text(say(words::IS_IT_USEFUL))]),
                button("quiet-button", "yes", say(words::YES)),
                button("quiet-button", "no", say(words::NO)),
            ];
            parts.push(element("P", &[("class", "acts")], asked));
        }
        section("answer-card", &entry.title, parts)
    }

    /// Near questions, and policies and lessons to go on with.
    fn beside(&self) -> AnyView {
        let desk = self.desk.borrow();
        let Some((_, card)) = desk.assistant.card() else {
            return nothing();
        };
        let mut parts = Vec::new();
        for (name, documents) in [(words::NEAR, &card.near), (words::FURTHER, &card.further)] {
            let entries = desk.assistant.named(documents);
            if entries.is_empty() {
                continue;
            }
            let lines = entries.into_iter().map(|entry| {
                let title = element("SPAN", &[], vec![text(&entry.title)]);
                let link = self.link_around("", &entry.href, vec![title]);
                element("LI", &[], vec![link])
            });
            let lines = element("UL", &[("class", "rows")], lines.collect());
            parts.push(section("beside", say(name), vec![lines]));
        }
        element("DIV", &[], parts)
    }

    fn results(&self) -> AnyView {
        let desk = self.desk.borrow();
        let assistant = &desk.assistant;
        let entries = assistant.shown();
        if entries.is_empty() {
            return nothing();
        }
        let items = entries
            .iter()
            .enumerate()
            .map(|(at, entry)| {
                self.result(
                    entry,
                    assistant.marked(&entry.title),
                    at,
                    assistant.active() == Some(at),
                )
            })
            .collect();
        let attributes = [
            ("class", "results"),
            ("aria-label", say(words::RESULTS)),
            ("role", "listbox"),
            ("id", LIST_ID),
        ];
        let list = element("UL", if self.is_page { &attributes[..2] } else { &attributes }, items);
        let name = match assistant.status() {
            Status::Unsure(_) => words::NEAREST,
            _ if assistant.card().is_some() => words::OTHERS,
            _ => return list,
        };
        section("beside", say(name), vec![list])
    }

    fn result(&self, entry: &Entry, marks: Vec<(bool, String)>, at: usize, selected: bool) -> AnyView {
        let lines = vec![
            element("SPAN", &[("class", "result-title")], marked(marks)),
            element(
                "SPAN",
                &[("class", "result-meta")],
                vec![text(say(words::KINDS[entry.kind as usize]))],
            ),
        ];
        let href = [&self.root, entry.href.as_str()].concat();
        if self.is_page {
            return element(
                "LI",
                &[("class", "result")],
                vec![element("A", &[("href", &href)], lines)],
            );
        }
        let link = element("A", &[("href", &href), ("tabindex", "-1")], lines);
        let attributes = [
            ("class", "result"),
            ("role", "option"),
            ("id", &option_id(at)),
            ("aria-selected", if selected { "true" } else { "false" }),
        ];
        element("LI", &attributes, vec![link])
    }

    /// Whom to ask: beside an answer that was of no use, or behind the nearest questions when no answer is sure.
    fn people(&self, beside_answer: bool) -> AnyView {
        let desk = self.desk.borrow();
        let is_needed = match desk.assistant.status() {
            Status::Unsure(_) | Status::Nothing => !beside_answer,
            Status::Found(_) => beside_answer && desk.assistant.useful() == Some(false),
            _ => false,
        };
        if !is_needed {
            return nothing();
        }
        let people = &desk.people;
        let mut acts = Vec::new();
        if !people.phone.is_empty() {
            acts.push(link("button", &people.call(), &say_with(words::CALL, &[&people.phone])));
        }
        let message = people.message(&encoded(&desk.to_union()));
        acts.push(link("button plain", &message, say(words::MESSAGE)));
        if !people.zalo.is_empty() {
            acts.push(link("button plain", &people.chat(), say(words::CHAT)));
        }
        acts.push(button("button plain", "copy", say(words::COPY)));
        let mut parts = vec![paragraph(
            "quiet",
            if people.name.is_empty() {
                say(words::ASK_AT_WORK)
            } else {
                &people.name
            },
        )];
        parts.push(element("P", &[("class", "acts")], acts));
        parts.extend(send(&desk).map(|send| element("P", &[("class", "acts")], vec![send])));
        section("people", say(words::ASK_PEOPLE), parts)
    }

    fn link(&self, class: &str, href: &str, words: &str) -> AnyView {
        self.link_around(class, href, vec![text(words)])
    }

    fn link_around(&self, class: &str, href: &str, words: Vec<AnyView>) -> AnyView {
        element("A", &[("class", class), ("href", &[&self.root, href].concat())], words)
    }
}

/// The law, from when it is in force, and when the answer was compared with it.
fn basis(card: &Card) -> Vec<AnyView> {
    let mut lines = Vec::new();
    if !card.law.is_empty() {
        lines.push(paragraph("answer-law", &[&card.law, ", ", &card.article].concat()));
    }
    let mut days = String::new();
    for (name, day) in [
        (words::IN_FORCE_FROM, card.in_force_from),
        (words::REVIEWED, card.reviewed),
    ] {
        if let Some(day) = day {
            if !days.is_empty() {
                days.push_str(" · ");
            }
            days.push_str(&say_with(name, &[&words::date(date(day))]));
        }
    }
    if !days.is_empty() {
        lines.push(paragraph("quiet", &days));
    }
    lines
}

/// The button that hands over what has no good answer, when there is anything.
fn send(desk: &Desk) -> Option<AnyView> {
    (!desk.memory.to_send().is_empty()).then(|| button("quiet-button", "send", say(words::SEND)))
}

fn section(class: &str, name: &str, mut parts: Vec<AnyView>) -> AnyView {
    parts.insert(0, element("H2", &[], vec![text(name)]));
    element("SECTION", &[("class", class)], parts)
}

/// A word with a view in the place of its `{}`.
fn around(word: Word, view: AnyView) -> Vec<AnyView> {
    let (before, behind) = words::around(say(word));
    vec![text(before), view, text(behind)]
}

fn paragraph(class: &str, words: &str) -> AnyView {
    element("P", &[("class", class)], vec![text(words)])
}

fn link(class: &str, href: &str, words: &str) -> AnyView {
    element("A", &[("class", class), ("href", href)], vec![text(words)])
}

/// A tap on it is heard by the form.
fn button(class: &str, act: &str, words: &str) -> AnyView {
    let attributes = [("class", class), ("type", "button"), ("data-act", act)];
    element("BUTTON", &attributes, vec![text(words)])
}

fn marked(parts: Vec<(bool, String)>) -> Vec<AnyView> {
    let parts = parts.into_iter();
    parts
        .map(|(hit, part)| match hit {
            true => element("MARK", &[], vec![text(&part)]),
            false => text(&part),
        })
        .collect()
}

pub(super) fn option_id(at: usize) -> String {
    [LIST_ID, "-", &at.to_string()].concat()
}
