//! Phones that refuse, are full, or throw away what was kept.

use std::{collections::BTreeSet, time::Duration};

use serde_json::json;
use tests::{browser::Browser, host::Server};
use tokio::time::sleep;

use crate::{CONTROL, COPY, QUESTION, TOPIC, build, caches, portal, settle};

/// Keeps what a page says of its faults.
const LISTEN: &str = "globalThis.faults = []; const hear = (event) => faults.push(String(event.message ?? event.reason)); addEventListener('error', hear); addEventListener('unhandledrejection', hear); console.error = (...words) => faults.push(words.join(' '))";

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_refuses_shows_no_control_and_no_fault() {
    let folder = portal();
    let server = Server::start(build(folder.path(), "dist")).await;
    let refused = json!({ "profile.default_content_setting_values.cookies": 2 });
    let browser = Browser::open("offline-refused", refused).await;
    browser.before_each_page(LISTEN).await;
    for page in [TOPIC, "ngoai-tuyen/"] {
        browser.go(&server.address(page)).await;
        sleep(Duration::from_millis(700)).await;
        assert!(!browser.text("h1").await.is_empty());
        let shown =
            "return [...document.querySelectorAll('.keep, [data-shelf]')].filter((element) => !element.hidden).length";
        assert_eq!(browser.script(shown).await, json!(0), "/{page}");
        assert_eq!(browser.script("return faults").await, json!([]), "/{page}");
    }
    assert!(
        !server.take().iter().any(|name| name.starts_with("chinh-sach/")),
        "nothing is kept"
    );
    browser.close().await;
}

/// Sets how many bytes the portal may keep; `None` leaves it to the browser again.
async fn allow(browser: &Browser, server: &Server, bytes: Option<u64>) {
    let mut parameters = json!({ "origin": server.address("").trim_end_matches('/') });
    if let Some(bytes) = bytes {
        parameters["quotaSize"] = json!(bytes);
    }
    browser.devtools("Storage.overrideQuotaForOrigin", parameters).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_phone_is_told_and_loses_nothing() {
    let folder = portal();
    let mut server = Server::start(build(folder.path(), "dist")).await;
    let browser = Browser::open("offline-full", json!({})).await;
    settle(&browser, &server, QUESTION).await;
    let usage = browser
        .script("return navigator.storage.estimate().then(({ usage }) => usage)")
        .await
        .as_u64()
        .expect("bytes");
    assert!(usage > 0, "the shell is kept");
    allow(&browser, &server, Some(usage)).await;

    // Pages come all the same, and what was kept before stays.
    browser.go(&server.address(TOPIC)).await;
    browser.click(".keep button").await;
    browser.sees(CONTROL, "không còn đủ chỗ").await;
    server.go_away();
    browser.go(&server.address(QUESTION)).await;
    browser.sees(COPY, "bản lưu ngày").await;
    browser.go(&server.address("chuyen/chuyen-thu/")).await;
    browser.sees(COPY, "chưa được lưu").await;

    // With room again the same tap saves the topic.
    server.come_back().await;
    allow(&browser, &server, None).await;
    browser.go(&server.address(TOPIC)).await;
    browser.click(".keep button").await;
    browser.sees(CONTROL, "Đã lưu ngày").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_browser_threw_away_is_kept_again_at_the_next_visit() {
    let folder = portal();
    let server = Server::start(build(folder.path(), "dist")).await;
    let browser = Browser::open("offline-evicted", json!({})).await;
    settle(&browser, &server, TOPIC).await;
    browser.click(".keep button").await;
    browser.sees(CONTROL, "Đã lưu ngày").await;
    let origin = server.address("").trim_end_matches('/').to_owned();
    browser
        .devtools(
            "Storage.clearDataForOrigin",
            json!({ "origin": origin, "storageTypes": "cache_storage" }),
        )
        .await;
    assert_eq!(caches(&browser).await, BTreeSet::new());

    // The control does not claim what is gone; one visit brings the shell back, and with it days without a line.
    browser.go(&server.address(TOPIC)).await;
    browser.text(".keep button").await;
    assert_eq!(browser.text(CONTROL).await, "");
    browser.keeps("ngoai-tuyen/").await;
    browser.keeps(TOPIC).await;
    server.go_away();
    browser.go(&server.address(TOPIC)).await;
    browser.sees(COPY, "bản lưu ngày").await;
    browser.go(&server.address(QUESTION)).await;
    browser.sees(COPY, "chưa được lưu").await;
    browser.close().await;
}
