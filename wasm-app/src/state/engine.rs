//! What the assistant needs of the search engine, and nothing more of it is known elsewhere in the client.

use std::ops::Range;

use search::Index;

/// From this score on the best hit is taken for an answer. Measured on the portal's documents: of twenty questions about
/// other things (weather, football, land) the highest had 10.2; of the aliases that find their question, one in twenty
/// has less than 11.5.
const CONFIDENT: f32 = 11.0;

/// What is known about a question.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Answer {
    /// Documents and scores, the best first.
    pub(crate) hits: Vec<(usize, f32)>,
    /// The best hit answers the question, as far as can be told.
    pub(crate) confident: bool,
    /// The question as it was read, when words were read otherwise than typed.
    pub(crate) understood: Option<String>,
}

/// The engine over one build of the portal.
pub(crate) struct Engine(Index);

impl Engine {
    /// None when the bytes are of another version or damaged.
    pub(crate) fn parse(index: &[u8]) -> Option<Self> {
        Index::parse(index).ok().map(Self)
    }

    /// Answers a question; `as_typed` takes its words as they are.
    #[allow(unused_variables)] // today's engine reads nothing otherwise than typed
    pub(crate) fn ask(&self, question: &str, as_typed: bool, limit: usize) -> Answer {
        let hits: Vec<(usize, f32)> = self
            .0
            .search(question, limit)
            .iter()
            .map(|hit| (hit.document, hit.score))
            .collect();
        Answer {
            confident: hits.first().is_some_and(|(_, score)| *score >= CONFIDENT),
            understood: None,
            hits,
        }
    }
}

/// The words of a text that a question speaks of, as byte ranges.
pub(crate) fn highlight(question: &str, text: &str) -> Vec<Range<usize>> {
    search::highlight(question, text)
}
