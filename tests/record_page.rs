//! A member's record in a real Chromium: seen, carried to another phone by text and picture, kept off a shared phone, erased.
//!
//! The portal is built with its client and its worker, and served as a plain host would serve it.

use std::{fs, path::PathBuf, process::Command, sync::OnceLock, time::Duration};

use fantoccini::Locator;
use serde_json::json;
use tests::{
    browser::{Browser, saved_text},
    files,
    host::Server,
    repository, run,
};
use tokio::time::sleep;
use wire::record::{Done, Grade, Record, Review};

const PAGE: &str = "so-hoc-tap/";
const LESSON: &str = "bai-hoc/nhan-ra-lua-dao/";
const VIDEO_LESSON: &str = "bai-hoc/chon-may-4g/";
const STATUS: &str = "[data-lesson-status]";
const KEY: &str = "portal.record.v2";

/// The portal with its client, built once for all tests of this program.
fn dist() -> PathBuf {
    static BUILT: OnceLock<tempfile::TempDir> = OnceLock::new();
    let folder = BUILT.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let out = folder.path().join("dist");
        let (code, _, errors) = run(&["build", "--out", out.to_str().expect("a plain path")]);
        assert_eq!(code, 0, "{errors}");
        folder
    });
    folder.path().join("dist")
}

/// A member's phone, and the host it talks to.
struct Phone {
    browser: Browser,
    server: Server,
}

impl Phone {
    async fn new(name: &str) -> Self {
        Self::with(name, json!({})).await
    }

    async fn with(name: &str, preferences: serde_json::Value) -> Self {
        let server = Server::start(dist()).await;
        let browser = Browser::open(&format!("record-page-{name}"), preferences).await;
        Self { browser, server }
    }

    async fn go(&self, path: &str) {
        self.browser.go(&self.server.address(path)).await;
    }

    /// Opens the page of the record and waits for the client.
    async fn open_record(&self) {
        self.go(PAGE).await;
        self.browser.text(".record[data-ready]").await;
    }

    async fn finish(&self, lesson: &str) {
        self.go(lesson).await;
        self.browser.learn().await;
        self.browser.sees(STATUS, "Đã học xong").await;
    }

    /// Puts a record there as if it had been learned here.
    async fn has_learned(&self, record: &Record) {
        self.go(PAGE).await;
        let text = record.encode();
        self.browser
            .script(&format!("localStorage.setItem('{KEY}', '{text}')"))
            .await;
        self.open_record().await;
    }

    /// Goes to a second of the lesson's video, and waits until it is there.
    async fn watch_to(&self, second: u32) {
        let seek = format!(
            "const video = document.querySelector('[data-video]'); video.preload = 'auto'; \
             const go = () => {{ video.currentTime = {second}; }}; \
             if (video.readyState) go(); else {{ video.addEventListener('loadedmetadata', go); video.load(); }}"
        );
        self.browser.script(&seek).await;
        for _ in 0..100 {
            let now = self
                .browser
                .script("return document.querySelector('[data-video]').currentTime")
                .await;
            if now == json!(second) {
                return;
            }
            sleep(Duration::from_millis(50)).await;
        }
        panic!("the video does not go to {second}");
    }

    async fn stored(&self) -> Option<Record> {
        let text = self
            .browser
            .script(&format!("return localStorage.getItem('{KEY}')"))
            .await;
        text.as_str().map(|text| Record::decode(text).expect("a record"))
    }

    /// All keys of the storage, in order.
    async fn keys(&self) -> Vec<String> {
        let keys = self.browser.script("return Object.keys(localStorage).sort()").await;
        serde_json::from_value(keys).expect("a list of names")
    }

    /// The backup in parts, as the fields show it.
    async fn parts(&self) -> Vec<String> {
        let script = "return Array.from(document.querySelectorAll('[data-part]'), (field) => field.value)";
        serde_json::from_value(self.browser.script(script).await).expect("a list of texts")
    }

    async fn paste(&self, words: &str) {
        let words = json!(words);
        self.browser
            .script(&format!("document.querySelector('[data-paste]').value = {words}"))
            .await;
        self.browser.click("[data-act=look]").await;
    }

    /// True when an element shows on the page.
    async fn shows(&self, selector: &str) -> bool {
        let script = format!("return Boolean(document.querySelector('{selector}')?.offsetParent)");
        self.browser.script(&script).await == json!(true)
    }

    async fn close(self) {
        self.browser.close().await;
    }
}

