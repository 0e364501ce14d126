//! The phone itself: its clock, its language and place, large zoom, and a long sitting.

use std::time::Duration;

use serde_json::{Value, json};
use tests::browser::Browser;
use tokio::time::sleep;

use crate::{LESSON, QUESTION, SEARCH_FIELD, ask, becomes, host, without_worker};

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_wrong_by_years_hides_no_text_and_breaks_nothing() {
    // The page's clock alone: a script that comes before its own changes `Date` there. The worker has the machine's.
    let server = host().await;
    for day in ["1970-01-02", "2009-06-15", "2031-02-03", "2099-12-31", "2190-07-01"] {
        let browser = without_worker("trouble-clock").await;
        browser.set_clock(day).await;
        // Of lists of events a late clock leaves no more than their heads; texts stay whole.
        for (page, least) in [
            ("", 200),
            ("chinh-sach/thai-san/", 1000),
            ("su-kien/", 40),
            ("cuoc-thi/", 40),
            ("cong-doan/", 200),
        ] {
            browser.go(&server.address(page)).await;
            browser.text("h1").await;
            let shown = browser
                .script("return document.querySelector('main').innerText.length")
                .await;
            assert!(shown.as_u64() > Some(least), "/{page} on {day}: {shown} letters");
            assert_eq!(browser.script("return faults.join()").await, "", "/{page} on {day}");
        }
        ask(&browser, QUESTION).await;
        becomes(
            &browser,
            day,
            "document.querySelectorAll('.result, .answer-card').length > 0",
        )
        .await;
        browser.go(&server.address(LESSON)).await;
        browser.click("[data-question] input[value='0']").await;
        browser.text("[data-question] .quiz-feedback").await;
        browser.go(&server.address("so-hoc-tap/")).await;
        becomes(
            &browser,
            day,
            "document.querySelector('[data-widget=record]').dataset.ready",
        )
        .await;
        assert_eq!(browser.script("return faults.join()").await, "", "record on {day}");
        browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_of_another_language_and_place_reads_the_same() {
    let server = host().await;
    let pages = ["", "chinh-sach/thai-san/", "su-kien/", "cong-doan/", LESSON];
    let mut read: Vec<Vec<Value>> = Vec::new();
    for (locale, zone) in [
        ("vi-VN", "Asia/Ho_Chi_Minh"),
        ("tr-TR", "Europe/Istanbul"),
        ("ar-EG", "Africa/Cairo"),
        ("en-US", "Pacific/Kiritimati"),
    ] {
        let browser = without_worker("trouble-locale").await;
        browser
            .devtools("Emulation.setLocaleOverride", json!({ "locale": locale }))
            .await;
        browser
            .devtools("Emulation.setTimezoneOverride", json!({ "timezoneId": zone }))
            .await;
        browser.set_clock("2026-11-24").await;
        let mut texts = Vec::new();
        for page in pages {
            browser.go(&server.address(page)).await;
            browser.text("h1").await;
            let text = "document.querySelectorAll('[data-continue]').forEach((part) => part.remove()); return document.querySelector('main').innerText";
            texts.push(browser.script(text).await);
        }
        // Turkish has a small letter of its own for I.
        browser.go(&server.address("chinh-sach/")).await;
        ask(&browser, "NGHI THAI SAN").await;
        becomes(
            &browser,
            locale,
            "document.querySelectorAll('.result, .answer-card').length > 0",
        )
        .await;
        texts.push(settled(&browser).await);
        assert_eq!(browser.script("return document.documentElement.lang").await, "vi");
        read.push(texts);
        browser.close().await;
    }
    for other in &read[1..] {
        assert_eq!(&read[0], other);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn at_four_times_the_size_everything_is_within_reach() {
    // What a window of 1280 × 1024 leaves at 200 % and 400 % (WCAG 1.4.10), with the finer points of a zoomed screen.
    let server = host().await;
    let browser = without_worker("trouble-zoom").await;
    for zoom in [2, 4] {
        let metrics =
            json!({ "width": 1280 / zoom, "height": 1024 / zoom, "deviceScaleFactor": zoom, "mobile": false });
        browser.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
        for page in [
            "",
            "hoi-dap/",
            "chinh-sach/thai-san/",
            LESSON,
            "cong-doan/",
            "tim-kiem/",
            "so-hoc-tap/",
            "ngoai-tuyen/",
        ] {
            browser.go(&server.address(page)).await;
            let wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
            assert_eq!(browser.script(wide).await, 0, "/{page} at {zoom}00 %");
            // What stays in place while one scrolls leaves most of the window to the text.
            let fixed = "scrollTo(0, 400); return [...document.querySelectorAll('body *')].filter((part) => \
                ['fixed', 'sticky'].includes(getComputedStyle(part).position) && part.getClientRects().length) \
                .map((part) => part.getBoundingClientRect()).filter((box) => box.top < innerHeight && box.bottom > 0 && box.width > innerWidth / 2) \
                .reduce((sum, box) => sum + Math.min(box.bottom, innerHeight) - Math.max(box.top, 0), 0) / innerHeight";
            let share = browser.script(fixed).await.as_f64().expect("a number");
            assert!(share < 0.5, "/{page} at {zoom}00 %: {share} of the window is covered");
        }
        browser.go(&server.address("hoi-dap/")).await;
        ask(&browser, QUESTION).await;
        becomes(
            &browser,
            "results",
            "document.querySelectorAll('.result, .answer-card').length > 0",
        )
        .await;
        let wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        assert_eq!(browser.script(wide).await, 0, "results at {zoom}00 %");
    }
    browser.close().await;
}

/// Bytes of the page's own objects and of the modules' memories, and the number of nodes, after a collection.
async fn memory(browser: &Browser) -> (f64, f64, f64) {
    for _ in 0..3 {
        browser.devtools("HeapProfiler.collectGarbage", json!({})).await;
    }
    let metrics = browser.devtools("Performance.getMetrics", json!({})).await;
    let metric = |name: &str| {
        let all = metrics["metrics"].as_array().expect("metrics");
        let one = all.iter().find(|metric| metric["name"] == name);
        one.and_then(|metric| metric["value"].as_f64()).expect("a number")
    };
    let modules = browser
        .script("return memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0)")
        .await;
    (
        metric("JSHeapUsedSize"),
        modules.as_f64().expect("bytes"),
        metric("Nodes"),
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_questions_leave_the_memory_as_it_was() {
    let server = host().await;
    let browser = without_worker("trouble-long").await;
    // Every module's memory is noted as the module starts.
    browser
        .before_each_page(
            "window.memories = []; for (const name of ['instantiate', 'instantiateStreaming']) { \
             const real = WebAssembly[name]; WebAssembly[name] = async (...given) => { const made = await real(...given); \
             const { exports } = made.instance ?? made; if (exports.memory) memories.push(exports.memory); return made; }; }",
        )
        .await;
    browser.devtools("Performance.enable", json!({})).await;
    browser.go(&server.address("chinh-sach/")).await;
    ask(&browser, QUESTION).await;
    becomes(
        &browser,
        "an answer",
        "document.querySelectorAll('.result, .answer-card').length > 0",
    )
    .await;
    // Typed as the browser types: the field, an event, the next two frames; every tenth is asked outright.
    let questions = include_str!("../../fuzz/seeds.txt").lines().collect::<Vec<_>>();
    let run = |from: u32, to: u32| {
        format!(
            "const questions = {}; const field = document.querySelector('{SEARCH_FIELD}'); \
             const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0))); \
             return (async () => {{ for (let number = {from}; number < {to}; number += 1) {{ \
               field.value = questions[number % questions.length] + ' ' + number % 7; \
               field.dispatchEvent(new Event('input', {{ bubbles: true }})); await frame(); await frame(); \
               if (number % 10 === 0) {{ field.form.requestSubmit(); await frame(); }} }} \
               return document.querySelector('[data-results]').innerText.length; }})()",
            json!(questions)
        )
    };
    let browser = &browser;
    // Long scripts in pieces: a command of the driver has its own limit of time.
    let ask_many = async |from: u32, to: u32| {
        for start in (from..to).step_by(25) {
            browser.script(&run(start, start + 25)).await;
        }
    };
    ask_many(0, 200).await;
    let before = memory(browser).await;
    ask_many(200, 1200).await;
    let after = memory(browser).await;
    eprintln!("heap, modules, nodes: {before:?} before, {after:?} after 1,000 questions");
    assert!(before.1 > 0.0, "the module's memory is seen");
    assert!(after.0 - before.0 < 1_000_000.0, "the heap grew: {before:?} {after:?}");
    assert!(
        after.1 - before.1 <= 65_536.0,
        "the module's memory grew: {before:?} {after:?}"
    );
    assert!(
        after.2 - before.2 < 500.0,
        "nodes are left behind: {before:?} {after:?}"
    );
}

/// What the box shows once nothing comes any more: lessons and pages beside an answer are fetched after it.
async fn settled(browser: &Browser) -> Value {
    let shown = "return document.querySelector('[data-results]').innerText";
    let mut last = browser.script(shown).await;
    loop {
        sleep(Duration::from_secs(2)).await;
        let now = browser.script(shown).await;
        if now == last {
            return now;
        }
        last = now;
    }
}
