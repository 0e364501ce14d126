//! What is new in a list, for feed readers: Atom (RFC 4287) and JSON Feed 1.1 (<https://jsonfeed.org/version/1.1>).
//!
//! A reply says what it answers (RFC 4685). An entry's id is its address, which a published page never loses. What carries no day of its own (unions, events) is
//! in no feed: a reader could not tell it from what she has seen.

use std::{collections::BTreeMap, error::Error};

use atom_syndication::{
    Entry as AtomEntry, Feed, FixedDateTime, Link, Person, Text,
    extension::{Extension, ExtensionMap},
};
use jiff::civil::Date;
use serde::Serialize;

use super::unwritten;
use crate::{
    render::{RenderError, Words},
    site::{Entry, Site, news},
};

/// Prefix and name of the vocabulary of replies.
const THREAD: (&str, &str) = ("thr", "http://purl.org/syndication/thread/1.0");

/// A part of a file, or what its writer says is wrong.
type Written<T> = Result<T, Box<dyn Error>>;

/// Name of the Atom feed beside its list.
pub(super) const ATOM: &str = "feed.atom";
/// Name of the JSON feed beside its list.
pub(super) const JSON: &str = "feed.json";

#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: String,
    description: &'a str,
    language: &'a str,
    authors: [Author<'a>; 1],
    items: Vec<JsonItem<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct JsonItem<'a> {
    id: String,
    url: String,
    title: &'a str,
    content_text: &'a str,
    date_modified: String,
}

/// What the feeds of one list say of it.
struct List<'a> {
    site: &'a Site,
    base: &'a str,
    /// The list's whole address.
    url: String,
    title: String,
    intro: String,
    /// The newest first.
    entries: Vec<(Date, &'a Entry)>,
}

/// Both feeds of every list that has entries with a day.
pub(super) fn files(site: &Site, words: &Words<'_>, base: &str) -> Result<Vec<(String, Vec<u8>)>, RenderError> {
    let mut files = Vec::new();
    for kind in site.lists() {
        let entries = news::feed(site, kind);
        let Some((newest, _)) = entries.first() else {
            continue;
        };
        let newest = *newest;
        let prefix = site.config.addresses.list(kind);
        let name = kind.folder();
        let list = List {
            site,
            base,
            url: format!("{base}{prefix}"),
            title: format!("{} – {}", words.get(&format!("list_{name}_heading"))?, site.config.name),
            intro: words.get(&format!("list_{name}_intro"))?,
            entries,
        };
        let (atom, json) = (format!("{prefix}{ATOM}"), format!("{prefix}{JSON}"));
        let bytes = list.atom(newest).map_err(|fault| unwritten(&atom, &fault))?;
        files.push((atom, bytes));
        let bytes = list.json().map_err(|fault| unwritten(&json, &fault))?;
        files.push((json, bytes));
    }
    Ok(files)
}

impl List<'_> {
    fn atom(&self, newest: Date) -> Written<Vec<u8>> {
        let config = &self.site.config;
        let own = format!("{}{ATOM}", self.url);
        let entries = self.entries.iter().map(|(day, entry)| {
            let url = format!("{}{}", self.base, entry.address);
            Ok(AtomEntry {
                title: Text::plain(entry.document.title.value.clone()),
                id: url.clone(),
                updated: moment(*day)?,
                links: vec![link("alternate", "text/html", url)],
                summary: Some(Text::plain(entry.document.summary().to_owned())),
                extensions: self.in_reply_to(entry),
                ..AtomEntry::default()
            })
        });
        let feed = Feed {
            title: Text::plain(self.title.clone()),
            id: own.clone(),
            updated: moment(newest)?,
            authors: vec![Person {
                name: config.organisation.clone(),
                ..Person::default()
            }],
            links: vec![
                link("self", "application/atom+xml", own),
                link("alternate", "text/html", self.url.clone()),
            ],
            subtitle: Some(Text::plain(self.intro.clone())),
            entries: entries.collect::<Written<_>>()?,
            lang: Some(config.language.clone()),
            namespaces: BTreeMap::from([(THREAD.0.to_owned(), THREAD.1.to_owned())]),
            ..Feed::default()
        };
        Ok(feed.write_to(Vec::new())?)
    }

    /// What a reply answers, by its id; nothing for others.
    fn in_reply_to(&self, entry: &Entry) -> ExtensionMap {
        let Some(parent) = self.site.parent(entry) else {
            return ExtensionMap::default();
        };
        let url = format!("{}{}", self.base, parent.address);
        let attributes = [("ref", url.clone()), ("href", url), ("type", "text/html".to_owned())];
        let reply = Extension {
            name: format!("{}:in-reply-to", THREAD.0),
            attrs: attributes.map(|(name, value)| (name.to_owned(), value)).into(),
            ..Extension::default()
        };
        let named = BTreeMap::from([("in-reply-to".to_owned(), vec![reply])]);
        ExtensionMap::from([(THREAD.0.to_owned(), named)])
    }

    fn json(&self) -> serde_json::Result<Vec<u8>> {
        let config = &self.site.config;
        let items = self.entries.iter().map(|(day, entry)| {
            let url = format!("{}{}", self.base, entry.address);
            JsonItem {
                id: url.clone(),
                url,
                title: &entry.document.title.value,
                content_text: entry.document.summary(),
                date_modified: rfc3339(*day),
            }
        });
        let feed = JsonFeed {
            version: "https://jsonfeed.org/version/1.1",
            title: &self.title,
            home_page_url: &self.url,
            feed_url: format!("{}{JSON}", self.url),
            description: &self.intro,
            language: &config.language,
            authors: [Author {
                name: &config.organisation,
            }],
            items: items.collect(),
        };
        serde_json::to_vec(&feed)
    }
}

fn link(rel: &str, media_type: &str, href: String) -> Link {
    Link {
        href,
        rel: rel.to_owned(),
        mime_type: Some(media_type.to_owned()),
        ..Link::default()
    }
}

/// Content knows days: the moment is their beginning in Vietnam.
fn rfc3339(day: Date) -> String {
    format!("{day}T00:00:00+07:00")
}

/// The same for Atom.
fn moment(day: Date) -> Written<FixedDateTime> {
    rfc3339(day).parse().map_err(|fault| format!("{day}: {fault}").into())
}
