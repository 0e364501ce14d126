//! A real Chromium keeps a member's progress: through a kill, two tabs, an upgrade, a full and a spoilt storage.

use std::{sync::OnceLock, time::Duration};

use serde_json::json;
use tests::{browser::Browser, preview::Preview};
use tokio::time::sleep;

/// The portal, built once and served for all tests of this program.
fn address() -> &'static str {
    static SERVED: OnceLock<String> = OnceLock::new();
    SERVED.get_or_init(|| Preview::for_all_tests(&["serve"]))
}

async fn go(browser: &Browser, path: &str) {
    browser.go(&format!("{}{path}", address())).await;
}

const LESSON: &str = "bai-hoc/chon-may-4g/";
const OTHER_LESSON: &str = "bai-hoc/nhan-ra-lua-dao/";
const COURSE: &str = "khoa-hoc/dien-thoai-moi/";
const STATUS: &str = "[data-lesson-status]";
const KEY: &str = "portal.record.v2";
const FORMER_KEY: &str = "portal.record.v1";
/// A record of the lesson as version 1 wrote it: left at 1:23, finished.
const FORMER: &str = "P1.AQtjaG9uLW1heS00ZwGx6ZXYBlMBraIBAO9Ya2E";

/// Opens a lesson, reads on to its questions and waits until the client is there.
async fn open(browser: &Browser, lesson: &str) {
    go(browser, lesson).await;
    browser.come_to_questions().await;
}

async fn finish(browser: &Browser) {
    browser.learn().await;
    browser.sees(STATUS, "Đã học xong").await;
}

async fn stored(browser: &Browser, key: &str) -> String {
    let text = browser.script(&format!("return localStorage.getItem('{key}')")).await;
    text.as_str().unwrap_or_default().to_owned()
}

async fn store(browser: &Browser, key: &str, text: &str) {
    browser
        .script(&format!("localStorage.setItem('{key}', '{text}')"))
        .await;
}

#[tokio::test]
async fn answers_and_the_position_survive_a_killed_browser() {
    let browser = Browser::open("killed", json!({})).await;
    open(&browser, LESSON).await;
    browser.click("[data-question] input[value='0']").await;
    browser.text("[data-question] .quiz-feedback").await;
    let seek = "const video = document.querySelector('[data-video]'); video.preload = 'auto'; \
                video.addEventListener('loadedmetadata', () => { video.currentTime = 21; }); video.load()";
    browser.script(seek).await;
    for _ in 0..100 {
        if browser
            .script("return document.querySelector('[data-video]').currentTime")
            .await
            == json!(21)
        {
            break;
        }
        sleep(Duration::from_millis(50)).await;
    }
    // Chromium writes its storage to disk some seconds later.
    sleep(Duration::from_secs(7)).await;
    let profile = browser.kill().await;

    let browser = Browser::with_profile(profile, json!({})).await;
    open(&browser, LESSON).await;
    browser.sees(STATUS, "Xem tiếp từ 0:21").await;
    assert_eq!(browser.count("[data-question] input[value='0']:checked").await, 1);
    browser.text("[data-question] .quiz-feedback").await;
    browser.close().await;
}

