//! Learns the weights of the second stage of ranking from questions with known answers.
//!
//! `cargo run --release -p search --example train -- DOCS.jsonl QUERIES.jsonl [--write]`
//!
//! Prints Recall@5 and MRR@10 by set and spelling: of the first stage, and of the second as cross-validated in five parts
//! (all spellings of a question in one part). `--write` puts the weights learned from all questions into
//! `search/src/weights.rs`. Formats as in the development set's README. Softmax regression over the candidates of each
//! question (Cao et al.: *Learning to Rank: From Pairwise Approach to Listwise Approach*, 2007, with top-one probabilities).

#![allow(clippy::print_stdout, clippy::cast_precision_loss, missing_docs)]

use std::{collections::BTreeMap, env, fs, thread};

use search::{Analysis, Citation, Document, FEATURES, Hit, IndexBuilder, Library, Options, Thesaurus};
use serde_json::Value;

const COUNT: usize = FEATURES.len();
const PARTS: usize = 5;
const STEPS: i32 = 300;
const SHRINK: f64 = 2e-3;

struct Sample {
    set: String,
    kind: String,
    spelling: String,
    text: String,
    question: usize,
    relevant: Vec<usize>,
    hits: Vec<Hit>,
}

fn lines(path: &str) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    text.lines()
        .map(|line| serde_json::from_str(line).expect("one JSON object a line"))
        .collect()
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [documents, queries] = [&arguments[0], &arguments[1]].map(|path| lines(path));
    let library = index(&documents);
    let samples = samples(&library, &documents, &queries);
    let order = |sample: &Sample, weights: Option<&[f64; COUNT]>| -> Vec<usize> {
        let mut hits: Vec<(f64, usize)> = sample
            .hits
            .iter()
            .map(|hit| {
                (
                    weights.map_or(f64::from(hit.features[0]), |weights| score(weights, hit)),
                    hit.document,
                )
            })
            .collect();
        hits.sort_by(|left, right| right.0.total_cmp(&left.0));
        hits.into_iter().map(|hit| hit.1).collect()
    };
    table(
        "first stage",
        samples.iter().map(|sample| (sample, order(sample, None))),
    );
    let mut held_out: Vec<(&Sample, Vec<usize>)> = Vec::new();
    for part in 0..PARTS {
        let in_part = |sample: &Sample| (sample.question * 7919 + 13) % PARTS == part;
        let weights = learn(samples.iter().filter(|sample| !in_part(sample)));
        held_out.extend(
            samples
                .iter()
                .filter(|sample| in_part(sample))
                .map(|sample| (sample, order(sample, Some(&weights)))),
        );
    }
    table(
        "second stage, cross-validated",
        held_out.iter().map(|(sample, order)| (*sample, order.clone())),
    );
    if arguments.iter().any(|argument| argument == "--failures") {
        for (sample, order) in &held_out {
            let ranks: Vec<Option<usize>> = sample
                .relevant
                .iter()
                .map(|relevant| order.iter().position(|document| document == relevant))
                .collect();
            if sample.spelling == "asis"
                && sample.set != "exam"
                && ranks.iter().any(|rank| rank.is_none_or(|rank| rank > 4))
            {
                let name = |document: usize| {
                    format!(
                        "{} {}",
                        documents[document]["id"].as_str().unwrap_or_default(),
                        documents[document]["title"]
                            .as_str()
                            .unwrap_or_default()
                            .chars()
                            .take(45)
                            .collect::<String>()
                    )
                };
                println!(
                    "{} {} | {} | {:?} | TOP {:?}",
                    sample.set,
                    sample.kind,
                    sample.text.chars().take(140).collect::<String>(),
                    sample
                        .relevant
                        .iter()
                        .zip(&ranks)
                        .map(|(document, rank)| (name(*document), rank.map(|rank| rank + 1)))
                        .collect::<Vec<_>>(),
                    order.iter().take(4).map(|document| name(*document)).collect::<Vec<_>>()
                );
            }
        }
    }
    if arguments.iter().any(|argument| argument == "--by-kind") {
        let mut kinds: BTreeMap<String, (f64, f64, f64)> = BTreeMap::new();
        for (sample, order) in held_out.iter().filter(|(sample, _)| sample.spelling == "asis") {
            let (recall, rank) = measures(sample, order);
            let sums = kinds.entry(format!("{} {}", sample.set, sample.kind)).or_default();
            *sums = (sums.0 + recall, sums.1 + rank, sums.2 + 1.0);
        }
        for (kind, (recall, rank, count)) in kinds {
            println!(
                "{kind:30} {count:4} {:5.1} {:5.1}",
                100.0 * recall / count,
                100.0 * rank / count
            );
        }
    }
    let weights = learn(samples.iter());
    table(
        "second stage, on what it learned from",
        samples.iter().map(|sample| (sample, order(sample, Some(&weights)))),
    );
    for (name, weight) in FEATURES.iter().zip(&weights) {
        println!("{weight:9.4}  {name}");
    }
    if arguments.iter().any(|argument| argument == "--write") {
        write(&weights);
    }
}

