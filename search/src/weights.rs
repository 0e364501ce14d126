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
pub const SIGNS: [&str; 14] = [
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
];

/// Weight of each feature, for texts and for questions.
pub(crate) const WEIGHTS: [[f32; FEATURES.len()]; 2] = [
    [
    3.8548, // first stage
    3.1515, // first stage²
    0.4743, // 1/rank
    0.0349, // ln rank
    -0.1527, // words in text
    -2.9755, // pairs in text
    -0.8543, // words in title
    2.2536, // pairs in title
    -0.1098, // words there
    1.7002, // pairs there
    1.8246, // words there²
    7.9618, // pairs there²
    -0.4432, // words in title there
    -1.4120, // pairs in title there
    2.3340, // title covered by words
    -0.0005, // title covered by pairs
    -0.4380, // title match by words
    4.4782, // title match by pairs
    0.8055, // group's share
    2.2398, // group's best
    1.3775, // neighbour
    -0.5291, // group named
    -2.9646, // decree
    -0.5890, // code
    -0.1715, // words in text/best
    -0.5510, // pairs in text/best
    -0.8620, // words in title/best
    -0.9369, // pairs in title/best
    0.0597, // words there/best
    0.6205, // pairs there/best
    -3.0373, // always
    ],
    [
    6.1719, // first stage
    -3.4189, // first stage²
    0.0511, // 1/rank
    -0.0383, // ln rank
    1.9491, // words in text
    -0.6195, // pairs in text
    1.0199, // words in title
    1.7220, // pairs in title
    -2.9874, // words there
    2.7478, // pairs there
    0.2305, // words there²
    10.0662, // pairs there²
    -0.7542, // words in title there
    -6.8802, // pairs in title there
    0.7436, // title covered by words
    -9.1796, // title covered by pairs
    -0.4374, // title match by words
    17.2334, // title match by pairs
    0.0719, // group's share
    1.3801, // group's best
    0.1845, // neighbour
    2.6577, // group named
    0.0000, // decree
    0.0000, // code
    0.1040, // words in text/best
    3.0867, // pairs in text/best
    0.7574, // words in title/best
    1.0220, // pairs in title/best
    2.5443, // words there/best
    -2.7974, // pairs there/best
    3.0373, // always
    ],
];

/// Weight of each sign.
pub(crate) const SURE: [f32; SIGNS.len()] = [
    -1.7796, // words there
    6.8121, // pairs there
    0.6723, // words in title there
    2.3770, // pairs in title there
    -0.6514, // title covered by words
    1.5207, // title match by words
    8.0406, // title match by pairs
    -0.2137, // before the second
    0.1149, // subject words
    -3.0008, // words known nowhere
    -2.6623, // weightiest word missing
    2.7593, // first stage, absolute
    3.3833, // score
    -1.6671, // group's share
];

/// Where the signs of a real question and of a foreign one are even.
pub(crate) const BIAS: f32 = -1.5129;
