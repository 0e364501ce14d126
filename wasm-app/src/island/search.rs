//! The assistant: answers beside the search box. Under the field of any page a panel; on the search page it stays open.
//!
//! In: keys, taps, files. Each change goes through [`Search::change`], which shows it, fetches what is now missing and
//! keeps what became of a question. What is shown is in `answer`, what is kept in `memory`, the rules in `state`.

use std::{cell::Cell, rc::Rc};

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    Element, Event, FocusEvent, HtmlElement, HtmlInputElement, KeyboardEvent, Node, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};
use wire::gaps::Verdict;

use super::{
    answer::{Desk, LIST_ID, View, option_id},
    memory::Memory,
};
use crate::{
    browser::{
        clock,
        document::{
            before_next_frame, callback, encoded, find, find_all, hand_on, hotline, listen, open, put_off, query,
            set_query, target,
        },
        network, storage,
    },
    state::{
        assistant::Assistant,
        day::day,
        engine::Engine,
        people::{People, UNION_KEY},
        results::step,
    },
    words::{self, say},
};

/// Thousandths of a second without a key after which a sure answer is shown unasked.
const PAUSE: i32 = 1200;

/// Where things are, relative to the page.
pub(crate) struct Addresses {
    pub(crate) root: String,
    pub(crate) index_url: String,
    pub(crate) catalogue_url: String,
}

/// The widget's parts on the page, and what it knows.
struct Search {
    addresses: Addresses,
    is_page: bool,
    form: HtmlElement,
    input: HtmlInputElement,
    place: HtmlElement,
    view: View,
}

pub(crate) fn mount(form: &HtmlElement, addresses: Addresses) {
    let (Some(input), Some(place)) = (
        find::<HtmlInputElement>(form, "input"),
        find::<HtmlElement>(form, "[data-results]"),
    ) else {
        return;
    };
    let is_page = form.has_attribute("data-page");
    if is_page && input.value().is_empty() {
        input.set_value(&query().unwrap_or_default());
    }
    // While the client was on its way, a member may have gone on to something else, or asked already.
    let is_open = form.matches(":focus-within").unwrap_or(false);
    let mut assistant = Assistant::new(input.value(), is_page, is_open, day(clock::now()));
    if form.has_attribute("data-asked") || is_page && !input.value().is_empty() {
        assistant.ask();
    }
    let mut memory = Memory::default();
    memory.refresh();
    let union = storage::read(UNION_KEY).ok().flatten();
    let desk = Desk {
        assistant,
        memory,
        people: People::of(union.as_deref(), hotline()),
        to_copy: String::new(),
    };
    for (name, value) in [
        ("tabindex", "-1"),
        ("role", "group"),
        ("aria-label", say(words::RESULTS)),
    ] {
        let _ = place.set_attribute(name, value);
    }
    let list = form.get_attribute("data-list").unwrap_or_default();
    let view = View::new(&place, addresses.root.clone(), list, is_page, desk);
    let search = Rc::new(Search {
        addresses,
        is_page,
        form: form.clone(),
        input,
        place,
        view,
    });
    search.describe();
    search.listen();
    if form.has_attribute("data-asked") {
        let _ = search.place.focus();
    }
    search.fetch(String::new());
}

impl Search {
    /// Changes the desk, shows that, and fetches what is now missing.
    fn change(self: &Rc<Self>, change: &mut dyn FnMut(&mut Desk)) {
        let missing = {
            let mut desk = self.view.desk.borrow_mut();
            change(&mut desk);
            let missing = desk.assistant.wanted();
            desk.settle();
            missing
        };
        self.view.update();
        self.describe();
        for name in missing {
            self.fetch(name);
        }
    }

    /// Fetches a block of the catalogue, a part of the index, or, without a name, the index's head.
    fn fetch(self: &Rc<Self>, name: String) {
        let search = self.clone();
        spawn_local(async move {
            let Addresses {
                index_url,
                catalogue_url,
                ..
            } = &search.addresses;
            let address = match name.as_bytes() {
                [] => [index_url, "/head.bin"].concat(),
                [b'0'..=b'9', ..] => [index_url, "/", &name, ".bin"].concat(),
                _ => [catalogue_url, "/", &name].concat(),
            };
            let bytes = network::fetch(&address).await;
            let bytes = bytes.as_deref();
            search.change(&mut |desk| match name.as_str() {
                "" => desk.assistant.ready(bytes.and_then(Engine::parse)),
                name => desk.assistant.arrived(name, bytes),
            });
        });
    }

