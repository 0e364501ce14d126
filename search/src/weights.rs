//! What ranking looks at, and how much each counts. Written by `search/examples/train`.

/// Names of the features, as shown by `--explain`.
pub const FEATURES: [&str; 44] = [
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
    "words there, counted",
    "pairs there, counted",
    "words in title, counted",
    "pairs in title, counted",
    "1/rank in group",
    "ln rank in group",
    "group speaks of words",
    "group speaks of pairs",
    "group speaks of both",
    "1/place in group",
    "place in group",
    "opening of group",
    "opening, asked what",
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
    3.6372, // first stage
    2.4240, // first stage²
    -0.4631, // 1/rank
    -0.0868, // ln rank
    -0.2340, // words in text
    -2.1623, // pairs in text
    -0.6967, // words in title
    0.6027, // pairs in title
    0.2362, // words there
    1.0054, // pairs there
    2.0742, // words there²
    5.0553, // pairs there²
    0.1199, // words in title there
    -1.3754, // pairs in title there
    2.0971, // title covered by words
    0.0232, // title covered by pairs
    -0.7964, // title match by words
    4.4758, // title match by pairs
    1.1510, // group's share
    1.8092, // group's best
    1.2632, // neighbour
    -0.4591, // group named
    -2.1234, // decree
    0.2436, // code
    -0.2759, // words in text/best
    -0.4287, // pairs in text/best
    -0.6939, // words in title/best
    -0.7788, // pairs in title/best
    0.1230, // words there/best
    -0.0216, // pairs there/best
    -0.8224, // words there, counted
    2.0939, // pairs there, counted
    -1.4344, // words in title, counted
    2.6420, // pairs in title, counted
    0.8785, // 1/rank in group
    -0.0606, // ln rank in group
    0.0336, // group speaks of words
    0.0182, // group speaks of pairs
    -0.0091, // group speaks of both
    1.4065, // 1/place in group
    -0.8760, // place in group
    -0.4380, // opening of group
    1.8465, // opening, asked what
    -0.3502, // always
    ],
    [
    1.4030, // first stage
    -2.0428, // first stage²
    -0.1534, // 1/rank
    0.0211, // ln rank
    1.9977, // words in text
    3.1061, // pairs in text
    -6.3726, // words in title
    3.6723, // pairs in title
    -0.3364, // words there
    0.2633, // pairs there
    -1.5786, // words there²
    0.4395, // pairs there²
    -3.2386, // words in title there
    -3.1213, // pairs in title there
    0.2957, // title covered by words
    -3.3658, // title covered by pairs
    12.5373, // title match by words
    24.0719, // title match by pairs
    -0.5813, // group's share
    2.9371, // group's best
    0.5220, // neighbour
    2.8209, // group named
    0.0000, // decree
    0.0000, // code
    3.9093, // words in text/best
    0.2951, // pairs in text/best
    2.4865, // words in title/best
    -0.7747, // pairs in title/best
    0.5572, // words there/best
    -1.3520, // pairs there/best
    0.0566, // words there, counted
    7.9057, // pairs there, counted
    2.0358, // words in title, counted
    2.0692, // pairs in title, counted
    0.9321, // 1/rank in group
    0.1404, // ln rank in group
    0.0074, // group speaks of words
    0.0818, // group speaks of pairs
    0.0738, // group speaks of both
    -0.0000, // 1/place in group
    0.0000, // place in group
    0.0000, // opening of group
    0.0000, // opening, asked what
    0.3502, // always
    ],
];

/// Weight of each sign.
pub(crate) const SURE: [f32; SIGNS.len()] = [
    -1.1704, // words there
    1.8522, // pairs there
    0.3469, // words in title there
    0.4293, // pairs in title there
    -2.5794, // title covered by words
    -0.8369, // title match by words
    5.7958, // title match by pairs
    0.0130, // before the second
    -0.1475, // subject words
    -4.4669, // words known nowhere
    -0.9282, // weightiest word missing
    -1.2366, // first stage, absolute
    1.2549, // score
    2.3764, // group's share
    1.4396, // before foreign topics
];

/// Where the signs of a real question and of a foreign one are even.
pub(crate) const BIAS: f32 = -2.2321;
