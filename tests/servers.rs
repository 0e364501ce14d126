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
    run,
};

const TODAY: &str = "2026-11-24";
const SEARCH_FIELD: &str = "input[type=search]";

fn text(path: &Path) -> &str {
    path.to_str().expect("temporary folders have plain names")
}

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
        text(folder.path()),
        "--out",
        text(&out),
    ];
    let (code, _, errors) = run(&[&arguments, more].concat());
    assert_eq!(code, 0, "{errors}");
    folder
}

fn served(portal: &Path) -> Nginx {
    Nginx::start(portal, &portal.join("deploy/nginx.conf"))
}

/// What an answer must say.
struct Expected {
    status: u16,
    kind: &'static str,
    caching: &'static str,
    encoding: &'static str,
}

const PAGE: Expected = Expected {
    status: 200,
    kind: "text/html; charset=utf-8",
    caching: "no-cache",
    encoding: "",
};
const FIXED: Expected = Expected {
    caching: "public, max-age=31536000, immutable",
    ..PAGE
};

#[test]
fn every_kind_of_request_gets_its_status_type_caching_and_policy() {
    let folder = built("dist", &["--compress"]);
    let dist = folder.path().join("dist");
    let nginx = served(&dist);
    let asset = |start, end| published(&dist, "assets", start, end);
    let media = |end| published(&dist, "media", "may-2g-va-4g-", end);
    let (br, gz) = ([("Accept-Encoding", "gzip, br")], [("Accept-Encoding", "gzip")]);
    let part = [("Range", "bytes=100-199")];
    let table: [(&str, String, &[(&str, &str)], Expected); 12] = [
        ("page", "/".into(), &[], PAGE),
        ("question", "/hoi-dap/".into(), &[], PAGE),
        ("page, br", "/".into(), &br, Expected { encoding: "br", ..PAGE }),
        (
            "page, gz",
            "/".into(),
            &gz,
            Expected {
                encoding: "gzip",
                ..PAGE
            },
        ),
        (
            "script",
            asset("loader-", ".js"),
            &br,
            Expected {
                kind: "application/javascript; charset=utf-8",
                encoding: "br",
                ..FIXED
            },
        ),
        (
            "wasm",
            asset("finding-", ".wasm"),
            &[],
            Expected {
                kind: "application/wasm",
                ..FIXED
            },
        ),
        (
            "wasm, br",
            asset("finding-", ".wasm"),
            &br,
            Expected {
                kind: "application/wasm",
                encoding: "br",
                ..FIXED
            },
        ),
        (
            "captions",
            media(".vtt"),
            &[],
            Expected {
                kind: "text/vtt; charset=utf-8",
                ..FIXED
            },
        ),
        (
            "video",
            media(".mp4"),
            &[],
            Expected {
                kind: "video/mp4",
                ..FIXED
            },
        ),
        (
            "video, range",
            media(".mp4"),
            &part,
            Expected {
                status: 206,
                kind: "video/mp4",
                ..FIXED
            },
        ),
        ("unknown", "/khong-co/".into(), &[], Expected { status: 404, ..PAGE }),
        (
            "unknown asset",
            "/assets/khong-co.js".into(),
            &[],
            Expected { status: 404, ..PAGE },
        ),
    ];
    for (what, path, headers, expected) in table {
        let answer = nginx.ask(&path, headers);
        let policy = answer.header("content-security-policy");
        println!(
            "{what:14} {} {:24} {:4} {:37} {path}",
            answer.status,
            answer.header("content-type"),
            answer.header("content-encoding"),
            answer.header("cache-control")
        );
        let found = (
            answer.status,
            answer.header("content-type"),
            answer.header("cache-control"),
            answer.header("content-encoding"),
        );
        assert_eq!(
            found,
            (expected.status, expected.kind, expected.caching, expected.encoding),
            "{what}: {path}"
        );
        for words in [
            "default-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval'",
            "style-src 'sha256-",
            "frame-ancestors 'none'",
        ] {
            assert!(policy.contains(words), "{what}: {words} in {policy}");
        }
        assert!(!policy.contains("unsafe-inline"), "{what}: {policy}");
        let said =
            ["x-content-type-options", "referrer-policy", "strict-transport-security"].map(|name| answer.header(name));
        assert_eq!(said, ["nosniff", "same-origin", "max-age=31536000"], "{what}");
        if !expected.encoding.is_empty() {
            assert_eq!(answer.header("vary"), "Accept-Encoding", "{what}");
        }
    }
    let range = nginx.ask(&media(".mp4"), &part);
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
        .find(Locator::Css("main .rows a"))
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
