//! The home page's “five questions today”: what the member once answered comes back before she forgets it.
//!
//! It shows only where something is due, and says nothing else. The questions are those of the lessons' own pages, fetched
//! when she begins, so that an editor's change counts at once; answered here they count as in their lesson.

use std::{cell::RefCell, rc::Rc};

use leptos::prelude::AnyView;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement};
use wire::record::Record;

use super::{
    element::{element, live, nothing, show, text},
    lesson::task,
    progress::Progress,
    quiz,
};
use crate::{
    browser::{
        clock,
        document::{add, find, listen, parsed},
        network,
    },
    state::{
        day::{day, written},
        progress::Task,
        repetition::{due, due_on, left_today},
    },
    words::{self, say},
};

/// Pages that are fetched for five questions at most: some may be gone.
const PAGES: usize = 10;

/// A lesson's page.
struct Page {
    task: Rc<Task>,
    title: String,
    address: String,
    root: Element,
}

struct Today {
    section: HtmlElement,
    progress: Progress,
    today: u32,
    /// Lesson and question, what is nearest to being forgotten first.
    due: Vec<(String, String)>,
    /// How many of them to ask.
    left: usize,
    /// By lesson; none when it did not come or holds no more.
    pages: RefCell<Vec<(String, Option<Rc<Page>>)>>,
}

pub(crate) fn mount(section: &HtmlElement) {
    let progress = Progress::open();
    let today = day(clock::now());
    // Only what the portal still asks: what is gone would be offered for ever.
    let asked = section.get_attribute("data-questions").unwrap_or_default();
    let is_asked = |question: &str| asked.split_ascii_whitespace().any(|id| id == question);
    let (due, left) = progress.peek(|record| {
        let due = due(record, today)
            .into_iter()
            .filter(|&(_, question)| is_asked(question));
        let due = due.map(|(lesson, question)| (lesson.to_owned(), question.to_owned()));
        (due.collect::<Vec<_>>(), left_today(record, today))
    });
    let count = due.len().min(left);
    if count == 0 {
        // Also where the loader had shown it without knowing.
        section.set_hidden(true);
        return;
    }
    if let Some(place) = find::<Element>(section, "[data-today-told]") {
        place.set_text_content(Some(&words::due_today(count)));
    }
    section.set_hidden(false);
    let page = Rc::new(Today {
        section: section.clone(),
        progress,
        today,
        due,
        left,
        pages: RefCell::default(),
    });
    if section.has_attribute("data-begin") {
        page.clone().begin();
    }
    if let Some(button) = find::<HtmlElement>(section, "button") {
        listen(&button, "click", move |_| page.clone().begin());
    }
}

impl Today {
    fn begin(self: Rc<Self>) {
        if let Some(button) = find::<HtmlElement>(&self.section, "button") {
            button.set_hidden(true);
        }
        spawn_local(async move { self.ask().await });
    }

    async fn ask(&self) {
        let Some(place) = find::<Element>(&self.section, "[data-today-questions]") else {
            return;
        };
        let mut asked = 0;
        for (lesson, question) in &self.due {
            if asked == self.left || self.pages.borrow().len() >= PAGES {
                break;
            }
            if let Some(page) = self.page(lesson).await
                && let Some(fieldset) = find::<HtmlElement>(&page.root, &["[data-question='", question, "']"].concat())
            {
                asked += 1;
                self.add(&place, fieldset, &page, asked);
            }
        }
        let said = if asked == 0 { say(words::TODAY_GONE) } else { "" };
        if let Some(place) = find::<Element>(&self.section, "[data-today-told]") {
            place.set_text_content(Some(said));
        }
        if let Some(first) = find::<HtmlElement>(&place, "legend") {
            let _ = first.set_attribute("tabindex", "-1");
            let _ = first.focus();
        }
    }

    /// The page of a lesson, fetched once.
    async fn page(&self, lesson: &str) -> Option<Rc<Page>> {
        let known = self
            .pages
            .borrow()
            .iter()
            .find(|(name, _)| name == lesson)
            .map(|(_, page)| page.clone());
        if let Some(page) = known {
            return page;
        }
        let lessons = self.section.get_attribute("data-lessons").unwrap_or_default();
        let address = [&lessons, lesson, "/"].concat();
        let page = network::page(&address).await;
        let page = page.and_then(|html| read(&html, address, self.today)).map(Rc::new);
        self.pages.borrow_mut().push((lesson.to_owned(), page.clone()));
        page
    }

    /// Adds a question, as it was never answered, and when it comes again once it is.
    fn add(&self, place: &Element, fieldset: HtmlElement, page: &Page, number: usize) {
        if let Some(place) = find::<Element>(&fieldset, ".number") {
            place.set_text_content(Some(&words::numbered(number)));
        }
        let Some(item) = add(place, "div", "", "") else { return };
        let _ = item.append_child(&fieldset);
        let id = fieldset.get_attribute("data-question").unwrap_or_default();
        quiz::mount(fieldset, &page.task, &self.progress, true);
        if let Some(line) = add(&item, "p", "quiet", &[say(words::FROM_LESSON), " "].concat())
            && let Some(link) = add(&line, "a", "", &page.title)
        {
            let _ = link.set_attribute("href", &page.address);
        }
        if let Some(line) = add(&item, "div", "", "") {
            show(line.unchecked_into(), vec![self.again(page.task.lesson.clone(), id)]);
        }
    }

    fn again(&self, lesson: String, question: String) -> AnyView {
        let (progress, today) = (self.progress.clone(), self.today);
        live(move || {
            let comes = progress.look(|record| comes_again(record, &lesson, &question, today));
            comes.map_or_else(nothing, |day| {
                element(
                    "P",
                    &[("class", "quiet")],
                    vec![text(&words::comes_again(&words::day(day)))],
                )
            })
        })
    }
}

/// When a question that was answered today comes again.
fn comes_again(record: &Record, lesson: &str, question: &str, today: u32) -> Option<u32> {
    let reviews = record.lessons.get(lesson)?.reviews.get(question)?.days();
    let is_answered = reviews.last().is_some_and(|last| last.day == today);
    due_on(reviews).filter(|_| is_answered)
}

/// A page of a lesson that still holds.
fn read(html: &str, address: String, today: u32) -> Option<Page> {
    let root = parsed(html)?;
    let article: Element = find(&root, "[data-widget=lesson]")?;
    let until = find::<Element>(&article, ".holds[data-until]").and_then(|holds| holds.get_attribute("data-until"));
    let is_over = find::<Element>(&article, ".holds [data-when=over]:not([hidden])").is_some()
        || until.is_some_and(|until| *until < *written(today));
    if is_over {
        return None;
    }
    Some(Page {
        task: Rc::new(task(&article)?),
        title: find::<Element>(&article, "h1")?.text_content()?,
        address,
        root,
    })
}
