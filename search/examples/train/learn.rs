//! Weights from samples: of ranking, and of how sure an answer is.

use std::{collections::BTreeMap, fs, thread};

use search::{FEATURES, SIGNS};

use crate::{COUNT, PARTS, Sample, dot};

const SURE: usize = SIGNS.len();
const STEPS: i32 = 900;
const SHRINK: f64 = 3e-3;
/// Per cent of real questions that may be refused.
const REFUSED: usize = 4;

/// Softmax regression over candidates, by gradient descent with Adam's step sizes on standardised features.
pub(crate) fn learn(samples: &[&Sample]) -> [f64; COUNT] {
    // Other spellings of the same questions teach nothing more, and take three times as long.
    let samples: Vec<&&Sample> = samples
        .iter()
        .filter(|sample| sample.spelling == "asis")
        .filter(|sample| sample.hits.iter().any(|hit| sample.relevant.contains(&hit.0)))
        .collect();
    // Weights of texts are learned from laws and measured by their spread there: they do not depend on a portal's pages.
    let of = |is_portal: bool| {
        let samples = samples.iter().filter(move |sample| (sample.set == "faq") == is_portal);
        spread(samples.flat_map(|sample| sample.hits.iter().map(|hit| &hit.1)))
    };
    let (laws, portal) = (of(false), of(true));
    let spread: [f64; COUNT] = core::array::from_fn(|at| if at + 1 < FEATURES.len() { laws[at] } else { portal[at] });
    // A set counts by the fifth root of its size, nearly alike: most questions are of exams, and formal statements are least
    // like what people type.
    let mut sizes: BTreeMap<&str, f64> = BTreeMap::new();
    for sample in &samples {
        *sizes.entry(&sample.set).or_default() += 1.0;
    }
    let all: f64 = sizes.values().map(|size| size.powf(0.2)).sum();
    let weight = |sample: &Sample| sizes[sample.set.as_str()].powf(-0.8) / all;
    descend(&spread, |weights| {
        let part = |samples: &[&&Sample]| {
            let mut gradient = [0.0; COUNT];
            for sample in samples {
                let weight = weight(sample);
                // How texts rank is learned from laws; what a portal's questions say of its texts is how far these stand back.
                let first = if sample.set == "faq" { FEATURES.len() - 1 } else { 0 };
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
                    for (slope, feature) in gradient.iter_mut().zip(features).skip(first) {
                        *slope += error * feature * weight;
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
            core::array::from_fn(|at| left[at] + right[at])
        })
    })
}

/// Learns how sure the first hit is; prints how many questions would be refused at which threshold.
pub(crate) fn confidence(samples: &[Sample]) -> ([f64; SURE], f64) {
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
                .filter(|sample| sample.part(0) != part)
                .collect::<Vec<_>>(),
        );
        let tested = known.iter().filter(|sample| sample.part(0) == part);
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

pub(crate) fn write(weights: &[f64; COUNT], (signs, bias): &([f64; SURE], f64)) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/weights.rs");
    let text = fs::read_to_string(path).expect("the weights can be read");
    let start = text
        .find("/// Weight of each feature in hundredths")
        .expect("there is a table of weights");
    let hundredths = |names: &[&str], weights: &[f64]| -> String {
        let rows = names.iter().zip(weights);
        rows.map(|(name, weight)| format!("    {:.0}, // {name}\n", 100.0 * weight))
            .collect()
    };
    let tables = format!(
        "/// Weight of each feature in hundredths, for texts and for questions: half the bytes, and nothing lost that could be measured.\npub(crate) const WEIGHTS: [[i16; FEATURES.len()]; 2] = [\n    [\n{}    ],\n    [\n{}    ],\n];\n\n/// Weight of each sign in hundredths.\npub(crate) const SURE: [i16; SIGNS.len()] = [\n{}];\n\n/// Where the signs of a real question and of a foreign one are even.\npub(crate) const BIAS: f32 = {bias:.4};\n",
        hundredths(&FEATURES, &weights[..FEATURES.len()]),
        hundredths(&FEATURES, &weights[FEATURES.len()..]),
        hundredths(&SIGNS, signs),
    );
    fs::write(path, [&text[..start], &tables].concat()).expect("the weights can be written");
}
