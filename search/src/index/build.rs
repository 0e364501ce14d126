//! Texts become index bytes.

use std::collections::BTreeMap;

use super::{Document, FIELD_GAP, FIELDS, FORMAT_VERSION, MAGIC, checksum};
use crate::token::tokens;

/// Collects documents; they are numbered from 0 in the order of adding.
#[derive(Debug, Clone, Default)]
pub struct IndexBuilder {
    documents: Vec<[u32; FIELDS]>,
    terms: BTreeMap<String, TermDraft>,
}

#[derive(Debug, Clone, Default)]
struct TermDraft {
    forms: Vec<String>,
    /// Document, then (position, form) in rising order.
    postings: Vec<(u32, Vec<(u32, u32)>)>,
}

impl IndexBuilder {
    /// An empty index.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one document.
    pub fn add(&mut self, document: &Document<'_>) {
        let number = u32::try_from(self.documents.len()).unwrap_or(u32::MAX);
        let mut position = 0;
        let mut ends = [0; FIELDS];
        let fields: [&[&str]; FIELDS] = [
            &[document.title],
            document.aliases,
            &[document.headings],
            &[document.body],
        ];
        for (texts, end) in fields.into_iter().zip(&mut ends) {
            for text in texts {
                for token in tokens(text) {
                    self.occurrence(&token.folded, &token.exact, number, position);
                    position += 1;
                }
                position += FIELD_GAP;
            }
            *end = position;
        }
        self.documents.push(ends);
    }

    fn occurrence(&mut self, folded: &str, exact: &str, document: u32, position: u32) {
        let term = match self.terms.get_mut(folded) {
            Some(term) => term,
            None => self.terms.entry(folded.to_owned()).or_default(),
        };
        let known = term.forms.iter().position(|form| form == exact).unwrap_or_else(|| {
            term.forms.push(exact.to_owned());
            term.forms.len() - 1
        });
        let form = u32::try_from(known).unwrap_or(u32::MAX);
        match term.postings.last_mut() {
            Some((last, occurrences)) if *last == document => occurrences.push((position, form)),
            _ => term.postings.push((document, vec![(position, form)])),
        }
    }

    /// The index as bytes.
    pub fn finish(&self) -> Vec<u8> {
        let mut body = Vec::new();
        number(self.documents.len(), &mut body);
        for ends in &self.documents {
            let mut start = 0;
            for end in ends {
                write(end - start, &mut body);
                start = *end;
            }
        }
        number(self.terms.len(), &mut body);
        let mut previous = "";
        for (word, term) in &self.terms {
            let shared = previous
                .bytes()
                .zip(word.bytes())
                .take_while(|(left, right)| left == right)
                .count();
            number(shared, &mut body);
            text(&word.as_bytes()[shared..], &mut body);
            write_term(term, &mut body);
            previous = word;
        }
        let mut bytes = MAGIC.to_vec();
        bytes.push(FORMAT_VERSION);
        bytes.extend(checksum(&body).to_le_bytes());
        bytes.extend(body);
        bytes
    }
}

fn write_term(term: &TermDraft, body: &mut Vec<u8>) {
    number(term.forms.len(), body);
    for form in &term.forms {
        text(form.as_bytes(), body);
    }
    let forms = u32::try_from(term.forms.len()).unwrap_or(u32::MAX);
    number(term.postings.len(), body);
    let mut last_document = 0;
    for (document, occurrences) in &term.postings {
        write(document - last_document, body);
        last_document = *document;
        number(occurrences.len(), body);
        let mut last_position = 0;
        for (position, form) in occurrences {
            write((position - last_position) * forms + form, body);
            last_position = *position;
        }
    }
}

fn text(bytes: &[u8], body: &mut Vec<u8>) {
    number(bytes.len(), body);
    body.extend(bytes);
}

fn number(value: usize, body: &mut Vec<u8>) {
    write(u32::try_from(value).unwrap_or(u32::MAX), body);
}

#[allow(clippy::cast_possible_truncation)] // seven bits at a time
fn write(mut value: u32, body: &mut Vec<u8>) {
    while value >= 128 {
        body.push(value as u8 | 128);
        value >>= 7;
    }
    body.push(value as u8);
}
