//! A second portal, of another organisation and in another language: nothing is wired to the first.
//!
//! `tests/second` is what a deployer writes: settings, colours, two pictures, content. Words come from
//! `site/strings/en.toml`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use fantoccini::key::Key;
use generator::{
    client::MODULES,
    config::{self, Addresses},
    source::Source,
};
use serde_json::json;
use tests::{add_client, browser::Browser, copy, files, plain, preview::Preview, repository, run};

const TODAY: &str = "2026-11-24";
const NAME: &str = "Harbour Help";
const ORGANISATION: &str = "Harbour Workers' Association (made up)";

/// The second portal in a folder of its own, with the client that was built for the repository.
fn second(with_client: bool) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy(&repository().join("tests/second"), folder.path());
    if with_client {
        add_client(folder.path());
    }
    folder
}

fn words(language: &str) -> BTreeMap<String, String> {
    let path = format!("site/strings/{language}.toml");
    let text = fs::read_to_string(repository().join(&path)).expect("readable");
    config::parse_words(&Source::new(path, &text)).expect("a file of words")
}

/// A letter that Vietnamese has and English has not.
fn is_vietnamese(letter: char) -> bool {
    "ĂăĐđĨĩŨũƠơƯư".contains(letter)
        || ('\u{1ea0}'..='\u{1ef9}').contains(&letter)
        || "àáâãèéêìíòóôõùúý".contains(letter.to_lowercase().next().unwrap_or(letter))
}

#[test]
fn both_languages_say_the_same_with_the_same_gaps() {
    let (vietnamese, english) = (words("vi"), words("en"));
    assert_eq!(
        vietnamese.keys().collect::<BTreeSet<_>>(),
        english.keys().collect::<BTreeSet<_>>()
    );
    let gaps = |words: &BTreeMap<String, String>| -> BTreeMap<String, usize> {
        let counted = words
            .iter()
            .map(|(key, word)| (key.clone(), word.matches("{}").count()));
        counted.collect()
    };
    assert_eq!(gaps(&vietnamese), gaps(&english));
    let foreign: Vec<_> = english
        .iter()
        .filter(|(_, word)| word.contains(is_vietnamese))
        .collect();
    assert!(foreign.is_empty(), "{foreign:?}");
}

#[test]
fn its_content_is_checked_without_a_warning() {
    let root = repository().join("tests/second");
    let arguments = [
        "check",
        "--root",
        plain(&root),
        "--today",
        TODAY,
        "--deny",
        "warnings",
        "--lang",
        "en",
    ];
    let (code, said, errors) = run(&arguments);
    assert_eq!(code, 0, "{said}{errors}");
    assert!(
        said.contains("0 errors, 0 warnings, 0 pieces of advice"),
        "{said}{errors}"
    );
}

/// What readers' programs get as text. The licences of others stay as their authors wrote them; what lies in `deploy/`,
/// and the rules for servers, are for deployers, whose guide is in Vietnamese.
fn is_for_readers(path: &str) -> bool {
    let is_text = ["html", "js", "webmanifest", "xml", "json", "atom", "svg", "txt"]
        .iter()
        .any(|ending| path.ends_with(&format!(".{ending}")));
    is_text && !path.starts_with("assets/licences-") && !path.starts_with("deploy/")
}

