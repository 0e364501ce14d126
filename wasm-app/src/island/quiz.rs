//! A question of a quiz keeps each answer at once, marks it and says why; the page's plain HTML holds all of it.

use std::rc::Rc;

use leptos::prelude::AnyView;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent};
use wire::record::{Answer, Given, Record};

use super::{
    book::{Book, OTHERS_WROTE},
    element::{element, live, nothing, show, text},
    progress::Progress,
};
use crate::{
    browser::{
        clock,
        document::{find, find_all, listen, target, window},
    },
    state::{
        day::day,
        number::{thousandths, written},
        progress::{Task, answer, finish_if_due},
        quiz::{Kind, Reason, Remark, remarks},
    },
    words::{self, say, say_with},
};

/// One question, as the page holds it.
struct Question {
    task: Rc<Task>,
    id: String,
    kind: Kind,
    right: Given,
    fieldset: HtmlElement,
    progress: Progress,
    /// Moment of an answer that is not shown again, as the question is asked anew.
    before: u64,
}

/// Takes up a question of a lesson. Asked `anew`, it shows nothing of earlier answers.
pub(super) fn mount(fieldset: HtmlElement, task: &Rc<Task>, progress: &Progress, anew: bool) {
    let Some(mut question) = Question::find(fieldset, task, progress) else {
        return;
    };
    if anew {
        let kept = |record: &Record| kept_answer(record, &task.lesson, &question.id).map(|answer| answer.at);
        question.before = progress.peek(kept).unwrap_or_default();
    }
    let question = Rc::new(question);
    // What was chosen before the client came is an answer too.
    if question.kind == Kind::One {
        question.keep_given();
    }
    question.restore();
    question.hear();
    if let Some(window) = window() {
        for event in OTHERS_WROTE {
            let question = question.clone();
            listen(&window, event, move |_| question.restore());
        }
    }
    if let Some(place) = find::<HtmlElement>(&question.fieldset, "[data-feedback]") {
        mount_feedback(place, &question);
    }
}

impl Question {
    fn find(fieldset: HtmlElement, task: &Rc<Task>, progress: &Progress) -> Option<Self> {
        let kind = Kind::named(&fieldset.get_attribute("data-kind")?)?;
        let right = find::<Element>(&fieldset, "[data-answer]")?.get_attribute("data-answer")?;
        let right = match kind {
            Kind::Number => Given::Number(right.parse().ok()?),
            _ => Given::Choices(right.split(',').map(str::parse).collect::<Result<_, _>>().ok()?),
        };
        Some(Self {
            task: task.clone(),
            id: fieldset.get_attribute("data-question")?,
            kind,
            right,
            fieldset,
            progress: progress.clone(),
            before: 0,
        })
    }

    /// Hears what the learner does; what needs the client for it is shown now.
    fn hear(self: &Rc<Self>) {
        for part in find_all::<HtmlElement>(&self.fieldset, "[data-check], [data-typed], .moves") {
            part.set_hidden(false);
        }
        let question = self.clone();
        if self.kind == Kind::One {
            listen(&self.fieldset, "change", move |_| question.keep_given());
            return;
        }
        listen(&self.fieldset, "click", move |event| question.clicked(&event));
        let question = self.clone();
        listen(&self.fieldset, "keydown", move |event| {
            let is_enter = event.unchecked_ref::<KeyboardEvent>().key() == "Enter";
            if is_enter
                && question.kind == Kind::Number
                && target(&event).is_some_and(|field| field.tag_name() == "INPUT")
            {
                question.keep_given();
            }
        });
    }

    fn clicked(&self, event: &Event) {
        let button = target(event).and_then(|target| target.closest("button").ok().flatten());
        let Some(button) = button else { return };
        match button.get_attribute("data-move") {
            Some(direction) => move_step(&button, direction == "up"),
            None => self.keep_given(),
        }
    }

    /// What the page holds now; nothing while it is empty, or no number.
    fn given(&self) -> Option<Given> {
        let values = match self.kind {
            Kind::Number => {
                let field: HtmlInputElement = find(&self.fieldset, "input")?;
                return thousandths(&field.value(), decimal_mark()).map(Given::Number);
            }
            Kind::Order => {
                let steps: Vec<Element> = find_all(&self.fieldset, "[data-step]");
                steps.iter().filter_map(|step| value(step, "data-step")).collect()
            }
            Kind::One | Kind::Several => {
                let fields: Vec<HtmlInputElement> = find_all(&self.fieldset, "input");
                let chosen = fields.iter().filter(|field| field.checked());
                chosen
                    .filter_map(|field| field.value().parse().ok())
                    .collect::<Vec<u8>>()
            }
        };
        (!values.is_empty()).then_some(Given::Choices(values))
    }

    fn keep_given(&self) {
        let Some(given) = self.given() else { return };
        let now = clock::now();
        let right = given == self.right;
        self.progress.change(&mut |record| {
            answer(record, &self.task.lesson, &self.id, given.clone(), right, now);
            finish_if_due(record, &self.task, day(now));
        });
    }

