//! What a search costs a member: bytes until the first results, and the time from a key to painted results.
//!
//! `cargo run --package tests --bin bench-search -- [--pages 1000,10000] [--typing 5000] [--throttle 6] [--runs 3]`
//!
//! A portal of N entries is made of this portal's own sentences, dealt out anew (so that words and their frequencies are
//! real), built with `portal build`, served on this machine (with brotli, as a host would) and met by a real Chromium.
//! - Bytes: every file asked for between the focus on the field and the first results, each in brotli -q 11; what a page
//!   loads before anyone searches stands beside it.
//! - Time: from the key's own time stamp to the frame after which the results stay as they are (requestAnimationFrame,
//!   then a message, which comes once the frame is painted), with the main thread slowed down. Chromium does not slow
//!   workers down: of a client that works in one, multiply what it does there. Keys that leave the results as they were
//!   are counted apart.
//!
//! It knows only `input[type=search]`, `[data-results]` and `.result`, so it measures any client of these pages.

#![allow(clippy::print_stdout, clippy::print_stderr)] // figures are its output

mod portal;
mod server;

use std::{
    collections::BTreeMap,
    io::Write as _,
    path::Path,
    time::{Duration, Instant},
};

use fantoccini::Locator;
use serde_json::{Value, json};
use server::Server;
use tests::browser::Browser;

const FIELD: &str = "input[type=search]";
/// The page on which a search begins: one that everybody sees.
const PAGE: &str = "chinh-sach/";
const SHORT: &str = "thai san";
const LONG: &str = "nghi thai san duoc bao nhieu thang luong";
/// Typed key by key: with and without marks, Telex keys, chat spelling, a slip, an article, something unknown.
const TYPED: [&str; 10] = [
    "tang ca",
    "nghỉ thai sản mấy tháng",
    "cty cham luong 2 thang",
    "nghir thai sanr",
    "bi duoi viec co dc tien ko",
    "hdld",
    "luong toi thieu vungf",
    "dieu 139",
    "tro cap that nghipe",
    "thoi tiet ngay mai",
];

struct Options {
    pages: Vec<usize>,
    typing: Vec<usize>,
    throttle: f64,
    runs: usize,
}

#[tokio::main]
async fn main() {
    let options = options();
    for pages in &options.pages {
        let portal = portal::built(*pages);
        for question in [SHORT, LONG] {
            measure_bytes(&portal.path().join("dist"), *pages, question).await;
        }
    }
    for pages in &options.typing {
        let portal = portal::built(*pages);
        measure_typing(&portal.path().join("dist"), *pages, &options).await;
    }
}

fn options() -> Options {
    let mut options = Options {
        pages: vec![1_000, 10_000],
        typing: vec![5_000],
        throttle: 6.0,
        runs: 3,
    };
    let mut given = std::env::args().skip(1);
    while let (Some(name), Some(value)) = (given.next(), given.next()) {
        let numbers = || {
            let numbers = value.split(',').filter(|number| !number.is_empty());
            numbers.map(|number| number.parse().expect("a number")).collect()
        };
        match name.as_str() {
            "--pages" => options.pages = numbers(),
            "--typing" => options.typing = numbers(),
            "--throttle" => options.throttle = value.parse().expect("a number"),
            "--runs" => options.runs = value.parse().expect("a number"),
            other => panic!("unknown option {other}; known: --pages --typing --throttle --runs"),
        }
    }
    options
}

/// Bytes from the focus to the first results of a question put in at once.
async fn measure_bytes(dist: &Path, pages: usize, question: &str) {
    let server = Server::start(dist);
    let browser = Browser::open("bench-bytes", json!({})).await;
    browser.go(&server.address(PAGE)).await;
    settle(&browser).await;
    let before = server.take();
    browser.type_into(FIELD, question).await;
    browser
        .client
        .wait()
        .at_most(Duration::from_secs(60))
        .for_element(Locator::Css("[data-results] .result"))
        .await
        .expect("results come");
    // A part asked for with the results is needed for them, also when it comes a moment later.
    settle(&browser).await;
    let after = server.take();
    browser.close().await;
    let sizes = |names: &[String]| -> BTreeMap<String, usize> {
        let files = names.iter().map(|name| (name.clone(), server.packed(name)));
        files.filter(|(_, bytes)| *bytes > 0).collect()
    };
    let (before, after) = (sizes(&before), sizes(&after));
    let total: usize = after.values().sum();
    println!(
        "\n{pages} entries, “{question}” ({} syllables): {:.1} KB in brotli in {} files from focus to results",
        question.split(' ').count(),
        kilobytes(total),
        after.len()
    );
    for (name, bytes) in &after {
        println!("  {bytes:>8}  {name}");
    }
    println!(
        "  before that, with the page: {:.1} KB in {} files",
        kilobytes(before.values().sum()),
        before.len()
    );
}

#[allow(clippy::cast_precision_loss)] // sizes of files
fn kilobytes(bytes: usize) -> f64 {
    bytes as f64 / 1000.0
}

