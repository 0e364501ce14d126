//! A real Chromium, driven as a member would: each act waits for what it needs, and says what was missing.

#![allow(clippy::missing_panics_doc)] // every act of a test panics when it cannot be done; that is what it is for

use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use fantoccini::{Client, ClientBuilder, Locator, elements::Element, wd::WebDriverCompatibleCommand};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use url::{ParseError, Url};

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
pub struct Browser {
    /// The WebDriver session.
    pub client: Client,
    driver: Child,
    profile: PathBuf,
}

impl Browser {
    /// Starts with a fresh profile of this name; `preferences` are Chromium's own.
    pub async fn open(name: &str, preferences: serde_json::Value) -> Self {
        let profile = std::env::temp_dir().join(format!("portal-profile-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&profile);
        Self::with_profile(profile, preferences).await
    }

    /// Starts with a profile that may have been used before.
    pub async fn with_profile(profile: PathBuf, preferences: serde_json::Value) -> Self {
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
        let capabilities = json!({ "goog:chromeOptions": { "args": arguments, "prefs": preferences }, "goog:loggingPrefs": { "browser": "ALL" } });
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

    /// Opens an address.
    pub async fn go(&self, address: &str) {
        self.client.goto(address).await.expect("the page opens");
    }

    /// Waits until an element is there.
    async fn find(&self, selector: &str) -> Element {
        let wait = self.client.wait().at_most(Duration::from_secs(60));
        match wait.for_element(Locator::Css(selector)).await {
            Ok(element) => element,
            Err(error) => panic!("no {selector}: {error}\n{}", self.seen().await),
        }
    }

    /// What the page shows and has fetched, for the message of a test that failed.
    async fn seen(&self) -> String {
        let script = "return location.href + '\\n' + document.body.innerText + '\\n' + \
            performance.getEntriesByType('resource').filter((entry) => !entry.name.includes('/__portal/')).map((entry) => `${entry.responseStatus} ${entry.name}`).join('\\n')";
        let seen = self.client.execute(script, Vec::new()).await;
        seen.map_or_else(
            |error| error.to_string(),
            |seen| seen.as_str().unwrap_or_default().to_owned(),
        )
    }

    /// Waits until an element is there and gives its text.
    pub async fn text(&self, selector: &str) -> String {
        self.find(selector).await.text().await.expect("it has a text")
    }

    /// Waits until an element's text holds `words`, across reloads of the page.
    pub async fn sees(&self, selector: &str, words: &str) {
        let mut text = String::new();
        for _ in 0..200 {
            // An element may go between being found and being read, as the page is loaded anew.
            if let Ok(element) = self.client.find(Locator::Css(selector)).await
                && let Ok(now) = element.text().await
            {
                text = now;
                if text.contains(words) {
                    return;
                }
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("{selector} shows “{text}”, not “{words}”");
    }

    /// An attribute of an element once that is there; empty when it has none.
    pub async fn attribute(&self, selector: &str, name: &str) -> String {
        let value = self.find(selector).await.attr(name).await;
        value.expect("it can be read").unwrap_or_default()
    }

    /// Clicks an element once it is there.
    pub async fn click(&self, selector: &str) {
        for _ in 0..50 {
            match self.find(selector).await.click().await {
                // The page is still being laid out and moved away from under the pointer.
                Err(error) if error.to_string().contains("click intercepted") => {
                    tokio::time::sleep(Duration::from_millis(100)).await
                }
                clicked => return clicked.expect("it can be clicked"),
            }
        }
        panic!("{selector} lies below something else");
    }

    /// Sends keys to a field.
    pub async fn type_into(&self, selector: &str, keys: &str) {
        let element = self
            .client
            .find(Locator::Css(selector))
            .await
            .expect("the field is there");
        element.send_keys(keys).await.expect("it takes keys");
    }

    /// Picks a file in a field that takes one.
    pub async fn pick(&self, selector: &str, file: &Path) {
        self.type_into(selector, file.to_str().expect("a plain path")).await;
    }

    /// Has what is saved put into a folder, unasked.
    pub async fn save_into(&self, folder: &Path) {
        let allowed = json!({ "behavior": "allow", "downloadPath": folder });
        self.devtools("Page.setDownloadBehavior", allowed).await;
    }

    /// How many elements there are.
    pub async fn count(&self, selector: &str) -> usize {
        self.client
            .find_all(Locator::Css(selector))
            .await
            .expect("a selector")
            .len()
    }

    /// Waits until the page's address is a wanted one, and gives it.
    pub async fn address(&self, wanted: impl Fn(&str) -> bool) -> String {
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

    /// Runs a script in the page and gives what it returns.
    pub async fn script(&self, script: &str) -> serde_json::Value {
        self.client
            .execute(script, vec![])
            .await
            .expect("a script of the test runs")
    }

    /// Waits until a script in the page returns `true`.
    ///
    /// # Panics
    /// After twenty seconds.
    pub async fn wait_for_script(&self, script: &str) {
        for _ in 0..400 {
            if self.script(script).await == true {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("never true: {script}");
    }

    /// Waits until a page, by its path below the portal's root, is kept for days without a connection.
    ///
    /// # Panics
    /// After twenty seconds.
    pub async fn keeps(&self, path: &str) {
        let held =
            format!("return caches.match(new URL('{path}', document.querySelector('.brand').href)).then(Boolean)");
        self.wait_for_script(&held).await;
    }

    /// Ends the browser and gives its profile.
    pub async fn close(mut self) -> PathBuf {
        self.client.close().await.expect("chromium ends");
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        self.profile
    }

    /// Ends the browser at once, as a phone without memory or battery does, and gives its profile.
    pub async fn kill(mut self) -> PathBuf {
        // Chromium marks a profile in use by a link to the name of the host and its own number.
        let lock = fs::read_link(self.profile.join("SingletonLock")).expect("the profile is in use");
        let lock = lock.to_string_lossy();
        let (_, process) = lock.rsplit_once('-').expect("host and number");
        let killed = Command::new("kill").args(["-KILL", process]).status();
        assert!(killed.expect("kill runs").success(), "process {process} is killed");
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        self.profile
    }
}

/// Gives the right answer to each question on the page, by its own controls.
const ANSWER_ALL: &str = r#"
for (const set of document.querySelectorAll('[data-question]')) {
  const right = set.querySelector('[data-answer]').dataset.answer.split(',');
  const check = set.querySelector('[data-check] button');
  switch (set.dataset.kind) {
    case 'one':
      set.querySelector(`input[value="${right[0]}"]`).click();
      break;
    case 'several':
      for (const field of set.querySelectorAll('input')) if (field.checked !== right.includes(field.value)) field.click();
      check.click();
      break;
    case 'order':
      for (const value of right) {
        const step = set.querySelector(`[data-step="${value}"]`);
        step.parentElement.append(step);
      }
      check.click();
      break;
    default: {
      const mark = document.documentElement.lang === 'vi' ? ',' : '.';
      set.querySelector('input').value = String(Number(right[0]) / 1000).replace('.', mark);
      check.click();
    }
  }
}"#;

/// A command of the DevTools protocol, passed on by chromedriver.
#[derive(Debug)]
struct DevTools {
    name: &'static str,
    parameters: serde_json::Value,
}

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        let body = json!({ "cmd": self.name, "params": self.parameters });
        (Method::POST, Some(body.to_string()))
    }
}

/// Asks for what the console has shown.
#[derive(Debug)]
struct ConsoleLog;

impl WebDriverCompatibleCommand for ConsoleLog {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({ "type": "browser" }).to_string()))
    }
}

impl Browser {
    /// Has the end of the lesson's text on the screen, as who has read it.
    pub async fn read_to_end(&self) {
        self.find("[data-quiz]").await;
        self.script("document.querySelector('[data-text-end]').scrollIntoView({ block: 'center' })")
            .await;
        self.find("[data-widget=lesson][data-read]").await;
    }

    /// Comes to the questions of the lesson on the page, whose client then starts.
    pub async fn come_to_questions(&self) {
        self.find("[data-quiz]").await;
        self.script("document.querySelector('[data-quiz]').scrollIntoView()")
            .await;
        self.find("[data-widget=lesson][data-ready]").await;
    }

    /// Learns the lesson on the page: reads it and answers every question right.
    pub async fn learn(&self) {
        self.read_to_end().await;
        self.come_to_questions().await;
        self.script(ANSWER_ALL).await;
    }

    /// Sets the clock that pages opened from now on see: noon in Vietnam of a day `YYYY-MM-DD`.
    pub async fn set_clock(&self, day: &str) {
        let source = format!(
            "{{ const Real = Date; const shift = Real.parse('{day}T12:00:00+07:00') - Real.now();\n\
             globalThis.Date = class extends Real {{\n\
             constructor(...given) {{ if (given.length) super(...given); else super(Real.now() + shift); }}\n\
             static now() {{ return Real.now() + shift; }} }}; }}"
        );
        self.before_each_page(&source).await;
    }

    /// Runs a script in every page opened from now on, before any of its own.
    pub async fn before_each_page(&self, source: &str) {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source }))
            .await;
    }

