//! A built portal behind Debian's nginx with the rules it was built with, in a folder of a domain, and on a disk: what is
//! answered, and what a real Chromium makes of it.

use std::{fs, path::Path};

use fantoccini::{Locator, key::Key};
use serde_json::json;
use tests::{
    add_client,
    browser::Browser,
    copied_portal,
    nginx::{Nginx, published},
    plain, run,
};

const TODAY: &str = "2026-11-24";
const SEARCH_FIELD: &str = "input[type=search]";

/// The portal with one former address, built with client into `folder/{name}`.
fn built(name: &str, more: &[&str]) -> tempfile::TempDir {
    let folder = copied_portal();
    add_client(folder.path());
    let page = folder.path().join("content/page/gioi-thieu.md");
    let before = fs::read_to_string(&page).expect("readable");
    let moved = before.replacen("---\n", "---\nold_addresses:\n  - /tin/cu/\n", 1);
    fs::write(&page, moved).expect("writable");
    let out = folder.path().join(name);
    let arguments = [
        "build",
        "--today",
        TODAY,
        "--root",
        plain(folder.path()),
        "--out",
        plain(&out),
    ];
    let (code, _, errors) = run(&[&arguments[..], more].concat());
    assert_eq!(code, 0, "{errors}");
    folder
}

fn served(portal: &Path) -> Nginx {
    Nginx::start(portal, &portal.join("deploy/nginx.conf"))
}

/// A request a line: path (`*` for a hash), a header of the request; and what the answer must say: status, type, encoding,
/// caching.
const ANSWERS: &str = "
/ | | 200 | text/html; charset=utf-8 | | no-cache
/hoi-dap/ | | 200 | text/html; charset=utf-8 | | no-cache
/ | Accept-Encoding: gzip, br | 200 | text/html; charset=utf-8 | br | no-cache
/ | Accept-Encoding: gzip | 200 | text/html; charset=utf-8 | gzip | no-cache
/assets/loader-*.js | Accept-Encoding: br | 200 | application/javascript; charset=utf-8 | br | FIXED
/assets/finding-*.wasm | | 200 | application/wasm | | FIXED
/assets/finding-*.wasm | Accept-Encoding: br | 200 | application/wasm | br | FIXED
/assets/licences-*.txt | Accept-Encoding: gzip | 200 | text/plain; charset=utf-8 | gzip | FIXED
/media/may-2g-va-4g-*.vtt | | 200 | text/vtt; charset=utf-8 | | FIXED
/media/may-2g-va-4g-*.mp4 | | 200 | video/mp4 | | FIXED
/media/may-2g-va-4g-*.mp4 | Range: bytes=100-199 | 206 | video/mp4 | | FIXED
/khong-co/ | | 404 | text/html; charset=utf-8 | | no-cache
/assets/khong-co.js | | 404 | text/html; charset=utf-8 | | no-cache
";
const FIXED: &str = "public, max-age=31536000, immutable";

/// The path with its hash.
fn found(dist: &Path, path: &str) -> String {
    match path.trim_start_matches('/').split_once('/') {
        Some((folder, name)) if name.contains('*') => {
            let (start, end) = name.split_once('*').unwrap_or_default();
            published(dist, folder, start, end)
        }
        _ => path.to_owned(),
    }
}

#[test]
fn every_kind_of_request_gets_its_status_type_caching_and_policy() {
    let folder = built("dist", &["--compress"]);
    let dist = folder.path().join("dist");
    let nginx = served(&dist);
    let lines = ANSWERS.replace("FIXED", FIXED);
    for line in lines.trim().lines() {
        let columns: Vec<&str> = line.split('|').map(str::trim).collect();
        let asked = columns[1].split_once(": ");
        let answer = nginx.ask(&found(&dist, columns[0]), asked.as_slice());
        let said = ["content-type", "content-encoding", "cache-control"].map(|name| answer.header(name));
        assert_eq!(
            (answer.status.to_string().as_str(), said.as_slice()),
            (columns[2], &columns[3..]),
            "{line}"
        );
        let policy = answer.header("content-security-policy");
        for words in [
            "default-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval'",
            "style-src 'sha256-",
            "frame-ancestors 'none'",
        ] {
            assert!(policy.contains(words), "{line}: {words} in {policy}");
        }
        assert!(!policy.contains("unsafe-inline"), "{line}: {policy}");
        let said =
            ["x-content-type-options", "referrer-policy", "strict-transport-security"].map(|name| answer.header(name));
        assert_eq!(said, ["nosniff", "same-origin", "max-age=31536000"], "{line}");
        if !columns[4].is_empty() {
            assert_eq!(answer.header("vary"), "Accept-Encoding", "{line}");
        }
    }
    let range = nginx.ask(
        &found(&dist, "/media/may-2g-va-4g-*.mp4"),
        &[("Range", "bytes=100-199")],
    );
    assert_eq!(range.body.len(), 100);
    assert!(range.header("content-range").starts_with("bytes 100-199/"));
    assert!(String::from_utf8_lossy(&nginx.ask("/khong-co/", &[]).body).contains("Không tìm thấy"));
}

