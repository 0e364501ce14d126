//! Answers while a question is typed. On the search page a list of links; elsewhere a list box under the field.

use std::sync::Arc;

use leptos::{
    prelude::{
        ArcRwSignal, AriaAttributes, ClassAttribute, CollectView, ElementChild, Get, GetUntracked, GlobalAttributes,
        IntoAny, Set, mount_to, view,
    },
    task::spawn_local,
};
use search::{Index, highlight};
use wasm_bindgen::JsCast;
use web_sys::{Event, FocusEvent, HtmlElement, HtmlInputElement, KeyboardEvent, Node};
use wire::catalogue::{Catalogue, Entry};

use crate::{
    browser::{
        document::{find, find_all, listen, open, query, set_query},
        network,
    },
    state::results::{segments, step},
    words,
};

/// Results under the field, and on the page of their own.
const POPUP_LIMIT: usize = 8;
const PAGE_LIMIT: usize = 30;
const LIST_ID: &str = "ket-qua-tim";

/// Where things are, relative to the page.
pub(crate) struct Addresses {
    pub(crate) root: String,
    pub(crate) index_url: String,
    pub(crate) catalogue_url: String,
}

struct Library {
    index: Index,
    catalogue: Catalogue,
}

#[derive(Clone)]
enum Loaded {
    Waiting,
    Failed,
    Ready(Arc<Library>),
}

/// All that the widget's parts share.
#[derive(Clone)]
struct Search {
    root: Arc<str>,
    is_page: bool,
    library: ArcRwSignal<Loaded>,
    question: ArcRwSignal<String>,
    active: ArcRwSignal<Option<usize>>,
    is_open: ArcRwSignal<bool>,
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
    let search = Search {
        root: addresses.root.as_str().into(),
        is_page,
        library: ArcRwSignal::new(Loaded::Waiting),
        question: ArcRwSignal::new(input.value()),
        active: ArcRwSignal::new(None),
        is_open: ArcRwSignal::new(true),
    };
    let library = search.library.clone();
    spawn_local(async move {
        library.set(
            load(&addresses)
                .await
                .map_or(Loaded::Failed, |library| Loaded::Ready(library.into())),
        )
    });
    search.listen(form, &input);
    if !is_page {
        search.describe(&input);
    }
    mount_to(place, move || search.view()).forget();
}

async fn load(addresses: &Addresses) -> Option<Library> {
    let index = network::fetch(&addresses.index_url).await.ok()?;
    let catalogue = network::fetch(&addresses.catalogue_url).await.ok()?;
    Some(Library {
        index: Index::parse(&index).ok()?,
        catalogue: Catalogue::decode(&catalogue).ok()?,
    })
}

impl Search {
    fn entries(&self) -> Vec<Entry> {
        self.entries_for(&self.library.get(), &self.question.get())
    }

    fn entries_for(&self, library: &Loaded, question: &str) -> Vec<Entry> {
        let Loaded::Ready(library) = library else {
            return Vec::new();
        };
        let limit = if self.is_page { PAGE_LIMIT } else { POPUP_LIMIT };
        let hits = library.index.search(question, limit);
        hits.iter()
            .filter_map(|hit| library.catalogue.entries.get(hit.document).cloned())
            .collect()
    }

    fn listen(&self, form: &HtmlElement, input: &HtmlInputElement) {
        let (search, typed) = (self.clone(), input.clone());
        listen(input, "input", move |_| {
            let question = typed.value();
            if search.is_page {
                set_query(&question);
            }
            search.active.set(None);
            search.is_open.set(true);
            search.question.set(question);
            search.describe(&typed);
        });
        let (search, field, whole) = (self.clone(), input.clone(), form.clone());
        listen(form, "keydown", move |event| search.key(&event, &field, &whole));
        let (search, field) = (self.clone(), input.clone());
        listen(input, "focus", move |_| {
            search.is_open.set(true);
            search.describe(&field);
        });
        let (search, field, whole) = (self.clone(), input.clone(), form.clone());
        listen(form, "focusout", move |event| {
            let next = event.dyn_ref::<FocusEvent>().and_then(FocusEvent::related_target);
            if !whole.contains(next.as_ref().and_then(JsCast::dyn_ref::<Node>)) {
                search.close(&field);
            }
        });
        if self.is_page {
            // Everything is shown already; sending the form would only load the page again.
            listen(form, "submit", |event| event.prevent_default());
        }
    }

    fn close(&self, input: &HtmlInputElement) {
        self.active.set(None);
        self.is_open.set(self.is_page);
        self.describe(input);
    }