/// Waits until nothing has been loaded for a while.
async fn settle(browser: &Browser) {
    let mut last = Value::Null;
    for _ in 0..40 {
        tokio::time::sleep(Duration::from_millis(250)).await;
        let now = browser
            .script("return performance.getEntriesByType('resource').length + document.readyState")
            .await;
        if now == last {
            return;
        }
        last = now;
    }
}

/// Notes each key's time, and when the results it led to were painted; and long tasks.
const WATCH: &str = r#"
const watched = window.watched = { keys: [], tasks: [], shown: '' };
const place = document.querySelector('[data-results]');
document.addEventListener('keydown', (event) => {
  if (event.key.length === 1) watched.keys.push({ at: event.timeStamp, painted: null });
}, { capture: true, passive: true });
const channel = new MessageChannel();
channel.port1.onmessage = () => {
  const now = performance.now();
  const shown = [...place.querySelectorAll('.result')].map((result) => result.innerHTML).join();
  const key = watched.keys.at(-1);
  // A word such as "searching" is no result.
  if (key && shown !== watched.shown) key.painted = now;
  watched.shown = shown;
};
new MutationObserver(() => requestAnimationFrame(() => channel.port2.postMessage(null)))
  .observe(place, { subtree: true, childList: true, characterData: true, attributes: true });
new PerformanceObserver((list) => list.getEntries().forEach((entry) => watched.tasks.push(entry.duration)))
  .observe({ type: 'longtask' });
"#;

async fn measure_typing(dist: &Path, pages: usize, options: &Options) {
    let server = Server::start(dist);
    let mut delays: Vec<f64> = Vec::new();
    let mut tasks: Vec<f64> = Vec::new();
    let mut unchanged = 0;
    let browser = Browser::open("bench-typing", json!({})).await;
    browser.go(&server.address(PAGE)).await;
    // Warm: a first question brings the client and everything it needs.
    browser.type_into(FIELD, SHORT).await;
    browser.text("[data-results] .result").await;
    settle(&browser).await;
    browser.script(WATCH).await;
    let fast = work(&browser).await;
    let rate = json!({ "rate": options.throttle });
    browser.devtools("Emulation.setCPUThrottlingRate", rate).await;
    let slowdown = work(&browser).await / fast;
    for question in (0..options.runs).flat_map(|_| TYPED) {
        browser
            .script(&format!(
                "document.querySelector('{FIELD}').value = ''; watched.keys = [];"
            ))
            .await;
        for letter in question.chars() {
            let text = letter.to_string();
            let down = json!({ "type": "keyDown", "text": text, "key": text });
            browser.devtools("Input.dispatchKeyEvent", down).await;
            browser
                .devtools("Input.dispatchKeyEvent", json!({ "type": "keyUp", "key": text }))
                .await;
            wait_for_paint(&browser).await;
        }
        for key in browser.script("return watched.keys").await.as_array().expect("keys") {
            match (key["at"].as_f64(), key["painted"].as_f64()) {
                (Some(at), Some(painted)) => delays.push(painted - at),
                _ => unchanged += 1,
            }
        }
    }
    let long = browser.script("return watched.tasks").await;
    tasks.extend(long.as_array().expect("tasks").iter().filter_map(Value::as_f64));
    browser.close().await;
    delays.sort_by(f64::total_cmp);
    tasks.sort_by(f64::total_cmp);
    println!(
        "\n{pages} entries, main thread slowed {:.0} times (measured {slowdown:.1}), {} keys, {unchanged} of them changed nothing",
        options.throttle,
        delays.len() + unchanged
    );
    println!(
        "  key to painted results: p50 {:.0} ms, p95 {:.0} ms, most {:.0} ms",
        percentile(&delays, 50),
        percentile(&delays, 95),
        percentile(&delays, 100)
    );
    println!(
        "  tasks over 50 ms: {}, the longest {:.0} ms",
        tasks.len(),
        percentile(&tasks, 100)
    );
}

/// Waits until results were painted and stay for a while; a key that changes nothing is let go.
async fn wait_for_paint(browser: &Browser) {
    let started = Instant::now();
    while started.elapsed() < Duration::from_millis(1_500) {
        tokio::time::sleep(Duration::from_millis(120)).await;
        let done = browser
            .script(
                "const key = watched.keys.at(-1); return !!key && key.painted !== null && performance.now() - key.painted > 150",
            )
            .await;
        if done == Value::Bool(true) {
            return;
        }
    }
}

/// Milliseconds of a fixed piece of work: shows whether the browser obeyed.
async fn work(browser: &Browser) -> f64 {
    const WORK: &str = "const start = performance.now(); let sum = 0; for (let at = 0; at < 2e7; at++) sum += at % 7; \
                        window.sum = sum; return performance.now() - start";
    browser.script(WORK).await.as_f64().unwrap_or(0.0).max(0.001)
}

fn percentile(sorted: &[f64], percent: usize) -> f64 {
    let at = (sorted.len() * percent).div_ceil(100).max(1) - 1;
    sorted.get(at).copied().unwrap_or(0.0)
}

/// Bytes in brotli -q 11, as a host with packed files sends them.
fn packed(bytes: &[u8]) -> usize {
    let mut packed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut packed, 4096, 11, 22);
    writer.write_all(bytes).expect("memory takes all");
    drop(writer);
    packed.len()
}
