//! What ranking looks at, and how much each counts. Written by `search/examples/train`.

/// Names of the features, as shown by `--explain`.
pub const FEATURES: [&str; 35] = [
    "first stage",
    "first stage²",
    "1/rank",
    "ln rank",
    "words in text",
    "pairs in text",
    "words in title",
    "words there²",
    "pairs there²",
    "words in title there",
    "pairs in title there",
    "title covered by words",
    "title match by words",
    "title match by pairs",
    "group's best",
    "neighbour",
    "decree",
    "code",
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
    "opening, asked what",
    "words agreed on",
    "pairs agreed on",
    "words within group",
    "pairs within group",
    "always",
];

/// What is asked of the first hit to tell whether it answers.
pub const SIGNS: [&str; 15] = [
    "words there²",
    "pairs there²",
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
    "group's best",
    "before foreign topics",
];

/// Weight of each feature in hundredths, for texts and for questions: half the bytes, and nothing lost that could be measured.
pub(crate) const WEIGHTS: [[i16; FEATURES.len()]; 2] = [
    [
        556,  // first stage
        162,  // first stage²
        -44,  // 1/rank
        -8,   // ln rank
        -101, // words in text
        -442, // pairs in text
        -118, // words in title
        161,  // words there²
        556,  // pairs there²
        27,   // words in title there
        -119, // pairs in title there
        225,  // title covered by words
        -165, // title match by words
        510,  // title match by pairs
        347,  // group's best
        156,  // neighbour
        -242, // decree
        -0,   // code
        -102, // words there, counted
        310,  // pairs there, counted
        -202, // words in title, counted
        224,  // pairs in title, counted
        100,  // 1/rank in group
        8,    // ln rank in group
        5,    // group speaks of words
        4,    // group speaks of pairs
        -3,   // group speaks of both
        130,  // 1/place in group
        -25,  // place in group
        177,  // opening, asked what
        -108, // words agreed on
        -55,  // pairs agreed on
        204,  // words within group
        235,  // pairs within group
        -92,  // always
    ],
    [
        396,  // first stage
        -192, // first stage²
        10,   // 1/rank
        -4,   // ln rank
        139,  // words in text
        241,  // pairs in text
        -45,  // words in title
        -65,  // words there²
        -103, // pairs there²
        -39,  // words in title there
        -342, // pairs in title there
        -57,  // title covered by words
        392,  // title match by words
        991,  // title match by pairs
        169,  // group's best
        35,   // neighbour
        0,    // decree
        0,    // code
        85,   // words there, counted
        737,  // pairs there, counted
        334,  // words in title, counted
        134,  // pairs in title, counted
        46,   // 1/rank in group
        -27,  // ln rank in group
        13,   // group speaks of words
        7,    // group speaks of pairs
        -6,   // group speaks of both
        0,    // 1/place in group
        0,    // place in group
        0,    // opening, asked what
        84,   // words agreed on
        -113, // pairs agreed on
        34,   // words within group
        -7,   // pairs within group
        92,   // always
    ],
];

/// Weight of each sign in hundredths.
pub(crate) const SURE: [i16; SIGNS.len()] = [
    -105, // words there²
    126,  // pairs there²
    65,   // words in title there
    155,  // pairs in title there
    -158, // title covered by words
    36,   // title match by words
    621,  // title match by pairs
    -8,   // before the second
    -15,  // subject words
    -314, // words known nowhere
    -119, // weightiest word missing
    -110, // first stage, absolute
    136,  // score
    -63,  // group's best
    251,  // before foreign topics
];

/// Where the signs of a real question and of a foreign one are even.
pub(crate) const BIAS: f32 = -2.7240;
