//! The page to write for the portal: drafts kept as they are typed, looked at as they will be, sent by the member's own hand or
//! through the outbox.
//!
//! Without Leptos, as the page of the record: the page holds every control, hidden, and this fills and shows them. What browsers
//! do by JavaScript alone (photos, copying, files) is `site/assets/compose.js`; the two speak through fields and events.

mod desk;
mod fields;
mod list;
mod review;
mod sending;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use wasm_bindgen::JsCast;
use web_sys::{CustomEvent, Element, Event, HtmlElement};
use wire::{
    draft::{Draft, Kind},
    sealed::from_base64,
    written::{Standing, Step, Written},
};

use crate::{
    browser::{
        clock,
        document::{add, behind_hash, composed, find, find_all, listen, set, target, window},
        storage::StorageError,
    },
    state::{
        day::day,
        outbox::is_on_its_way,
        writing::{Fault, Travel, faults},
    },
    words::{self, Word, say, say_number},
};
use desk::Desk;
use sending::Outbox;

/// What another page may have changed.
const OTHERS_WROTE: [&str; 2] = ["storage", "pageshow"];

struct Page {
    root: HtmlElement,
    desk: Rc<Desk>,
    outbox: RefCell<Option<Rc<Outbox>>>,
    /// The draft in the fields.
    open: RefCell<Written>,
    /// It lies in the storage.
    is_kept: Cell<bool>,
    /// The draft that is deleted at the next press.
    sure: Cell<Option<u64>>,
    /// The texts of the draft as it was looked at.
    travel: RefCell<Travel>,
}

/// What travels of a draft; `None` when a photo of it is gone.
fn draft_of(desk: &Desk, written: &Written) -> Option<Draft> {
    let mut draft = written.draft(desk.photos(written)?, day(written.changed));
    // However the keyboard sent them, letters have their marks in one.
    for text in [&mut draft.title, &mut draft.text] {
        *text = composed(text);
    }
    for text in [&mut draft.credit, &mut draft.unit].into_iter().flatten() {
        *text = composed(text);
    }
    Some(draft)
}

fn fresh() -> Written {
    Written {
        id: clock::chance_of_64(),
        ..Written::default()
    }
}

/// Where drafts are sent, as every page says it when the deployer set it.
fn address() -> Option<String> {
    let body = web_sys::window()?.document()?.body()?;
    body.get_attribute("data-post")
}

/// Sends what waits, from a page that shows nothing of it.
pub(crate) fn mount_outbox() {
    if let Some(address) = address() {
        Outbox::start(Rc::default(), address, None);
    }
}

/// Brings the page to life.
pub(crate) fn mount(root: &HtmlElement) {
    let page = Rc::new(Page {
        root: root.clone(),
        desk: Rc::default(),
        outbox: RefCell::default(),
        open: RefCell::new(fresh()),
        is_kept: Cell::new(false),
        sure: Cell::new(None),
        travel: RefCell::default(),
    });
    page.begin();
    page.hide("writer", false);
    page.show_all();
    if let Some(address) = address() {
        let told = page.clone();
        let changed = Box::new(move || told.show_list());
        let outbox = Outbox::start(page.desk.clone(), address, Some(changed));
        page.outbox.replace(Some(outbox));
    }
    page.listen();
}

impl Page {
    fn listen(self: &Rc<Self>) {
        let hear = |name: &str, act: fn(&Rc<Self>, &Event)| {
            let page = self.clone();
            listen(&self.root, name, move |event| act(&page, &event));
        };
        hear("input", |page, event| {
            if is_field(event) {
                page.typed();
            }
        });
        hear("change", |page, event| {
            if is_field(event) {
                page.typed();
                page.show_list();
            }
        });
        hear("click", |page, event| page.clicked(event));
        hear("photo", |page, event| page.add_photo(event));
        hear("handed", |page, _| page.handed());
        if let Some(pictures) = self.place::<Element>("pictures") {
            let page = self.clone();
            listen(&pictures, "toggle", move |_| review::pictures(&page));
        }
        if let Some(window) = window() {
            for event in OTHERS_WROTE {
                let page = self.clone();
                listen(&window, event, move |_| page.take_over());
            }
            for event in ["online", "offline"] {
                let page = self.clone();
                listen(&window, event, move |_| page.show_list());
            }
            let page = self.clone();
            listen(&window, "hashchange", move |_| {
                page.begin();
                page.show_all();
            });
        }
    }

    /// Opens the draft that the address asks for: a reply, an entry; else the last one, if it is not on its way.
    fn begin(&self) {
        let (reply, contest) = (behind_hash("tra-loi"), behind_hash("thi"));
        let (reply, contest) = (reply.unwrap_or_default(), contest.unwrap_or_default());
        let fits = |draft: &Written| {
            draft.standing.step == Step::Writing
                && match (reply.as_str(), contest.as_str()) {
                    ("", "") => true,
                    ("", contest) => draft.contest == contest && draft.kind == Kind::ContestEntry,
                    (reply, _) => draft.reply_to == reply,
                }
        };
        let known = self.desk.all().0.into_iter().find(fits);
        self.is_kept.set(known.is_some());
        let draft = known.unwrap_or_else(|| {
            let kind = match (reply.as_str(), contest.as_str()) {
                ("", "") => Kind::Story,
                ("", _) => Kind::ContestEntry,
                _ => Kind::Reply,
            };
            Written {
                kind,
                reply_to: reply,
                contest,
                ..fresh()
            }
        });
        self.open.replace(draft);
    }

