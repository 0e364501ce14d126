//! How a draft will look, what in it to think over, and the ways in which it can leave.

use web_sys::{Element, HtmlElement};
use wire::{
    draft::{Draft, Photo},
    numbers::Number,
    sealed::push_base64,
    written::shortened,
};

use super::Page;
use crate::{
    browser::{
        document::{add, encoded, find, set, small},
        storage,
    },
    state::{
        people::{People, UNION_KEY},
        picture::svg,
        writing::{Private, Travel, private, travel},
    },
    words::{self, Word, message_part, of_draft, say, say_number, say_with},
};

/// Letters of a title and of what stands below it, as the inbox makes them (`generator/src/inbox/propose.rs`).
const TITLE: usize = 90;
const LEAD: usize = 180;
/// Letters that programs for mail take from a link.
const MAIL: usize = 1_800;

/// Shows a draft as a page of the portal shows it, and the ways to send it. What is private in it must be looked at before.
pub(super) fn show(page: &Page, draft: &Draft) {
    let Ok(travel) = travel(draft) else { return };
    look(page, draft);
    size(page, &travel);
    let name = shown_title(draft);
    set(&page.root, "data-head", &say_with(words::HEAD, &[&name]));
    texts(page, &travel);
    messages(page, &travel, &name);
    let found = private(draft, small);
    if let Some(list) = page.place::<Element>("found") {
        list.set_text_content(None);
        for (kind, words) in &found {
            add(&list, "li", "", &say_with(named(*kind), &[words]));
        }
    }
    page.hide("warning", found.is_empty());
    page.hide("ways", !found.is_empty());
    page.hide("review", false);
    page.travel.replace(travel);
    pictures(page);
    page.focus(if found.is_empty() { "review" } else { "warning" });
}

const fn named(kind: Private) -> Word {
    match kind {
        Private::Number(Number::Phone) => words::FOUND_PHONE,
        Private::Number(Number::Identity) => words::FOUND_IDENTITY,
        Private::Number(Number::Account) => words::FOUND_ACCOUNT,
        Private::Mail => words::FOUND_MAIL,
    }
}

fn shown_title(draft: &Draft) -> String {
    let first = draft.text.lines().next().unwrap_or_default();
    let title = if draft.title.is_empty() { first } else { &draft.title };
    shortened(title, TITLE)
}

/// The page of a story, as far as its writer makes it.
fn look(page: &Page, draft: &Draft) {
    let option = find::<Element>(&page.root, &["option[value='", draft.kind.name(), "']"].concat());
    let kind = option.and_then(|option| option.get_attribute("data-shown-as"));
    page.say("shown-kind", &kind.unwrap_or_default());
    page.say("shown-title", &shown_title(draft));
    let lead: Vec<&str> = draft.text.split_whitespace().collect();
    page.say("shown-lead", &shortened(&lead.join(" "), LEAD));
    for (name, value) in [("shown-credit", &draft.credit), ("shown-unit", &draft.unit)] {
        page.hide(name, value.is_none());
        if let Some(place) = page.place::<Element>(name)
            && let Some(inner) = find::<Element>(&place, "span")
        {
            inner.set_text_content(value.as_deref());
        }
    }
    let Some(prose) = page.place::<Element>("shown-text") else {
        return;
    };
    prose.set_text_content(None);
    let mut paragraph = None;
    for line in draft.text.split('\n') {
        if line.is_empty() {
            paragraph = None;
            continue;
        }
        match &paragraph {
            Some(shown) => drop(add(shown, "br", "", "")),
            None => paragraph = add(&prose, "p", "", ""),
        }
        if let Some(shown) = &paragraph {
            write_line(shown, line);
        }
    }
    for (number, photo) in (1..).zip(&draft.photos) {
        if let Some(shown) = add(&prose, "p", "", "") {
            picture(&shown, photo, number);
        }
    }
}

/// Words, and addresses as links.
fn write_line(place: &Element, line: &str) {
    for word in line.split_inclusive(' ') {
        let address = word.trim_end();
        if address.starts_with("https://") || address.starts_with("http://") {
            if let Some(link) = add(place, "a", "", word) {
                set(&link, "href", address);
                set(&link, "rel", "nofollow ugc noopener");
            }
        } else {
            add(place, "span", "", word);
        }
    }
}

