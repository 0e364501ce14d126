//! The picture of a page that chats and social networks show when it is shared: the portal's name, what the page is, its title.
//!
//! In: heads of pages, colours of the styles, the portal's icon, one typeface of the theme. Out: small PNG files, named by a
//! hash over their bytes. The same texts give the same bytes, in whatever order pages are written. Shapes are laid out at
//! every build; their pixels, which take a hundred times as long, are kept between builds.

mod face;
mod indexed;
mod scene;

use std::{collections::BTreeMap, sync::Mutex};

use resvg::{tiny_skia::Color, usvg::Tree};
use serde::Serialize;

use self::{
    face::Face,
    scene::{Colours, SIZE, Said, Scene},
};
use crate::{
    cache::Cache,
    content::kinds::{Kind, lesson::Lesson},
    render::{
        Artifact, ArtifactKind, RenderError,
        frame::PageHead,
        install::{self, parse_colour},
        pages::course_of,
        style,
    },
    site::{Site, address},
    theme::Theme,
};

/// Where the theme's typeface lies below `site/assets`.
const TYPEFACE: &str = "fonts/BeVietnamPro-Bold.ttf";
/// Pages of stories, lessons and all others have grounds of their own, so that a reader of many links knows them apart.
const WARM: [&str; 6] = ["home", "story", "contest", "event", "notice", "unit"];
const LEARNING: [&str; 2] = ["course", "lesson"];

/// What a page says of its picture.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Picture {
    /// Whole address.
    url: String,
    /// What is written on it, in full.
    alt: String,
    width: u16,
    height: u16,
}

/// Draws, and remembers what it drew.
pub(in crate::render) struct Pictures<'a> {
    site: &'a Site,
    words: &'a BTreeMap<String, String>,
    base: &'a str,
    styles: String,
    face: Face,
    icon: Option<(Tree, &'a [u8])>,
    kept: &'a Cache,
    drawn: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl<'a> Pictures<'a> {
    /// What draws the pictures of a portal; none without a public address, as a picture is named by its whole address.
    ///
    /// # Errors
    /// When the theme's icon or typeface cannot be read.
    pub(in crate::render) fn new(
        site: &'a Site,
        theme: &'a Theme,
        kept: &'a Cache,
    ) -> Result<Option<Self>, RenderError> {
        let (Some(base), Some(typeface)) = (&site.config.base_url, theme.assets.get(TYPEFACE)) else {
            return Ok(None);
        };
        let face = Face::read(typeface, &site.config.language).ok_or_else(|| RenderError::Picture {
            details: format!("site/assets/{TYPEFACE} không phải là phông chữ TrueType hay OpenType"),
        })?;
        let icon = theme.assets.get(install::ICON);
        let icon = icon.map(|svg| Ok((install::read(svg)?, svg.as_slice())));
        Ok(Some(Self {
            site,
            words: &theme.words,
            base,
            styles: style::sheet(theme),
            face,
            icon: icon.transpose()?,
            kept,
            drawn: Mutex::default(),
        }))
    }

    /// The picture of a page, drawn or found among those kept.
    ///
    /// # Errors
    /// When there is no memory for its pixels.
    pub(in crate::render) fn of(&self, page: &PageHead) -> Result<Picture, RenderError> {
        let config = &self.site.config;
        let label = self.label(page);
        // The home page's title is the portal's name, which stands in every picture.
        let title = if page.address.is_empty() {
            &config.description
        } else {
            &page.title
        };
        let said = Said {
            name: &config.name,
            label: &label,
            title,
        };
        let scene = Scene::new(&said, &self.face, &self.colours(page.kind));
        let bytes = self.bytes(&scene)?;
        let path = format!("assets/{}", address::hashed("share.png", &bytes));
        let picture = Picture {
            url: format!("{}{path}", self.base),
            alt: [label.as_str(), title, &config.name]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" – "),
            width: SIZE.0,
            height: SIZE.1,
        };
        if let Ok(mut drawn) = self.drawn.lock() {
            drawn.insert(path, bytes);
        }
        Ok(picture)
    }

    /// All that was drawn.
    pub(in crate::render) fn artifacts(&self) -> Vec<Artifact> {
        let drawn = self.drawn.lock().map(|mut drawn| std::mem::take(&mut *drawn));
        let artifact = |(path, bytes)| Artifact {
            path,
            bytes,
            kind: ArtifactKind::Picture,
        };
        drawn.unwrap_or_default().into_iter().map(artifact).collect()
    }

    /// A scene as a PNG. Beside what is kept lies its hash, so that nothing cut short or spoilt is published.
    fn bytes(&self, scene: &Scene) -> Result<Vec<u8>, RenderError> {
        let icon = self.icon.as_ref();
        let name = format!("{}.png", scene.key(icon.map_or(&[], |(_, svg)| svg)).to_hex());
        let whole = |mut kept: Vec<u8>| {
            let (bytes, hash) = kept.split_last_chunk::<{ blake3::OUT_LEN }>()?;
            let length = (blake3::hash(bytes) == *hash).then_some(bytes.len())?;
            kept.truncate(length);
            Some(kept)
        };
        if let Some(kept) = self.kept.take(&name, whole) {
            return Ok(kept);
        }
        let missing = || failed("không đủ bộ nhớ");
        let pixels = scene.pixels(icon.map(|(tree, _)| tree)).ok_or_else(missing)?;
        let bytes = indexed::png(&pixels).map_err(|error| failed(&error.to_string()))?;
        // What cannot be kept is drawn once more by the next build.
        let _ = self
            .kept
            .keep(&name, &[&bytes, &blake3::hash(&bytes).as_bytes()[..]].concat());
        Ok(bytes)
    }

    /// What a page is and what it is about.
    fn label(&self, page: &PageHead) -> String {
        let word = |key: &str| self.words.get(key).cloned();
        let Some(entry) = self.site.entry_of_address(&page.address) else {
            let is_topic = page.address.starts_with(&*self.site.config.addresses.topic);
            return is_topic.then(|| word("kind_topic")).flatten().unwrap_or_default();
        };
        let kind = &entry.document.kind;
        let what = match kind {
            Kind::Page(_) => None,
            Kind::Story(story) => word(&format!("form_{}", story.form.value)),
            other => word(&format!("kind_{}", other.name().folder())),
        };
        let about = match kind {
            Kind::Lesson(lesson) => self.course(lesson),
            other => other.topic().and_then(|id| {
                let topics = self.site.config.topics.iter();
                topics
                    .into_iter()
                    .find(|topic| topic.id == id.value)
                    .map(|topic| topic.title.clone())
            }),
        };
        what.into_iter().chain(about).collect::<Vec<_>>().join(" · ")
    }

    fn course(&self, lesson: &Lesson) -> Option<String> {
        course_of(self.site, lesson).map(|course| course.document.title.value.clone())
    }

    fn colours(&self, kind: &str) -> Colours {
        let of = |token: &str, other: Color| {
            style::colours(&self.styles, token)
                .0
                .and_then(parse_colour)
                .unwrap_or(other)
        };
        let ground = if WARM.contains(&kind) {
            "--warm-soft"
        } else if LEARNING.contains(&kind) {
            "--good-soft"
        } else {
            "--soft"
        };
        Colours {
            band: of("--top", Color::BLACK),
            on_band: of("--on-accent", Color::WHITE),
            line: of("--lamp", Color::BLACK),
            ground: of(ground, Color::WHITE),
            label: of("--warm", Color::BLACK),
            title: of("--ink", Color::BLACK),
        }
    }
}

fn failed(details: &str) -> RenderError {
    RenderError::Picture {
        details: details.to_owned(),
    }
}
