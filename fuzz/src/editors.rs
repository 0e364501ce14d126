//! What the targets over the generator share: texts of editors go through reading, checking and drawing, and what must hold
//! of every finding and of all HTML made from them.

use std::collections::{BTreeMap, BTreeSet};

use generator::{
    check::check,
    config::{self, Config},
    content::{self, Document, markdown::Piece, synonyms::Synonyms},
    diag::{Diagnostic, Language, report},
    site::{self, Content, Occasion},
    source::{Media, Source},
};

/// Settings of the smallest portal.
const SETTINGS: &str = "name = 'a'\nshort_name = 'a'\norganisation = 'a'\ndescription = 'a'\n\
    [[topics]]\nid = 'tien-luong'\ntitle = 'Tiền lương'\n";
/// Elements that have no end tag.
const VOID: [&str; 5] = ["br", "hr", "img", "input", "source"];
/// Elements that a text may become.
const KNOWN: [&str; 45] = [
    "a", "aside", "audio", "blockquote", "br", "code", "dd", "del", "details", "div", "dl", "dt", "em", "figcaption", "figure",
    "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "input", "li", "ol", "p", "picture", "pre", "section", "source", "span",
    "strong", "summary", "sup", "table", "tbody", "td", "th", "thead", "time", "tr", "track", "ul", "video",
];

/// Settings of the smallest portal.
pub fn settings() -> Config {
    config::parse(&Source::new(config::PATH, SETTINGS)).expect("they are right")
}

/// Reads one text, checks a portal of nothing else, and draws what was found.
pub fn read(path: &str, text: &str, media: BTreeMap<String, Media>) {
    let source = Source::new(path, text);
    let (documents, mut found) = content::parse(&source);
    for document in &documents {
        whole(document);
    }
    let content = Content {
        documents,
        media,
        pictures: BTreeMap::new(),
        synonyms: Synonyms::default(),
    };
    let occasion = Occasion {
        today: "2026-11-29".parse().expect("a day"),
        preview: true,
    };
    let site = site::assemble(settings(), content, occasion);
    let sources = [source];
    found.extend(check(&site, &sources));
    placed(&found, &sources[0]);
}

/// Every finding stands where it says, has a sentence in both languages, and can be drawn.
///
/// # Panics
/// When one does not.
pub fn placed(found: &[Diagnostic], source: &Source) {
    for one in found {
        let place = &one.place;
        assert!(place.line >= 1 && place.column >= 1, "{one:?}");
        if place.file == source.path {
            assert!(source.text.get(place.span.clone()).is_some(), "{one:?}");
            if place.span != (0..0) {
                let again = source.place(place.span.clone());
                assert_eq!((place.line, place.column), (again.line, again.column), "{one:?}");
            }
        }
        for language in [Language::Vietnamese, Language::English] {
            assert!(!one.message.in_language(language).is_empty(), "{one:?}");
        }
    }
    let style = report::Style {
        language: Language::Vietnamese,
        colour: false,
    };
    // Drawing is slow; what differs between findings of one text is their places.
    let few = &found[..found.len().min(20)];
    let drawn = report::draw(few, |path| (path == source.path).then_some(source.text.as_str()), style);
    assert_eq!(drawn.is_empty(), found.is_empty());
}

/// The HTML of a text is whole: only known elements, every one closed, nothing that runs.
fn whole(document: &Document) {
    let mut html = String::new();
    for piece in &document.body.pieces {
        match piece {
            Piece::Html(text) => html.push_str(text),
            Piece::Address(_) => html.push_str("gap"),
            _ => {}
        }
    }
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html.as_str();
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let end = end_of_tag(rest).unwrap_or_else(|| panic!("a tag without end: {html}"));
        let tag = &rest[..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{html}");
            continue;
        }
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        assert!(KNOWN.contains(&name), "<{name}> in {html}");
        let attributes = tag.to_ascii_lowercase();
        for scheme in ["=\"javascript:", "=\"data:", "=\"vbscript:"] {
            assert!(!attributes.contains(scheme), "{html}");
        }
        if !VOID.contains(&name) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} stay open: {html}");
    let ids: Vec<&str> = document.body.outline.iter().map(|heading| heading.id.as_str()).collect();
    let different: BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(different.len(), ids.len(), "{ids:?}");
}

/// Where a tag's `>` stands, which is none inside quotes.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quoted = false;
    text.char_indices().find_map(|(at, letter)| {
        quoted ^= letter == '"';
        (letter == '>' && !quoted).then_some(at)
    })
}
