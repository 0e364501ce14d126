//! An index being used: the head, and the shards that have arrived.

use crate::{
    decode::Options,
    index::{
        Head, ReadError,
        shard::{Postings, Shard},
    },
    question::Question,
};

/// The head of an index and those of its shards that have been fetched.
#[derive(Debug, Clone)]
pub struct Library {
    pub(crate) head: Head,
    /// By number, in the order of coming.
    shards: Vec<(u32, Shard)>,
}

impl Library {
    /// An index of which only the head is here.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub fn new(head: &[u8]) -> Result<Self, ReadError> {
        Ok(Self {
            head: Head::parse(head)?,
            shards: Vec::new(),
        })
    }

    /// An index with all its shards.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub fn whole(files: &crate::index::Files) -> Result<Self, ReadError> {
        let mut library = Self::new(&files.head)?;
        for (number, bytes) in (0..).zip(&files.shards) {
            library.insert(number, bytes)?;
        }
        Ok(library)
    }

    /// Adds shard `number`.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub fn insert(&mut self, number: u32, bytes: &[u8]) -> Result<(), ReadError> {
        let shard = Shard::parse(bytes, self.head.documents, self.head.titles())?;
        if self.shard(number).is_none() {
            self.shards.push((number, shard));
        }
        Ok(())
    }

    /// Number of documents.
    pub fn documents(&self) -> usize {
        self.head.documents as usize
    }

    /// Reads a query.
    pub fn question(&self, query: &str, options: Options) -> Question {
        Question::new(&self.head, query, options)
    }

    /// Numbers of the shards that a question needs and that are not here, sorted.
    pub fn missing(&self, question: &Question) -> Vec<u32> {
        let mut missing: Vec<u32> = Vec::new();
        for term in question.terms() {
            if let Some(shard) = self.head.shard_of(term)
                && self.shard(shard).is_none()
                && let Err(place) = missing.binary_search(&shard)
            {
                missing.insert(place, shard);
            }
        }
        missing
    }

    fn shard(&self, number: u32) -> Option<&Shard> {
        Some(&self.shards.iter().find(|shard| shard.0 == number)?.1)
    }

    pub(crate) fn find(&self, term: &str) -> &[Postings] {
        let shard = self.head.shard_of(term).and_then(|number| self.shard(number));
        shard.map(|shard| shard.find(term)).unwrap_or_default()
    }
}
