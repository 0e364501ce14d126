//! The browser client: finds nothing by itself; the loader hands it one widget at a time.
//!
//! Layers: this file, then `island` (one file per widget), then `state` (plain rules, tested without a browser),
//! `browser` (storage, network, document) and `words`, which do not know each other.

// Each module uses its part of what is shared; the crate as a whole, which tests and lints see, uses all.
#![cfg_attr(
    not(all(
        feature = "finding",
        feature = "learning",
        feature = "keeping",
        feature = "checking",
        feature = "composing"
    )),
    allow(dead_code, unused_imports)
)]

mod browser;
mod island;
mod state;
mod words;

use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

/// Two-level segregated fit: 2.1 KB of brotli less than the standard allocator.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Brings one widget to life. `kind` is the value of its `data-widget`; an unknown kind is left as it is. `words`: see
/// `wire::words`.
#[wasm_bindgen]
#[allow(unused_variables, clippy::needless_pass_by_value)] // one module of the five needs addresses
pub fn mount(kind: &str, element: HtmlElement, words: String, root: String, index_url: String, catalogue_url: String) {
    words::take(words);
    match kind {
        #[cfg(feature = "finding")]
        "search" => {
            let addresses = island::search::Addresses {
                root,
                index_url,
                catalogue_url,
            };
            island::search::mount(&element, addresses);
        }
        #[cfg(feature = "learning")]
        "lesson" => island::lesson::mount(&element),
        #[cfg(feature = "learning")]
        "course" => island::course::mount(&element),
        #[cfg(feature = "learning")]
        "today" => island::today::mount(&element),
        #[cfg(feature = "keeping")]
        "record" => island::record::mount(&element),
        #[cfg(feature = "checking")]
        "codes" => island::codes::mount(&element),
        #[cfg(feature = "composing")]
        "compose" => island::compose::mount(&element),
        #[cfg(feature = "composing")]
        "outbox" => island::compose::mount_outbox(),
        _ => {}
    }
}
