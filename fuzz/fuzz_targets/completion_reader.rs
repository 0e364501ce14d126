//! Any bytes as a code, as a code behind a right sum, and as a message with codes in it: no panic, one spelling each.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wire::{
    completion::{Completion, PREFIX, find},
    sealed::seal,
    session::SignedSession,
};

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    for (at, code) in find(&text) {
        assert!(text[at..].starts_with(code));
        let _ = Completion::decode(code);
    }
    let sealed = seal(PREFIX, data);
    if let Ok(completion) = Completion::decode(&sealed) {
        assert_eq!(completion.encode(), Ok(sealed));
    }
    let sealed = seal(wire::session::PREFIX, data);
    if let Ok(session) = SignedSession::decode(&sealed) {
        assert_eq!(session.encode(), Ok(sealed));
    }
});
