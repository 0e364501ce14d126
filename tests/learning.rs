//! Learning in a real Chromium: the player and its transcript, when a lesson is done, what a course page says, and the questions
//! that come again on the home page.

use std::{sync::OnceLock, time::Duration};

use serde_json::json;
use tests::{browser::Browser, preview::Preview};
use tokio::time::sleep;
use wire::record::{Given, Grade, Record, Review};

/// The portal, built once and served for all tests of this program.
fn address() -> &'static str {
    static SERVED: OnceLock<String> = OnceLock::new();
    SERVED.get_or_init(|| Preview::for_all_tests(&["serve"]))
}

async fn go(browser: &Browser, path: &str) {
    browser.go(&format!("{}{path}", address())).await;
}

const KEY: &str = "portal.record.v2";
const VIDEO_LESSON: &str = "bai-hoc/chon-may-4g/";
const LESSON: &str = "nhan-ra-lua-dao";
const STATUS: &str = "[data-lesson-status]";

/// Asks the page until it gives what is wanted.
async fn until(browser: &Browser, script: &str, wanted: impl Fn(&serde_json::Value) -> bool) -> serde_json::Value {
    let mut found = json!(null);
    for _ in 0..600 {
        found = browser.script(script).await;
        if wanted(&found) {
            return found;
        }
        sleep(Duration::from_millis(100)).await;
    }
    panic!("{script} gives {found}");
}

async fn stored(browser: &Browser) -> Record {
    let text = browser
        .script(&format!("return localStorage.getItem('{KEY}') || ''"))
        .await;
    let text = text.as_str().unwrap_or_default();
    if text.is_empty() {
        Record::default()
    } else {
        Record::decode(text).expect("a record")
    }
}

#[tokio::test]
async fn the_transcript_follows_the_video_and_leads_to_its_moments() {
    let browser = Browser::open("transcript", json!({})).await;
    go(&browser, VIDEO_LESSON).await;
    browser.click(".transcript summary").await;
    let times = "return Array.from(document.querySelectorAll('[data-transcript] [data-at]'), (part) => Number(part.dataset.at))";
    let times: Vec<u32> = serde_json::from_value(browser.script(times).await).expect("seconds");
    assert!(times.len() > 3 && times.is_sorted(), "{times:?}");
    browser
        .script("document.querySelector('[data-video]').muted = true")
        .await;
    // Its time is a link, and its words lead there, too.
    for (selector, second) in [
        (format!("[data-transcript] [data-at='{}'] a", times[1]), times[1]),
        (format!("[data-transcript] [data-at='{}']", times[3]), times[3]),
    ] {
        browser
            .script(&format!("document.querySelector(\"{selector}\").click()"))
            .await;
        let now = "return document.querySelector('[data-video]').currentTime";
        until(&browser, now, |now| {
            now.as_f64().is_some_and(|now| now >= f64::from(second))
        })
        .await;
        let marked = "return Number(document.querySelector('[data-transcript] [aria-current]')?.dataset.at ?? -1)";
        until(&browser, marked, |at| {
            at.as_f64().is_some_and(|at| at >= f64::from(second))
        })
        .await;
        assert_eq!(browser.count("[data-transcript] [aria-current]").await, 1);
    }
    let address = browser.address(|_| true).await;
    assert!(address.ends_with(VIDEO_LESSON), "the page stays: {address}");
    browser.close().await;
}

#[tokio::test]
async fn a_lesson_is_done_when_read_or_watched_and_answered_and_the_rule_is_told() {
    let browser = Browser::open("rule", json!({})).await;
    go(&browser, VIDEO_LESSON).await;
    browser.come_to_questions().await;
    browser
        .sees(&format!("{STATUS} .rule"), "xem ít nhất 4 phần 5 video")
        .await;
    assert_eq!(browser.count(&format!("{STATUS} .met")).await, 0);

    // Watched fast, without a jump.
    let play = "const video = document.querySelector('[data-video]'); video.muted = true; video.playbackRate = 4; video.play()";
    browser.script(play).await;
    let ended = "return document.querySelector('[data-video]').ended";
    until(&browser, ended, |ended| *ended == json!(true)).await;
    browser.sees(&format!("{STATUS} .met"), "xem ít nhất").await;
    let record = stored(&browser).await;
    let lesson = record.lessons.get("chon-may-4g").expect("watched");
    assert!(lesson.done.is_none(), "the questions are open");
    let edition = lesson.editions.first().expect("an edition");
    assert!(
        edition.watched.seconds() > 20 && !edition.transcript_read,
        "{edition:?}"
    );
    browser.learn().await;
    browser.sees(STATUS, "Đã học xong").await;
    assert_eq!(browser.count(&format!("{STATUS} .rule")).await, 0);
    let done = stored(&browser)
        .await
        .lessons
        .get("chon-may-4g")
        .and_then(|lesson| lesson.done);
    assert_eq!(
        done.map(|done| done.edition),
        Some(edition.number),
        "finished in this edition"
    );

    // A jump to the end is no watching, answers alone are no reading.
    browser.script("localStorage.clear()").await;
    go(&browser, VIDEO_LESSON).await;
    browser.come_to_questions().await;
    let jump = "const video = document.querySelector('[data-video]'); video.muted = true; video.currentTime = 1e6; video.play()";
    browser.script(jump).await;
    until(&browser, ended, |ended| *ended == json!(true)).await;
    browser.click("[data-question] input[value='0']").await;
    browser.text("[data-question] .quiz-feedback").await;
    let met = format!("return document.querySelector('{STATUS} .rule li').className");
    assert_eq!(browser.script(&met).await, json!("open"));
    browser.close().await;
}

