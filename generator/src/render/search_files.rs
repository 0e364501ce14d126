//! Files that are no pages: media, icon, and what the client loads (glue, wasm, search index, catalogue, loader).

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use search::IndexBuilder;
use unicode_normalization::UnicodeNormalization;
use wire::catalogue::{Card, Entry as CatalogueEntry, EntryKind, Item, encode};

use super::{
    Artifact, ArtifactKind, RenderError,
    near::{self, Near},
    template_error,
    words::shorten,
};
use crate::{
    client::{Client, Module},
    content::{
        Document,
        kinds::{Kind, KindName},
        markdown::passage::sentences,
    },
    site::{Entry, Site, address},
    theme::Theme,
};

/// Characters of an answer shown beside the search box: about ten lines on a phone.
const ANSWER: usize = 600;

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
    let documents = documents(site);
    let mut paths = vec![
        (
            "index".to_owned(),
            asset("search.bin", index(site, &documents), artifacts),
        ),
        ("catalogue".to_owned(), catalogue(site, &documents, artifacts)),
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

/// The search index over these documents.
fn index(site: &Site, documents: &[&Entry]) -> Vec<u8> {
    let mut builder = IndexBuilder::new();
    let groups = spoken_words(site);
    for entry in documents {
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
    }
    builder.finish()
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

/// What can be found, in the order that index and catalogue share; what is over is not. Like stands beside like, so that
/// the results of one question lie in few blocks, and a block compresses well.
fn documents(site: &Site) -> Vec<&Entry> {
    let mut documents: Vec<&Entry> = site.entries.iter().filter(|entry| !site.is_over(entry)).collect();
    let topics = &site.config.topics;
    documents.sort_by_key(|entry| {
        let kind = &entry.document.kind;
        let topic = kind
            .topic()
            .map(|id| topics.iter().position(|topic| topic.id == id.value));
        (entry_kind(kind.name()), topic, &entry.address)
    });
    documents
}

/// Adds the catalogue's blocks, in a folder named by a hash over all of them; gives the folder.
fn catalogue(site: &Site, documents: &[&Entry], artifacts: &mut Vec<Artifact>) -> String {
    let entries: Vec<CatalogueEntry> = documents.iter().map(|entry| catalogue_entry(site, entry)).collect();
    let near = near::near(site, documents);
    let cards: Vec<Card> = documents
        .iter()
        .zip(near)
        .map(|(entry, near)| card(entry, near))
        .collect();
    let mut files = blocks(&entries);
    files.extend(blocks(&cards));
    let mut hasher = blake3::Hasher::new();
    for (_, bytes) in &files {
        hasher.update(bytes);
    }
    let folder = format!("assets/catalogue-{}", &hasher.finalize().to_hex()[..10]);
    artifacts.extend(files.into_iter().map(|(name, bytes)| Artifact {
        path: format!("{folder}/{name}"),
        bytes,
        kind: ArtifactKind::Asset,
    }));
    folder
}

fn blocks<I: Item>(items: &[I]) -> Vec<(String, Vec<u8>)> {
    let blocks = items.chunks(I::PER_BLOCK).enumerate();
    blocks.map(|(number, items)| (I::name(number), encode(items))).collect()
}

fn entry_kind(name: KindName) -> EntryKind {
    match name {
        KindName::Policy => EntryKind::Policy,
        KindName::Faq => EntryKind::Question,
        KindName::Course | KindName::Lesson => EntryKind::Lesson,
        KindName::Story | KindName::Contest | KindName::Event => EntryKind::Story,
        KindName::Unit | KindName::Notice | KindName::Page => EntryKind::Page,
    }
}

fn catalogue_entry(site: &Site, entry: &Entry) -> CatalogueEntry {
    let document = &entry.document;
    CatalogueEntry {
        href: entry.address.clone(),
        title: document.title.value.clone(),
        kind: entry_kind(document.kind.name()),
        topic: document.kind.topic().map(|id| id.value.clone()).unwrap_or_default(),
        from: entry.validity.from.filter(|from| *from > site.today).map(days),
        until: entry.validity.until.map(|(until, _)| days(until)),
    }
}

fn card(entry: &Entry, Near { near, further }: Near) -> Card {
    let document = &entry.document;
    let source = document.kind.sources().first();
    let reviewed = document.kind.review().and_then(|review| review.reviewed);
    Card {
        text: answer(document).nfc().collect(),
        law: source.map(|source| source.law.value.clone()).unwrap_or_default(),
        article: source.map(|source| source.article.clone()).unwrap_or_default(),
        in_force_from: source.and_then(|source| source.in_force_from).map(days),
        reviewed: reviewed.map(days),
        near,
        further,
    }
}

/// What stands before the first heading, in whole sentences, as many as fit; of longer texts than a question's answer
/// only what lists show of them.
fn answer(document: &Document) -> String {
    let lead = match document.kind {
        Kind::Faq(_) => {
            let passages = document.body.passages.iter().take_while(|passage| !passage.heading);
            passages
                .map(|passage| passage.text.trim())
                .collect::<Vec<_>>()
                .join(" ")
        }
        _ => document.excerpt().to_owned(),
    };
    let whole = sentences(&lead)
        .into_iter()
        .take_while(|sentence| lead[..sentence.end].chars().count() <= ANSWER)
        .last();
    match whole {
        Some(last) => lead[..last.end].to_owned(),
        None => shorten(&lead, ANSWER),
    }
}

/// Days since 1970-01-01.
fn days(day: Date) -> i32 {
    day.since(date(1970, 1, 1)).map_or(i32::MAX, |span| span.get_days())
}