/// A photo, as a data address: the page's policy shows no blob.
pub(super) fn picture(place: &Element, photo: &Photo, number: usize) {
    let mut address = ["data:", photo.media_type.name(), ";base64,"].concat();
    push_base64(&mut address, &photo.bytes);
    if let Some(image) = add(place, "img", "", "") {
        // The alphabet of texts, where data addresses have another.
        set(&image, "src", &standard(&address));
        set(&image, "alt", &say_number(words::PHOTO, number));
    }
}

fn standard(address: &str) -> String {
    let (head, data) = address.split_once(',').unwrap_or_default();
    [head, ",", &data.replace('-', "+").replace('_', "/")].concat()
}

fn size(page: &Page, travel: &Travel) {
    let size = say_number(words::SIZE, travel.size.div_ceil(1000));
    let way = if travel.messages.is_empty() {
        say(words::TOO_BIG).to_owned()
    } else {
        say_number(words::SIZE_MESSAGES, travel.counted)
    };
    page.say("size", &[&size, " ", &way].concat());
}

/// The text, each part in a field of its own.
fn texts(page: &Page, travel: &Travel) {
    let Some(place) = page.place::<Element>("texts") else {
        return;
    };
    place.set_text_content(None);
    let all = travel.parts.len();
    for (number, part) in (1..).zip(&travel.parts) {
        let name = of_draft(words::DRAFT_ONE_TEXT, words::PART, number, all);
        let label = add(&place, "label", "", &name);
        if let Some(field) = label.and_then(|label| add(&label, "textarea", "", part)) {
            for (name, value) in [
                ("readonly", ""),
                ("rows", "3"),
                ("data-part", ""),
                ("spellcheck", "false"),
            ] {
                set(&field, name, value);
            }
        }
        if all > 1
            && let Some(button) = add(&place, "button", "quiet-button", say(words::COPY_PART))
        {
            set(&button, "type", "button");
            set(&button, "data-do", "copy-part");
        }
    }
}

/// Links that open a message with its words written in: to the member's union when she chose one, else to the portal's number.
fn messages(page: &Page, travel: &Travel, name: &str) {
    let read = |attribute: &str| page.root.get_attribute(attribute).unwrap_or_default();
    let union = storage::read(UNION_KEY).ok().flatten();
    let people = People::of(union.as_deref(), Some(read("data-sms")));
    if let Some(place) = page.place::<HtmlElement>("messages") {
        place.set_text_content(None);
        let all = travel.messages.len();
        for (number, message) in (1..).zip(&travel.messages) {
            if let Some(link) = add(&place, "a", "button plain", &message_part(number, all)) {
                set(&link, "href", &people.message(&encoded(message)));
                set(&link, "data-handing", "");
            }
        }
        place.set_hidden(all == 0);
    }
    let mail = read("data-mail");
    let text = travel.parts.join("\n\n");
    page.hide("mail-way", mail.is_empty() || text.len() > MAIL);
    if let Some(link) = page.place::<Element>("mail-way") {
        let subject = encoded(&say_with(words::HEAD, &[name]));
        set(
            &link,
            "href",
            &["mailto:", &mail, "?subject=", &subject, "&body=", &encoded(&text)].concat(),
        );
    }
    let zalo = if people.zalo.is_empty() {
        read("data-zalo")
    } else {
        people.zalo.clone()
    };
    page.hide("zalo-way", zalo.is_empty());
    if let Some(link) = page.place::<Element>("zalo-way") {
        let people = People { zalo, ..people };
        set(&link, "href", &people.chat());
    }
}

/// The pictures; drawn only while they are looked at.
pub(super) fn pictures(page: &Page) {
    let (Some(details), Some(place)) = (page.place::<HtmlElement>("pictures"), page.place::<Element>("codes")) else {
        return;
    };
    let travel = page.travel.borrow();
    let all = travel.pictures.len();
    details.set_hidden(all == 0);
    place.set_text_content(None);
    if !details.has_attribute("open") {
        return;
    }
    for (number, part) in (1..).zip(&travel.pictures) {
        let caption = of_draft(words::DRAFT_ONE_PICTURE, words::PICTURE, number, all);
        let figure = add(&place, "figure", "", "");
        if let (Some(picture), Some(figure)) = (svg(part), figure)
            && let Some(image) = add(&figure, "img", "", "")
        {
            set(&image, "src", &["data:image/svg+xml,", &encoded(&picture)].concat());
            set(&image, "alt", &caption);
            add(&figure, "figcaption", "", &caption);
        }
    }
}
