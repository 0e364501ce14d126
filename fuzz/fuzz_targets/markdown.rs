//! Any text as a body, of a page, of a member's story, of one question and of many: HTML that is whole, findings with places.
//!
//! The first byte chooses the front matter, which is right.

#![no_main]

use std::collections::BTreeMap;

use fuzz::editors::read;
use libfuzzer_sys::fuzz_target;

const KINDS: [(&str, &str); 4] = [
    ("content/page/bai.md", "title: Trang\n"),
    (
        "content/story/bai.md",
        "title: Chuyện\nform: story\nauthor: Tổ may 5\nyear: 2026\ntags: [a]\ncontent_warning: Không có\nconsent: true\n",
    ),
    ("content/faq/bai.md", "question: Nghỉ phép mấy ngày?\ntopic: tien-luong\n"),
    ("content/faq/nhieu.md", "topic: tien-luong\n"),
];

fuzz_target!(|data: &[u8]| {
    let [choice, rest @ ..] = data else {
        return;
    };
    let (path, keys) = KINDS[usize::from(*choice) % KINDS.len()];
    let body = String::from_utf8_lossy(rest);
    read(path, &format!("---\n{keys}---\n{body}"), BTreeMap::new());
});
