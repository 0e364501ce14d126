//! Files that are no pages: media, icon, and what the client loads (glue, wasm, search index, catalogue, loader).

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use search::IndexBuilder;
use wire::catalogue::{Catalogue, Entry as CatalogueEntry, EntryKind};

use super::{Artifact, ArtifactKind, RenderError, template_error, words::shorten};
use crate::{
    client::{Client, Module},
    content::kinds::{Kind, KindName},
    site::{Entry, Site, address},
    theme::Theme,
};

/// Characters of an answer shown under a search result: about four lines on a phone.
const EXCERPT: usize = 220;

pub(super) fn media(site: &Site) -> Vec<Artifact> {
    let files = site.media.values();
    files
        .map(|file| Artifact {
            path: file.address.clone(),
            bytes: file.bytes.clone(),
            kind: ArtifactKind::Media,
        })
        .collect()
}

/// Adds a file of the theme; gives its address.
pub(super) fn theme_file(theme: &Theme, name: &str, artifacts: &mut Vec<Artifact>) -> Option<String> {
    let bytes = theme.assets.get(name)?;
    Some(asset(name, bytes.clone(), artifacts))
}

/// Adds everything the client needs; gives the loader's address.
pub(super) fn client(site: &Site, client: &Client, artifacts: &mut Vec<Artifact>) -> Result<String, RenderError> {
    let (index, catalogue) = index(site);
    let mut paths = vec![
        ("index".to_owned(), asset("search.bin", index, artifacts)),
        ("catalogue".to_owned(), asset("catalogue.bin", catalogue, artifacts)),
    ];
    for Module { name, glue, wasm } in &client.modules {
        paths.push((
            format!("{name}_glue"),
            asset(&format!("{name}.js"), glue.clone().into_bytes(), artifacts),
        ));
        paths.push((
            format!("{name}_wasm"),
            asset(&format!("{name}.wasm"), wasm.clone(), artifacts),
        ));
    }
    // The loader lies beside these files, so it needs only their names.
    let names: BTreeMap<String, String> = paths
        .into_iter()
        .map(|(key, path)| (key, path.trim_start_matches("assets/").to_owned()))
        .collect();
    let mut environment = minijinja::Environment::new();
    environment.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
    let loader = environment
        .render_str(&client.loader, names)
        .map_err(|error| template_error("loader.js", &error))?;
    Ok(asset("loader.js", loader.into_bytes(), artifacts))
}

fn asset(name: &str, bytes: Vec<u8>, artifacts: &mut Vec<Artifact>) -> String {
    let path = format!("assets/{}", address::hashed(name, &bytes));
    artifacts.push(Artifact {
        path: path.clone(),
        bytes,
        kind: ArtifactKind::Asset,
    });
    path
}

/// The search index and its catalogue: entry number i describes document number i. What is over is in neither.
pub(crate) fn index(site: &Site) -> (Vec<u8>, Vec<u8>) {
    let mut builder = IndexBuilder::new();
    let mut entries = Vec::new();
    let groups = spoken_words(site);
    for entry in site.entries.iter().filter(|entry| !site.is_over(entry)) {
        let document = &entry.document;
        let mut aliases: Vec<&str> = match &document.kind {
            Kind::Faq(faq) => faq.aliases.iter().map(|alias| alias.value.as_str()).collect(),
            _ => Vec::new(),
        };
        let text = format!(" {} ", search::fold::fold(&document.title.value).to_lowercase());
        for (written, spoken) in &groups {
            if text.contains(written) {
                aliases.extend(spoken);
            }
        }
        builder.add(&search::Document {
            title: &document.title.value,
            aliases: &aliases,
            headings: &document.body.headings_text,
            body: &document.body.plain_text,
        });
        entries.push(catalogue_entry(site, entry));
    }
    (builder.finish(), Catalogue { entries }.encode())
}

/// Legal words, folded and between spaces, with what people say instead.
fn spoken_words(site: &Site) -> Vec<(String, Vec<&str>)> {
    let mut words = Vec::new();
    for group in &site.synonyms.groups {
        let spoken: Vec<&str> = group.spoken.iter().map(|spoken| spoken.value.as_str()).collect();
        for written in &group.written {
            let written = format!(" {} ", search::fold::fold(&written.value).to_lowercase());
            words.push((written, spoken.clone()));
        }
    }
    words
}

fn catalogue_entry(site: &Site, entry: &Entry) -> CatalogueEntry {
    let document = &entry.document;
    let kind = match document.kind.name() {
        KindName::Policy => EntryKind::Policy,
        KindName::Faq => EntryKind::Question,
        KindName::Course | KindName::Lesson => EntryKind::Lesson,
        KindName::Story | KindName::Contest | KindName::Event => EntryKind::Story,
        KindName::Unit | KindName::Notice | KindName::Page => EntryKind::Page,
    };
    let topic = document
        .kind
        .topic()
        .and_then(|id| site.config.topics.iter().find(|topic| topic.id == id.value));
    CatalogueEntry {
        href: entry.address.clone(),
        title: document.title.value.clone(),
        kind,
        topic: topic.map(|topic| topic.title.clone()).unwrap_or_default(),
        excerpt: shorten(document.excerpt(), EXCERPT),
        law: document
            .kind
            .sources()
            .first()
            .map(|source| format!("{}, {}", source.law.value, source.article))
            .unwrap_or_default(),
        from: entry.validity.from.filter(|from| *from > site.today).map(days),
        until: entry.validity.until.map(|(until, _)| days(until)),
    }
}

/// Days since 1970-01-01.
fn days(day: Date) -> i32 {
    day.since(date(1970, 1, 1)).map_or(i32::MAX, |span| span.get_days())
}
