//! The parts of BM25 that writer and ranking share.
//!
//! A term that stands f times in a text of length l (mean length m), and in n of N texts, gives
//! rarity(N, n) · f (k₁ + 1) / (f + k₁ (1 − b + b l / m)). Robertson, Zaragoza: *The Probabilistic Relevance Framework:
//! BM25 and Beyond*, Foundations and Trends in Information Retrieval 3 (2009), chapter 3. The 1 inside the logarithm, which
//! keeps it above zero, is Lucene's.

/// How fast a term's weight saturates.
pub(crate) const K1: f32 = 1.2;
/// How much long texts are held back.
pub(crate) const B: f32 = 0.75;

/// The weight of Robertson and Spärck Jones of a term that `with` of `all` documents hold, never below zero.
#[allow(clippy::cast_precision_loss)] // numbers of documents, far below 2^24
pub(crate) fn rarity(all: usize, with: f32) -> f32 {
    let all = all as f32;
    let weight = (1.0 + (all - with.min(all) + 0.5) / (with + 0.5)).ln();
    // To the power of 1¼: on the development questions the rare word of a long question counts too little otherwise.
    weight * weight.sqrt().sqrt()
}
