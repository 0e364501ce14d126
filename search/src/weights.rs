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
        616,  // first stage
        109,  // first stage²
        -54,  // 1/rank
        -6,   // ln rank
        -123, // words in text
        -417, // pairs in text
        -122, // words in title
        171,  // words there²
        544,  // pairs there²
        34,   // words in title there
        -123, // pairs in title there
        221,  // title covered by words
        -159, // title match by words
        519,  // title match by pairs
        400,  // group's best
        155,  // neighbour
        -244, // decree
        -3,   // code
        -119, // words there, counted
        328,  // pairs there, counted
        -208, // words in title, counted
        223,  // pairs in title, counted
        112,  // 1/rank in group
        8,    // ln rank in group
        5,    // group speaks of words
        3,    // group speaks of pairs
        -2,   // group speaks of both
        92,   // 1/place in group
        -85,  // place in group
        171,  // opening, asked what
        -109, // words agreed on
        -55,  // pairs agreed on
        225,  // words within group
        211,  // pairs within group
        -109, // always
    ],
    [
        317,  // first stage
        -98,  // first stage²
        9,    // 1/rank
        -5,   // ln rank
        121,  // words in text
        207,  // pairs in text
        -20,  // words in title
        -47,  // words there²
        -60,  // pairs there²
        -39,  // words in title there
        -324, // pairs in title there
        13,   // title covered by words
        270,  // title match by words
        934,  // title match by pairs
        151,  // group's best
        40,   // neighbour
        0,    // decree
        0,    // code
        96,   // words there, counted
        677,  // pairs there, counted
        321,  // words in title, counted
        172,  // pairs in title, counted
        58,   // 1/rank in group
        -19,  // ln rank in group
        11,   // group speaks of words
        6,    // group speaks of pairs
        -3,   // group speaks of both
        0,    // 1/place in group
        0,    // place in group
        0,    // opening, asked what
        83,   // words agreed on
        -95,  // pairs agreed on
        37,   // words within group
        14,   // pairs within group
        109,  // always
    ],
];

/// Weight of each sign in hundredths.
pub(crate) const SURE: [i16; SIGNS.len()] = [
    -101, // words there²
    118,  // pairs there²
    91,   // words in title there
    162,  // pairs in title there
    -234, // title covered by words
    51,   // title match by words
    732,  // title match by pairs
    -3,   // before the second
    -14,  // subject words
    -279, // words known nowhere
    -93,  // weightiest word missing
    -121, // first stage, absolute
    130,  // score
    -83,  // group's best
    255,  // before foreign topics
];

/// Where the signs of a real question and of a foreign one are even.
pub(crate) const BIAS: f32 = -2.6576;
