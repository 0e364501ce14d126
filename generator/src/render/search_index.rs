//! The search index over what can be found, by the very code and bytes that phones run.

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use search::{Analysis, Citation, Files, IndexBuilder, Sort, Thesaurus};

use super::near::topic;
use crate::{
    content::kinds::Kind,
    site::{Entry, Site},
};

/// The index over these documents, numbered in their order.
pub(super) fn index(site: &Site, documents: &[&Entry]) -> Files {
    let mut thesaurus = Thesaurus::everyday();
    for group in &site.synonyms.groups {
        let spoken = group.spoken.iter().map(|spoken| spoken.value.as_str());
        thesaurus.add(spoken, group.written.iter().map(|written| written.value.as_str()));
    }
    let analyses: Vec<Analysis> = documents
        .par_iter()
        .map(|entry| analysis(site, entry, &thesaurus))
        .collect();
    let mut builder = IndexBuilder::new();
    for analysis in analyses {
        builder.add(analysis);
    }
    for group in &site.synonyms.abbreviations {
        for (short, meaning) in group.spoken.iter().zip(&group.written) {
            builder.add_abbreviation(&short.value, &meaning.value);
        }
    }
    builder.add_everyday_abbreviations();
    builder.add_foreign_topics();
    builder.finish()
}

fn analysis(site: &Site, entry: &Entry, thesaurus: &Thesaurus) -> Analysis {
    let document = &entry.document;
    let aliases: Vec<&str> = match &document.kind {
        Kind::Faq(faq) => faq.aliases.iter().map(|alias| alias.value.as_str()).collect(),
        _ => Vec::new(),
    };
    let sources = document.kind.sources().iter();
    let citations: Vec<Citation<'_>> = sources
        .map(|source| Citation {
            law: &source.law.value,
            article: &source.article,
        })
        .collect();
    // White space does not matter here, so nothing is tidied up.
    let joined = |headings: bool| {
        let passages = document.body.passages.iter();
        let texts = passages.filter(|passage| passage.heading == headings);
        texts.map(|passage| passage.text.as_str()).collect::<Vec<_>>().join(" ")
    };
    let group = topic(site, entry).and_then(|id| site.config.topics.iter().find(|topic| topic.id == id));
    Analysis::new(
        &search::Document {
            title: &document.title.value,
            aliases: &aliases,
            headings: &joined(true),
            body: &joined(false),
            group: group.map_or("", |topic| topic.title.as_str()),
            citations: &citations,
            sort: match document.kind {
                Kind::Faq(_) => Sort::Question,
                _ => Sort::Text,
            },
        },
        thesaurus,
    )
}
