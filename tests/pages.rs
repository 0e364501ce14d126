//! A member's page in a real Chromium, without the client: a person one tap away, reading as she likes, nothing dead.

use std::fs;

use serde_json::json;
use tests::{browser::Browser, edit, files, preview::Preview, run};

const UNION: &str = "/cong-doan/cong-doan-mau/";

/// The small portal of `tests/checks/base` with a hotline, hours, and a story from the union.
fn small_portal() -> tempfile::TempDir {
    let folder = tests::small_portal();
    edit(
        folder.path(),
        "site/site.toml",
        "short_name",
        "hotline = \"1900 0000\"\nhotline_hours = \"8 giờ đến 17 giờ, thứ Hai đến thứ Sáu\"\nshort_name",
    );
    edit(
        folder.path(),
        "content/unit/cong-doan-mau.md",
        "phone: 024 3825 0000",
        "phone: 024 3825 0000\nzalo: 0901 000 000\nhours: 8 giờ đến 17 giờ, thứ Hai đến thứ Sáu",
    );
    fs::write(
        folder.path().join("content/story/cua-minh.md"),
        "---\ntitle: Chuyện của công đoàn mình\nsummary: Kể một chuyện nhỏ ở chỗ làm.\nform: story\nunit: Công đoàn mẫu\npublished: 2020-01-01\nsample: true\n---\nMột chuyện nhỏ.\n",
    )
    .expect("writable");
    folder
}

