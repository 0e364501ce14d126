//! What search engines, feed readers and those who share a page read of a built portal: read by parsers, and compared
//! with the pages themselves.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use roxmltree::Document;
use serde_json::Value;
use tests::{copied_portal, files, portal, run};

const BASE: &str = "https://example.vn/cong/";
const TODAY: &str = "2026-11-24";

/// The starter portal without its client, as files.
fn built(more: &[&str]) -> BTreeMap<String, Vec<u8>> {
    portal_with("", more)
}

/// The same with more settings.
fn portal_with(settings: &str, more: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let folder = copied_portal();
    let path = folder.path().join("site/site.toml");
    let before = std::fs::read_to_string(&path).expect("readable");
    std::fs::write(&path, format!("{settings}{before}")).expect("writable");
    let out = folder.path().join("dist");
    let text = |path: &std::path::Path| path.to_str().expect("temporary folders have plain names").to_owned();
    let (root, target) = (text(folder.path()), text(&out));
    let arguments = [
        "build",
        "--no-client",
        "--today",
        TODAY,
        "--root",
        &root,
        "--out",
        &target,
    ];
    let (code, _, errors) = run(&[&arguments[..], more].concat());
    assert_eq!(code, 0, "{errors}");
    files(&out)
}

fn text<'a>(files: &'a BTreeMap<String, Vec<u8>>, path: &str) -> &'a str {
    let bytes = files.get(path).unwrap_or_else(|| panic!("{path} is missing"));
    std::str::from_utf8(bytes).expect("UTF-8")
}

/// What stands between two marks, the first time.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    Some(text.split_once(start)?.1.split_once(end)?.0)
}

fn pages(files: &BTreeMap<String, Vec<u8>>) -> impl Iterator<Item = (&str, &str)> {
    let pages = files.iter().filter(|(path, _)| path.ends_with("index.html"));
    pages.map(|(path, _)| (path.trim_end_matches("index.html"), text(files, path)))
}

#[test]
fn a_contact_for_weaknesses_is_published_until_next_year() {
    let files = portal_with("security_contact = \"mailto:a@example.vn\"\n", &["--base-url", BASE]);
    assert_eq!(
        text(&files, ".well-known/security.txt"),
        "Contact: mailto:a@example.vn\nExpires: 2027-10-24T00:00:00Z\nPreferred-Languages: vi\n\
         Canonical: https://example.vn/cong/.well-known/security.txt\n"
    );
}

/// The words of all elements of a name.
fn all<'a>(document: &'a Document<'_>, name: &str) -> Vec<&'a str> {
    let elements = document.descendants().filter(|node| node.tag_name().name() == name);
    elements.filter_map(|node| node.text()).collect()
}

#[test]
fn pages_map_and_feeds_agree_on_addresses() {
    let files = built(&["--base-url", BASE]);
    let mut expected = BTreeSet::new();
    let mut pictures = BTreeSet::new();
    for (address, html) in pages(&files) {
        // What is on one phone only, and the officers' tool, are not to be found.
        let is_tool = ["ngoai-tuyen/", "bai-da-luu/", "kiem-ma/"].contains(&address);
        if is_tool || html.contains("content=\"noindex\"") {
            continue;
        }
        let own = format!("{BASE}{address}");
        for (start, value) in [
            ("<link rel=\"canonical\" href=\"", own.as_str()),
            ("<meta property=\"og:url\" content=\"", &own),
            ("<meta property=\"og:locale\" content=\"", "vi_VN"),
            ("<meta property=\"og:site_name\" content=\"", "Cổng đoàn viên"),
            ("<meta name=\"twitter:card\" content=\"", "summary_large_image"),
            ("<meta property=\"og:image:width\" content=\"", "1200"),
            ("<meta property=\"og:image:height\" content=\"", "630"),
        ] {
            assert_eq!(between(html, start, "\""), Some(value), "{address}: {start}");
        }
        let title = between(html, "<meta property=\"og:title\" content=\"", "\"");
        assert!(title.is_some_and(|title| !title.is_empty()), "{address}");
        let alt = between(html, "<meta property=\"og:image:alt\" content=\"", "\"").expect("words of the picture");
        assert!(title.is_some_and(|title| alt.contains(title)), "{address}: {alt}");
        pictures.insert(between(html, "<meta property=\"og:image\" content=\"", "\"").expect("a picture"));
        expected.insert(own);
    }
    drawn(&files, &pictures);
    let map = Document::parse(text(&files, "sitemap.xml")).expect("XML");
    let found: Vec<&str> = all(&map, "loc");
    assert_eq!(found.len(), expected.len(), "no address stands twice");
    assert_eq!(found.into_iter().map(str::to_owned).collect::<BTreeSet<_>>(), expected);
    let days = all(&map, "lastmod");
    assert!(days.len() > 100 && days.iter().all(|day| day.len() == 10 && *day <= TODAY));
    assert!(text(&files, "robots.txt").contains(&format!("Sitemap: {BASE}sitemap.xml\n")));
    assert!(!files["404.html"].windows(9).any(|bytes| bytes == b"canonical"));
    for list in ["hoi-dap/", "chinh-sach/", "chuyen/", "khoa-hoc/"] {
        feeds(&files, list);
    }
}

