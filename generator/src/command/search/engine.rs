//! The one place where the command meets the search engine: texts in, index files out, answers with their reasons.

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use search::{
    Analysis, Citation, Document, FEATURES, Files, IndexBuilder, Library, Options, Thesaurus, fold::written_form,
};

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
    library: Library,
}

/// What is said to one question.
pub(super) struct Answer {
    /// How the question was read: what stood there, and what it was taken for.
    pub(super) reading: Vec<(String, String)>,
    /// Best first.
    pub(super) hits: Vec<Hit>,
    /// How sure the first hit answers the question, 0 to 1.
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

/// Reasons shown of a score: the weightiest.
const MOST_REASONS: usize = 8;

/// The index of a corpus, as it would be published.
pub(super) fn index(texts: &[Text]) -> Files {
    let thesaurus = Thesaurus::everyday();
    let analyses: Vec<Analysis> = texts.par_iter().map(|text| analysis(text, &thesaurus)).collect();
    let mut builder = IndexBuilder::new();
    builder.add_everyday_abbreviations();
    for analysis in analyses {
        builder.add(analysis);
    }
    builder.finish()
}

fn analysis(text: &Text, thesaurus: &Thesaurus) -> Analysis {
    let aliases: Vec<&str> = text.aliases.iter().map(String::as_str).collect();
    let citations = [Citation {
        law: &text.law,
        article: &text.article,
    }];
    let document = Document {
        title: &text.title,
        aliases: &aliases,
        body: &text.body,
        group: &text.law,
        citations: if text.article.is_empty() { &[] } else { &citations },
        ..Document::default()
    };
    Analysis::new(&document, thesaurus)
}

impl Engine {
    /// Reads published files. They were written a moment ago by the same program.
    pub(super) fn open(files: &Files) -> Result<Self, String> {
        let library = Library::whole(files).map_err(|error| error.to_string())?;
        Ok(Self { library })
    }

    /// The best documents for a question.
    pub(super) fn answer(&self, question: &str, most: usize) -> Answer {
        let asked = Options {
            finished: true,
            ..Options::default()
        };
        let read = self.library.question(question, asked);
        let found = self.library.answer(&read, most.max(1));
        let words = read.decoded.words.iter();
        let reading = words.map(|word| {
            let typed = question.get(word.range.clone()).unwrap_or_default().to_owned();
            let read = format!("{}, {:?}, {:.2}", written_form(&word.likely), word.how, word.weight);
            (typed, read)
        });
        let hits = found.hits.iter().take(most).map(|hit| Hit {
            document: hit.document,
            score: hit.score,
            reasons: reasons(hit),
        });
        Answer {
            reading: reading.collect(),
            hits: hits.collect(),
            confidence: found.confidence,
            confident: found.is_confident(),
        }
    }
}

/// What counted most for or against a hit: feature, its value, and what it gave to the score.
fn reasons(hit: &search::Hit) -> Vec<(String, String)> {
    let features = FEATURES.iter().zip(hit.features).zip(hit.parts());
    let mut parts: Vec<_> = features.map(|((name, feature), part)| (*name, feature, part)).collect();
    parts.sort_by(|left, right| right.2.abs().total_cmp(&left.2.abs()));
    let shown = parts.into_iter().take(MOST_REASONS);
    shown
        .map(|(name, feature, part)| (name.to_owned(), format!("{feature:.2} → {part:+.2}")))
        .collect()
}