    fn listen(self: &Rc<Self>) {
        let search = self.clone();
        let pause = callback(move |_| search.change(&mut |desk| desk.assistant.pause()));
        let pausing = Cell::new(0);
        let search = self.clone();
        let frame = callback(move |_| {
            search.take_words();
            put_off(&pause, &pausing, PAUSE);
        });
        // However fast the keys come, there is one search for each picture drawn, over the latest words.
        listen(&self.input, "input", move |_| before_next_frame(&frame));
        let search = self.clone();
        listen(&self.input, "focus", move |_| {
            search.change(&mut |desk| {
                desk.memory.refresh();
                desk.assistant.open();
            });
        });
        let search = self.clone();
        listen(&self.form, "keydown", move |event| search.key(&event));
        let search = self.clone();
        listen(&self.form, "focusout", move |event| {
            let next = event.unchecked_ref::<FocusEvent>().related_target();
            if !search.form.contains(next.as_ref().map(JsCast::unchecked_ref::<Node>)) {
                search.change(&mut |desk| desk.assistant.close());
            }
        });
        let search = self.clone();
        listen(&self.form, "mousedown", move |event| {
            // The field keeps the focus, else the list would change before the click reaches it.
            if !search.is_page && closest(&event, ".result").is_some() {
                event.prevent_default();
            }
        });
        let search = self.clone();
        listen(&self.form, "click", move |event| search.click(&event));
        let search = self.clone();
        listen(&self.form, "handed", move |_| search.handed());
        let search = self.clone();
        listen(&self.form, "submit", move |event| {
            event.prevent_default();
            search.take_words();
            if search.view.desk.borrow().assistant.may_answer() {
                search.ask();
            } else {
                // Another try, on the page that lists everything. No request carries what stands behind `#`. Already there,
                // the address first loses its `?`, else it would be the same and nothing would be loaded.
                let page = search.form.get_attribute("action").unwrap_or_default();
                let words = search.input.value();
                if search.is_page {
                    set_query(&words);
                }
                open(&[&page, "?#q=", &encoded(&words)].concat());
            }
        });
    }

    /// What stands in the field, if that is new.
    fn take_words(self: &Rc<Self>) {
        let words = self.input.value();
        if self.view.desk.borrow().assistant.question() == words {
            return;
        }
        if self.is_page {
            set_query(&words);
        }
        self.change(&mut |desk| {
            desk.to_copy.clear();
            desk.assistant.typed(words.clone());
        });
    }

    fn ask(self: &Rc<Self>) {
        if self.input.value().is_empty() {
            return;
        }
        self.change(&mut |desk| desk.assistant.ask());
        // The keyboard on the screen goes, the answer comes into view, and the next Tab leads into it.
        let _ = self.place.focus();
    }

    fn key(self: &Rc<Self>, event: &Event) {
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
                self.change(&mut |desk| desk.assistant.step(key == "ArrowDown"));
            }
            "Enter" if in_field => {
                if let Some(entry) = self.view.desk.borrow().assistant.chosen() {
                    event.prevent_default();
                    open(&[&self.addresses.root, entry.href.as_str()].concat());
                }
            }
            "Escape" if self.is_page => {
                let _ = self.input.focus();
            }
            "Escape" if self.view.desk.borrow().is_shown() => {
                // The first Escape closes the panel; only a second one empties the field, as browsers do.
                event.prevent_default();
                let _ = self.input.focus();
                self.change(&mut |desk| desk.assistant.close());
            }
            _ => {}
        }
    }

    fn click(self: &Rc<Self>, event: &Event) {
        if closest(event, "[data-results] a").is_some() {
            self.change(&mut |desk| {
                let question = desk.assistant.question().to_owned();
                let _ = desk.memory.remember(&question);
            });
            return;
        }
        let Some(button) = closest(event, "[data-act]") else {
            return;
        };
        let act = button.get_attribute("data-act").unwrap_or_default();
        // A button that goes away must not take the focus out of the widget: that would close it.
        let _ = self.place.focus();
        match act.as_str() {
            "recent" => {
                self.input.set_value(&button.text_content().unwrap_or_default());
                self.take_words();
                self.ask();
            }
            "forget" => {
                self.change(&mut |desk| desk.memory.forget());
                let _ = self.input.focus();
            }
            "as-typed" => self.change(&mut |desk| desk.assistant.take_as_typed()),
            "yes" => self.change(&mut |desk| desk.judge(Verdict::Useful)),
            "no" => self.change(&mut |desk| desk.judge(Verdict::Useless)),
            _ => self.hand_on(act == "send"),
        }
    }

    /// The question goes to the clipboard; what is kept without an answer, to an app of the member's choice.
    fn hand_on(&self, kept: bool) {
        let text = {
            let desk = self.view.desk.borrow();
            if kept { desk.memory.to_send() } else { desk.to_union() }
        };
        hand_on(&self.form, &text, kept);
    }

    fn handed(self: &Rc<Self>) {
        let attribute = |name| self.form.get_attribute(name).unwrap_or_default();
        let (to_copy, note) = match attribute("data-handed").as_str() {
            "shared" => (String::new(), words::SHARED),
            "copied" => (String::new(), words::COPIED),
            _ => (attribute("data-hand"), words::NOT_HANDED),
        };
        self.change(&mut |desk| {
            desk.to_copy.clone_from(&to_copy);
            desk.assistant.say(say(note));
        });
    }

    /// Tells a screen reader about the list box that belongs to the field.
    fn describe(&self) {
        if self.is_page {
            return;
        }
        let desk = self.view.desk.borrow();
        let finder = &desk.assistant;
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

fn closest(event: &Event, selector: &str) -> Option<Element> {
    target(event)?.closest(selector).ok().flatten()
}

/// Moves from the field through links and buttons and back.
fn move_focus(form: &HtmlElement, input: &HtmlInputElement, down: bool) {
    let links: Vec<HtmlElement> = find_all(form, "[data-results] :is(a, button)");
    let focused = links.iter().position(|link| link.matches(":focus").unwrap_or(false));
    let next = step(focused, links.len(), down).and_then(|at| links.get(at));
    let _ = next.unwrap_or(input).focus();
}