#[tokio::test]
async fn a_course_says_what_is_left_and_what_comes_next() {
    let browser = Browser::open("course", json!({})).await;
    go(&browser, &format!("bai-hoc/{LESSON}/")).await;
    browser.learn().await;
    browser.sees(STATUS, "Đã học xong").await;
    go(&browser, "khoa-hoc/dien-thoai-moi/").await;
    browser
        .sees("[data-course-progress]", "Đã học 1/4 bài, còn khoảng")
        .await;
    browser.sees("[data-course-progress]", "Học tiếp:").await;
    browser.click("[data-course-progress] a").await;
    let next = browser.address(|address| address.contains("/bai-hoc/")).await;
    assert!(!next.contains(LESSON), "{next}");
    browser.close().await;
}

/// Questions of the lesson as its page has them, and today as the page counts it.
async fn questions(browser: &Browser) -> (Vec<String>, u32) {
    go(browser, &format!("bai-hoc/{LESSON}/")).await;
    let ids = "return Array.from(document.querySelectorAll('[data-question]'), (set) => set.dataset.question)";
    let ids = serde_json::from_value(browser.script(ids).await).expect("names");
    let today = browser
        .script("return Math.floor((Date.now() / 1000 + 7 * 3600) / 86400)")
        .await;
    (
        ids,
        today.as_u64().and_then(|day| u32::try_from(day).ok()).expect("a day"),
    )
}

const CLIENT: &str =
    "return performance.getEntriesByType('resource').filter((one) => one.name.includes('.wasm')).length";

#[tokio::test]
async fn questions_come_again_on_the_home_page_before_they_are_forgotten() {
    let browser = Browser::open("today", json!({})).await;
    go(&browser, "").await;
    sleep(Duration::from_secs(1)).await;
    assert_eq!(
        browser.script(CLIENT).await,
        json!(0),
        "who has learned nothing loads nothing"
    );
    assert_eq!(browser.count(".today[hidden]").await, 1);

    let (ids, today) = questions(&browser).await;
    let mut record = Record::default();
    let lesson = record.lessons.entry(LESSON);
    for (id, ago) in [(ids[0].as_str(), 9), ("asked-no-more", 9), (ids[1].as_str(), 0)] {
        let review = Review {
            day: today - ago,
            grade: Grade::Right,
        };
        lesson.reviews.entry(id).add(review);
        let answer = lesson.answers.entry(id);
        (answer.at, answer.given, answer.solved) = (1, Given::choice(0), true);
    }
    let text = record.encode();
    browser
        .script(&format!("localStorage.setItem('{KEY}', '{text}')"))
        .await;
    go(&browser, "").await;
    // Two are due; of these the portal asks one no more, and what was answered today is not asked again.
    browser.sees("[data-today-told]", "Có 1 câu").await;
    assert_eq!(
        browser.count(".today fieldset").await,
        0,
        "nothing is asked before she begins"
    );
    browser.click(".today button").await;
    browser.text(".today fieldset").await;
    let shown = "return Array.from(document.querySelectorAll('.today [data-question]'), (set) => set.dataset.question)";
    assert_eq!(browser.script(shown).await, json!([ids[0]]));
    assert_eq!(
        browser.count(".today .quiz-feedback, .today input:checked").await,
        0,
        "asked anew"
    );

    // A wrong answer comes again tomorrow, and says so.
    let wrong = "const set = document.querySelector('.today [data-question]'); \
        const right = set.querySelector('[data-answer]').dataset.answer.split(','); \
        Array.from(set.querySelectorAll('input')).find((field) => !right.includes(field.value)).click()";
    browser.script(wrong).await;
    browser.sees(".today .quiz-feedback", "Chưa đúng.").await;
    let (year, month, day) = wire::day::date(i32::try_from(today + 1).expect("a day"));
    browser
        .sees(".today", &format!("từ ngày {day:02}/{month:02}/{year}"))
        .await;
    let reviews = stored(&browser)
        .await
        .lessons
        .get(LESSON)
        .and_then(|lesson| lesson.reviews.get(&ids[0]).cloned());
    let last = reviews.and_then(|reviews| reviews.days().last().copied());
    assert_eq!(
        last,
        Some(Review {
            day: today,
            grade: Grade::Wrong
        })
    );
    assert_eq!(browser.console().await, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test]
async fn without_scripts_the_home_page_has_no_dead_button() {
    let browser = Browser::open(
        "today-plain",
        json!({ "profile.default_content_setting_values.javascript": 2 }),
    )
    .await;
    go(&browser, "").await;
    let buttons = browser
        .client
        .find_all(fantoccini::Locator::Css(".today, .today button"))
        .await
        .expect("found");
    assert!(!buttons.is_empty());
    for button in buttons {
        assert!(!button.is_displayed().await.expect("known"), "a dead control");
    }
    browser.close().await;
}
