//! What the assistant needs of the search engine, and nothing more of it is known elsewhere in the client.

use std::ops::Range;

use search::{Library, Options, Question};

/// What is known about a question.
#[derive(Debug, Clone, Default)]
pub(crate) struct Answer {
    /// Documents, the best first.
    pub(crate) hits: Vec<usize>,
    /// The best hit answers the question, as far as can be told.
    pub(crate) confident: bool,
    /// The question as it was read, when words were read otherwise than typed.
    pub(crate) understood: Option<String>,
    /// Its words, to be marked in what is shown.
    read: Question,
    /// Parts of the index that are needed and not here; while there are any, nothing was looked up.
    pub(crate) missing: Vec<u32>,
    /// Some needed part did not come: what was found is not all there is.
    pub(crate) is_partial: bool,
}

impl Answer {
    /// The words of a text that the question speaks of, as byte ranges.
    pub(crate) fn marks(&self, text: &str) -> Vec<Range<usize>> {
        search::highlight(&self.read, text)
    }
}

/// The engine over one build of the portal: the index's head, and those of its parts that have come.
pub(crate) struct Engine {
    library: Library,
    /// Parts that did not come; they are done without.
    lost: Vec<u32>,
}

impl Engine {
    /// None when the bytes are of another version or damaged.
    pub(crate) fn parse(head: &[u8]) -> Option<Self> {
        let library = Library::new(head).ok()?;
        Some(Self {
            library,
            lost: Vec::new(),
        })
    }

    /// A part of the index has come, or will not.
    pub(crate) fn arrived(&mut self, part: u32, bytes: Option<&[u8]>) {
        let here = bytes.is_some_and(|bytes| self.library.insert(part, bytes).is_ok());
        if !here {
            self.lost.push(part);
        }
    }

    /// Forgets what did not come, so that it is asked for again.
    pub(crate) fn retry(&mut self) {
        self.lost.clear();
    }

    /// Answers a question; `as_typed` takes its words as they are, `finished` the last one as whole.
    pub(crate) fn ask(&self, question: &str, as_typed: bool, finished: bool, limit: usize) -> Answer {
        let read = self.library.question(question, Options { as_typed, finished });
        let mut missing = self.library.missing(&read);
        let needed = missing.len();
        missing.retain(|part| !self.lost.contains(part));
        let is_partial = missing.len() < needed;
        let found = if missing.is_empty() {
            self.library.answer(&read, limit)
        } else {
            search::Answer::default()
        };
        Answer {
            confident: found.is_confident(),
            hits: found.hits.iter().map(|hit| hit.document).collect(),
            understood: read.decoded.changed.then(|| read.decoded.reading(question)),
            read,
            missing,
            is_partial,
        }
    }
}
