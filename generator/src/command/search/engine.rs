//! The one place where the command meets the search engine: texts in, index files out, answers with their reasons.

use search::{Document, Index, IndexBuilder};

/// What is indexed of one document.
#[derive(Debug, Clone, Default)]
pub(super) struct Text {
    pub(super) title: String,
    pub(super) aliases: Vec<String>,
    /// Name of the law, such as "Bộ luật Lao động 2019"; empty when there is none.
    pub(super) law: String,
    /// Number of the article; empty when there is none.
    pub(super) article: String,
    pub(super) body: String,
}

/// A readable index.
pub(super) struct Engine {
    index: Index,
}

/// What is said to one question.
pub(super) struct Answer {
    /// How the question was read: what stood there, and what it was taken for.
    pub(super) reading: Vec<(String, String)>,
    /// Best first.
    pub(super) hits: Vec<Hit>,
    /// Greater is surer; comparable between questions over one index.
    pub(super) confidence: f32,
    /// False when a member should rather be led to people.
    pub(super) confident: bool,
}

/// A document found.
pub(super) struct Hit {
    /// Its number, in the order of indexing.
    pub(super) document: usize,
    pub(super) score: f32,
    /// What the score is made of.
    pub(super) reasons: Vec<(String, String)>,
}

/// Below it, people are offered first. Set on the table that `tests/faq_search.rs` prints: it refuses at most 5 % of
/// real questions.
const CONFIDENT: f32 = 0.72;

/// Published files of an index: name and bytes.
pub(super) type Files = Vec<(String, Vec<u8>)>;

/// The index of a corpus, as it would be published.
pub(super) fn index(texts: &[Text]) -> Files {
    let mut builder = IndexBuilder::new();
    for text in texts {
        let aliases: Vec<&str> = text.aliases.iter().map(String::as_str).collect();
        let article = if text.article.is_empty() { "" } else { "Điều" };
        builder.add(&Document {
            title: &text.title,
            aliases: &aliases,
            headings: [text.law.as_str(), article, text.article.as_str()].join(" ").trim(),
            body: &text.body,
        });
    }
    vec![("search.bin".to_owned(), builder.finish())]
}

impl Engine {
    /// Reads published files. They were written a moment ago by the same program.
    pub(super) fn open(files: &Files) -> Result<Self, String> {
        let bytes = files.first().map_or(&[][..], |(_, bytes)| bytes);
        let index = Index::parse(bytes).map_err(|error| error.to_string())?;
        Ok(Self { index })
    }

    /// The best documents for a question.
    pub(super) fn answer(&self, question: &str, most: usize) -> Answer {
        let found = self.index.search(question, most.max(1));
        let words = search::token::tokens(question);
        #[allow(clippy::cast_precision_loss)] // words of one question
        let confidence = found.first().map_or(0.0, |hit| hit.score / words.len().max(1) as f32);
        let reading = words
            .iter()
            .map(|word| {
                (
                    question.get(word.range.clone()).unwrap_or_default().to_owned(),
                    word.folded.clone(),
                )
            })
            .collect();
        let hits = found.into_iter().take(most).map(|hit| Hit {
            document: hit.document,
            score: hit.score,
            reasons: Vec::new(),
        });
        Answer {
            reading,
            hits: hits.collect(),
            confidence,
            confident: confidence >= CONFIDENT,
        }
    }
}
