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
    3.9079, // first stage
    3.1325, // first stage²
    0.4942, // 1/rank
    0.0486, // ln rank
    -0.1961, // words in text
    -2.9873, // pairs in text
    -0.8203, // words in title
    2.1589, // pairs in title
    -0.0926, // words there
    1.7190, // pairs there
    1.8189, // words there²
    7.8747, // pairs there²
    -0.4171, // words in title there
    -1.4498, // pairs in title there
    2.3397, // title covered by words
    0.0054, // title covered by pairs
    -0.5008, // title match by words
    4.6271, // title match by pairs
    0.7772, // group's share
    2.3267, // group's best
    1.3799, // neighbour
    -0.5320, // group named
    -2.9735, // decree
    -0.5917, // code
    -0.0945, // words in text/best
    -0.5445, // pairs in text/best
    -0.9053, // words in title/best
    -0.9243, // pairs in title/best
    0.0493, // words there/best
    0.6454, // pairs there/best
    -2.2621, // always
    ],
    [
    3.4828, // first stage
    -4.8208, // first stage²
    0.2718, // 1/rank
    -0.0560, // ln rank
    2.4123, // words in text
    0.4622, // pairs in text
    1.0315, // words in title
    0.8979, // pairs in title
    -0.9932, // words there
    -1.3911, // pairs there
    -1.7577, // words there²
    8.5625, // pairs there²
    -0.8389, // words in title there
    -3.9754, // pairs in title there
    -1.6858, // title covered by words
    0.7154, // title covered by pairs
    -1.1380, // title match by words
    15.6564, // title match by pairs
    1.0894, // group's share
    0.0558, // group's best
    0.1040, // neighbour
    2.3958, // group named
    0.0000, // decree
    0.0000, // code
    3.2458, // words in text/best
    4.3579, // pairs in text/best
    1.2283, // words in title/best
    0.9591, // pairs in title/best
    2.6251, // words there/best
    -2.2416, // pairs there/best
    2.2621, // always
    ],
];

/// Weight of each sign.
pub(crate) const SURE: [f32; SIGNS.len()] = [
    14.2630, // words there
    28.0284, // pairs there
    12.4677, // words in title there
    33.9900, // pairs in title there
    16.1573, // title covered by words
    37.1564, // title match by words
    99.6388, // title match by pairs
    3.3151, // before the second
    0.6106, // subject words
    -88.3468, // words known nowhere
    -16.4700, // weightiest word missing
    20.4160, // first stage, absolute
    8.8826, // score
    7.6303, // group's share
    4967417.2422, // before foreign topics
];

/// Where the signs of a real question and of a foreign one are even.
pub(crate) const BIAS: f32 = 28531935.3975;
