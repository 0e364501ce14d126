//! Members' texts that try to be more than text, from inbox to a page in a real browser: nothing runs, everything is shown.
//!
//! `tests/inbox/hostile.txt` holds one text a line (`⏎` is a line end, `⇥` a tab), written for this test along the categories
//! that OWASP's list of filter evasions names. What would run there sets `pwned` or opens a dialog. The browser ignores the page's
//! policy (`Page.setBypassCSP`), so that it is the text that is harmless and not only the policy that holds.

#![allow(clippy::print_stdout)] // what was measured is part of the result

use std::{collections::BTreeMap, fs, path::Path};

use serde_json::{Value, json};
use tests::{browser::Browser, copy, host::Server, repository, run};
use wire::draft::{Consents, Draft, Kind};

const CORPUS: &str = include_str!("inbox/hostile.txt");

fn texts() -> Vec<String> {
    CORPUS
        .lines()
        .map(|line| line.replace('⏎', "\n").replace('⇥', "\t"))
        .collect()
}

/// The same text as story, title and name to print.
fn draft(number: u64, text: &str) -> Draft {
    let line: String = text.replace(['\n', '\t'], " ");
    let line: String = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = line.chars().take(60).collect();
    Draft {
        id: number + 1,
        kind: Kind::Story,
        consents: Consents {
            publish: true,
            people: true,
            own: true,
        },
        day: 20_780,
        title: format!("Bài số {number} {}", short.trim()),
        // What comes first in a line or paragraph, in the middle, and at the end.
        text: format!(
            "{}\nGiữa câu {} nữa\n\n{}",
            text.replace('\t', " ").trim(),
            line.trim(),
            line.trim()
        ),
        credit: Some(short.trim().to_owned()).filter(|name| wire::completion::is_plain(name)),
        unit: Some(short.trim().to_owned()).filter(|name| wire::completion::is_plain(name)),
        reply_to: None,
        contest: None,
        photos: Vec::new(),
    }
}

/// All of the corpus taken, accepted and built; the page of each by number.
fn published(root: &Path) -> BTreeMap<u64, String> {
    copy(&repository().join("tests/checks/base"), root);
    let chat: Vec<String> = (0..)
        .zip(texts())
        .map(|(number, text)| draft(number, &text).messages(900).expect("sound").join("\n"))
        .collect();
    let came = root.join("den.txt");
    fs::write(&came, chat.join("\n")).expect("writable");
    let root = root.to_str().expect("plain");
    let place = ["--root", root, "--today", "2026-11-24"];
    let (code, output, errors) = run(&[
        &["inbox", came.to_str().expect("plain"), "--format", "json"],
        &place[..],
    ]
    .concat());
    assert_eq!(code, 0, "{errors}");
    let report: Value = serde_json::from_str(&output).expect("JSON");
    let taken = report["taken"].as_array().expect("a list");
    assert_eq!(taken.len(), texts().len(), "{:#}", report["skipped"]);
    // Before anything is accepted, all of it waits on the page for the editor; a hundred at once.
    let page = format!("{root}/duyet.html");
    let (code, _, errors) = run(&[&["inbox", "--review", &page], &place[..]].concat());
    assert_eq!(code, 0, "{errors}");
    let ids: Vec<&str> = taken
        .iter()
        .map(|taken| taken["id"].as_str().expect("a number"))
        .collect();
    let (code, output, errors) = run(&[
        &["inbox", "--accept-to", "content/story/", "--format", "json"],
        &place[..],
        &ids,
    ]
    .concat());
    assert_eq!(code, 0, "{errors}");
    let accepted: Value = serde_json::from_str(&output).expect("JSON");
    let out = format!("{root}/dist");
    let (code, _, errors) = run(&[&["build", "--no-client", "--out", &out], &place[..]].concat());
    assert_eq!(code, 0, "{errors}");
    let page = |accepted: &Value| {
        let id = accepted["id"].as_str().expect("a number");
        let path = accepted["accepted"].as_str().expect("a path");
        let name = path.trim_start_matches("content/story/").trim_end_matches(".md");
        (
            u64::from_str_radix(id, 16).expect("digits") - 1,
            format!("chuyen/{name}/"),
        )
    };
    accepted.as_array().expect("a list").iter().map(page).collect()
}

