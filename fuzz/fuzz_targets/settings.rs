//! Any text as the settings of a portal and as its words: a value, or a finding where it stands.
//!
//! The first byte chooses: alone, or behind the keys that every portal has.

#![no_main]

use fuzz::editors::placed;
use generator::{config, source::Source};
use libfuzzer_sys::fuzz_target;

const NEEDED: &str = "name = 'a'\nshort_name = 'a'\norganisation = 'a'\ndescription = 'a'\n";

fuzz_target!(|data: &[u8]| {
    let [choice, rest @ ..] = data else {
        return;
    };
    let text = String::from_utf8_lossy(rest);
    let text = if choice % 2 == 0 { format!("{NEEDED}{text}") } else { text.into_owned() };
    let source = Source::new(config::PATH, &text);
    match config::parse(&source) {
        Ok(settings) => {
            let addresses = serde_json::to_value(&settings.addresses).expect("addresses are written");
            for (name, part) in addresses.as_object().expect("by name") {
                let part = part.as_str().unwrap_or_default();
                assert!(!part.contains("..") && !part.starts_with('/') && part.len() > 1, "{name}: {part}");
            }
        }
        Err(found) => placed(&[found], &source),
    }
    if let Err(found) = config::parse_words(&source) {
        placed(&[found], &source);
    }
});
