//! The page on which officers check learners' codes without a network: the public keys that count, and the names of lessons
//! and courses by which codes call them. The client judges; without it the page tells of the command.

use serde::Serialize;

use super::{Context, Job, Made, RenderError, frame::PageHead, words::date};
use crate::{config::Officer, content::kinds::Kind, site::Site, supervision::day};

#[derive(Serialize)]
struct Codes {
    officers: Vec<OfficerView>,
    titles: Vec<Titled>,
}

#[derive(Serialize)]
struct OfficerView {
    name: String,
    unit: String,
    /// Base64url, as in the settings.
    key: String,
    from_text: String,
    until_text: String,
    /// In days since 1970.
    from: u32,
    until: u32,
}

/// A lesson or course.
#[derive(Serialize)]
struct Titled {
    /// Its file name; of a course with `/` behind it.
    name: String,
    title: String,
    href: String,
}

pub(super) fn jobs(_: &Site) -> Vec<Job<'_>> {
    vec![Box::new(page)]
}

fn page(context: &Context<'_>) -> Result<Made, RenderError> {
    let site = context.site;
    let titles = site.entries.iter().filter_map(|entry| {
        let document = &entry.document;
        let behind = match document.kind {
            Kind::Lesson(_) => "",
            Kind::Course(_) => "/",
            _ => return None,
        };
        Some(Titled {
            name: format!("{}{behind}", document.name),
            title: document.title.value.clone(),
            href: entry.address.clone(),
        })
    });
    let view = Codes {
        officers: site.config.officers.iter().map(officer).collect(),
        titles: titles.collect(),
    };
    let head = PageHead {
        title: context.words.get("codes_heading")?,
        description: context.words.get("codes_intro")?,
        address: site.config.addresses.codes.to_string(),
        kind: "codes",
        lang: site.config.language.clone(),
    };
    context.printer.page("codes.html", &head, &view)
}

fn officer(officer: &Officer) -> OfficerView {
    OfficerView {
        name: officer.name.clone(),
        unit: officer.unit.clone(),
        key: officer.key.text(),
        from_text: date(officer.from),
        until_text: date(officer.until),
        from: day(officer.from),
        until: day(officer.until),
    }
}
