//! Any bytes as a draft, as a draft behind a right sum, and as a chat with parts in it: no panic, one spelling each, and
//! what is found as a part is one. The same bytes as a draft that a phone kept: what travels of it is sound or refused.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wire::{
    draft::{Draft, PREFIX},
    parts::{Parts, find, label, split},
    sealed::seal,
    written::{self, Written},
};

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let _ = Draft::decode(&text);
    let mut parts = Parts::default();
    for part in find(&text).into_iter().filter_map(|found| found.part.ok()) {
        assert!(label(&part).is_ok());
        assert_eq!(parts.add(&part), Ok(()));
    }
    let sealed = seal(PREFIX, data);
    if let Ok(draft) = Draft::decode(&sealed) {
        assert_eq!(draft.encode(), Ok(sealed.clone()));
    }
    // However a chat breaks its messages, they are found again.
    let mut parts = Parts::default();
    let width = 7 + data.len() % 90;
    for part in split(&sealed, 64) {
        let body = part.rfind('.').map_or(0, |at| at + 1).min(part.len());
        let (head, letters) = part.split_at(body);
        let broken: Vec<&str> = letters.as_bytes().chunks(width).filter_map(|line| std::str::from_utf8(line).ok()).collect();
        for found in find(&[head, &broken.join("\r\n> ")].concat()) {
            assert_eq!(found.part.as_ref().map(|found| parts.add(found)), Ok(Ok(())));
        }
    }
    assert_eq!(parts.joined(), Some(sealed));
    if let Ok(kept) = Written::decode(&seal(written::PREFIX, data)) {
        let draft = kept.draft(Vec::new(), 0);
        if let Ok(text) = draft.encode() {
            assert_eq!(Draft::decode(&text), Ok(draft));
        }
    }
});
