//! A [`Site`] becomes [`Artifact`]s: pages, search index, catalogue, media, icons.
//!
//! In: site, theme, the built client if there is one. Out: every file of the portal, in memory. Each page gets a fresh,
//! typed view (`views`); templates only show, loop and choose.

mod alphabet;
mod codes;
mod compose;
mod disk;
mod finders;
mod frame;
mod hosting;
mod install;
mod lists;
mod near;
mod notices;
mod offline;
mod page_script;
mod pages;
mod pagination;
mod parts;
mod picture;
mod quiz;
mod record;
mod saved;
mod search_files;
mod search_index;
mod style;
mod views;
mod wall;
mod weight;
mod words;

use std::{
    collections::{BTreeMap, HashMap},
    fmt,
    sync::Mutex,
};

use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior, Value, syntax::SyntaxConfig};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use serde::Serialize;
use thiserror::Error;

use crate::{
    cache::Cache,
    client::Client,
    site::{Site, address},
    theme::Theme,
};
use finders::Pictures;
use frame::{Files, Frame};
use offline::Packs;
use words::Words;

pub use disk::for_disk;
pub(crate) use search_files::findable;

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
    /// Video, captions, attachment.
    Media,
    /// One size of a picture, or what is shown where a page is shared.
    Picture,
    /// What only servers read: headers, redirects.
    Hosting,
    /// Another file's bytes, compressed.
    Compressed,
}

impl fmt::Display for ArtifactKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page(kind) => write!(formatter, "page:{kind}"),
            Self::Asset => formatter.write_str("asset"),
            Self::Media => formatter.write_str("media"),
            Self::Picture => formatter.write_str("picture"),
            Self::Hosting => formatter.write_str("hosting"),
            Self::Compressed => formatter.write_str("compressed"),
        }
    }
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
    /// The picture of a page that is shared cannot be drawn.
    #[error("không vẽ được ảnh giới thiệu trang: {details}")]
    Picture {
        /// Why.
        details: String,
    },
    /// A file for search engines or feed readers cannot be written.
    #[error("không viết được tệp {path}: {details}")]
    File {
        /// Its path below the root.
        path: String,
        /// What its writer said.
        details: String,
    },
    /// The icon is no drawing.
    #[error("không vẽ được biểu tượng site/assets/icon.svg: {details}")]
    Icon {
        /// What is wrong with it.
        details: String,
    },
}

/// Pages of an earlier rendering, by a hash over all that went into each: theme, template and view. A page found here is
/// what a new rendering would give, so nothing taken from it can be stale.
#[derive(Debug, Default)]
pub struct PageCache {
    pages: HashMap<blake3::Hash, Vec<u8>>,
    /// Pages of the last rendering that were made anew.
    pub written: usize,
    /// Pages of the last rendering that were taken from an earlier one.
    pub reused: usize,
}

/// What a site is rendered with.
#[derive(Debug, Clone, Copy)]
pub struct Means<'a> {
    /// Templates, words, styles.
    pub theme: &'a Theme,
    /// The built client, if there is one.
    pub client: Option<&'a Client>,
    /// May phones keep it? Not a preview: its pages change under the reader's hands.
    pub installable: bool,
    /// Where pictures for those who share a page are kept between builds; none are drawn without. A preview is not shared.
    pub pictures: Option<&'a Cache>,
}

/// Renders everything.
///
/// # Errors
/// See [`RenderError`]; the first one, as all pages share the templates.
pub fn render(site: &Site, means: Means<'_>) -> Result<Vec<Artifact>, RenderError> {
    render_again(site, means, None)
}

/// Renders everything, taking from `cache` what has not changed, and leaves in it what was rendered.
///
/// # Errors
/// As for [`render`].
pub fn render_cached(site: &Site, means: Means<'_>, cache: &mut PageCache) -> Result<Vec<Artifact>, RenderError> {
    render_again(site, means, Some(cache))
}

