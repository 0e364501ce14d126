//! What every page shows around its content: head, header, footer.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use minijinja::{Value, value::Object};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{
    Artifact, RenderError,
    finders::{self, Pictures},
    install::Installable,
    late,
    parts::open,
    style::{self, Sheets},
    views::{NavigationLink, SiteView, TopicLink},
};
use crate::{
    config::{Addresses, NavigationItem, PostAddress},
    content::markdown::digits,
    site::Site,
    theme::Theme,
};

/// What a page says about itself.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PageHead {
    pub(super) title: String,
    pub(super) description: String,
    pub(super) address: String,
    pub(super) kind: &'static str,
    /// Language of the page's own text.
    pub(super) lang: String,
}

/// Addresses of files that pages load.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// Starts the client.
    pub(super) loader: Option<String>,
    pub(super) icon: Option<String>,
    /// Small acts of a page that need no client: size of text, days, the member's union, sharing.
    pub(super) page_script: Option<String>,
    /// What the page of the record does without the client: copying, files, private mode, erasing.
    pub(super) record_script: Option<String>,
    /// What the page for codes does without the client: files and pictures.
    pub(super) codes_script: Option<String>,
    /// What the page to write does without the client: photos, copying, files.
    pub(super) compose_script: Option<String>,
    /// Keeps pages for days without a connection.
    pub(super) offline: Option<String>,
    pub(super) install: Option<Installable>,
    /// Licences of what others wrote of the client.
    pub(super) licences: Option<String>,
}

/// What surrounds the content of all pages.
pub(super) struct Frame<'a> {
    words: &'a BTreeMap<String, String>,
    sheets: Sheets,
    /// What pages of each kind may load and do, by their sheet.
    policies: BTreeMap<String, String>,
    /// The same for the server, which does not tell kinds apart.
    policy: String,
    /// What templates see of it on every page, made into the engine's values once and not for each page.
    shared: Value,
    /// Over all that is shared.
    hash: blake3::Hash,
    navigation: &'a [NavigationItem],
    base_url: Option<&'a str>,
    /// Addresses of the lists that have feeds.
    with_feeds: Vec<&'a str>,
    content: &'a Site,
    /// Draws what is shown where pages are shared, when that is wanted.
    pictures: Option<Pictures<'a>>,
}

/// The frame as all pages see it.
#[derive(Serialize)]
struct Shared<'a> {
    t: Value,
    /// Addresses of the portal's parts below the root.
    a: &'a Addresses,
    /// The place of the styles: they are the same in many pages, and long.
    css: &'static str,
    loader: Option<&'a str>,
    icon: Option<&'a str>,
    page_script: Option<&'a str>,
    record_script: Option<&'a str>,
    codes_script: Option<&'a str>,
    compose_script: Option<&'a str>,
    offline: Option<&'a str>,
    install: Option<&'a Installable>,
    /// Address of the page that names what others wrote.
    notices: Option<&'a str>,
    site: SiteView,
    topics: Vec<TopicLink>,
    /// What the page says of its own weight.
    page_weight: String,
}

/// The frame as one page sees it.
#[derive(Serialize)]
pub(super) struct PageFrame<'a> {
    csp: &'a str,
    nav: Vec<NavigationLink<'a>>,
    page: &'a PageHead,
    /// Where the page is published, when that is known.
    public_url: Option<String>,
    /// What it says to search engines and those who share it, when that is known.
    finders: Option<finders::Meta>,
    root: String,
}

impl<'a> Frame<'a> {
    pub(super) fn new(site: &'a Site, theme: &'a Theme, files: &Files, pictures: Option<Pictures<'a>>) -> Self {
        let styles = style::sheet(theme);
        let sheets = Sheets::of(&styles);
        let (light, dark) = style::colours(&styles, "--top");
        let config = &site.config;
        let topics = config.topics.iter().map(|topic| TopicLink {
            id: topic.id.clone(),
            title: topic.title.clone(),
            href: config.addresses.topic_page(&topic.id),
            count: site
                .entries
                .iter()
                .filter(|entry| {
                    !site.is_over(entry) && entry.document.kind.topic().is_some_and(|id| id.value == topic.id)
                })
                .count(),
        });
        let post = config.inbox.address.as_ref();
        let all = sheets.all();
        let policies = all
            .iter()
            .map(|sheet| ((*sheet).to_owned(), content_security_policy([*sheet], post)));
        let policies: BTreeMap<String, String> = policies.collect();
        let policy = content_security_policy(all.iter().copied(), post);
        let shared = Shared {
            t: Value::from_object(Words::of(&theme.words)),
            a: &config.addresses,
            css: late::STYLES,
            loader: files.loader.as_deref(),
            icon: files.icon.as_deref(),
            page_script: files.page_script.as_deref(),
            record_script: files.record_script.as_deref(),
            codes_script: files.codes_script.as_deref(),
            compose_script: files.compose_script.as_deref(),
            offline: files.offline.as_deref(),
            install: files.install.as_ref(),
            notices: files.licences.as_ref().map(|_| &*config.addresses.software),
            site: SiteView {
                name: config.name.clone(),
                short_name: config.short_name.clone(),
                organisation: config.organisation.clone(),
                top: light.map(str::to_owned),
                top_dark: dark.map(str::to_owned),
                hotline: config.hotline.clone(),
                hotline_tel: config.hotline.as_deref().map(digits),
                hotline_hours: config.hotline_hours.clone(),
                hotline_open: config.hotline_hours.as_deref().and_then(open),
                post: config.inbox.address.as_deref().map(str::to_owned),
            },
            topics: topics.collect(),
            page_weight: theme
                .words
                .get("page_weight")
                .map_or_else(String::new, |said| said.replace("{}", late::WEIGHT)),
        };
        Self {
            words: &theme.words,
            // Maps of texts, which always can be encoded.
            hash: blake3::hash(&serde_json::to_vec(&(&shared, &all)).unwrap_or_default()),
            shared: Value::from(minijinja::value::Serde(&shared)),
            policies,
            policy,
            sheets,
            navigation: &config.navigation,
            base_url: config.base_url.as_deref(),
            with_feeds: finders::lists_with_feeds(site),
            content: site,
            pictures,
        }
    }

