//! A shard: sorted terms and their postings, read where they lie.

use super::{LEAST_MASS, LEVEL, MASS_RATIO, ReadError, SHARD_MAGIC, SPOKEN, bytes::Reader, unseal};

/// A form of a term and where it stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Postings {
    /// Marked form; empty when the word carries no marks, and for pairs.
    pub(crate) form: String,
    /// Documents that hold it, also those whose postings were left out.
    pub(crate) documents: u32,
    /// Document and saturated term frequency, 0 to 2.2.
    pub(crate) body: Vec<(u32, f32, bool)>,
    /// Titles that hold it, also those left out.
    pub(crate) titles: u32,
    /// Title or alias, its mass, and how surely the word stands there: 1, or less when it is only spoken.
    pub(crate) title: Vec<(u32, f32, f32)>,
}

/// A checked shard.
#[derive(Debug, Clone)]
pub(crate) struct Shard {
    body: Vec<u8>,
}

impl Shard {
    /// Reads a shard of an index with this many documents and titles.
    pub(crate) fn parse(bytes: &[u8], documents: u32, titles: u32) -> Result<Self, ReadError> {
        let body = unseal(SHARD_MAGIC, bytes)?.to_vec();
        let mut reader = Reader { rest: &body };
        let mut term = String::new();
        while !reader.rest.is_empty() {
            entry(&mut reader, &mut term, [documents, titles], &mut |_, _| {}).ok_or(ReadError::Damaged)?;
        }
        Ok(Self { body })
    }

    /// All forms of a term.
    pub(crate) fn find(&self, wanted: &str) -> Vec<Postings> {
        let mut reader = Reader { rest: &self.body };
        let mut term = String::new();
        let mut found = Vec::new();
        while !reader.rest.is_empty() {
            let mut keep = |term: &str, postings: Postings| {
                if term == wanted {
                    found.push(postings);
                }
            };
            if entry(&mut reader, &mut term, [u32::MAX; 2], &mut keep).is_none() || term.as_str() > wanted {
                break;
            }
        }
        found
    }
}

fn entry(
    reader: &mut Reader<'_>,
    term: &mut String,
    most: [u32; 2],
    keep: &mut dyn FnMut(&str, Postings),
) -> Option<()> {
    let previous = term.clone();
    reader.next(term)?;
    if !previous.is_empty() && *term <= previous {
        return None;
    }
    for _ in 0..reader.count()? {
        let form = reader.text()?.to_owned();
        let mut postings = Postings {
            form,
            ..Postings::default()
        };
        postings.documents = list(reader, most[0], 16, &mut |document, value| {
            let frequency = (value / 2 + 1) as f32 * LEVEL;
            postings.body.push((document, frequency, value % 2 == 1));
        })?;
        postings.titles = list(reader, most[1], 32, &mut |document, value| {
            let sure = if value % 2 == 1 { SPOKEN } else { 1.0 };
            postings.title.push((document, mass(value / 2), sure));
        })?;
        keep(term, postings);
    }
    Some(())
}

/// Middle of a class of title masses.
fn mass(class: u32) -> f32 {
    let mut mass = LEAST_MASS;
    for _ in 0..class {
        mass *= MASS_RATIO;
    }
    mass
}

fn list(reader: &mut Reader<'_>, documents: u32, values: u32, push: &mut dyn FnMut(u32, u32)) -> Option<u32> {
    let all = reader.number()?;
    let count = reader.count()?;
    let mut document = 0_u32;
    for at in 0..count {
        let number = reader.number()?;
        let gap = number / values;
        if at > 0 && gap == 0 {
            return None;
        }
        document = document.checked_add(gap)?;
        if document >= documents {
            return None;
        }
        push(document, number % values);
    }
    (all as usize >= count && all <= documents).then_some(all)
}
