//! Files that are no pages: media, icon, and what the client loads (glue, wasm, search index, catalogue, loader).

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use unicode_normalization::UnicodeNormalization;
use wire::catalogue::{Card, Entry as CatalogueEntry, EntryKind, Item, encode};

use super::{
    Artifact, ArtifactKind, RenderError,
    near::{self, Near},
    notices, search_index, template_error,
    words::{Words, shorten},
};
use crate::{
    client::{Client, Module},
    content::{
        Document,
        kinds::{Kind, KindName},
        markdown::passage::sentences,
    },
    site::{Entry, Site, address, media::Facts},
    theme::Theme,
};

/// Characters of an answer shown beside the search box: about ten lines on a phone.
const ANSWER: usize = 600;

/// Media as they are, and of pictures what was made of them: never the original, which tells who took it, when and where.
pub(super) fn media(site: &Site) -> Vec<Artifact> {
    let artifact = |kind| {
        move |(path, bytes): (&String, &Vec<u8>)| Artifact {
            path: path.clone(),
            bytes: bytes.clone(),
            kind,
        }
    };
    let mut artifacts = Vec::new();
    for file in site.media.values() {
        match &file.facts {
            Facts::Picture(shown) => {
                let files = shown.0.iter().map(|one| (&one.address, &one.file.bytes));
                artifacts.extend(files.map(artifact(ArtifactKind::Picture)));
            }
            Facts::Refused(_) => {}
            _ => artifacts.push(artifact(ArtifactKind::Media)((&file.address, &file.bytes))),
        }
    }
    artifacts
}

/// Adds a file of the theme; gives its address.
pub(super) fn theme_file(theme: &Theme, name: &str, artifacts: &mut Vec<Artifact>) -> Option<String> {
    let bytes = theme.assets.get(name)?;
    Some(asset(name, bytes.clone(), artifacts))
}

/// Adds everything the client needs; gives the loader's address.
pub(super) fn client(
    site: &Site,
    words: &Words<'_>,
    client: &Client,
    artifacts: &mut Vec<Artifact>,
) -> Result<String, RenderError> {
    let documents = documents(site);
    let mut paths = vec![
        (
            "index".to_owned(),
            folder("search", search_files(search_index::index(site, &documents)), artifacts),
        ),
        ("catalogue".to_owned(), catalogue(site, &documents, artifacts)),
    ];
    for Module { name, glue, wasm } in &client.modules {
        paths.push((
            format!("{name}_glue"),
            asset(
                &format!("{name}.js"),
                with_words(words, name, glue)?.into_bytes(),
                artifacts,
            ),
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

/// The glue with the words that its module says in this portal's language: they come with it, in no request of their own.
fn with_words(words: &Words<'_>, module: &str, glue: &str) -> Result<String, RenderError> {
    let said = wire::words::text(module, |key| words.get(key))?;
    // Lines at the end that this module does not say need not travel.
    let said = serde_json::Value::from(said.trim_end_matches('\n'));
    Ok(format!("{glue}\nexport const words = {said};\n"))
}

/// Adds the licences of what others wrote of the client; gives their address.
pub(super) fn licences(site: &Site, theme: &Theme, client: &Client, artifacts: &mut Vec<Artifact>) -> String {
    let texts = notices::texts(site, theme, &client.components);
    asset("licences.txt", texts.into_bytes(), artifacts)
}

/// Adds a file under a name with a hash over its bytes; gives its address.
pub(super) fn asset(name: &str, bytes: Vec<u8>, artifacts: &mut Vec<Artifact>) -> String {
    let path = format!("assets/{}", address::hashed(name, &bytes));
    artifacts.push(Artifact {
        path: path.clone(),
        bytes,
        kind: ArtifactKind::Asset,
    });
    path
}

/// What is found: its index, and in the order of the index address, title and law of each document.
pub(crate) fn findable(site: &Site) -> (search::Files, Vec<(String, String, String)>) {
    let documents = documents(site);
    let named = documents.iter().map(|entry| {
        let source = entry.document.kind.sources().first();
        let law = source.map(|source| [&source.law.value, ", ", &source.article].concat());
        (
            entry.address.clone(),
            entry.document.title.value.clone(),
            law.unwrap_or_default(),
        )
    });
    (search_index::index(site, &documents), named.collect())
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
    folder("catalogue", files, artifacts)
}

/// Adds files in a folder named by a hash over all of them, so that no table of their names has to travel.
pub(super) fn folder(name: &str, files: Vec<(String, Vec<u8>)>, artifacts: &mut Vec<Artifact>) -> String {
    let mut hasher = blake3::Hasher::new();
    for (_, bytes) in &files {
        hasher.update(bytes);
    }
    let folder = format!("assets/{name}-{}", &hasher.finalize().to_hex()[..10]);
    artifacts.extend(files.into_iter().map(|(name, bytes)| Artifact {
        path: format!("{folder}/{name}"),
        bytes,
        kind: ArtifactKind::Asset,
    }));
    folder
}

/// Names of an index's files: the head, and each shard by its number.
fn search_files(files: search::Files) -> Vec<(String, Vec<u8>)> {
    let shards = files.shards.into_iter().enumerate();
    let mut named = vec![("head.bin".to_owned(), files.head)];
    named.extend(shards.map(|(number, bytes)| (format!("{number}.bin"), bytes)));
    named
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
