//! The page of the record: own results in the portal's plain list of lessons, a backup to carry off, and one to take in.
//!
//! Without Leptos: the page holds every control, hidden, and this fills and shows them. What browsers do by JavaScript alone
//! (copying, files, pictures, erasing) is `site/assets/record.js`; the two speak through fields and events of the page.

use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlTextAreaElement};
use wire::{
    carried::{Arrived, texts},
    record::Record,
    sealed::SealError,
};

use super::{
    book::{Book, OTHERS_WROTE, backup, keep_backup, said},
    completion::Codes,
    outline::lessons,
};
use crate::{
    browser::{
        clock,
        document::{add, encoded, find, find_all, listen, target, window},
    },
    state::{
        backup::{carried, due, reminded, restored},
        day::day,
        kept::Kept,
        ledger::{Lesson, News, Standing, Sum, gone, news, next, standing},
        picture::svg,
        progress::LessonState,
    },
    words::{self, say},
};

/// Letters of a part that is sent as a message: chats cut longer ones.
const MESSAGE: usize = 1_500;
/// Letters of a part in a picture: with its head 457 bytes, a code of 73 modules, which an old phone's camera still reads.
const PICTURE: usize = 430;

/// The record of this page, outside of any signal.
#[derive(Clone, Default)]
struct Held(Rc<RefCell<Kept>>);

impl Book for Held {
    fn read<T>(&self, look: impl FnOnce(&Kept) -> T) -> T {
        look(&self.0.borrow())
    }

    fn update(&self, change: &mut dyn FnMut(&mut Kept)) {
        change(&mut self.0.borrow_mut());
    }
}

struct Page {
    root: HtmlElement,
    held: Held,
    courses: Vec<(Element, Vec<Lesson>)>,
    codes: Option<Codes>,
    arrived: RefCell<Arrived>,
    /// The backup as it stands in the fields.
    shown: RefCell<Vec<String>>,
}

/// Brings the page to life.
pub(crate) fn mount(root: &HtmlElement) {
    let page = Rc::new(Page {
        root: root.clone(),
        held: Held::default(),
        courses: courses(root),
        codes: Codes::find(root),
        arrived: RefCell::default(),
        shown: RefCell::default(),
    });
    page.held.follow();
    page.show();
    if let Some(window) = window() {
        // Heard after the record itself heard it.
        for event in OTHERS_WROTE {
            let page = page.clone();
            listen(&window, event, move |_| page.show());
        }
    }
    let clicked = page.clone();
    listen(root, "click", move |event| {
        if let Some(act) = target(&event).and_then(|target| target.get_attribute("data-act")) {
            clicked.act(&act);
        }
    });
    let gone_off = page.clone();
    listen(root, "carried", move |_| gone_off.carried());
    if let Some(pictures) = find::<Element>(root, "[data-pictures]") {
        listen(&pictures, "toggle", move |_| page.draw_pictures());
    }
}

/// The courses of the page and their lessons.
fn courses(root: &Element) -> Vec<(Element, Vec<Lesson>)> {
    let courses: Vec<Element> = find_all(root, "[data-course]");
    let named = |course: Element| {
        let lessons = lessons(&course).into_iter().map(|(_, lesson)| lesson);
        (course.clone(), lessons.collect())
    };
    courses.into_iter().map(named).collect()
}

impl Page {
    fn act(&self, act: &str) {
        match act {
            "look" => self.look(),
            "complete" => {
                if let Some(codes) = &self.codes {
                    codes.make();
                }
            }
            "merge" => self.merge(),
            "drop" => {
                self.arrived.take();
                self.hear("");
                self.hide("preview", true);
                self.focus("paste");
            }
            "later" => {
                let finished = self.held.read(Kept::finished);
                keep_backup(reminded(finished, backup()));
                self.hide("reminder", true);
            }
            _ => {}
        }
    }

    fn place<E: JsCast>(&self, name: &str) -> Option<E> {
        find(&self.root, &["[data-", name, "]"].concat())
    }

    fn hide(&self, name: &str, is_hidden: bool) {
        for place in find_all::<HtmlElement>(&self.root, &["[data-", name, "]"].concat()) {
            place.set_hidden(is_hidden);
        }
    }

    fn focus(&self, name: &str) {
        if let Some(place) = self.place::<HtmlElement>(name) {
            let _ = place.focus();
        }
    }

    /// Words about what arrived, in a place that is always there, so that a screen reader announces them.
    fn hear(&self, words: &str) {
        if let Some(place) = self.place::<Element>("heard") {
            place.set_text_content(Some(words));
        }
    }

    fn say(&self, name: &str, words: &str) {
        if let Some(place) = self.place::<HtmlElement>(name) {
            place.set_text_content(Some(words));
            place.set_hidden(words.is_empty());
        }
    }

