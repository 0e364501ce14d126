//! Results that take long to make, kept between builds under names made of all that went into them.
//!
//! In: a name, and a way to see that what lies there is whole. Out: the bytes, or nothing. Nothing in the folder is
//! trusted: a result that was cut short or spoilt is made anew by whoever asks. Two builds may use one folder at once.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

/// Results that nobody asked for this long are removed.
const KEPT: Duration = Duration::from_secs(60 * 24 * 3600);
/// Time of use is noted once a day, not at every build.
const NOTED: Duration = Duration::from_secs(24 * 3600);

/// A folder of kept results.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// The cache in `folder`, which is made by the first result that is kept.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Where the result of this name lies.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// What `read` makes of the result of this name; nothing when there is none or it is not whole.
    pub fn take<T>(&self, name: &str, read: impl FnOnce(Vec<u8>) -> Option<T>) -> Option<T> {
        let path = self.path(name);
        let result = read(fs::read(&path).ok()?)?;
        note_use(&path);
        Some(result)
    }

    /// Keeps a result: written beside and renamed, as two builds at once may keep the same.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn keep(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let thread = rayon::current_thread_index().unwrap_or_default();
        let beside = self.path(&format!("{name}.{}-{thread}", std::process::id()));
        let kept = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, self.path(name)));
        if kept.is_err() {
            // On a full disk half a file would make matters worse.
            let _ = fs::remove_file(&beside);
        }
        kept
    }

    /// Removes what nobody asked for in two months. A file that cannot be removed now can be removed by the next build.
    pub fn forget_old(&self) {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        for entry in entries.filter(|entry| age(&entry.path()).is_some_and(|age| age > KEPT)) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn age(path: &Path) -> Option<Duration> {
    let modified = fs::metadata(path).and_then(|metadata| metadata.modified()).ok()?;
    SystemTime::now().duration_since(modified).ok()
}

/// A note that fails costs no more than making the result once more some day.
fn note_use(kept: &Path) {
    if age(kept).is_some_and(|age| age > NOTED)
        && let Ok(file) = File::options().append(true).open(kept)
    {
        let _ = file.set_modified(SystemTime::now());
    }
}
