//! The drafts on this phone: what each is called, how far it is, what can be done with it.

use web_sys::Element;
use wire::written::{Step, Written, line, shortened};

use crate::{
    browser::{
        document::{add, set},
        post::is_online,
    },
    state::day::day,
    words::{self, Word, clock, date_of, say, say_number, say_with},
};

/// Letters of a draft's name in the list.
const NAME: usize = 60;

/// Shows the list. `open` is the draft in the fields, `sure` the one that is deleted at the next press.
pub(super) fn show(place: &Element, drafts: &[Written], open: u64, sure: Option<u64>) {
    place.set_text_content(None);
    for draft in drafts {
        let Some(item) = add(place, "li", "draft", "") else {
            return;
        };
        add(&item, "strong", "", &name(draft));
        add(&item, "span", "quiet", &standing(draft));
        let Some(acts) = add(&item, "span", "acts", "") else {
            return;
        };
        let button = |act: &str, word: Word| {
            if let Some(button) = add(&acts, "button", "quiet-button", say(word)) {
                set(&button, "type", "button");
                set(&button, "data-act", act);
                set(&button, "data-id", &draft.id.to_string());
            }
        };
        match draft.standing.step {
            Step::Waiting => {
                button("again", words::AGAIN);
                button("cancel", words::CANCEL);
            }
            Step::Sending => button("cancel", words::CANCEL),
            _ => {
                if draft.id != open {
                    button("open", words::OPEN);
                }
                let is_sure = sure == Some(draft.id);
                button("delete", if is_sure { words::DELETE_SURE } else { words::DELETE });
            }
        }
    }
}

/// Its title, or its first words.
pub(super) fn name(draft: &Written) -> String {
    let name = [&draft.title, &draft.text, &draft.link]
        .into_iter()
        .map(|text| line(text))
        .find(|text| !text.is_empty());
    name.map_or_else(|| say(words::UNTITLED).to_owned(), |name| shortened(&name, NAME))
}

fn standing(draft: &Written) -> String {
    let standing = draft.standing;
    let on = |word| say_with(word, &[&date_of(day(standing.at))]);
    match standing.step {
        Step::Writing => say(words::WRITING).to_owned(),
        Step::Handed => on(words::HANDED),
        Step::Waiting if !is_online() => say(words::OFFLINE).to_owned(),
        Step::Waiting if standing.tries > 0 => say_with(words::TRIED, &[&clock(standing.at)]),
        Step::Waiting => say(words::DRAFT_WAITING).to_owned(),
        Step::Sending => say(words::SENDING).to_owned(),
        Step::Sent => on(words::SENT),
        Step::Refused => say_number(words::REFUSED, standing.code as usize),
    }
}