fn render_again(site: &Site, means: Means<'_>, cache: Option<&mut PageCache>) -> Result<Vec<Artifact>, RenderError> {
    let theme = means.theme;
    let words = Words {
        words: &theme.words,
        language: &site.config.language,
    };
    let mut artifacts = search_files::media(site);
    let files = files(site, &words, means, &mut artifacts)?;
    let pictures = means.pictures.map(|kept| Pictures::new(site, theme, kept));
    let frame = Frame::new(site, theme, &files, pictures.transpose()?.flatten());
    let environment = environment(theme)?;
    let printer = Printer {
        environment: &environment,
        frame: &frame,
        memory: cache.as_deref().map(|cache| Memory {
            theme: theme_hash(theme),
            earlier: &cache.pages,
            now: Mutex::default(),
        }),
    };
    let context = Context {
        site,
        words: &words,
        packs: &Packs::default(),
        printer: &printer,
    };
    let notices = means.client.zip(files.licences.as_deref());
    let notices =
        notices.map(|(client, texts)| -> Job<'_> { Box::new(move |context| notices::page(context, client, texts)) });
    let fixed = pages::jobs(site)
        .into_iter()
        .chain(lists::jobs(site))
        .chain(wall::jobs(site, &words))
        .chain(record::jobs(site))
        .chain(codes::jobs(site))
        .chain(compose::jobs(site))
        .chain(saved::jobs())
        .chain(notices)
        .collect();
    artifacts.extend(write(&context, fixed)?);
    let savable = write(&context, lists::savable(site))?;
    if means.installable {
        // Its size stands in the page that offers a pack, which is part of the pack: the control itself is not counted.
        let packs = offline::packs(site, &[artifacts.as_slice(), &savable].concat());
        let context = Context {
            packs: &packs,
            ..context
        };
        let offering = lists::savable(site).into_iter().chain(offline::jobs(site)).collect();
        artifacts.extend(write(&context, offering)?);
        offline::publish(site, theme, &environment, &files, &mut artifacts)?;
    } else {
        artifacts.extend(savable);
    }
    let for_finders = finders::artifacts(site, &words, &artifacts)?;
    artifacts.extend(for_finders);
    // Only now: no phone keeps them for days without a connection.
    artifacts.extend(frame.pictures());
    let for_servers = hosting::artifacts(site, &frame, &artifacts);
    artifacts.extend(for_servers);
    artifacts.sort_by(|left, right| left.path.cmp(&right.path));
    let now = printer.memory.map(|memory| memory.now.into_inner().unwrap_or_default());
    if let (Some(cache), Some(now)) = (cache, now) {
        cache.reused = now.keys().filter(|key| cache.pages.contains_key(key)).count();
        cache.written = now.len() - cache.reused;
        cache.pages = now;
    }
    Ok(artifacts)
}

/// Files that pages load, as they are named in this build.
fn files(
    site: &Site,
    words: &Words<'_>,
    means: Means<'_>,
    artifacts: &mut Vec<Artifact>,
) -> Result<Files, RenderError> {
    let Means { theme, client, .. } = means;
    let mut files = Files {
        loader: match client {
            Some(client) => Some(search_files::client(site, words, client, artifacts)?),
            None => None,
        },
        icon: search_files::theme_file(theme, "icon.svg", artifacts),
        page_script: page_script::add(theme, artifacts),
        record_script: page_script::joined(theme, &["scan.js", "handing.js", "record.js"], artifacts),
        codes_script: page_script::joined(theme, &["scan.js", "codes.js"], artifacts),
        compose_script: page_script::joined(theme, &["handing.js", "compose.js"], artifacts),
        licences: client.map(|client| search_files::licences(site, theme, client, artifacts)),
        ..Files::default()
    };
    if means.installable {
        files.offline = search_files::theme_file(theme, "offline.js", artifacts);
        files.install = install::publish(&site.config, theme, files.icon.as_deref(), artifacts)?;
    }
    Ok(files)
}

fn write(context: &Context<'_>, jobs: Vec<Job<'_>>) -> Result<Vec<Artifact>, RenderError> {
    jobs.par_iter().map(|job| job(context)).collect()
}

fn theme_hash(theme: &Theme) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    let texts = theme.templates.iter().chain(&theme.words);
    let icons = icons(theme);
    for (name, text) in texts.chain(&icons) {
        for part in [name, text] {
            hasher.update(&part.len().to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    hasher.finalize()
}

/// What a page is made from.
struct Context<'a> {
    site: &'a Site,
    words: &'a Words<'a>,
    packs: &'a Packs,
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
    environment.set_formatter(write_escaped);
    let icons = icons(theme);
    environment.add_function("draw", move |name: &str| icon(&icons, name));
    for (name, text) in &theme.templates {
        environment
            .add_template(name, text)
            .map_err(|error| template_error(name, &error))?;
    }
    Ok(environment)
}

/// A small picture of the theme, drawn where it stands: no request, and in the colour of the words beside it.
fn icon(icons: &BTreeMap<String, String>, name: &str) -> Result<Value, minijinja::Error> {
    let picture = icons.get(name).ok_or_else(|| {
        let missing = format!("no icon “{name}”: there is no file site/assets/icons/{name}.svg");
        minijinja::Error::new(ErrorKind::InvalidOperation, missing)
    })?;
    Ok(Value::from_safe_string(picture.clone()))
}

fn icons(theme: &Theme) -> BTreeMap<String, String> {
    let pictures = theme.assets.iter().filter_map(|(path, picture)| {
        let name = path.strip_prefix("icons/")?.strip_suffix(".svg")?;
        Some((name.to_owned(), String::from_utf8_lossy(picture).trim_end().to_owned()))
    });
    pictures.collect()
}

/// Escapes what HTML needs escaped and no more: the engine's own way turns every `/` of an address into six bytes.
///
/// # Errors
/// When the output takes no more.
pub(crate) fn write_escaped(
    output: &mut minijinja::Output<'_>,
    state: &mut minijinja::State<'_, '_>,
    value: &minijinja::Value,
) -> Result<(), minijinja::Error> {
    match value.as_str() {
        Some(text) if matches!(state.auto_escape(), AutoEscape::Html) && !value.is_safe() => {
            pulldown_cmark_escape::escape_html(pulldown_cmark_escape::FmtWriter(output), text)
                .map_err(|error| minijinja::Error::new(ErrorKind::WriteFailure, error.to_string()))
        }
        _ => minijinja::escape_formatter(output, state, value),
    }
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
    memory: Option<Memory<'a>>,
}

struct Memory<'a> {
    theme: blake3::Hash,
    earlier: &'a HashMap<blake3::Hash, Vec<u8>>,
    now: Mutex<HashMap<blake3::Hash, Vec<u8>>>,
}

impl Memory<'_> {
    /// The page that these parts give, from before or made by `write`.
    fn page<V: Serialize>(
        &self,
        template: &str,
        view: &V,
        write: impl FnOnce() -> Result<Vec<u8>, RenderError>,
    ) -> Result<Vec<u8>, RenderError> {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.theme.as_bytes());
        hasher.update(template.as_bytes());
        // A view that cannot be encoded has no hash; it is simply written anew.
        if serde_json::to_writer(&mut hasher, view).is_err() {
            return write();
        }
        let key = hasher.finalize();
        let page = match self.earlier.get(&key) {
            Some(page) => page.clone(),
            None => write()?,
        };
        if let Ok(mut now) = self.now.lock() {
            now.insert(key, page.clone());
        }
        Ok(page)
    }
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
            frame: self.frame.of(page, root)?,
            view,
        };
        let write = || {
            self.environment
                .get_template(template)
                .and_then(|template| template.render(minijinja::value::Serde(&whole)))
                .map(|page| weight::write(&page).into_bytes())
                .map_err(|error| template_error(&page.address, &error))
        };
        let bytes = match &self.memory {
            Some(memory) => memory.page(template, &whole, write)?,
            None => write()?,
        };
        let path = if page.kind == "not_found" {
            "404.html".to_owned()
        } else {
            format!("{}index.html", page.address)
        };
        Ok(Artifact {
            path,
            bytes,
            kind: ArtifactKind::Page(page.kind),
        })
    }
}
