//! Learns the weights of ranking from questions with known answers.
//!
//! `cargo run --release -p search --example train -- DOCS.jsonl QUERIES.jsonl [DOCS QUERIES.jsonl …] [--write] [--misses] [--by-kind] [--quick] [--divisions]`
//!
//! `search/train` does all of it. In place of documents there may be the folder of an index as `portal search --index-out`
//! writes it. The sets `itself` and `near` teach nothing: questions as their pages have them, and questions on the border.
//!
//! Prints Recall@1, Recall@3, Recall@5 and MRR@10 by set and spelling: of the first stage, of the second as
//! cross-validated in five parts (all spellings of a question in one part), and on what it learned from. Questions without
//! `rel` are foreign to the corpus: from them and the set `faq` it learns how sure an answer is, also cross-validated.
//! `--divisions` cross-validates four times, each time in other parts, and prints the means: one division alone is up to a
//! point of MRR off. `--write` puts the weights learned from all questions into `search/src/weights.rs`. The signs of how sure an answer is
//! depend on the weights that rank, so write twice; the second time `--quick` leaves the cross-validation of ranking out.
//!
//! Ranking: softmax regression over the candidates of each question (Cao et al.: *Learning to Rank: From Pairwise Approach
//! to Listwise Approach*, 2007, with top-one probabilities). Confidence: logistic regression.

#![allow(clippy::print_stdout, clippy::cast_precision_loss, missing_docs)]

mod learn;
mod report;

use std::{collections::BTreeMap, env, fs, path::Path, thread};

use search::{
    Analysis, Citation, Document, FEATURES, Files, Hit, IndexBuilder, Library, Options, SIGNS, Sort, Thesaurus,
};
use serde_json::Value;

use learn::{confidence, learn, write};
use report::{by_kind, misses, order, table};

/// Texts and questions have weights of their own.
const COUNT: usize = 2 * FEATURES.len();
const SURE: usize = SIGNS.len();
const PARTS: u64 = 5;
const DIVISIONS: u32 = 4;
const CANDIDATES: usize = 100;

/// A question in one spelling, and what the first stage found.
struct Sample {
    set: String,
    kind: String,
    spelling: String,
    text: String,
    /// The same for all spellings and paraphrases of a question.
    hash: u64,
    relevant: Vec<usize>,
    /// Document and features.
    hits: Vec<(usize, [f64; COUNT])>,
    signs: [f64; SURE],
    names: std::sync::Arc<Vec<String>>,
}

impl Sample {
    /// The part of the questions that it is in, in one of several divisions.
    fn part(&self, division: u32) -> u64 {
        self.hash / PARTS.pow(division) % PARTS
    }
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (flags, files): (Vec<&String>, Vec<&String>) =
        arguments.iter().partition(|argument| argument.starts_with("--"));
    let has = |flag: &str| flags.iter().any(|other| *other == flag);
    let samples: Vec<Sample> = files
        .chunks_exact(2)
        .flat_map(|pair| samples(pair[0], pair[1]))
        .filter(|sample| !["itself", "near"].contains(&sample.set.as_str()))
        .collect();
    let asked: Vec<&Sample> = samples.iter().filter(|sample| !sample.relevant.is_empty()).collect();

    let first: Vec<_> = asked
        .iter()
        .map(|sample| (*sample, sample.hits.iter().map(|hit| hit.0).collect()))
        .collect();
    table("first stage", &first);
    if !has("--quick") {
        let divisions = if has("--divisions") { DIVISIONS } else { 1 };
        let held_out: Vec<_> = (0..divisions).flat_map(|division| held_out(&asked, division)).collect();
        table("second stage, cross-validated", &held_out);
        if has("--by-kind") {
            by_kind(&held_out);
        }
        if has("--misses") {
            misses(&held_out);
        }
    }
    let weights = learn(&asked);
    table(
        "second stage, on what it learned from",
        &asked
            .iter()
            .map(|sample| (*sample, order(sample, &weights)))
            .collect::<Vec<_>>(),
    );
    let signs = confidence(&samples);
    if has("--write") {
        write(&weights, &signs);
    }
}

/// Every question ranked with weights learned from the other parts.
fn held_out<'a>(asked: &[&'a Sample], division: u32) -> Vec<(&'a Sample, Vec<usize>)> {
    let mut held_out = Vec::new();
    for part in 0..PARTS {
        let others: Vec<&Sample> = asked
            .iter()
            .copied()
            .filter(|sample| sample.part(division) != part)
            .collect();
        let weights = learn(&others);
        let tested = asked.iter().filter(|sample| sample.part(division) == part);
        held_out.extend(tested.map(|sample| (*sample, order(sample, &weights))));
    }
    held_out
}

