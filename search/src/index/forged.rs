//! Heads that no writer would write, made to ask for memory or time out of proportion to their few bytes; and writing that
//! goes to the limits which keep them off.

use super::{
    Analysis, Document, FORMAT_VERSION, HEAD_MAGIC, Head, IndexBuilder, ReadError,
    bytes::{seal, write_number, write_numbers, write_texts},
};
use crate::{Library, Options, Question, Thesaurus, decode::Lexicon};

/// A head of `documents` documents in one group, one title each, and then `rest`, for what no writer would write.
fn forged(documents: u32, titles_each: u32, rest: &[u8]) -> Result<Head, ReadError> {
    let mut body = Vec::new();
    write_number(documents, &mut body);
    // Masses; one group without a name, of no rank; all documents belong to it; titles of each.
    body.extend([10, 10]);
    write_texts([""].into_iter(), &mut body);
    for column in [0, 0, documents, titles_each, documents] {
        write_numbers(&[column], &mut body);
    }
    body.extend(rest);
    Head::parse(&seal(HEAD_MAGIC, FORMAT_VERSION, &body))
}

/// No laws, but short forms, syllables with their sizes, codes and frequencies, and pairs in three columns; no shards.
fn rest(short_forms: [&[&str]; 2], words: &[&str], columns: [&[u32]; 6]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for texts in [&[], &[], short_forms[0], short_forms[1], words] {
        write_texts(texts.iter().copied(), &mut bytes);
    }
    for column in columns {
        write_numbers(column, &mut bytes);
    }
    write_texts([].into_iter(), &mut bytes);
    bytes
}

/// No laws, short forms, syllables, pairs, shards.
fn nothing() -> Vec<u8> {
    rest([&[]; 2], &[], [&[]; 6])
}

#[test]
fn a_few_bytes_cannot_ask_for_memory_by_counting_documents() {
    assert!(forged(1000, 1, &nothing()).is_ok());
    assert_eq!(forged(u32::MAX, 0, &nothing()).err(), Some(ReadError::Damaged));
    assert_eq!(forged(1 << 20, 1000, &nothing()).err(), Some(ReadError::Damaged));
    assert_eq!(forged(1, 1001, &nothing()).err(), Some(ReadError::Damaged));
}

#[test]
fn long_words_that_share_their_beginning_cannot_fill_memory() {
    // Each further text takes two bytes, and would repeat the letters of the first, were more than 31 shared.
    let mut boundaries = Vec::new();
    write_number(200, &mut boundaries);
    boundaries.push(0);
    boundaries.extend("a".repeat(200).bytes());
    for length in 0..199 {
        boundaries.extend([length, b'b']);
    }
    boundaries.push(0);
    let bytes = [&nothing()[..16], &boundaries[..]].concat();
    assert_eq!(forged(1, 1, &bytes).err(), Some(ReadError::Damaged));
}

#[test]
fn one_long_word_cannot_fill_memory_by_its_forms() {
    let (codes, long) = (vec![0; 20_000], "b".repeat(60_000));
    for (word, count) in [("b", 20_000), (&long, 1)] {
        let codes = &codes[..count as usize];
        let bytes = rest([&[]; 2], &[word], [&[count], codes, codes, &[], &[], &[]]);
        assert_eq!(forged(1, 1, &bytes).err(), Some(ReadError::Damaged));
    }
}

#[test]
fn frequencies_beyond_any_corpus_are_the_most_there_is() {
    // "ba" in six tones, each at the highest frequency.
    let words = rest([&[]; 2], &["ba"], [&[6], &[0, 1, 2, 3, 4, 5], &[255; 6], &[], &[], &[]]);
    let head = forged(1, 1, &words).expect("a head as its writer would write it");
    assert_eq!(head.frequency("ba"), u32::MAX);
    Question::new(&head, "ba bá", Options::default());
}

#[test]
fn meanings_without_end_are_read_in_bounded_work() {
    // Fifty meanings of "k", of up to 1,500 words each; "a" always follows "a", so they cost nothing.
    let meanings: Vec<String> = (0..50).map(|number| "a ".repeat(1500 - number)).collect();
    let meanings: Vec<&str> = meanings.iter().map(String::as_str).collect();
    let lists = rest(
        [&["k"; 50], &meanings],
        &["a"],
        [&[1], &[0], &[255], &[0], &[0], &[255]],
    );
    let head = forged(1, 1, &lists).expect("a head as its writer would write it");
    let question = Question::new(&head, &"k ".repeat(200), Options::default());
    assert!(
        question.decoded.words.len() <= 160 * 16,
        "{}",
        question.decoded.words.len()
    );
}

#[test]
fn a_question_names_few_groups_of_a_forged_head() {
    let mut body = vec![1, 10, 10];
    write_texts(["luong"; 5000].into_iter(), &mut body);
    write_numbers(&[1; 5000], &mut body);
    for column in [0, 1, 1, 1] {
        write_numbers(&[column], &mut body);
    }
    body.extend(nothing());
    let head = Head::parse(&seal(HEAD_MAGIC, FORMAT_VERSION, &body)).expect("a head as its writer would write it");
    assert!(Question::new(&head, "lương", Options::default()).groups.len() <= 16);
}

#[test]
fn what_the_writer_leaves_out_keeps_its_index_readable() {
    let long = ["b".repeat(300), "b".repeat(301), "đ".repeat(200), "aâă".repeat(30)].join(" ");
    let aliases: Vec<String> = (0..1200).map(|number| format!("cách hỏi {number}")).collect();
    let aliases: Vec<&str> = aliases.iter().map(String::as_str).collect();
    let forms: Vec<String> = ["oa", "oă", "oâ", "ôa", "ôă", "ôâ", "ơa", "ơă", "ơâ"]
        .iter()
        .flat_map(|letters| {
            ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"].map(|tone| [letters, tone].concat())
        })
        .flat_map(|rime| ["d", "đ"].map(|onset| [onset, &rime].concat()))
        .collect();
    let body = [&long, " ", &forms.join(" ")].concat();
    let mut builder = IndexBuilder::new();
    for number in 0..5000 {
        builder.add_abbreviation(&format!("k{number}"), "không");
    }
    builder.add(Analysis::new(
        &Document {
            aliases: &aliases,
            body: &body,
            ..Document::default()
        },
        &Thesaurus::new(),
    ));
    let library = Library::whole(&builder.finish()).expect("an index just written");
    let finished = Options {
        as_typed: true,
        finished: true,
    };
    for word in body.split(' ') {
        assert_eq!(
            library.answer(&library.question(word, finished), 1).hits.len(),
            1,
            "{word}"
        );
    }
}
