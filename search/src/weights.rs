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
        488,  // first stage
        208,  // first stage²
        -50,  // 1/rank
        -15,  // ln rank
        -111, // words in text
        -442, // pairs in text
        -121, // words in title
        173,  // words there²
        542,  // pairs there²
        37,   // words in title there
        -120, // pairs in title there
        217,  // title covered by words
        -148, // title match by words
        514,  // title match by pairs
        307,  // group's best
        154,  // neighbour
        -240, // decree
        -1,   // code
        -114, // words there, counted
        304,  // pairs there, counted
        -212, // words in title, counted
        216,  // pairs in title, counted
        90,   // 1/rank in group
        9,    // ln rank in group
        5,    // group speaks of words
        4,    // group speaks of pairs
        -3,   // group speaks of both
        83,   // 1/place in group
        -87,  // place in group
        164,  // opening, asked what
        -104, // words agreed on
        -52,  // pairs agreed on
        203,  // words within group
        245,  // pairs within group
        -78,  // always
    ],
    [
        377,  // first stage
        -126, // first stage²
        -2,   // 1/rank
        -6,   // ln rank
        123,  // words in text
        265,  // pairs in text
        -179, // words in title
        -66,  // words there²
        -94,  // pairs there²
        -99,  // words in title there
        -345, // pairs in title there
        -55,  // title covered by words
        844,  // title match by words
        950,  // title match by pairs
        177,  // group's best
        12,   // neighbour
        0,    // decree
        0,    // code
        114,  // words there, counted
        658,  // pairs there, counted
        234,  // words in title, counted
        221,  // pairs in title, counted
        31,   // 1/rank in group
        -21,  // ln rank in group
        17,   // group speaks of words
        6,    // group speaks of pairs
        -2,   // group speaks of both
        0,    // 1/place in group
        0,    // place in group
        0,    // opening, asked what
        100,  // words agreed on
        -122, // pairs agreed on
        33,   // words within group
        20,   // pairs within group
        78,   // always
    ],
];

/// Weight of each sign in hundredths.
pub(crate) const SURE: [i16; SIGNS.len()] = [
    -50,  // words there²
    120,  // pairs there²
    93,   // words in title there
    61,   // pairs in title there
    -205, // title covered by words
    -87,  // title match by words
    582,  // title match by pairs
    -9,   // before the second
    -27,  // subject words
    -327, // words known nowhere
    -73,  // weightiest word missing
    18,   // first stage, absolute
    104,  // score
    -6,   // group's best
    251,  // before foreign topics
];

/// Where the signs of a real question and of a foreign one are even.
pub(crate) const BIAS: f32 = -2.6770;
