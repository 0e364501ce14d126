//! What a phone needs to read the portal without a connection: packs to save, the page that lists what is saved, the worker.
//!
//! In: the site and everything else that is published. Out: the size of each pack for its control, then one list per
//! pack and `sw.js`. Pages name neither of the two, so that the lists can hold the pages' hashes. Rules and formats:
//! `docs/offline.md`.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write,
};

use flate2::{Compression, write::GzEncoder};
use minijinja::Environment;
use serde::Serialize;

use super::{
    Artifact, ArtifactKind, Context, Job, Known, Made, RenderError, by_path,
    frame::{Files, PageHead},
    late,
    near::topic,
    picture,
    search_files::folder,
    template_error,
    views::PackView,
    words::Words,
};
use crate::{
    site::{Site, media::Facts},
    theme::Theme,
};

/// Name of the pack that searches without a connection.
pub(super) const SEARCH: &str = "tim-kiem";
/// Beginnings of the files that searching needs, besides what every page loads.
const SEARCH_FILES: [&str; 3] = ["assets/finding-", "assets/search-", "assets/catalogue-"];
/// Digits of a hash that tells two texts of one page apart.
const VERSION: usize = 10;

/// Sizes of packs by their names, for the controls that save them. Empty where nothing can be saved.
#[derive(Debug, Default)]
pub(super) struct Packs(BTreeMap<String, usize>);

impl Packs {
    /// What the control of a pack shows.
    pub(super) fn view(&self, words: &Words<'_>, name: &str) -> Result<Option<PackView>, RenderError> {
        let Some(size) = self.0.get(name) else {
            return Ok(None);
        };
        Ok(Some(PackView {
            name: name.to_owned(),
            bytes_text: words.bytes(*size)?,
        }))
    }
}

/// One pack: paths of its pages and of its files.
struct Contents {
    pages: BTreeSet<String>,
    files: BTreeSet<String>,
}

/// The list of a pack as the worker reads it.
#[derive(Serialize)]
struct List<'a> {
    /// Room needed on the phone.
    bytes: usize,
    /// Addresses with the version of the text.
    pages: BTreeMap<&'a str, String>,
    /// Paths with the version of the bytes: a folder named anew holds much that is the same.
    files: BTreeMap<&'a str, String>,
}

/// What the worker is told about the deploy it came with.
#[derive(Serialize)]
struct Deploy<'a> {
    build: String,
    /// Fetched when the worker is installed.
    shell: Vec<&'a str>,
    /// Paths of files and folders that this deploy may ask for.
    files: BTreeSet<&'a str>,
    away: &'a str,
    packs: String,
    notices: Notices,
}

/// Put at the head of a page by the worker.
#[derive(Serialize)]
struct Notices {
    saved: String,
    astray: String,
}

/// The page that lists what is on this phone.
pub(super) fn jobs(site: &Site) -> Vec<Job<'_>> {
    vec![Box::new(|context| page(context, site))]
}

fn page(context: &Context<'_>, site: &Site) -> Result<Made, RenderError> {
    #[derive(Serialize)]
    struct Offline {
        pack: Option<PackView>,
    }
    let head = PageHead {
        title: context.words.get("offline_heading")?,
        description: String::new(),
        address: site.config.addresses.offline.to_string(),
        kind: "offline",
        lang: site.config.language.clone(),
    };
    let pack = context.packs.view(context.words, SEARCH)?;
    context.printer.page("offline.html", &head, &Offline { pack })
}

/// How much each pack is on the wire, for the pages that offer it.
pub(super) fn packs(site: &Site, files: &BTreeMap<&str, &Known>) -> Packs {
    let sizes = contents(site, files).into_iter().map(|(name, contents)| {
        let pages = contents.pages.iter().map(|page| file_of(page));
        let known = pages
            .chain(contents.files)
            .filter_map(|path| files.get(path.as_str()).copied());
        (name, known.map(|file| file.wire).sum())
    });
    Packs(sizes.collect())
}

