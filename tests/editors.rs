//! An editor's day, seen in a real Chromium: what she changes is what she sees, and what is over is never shown as current.

use std::{fs, path::Path, time::Duration};

use serde_json::json;
use tests::{
    add_client, browser::Browser, copied_portal, edit, plain, preview::Preview, repository, run, small_portal, write,
};

#[path = "editors/days.rs"]
mod days;

/// The small portal of `tests/checks/base`, with the client.
fn portal() -> tempfile::TempDir {
    let folder = small_portal();
    add_client(folder.path());
    folder
}

#[tokio::test(flavor = "multi_thread")]
async fn every_change_is_seen_and_nothing_is_stale() {
    let folder = portal();
    let here = folder.path();
    write(
        here,
        "content/story/goi-ai.md",
        "---\ntitle: Khi cần thì gọi ai\nsummary: Chuyện tôi tìm được người giúp ở cổng số 2.\nform: story\npublished: 2026-11-21\n---\nTôi gọi công đoàn.\n\n::: gọi ../unit/cong-doan-mau.md\nGọi thử\n:::\n\nXem [nghỉ phép](../policy/nghi-phep-nam.md).\n",
    );
    let preview = Preview::start(&["serve", "--root", plain(folder.path()), "--today", "2026-11-24"]);
    let browser = Browser::open("changes", json!({})).await;

    own_text_is_seen_and_the_place_kept(here, &browser, &preview).await;
    what_others_say_of_a_page_is_seen(here, &browser, &preview).await;
    templates_are_seen(here, &browser, &preview).await;
    synonyms_are_seen(here, &browser, &preview).await;
    browser.close().await;
}

/// A page's own text; the browser reloads by itself and keeps its place.
async fn own_text_is_seen_and_the_place_kept(here: &Path, browser: &Browser, preview: &Preview) {
    browser.go(&preview.address("/gioi-thieu/")).await;
    browser.sees("main", "Trang này giới thiệu cổng thử.").await;
    let long = "Một dòng nữa cho trang dài ra.\n\n".repeat(80);
    edit(
        here,
        "content/page/gioi-thieu.md",
        "cổng thử.",
        &format!("cổng của tổ may.\n\n{long}"),
    );
    browser.sees("main", "giới thiệu cổng của tổ may").await;
    browser.script("scrollTo(0, 700)").await;
    edit(here, "content/page/gioi-thieu.md", "cổng của tổ may", "cổng của tổ cắt");
    browser.sees("main", "giới thiệu cổng của tổ cắt").await;
    let place = browser.script("return Math.round(scrollY)").await;
    assert!(
        place.as_u64().is_some_and(|place| (650..=750).contains(&place)),
        "the page jumped to {place}"
    );
}

/// A title or number shows wherever the page is linked or listed.
async fn what_others_say_of_a_page_is_seen(here: &Path, browser: &Browser, preview: &Preview) {
    browser.go(&preview.address("/chuyen/goi-ai/")).await;
    browser.sees("main", "024 3825 0000").await;
    edit(here, "content/unit/cong-doan-mau.md", "024 3825 0000", "024 3999 1111");
    browser.sees("main", "024 3999 1111").await;
    let dialled = browser
        .script("return document.querySelector('main a[href^=\"tel:\"]').href")
        .await;
    assert_eq!(dialled, "tel:02439991111");
    browser.go(&preview.address("/cong-doan/")).await;
    browser.sees("main", "024 3999 1111").await;
    edit(
        here,
        "content/story/goi-ai.md",
        "Khi cần thì gọi ai",
        "Gọi ai lúc nửa đêm",
    );
    browser.go(&preview.address("/chinh-sach/nghi-phep-nam/")).await;
    browser.sees(".mentions", "Gọi ai lúc nửa đêm").await;
}

/// A template of the portal's own takes the place of the carried one, and goes again.
async fn templates_are_seen(here: &Path, browser: &Browser, preview: &Preview) {
    let carried = fs::read_to_string(repository().join("site/templates/page.html")).expect("readable");
    browser.go(&preview.address("/gioi-thieu/")).await;
    write(
        here,
        "site/templates/page.html",
        &carried.replace("<h1>", "<h1>Mẫu mới: "),
    );
    browser.sees("main h1", "Mẫu mới: Giới thiệu cổng").await;
    write(here, "site/templates/page.html", &carried);
    browser.sees("main h1", "Giới thiệu cổng").await;
    // A partial shows on every page that includes it.
    browser.go(&preview.address("/chuyen/")).await;
    browser.sees("main", "Chuyện ở tổ may").await;
    let card = fs::read_to_string(repository().join("site/templates/partials/card.html")).expect("readable");
    write(
        here,
        "site/templates/partials/card.html",
        &card.replace("<h3>", "<h3>★ "),
    );
    browser.sees("main h3", "★").await;
}

