//! The wall and what a phone marks on it, in a real Chromium: threads, contests, units, challenges; feelings, bookmarks, what
//! was read and what is new.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::json;
use tests::{browser::Browser, files, host::Server, run, small_portal};

const STORY: &str = "chuyen/chuyen-thu/";

/// The small portal of the checks, with something on its wall.
fn portal() -> tempfile::TempDir {
    let folder = small_portal();
    story(
        folder.path(),
        "dap-mot",
        "form: reply\nreply_to: chuyen-thu.md\nauthor: Chị Thơm\n",
        21,
    );
    story(
        folder.path(),
        "dap-hai",
        "form: reply\nreply_to: /chuyen/dap-mot/\n",
        22,
    );
    story(folder.path(), "bai-thi", "form: entry\ncontest: thi-anh\n", 20);
    story(folder.path(), "cua-don-vi", "form: thanks\nunit: Công đoàn mẫu\n", 19);
    folder
}

fn story(root: &Path, name: &str, keys: &str, day: usize) {
    let text = format!(
        "---\ntitle: Tên của bài {name}\nsummary: Một câu nói bài {name} kể gì.\n{keys}published: 2026-11-{day:02}\n---\nLời của {name} đây.\n"
    );
    fs::write(root.join(format!("content/story/{name}.md")), text).expect("writable");
}

fn build(root: &Path, today: &str) -> PathBuf {
    let out = root.join("dist");
    let plain = |path: &Path| path.to_str().expect("a plain path").to_owned();
    let arguments = [
        "build",
        "--no-client",
        "--today",
        today,
        "--root",
        &plain(root),
        "--out",
        &plain(&out),
    ];
    let (code, _, errors) = run(&arguments);
    assert_eq!(code, 0, "{errors}");
    out
}

