//! A real Chromium keeps the built portal: without a line, on a slow one, and after a deploy.
//!
//! The portal is served as a plain host would serve it; the host can be taken away, be slow, and be given another build.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Write,
    path::{Path, PathBuf},
    time::Duration,
};

use serde_json::json;
use tests::{browser::Browser, edit, host::Server, plain, repository, run, small_portal, write};
use tokio::time::sleep;

#[path = "offline/limits.rs"]
mod limits;

/// The small portal of the checks, with a lesson that has a video and a picture.
fn portal() -> tempfile::TempDir {
    let folder = small_portal();
    let media = repository().join("tests/checks/captions-too-long/content/media");
    fs::copy(media.join("bai.mp4"), folder.path().join("content/media/bai.mp4")).expect("a file can be copied");
    write(
        folder.path(),
        "content/lesson/bai-hai.md",
        "---\ntitle: Bài học có video\nsummary: Bài học này có một video ngắn.\ncourse: khoa-thu\norder: 2\nduration: \"3:00\"\n\
         video: ../media/bai.mp4\ncaptions: ../media/phu-de.vtt\nposter: ../media/anh.png\nreviewed: 2026-11-24\n\
         quiz:\n  - question: Thử gì?\n    choices:\n      - text: Thử máy\n        correct: true\n        reason: Vì đây là bài thử.\n\x20     - text: Thử người\n        reason: Không phải.\n---\nNội dung bài thứ hai.\n",
    );
    folder
}

/// Builds a portal without a client; gives the folder that is published.
fn build(folder: &Path, name: &str) -> PathBuf {
    let out = folder.join(name);
    build_with(&["--no-client", "--root", plain(folder)], &out);
    out
}

fn build_with(options: &[&str], out: &Path) {
    let arguments = ["build", "--today", "2026-11-24", "--out", plain(out)];
    let (code, _, errors) = run(&[&arguments, options].concat());
    assert_eq!(code, 0, "{errors}");
}

const QUESTION: &str = "hoi-dap/sa-thai-la-gi/";
const KINDS: [&str; 9] = [
    "",
    "hoi-dap/",
    QUESTION,
    "chinh-sach/nghi-phep-nam/",
    "khoa-hoc/khoa-thu/",
    "bai-hoc/bai-hai/",
    "chuyen/chuyen-thu/",
    "cong-doan/cong-doan-mau/",
    "gioi-thieu/",
];
const COPY: &str = "main>.saved-copy";

/// Opens the first page and waits until the worker has all it wants.
async fn settle(browser: &Browser, server: &Server, path: &str) {
    browser.go(&server.address(path)).await;
    browser.keeps("ngoai-tuyen/").await;
    browser.keeps(path).await;
}

/// Names of caches on the phone.
async fn caches(browser: &Browser) -> BTreeSet<String> {
    let names = browser.script("return caches.keys()").await;
    serde_json::from_value(names).expect("a list of names")
}

/// The pages of a pack in a published folder, with their versions.
fn pages_of(folder: &Path, pack: &str) -> BTreeMap<String, String> {
    let mut folders = fs::read_dir(folder.join("assets")).expect("readable");
    let lists = folders.find_map(|entry| {
        let path = entry.expect("readable").path();
        plain(&path).contains("/packs-").then_some(path)
    });
    let list = fs::read(lists.expect("lists of packs").join(format!("{pack}.json"))).expect("readable");
    let list: serde_json::Value = serde_json::from_slice(&list).expect("JSON");
    serde_json::from_value(list["pages"].clone()).expect("addresses with versions")
}

/// What the page shows, without the notice of the worker and the way back to the lesson that was opened meanwhile.
const TEXT: &str = "document.querySelectorAll('.saved-copy, [data-continue], .was-read').forEach((part) => part.remove()); \
                    return document.querySelector('main').innerText";

