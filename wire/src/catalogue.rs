//! What the client shows of a document found by the search index, in blocks that are fetched when they are needed.
//!
//! Document n of the index is entry n of the lists and card n of the cards, both cut into blocks of a fixed number. A
//! block's address follows from the catalogue's folder, whose name carries a hash over all blocks, and its number: no
//! table of names travels. [`Entry`] is a line of a list; [`Card`] is what is told of the one document that answers.
//! Two kinds of blocks, since a list of six reads from up to six places, and one answer alone is as long as ten titles.
//!
//! Layout, numbers as LEB128: magic (4 bytes, other ones for each kind of block), version (1 byte), FNV-1a of the rest
//! (4 bytes, little end first), number of items, the items field by field.

use core::fmt;

use crate::bytes::{Reader, checksum, put_day, put_number, put_text};

/// Raised with every change of the layout.
pub const FORMAT_VERSION: u8 = 3;

/// What blocks are made of.
pub trait Item: Sized {
    /// How many make a block.
    const PER_BLOCK: usize;
    /// First letter of the names of its blocks.
    const LETTER: &'static str;
    /// First bytes of its blocks.
    const MAGIC: [u8; 4];

    /// Adds itself to a block.
    #[doc(hidden)]
    fn put(&self, bytes: &mut Vec<u8>);

    /// Reads itself from a block.
    #[doc(hidden)]
    fn take(rest: &mut &[u8]) -> Option<Self>;

    /// The block in which a document's item lies.
    fn block_of(document: usize) -> usize {
        document / Self::PER_BLOCK
    }

    /// The name of a block in the catalogue's folder.
    fn name(block: usize) -> String {
        [Self::LETTER, &block.to_string(), ".bin"].concat()
    }
}

/// One document in a list of results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Address below the portal's root.
    pub href: String,
    /// Title or question.
    pub title: String,
    /// What it is.
    pub kind: EntryKind,
    /// Id of its topic; empty when it has none.
    pub topic: String,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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

impl EntryKind {
    const ALL: [Self; 5] = [Self::Policy, Self::Question, Self::Lesson, Self::Story, Self::Page];
}

/// What is told of a document that answers a question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Card {
    /// The answer's first part, as editors wrote it, in whole sentences.
    pub text: String,
    /// The law it rests on; empty when it rests on none.
    pub law: String,
    /// Article and clause of that law.
    pub article: String,
    /// First day on which that article is in force; days since 1970-01-01.
    pub in_force_from: Option<i32>,
    /// Day on which the text was last compared with its sources; days since 1970-01-01.
    pub reviewed: Option<i32>,
    /// Documents with near questions, the nearest first.
    pub near: Vec<u32>,
    /// Policies and lessons to read next.
    pub further: Vec<u32>,
}

impl Item for Entry {
    // Measured on the portal's 118 documents, brotli -q 11: a block of 8 has some 500 bytes, one of 16 some 900. A list
    // of six reads from two to six blocks, so small ones cost less.
    const PER_BLOCK: usize = 8;
    const LETTER: &'static str = "l";
    const MAGIC: [u8; 4] = *b"PCAL";

    fn put(&self, bytes: &mut Vec<u8>) {
        put_text(bytes, &self.href);
        put_text(bytes, &self.title);
        bytes.push(self.kind as u8);
        put_text(bytes, &self.topic);
        put_day(bytes, self.from);
        put_day(bytes, self.until);
    }

    fn take(rest: &mut &[u8]) -> Option<Self> {
        let mut reader = Reader(rest);
        let entry = Self {
            href: reader.text()?.to_owned(),
            title: reader.text()?.to_owned(),
            kind: *EntryKind::ALL.get(reader.number()? as usize)?,
            topic: reader.text()?.to_owned(),
            from: reader.day()?,
            until: reader.day()?,
        };
        *rest = reader.0;
        Some(entry)
    }
}

impl Item for Card {
    // One answer is wanted at a time, and near ones only by chance: two to a block cost some 700 bytes, four 1,200.
    const PER_BLOCK: usize = 2;
    const LETTER: &'static str = "c";
    const MAGIC: [u8; 4] = *b"PCAC";

    fn put(&self, bytes: &mut Vec<u8>) {
        put_text(bytes, &self.text);
        put_text(bytes, &self.law);
        put_text(bytes, &self.article);
        put_day(bytes, self.in_force_from);
        put_day(bytes, self.reviewed);
        for list in [&self.near, &self.further] {
            put_number(bytes, u32::try_from(list.len()).unwrap_or(u32::MAX));
            for document in list {
                put_number(bytes, *document);
            }
        }
    }

    fn take(rest: &mut &[u8]) -> Option<Self> {
        let mut reader = Reader(rest);
        let card = Self {
            text: reader.text()?.to_owned(),
            law: reader.text()?.to_owned(),
            article: reader.text()?.to_owned(),
            in_force_from: reader.day()?,
            reviewed: reader.day()?,
            near: documents(&mut reader)?,
            further: documents(&mut reader)?,
        };
        *rest = reader.0;
        Some(card)
    }
}

fn documents(reader: &mut Reader<'_>) -> Option<Vec<u32>> {
    let count = reader.number()?;
    // Every number takes a byte at least, so damaged counts end with the bytes.
    let mut documents = Vec::new();
    for _ in 0..count {
        documents.push(reader.number()?);
    }
    Some(documents)
}

/// Why bytes are no block of a catalogue.
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
            Self::NotACatalogue => formatter.write_str("these bytes are no block of a catalogue"),
            Self::OtherVersion { found, expected } => {
                write!(formatter, "catalogue version {found}, expected {expected}")
            }
            Self::Damaged => formatter.write_str("the block of the catalogue is damaged"),
        }
    }
}