fn page(out: &Path, address: &str) -> String {
    let path = out.join(address).join("index.html");
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn holds(page: &str, words: &[&str]) {
    for word in words {
        assert!(page.contains(word), "no {word} in:\n{page}");
    }
}

#[test]
fn what_belongs_together_stands_together() {
    let folder = portal();
    let out = build(folder.path(), "2026-11-24");
    // A reply to a reply is in the same thread, and says whom it answers.
    let thread = page(&out, STORY);
    holds(
        &thread,
        &[
            "Lời đáp",
            "Lời của dap-mot đây.",
            "Chị Thơm",
            "Lời của dap-hai đây.",
            "trả lời “Tên của bài dap-mot”",
        ],
    );
    let (first, second) = (thread.find("dap-mot đây"), thread.find("dap-hai đây"));
    assert!(first < second, "a conversation is read from its beginning");
    holds(
        &page(&out, "chuyen/dap-hai/"),
        &["Trả lời bài:", "../../chuyen/dap-mot/"],
    );
    holds(&page(&out, "cuoc-thi/thi-anh/"), &["Bài dự thi", "Tên của bài bai-thi"]);
    holds(
        &page(&out, "chuyen/bai-thi/"),
        &["Dự cuộc thi:", "../../cuoc-thi/thi-anh/"],
    );
    holds(&page(&out, "cong-doan/cong-doan-mau/"), &["Tên của bài cua-don-vi"]);
    holds(
        &page(&out, "chuyen/cua-don-vi/"),
        &["<a href=\"../../cong-doan/cong-doan-mau/\">Công đoàn mẫu</a>"],
    );
    let wall = page(&out, "tuong/");
    holds(
        &wall,
        &[
            "tuong/chuyen-ke/",
            "tuong/loi-dap/",
            "1 bài dự thi",
            "cong-doan/cong-doan-mau/",
        ],
    );
    for list in ["chuyen/", ""] {
        assert!(!page(&out, list).contains("bài dap-mot"), "a reply is in no list");
    }
    holds(
        &page(&out, "tuong/loi-dap/"),
        &["Tên của bài dap-mot", "Tên của bài dap-hai"],
    );
}

#[test]
fn a_thread_of_many_comes_in_pages_and_full_ones_stay() {
    let folder = portal();
    for number in 0..40 {
        story(
            folder.path(),
            &format!("them-{number:02}"),
            "form: reply\nreply_to: chuyen-thu.md\n",
            1 + number % 20,
        );
    }
    let before = files(&build(folder.path(), "2026-11-24"));
    let text = |path: &str| std::str::from_utf8(&before[path]).expect("UTF-8");
    holds(
        text("chuyen/chuyen-thu/index.html"),
        &["Xem tất cả 42 bài", "tuong/chuyen/chuyen-thu/"],
    );
    assert!(text("chuyen/chuyen-thu/index.html").matches("class=\"card\"").count() < 16);
    // No later reply changes a full page.
    story(folder.path(), "sau-cung", "form: reply\nreply_to: chuyen-thu.md\n", 24);
    let after = files(&build(folder.path(), "2026-11-24"));
    let first = "tuong/chuyen/chuyen-thu/index.html";
    assert!(before[first] == after[first]);
    assert!(
        after
            .keys()
            .any(|path| path.starts_with("tuong/chuyen/chuyen-thu/trang/2/"))
    );
}

#[test]
fn this_weeks_challenge_is_on_the_home_page_and_the_next_waits_in_it() {
    let folder = portal();
    let contest = folder.path().join("content/contest/thi-anh.md");
    let text = fs::read_to_string(&contest).expect("readable");
    let text = text.replacen(
        "---\n",
        "---\nweekly:\n  - Chụp đôi giày đi làm\n  - Chụp hộp cơm ca đêm\n",
        1,
    );
    let opens = text
        .lines()
        .find_map(|line| line.strip_prefix("opens: "))
        .expect("a day")
        .to_owned();
    fs::write(&contest, &text).expect("writable");
    let out = build(folder.path(), &opens);
    let home = page(&out, "");
    let (now, next) = (home.find("đôi giày"), home.find("hộp cơm"));
    assert!(now < next && now.is_some(), "{home}");
    assert_eq!(home.matches("data-when=\"current\" hidden").count(), 1, "{home}");
    holds(&page(&out, "cuoc-thi/thi-anh/"), &["đôi giày", "hộp cơm"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn marks_stay_on_the_phone_and_go_at_a_tap() {
    let folder = portal();
    let out = build(folder.path(), "2026-11-24");
    let server = Server::start(out).await;
    let browser = Browser::open("wall-marks", json!({})).await;
    browser.go(&server.address(STORY)).await;
    browser.click("[data-feel=care]").await;
    browser.click("[data-save]").await;
    browser.sees("[data-acted]", "Đã lưu vào máy này.").await;
    // Again another day, in the same browser.
    browser.go(&server.address(STORY)).await;
    browser.text("[data-feel=care][aria-pressed=true]").await;
    browser.text("[data-save][aria-pressed=true]").await;
    browser.click("[data-feel=like]").await;
    browser.text("[data-feel=care][aria-pressed=false]").await;

    browser.go(&server.address("bai-da-luu/")).await;
    browser.sees("[data-saved-list] a", "Chuyện ở tổ may").await;
    let sent = browser
        .script("return document.querySelector('[data-felt]').value")
        .await;
    let sent = sent.as_str().expect("a text").to_owned();
    let lines: Vec<&str> = sent.lines().collect();
    assert!(lines[0].len() == 19 && lines[0].starts_with("R1 "), "{sent}");
    assert_eq!(lines[1..], ["like /chuyen/chuyen-thu/", "R1 end 1"], "{sent}");
    browser.click("[data-saved-list] a").await;
    browser.address(|address| address.ends_with(STORY)).await;
    // Its end was seen, so lists say that it was read.
    browser
        .script("document.querySelector('[data-save]').scrollIntoView()")
        .await;
    browser
        .wait_for_script("return (localStorage.getItem('portal.read.v1') || '').includes('chuyen/chuyen-thu/')")
        .await;
    browser.go(&server.address("chuyen/")).await;
    browser.sees(".was-read", "đã đọc").await;

    browser.go(&server.address("bai-da-luu/")).await;
    browser.click("[data-saved-list] button").await;
    browser.text("[data-none-saved]").await;
    // What the editor counts of it is shown with its day after the next build.
    fs::write(folder.path().join("nhan.txt"), &sent).expect("writable");
    let root = folder.path().to_str().expect("plain");
    let received = folder.path().join("nhan.txt");
    let (code, yaml, errors) = run(&[
        "report",
        "reactions",
        "--root",
        root,
        "--today",
        "2026-11-24",
        received.to_str().expect("plain"),
    ]);
    assert_eq!(code, 0, "{errors}");
    fs::write(folder.path().join("content/reactions.yaml"), yaml).expect("writable");
    holds(
        &page(&build(folder.path(), "2026-11-24"), STORY),
        &["Hay quá 1 (đếm đến ngày 24/11/2026)"],
    );
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_new_is_told_once_it_is_new_and_not_on_a_first_visit() {
    let folder = portal();
    let server = Server::start(build(folder.path(), "2026-11-24")).await;
    let browser = Browser::open("wall-new", json!({})).await;
    let hidden = "return document.querySelector('[data-new]').hidden";
    let looked = "return (localStorage.getItem('portal.seen.v1') || '').split('\\n').length === 4";
    browser.go(&server.address("")).await;
    browser.wait_for_script(looked).await;
    assert_eq!(browser.script(hidden).await, true);
    story(folder.path(), "moi-mot", "form: tip\n", 23);
    story(folder.path(), "moi-hai", "form: poem\n", 24);
    build(folder.path(), "2026-11-24");
    // The visit before was an hour ago.
    browser
        .script("const key = 'portal.seen.v1', lines = localStorage.getItem(key).split('\\n'); lines[1] -= 60; localStorage.setItem(key, lines.join('\\n'));")
        .await;
    for _ in 0..2 {
        // Stays so for the whole visit.
        browser.go(&server.address("")).await;
        browser.sees("[data-new] a", "Có 2 bài mới từ lần trước bạn xem").await;
    }
    browser
        .script("const key = 'portal.seen.v1', lines = localStorage.getItem(key).split('\\n'); lines[1] -= 60; localStorage.setItem(key, lines.join('\\n'));")
        .await;
    browser.go(&server.address("")).await;
    browser
        .wait_for_script("return document.querySelector('[data-new] a').textContent !== ''")
        .await;
    assert_eq!(browser.script(hidden).await, true);
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nothing_can_be_kept_a_tap_says_so_and_nothing_breaks() {
    let folder = portal();
    let server = Server::start(build(folder.path(), "2026-11-24")).await;
    for refusal in [
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });",
        "try { localStorage.setItem('portal.private.v1', '1'); } catch (refused) {}",
    ] {
        let browser = Browser::open("wall-refused", json!({})).await;
        browser.devtools("Page.enable", json!({})).await;
        browser.before_each_page(refusal).await;
        browser.go(&server.address(STORY)).await;
        for button in ["[data-save]", "[data-feel=like]"] {
            browser.click(button).await;
            browser.sees("[data-acted]", "Trình duyệt không cho lưu").await;
            browser.text(&format!("{button}[aria-pressed=false]")).await;
        }
        browser.go(&server.address("")).await;
        browser.text("h1").await;
        browser.go(&server.address("bai-da-luu/")).await;
        browser.text("[data-none-saved]").await;
        browser.close().await;
    }
}
