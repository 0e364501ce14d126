//! Parts of the styles that only some kinds of pages get: no page is without a rule that is about something in it.
//!
//! A rule is about a page when the page has each of its classes and attributes, or they stand in quotes in a script or module
//! that works on pages of that kind: what scripts make is not known before they run.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use regex::Regex;
use tests::{repository, run};

/// Sources of what makes parts of pages, and the kinds of pages on which it does; none named: all.
const MAKERS: [(&str, &[&str]); 11] = [
    ("site/assets/page", &[]),
    ("wasm-app/src/island/search.rs", &[]),
    ("wasm-app/src/island/answer.rs", &[]),
    ("wasm-app/src/island/lesson.rs", &["lesson"]),
    ("wasm-app/src/island/outline.rs", &["course"]),
    ("wasm-app/src/island/course.rs", &["course"]),
    ("wasm-app/src/island/quiz.rs", &["lesson", "home"]),
    ("wasm-app/src/island/today.rs", &["home"]),
    ("wasm-app/src/island/record.rs", &["record"]),
    ("wasm-app/src/island/codes.rs", &["codes"]),
    ("wasm-app/src/island/compose", &["compose"]),
];

/// Words in quotes that name what is kept, or what scripts look for where there is one: they make none.
const NOT_MADE: [&str; 3] = ["record", "private", "video"];

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern")
}

/// Classes and attributes of a page.
fn names(page: &str) -> BTreeSet<String> {
    let tag = pattern(r#"<[a-z][^>]*>"#);
    let attribute = pattern(r#"\s([a-z][\w-]*)(?:="([^"]*)")?"#);
    let mut names = BTreeSet::new();
    for tag in tag.find_iter(page) {
        for attribute in attribute.captures_iter(tag.as_str()) {
            if &attribute[1] == "class" {
                let classes = attribute.get(2).map_or("", |value| value.as_str());
                names.extend(classes.split_whitespace().map(str::to_owned));
            }
            names.insert(attribute[1].to_owned());
        }
    }
    names
}

/// Words in quotes of one file, or of all files of a folder.
fn quoted(path: &str) -> BTreeSet<String> {
    let path = repository().join(path);
    let text = if path.is_dir() {
        let files = fs::read_dir(&path).expect("readable");
        let text = |file: std::io::Result<fs::DirEntry>| fs::read_to_string(file.expect("readable").path());
        files.map(|file| text(file).expect("UTF-8")).collect()
    } else {
        fs::read_to_string(path).expect("readable")
    };
    let (quoted, word) = (pattern(r#""[^"\n]*"|'[^'\n]*'"#), pattern(r"[\w-]+"));
    let quoted = quoted
        .find_iter(&text)
        .flat_map(|quoted| word.find_iter(quoted.as_str()));
    let classes = quoted.map(|word| word.as_str()).filter(|word| !NOT_MADE.contains(word));
    classes.map(str::to_owned).collect()
}

/// A selector, and the classes and attributes it asks for.
type Selector = (String, BTreeSet<String>);

/// Selectors of a part. What stands behind `:not` is no condition.
fn selectors(part: &str) -> Vec<Selector> {
    let comment = pattern(r"(?s)/\*.*?\*/");
    let negated = pattern(r":(?:not|is|where)\([^)]*\)");
    let asked = pattern(r"\.([a-zA-Z][\w-]*)|\[([\w-]+)");
    let rule = pattern(r"([^{}]+)\{");
    let part = comment.replace_all(part, "");
    let rules = rule
        .captures_iter(&part)
        .filter(|rule| !rule[1].trim_start().starts_with('@'));
    let selectors = rules.flat_map(|rule| rule[1].split(',').map(str::trim).map(str::to_owned).collect::<Vec<_>>());
    selectors
        .map(|selector| {
            let plain = negated.replace_all(&selector, "").into_owned();
            let names = asked
                .captures_iter(&plain)
                .filter_map(|name| name.get(1).or(name.get(2)));
            let names = names.map(|name| name.as_str().to_owned()).collect();
            (selector, names)
        })
        .collect()
}

#[test]
fn every_page_has_the_styles_of_what_is_in_it() {
    let styles = fs::read_to_string(repository().join("site/assets/style.css")).expect("readable");
    let parts: Vec<(Vec<&str>, Vec<Selector>)> = styles
        .split("/* @only ")
        .skip(1)
        .map(|part| {
            let (kinds, rest) = part.split_once(" */").expect("a mark");
            let (part, _) = rest.split_once("/* @end */").expect("an end");
            (kinds.split(' ').collect(), selectors(part))
        })
        .collect();
    assert!(parts.iter().all(|part| part.1.len() > 20), "parts worth a mark");

    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("dist");
    assert_eq!(
        run(&["build", "--no-client", "--out", out.to_str().expect("plain")]).0,
        0
    );
    let manifest: serde_json::Value =
        serde_json::from_slice(&fs::read(out.join("portal-manifest.json")).expect("a manifest")).expect("JSON");
    let mut of_kind: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, file) in manifest["files"].as_object().expect("files") {
        if let Some(kind) = file["kind"].as_str().expect("a kind").strip_prefix("page:") {
            let page = fs::read_to_string(out.join(path)).expect("readable");
            of_kind.entry(kind.to_owned()).or_default().extend(names(&page));
        }
    }
    for (path, kinds) in MAKERS {
        let made = quoted(path);
        let makes = |kind: &str| kinds.is_empty() || kinds.contains(&kind);
        for (_, all) in of_kind.iter_mut().filter(|(kind, _)| makes(kind)) {
            all.extend(made.iter().cloned());
        }
    }
    let mut missing = Vec::new();
    for (kinds, selectors) in &parts {
        for (kind, all) in of_kind.iter().filter(|(kind, _)| !kinds.contains(&kind.as_str())) {
            for (selector, names) in selectors {
                if !names.is_empty() && names.is_subset(all) {
                    missing.push(format!("{kind}: {selector}"));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// A slow phone makes each size and weight of letters before it paints them, which took a tenth of a second for fourteen of
/// them (docs/pages.md): sizes are those of `tokens.css`, weights are two.
#[test]
fn letters_have_few_sizes_and_two_weights() {
    // The reader's own choice of size and its sample, captions on a video, headings on a wide screen, paper.
    let others = [
        "118.75%",
        "137.5%",
        "1.15em",
        "1.3em",
        "max(0.875rem, 100%)",
        "2rem",
        "11pt",
    ];
    let read = |name: &str| fs::read_to_string(repository().join("site/assets").join(name)).expect("readable");
    let (tokens, styles) = (read("tokens.css"), read("style.css"));
    let given: BTreeSet<String> = pattern(r"(--[a-z]+): [\d.]+rem;")
        .captures_iter(&tokens)
        .map(|found| format!("var({})", &found[1]))
        .collect();
    assert_eq!(given.len(), 5);
    for found in pattern(r"font-size: ([^;]+);").captures_iter(&styles) {
        assert!(
            given.contains(&found[1]) || others.contains(&&found[1]),
            "{}",
            &found[0]
        );
    }
    for found in pattern(r"font-weight: ([^;]+);").captures_iter(&styles) {
        assert!(["400", "700"].contains(&&found[1]), "{}", &found[0]);
    }
}