#[test]
fn unchanged_pages_are_not_sent_again_and_moved_ones_lead_on() {
    let folder = built("dist", &["--no-client", "--compress"]);
    let nginx = served(&folder.path().join("dist"));
    for encoding in ["identity", "gzip", "br"] {
        let first = nginx.ask("/", &[("Accept-Encoding", encoding)]);
        for (question, answer) in [("If-None-Match", "etag"), ("If-Modified-Since", "last-modified")] {
            let value = first.header(answer);
            assert!(!value.is_empty(), "{encoding}: {answer}");
            let again = nginx.ask("/", &[("Accept-Encoding", encoding), (question, value)]);
            assert_eq!((again.status, again.body.len()), (304, 0), "{encoding}: {question}");
            assert_eq!(again.all("content-security-policy").len(), 1);
        }
    }
    let moves = [
        ("/tin/cu/", "/gioi-thieu/"),
        ("/tin/cu", "/gioi-thieu/"),
        ("/hoi-dap", "/hoi-dap/"),
    ];
    for (from, to) in moves {
        let answer = nginx.ask(from, &[]);
        assert_eq!((answer.status, answer.header("location")), (301, to), "{from}");
    }
    for path in ["/_headers", "/_redirects", "/deploy/nginx.conf", "/deploy/Caddyfile"] {
        assert_eq!(nginx.ask(path, &[]).status, 404, "{path} is for servers only");
    }
}

/// Asks a question in the search box and waits for an answer.
async fn ask(browser: &Browser, question: &str) {
    browser.type_into(SEARCH_FIELD, question).await;
    browser.sees(".search-status", "kết quả").await;
    browser
        .type_into(SEARCH_FIELD, &String::from(char::from(Key::Enter)))
        .await;
    browser.text(".answer-card").await;
}

/// Walks through the portal at `root`; the console must stay empty.
async fn walk(browser: &Browser, root: &str) {
    let pages = ["", "hoi-dap/", "chinh-sach/nghi-phep-nam/", "phan-mem-nguon-mo/"];
    for page in pages {
        browser.go(&format!("{root}{page}")).await;
        browser.text("h1").await;
        assert_eq!(browser.console().await, Vec::<String>::new(), "{page}");
    }
    browser.go(root).await;
    ask(browser, "nghi phep nam duoc bao nhieu ngay").await;
    assert_eq!(browser.console().await, Vec::<String>::new(), "search");
    browser.go(&format!("{root}bai-hoc/chon-may-4g/")).await;
    browser.click(".quiz label").await;
    assert_eq!(browser.console().await, Vec::<String>::new(), "lesson");
}

#[tokio::test]
async fn a_browser_has_nothing_to_complain_of() {
    let folder = built("dist", &["--compress"]);
    let nginx = served(&folder.path().join("dist"));
    let browser = Browser::open("nginx", json!({})).await;
    walk(&browser, &nginx.address("/")).await;
    browser.close().await;
}

#[tokio::test]
async fn a_folder_of_a_domain_will_do() {
    let folder = built("congdoan", &["--base-url", "https://example.vn/congdoan"]);
    let rules = folder.path().join("congdoan/deploy/nginx.conf");
    let nginx = Nginx::start(folder.path(), &rules);
    assert_eq!(
        nginx.ask("/congdoan/tin/cu", &[]).header("location"),
        "/congdoan/gioi-thieu/"
    );
    let browser = Browser::open("folder", json!({})).await;
    walk(&browser, &nginx.address("/congdoan/")).await;
    // The page for unknown addresses is shown at any depth.
    browser.go(&nginx.address("/congdoan/a/b/c/")).await;
    browser.sees("h1", "Không tìm thấy").await;
    browser.click("a.brand").await;
    browser.address(|address| address.ends_with("/congdoan/")).await;
    browser.close().await;
}

#[tokio::test]
async fn from_a_disk_the_portal_is_read_with_its_style_and_its_links() {
    let folder = built("dist", &["--disk"]);
    let home = format!("file://{}/dist/index.html", folder.path().display());
    let browser = Browser::open("disk", json!({})).await;
    browser.go(&home).await;
    browser.text("h1").await;
    let style = browser
        .script("return getComputedStyle(document.querySelector('.top')).backgroundColor")
        .await;
    assert_ne!(style, "rgba(0, 0, 0, 0)", "the style sheet is in force");
    browser.click(".nav a[href*='hoi-dap/']").await;
    browser
        .address(|address| address.ends_with("/hoi-dap/index.html"))
        .await;
    let first = browser
        .client
        .find(Locator::Css("main a[href*='hoi-dap/']"))
        .await
        .expect("a question");
    first.click().await.expect("it can be clicked");
    let page = browser
        .address(|address| !address.ends_with("/hoi-dap/index.html"))
        .await;
    assert!(page.starts_with("file://") && page.ends_with("/index.html"), "{page}");
    browser.text("h1").await;
    browser.click("a.brand").await;
    browser.address(|address| address == home).await;
    // No module is loaded from a disk; the page to search on says so.
    browser.click("form.search button").await;
    browser
        .address(|address| address.contains("/tim-kiem/index.html"))
        .await;
    browser.sees(".notice", "chưa chạy được ô tìm nhanh").await;
    browser.close().await;
}
