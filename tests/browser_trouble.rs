//! A real Chromium in trouble: files of the client that are missing, spoilt or of another build, lines that are slow or
//! cut, clocks that are wrong by years, other languages, large zoom, and a thousand questions in one sitting.
//!
//! Storage that is full or refused is tried in `tests/record.rs`, `tests/offline.rs`, `tests/pages.rs` and
//! `tests/browser.rs`; double text at 320 pixels in `tests/pages.rs`.

#![allow(clippy::print_stderr)] // says what memory a long sitting took

use std::{path::PathBuf, sync::OnceLock, time::Duration};

use fantoccini::key::Key;
use serde_json::json;
use tests::{browser::Browser, files, host::Server, run, target_folder};
use tokio::time::sleep;

#[path = "browser_trouble/host_and_line.rs"]
mod host_and_line;
#[path = "browser_trouble/phone.rs"]
mod phone;

const SEARCH_FIELD: &str = "input[type=search]";
const QUESTION: &str = "cong ty cham luong";
const LESSON: &str = "bai-hoc/chon-may-4g/";

/// The whole portal with its client, built once for all tests of this program.
fn built() -> PathBuf {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    let built = BUILT.get_or_init(|| {
        let out = target_folder().join("browser-trouble/dist");
        let name = out.to_str().expect("a plain path");
        let (code, _, errors) = run(&["build", "--today", "2026-11-24", "--out", name]);
        assert_eq!(code, 0, "{errors}");
        out
    });
    built.clone()
}

/// A published file of which only the beginning and the end of its name are known.
fn file(beginning: &str, end: &str) -> String {
    let all = files(&built());
    let mut fitting = all
        .into_keys()
        .filter(|path| path.starts_with(beginning) && path.ends_with(end));
    fitting.next().unwrap_or_else(|| panic!("no {beginning}…{end}"))
}

/// A host of that portal, below `cong/`.
async fn host() -> Server {
    Server::start(built()).await
}

/// A browser without a worker: what it keeps would hide what the host does.
async fn without_worker(name: &str) -> Browser {
    let browser = Browser::open(name, json!({})).await;
    browser
        .before_each_page(
            "delete Navigator.prototype.serviceWorker; window.faults = []; \
            addEventListener('error', (event) => faults.push(event.message)); \
            addEventListener('unhandledrejection', (event) => faults.push(String(event.reason)));",
        )
        .await;
    browser
}

/// Types a question and presses Enter.
async fn ask(browser: &Browser, question: &str) {
    browser
        .type_into(SEARCH_FIELD, &format!("{question}{}", char::from(Key::Enter)))
        .await;
}

/// Waits until a script is true.
async fn becomes(browser: &Browser, what: &str, script: &str) {
    for _ in 0..300 {
        // A page may be on its way.
        let now = browser
            .client
            .execute(&format!("return Boolean({script})"), vec![])
            .await;
        if now.is_ok_and(|now| now == json!(true)) {
            return;
        }
        sleep(Duration::from_millis(100)).await;
    }
    panic!(
        "never: {what}\n{}",
        browser
            .script("return location.href + document.querySelector('main').innerText.slice(0, 600)")
            .await
    );
}
