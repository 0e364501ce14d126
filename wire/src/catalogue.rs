//! What the client shows of a document found by the search index: entry number i describes document number i.

use core::fmt;

use serde::{Deserialize, Serialize};

/// Raised with every change of the layout.
pub const FORMAT_VERSION: u8 = 2;
const MAGIC: [u8; 4] = *b"PCAT";

/// All documents that can be found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalogue {
    /// In the order of the search index.
    pub entries: Vec<Entry>,
}

/// One document as a search result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Address below the portal's root.
    pub href: String,
    /// Title or question.
    pub title: String,
    /// What it is.
    pub kind: EntryKind,
    /// Title of its topic; empty when it has none.
    pub topic: String,
    /// First lines of the answer.
    pub excerpt: String,
    /// Law and article it rests on; empty when it rests on none.
    pub law: String,
    /// First day on which it holds, when that day was to come as the portal was built; days since 1970-01-01.
    pub from: Option<i32>,
    /// Last day on which it holds, if there is one; days since 1970-01-01.
    pub until: Option<i32>,
}

impl Entry {
    /// True unless it is over on a day (days since 1970-01-01).
    pub fn may_be_shown(&self, day: i32) -> bool {
        self.until.is_none_or(|until| day <= until)
    }

    /// True while it is still to come on a day (days since 1970-01-01).
    pub fn is_to_come(&self, day: i32) -> bool {
        self.from.is_some_and(|from| day < from)
    }
}

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum EntryKind {
    /// A right or rule, explained.
    Policy,
    /// A question and its answer.
    Question,
    /// A lesson or course.
    Lesson,
    /// What members make.
    Story,
    /// About the portal.
    Page,
}

/// Why bytes are no catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecodeError {
    /// They are something else.
    NotACatalogue,
    /// They were written by another version of the portal.
    OtherVersion {
        /// The version met.
        found: u8,
        /// The version understood.
        expected: u8,
    },
    /// They were cut or changed.
    Damaged,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotACatalogue => formatter.write_str("these bytes are no catalogue"),
            Self::OtherVersion { found, expected } => {
                write!(formatter, "catalogue version {found}, expected {expected}")
            }
            Self::Damaged => formatter.write_str("the catalogue is damaged"),
        }
    }
}

impl core::error::Error for DecodeError {}

impl Catalogue {
    /// The catalogue as bytes.
    ///
    /// # Panics
    /// Never: encoding into memory cannot fail for these types.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.push(FORMAT_VERSION);
        bytes.extend(postcard::to_allocvec(self).expect("strings and vectors always encode"));
        bytes
    }

    /// Reads [`Catalogue::encode`]'s bytes.
    ///
    /// # Errors
    /// See [`DecodeError`].
    pub fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        let Some((&found, body)) = bytes.strip_prefix(&MAGIC).and_then(<[u8]>::split_first) else {
            return Err(DecodeError::NotACatalogue);
        };
        if found != FORMAT_VERSION {
            return Err(DecodeError::OtherVersion {
                found,
                expected: FORMAT_VERSION,
            });
        }
        match postcard::take_from_bytes(body) {
            Ok((catalogue, [])) => Ok(catalogue),
            _ => Err(DecodeError::Damaged),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::{Catalogue, DecodeError, Entry, EntryKind};

    fn entry(title: String) -> Entry {
        let empty = String::new();
        Entry {
            href: "a/".into(),
            title,
            kind: EntryKind::Story,
            topic: empty.clone(),
            excerpt: empty.clone(),
            law: empty,
            from: None,
            until: None,
        }
    }

    #[test]
    fn days_are_included_on_both_sides() {
        let entry = Entry {
            from: Some(10),
            until: Some(20),
            ..entry(String::new())
        };
        assert!(entry.is_to_come(9) && !entry.is_to_come(10));
        assert!(entry.may_be_shown(20) && !entry.may_be_shown(21));
    }

    #[test]
    fn another_version_is_named() {
        let mut bytes = Catalogue::default().encode();
        bytes[4] = 9;
        assert_eq!(
            Catalogue::decode(&bytes),
            Err(DecodeError::OtherVersion { found: 9, expected: 2 })
        );
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(titles in proptest::collection::vec(any::<String>(), 0..5)) {
            let catalogue = Catalogue { entries: titles.into_iter().map(entry).collect() };
            prop_assert_eq!(Catalogue::decode(&catalogue.encode()), Ok(catalogue));
        }

        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = Catalogue::decode(&bytes);
            let _ = Catalogue::decode(&[b"PCAT\x02".as_slice(), &bytes].concat());
        }
    }
}
