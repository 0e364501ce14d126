//! Names the program by what it is compiled from, for what one build keeps for the next: the version alone stays the same
//! while the program is being worked on.

use std::{
    fs,
    hash::{DefaultHasher, Hasher},
    path::Path,
};

/// All that decides what a portal is made to look like: code, what it carries, releases of others' code.
const PARTS: [&str; 6] = [
    "src",
    "build.rs",
    "../search/src",
    "../search/data",
    "../wire/src",
    "../Cargo.lock",
];

fn main() {
    let mut hasher = DefaultHasher::new();
    for part in PARTS {
        println!("cargo::rerun-if-changed={part}");
        add(Path::new(part), &mut hasher);
    }
    let version = env!("CARGO_PKG_VERSION");
    println!(
        "cargo::rustc-env=PORTAL_PROGRAM=portal {version} {:016x}",
        hasher.finish()
    );
}

fn add(path: &Path, hasher: &mut DefaultHasher) {
    if let Ok(bytes) = fs::read(path) {
        hasher.write(path.as_os_str().as_encoded_bytes());
        hasher.write_usize(bytes.len());
        hasher.write(&bytes);
        return;
    }
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        add(&path, hasher);
    }
}
