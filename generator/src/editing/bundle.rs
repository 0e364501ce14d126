//! The script of Decap CMS: downloaded once from the npm registry, checked against its published hash, kept.

use std::{
    fs,
    io::{self, Read},
    path::PathBuf,
};

use crate::client::cache_folder;
use base64::{Engine, engine::general_purpose::STANDARD};
use flate2::read::GzDecoder;
use sha2::{Digest, Sha512};
use thiserror::Error;
use ureq::{
    Agent,
    tls::{RootCerts, TlsConfig},
};

/// Version of the npm package `decap-cms` (MIT).
pub const VERSION: &str = "3.16.3";
const URL: &str = "https://registry.npmjs.org/decap-cms/-/decap-cms-3.16.3.tgz";
/// `dist.integrity` of that version.
const SHA512: &str = "hf+dPlCh7TJmWl8+6VRzHYOWhri5xgUknrZbDewaWe4s9B7xJ8PQugp2QHeSldMUKzav6+z0oIpwUYhUJDYtYw==";
const MEMBER: &str = "package/dist/decap-cms.js";
/// The package has some 16 MB; an answer much longer is something else.
const LONGEST: u64 = 64 * 1024 * 1024;

/// Why the editor could not be added.
#[derive(Debug, Error)]
pub enum BundleError {
    /// The registry did not answer.
    #[error(
        "không tải được trình viết bài từ {URL}: {0}.\nHãy thử lại khi có mạng, hoặc bỏ mục [admin] trong site/site.toml."
    )]
    Unreachable(#[from] Box<ureq::Error>),
    /// A file could not be read or written.
    #[error("không đọc hoặc ghi được {path}: {source}")]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// What came is not what was published under this version.
    #[error("gói decap-cms {VERSION} tải về không đúng dấu vân tay SHA-512; không dùng gói này")]
    Changed,
}

/// The script, from the cache or the registry; `say` is told before a download.
///
/// # Errors
/// See [`BundleError`].
pub fn script(say: &dyn Fn(&str)) -> Result<Vec<u8>, BundleError> {
    let folder = cache_folder().join("portal").join(format!("decap-cms-{VERSION}"));
    let kept = folder.join("decap-cms.js");
    if let Ok(script) = fs::read(&kept) {
        return Ok(script);
    }
    say("tải trình viết bài Decap CMS, một lần");
    let script = extract(&download()?, &kept)?;
    let failed = |source| BundleError::Io {
        path: kept.clone(),
        source,
    };
    fs::create_dir_all(&folder).map_err(failed)?;
    // Written beside and renamed, so that a build killed half way leaves no half script in the cache.
    let beside = folder.join(format!("decap-cms.js.{}", std::process::id()));
    fs::write(&beside, &script).map_err(failed)?;
    fs::rename(&beside, &kept).map_err(failed)?;
    Ok(script)
}

fn download() -> Result<Vec<u8>, BundleError> {
    // The system's own certificates: an office behind a proxy has one there that no list of ours could know.
    let certificates = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
    let agent = Agent::new_with_config(Agent::config_builder().tls_config(certificates).build());
    let mut answer = agent.get(URL).call().map_err(Box::new)?;
    let package = answer
        .body_mut()
        .with_config()
        .limit(LONGEST)
        .read_to_vec()
        .map_err(Box::new)?;
    if STANDARD.encode(Sha512::digest(&package)) == SHA512 {
        Ok(package)
    } else {
        Err(BundleError::Changed)
    }
}

fn extract(package: &[u8], path: &std::path::Path) -> Result<Vec<u8>, BundleError> {
    let failed = |source| BundleError::Io {
        path: path.to_owned(),
        source,
    };
    let mut archive = tar::Archive::new(GzDecoder::new(package));
    for entry in archive.entries().map_err(failed)? {
        let mut entry = entry.map_err(failed)?;
        if entry.path().map_err(failed)?.as_os_str() == MEMBER {
            let mut script = Vec::new();
            entry.read_to_end(&mut script).map_err(failed)?;
            return Ok(script);
        }
    }
    Err(failed(io::Error::from(io::ErrorKind::NotFound)))
}
