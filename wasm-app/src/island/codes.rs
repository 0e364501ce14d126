//! The page on which officers check learners' codes: what each says, what it is worth, or why it does not count. Judged by the
//! rules of `wire::verdict`, as the command `portal verify` does; nothing is sent or kept.

use std::rc::Rc;

use web_sys::{Element, HtmlElement, HtmlTextAreaElement};
use wire::{completion::Completion, verdict::Refusal};

use crate::{
    browser::document::{add, find, find_all, listen, target},
    state::verdict::{Officer, Verdict, judge},
    words::{self, say},
};

/// Brings the page to life.
pub(crate) fn mount(root: &HtmlElement) {
    let officers: Vec<Officer> = find_all::<Element>(root, "[data-officer]")
        .iter()
        .filter_map(officer)
        .collect();
    let (page, officers) = (root.clone(), Rc::new(officers));
    listen(root, "click", move |event| {
        let act = target(&event).and_then(|target| target.get_attribute("data-act"));
        if act.as_deref() == Some("check") {
            check(&page, &officers);
        }
    });
    if let Some(tool) = find::<HtmlElement>(root, "[data-codes-tool]") {
        tool.set_hidden(false);
    }
}

/// An officer as the page names her.
fn officer(place: &Element) -> Option<Officer> {
    let read = |name: &str| place.get_attribute(name);
    let name = find::<Element>(place, "strong").and_then(|name| name.text_content());
    Officer::new(
        &read("data-officer")?,
        name.unwrap_or_default(),
        (read("data-from")?.parse().ok()?, read("data-until")?.parse().ok()?),
    )
}

fn check(page: &Element, officers: &[Officer]) {
    let given = find::<HtmlTextAreaElement>(page, "[data-codes-given]");
    let verdicts = judge(&given.map(|field| field.value()).unwrap_or_default(), officers);
    if let Some(list) = find::<Element>(page, "[data-codes-found]") {
        list.set_text_content(None);
        for verdict in &verdicts {
            show(page, &list, verdict);
        }
    }
    let count = |wanted: fn(&Verdict<'_>) -> bool| verdicts.iter().filter(|verdict| wanted(verdict)).count();
    // A figure for each, never one for both.
    let said = match verdicts.len() {
        0 => say(words::CODES_NONE).to_owned(),
        _ => words::codes_found([
            count(|verdict| matches!(verdict, Verdict::Confirmed(..))),
            count(|verdict| matches!(verdict, Verdict::SelfReported(_))),
            count(|verdict| matches!(verdict, Verdict::Refused(_))),
        ]),
    };
    if let Some(place) = find::<HtmlElement>(page, "[data-codes-said]") {
        place.set_text_content(Some(&said));
        let _ = place.focus();
    }
}

fn show(page: &Element, list: &Element, verdict: &Verdict<'_>) {
    let (class, level, told) = match verdict {
        Verdict::Confirmed(completion, officer) => {
            let place = completion.session.as_ref().map(|signed| signed.session.place.as_str());
            let by = words::confirmed_by(&officer.name, place.unwrap_or_default());
            (
                "confirmed",
                words::CODES_CONFIRMED,
                [&told(page, completion), " ", &by].concat(),
            )
        }
        Verdict::SelfReported(completion) => ("self-reported", words::CODES_SELF, told(page, completion)),
        Verdict::Refused(refusal) => ("refused", words::CODES_REFUSED, reason(*refusal)),
    };
    if let Some(item) = add(list, "li", class, "") {
        add(&item, "strong", "", say(level));
        add(&item, "p", "", &told);
    }
}

/// What a code says.
fn told(page: &Element, completion: &Completion) -> String {
    let Completion {
        is_course,
        lesson,
        content,
        right,
        questions,
        day,
        name,
        unit,
        ..
    } = completion;
    let behind = if *is_course { "/" } else { "" };
    let link = find::<Element>(page, &["[data-titled='", lesson, behind, "'] a"].concat());
    let title = link.and_then(|link| link.text_content());
    // A lesson that the portal has no more.
    let title = title.unwrap_or_else(|| lesson.clone());
    let mut told = vec![if *is_course { words::whole_course(&title) } else { title }];
    told.push(words::score((*right).into(), (*questions).into()));
    told.push(words::done_on(&words::day(*day)));
    told.push(match content {
        0 => say(words::EDITION_UNKNOWN).to_owned(),
        _ => words::edition_of(&words::day(*content)),
    });
    told.extend([name, unit].into_iter().flatten().cloned());
    told.join(" · ")
}

fn reason(refusal: Refusal) -> String {
    say(match refusal {
        Refusal::OtherVersion(version) => return words::code_of_version(version),
        Refusal::Damaged => words::CODE_DAMAGED,
        Refusal::Malformed => words::CODE_MALFORMED,
        Refusal::BadContent => words::CODE_BAD_CONTENT,
        Refusal::UnknownKey => words::CODE_UNKNOWN_KEY,
        Refusal::Forged => words::CODE_FORGED,
        Refusal::KeyNotInForce => words::CODE_KEY_NOT_IN_FORCE,
        Refusal::OtherDay => words::CODE_OTHER_DAY,
        Refusal::OtherLesson => words::CODE_OTHER_LESSON,
    })
    .to_owned()
}
