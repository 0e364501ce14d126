//! Templates, styles, icons and interface words: the portal's own files in `site/`, else those carried in the binary.

use std::{collections::BTreeMap, fs, path::Path};

use include_dir::{Dir, include_dir};
use thiserror::Error;
use walkdir::WalkDir;

use crate::{
    config::{self, Config},
    diag::{Diagnostic, Language, system},
    source::{self, Source},
};

static DEFAULTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../site");

/// All that a portal's look is made of.
#[derive(Debug, Clone)]
pub struct Theme {
    /// Settings.
    pub config: Config,
    /// Template texts by name, for instance `partials/card.html`.
    pub templates: BTreeMap<String, String>,
    /// Bytes of `site/assets` by name.
    pub assets: BTreeMap<String, Vec<u8>>,
    /// Interface words.
    pub words: BTreeMap<String, String>,
    /// The texts that diagnostics may point into.
    pub sources: Vec<Source>,
}

/// Why a theme cannot be used.
#[derive(Debug, Error)]
pub enum ThemeError {
    /// A file cannot be read.
    #[error("không đọc được {path}: {reason}")]
    Unreadable {
        /// Path below the root.
        path: String,
        /// What the system said.
        reason: String,
    },
    /// The folder is no portal.
    #[error("{root} không phải là thư mục của một cổng: thiếu tệp site/site.toml")]
    NotAPortal {
        /// The folder.
        root: String,
    },
    /// Settings or words are wrong.
    #[error("thiết lập của cổng có lỗi")]
    Settings(Box<(Vec<Source>, Diagnostic)>),
}

/// Reads `root/site`. Every template, asset and word that the portal does not have itself is the default one.
///
/// # Errors
/// See [`ThemeError`].
pub fn read(root: &Path) -> Result<Theme, ThemeError> {
    let own = read_files(root)?;
    let settings = own.get("site.toml").ok_or_else(|| ThemeError::NotAPortal {
        root: root.display().to_string(),
    })?;
    let mut sources = vec![text_source("site.toml", settings)?];
    let config = config::parse(&sources[0]).map_err(|found| settings_error(&sources, found))?;

    let mut files = BTreeMap::new();
    collect_defaults(&DEFAULTS, &mut files);
    let words_name = format!("strings/{}.toml", config.language);
    let mut words = BTreeMap::new();
    for bytes in [files.get(&words_name), own.get(&words_name)].into_iter().flatten() {
        let source = text_source(&words_name, bytes)?;
        let parsed = config::parse_words(&source);
        sources.push(source);
        words.extend(parsed.map_err(|found| settings_error(&sources, found))?);
    }
    if words.is_empty() {
        return Err(settings_error(
            &sources,
            config::no_words(&sources[0], &config.language),
        ));
    }
    files.extend(own);

    let mut theme = Theme {
        config,
        templates: BTreeMap::new(),
        assets: BTreeMap::new(),
        words,
        sources,
    };
    for (name, bytes) in files {
        if let Some(template) = name.strip_prefix("templates/") {
            let source = text_source(&name, &bytes)?;
            theme.templates.insert(template.to_owned(), source.text.clone());
        } else if let Some(asset) = name.strip_prefix("assets/") {
            theme.assets.insert(asset.to_owned(), bytes);
        }
    }
    Ok(theme)
}

fn settings_error(sources: &[Source], found: Diagnostic) -> ThemeError {
    ThemeError::Settings(Box::new((sources.to_vec(), found)))
}

fn text_source(name: &str, bytes: &[u8]) -> Result<Source, ThemeError> {
    source::decode(&format!("site/{name}"), bytes.to_vec()).map_err(|found| settings_error(&[], found))
}

fn collect_defaults(dir: &Dir<'_>, files: &mut BTreeMap<String, Vec<u8>>) {
    for file in dir.files() {
        files.insert(file.path().to_string_lossy().into_owned(), file.contents().to_vec());
    }
    for inner in dir.dirs() {
        collect_defaults(inner, files);
    }
}

fn read_files(root: &Path) -> Result<BTreeMap<String, Vec<u8>>, ThemeError> {
    let folder = root.join("site");
    if !folder.is_dir() {
        return Err(ThemeError::NotAPortal {
            root: root.display().to_string(),
        });
    }
    let mut files = BTreeMap::new();
    for entry in WalkDir::new(&folder).sort_by_file_name() {
        let entry = entry.map_err(|error| ThemeError::Unreadable {
            path: error.path().unwrap_or(&folder).display().to_string(),
            reason: error.to_string(),
        })?;
        if entry.file_type().is_dir() {
            continue;
        }
        if entry.path_is_symlink() && source::leads_out(root, entry.path()) {
            return Err(ThemeError::Unreadable {
                path: entry.path().display().to_string(),
                reason: "liên kết dẫn ra ngoài thư mục của cổng".to_owned(),
            });
        }
        let below = entry.path().strip_prefix(&folder).unwrap_or(entry.path());
        let name = below
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect::<Vec<_>>()
            .join("/");
        let bytes = fs::read(entry.path()).map_err(|error| ThemeError::Unreadable {
            path: format!("site/{name}"),
            reason: system::reason(&error).in_language(Language::Vietnamese).to_owned(),
        })?;
        files.insert(name, bytes);
    }
    Ok(files)
}
