//! What ranking looks at, and how much each counts. Written by `search/examples/train.rs`.

/// Names of the features, as shown by `--explain`.
pub const FEATURES: [&str; 31] = [
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
    "always",
];

/// What is asked of the first hit to tell whether it answers.
pub const SIGNS: [&str; 15] = [
    "words there",
    "pairs there",
    "words in title there",
    "pairs in title there",
    "title covered by words",
    "title match by words",
    "title match by pairs",
    "before the second",
    "subject words",
    "words known nowhere",
    "weightiest word missing",
    "first stage, absolute",
    "score",
    "group's share",
    "before foreign topics",
];

/// Weight of each feature, for texts and for questions.
pub(crate) const WEIGHTS: [[f32; FEATURES.len()]; 2] = [
    [
        3.9721,  // first stage
        3.1021,  // first stage²
        0.5069,  // 1/rank
        0.0569,  // ln rank
        -0.1872, // words in text
        -2.9917, // pairs in text
        -0.8099, // words in title
        2.1643,  // pairs in title
        -0.0781, // words there
        1.7382,  // pairs there
        1.8040,  // words there²
        7.8572,  // pairs there²
        -0.4121, // words in title there
        -1.4521, // pairs in title there
        2.3428,  // title covered by words
        0.0045,  // title covered by pairs
        -0.4624, // title match by words
        4.5287,  // title match by pairs
        0.7493,  // group's share
        2.3973,  // group's best
        1.3842,  // neighbour
        -0.5333, // group named
        -2.9742, // decree
        -0.5923, // code
        -0.1150, // words in text/best
        -0.5368, // pairs in text/best
        -0.9387, // words in title/best
        -0.9099, // pairs in title/best
        0.0637,  // words there/best
        0.6423,  // pairs there/best
        -2.0913, // always
    ],
    [
        2.7271,  // first stage
        -5.2284, // first stage²
        0.8196,  // 1/rank
        0.1663,  // ln rank
        2.7459,  // words in text
        3.6420,  // pairs in text
        -1.3304, // words in title
        1.8777,  // pairs in title
        -0.0173, // words there
        -2.0257, // pairs there
        -3.4505, // words there²
        7.7613,  // pairs there²
        -4.4756, // words in title there
        -4.9168, // pairs in title there
        0.1078,  // title covered by words
        -6.2172, // title covered by pairs
        12.5234, // title match by words
        22.3666, // title match by pairs
        -0.1758, // group's share
        2.1530,  // group's best
        0.4347,  // neighbour
        2.9228,  // group named
        0.0000,  // decree
        0.0000,  // code
        6.7051,  // words in text/best
        3.3866,  // pairs in text/best
        1.9556,  // words in title/best
        1.6112,  // pairs in title/best
        1.3510,  // words there/best
        -1.2692, // pairs there/best
        2.0913,  // always
    ],
];

/// Weight of each sign.
pub(crate) const SURE: [f32; SIGNS.len()] = [
    -1.2404, // words there
    3.3595,  // pairs there
    2.0147,  // words in title there
    0.9510,  // pairs in title there
    -2.1755, // title covered by words
    -3.2650, // title match by words
    10.9392, // title match by pairs
    -0.0299, // before the second
    0.0888,  // subject words
    -4.5415, // words known nowhere
    -1.3364, // weightiest word missing
    -2.4716, // first stage, absolute
    0.5762,  // score
    4.4862,  // group's share
    1.2913,  // before foreign topics
];

/// Where the signs of a real question and of a foreign one are even.
pub(crate) const BIAS: f32 = -2.6033;
