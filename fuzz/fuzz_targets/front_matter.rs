//! Any text as a content file of any kind, and as synonyms: documents and findings with places, never a panic.
//!
//! The first byte chooses the folder.

#![no_main]

use std::collections::BTreeMap;

use fuzz::editors::{placed, read};
use generator::{
    content::{kinds::KindName, synonyms},
    source::Source,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let [choice, rest @ ..] = data else {
        return;
    };
    let text = String::from_utf8_lossy(rest);
    let choice = usize::from(choice.wrapping_sub(b'a')) % (KindName::ALL.len() + 1);
    match KindName::ALL.get(choice) {
        Some(kind) => read(&format!("content/{}/bai.md", kind.folder()), &text, BTreeMap::new()),
        None => {
            let source = Source::new(synonyms::PATH, &text);
            placed(&synonyms::parse(&source).1, &source);
        }
    }
});
