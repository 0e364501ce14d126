//! Learns the weights of ranking from questions with known answers.
//!
//! `cargo run --release -p search --example train -- DOCS.jsonl QUERIES.jsonl [DOCS.jsonl QUERIES.jsonl …] [--write] [--misses] [--by-kind]`
//!
//! Prints Recall@1, Recall@3, Recall@5 and MRR@10 by set and spelling: of the first stage, of the second as
//! cross-validated in five parts (all spellings of a question in one part), and on what it learned from. Questions without
//! `rel` are foreign to the corpus: from them and the set `faq` it learns how sure an answer is, also cross-validated.
//! `--write` puts the weights learned from all questions into `search/src/weights.rs`.
//!
//! Ranking: softmax regression over the candidates of each question (Cao et al.: *Learning to Rank: From Pairwise Approach
//! to Listwise Approach*, 2007, with top-one probabilities). Confidence: logistic regression.

#![allow(clippy::print_stdout, clippy::cast_precision_loss, missing_docs)]

use std::{collections::BTreeMap, env, fs, thread};

use search::{
    Analysis, Citation, Document, FEATURES, Files, Hit, IndexBuilder, Library, Options, SIGNS, Sort, Thesaurus,
};
use serde_json::Value;

/// Texts and questions have weights of their own.
const COUNT: usize = 2 * FEATURES.len();
const SURE: usize = SIGNS.len();
const PARTS: u64 = 5;
const STEPS: i32 = 300;
const SHRINK: f64 = 2e-3;
/// Per cent of real questions that may be refused.
const REFUSED: usize = 4;
const CANDIDATES: usize = 100;

/// A question in one spelling, and what the first stage found.
struct Sample {
    set: String,
    kind: String,
    spelling: String,
    text: String,
    part: u64,
    relevant: Vec<usize>,
    /// Document and features.
    hits: Vec<(usize, [f64; COUNT])>,
    signs: [f64; SURE],
    names: std::sync::Arc<Vec<String>>,
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (flags, files): (Vec<&String>, Vec<&String>) =
        arguments.iter().partition(|argument| argument.starts_with("--"));
    let has = |flag: &str| flags.iter().any(|other| *other == flag);
    let samples: Vec<Sample> = files
        .chunks_exact(2)
        .flat_map(|pair| samples(pair[0], pair[1]))
        .collect();
    let asked: Vec<&Sample> = samples.iter().filter(|sample| !sample.relevant.is_empty()).collect();

