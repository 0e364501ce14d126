//! Any text as a question to a real index, and as a text to mark: ranges lie on letters and in order, the work is bounded.

#![no_main]

use std::sync::LazyLock;

use fuzz::{ask, index, options};
use libfuzzer_sys::fuzz_target;
use search::Library;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::whole(&index()).expect("an index just written"));

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    // A line end parts the question from the text to mark; without one it is marked in itself.
    let (query, marked) = text.split_once('\n').unwrap_or((&text, &text));
    for options in options() {
        ask(&LIBRARY, query, options, marked);
    }
});
