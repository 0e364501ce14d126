//! A real Chromium meets the real, built portal.
//!
//! Each test is one day of one member; the steps read as what she does.

use std::{
    fs,
    io::{BufRead, BufReader},
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::OnceLock,
    time::Duration,
};

use fantoccini::{Client, ClientBuilder, Locator, key::Key};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tests::{portal, run};

/// The portal, built once and served for all tests of this program.
fn address() -> &'static str {
    static SERVED: OnceLock<String> = OnceLock::new();
    SERVED.get_or_init(|| {
        let out = std::env::temp_dir().join(format!("portal-browser-{}", std::process::id()));
        let port = free_port().to_string();
        let out_text = out.to_string_lossy().into_owned();
        let (code, _, errors) = run(&["build", "--out", &out_text]);
        assert_eq!(code, 0, "{errors}");
        let mut server = portal();
        server
            .args(["serve", "--out", &out_text, "--port", &port])
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        end_with_tests(&mut server);
        // The shell around it ends it; waiting for it here would wait for ever.
        std::mem::forget(server.spawn().expect("portal serve starts"));
        wait_for(&port);
        format!("http://127.0.0.1:{port}/")
    })
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .expect("a free port")
        .port()
}

fn wait_for(port: &str) {
    for _ in 0..300 {
        if std::net::TcpStream::connect(format!("127.0.0.1:{port}")).is_ok() {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("nothing answers on port {port}");
}

/// A server started by tests must not outlive them: it is run under a shell that ends when this process does.
fn end_with_tests(command: &mut Command) {
    let program = command.get_program().to_owned();
    let arguments: Vec<_> = command.get_args().map(std::ffi::OsStr::to_owned).collect();
    let directory = command.get_current_dir().map(std::path::Path::to_owned);
    let mut watched = Command::new("sh");
    watched.args([
        "-c",
        "\"$@\" & child=$!; while kill -0 $PPID 2>/dev/null && kill -0 $child 2>/dev/null; do sleep 1; done; kill $child",
        "sh",
    ]);
    watched
        .arg(program)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if let Some(directory) = directory {
        watched.current_dir(directory);
    }
    *command = watched;
}

/// Starts a driver on a port of its own choice, which it prints: a port looked up beforehand may be taken by then.
fn start_driver() -> (Child, String) {
    let mut driver = Command::new("chromedriver")
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("chromedriver starts; install it with: apt-get install chromium chromium-driver");
    let mut lines = BufReader::new(driver.stdout.as_mut().expect("its output is piped")).lines();
    let port = lines.find_map(|line| {
        let line = line.expect("readable");
        Some(
            line.split_once("successfully on port ")?
                .1
                .trim_end_matches('.')
                .to_owned(),
        )
    });
    drop(lines);
    (driver, port.expect("chromedriver says on which port it listens"))
}

/// A browser with its own driver and, unless given, its own fresh profile.
struct Browser {
    client: Client,
    driver: Child,
    profile: PathBuf,
}

impl Browser {
    async fn open(name: &str, preferences: serde_json::Value) -> Self {
        let profile = std::env::temp_dir().join(format!("portal-profile-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&profile);
        Self::with_profile(profile, preferences).await
    }

    async fn with_profile(profile: PathBuf, preferences: serde_json::Value) -> Self {
        let (driver, port) = start_driver();
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--force-prefers-reduced-motion",
            "--window-size=500,900",
        ];
        let mut arguments: Vec<String> = arguments.map(String::from).to_vec();
        arguments.push(format!("--user-data-dir={}", profile.display()));
        let capabilities = json!({ "goog:chromeOptions": { "args": arguments, "prefs": preferences } });
        let capabilities = capabilities.as_object().expect("an object").clone();
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await;
        Self {
            client: client.expect("chromium starts"),
            driver,
            profile,
        }
    }

    async fn go(&self, path: &str) {
        self.client
            .goto(&format!("{}{path}", address()))
            .await
            .expect("the page opens");
    }

    /// Waits until an element is there and gives its text.
    async fn text(&self, selector: &str) -> String {
        let element = self
            .client
            .wait()
            .at_most(Duration::from_secs(20))
            .for_element(Locator::Css(selector))
            .await;
        element
            .unwrap_or_else(|error| panic!("no {selector}: {error}"))
            .text()
            .await
            .expect("it has a text")
    }

    /// Waits until an element's text holds `words`.
    async fn sees(&self, selector: &str, words: &str) {
        let mut text = String::new();
        for _ in 0..100 {
            text = self.text(selector).await;
            if text.contains(words) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("{selector} shows “{text}”, not “{words}”");
    }

    async fn click(&self, selector: &str) {
        let element = self
            .client
            .wait()
            .at_most(Duration::from_secs(20))
            .for_element(Locator::Css(selector))
            .await;
        element
            .unwrap_or_else(|error| panic!("no {selector}: {error}"))
            .click()
            .await
            .expect("it can be clicked");
    }

    async fn type_into(&self, selector: &str, keys: &str) {
        let element = self
            .client
            .find(Locator::Css(selector))
            .await
            .expect("the field is there");
        element.send_keys(keys).await.expect("it takes keys");
    }

    async fn count(&self, selector: &str) -> usize {
        self.client
            .find_all(Locator::Css(selector))
            .await
            .expect("a selector")
            .len()
    }

    /// Waits until the page's address is a wanted one, and gives it.
    async fn address(&self, wanted: impl Fn(&str) -> bool) -> String {
        let mut address = String::new();
        for _ in 0..100 {
            address = self.client.current_url().await.expect("an address").to_string();
            if wanted(&address) {
                return address;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the address stays {address}");
    }

    async fn press(&self, key: Key) {
        self.type_into(SEARCH_FIELD, &String::from(char::from(key))).await;
    }

    async fn script(&self, script: &str) -> serde_json::Value {
        self.client
            .execute(script, vec![])
            .await
            .expect("a script of the test runs")
    }

    async fn close(mut self) -> PathBuf {
        self.client.close().await.expect("chromium ends");
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        self.profile
    }
}

const LESSON: &str = "bai-hoc/chon-may-4g/";
const SEARCH_FIELD: &str = "input[name=q]";

#[tokio::test]
async fn a_question_typed_without_marks_is_answered() {
    let browser = Browser::open("search", json!({})).await;
    browser.go("").await;
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
    browser.go("chinh-sach/").await;
    browser.type_into(SEARCH_FIELD, "nghi thai san").await;
    browser.text(".result").await;
    browser.press(Key::Down).await;
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
    browser.press(Key::Escape).await;
    for _ in 0..50 {
        if browser.count(".result").await == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(browser.count(".result").await, 0, "Escape closes the list");
    browser.press(Key::Down).await;
    browser.text(".result[aria-selected=true]").await;
    browser.press(Key::Enter).await;
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
    browser.go("tim-kiem/?q=thai%20san").await;
    browser.sees(".search-status", "kết quả").await;
    browser.type_into(SEARCH_FIELD, " chong").await;
    browser.address(|address| address.contains("chong")).await;
    browser.close().await;
}

#[tokio::test]
async fn progress_survives_a_reload_and_a_new_start_of_the_browser() {
    let browser = Browser::open("progress", json!({})).await;
    browser.go(LESSON).await;
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
    browser.go("khoa-hoc/dien-thoai-moi/").await;
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
    browser.go(LESSON).await;
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
    browser.go("").await;
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
    browser.go(LESSON).await;
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
