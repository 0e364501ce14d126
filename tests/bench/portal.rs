//! A portal of any size, of this portal's own sentences, as `portal bench-corpus` deals them out.

use std::{env, path::PathBuf, process::Command};

use tests::{copied_portal, copy, repository};

const DAY: &str = "2026-11-24";

/// A built portal of at least `pages` entries, in a temporary folder: `dist` beside its sources.
pub(crate) fn built(pages: usize) -> tempfile::TempDir {
    let folder = copied_portal();
    let root = folder.path();
    let plain = |path: PathBuf| path.to_str().expect("temporary folders have plain names").to_owned();
    let (made, own) = (plain(root.join("made")), plain(repository()));
    let number = pages.to_string();
    run(&[
        "bench-corpus",
        &number,
        &made,
        "--mix",
        "reference",
        "--today",
        DAY,
        "--root",
        &own,
    ]);
    copy(&root.join("made/content"), &root.join("content"));
    let (root, out) = (plain(root.to_owned()), plain(root.join("dist")));
    run(&["build", "--today", DAY, "--root", &root, "--out", &out]);
    folder
}

fn run(arguments: &[&str]) {
    let output = Command::new(binary()).args(arguments).output().expect("portal starts");
    assert!(
        output.status.success(),
        "portal {} failed:\n{}",
        arguments[0],
        String::from_utf8_lossy(&output.stderr)
    );
    eprintln!("{}", String::from_utf8_lossy(&output.stdout).trim_end());
}

/// `PORTAL`, or the release build of the present sources: a debug build of 10,000 pages takes too long.
fn binary() -> PathBuf {
    if let Some(path) = env::var_os("PORTAL") {
        return path.into();
    }
    let status = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--release", "--locked", "--package", "generator"])
        .current_dir(repository())
        .status();
    assert!(status.is_ok_and(|status| status.success()), "the release build failed");
    // target/debug/bench-search -> target/release/portal
    let own = env::current_exe().expect("a program knows its own path");
    own.ancestors().nth(2).expect("two folders up").join("release/portal")
}
