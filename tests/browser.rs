//! A real Chromium meets the real, built portal.
//!
//! Each test is one day of one member; the steps read as what she does.

use std::{sync::OnceLock, time::Duration};

use fantoccini::{Locator, key::Key};
use serde_json::json;
use tests::{browser::Browser, preview::Preview};

/// The portal, built once and served for all tests of this program.
fn address() -> &'static str {
    static SERVED: OnceLock<String> = OnceLock::new();
    SERVED.get_or_init(|| Preview::for_all_tests(&["serve"]))
}

async fn press(browser: &Browser, key: Key) {
    browser.type_into(SEARCH_FIELD, &String::from(char::from(key))).await;
}

/// Opens a page of that portal.
async fn go(browser: &Browser, path: &str) {
    browser.go(&format!("{}{path}", address())).await;
}

const LESSON: &str = "bai-hoc/chon-may-4g/";
const SEARCH_FIELD: &str = "input[name=q]";

#[tokio::test]
async fn a_question_typed_without_marks_is_answered() {
    let browser = Browser::open("search", json!({})).await;
    go(&browser, "").await;
    assert_eq!(
        browser
            .script("return performance.getEntriesByType('resource').filter(r => r.name.includes('.wasm')).length")
            .await,
        0
    );
    browser.type_into(SEARCH_FIELD, "cong ty cham luong").await;
    browser.sees(".search-status", "kết quả").await;
    assert!(browser.count(".result mark").await > 0, "matched words are marked");
    let first = browser.text(".result .result-title").await.to_lowercase();
    assert!(first.contains("lương"), "{first}");
    browser.close().await;
}

#[tokio::test]
async fn the_keyboard_alone_opens_an_answer() {
    let browser = Browser::open("keyboard", json!({})).await;
    go(&browser, "chinh-sach/").await;
    browser.type_into(SEARCH_FIELD, "nghi thai san").await;
    browser.text(".result").await;
    press(&browser, Key::Down).await;
    let field = browser
        .client
        .find(Locator::Css(SEARCH_FIELD))
        .await
        .expect("the field");
    assert!(
        field
            .attr("aria-activedescendant")
            .await
            .expect("readable")
            .is_some_and(|id| !id.is_empty())
    );
    assert_eq!(
        field.attr("aria-expanded").await.expect("readable").as_deref(),
        Some("true")
    );
    press(&browser, Key::Escape).await;
    for _ in 0..50 {
        if browser.count(".result").await == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(browser.count(".result").await, 0, "Escape closes the list");
    press(&browser, Key::Down).await;
    browser.text(".result[aria-selected=true]").await;
    press(&browser, Key::Enter).await;
    let address = browser.address(|address| !address.ends_with("chinh-sach/")).await;
    assert!(
        !address.contains("?q="),
        "Enter opens the chosen answer, not the search page: {address}"
    );
    browser.close().await;
}

#[tokio::test]
async fn an_address_with_a_question_can_be_shared() {
    let browser = Browser::open("share", json!({})).await;
    go(&browser, "tim-kiem/?q=thai%20san").await;
    browser.sees(".search-status", "kết quả").await;
    browser.type_into(SEARCH_FIELD, " chong").await;
    browser.address(|address| address.contains("chong")).await;
    browser.close().await;
}

#[tokio::test]
async fn progress_survives_a_reload_and_a_new_start_of_the_browser() {
    let browser = Browser::open("progress", json!({})).await;
    go(&browser, LESSON).await;
    browser.text("[data-lesson-status] button").await;
    let answers = browser.script("return [...document.querySelectorAll('[data-question]')].map(q => [q.dataset.question, q.querySelector('[data-answer]').dataset.answer])").await;
    for answer in answers.as_array().expect("questions") {
        let (question, right) = (
            answer[0].as_str().expect("an id"),
            answer[1].as_str().expect("an index"),
        );
        browser
            .click(&format!("[data-question='{question}'] input[value='{right}']"))
            .await;
        browser
            .sees(&format!("[data-question='{question}'] .quiz-feedback"), "Đúng")
            .await;
    }
    browser.sees("[data-lesson-status]", "Đã học xong").await;
    browser.client.refresh().await.expect("reloads");
    browser.sees("[data-lesson-status]", "Đã học xong").await;
    // Chromium writes its storage to disk a little later.
    tokio::time::sleep(Duration::from_secs(6)).await;
    let profile = browser.close().await;

    let browser = Browser::with_profile(profile, json!({})).await;
    go(&browser, "khoa-hoc/dien-thoai-moi/").await;
    browser.sees("[data-course-progress]", "1/4").await;
    browser.close().await;
}

#[tokio::test]
async fn a_browser_that_refuses_storage_says_so_and_the_lesson_still_works() {
    let browser = Browser::open(
        "refused",
        json!({ "profile.default_content_setting_values.cookies": 2 }),
    )
    .await;
    go(&browser, LESSON).await;
    browser.sees("[data-lesson-status] .notice", "không cho lưu").await;
    browser.click("[data-question] input[value='0']").await;
    browser.text("[data-question] .quiz-feedback").await;
    browser.close().await;
}

#[tokio::test]
async fn without_scripts_every_page_is_complete() {
    let browser = Browser::open(
        "no-script",
        json!({ "profile.default_content_setting_values.javascript": 2 }),
    )
    .await;
    go(&browser, "").await;
    browser
        .type_into(SEARCH_FIELD, &format!("thai san{}", char::from(Key::Enter)))
        .await;
    browser
        .client
        .wait()
        .at_most(Duration::from_secs(10))
        .for_element(Locator::Css("form[data-page=search]"))
        .await
        .expect("the list");
    assert!(
        browser.count("main a[href*='hoi-dap/']").await >= 30,
        "the search page lists every question"
    );
    go(&browser, LESSON).await;
    browser.click("[data-answer] summary").await;
    let reasons = browser
        .client
        .find(Locator::Css("[data-answer] li"))
        .await
        .expect("reasons")
        .text()
        .await
        .expect("a text");
    assert!(!reasons.is_empty());
    browser.close().await;
}
