//! A [`Site`] becomes [`Artifact`]s: pages, search index, catalogue, media, icons.
//!
//! In: site, theme, the built client if there is one. Out: every file of the portal, given to a [`Receiver`] as soon as it
//! is made, and what is [`Known`] of each. Each page gets a fresh, typed view (`views`); templates only show, loop and
//! choose.

mod alphabet;
mod codes;
mod compose;
mod delivery;
mod disk;
mod finders;
mod frame;
mod hosting;
mod install;
mod late;
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
mod remembered;
mod saved;
mod search_files;
mod search_index;
mod style;
mod views;
mod wall;
mod words;

use std::{collections::BTreeMap, fmt, sync::Arc};

use minijinja::{
    AutoEscape, Environment, ErrorKind, UndefinedBehavior, Value,
    syntax::SyntaxConfig,
    value::{Object, Serde},
};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use serde::Serialize;
use thiserror::Error;

use crate::{
    cache::Cache,
    client::Client,
    site::{Site, address},
    theme::Theme,
};
use delivery::Delivery;
use finders::Pictures;
use frame::{Files, Frame};
use offline::Packs;
use remembered::Memory;
use words::Words;

pub use delivery::{Known, Receiver};
pub use remembered::PageCache;
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

/// What a site is rendered with.
#[derive(Clone, Copy)]
pub struct Means<'a> {
    /// Templates, words, styles.
    pub theme: &'a Theme,
    /// The built client, if there is one.
    pub client: Option<&'a Client>,
    /// May phones keep it? Not a preview: its pages change under the reader's hands.
    pub installable: bool,
    /// Where pictures for those who share a page are kept between builds; none are drawn without. A preview is not shared.
    pub pictures: Option<&'a Cache>,
    /// Will pages be opened from a disk or a stick, where no server shows `index.html` for a folder?
    pub disk: bool,
    /// The files of the editor in the browser.
    pub editor: &'a [Artifact],
    /// Takes the files.
    pub receiver: &'a dyn Receiver,
}

/// Renders everything; gives what is known of each file, in the order of their paths. Pages that are in `cache`, and that the
/// receiver still has, are not written again; what this rendering knows of its pages is left there.
///
/// # Errors
/// See [`RenderError`]; the first one, as all pages share the templates.
pub fn render(site: &Site, means: Means<'_>, cache: &mut PageCache) -> Result<Vec<Known>, RenderError> {
    let theme = means.theme;
    let words = Words {
        words: &theme.words,
        language: &site.config.language,
    };
    let mut assets = search_files::media(site);
    let files = files(site, &words, means, &mut assets)?;
    let pictures = means.pictures.map(|kept| Pictures::new(site, theme, kept));
    let frame = Frame::new(site, theme, &files, pictures.transpose()?.flatten());
    let environment = environment(theme)?;
    let delivery = Delivery::new(means);
    let bare = Printer {
        environment: &environment,
        frame: &frame,
        memory: None,
    };
    let printer = Printer {
        memory: Some(Memory::new(theme_hash(means, &frame), cache, delivery)),
        ..bare
    };
    let context = Context {
        site,
        words: &words,
        packs: &Packs::default(),
        printer: &printer,
        delivery,
    };
    let mut known = delivery.all(assets);
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
    known.extend(write(&context, fixed)?);
    if means.installable {
        // Its size stands in the page that offers a pack, which is part of the pack: the control itself is not counted.
        let unsized_context = Context {
            printer: &bare,
            ..context
        };
        let bare = describe(&unsized_context, lists::savable(site))?;
        let packs = offline::packs(site, &by_path(known.iter().chain(&bare)));
        let context = Context {
            packs: &packs,
            ..context
        };
        let offering = lists::savable(site).into_iter().chain(offline::jobs(site)).collect();
        known.extend(write(&context, offering)?);
        let for_phones = offline::publish(site, theme, &environment, &files, &known)?;
        known.extend(context.delivery.all(for_phones));
    } else {
        known.extend(write(&context, lists::savable(site))?);
    }
    let mut others = finders::artifacts(site, &words, &known)?;
    others.extend(hosting::artifacts(site, &frame, &known));
    // Only now: no phone keeps them for days without a connection.
    others.extend(frame.pictures());
    others.extend(means.editor.iter().cloned());
    known.extend(context.delivery.all(others));
    known.sort_by(|left, right| left.path.cmp(&right.path));
    if let Some(memory) = printer.memory {
        *cache = memory.into_cache();
    }
    Ok(known)
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

fn write(context: &Context<'_>, jobs: Vec<Job<'_>>) -> Result<Vec<Known>, RenderError> {
    let deliver = |made| match made {
        Made::Again(known) => known,
        Made::Written(artifact, key) => {
            let known = context.delivery.one(artifact);
            if let (Some(memory), Some(key)) = (&context.printer.memory, key) {
                memory.note(key, &known);
            }
            known
        }
    };
    jobs.par_iter().map(|job| Ok(deliver(job(context)?))).collect()
}

/// What would be known of pages that nobody is given.
fn describe(context: &Context<'_>, jobs: Vec<Job<'_>>) -> Result<Vec<Known>, RenderError> {
    let known = |made| match made {
        Made::Again(known) => known,
        Made::Written(artifact, _) => Known::of(&artifact),
    };
    jobs.par_iter().map(|job| Ok(known(job(context)?))).collect()
}

fn by_path<'a>(files: impl IntoIterator<Item = &'a Known>) -> BTreeMap<&'a str, &'a Known> {
    files.into_iter().map(|file| (file.path.as_str(), file)).collect()
}