    fn show_all(&self) {
        self.hide("review", true);
        self.clear("faults");
        self.say("kept", "");
        fields::show(self, &self.open.borrow());
        self.show_list();
    }

    fn show_list(&self) {
        let (drafts, unread) = self.desk.all();
        let mut notices = Vec::new();
        match self.desk.fault() {
            Some(StorageError::Refused) => notices.push(say(words::DRAFT_NOT_KEPT).to_owned()),
            Some(StorageError::Full) => notices.push(say(words::DRAFT_NO_ROOM).to_owned()),
            None => {}
        }
        if unread > 0 {
            notices.push(say_number(words::UNREAD, unread));
        }
        self.say("notice", &notices.join(" "));
        self.hide("notice", notices.is_empty());
        // The page's script asks before such a page is closed.
        if self.desk.fault().is_some() && !self.open.borrow().is_empty() {
            set(&self.root, "data-unsaved", "1");
        } else {
            let _ = self.root.remove_attribute("data-unsaved");
        }
        self.hide("drafts", drafts.is_empty());
        if let Some(place) = self.place::<Element>("desk") {
            list::show(&place, &drafts, self.open.borrow().id, self.sure.get());
        }
    }

    /// Something was typed or chosen: it is kept at once. A draft that was taken out or sent is being written again.
    fn typed(&self) {
        let is_new = !self.is_kept.get();
        let mut draft = self.open.borrow().clone();
        let name = list::name(&draft);
        fields::read(self, &mut draft);
        let is_renamed = list::name(&draft) != name;
        draft.changed = clock::now();
        draft.standing = Standing::default();
        fields::follow(self, &draft);
        let is_kept = self.desk.put(&draft);
        self.open.replace(draft);
        self.is_kept.set(true);
        self.hide("review", true);
        self.say("kept", if is_kept { say(words::KEPT) } else { "" });
        if is_new || is_renamed || !is_kept || !self.place::<HtmlElement>("notice").is_none_or(|notice| notice.hidden())
        {
            self.show_list();
        }
    }

    fn add_photo(&self, event: &Event) {
        let detail = event.unchecked_ref::<CustomEvent>().detail().as_string();
        let letters = detail.map(|data| data.replace('+', "-").replace('/', "_").replace('=', ""));
        let Some(bytes) = letters.and_then(|letters| from_base64(&letters)) else {
            return;
        };
        let number = self.desk.add_photo(&self.open.borrow(), bytes);
        if let Some(number) = number {
            self.open.borrow_mut().photos.push(number);
            self.typed();
            fields::photos(self, &self.open.borrow());
            self.show_list();
        }
    }

    fn remove_photo(&self, number: u32) {
        let id = self.open.borrow().id;
        self.open.borrow_mut().photos.retain(|known| *known != number);
        self.desk.remove_photo(id, number);
        self.typed();
        fields::photos(self, &self.open.borrow());
        self.show_list();
    }

    fn clicked(self: &Rc<Self>, event: &Event) {
        let Some(touched) = target(event) else { return };
        if touched
            .closest("[data-handing], [data-mail-way]")
            .ok()
            .flatten()
            .is_some()
        {
            self.handed();
        }
        let Some(button) = touched.closest("[data-act]").ok().flatten() else {
            return;
        };
        let id = button.get_attribute("data-id").and_then(|id| id.parse().ok());
        let act = button.get_attribute("data-act").unwrap_or_default();
        if act != "delete" {
            self.sure.set(None);
        }
        match act.as_str() {
            "new" => self.open_draft(fresh(), false),
            "review" => self.review(),
            "mend" => {
                self.hide("review", true);
                self.focus("field=text");
            }
            "anyway" => {
                self.hide("warning", true);
                self.hide("ways", false);
                self.focus("review");
            }
            "post" => self.post(),
            "open" => {
                if let Some(draft) = id.and_then(|id| self.desk.get(id)) {
                    self.open_draft(draft, true);
                }
            }
            "unphoto" => {
                if let Some(number) = id.and_then(|number| u32::try_from(number).ok()) {
                    self.remove_photo(number);
                }
            }
            _ => self.list_act(&act, id),
        }
    }

    /// What can be done with a draft of the list.
    fn list_act(self: &Rc<Self>, act: &str, id: Option<u64>) {
        let Some(id) = id else { return };
        match (act, &*self.outbox.borrow()) {
            ("again", Some(outbox)) => outbox.wake(),
            ("cancel", Some(outbox)) => {
                outbox.cancel(id);
                self.say("list-said", say(words::CANCELLED));
            }
            ("delete", _) => self.delete(id),
            _ => {}
        }
        self.show_list();
        if self.sure.get().is_some() {
            self.focus(&["act=delete][data-id='", &id.to_string(), "'"].concat());
        }
    }