    fn key(&self, event: &Event, input: &HtmlInputElement, form: &HtmlElement) {
        let Some(key) = event.dyn_ref::<KeyboardEvent>().filter(|key| !key.is_composing()) else {
            return;
        };
        match key.key().as_str() {
            direction @ ("ArrowDown" | "ArrowUp") => {
                event.prevent_default();
                if self.is_page {
                    move_focus(form, input, direction == "ArrowDown");
                } else {
                    self.is_open.set(true);
                    let count = self
                        .entries_for(&self.library.get_untracked(), &self.question.get_untracked())
                        .len();
                    self.active
                        .set(step(self.active.get_untracked(), count, direction == "ArrowDown"));
                    self.describe(input);
                }
            }
            "Enter" => {
                let entries = self.entries_for(&self.library.get_untracked(), &self.question.get_untracked());
                if let Some(entry) = self.active.get_untracked().and_then(|at| entries.get(at)) {
                    event.prevent_default();
                    open(&[&self.root, entry.href.as_str()].concat());
                }
            }
            "Escape" => {
                if self.is_page {
                    let _ = input.focus();
                }
                self.close(input);
            }
            _ => {}
        }
    }

    /// Tells a screen reader about the list box that belongs to the field.
    fn describe(&self, input: &HtmlInputElement) {
        if self.is_page {
            return;
        }
        let shown = self.is_open.get_untracked() && !self.question.get_untracked().trim().is_empty();
        let active = self.active.get_untracked();
        let active = active.map_or_else(String::new, |at| option_id(at));
        for (name, value) in [
            ("role", "combobox"),
            ("aria-autocomplete", "list"),
            ("aria-controls", LIST_ID),
            ("aria-expanded", if shown { "true" } else { "false" }),
            ("aria-activedescendant", &active),
        ] {
            let _ = input.set_attribute(name, value);
        }
    }

    fn view(self) -> impl leptos::IntoView {
        let told = self.clone();
        let status = move || told.status();
        let results = move || {
            let entries = self.entries();
            if entries.is_empty() || !self.is_open.get() {
                return ().into_any();
            }
            let question = self.question.get();
            let items = entries
                .into_iter()
                .enumerate()
                .map(|(at, entry)| self.result(at, entry, &question))
                .collect_view();
            if self.is_page {
                view! { <ul class="results" aria-label=words::RESULTS>{items}</ul> }.into_any()
            } else {
                view! { <ul class="results" role="listbox" id=LIST_ID aria-label=words::RESULTS>{items}</ul> }
                    .into_any()
            }
        };
        view! { <p class="search-status" role="status">{status}</p>{results} }
    }

    fn status(&self) -> String {
        if self.question.get().trim().is_empty() || !self.is_open.get() {
            return String::new();
        }
        match self.library.get() {
            Loaded::Waiting => words::LOADING.to_owned(),
            Loaded::Failed => words::FAILED.to_owned(),
            Loaded::Ready(_) => match self.entries().len() {
                0 => words::NOTHING_FOUND.to_owned(),
                count => words::found(count),
            },
        }
    }

    fn result(&self, at: usize, entry: Entry, question: &str) -> leptos::prelude::AnyView {
        let title = marked(&entry.title, question);
        let excerpt = marked(&entry.excerpt, question);
        let kind = words::KINDS[entry.kind as usize];
        let meta = if entry.law.is_empty() {
            kind.to_owned()
        } else {
            [kind, " · ", &entry.law].concat()
        };
        let href = [&self.root, entry.href.as_str()].concat();
        let link = |tabindex| {
            view! {
                <a href=href tabindex=tabindex>
                    <span class="result-title">{title}</span>
                    <span class="result-excerpt">{excerpt}</span>
                    <span class="result-meta">{meta}</span>
                </a>
            }
        };
        if self.is_page {
            return view! { <li class="result">{link("0")}</li> }.into_any();
        }
        let active = self.active.clone();
        let selected = move || if active.get() == Some(at) { "true" } else { "false" };
        view! { <li class="result" role="option" id=option_id(at) aria-selected=selected>{link("-1")}</li> }.into_any()
    }
}

fn option_id(at: usize) -> String {
    [LIST_ID, "-", &at.to_string()].concat()
}

fn marked(text: &str, question: &str) -> impl leptos::IntoView + use<> {
    let parts = segments(text, &highlight(question, text)).into_iter();
    parts
        .map(|(hit, words)| {
            if hit {
                view! { <mark>{words}</mark> }.into_any()
            } else {
                words.into_any()
            }
        })
        .collect_view()
}

/// Moves from the field through the links and back.
fn move_focus(form: &HtmlElement, input: &HtmlInputElement, down: bool) {
    let links: Vec<HtmlElement> = find_all(form, "[data-results] a");
    let focused = links.iter().position(|link| link.matches(":focus").unwrap_or(false));
    let next = step(focused, links.len(), down).and_then(|at| links.get(at));
    let _ = next.unwrap_or(input).focus();
}