#[tokio::test]
async fn two_tabs_agree_and_neither_overwrites_the_other() {
    let browser = Browser::open("tabs", json!({})).await;
    open(&browser, LESSON).await;
    let first = browser.client.window().await.expect("a tab");
    let second = browser.client.new_window(true).await.expect("a second tab").handle;
    browser.client.switch_to_window(second).await.expect("the second tab");
    open(&browser, OTHER_LESSON).await;
    finish(&browser).await;
    let alone = stored(&browser, KEY).await;
    browser.client.switch_to_window(first).await.expect("the first tab");
    finish(&browser).await;
    let both = stored(&browser, KEY).await;
    assert_ne!(both, alone);
    // As a tab does that had read before this one wrote: its writing takes away what this one knows.
    elsewhere(&browser, &format!("setItem('{KEY}', '{alone}')")).await;
    for _ in 0..100 {
        if stored(&browser, KEY).await == both {
            break;
        }
        sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(stored(&browser, KEY).await, both, "a tab stores again what it knows");
    go(&browser, COURSE).await;
    browser.sees("[data-course-progress]", "2/4").await;
    browser.close().await;
}

/// An act on the storage that this page hears of as it would of another tab's.
async fn elsewhere(browser: &Browser, act: &str) {
    let frame =
        "const frame = document.createElement('iframe'); document.body.append(frame); frame.contentWindow.localStorage";
    browser.script(&format!("{frame}.{act}")).await;
}

#[tokio::test]
async fn what_is_erased_in_one_tab_does_not_come_back_from_another() {
    let browser = Browser::open("erased", json!({})).await;
    open(&browser, OTHER_LESSON).await;
    finish(&browser).await;
    // The client is here, as there is something to show, and nothing of this lesson was read yet.
    go(&browser, LESSON).await;
    browser.text("[data-widget=lesson][data-ready]").await;
    elsewhere(&browser, "clear()").await;
    finish(&browser).await;
    go(&browser, COURSE).await;
    browser.sees("[data-course-progress]", "1/4").await;
    browser.close().await;
}

#[tokio::test]
async fn the_record_of_the_former_version_is_taken_over() {
    let browser = Browser::open("upgrade", json!({})).await;
    go(&browser, "").await;
    store(&browser, FORMER_KEY, FORMER).await;
    open(&browser, LESSON).await;
    browser.sees(STATUS, "Đã học xong").await;
    browser.sees(STATUS, "Xem tiếp từ 1:23").await;
    assert!(stored(&browser, KEY).await.starts_with("P2."));
    assert_eq!(
        stored(&browser, FORMER_KEY).await,
        "",
        "it goes when all of it lies in the new place"
    );
    browser.close().await;
}

#[tokio::test]
async fn what_cannot_be_read_is_set_aside_and_the_member_is_told() {
    let browser = Browser::open("spoilt", json!({})).await;
    for (key, spoilt) in [(KEY, "P2.AAAA"), (FORMER_KEY, "P1.spoilt")] {
        // On the home page what comes again would read it first.
        go(&browser, "quyen-rieng-tu/").await;
        browser.script("localStorage.clear()").await;
        store(&browser, key, spoilt).await;
        open(&browser, LESSON).await;
        browser.sees(&format!("{STATUS} .notice"), "cất riêng").await;
        let aside = "return Object.keys(localStorage).filter((key) => key.startsWith('portal.record.unread.')).map((key) => localStorage.getItem(key))";
        assert_eq!(browser.script(aside).await, json!([spoilt]));
        finish(&browser).await;
        browser.client.refresh().await.expect("reloads");
        browser.sees(STATUS, "Đã học xong").await;
    }
    browser.close().await;
}

#[tokio::test]
async fn a_full_storage_is_told_and_loses_nothing_that_was_kept() {
    let browser = Browser::open("full", json!({})).await;
    open(&browser, OTHER_LESSON).await;
    finish(&browser).await;
    let fill = "for (let size = 4e6; size >= 1; size = Math.floor(size / 2)) { \
                try { for (let at = 0; ; at += 1) localStorage.setItem(`x${size}.${at}`, 'x'.repeat(size)); } catch (full) { } }";
    browser.script(fill).await;
    open(&browser, LESSON).await;
    browser.click("[data-question] input[value='0']").await;
    browser.sees(&format!("{STATUS} .notice"), "hết chỗ").await;
    assert_eq!(
        browser.count("[data-question] input[value='0']:checked").await,
        1,
        "the lesson still works"
    );
    browser
        .script("for (const key of Object.keys(localStorage)) if (key.startsWith('x')) localStorage.removeItem(key)")
        .await;
    finish(&browser).await;
    assert_eq!(
        browser.count(&format!("{STATUS} .notice")).await,
        0,
        "what is kept again is no longer complained of"
    );
    go(&browser, COURSE).await;
    browser.sees("[data-course-progress]", "2/4").await;
    browser.close().await;
}
