//! A draft and the fields of the page.

use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use wire::{
    draft::{Consents, Kind},
    written::Written,
};

use super::{Page, review};
use crate::{
    browser::document::{add, find, find_all, set},
    words::{self, say_number},
};

fn input(page: &Page, name: &str) -> Option<HtmlInputElement> {
    find(&page.root, &["input[data-field=", name, "]"].concat())
}

fn choice(page: &Page, name: &str) -> Option<HtmlSelectElement> {
    find(&page.root, &["select[data-field=", name, "]"].concat())
}

fn text(page: &Page) -> Option<HtmlTextAreaElement> {
    find(&page.root, "textarea[data-field]")
}

fn boxed(page: &Page, name: &str) -> Option<HtmlInputElement> {
    find(&page.root, &["[data-box=", name, "]"].concat())
}

/// Takes what the fields hold, just as it was typed.
pub(super) fn read(page: &Page, draft: &mut Written) {
    let typed = |name: &str| input(page, name).map(|field| field.value()).unwrap_or_default();
    let chosen = |name: &str| choice(page, name).map(|field| field.value()).unwrap_or_default();
    let ticked = |name: &str| boxed(page, name).is_some_and(|field| field.checked());
    let kind = chosen("kind");
    draft.kind = Kind::ALL
        .into_iter()
        .find(|known| known.name() == kind)
        .unwrap_or_default();
    draft.title = typed("title");
    draft.link = typed("link");
    draft.credit = typed("credit");
    draft.unit = typed("unit");
    draft.text = text(page).map(|field| field.value()).unwrap_or_default();
    draft.contest = chosen("contest");
    draft.consents = Consents {
        publish: ticked("publish"),
        people: ticked("people"),
        own: ticked("own"),
    };
}

/// Puts a draft into the fields.
pub(super) fn show(page: &Page, draft: &Written) {
    for (name, value) in [
        ("title", &draft.title),
        ("link", &draft.link),
        ("credit", &draft.credit),
        ("unit", &draft.unit),
    ] {
        if let Some(field) = input(page, name) {
            field.set_value(value);
        }
    }
    if let Some(field) = text(page) {
        field.set_value(&draft.text);
    }
    for (name, value) in [("kind", draft.kind.name()), ("contest", draft.contest.as_str())] {
        if let Some(field) = choice(page, name) {
            field.set_value(value);
        }
    }
    let Consents { publish, people, own } = draft.consents;
    for (name, is_ticked) in [("publish", publish), ("people", people), ("own", own)] {
        if let Some(field) = boxed(page, name) {
            field.set_checked(is_ticked);
        }
    }
    follow(page, draft);
    photos(page, draft);
}

/// Shows what belongs to the kind, and what is replied to.
pub(super) fn follow(page: &Page, draft: &Written) {
    for place in find_all::<HtmlElement>(&page.root, "[data-for]") {
        place.set_hidden(place.get_attribute("data-for").as_deref() != Some(draft.kind.name()));
    }
    page.hide("people", draft.photos.is_empty());
    let link = find::<Element>(&page.root, "[data-replying] a");
    page.hide("replying", draft.reply_to.is_empty());
    let root = page.root.get_attribute("data-root").unwrap_or_default();
    let address = [&root, draft.reply_to.as_str()].concat();
    if let Some(link) = link.filter(|link| link.get_attribute("href").as_deref() != Some(&address)) {
        set(&link, "href", &address);
        link.set_text_content(Some(&draft.reply_to));
        if !draft.reply_to.is_empty() {
            page.dispatch("replying");
        }
    }
}

/// Shows the photos, each with a way to take it out.
pub(super) fn photos(page: &Page, draft: &Written) {
    let Some(place) = page.place::<Element>("shots") else {
        return;
    };
    place.set_text_content(None);
    for (number, name) in (1..).zip(&draft.photos) {
        let Some(item) = add(&place, "li", "", "") else { return };
        if let Some(photo) = page.desk.photo(draft.id, *name) {
            review::picture(&item, &photo, number);
        }
        if let Some(button) = add(
            &item,
            "button",
            "quiet-button",
            &say_number(words::REMOVE_PHOTO, number),
        ) {
            set(&button, "type", "button");
            set(&button, "data-act", "unphoto");
            set(&button, "data-id", &name.to_string());
        }
    }
    page.hide("people", draft.photos.is_empty());
}
