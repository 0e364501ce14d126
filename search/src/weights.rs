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
        336,  // first stage
        261,  // first stage²
        -47,  // 1/rank
        -11,  // ln rank
        -28,  // words in text
        -213, // pairs in text
        -69,  // words in title
        61,   // pairs in title
        11,   // words there
        90,   // pairs there
        214,  // words there²
        510,  // pairs there²
        14,   // words in title there
        -140, // pairs in title there
        208,  // title covered by words
        2,    // title covered by pairs
        -77,  // title match by words
        449,  // title match by pairs
        120,  // group's share
        152,  // group's best
        124,  // neighbour
        -45,  // group named
        -213, // decree
        25,   // code
        -20,  // words in text/best
        -48,  // pairs in text/best
        -71,  // words in title/best
        -77,  // pairs in title/best
        8,    // words there/best
        3,    // pairs there/best
        -81,  // words there, counted
        204,  // pairs there, counted
        -145, // words in title, counted
        259,  // pairs in title, counted
        82,   // 1/rank in group
        -7,   // ln rank in group
        3,    // group speaks of words
        2,    // group speaks of pairs
        -1,   // group speaks of both
        137,  // 1/place in group
        -88,  // place in group
        -43,  // opening of group
        184,  // opening, asked what
        -65,  // always
    ],
    [
        250,  // first stage
        -17,  // first stage²
        1,    // 1/rank
        -10,  // ln rank
        105,  // words in text
        233,  // pairs in text
        -142, // words in title
        107,  // pairs in title
        -28,  // words there
        71,   // pairs there
        -66,  // words there²
        -26,  // pairs there²
        -201, // words in title there
        -329, // pairs in title there
        -44,  // title covered by words
        4,    // title covered by pairs
        471,  // title match by words
        1067, // title match by pairs
        -82,  // group's share
        217,  // group's best
        19,   // neighbour
        157,  // group named
        0,    // decree
        0,    // code
        246,  // words in text/best
        -67,  // pairs in text/best
        119,  // words in title/best
        -36,  // pairs in title/best
        1,    // words there/best
        -177, // pairs there/best
        81,   // words there, counted
        770,  // pairs there, counted
        216,  // words in title, counted
        247,  // pairs in title, counted
        38,   // 1/rank in group
        -12,  // ln rank in group
        15,   // group speaks of words
        6,    // group speaks of pairs
        1,    // group speaks of both
        0,    // 1/place in group
        0,    // place in group
        0,    // opening of group
        0,    // opening, asked what
        65,   // always
    ],
];

/// Weight of each sign in hundredths.
pub(crate) const SURE: [i16; SIGNS.len()] = [
    -175, // words there
    191,  // pairs there
    85,   // words in title there
    102,  // pairs in title there
    -185, // title covered by words
    -88,  // title match by words
    463,  // title match by pairs
    -26,  // before the second
    -20,  // subject words
    -422, // words known nowhere
    -112, // weightiest word missing
    -71,  // first stage, absolute
    95,   // score
    359,  // group's share
    152,  // before foreign topics
];

/// Where the signs of a real question and of a foreign one are even.
pub(crate) const BIAS: f32 = -2.7065;
