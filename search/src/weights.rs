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
        3.9748,  // first stage
        3.1004,  // first stage²
        0.5063,  // 1/rank
        0.0556,  // ln rank
        -0.1711, // words in text
        -2.9901, // pairs in text
        -0.8125, // words in title
        2.1840,  // pairs in title
        -0.0806, // words there
        1.7378,  // pairs there
        1.8076,  // words there²
        7.8530,  // pairs there²
        -0.4152, // words in title there
        -1.4631, // pairs in title there
        2.3372,  // title covered by words
        0.0112,  // title covered by pairs
        -0.4873, // title match by words
        4.5315,  // title match by pairs
        0.7512,  // group's share
        2.3902,  // group's best
        1.3834,  // neighbour
        -0.5339, // group named
        -2.9722, // decree
        -0.5919, // code
        -0.1508, // words in text/best
        -0.5351, // pairs in text/best
        -0.9190, // words in title/best
        -0.9181, // pairs in title/best
        0.0693,  // words there/best
        0.6402,  // pairs there/best
        -2.3699, // always
    ],
    [
        1.8196,  // first stage
        -3.8527, // first stage²
        0.1001,  // 1/rank
        0.0292,  // ln rank
        2.4715,  // words in text
        0.1785,  // pairs in text
        1.7836,  // words in title
        -0.8514, // pairs in title
        -0.3896, // words there
        -0.7267, // pairs there
        -1.9672, // words there²
        8.7390,  // pairs there²
        -1.2860, // words in title there
        -1.4929, // pairs in title there
        -1.0888, // title covered by words
        0.1703,  // title covered by pairs
        0.5358,  // title match by words
        12.6591, // title match by pairs
        1.8419,  // group's share
        -0.1562, // group's best
        0.0555,  // neighbour
        1.8444,  // group named
        0.0000,  // decree
        0.0000,  // code
        5.2402,  // words in text/best
        3.4610,  // pairs in text/best
        0.7870,  // words in title/best
        1.4195,  // pairs in title/best
        2.6840,  // words there/best
        -2.0538, // pairs there/best
        2.3699,  // always
    ],
];

/// Weight of each sign.
pub(crate) const SURE: [f32; SIGNS.len()] = [
    -0.8053, // words there
    3.2233,  // pairs there
    1.2035,  // words in title there
    0.6020,  // pairs in title there
    -1.4354, // title covered by words
    1.5768,  // title match by words
    6.9004,  // title match by pairs
    -0.0846, // before the second
    0.0767,  // subject words
    -1.7903, // words known nowhere
    -1.3346, // weightiest word missing
    -2.9069, // first stage, absolute
    1.4621,  // score
    2.7046,  // group's share
    1.5149,  // before foreign topics
];

/// Where the signs of a real question and of a foreign one are even.
pub(crate) const BIAS: f32 = -3.1408;
