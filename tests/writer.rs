//! A member at the page to write for the portal: a small portal with its client, and the acts that tests share.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};

use crate::{add_client, browser::Browser, host::Server, plain, run, small_portal};

/// Address of the page.
pub const PAGE: &str = "gui-bai/";
/// The day on which the portal is built.
pub const TODAY: &str = "2026-11-24";

/// The small portal of the checks with the client; drafts are sent to `address`, where one is given.
///
/// # Panics
/// When it cannot be written or built.
pub fn portal(address: Option<&str>) -> tempfile::TempDir {
    let folder = small_portal();
    add_client(folder.path());
    let settings = folder.path().join("site/site.toml");
    let mut text = fs::read_to_string(&settings).expect("readable");
    text.push_str("\n[inbox]\nphone = \"0900 000 000\"\nmail = \"bai@congdoan.example.vn\"\n");
    if let Some(address) = address {
        text.push_str(&format!("address = \"{address}\"\n"));
    }
    fs::write(settings, text).expect("writable");
    build(folder.path(), "dist");
    folder
}

/// Builds into a folder of the portal, and gives it.
///
/// # Panics
/// When it cannot be built.
pub fn build(folder: &Path, name: &str) -> PathBuf {
    let out = folder.join(name);
    let place = ["--root", plain(folder), "--out", plain(&out), "--today", TODAY];
    let (code, _, errors) = run(&[&["build"], &place[..]].concat());
    assert_eq!(code, 0, "{errors}");
    out
}

/// A browser at a host of the portal.
pub struct Writer {
    /// The browser.
    pub browser: Browser,
    /// The host.
    pub server: Server,
}

impl Writer {
    /// Opens the page with a fresh profile.
    pub async fn open(name: &str, dist: PathBuf) -> Self {
        let browser = Browser::open(&format!("writer-{name}"), json!({})).await;
        let writer = Self {
            browser,
            server: Server::start(dist).await,
        };
        writer.go(PAGE).await;
        writer
    }

    /// Opens a page; that to write until it can be used.
    pub async fn go(&self, path: &str) {
        self.browser.go(&self.server.address(path)).await;
        if path.starts_with(PAGE) {
            self.browser.text(".compose[data-ready]").await;
        }
    }

    /// Opens the page anew.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn reload(&self) {
        self.browser.client.refresh().await.expect("the page is loaded anew");
        self.browser.text(".compose[data-ready]").await;
    }

    /// Writes a draft with the two consents.
    pub async fn write(&self, kind: &str, title: &str, text: &str) {
        self.choose("kind", kind).await;
        if !title.is_empty() {
            self.browser.type_into("[data-field=title]", title).await;
        }
        self.browser.type_into("[data-field=text]", text).await;
        self.tick("publish").await;
        self.tick("own").await;
        self.browser.sees("[data-kept]", "Đã giữ trong máy").await;
    }

    /// Chooses of a list, as a member does.
    pub async fn choose(&self, field: &str, value: &str) {
        self.browser
            .click(&format!("select[data-field={field}] option[value='{value}']"))
            .await;
    }

    /// Ticks a box.
    pub async fn tick(&self, name: &str) {
        self.browser.click(&format!("[data-box={name}]")).await;
    }

    /// Picks a file as a photo.
    ///
    /// # Panics
    /// When the field takes none.
    pub async fn pick(&self, file: &Path) {
        self.browser.pick("[data-pick]", file).await;
    }

    /// Looks at the draft and goes on to the ways to send it.
    pub async fn review(&self) {
        self.browser.click("[data-act=review]").await;
        self.browser.text("[data-ways]:not([hidden])").await;
    }

    /// Puts the draft into the outbox.
    pub async fn post(&self) {
        self.review().await;
        self.browser.click("[data-act=post]").await;
        self.browser.sees("[data-list-said]", "hàng gửi").await;
    }

    /// The draft in parts, as the fields show it.
    ///
    /// # Panics
    /// When the page has no such fields.
    pub async fn parts(&self) -> Vec<String> {
        let script = "return Array.from(document.querySelectorAll('[data-part]'), (field) => field.value)";
        serde_json::from_value(self.browser.script(script).await).expect("a list of texts")
    }

    /// Cuts the browser off, or gives it its network back.
    pub async fn offline(&self, is_off: bool) {
        let conditions = json!({ "offline": is_off, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.browser.devtools("Network.enable", json!({})).await;
        self.browser
            .devtools("Network.emulateNetworkConditions", conditions)
            .await;
    }

    /// True when an element shows on the page.
    pub async fn shows(&self, selector: &str) -> bool {
        let script = format!("return Boolean(document.querySelector('{selector}')?.offsetParent)");
        self.browser.script(&script).await == json!(true)
    }

    /// All keys of the storage, in order.
    ///
    /// # Panics
    /// When they are no texts.
    pub async fn keys(&self) -> Vec<String> {
        let keys = self.browser.script("return Object.keys(localStorage).sort()").await;
        serde_json::from_value(keys).expect("a list of names")
    }
}

/// What `portal inbox` makes of a file with this text.
///
/// # Panics
/// When the command fails.
pub fn inbox(folder: &Path, name: &str, text: &str) -> Value {
    let file = folder.join(name);
    fs::write(&file, text).expect("writable");
    let place = ["--root", plain(folder), "--today", TODAY, "--format", "json"];
    let (code, output, errors) = run(&[&["inbox", plain(&file)], &place[..]].concat());
    assert!(code == 0 || code == 2, "{code} {errors}");
    serde_json::from_str(&output).unwrap_or_else(|error| panic!("{error}: {output} {errors}"))
}
