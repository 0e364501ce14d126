//! Portals of many documents: no page grows with their number, all of them are still reached by links, and what is
//! published later leaves the archive alone.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use tests::{files, repository, run};

const TODAY: &str = "2026-11-24";
/// Bytes of a page of titles that is full, styles included: until then one may grow.
const FULL_PAGE: usize = 60_000;

fn text(path: &Path) -> String {
    path.to_str().expect("temporary folders have plain names").to_owned()
}

/// A made-up portal of so many documents, below a temporary folder.
fn corpus(number: usize, mix: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (number, target) = (number.to_string(), text(&folder.path().join("portal")));
    let root = text(&repository());
    let (code, _, errors) = run(&["bench-corpus", &number, &target, "--root", &root, "--mix", mix]);
    assert_eq!(code, 0, "{errors}");
    folder
}

fn build(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let (root, out) = (text(&folder.join("portal")), text(&folder.join("dist")));
    let arguments = ["build", "--no-client", "--today", TODAY, "--root", &root, "--out", &out];
    let (code, _, errors) = run(&arguments);
    assert_eq!(code, 0, "{errors}");
    files(&folder.join("dist"))
}

fn page<'a>(files: &'a BTreeMap<String, Vec<u8>>, address: &str) -> &'a str {
    let path = format!("{address}index.html");
    let bytes = files.get(&path).unwrap_or_else(|| panic!("{path} is missing"));
    std::str::from_utf8(bytes).expect("UTF-8")
}

/// Addresses below the root that a page links to.
fn links(page: &str, address: &str) -> BTreeSet<String> {
    let up = "../".repeat(address.matches('/').count());
    let hrefs = page.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    hrefs
        .filter_map(|href| href.strip_prefix(&up))
        .filter(|href| href.ends_with('/'))
        .map(str::to_owned)
        .collect()
}

/// All that is reached by links from the home page.
fn reached(files: &BTreeMap<String, Vec<u8>>) -> BTreeSet<String> {
    let mut reached = BTreeSet::from([String::new()]);
    let mut open = vec![String::new()];
    while let Some(address) = open.pop() {
        let found = match address.as_str() {
            "" => page(files, "").replace("href=\"./", "href=\""),
            other => page(files, other).to_owned(),
        };
        for link in links(&found, &address) {
            if files.contains_key(&format!("{link}index.html")) && reached.insert(link.clone()) {
                open.push(link);
            }
        }
    }
    reached
}

fn pages(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<&str, usize> {
    let pages = files.iter().filter(|(path, _)| path.ends_with("index.html"));
    pages
        .map(|(path, bytes)| (path.trim_end_matches("index.html"), bytes.len()))
        .collect()
}

#[test]
fn the_same_number_gives_the_same_corpus() {
    let (first, second) = (corpus(60, "news"), corpus(60, "news"));
    let first = files(&first.path().join("portal"));
    assert!(first == files(&second.path().join("portal")));
    assert_eq!(first.keys().filter(|path| path.ends_with(".md")).count(), 60);
}

#[test]
fn a_corpus_is_not_written_over_what_is_there() {
    let folder = corpus(20, "news");
    let target = text(&folder.path().join("portal"));
    let before = files(folder.path());
    let (code, _, errors) = run(&["bench-corpus", "30", &target, "--root", &text(&repository())]);
    assert_eq!(code, 3, "{errors}");
    assert!(files(folder.path()) == before);
}

#[test]
fn no_page_grows_with_the_portal() {
    let (few, many) = (corpus(1_200, "reference"), corpus(3_600, "reference"));
    let (few, many) = (build(few.path()), build(many.path()));
    // Three times as much to list: a page that lists a share of all would be three times as long.
    let grown = pages(&many).into_iter().filter_map(|(address, bytes)| {
        let before = *pages(&few).get(address)?;
        (bytes > before * 5 / 4 && bytes > FULL_PAGE).then(|| format!("{address}: {before} -> {bytes} bytes"))
    });
    let grown: Vec<String> = grown.collect();
    assert!(grown.is_empty(), "{grown:#?}");
}

#[test]
fn every_page_of_many_is_reached_by_links_and_none_is_long() {
    for mix in ["news", "reference"] {
        let folder = corpus(2_400, mix);
        let files = build(folder.path());
        let longest = pages(&files).into_iter().max_by_key(|(_, bytes)| *bytes);
        assert!(longest.is_some_and(|(_, bytes)| bytes < 120_000), "{mix}: {longest:?}");
        let reached = reached(&files);
        // What the worker and the search box lead to.
        let by_others = ["ngoai-tuyen/", "tim-kiem/"];
        let missed = pages(&files).into_keys().filter(|address| !by_others.contains(address));
        let missed: Vec<&str> = missed.filter(|address| !reached.contains(*address)).collect();
        let count = missed.len();
        assert!(
            missed.is_empty(),
            "{mix}: no link leads to {count} pages, such as {:?}",
            missed.first()
        );
    }
}

#[test]
fn a_new_story_changes_no_page_of_the_archive() {
    let folder = corpus(400, "news");
    let before = build(folder.path());
    let story = "---\ntitle: \"Một chuyện mới toanh\"\nsummary: \"Chuyện vừa đăng sáng nay ở phân xưởng.\"\nform: story\npublished: 2026-11-24\nsample: true\n---\nChuyện ngắn vừa đăng sáng nay, có vậy thôi.\n";
    fs::write(folder.path().join("portal/content/story/chuyen-moi-toanh.md"), story).expect("writable");
    let after = build(folder.path());
    let changed: Vec<&String> = after
        .iter()
        .filter(|(path, bytes)| path.ends_with(".html") && before.get(*path) != Some(*bytes))
        .map(|(path, _)| path)
        .collect();
    // Its own page, first pages of its list and of its form, home, the wall, and neighbours that lead to it.
    assert!(changed.iter().any(|path| *path == "chuyen/chuyen-moi-toanh/index.html"));
    assert!(changed.iter().any(|path| *path == "chuyen/index.html"));
    assert!(changed.iter().all(|path| !path.contains("/trang/")), "{changed:#?}");
    assert!(changed.len() <= 6, "{changed:#?}");
}
