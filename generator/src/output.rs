//! Artifacts become the folder that is published: staged beside it, then swapped in one step.
//!
//! In: artifacts and a folder's path. Out: the folder, whole. Until the swap nothing that was there changes; a build
//! killed half way leaves only the staging folder, which the next build removes. A folder that no portal build made is
//! never replaced.

use std::{
    collections::BTreeMap,
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use serde::Serialize;
use thiserror::Error;

use crate::render::Artifact;

/// The list of published files; also the sign that a folder was made by this program.
pub const MANIFEST: &str = "portal-manifest.json";

/// Why nothing was published. What was there is as it was.
#[derive(Debug, Error)]
pub enum PublishError {
    /// A file or folder could not be written, renamed or removed.
    #[error("không {act} được {path}: {source}")]
    Io {
        /// What was tried, as a Vietnamese verb.
        act: &'static str,
        /// On what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The folder holds something that is no portal.
    #[error(
        "{0} đang chứa thứ khác, không phải một cổng đã dựng; hãy chọn thư mục khác bằng --out hoặc tự xóa thư mục này"
    )]
    NotOurs(PathBuf),
    /// Another build is writing to the same folder.
    #[error("một lần dựng khác đang ghi vào {0}; hãy đợi xong rồi thử lại")]
    Busy(PathBuf),
}

#[derive(Serialize)]
struct Manifest<'a> {
    generator: &'static str,
    files: BTreeMap<&'a str, FileEntry>,
}

#[derive(Serialize)]
struct FileEntry {
    bytes: usize,
    blake3: String,
}

/// Publishes into `out`.
///
/// # Errors
/// See [`PublishError`].
pub fn publish(artifacts: &[Artifact], out: &Path) -> Result<(), PublishError> {
    if !may_replace(out) {
        return Err(PublishError::NotOurs(out.to_owned()));
    }
    let (staging, lock_path) = beside(out);
    let parent = staging.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(|source| failed("tạo", parent, source))?;
    let lock = File::create(&lock_path).map_err(|source| failed("tạo", &lock_path, source))?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(PublishError::Busy(out.to_owned())),
        Err(TryLockError::Error(source)) => return Err(failed("khóa", &lock_path, source)),
    }
    remove(&staging)?;
    stage(artifacts, &staging)?;
    swap(&staging, out)?;
    remove(&staging)
}

/// True when the folder is absent, empty, or was made by this program.
fn may_replace(out: &Path) -> bool {
    match fs::read_dir(out) {
        Ok(mut entries) => entries.next().is_none() || out.join(MANIFEST).is_file(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

/// Staging folder and lock file: in the same folder as `out`, so that renaming never crosses a file system.
fn beside(out: &Path) -> (PathBuf, PathBuf) {
    let name = out
        .file_name()
        .map_or_else(|| "dist".into(), |name| name.to_string_lossy().into_owned());
    (
        out.with_file_name(format!(".{name}.staging")),
        out.with_file_name(format!(".{name}.lock")),
    )
}

fn stage(artifacts: &[Artifact], staging: &Path) -> Result<(), PublishError> {
    artifacts
        .par_iter()
        .try_for_each(|artifact| write(&staging.join(&artifact.path), &artifact.bytes))?;
    let files = artifacts.iter().map(|artifact| {
        let entry = FileEntry {
            bytes: artifact.bytes.len(),
            blake3: blake3::hash(&artifact.bytes).to_hex().to_string(),
        };
        (artifact.path.as_str(), entry)
    });
    let manifest = Manifest {
        generator: concat!("portal ", env!("CARGO_PKG_VERSION")),
        files: files.collect(),
    };
    let mut text = serde_json::to_string_pretty(&manifest).map_err(|error| failed("ghi", staging, error.into()))?;
    text.push('\n');
    write(&staging.join(MANIFEST), text.as_bytes())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|source| failed("tạo", folder, source))?;
    }
    fs::write(path, bytes).map_err(|source| failed("ghi", path, source))
}

/// Exchanges the two folders in one step where the system can, so that no reader ever meets a missing folder.
fn swap(staging: &Path, out: &Path) -> Result<(), PublishError> {
    if !out.exists() {
        return fs::rename(staging, out).map_err(|source| failed("đổi tên", staging, source));
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        if renameat_with(CWD, staging, CWD, out, RenameFlags::EXCHANGE).is_ok() {
            return Ok(());
        }
    }
    let old = staging.with_extension("old");
    remove(&old)?;
    fs::rename(out, &old).map_err(|source| failed("đổi tên", out, source))?;
    if let Err(source) = fs::rename(staging, out) {
        // Put back what was there before saying so.
        fs::rename(&old, out).map_err(|source| failed("đổi tên", &old, source))?;
        return Err(failed("đổi tên", staging, source));
    }
    remove(&old)
}

fn remove(folder: &Path) -> Result<(), PublishError> {
    match fs::remove_dir_all(folder) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => Err(failed("xóa", folder, source)),
        _ => Ok(()),
    }
}

fn failed(act: &'static str, path: &Path, source: io::Error) -> PublishError {
    PublishError::Io {
        act,
        path: path.to_owned(),
        source,
    }
}