impl core::error::Error for DecodeError {}

/// A block as bytes.
pub fn encode<I: Item>(items: &[I]) -> Vec<u8> {
    let mut body = Vec::new();
    put_number(&mut body, u32::try_from(items.len()).unwrap_or(u32::MAX));
    for item in items {
        item.put(&mut body);
    }
    let mut bytes = I::MAGIC.to_vec();
    bytes.push(FORMAT_VERSION);
    bytes.extend(checksum(&body).to_le_bytes());
    bytes.extend(body);
    bytes
}

/// Reads [`encode`]'s bytes.
///
/// # Errors
/// See [`DecodeError`].
pub fn decode<I: Item>(bytes: &[u8]) -> Result<Vec<I>, DecodeError> {
    let Some((&found, rest)) = bytes.strip_prefix(&I::MAGIC).and_then(<[u8]>::split_first) else {
        return Err(DecodeError::NotACatalogue);
    };
    if found != FORMAT_VERSION {
        return Err(DecodeError::OtherVersion {
            found,
            expected: FORMAT_VERSION,
        });
    }
    items(rest).ok_or(DecodeError::Damaged)
}

fn items<I: Item>(bytes: &[u8]) -> Option<Vec<I>> {
    let (sum, body) = bytes.split_first_chunk::<4>()?;
    if checksum(body) != u32::from_le_bytes(*sum) {
        return None;
    }
    let mut reader = Reader(body);
    let count = reader.number()?;
    let mut rest = reader.0;
    let mut items = Vec::new();
    for _ in 0..count {
        items.push(I::take(&mut rest)?);
    }
    rest.is_empty().then_some(items)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest};

    use super::{Card, DecodeError, Entry, EntryKind, Item, decode, encode};
    use crate::bytes::checksum;

    fn entry() -> Entry {
        Entry {
            href: "hoi-dap/x/".into(),
            title: "Nghỉ thai sản được mấy tháng?".into(),
            kind: EntryKind::Question,
            topic: "lao-dong-nu".into(),
            from: None,
            until: None,
        }
    }

    fn entries() -> impl Strategy<Value = Entry> {
        let day = || proptest::option::of(-30_000..60_000);
        (any::<String>(), any::<String>(), 0..5_usize, day(), day()).prop_map(|(title, topic, kind, from, until)| {
            Entry {
                href: title.clone(),
                title,
                kind: EntryKind::ALL[kind],
                topic,
                from,
                until,
            }
        })
    }

    fn cards() -> impl Strategy<Value = Card> {
        let numbers = || proptest::collection::vec(any::<u32>(), 0..4);
        let day = || proptest::option::of(-30_000..60_000);
        (any::<String>(), any::<String>(), day(), day(), numbers(), numbers()).prop_map(
            |(text, law, in_force_from, reviewed, near, further)| Card {
                article: law.clone(),
                text,
                law,
                in_force_from,
                reviewed,
                near,
                further,
            },
        )
    }

    /// Blocks with a right sum over any bytes: what the sum cannot find must be found by the reader.
    fn sealed<I: Item>(body: &[u8]) -> Vec<u8> {
        [
            &I::MAGIC,
            &[super::FORMAT_VERSION][..],
            &checksum(body).to_le_bytes(),
            body,
        ]
        .concat()
    }

    #[test]
    fn days_are_included_on_both_sides() {
        let entry = Entry {
            from: Some(10),
            until: Some(20),
            ..entry()
        };
        assert!(entry.is_to_come(9) && !entry.is_to_come(10));
        assert!(entry.may_be_shown(20) && !entry.may_be_shown(21));
    }

    #[test]
    fn another_version_is_named_and_kinds_of_blocks_are_told_apart() {
        let mut bytes = encode(&[entry()]);
        assert_eq!(decode::<Card>(&bytes), Err(DecodeError::NotACatalogue));
        bytes[4] = 9;
        assert_eq!(
            decode::<Entry>(&bytes),
            Err(DecodeError::OtherVersion { found: 9, expected: 3 })
        );
    }

    #[test]
    fn every_changed_or_missing_byte_is_noticed() {
        let bytes = encode(&[entry(), entry()]);
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert!(decode::<Entry>(&changed).is_err(), "byte {at}");
            assert!(decode::<Entry>(&bytes[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn a_count_beyond_the_bytes_ends_with_them() {
        let body = [0xff, 0xff, 0xff, 0xff, 0x0f];
        assert_eq!(decode::<Entry>(&sealed::<Entry>(&body)), Err(DecodeError::Damaged));
        assert_eq!(decode::<Card>(&sealed::<Card>(&body)), Err(DecodeError::Damaged));
    }

    #[test]
    fn names_follow_from_numbers() {
        assert_eq!(Entry::name(Entry::block_of(17)), "l2.bin");
        assert_eq!(Card::name(Card::block_of(17)), "c8.bin");
    }

    proptest! {
        #[test]
        fn lists_that_are_written_are_read(entries in proptest::collection::vec(entries(), 0..6)) {
            prop_assert_eq!(decode(&encode(&entries)), Ok(entries));
        }

        #[test]
        fn cards_that_are_written_are_read(cards in proptest::collection::vec(cards(), 0..4)) {
            prop_assert_eq!(decode(&encode(&cards)), Ok(cards));
        }

        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(decode::<Entry>(&bytes).is_err());
            let _ = decode::<Entry>(&sealed::<Entry>(&bytes));
            let _ = decode::<Card>(&sealed::<Card>(&bytes));
        }
    }
}
