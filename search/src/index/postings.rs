//! Documents turned over: what each holds becomes where each term stands, with its weight there.
//!
//! In: counts of documents, their numbers made places in one sorted list of texts. Out: postings in documents and in
//! titles, sorted by term. In three steps: how rare each word and pair is among titles; the mass of each title from that; the
//! postings of each document.

use std::collections::BTreeMap;

use super::{
    Analysis, LEAST_MASS, LEVEL, MASS_RATIO, MASSES,
    analysis::{Count, Counts},
};
use crate::{
    bm25::{B, K1, rarity},
    parallel,
    vocabulary::{Map, Two},
};

/// Subject and number of each law cited, sorted, with its place.
pub(super) type Laws = BTreeMap<(String, String), usize>;

/// A term and one form of it, sorted as their texts are: a word, its marked forms, its pairs with the word behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Term(Two);

/// Above what is behind a word, this bit makes the two a pair.
const PAIR: u32 = 1 << 31;

impl Term {
    /// A word, or an article, by the place of its text.
    fn plain(text: u32) -> Self {
        Self(Two::new(text, 0))
    }

    /// A form of a word, by the places of its folded and its exact text.
    fn word(of: Two) -> Self {
        let (folded, exact) = (of.first(), of.second());
        Self(Two::new(folded, if folded == exact { 0 } else { exact + 1 }))
    }

    /// Neighbours, by the places of their folded texts.
    fn pair(of: Two) -> Self {
        Self(Two::new(of.first(), of.second() | PAIR))
    }

    /// Both are forms of one word.
    pub(super) fn is_form_of(self, other: Self) -> bool {
        self == other || (self.0.first() == other.0.first() && (self.0.second() | other.0.second()) & PAIR == 0)
    }

    /// What is looked up.
    pub(super) fn text(self, texts: &[&str]) -> String {
        let left = texts[self.0.first() as usize];
        match self.0.second() {
            pair if pair & PAIR > 0 => [left, " ", texts[(pair & !PAIR) as usize]].concat(),
            _ => left.to_owned(),
        }
    }

    /// The exact form; empty when it is the term itself.
    pub(super) fn form<'a>(self, texts: &[&'a str]) -> &'a str {
        match self.0.second() {
            form if form == 0 || form & PAIR > 0 => "",
            form => texts[form as usize - 1],
        }
    }
}

/// That a form stands in a document or title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Posting {
    pub(super) term: Term,
    /// Number of the document, or of the title among those of all documents.
    pub(super) place: u32,
    /// As it is written.
    pub(super) value: u32,
}

/// All postings in documents and in titles, sorted, and the mean mass of titles by words and by pairs. `articles`
/// are the places of the texts under which the articles of each document are found.
#[allow(clippy::cast_precision_loss)]
pub(super) fn postings(documents: &[Analysis], articles: &[Vec<u32>]) -> ([Vec<Posting>; 2], [f32; 2]) {
    let masses = masses(documents);
    let total: u64 = documents.iter().map(|document| u64::from(document.length)).sum();
    let mean = (total as f32 / documents.len().max(1) as f32).max(1.0);
    let mut first_title = 0;
    let mut numbered = Vec::with_capacity(documents.len());
    for ((number, document), masses) in (0_u32..).zip(documents).zip(&masses) {
        let norm = K1 * (1.0 - B + B * document.length as f32 / mean);
        numbered.push((number, first_title, norm, document, masses));
        first_title += document.titles;
    }
    let found = parallel::map(&numbered, |(number, first_title, norm, document, masses)| {
        let mut found = Found {
            document: *number,
            first_title: *first_title,
            norm: *norm,
            postings: Default::default(),
        };
        found.add(&document.words, Term::word, |title| masses[title as usize][0]);
        found.add(&document.pairs, Term::pair, |title| masses[title as usize][1]);
        found.add_articles(&articles[*number as usize]);
        found.postings
    });
    let mut postings = [0, 1].map(|kind| {
        let lists: Vec<&[Posting]> = found.iter().map(|lists| lists[kind].as_slice()).collect();
        lists.concat()
    });
    for list in &mut postings {
        parallel::sort(list);
    }
    let mut sums = [0.0_f32; 2];
    for mass in masses.iter().flatten() {
        sums[0] += mass[0];
        sums[1] += mass[1];
    }
    (postings, sums.map(|sum| sum / first_title.max(1) as f32))
}

/// The mass of each title of each document by words and by pairs: the summed rarity of its distinct words among titles.
#[allow(clippy::cast_precision_loss)]
fn masses(documents: &[Analysis]) -> Vec<Vec<[f32; 2]>> {
    let titles = parallel::map(documents, |document| {
        [
            in_titles(&document.words, |of| Term::plain(of.first())),
            in_titles(&document.pairs, Term::pair),
        ]
    });
    let mut holding: Map<Term, u32> = Map::default();
    for terms in titles.iter().flatten() {
        let mut terms: Vec<Term> = terms.iter().map(|place| place.1).collect();
        terms.sort_unstable();
        terms.dedup();
        for term in terms {
            *holding.entry(term).or_default() += 1;
        }
    }
    let rarities: Map<Term, f32> = holding
        .into_iter()
        .map(|(term, holding)| (term, rarity(documents.len(), holding as f32)))
        .collect();
    documents
        .iter()
        .zip(titles)
        .map(|(document, titles)| {
            let mut masses = vec![[0.0; 2]; document.titles as usize];
            for (kind, terms) in titles.into_iter().enumerate() {
                // In the order of their texts: sums of fractions depend on it.
                for (title, term) in terms {
                    masses[title as usize][kind] += rarities[&term];
                }
            }
            masses
        })
        .collect()
}

/// What is written in titles, each once in a title, sorted.
fn in_titles(counts: &Counts, term: impl Fn(Two) -> Term) -> Vec<(u32, Term)> {
    let written = counts.titles.iter().filter(|place| !place.spoken);
    let mut found: Vec<(u32, Term)> = written.map(|place| (place.title, term(place.of))).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Postings of one document.
struct Found {
    document: u32,
    first_title: u32,
    /// What BM25 makes of the length of the document.
    norm: f32,
    postings: [Vec<Posting>; 2],
}

impl Found {
    fn add(&mut self, counts: &Counts, term: impl Fn(Two) -> Term, mass: impl Fn(u32) -> f32) {
        let in_document = counts.all.iter().map(|count| Posting {
            term: term(count.of),
            place: self.document,
            value: level(count, self.norm) << 1 | u32::from(count.written == 0),
        });
        self.postings[0].extend(in_document);
        let in_titles = counts.titles.iter().map(|place| Posting {
            term: term(place.of),
            place: self.first_title + place.title,
            value: mass_class(mass(place.title)) << 1 | u32::from(place.spoken),
        });
        self.postings[1].extend(in_titles);
    }

    fn add_articles(&mut self, texts: &[u32]) {
        self.postings[0].extend(texts.iter().map(|text| Posting {
            term: Term::plain(*text),
            place: self.document,
            value: 0,
        }));
    }
}

/// BM25's saturated frequency in steps.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped
fn level(count: &Count, norm: f32) -> u32 {
    let frequency = count.frequency();
    (frequency * (K1 + 1.0) / (frequency + norm) / LEVEL)
        .round()
        .clamp(1.0, 8.0) as u32
        - 1
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped
fn mass_class(mass: f32) -> u32 {
    let steps = (mass.max(LEAST_MASS) / LEAST_MASS).ln() / MASS_RATIO.ln();
    (steps.round() as u32).min(MASSES - 1)
}
