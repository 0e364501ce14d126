//! Answers while a question is typed. On the search page a list of links; elsewhere a list box under the field.

use std::rc::Rc;

use leptos::{
    prelude::{AnyView, ArcRwSignal, Read, ReadUntracked, Update},
    task::spawn_local,
};
use search::highlight;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, FocusEvent, HtmlElement, HtmlInputElement, KeyboardEvent, Node, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};
use wire::catalogue::Entry;

use super::element::{element, live, nothing, show, text};
use crate::{
    browser::{
        clock,
        document::{find, find_all, listen, open, query, set_query, target, telephone},
        network,
    },
    state::{
        day::day,
        finder::{Finder, Library, Status},
        results::{segments, step},
    },
    words,
};

const LIST_ID: &str = "ket-qua-tim";

/// Where things are, relative to the page.
pub(crate) struct Addresses {
    pub(crate) root: String,
    pub(crate) index_url: String,
    pub(crate) catalogue_url: String,
}

/// The widget's parts on the page, and what it knows.
struct Search {
    root: String,
    is_page: bool,
    form: HtmlElement,
    input: HtmlInputElement,
    finder: ArcRwSignal<Finder>,
}

pub(crate) fn mount(form: &HtmlElement, addresses: Addresses) {
    let (Some(input), Some(place)) = (
        find::<HtmlInputElement>(form, "input[name=q]"),
        find::<HtmlElement>(form, "[data-results]"),
    ) else {
        return;
    };
    let is_page = form.get_attribute("data-page").as_deref() == Some("search");
    if is_page && input.value().is_empty() {
        input.set_value(&query().unwrap_or_default());
    }
    // While the client was on its way, a member may have gone on to something else.
    let is_open = form.matches(":focus-within").unwrap_or(false);
    let finder = ArcRwSignal::new(Finder::new(input.value(), is_page, is_open));
    let view = View {
        root: addresses.root.clone(),
        is_page,
        telephone: telephone(),
        finder: finder.clone(),
    };
    view.show(place);
    let search = Rc::new(Search {
        root: addresses.root.clone(),
        is_page,
        form: form.clone(),
        input,
        finder,
    });
    search.describe();
    search.listen();
    spawn_local(async move {
        let mut library = load(&addresses).await;
        search.change(&mut |finder| finder.arrived(library.take()));
    });
}

/// The loader has asked for both files already; here they only arrive.
async fn load(addresses: &Addresses) -> Option<Library> {
    let index = network::fetch(&addresses.index_url).await.ok()?;
    let catalogue = network::fetch(&addresses.catalogue_url).await.ok()?;
    Library::parse(&index, &catalogue, day(clock::now()))
}

impl Search {
    /// Through one closure type: each would bring its own copy of the signal's code.
    fn change(&self, change: &mut dyn FnMut(&mut Finder)) {
        self.finder.update(change);
        self.describe();
    }

    fn listen(self: &Rc<Self>) {
        let search = self.clone();
        listen(&self.input, "input", move |_| {
            let question = search.input.value();
            if search.is_page {
                set_query(&question);
            }
            search.change(&mut |finder| finder.typed(question.clone()));
        });
        let search = self.clone();
        listen(&self.input, "focus", move |_| search.change(&mut Finder::open));
        let search = self.clone();
        listen(&self.form, "keydown", move |event| search.key(&event));
        let search = self.clone();
        listen(&self.form, "focusout", move |event| {
            let next = event.unchecked_ref::<FocusEvent>().related_target();
            if !search.form.contains(next.as_ref().map(JsCast::unchecked_ref::<Node>)) {
                search.change(&mut Finder::close);
            }
        });
        let search = self.clone();
        listen(&self.form, "mousedown", move |event| {
            // The field keeps the focus, else the list would close before the click reaches it.
            if !search.is_page && result_at(&event).is_some() {
                event.prevent_default();
            }
        });
        // The whole line of a result leads to it, not only its words.
        listen(&self.form, "click", |event| {
            if let (None, Some(result)) = (closest(&event, "a"), result_at(&event))
                && let Some(link) = find::<HtmlElement>(&result, "a")
            {
                link.click();
            }
        });
        let search = self.clone();
        listen(&self.form, "submit", move |event| {
            // Everything is shown already; sending the form would only load the page again.
            if search.is_page && search.finder.read_untracked().is_ready() {
                event.prevent_default();
            }
        });
    }

    fn key(&self, event: &Event) {
        // Filling in by the browser sends a `keydown` that is no keyboard event.
        let Some(key) = event.dyn_ref::<KeyboardEvent>().filter(|key| !key.is_composing()) else {
            return;
        };
        let in_field = target(event).is_some_and(|target| target.matches("input").unwrap_or(false));
        let key = key.key();
        match key.as_str() {
            "ArrowDown" | "ArrowUp" if self.is_page => {
                event.prevent_default();
                move_focus(&self.form, &self.input, key == "ArrowDown");
            }
            "ArrowDown" | "ArrowUp" if in_field => {
                event.prevent_default();
                self.change(&mut |finder| finder.step(key == "ArrowDown"));
            }
            "Enter" if in_field => {
                if let Some(entry) = self.finder.read_untracked().chosen() {
                    event.prevent_default();
                    open(&[&self.root, entry.href.as_str()].concat());
                }
            }
            "Escape" if self.is_page => {
                let _ = self.input.focus();
            }
            "Escape" if self.finder.read_untracked().status() != Status::Silent => {
                // The first Escape closes the list; only a second one empties the field, as browsers do.
                event.prevent_default();
                let _ = self.input.focus();
                self.change(&mut Finder::close);
            }
            _ => {}
        }
    }

