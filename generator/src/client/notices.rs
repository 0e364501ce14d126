//! What others wrote of the client: name, version, licence and its text for each crate that is linked into it.
//!
//! Asked of cargo, which alone knows what goes into the modules: `cargo tree` for which crates, `cargo metadata` for where
//! their files lie. Kept beside the built modules, whose hash covers the lock file.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde::{Deserialize, Serialize};

use super::{
    ClientError, MODULES,
    compile::{TARGET, output},
    failed,
    sources::Workspace,
};

/// Name of the kept list.
const FILE: &str = "notices.json";

/// A crate that is part of the client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Component {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its licence, as an SPDX expression.
    pub licence: String,
    /// Where its sources are.
    pub repository: String,
    /// Its authors, as it names them.
    pub authors: Vec<String>,
    /// Texts of the licence it carries; none when its package has no such file.
    pub texts: Vec<String>,
}

/// The part of `cargo metadata` that is looked at.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    repository: Option<String>,
    authors: Vec<String>,
    manifest_path: PathBuf,
    /// Where it came from; none for a crate of this workspace.
    source: Option<String>,
}

/// The components of the modules in `folder`, from the list kept there or from cargo.
pub(super) fn components(workspace: &Workspace, folder: &Path) -> Result<Vec<Component>, ClientError> {
    let kept = folder.join(FILE);
    let known = fs::read(&kept).ok().and_then(|text| serde_json::from_slice(&text).ok());
    if let Some(known) = known {
        return Ok(known);
    }
    let components = ask(workspace)?;
    let text = serde_json::to_vec(&components).map_err(|error| failed(&kept, error.into()))?;
    let beside = folder.join(format!("{FILE}.{}", std::process::id()));
    fs::write(&beside, text).map_err(|source| failed(&beside, source))?;
    fs::rename(&beside, &kept).map_err(|source| failed(&kept, source))?;
    Ok(components)
}

fn ask(workspace: &Workspace) -> Result<Vec<Component>, ClientError> {
    let mut linked = BTreeSet::new();
    for module in MODULES {
        let tree = run(
            workspace,
            &[
                "tree",
                "--package=wasm-app",
                "--target",
                TARGET,
                "--edges=normal,no-proc-macro",
                "--no-default-features",
                "--features",
                module,
                "--prefix=none",
                "--format={p}",
            ],
        )?;
        let lines = tree.lines().filter_map(|line| {
            let mut words = line.split(' ');
            Some((
                words.next()?.to_owned(),
                words.next()?.trim_start_matches('v').to_owned(),
            ))
        });
        linked.extend(lines);
    }
    let metadata = run(
        workspace,
        &["metadata", "--format-version=1", "--filter-platform", TARGET],
    )?;
    let metadata: Metadata =
        serde_json::from_str(&metadata).map_err(|error| ClientError::Manifest(error.to_string()))?;
    let packages: BTreeMap<(String, String), Package> = metadata
        .packages
        .into_iter()
        .filter(|package| package.source.is_some())
        .map(|package| ((package.name.clone(), package.version.clone()), package))
        .collect();
    let linked = packages.into_iter().filter(|(key, _)| linked.contains(key));
    linked.map(|(_, package)| component(package)).collect()
}

fn run(workspace: &Workspace, arguments: &[&str]) -> Result<String, ClientError> {
    let mut cargo = Command::new("cargo");
    cargo.args(arguments).current_dir(&workspace.root);
    if workspace.locked {
        cargo.arg("--locked");
    }
    Ok(String::from_utf8_lossy(&output(cargo)?).into_owned())
}

fn component(package: Package) -> Result<Component, ClientError> {
    let folder = package.manifest_path.parent().unwrap_or(Path::new("."));
    let licence = package.license.unwrap_or_default();
    Ok(Component {
        texts: texts(folder, &licence)?,
        name: package.name,
        version: package.version,
        licence,
        repository: package.repository.unwrap_or_default(),
        authors: package.authors,
    })
}

/// The licence's files. Where the licence may be chosen and MIT is among them, that one is: it asks for the least.
fn texts(folder: &Path, licence: &str) -> Result<Vec<String>, ClientError> {
    let entries = fs::read_dir(folder).map_err(|source| failed(folder, source))?;
    let mut files = BTreeMap::new();
    for entry in entries {
        let entry = entry.map_err(|source| failed(folder, source))?;
        let name = entry.file_name().to_string_lossy().to_uppercase();
        let is_licence = ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"]
            .iter()
            .any(|start| name.starts_with(start));
        if is_licence && entry.path().is_file() {
            files.insert(name, entry.path());
        }
    }
    let may_choose = licence.contains(" OR ") || licence.contains('/');
    if may_choose && files.keys().any(|name| name.contains("MIT")) {
        files.retain(|name, _| name.contains("MIT") || name.starts_with("NOTICE"));
    }
    let texts = files.values().map(|file| {
        let bytes = fs::read(file).map_err(|source| failed(file, source))?;
        Ok(String::from_utf8_lossy(&bytes).replace("\r\n", "\n").trim().to_owned())
    });
    texts.collect()
}
