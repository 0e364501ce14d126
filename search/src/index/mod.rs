//! The index: one small head that every search needs, and shards of terms that are fetched as a question needs them.
//!
//! The head names what lies between two shards, so that a reader knows where each term must be; it holds the vocabulary
//! and the commonest pairs for [`crate::decode`], the short forms, and which documents belong together. A shard holds
//! sorted terms (a syllable, two neighbouring syllables, or an article of a law) with their postings: for each marked form
//! of a syllable the documents that hold it, how much it weighs in each (a quantised BM25 term frequency), and which
//! titles hold it. No positions: neighbours are terms of their own.
//!
//! Writers (`write_head`, `write_shards`) and readers (`head`, `shard`) lie side by side under one [`FORMAT_VERSION`].

pub(crate) mod analysis;
pub(crate) mod build;
mod bytes;
mod count;
pub(crate) mod head;
pub(crate) mod law;
mod posting;
mod postings;
pub(crate) mod shard;
mod write_head;
mod write_shards;

#[cfg(test)]
mod forged;
#[cfg(test)]
mod properties;

use core::fmt;

pub use analysis::{Analysis, Citation, Document, Sort};
pub use build::{Files, IndexBuilder};
pub use head::Head;

/// Raised with every change of the layout.
pub const FORMAT_VERSION: u8 = 3;
const HEAD_MAGIC: [u8; 3] = *b"VSI";
const SHARD_MAGIC: [u8; 3] = *b"VSS";

/// One step of a quantised term weight; eight steps reach BM25's ceiling of k₁ + 1 = 2.2.
pub(crate) const LEVEL: f32 = 0.275;
/// Words a thesaurus adds weigh this much of those written.
pub(crate) const SPOKEN: f32 = 0.6;
/// The lightest title's mass; each class is [`MASS_RATIO`] times heavier than the one before.
pub(crate) const LEAST_MASS: f32 = 4.0;
pub(crate) const MASS_RATIO: f32 = 1.27;
/// Title classes.
pub(crate) const MASSES: u32 = 16;
/// Ranks of groups that are no laws, beside 0 decree, 1 law or anything else, 2 code.
pub(crate) const QUESTION: u32 = 3;
pub(crate) const FOREIGN: u32 = 4;
/// Postings of one form, at most; of more frequent ones the weightiest are kept.
pub(crate) const MOST_POSTINGS: u32 = 2048;

// What a reader believes of a head at most, as runs and marked forms take less room there than in memory. The writer keeps
// to all but the first two by leaving out.
/// Documents of an index.
pub(crate) const MOST_DOCUMENTS: u32 = 1 << 20;
/// Titles and aliases of an index.
pub(crate) const MOST_TITLES: usize = 1 << 22;
/// Title and aliases of one document.
pub(crate) const MOST_TITLES_EACH: usize = 1000;
/// Marked forms of one syllable of the vocabulary; the richest of real texts has some forty.
pub(crate) const MOST_FORMS: usize = 64;
/// Short forms of a head: each question compares them all.
pub(crate) const MOST_ABBREVIATIONS: usize = 4096;
/// Bytes of a syllable of the vocabulary.
pub(crate) const LONGEST_SYLLABLE: usize = 64;

/// Why bytes are no index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadError {
    /// They are something else.
    NotAnIndex,
    /// They were written by another version.
    OtherVersion {
        /// The version met.
        found: u8,
        /// The version understood.
        expected: u8,
    },
    /// They were cut or changed.
    Damaged,
}

impl fmt::Display for ReadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnIndex => formatter.write_str("these bytes are no search index"),
            Self::OtherVersion { found, expected } => {
                write!(formatter, "search index version {found}, expected {expected}")
            }
            Self::Damaged => formatter.write_str("the search index is damaged"),
        }
    }
}

impl core::error::Error for ReadError {}