    /// Tells a screen reader about the list box that belongs to the field.
    fn describe(&self) {
        if self.is_page {
            return;
        }
        let finder = self.finder.read_untracked();
        let expanded = if finder.shown().is_empty() { "false" } else { "true" };
        for (name, value) in [
            ("role", "combobox"),
            ("aria-autocomplete", "list"),
            ("aria-controls", LIST_ID),
            ("aria-expanded", expanded),
        ] {
            let _ = self.input.set_attribute(name, value);
        }
        let Some(id) = finder.active().map(option_id) else {
            let _ = self.input.remove_attribute("aria-activedescendant");
            return;
        };
        let _ = self.input.set_attribute("aria-activedescendant", &id);
        if let Some(option) = find::<Element>(&self.form, &["#", &id].concat()) {
            let nearest = ScrollIntoViewOptions::new();
            nearest.set_block(ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
    }
}

/// What is shown of the search, and with which addresses.
#[derive(Clone)]
struct View {
    root: String,
    is_page: bool,
    telephone: Option<(String, String)>,
    finder: ArcRwSignal<Finder>,
}

impl View {
    fn show(self, place: HtmlElement) {
        let (status, hints) = (self.clone(), self.clone());
        // The region is there before its words, so that a screen reader announces them.
        let region = element(
            "P",
            &[("class", "search-status"), ("role", "status")],
            vec![live(move || text(&status.status()))],
        );
        let views = vec![region, live(move || hints.hints()), live(move || self.results())];
        show(place, views);
    }

    fn status(&self) -> String {
        match self.finder.read().status() {
            Status::Silent => String::new(),
            Status::Waiting => words::LOADING.to_owned(),
            Status::Failed if self.is_page => words::FAILED_HERE.to_owned(),
            Status::Failed => words::FAILED.to_owned(),
            Status::Nothing => words::NOTHING_FOUND.to_owned(),
            Status::Found(count) => words::found(count),
        }
    }

    /// What to do when nothing was found: fewer words, the list by topic, the hotline.
    fn hints(&self) -> AnyView {
        if self.finder.read().status() != Status::Nothing {
            return nothing();
        }
        let list = match self.is_page {
            true => text(words::IN_THE_LIST_BELOW),
            false => link(&[&self.root, "tim-kiem/"].concat(), words::IN_THE_LIST),
        };
        let mut hints = vec![text(words::TRY_FEWER_WORDS), list, text(". ")];
        if let Some((address, number)) = &self.telephone {
            hints.extend([text(words::OR_CALL), link(address, number), text(".")]);
        }
        element("P", &[("class", "search-status")], hints)
    }

    fn results(&self) -> AnyView {
        let finder = self.finder.read();
        let entries = finder.shown();
        if entries.is_empty() {
            return nothing();
        }
        let items = entries
            .iter()
            .enumerate()
            .map(|(at, entry)| self.result(entry, finder.question(), at, finder.active() == Some(at)))
            .collect();
        let attributes = [
            ("class", "results"),
            ("aria-label", words::RESULTS),
            ("role", "listbox"),
            ("id", LIST_ID),
        ];
        element("UL", if self.is_page { &attributes[..2] } else { &attributes }, items)
    }

    fn result(&self, entry: &Entry, question: &str, at: usize, selected: bool) -> AnyView {
        let kind = words::KINDS[entry.kind as usize];
        let meta = match entry.law.as_str() {
            "" => kind.to_owned(),
            law => [kind, " · ", law].concat(),
        };
        let lines = vec![
            line("result-title", marked(&entry.title, question)),
            line("result-excerpt", marked(&entry.excerpt, question)),
            line("result-meta", vec![text(&meta)]),
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
}

fn link(href: &str, words: &str) -> AnyView {
    element("A", &[("href", href)], vec![text(words)])
}

fn line(class: &str, words: Vec<AnyView>) -> AnyView {
    element("SPAN", &[("class", class)], words)
}

fn marked(words: &str, question: &str) -> Vec<AnyView> {
    let parts = segments(words, &highlight(question, words)).into_iter();
    parts
        .map(|(hit, part)| match hit {
            true => element("MARK", &[], vec![text(&part)]),
            false => text(&part),
        })
        .collect()
}

fn option_id(at: usize) -> String {
    [LIST_ID, "-", &at.to_string()].concat()
}

fn closest(event: &Event, selector: &str) -> Option<Element> {
    target(event)?.closest(selector).ok().flatten()
}

fn result_at(event: &Event) -> Option<Element> {
    closest(event, ".result")
}

/// Moves from the field through the links and back.
fn move_focus(form: &HtmlElement, input: &HtmlInputElement, down: bool) {
    let links: Vec<HtmlElement> = find_all(form, "[data-results] a");
    let focused = links.iter().position(|link| link.matches(":focus").unwrap_or(false));
    let next = step(focused, links.len(), down).and_then(|at| links.get(at));
    let _ = next.unwrap_or(input).focus();
}
