//! A shard: sorted terms and their postings.

use super::{
    LEAST_MASS, LEVEL, MASS_RATIO, MOST_POSTINGS, ReadError, SHARD_MAGIC, SPOKEN,
    bytes::{Reader, range_of, with_starts},
    unseal,
};

/// Numbers of documents or titles, rising, with two figures of each.
pub(crate) type List = Vec<(u32, f32, f32)>;

/// A form of a term and where it stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Postings {
    /// Marked form; empty when the word carries no marks, and for pairs.
    pub(crate) form: String,
    /// Documents that hold it, also those whose postings were left out.
    pub(crate) documents: u32,
    /// Document, saturated term frequency, 0 to 2.2, and how surely the word stands there: 1, or less when only spoken.
    pub(crate) body: List,
    /// Titles that hold it, also those left out.
    pub(crate) titles: u32,
    /// Title or alias, its mass, and how surely the word stands there.
    pub(crate) title: List,
}

/// A checked shard.
#[derive(Debug, Clone)]
pub(crate) struct Shard {
    /// Terms, sorted, and the number of the first form of each.
    terms: Vec<(String, usize)>,
    forms: Vec<Postings>,
}

impl Shard {
    /// Reads a shard of an index with this many documents and titles.
    pub(crate) fn parse(bytes: &[u8], documents: u32, titles: u32) -> Result<Self, ReadError> {
        let mut reader = Reader {
            rest: unseal(SHARD_MAGIC, bytes)?,
        };
        read(&mut reader, documents, titles)
            .filter(|_| reader.rest.is_empty())
            .ok_or(ReadError::Damaged)
    }

    /// All forms of a term.
    pub(crate) fn find(&self, wanted: &str) -> &[Postings] {
        &self.forms[range_of(&self.terms, self.forms.len(), wanted)]
    }
}

fn read(reader: &mut Reader<'_>, documents: u32, titles: u32) -> Option<Shard> {
    let terms = reader.sorted()?;
    let sizes = reader.numbers()?;
    let names = reader.texts()?;
    let (in_documents, in_titles) = reader.pairs()?;
    let terms = with_starts(terms, &sizes, names.len())?;
    let mut forms = Vec::new();
    for form in names {
        let documents = *in_documents.get(forms.len())?;
        let titles = *in_titles.get(forms.len())?;
        forms.push(Postings {
            form,
            documents,
            titles,
            ..Postings::default()
        });
    }
    for form in &mut forms {
        form.body = list(reader, form.documents, documents, 16)?;
        for posting in &mut form.body {
            posting.1 = (posting.1 + 1.0) * LEVEL;
        }
    }
    for form in &mut forms {
        form.title = list(reader, form.titles, titles, 32)?;
        for posting in &mut form.title {
            posting.1 = mass(posting.1);
        }
    }
    Some(Shard { terms, forms })
}

/// Middle of a class of title masses.
fn mass(class: f32) -> f32 {
    let mut mass = LEAST_MASS;
    for _ in 0..class as u32 {
        mass *= MASS_RATIO;
    }
    mass
}

/// As many postings as `all`, up to [`MOST_POSTINGS`], of numbers below `end`: gap, figure below `values` / 2, and whether
/// the word is only spoken.
fn list(reader: &mut Reader<'_>, all: u32, end: u32, values: u32) -> Option<List> {
    let mut list = List::new();
    let mut place = 0_u32;
    for at in 0..all.min(MOST_POSTINGS) {
        let number = reader.number()?;
        let gap = number / values;
        if at > 0 && gap == 0 {
            return None;
        }
        place = place.checked_add(gap)?;
        if place >= end {
            return None;
        }
        let value = number % values;
        list.push((place, (value / 2) as f32, if value % 2 == 1 { SPOKEN } else { 1.0 }));
    }
    (all <= end).then_some(list)
}
