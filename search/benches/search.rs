//! What the engine costs, piece by piece, over the portal's own texts: `cargo bench --package search`.
//!
//! Figures with date and machine stand in `docs/performance.md`.

use std::{fs, path::Path, sync::LazyLock};

use divan::{Bencher, counter::BytesCount};
use search::{
    Analysis, Document, Files, IndexBuilder, Library, Options, Thesaurus,
    decode::{Abbreviations, Decoder, TextLexicon},
    fold::fold,
};

/// As people type: without marks, with raw Telex keys, with short forms, with slips.
const QUESTIONS: [&str; 4] = [
    "nghi thai san duoc may thang",
    "luowng toois thieeur vungf laf bao nhieeu",
    "bi duoi viec co dc tien ko",
    "công ty châm lương thì phai lam sao",
];

/// Title and body of every question and policy.
static TEXTS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    let folders = ["faq", "policy"].map(|folder| fs::read_dir(content.join(folder)).expect("the portal's own texts"));
    let mut paths: Vec<_> = folders
        .into_iter()
        .flatten()
        .map(|entry| entry.expect("readable").path())
        .collect();
    paths.sort();
    let text = |path| {
        let text = fs::read_to_string(path).expect("readable");
        let (_, rest) = text.split_once("---\n").expect("front matter");
        let (front, body) = rest.split_once("---\n").expect("front matter");
        let (_, title) = front
            .lines()
            .next()
            .and_then(|line| line.split_once(": "))
            .expect("a title");
        (title.to_owned(), body.to_owned())
    };
    paths.iter().map(text).collect()
});
static ANALYSES: LazyLock<Vec<Analysis>> = LazyLock::new(|| {
    let thesaurus = Thesaurus::everyday();
    TEXTS.iter().map(|text| analysis(text, &thesaurus)).collect()
});
static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::whole(&index()).expect("an index just written"));

fn main() {
    divan::main();
}

fn analysis((title, body): &(String, String), thesaurus: &Thesaurus) -> Analysis {
    let document = Document {
        title,
        body,
        ..Document::default()
    };
    Analysis::new(&document, thesaurus)
}

fn index() -> Files {
    let mut builder = IndexBuilder::new();
    for analysis in ANALYSES.iter() {
        builder.add(analysis.clone());
    }
    builder.add_everyday_abbreviations();
    builder.finish()
}

fn bytes() -> BytesCount {
    BytesCount::new(
        TEXTS
            .iter()
            .map(|(title, body)| title.len() + body.len())
            .sum::<usize>(),
    )
}

#[divan::bench]
fn fold_all_texts(bencher: Bencher<'_, '_>) {
    let fold_all = || TEXTS.iter().map(|(_, body)| fold(body).len()).sum::<usize>();
    bencher.counter(bytes()).bench_local(fold_all);
}

/// Each text to its counts, which no other text changes.
#[divan::bench]
fn analyse_all_texts(bencher: Bencher<'_, '_>) {
    let thesaurus = Thesaurus::everyday();
    let analyse_all = || TEXTS.iter().map(|text| analysis(text, &thesaurus)).collect::<Vec<_>>();
    bencher.counter(bytes()).bench_local(analyse_all);
}

/// All counts to the bytes of head and shards.
#[divan::bench]
fn index_all_texts(bencher: Bencher<'_, '_>) {
    LazyLock::force(&ANALYSES);
    bencher.bench_local(index);
}

#[divan::bench(args = QUESTIONS)]
fn decode(bencher: Bencher<'_, '_>, question: &str) {
    let mut lexicon = TextLexicon::new();
    for (title, body) in TEXTS.iter() {
        lexicon.add(title);
        lexicon.add(body);
    }
    lexicon.add_question_wording();
    let abbreviations = Abbreviations::new([("dc", "được"), ("ko", "không")]);
    let decoder = Decoder::new(&lexicon, &abbreviations);
    bencher.bench_local(|| decoder.decode(question, Options::default()));
}

/// Reading and answering, with all shards at hand.
#[divan::bench(args = QUESTIONS)]
fn query(bencher: Bencher<'_, '_>, question: &str) {
    let library = LazyLock::force(&LIBRARY);
    bencher.bench_local(|| library.answer(&library.question(question, Options::default()), 10));
}
