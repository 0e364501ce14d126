//! Files of the client that are missing, spoilt or of another build; lines that are slow or cut.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use serde_json::json;
use tests::{browser::Browser, files, run};
use tokio::time::sleep;

use crate::{LESSON, QUESTION, SEARCH_FIELD, ask, becomes, built, file, host, without_worker};

/// The page that lists every question, with the member's own still in its address, and no wait without an end.
async fn shows_every_question(browser: &Browser, what: &str) {
    becomes(
        browser,
        what,
        "location.pathname.endsWith('/tim-kiem/') && location.hash.startsWith('#q=')",
    )
    .await;
    becomes(browser, what, "document.querySelectorAll('.group a').length > 50").await;
    becomes(
        browser,
        what,
        "!document.querySelector('[data-results]').textContent.includes('Đang tìm')",
    )
    .await;
    let said = browser.text("[data-results]").await;
    assert!(said.contains("chưa chạy được ô tìm nhanh"), "{what}: “{said}”");
    // There, another try says the same, and waits for nothing either.
    ask(browser, " nua").await;
    becomes(
        browser,
        what,
        "document.querySelector('[data-results]').textContent.includes('chưa chạy được ô tìm nhanh')",
    )
    .await;
    let faults = browser.script("return faults.join()").await;
    assert_eq!(faults, "", "{what}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_is_missing_or_spoilt_leads_to_every_question() {
    let server = host().await;
    let (glue, module) = (file("assets/finding-", ".js"), file("assets/finding", ".wasm"));
    let whole = fs::read(built().join(&module)).expect("readable");
    let mut spoilt = whole.clone();
    let middle = spoilt.len() / 2;
    spoilt[middle..middle + 64].fill(0xff);
    let troubles: [(&str, &str, Option<Vec<u8>>); 6] = [
        ("no glue", &glue, None),
        (
            "glue that is a page",
            &glue,
            Some(b"<!doctype html><title>404</title>".to_vec()),
        ),
        ("no module", &module, None),
        ("a module cut short", &module, Some(whole[..middle].to_vec())),
        ("a spoilt module", &module, Some(spoilt)),
        (
            "a module that is a page",
            &module,
            Some(b"<!doctype html><title>404</title>".to_vec()),
        ),
    ];
    for (what, name, bytes) in troubles {
        server.host().instead = vec![(name.to_owned(), bytes)];
        let browser = without_worker("trouble-client").await;
        browser.go(&server.address("chinh-sach/")).await;
        ask(&browser, QUESTION).await;
        shows_every_question(&browser, what).await;
        browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_that_is_missing_spoilt_or_old_is_told_with_a_way_on() {
    let server = host().await;
    let head = file("assets/", "/head.bin");
    let folder = head.trim_end_matches("head.bin").to_owned();
    let whole = fs::read(built().join(&head)).expect("readable");
    let mut old = whole.clone();
    old[3] = old[3].wrapping_sub(1);
    let mut spoilt = whole.clone();
    let middle = spoilt.len() / 2;
    spoilt[middle] ^= 0x55;
    let troubles: [(&str, &str, Option<Vec<u8>>); 6] = [
        ("no index", &head, None),
        ("an empty index", &head, Some(Vec::new())),
        ("an index cut short", &head, Some(whole[..middle].to_vec())),
        ("a spoilt index", &head, Some(spoilt)),
        ("an index of an older format", &head, Some(old)),
        ("no file of the index at all", &folder, None),
    ];
    for (what, name, bytes) in troubles {
        let is_missing = bytes.is_none();
        server.host().instead = vec![(name.to_owned(), bytes)];
        let browser = without_worker("trouble-index").await;
        browser.go(&server.address("chinh-sach/")).await;
        ask(&browser, QUESTION).await;
        browser.sees("[data-results]", "Không tải được câu trả lời").await;
        assert!(
            browser.count("[data-results] a[href*='a-z/']").await > 0,
            "{what}: a way on"
        );
        // The button leads to the page with everything, and there to the same page anew, with the same words. By then the
        // file is there. A wrong one stays with the browser.
        if is_missing {
            browser.click(".search button[type=submit]").await;
            becomes(
                &browser,
                "the page with everything",
                "location.pathname.endsWith('/tim-kiem/') && location.hash.startsWith('#q=')",
            )
            .await;
            browser.sees("[data-results]", "Không tải được câu trả lời").await;
            server.host().instead.clear();
            browser.click(".search button[type=submit]").await;
            becomes(&browser, what, "document.querySelectorAll('.result').length > 0").await;
        }
        assert_eq!(browser.script("return faults.join()").await, "", "{what}");
        browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_of_the_index_and_the_catalogue_that_do_not_come_end_no_search() {
    let server = host().await;
    let head = file("assets/", "/head.bin");
    let folder = head.trim_end_matches("head.bin");
    let shards: Vec<String> = files(&built())
        .into_keys()
        .filter(|path| path.starts_with(folder) && !path.ends_with("head.bin") && path.ends_with(".bin"))
        .collect();
    assert!(!shards.is_empty());
    let catalogue = file("assets/catalogue", "");
    let catalogue = catalogue
        .rsplit_once('/')
        .map_or(catalogue.as_str(), |(folder, _)| folder)
        .to_owned();
    for (what, instead) in [
        (
            "no part",
            shards.iter().map(|path| (path.clone(), None)).collect::<Vec<_>>(),
        ),
        (
            "spoilt parts",
            shards.iter().map(|path| (path.clone(), Some(vec![7; 99]))).collect(),
        ),
        ("no catalogue", vec![(catalogue.clone(), None)]),
        ("a spoilt catalogue", vec![(catalogue, Some(b"[{".to_vec()))]),
    ] {
        server.host().instead = instead;
        let browser = without_worker("trouble-parts").await;
        browser.go(&server.address("chinh-sach/")).await;
        ask(&browser, QUESTION).await;
        becomes(
            &browser,
            what,
            "document.querySelector('[data-results]').innerText.trim() && \
            !document.querySelector('[data-results]').textContent.includes('Đang tìm')",
        )
        .await;
        assert!(browser.count("[data-results] a").await > 0, "{what}: a way on");
        assert_eq!(browser.script("return faults.join()").await, "", "{what}");
        browser.close().await;
    }
}

/// Another build of the same portal: every file with a hash has another name.
fn next_deploy() -> PathBuf {
    let next = built().with_file_name("dist-next");
    let name = next.to_str().expect("a plain path");
    let root = tests::copied_portal();
    tests::add_client(root.path());
    let page = root.path().join("content/page/gioi-thieu.md");
    let text = fs::read_to_string(&page).expect("readable");
    fs::write(page, format!("{text}\n\nThêm một dòng mới.\n")).expect("writable");
    let place = root.path().to_str().expect("a plain path");
    let (code, _, errors) = run(&["build", "--today", "2026-11-24", "--root", place, "--out", name]);
    assert_eq!(code, 0, "{errors}");
    next
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deploy_in_mid_visit_costs_one_more_page_at_most() {
    let next = next_deploy();
    let names = |folder: &Path, end: &str| -> Vec<String> {
        files(folder).into_keys().filter(|path| path.ends_with(end)).collect()
    };
    assert_ne!(
        names(&built(), "head.bin"),
        names(&next, "head.bin"),
        "the index has another name"
    );
    let server = host().await;
    // Read before the deploy, asked after it: the page names an index that is gone.
    let browser = without_worker("trouble-deploy").await;
    browser.go(&server.address("chinh-sach/")).await;
    server.host().folder = next;
    // Typed only: Enter may come before the index was missed or after, and after it leads to the new page at once.
    browser.type_into(SEARCH_FIELD, QUESTION).await;
    browser.sees("[data-results]", "Không tải được câu trả lời").await;
    browser.click(".search button[type=submit]").await;
    becomes(
        &browser,
        "the new page answers",
        "document.querySelectorAll('.result').length > 0",
    )
    .await;
    becomes(
        &browser,
        "with her question",
        "decodeURIComponent(location.href).includes('cong ty cham luong')",
    )
    .await;
    assert_eq!(browser.script("return faults.join()").await, "");
    // A lesson opened before is read on, and its client comes from the new deploy or not at all.
    server.host().folder = built();
    browser.go(&server.address(LESSON)).await;
    server.host().instead = vec![("assets/learning".to_owned(), None)];
    browser.click("[data-question] input[value='0']").await;
    becomes(
        &browser,
        "the loader gave up",
        "!document.querySelector('[data-widget=lesson]').dataset.started",
    )
    .await;
    assert!(browser.text("main").await.len() > 500, "the text stays");
    // A touch when the line is back starts it after all.
    server.host().instead.clear();
    for _ in 0..50 {
        browser.click("[data-question] input[value='0']").await;
        if browser.count("[data-question] .quiz-feedback").await > 0 {
            break;
        }
        sleep(Duration::from_millis(200)).await;
    }
    browser.text("[data-question] .quiz-feedback").await;
    browser.close().await;
}

/// A line of this speed, by the DevTools protocol; 0 bytes for none.
async fn line(browser: &Browser, milliseconds: u32, bytes_per_second: u32) {
    let conditions = json!({
        "offline": bytes_per_second == 0,
        "latency": milliseconds,
        "downloadThroughput": bytes_per_second,
        "uploadThroughput": bytes_per_second,
    });
    browser.devtools("Network.enable", json!({})).await;
    browser.devtools("Network.emulateNetworkConditions", conditions).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_line_says_so_and_a_cut_one_can_be_tried_again() {
    let server = host().await;
    let browser = without_worker("trouble-line").await;
    browser.go(&server.address("chinh-sach/")).await;
    // The poorest mobile line: the 60 KB of the search take a quarter of a minute.
    line(&browser, 800, 4_000).await;
    ask(&browser, QUESTION).await;
    browser.sees("[data-results]", "Đang tìm").await;
    // Cut while the module comes down: the list of everything, once the line allows it.
    line(&browser, 0, 0).await;
    sleep(Duration::from_secs(1)).await;
    line(&browser, 20, 1_000_000).await;
    let deadline = "document.querySelectorAll('.result').length > 0 || document.querySelectorAll('.group a').length > 50 \
                    || document.body.id === 't' || !document.querySelector('main')";
    becomes(&browser, "an answer, a list, or the browser's own page", deadline).await;
    browser.go(&server.address("chinh-sach/")).await;
    ask(&browser, QUESTION).await;
    becomes(
        &browser,
        "an answer on the next try",
        "document.querySelectorAll('.result, .answer-card').length > 0",
    )
    .await;
    // Slow, but whole: it waits and answers.
    browser.devtools("Network.clearBrowserCache", json!({})).await;
    browser.go(&server.address("hoi-dap/")).await;
    line(&browser, 400, 30_000).await;
    ask(&browser, QUESTION).await;
    becomes(
        &browser,
        "an answer by a slow line",
        "document.querySelectorAll('.result, .answer-card').length > 0",
    )
    .await;
    browser.close().await;
}