/// The packs' lists and the worker.
///
/// # Errors
/// When a notice's template is wrong.
pub(super) fn publish(
    site: &Site,
    theme: &Theme,
    environment: &Environment<'_>,
    files: &Files,
    known: &[Known],
) -> Result<Vec<Artifact>, RenderError> {
    let mut artifacts = Vec::new();
    let Some(worker) = theme.assets.get("sw.js") else {
        return Ok(artifacts);
    };
    let packs = folder("packs", lists(site, &by_path(known)), &mut artifacts);
    let mut hasher = blake3::Hasher::new();
    hasher.update(worker);
    let lists = artifacts.iter().map(|list| (&list.path, blake3::hash(&list.bytes)));
    for (path, hash) in known.iter().map(|file| (&file.path, file.hash)).chain(lists) {
        hasher.update(path.as_bytes());
        hasher.update(hash.as_bytes());
    }
    let paths = known.iter().map(|file| &file.path);
    let loaded = [&files.loader, &files.icon, &files.page_script, &files.offline];
    let deploy = Deploy {
        build: version(hasher.finalize()),
        shell: ["", &*site.config.addresses.offline]
            .into_iter()
            .chain(loaded.into_iter().flatten().map(String::as_str))
            .collect(),
        files: paths
            .chain(artifacts.iter().map(|list| &list.path))
            .filter_map(|path| file_or_folder(path))
            .collect(),
        away: &site.config.addresses.offline,
        packs,
        notices: Notices {
            saved: notice(theme, environment, "partials/saved_copy.html")?,
            astray: notice(theme, environment, "partials/astray.html")?,
        },
    };
    let mut script = b"const deploy = ".to_vec();
    script.extend(json(&deploy));
    script.extend_from_slice(b";\n");
    script.extend(worker);
    artifacts.push(Artifact {
        path: "sw.js".to_owned(),
        bytes: script,
        kind: ArtifactKind::Asset,
    });
    Ok(artifacts)
}

fn notice(theme: &Theme, environment: &Environment<'_>, template: &str) -> Result<String, RenderError> {
    #[derive(Serialize)]
    struct View<'a> {
        t: &'a BTreeMap<String, String>,
    }
    environment
        .get_template(template)
        .and_then(|template| template.render(minijinja::value::Serde(&View { t: &theme.words })))
        .map_err(|error| template_error(template, &error))
}

/// What each pack holds, by its name.
fn contents(site: &Site, files: &BTreeMap<&str, &Known>) -> BTreeMap<String, Contents> {
    let mut all = BTreeMap::new();
    for one in &site.config.topics {
        let entries = site
            .entries
            .iter()
            .filter(|entry| !site.is_over(entry) && topic(site, entry) == Some(one.id.as_str()));
        let mut pages: BTreeSet<String> = entries.map(|entry| entry.address.clone()).collect();
        if pages.is_empty() {
            continue;
        }
        pages.insert(site.config.addresses.topic_page(&one.id));
        let files = pictures(site, &pages, files);
        all.insert(one.id.clone(), Contents { pages, files });
    }
    let searching: BTreeSet<String> = files
        .keys()
        .filter(|path| is_to_search(path))
        .map(|path| (*path).to_owned())
        .collect();
    if !searching.is_empty() {
        let pages = BTreeSet::from([site.config.addresses.search.to_string()]);
        all.insert(
            SEARCH.to_owned(),
            Contents {
                pages,
                files: searching,
            },
        );
    }
    all
}

fn is_to_search(path: &str) -> bool {
    SEARCH_FILES.iter().any(|beginning| path.starts_with(beginning))
}

/// The pictures that pages show, in one size each that every browser knows; the worker shows it in place of the others.
/// Videos are too heavy to come along; a lesson's text says all they do.
fn pictures(site: &Site, pages: &BTreeSet<String>, files: &BTreeMap<&str, &Known>) -> BTreeSet<String> {
    let named: BTreeSet<&str> = pages
        .iter()
        .filter_map(|page| files.get(file_of(page).as_str()))
        .flat_map(|page| page.media.iter().map(String::as_str))
        .collect();
    let pictures = site.media.values().filter(|file| match &file.facts {
        Facts::Picture(shown) => shown.0.iter().any(|one| named.contains(one.address.as_str())),
        _ => false,
    });
    pictures.map(|file| picture::single(file).to_owned()).collect()
}