/// A synonym leads to the answer.
async fn synonyms_are_seen(here: &Path, browser: &Browser, preview: &Preview) {
    browser.go(&preview.address("/tim-kiem/?q=ra%20rìa")).await;
    browser.sees("[data-results]", "kết quả").await;
    assert!(!browser.text("[data-results]").await.contains("Sa thải là gì"));
    edit(here, "content/synonyms.yaml", "[bị đuổi]", "[bị đuổi, ra rìa]");
    browser.sees("[data-results]", "Sa thải là gì").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn faults_lie_over_the_last_good_page_and_heal_by_themselves() {
    let folder = portal();
    let here = folder.path();
    let preview = Preview::start(&[
        "serve",
        "--no-client",
        "--root",
        plain(folder.path()),
        "--today",
        "2026-11-24",
    ]);
    let browser = Browser::open("overlay", json!({})).await;
    let overlay = "return document.querySelector('portal-faults')?.shadowRoot.textContent ?? ''";
    browser.go(&preview.address("/chinh-sach/nghi-phep-nam/")).await;
    browser.sees("main h1", "Nghỉ phép năm").await;

    // In a text, in its front matter, in a template, in the settings.
    let carried = fs::read_to_string(repository().join("site/templates/policy.html")).expect("readable");
    let settings = fs::read_to_string(here.join("site/site.toml")).expect("readable");
    let text = fs::read_to_string(here.join("content/policy/nghi-phep-nam.md")).expect("readable");
    let faults = [
        (
            "content/policy/nghi-phep-nam.md",
            &text,
            text.replace("title:", "titel:"),
            "unknown-key",
        ),
        (
            "content/policy/nghi-phep-nam.md",
            &text,
            text.replace("::: các bước", "::: các bướ"),
            "unknown-block",
        ),
        (
            "site/templates/policy.html",
            &carried,
            carried.replace("{% endblock %}", ""),
            "policy.html",
        ),
        (
            "site/site.toml",
            &settings,
            settings.replace("short_name", "shrt_name"),
            "unknown-setting",
        ),
    ];
    for (file, good, bad, words) in faults {
        write(here, file, &bad);
        let mut said = String::new();
        for _ in 0..100 {
            said = browser.script(overlay).await.as_str().unwrap_or_default().to_owned();
            if said.contains(words) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        assert!(said.contains(words), "{file}: the overlay says “{said}”");
        browser.sees("main h1", "Nghỉ phép năm").await;
        write(here, file, good);
        for _ in 0..100 {
            said = browser.script(overlay).await.as_str().unwrap_or_default().to_owned();
            if said.is_empty() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        assert_eq!(said, "", "{file}: the overlay stays");
    }
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_an_earlier_build_or_run_is_loaded_anew() {
    let folder = portal();
    let arguments = [
        "serve",
        "--no-client",
        "--root",
        plain(folder.path()),
        "--today",
        "2026-11-24",
    ];
    let preview = Preview::start(&arguments);
    let script = |page: &str| {
        let (_, rest) = page.split_once("/__portal/preview.js?pages=").expect("a script");
        rest.split('"').next().expect("a number").to_owned()
    };
    let before = script(&preview.wait_for("/gioi-thieu/", "cổng thử."));
    edit(folder.path(), "content/page/gioi-thieu.md", "cổng thử.", "cổng mới.");
    let after = script(&preview.wait_for("/gioi-thieu/", "cổng mới."));
    assert_ne!(before, after, "a page says of which build it is");

    // The preview is ended and started anew on the same port, with another text, while the page stays open.
    let browser = Browser::open("restart", json!({})).await;
    browser.go(&preview.address("/gioi-thieu/")).await;
    browser.sees("main", "cổng mới.").await;
    let port = preview.port;
    drop(preview);
    edit(folder.path(), "content/page/gioi-thieu.md", "cổng mới.", "cổng khác.");
    let _preview = Preview::start_on(port, &arguments);
    browser.sees("main", "cổng khác.").await;
    browser.close().await;
}

#[test]
fn a_preview_of_a_broken_portal_starts_with_its_faults_and_heals() {
    let folder = small_portal();
    write(folder.path(), "content/page/sai.md", "---\ntitel: x\n---\n");
    let preview = Preview::start(&["serve", "--no-client", "--root", plain(folder.path())]);
    assert!(
        preview
            .wait_for("/", "Chưa có bản nào đúng")
            .starts_with("HTTP/1.1 404")
    );
    preview.wait_for("/__portal/state", "unknown-key");
    fs::remove_file(folder.path().join("content/page/sai.md")).expect("removable");
    assert!(preview.wait_for("/", "Cổng thử").starts_with("HTTP/1.1 200"));
}

#[test]
fn drafts_and_later_texts_are_shown_and_marked_in_a_preview_only() {
    let folder = small_portal();
    edit(
        folder.path(),
        "content/story/chuyen-thu.md",
        "form: story",
        "form: story\ndraft: true",
    );
    edit(
        folder.path(),
        "content/notice/thong-bao-thu.md",
        "published:",
        "publish_at: 2027-03-01\npublished:",
    );
    let preview = Preview::start(&[
        "serve",
        "--no-client",
        "--root",
        plain(folder.path()),
        "--today",
        "2026-11-24",
    ]);
    preview.wait_for("/chuyen/chuyen-thu/", "Bản nháp, chưa đăng");
    preview.wait_for("/thong-bao/thong-bao-thu/", "Hẹn đăng ngày 01/03/2027");
    let out = folder.path().join("dist");
    let arguments = [
        "build",
        "--no-client",
        "--root",
        plain(folder.path()),
        "--today",
        "2026-11-24",
        "--out",
    ];
    let (code, _, errors) = run(&[&arguments[..], &[out.to_str().expect("plain")]].concat());
    assert_eq!(code, 0, "{errors}");
    assert!(!out.join("chuyen/chuyen-thu/index.html").exists() && !out.join("thong-bao").exists());
}

#[test]
fn former_addresses_lead_to_the_new_page() {
    let folder = small_portal();
    edit(
        folder.path(),
        "content/story/chuyen-thu.md",
        "form: story",
        "form: story\nold_addresses:\n  - /tin/2024/chuyen-cu",
    );
    let preview = Preview::start(&["serve", "--no-client", "--root", plain(folder.path())]);
    let page = preview.wait_for("/tin/2024/chuyen-cu/", "Trang đã chuyển chỗ");
    assert!(
        page.contains("content=\"0; url=../../../chuyen/chuyen-thu/\""),
        "{page}"
    );
}

#[test]
fn only_what_changed_is_written_again() {
    let folder = copied_portal();
    let preview = Preview::start(&["serve", "--no-client", "--root", plain(folder.path())]);
    edit(
        folder.path(),
        "content/page/lien-he.md",
        "Liên hệ và hỏi thêm",
        "Gặp ai khi cần giúp",
    );
    preview.wait_for("/lien-he/", "Gặp ai khi cần giúp");
    let said = preview.said();
    let last = said
        .lines()
        .rfind(|line| line.starts_with("Đã dựng sau"))
        .expect("it says what it did");
    let number = |before: &str| -> usize {
        let words = last
            .split(", ")
            .find(|part| part.contains(before))
            .expect("a number of pages");
        words
            .split(' ')
            .next()
            .and_then(|number| number.parse().ok())
            .expect("a number")
    };
    // Links to a page of the footer carry no title, so its own page is all that changes.
    assert_eq!(number("trang viết lại"), 1, "{said}");
    assert!(number("trang giữ nguyên") > 100, "{said}");
}

#[test]
fn a_phone_in_the_same_network_is_told_where_to_look() {
    let folder = small_portal();
    let alone = Preview::start(&["serve", "--no-client", "--root", plain(folder.path())]);
    let shared = Preview::start(&["serve", "--no-client", "--lan", "--root", plain(folder.path())]);
    shared.wait_for("/", "Cổng thử");
    let mut said = String::new();
    for _ in 0..50 {
        said = shared.said();
        if said.contains('█') {
            break;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    assert!(
        said.contains("Trên điện thoại cùng mạng: http://") && said.contains('█'),
        "{said}"
    );
    assert!(
        !alone.said().contains("điện thoại"),
        "without --lan nobody else is invited"
    );
}
