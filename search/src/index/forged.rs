//! Heads that no writer would write, made to ask for memory or time out of proportion to their few bytes; and writing that
//! goes to the limits which keep them off.

use super::{
    Analysis, Document, FORMAT_VERSION, HEAD_MAGIC, Head, IndexBuilder, ReadError,
    bytes::{seal, write_next, write_number, write_text},
};
use crate::{Library, Options, Question, Thesaurus, decode::Lexicon};

/// A head of `documents` documents in one group, one title each, and then `rest`, for what no writer would write.
fn forged(documents: u32, titles_each: u32, rest: &[u8]) -> Result<Head, ReadError> {
    let mut body = Vec::new();
    write_number(documents, &mut body);
    // Masses; one group without a name, of no rank; all documents belong to it; titles of each.
    body.extend([10, 10, 1, 0, 0, 1, 0]);
    write_number(documents, &mut body);
    body.push(1);
    write_number(titles_each, &mut body);
    write_number(documents, &mut body);
    body.extend(rest);
    Head::parse(&seal(HEAD_MAGIC, FORMAT_VERSION, &body))
}

/// No laws, short forms, syllables, pairs, shards.
const NOTHING: [u8; 5] = [0; 5];

#[test]
fn a_few_bytes_cannot_ask_for_memory_by_counting_documents() {
    assert!(forged(1000, 1, &NOTHING).is_ok());
    assert_eq!(forged(u32::MAX, 0, &NOTHING).err(), Some(ReadError::Damaged));
    assert_eq!(forged(1 << 20, 1000, &NOTHING).err(), Some(ReadError::Damaged));
    assert_eq!(forged(1, 1001, &NOTHING).err(), Some(ReadError::Damaged));
}

#[test]
fn long_words_that_share_their_beginning_cannot_fill_memory() {
    // Each further text takes a few bytes, and would repeat the 60,000 letters of the first.
    let mut list = Vec::new();
    write_number(20_001, &mut list);
    write_next("", &"a".repeat(60_000), &mut list);
    for length in 60_000..80_000 {
        write_number(length, &mut list);
        list.extend([1, b'b']);
    }
    let boundaries = [&NOTHING[..4], &list[..]].concat();
    assert_eq!(forged(1, 1, &boundaries).err(), Some(ReadError::Damaged));
}

#[test]
fn one_long_word_cannot_fill_memory_by_its_forms() {
    let mut words = vec![0, 0, 1];
    write_next("", &"b".repeat(60_000), &mut words);
    write_number(20_000, &mut words);
    words.extend([0, 0].repeat(20_000));
    words.extend([0, 0]);
    assert_eq!(forged(1, 1, &words).err(), Some(ReadError::Damaged));
}

#[test]
fn frequencies_beyond_any_corpus_are_the_most_there_is() {
    // "ba" in six tones, each at the highest frequency.
    let words = [
        0, 0, 1, 0, 2, b'b', b'a', 6, 0, 255, 1, 255, 2, 255, 3, 255, 4, 255, 5, 255, 0, 0,
    ];
    let head = forged(1, 1, &words).expect("a head as its writer would write it");
    assert_eq!(head.frequency("ba"), u32::MAX);
    Question::new(&head, "ba bá", Options::default());
}

#[test]
fn meanings_without_end_are_read_in_bounded_work() {
    // Fifty meanings of "k", of up to 1,500 words each; "a" always follows "a", so they cost nothing.
    let mut lists = vec![0];
    write_number(50, &mut lists);
    for number in 0..50 {
        write_text("k", &mut lists);
        write_text(&"a ".repeat(1500 - number), &mut lists);
    }
    lists.extend([1, 0, 1, b'a', 1, 0, 255, 1, 0, 0, 255, 0]);
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
    write_number(5000, &mut body);
    for _ in 0..5000 {
        write_text("luong", &mut body);
        body.push(1);
    }
    body.extend([1, 0, 1, 1, 1, 1]);
    body.extend(NOTHING);
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
