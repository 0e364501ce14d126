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

/// Weight of each feature in hundredths, for texts and for questions: half the bytes, and nothing lost that could be measured.
pub(crate) const WEIGHTS: [[i16; FEATURES.len()]; 2] = [
    [
        364,  // first stage
        242,  // first stage²
        -46,  // 1/rank
        -9,   // ln rank
        -23,  // words in text
        -216, // pairs in text
        -70,  // words in title
        60,   // pairs in title
        24,   // words there
        101,  // pairs there
        207,  // words there²
        506,  // pairs there²
        12,   // words in title there
        -138, // pairs in title there
        210,  // title covered by words
        2,    // title covered by pairs
        -80,  // title match by words
        448,  // title match by pairs
        115,  // group's share
        181,  // group's best
        126,  // neighbour
        -46,  // group named
        -212, // decree
        24,   // code
        -28,  // words in text/best
        -43,  // pairs in text/best
        -69,  // words in title/best
        -78,  // pairs in title/best
        12,   // words there/best
        -2,   // pairs there/best
        -82,  // words there, counted
        209,  // pairs there, counted
        -143, // words in title, counted
        264,  // pairs in title, counted
        88,   // 1/rank in group
        -6,   // ln rank in group
        3,    // group speaks of words
        2,    // group speaks of pairs
        -1,   // group speaks of both
        141,  // 1/place in group
        -88,  // place in group
        -44,  // opening of group
        185,  // opening, asked what
        -35,  // always
    ],
    [
        140,  // first stage
        -204, // first stage²
        -15,  // 1/rank
        2,    // ln rank
        200,  // words in text
        311,  // pairs in text
        -637, // words in title
        367,  // pairs in title
        -34,  // words there
        26,   // pairs there
        -158, // words there²
        44,   // pairs there²
        -324, // words in title there
        -312, // pairs in title there
        30,   // title covered by words
        -337, // title covered by pairs
        1254, // title match by words
        2407, // title match by pairs
        -58,  // group's share
        294,  // group's best
        52,   // neighbour
        282,  // group named
        0,    // decree
        0,    // code
        391,  // words in text/best
        30,   // pairs in text/best
        249,  // words in title/best
        -77,  // pairs in title/best
        56,   // words there/best
        -135, // pairs there/best
        6,    // words there, counted
        791,  // pairs there, counted
        204,  // words in title, counted
        207,  // pairs in title, counted
        93,   // 1/rank in group
        14,   // ln rank in group
        1,    // group speaks of words
        8,    // group speaks of pairs
        7,    // group speaks of both
        0,    // 1/place in group
        0,    // place in group
        0,    // opening of group
        0,    // opening, asked what
        35,   // always
    ],
];

/// Weight of each sign in hundredths.
pub(crate) const SURE: [i16; SIGNS.len()] = [
    -117, // words there
    185,  // pairs there
    35,   // words in title there
    43,   // pairs in title there
    -258, // title covered by words
    -84,  // title match by words
    580,  // title match by pairs
    1,    // before the second
    -15,  // subject words
    -447, // words known nowhere
    -93,  // weightiest word missing
    -124, // first stage, absolute
    125,  // score
    238,  // group's share
    144,  // before foreign topics
];

/// Where the signs of a real question and of a foreign one are even.
pub(crate) const BIAS: f32 = -2.2321;