/// A browser that ignores policies, and counts dialogs.
async fn without_policy(name: &str) -> Browser {
    let browser = Browser::open(name, json!({})).await;
    browser.devtools("Page.enable", json!({})).await;
    browser.devtools("Page.setBypassCSP", json!({ "enabled": true })).await;
    let canary = "window.dialogs = 0; for (const name of ['alert', 'confirm', 'prompt']) window[name] = () => { window.dialogs += 1; };";
    browser.before_each_page(canary).await;
    browser
}

/// Without letters of no width, which the proposal leaves out, and in composed blanks, as pages show them.
fn shown(text: &str) -> String {
    let is_hidden =
        |letter: char| matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{e000}'..='\u{f8ff}');
    text.replace(is_hidden, "")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

const LOOK: &str = "
    const prose = document.querySelector('.prose');
    for (const part of document.querySelectorAll('main *'))
        for (const type of ['mouseover', 'pointerover', 'focus', 'toggle', 'animationstart']) part.dispatchEvent(new Event(type));
    const parts = [...prose.querySelectorAll('*')];
    const links = parts.filter((part) => part.tagName === 'A');
    return {
        pwned: typeof window.pwned === 'undefined' ? null : String(window.pwned),
        dialogs: window.dialogs,
        text: prose.textContent,
        title: document.querySelector('h1').textContent,
        facts: document.querySelector('.facts').textContent,
        tags: [...new Set(parts.map((part) => part.tagName))],
        attributes: [...new Set(parts.flatMap((part) => [...part.attributes].map((attribute) => attribute.name)))],
        links: links.map((link) => [link.getAttribute('href'), link.getAttribute('rel')]),
    };";

#[tokio::test]
async fn nothing_that_members_write_runs_and_all_of_it_is_shown() {
    assert!(texts().len() >= 100, "{} texts", texts().len());
    let folder = tempfile::tempdir().expect("a temporary folder");
    let pages = published(folder.path());
    assert_eq!(pages.len(), texts().len());
    let server = Server::start(folder.path().join("dist")).await;
    let browser = without_policy("hostile").await;
    for (number, text) in (0..).zip(texts()) {
        let sent = draft(number, &text);
        browser.go(&server.address(&pages[&number])).await;
        let seen = browser.script(LOOK).await;
        assert_eq!(
            (&seen["pwned"], &seen["dialogs"]),
            (&Value::Null, &json!(0)),
            "{text} ran"
        );
        assert_eq!(
            shown(seen["text"].as_str().expect("a text")),
            shown(&sent.text),
            "{text} is not shown as it was written"
        );
        let title = seen["title"].as_str().expect("a text");
        assert!(
            shown(&sent.title).starts_with(shown(title).trim_end_matches('…').trim_end()),
            "{title} for {}",
            sent.title
        );
        let facts = shown(seen["facts"].as_str().expect("a text"));
        for name in [&sent.credit, &sent.unit].into_iter().flatten() {
            assert!(facts.contains(&shown(name)), "{facts} lacks {name}");
        }
        let allowed = |list: &Value, names: &[&str]| {
            list.as_array()
                .expect("a list")
                .iter()
                .all(|name| name.as_str().is_some_and(|name| names.contains(&name)))
        };
        assert!(
            allowed(&seen["tags"], &["P", "BR", "A"]),
            "{text} made {}",
            seen["tags"]
        );
        assert!(
            allowed(&seen["attributes"], &["href", "rel"]),
            "{text} made {}",
            seen["attributes"]
        );
        for link in seen["links"].as_array().expect("a list") {
            let href = link[0].as_str().expect("an address");
            assert!(
                ["https://", "http://"].iter().any(|scheme| href.starts_with(scheme)) && link[1] == "nofollow ugc",
                "{text} made {link}"
            );
        }
    }
    browser.close().await;
    println!(
        "{} hostile texts, each as story, title, name and unit: none ran, all were shown",
        texts().len()
    );
}

const LOOK_AT_REVIEW: &str = "
    for (const part of document.querySelectorAll('main *')) {
        if (part.tagName === 'DETAILS') part.open = true;
        for (const type of ['mouseover', 'pointerover', 'focus', 'toggle', 'animationstart']) part.dispatchEvent(new Event(type));
    }
    const parts = [...document.querySelectorAll('main *')];
    return {
        pwned: typeof window.pwned === 'undefined' ? null : String(window.pwned),
        dialogs: window.dialogs,
        cards: [...document.querySelectorAll('article')].map((card) => [
            card.querySelector('code').textContent,
            card.querySelector('.words').textContent,
            card.querySelector('h2').textContent,
        ]),
        tags: [...new Set(parts.map((part) => part.tagName))],
        attributes: [...new Set(parts.flatMap((part) => [...part.attributes].map((attribute) => attribute.name)))],
        sources: [...document.querySelectorAll('[src], [href]')].length,
    };";

/// The editor's page has the same texts in it before anybody looked at them, and opens from her own disk, where no server
/// adds a policy.
#[tokio::test]
async fn nothing_runs_on_the_editors_page_and_her_choices_come_into_the_address() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    published(folder.path());
    let browser = without_policy("review").await;
    let page = format!("file://{}/duyet.html", folder.path().display());
    browser.go(&page).await;
    let seen = browser.script(LOOK_AT_REVIEW).await;
    assert_eq!((&seen["pwned"], &seen["dialogs"]), (&Value::Null, &json!(0)));
    let cards = seen["cards"].as_array().expect("a list");
    assert_eq!(cards.len(), 100);
    for card in cards {
        let text = |at: usize| card[at].as_str().expect("a text");
        let number = usize::from_str_radix(text(0), 16).expect("digits") - 1;
        let sent = draft(number as u64, &texts()[number]);
        assert_eq!(
            shown(text(1)),
            shown(&sent.text),
            "{} is not shown as it was written",
            sent.text
        );
        assert!(
            shown(&sent.title).starts_with(shown(text(2)).trim_end_matches('…').trim_end()),
            "{}",
            text(2)
        );
    }
    let only = |list: &Value, names: &[&str]| {
        let list = list.as_array().expect("a list");
        let other: Vec<&Value> = list
            .iter()
            .filter(|name| !names.contains(&name.as_str().unwrap_or_default()))
            .collect();
        assert!(other.is_empty(), "{other:?}");
    };
    only(
        &seen["tags"],
        &[
            "H1", "H2", "P", "DETAILS", "SUMMARY", "OL", "LI", "UL", "CODE", "PRE", "FORM", "ARTICLE", "BDI", "DIV",
            "DL", "DT", "DD", "SPAN", "FIELDSET", "LEGEND", "LABEL", "INPUT", "BUTTON",
        ],
    );
    only(
        &seen["attributes"],
        &[
            "class",
            "method",
            "action",
            "open",
            "type",
            "name",
            "value",
            "checked",
            "disabled",
            "aria-label",
            "maxlength",
            "autocomplete",
        ],
    );
    assert_eq!(seen["sources"], 0);
    browser.close().await;

    // With the page's own policy in force, the form still leads to an address that says what was chosen.
    let browser = Browser::open("review-form", json!({})).await;
    browser.go(&page).await;
    let first = browser.text("article code").await;
    browser.click(&format!("[name='{first}'][value=decline]")).await;
    browser.type_into(&format!("[name='{first}-why']"), "Mã lạ").await;
    browser.click("button[type=submit]").await;
    let address = browser.address(|address| address.contains('?')).await;
    assert!(
        address.contains(&format!("{first}=decline&{first}-why=M%C3%A3+l%E1%BA%A1")),
        "{address}"
    );
    browser.close().await;
}

/// The canary can sing: the same browser runs what is not escaped.
#[tokio::test]
async fn the_browser_of_this_test_would_have_noticed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let page = "<!doctype html><meta http-equiv=content-security-policy content=\"script-src 'none'\"><main><div class=prose><img src=x onerror=pwned=1></div></main>";
    fs::write(folder.path().join("index.html"), page).expect("writable");
    let server = Server::start(folder.path().to_owned()).await;
    let browser = Browser::open("canary", json!({})).await;
    browser.devtools("Page.enable", json!({})).await;
    browser.devtools("Page.setBypassCSP", json!({ "enabled": true })).await;
    browser.go(&server.address("")).await;
    let mut heard = Value::Null;
    for _ in 0..50 {
        heard = browser.script("return window.pwned ?? null").await;
        if heard == json!(1) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert_eq!(heard, json!(1));
    browser.close().await;
}