    /// What the console has shown since it was asked last: what the browser refused, missed or warns of.
    pub async fn console(&self) -> Vec<String> {
        let entries = self.client.issue_cmd(ConsoleLog).await.expect("chromedriver keeps it");
        let entries = entries.as_array().cloned().unwrap_or_default();
        let message = |entry: &serde_json::Value| entry["message"].as_str().map(str::to_owned);
        entries.iter().filter_map(message).collect()
    }

    /// Gives a command of the DevTools protocol, and what it answers.
    pub async fn devtools(&self, name: &'static str, parameters: serde_json::Value) -> serde_json::Value {
        let command = DevTools { name, parameters };
        self.client.issue_cmd(command).await.expect("chromedriver passes it on")
    }
}

/// The text that a browser saved into a folder, once it is there.
///
/// # Panics
/// When the folder cannot be read, or nothing is saved within 20 seconds.
pub async fn saved_text(folder: &Path) -> PathBuf {
    for _ in 0..200 {
        let mut files = fs::read_dir(folder)
            .expect("readable")
            .map(|entry| entry.expect("readable").path());
        let is_whole = |path: &Path| fs::metadata(path).is_ok_and(|metadata| metadata.len() > 0);
        if let Some(found) = files.find(|path| path.extension().is_some_and(|end| end == "txt") && is_whole(path)) {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("no file is saved");
}
