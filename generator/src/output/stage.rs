//! Puts a portal together in a folder that nobody serves yet.

use std::{
    collections::{BTreeMap, HashMap},
    fs::{self, File, Metadata, TryLockError},
    io,
    path::{Component, Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use super::{
    Beside, PublishError, compress, failed,
    manifest::{FileEntry, MANIFEST, Manifest},
    may_replace, remove,
    state::{Seal, State},
    swap, sync_folder,
};
use crate::{
    cache::Cache,
    render::{Artifact, ArtifactKind, Known, Receiver},
};

/// A portal that is being put together. Unless it is published in the end, nothing of it stays.
pub struct Staging<'a> {
    /// The folder that is published.
    out: PathBuf,
    beside: Beside,
    /// Where compressed siblings are kept, when they are wanted.
    compressed: Option<&'a Cache>,
    /// What the build before left.
    before: State,
    placed: Mutex<Placed>,
    /// Held until the end.
    _lock: File,
}

/// What lies in the folder until now.
#[derive(Default)]
struct Placed {
    files: BTreeMap<String, FileEntry>,
    seals: HashMap<String, Seal>,
    /// The first thing that went wrong. What comes after it is not placed.
    fault: Option<PublishError>,
}

impl<'a> Staging<'a> {
    /// Begins a portal that will take the place of `out`.
    ///
    /// # Errors
    /// The folder is no portal's, another build is writing, or the system refuses.
    pub fn begin(out: &Path, compressed: Option<&'a Cache>) -> Result<Self, PublishError> {
        if !may_replace(out) {
            return Err(PublishError::NotOurs(out.to_owned()));
        }
        let beside = Beside::of(out);
        let parent = beside.parent();
        fs::create_dir_all(parent).map_err(|source| failed("tạo", parent, source))?;
        let lock = File::create(&beside.lock).map_err(|source| failed("tạo", &beside.lock, source))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(PublishError::Busy(out.to_owned())),
            Err(TryLockError::Error(source)) => return Err(failed("khóa", &beside.lock, source)),
        }
        remove(&beside.staging)?;
        Ok(Self {
            out: out.to_owned(),
            before: State::read(&beside.state),
            beside,
            compressed,
            placed: Mutex::default(),
            _lock: lock,
        })
    }

    /// What the build before gave to [`Self::publish`] to be kept; no bytes when that is lost.
    pub fn kept(&self) -> &[u8] {
        &self.before.pages
    }

    /// Puts what was placed in the place of what is published, and keeps what is known of its pages for the next build.
    ///
    /// # Errors
    /// See [`PublishError`]; what was published is as it was.
    pub fn publish(self, pages: Vec<u8>) -> Result<(), PublishError> {
        let Placed { files, seals, fault } = std::mem::take(&mut *self.placed());
        if let Some(fault) = fault {
            return Err(fault);
        }
        let manifest = Manifest::of(files).text(&self.beside.staging)?;
        self.place(MANIFEST, manifest.as_bytes())?;
        sync(&self.beside.staging)?;
        swap(&self.beside, &self.out)?;
        // The portal is published; without a state the next build takes longer, and that is all.
        let _ = State { seals, pages }.write(&self.beside.state);
        sync_folder(self.beside.parent())
    }

    fn placed(&self) -> MutexGuard<'_, Placed> {
        self.placed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn try_take(&self, artifact: &Artifact, hash: blake3::Hash) -> Result<(), PublishError> {
        self.note(artifact, hash)?;
        let Some(cache) = self.compressed else {
            return Ok(());
        };
        for sibling in compress::siblings(artifact, hash, cache)? {
            self.note(&sibling, blake3::hash(&sibling.bytes))?;
        }
        Ok(())
    }

    fn note(&self, artifact: &Artifact, hash: blake3::Hash) -> Result<(), PublishError> {
        let metadata = self.place(&artifact.path, &artifact.bytes)?;
        let entry = FileEntry::known(artifact.bytes.len(), hash, artifact.kind.to_string());
        let seal = match artifact.kind {
            ArtifactKind::Page(_) => Seal::of(&metadata, entry.blake3.clone()),
            _ => None,
        };
        let mut placed = self.placed();
        placed.seals.extend(seal.map(|seal| (artifact.path.clone(), seal)));
        placed.files.insert(artifact.path.clone(), entry);
        Ok(())
    }

    /// Writes a file; one that is published with the same bytes is taken from there.
    fn place(&self, path: &str, bytes: &[u8]) -> Result<Metadata, PublishError> {
        if !stays_below(path) {
            let source = io::Error::from(io::ErrorKind::InvalidInput);
            return Err(failed("ghi", Path::new(path), source));
        }
        let (target, known) = (self.beside.staging.join(path), self.out.join(path));
        make_folder(&target)?;
        if !(holds(&known, bytes) && take(&known, &target)) {
            write(&target, bytes).map_err(|source| failed("ghi", &target, source))?;
        }
        fs::symlink_metadata(&target).map_err(|source| failed("đọc", &target, source))
    }

    /// Takes a page from what is published, when it still is the file that was put there.
    fn try_again(&self, file: &Known) -> Option<()> {
        let seal = self.before.seals.get(&file.path)?;
        let (target, known) = (self.beside.staging.join(&file.path), self.out.join(&file.path));
        let entry = FileEntry::known(file.bytes, file.hash, file.kind.to_string());
        // Compressed siblings are made of the bytes.
        let is_known = self.compressed.is_none() && seal.blake3 == entry.blake3 && seal.is_whole(&known);
        if !is_known || make_folder(&target).is_err() || fs::hard_link(&known, &target).is_err() {
            return None;
        }
        let mut placed = self.placed();
        placed.seals.insert(file.path.clone(), seal.clone());
        placed.files.insert(file.path.clone(), entry);
        Some(())
    }
}

