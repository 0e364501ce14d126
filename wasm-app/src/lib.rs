//! The browser client: finds nothing by itself; the loader hands it one widget at a time.
//!
//! Layers: this file, then `island` (one file per widget), then `state` (plain rules, tested without a browser),
//! `browser` (storage, network, document) and `words`, which do not know each other.

mod browser;
mod island;
mod state;
mod words;

use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

/// Brings one widget to life. `kind` is the value of its `data-widget`; an unknown kind is left as it is.
#[wasm_bindgen]
pub fn mount(kind: &str, element: HtmlElement, root: String, index_url: String, catalogue_url: String) {
    match kind {
        "search" => island::search::mount(
            &element,
            island::search::Addresses {
                root,
                index_url,
                catalogue_url,
            },
        ),
        "lesson" => island::lesson::mount(&element),
        "course" => island::course::mount(&element),
        _ => {}
    }
}
