//! read -> parse -> assemble -> check, shared by all commands; and the rest of a build.

use std::{path::Path, time::Instant};

use jiff::civil::Date;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use thiserror::Error;

use super::{Exit, PortalArguments};
use crate::{
    check,
    client::{self, Client, ClientError},
    content::{self, kinds::KindName},
    diag::{Diagnostic, count},
    output::{self, PublishError},
    render::{self, Artifact, RenderError},
    site::{self, Site},
    source::{self, Source},
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
}

impl Fault {
    pub(super) fn exit(&self) -> Exit {
        match self {
            Self::Theme(ThemeError::NotAPortal { .. })
            | Self::Settings(..)
            | Self::Publish(PublishError::NotOurs(_))
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
    pub(super) timings: Timings,
}

impl Checked {
    pub(super) fn has_errors(&self) -> bool {
        count(&self.diagnostics).0 > 0
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

/// Reads and checks the portal.
pub(super) fn check(arguments: &PortalArguments) -> Result<Checked, Fault> {
    let mut timings = Timings::default();
    let folders: Vec<&str> = KindName::ALL.iter().map(|kind| kind.folder()).collect();
    let (mut theme, (sources, mut diagnostics)) = timings.take("read", || -> Result<_, Fault> {
        Ok((theme::read(&arguments.root)?, source::read(&arguments.root, &folders)))
    })?;
    if let Some(url) = &arguments.base_url {
        theme.config.base_url = Some(format!("{}/", url.trim_end_matches('/')));
    }
    let parsed: Vec<_> = timings.take("parse", || sources.texts.par_iter().map(content::parse).collect());
    let mut documents = Vec::new();
    for (document, found) in parsed {
        documents.extend(document);
        diagnostics.extend(found);
    }
    let day: Date = arguments.day();
    let site = timings.take("assemble", || {
        site::assemble(theme.config.clone(), documents, sources.media, day, arguments.drafts)
    });
    diagnostics.extend(timings.take("check", || check::check(&site)));
    diagnostics.sort_by(|left, right| {
        left.place
            .order()
            .cmp(&right.place.order())
            .then_with(|| left.code.cmp(right.code))
    });
    let mut texts = theme.sources.clone();
    texts.extend(sources.texts);
    Ok(Checked {
        theme,
        site,
        sources: texts,
        diagnostics,
        timings,
    })
}

/// Builds the client unless told not to.
pub(super) fn client(root: &Path, wanted: bool, say: &dyn Fn(&str)) -> Result<Option<Client>, Fault> {
    if wanted {
        Ok(Some(client::build(root, say)?))
    } else {
        Ok(None)
    }
}

/// Renders and publishes.
pub(super) fn publish(checked: &mut Checked, client: Option<&Client>, out: &Path) -> Result<Vec<Artifact>, Fault> {
    let Checked {
        site, theme, timings, ..
    } = checked;
    let artifacts = timings.take("render", || render::render(site, theme, client))?;
    timings.take("publish", || output::publish(&artifacts, out))?;
    Ok(artifacts)
}