/// The pictures that pages are shared with are there, and no others (those of the content lie in media/); each has the size and the few bytes that were promised.
fn drawn(files: &BTreeMap<String, Vec<u8>>, named: &BTreeSet<&str>) {
    let manifest: Value = serde_json::from_str(text(files, "portal-manifest.json")).expect("JSON");
    let known = manifest["files"].as_object().expect("files").iter();
    let kept: BTreeMap<String, &str> = known
        .filter(|(path, entry)| entry["kind"] == "picture" && path.starts_with("assets/"))
        .map(|(path, entry)| (format!("{BASE}{path}"), entry["blake3"].as_str().expect("a hash")))
        .collect();
    assert_eq!(kept.keys().map(String::as_str).collect::<BTreeSet<_>>(), *named);
    for (url, hash) in &kept {
        let path = url.strip_prefix(BASE).expect("an address of the portal");
        assert!(path.ends_with(&format!("-{}.png", &hash[..10])), "{path}: {hash}");
        let bytes = &files[path];
        assert!(
            bytes.starts_with(b"\x89PNG\r\n\x1a\n") && bytes.len() <= 25_000,
            "{path}: {} bytes",
            bytes.len()
        );
        // Width and height, as the head of a PNG has them.
        assert_eq!(bytes[16..24], [0, 0, 4, 176, 0, 0, 2, 118], "{path}");
    }
}

/// Builds the small portal of the checks with its own folder for what is kept.
fn small_portal(kept: &Path, threads: &str) -> BTreeMap<String, Vec<u8>> {
    let out = tempfile::tempdir().expect("a temporary folder");
    let out = out.path().join("dist");
    let status = portal()
        .args([
            "build",
            "--no-client",
            "--today",
            TODAY,
            "--root",
            "tests/checks/base",
            "--out",
        ])
        .arg(&out)
        .env("XDG_CACHE_HOME", kept)
        .env("RAYON_NUM_THREADS", threads)
        .output()
        .expect("portal starts");
    assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
    files(&out)
}

#[test]
fn pictures_depend_on_no_thread_and_no_kept_file() {
    let (one, other) = (
        tempfile::tempdir().expect("a folder"),
        tempfile::tempdir().expect("a folder"),
    );
    let first = small_portal(one.path(), "1");
    assert!(small_portal(other.path(), "4") == first, "drawn in another order");
    let kept = one.path().join("portal/shared");
    let names = files(&kept);
    assert!(names.len() > 10, "{} kept", names.len());
    for (number, (name, bytes)) in names.iter().enumerate() {
        // Cut short, or one bit turned over.
        let mut spoilt = bytes[..bytes.len() - number % 2].to_vec();
        spoilt[100] ^= u8::from(number % 2 == 0);
        std::fs::write(kept.join(name), spoilt).expect("writable");
    }
    assert!(small_portal(one.path(), "2") == first, "what is kept is not trusted");
    assert!(files(&kept) == names, "and made anew");
}

