//! What is over or to come is told by the reader's own day.

use std::fs;

use serde_json::json;
use tests::{browser::Browser, edit, plain, preview::Preview, write};

use super::portal;

/// Is shown, not only present.
async fn is_visible(browser: &Browser, selector: &str) -> bool {
    let script = format!("return document.querySelector({selector:?})?.checkVisibility() ?? false");
    browser.script(&script).await == true
}

/// A rule, a question on the same law and one that its editor gave a last day, all of which hold to the end of the year; and the rule
/// that comes after.
fn portal_at_the_end_of_a_year() -> tempfile::TempDir {
    let folder = portal();
    let policy = "content/policy/nghi-phep-nam.md";
    edit(
        folder.path(),
        policy,
        "2020-01-01",
        "2020-01-01\n    in_force_until: 2026-12-31",
    );
    let to_come = fs::read_to_string(folder.path().join(policy))
        .expect("readable")
        .replace("Nghỉ phép năm", "Nghỉ phép kiểu mới")
        .replace(
            "in_force_from: 2020-01-01\n    in_force_until: 2026-12-31",
            "in_force_from: 2027-01-01",
        );
    write(folder.path(), "content/policy/nghi-phep-moi.md", &to_come);
    // A question that rests on the same law, and another one that its editor gave a last day.
    edit(
        folder.path(),
        "content/faq/sa-thai-la-gi.md",
        "2020-01-01",
        "2020-01-01\n    in_force_until: 2026-12-31",
    );
    edit(
        folder.path(),
        "content/faq/hoi-ve-luong.md",
        "reviewed:",
        "expires: 2026-12-31\nreviewed:",
    );
    folder
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_over_or_to_come_is_told_by_the_readers_day_without_a_rebuild() {
    let folder = portal_at_the_end_of_a_year();
    let preview = Preview::start(&["serve", "--root", plain(folder.path()), "--today", "2026-11-24"]);

    for (day, old_holds) in [("2026-12-31", true), ("2027-01-01", false)] {
        let browser = Browser::open(&format!("expiry-{day}"), json!({})).await;
        browser.set_clock(day).await;

        browser.go(&preview.address("/chinh-sach/nghi-phep-nam/")).await;
        browser.sees("main h1", "Nghỉ phép năm").await;
        assert_eq!(
            is_visible(&browser, ".holds [data-when=over]").await,
            !old_holds,
            "{day}: banner"
        );
        assert_eq!(
            is_visible(&browser, ".holds [data-when=current]").await,
            old_holds,
            "{day}: last day"
        );
        assert_eq!(
            is_visible(&browser, ".sources .tag").await,
            !old_holds,
            "{day}: mark at the source"
        );

        browser.go(&preview.address("/chinh-sach/nghi-phep-moi/")).await;
        browser.sees("main h1", "Nghỉ phép kiểu mới").await;
        assert_eq!(
            is_visible(&browser, ".holds [data-when=to-come]").await,
            old_holds,
            "{day}: to come"
        );

        browser.go(&preview.address("/chinh-sach/")).await;
        browser.sees("main h1", "Quyền lợi").await;
        let listed = is_visible(&browser, "a[href$='chinh-sach/nghi-phep-nam/']").await;
        assert_eq!(listed, old_holds, "{day}: in the list");

        browser.go(&preview.address("/tim-kiem/?q=nghi%20phep")).await;
        browser.sees("[data-results]", "Nghỉ phép kiểu mới").await;
        let found = browser.text("[data-results]").await.contains("Nghỉ phép năm");
        assert_eq!(found, old_holds, "{day}: among the results");

        for question in [
            ("sa%20thai%20la%20gi", "sa-thai-la-gi", "Sa thải là gì"),
            ("bang%20luong%20khong%20ro", "bang-luong", "Bảng lương không rõ"),
        ] {
            tells_of_a_question((&browser, &preview), (day, old_holds), question).await;
        }
        browser.close().await;
    }
}

/// A question of that portal as a reader meets it: its page, lists, and the answer to `question`.
async fn tells_of_a_question(
    (browser, preview): (&Browser, &Preview),
    (day, old_holds): (&str, bool),
    (question, address, title): (&str, &str, &str),
) {
    browser.go(&preview.address(&format!("/hoi-dap/{address}/"))).await;
    browser.sees("main h1", title).await;
    assert_eq!(
        is_visible(browser, ".holds [data-when=over]").await,
        !old_holds,
        "{day}: {title}"
    );
    for list in ["/hoi-dap/", "/tim-kiem/", "/chinh-sach/nghi-phep-moi/"] {
        browser.go(&preview.address(list)).await;
        browser.text("main h1").await;
        let listed = is_visible(browser, &format!("main a[href$='hoi-dap/{address}/']")).await;
        assert!(old_holds || !listed, "{day}: {title} in {list}");
        assert!(
            listed || !old_holds || list.starts_with("/chinh-sach"),
            "{day}: {title} in {list}"
        );
    }
    browser.go(&preview.address(&format!("/tim-kiem/?q={question}"))).await;
    browser.text("[data-widget=search][data-ready]").await;
    let answer = if old_holds { title } else { "" };
    browser.sees("[data-results]", answer).await;
    let answered = browser.text("[data-results]").await.contains(title);
    assert_eq!(answered, old_holds, "{day}: {title} answered");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_left_open_tells_the_day_it_is_looked_at_again() {
    let folder = portal();
    edit(
        folder.path(),
        "content/policy/nghi-phep-nam.md",
        "2020-01-01",
        "2020-01-01\n    in_force_until: 2026-12-31",
    );
    let preview = Preview::start(&[
        "serve",
        "--no-client",
        "--root",
        plain(folder.path()),
        "--today",
        "2026-11-24",
    ]);
    let browser = Browser::open("left-open", json!({})).await;
    browser.set_clock("2026-12-31").await;
    browser.go(&preview.address("/chinh-sach/nghi-phep-nam/")).await;
    browser.sees(".holds", "đúng đến hết ngày 31/12/2026").await;
    assert!(!is_visible(&browser, ".holds [data-when=over]").await);
    browser
        .script("const day = 864e5, now = Date.now; Date.now = () => now() + day; document.dispatchEvent(new Event('visibilitychange'));")
        .await;
    browser.sees(".holds", "Đã hết hiệu lực sau ngày 31/12/2026").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_over_when_the_portal_was_built_is_over_without_scripts_too() {
    let folder = portal();
    edit(
        folder.path(),
        "content/policy/nghi-phep-nam.md",
        "2020-01-01",
        "2020-01-01\n    in_force_until: 2026-10-31",
    );
    let preview = Preview::start(&[
        "serve",
        "--no-client",
        "--root",
        plain(folder.path()),
        "--today",
        "2026-11-24",
    ]);
    let page = preview.wait_for("/chinh-sach/nghi-phep-nam/", "Đã hết hiệu lực sau ngày 31/10/2026");
    assert!(
        !page.contains("data-when=\"over\" hidden"),
        "the banner shows by itself"
    );
    for list in ["/chinh-sach/", "/", "/chu-de/hop-dong/", "/tim-kiem/"] {
        let page = preview.get(list).expect("an answer");
        assert!(!page.contains("chinh-sach/nghi-phep-nam/"), "{list} lists what is over");
    }
}
