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
pub const SIGNS: [&str; 10] = [
    "words there",
    "pairs there",
    "words in title there",
    "pairs in title there",
    "title covered by words",
    "title match by words",
    "title match by pairs",
    "before the second",
    "subject words",
    "rare words missing",
];

/// Weight of each feature, for texts and for questions.
pub(crate) const WEIGHTS: [[f32; FEATURES.len()]; 2] = [
    [
        3.8921,  // first stage
        3.1195,  // first stage²
        0.5297,  // 1/rank
        0.0480,  // ln rank
        -0.1385, // words in text
        -3.0302, // pairs in text
        -0.8740, // words in title
        2.2838,  // pairs in title
        -0.0965, // words there
        1.6813,  // pairs there
        1.8833,  // words there²
        7.9158,  // pairs there²
        -0.4211, // words in title there
        -1.4011, // pairs in title there
        2.3879,  // title covered by words
        -0.0367, // title covered by pairs
        -0.4860, // title match by words
        4.6536,  // title match by pairs
        0.8040,  // group's share
        2.2385,  // group's best
        1.3682,  // neighbour
        -0.5345, // group named
        -2.9483, // decree
        -0.5779, // code
        -0.2369, // words in text/best
        -0.4752, // pairs in text/best
        -0.8599, // words in title/best
        -1.0120, // pairs in title/best
        -0.0304, // words there/best
        0.6422,  // pairs there/best
        -3.1181, // always
    ],
    [
        6.4590,  // first stage
        -3.1410, // first stage²
        -0.4079, // 1/rank
        -0.0860, // ln rank
        1.7753,  // words in text
        0.1215,  // pairs in text
        0.7875,  // words in title
        3.1515,  // pairs in title
        -2.8483, // words there
        1.8631,  // pairs there
        0.4675,  // words there²
        9.8626,  // pairs there²
        -0.5639, // words in title there
        -7.7248, // pairs in title there
        1.3130,  // title covered by words
        -8.7355, // title covered by pairs
        -2.1035, // title match by words
        16.2694, // title match by pairs
        0.2611,  // group's share
        1.1066,  // group's best
        0.1273,  // neighbour
        2.5263,  // group named
        0.0000,  // decree
        0.0000,  // code
        0.3332,  // words in text/best
        2.5023,  // pairs in text/best
        0.8360,  // words in title/best
        1.0360,  // pairs in title/best
        2.1901,  // words there/best
        -2.3619, // pairs there/best
        3.1181,  // always
    ],
];

/// Weight of each sign.
pub(crate) const SURE: [f32; SIGNS.len()] = [
    1.5498,  // words there
    8.3012,  // pairs there
    1.1946,  // words in title there
    3.4005,  // pairs in title there
    -0.3410, // title covered by words
    0.2299,  // title match by words
    3.3537,  // title match by pairs
    0.0000,  // before the second
    0.1283,  // subject words
    -2.8150, // rare words missing
];

/// Where the signs of a real question and of a foreign one are even.
pub(crate) const BIAS: f32 = -3.9374;
