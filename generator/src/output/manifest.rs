//! `portal-manifest.json`: every published file with its bytes, hash and kind. Its writer and its reader.

use std::{collections::BTreeMap, fs, path::Path};

use serde::{Deserialize, Serialize};

use super::{PublishError, failed};

/// Name of the list of published files; also the sign that a folder was made by this program.
pub const MANIFEST: &str = "portal-manifest.json";

/// Every file of a portal but the manifest itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Who wrote it.
    pub generator: String,
    /// Files by path.
    pub files: BTreeMap<String, FileEntry>,
}

/// What is known of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Length.
    pub bytes: u64,
    /// BLAKE3 over its bytes, in hexadecimal digits.
    pub blake3: String,
    /// What it is: `page:faq`, `asset`, `media`, `picture`, `compressed`, `hosting`. Unknown in manifests of old.
    #[serde(default)]
    pub kind: String,
}

impl FileEntry {
    /// Describes a file.
    pub(super) fn new(bytes: &[u8], kind: String) -> Self {
        Self::known(bytes.len(), blake3::hash(bytes), kind)
    }

    /// Describes a file whose hash is known.
    pub(super) fn known(bytes: usize, hash: blake3::Hash, kind: String) -> Self {
        Self {
            bytes: bytes as u64,
            blake3: hash.to_hex().to_string(),
            kind,
        }
    }
}

impl Manifest {
    /// The manifest of these files.
    pub(super) fn of(files: BTreeMap<String, FileEntry>) -> Self {
        Self {
            generator: concat!("portal ", env!("CARGO_PKG_VERSION")).to_owned(),
            files,
        }
    }

    /// As it is written.
    pub(super) fn text(&self, folder: &Path) -> Result<String, PublishError> {
        let text = serde_json::to_string_pretty(self).map_err(|error| failed("ghi", folder, error.into()))?;
        Ok(text + "\n")
    }

    /// Paths of the pages that people keep and share: all but the one for unknown addresses, and the editor's.
    pub fn pages(&self) -> Vec<String> {
        let paths = self.files.keys();
        paths
            .filter(|path| path.ends_with(".html") && *path != "404.html" && !path.starts_with("admin/"))
            .cloned()
            .collect()
    }

    /// Reads a manifest from its text.
    ///
    /// # Errors
    /// [`PublishError::NoManifest`], which names `path`.
    pub fn parse(path: &Path, text: &str) -> Result<Self, PublishError> {
        serde_json::from_str(text).map_err(|error| PublishError::NoManifest {
            path: path.to_owned(),
            reason: error.to_string(),
        })
    }
}

/// The text of a manifest: `path` itself, or the one in the folder `path`.
///
/// # Errors
/// [`PublishError::Io`].
pub fn read_text(path: &Path) -> Result<String, PublishError> {
    let file = if path.is_dir() {
        path.join(MANIFEST)
    } else {
        path.to_owned()
    };
    fs::read_to_string(&file).map_err(|source| failed("đọc", &file, source))
}
