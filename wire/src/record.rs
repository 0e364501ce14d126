//! A member's progress as a compact, checked text: kept in the browser, carried to another phone, shown to an officer.
//!
//! Text form: `P1.` + base64url without padding of (postcard bytes + 4 bytes FNV-1a, little end first). Merging keeps
//! the more advanced of two values everywhere, so any order of merging gives the same record.

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::{bytes::checksum, names::ByName};

/// Raised with every change of the layout; a reader for the older one stays.
pub const FORMAT_VERSION: u8 = 1;
const PREFIX: &str = "P1.";
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A member's progress.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Lessons by file name.
    pub lessons: ByName<LessonProgress>,
}

/// Progress in one lesson.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonProgress {
    /// Where the video was left, in seconds, and when (seconds since 1970), so that the latest wins.
    pub video: Option<VideoPosition>,
    /// Day on which the lesson was finished, in days since 1970.
    pub done: Option<u32>,
    /// Kept answers by question.
    pub answers: ByName<Answer>,
}

/// Where a video was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct VideoPosition {
    /// When, in seconds since 1970.
    pub at: u64,
    /// Position in seconds.
    pub seconds: u32,
}

/// A kept answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Answer {
    /// When it was given, in seconds since 1970.
    pub at: u64,
    /// Index of the choice.
    pub choice: u8,
    /// True when the question was ever answered right.
    pub solved: bool,
}

/// Why a text is no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecodeError {
    /// It is something else.
    NotARecord,
    /// It was written by another version of the portal.
    OtherVersion {
        /// The version met.
        found: u8,
        /// The version understood.
        expected: u8,
    },
    /// It was cut or changed.
    Damaged,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotARecord => formatter.write_str("this text is no progress record"),
            Self::OtherVersion { found, expected } => {
                write!(formatter, "progress record version {found}, expected {expected}")
            }
            Self::Damaged => formatter.write_str("the progress record is damaged"),
        }
    }
}

impl core::error::Error for DecodeError {}

impl Record {
    /// The record as text.
    ///
    /// # Panics
    /// Never: encoding into memory cannot fail for these types.
    pub fn encode(&self) -> String {
        let mut bytes = postcard::to_allocvec(self).expect("maps of numbers always encode");
        bytes.extend(checksum(&bytes).to_le_bytes());
        let mut text = String::from(PREFIX);
        for chunk in bytes.chunks(3) {
            let group =
                chunk.iter().fold(0_u32, |group, byte| group << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
            for place in 0..=chunk.len() {
                text.push(char::from(ALPHABET[(group >> (18 - 6 * place) & 63) as usize]));
            }
        }
        text
    }

    /// Reads [`Record::encode`]'s text.
    ///
    /// # Errors
    /// See [`DecodeError`].
    pub fn decode(text: &str) -> Result<Self, DecodeError> {
        let text = text.trim_ascii();
        let body = text.strip_prefix(PREFIX).ok_or_else(|| no_record(text))?;
        let bytes = base64(body).ok_or(DecodeError::Damaged)?;
        let (body, sum) = bytes.split_last_chunk::<4>().ok_or(DecodeError::Damaged)?;
        if checksum(body) != u32::from_le_bytes(*sum) {
            return Err(DecodeError::Damaged);
        }
        match postcard::take_from_bytes(body) {
            Ok((record, [])) if Self::is_in_order(&record) => Ok(record),
            _ => Err(DecodeError::Damaged),
        }
    }

    /// Lookups rely on the order of names, so bytes that break it are damaged, whoever made them.
    fn is_in_order(&self) -> bool {
        self.lessons.is_in_order() && self.lessons.iter().all(|(_, lesson)| lesson.answers.is_in_order())
    }

    /// Takes over all progress of `other` that goes further. Commutative, associative, idempotent.
    pub fn merge(&mut self, other: &Self) {
        for (name, theirs) in other.lessons.iter() {
            let ours = self.lessons.entry(name);
            ours.video = ours.video.max(theirs.video);
            ours.done = match (ours.done, theirs.done) {
                (Some(ours), Some(theirs)) => Some(ours.min(theirs)),
                (ours, theirs) => ours.or(theirs),
            };
            for (question, answer) in theirs.answers.iter() {
                let kept = ours.answers.entry(question);
                let solved = kept.solved || answer.solved;
                let (at, choice) = (kept.at, kept.choice).max((answer.at, answer.choice));
                *kept = Answer { at, choice, solved };
            }
        }
    }
}

/// What a text is that does not begin as a record of this version does.
fn no_record(text: &str) -> DecodeError {
    match text.as_bytes() {
        [b'P', digit @ b'0'..=b'9', b'.', ..] => DecodeError::OtherVersion {
            found: digit - b'0',
            expected: FORMAT_VERSION,
        },
        _ => DecodeError::NotARecord,
    }
}

fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    for chunk in text.as_bytes().chunks(4) {
        let mut group = 0_u32;
        for letter in chunk {
            let value = ALPHABET.iter().position(|known| known == letter)?;
            group = group << 6 | u32::try_from(value).ok()?;
        }
        if chunk.len() == 1 {
            return None;
        }
        group <<= 6 * (4 - chunk.len());
        bytes.extend(&group.to_be_bytes()[1..chunk.len()]);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy, any, prop_assert_eq, proptest};