fn index(documents: &[Value]) -> Library {
    let thesaurus = Thesaurus::everyday();
    let mut builder = IndexBuilder::new();
    for document in documents {
        let text = |key: &str| document[key].as_str().unwrap_or_default();
        let number = document["no"].to_string();
        builder.add(Analysis::new(
            &Document {
                title: text("title"),
                body: text("text"),
                group: text("law"),
                citations: &[Citation {
                    law: text("law"),
                    article: number.trim_matches('"'),
                }],
                ..Document::default()
            },
            &thesaurus,
        ));
    }
    builder.add_everyday_abbreviations();
    let files = builder.finish();
    let bytes: usize = files.shards.iter().map(Vec::len).sum();
    println!(
        "{} documents; head {} bytes, {} shards of {} bytes in all",
        documents.len(),
        files.head.len(),
        files.shards.len(),
        bytes
    );
    Library::whole(&files).expect("an index just written")
}

fn samples(library: &Library, documents: &[Value], queries: &[Value]) -> Vec<Sample> {
    let numbers: BTreeMap<&str, usize> = documents
        .iter()
        .enumerate()
        .filter_map(|(number, document)| Some((document["id"].as_str()?, number)))
        .collect();
    let one = |(question, query): (usize, &Value)| -> Vec<Sample> {
        let relevant: Vec<usize> = query["rel"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|id| numbers.get(id.as_str()?).copied())
            .collect();
        let spellings = query["v"].as_object().into_iter().flatten();
        spellings
            .map(|(spelling, text)| {
                let text = text.as_str().unwrap_or_default();
                let finished = Options {
                    finished: true,
                    ..Options::default()
                };
                Sample {
                    set: query["set"].as_str().unwrap_or_default().to_owned(),
                    kind: query["kind"].as_str().unwrap_or_default().to_owned(),
                    spelling: spelling.clone(),
                    text: text.to_owned(),
                    question,
                    relevant: relevant.clone(),
                    hits: library.answer(&library.question(text, finished), 100).hits,
                }
            })
            .collect()
    };
    let half = queries.len() / 2;
    thread::scope(|scope| {
        let second = scope.spawn(|| queries.iter().enumerate().skip(half).flat_map(one).collect::<Vec<_>>());
        let mut samples: Vec<Sample> = queries.iter().enumerate().take(half).flat_map(one).collect();
        samples.extend(second.join().expect("ranking does not panic"));
        samples
    })
}

fn score(weights: &[f64; COUNT], hit: &Hit) -> f64 {
    weights
        .iter()
        .zip(&hit.features)
        .map(|(weight, feature)| weight * f64::from(*feature))
        .sum()
}

fn measures(sample: &Sample, order: &[usize]) -> (f64, f64) {
    let found = order
        .iter()
        .take(5)
        .filter(|document| sample.relevant.contains(document))
        .count();
    let first = order
        .iter()
        .take(10)
        .position(|document| sample.relevant.contains(document));
    (
        found as f64 / sample.relevant.len().max(1) as f64,
        first.map_or(0.0, |rank| 1.0 / (rank + 1) as f64),
    )
}

fn table<'a>(name: &str, orders: impl Iterator<Item = (&'a Sample, Vec<usize>)>) {
    let mut sums: BTreeMap<(String, String), (f64, f64, f64, f64)> = BTreeMap::new();
    for (sample, order) in orders {
        let (recall, rank) = measures(sample, &order);
        let among = order
            .iter()
            .filter(|document| sample.relevant.contains(document))
            .count() as f64
            / sample.relevant.len().max(1) as f64;
        let sum = sums.entry((sample.set.clone(), sample.spelling.clone())).or_default();
        *sum = (sum.0 + recall, sum.1 + rank, sum.2 + among, sum.3 + 1.0);
    }
    println!("\n{name}: Recall@5 MRR@10 Recall@50");
    for ((set, spelling), (recall, rank, among, count)) in sums {
        println!(
            "{set:8} {spelling:6} {:5.1} {:5.1} {:5.1}",
            100.0 * recall / count,
            100.0 * rank / count,
            100.0 * among / count
        );
    }
}