    /// All that follows the record.
    fn show(&self) {
        let (is_empty, finished, notice) = self
            .held
            .read(|kept| (kept.record.is_empty(), kept.finished(), said(kept)));
        self.say("notice", notice.unwrap_or_default());
        self.hide("empty", !is_empty);
        self.hide("own", is_empty);
        self.hide("restore", false);
        let due = due(finished, backup());
        self.say("due", &due.map(words::unsaved).unwrap_or_default());
        self.hide("reminder", due.is_none());
        self.held.read(|kept| {
            self.show_results(&kept.record);
            self.show_texts(&kept.record);
            if let Some(codes) = &self.codes {
                codes.offer(&kept.record, &self.courses);
            }
        });
    }

    fn show_results(&self, record: &Record) {
        let mut all = Sum::default();
        let mut told = Vec::new();
        for (course, lessons) in &self.courses {
            let mut sum = Sum::default();
            let items: Vec<Element> = find_all(course, "[data-lesson]");
            let mut standings = Vec::new();
            for (item, lesson) in items.iter().zip(lessons) {
                let standing = standing(record, lesson);
                show_lesson(item, lesson, &standing);
                sum.add(lesson, &standing);
                all.add(lesson, &standing);
                standings.push((lesson.clone(), standing));
            }
            if let Some(place) = find::<Element>(course, "[data-sum]") {
                let words = if record.is_empty() {
                    String::new()
                } else {
                    summary(&sum)
                };
                place.set_text_content(Some(&words));
            }
            told.push(standings);
        }
        self.say("all", &words::as_of(&words::day(day(clock::now())), &summary(&all)));
        let lessons: Vec<Vec<Lesson>> = self.courses.iter().map(|(_, lessons)| lessons.clone()).collect();
        let gone = gone(record, &lessons);
        self.say(
            "gone",
            &if gone == 0 {
                String::new()
            } else {
                words::lessons_gone(gone)
            },
        );
        let carried = record.carried.map(|carried| words::last_carried(&words::day(carried)));
        self.say("carried", &carried.unwrap_or_default());
        self.show_next(next(&told));
    }

    /// The way to the lesson to go on with: the page's own link to it.
    fn show_next(&self, next: Option<(usize, usize)>) {
        let link = next.and_then(|(course, lesson)| {
            let items: Vec<Element> = find_all(&self.courses[course].0, "[data-lesson] a");
            items.into_iter().nth(lesson)
        });
        if let (Some(link), Some(place)) = (&link, self.place::<Element>("next"))
            && let Some(shown) = find::<Element>(&place, "a")
        {
            let _ = shown.set_attribute("href", &link.get_attribute("href").unwrap_or_default());
            shown.set_text_content(link.text_content().as_deref());
        }
        self.hide("next", link.is_none());
    }

    /// The backup as text, each part in a field of its own.
    fn show_texts(&self, record: &Record) {
        let Some(place) = self.place::<Element>("texts") else {
            return;
        };
        let parts = texts(record, MESSAGE);
        // What is being selected or read stays.
        if *self.shown.borrow() == parts {
            return;
        }
        place.set_text_content(None);
        for (number, part) in (1..).zip(&parts) {
            let label = add(&place, "label", "", &words::part(number, parts.len()));
            if let Some(field) = label.and_then(|label| add(&label, "textarea", "", part)) {
                for (name, value) in [
                    ("readonly", ""),
                    ("rows", "3"),
                    ("data-part", ""),
                    ("spellcheck", "false"),
                ] {
                    let _ = field.set_attribute(name, value);
                }
            }
            if parts.len() > 1
                && let Some(button) = add(&place, "button", "quiet-button", say(words::COPY_PART))
            {
                let _ = button.set_attribute("type", "button");
                let _ = button.set_attribute("data-do", "copy-part");
            }
        }
        self.shown.replace(parts);
        self.draw_pictures();
    }

    /// The backup as pictures; drawn only while they are looked at.
    fn draw_pictures(&self) {
        let (Some(pictures), Some(place)) = (self.place::<Element>("pictures"), self.place::<Element>("codes")) else {
            return;
        };
        place.set_text_content(None);
        if !pictures.has_attribute("open") {
            return;
        }
        let parts = self.held.read(|kept| texts(&kept.record, PICTURE));
        for (number, part) in (1..).zip(&parts) {
            draw(&place, part, &words::picture(number, parts.len()));
        }
    }