#[test]
fn nothing_of_the_first_portal_reaches_its_readers() {
    let folder = second(true);
    let out = folder.path().join("dist");
    let (code, said, errors) = run(&[
        "build",
        "--root",
        plain(folder.path()),
        "--out",
        plain(&out),
        "--today",
        TODAY,
        "--base-url",
        "https://harbour.example/help/",
    ]);
    assert_eq!(code, 0, "{said}{errors}");
    let built = files(&out);
    let mut wrong = Vec::new();
    let mut pages = 0;
    let addresses = serde_json::to_value(Addresses::default()).expect("texts");
    let addresses: Vec<&str> = addresses
        .as_object()
        .expect("named")
        .values()
        .filter_map(|value| value.as_str())
        .collect();
    for (path, bytes) in built.iter().filter(|(path, _)| is_for_readers(path)) {
        let text = String::from_utf8_lossy(bytes).replace("&#39;", "'");
        if let Some(at) = text.find(is_vietnamese) {
            let around: String = text[text.floor_char_boundary(at.saturating_sub(40))..]
                .chars()
                .take(80)
                .collect();
            wrong.push(format!("{path} says “{around}”"));
        }
        // As a part of its own: “chuyen/” would also end a longer word.
        let known = addresses.iter().find(|address| {
            let found = text.match_indices(**address);
            let mut before = found.map(|(at, _)| text[..at].chars().next_back());
            before.any(|letter| !letter.is_some_and(char::is_alphanumeric))
        });
        wrong.extend(known.map(|address| format!("{path} leads to {address}")));
        let first = ["#0b5d63", "#12282c"].into_iter().find(|colour| text.contains(colour));
        wrong.extend(first.map(|colour| format!("{path} has {colour}")));
        if path.ends_with(".html") {
            pages += 1;
            for own in [
                "<html lang=\"en\"",
                NAME,
                ORGANISATION,
                "--top:#4a2170",
                "<meta name=\"theme-color\" content=\"#4a2170\"",
                "content=\"#2a1440\"",
            ] {
                if !text.contains(own) {
                    wrong.push(format!("{path} lacks {own}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(pages > 25, "{pages} pages");
    for needed in [
        "questions/book-a-boat/index.html",
        "rules/index.html",
        "search/index.html",
        "offline/index.html",
    ] {
        assert!(built.contains_key(needed), "{needed} is missing");
    }
    let manifest: serde_json::Value = serde_json::from_slice(&built["site.webmanifest"]).expect("JSON");
    assert_eq!(
        [&manifest["name"], &manifest["lang"], &manifest["theme_color"]],
        [NAME, "en", "#4a2170"]
    );
    no_word_is_in_the_modules(&built);
}

/// The client's modules serve every language: what they say comes with them.
fn no_word_is_in_the_modules(built: &BTreeMap<String, Vec<u8>>) {
    let modules: Vec<_> = built.iter().filter(|(path, _)| path.ends_with(".wasm")).collect();
    assert_eq!(modules.len(), MODULES.len());
    for language in ["vi", "en"] {
        for (key, word) in words(language)
            .iter()
            .filter(|(_, word)| word.len() > 14 && !word.contains("{}"))
        {
            for (path, bytes) in &modules {
                let found = bytes.windows(word.len()).any(|window| window == word.as_bytes());
                assert!(!found, "{path} holds {key}: “{word}”");
            }
        }
    }
}

/// Colours by name, of the light and of the dark look.
fn palette(file: &Path) -> [BTreeMap<String, [f64; 3]>; 2] {
    let text = fs::read_to_string(file).expect("readable");
    let (light, dark) = text
        .split_once("@media (prefers-color-scheme: dark)")
        .expect("two looks");
    let colours = |text: &str| -> BTreeMap<String, [f64; 3]> {
        let lines = text
            .lines()
            .filter_map(|line| line.trim().strip_prefix("--")?.split_once(": #"));
        let lines = lines.map(|(name, value)| {
            let digits: String = match value.trim_end_matches(';') {
                short if short.len() == 3 => short.chars().flat_map(|digit| [digit, digit]).collect(),
                long => long.to_owned(),
            };
            let part = |at: usize| f64::from(u8::from_str_radix(&digits[at..at + 2], 16).expect("hexadecimal"));
            (name.to_owned(), [part(0), part(2), part(4)])
        });
        lines.collect()
    };
    let light = colours(light);
    // What the dark look does not name stays as it is.
    let mut both = light.clone();
    both.extend(colours(dark));
    [light, both]
}

/// Contrast as WCAG 2.2 counts it (<https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>).
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let luminance = |colour: [f64; 3]| {
        let [red, green, blue] = colour.map(|part| {
            let part = part / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Words and the ground they stand on; words need 4.5 to 1, the edge of a field 3 to 1.
const PAIRS: [(&str, &str, f64); 21] = [
    ("ink", "bg", 4.5),
    ("ink", "card", 4.5),
    ("ink", "soft", 4.5),
    ("ink", "warm-soft", 4.5),
    ("ink", "mark", 4.5),
    ("quiet", "bg", 4.5),
    ("quiet", "card", 4.5),
    ("quiet", "soft", 4.5),
    ("quiet", "warm-soft", 4.5),
    ("accent", "bg", 4.5),
    ("accent", "card", 4.5),
    ("accent", "soft", 4.5),
    ("accent", "warm-soft", 4.5),
    ("on-accent", "accent", 4.5),
    ("on-top", "top", 4.5),
    ("on-lamp", "lamp", 4.5),
    ("warm", "warm-soft", 4.5),
    ("warn", "warn-soft", 4.5),
    ("good", "good-soft", 4.5),
    ("bad", "bad-soft", 4.5),
    ("edge", "card", 3.0),
];

#[test]
fn words_stand_out_in_both_palettes_by_day_and_by_night() {
    let mut faint = Vec::new();
    for file in ["site/assets/tokens.css", "tests/second/site/assets/tokens.css"] {
        for (look, colours) in ["light", "dark"].into_iter().zip(palette(&repository().join(file))) {
            for (words, ground, least) in PAIRS {
                let found = contrast(colours[words], colours[ground]);
                if found < least {
                    faint.push(format!(
                        "{file}, {look}: {words} on {ground} is {found:.2} to 1, not {least}"
                    ));
                }
            }
        }
    }
    assert!(faint.is_empty(), "{}", faint.join("\n"));
}

async fn ask(browser: &Browser, question: &str) {
    browser
        .script("document.querySelector('input[type=search]').value = ''")
        .await;
    let keys = format!("{question}{}", char::from(Key::Enter));
    browser.type_into("input[type=search]", &keys).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_is_answered_and_learns_in_its_language() {
    let folder = second(true);
    let preview = Preview::start(&["serve", "--root", plain(folder.path()), "--today", TODAY]);
    let browser = Browser::open("second", json!({})).await;
    browser.set_clock(TODAY).await;
    browser.go(&preview.address("/")).await;
    assert_eq!(
        browser
            .script("return getComputedStyle(document.querySelector('.top')).backgroundColor")
            .await,
        "rgb(74, 33, 112)"
    );
    ask(&browser, "how many books may I borrow").await;
    browser.sees(".search-status", "Results: ").await;
    browser
        .sees(".answer-card h2", "How many books may I borrow from the library?")
        .await;
    browser
        .sees(".answer-card .answer-law", "House rules of the harbour, Rule 11")
        .await;
    browser
        .sees(
            ".answer-card .quiet",
            "In force from 05/01/2026 · Checked on 20/11/2026",
        )
        .await;
    browser.go(&preview.address("/")).await;
    ask(&browser, "violin strings and quantum paint").await;
    browser.sees(".search-status", "No answer found").await;
    browser.sees(".people", "Ask one of us").await;
    browser.sees(".people a[href^='tel:']", "Call 0118 496 0000").await;

    browser.go(&preview.address("/lessons/before-you-row/")).await;
    browser.click("fieldset:nth-of-type(1) input[value='0']").await;
    browser
        .sees(
            "fieldset:nth-of-type(1) .quiz-feedback",
            "Right. It is worn on the landing stage",
        )
        .await;
    browser.type_into("fieldset:nth-of-type(2) input", "2.0").await;
    browser.click("fieldset:nth-of-type(2) [data-check] button").await;
    browser
        .sees("fieldset:nth-of-type(2) .quiz-feedback", "Right. Then the next crew")
        .await;
    browser.click("fieldset:nth-of-type(3) [data-check] button").await;
    browser
        .sees("fieldset:nth-of-type(3) .quiz-feedback", "Not right. Step ")
        .await;
    browser
        .sees("[data-lesson-status]", "The lesson counts as done when you:")
        .await;
    browser.learn().await;
    browser.sees("[data-lesson-status]", "Done").await;
    browser.go(&preview.address("/courses/first-steps/")).await;
    browser.sees("[data-course-progress]", "Lessons done: 1 of 1").await;

    browser.go(&preview.address("/record/")).await;
    browser
        .sees("[data-all]", "As of 24/11/2026: lessons done: 1 of 1")
        .await;

    browser.go(&preview.address("/branches/")).await;
    browser.type_into("[data-filter] input", "pier").await;
    browser.sees("[data-found]", "Branches found: 1.").await;
    assert_eq!(browser.console().await, Vec::<String>::new());
    browser.close().await;
}