#[tokio::test(flavor = "multi_thread")]
async fn pages_that_were_read_are_read_again_without_a_line() {
    let folder = portal();
    let server = Server::start(build(folder.path(), "dist")).await;
    let browser = Browser::open("offline-read", json!({})).await;
    settle(&browser, &server, "").await;
    let mut texts = Vec::new();
    for page in KINDS {
        browser.go(&server.address(page)).await;
        assert_eq!(browser.count(COPY).await, 0, "/{page} comes from the host");
        texts.push(browser.script(TEXT).await);
        browser.keeps(page).await;
    }
    // A player asks for parts of its file, which no cache may take for the whole.
    browser.go(&server.address("bai-hoc/bai-hai/")).await;
    browser
        .script("const video = document.querySelector('video'); video.preload = 'auto'; video.load()")
        .await;
    server.asked("media/bai-").await;
    let held = "return Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map((key) => key.url)))";
    let held = browser
        .script(&format!("return (async () => {{ {held} }})()"))
        .await
        .to_string();
    assert!(held.contains("gioi-thieu/") && !held.contains(".mp4"), "{held}");
    server.go_away();
    for (page, text) in KINDS.iter().zip(texts) {
        browser.go(&server.address(page)).await;
        browser.sees(COPY, "bản lưu ngày").await;
        assert_eq!(browser.script(TEXT).await, text, "/{page}");
        let ground = "return getComputedStyle(document.querySelector('.top')).backgroundColor";
        assert_ne!(
            browser.script(ground).await,
            json!("rgba(0, 0, 0, 0)"),
            "/{page} has its styles"
        );
    }
    // A question is stored nowhere and finds its page all the same.
    browser.go(&server.address("gioi-thieu/?q=luong")).await;
    browser.sees(COPY, "bản lưu ngày").await;
    // Never opened: an answer all the same, with links that work from there.
    browser.go(&server.address("thong-bao/thong-bao-thu/")).await;
    browser.sees(COPY, "chưa được lưu").await;
    browser.sees("[data-shelf]", "Sa thải là gì").await;
    browser.click(".brand").await;
    browser.sees(COPY, "bản lưu ngày").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_text_of_a_deploy_is_shown_at_its_first_load() {
    let folder = portal();
    let mut server = Server::start(build(folder.path(), "dist")).await;
    let browser = Browser::open("offline-deploy", json!({})).await;
    settle(&browser, &server, QUESTION).await;
    let before = caches(&browser).await;

    edit(
        folder.path(),
        "content/faq/sa-thai-la-gi.md",
        "question: ",
        "question: Luật mới, ",
    );
    let out = build(folder.path(), "dist-2");
    server.host().folder = out;
    browser.go(&server.address(QUESTION)).await;
    browser.sees("h1", "Luật mới").await;
    assert_eq!(browser.count(COPY).await, 0);
    // The next worker takes over this very page, and what only the former deploy used goes.
    let shells = |names: &BTreeSet<String>| -> Vec<String> {
        names.iter().filter(|name| name.contains(" shell ")).cloned().collect()
    };
    let mut now = caches(&browser).await;
    for _ in 0..200 {
        if shells(&now).len() == 1 && shells(&now) != shells(&before) {
            break;
        }
        sleep(Duration::from_millis(50)).await;
        now = caches(&browser).await;
    }
    assert_eq!(shells(&now).len(), 1, "{now:?}");
    assert_ne!(shells(&now), shells(&before));
    browser.keeps(QUESTION).await;
    server.go_away();
    browser.go(&server.address(QUESTION)).await;
    browser.sees(COPY, "bản lưu ngày").await;
    browser.sees("h1", "Luật mới").await;

    // A page that was withdrawn does not live on as a copy.
    server.come_back().await;
    fs::remove_dir_all(folder.path().join("dist-2").join(QUESTION)).expect("it was there");
    browser.go(&server.address(QUESTION)).await;
    server.go_away();
    browser.go(&server.address(QUESTION)).await;
    browser.sees(COPY, "chưa được lưu").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_host_is_answered_for_and_then_compared() {
    let folder = portal();
    let server = Server::start(build(folder.path(), "dist")).await;
    let browser = Browser::open("offline-slow", json!({})).await;
    settle(&browser, &server, QUESTION).await;
    edit(
        folder.path(),
        "content/faq/sa-thai-la-gi.md",
        "question: ",
        "question: Luật mới, ",
    );
    let out = build(folder.path(), "dist-2");
    {
        let mut host = server.host();
        host.folder = out;
        host.delay = Duration::from_secs(6);
    }
    let start = std::time::Instant::now();
    browser.go(&server.address(QUESTION)).await;
    let waited = start.elapsed();
    assert!(waited < Duration::from_secs(6), "the copy came after {waited:?}");
    browser.sees(COPY, "bản lưu ngày").await;
    assert!(!browser.text("h1").await.contains("Luật mới"));
    // The page itself arrives, and is another.
    browser.sees(COPY, "đã có bản mới hơn").await;
    server.host().delay = Duration::ZERO;
    browser.click(&format!("{COPY} a")).await;
    browser.sees("h1", "Luật mới").await;
    browser.close().await;
}

const TOPIC: &str = "chu-de/hop-dong/";
const CONTROL: &str = ".keep [role=status]";

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_is_saved_by_a_tap_kept_up_to_date_and_removed() {
    let folder = portal();
    let first = build(folder.path(), "dist");
    let mut server = Server::start(first.clone()).await;
    let browser = Browser::open("offline-pack", json!({})).await;
    settle(&browser, &server, TOPIC).await;
    let words = browser.text(".keep button").await;
    assert!(
        words.starts_with("Lưu chủ đề này để đọc khi không có mạng · ") && words.ends_with(" KB"),
        "{words}"
    );
    browser.click(".keep button").await;
    browser.sees(CONTROL, "Đã lưu ngày").await;
    server.go_away();
    let pages = pages_of(&first, "hop-dong");
    assert!(pages.len() > 5 && pages.contains_key("bai-hoc/bai-hai/"), "{pages:?}");
    for page in pages.keys() {
        browser.go(&server.address(page)).await;
        browser.sees(COPY, "bản lưu ngày").await;
    }

    // A deploy changes one text: only pages that show it are fetched anew, and without being opened.
    edit(
        folder.path(),
        "content/lesson/bai-hai.md",
        "Nội dung bài thứ hai",
        "Nội dung đã sửa",
    );
    let second = build(folder.path(), "dist-2");
    let now = pages_of(&second, "hop-dong");
    let changed: BTreeSet<String> = now
        .iter()
        .filter(|(page, version)| pages.get(*page) != Some(*version))
        .map(|(page, _)| format!("{page}index.html"))
        .collect();
    assert!(
        changed.contains("bai-hoc/bai-hai/index.html") && changed.len() < pages.len(),
        "{changed:?}"
    );
    server.host().folder = second;
    server.come_back().await;
    server.take();
    browser.go(&server.address("gioi-thieu/")).await;
    server.asked("bai-hoc/bai-hai/").await;
    browser.keeps("gioi-thieu/").await;
    let of_pack: Vec<String> = server
        .take()
        .into_iter()
        .filter(|name| now.contains_key(name.trim_end_matches("index.html")))
        .collect();
    assert!(
        of_pack.iter().all(|name| changed.contains(name)),
        "{of_pack:?} of {changed:?}"
    );
    server.go_away();
    browser.go(&server.address("bai-hoc/bai-hai/")).await;
    browser.sees("main", "Nội dung đã sửa").await;

    browser.go(&server.address(TOPIC)).await;
    browser.sees(CONTROL, "Đã lưu ngày").await;
    browser.click(".keep .quiet-button").await;
    for _ in 0..100 {
        if browser.text(CONTROL).await.is_empty() {
            break;
        }
        sleep(Duration::from_millis(50)).await;
    }
    browser.go(&server.address("bai-hoc/bai-hai/")).await;
    browser.sees(COPY, "chưa được lưu").await;
    browser.close().await;
}

/// What a phone may fetch without being asked, in bytes of brotli.
const UNASKED: usize = 150_000;

#[tokio::test(flavor = "multi_thread")]
async fn little_is_fetched_unasked_and_search_answers_without_a_line() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("dist");
    build_with(&[], &out);
    let server = Server::start(out.clone()).await;
    let browser = Browser::open("offline-search", json!({})).await;
    settle(&browser, &server, "").await;
    let fetched = server.take();
    assert!(
        fetched.contains(&"sw.js".to_owned()) && fetched.contains(&"ngoai-tuyen/index.html".to_owned()),
        "{fetched:?}"
    );
    let bytes: usize = fetched
        .iter()
        .filter_map(|name| Some(brotli_bytes(&fs::read(out.join(name)).ok()?)))
        .sum();
    assert!(bytes <= UNASKED, "{bytes} bytes: {fetched:?}");

    browser.go(&server.address("tim-kiem/")).await;
    browser.click(".keep button").await;
    browser.sees(CONTROL, "Đã lưu ngày").await;
    server.go_away();
    browser.go(&server.address("tim-kiem/?q=thai%20san")).await;
    browser.sees(".search-status", "kết quả").await;
    browser.close().await;
}

fn brotli_bytes(bytes: &[u8]) -> usize {
    let mut packed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut packed, 4096, 5, 22);
    writer.write_all(bytes).expect("memory takes all");
    drop(writer);
    packed.len()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_to_be_spared_is_used_only_when_asked() {
    let folder = portal();
    let server = Server::start(build(folder.path(), "dist")).await;
    let browser = Browser::open("offline-spare", json!({})).await;
    browser
        .devtools("Emulation.setDataSaverOverride", json!({ "dataSaverEnabled": true }))
        .await;
    browser.go(&server.address(TOPIC)).await;
    browser.text(".keep:not([hidden])").await;
    let asked = server.take();
    assert!(
        !asked.contains(&"sw.js".to_owned()) && !asked.iter().any(|name| name.starts_with("ngoai-tuyen")),
        "{asked:?}"
    );
    browser.click(".keep button").await;
    browser.sees(CONTROL, "Đã lưu ngày").await;
    server.go_away();
    browser.go(&server.address("bai-hoc/bai-hai/")).await;
    browser.sees(COPY, "bản lưu ngày").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chosen_size_of_text_is_in_the_page_before_it_is_painted() {
    let folder = portal();
    let server = Server::start(build(folder.path(), "dist")).await;
    let browser = Browser::open("offline-reading", json!({})).await;
    settle(&browser, &server, QUESTION).await;
    browser.click("[data-reading] summary").await;
    browser.click("[data-set-text=huge]").await;
    browser
        .script("return new Promise((done) => setTimeout(done, 300))")
        .await;
    for page in KINDS {
        browser.go(&server.address(page)).await;
        // Layout moves when the size changes after a paint; the words themselves are seen to be there.
        let moved = browser
            .script(
                "return new Promise((done) => { let moved = 0; \
                 new PerformanceObserver((list) => { for (const shift of list.getEntries()) moved += shift.value; })\
                 .observe({ type: 'layout-shift', buffered: true }); \
                 setTimeout(() => done(document.documentElement.dataset.text === 'huge' ? moved : 9), 400); })",
            )
            .await;
        assert!(moved.as_f64().is_some_and(|moved| moved < 0.01), "/{page}: {moved}");
    }
    browser.close().await;
}