/// Takes off what [`bytes::seal`] put around.
fn unseal(magic: [u8; 3], bytes: &[u8]) -> Result<&[u8], ReadError> {
    let (found, rest) = bytes
        .strip_prefix(&magic)
        .and_then(<[u8]>::split_first)
        .ok_or(ReadError::NotAnIndex)?;
    if *found != FORMAT_VERSION {
        return Err(ReadError::OtherVersion {
            found: *found,
            expected: FORMAT_VERSION,
        });
    }
    let (sum, body) = rest.split_first_chunk::<4>().ok_or(ReadError::Damaged)?;
    if u32::from_le_bytes(*sum) == bytes::checksum(body) {
        Ok(body)
    } else {
        Err(ReadError::Damaged)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    use super::{
        Analysis, Citation, Document, FORMAT_VERSION, Files, HEAD_MAGIC, Head, IndexBuilder, ReadError, SHARD_MAGIC,
        bytes::seal, shard::Shard,
    };
    use crate::{Library, Options, Thesaurus};

    static EVERYDAY: LazyLock<Thesaurus> = LazyLock::new(Thesaurus::everyday);

    fn files(bodies: &[&str]) -> Files {
        let mut builder = IndexBuilder::new();
        builder.add_abbreviation("bhxh", "bảo hiểm xã hội");
        for body in bodies {
            let document = Document {
                title: "Nghỉ thai sản",
                aliases: &["nghỉ đẻ"],
                headings: "Điều kiện",
                body,
                group: "Bộ luật Lao động",
                citations: &[Citation {
                    law: "Bộ luật Lao động 45/2019/QH14",
                    article: "Điều 139",
                }],
                ..Document::default()
            };
            builder.add(Analysis::new(&document, &EVERYDAY));
        }
        builder.finish()
    }

    #[test]
    fn another_version_is_named() {
        let mut files = files(&["Được nghỉ 6 tháng"]);
        files.head[3] = 9;
        let error = ReadError::OtherVersion {
            found: 9,
            expected: FORMAT_VERSION,
        };
        assert_eq!(Head::parse(&files.head).err(), Some(error));
    }

    #[test]
    fn every_changed_byte_is_noticed() {
        let files = files(&["Được nghỉ 6 tháng", "Lương"]);
        for at in 0..files.head.len() {
            let mut changed = files.head.clone();
            changed[at] ^= 1;
            assert!(Head::parse(&changed).is_err(), "byte {at}");
            assert!(Head::parse(&files.head[..at]).is_err(), "cut at {at}");
        }
        for at in 0..files.shards[0].len() {
            let mut changed = files.shards[0].clone();
            changed[at] ^= 1;
            assert!(Shard::parse(&changed, 2, 4).is_err(), "byte {at}");
        }
    }

    #[test]
    fn a_question_asks_for_few_shards_of_a_large_index() {
        let bodies: Vec<String> = (0..300)
            .map(|number| {
                ["ngày", "lương", "thưởng", "phép", "bệnh", "ca"]
                    .map(|word| format!("{word} x{} y{}", number * 7 % 89, number * 13 % 97))
                    .join(" ")
            })
            .collect();
        let bodies: Vec<&str> = bodies.iter().map(String::as_str).collect();
        let files = files(&bodies);
        let library = Library::new(&files.head).expect("a head just written");
        let question = library.question("lương thưởng", Options::default());
        let missing = library.missing(&question);
        assert!(
            files.shards.len() > 10 && !missing.is_empty() && missing.len() < 9,
            "{missing:?} of {}",
            files.shards.len()
        );
        let mut partial = library.clone();
        for number in missing {
            partial
                .insert(number, &files.shards[number as usize])
                .expect("a shard just written");
        }
        let whole = Library::whole(&files).expect("an index just written");
        assert_eq!(partial.answer(&question, 20), whole.answer(&question, 20));
    }

    proptest! {
        #[test]
        fn no_bytes_panic(head in proptest::collection::vec(any::<u8>(), 0..300), shard in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = Head::parse(&head);
            let _ = Head::parse(&seal(HEAD_MAGIC, FORMAT_VERSION, &head));
            let files = files(&["Được nghỉ 6 tháng"]);
            let mut library = Library::new(&files.head).expect("a head just written");
            let _ = library.insert(0, &shard);
            let _ = library.insert(0, &seal(SHARD_MAGIC, FORMAT_VERSION, &shard));
            let _ = library.answer(&library.question("nghỉ thai san", Options::default()), 5);
        }

        #[test]
        fn equal_documents_give_equal_bytes(bodies in proptest::collection::vec("[a-zđêơ ]{0,40}", 1..6)) {
            let bodies: Vec<&str> = bodies.iter().map(String::as_str).collect();
            prop_assert_eq!(files(&bodies), files(&bodies));
        }

        #[test]
        fn every_word_of_a_text_finds_it(words in proptest::collection::vec("[a-zđêơ]{1,8}[\u{301}]?", 1..12)) {
            let body = words.join(" ");
            let mut builder = IndexBuilder::new();
            let thesaurus = Thesaurus::new();
            builder.add(Analysis::new(&Document { title: "không liên quan", ..Document::default() }, &thesaurus));
            builder.add(Analysis::new(&Document { body: &body, ..Document::default() }, &thesaurus));
            let library = Library::whole(&builder.finish()).unwrap();
            for word in &words {
                let options = Options { as_typed: true, finished: true };
                let answer = library.answer(&library.question(word, options), 2);
                prop_assert!(answer.hits.iter().any(|hit| hit.document == 1), "{}", word);
            }
        }
    }
}