/// Gradient descent with Adam's step sizes on standardised features.
fn learn<'a>(samples: impl Iterator<Item = &'a Sample>) -> [f64; COUNT] {
    let samples: Vec<&Sample> = samples
        .filter(|sample| sample.hits.iter().any(|hit| sample.relevant.contains(&hit.document)))
        .collect();
    let hits = || samples.iter().flat_map(|sample| &sample.hits);
    let count = hits().count() as f64;
    let mut mean = [0.0; COUNT];
    let mut spread = [0.0; COUNT];
    for hit in hits() {
        for at in 0..COUNT {
            mean[at] += f64::from(hit.features[at]) / count;
        }
    }
    for hit in hits() {
        for at in 0..COUNT {
            spread[at] += (f64::from(hit.features[at]) - mean[at]).powi(2) / count;
        }
    }
    let spread = spread.map(|variance: f64| variance.sqrt() + 1e-9);
    let standard: Vec<Vec<([f64; COUNT], bool)>> = samples
        .iter()
        .map(|sample| {
            sample
                .hits
                .iter()
                .map(|hit| {
                    (
                        core::array::from_fn(|at| (f64::from(hit.features[at]) - mean[at]) / spread[at]),
                        sample.relevant.contains(&hit.document),
                    )
                })
                .collect()
        })
        .collect();
    let mut weights = [0.0; COUNT];
    let (mut first, mut second) = ([0.0; COUNT], [0.0; COUNT]);
    for step in 1..=STEPS {
        let gradient = gradient(&standard, &weights);
        for at in 0..COUNT {
            let slope = gradient[at] / standard.len() as f64 + SHRINK * weights[at];
            first[at] = 0.9 * first[at] + 0.1 * slope;
            second[at] = 0.99 * second[at] + 0.01 * slope * slope;
            let (first, second) = (
                first[at] / (1.0 - 0.9_f64.powi(step)),
                second[at] / (1.0 - 0.99_f64.powi(step)),
            );
            weights[at] -= 0.05 * first / (second.sqrt() + 1e-8);
        }
    }
    core::array::from_fn(|at| weights[at] / spread[at])
}

fn gradient(samples: &[Vec<([f64; COUNT], bool)>], weights: &[f64; COUNT]) -> [f64; COUNT] {
    let part = |samples: &[Vec<([f64; COUNT], bool)>]| {
        let mut gradient = [0.0; COUNT];
        for hits in samples {
            let scores: Vec<f64> = hits
                .iter()
                .map(|(features, _)| {
                    features
                        .iter()
                        .zip(weights)
                        .map(|(feature, weight)| feature * weight)
                        .sum()
                })
                .collect();
            let top = scores.iter().copied().fold(f64::MIN, f64::max);
            let chances: Vec<f64> = scores.iter().map(|score| (score - top).exp()).collect();
            let all: f64 = chances.iter().sum();
            let relevant = hits.iter().filter(|hit| hit.1).count() as f64;
            for ((features, is_relevant), chance) in hits.iter().zip(&chances) {
                let error = chance / all - if *is_relevant { 1.0 / relevant } else { 0.0 };
                for at in 0..COUNT {
                    gradient[at] += error * features[at];
                }
            }
        }
        gradient
    };
    let (left, right) = samples.split_at(samples.len() / 2);
    thread::scope(|scope| {
        let other = scope.spawn(|| part(right));
        let mut sum = part(left);
        for (sum, other) in sum.iter_mut().zip(other.join().expect("sums do not panic")) {
            *sum += other;
        }
        sum
    })
}

fn write(weights: &[f64; COUNT]) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/weights.rs");
    let text = fs::read_to_string(path).expect("the weights can be read");
    let start = text
        .find("pub(crate) const WEIGHTS")
        .expect("there is a table of weights");
    let rows: String = FEATURES
        .iter()
        .zip(weights)
        .map(|(name, weight)| format!("    {weight:.4}, // {name}\n"))
        .collect();
    let table = format!("pub(crate) const WEIGHTS: [f32; FEATURES.len()] = [\n{rows}];\n");
    fs::write(path, [&text[..start], &table].concat()).expect("the weights can be written");
}
