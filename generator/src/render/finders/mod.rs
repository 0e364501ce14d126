//! What search engines and those who share a page read of it: its own address, a card, feeds, the map of all pages.
//!
//! In: the site, heads of pages, the portal's public address. Out: tags for a page's head, and files beside the pages.
//! All but the contact for weaknesses holds whole addresses: a portal that does not know its own has none of it. No day
//! comes from the clock.

mod feeds;
mod picture;
mod security;
mod sitemap;
mod structured;

use std::{collections::BTreeMap, fmt::Display};

use serde::Serialize;

use super::{Artifact, ArtifactKind, Known, RenderError, Words, frame::PageHead};
use crate::{
    content::kinds::KindName,
    site::{Site, news},
};
pub(super) use picture::{Picture, Pictures};

/// Pages that are not to be found: those at former and unknown addresses, what is on one phone only, and the officers' tool.
const UNFOUND: [&str; 5] = ["moved", "not_found", "offline", "saved", "codes"];
/// Kinds of pages that are a text of their own; all others are parts of the portal.
const ARTICLES: [KindName; 5] = [
    KindName::Policy,
    KindName::Faq,
    KindName::Lesson,
    KindName::Story,
    KindName::Notice,
];

/// What the head of one page says to finders.
#[derive(Debug, Serialize)]
pub(super) struct Meta {
    /// The page's whole address.
    url: String,
    /// Its kind in words of the Open Graph protocol.
    kind: &'static str,
    /// Language and country, such as `vi_VN`.
    locale: String,
    /// Addresses of its feeds below the root.
    feeds: Option<FeedLinks>,
    /// What the page is, as JSON-LD.
    pub(super) data: Option<String>,
    /// What is shown where the page is shared.
    pub(super) picture: Option<Picture>,
}

#[derive(Debug, Serialize)]
struct FeedLinks {
    atom: String,
    json: String,
}

/// Addresses of the lists that have feeds.
pub(super) fn lists_with_feeds(site: &Site) -> Vec<&str> {
    let lists = site.lists().filter(|kind| !news::feed(site, *kind).is_empty());
    lists.map(|kind| site.config.addresses.list(kind)).collect()
}

/// True for a page that is to be found and shared.
pub(super) fn is_found(page: &PageHead) -> bool {
    !UNFOUND.contains(&page.kind)
}

/// What a page that is to be found says at the public address `base`; its data and its picture are added by who has them.
pub(super) fn meta(base: &str, page: &PageHead, with_feeds: &[&str]) -> Meta {
    let is_article = ARTICLES.iter().any(|kind| kind.folder() == page.kind);
    let feeds = with_feeds.contains(&page.address.as_str()).then(|| FeedLinks {
        atom: format!("{}{}", page.address, feeds::ATOM),
        json: format!("{}{}", page.address, feeds::JSON),
    });
    Meta {
        url: format!("{base}{}", page.address),
        kind: if is_article { "article" } else { "website" },
        locale: locale(&page.lang),
        feeds,
        data: None,
        picture: None,
    }
}

/// What a page is, as JSON-LD.
pub(super) fn data(site: &Site, words: &BTreeMap<String, String>, base: &str, page: &PageHead) -> Option<String> {
    let kind = site
        .entry_of_address(&page.address)
        .and_then(|entry| structured::list_of(entry.document.kind.name()));
    let list = kind.and_then(|kind| {
        let key = match kind {
            KindName::Faq => "section_questions".to_owned(),
            KindName::Policy => "section_policies".to_owned(),
            KindName::Course => "section_courses".to_owned(),
            KindName::Story => "section_stories".to_owned(),
            other => format!("list_{}_heading", other.folder()),
        };
        words.get(&key)
    });
    structured::block(site, base, &page.address, list.map(String::as_str))
}

/// A language tag as the Open Graph protocol writes it.
fn locale(language: &str) -> String {
    match language {
        "vi" => "vi_VN".to_owned(),
        other => other.replace('-', "_"),
    }
}

/// Map, rules for robots and feeds, none of them without a public address; and whom to tell of a weakness.
pub(super) fn artifacts(site: &Site, words: &Words<'_>, pages: &[Known]) -> Result<Vec<Artifact>, RenderError> {
    let mut files = Vec::new();
    if let Some(base) = &site.config.base_url {
        files.extend(sitemap::files(base, &sitemap::places(site, pages))?);
        let robots = format!("User-agent: *\nAllow: /\n\nSitemap: {base}{}\n", sitemap::PATH);
        files.push(("robots.txt".to_owned(), robots.into_bytes()));
        files.extend(feeds::files(site, words, base)?);
    }
    let security = security::text(&site.config, site.today);
    files.extend(security.map(|text| (security::PATH.to_owned(), text.into_bytes())));
    let artifact = |(path, bytes)| Artifact {
        path,
        bytes,
        kind: ArtifactKind::Asset,
    };
    Ok(files.into_iter().map(artifact).collect())
}

fn unwritten(path: &str, fault: &impl Display) -> RenderError {
    RenderError::File {
        path: path.to_owned(),
        details: fault.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{PageHead, is_found, locale, meta};

    fn page(kind: &'static str) -> PageHead {
        PageHead {
            title: "Hỏi đáp".to_owned(),
            description: String::new(),
            address: "hoi-dap/".to_owned(),
            kind,
            lang: "vi".to_owned(),
        }
    }

    #[test]
    fn a_page_names_its_own_address_and_a_former_one_does_not() {
        let list = meta("https://a.vn/cong/", &page("list"), &["hoi-dap/"]);
        assert_eq!(
            (list.url.as_str(), list.kind, list.locale.as_str()),
            ("https://a.vn/cong/hoi-dap/", "website", "vi_VN")
        );
        assert_eq!(list.feeds.map(|feeds| feeds.atom).as_deref(), Some("hoi-dap/feed.atom"));
        assert!(is_found(&page("list")) && !is_found(&page("moved")));
        assert_eq!(locale("en-GB"), "en_GB");
    }
}