/// Over all that goes into every page.
fn theme_hash(means: Means<'_>, frame: &Frame<'_>) -> blake3::Hash {
    let theme = means.theme;
    let mut hasher = blake3::Hasher::new();
    hasher.update(frame.hash().as_bytes()).update(&[u8::from(means.disk)]);
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
#[derive(Clone, Copy)]
struct Context<'a> {
    site: &'a Site,
    words: &'a Words<'a>,
    packs: &'a Packs,
    printer: &'a Printer<'a>,
    delivery: Delivery<'a>,
}

/// One page to be rendered.
type Job<'a> = Box<dyn Fn(&Context<'_>) -> Result<Made, RenderError> + Send + Sync + 'a>;

/// A page of this build.
enum Made {
    /// Written anew; with a hash over all that went into it, when it is to be remembered.
    Written(Artifact, Option<blake3::Hash>),
    /// The same as in the build before, whose receiver has taken it again.
    Again(Known),
}

fn environment(theme: &Theme) -> Result<Environment<'_>, RenderError> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.map_err(|error| template_error("", &error))?);
    environment.set_debug(true);
    environment.set_formatter(write_escaped);
    let icons: BTreeMap<String, Value> = icons(theme)
        .into_iter()
        .map(|(name, picture)| (name, Value::from_safe_string(picture)))
        .collect();
    environment.add_function("draw", move |name: &str| icon(&icons, name));
    for (name, text) in &theme.templates {
        environment
            .add_template(name, text)
            .map_err(|error| template_error(name, &error))?;
    }
    Ok(environment)
}

/// A small picture of the theme, drawn where it stands: no request, and in the colour of the words beside it.
fn icon(icons: &BTreeMap<String, Value>, name: &str) -> Result<Value, minijinja::Error> {
    icons.get(name).cloned().ok_or_else(|| {
        let missing = format!("no icon “{name}”: there is no file site/assets/icons/{name}.svg");
        minijinja::Error::new(ErrorKind::InvalidOperation, missing)
    })
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

/// What a template may name: what the page says itself, what the frame says of it, what all pages share.
#[derive(Debug)]
struct Seen([Value; 3]);

impl Object for Seen {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        let named = |part: &Value| part.get_attr(key).ok().filter(|value| !value.is_undefined());
        self.0.iter().find_map(named)
    }
}

impl Printer<'_> {
    fn page<V: Serialize>(&self, template: &str, page: &frame::PageHead, view: &V) -> Result<Made, RenderError> {
        let root = if page.kind == "not_found" {
            self.frame.absolute_root()
        } else {
            address::root_from(&page.address)
        };
        let frame = self.frame.of(page, root)?;
        let kind = ArtifactKind::Page(page.kind);
        let memory = self.memory.as_ref();
        let key = memory.and_then(|memory| memory.key(template, &(&frame, view)));
        if let Some(known) = memory.zip(key).and_then(|(memory, key)| memory.again(key, kind)) {
            return Ok(Made::Again(known));
        }
        let parts = [
            Value::from(Serde(view)),
            Value::from(Serde(&frame)),
            self.frame.shared().clone(),
        ];
        let html = self
            .environment
            .get_template(template)
            .and_then(|template| template.render(Value::from_object(Seen(parts))))
            .map_err(|error| template_error(&page.address, &error))?;
        let path = if page.kind == "not_found" {
            "404.html".to_owned()
        } else {
            format!("{}index.html", page.address)
        };
        let bytes = late::write(&html, self.frame.styles(page.kind)).into_bytes();
        Ok(Made::Written(Artifact { path, bytes, kind }, key))
    }
}
