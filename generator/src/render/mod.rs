//! A [`Site`] becomes [`Artifact`]s: pages, search index, catalogue, media, icons.
//!
//! In: site, theme, the built client if there is one. Out: every file of the portal, in memory. Each page gets a fresh,
//! typed view (`views`); templates only show, loop and choose.

mod frame;
mod lists;
mod pages;
mod search_files;
mod views;
mod words;

use minijinja::{Environment, UndefinedBehavior, syntax::SyntaxConfig};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use serde::Serialize;
use thiserror::Error;

use crate::{
    client::Client,
    site::{Site, address},
    theme::Theme,
};
use frame::Frame;
use words::Words;

/// One file of the portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Path below the portal's root, with `/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What it is, for the summary.
    pub kind: ArtifactKind,
}

/// What an artifact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ArtifactKind {
    /// A page, with the name of its kind.
    Page(&'static str),
    /// Client, index, styles, icons.
    Asset,
    /// Video, captions, picture.
    Media,
}

/// Why a page cannot be written. Only a wrong template or a missing interface word can be the cause.
#[derive(Debug, Error)]
pub enum RenderError {
    /// A template is wrong or asks for what is not there.
    #[error("mẫu trang site/templates có lỗi khi viết trang /{page}:\n{details}")]
    Template {
        /// Address of the page.
        page: String,
        /// The template engine's report with the place.
        details: String,
    },
    /// An interface word is missing.
    #[error("thiếu từ “{key}” trong site/strings/{language}.toml")]
    Word {
        /// Its key.
        key: String,
        /// The language.
        language: String,
    },
}

/// Renders everything.
///
/// # Errors
/// See [`RenderError`]; the first one, as all pages share the templates.
pub fn render(site: &Site, theme: &Theme, client: Option<&Client>) -> Result<Vec<Artifact>, RenderError> {
    let words = Words {
        words: &theme.words,
        language: &site.config.language,
    };
    let mut artifacts = search_files::media(site);
    let loader = match client {
        Some(client) => Some(search_files::client(site, client, &mut artifacts)?),
        None => None,
    };
    let icon = search_files::icon(theme, &mut artifacts);
    let frame = Frame::new(site, theme, loader, icon);
    let environment = environment(theme)?;
    let printer = Printer {
        environment: &environment,
        frame: &frame,
    };
    let jobs = pages::jobs(site)
        .into_iter()
        .chain(lists::jobs(site))
        .collect::<Vec<_>>();
    let pages: Result<Vec<Artifact>, RenderError> = jobs
        .par_iter()
        .map(|job| {
            job(&Context {
                site,
                words: &words,
                printer: &printer,
            })
        })
        .collect();
    artifacts.extend(pages?);
    artifacts.sort_by(|left, right| left.path.cmp(&right.path));
    Ok(artifacts)
}

/// What a page is made from.
struct Context<'a> {
    site: &'a Site,
    words: &'a Words<'a>,
    printer: &'a Printer<'a>,
}

/// One page to be rendered.
type Job<'a> = Box<dyn Fn(&Context<'_>) -> Result<Artifact, RenderError> + Send + Sync + 'a>;

fn environment(theme: &Theme) -> Result<Environment<'_>, RenderError> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.map_err(|error| template_error("", &error))?);
    environment.set_debug(true);
    for (name, text) in &theme.templates {
        environment
            .add_template(name, text)
            .map_err(|error| template_error(name, &error))?;
    }
    Ok(environment)
}

fn template_error(page: &str, error: &minijinja::Error) -> RenderError {
    RenderError::Template {
        page: page.to_owned(),
        details: format!("{error}\n{}", error.display_debug_info()),
    }
}

/// Writes views through templates.
struct Printer<'a> {
    environment: &'a Environment<'a>,
    frame: &'a Frame<'a>,
}

impl Printer<'_> {
    fn page<V: Serialize>(&self, template: &str, page: &frame::PageHead, view: &V) -> Result<Artifact, RenderError> {
        #[derive(Serialize)]
        struct Whole<'a, V> {
            #[serde(flatten)]
            frame: frame::PageFrame<'a>,
            #[serde(flatten)]
            view: &'a V,
        }
        let root = if page.kind == "not_found" {
            self.frame.absolute_root()
        } else {
            address::root_from(&page.address)
        };
        let whole = Whole {
            frame: self.frame.of(page, root),
            view,
        };
        let html = self
            .environment
            .get_template(template)
            .and_then(|template| template.render(minijinja::value::Serde(&whole)))
            .map_err(|error| template_error(&page.address, &error))?;
        let path = if page.kind == "not_found" {
            "404.html".to_owned()
        } else {
            format!("{}index.html", page.address)
        };
        Ok(Artifact {
            path,
            bytes: html.into_bytes(),
            kind: ArtifactKind::Page(page.kind),
        })
    }
}
