//! Postings as shards of bytes; read by `shard`.

use std::borrow::Cow;

use super::{
    FORMAT_VERSION, MOST_POSTINGS, SHARD_MAGIC,
    bytes::{length_of_number, seal, write_number, write_numbers, write_texts},
    postings::{Posting, Term},
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

/// A form of a term: where it stands, in documents and in titles.
struct Form<'a> {
    term: Term,
    /// How many documents and titles hold it.
    counts: [u32; 2],
    lists: [Cow<'a, [Posting]>; 2],
}

/// A term as it is written into a shard.
struct Entry<'a> {
    term: String,
    forms: &'a [Form<'a>],
    /// About how many bytes it adds to a shard.
    size: usize,
}

/// Shards in the order of their terms, and what separates each from the one before: the shortest beginning of its first
/// term that lies behind the other's last one. Postings in documents and in titles are sorted; `texts` are those their terms
/// speak of.
pub(super) fn write_shards(
    postings: &[Vec<Posting>; 2],
    texts: &[&str],
    documents: usize,
) -> (Vec<Vec<u8>>, Vec<String>) {
    let fill = (SHARD_BYTES + documents / DOCUMENTS_A_BYTE).min(MOST_SHARD_BYTES);
    let forms = forms(postings);
    let same_text = |left: &Form<'_>, right: &Form<'_>| left.term.is_form_of(right.term);
    let entries: Vec<&[Form<'_>]> = forms.chunk_by(same_text).collect();
    let entries = parallel::map(&entries, |forms| Entry::new(forms, texts));
    let (mut shards, mut boundaries) = (Vec::new(), Vec::new());
    let mut rest = &entries[..];
    let mut last = "";
    while let Some(first) = rest.first() {
        boundaries.push(separator(last, &first.term).to_owned());
        let (shard, behind) = rest.split_at(length_of_shard(rest, fill));
        rest = behind;
        last = shard.last().map_or(last, |entry| &entry.term);
        shards.push(shard);
    }
    (parallel::map(&shards, |shard| write_shard(shard, texts)), boundaries)
}

/// Every form with its postings. Whatever stands in a title stands in its document.
fn forms(postings: &[Vec<Posting>; 2]) -> Vec<Form<'_>> {
    let [documents, mut titles] = postings.each_ref().map(Vec::as_slice);
    let lists = documents.chunk_by(|left, right| left.term == right.term);
    let forms = lists.map(|in_documents| {
        let term = in_documents[0].term;
        let here = titles.iter().take_while(|posting| posting.term == term).count();
        let (in_titles, behind) = titles.split_at(here);
        titles = behind;
        let lists = [in_documents, in_titles];
        Form {
            term,
            counts: lists.map(|list| list.len() as u32),
            lists: [
                weightiest(lists[0], |level| !level),
                weightiest(lists[1], |class| class),
            ],
        }
    });
    forms.collect()
}

/// Of too many postings the weightiest: for a body the highest level, for a title the lightest class, else those that came
/// first.
fn weightiest(list: &[Posting], weight: impl Fn(u32) -> u32) -> Cow<'_, [Posting]> {
    let most = MOST_POSTINGS as usize;
    if list.len() <= most {
        return Cow::Borrowed(list);
    }
    let mut list = list.to_vec();
    list.sort_unstable_by_key(|posting| (weight(posting.value >> 1), posting.place));
    list.truncate(most);
    list.sort_unstable();
    Cow::Owned(list)
}

impl<'a> Entry<'a> {
    fn new(forms: &'a [Form<'a>], texts: &[&str]) -> Self {
        let term = forms[0].term.text(texts);
        let numbers = forms.iter().flat_map(|form| {
            [0, 1]
                .into_iter()
                .flat_map(|kind| steps(&form.lists[kind], VALUES[kind]))
        });
        let size = term.len() / 2 + 3 * forms.len() + numbers.map(length_of_number).sum::<usize>();
        Self { term, forms, size }
    }
}

/// Gap and value of each posting as one number.
fn steps(list: &[Posting], values: u32) -> impl Iterator<Item = u32> {
    let mut last = 0;
    list.iter().map(move |posting| {
        let gap = posting.place - last;
        last = posting.place;
        gap * values + posting.value
    })
}

/// How many entries fill the next shard. Of the places where it may end, the one with the shortest separator is taken:
/// the head of a large index is made of them.
fn length_of_shard(entries: &[Entry<'_>], fill: usize) -> usize {
    let mut size = 0;
    let mut best = 1;
    let mut least = usize::MAX;
    for (at, entry) in entries.iter().enumerate() {
        if at > 0 && size + entry.size > fill {
            let cut = separator(&entries[at - 1].term, &entry.term).len();
            return if cut <= least { at } else { best };
        }
        if at > 0 && size > fill / 2 {
            let cut = separator(&entries[at - 1].term, &entry.term).len();
            if cut <= least {
                (best, least) = (at, cut);
            }
        }
        size += entry.size;
    }
    entries.len()
}

/// The shortest beginning of `term` that lies behind `last`; `last` lies before `term`.
fn separator<'a>(last: &str, term: &'a str) -> &'a str {
    let ends = term.char_indices().map(|(at, letter)| at + letter.len_utf8());
    let mut beginnings = ends.map(|end| &term[..end]);
    beginnings.find(|beginning| *beginning > last).unwrap_or(term)
}

/// In columns: terms, how many forms of each, forms, documents and titles of each; then all postings in documents, and all
/// in titles.
fn write_shard(entries: &[Entry<'_>], texts: &[&str]) -> Vec<u8> {
    let mut body = Vec::new();
    let forms = || entries.iter().flat_map(|entry| entry.forms);
    write_texts(entries.iter().map(|entry| entry.term.as_str()), &mut body);
    let sizes: Vec<u32> = entries.iter().map(|entry| entry.forms.len() as u32).collect();
    write_numbers(&sizes, &mut body);
    let names: Vec<&str> = forms().map(|form| form.term.form(texts)).collect();
    write_texts(names.into_iter(), &mut body);
    for kind in [0, 1] {
        let counts: Vec<u32> = forms().map(|form| form.counts[kind]).collect();
        write_numbers(&counts, &mut body);
    }
    for kind in [0, 1] {
        for form in forms() {
            for step in steps(&form.lists[kind], VALUES[kind]) {
                write_number(step, &mut body);
            }
        }
    }
    seal(SHARD_MAGIC, FORMAT_VERSION, &body)
}
