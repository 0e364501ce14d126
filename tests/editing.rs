//! What helps writers: schemas that say what the checks say, and the editor in the browser against a real git repository.

use std::{
    collections::BTreeSet,
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use serde_json::{Value, json};
use tests::{browser::Browser, files, plain, preview::Preview, repository, run, small_portal, target_folder};

/// The YAML between the two lines `---`, as JSON.
fn front_matter(path: &Path) -> Value {
    let text = fs::read_to_string(path).expect("readable");
    let yaml = text.split("---\n").nth(1).expect("front matter");
    serde_yaml_ng::from_str(yaml).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_schemas_kept_for_vs_code_are_those_the_portal_writes() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (code, _, errors) = run(&["schema", "--out", plain(folder.path())]);
    assert_eq!(code, 0, "{errors}");
    let kept = files(&repository().join(".vscode/schemas"));
    assert!(files(folder.path()) == kept, "run: cargo portal schema");
    let settings = fs::read_to_string(repository().join(".vscode/settings.json")).expect("readable");
    for name in kept.keys() {
        assert!(
            settings.contains(&format!(".vscode/schemas/{name}")),
            "settings.json does not use {name}"
        );
    }
}

#[test]
fn schemas_accept_what_checks_accept_and_refuse_what_they_refuse() {
    let mut seen = 0;
    for portal in ["", "tests/checks/base"] {
        let portal = repository().join(portal);
        let schemas = tempfile::tempdir().expect("a temporary folder");
        let arguments = [
            "schema",
            "--root",
            portal.to_str().expect("plain"),
            "--out",
            plain(schemas.path()),
        ];
        assert_eq!(run(&arguments).0, 0);
        for (name, schema) in files(schemas.path()) {
            let schema: Value = serde_json::from_slice(&schema).expect("JSON");
            let validator = jsonschema::validator_for(&schema).expect("a valid schema");
            let kind = portal.join("content").join(name.trim_end_matches(".json"));
            for text in fs::read_dir(&kind).into_iter().flatten() {
                let path = text.expect("readable").path();
                let written = front_matter(&path);
                let faults: Vec<String> = validator.iter_errors(&written).map(|fault| fault.to_string()).collect();
                assert_eq!(faults, Vec::<String>::new(), "{}", path.display());
                let mut spoilt = written.clone();
                spoilt["titel"] = "x".into();
                assert!(!validator.is_valid(&spoilt), "{} with an unknown key", path.display());
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "only {seen} texts were compared");

    // The same faults as in the fixtures of these rules.
    let schemas = files(&repository().join(".vscode/schemas"));
    for (rule, file) in [
        ("bad-date", "policy/sai.md"),
        ("text-length", "policy/sai.md"),
        ("missing-field", "policy/sai.md"),
        ("bad-url", "policy/sai.md"),
        ("wrong-type", "faq/sai.md"),
        ("bad-duration", "lesson/sai.md"),
        ("unknown-form", "story/sai.md"),
        ("bad-phone", "unit/sai.md"),
        ("unknown-topic", "policy/sai.md"),
    ] {
        let kind = file.split('/').next().expect("a kind");
        let schema: Value = serde_json::from_slice(&schemas[&format!("{kind}.json")]).expect("JSON");
        let written = front_matter(&repository().join("tests/checks").join(rule).join("content").join(file));
        assert!(!jsonschema::is_valid(&schema, &written), "the schema lets {rule} pass");
    }
}

/// The proxy of Decap CMS over a git repository, ended when dropped.
struct GitProxy {
    port: u16,
    server: Child,
}

const DECAP_SERVER: &str = "decap-server@3.11.3";

impl GitProxy {
    fn start(repository: &Path) -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|listener| listener.local_addr())
            .expect("a free port")
            .port();
        let server = Command::new("node")
            .arg(Self::installed().join("node_modules/decap-server/dist/index.js"))
            .current_dir(repository)
            .envs([("MODE", "git"), ("BIND_HOST", "127.0.0.1"), ("PORT", &port.to_string())])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("node starts; install it with: apt-get install nodejs npm");
        Self { port, server }
    }

    /// Installs the proxy once beside the built tests.
    fn installed() -> PathBuf {
        let folder = target_folder().join("decap-server");
        if !folder.join("complete").exists() {
            fs::create_dir_all(&folder).expect("writable");
            let status = Command::new("npm")
                .args(["install", "--no-audit", "--no-fund", "--silent", "--prefix"])
                .arg(&folder)
                .arg(DECAP_SERVER)
                .status();
            assert!(
                status.is_ok_and(|status| status.success()),
                "npm install {DECAP_SERVER} failed; npm comes with: apt-get install nodejs npm"
            );
            fs::write(folder.join("complete"), "").expect("writable");
        }
        folder
    }
}

impl Drop for GitProxy {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("git runs");
    assert!(
        output.status.success(),
        "git {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Clicks what shows these words, when it is there.
async fn click_words(browser: &Browser, selector: &str, words: &str) {
    let script = format!(
        "const found = [...document.querySelectorAll({selector:?})].find((one) => one.textContent.trim() === {words:?});\n\
         found?.click(); return !!found;"
    );
    for _ in 0..200 {
        if browser.script(&script).await == true {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let page = browser.text("body").await;
    panic!("nothing says “{words}” in:\n{page}");
}

/// Waits until the repository's last commit speaks of `words`.
async fn committed(folder: &Path, words: &str) {
    for _ in 0..200 {
        if git(folder, &["log", "-1", "--format=%s"]).contains(words) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("no commit speaks of {words}: {}", git(folder, &["log", "--oneline"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_editor_in_the_browser_writes_valid_texts_into_a_git_repository() {
    let folder = small_portal();
    git(folder.path(), &["init", "--quiet", "--initial-branch=main"]);
    git(folder.path(), &["config", "user.name", "Người viết"]);
    git(folder.path(), &["config", "user.email", "nguoi-viet@example.vn"]);
    git(folder.path(), &["add", "--all"]);
    git(folder.path(), &["commit", "--quiet", "--message", "Bắt đầu"]);
    let proxy = GitProxy::start(folder.path());
    let settings = folder.path().join("site/site.toml");
    let text = fs::read_to_string(&settings).expect("readable");
    let admin = format!(
        "\n[admin]\nbackend = \"proxy\"\naddress = \"http://127.0.0.1:{}/api/v1\"\n",
        proxy.port
    );
    fs::write(&settings, text + &admin).expect("writable");
    git(
        folder.path(),
        &["commit", "--quiet", "--all", "--message", "Bật trang viết bài"],
    );

    let preview = Preview::start(&[
        "serve",
        "--no-client",
        "--root",
        plain(folder.path()),
        "--today",
        "2026-11-24",
    ]);
    let browser = Browser::open("admin", json!({})).await;
    browser.go(&preview.address("/admin/")).await;
    // The portal's own picture stands above the button; the page's strict policy lets it through.
    browser.text("img[src$='logo.svg']").await;
    let picture = "return document.querySelector(\"img[src$='logo.svg']\").decode().then(() => true, () => false)";
    assert_eq!(browser.script(picture).await, true, "the portal's picture is shown");
    click_words(&browser, "button", "Đăng nhập").await;
    for label in ["Quyền lợi", "Hỏi đáp", "Bài học", "Công đoàn", "Thông báo"] {
        browser.sees("body", label).await;
    }

    // A text that was there: one word more, and nothing else is touched.
    browser
        .go(&preview.address("/admin/#/collections/policy/entries/nghi-phep-nam"))
        .await;
    browser.click("textarea[id^=summary]").await;
    browser.type_into("textarea[id^=summary]", " Thêm một câu.").await;
    click_words(&browser, "[role=button]", "Công bố").await;
    click_words(&browser, "[role=menuitem]", "Công bố ngay").await;
    committed(folder.path(), "nghi-phep-nam").await;
    let path = "content/policy/nghi-phep-nam.md";
    assert_eq!(git(folder.path(), &["diff", "--name-only", "HEAD~1"]).trim(), path);
    let lines = |commit: &str| -> BTreeSet<String> {
        let text = git(folder.path(), &["show", &format!("{commit}:{path}")]);
        text.lines().map(str::to_owned).collect()
    };
    // Keys may change places; the form has an order of its own.
    let (before, after) = (lines("HEAD~1"), lines("HEAD"));
    let written: Vec<&String> = after.difference(&before).collect();
    assert_eq!(
        written,
        ["summary: Bài này chỉ dùng để thử máy kiểm tra. Thêm một câu."]
    );
    assert_eq!(before.difference(&after).count(), 1);

    // A new one; its Vietnamese title becomes an address in ASCII.
    browser.go("about:blank").await;
    browser.go(&preview.address("/admin/#/collections/notice/new")).await;
    browser.click("input[id^=title]").await;
    browser.type_into("input[id^=title]", "Đêm hội trăng rằm ở xưởng").await;
    browser
        .type_into("textarea[id^=summary]", "Tổ công đoàn mời các cháu tới rước đèn.")
        .await;
    click_words(&browser, "button", "Ngay lúc này").await;
    browser.click("[data-slate-editor]").await;
    browser
        .type_into("[data-slate-editor]", "Bắt đầu lúc bảy giờ tối.")
        .await;
    click_words(&browser, "[role=button]", "Công bố").await;
    click_words(&browser, "[role=menuitem]", "Công bố ngay").await;
    committed(folder.path(), "dem-hoi-trang-ram-o-xuong").await;
    browser.close().await;

    let (code, _, errors) = run(&["check", "--root", plain(folder.path())]);
    assert_eq!(code, 0, "{errors}");
    preview.wait_for("/thong-bao/dem-hoi-trang-ram-o-xuong/", "Bắt đầu lúc bảy giờ tối.");
}
