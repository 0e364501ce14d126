//! Postings as shards of bytes; read by `shard`.

use std::{ops::Range, sync::Arc};

use super::{
    FORMAT_VERSION, SHARD_MAGIC,
    bytes::{length_of_number, seal, write_number, write_numbers, write_texts},
    posting::{Posting, Term},
    postings::{Corpus, Form, Part},
};
use crate::parallel;

/// Bytes a shard is filled up to, for an index of few documents, and how it grows with their number. A phone fetches a whole
/// shard for each word of a question, and what separates one from the next lies in the head: at 1,000 documents smaller
/// shards win (with 800 bytes instead of 2,500 a question of eight syllables costs 5 KB less, the head 0.8 KB more), at
/// 10,000 larger ones (the words of a question fill their own shards, and the head grows by 3.7 KB).
const SHARD_BYTES: usize = 700;
const DOCUMENTS_A_BYTE: usize = 5;
const MOST_SHARD_BYTES: usize = 2700;
/// What a posting's place is counted in, and how many values it may have.
const VALUES: [u32; 2] = [16, 32];

/// A term as it is written into a shard.
struct Entry {
    part: Arc<Part>,
    /// Its forms in the part.
    forms: Range<usize>,
    /// About how many bytes it adds to a shard.
    size: usize,
    /// How many bytes of it separate it from the term before.
    cut: usize,
}

/// Shards in the order of their terms, and what separates each from the one before: the shortest beginning of its first
/// term that lies behind the other's last one. `texts` are those that terms speak of.
pub(super) fn write_shards(corpus: &Corpus<'_>, texts: &[&str]) -> (Vec<Vec<u8>>, Vec<String>) {
    let fill = (SHARD_BYTES + corpus.len() / DOCUMENTS_A_BYTE).min(MOST_SHARD_BYTES);
    let (mut shards, mut boundaries) = (Vec::new(), Vec::new());
    let mut waiting: Vec<Entry> = Vec::new();
    let mut last = String::new();
    let groups = corpus.groups();
    for (number, cuts) in groups.iter().enumerate() {
        let parts: Vec<Arc<Part>> = corpus.parts(cuts).into_iter().map(Arc::new).collect();
        for mut entries in parallel::map(&parts, |part| entries(part, texts)) {
            if let Some(first) = entries.first_mut() {
                first.cut = separator(&last, &first.text(texts)).len();
            }
            last = entries.last().map_or(last, |entry| entry.text(texts));
            waiting.append(&mut entries);
        }
        let is_last = number + 1 == groups.len();
        let mut full = Vec::new();
        let mut start = 0;
        while let Some(length) = length_of_shard(&waiting[start..], fill, is_last) {
            let first = &waiting[start];
            boundaries.push(first.text(texts)[..first.cut].to_owned());
            full.push(start..start + length);
            start += length;
        }
        shards.extend(parallel::map(&full, |range| {
            write_shard(&waiting[range.clone()], texts)
        }));
        waiting.drain(..start);
    }
    (shards, boundaries)
}

/// The terms of a part; of the first it is not known what separates it.
fn entries(part: &Arc<Part>, texts: &[&str]) -> Vec<Entry> {
    let forms = part.forms.chunk_by(|left, right| left.term.is_form_of(right.term));
    let (mut last, mut text) = (String::new(), String::new());
    let mut start = 0;
    let entries = forms.map(|forms| {
        text.clear();
        forms[0].term.write(texts, &mut text);
        let range = start..start + forms.len();
        start = range.end;
        let entry = Entry {
            size: text.len() / 2 + 3 * forms.len() + forms.iter().map(|form| size(part, form)).sum::<usize>(),
            cut: separator(&last, &text).len(),
            part: Arc::clone(part),
            forms: range,
        };
        core::mem::swap(&mut last, &mut text);
        entry
    });
    entries.collect()
}

/// Bytes of the postings of a form.
fn size(part: &Part, form: &Form) -> usize {
    let numbers = [0, 1].map(|kind| {
        steps(part.postings(form, kind), VALUES[kind])
            .map(length_of_number)
            .sum::<usize>()
    });
    numbers[0] + numbers[1]
}

impl Entry {
    fn term(&self) -> Term {
        self.part.forms[self.forms.start].term
    }

    fn text(&self, texts: &[&str]) -> String {
        let mut text = String::new();
        self.term().write(texts, &mut text);
        text
    }

    fn forms(&self) -> &[Form] {
        &self.part.forms[self.forms.clone()]
    }
}

/// Gap and value of each posting as one number.
fn steps(list: &[Posting], values: u32) -> impl Iterator<Item = u32> {
    let mut last = 0;
    list.iter().map(move |posting| {
        let gap = posting.place() - last;
        last = posting.place();
        gap * values + posting.value()
    })
}

/// How many entries fill the next shard; none when that depends on what follows. Of the places where it may end, the one
/// with the shortest separator is taken: the head of a large index is made of them.
fn length_of_shard(entries: &[Entry], fill: usize, is_all: bool) -> Option<usize> {
    let mut size = 0;
    let mut best = 1;
    let mut least = usize::MAX;
    for (at, entry) in entries.iter().enumerate() {
        if at > 0 && size + entry.size > fill {
            return Some(if entry.cut <= least { at } else { best });
        }
        if at > 0 && size > fill / 2 && entry.cut <= least {
            (best, least) = (at, entry.cut);
        }
        size += entry.size;
    }
    (is_all && !entries.is_empty()).then_some(entries.len())
}

/// The shortest beginning of `term` that lies behind `last`; `last` lies before `term`.
fn separator<'a>(last: &str, term: &'a str) -> &'a str {
    let ends = term.char_indices().map(|(at, letter)| at + letter.len_utf8());
    let mut beginnings = ends.map(|end| &term[..end]);
    beginnings.find(|beginning| *beginning > last).unwrap_or(term)
}

/// In columns: terms, how many forms of each, forms, documents and titles of each; then all postings in documents, and all
/// in titles.
fn write_shard(entries: &[Entry], texts: &[&str]) -> Vec<u8> {
    let mut body = Vec::new();
    let forms = || {
        let forms = entries.iter().map(|entry| (&entry.part, entry.forms()));
        forms.flat_map(|(part, forms)| forms.iter().map(move |form| (part, form)))
    };
    let terms: Vec<String> = entries.iter().map(|entry| entry.text(texts)).collect();
    write_texts(terms.iter().map(String::as_str), &mut body);
    let sizes: Vec<u32> = entries.iter().map(|entry| entry.forms.len() as u32).collect();
    write_numbers(&sizes, &mut body);
    let names: Vec<&str> = forms().map(|(_, form)| form.term.form(texts)).collect();
    write_texts(names.into_iter(), &mut body);
    for kind in [0, 1] {
        let counts: Vec<u32> = forms().map(|(_, form)| form.counts[kind]).collect();
        write_numbers(&counts, &mut body);
    }
    for kind in [0, 1] {
        for (part, form) in forms() {
            for step in steps(part.postings(form, kind), VALUES[kind]) {
                write_number(step, &mut body);
            }
        }
    }
    seal(SHARD_MAGIC, FORMAT_VERSION, &body)
}
