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
        623,  // first stage
        76,   // first stage²
        -28,  // 1/rank
        -15,  // ln rank
        -128, // words in text
        -418, // pairs in text
        -114, // words in title
        172,  // words there²
        532,  // pairs there²
        32,   // words in title there
        -103, // pairs in title there
        211,  // title covered by words
        -153, // title match by words
        523,  // title match by pairs
        345,  // group's best
        149,  // neighbour
        -230, // decree
        -6,   // code
        -135, // words there, counted
        362,  // pairs there, counted
        -192, // words in title, counted
        178,  // pairs in title, counted
        84,   // 1/rank in group
        6,    // ln rank in group
        7,    // group speaks of words
        2,    // group speaks of pairs
        -2,   // group speaks of both
        89,   // 1/place in group
        -88,  // place in group
        164,  // opening, asked what
        -103, // words agreed on
        -55,  // pairs agreed on
        229,  // words within group
        207,  // pairs within group
        -64,  // always
    ],
    [
        123, // first stage
        9,   // first stage²
        36,  // 1/rank
        -8,  // ln rank
        67,  // words in text
        170, // pairs in text
        32,  // words in title
        -6,  // words there²
        -89, // pairs there²
        5,   // words in title there
        -87, // pairs in title there
        60,  // title covered by words
        316, // title match by words
        265, // title match by pairs
        116, // group's best
        62,  // neighbour
        0,   // decree
        0,   // code
        38,  // words there, counted
        498, // pairs there, counted
        210, // words in title, counted
        171, // pairs in title, counted
        51,  // 1/rank in group
        -17, // ln rank in group
        11,  // group speaks of words
        6,   // group speaks of pairs
        -1,  // group speaks of both
        0,   // 1/place in group
        0,   // place in group
        0,   // opening, asked what
        117, // words agreed on
        -81, // pairs agreed on
        -9,  // words within group
        111, // pairs within group
        64,  // always
    ],
];

/// Weight of each sign in hundredths.
pub(crate) const SURE: [i16; SIGNS.len()] = [
    -119, // words there²
    197,  // pairs there²
    76,   // words in title there
    84,   // pairs in title there
    74,   // title covered by words
    218,  // title match by words
    175,  // title match by pairs
    -20,  // before the second
    -10,  // subject words
    -160, // words known nowhere
    -179, // weightiest word missing
    -88,  // first stage, absolute
    103,  // score
    -174, // group's best
    253,  // before foreign topics
];

/// Where the signs of a real question and of a foreign one are even.
pub(crate) const BIAS: f32 = -2.7193;
