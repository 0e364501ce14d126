//! read -> parse -> pictures -> assemble -> check, shared by all commands; and the rest of a build.

use std::{collections::HashMap, path::Path, sync::Arc, time::Instant};

use jiff::civil::Date;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use thiserror::Error;

use super::{
    Exit, PortalArguments, inbox,
    pictures::{self, Tally},
};
use crate::{
    cache::Cache,
    check,
    client::{self, Client, ClientError},
    content::{
        self, Document,
        kinds::KindName,
        reactions::{self, Reactions},
        synonyms::{self, Synonyms},
    },
    diag::{Diagnostic, count},
    editing::{
        bundle::{self, BundleError},
        cms,
    },
    output::{
        PublishError,
        manifest::{self, Manifest},
    },
    render::{self, Artifact, ArtifactKind, Known, Means, PageCache, Receiver, RenderError},
    site::{self, Content, Occasion, Site},
    source::{self, Layout, Source},
    theme::{self, Theme, ThemeError},
};

/// Why a command cannot go on. What editors wrote wrong is no fault but a list of diagnostics.
#[derive(Debug, Error)]
pub(super) enum Fault {
    #[error("{0}")]
    Theme(ThemeError),
    #[error("thiết lập của cổng có lỗi")]
    Settings(Vec<Source>, Vec<Diagnostic>),
    #[error("{0}")]
    Client(#[from] ClientError),
    #[error("{0}")]
    Render(#[from] RenderError),
    #[error("{0}")]
    Publish(#[from] PublishError),
    #[error("{0}")]
    Editor(#[from] BundleError),
    #[error("không sửa được {path}: {error}")]
    Fix { path: String, error: std::io::Error },
}

impl Fault {
    pub(super) fn exit(&self) -> Exit {
        match self {
            Self::Theme(ThemeError::NotAPortal { .. })
            | Self::Settings(..)
            | Self::Publish(PublishError::NotOurs(_) | PublishError::NoManifest { .. })
            | Self::Render(_) => Exit::Usage,
            _ => Exit::Fault,
        }
    }
}

impl From<ThemeError> for Fault {
    fn from(error: ThemeError) -> Self {
        match error {
            ThemeError::Settings(settings) => Self::Settings(settings.0, vec![settings.1]),
            other => Self::Theme(other),
        }
    }
}

/// A portal that was read and checked.
pub(super) struct Checked {
    pub(super) theme: Theme,
    pub(super) site: Site,
    /// Texts that diagnostics point into.
    pub(super) sources: Vec<Source>,
    /// Sorted by place.
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) pictures: Tally,
    pub(super) timings: Timings,
}

impl Checked {
    pub(super) fn has_errors(&self) -> bool {
        count(&self.diagnostics).errors > 0
    }
}

/// Seconds by stage.
#[derive(Debug, Default)]
pub(super) struct Timings(pub(super) Vec<(&'static str, f64)>);

impl Timings {
    pub(super) fn take<T>(&mut self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let value = work();
        self.0.push((stage, start.elapsed().as_secs_f64()));
        value
    }
}

/// What a preview keeps between two builds. Every part is looked up by all that it was made from, so that what is taken
/// from it is never stale.
#[derive(Default)]
pub(super) struct Memory {
    /// By path: a hash over the text, and what it was parsed to.
    parsed: HashMap<String, (blake3::Hash, Parsed)>,
    pub(super) pages: PageCache,
}

type Parsed = (Vec<Arc<Document>>, Vec<Diagnostic>);

/// Reads and checks the portal.
pub(super) fn check(arguments: &PortalArguments) -> Result<Checked, Fault> {
    check_with(arguments, arguments.drafts, None)
}

/// Reads and checks the portal; texts that have not changed are not parsed again.
pub(super) fn check_again(arguments: &PortalArguments, preview: bool, memory: &mut Memory) -> Result<Checked, Fault> {
    check_with(arguments, preview, Some(memory))
}

fn check_with(arguments: &PortalArguments, preview: bool, memory: Option<&mut Memory>) -> Result<Checked, Fault> {
    let mut timings = Timings::default();
    let folders = KindName::ALL.map(KindName::folder);
    let layout = Layout {
        folders: &folders,
        synonyms: synonyms::PATH,
        reactions: reactions::PATH,
    };
    let (mut theme, (sources, mut diagnostics)) = timings.take("read", || -> Result<_, Fault> {
        Ok((theme::read(&arguments.root)?, source::read(&arguments.root, &layout)))
    })?;
    if let Some(url) = &arguments.base_url {
        theme.config.base_url = Some(format!("{}/", url.trim_end_matches('/')));
    }
    let documents = timings.take("parse", || parse(&sources.texts, memory, &mut diagnostics));
    let synonyms = sources.synonyms.as_ref().map(synonyms::parse);
    let (synonyms, found) = synonyms.unwrap_or_else(|| (Synonyms::default(), Vec::new()));
    diagnostics.extend(found);
    let reactions = sources.reactions.as_ref().map(reactions::parse);
    let (reactions, found) = reactions.unwrap_or_else(|| (Reactions::default(), Vec::new()));
    diagnostics.extend(found);
    let today: Date = arguments.day();
    let (pictures, tally) = timings.take("pictures", || {
        let cache = Cache::new(client::cache_folder().join("portal/pictures"));
        pictures::make(&sources.media, &cache)
    });
    let content = Content {
        documents,
        media: sources.media,
        pictures,
        synonyms,
        reactions,
    };
    let site = timings.take("assemble", || {
        site::assemble(theme.config.clone(), content, Occasion { today, preview })
    });
    let mut texts = sources.texts;
    texts.extend(sources.synonyms);
    texts.extend(sources.reactions);
    diagnostics.extend(timings.take("check", || check::check(&site, &texts)));
    diagnostics.sort_by(|left, right| left.order().cmp(&right.order()));
    texts.extend(theme.sources.iter().cloned());
    Ok(Checked {
        theme,
        site,
        sources: texts,
        diagnostics,
        pictures: tally,
        timings,
    })
}

/// Documents of all texts, in their order. With a memory, what has not changed is taken from it, and all is left in it.
fn parse(texts: &[Source], memory: Option<&mut Memory>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Arc<Document>> {
    let parsed: Vec<Parsed> = match memory {
        None => texts.par_iter().map(parse_one).collect(),
        Some(memory) => memory.parse(texts),
    };
    let mut documents = Vec::with_capacity(parsed.len());
    for (of_text, found) in parsed {
        documents.extend(of_text);
        diagnostics.extend(found);
    }
    documents
}

fn parse_one(source: &Source) -> Parsed {
    let (documents, diagnostics) = content::parse(source);
    (documents.into_iter().map(Arc::new).collect(), diagnostics)
}

impl Memory {
    fn parse(&mut self, texts: &[Source]) -> Vec<Parsed> {
        let earlier = &self.parsed;
        let hashed: Vec<(blake3::Hash, Parsed)> = texts
            .par_iter()
            .map(|source| {
                let hash = blake3::hash(source.text.as_bytes());
                match earlier.get(&source.path) {
                    Some((known, parsed)) if *known == hash => (hash, parsed.clone()),
                    _ => (hash, parse_one(source)),
                }
            })
            .collect();
        let parsed = hashed.iter().map(|(_, parsed)| parsed.clone()).collect();
        self.parsed = texts.iter().map(|source| source.path.clone()).zip(hashed).collect();
        parsed
    }
}

/// Builds the client unless told not to.
pub(super) fn client(root: &Path, wanted: bool, say: &dyn Fn(&str)) -> Result<Option<Client>, Fault> {
    if wanted {
        Ok(Some(client::build(root, say)?))
    } else {
        Ok(None)
    }
}

/// The files of the editor in the browser, when the settings switch it on.
pub(super) fn editor(theme: &Theme, say: &dyn Fn(&str)) -> Result<Vec<Artifact>, Fault> {
    let Some(admin) = &theme.config.admin else {
        return Ok(Vec::new());
    };
    let icon = theme.assets.get("icon.svg").cloned().unwrap_or_default();
    let files = [
        ("index.html", cms::page(&theme.config, admin).into_bytes()),
        ("config.yml", cms::configuration(&theme.config, admin).into_bytes()),
        (cms::LOGO, icon),
        (cms::SCRIPT, bundle::script(say)?),
    ];
    let artifact = |(name, bytes)| Artifact {
        path: format!("admin/{name}"),
        bytes,
        kind: ArtifactKind::Asset,
    };
    Ok(files.into_iter().map(artifact).collect())
}

/// Renders everything into `receiver`, but for pages that it still has of the build before; gives what is known of each file.
pub(super) fn render(
    checked: &mut Checked,
    client: Option<&Client>,
    editor: &[Artifact],
    disk: bool,
    receiver: &dyn Receiver,
    pages: &mut PageCache,
) -> Result<Vec<Known>, Fault> {
    let Checked {
        site, theme, timings, ..
    } = checked;
    let kept = Cache::new(client::cache_folder().join("portal/shared"));
    let means = Means {
        theme,
        client,
        installable: true,
        pictures: Some(&kept),
        disk,
        editor,
        receiver,
    };
    let known = timings.take("render", || render::render(site, means, pages))?;
    kept.forget_old();
    Ok(known)
}

/// Adds to the diagnostics every page of a former build, given by its folder or manifest, that is no more, but for what
/// members of the portal at `root` took back.
pub(super) fn compare(checked: &mut Checked, files: &[Known], former: &Path, root: &Path) -> Result<(), Fault> {
    let text = manifest::read_text(former)?;
    let pages = Manifest::parse(former, &text)?.pages();
    let source = Source::new(former.to_string_lossy(), &text);
    let present = files.iter().map(|file| file.path.as_str()).collect();
    let former = check::Former {
        manifest: &source,
        pages: &pages,
    };
    let found = check::vanished(&checked.site, former, &present, &inbox::gone(root));
    checked.diagnostics.extend(found);
    checked.sources.push(source);
    Ok(())
}