/// So many lessons finished, with answers on four days.
fn record(lessons: usize) -> Record {
    let mut record = Record::default();
    let names = ["nhan-ra-lua-dao", "khoa-man-hinh-va-mat-khau", "so-bhxh-dien-tu"];
    for number in 0..lessons {
        let name = names
            .get(number)
            .map_or_else(|| format!("bai-cu-{number}"), |name| (*name).to_owned());
        let lesson = record.lessons.entry(&name);
        lesson.done = Some(Done {
            day: 20_780,
            edition: 0,
        });
        for day in 20_770..20_774 {
            let grade = Grade::Right;
            lesson.reviews.entry("0a1b2c3d").add(Review { day, grade });
        }
    }
    record
}

/// What the page says of a first finished lesson.
fn one_done() -> String {
    let lessons = files(&repository().join("content/lesson")).len();
    format!("đã học xong 1/{lessons} bài")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_finished_lesson_is_in_the_record() {
    let phone = Phone::new("results").await;
    phone.open_record().await;
    phone.browser.sees("[data-empty]", "chưa có gì").await;
    assert!(!phone.shows("[data-do=copy]").await, "nothing to carry, so no control");
    phone.finish(LESSON).await;
    phone.open_record().await;
    phone.browser.sees("[data-all]", &one_done()).await;
    phone.browser.sees("[data-all]", "còn khoảng").await;
    let item = "[data-lesson=nhan-ra-lua-dao]";
    phone.browser.sees(item, "Đã học xong").await;
    phone.browser.sees(item, "trả lời đúng 2/2 câu").await;
    phone.browser.sees(item, "ngày ").await;
    phone.browser.sees("[data-next]", "Học tiếp:").await;
    assert!(!phone.shows("[data-empty]").await);
    phone.browser.click("[data-next] a").await;
    phone.browser.address(|address| address.contains("/bai-hoc/")).await;
    phone.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_the_page_explains_and_shows_no_dead_control() {
    let phone = Phone::with(
        "plain",
        json!({ "profile.default_content_setting_values.javascript": 2 }),
    )
    .await;
    phone.go(PAGE).await;
    let text = phone.browser.text("main").await;
    for words in ["Sổ ghi gì, nằm ở đâu", "Không có gì tự rời máy", "Nhận ra"] {
        assert!(text.contains(words), "“{words}” in {text}");
    }
    for element in phone
        .browser
        .client
        .find_all(Locator::Css("main button, main textarea, main input"))
        .await
        .expect("found")
    {
        assert!(!element.is_displayed().await.expect("known"), "a dead control");
    }
    phone.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_travels_as_text_and_nothing_is_lost() {
    let old = Phone::new("old").await;
    old.finish(LESSON).await;
    let mut much = record(40);
    much.merge(&old.stored().await.expect("just learned"));
    old.has_learned(&much).await;
    let parts = old.parts().await;
    assert!(
        parts.len() > 1 && parts.iter().all(|part| part.len() < 1_600),
        "{} parts",
        parts.len()
    );
    old.close().await;

    let new = Phone::new("new").await;
    new.finish(VIDEO_LESSON).await;
    let before = new.stored().await.expect("just learned");
    new.open_record().await;
    new.paste(&format!("Chị giữ hộ em nhé\n{}\n", parts[parts.len() - 1]))
        .await;
    new.browser.sees("[data-heard]", "Còn thiếu phần 1").await;
    new.paste(&parts[..parts.len() - 1].join("\n\n")).await;
    new.browser.sees("[data-news]", "mới, đã học xong").await;
    assert_eq!(new.stored().await, Some(before.clone()), "a preview changes nothing");
    new.browser.click("[data-act=merge]").await;
    new.browser.sees("[data-heard]", "Đã gộp").await;
    let mut both = before;
    both.merge(&much.to_carry());
    assert_eq!(new.stored().await, Some(both.clone()));
    new.browser.sees("[data-gone]", "37 bài không còn trên cổng").await;

    // The same once more brings nothing, and says so.
    new.paste(&parts.join("\n")).await;
    new.browser.sees("[data-nothing-new]", "không có gì mới").await;
    assert!(!new.shows("[data-act=merge]").await);
    assert_eq!(new.stored().await, Some(both));
    new.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_travels_as_pictures() {
    let old = Phone::new("pictures").await;
    let much = record(14);
    old.has_learned(&much).await;
    old.browser.click("[data-pictures] summary").await;
    old.browser.text("[data-codes] figure").await;
    let pictures = old
        .browser
        .client
        .find_all(Locator::Css("[data-codes] img"))
        .await
        .expect("found");
    assert!(pictures.len() > 1, "a long record needs several pictures");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut texts = Vec::new();
    for (number, picture) in pictures.iter().enumerate() {
        let file = folder.path().join(format!("{number}.png"));
        fs::write(&file, picture.screenshot().await.expect("it is drawn")).expect("writable");
        let read = Command::new("zbarimg").args(["--quiet", "--raw"]).arg(&file).output();
        let read = read.expect("zbarimg runs; install it with: apt-get install zbar-tools");
        let text = String::from_utf8(read.stdout).expect("letters");
        assert!(text.starts_with("Q1."), "picture {number} reads “{text}”");
        texts.push(text);
    }
    old.close().await;

    texts.reverse();
    let new = Phone::new("pictured").await;
    new.open_record().await;
    new.paste(&texts.concat()).await;
    new.browser.sees("[data-news]", "mới").await;
    new.browser.click("[data-act=merge]").await;
    new.browser.sees("[data-heard]", "Đã gộp").await;
    assert_eq!(new.stored().await, Some(much));
    new.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_is_named_and_changes_nothing() {
    let phone = Phone::new("tampered").await;
    let own = record(2);
    phone.has_learned(&own).await;
    let text = record(3).encode();
    let changed = text.replacen(&text[20..21], if &text[20..21] == "A" { "B" } else { "A" }, 1);
    for (words, named) in [
        (text[..text.len() - 5].to_owned(), "thiếu hoặc bị sửa"),
        (changed, "thiếu hoặc bị sửa"),
        (text.replacen("P2.", "P9.", 1), "thuộc đời 9"),
        ("Chào chị, em gửi chị nhé".to_owned(), "không có bản giữ sổ học tập"),
        (String::new(), "Bạn dán chữ"),
    ] {
        phone.paste(&words).await;
        phone.browser.sees("[data-heard]", named).await;
        assert!(!phone.shows("[data-preview]").await, "{named}");
    }
    assert_eq!(phone.stored().await, Some(own));
    phone.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_can_be_saved_and_picked_as_a_file() {
    let downloads = tempfile::tempdir().expect("a temporary folder");
    let phone = Phone::with("file", json!({ "download.default_directory": downloads.path() })).await;
    let much = record(3);
    phone.has_learned(&much).await;
    phone.browser.sees("[data-due]", "3 bài").await;
    phone.browser.save_into(downloads.path()).await;
    phone.browser.click("[data-do=file]").await;
    phone.browser.sees("[data-said]", "Đã lưu tệp").await;
    phone.browser.sees("[data-carried]", "Lần giữ gần nhất").await;
    assert!(
        !phone.shows("[data-reminder]").await,
        "what is kept elsewhere is not asked for again"
    );
    let saved = saved_text(downloads.path()).await;
    phone.close().await;

    let new = Phone::new("filed").await;
    new.open_record().await;
    new.browser.pick("[data-pick=text]", &saved).await;
    new.browser.sees("[data-news]", "mới").await;
    new.browser.click("[data-act=merge]").await;
    new.browser.sees("[data-heard]", "Đã gộp").await;
    assert_eq!(new.stored().await, Some(much));
    new.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_asked_for_after_three_lessons_and_can_be_put_off() {
    let phone = Phone::new("reminder").await;
    phone.has_learned(&record(2)).await;
    assert!(
        !phone.shows("[data-reminder]").await,
        "two lessons are no reason to nag"
    );
    phone.has_learned(&record(3)).await;
    phone.browser.sees("[data-due]", "3 bài").await;
    phone.browser.click("[data-act=later]").await;
    phone.has_learned(&record(5)).await;
    assert!(!phone.shows("[data-reminder]").await, "put off");
    phone.has_learned(&record(6)).await;
    phone.browser.sees("[data-due]", "6 bài").await;
    phone.close().await;
}

/// Waits until the worker keeps a page.
async fn cached(phone: &Phone) {
    for _ in 0..200 {
        let names = phone.browser.script("return caches.keys()").await;
        if names.as_array().is_some_and(|names| {
            names
                .iter()
                .any(|name| name.as_str().is_some_and(|name| name.ends_with("pages")))
        }) {
            return;
        }
        sleep(Duration::from_millis(50)).await;
    }
    panic!("the worker keeps nothing");
}

const REGISTRATIONS: &str = "return navigator.serviceWorker.getRegistrations().then((all) => all.length)";
const ENTRIES: &str = "return caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys())))).then((all) => all.flat().map((request) => request.url).sort())";

#[tokio::test(flavor = "multi_thread")]
async fn private_mode_keeps_nothing_and_shows_nothing_of_others() {
    let phone = Phone::new("private").await;
    phone.finish(LESSON).await;
    cached(&phone).await;
    phone.open_record().await;
    phone.browser.click("[data-do=private]").await;
    phone.browser.sees(".private", "chế độ riêng tư").await;
    phone.browser.text(".record[data-ready]").await;
    phone.browser.sees("[data-empty]", "chưa có gì").await;
    let (keys, entries) = (phone.keys().await, phone.browser.script(ENTRIES).await);
    let own = phone
        .browser
        .script(&format!(
            "return Object.entries(localStorage).find(([key]) => key === '{KEY}')[1]"
        ))
        .await;

    phone.finish(VIDEO_LESSON).await;
    phone.browser.text(".private").await;
    phone.go("hoi-dap/").await;
    phone.browser.type_into("input[type=search]", "nghi phep\n").await;
    phone.browser.text(".answer-card, .search-status").await;
    phone.go("cong-doan/").await;
    phone.browser.click("[data-choose-union]").await;
    assert_eq!(phone.keys().await, keys, "no key came");
    let still = phone
        .browser
        .script(&format!(
            "return Object.entries(localStorage).find(([key]) => key === '{KEY}')[1]"
        ))
        .await;
    assert_eq!(still, own, "what the owner had is as it was");
    assert_eq!(phone.browser.script(ENTRIES).await, entries, "no page was kept");
    assert_eq!(phone.browser.script(REGISTRATIONS).await, json!(0));

    phone.browser.click(".private button").await;
    phone.open_record().await;
    phone.browser.sees("[data-all]", &one_done()).await;
    assert_eq!(phone.browser.count(".private").await, 0);
    phone.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn erasing_leaves_nothing_and_no_tab_brings_it_back() {
    let phone = Phone::new("erase").await;
    phone.finish(VIDEO_LESSON).await;
    phone.watch_to(21).await;
    cached(&phone).await;
    let first = phone.browser.client.window().await.expect("a tab");
    let second = phone
        .browser
        .client
        .new_window(true)
        .await
        .expect("a second tab")
        .handle;
    phone
        .browser
        .client
        .switch_to_window(second)
        .await
        .expect("the second tab");
    phone.open_record().await;
    let more = "sessionStorage.setItem('portal.session.v1', 'x'); localStorage.setItem('portal.union.v1', '1\\nA\\n\\n'); \
                return new Promise((done) => { const request = indexedDB.open('old'); request.onsuccess = () => { request.result.close(); done(true); }; })";
    phone.browser.script(more).await;

    phone.browser.click("[data-do=erase]").await;
    phone.browser.click("[data-do=erase-not]").await;
    assert!(phone.stored().await.is_some(), "asked, and not confirmed");
    phone.browser.click("[data-do=erase]").await;
    phone.browser.click("[data-do=erase-now]").await;
    for words in [
        "Đã xóa: ",
        "sổ học tập",
        "công đoàn đã chọn",
        "không có mạng",
        "cơ sở dữ liệu (1)",
    ] {
        phone.browser.sees("[data-erased]", words).await;
    }
    phone.browser.sees("[data-empty]", "chưa có gì").await;

    // The tab in which the lesson was finished is seen again, hidden and left.
    phone
        .browser
        .client
        .switch_to_window(first)
        .await
        .expect("the first tab");
    sleep(Duration::from_millis(300)).await;
    for event in ["visibilitychange", "pagehide"] {
        let script = format!("document.dispatchEvent(new Event('{event}')); dispatchEvent(new Event('{event}'))");
        phone.browser.script(&script).await;
    }
    assert_eq!(phone.keys().await, Vec::<String>::new());
    assert_eq!(phone.browser.script(ENTRIES).await, json!([]));
    assert_eq!(phone.browser.script(REGISTRATIONS).await, json!(0));
    assert_eq!(phone.browser.script("return sessionStorage.length").await, json!(0));
    assert_eq!(
        phone
            .browser
            .script("return indexedDB.databases().then((all) => all.length)")
            .await,
        json!(0)
    );
    phone.close().await;
}
