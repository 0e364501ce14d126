//! What the steps of a build cost, without the disk, over a made-up portal of 500 texts: `cargo bench --package generator`.
//!
//! Figures with date and machine stand in `docs/performance.md`; a whole build is measured by `tests/bench/build/run`.

use std::{
    path::Path,
    sync::{Arc, LazyLock},
};

use divan::{Bencher, counter::ItemsCount};
use generator::{
    check, content,
    content::{Document, kinds::KindName, reactions, synonyms},
    corpus::{self, Mix, Vocabulary},
    render::{self, Artifact, Known, Means, PageCache, Receiver},
    site::{self, Content, Occasion, Site},
    source::{self, Layout, Source},
    theme::{self, Theme},
};
use jiff::civil::{Date, date};

const TEXTS: usize = 500;
const TODAY: Date = date(2026, 11, 24);

static THEME: LazyLock<Theme> = LazyLock::new(|| theme::read(root()).expect("the portal's own theme"));
static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    let vocabulary = vocabulary();
    let texts = corpus::texts(&vocabulary, Mix::News, TEXTS, TODAY);
    let mut sources: Vec<Source> = texts.map(|(path, text)| Source::new(path, &text)).collect();
    sources.sort_by(|left, right| left.path.cmp(&right.path));
    sources
});
static DOCUMENTS: LazyLock<Vec<Arc<Document>>> = LazyLock::new(|| {
    let documents = SOURCES.iter().flat_map(|source| content::parse(source).0);
    documents.map(Arc::new).collect()
});
static SITE: LazyLock<Site> = LazyLock::new(assembled);

fn main() {
    divan::main();
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

fn vocabulary() -> Vocabulary {
    let layout = Layout {
        folders: &KindName::ALL.map(KindName::folder),
        synonyms: synonyms::PATH,
        reactions: reactions::PATH,
    };
    let (sources, _) = source::read(root(), &layout);
    let documents: Vec<Document> = sources.texts.iter().flat_map(|text| content::parse(text).0).collect();
    Vocabulary::of(&documents).expect("the portal's own texts are enough")
}

fn assembled() -> Site {
    let content = Content {
        documents: DOCUMENTS.clone(),
        ..Content::default()
    };
    let occasion = Occasion {
        today: TODAY,
        preview: false,
    };
    site::assemble(THEME.config.clone(), content, occasion)
}

/// Takes files and forgets them.
struct Nowhere;

impl Receiver for Nowhere {
    fn take(&self, _: Artifact, _: blake3::Hash) {}

    fn take_again(&self, _: &Known) -> bool {
        false
    }
}

#[divan::bench]
fn parse(bencher: Bencher<'_, '_>) {
    LazyLock::force(&SOURCES);
    let parse_all = || SOURCES.iter().map(content::parse).collect::<Vec<_>>();
    bencher.counter(ItemsCount::new(TEXTS)).bench_local(parse_all);
}

#[divan::bench]
fn assemble(bencher: Bencher<'_, '_>) {
    LazyLock::force(&DOCUMENTS);
    bencher.counter(ItemsCount::new(TEXTS)).bench_local(assembled);
}

#[divan::bench]
fn check_all(bencher: Bencher<'_, '_>) {
    let site = LazyLock::force(&SITE);
    bencher
        .counter(ItemsCount::new(TEXTS))
        .bench_local(|| check::check(site, &SOURCES));
}

/// Every page and list, handed over and forgotten.
#[divan::bench]
fn render_all(bencher: Bencher<'_, '_>) {
    let site = LazyLock::force(&SITE);
    let means = Means {
        theme: &THEME,
        client: None,
        installable: false,
        pictures: None,
        disk: false,
        editor: &[],
        receiver: &Nowhere,
    };
    bencher
        .counter(ItemsCount::new(TEXTS))
        .bench_local(|| render::render(site, means, &mut PageCache::default()));
}