fn samples(documents: &str, queries: &str) -> Vec<Sample> {
    let (files, names) = if Path::new(documents).is_dir() {
        written(Path::new(documents))
    } else {
        let documents = lines(documents);
        let id = |document: &Value| document["id"].as_str().unwrap_or_default().to_owned();
        (index(&documents), documents.iter().map(id).collect())
    };
    let queries = lines(queries);
    let library = Library::whole(&files).expect("an index just written");
    let names = std::sync::Arc::new(names);
    let numbers: BTreeMap<&str, usize> = names
        .iter()
        .enumerate()
        .map(|(number, name)| (name.as_str(), number))
        .collect();
    let one = |query: &Value| -> Vec<Sample> {
        let relevant = query["rel"].as_array().into_iter().flatten();
        let relevant: Vec<usize> = relevant.filter_map(|id| numbers.get(id.as_str()?).copied()).collect();
        let text = |key: &str| query[key].as_str().unwrap_or_default().to_owned();
        let spellings = query["v"].as_object().into_iter().flatten();
        let sample = |(spelling, typed): (&String, &Value)| {
            let typed = typed.as_str().unwrap_or_default();
            let finished = Options {
                finished: true,
                ..Options::default()
            };
            let answer = library.answer(&library.question(typed, finished), CANDIDATES);
            let mut hits: Vec<_> = answer.hits.iter().map(|hit| (hit.document, by_sort(hit))).collect();
            let first_stage = |features: &[f64; COUNT]| features[0] + features[FEATURES.len()];
            hits.sort_by(|left, right| first_stage(&right.1).total_cmp(&first_stage(&left.1)));
            Sample {
                set: text("set"),
                kind: text("kind"),
                spelling: spelling.clone(),
                text: typed.to_owned(),
                hash: hash(&text("qid")),
                relevant: relevant.clone(),
                hits,
                signs: answer.signs.map(f64::from),
                names: names.clone(),
            }
        };
        spellings.map(sample).collect()
    };
    let (left, right) = queries.split_at(queries.len() / 2);
    thread::scope(|scope| {
        let other = scope.spawn(|| right.iter().flat_map(one).collect::<Vec<_>>());
        let mut samples: Vec<Sample> = left.iter().flat_map(one).collect();
        samples.extend(other.join().expect("ranking does not panic"));
        samples
    })
}

/// By which a question is dealt to a part. Paraphrases of one question, too, lie in one: what precedes "#" is the same for all.
fn hash(id: &str) -> u64 {
    let question = id.split('#').next().unwrap_or_default().bytes();
    question.fold(7_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    }) / 7
}

/// The features of a text in the first half, those of a question in the second.
fn by_sort(hit: &Hit) -> [f64; COUNT] {
    let start = if hit.sort == Sort::Text { 0 } else { FEATURES.len() };
    let mut features = [0.0; COUNT];
    for (slot, feature) in features[start..].iter_mut().zip(hit.features) {
        *slot = f64::from(feature);
    }
    features
}

/// An index in a folder as `portal search --index-out` writes it, and the names of its documents.
fn written(folder: &Path) -> (Files, Vec<String>) {
    let read = |name: &str| fs::read(folder.join(name)).ok();
    let shards = (0..).map_while(|number: usize| read(&format!("{number}.bin")));
    let files = Files {
        head: read("head.bin").expect("a head"),
        shards: shards.collect(),
    };
    let names = fs::read_to_string(folder.join("documents.txt")).expect("names of documents");
    (files, names.lines().map(str::to_owned).collect())
}

fn lines(path: &str) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    text.lines()
        .map(|line| serde_json::from_str(line).expect("one JSON object a line"))
        .collect()
}

fn index(documents: &[Value]) -> Files {
    let thesaurus = Thesaurus::everyday();
    let mut builder = IndexBuilder::new();
    builder.add_everyday_abbreviations();
    for document in documents {
        let text = |value: &'static str| document[value].as_str().unwrap_or_default();
        let number = document["no"].to_string();
        let own = Citation {
            law: text("law"),
            article: number.trim_matches('"'),
        };
        let mut citations = Vec::new();
        if !document["no"].is_null() {
            citations.push(own);
        }
        let document = Document {
            title: text("title"),
            body: text("text"),
            group: text("law"),
            citations: &citations,
            ..Document::default()
        };
        builder.add(Analysis::new(&document, &thesaurus));
    }
    let files = builder.finish();
    let bytes: usize = files.shards.iter().map(Vec::len).sum();
    println!(
        "{} documents: head {} bytes, {} shards of {bytes} bytes in all",
        documents.len(),
        files.head.len(),
        files.shards.len()
    );
    files
}

fn dot<const N: usize>(weights: &[f64; N], features: &[f64; N]) -> f64 {
    weights
        .iter()
        .zip(features)
        .map(|(weight, feature)| weight * feature)
        .sum()
}
