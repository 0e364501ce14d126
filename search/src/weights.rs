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
    4.3712,  // first stage
    2.8997,  // first stage²
    0.5798,  // 1/rank
    0.1099,  // ln rank
    -0.1978, // words in text
    -3.0819, // pairs in text
    -0.8262, // words in title
    2.3211,  // pairs in title
    0.0467,  // words there
    1.9446,  // pairs there
    1.7284,  // words there²
    7.9633,  // pairs there²
    -0.4317, // words in title there
    -1.4714, // pairs in title there
    2.3877,  // title covered by words
    -0.0041, // title covered by pairs
    -0.5740, // title match by words
    4.4919,  // title match by pairs
    0.6117,  // group's share
    2.8721,  // group's best
    1.4011,  // neighbour
    -0.5594, // group named
    -3.0163, // decree
    -0.5994, // code
    -0.1047, // words in text/best
    -0.4620, // pairs in text/best
    -0.8689, // words in title/best
    -0.9381, // pairs in title/best
    0.0945,  // words there/best
    0.5292,  // pairs there/best
];