/// The lists of all packs, by file name.
fn lists(site: &Site, known: &BTreeMap<&str, &Known>) -> Vec<(String, Vec<u8>)> {
    let lists = contents(site, known).into_iter().map(|(name, contents)| {
        let pages = contents.pages.iter().map(|page| (page.as_str(), file_of(page)));
        let files = contents.files.iter().map(|path| (path.as_str(), path.clone()));
        let (pages, page_bytes) = versions(pages, known);
        let (files, file_bytes) = versions(files, known);
        let list = List {
            bytes: page_bytes + file_bytes,
            pages,
            files,
        };
        (format!("{name}.json"), json(&list))
    });
    lists.collect()
}

/// The version of each file under its name in a list, and the bytes of all.
fn versions<'a>(
    named: impl Iterator<Item = (&'a str, String)>,
    known: &BTreeMap<&str, &Known>,
) -> (BTreeMap<&'a str, String>, usize) {
    let mut bytes = 0;
    let versions = named.filter_map(|(name, path)| {
        let file = known.get(path.as_str())?;
        bytes += file.bytes;
        Some((name, version(file.hash)))
    });
    (versions.collect(), bytes)
}

/// Maps of texts and numbers, which always can be encoded.
fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}

/// The file behind a page's address.
fn file_of(page: &str) -> String {
    format!("{page}index.html")
}

/// An asset's path, or that of its folder below `assets/`: one name stands for the hundreds of files of an index.
fn file_or_folder(path: &str) -> Option<&str> {
    let below = path.strip_prefix("assets/")?;
    let length = "assets/".len() + below.find('/').unwrap_or(below.len());
    path.get(..length)
}

fn version(hash: blake3::Hash) -> String {
    hash.to_hex()[..VERSION].to_owned()
}

/// About how many bytes a file is on the wire. What searching needs is compressed by gzip as the plainest hosts do, to
/// know it; pages, of which there may be tens of thousands, go by the rule by which each tells its own weight. What no
/// pack holds, and pictures, which are compressed already, count as they are.
pub(super) fn on_the_wire(artifact: &Artifact) -> usize {
    match artifact.kind {
        ArtifactKind::Page(_) => late::compressed(artifact.bytes.len()),
        ArtifactKind::Asset if is_to_search(&artifact.path) => packed(&artifact.bytes),
        _ => artifact.bytes.len(),
    }
}

fn packed(bytes: &[u8]) -> usize {
    let mut writer = GzEncoder::new(Vec::new(), Compression::default());
    // Memory takes all.
    let packed = writer.write_all(bytes).and_then(|()| writer.finish());
    packed.map_or(bytes.len(), |packed| packed.len())
}

#[cfg(test)]
mod tests {
    use super::{Artifact, ArtifactKind, file_or_folder, on_the_wire};

    #[test]
    fn a_folder_stands_for_its_files() {
        assert_eq!(file_or_folder("assets/search-0a/head.bin"), Some("assets/search-0a"));
        assert_eq!(file_or_folder("assets/icon-0a.svg"), Some("assets/icon-0a.svg"));
        assert_eq!(file_or_folder("hoi-dap/index.html"), None);
    }

    #[test]
    fn the_wire_carries_less_than_the_file_but_of_pictures() {
        let file = |path: &str, kind| Artifact {
            path: path.to_owned(),
            bytes: vec![b'a'; 10_000],
            kind,
        };
        let page = on_the_wire(&file("hoi-dap/index.html", ArtifactKind::Page("faq")));
        assert!((2_000..4_000).contains(&page), "{page}");
        assert!(on_the_wire(&file("assets/search-0a/head.bin", ArtifactKind::Asset)) < 100);
        assert_eq!(on_the_wire(&file("media/a.jpg", ArtifactKind::Picture)), 10_000);
    }
}
