//! The WebAssembly client: found or carried, built when it changed, else taken from the last build.
//!
//! In: the portal's root. Out: [`Client`]. The sources are the root's own `wasm-app` when it has one, else the copy
//! carried in this binary, so that an installed `portal` builds a stranger's portal.

mod compile;
pub mod notices;
mod shorten;
mod sources;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use thiserror::Error;

use notices::Component;
use sources::Workspace;

/// The modules built from the crate `wasm-app`: one feature each, so that nobody downloads what she does not use.
pub const MODULES: [&str; 5] = ["finding", "learning", "keeping", "checking", "composing"];

/// A built client.
#[derive(Debug, Clone)]
pub struct Client {
    /// In the order of [`MODULES`].
    pub modules: Vec<Module>,
    /// The loader, a template over the names of the published files.
    pub loader: String,
    /// What others wrote of it.
    pub components: Vec<Component>,
    /// True when nothing had changed since the last build.
    pub reused: bool,
}

/// One WebAssembly module and its glue.
#[derive(Debug, Clone)]
pub struct Module {
    /// Its feature in `wasm-app`.
    pub name: &'static str,
    /// JavaScript glue made by wasm-bindgen.
    pub glue: String,
    /// The module.
    pub wasm: Vec<u8>,
}

/// Why the client could not be built.
#[derive(Debug, Error)]
pub enum ClientError {
    /// A file could not be read or written.
    #[error("không đọc hoặc ghi được {path}: {source}")]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A program is missing or failed.
    #[error(
        "{program} không chạy xong ({reason}).\nHãy cài Rust theo https://rustup.rs rồi thử lại, hoặc dựng cổng không có phần tìm kiếm bằng --no-client."
    )]
    Program {
        /// The command line.
        program: String,
        /// Exit status or what the system said.
        reason: String,
    },
    /// wasm-bindgen refused the module.
    #[error("wasm-bindgen không nhận tệp wasm: {0}")]
    Bindgen(String),
    /// The carried manifest could not be prepared.
    #[error("Cargo.toml của phần tìm kiếm không đọc được: {0}")]
    Manifest(String),
}

/// Where this program keeps what it would only have to fetch or build again.
pub fn cache_folder() -> PathBuf {
    sources::cache_folder()
}

/// Builds or reuses the client for the portal in `root`; `say` is told of long steps.
///
/// # Errors
/// See [`ClientError`].
pub fn build(root: &Path, say: &dyn Fn(&str)) -> Result<Client, ClientError> {
    let workspace = Workspace::of(root)?;
    let folder = workspace.output.join(workspace.hash()?);
    if folder.is_dir() {
        let components = notices::components(&workspace, &folder)?;
        if let Some(client) = read(&folder, &workspace, components) {
            return Ok(client);
        }
    }
    say("dựng phần tìm kiếm và học tập (WebAssembly), lần đầu mất vài phút");
    compile::compile(&workspace, &folder, say)?;
    let missing = || ClientError::Bindgen("không thấy tệp kết quả".to_owned());
    read(&folder, &workspace, notices::components(&workspace, &folder)?)
        .map(|client| Client {
            reused: false,
            ..client
        })
        .ok_or_else(missing)
}

fn read(folder: &Path, workspace: &Workspace, components: Vec<Component>) -> Option<Client> {
    let modules = MODULES.into_iter().map(|name| {
        Some(Module {
            name,
            glue: fs::read_to_string(folder.join(name).join("client.js")).ok()?,
            wasm: fs::read(folder.join(name).join("client_bg.wasm")).ok()?,
        })
    });
    Some(Client {
        modules: modules.collect::<Option<_>>()?,
        components,
        loader: fs::read_to_string(workspace.root.join("wasm-app/loader.js")).ok()?,
        reused: true,
    })
}

fn failed(path: &Path, source: io::Error) -> ClientError {
    ClientError::Io {
        path: path.to_owned(),
        source,
    }
}
