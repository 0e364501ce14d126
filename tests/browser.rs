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
const SEARCH_FIELD: &str = "input[type=search]";

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
        !address.contains("q="),
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

/// Asks in the search box of the page, outright.
async fn ask(browser: &Browser, question: &str) {
    let field = browser
        .client
        .find(Locator::Css(SEARCH_FIELD))
        .await
        .expect("the field");
    field.clear().await.expect("it can be emptied");
    let keys = format!("{question}{}", char::from(Key::Enter));
    browser.type_into(SEARCH_FIELD, &keys).await;
}

/// Waits until a script gives something else than null.
async fn found(browser: &Browser, script: &str) -> String {
    for _ in 0..100 {
        if let Some(text) = browser.script(script).await.as_str() {
            return text.to_owned();
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("{script} gives nothing");
}

const OFF_TOPIC: &str = "trồng rau sạch trên sân thượng";

#[tokio::test]
async fn an_answer_comes_with_its_law_and_its_dates() {
    let browser = Browser::open("answer", json!({})).await;
    go(&browser, "chinh-sach/").await;
    ask(&browser, "khi nao bi sa thai").await;
    browser.sees(".answer-card h2", "Khi nào bị sa thải?").await;
    browser
        .sees(".answer-card .answer-text", "Công ty chỉ được sa thải khi")
        .await;
    browser
        .sees(".answer-card .answer-law", "Bộ luật Lao động 45/2019/QH14, Điều 125")
        .await;
    browser.sees(".answer-card .quiet", "Có hiệu lực từ 01/01/2021").await;
    browser.sees(".answer-card .quiet", "Xem lại ngày 24/11/2026").await;
    browser.sees(".beside", "Câu hỏi gần với câu này").await;
    assert_eq!(
        browser.count(".beside:first-of-type li").await,
        3,
        "three near questions"
    );
    assert_eq!(
        browser.count("[data-results] mark").await,
        browser.count(".result mark").await
    );
    press_in(&browser, "[data-results]", Key::Escape).await;
    for _ in 0..50 {
        if browser.count(".answer-card").await == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(browser.count(".answer-card").await, 0, "Escape closes the answer");
    browser.close().await;
}

async fn press_in(browser: &Browser, selector: &str, key: Key) {
    browser.type_into(selector, &String::from(char::from(key))).await;
}

#[tokio::test]
async fn a_question_without_a_sure_answer_is_put_to_people() {
    let browser = Browser::open("people", json!({})).await;
    go(&browser, "").await;
    browser
        .script("localStorage.setItem('portal.union.v1', '1\\nCông đoàn may\\n024 3825 0000\\n0901 000 000')")
        .await;
    browser.client.refresh().await.expect("reloads");
    ask(&browser, OFF_TOPIC).await;
    browser.sees(".search-status", "Chưa có câu trả lời chắc chắn").await;
    browser.sees(".people", "Công đoàn may").await;
    assert_eq!(browser.count(".people a[href='tel:02438250000']").await, 1);
    assert_eq!(browser.count(".people a[href='https://zalo.me/0901000000']").await, 1);
    let message = browser
        .script("return decodeURIComponent(document.querySelector('.people a[href^=sms]').href)")
        .await;
    assert_eq!(
        message,
        format!("sms:02438250000?body=Tôi muốn hỏi công đoàn: {OFF_TOPIC}")
    );
    assert_eq!(browser.count(".answer-card").await, 0, "nothing is invented");
    assert!(browser.count(".result").await <= 3, "the nearest questions, no more");
    browser.close().await;
}

#[tokio::test]
async fn questions_asked_last_are_offered_again_and_forgotten_with_one_tap() {
    let browser = Browser::open("recent", json!({})).await;
    go(&browser, "").await;
    ask(&browser, "thai sản").await;
    browser.sees(".search-status", "kết quả").await;
    go(&browser, "chinh-sach/").await;
    browser.click(SEARCH_FIELD).await;
    browser.sees(".asked", "thai sản").await;
    browser.click(".asked .recent").await;
    browser.sees(".search-status", "kết quả").await;
    go(&browser, "").await;
    browser.click(SEARCH_FIELD).await;
    browser.click(".asked [data-act=forget]").await;
    for _ in 0..50 {
        if browser.count(".asked").await == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(browser.count(".asked").await, 0);
    assert_eq!(
        browser.script("return localStorage.getItem('portal.recent.v1')").await,
        json!(null)
    );
    browser.close().await;
}

#[tokio::test]
async fn what_a_member_asks_and_thinks_leaves_the_phone_only_by_her_own_hand() {
    let browser = Browser::open("gaps", json!({})).await;
    go(&browser, "").await;
    ask(&browser, "khi nào bị sa thải").await;
    browser.click(".answer-card [data-act=no]").await;
    browser.sees(".search-status", "Cảm ơn bạn").await;
    browser.sees(".people", "Hỏi người của công đoàn").await;
    browser.sees(".answer-card h2", "Khi nào bị sa thải?").await;
    ask(&browser, OFF_TOPIC).await;
    browser.sees(".search-status", "Chưa có câu trả lời chắc chắn").await;
    let kept = found(&browser, "return localStorage.getItem('portal.gaps.v1')").await;
    assert!(kept.contains(" ? ") && kept.contains(OFF_TOPIC), "{kept}");
    assert!(
        kept.contains("- hoi-dap/khi-nao-bi-sa-thai/ khi nào bị sa thải"),
        "{kept}"
    );

    browser
        .script("navigator.share = async (given) => { window.given = given.text }")
        .await;
    browser.click(".people [data-act=send]").await;
    let sent = found(&browser, "return window.given ?? null").await;
    assert_eq!(sent, kept);
    browser.sees(".search-status", "Đã chuyển").await;

    let asked = browser
        .script("return performance.getEntriesByType('resource').map((r) => decodeURIComponent(r.name)).join(' ') + location.href")
        .await;
    let asked = asked.as_str().expect("addresses").to_owned();
    assert!(
        asked.contains("/catalogue-") && !asked.contains("sa thải") && !asked.contains("rau"),
        "{asked}"
    );
    browser.close().await;

    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("tin-nhan.txt");
    std::fs::write(&file, format!("Chị ơi, em gửi ạ:\n{sent}")).expect("writable");
    let (code, table, errors) = tests::run(&["gaps", file.to_str().expect("plain")]);
    assert_eq!((code, errors.as_str()), (0, ""));
    assert!(
        table.contains(OFF_TOPIC) && table.contains("/hoi-dap/khi-nao-bi-sa-thai/"),
        "{table}"
    );
}

#[tokio::test]
async fn once_loaded_it_answers_without_a_line() {
    // Built before: a preview shows its pages while the client is still being built, which takes minutes at first.
    let _ = address();
    let browser = Browser::open("offline", json!({})).await;
    let preview = Preview::start(&["serve"]);
    browser.go(&preview.address("/tim-kiem/")).await;
    for question in ["khi nào bị sa thải", "đoàn phí công đoàn đóng bao nhiêu"] {
        ask(&browser, question).await;
        browser.text(".answer-card .answer-text").await;
        browser.sees(".beside", "Câu hỏi gần").await;
    }
    drop(preview);
    ask(&browser, "khi nao bi sa thai").await;
    browser.sees(".answer-card h2", "Khi nào bị sa thải?").await;
    browser.close().await;
}

#[tokio::test]
async fn a_browser_that_keeps_nothing_says_so_once_and_answers_all_the_same() {
    let browser = Browser::open(
        "answers-refused",
        json!({ "profile.default_content_setting_values.cookies": 2 }),
    )
    .await;
    go(&browser, "tim-kiem/").await;
    ask(&browser, "khi nào bị sa thải").await;
    browser.sees(".search-status", "không cho lưu").await;
    browser.sees(".answer-card h2", "Khi nào bị sa thải?").await;
    ask(&browser, "đoàn phí công đoàn đóng bao nhiêu").await;
    browser.sees(".search-status", "kết quả").await;
    browser.close().await;
}

#[tokio::test]
async fn progress_survives_a_reload_and_a_new_start_of_the_browser() {
    let browser = Browser::open("progress", json!({})).await;
    go(&browser, LESSON).await;
    browser.read_to_end().await;
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
async fn reading_a_lesson_needs_no_client_until_there_is_something_to_keep() {
    const CLIENT: &str = "return performance.getEntriesByType('resource').filter(r => r.name.includes('.wasm')).length";
    let browser = Browser::open("reading", json!({})).await;
    go(&browser, LESSON).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(browser.script(CLIENT).await, 0);
    // She reads on to the questions.
    browser.come_to_questions().await;
    browser
        .sees("[data-lesson-status]", "Bài được tính là học xong khi")
        .await;
    browser.learn().await;
    browser.sees("[data-lesson-status]", "Đã học xong").await;
    // From now on there is something to show.
    go(&browser, LESSON).await;
    browser.sees("[data-lesson-status]", "Đã học xong").await;
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
    browser.click("[data-question] input[value='0']").await;
    browser.text("[data-question] .quiz-feedback").await;
    browser.sees("[data-lesson-status] .notice", "không cho lưu").await;
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
    go(&browser, "hoi-dap/a-z/").await;
    assert!(
        browser.count("main section.letter a[href*='hoi-dap/']").await >= 70,
        "A to Z"
    );
    browser.click(".letters a[href='#chu-dd']").await;
    browser.address(|address| address.ends_with("#chu-dd")).await;
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

#[tokio::test]
async fn without_webassembly_the_box_leads_to_every_question() {
    // Gone altogether; there, but too old for the client or refused by a policy whose word for it the browser does not know.
    let kinds = [
        ("gone", "delete globalThis.WebAssembly"),
        (
            "refused",
            "WebAssembly.Module = class { constructor() { throw new WebAssembly.CompileError() } }",
        ),
    ];
    for (kind, source) in kinds {
        let browser = Browser::open(&format!("no-webassembly-{kind}"), json!({})).await;
        browser.before_each_page(source).await;
        go(&browser, "").await;
        browser.type_into(SEARCH_FIELD, "thai san").await;
        press(&browser, Key::Enter).await;
        browser.address(|address| address.contains("/tim-kiem/")).await;
        browser.text("form[data-page=search]").await;
        assert!(
            browser.count("main a[href*='hoi-dap/']").await >= 30,
            "{kind}: the search page lists every question"
        );
        let client = "return performance.getEntriesByType('resource').filter(({ name }) => /(finding|learning|head)[^/]*$/.test(name)).length";
        assert_eq!(
            browser.script(client).await,
            0,
            "{kind}: nothing of the client comes down"
        );
        go(&browser, LESSON).await;
        browser.click("[data-answer] summary").await;
        assert_eq!(browser.script(client).await, 0, "{kind}: nor for a lesson");
        let console = browser.console().await;
        assert!(console.is_empty(), "{kind}: {console:?}");
        browser.close().await;
    }
}
