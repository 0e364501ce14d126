//! The index: one format, its writer ([`IndexBuilder`]) and its reader ([`Index`]) side by side.
//!
//! Layout, numbers as LEB128 unless said otherwise: magic `VSI`, version (1 byte), FNV-1a of the rest (4 bytes, little
//! end first), number of documents, per document four field ends (positions), number of terms, then per term: shared
//! prefix length, suffix length, suffix, number of exact forms with their texts, number of postings, and per posting:
//! document step, number of occurrences, per occurrence position step * forms + form.

mod build;
mod read;

pub use build::IndexBuilder;
pub use read::{Index, ReadError};
pub(crate) use read::{Occurrence, Term};

/// Raised with every change of the layout.
pub const FORMAT_VERSION: u8 = 1;
const MAGIC: [u8; 3] = *b"VSI";
/// Title, aliases, headings, body.
pub(crate) const FIELDS: usize = 4;
/// Left free between fields, so that a phrase never runs from one into the next.
const FIELD_GAP: u32 = 8;

/// A text to be found.
#[derive(Debug, Clone, Copy, Default)]
pub struct Document<'a> {
    /// Title or question.
    pub title: &'a str,
    /// Other ways in which people ask it.
    pub aliases: &'a [&'a str],
    /// The words of its headings.
    pub headings: &'a str,
    /// All other words.
    pub body: &'a str,
}

/// FNV-1a, 32 bits (Fowler, Noll, Vo): finds damage in transit.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, proptest};

    use super::{Document, Index, IndexBuilder, ReadError};

    fn bytes() -> Vec<u8> {
        let mut builder = IndexBuilder::new();
        builder.add(&Document {
            title: "Nghỉ thai sản",
            aliases: &["nghỉ đẻ"],
            headings: "Điều kiện",
            body: "Được nghỉ 6 tháng",
        });
        builder.add(&Document {
            title: "Lương tối thiểu vùng",
            ..Document::default()
        });
        builder.finish()
    }

    #[test]
    fn another_version_is_named() {
        let mut bytes = bytes();
        bytes[3] = 9;
        assert_eq!(
            Index::parse(&bytes).err(),
            Some(ReadError::OtherVersion { found: 9, expected: 1 })
        );
    }

    #[test]
    fn every_changed_byte_is_noticed() {
        let bytes = bytes();
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert!(Index::parse(&changed).is_err(), "byte {at}");
            assert!(Index::parse(&bytes[..at]).is_err(), "cut at {at}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_panic(tail in proptest::collection::vec(any::<u8>(), 0..300)) {
            let mut bytes = b"VSI\x01".to_vec();
            bytes.extend(super::checksum(&tail).to_le_bytes());
            bytes.extend(&tail);
            if let Ok(index) = Index::parse(&bytes) {
                let _ = index.search("nghỉ thai san", 5);
            }
        }

        #[test]
        fn every_word_of_a_text_finds_it(words in proptest::collection::vec("[a-zđêơ]{1,8}[\u{301}]?", 1..12)) {
            let body = words.join(" ");
            let mut builder = IndexBuilder::new();
            builder.add(&Document::default());
            builder.add(&Document { body: &body, ..Document::default() });
            let index = Index::parse(&builder.finish()).unwrap();
            for word in &words {
                prop_assert!(index.search(word, 2).iter().any(|hit| hit.document == 1), "{}", word);
            }
        }
    }
}
