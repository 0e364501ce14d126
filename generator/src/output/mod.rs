//! Artifacts become the folder that is published: staged beside it as they are made, then swapped in one step.
//!
//! In: a folder's path and artifacts, one by one. Out: the folder, whole, and the former one beside it. Until the swap
//! nothing that was there changes; a build killed half way leaves only the staging folder, which the next build removes. A file whose
//! bytes did not change is the same file as before, with its time, so that tools that upload send only changes. A folder
//! that no portal build made is never replaced.

pub mod compress;
pub mod difference;
pub mod manifest;
mod stage;
mod state;

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use thiserror::Error;

use crate::diag::{Language, system::reason};
use manifest::MANIFEST;

pub use stage::Staging;

/// Why nothing was published. What was there is as it was.
#[derive(Debug, Error)]
pub enum PublishError {
    /// A file or folder could not be written, renamed or removed.
    #[error("không {act} được {path}: {}", reason(source).in_language(Language::Vietnamese))]
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
    /// A file that should be a manifest is none.
    #[error("{path} không phải là danh sách tệp của một cổng ({MANIFEST}): {reason}")]
    NoManifest {
        /// Which file.
        path: PathBuf,
        /// What the reader of JSON said.
        reason: String,
    },
}

/// What lies beside the published folder: in the same folder, so that renaming never crosses a file system.
struct Beside {
    /// Where the new portal is put together.
    staging: PathBuf,
    /// The portal before this one, to go back to.
    former: PathBuf,
    /// Held while a build writes. It stays: a lock file that is removed can be held by two at once.
    lock: PathBuf,
    /// What a build leaves for the next one.
    state: PathBuf,
}

impl Beside {
    fn of(out: &Path) -> Self {
        let name = out
            .file_name()
            .map_or_else(|| "dist".into(), |name| name.to_string_lossy().into_owned());
        let beside = |end: &str| out.with_file_name(format!(".{name}.{end}"));
        Self {
            staging: beside("staging"),
            former: beside("former"),
            lock: beside("lock"),
            state: beside("state"),
        }
    }

    /// The folder that all of them lie in.
    fn parent(&self) -> &Path {
        match self.staging.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        }
    }
}

/// True when the folder is absent, empty, or was made by this program.
fn may_replace(out: &Path) -> bool {
    match fs::read_dir(out) {
        Ok(mut entries) => entries.next().is_none() || out.join(MANIFEST).is_file(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

/// Exchanges the two folders in one step where the system can, so that no reader ever meets a missing folder; then keeps
/// the one that was published until now.
fn swap(beside: &Beside, out: &Path) -> Result<(), PublishError> {
    let Beside { staging, former, .. } = beside;
    if !out.exists() {
        return rename(staging, out);
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        if renameat_with(CWD, staging, CWD, out, RenameFlags::EXCHANGE).is_ok() {
            remove(former)?;
            return rename(staging, former);
        }
    }
    remove(former)?;
    rename(out, former)?;
    if let Err(fault) = rename(staging, out) {
        // Put back what was there before saying so.
        rename(former, out)?;
        return Err(fault);
    }
    Ok(())
}

fn rename(from: &Path, to: &Path) -> Result<(), PublishError> {
    fs::rename(from, to).map_err(|source| failed("đổi tên", from, source))
}

fn remove(folder: &Path) -> Result<(), PublishError> {
    match fs::remove_dir_all(folder) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => Err(failed("xóa", folder, source)),
        _ => Ok(()),
    }
}

/// Makes the exchange of names last through a power cut.
fn sync_folder(folder: &Path) -> Result<(), PublishError> {
    if cfg!(unix) {
        let opened = File::open(folder).and_then(|opened| opened.sync_all());
        return opened.map_err(|source| failed("ghi", folder, source));
    }
    Ok(())
}

fn failed(act: &'static str, path: &Path, source: io::Error) -> PublishError {
    PublishError::Io {
        act,
        path: path.to_owned(),
        source,
    }
}