    use super::{Answer, DecodeError, LessonProgress, Record, VideoPosition};

    /// As browsers keep it since version 1.
    const SAMPLE: &str = "P1.AQ1raG9hLW1hbi1oaW5oAbHpldgGUwGtogEBBm1hLW90cNTpldgGAgEvsb5H";

    fn records() -> impl Strategy<Value = Record> {
        let video = proptest::option::of((0..3_u64, 0..9_u32))
            .prop_map(|video| video.map(|(at, seconds)| VideoPosition { at, seconds }));
        let answer = (0..3_u64, 0..4_u8, any::<bool>()).prop_map(|(at, choice, solved)| Answer { at, choice, solved });
        let answers = proptest::collection::btree_map("[ab]", answer, 0..3);
        let lesson = (video, proptest::option::of(0..5_u32), answers).prop_map(|(video, done, answers)| {
            let answers = answers.into_iter().collect();
            LessonProgress { video, done, answers }
        });
        proptest::collection::btree_map("[a-c]", lesson, 0..4).prop_map(|lessons| Record {
            lessons: lessons.into_iter().collect(),
        })
    }

    fn merged(left: &Record, right: &Record) -> Record {
        let mut record = left.clone();
        record.merge(right);
        record
    }

    #[test]
    fn a_slip_of_copying_is_noticed() {
        let text = Record::default().encode();
        assert_eq!(Record::decode(&text[..text.len() - 1]), Err(DecodeError::Damaged));
        assert_eq!(Record::decode("hello"), Err(DecodeError::NotARecord));
    }

    #[test]
    fn another_version_is_named() {
        let error = DecodeError::OtherVersion { found: 2, expected: 1 };
        assert_eq!(Record::decode("P2.AAAA"), Err(error));
    }

    #[test]
    fn a_saved_record_of_version_1_is_read() {
        let mut record = Record::default();
        let lesson = record.lessons.entry("khoa-man-hinh");
        lesson.video = Some(VideoPosition {
            at: 1_795_519_665,
            seconds: 83,
        });
        lesson.done = Some(20_781);
        *lesson.answers.entry("ma-otp") = Answer {
            at: 1_795_519_700,
            choice: 2,
            solved: true,
        };
        assert_eq!(Record::decode(SAMPLE), Ok(record));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(record in records()) {
            prop_assert_eq!(Record::decode(&record.encode()), Ok(record));
        }

        #[test]
        fn no_text_panics(text in any::<String>(), tail in "[A-Za-z0-9_-]{0,60}") {
            let _ = Record::decode(&text);
            let _ = Record::decode(&format!("P1.{tail}"));
        }

        #[test]
        fn the_order_of_merging_does_not_matter(a in records(), b in records(), c in records()) {
            prop_assert_eq!(merged(&a, &b), merged(&b, &a));
            prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
            prop_assert_eq!(merged(&a, &a), a);
        }
    }
}
