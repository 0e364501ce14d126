//! Any text taken for a member's record: a record or an error, never a panic; and what is read can be written and merged.
//!
//! The first byte chooses: text as it is; bytes behind a right sum, of either version, so that the reader behind it is reached.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wire::{record::Record, sealed::seal};

fuzz_target!(|data: &[u8]| {
    let [choice, rest @ ..] = data else {
        return;
    };
    let (left, right) = rest.split_at(rest.len() / 2);
    match choice % 4 {
        0 => check(&String::from_utf8_lossy(rest)),
        1 => check(&seal("P1.", rest)),
        2 => check(&seal("P2.", rest)),
        _ => merge(&seal("P2.", left), &seal("P2.", right)),
    }
});

fn check(text: &str) {
    merge(text, text);
}

fn merge(left: &str, right: &str) {
    let (Ok(left), Ok(right)) = (Record::decode(left), Record::decode(right)) else {
        return;
    };
    let (mut there, mut back) = (left.clone(), right.clone());
    there.merge(&right);
    back.merge(&left);
    assert_eq!(there, back, "either way of merging ends alike");
    assert_eq!(
        Record::decode(&there.encode()).as_ref(),
        Ok(&there),
        "what is written is read"
    );
    let gain = left.gain(&right);
    let known = there.lessons.iter().len();
    assert_eq!(
        gain.new_lessons + gain.advanced + gain.unchanged,
        known,
        "each lesson is counted once"
    );
    there.merge(&right);
    assert_eq!(there, back, "merging again changes nothing");
}
