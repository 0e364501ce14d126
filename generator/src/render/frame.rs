//! What every page shows around its content: head, header, footer.

use std::collections::BTreeMap;

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{
    Artifact, RenderError,
    finders::{self, Pictures},
    install::Installable,
    parts::open,
    style,
    views::{NavigationLink, SiteView, TopicLink},
    weight,
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

/// The parts all pages share.
pub(super) struct Frame<'a> {
    words: &'a BTreeMap<String, String>,
    css: String,
    csp: String,
    loader: Option<String>,
    icon: Option<String>,
    page_script: Option<String>,
    record_script: Option<String>,
    codes_script: Option<String>,
    compose_script: Option<String>,
    offline: Option<String>,
    install: Option<Installable>,
    notices: Option<&'a str>,
    site: SiteView,
    topics: Vec<TopicLink>,
    navigation: Vec<NavigationItem>,
    base_url: Option<String>,
    /// Addresses of the lists that have feeds.
    with_feeds: Vec<&'a str>,
    content: &'a Site,
    /// Draws what is shown where pages are shared, when that is wanted.
    pictures: Option<Pictures<'a>>,
}

/// The frame as one page sees it.
#[derive(Serialize)]
pub(super) struct PageFrame<'a> {
    t: &'a BTreeMap<String, String>,
    /// Addresses of the portal's parts below the root.
    a: &'a Addresses,
    css: &'a str,
    csp: &'a str,
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
    site: &'a SiteView,
    topics: &'a [TopicLink],
    nav: Vec<NavigationLink<'a>>,
    page: &'a PageHead,
    /// What the page says of its own weight.
    page_weight: String,
    /// Where the page is published, when that is known.
    public_url: Option<String>,
    /// What it says to search engines and those who share it, when that is known.
    finders: Option<finders::Meta>,
    root: String,
}

impl<'a> Frame<'a> {
    pub(super) fn new(site: &'a Site, theme: &'a Theme, files: &Files, pictures: Option<Pictures<'a>>) -> Self {
        let styles = style::sheet(theme);
        let css = style::minify(&styles);
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
        Self {
            words: &theme.words,
            csp: content_security_policy(&css, config.inbox.address.as_ref()),
            css,
            loader: files.loader.clone(),
            icon: files.icon.clone(),
            page_script: files.page_script.clone(),
            record_script: files.record_script.clone(),
            codes_script: files.codes_script.clone(),
            compose_script: files.compose_script.clone(),
            offline: files.offline.clone(),
            install: files.install.clone(),
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
            navigation: config.navigation.clone(),
            base_url: config.base_url.clone(),
            with_feeds: finders::lists_with_feeds(site),
            content: site,
            pictures,
        }
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
            t: self.words,
            a: &self.content.config.addresses,
            css: &self.css,
            csp: &self.csp,
            loader: self.loader.as_deref(),
            icon: self.icon.as_deref(),
            page_script: self.page_script.as_deref(),
            record_script: self.record_script.as_deref(),
            codes_script: self.codes_script.as_deref(),
            compose_script: self.compose_script.as_deref(),
            offline: self.offline.as_deref(),
            install: self.install.as_ref(),
            notices: self.notices,
            site: &self.site,
            topics: &self.topics,
            nav: nav.collect(),
            page_weight: self
                .words
                .get("page_weight")
                .map_or_else(String::new, |said| said.replace("{}", weight::PLACE)),
            public_url: self.base_url.as_deref().map(|url| format!("{url}{}", page.address)),
            finders: self.finders(page)?,
            page,
            root,
        })
    }

    fn finders(&self, page: &PageHead) -> Result<Option<finders::Meta>, RenderError> {
        let Some(base) = self.base_url.as_deref().filter(|_| finders::is_found(page)) else {
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

    /// What pages may load and do, as each says itself.
    pub(super) fn policy(&self) -> &str {
        &self.csp
    }

    /// The root for the page that a server shows at any address: the path of the public address, `/` when unknown.
    pub(super) fn absolute_root(&self) -> String {
        let path = self
            .base_url
            .as_deref()
            .and_then(|url| url.split_once("://"))
            .and_then(|(_, rest)| rest.split_once('/'));
        path.map_or_else(|| "/".to_owned(), |(_, path)| format!("/{path}"))
    }
}

/// Nothing from outside, no inline script, and the one inline style sheet by its hash. Pages connect to the portal itself, and
/// to where drafts are sent if the deployer set that: the outbox sends from whatever page is open.
fn content_security_policy(css: &str, post: Option<&PostAddress>) -> String {
    let hash = STANDARD.encode(Sha256::digest(css.as_bytes()));
    let post = post.map_or_else(String::new, |address| format!(" {}", address.origin()));
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'sha256-{hash}'; img-src 'self' data:; \
         media-src 'self'; connect-src 'self'{post}; manifest-src 'self'; form-action 'self'; base-uri 'none'"
    )
}
