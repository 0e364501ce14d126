//! How good the rankings are, in tables and misses.

use std::collections::BTreeMap;

use crate::{COUNT, Sample, dot};

/// The documents of a sample by these weights, best first.
pub(crate) fn order(sample: &Sample, weights: &[f64; COUNT]) -> Vec<usize> {
    let mut hits: Vec<(f64, usize)> = sample.hits.iter().map(|hit| (dot(weights, &hit.1), hit.0)).collect();
    hits.sort_by(|left, right| right.0.total_cmp(&left.0));
    hits.into_iter().map(|hit| hit.1).collect()
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

pub(crate) fn table(name: &str, orders: &[(&Sample, Vec<usize>)]) {
    means(name, orders, |sample| format!("{} {}", sample.set, sample.spelling));
}

pub(crate) fn by_kind(orders: &[(&Sample, Vec<usize>)]) {
    let typed: Vec<_> = orders
        .iter()
        .filter(|(sample, _)| sample.spelling == "asis")
        .cloned()
        .collect();
    means("by kind, as written", &typed, |sample| {
        format!("{} {}", sample.set, sample.kind)
    });
}

pub(crate) fn misses(orders: &[(&Sample, Vec<usize>)]) {
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