    /// Deleted at the second press.
    fn delete(&self, id: u64) {
        if self.sure.replace(Some(id)) != Some(id) {
            return;
        }
        self.sure.set(None);
        if let Some(draft) = self.desk.get(id) {
            self.desk.remove(&draft);
        }
        if self.open.borrow().id == id {
            self.open.replace(fresh());
            self.is_kept.set(false);
            self.show_all();
        }
        self.say("list-said", say(words::DELETED));
    }

    fn open_draft(&self, draft: Written, is_kept: bool) {
        self.open.replace(draft);
        self.is_kept.set(is_kept);
        self.say("list-said", "");
        self.say("photo-said", "");
        self.show_all();
        if let Some(heading) = find::<HtmlElement>(&self.root, "[data-writer] h2") {
            let _ = heading.focus();
        }
    }

    /// Looks whether the draft can be sent, and how it will look.
    fn review(&self) {
        self.clear("faults");
        self.say("said", "");
        let written = self.open.borrow().clone();
        let Some(draft) = draft_of(&self.desk, &written) else {
            return self.blame(&[Fault::Photo]);
        };
        let faults = faults(&draft, &written.link);
        if faults.is_empty() {
            review::show(self, &draft);
        } else {
            self.hide("review", true);
            self.blame(&faults);
        }
    }

    fn blame(&self, faults: &[Fault]) {
        if let Some(place) = self.place::<Element>("faults") {
            for fault in faults {
                add(&place, "li", "", say(named(*fault)));
            }
        }
    }

    /// The draft goes into the outbox, and a new one may be begun.
    fn post(&self) {
        let id = self.open.borrow().id;
        let queued = self.outbox.borrow().as_ref().is_some_and(|outbox| outbox.queue(id));
        if queued {
            self.open.replace(fresh());
            self.is_kept.set(false);
            self.show_all();
            self.say("list-said", say(words::QUEUED));
            self.focus("list-said");
        }
    }

    /// The draft has left this phone by the member's own hand.
    fn handed(&self) {
        let mut draft = self.open.borrow().clone();
        if matches!(draft.standing.step, Step::Writing | Step::Handed | Step::Refused) {
            draft.standing = Standing {
                step: Step::Handed,
                at: clock::now(),
                ..Standing::default()
            };
            self.desk.put(&draft);
            self.open.replace(draft);
            self.show_list();
        }
    }

    /// Another page wrote: the draft in the fields follows, and goes when it was erased there.
    fn take_over(&self) {
        let (id, changed, is_kept) = {
            let open = self.open.borrow();
            (open.id, open.changed, self.is_kept.get())
        };
        match self.desk.get(id) {
            Some(draft) if is_on_its_way(draft.standing.step) => self.start_anew(),
            Some(draft) if draft.changed > changed => {
                self.open.replace(draft);
                self.show_all();
            }
            Some(draft) => self.open.borrow_mut().standing = draft.standing,
            None if is_kept => self.start_anew(),
            None => {}
        }
        self.show_list();
    }

    fn start_anew(&self) {
        self.open.replace(fresh());
        self.is_kept.set(false);
        self.show_all();
    }

    fn place<E: JsCast>(&self, name: &str) -> Option<E> {
        find(&self.root, &["[data-", name, "]"].concat())
    }

    fn hide(&self, name: &str, is_hidden: bool) {
        for place in find_all::<HtmlElement>(&self.root, &["[data-", name, "]"].concat()) {
            place.set_hidden(is_hidden);
        }
    }

    fn say(&self, name: &str, words: &str) {
        if let Some(place) = self.place::<Element>(name) {
            place.set_text_content(Some(words));
        }
    }

    fn clear(&self, name: &str) {
        self.say(name, "");
    }

    fn focus(&self, name: &str) {
        if let Some(place) = self.place::<HtmlElement>(name) {
            let _ = place.focus();
        }
    }

    fn dispatch(&self, name: &str) {
        if let Ok(event) = Event::new(name) {
            let _ = self.root.dispatch_event(&event);
        }
    }
}

const fn named(fault: Fault) -> Word {
    match fault {
        Fault::Title => words::FAULT_TITLE,
        Fault::Text => words::FAULT_TEXT,
        Fault::Link => words::FAULT_LINK,
        Fault::Name => words::FAULT_NAME,
        Fault::Reply => words::FAULT_REPLY,
        Fault::Contest => words::FAULT_CONTEST,
        Fault::Photo => words::FAULT_PHOTO,
        Fault::Consent => words::FAULT_CONSENT,
        Fault::People => words::FAULT_PEOPLE,
    }
}

/// True for what a draft is made of.
fn is_field(event: &Event) -> bool {
    target(event).is_some_and(|field| field.has_attribute("data-field") || field.has_attribute("data-box"))
}
