//! What the second stage of ranking looks at, and how much each counts. Written by `search/examples/train.rs`.

/// Names of the features, as shown by `--explain`.
pub const FEATURES: [&str; 30] = [
    "first stage",
    "first stage²",
    "1/rank",
    "ln rank",
    "words in text",
    "pairs in text",
    "words in title",
    "pairs in title",
    "words there",
    "pairs there",
    "words there²",
    "pairs there²",
    "words in title there",
    "pairs in title there",
    "title covered by words",
    "title covered by pairs",
    "title match by words",
    "title match by pairs",
    "group's share",
    "group's best",
    "neighbour",
    "group named",
    "decree",
    "code",
    "words in text/best",
    "pairs in text/best",
    "words in title/best",
    "pairs in title/best",
    "words there/best",
    "pairs there/best",
];

/// Weight of each feature.
pub(crate) const WEIGHTS: [f32; FEATURES.len()] = [
    4.3514,  // first stage
    2.9817,  // first stage²
    0.5409,  // 1/rank
    0.1632,  // ln rank
    -0.0784, // words in text
    -3.4732, // pairs in text
    -0.3853, // words in title
    2.8511,  // pairs in title
    -0.4788, // words there
    1.9471,  // pairs there
    2.3004,  // words there²
    7.9832,  // pairs there²
    -0.6876, // words in title there
    -1.8221, // pairs in title there
    2.6196,  // title covered by words
    -0.3080, // title covered by pairs
    -1.0963, // title match by words
    4.5917,  // title match by pairs
    0.4164,  // group's share
    3.0245,  // group's best
    1.4780,  // neighbour
    -0.5784, // group named
    -2.9549, // decree
    -0.4918, // code
    0.0148,  // words in text/best
    -0.1848, // pairs in text/best
    -1.0255, // words in title/best
    -0.9088, // pairs in title/best
    -0.3175, // words there/best
    0.5719,  // pairs there/best
];