fn preview(folder: &tempfile::TempDir) -> Preview {
    let root = folder.path().to_str().expect("temporary folders have plain names");
    Preview::start(&["serve", "--no-client", "--root", root, "--today", "2026-11-24"])
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chosen_union_is_one_tap_away_on_every_page() {
    let folder = small_portal();
    let preview = preview(&folder);
    let browser = Browser::open("union", json!({})).await;
    browser.go(&preview.address("/hoi-dap/sa-thai-la-gi/")).await;
    // Before a choice: the hotline, with the page's name written into the message.
    assert_eq!(browser.attribute(".contacts [data-call]", "href").await, "tel:19000000");
    let message = browser.attribute(".contacts [data-sms]", "href").await;
    assert!(message.starts_with("sms:19000000?body=Ch%C3%A0o"), "{message}");

    browser.go(&preview.address(UNION)).await;
    browser.sees("[data-choose-union]", "Đây là công đoàn của tôi").await;
    browser.click("[data-choose-union]").await;
    browser.sees("[data-choose-union]", "✓ Công đoàn của tôi").await;

    browser.go(&preview.address("/hoi-dap/sa-thai-la-gi/")).await;
    browser.sees(".contacts [data-name]", "Công đoàn mẫu").await;
    assert_eq!(browser.attribute("[data-person]", "href").await, "tel:02438250000");
    let title = browser.text("h1").await;
    let message = browser
        .script("return decodeURIComponent(document.querySelector('.contacts [data-sms]').href)")
        .await;
    let message = message.as_str().expect("an address").to_owned();
    assert!(
        message.starts_with("sms:02438250000?body=")
            && message.contains(&title)
            && message.contains("/hoi-dap/sa-thai-la-gi/"),
        "{message}"
    );
    assert_eq!(
        browser.attribute(".contacts [data-zalo]", "href").await,
        "https://zalo.me/0901000000"
    );

    browser.go(&preview.address("/")).await;
    browser.sees("[data-my-union] a", "Công đoàn mẫu").await;
    browser
        .sees("[data-own-first] > :first-child h3", "Chuyện của công đoàn mình")
        .await;
    let leads = browser.attribute("[data-my-union] a", "href").await;
    assert!(leads.ends_with(UNION), "{leads}");

    // And let go again.
    browser.go(&preview.address(UNION)).await;
    browser.click("[data-choose-union]").await;
    browser.sees("[data-choose-union]", "Đây là công đoàn của tôi").await;
    browser.go(&preview.address("/hoi-dap/sa-thai-la-gi/")).await;
    assert_eq!(browser.attribute("[data-person]", "href").await, "tel:19000000");
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn home_leads_back_to_the_lesson_and_tells_what_changes_soon() {
    let folder = small_portal();
    edit(
        folder.path(),
        "content/policy/nghi-phep-nam.md",
        "2020-01-01",
        "2020-01-01\n    in_force_until: 2026-12-31",
    );
    let preview = preview(&folder);
    let browser = Browser::open("home", json!({})).await;
    browser.go(&preview.address("/")).await;
    browser.sees(".changes", "Nghỉ phép năm").await;
    assert_eq!(
        browser
            .script("return document.querySelector('[data-continue]').hidden")
            .await,
        true
    );
    browser.go(&preview.address("/bai-hoc/bai-mot/")).await;
    browser.text("h1").await;
    browser.go(&preview.address("/")).await;
    browser.sees("[data-continue] a", "Bài học thứ nhất").await;
    browser.click("[data-continue] a").await;
    browser.address(|address| address.ends_with("/bai-hoc/bai-mot/")).await;
    browser.close().await;

    // Nothing is left to announce once the day has come.
    let root = folder.path().to_str().expect("a plain path");
    let later = Preview::start(&["serve", "--no-client", "--root", root, "--today", "2026-06-01"]);
    later.wait_for("/", "Bài học thứ nhất");
    assert!(
        !later.get("/").expect("an answer").contains("class=\"changes\""),
        "half a year is not soon"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_says_whether_somebody_answers_now() {
    let folder = small_portal();
    let preview = preview(&folder);
    for (day, said) in [("2026-11-24", "Đang có người nghe"), ("2026-11-29", "Ngoài giờ")] {
        let browser = Browser::open(&format!("clock-{day}"), json!({})).await;
        browser.set_clock(day).await;
        browser.go(&preview.address(UNION)).await;
        browser.sees("main .clock", said).await;
        browser.sees(".bottom .clock", said).await;
        browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chosen_size_of_text_is_kept() {
    let folder = small_portal();
    let preview = preview(&folder);
    let browser = Browser::open("reading", json!({})).await;
    browser.go(&preview.address("/hoi-dap/sa-thai-la-gi/")).await;
    let size = "return parseFloat(getComputedStyle(document.documentElement).fontSize)";
    let usual = browser.script(size).await.as_f64().expect("pixels");
    browser.click("[data-reading] summary").await;
    browser.click("[data-set-text=huge]").await;
    browser.click("[data-set-saver]").await;
    let huge = browser.script(size).await.as_f64().expect("pixels");
    assert!((huge / usual - 1.375).abs() < 0.01, "{huge} after {usual}");

    for _ in 0..2 {
        browser.go(&preview.address("/chinh-sach/nghi-phep-nam/")).await;
        assert_eq!(browser.script(size).await.as_f64(), Some(huge));
        assert_eq!(
            browser.script("return document.documentElement.dataset.saver").await,
            "on"
        );
    }
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_handed_on_by_whatever_way_the_browser_allows() {
    let folder = small_portal();
    let preview = preview(&folder);
    let browser = Browser::open("hand-on", json!({})).await;
    for (allowed, said) in [
        (
            "navigator.share = async ({ title, url }) => { window.given = `${title} ${url}` }",
            "",
        ),
        (
            "navigator.share = undefined; navigator.clipboard.writeText = async (text) => { window.given = text }",
            "Đã chép",
        ),
        (
            "navigator.share = undefined; navigator.clipboard.writeText = async () => { throw new DOMException('', 'NotAllowedError') }",
            "/hoi-dap/sa-thai-la-gi/",
        ),
    ] {
        browser.go(&preview.address("/hoi-dap/sa-thai-la-gi/")).await;
        browser.text("[data-share]").await;
        browser.script(allowed).await;
        browser.click("[data-share]").await;
        browser.sees("[data-shared]", said).await;
        let given = browser.script("return window.given ?? ''").await;
        let given = given.as_str().expect("a text");
        assert!(said.starts_with('/') == given.is_empty(), "{said}: {given}");
    }
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_directory_is_searched_with_or_without_marks() {
    let browser = Browser::open("directory", json!({})).await;
    let preview = Preview::start(&["serve", "--no-client"]);
    browser.go(&preview.address("/cong-doan/")).await;
    let shown = "return [...document.querySelectorAll('[data-row]')].filter((row) => row.checkVisibility()).length";
    assert_eq!(browser.script(shown).await, 12);
    browser.type_into("[data-filter] input", "buu dien").await;
    browser.sees("[data-found]", "Có 1 công đoàn").await;
    assert_eq!(browser.script(shown).await, 1);
    browser.type_into("[data-filter] input", " xyz").await;
    browser.sees("[data-found]", "Không có công đoàn nào").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_or_storage_nothing_is_dead() {
    let folder = small_portal();
    let preview = preview(&folder);
    let dead = "return [...document.querySelectorAll('button, input, select, summary')]\
        .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('form[action]') && !element.closest('details:not([data-reading])') && !element.closest('[data-quiz]'))\
        .map((element) => element.outerHTML)";
    let browser = Browser::open(
        "no-script",
        json!({ "profile.default_content_setting_values.javascript": 2 }),
    )
    .await;
    for page in [
        "/",
        "/hoi-dap/sa-thai-la-gi/",
        "/cong-doan/",
        UNION,
        "/chinh-sach/nghi-phep-nam/",
    ] {
        browser.go(&preview.address(page)).await;
        assert_eq!(browser.script(dead).await, json!([]), "{page}");
    }
    browser.close().await;

    let browser = Browser::open(
        "no-storage",
        json!({ "profile.default_content_setting_values.cookies": 2 }),
    )
    .await;
    browser.go(&preview.address(UNION)).await;
    browser.click("[data-choose-union]").await;
    browser.sees("[data-choose-union]", "không cho lưu").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_is_wider_than_a_small_phone_even_with_double_text() {
    let browser = Browser::open("narrow", json!({})).await;
    let preview = Preview::start(&["serve", "--no-client"]);
    browser
        .devtools(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": 320, "height": 640, "deviceScaleFactor": 1, "mobile": true }),
        )
        .await;
    for page in [
        "/",
        "/hoi-dap/",
        "/hoi-dap/bi-sa-thai-thi-con-duoc-nhan-nhung-gi/",
        "/chinh-sach/thai-san/",
        "/bai-hoc/chon-may-4g/",
        "/cong-doan/",
        "/tim-kiem/",
        "/khoa-hoc/dien-thoai-moi/",
        "/chuyen/",
        "/404",
    ] {
        browser.go(&preview.address(page)).await;
        for size in ["100%", "200%"] {
            let wide = format!(
                "document.documentElement.style.setProperty('font-size', '{size}'); return document.documentElement.scrollWidth - document.documentElement.clientWidth"
            );
            assert_eq!(browser.script(&wide).await, 0, "{page} at {size}");
        }
    }
    browser.close().await;
}

#[test]
fn no_page_weighs_more_than_it_tells() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("dist");
    let (code, _, errors) = run(&["build", "--no-client", "--out", out.to_str().expect("a plain path")]);
    assert_eq!(code, 0, "{errors}");
    let mut pages = 0;
    for (path, page) in files(&out) {
        let text = String::from_utf8_lossy(&page);
        let Some((_, rest)) = text.split_once("Trang này dưới ").filter(|_| path.ends_with(".html")) else {
            continue;
        };
        let told = rest.split(' ').next().and_then(|number| number.parse::<usize>().ok());
        let told = 1000 * told.expect("a number");
        let mut packed = Vec::new();
        let parameters = brotli::enc::BrotliEncoderParams::default();
        brotli::BrotliCompress(&mut page.as_slice(), &mut packed, &parameters).expect("compresses");
        // Loader, script and icon come along.
        let truth = packed.len() + 5000;
        assert!(truth <= told, "{path}: told {told}, is {truth}");
        assert!(
            told <= 3 * truth,
            "{path}: told {told}, is {truth}: nobody would believe it"
        );
        pages += 1;
    }
    assert!(pages > 100, "{pages} pages");
}
