//! What a build leaves for the next one beside the portal: which files it put there, and what is known of its pages.
//!
//! Nothing here is trusted. A file of another program, one that was cut short or spoilt is as good as none, and a
//! published page counts as known only while it is the very file that was put there: same place on the disk, same length,
//! same time of writing. All else is made anew.

use std::{
    collections::HashMap,
    fs::{self, Metadata},
    io,
    path::Path,
    time::UNIX_EPOCH,
};

use serde::{Deserialize, Serialize};

/// Names this program by what it was compiled from: what another kept may follow other rules.
const PROGRAM: &str = env!("PORTAL_PROGRAM");

/// A file as it was put in place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Seal {
    /// BLAKE3 over its bytes, in hexadecimal digits.
    pub(super) blake3: String,
    bytes: u64,
    /// The file system's number of the file.
    inode: u64,
    /// Nanoseconds since 1970.
    modified: u128,
}

impl Seal {
    /// The seal of a file with this hash; none where files have no numbers.
    pub(super) fn of(metadata: &Metadata, blake3: String) -> Option<Self> {
        let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        Some(Self {
            blake3,
            bytes: metadata.len(),
            inode: inode(metadata)?,
            modified: modified.as_nanos(),
        })
    }

    /// True while the file is the one that was sealed.
    pub(super) fn is_whole(&self, file: &Path) -> bool {
        let metadata = fs::symlink_metadata(file).ok().filter(Metadata::is_file);
        metadata.and_then(|metadata| Self::of(&metadata, self.blake3.clone())) == Some(self.clone())
    }
}

#[cfg(unix)]
fn inode(metadata: &Metadata) -> Option<u64> {
    Some(std::os::unix::fs::MetadataExt::ino(metadata))
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> Option<u64> {
    None
}

/// Seals by path, and bytes that whoever renders pages knows to read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct State {
    pub(super) seals: HashMap<String, Seal>,
    pub(super) pages: Vec<u8>,
}

impl State {
    /// Reads a state; an empty one when the file is absent, spoilt or of another program.
    pub(super) fn read(file: &Path) -> Self {
        fs::read(file)
            .ok()
            .and_then(|bytes| Self::parse(&bytes))
            .unwrap_or_default()
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let (bytes, hash) = bytes.split_last_chunk::<{ blake3::OUT_LEN }>()?;
        if blake3::hash(bytes) != *hash {
            return None;
        }
        let rest = bytes.strip_prefix(PROGRAM.as_bytes())?.strip_prefix(b"\n")?;
        let end = rest.iter().position(|byte| *byte == b'\n')?;
        Some(Self {
            seals: serde_json::from_slice(&rest[..end]).ok()?,
            pages: rest[end + 1..].to_vec(),
        })
    }

    /// Writes it beside and renames it, so that a build killed half way leaves the former one.
    ///
    /// # Errors
    /// When the system refuses.
    pub(super) fn write(&self, file: &Path) -> io::Result<()> {
        let beside = file.with_extension("state-new");
        fs::write(&beside, self.encode()?)?;
        fs::rename(beside, file)
    }

    fn encode(&self) -> io::Result<Vec<u8>> {
        let seals = serde_json::to_vec(&self.seals)?;
        let mut bytes = [PROGRAM.as_bytes(), b"\n", &seals, b"\n", &self.pages].concat();
        let hash = blake3::hash(&bytes);
        bytes.extend(hash.as_bytes());
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Seal, State};

    #[test]
    fn a_state_is_read_as_it_was_written_and_a_spoilt_one_is_none() {
        let seal = Seal {
            blake3: "0f".to_owned(),
            bytes: 3,
            inode: 7,
            modified: 1,
        };
        let state = State {
            seals: [("a/index.html".to_owned(), seal)].into(),
            pages: b"pages\nand more".to_vec(),
        };
        let bytes = state.encode().expect("memory takes all");
        assert_eq!(State::parse(&bytes), Some(state));
        for spoilt in [0, bytes.len() / 2, bytes.len() - 1] {
            let mut other = bytes.clone();
            other[spoilt] ^= 1;
            assert_eq!(State::parse(&other), None);
        }
        assert_eq!(State::parse(&bytes[..bytes.len() - 1]), None);
        assert_eq!(State::parse(b""), None);
    }

    #[test]
    fn a_file_that_somebody_changed_is_not_whole() {
        let file = std::env::temp_dir().join(format!("portal-seal-{}", std::process::id()));
        fs::write(&file, "abc").expect("writable");
        let metadata = fs::metadata(&file).expect("there");
        if let Some(seal) = Seal::of(&metadata, String::new()) {
            assert!(seal.is_whole(&file));
            fs::write(&file, "abcd").expect("writable");
            assert!(!seal.is_whole(&file));
        }
        fs::remove_file(file).expect("removable");
    }
}