    let first: Vec<_> = asked
        .iter()
        .map(|sample| (*sample, sample.hits.iter().map(|hit| hit.0).collect()))
        .collect();
    table("first stage", &first);
    let mut held_out = Vec::new();
    for part in 0..PARTS {
        let weights = learn(
            &asked
                .iter()
                .copied()
                .filter(|sample| sample.part != part)
                .collect::<Vec<_>>(),
        );
        let tested = asked.iter().filter(|sample| sample.part == part);
        held_out.extend(tested.map(|sample| (*sample, order(sample, &weights))));
    }
    table("second stage, cross-validated", &held_out);
    if has("--by-kind") {
        by_kind(&held_out);
    }
    if has("--misses") {
        misses(&held_out);
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

fn samples(documents: &str, queries: &str) -> Vec<Sample> {
    let (documents, queries) = (lines(documents), lines(queries));
    let library = Library::whole(&index(&documents)).expect("an index just written");
    let id = |document: &Value| document["id"].as_str().unwrap_or_default().to_owned();
    let names = std::sync::Arc::new(documents.iter().map(id).collect::<Vec<String>>());
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
                part: text("qid").bytes().fold(7_u64, |hash, byte| {
                    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
                }) / 7
                    % PARTS,
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

/// The features of a text in the first half, those of a question in the second.
fn by_sort(hit: &Hit) -> [f64; COUNT] {
    let start = if hit.sort == Sort::Text { 0 } else { FEATURES.len() };
    let mut features = [0.0; COUNT];
    for (slot, feature) in features[start..].iter_mut().zip(hit.features) {
        *slot = f64::from(feature);
    }
    features
}

fn lines(path: &str) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    text.lines()
        .map(|line| serde_json::from_str(line).expect("one JSON object a line"))
        .collect()
}

fn index(documents: &[Value]) -> Files {
    let mut thesaurus = Thesaurus::everyday();
    // A portal's own groups, one a line as in `search/data/everyday.txt`.
    let own = env::var("SYNONYMS").ok().and_then(|path| fs::read_to_string(path).ok());
    for (spoken, written) in own
        .iter()
        .flat_map(|text| text.lines())
        .filter_map(|line| line.split_once(" = "))
    {
        thesaurus.add(spoken.split(", "), written.split(", "));
    }
    let mut builder = IndexBuilder::new();
    builder.add_everyday_abbreviations();
    for document in documents {
        let text = |value: &'static str| document[value].as_str().unwrap_or_default();
        let number = document["no"].to_string();
        let own = Citation {
            law: text("law"),
            article: number.trim_matches('"'),
        };
        let cites = document["cites"].as_array().into_iter().flatten();
        let mut citations: Vec<Citation<'_>> = cites
            .map(|cite| Citation {
                law: cite["law"].as_str().unwrap_or_default(),
                article: cite["article"].as_str().unwrap_or_default(),
            })
            .collect();
        if !document["no"].is_null() {
            citations.push(own);
        }
        let aliases: Vec<&str> = document["aliases"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let document = Document {
            title: text("title"),
            aliases: &aliases,
            body: text("text"),
            group: text("law"),
            citations: &citations,
            sort: if document["question"] == true {
                Sort::Question
            } else {
                Sort::Text
            },
            ..Document::default()
        };
        builder.add(Analysis::new(&document, &thesaurus));
    }
    if documents.iter().any(|document| document["question"] == true) {
        builder.add_foreign_topics();
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

/// The documents of a sample by these weights, best first.
fn order(sample: &Sample, weights: &[f64; COUNT]) -> Vec<usize> {
    let mut hits: Vec<(f64, usize)> = sample.hits.iter().map(|hit| (dot(weights, &hit.1), hit.0)).collect();
    hits.sort_by(|left, right| right.0.total_cmp(&left.0));
    hits.into_iter().map(|hit| hit.1).collect()
}

fn dot<const N: usize>(weights: &[f64; N], features: &[f64; N]) -> f64 {
    weights
        .iter()
        .zip(features)
        .map(|(weight, feature)| weight * feature)
        .sum()
}

/// Recall at 1, 3 and 5 and the reciprocal rank within 10.
fn measures(sample: &Sample, order: &[usize]) -> [f64; 4] {
    let found = |most: usize| {
        order
            .iter()
            .take(most)
            .filter(|document| sample.relevant.contains(document))
            .count() as f64
            / sample.relevant.len() as f64
    };
    let first = order
        .iter()
        .take(10)
        .position(|document| sample.relevant.contains(document));
    [
        found(1),
        found(3),
        found(5),
        first.map_or(0.0, |rank| 1.0 / (rank + 1) as f64),
    ]
}

fn means(name: &str, orders: &[(&Sample, Vec<usize>)], key: impl Fn(&Sample) -> String) {
    println!("\n{name}: Recall@1 @3 @5 MRR@10");
    let mut sums: BTreeMap<String, ([f64; 4], f64)> = BTreeMap::new();
    for (sample, order) in orders {
        let sum = sums.entry(key(sample)).or_default();
        for (sum, measure) in sum.0.iter_mut().zip(measures(sample, order)) {
            *sum += measure;
        }
        sum.1 += 1.0;
    }
    for (key, (sums, count)) in sums {
        let [first, third, fifth, rank] = sums.map(|sum| 100.0 * sum / count);
        println!("{key:30} {count:5} {first:5.1} {third:5.1} {fifth:5.1} {rank:5.1}");
    }
}

fn table(name: &str, orders: &[(&Sample, Vec<usize>)]) {
    means(name, orders, |sample| format!("{} {}", sample.set, sample.spelling));
}

fn by_kind(orders: &[(&Sample, Vec<usize>)]) {
    let typed: Vec<_> = orders
        .iter()
        .filter(|(sample, _)| sample.spelling == "asis")
        .cloned()
        .collect();
    means("by kind, as written", &typed, |sample| {
        format!("{} {}", sample.set, sample.kind)
    });
}

fn misses(orders: &[(&Sample, Vec<usize>)]) {
    for (sample, order) in orders.iter().filter(|(sample, _)| sample.spelling == "asis") {
        let rank = |relevant: &usize| {
            order
                .iter()
                .position(|document| document == relevant)
                .map_or(0, |rank| rank + 1)
        };
        let ranks: Vec<(&str, usize)> = sample
            .relevant
            .iter()
            .map(|relevant| (sample.names[*relevant].as_str(), rank(relevant)))
            .collect();
        let least = if sample.set == "faq" { 1 } else { 5 };
        if ranks.iter().any(|rank| rank.1 == 0 || rank.1 > least) {
            let first: Vec<&str> = order
                .iter()
                .take(3)
                .map(|document| sample.names[*document].as_str())
                .collect();
            println!(
                "{} {} | {} | {ranks:?} | {first:?}",
                sample.set, sample.kind, sample.text
            );
        }
    }
}

/// Softmax regression over candidates, by gradient descent with Adam's step sizes on standardised features.
fn learn(samples: &[&Sample]) -> [f64; COUNT] {
    let samples: Vec<&&Sample> = samples
        .iter()
        .filter(|sample| sample.hits.iter().any(|hit| sample.relevant.contains(&hit.0)))
        .collect();
    let spread = spread(samples.iter().flat_map(|sample| sample.hits.iter().map(|hit| &hit.1)));
    descend(&spread, |weights| {
        let part = |samples: &[&&Sample]| {
            let mut gradient = [0.0; COUNT];
            for sample in samples {
                let scores: Vec<f64> = sample.hits.iter().map(|hit| dot(weights, &hit.1)).collect();
                let top = scores.iter().copied().fold(f64::MIN, f64::max);
                let all: f64 = scores.iter().map(|score| (score - top).exp()).sum();
                let relevant = sample
                    .hits
                    .iter()
                    .filter(|hit| sample.relevant.contains(&hit.0))
                    .count() as f64;
                for ((document, features), score) in sample.hits.iter().zip(&scores) {
                    let wanted = if sample.relevant.contains(document) {
                        1.0 / relevant
                    } else {
                        0.0
                    };
                    let error = (score - top).exp() / all - wanted;
                    for (slope, feature) in gradient.iter_mut().zip(features) {
                        *slope += error * feature / samples.len() as f64;
                    }
                }
            }
            gradient
        };
        let (left, right) = samples.split_at(samples.len() / 2);
        thread::scope(|scope| {
            let other = scope.spawn(|| part(right));
            let left = part(left);
            let right = other.join().expect("sums do not panic");
            core::array::from_fn(|at| f64::midpoint(left[at], right[at]))
        })
    })
}

/// Learns how sure the first hit is; prints how many questions would be refused at which threshold.
fn confidence(samples: &[Sample]) -> ([f64; SURE], f64) {
    let known: Vec<&Sample> = samples
        .iter()
        .filter(|sample| sample.set == "faq" || sample.relevant.is_empty() && sample.set == "off")
        .collect();
    if known.iter().all(|sample| sample.set == "faq") {
        return ([0.0; SURE], 0.0);
    }
    let mut scored: Vec<(f64, &Sample)> = Vec::new();
    for part in 0..PARTS {
        let (weights, bias) = learn_signs(
            &known
                .iter()
                .copied()
                .filter(|sample| sample.part != part)
                .collect::<Vec<_>>(),
        );
        let tested = known.iter().filter(|sample| sample.part == part);
        scored.extend(tested.map(|sample| (dot(&weights, &sample.signs) + bias, *sample)));
    }
    scored.sort_by(|left, right| left.0.total_cmp(&right.0));
    let real: Vec<f64> = scored
        .iter()
        .filter(|scored| scored.1.set == "faq")
        .map(|scored| scored.0)
        .collect();
    let foreign = scored.len() - real.len();
    println!("\nconfidence, cross-validated: threshold, real refused, foreign refused");
    for percent in [1, 2, 3, 4, 5, 6, 8, 10, 15] {
        let threshold = real[real.len() * percent / 100];
        let refused = scored
            .iter()
            .filter(|scored| scored.1.set != "faq" && scored.0 < threshold)
            .count();
        println!(
            "{threshold:7.3} {percent:3} % {:5.1} %",
            100.0 * refused as f64 / foreign as f64
        );
    }
    let least = real[real.len() * REFUSED / 100];
    for (_, sample) in scored
        .iter()
        .filter(|scored| scored.1.set != "faq" && scored.0 >= least)
    {
        println!("  not refused: {}", sample.text);
    }
    let (weights, bias) = learn_signs(&known);
    for (name, weight) in SIGNS.iter().zip(&weights) {
        println!("{weight:9.4}  {name}");
    }
    // The threshold is where few real questions are refused.
    (weights, bias - least)
}

/// Logistic regression; a foreign question weighs as much as makes both sorts equal.
fn learn_signs(samples: &[&Sample]) -> ([f64; SURE], f64) {
    let real = samples.iter().filter(|sample| sample.set == "faq").count() as f64;
    let foreign = samples.len() as f64 - real;
    // The bias is a weight of a sign that is always 1.
    let with_bias =
        |signs: &[f64; SURE]| -> [f64; SURE + 1] { core::array::from_fn(|at| signs.get(at).copied().unwrap_or(1.0)) };
    let rows: Vec<([f64; SURE + 1], bool)> = samples
        .iter()
        .map(|sample| (with_bias(&sample.signs), sample.set == "faq"))
        .collect();
    let mut spread = spread(rows.iter().map(|row| &row.0));
    spread[SURE] = 1.0;
    let weights = descend(&spread, |weights| {
        let mut gradient = [0.0; SURE + 1];
        for (signs, is_real) in &rows {
            let chance = 1.0 / (1.0 + (-dot(weights, signs)).exp());
            let (wanted, weight) = if *is_real {
                (1.0, 0.5 / real)
            } else {
                (0.0, 0.5 / foreign)
            };
            for (slope, sign) in gradient.iter_mut().zip(signs) {
                *slope += (chance - wanted) * weight * sign;
            }
        }
        gradient
    });
    (core::array::from_fn(|at| weights[at]), weights[SURE])
}

/// Standard deviation of each feature.
fn spread<'a, const N: usize>(rows: impl Iterator<Item = &'a [f64; N]> + Clone) -> [f64; N] {
    let count = rows.clone().count().max(1) as f64;
    let mean: [f64; N] = core::array::from_fn(|at| rows.clone().map(|row| row[at]).sum::<f64>() / count);
    core::array::from_fn(|at| {
        (rows.clone().map(|row| (row[at] - mean[at]).powi(2)).sum::<f64>() / count)
            .sqrt()
            .max(1e-3)
    })
}

/// Steps down a slope; `spread` makes all features equally fast.
fn descend<const N: usize>(spread: &[f64; N], slope: impl Fn(&[f64; N]) -> [f64; N]) -> [f64; N] {
    let mut weights = [0.0; N];
    let (mut first, mut second) = ([0.0; N], [0.0; N]);
    for step in 1..=STEPS {
        let raw: [f64; N] = core::array::from_fn(|at| weights[at] / spread[at]);
        let gradient = slope(&raw);
        for at in 0..N {
            let slope = gradient[at] / spread[at] + SHRINK * weights[at];
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

fn write(weights: &[f64; COUNT], (signs, bias): &([f64; SURE], f64)) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/weights.rs");
    let text = fs::read_to_string(path).expect("the weights can be read");
    let start = text
        .find("/// Weight of each feature, for texts and for questions.")
        .expect("there is a table of weights");
    let rows = |names: &[&str], weights: &[f64]| -> String {
        names
            .iter()
            .zip(weights)
            .map(|(name, weight)| format!("    {weight:.4}, // {name}\n"))
            .collect()
    };
    let tables = format!(
        "/// Weight of each feature, for texts and for questions.\npub(crate) const WEIGHTS: [[f32; FEATURES.len()]; 2] = [\n    [\n{}    ],\n    [\n{}    ],\n];\n\n/// Weight of each sign.\npub(crate) const SURE: [f32; SIGNS.len()] = [\n{}];\n\n/// Where the signs of a real question and of a foreign one are even.\npub(crate) const BIAS: f32 = {bias:.4};\n",
        rows(&FEATURES, &weights[..FEATURES.len()]),
        rows(&FEATURES, &weights[FEATURES.len()..]),
        rows(&SIGNS, signs),
    );
    fs::write(path, [&text[..start], &tables].concat()).expect("the weights can be written");
}
