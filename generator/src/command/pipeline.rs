//! read -> parse -> pictures -> assemble -> check, shared by all commands; and the rest of a build.

use std::{collections::HashMap, path::Path, time::Instant};

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
        self, PublishError, compress,
        manifest::{self, Manifest},
    },
    render::{self, Artifact, ArtifactKind, Means, PageCache, RenderError},
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
    /// By path: the text, and what it was parsed to.
    parsed: HashMap<String, (Source, Parsed)>,
    pub(super) pages: PageCache,
}

type Parsed = (Vec<Document>, Vec<Diagnostic>);

/// Reads and checks the portal.
pub(super) fn check(arguments: &PortalArguments) -> Result<Checked, Fault> {
    check_again(arguments, arguments.drafts, &mut Memory::default())
}

/// Reads and checks the portal; texts that have not changed are not parsed again.
pub(super) fn check_again(arguments: &PortalArguments, preview: bool, memory: &mut Memory) -> Result<Checked, Fault> {
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

fn parse(texts: &[Source], memory: &mut Memory, diagnostics: &mut Vec<Diagnostic>) -> Vec<Document> {
    let earlier = &memory.parsed;
    let parsed: Vec<Parsed> = texts
        .par_iter()
        .map(|source| match earlier.get(&source.path) {
            Some((known, parsed)) if known == source => parsed.clone(),
            _ => content::parse(source),
        })
        .collect();
    memory.parsed = texts
        .iter()
        .zip(&parsed)
        .map(|(source, parsed)| (source.path.clone(), (source.clone(), parsed.clone())))
        .collect();
    let mut documents = Vec::new();
    for (of_text, found) in parsed {
        documents.extend(of_text);
        diagnostics.extend(found);
    }
    documents
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

/// What is published besides the site's own pages.
pub(super) struct Extras<'a> {
    pub(super) client: Option<&'a Client>,
    pub(super) editor: Vec<Artifact>,
}

/// Renders everything.
pub(super) fn render(checked: &mut Checked, extras: Extras<'_>) -> Result<Vec<Artifact>, Fault> {
    let Checked {
        site, theme, timings, ..
    } = checked;
    let Extras { client, editor } = extras;
    let kept = Cache::new(client::cache_folder().join("portal/shared"));
    let means = Means {
        theme,
        client,
        installable: true,
        pictures: Some(&kept),
    };
    let mut artifacts = timings.take("render", || render::render(site, means))?;
    kept.forget_old();
    artifacts.extend(editor);
    Ok(artifacts)
}

/// Adds to the diagnostics every page of a former build, given by its folder or manifest, that is no more, but for what
/// members of the portal at `root` took back.
pub(super) fn compare(checked: &mut Checked, artifacts: &[Artifact], former: &Path, root: &Path) -> Result<(), Fault> {
    let text = manifest::read_text(former)?;
    let pages = Manifest::parse(former, &text)?.pages();
    let source = Source::new(former.to_string_lossy(), &text);
    let present = artifacts.iter().map(|artifact| artifact.path.as_str()).collect();
    let former = check::Former {
        manifest: &source,
        pages: &pages,
    };
    let found = check::vanished(&checked.site, former, &present, &inbox::gone(root));
    checked.diagnostics.extend(found);
    checked.sources.push(source);
    Ok(())
}

/// Adds compressed siblings.
pub(super) fn compress(checked: &mut Checked, artifacts: &mut Vec<Artifact>) -> Result<(), Fault> {
    let cache = client::cache_folder().join("portal/compressed");
    let siblings = checked
        .timings
        .take("compress", || compress::siblings(artifacts, &cache))?;
    artifacts.extend(siblings);
    Ok(())
}

/// Puts everything in place of what is published.
pub(super) fn publish(checked: &mut Checked, artifacts: &[Artifact], out: &Path) -> Result<(), Fault> {
    checked.timings.take("publish", || output::publish(artifacts, out))?;
    Ok(())
}