    /// Shows again what was kept, by this visit or by another tab.
    fn restore(&self) {
        let kept = self
            .progress
            .peek(|record| given_after(record, &self.task.lesson, &self.id, self.before).cloned());
        match (self.kind, kept) {
            (Kind::Number, Some(Given::Number(number))) => {
                if let Some(field) = find::<HtmlInputElement>(&self.fieldset, "input") {
                    field.set_value(&written(number, decimal_mark()));
                }
            }
            (Kind::Order, Some(Given::Choices(order))) => {
                for step in order {
                    let selector = ["[data-step='", &step.to_string(), "']"].concat();
                    if let Some(step) = find::<Element>(&self.fieldset, &selector)
                        && let Some(list) = step.parent_element()
                    {
                        let _ = list.append_child(&step);
                    }
                }
            }
            (Kind::One | Kind::Several, Some(Given::Choices(choices))) => {
                for field in find_all::<HtmlInputElement>(&self.fieldset, "input") {
                    let is_chosen = field.value().parse().is_ok_and(|value| choices.contains(&value));
                    field.set_checked(is_chosen);
                }
            }
            _ => {}
        }
    }
}

/// Moves a step one place; the button keeps the focus, so that it can be pressed again.
fn move_step(button: &Element, up: bool) {
    let Some(step) = button.closest("li").ok().flatten() else {
        return;
    };
    let neighbour = if up {
        step.previous_element_sibling()
    } else {
        step.next_element_sibling()
    };
    let (Some(neighbour), Some(list)) = (neighbour, step.parent_element()) else {
        return;
    };
    let (moved, before) = if up { (&step, &neighbour) } else { (&neighbour, &step) };
    let _ = list.insert_before(moved, Some(before));
    let _ = button.unchecked_ref::<HtmlElement>().focus();
}

fn mount_feedback(place: HtmlElement, question: &Question) {
    // Before it holds words, so that a screen reader announces them.
    let _ = place.set_attribute("role", "status");
    let items: Vec<Element> = find_all(&question.fieldset, "[data-reason]");
    let all: Vec<Reason> = items.iter().filter_map(reason).collect();
    let law = find::<Element>(&question.fieldset, "[data-law]").map_or_else(String::new, |law| words_of(&law));
    let (progress, lesson, id) = (
        question.progress.clone(),
        question.task.lesson.clone(),
        question.id.clone(),
    );
    let (kind, right, before) = (question.kind, question.right.clone(), question.before);
    let feedback = live(move || {
        let given = progress.look(|record| given_after(record, &lesson, &id, before).cloned());
        given.map_or_else(nothing, |given| {
            let mut said: Vec<String> = remarks(kind, &given, &right, &all).iter().map(sentence).collect();
            said.push(law.clone());
            verdict(given == right, &said.join(" "))
        })
    });
    show(place, vec![feedback]);
}

fn verdict(is_right: bool, said: &str) -> AnyView {
    let (class, verdict) = match is_right {
        true => ("quiz-feedback right", words::RIGHT),
        false => ("quiz-feedback wrong", words::WRONG),
    };
    let verdict = element("STRONG", &[], vec![text(say(verdict))]);
    element(
        "P",
        &[("class", class)],
        vec![verdict, text([" ", said].concat().trim_ascii_end())],
    )
}

fn sentence(remark: &Remark<'_>) -> String {
    match remark {
        Remark::Why(reason) => (*reason).to_owned(),
        Remark::Of(item, reason) => [item, ": ", reason].concat(),
        Remark::Place(place, item, reason) => say_with(words::AT_PLACE, &[&place.to_string(), item, reason]),
        Remark::MoreAreRight => say(words::MORE_ARE_RIGHT).to_owned(),
    }
}

/// What stands before decimals in this portal's language.
fn decimal_mark() -> u8 {
    say(words::DECIMAL_MARK).bytes().next().unwrap_or(b',')
}

fn kept_answer<'a>(record: &'a Record, lesson: &str, question: &str) -> Option<&'a Answer> {
    record.lessons.get(lesson)?.answers.get(question)
}

/// What was answered after a moment.
fn given_after<'a>(record: &'a Record, lesson: &str, question: &str, before: u64) -> Option<&'a Given> {
    let answer = kept_answer(record, lesson, question)?;
    (answer.at > before).then_some(&answer.given)
}

fn reason(item: &Element) -> Option<Reason> {
    let part = |selector| find::<Element>(item, selector).map_or_else(String::new, |part| words_of(&part));
    Some(Reason {
        value: item.get_attribute("data-reason")?.parse().ok()?,
        item: part("strong"),
        reason: part("[data-reason-text]"),
    })
}

fn words_of(element: &Element) -> String {
    element.text_content().unwrap_or_default().trim_ascii().to_owned()
}

fn value(element: &Element, attribute: &str) -> Option<u8> {
    element.get_attribute(attribute)?.parse().ok()
}