impl Receiver for Staging<'_> {
    fn take(&self, artifact: Artifact, hash: blake3::Hash) {
        if self.placed().fault.is_some() {
            return;
        }
        if let Err(fault) = self.try_take(&artifact, hash) {
            self.placed().fault.get_or_insert(fault);
        }
    }

    fn take_again(&self, known: &Known) -> bool {
        self.try_again(known).is_some()
    }
}

impl Drop for Staging<'_> {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next build.
        let _ = remove(&self.beside.staging);
    }
}

/// False for a path that would lead out of the folder, whoever came by it: the last door before the disk.
fn stays_below(path: &str) -> bool {
    let mut parts = Path::new(path).components();
    !path.is_empty() && parts.all(|part| matches!(part, Component::Normal(_)))
}

fn make_folder(target: &Path) -> Result<(), PublishError> {
    let folder = target.parent().unwrap_or(target);
    fs::create_dir_all(folder).map_err(|source| failed("tạo", folder, source))
}

/// The published file once more, under its name in the new folder.
fn take(known: &Path, target: &Path) -> bool {
    fs::hard_link(known, target).is_ok() || copy(known, target).is_ok()
}

/// True when the file has these bytes: it is read, as somebody may have changed it since it was published.
fn holds(file: &Path, bytes: &[u8]) -> bool {
    let same_length =
        fs::symlink_metadata(file).is_ok_and(|metadata| metadata.is_file() && metadata.len() == bytes.len() as u64);
    same_length && fs::read(file).is_ok_and(|known| known == bytes)
}

/// Where a file cannot have two names (a USB stick): the same bytes with the same time.
fn copy(known: &Path, target: &Path) -> io::Result<()> {
    let modified = fs::metadata(known)?.modified()?;
    fs::copy(known, target)?;
    File::options().write(true).open(target)?.set_modified(modified)
}

fn write(target: &Path, bytes: &[u8]) -> io::Result<()> {
    // After a copy that stopped half way there may be a file already.
    fs::write(target, bytes)?;
    if cfg!(target_os = "linux") {
        return Ok(());
    }
    File::options().write(true).open(target)?.sync_all()
}

/// Bytes on the disk before names point at them: once for all files, which costs a fifth of asking for each (500 files:
/// 0.3 s instead of 1.7 s).
fn sync(staging: &Path) -> Result<(), PublishError> {
    #[cfg(target_os = "linux")]
    {
        let synced = File::open(staging).and_then(|folder| Ok(rustix::fs::syncfs(&folder)?));
        synced.map_err(|source| failed("ghi", staging, source))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::stays_below;

    #[test]
    fn a_path_that_climbs_is_never_written() {
        assert!(stays_below("hoi-dap/x/index.html") && stays_below("a..b"));
        for path in ["../x", "a/../../x", "/etc/passwd", "", "."] {
            assert!(!stays_below(path), "{path}");
        }
    }
}