    /// What all pages share, for the template engine.
    pub(super) fn shared(&self) -> &Value {
        &self.shared
    }

    /// Over all that pages share.
    pub(super) fn hash(&self) -> blake3::Hash {
        self.hash
    }

    /// The styles of the pages of a kind.
    pub(super) fn styles(&self, kind: &str) -> &str {
        self.sheets.get(kind)
    }

    /// The frame of one page.
    ///
    /// # Errors
    /// When its picture cannot be drawn.
    pub(super) fn of<'b>(&'b self, page: &'b PageHead, root: String) -> Result<PageFrame<'b>, RenderError> {
        let nav = self.navigation.iter().map(|item| NavigationLink {
            href: &item.href,
            title: &item.title,
            icon: item.icon.as_deref(),
            current: item.href == page.address || (!item.href.is_empty() && page.address.starts_with(&item.href)),
        });
        Ok(PageFrame {
            csp: self.policies.get(self.styles(page.kind)).unwrap_or(&self.policy),
            nav: nav.collect(),
            public_url: self.base_url.map(|url| format!("{url}{}", page.address)),
            finders: self.finders(page)?,
            page,
            root,
        })
    }

    fn finders(&self, page: &PageHead) -> Result<Option<finders::Meta>, RenderError> {
        let Some(base) = self.base_url.filter(|_| finders::is_found(page)) else {
            return Ok(None);
        };
        let pictures = self.pictures.as_ref();
        let mut meta = finders::meta(base, page, &self.with_feeds);
        meta.data = finders::data(self.content, self.words, base, page);
        meta.picture = pictures.map(|pictures| pictures.of(page)).transpose()?;
        Ok(Some(meta))
    }

    /// Pictures of the pages that were written.
    pub(super) fn pictures(&self) -> Vec<Artifact> {
        self.pictures.as_ref().map(Pictures::artifacts).unwrap_or_default()
    }

    /// What pages may load and do: as each says itself, but with the styles of every kind.
    pub(super) fn policy(&self) -> &str {
        &self.policy
    }

    /// The root for the page that a server shows at any address: the path of the public address, `/` when unknown.
    pub(super) fn absolute_root(&self) -> String {
        let path = self
            .base_url
            .and_then(|url| url.split_once("://"))
            .and_then(|(_, rest)| rest.split_once('/'));
        path.map_or_else(|| "/".to_owned(), |(_, path)| format!("/{path}"))
    }
}

/// Interface words as templates ask for them: by name, some dozens of times a page.
#[derive(Debug)]
struct Words(HashMap<String, Value>);

impl Words {
    fn of(words: &BTreeMap<String, String>) -> Self {
        let words = words.iter().map(|(key, word)| (key.clone(), Value::from(word)));
        Self(words.collect())
    }
}

impl Object for Words {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        self.0.get(key).cloned()
    }
}

/// Nothing from outside, no inline script, and inline only these style sheets, by their hashes. Pages connect to the portal
/// itself, and to where drafts are sent if the deployer set that: the outbox sends from whatever page is open.
fn content_security_policy<'a>(sheets: impl IntoIterator<Item = &'a str>, post: Option<&PostAddress>) -> String {
    let hash = |sheet: &str| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(sheet.as_bytes())));
    let styles: String = sheets.into_iter().map(hash).collect();
    let post = post.map_or_else(String::new, |address| format!(" {}", address.origin()));
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src{styles}; img-src 'self' data:; \
         media-src 'self'; connect-src 'self'{post}; manifest-src 'self'; form-action 'self'; base-uri 'none'"
    )
}
