//! Where the client's sources are, and a hash over all that its bytes depend on.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use include_dir::{Dir, include_dir};
use walkdir::WalkDir;

use super::{ClientError, failed};

static CLIENT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../wasm-app");
static SEARCH: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../search");
static WIRE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../wire");
const MANIFEST: &str = include_str!("../../../Cargo.toml");
const LOCK: &str = include_str!("../../../Cargo.lock");
/// Held equal to the manifest by a test in `tests/architecture.rs`.
const BINDGEN_VERSION: &str = "0.2.130";
const MEMBERS: [&str; 3] = ["wasm-app", "search", "wire"];

/// A cargo workspace with the client in it.
pub(super) struct Workspace {
    /// Its root.
    pub(super) root: PathBuf,
    /// Where cargo puts its files.
    pub(super) target: PathBuf,
    /// Where finished clients are kept, one folder per hash.
    pub(super) output: PathBuf,
    /// True for a checkout, whose lock file must be obeyed to the letter.
    pub(super) locked: bool,
}

impl Workspace {
    pub(super) fn of(root: &Path) -> Result<Self, ClientError> {
        if root.join("wasm-app/Cargo.toml").is_file() && root.join("Cargo.toml").is_file() {
            let root = root.canonicalize().map_err(|source| failed(root, source))?;
            let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
            let target = if target.is_absolute() {
                target
            } else {
                root.join(target)
            };
            return Ok(Self {
                output: target.join("portal-client"),
                target,
                root,
                locked: true,
            });
        }
        let cache = cache_folder().join(concat!("portal/", env!("CARGO_PKG_VERSION")));
        let root = cache.join(&carried_hash()[..16]);
        if !root.join("complete").is_file() {
            extract(&root)?;
        }
        Ok(Self {
            output: cache.join("clients"),
            target: cache.join("target"),
            root,
            locked: false,
        })
    }

    /// Hash over sources, lock file, compiler, the version of wasm-bindgen (which is this binary's) and what shortens.
    pub(super) fn hash(&self) -> Result<String, ClientError> {
        let mut hasher = blake3::Hasher::new();
        hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
        hasher.update(BINDGEN_VERSION.as_bytes());
        hasher.update(include_bytes!("shorten.rs"));
        let compiler = Command::new("rustc")
            .arg("-vV")
            .output()
            .map_err(|error| ClientError::Program {
                program: "rustc".to_owned(),
                reason: error.to_string(),
            })?;
        hasher.update(&compiler.stdout);
        for top in ["Cargo.toml", "Cargo.lock"]
            .map(PathBuf::from)
            .into_iter()
            .chain(MEMBERS.map(PathBuf::from))
        {
            for entry in WalkDir::new(self.root.join(top)).sort_by_file_name() {
                let entry = entry.map_err(|error| ClientError::Io {
                    path: self.root.clone(),
                    source: error.into(),
                })?;
                let is_source = entry
                    .path()
                    .extension()
                    .is_some_and(|extension| extension == "rs" || extension == "toml" || extension == "lock");
                if entry.file_type().is_file() && is_source {
                    let bytes = fs::read(entry.path()).map_err(|source| failed(entry.path(), source))?;
                    hasher.update(entry.file_name().as_encoded_bytes());
                    hasher.update(&(bytes.len() as u64).to_le_bytes());
                    hasher.update(&bytes);
                }
            }
        }
        Ok(hasher.finalize().to_hex()[..20].to_owned())
    }
}

/// Where this program keeps what it would only have to fetch or build again.
pub(super) fn cache_folder() -> PathBuf {
    let home = || env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
    env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(home)
        .unwrap_or_else(env::temp_dir)
}

fn carried_hash() -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(MANIFEST.as_bytes()).update(LOCK.as_bytes());
    for dir in [&CLIENT, &SEARCH, &WIRE] {
        hash_dir(dir, &mut hasher);
    }
    hasher.finalize().to_hex().to_string()
}

fn hash_dir(dir: &Dir<'_>, hasher: &mut blake3::Hasher) {
    for file in dir.files() {
        hasher
            .update(file.path().as_os_str().as_encoded_bytes())
            .update(file.contents());
    }
    for inner in dir.dirs() {
        hash_dir(inner, hasher);
    }
}

/// Writes the carried sources; the file `complete` comes last, so that a half-written copy is written again.
fn extract(root: &Path) -> Result<(), ClientError> {
    let mut manifest: toml_edit::DocumentMut = MANIFEST
        .parse()
        .map_err(|error: toml_edit::TomlError| ClientError::Manifest(error.to_string()))?;
    manifest["workspace"]["members"] = toml_edit::value(MEMBERS.into_iter().collect::<toml_edit::Array>());
    for (name, dir) in MEMBERS.into_iter().zip([&CLIENT, &SEARCH, &WIRE]) {
        let folder = root.join(name);
        fs::create_dir_all(&folder).map_err(|source| failed(&folder, source))?;
        dir.extract(&folder).map_err(|source| failed(&folder, source))?;
    }
    for (name, text) in [
        ("Cargo.toml", manifest.to_string().as_str()),
        ("Cargo.lock", LOCK),
        ("complete", ""),
    ] {
        fs::write(root.join(name), text).map_err(|source| failed(&root.join(name), source))?;
    }
    Ok(())
}
