//! What changed between two portals, for tools that upload: each a folder or a manifest.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use serde::Serialize;
use walkdir::WalkDir;

use super::{
    PublishError, failed,
    manifest::{FileEntry, MANIFEST, Manifest, read_text},
};

/// Paths below the root, each list in order.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Only in the new portal.
    pub added: Vec<String>,
    /// In both, with other bytes.
    pub changed: Vec<String>,
    /// Only in the old portal.
    pub removed: Vec<String>,
}

impl Difference {
    /// The steps from `old` to `new`.
    ///
    /// # Errors
    /// A folder or manifest that cannot be read.
    pub fn between(old: &Path, new: &Path) -> Result<Self, PublishError> {
        Ok(Self::of(&hashes(old)?, &hashes(new)?))
    }

    fn of(old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) -> Self {
        let paths: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        let mut difference = Self::default();
        for path in paths {
            let list = match (old.get(path), new.get(path)) {
                (None, Some(_)) => &mut difference.added,
                (Some(_), None) => &mut difference.removed,
                (before, after) if before != after => &mut difference.changed,
                _ => continue,
            };
            list.push(path.clone());
        }
        difference
    }
}

/// Hash of every file. Those of a folder are read: what lies there counts, not what a manifest says of it.
fn hashes(portal: &Path) -> Result<BTreeMap<String, String>, PublishError> {
    if !portal.is_dir() {
        let text = read_text(portal)?;
        let files = Manifest::parse(portal, &text)?.files.into_iter();
        let mut hashes: BTreeMap<String, String> = files.map(|(path, file)| (path, file.blake3)).collect();
        hashes.insert(
            MANIFEST.to_owned(),
            FileEntry::new(text.as_bytes(), String::new()).blake3,
        );
        return Ok(hashes);
    }
    let mut hashes = BTreeMap::new();
    for entry in WalkDir::new(portal) {
        let entry = entry.map_err(|error| failed("đọc", portal, error.into()))?;
        if entry.file_type().is_file() {
            let bytes = fs::read(entry.path()).map_err(|source| failed("đọc", entry.path(), source))?;
            let below = entry.path().strip_prefix(portal).unwrap_or(entry.path());
            let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
            hashes.insert(parts.join("/"), FileEntry::new(&bytes, String::new()).blake3);
        }
    }
    Ok(hashes)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Difference;

    #[test]
    fn each_path_is_in_one_list_or_in_none() {
        let portal = |files: &[(&str, &str)]| -> BTreeMap<String, String> {
            files
                .iter()
                .map(|(path, hash)| ((*path).into(), (*hash).into()))
                .collect()
        };
        let old = portal(&[("a", "1"), ("b", "1"), ("c", "1")]);
        let new = portal(&[("b", "2"), ("c", "1"), ("d", "1")]);
        let expected = Difference {
            added: vec!["d".into()],
            changed: vec!["b".into()],
            removed: vec!["a".into()],
        };
        assert_eq!(Difference::of(&old, &new), expected);
    }
}
