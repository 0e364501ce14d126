//! Index bytes become an [`Index`].

use core::fmt;

use super::{FIELDS, FORMAT_VERSION, MAGIC, checksum};

/// A readable index.
#[derive(Debug, Clone)]
pub struct Index {
    pub(crate) documents: Vec<[u32; FIELDS]>,
    /// Sorted by word.
    pub(crate) terms: Vec<Term>,
    /// Mean number of positions per field, at least 1.
    pub(crate) mean_lengths: [f32; FIELDS],
}

/// A folded word and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Term {
    pub(crate) word: String,
    pub(crate) forms: Vec<String>,
    /// Number of documents.
    pub(crate) documents: u32,
    /// In the order of documents, then positions.
    pub(crate) occurrences: Vec<Occurrence>,
}

/// One place of a word.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Occurrence {
    pub(crate) document: u32,
    pub(crate) position: u32,
    /// Index into [`Term::forms`].
    pub(crate) form: u32,
}

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

impl Index {
    /// Reads [`super::IndexBuilder::finish`]'s bytes.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub fn parse(bytes: &[u8]) -> Result<Self, ReadError> {
        let (found, rest) = bytes
            .strip_prefix(&MAGIC)
            .and_then(<[u8]>::split_first)
            .ok_or(ReadError::NotAnIndex)?;
        if *found != FORMAT_VERSION {
            return Err(ReadError::OtherVersion {
                found: *found,
                expected: FORMAT_VERSION,
            });
        }
        let (sum, body) = rest.split_first_chunk::<4>().ok_or(ReadError::Damaged)?;
        if u32::from_le_bytes(*sum) != checksum(body) {
            return Err(ReadError::Damaged);
        }
        let mut reader = Reader { rest: body };
        reader
            .index()
            .filter(|_| reader.rest.is_empty())
            .ok_or(ReadError::Damaged)
    }
}

/// Takes numbers and texts off the front. A count is believed only as far as there are bytes for it, so that no forged
/// count can ask for more memory than a small multiple of the input.
struct Reader<'a> {
    rest: &'a [u8],
}

impl Reader<'_> {
    fn number(&mut self) -> Option<u32> {
        let mut value = 0_u32;
        for shift in [0, 7, 14, 21, 28] {
            let (byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            value |= u32::from(byte & 127) << shift;
            if byte & 128 == 0 {
                return Some(value);
            }
        }
        None
    }

    fn count(&mut self) -> Option<usize> {
        let count = self.number()? as usize;
        (count <= self.rest.len()).then_some(count)
    }

    fn index(&mut self) -> Option<Index> {
        let count = self.count()?;
        let mut documents = Vec::with_capacity(count);
        let mut totals = [0_u32; FIELDS];
        for _ in 0..count {
            let mut end = 0_u32;
            let mut ends = [0; FIELDS];
            for (field, slot) in ends.iter_mut().enumerate() {
                let length = self.number()?;
                totals[field] = totals[field].saturating_add(length);
                end = end.checked_add(length)?;
                *slot = end;
            }
            documents.push(ends);
        }
        let terms = self.terms(count)?;
        #[allow(clippy::cast_precision_loss)] // lengths of texts, far below 2^24
        let mean_lengths = totals.map(|total| (total as f32 / count.max(1) as f32).max(1.0));
        Some(Index {
            documents,
            terms,
            mean_lengths,
        })
    }

    fn terms(&mut self, documents: usize) -> Option<Vec<Term>> {
        let count = self.count()?;
        let mut terms: Vec<Term> = Vec::with_capacity(count);
        for _ in 0..count {
            let shared = self.number()? as usize;
            let previous = terms.last().map_or("", |term| term.word.as_str());
            let mut word = previous.as_bytes().get(..shared)?.to_vec();
            word.extend(self.bytes()?);
            let word = String::from_utf8(word).ok()?;
            if word.as_str() <= previous {
                return None;
            }
            let forms = (0..self.count()?)
                .map(|_| String::from_utf8(self.bytes()?.to_vec()).ok())
                .collect::<Option<Vec<_>>>()?;
            let (number, occurrences) = self.occurrences(u32::try_from(forms.len()).ok()?, documents)?;
            terms.push(Term {
                word,
                forms,
                documents: number,
                occurrences,
            });
        }
        Some(terms)
    }

    fn occurrences(&mut self, forms: u32, documents: usize) -> Option<(u32, Vec<Occurrence>)> {
        let postings = self.count()?;
        let mut occurrences = Vec::new();
        let mut document = 0_u32;
        for _ in 0..postings {
            document = document.checked_add(self.number()?)?;
            if document as usize >= documents {
                return None;
            }
            let mut position = 0_u32;
            for _ in 0..self.count()? {
                let value = self.number()?;
                position = position.checked_add(value.checked_div(forms)?)?;
                occurrences.push(Occurrence {
                    document,
                    position,
                    form: value % forms,
                });
            }
        }
        Some((u32::try_from(postings).ok()?, occurrences))
    }

    fn bytes(&mut self) -> Option<&[u8]> {
        let count = self.count()?;
        let (taken, rest) = self.rest.split_at(count);
        self.rest = rest;
        Some(taken)
    }
}