/// Both feeds of a list say the same and lead to pages that are there.
fn feeds(files: &BTreeMap<String, Vec<u8>>, list: &str) {
    let html = text(files, &format!("{list}index.html"));
    for name in ["feed.atom", "feed.json"] {
        assert!(
            html.contains(&format!("href=\"../{list}{name}\"")),
            "{list} names {name}"
        );
    }
    let atom = Document::parse(text(files, &format!("{list}feed.atom"))).expect("XML");
    let own = format!("{BASE}{list}feed.atom");
    let links = atom
        .root_element()
        .children()
        .filter(|node| node.tag_name().name() == "link");
    let to_self = links.filter(|node| node.attribute("rel") == Some("self"));
    assert_eq!(
        to_self.filter_map(|node| node.attribute("href")).collect::<Vec<_>>(),
        [own.as_str()]
    );
    let ids = &all(&atom, "id")[1..];
    assert!(!ids.is_empty() && ids.len() <= 30, "{list}: {} entries", ids.len());
    let updated = all(&atom, "updated");
    assert_eq!(updated[0], updated[1], "{list}: as new as its newest entry");
    assert!(
        updated.iter().all(|moment| moment.ends_with("T00:00:00+07:00")),
        "{updated:?}"
    );

    let json: Value = serde_json::from_str(text(files, &format!("{list}feed.json"))).expect("JSON");
    assert_eq!(json["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(json["feed_url"], format!("{BASE}{list}feed.json"));
    let items = json["items"].as_array().expect("a list");
    assert_eq!(
        items.iter().filter_map(|item| item["id"].as_str()).collect::<Vec<_>>(),
        ids
    );
    for item in items {
        let path = item["url"]
            .as_str()
            .and_then(|url| url.strip_prefix(BASE))
            .expect("an address of the portal");
        assert!(files.contains_key(&format!("{path}index.html")), "{path}");
        assert!(
            item["content_text"].as_str().is_some_and(|text| !text.is_empty()),
            "{path}"
        );
    }
}

/// The words of a page as they are seen, without any space.
fn seen(html: &str) -> String {
    let (_, main) = html.split_once("<main").expect("a page has a main part");
    let texts = main.split('<').filter_map(|part| part.split_once('>'));
    let words: String = texts.map(|(_, text)| text).collect();
    let plain = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    let words = plain
        .into_iter()
        .fold(words, |words, (escaped, letter)| words.replace(escaped, letter));
    without_space(&words)
}

fn without_space(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn data_says_what_the_page_says() {
    let files = built(&["--base-url", BASE]);
    let mut types: BTreeMap<String, usize> = BTreeMap::new();
    for (address, html) in pages(&files) {
        let Some(block) = between(html, "<script type=\"application/ld+json\">", "</script>") else {
            continue;
        };
        let data: Value = serde_json::from_str(block).expect("JSON");
        assert_eq!(data["@context"], "https://schema.org", "{address}");
        for thing in data["@graph"].as_array().expect("a list") {
            let name = thing["@type"].as_str().expect("a type");
            *types.entry(name.to_owned()).or_default() += 1;
            if name == "FAQPage" {
                let question = &thing["mainEntity"][0];
                for text in [&question["name"], &question["acceptedAnswer"]["text"]] {
                    let text = without_space(text.as_str().expect("a text"));
                    assert!(seen(html).contains(&text), "{address} does not show “{text}”");
                }
            }
            if let Some(video) = thing.get("video") {
                let path = video["contentUrl"].as_str().and_then(|url| url.strip_prefix(BASE));
                assert!(path.is_some_and(|path| files.contains_key(path)), "{address}: {video}");
            }
        }
    }
    for name in [
        "Article",
        "BreadcrumbList",
        "Course",
        "FAQPage",
        "LearningResource",
        "WebPage",
        "WebSite",
    ] {
        assert!(types.contains_key(name), "{name} in {types:?}");
    }
}

#[test]
fn a_portal_without_a_public_address_claims_none() {
    let files = built(&[]);
    for name in [
        ".well-known/security.txt",
        "sitemap.xml",
        "robots.txt",
        "hoi-dap/feed.atom",
        "hoi-dap/feed.json",
    ] {
        assert!(!files.contains_key(name), "{name}");
    }
    for (address, html) in pages(&files) {
        for tag in [
            "property=\"og:",
            "share-",
            "ld+json",
            "rel=\"alternate\" type=\"application/",
        ] {
            assert!(!html.contains(tag), "{address}: {tag}");
        }
        assert!(
            html.contains("content=\"noindex\"") || !html.contains("rel=\"canonical\""),
            "{address}"
        );
    }
}
