//! A learner's phone, the portal whose codes it makes, and what the command says of them.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

use serde_json::json;
use tests::{add_client, browser::Browser, copied_portal, host::Server, run};

pub(super) const RECORD: &str = "so-hoc-tap/";
pub(super) const CHECK: &str = "kiem-ma/";
pub(super) const LESSON: &str = "nhan-ra-lua-dao";
pub(super) const OTHER_LESSON: &str = "khoa-man-hinh-va-mat-khau";

/// A portal with an officer, whose private key is `lan.key`, a stranger's key, and the built site: once for all tests here.
pub(super) fn portal() -> PathBuf {
    static BUILT: OnceLock<tempfile::TempDir> = OnceLock::new();
    let folder = BUILT.get_or_init(|| {
        let folder = copied_portal();
        add_client(folder.path());
        let path = |name: &str| folder.path().join(name).to_str().expect("a plain path").to_owned();
        let officer = new_key(&path("lan.key"));
        new_key(&path("stranger.key"));
        let settings = path("site/site.toml");
        let text = fs::read_to_string(&settings).expect("readable");
        fs::write(&settings, [text, officer].join("\n")).expect("writable");
        let (code, _, errors) = run(&["build", "--root", &path(""), "--out", &path("dist")]);
        assert_eq!(code, 0, "{errors}");
        folder
    });
    folder.path().to_owned()
}

/// Makes a key; gives what belongs into the settings.
fn new_key(out: &str) -> String {
    let who = ["--name", "Trần Thị Lan", "--unit", "Công đoàn may 3"];
    let days = ["--from", "2026-01-01", "--until", "2999-12-31"];
    let (code, text, errors) = run(&[&["key", "new", "--out", out][..], &who, &days].concat());
    assert_eq!(code, 0, "{errors}");
    text
}

pub(super) fn path(name: &str) -> String {
    portal().join(name).to_str().expect("a plain path").to_owned()
}

/// The code of today's meeting.
pub(super) fn meeting(key: &str, lesson: &str) -> String {
    let key = path(key);
    let (code, text, errors) = run(&[
        "session",
        "new",
        "--key",
        &key,
        "--place",
        "Tổ may 3",
        "--lesson",
        lesson,
    ]);
    assert_eq!(code, 0, "{errors}");
    text.lines().next().expect("the code").to_owned()
}

pub(super) fn verify(code: &str) -> (i32, String) {
    let (exit, said, errors) = run(&["verify", "--root", &path(""), code]);
    (exit, said + &errors)
}

pub(super) struct Phone {
    pub(super) browser: Browser,
    pub(super) server: Server,
}

impl Phone {
    pub(super) async fn new(name: &str) -> Self {
        let server = Server::start(portal().join("dist")).await;
        let browser = Browser::open(&format!("codes-{name}"), json!({})).await;
        Self { browser, server }
    }

    pub(super) async fn open(&self, page: &str) {
        self.browser.go(&self.server.address(page)).await;
        self.browser.text(".record[data-ready]").await;
    }

    pub(super) async fn learn(&self, lesson: &str) {
        self.browser
            .go(&self.server.address(&format!("bai-hoc/{lesson}/")))
            .await;
        self.browser.learn().await;
        self.browser.sees("[data-lesson-status]", "Đã học xong").await;
    }

    /// Puts words into a field, as pasting does.
    pub(super) async fn paste(&self, field: &str, words: &str) {
        let words = json!(words);
        let script = format!(
            "const field = document.querySelector('{field}'); field.value = {words}; \
             field.dispatchEvent(new Event('input', {{ bubbles: true }}))"
        );
        self.browser.script(&script).await;
    }

    /// Makes the code of what is chosen, and gives it.
    pub(super) async fn make(&self, meeting: &str) -> String {
        self.paste("[data-completion-meeting]", meeting).await;
        self.browser.click("[data-act=complete]").await;
        self.browser.text("[data-completion-shown]:not([hidden])").await;
        self.code().await
    }

    pub(super) async fn code(&self) -> String {
        let code = self
            .browser
            .script("return document.querySelector('[data-completion-code]').value")
            .await;
        code.as_str().expect("a text").to_owned()
    }

    /// What the officers' page says of some words.
    pub(super) async fn judge(&self, words: &str) {
        self.paste("[data-codes-given]", words).await;
        self.browser.click("[data-act=check]").await;
    }

    pub(super) async fn close(self) {
        self.browser.close().await;
    }
}

/// What Chromium lacks here, in the form in which a phone has it.
pub(super) const STANDINS: &str = "
    window.given = [];
    if (!navigator.share) navigator.share = async ({ text }) => { window.given.push(text); };
    if (!window.BarcodeDetector) {
      window.BarcodeDetector = class {
        static async getSupportedFormats() { return ['qr_code']; }
        async detect(picture) {
          if (!(picture instanceof Image) || !picture.naturalWidth) throw new TypeError('no picture');
          return (window.inPicture || []).map((rawValue) => ({ rawValue }));
        }
      };
    }";

/// The text of a QR picture that the browser shows.
pub(super) async fn seen_by_a_scanner(browser: &Browser, selector: &str, file: &Path) -> String {
    // Drawn only when it is decoded.
    let decoded = format!("return document.querySelector('{selector}').decode().then(() => true)");
    assert_eq!(browser.script(&decoded).await, json!(true));
    browser
        .script(&format!(
            "document.querySelector('{selector}').scrollIntoView({{ block: 'center' }})"
        ))
        .await;
    // The whole screen, as a scanner sees it, until it is painted.
    let mut text = String::new();
    for _ in 0..40 {
        fs::write(file, browser.client.screenshot().await.expect("a screen")).expect("writable");
        let read = Command::new("zbarimg").args(["--quiet", "--raw"]).arg(file).output();
        let read = read.expect("zbarimg runs; install it with: apt-get install zbar-tools");
        text = String::from_utf8(read.stdout).expect("letters").trim().to_owned();
        if !text.is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(250)).await;
    }
    text
}