    /// Reads what was pasted or picked; shows what it would bring, and changes nothing.
    fn look(&self) {
        let Some(field) = self.place::<HtmlTextAreaElement>("paste") else {
            return;
        };
        let words = field.value();
        let fault = self.arrived.borrow_mut().take(&words).err();
        let arrived = self.arrived.borrow();
        let (all, missing) = arrived.missing();
        let heard = match fault {
            Some(_) if words.trim_ascii().is_empty() => say(words::PASTE_FIRST).to_owned(),
            Some(fault) => fault_named(fault),
            None if missing.is_empty() => String::new(),
            None => words::parts_missing(all, &missing),
        };
        self.hear(&heard);
        if fault.is_none() {
            // A part is taken: room for the next.
            field.set_value("");
        }
        if let (None, Some(theirs)) = (fault, arrived.record()) {
            self.preview(theirs);
        } else {
            self.hide("preview", true);
        }
    }

    fn preview(&self, theirs: &Record) {
        let news = self.held.read(|kept| news(&kept.record, theirs));
        let brings = news
            .iter()
            .any(|(_, news, _)| matches!(news, News::New | News::Further));
        if let Some(list) = self.place::<Element>("news") {
            list.set_text_content(None);
            for (name, news, is_finished) in &news {
                let finished = if *is_finished { say(words::FINISHED_BY_IT) } else { "" };
                let told = [&self.title(name), ": ", say(words::NEWS[*news as usize]), finished].concat();
                add(&list, "li", "", &told);
            }
        }
        self.say("nothing-new", if brings { "" } else { say(words::NOTHING_NEW) });
        self.hide("merge", !brings);
        self.hide("preview", false);
        self.focus("preview");
    }

    /// A lesson as members know it; one that the portal has no more by its file name.
    fn title(&self, name: &str) -> String {
        let link = find::<Element>(&self.root, &["[data-lesson='", name, "'] a"].concat());
        link.and_then(|link| link.text_content())
            .unwrap_or_else(|| name.to_owned())
    }

    fn merge(&self) {
        let Some(theirs) = self.arrived.take().record().cloned() else {
            return;
        };
        let before = self.held.read(Kept::finished);
        self.held.change(&mut |record| record.merge(&theirs));
        let finished = self.held.read(Kept::finished);
        keep_backup(restored(finished - before, backup()));
        self.hide("preview", true);
        self.show();
        self.hear(say(words::MERGED));
        self.focus("heard");
    }

    /// The record has left this phone as a text or file.
    fn carried(&self) {
        let today = day(clock::now());
        self.held
            .change(&mut |record| record.carried = record.carried.max(Some(today)));
        keep_backup(carried(self.held.read(Kept::finished)));
        self.show();
    }
}

/// Adds a text as a picture with words under it; nothing when no picture has room for it.
pub(super) fn draw(place: &Element, text: &str, caption: &str) {
    let figure = add(place, "figure", "", "");
    if let (Some(picture), Some(figure)) = (svg(text), figure)
        && let Some(image) = add(&figure, "img", "", "")
    {
        let _ = image.set_attribute("src", &["data:image/svg+xml,", &encoded(&picture)].concat());
        let _ = image.set_attribute("alt", caption);
        add(&figure, "figcaption", "", caption);
    }
}

fn show_lesson(item: &Element, lesson: &Lesson, standing: &Standing) {
    let (class, mark) = match standing.state {
        LessonState::Done => ("done-mark", say(words::DONE)),
        LessonState::Started => ("quiet", say(words::STARTED)),
        LessonState::Untouched => ("", ""),
    };
    if let Some(place) = find::<Element>(item, "[data-lesson-mark]") {
        place.set_class_name(class);
        place.set_text_content(Some(mark));
    }
    let mut told = Vec::new();
    if let Some(day) = standing.day {
        told.push(words::done_on(&words::day(day)));
    }
    if standing.state != LessonState::Untouched && !lesson.questions.is_empty() {
        told.push(words::score(standing.solved, lesson.questions.len()));
    }
    match standing.state {
        LessonState::Done => {}
        LessonState::Started => told.push(words::time_left(standing.left)),
        LessonState::Untouched => told.push(words::minutes(standing.left)),
    }
    if let Some(place) = find::<Element>(item, "[data-told]") {
        place.set_text_content(Some(&told.join(" · ")));
    }
}

/// Several lessons in one line.
fn summary(sum: &Sum) -> String {
    let mut told = vec![words::lessons_done(sum.done, sum.lessons)];
    if sum.questions > 0 {
        told.push(words::score(sum.solved, sum.questions));
    }
    told.push(match sum.left {
        0 => say(words::NO_TIME_LEFT).to_owned(),
        left => words::time_left(left),
    });
    told.join(", ")
}

fn fault_named(fault: SealError) -> String {
    match fault {
        SealError::OtherKind => say(words::NOT_A_RECORD).to_owned(),
        SealError::OtherVersion(version) => words::record_of_version(version),
        SealError::Damaged => say(words::RECORD_DAMAGED).to_owned(),
        SealError::TooLong => say(words::RECORD_TOO_LONG).to_owned(),
    }
}
