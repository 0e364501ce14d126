//! What the tests share: the repository, the command `portal`, a built portal.

#[path = "chromium.rs"]
pub mod browser;
pub mod exif;
pub mod host;
pub mod nginx;
pub mod preview;
pub mod receiver;
pub mod writer;

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::{Once, OnceLock},
};

/// The repository's root.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The command `portal`, built once per test program from the present sources.
///
/// # Panics
/// When it cannot be built.
pub fn portal() -> Command {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    let binary = BINARY.get_or_init(|| {
        // With a test beside it, dependencies have the very features that the tests were built with: by itself the
        // command would have most of them compiled once more, which takes minutes.
        let mut build = Command::new(env!("CARGO"));
        build
            .args(["build", "--quiet", "--locked", "--workspace", "--bin", "portal"])
            .args(["--test", "architecture"])
            .current_dir(repository());
        // What cargo tells this test of its own package: ring's build script, which looks at the same names, would run
        // anew, and with it all that stands on ring, once here and once more at the next build from outside.
        for (name, _) in env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
                build.env_remove(&name);
            }
        }
        let status = build.status();
        assert!(
            status.is_ok_and(|status| status.success()),
            "cargo build --bin portal failed"
        );
        target_folder().join("debug/portal")
    });
    let mut command = Command::new(binary);
    // Portals in temporary folders, too, find the client that was built for the repository.
    command
        .current_dir(repository())
        .env("CARGO_TARGET_DIR", target_folder());
    command
}

/// Where cargo puts what it builds: a test is `target/debug/deps/<test>`.
///
/// # Panics
/// When the test lies elsewhere.
pub fn target_folder() -> PathBuf {
    let test = env::current_exe().expect("a test knows its own path");
    let target = test.ancestors().nth(3);
    target
        .expect("tests lie three folders below the root of the target folder")
        .to_owned()
}

/// Builds the client once per test program and puts its sources into a portal, which then finds it by their hash.
///
/// # Panics
/// When it cannot be built or a file cannot be copied.
pub fn add_client(folder: &Path) {
    static BUILT: Once = Once::new();
    BUILT.call_once(|| {
        let out = tempfile::tempdir().expect("a temporary folder");
        let (code, _, errors) = run(&[
            "build",
            "--out",
            out.path().join("dist").to_str().expect("a plain path"),
        ]);
        assert_eq!(code, 0, "{errors}");
    });
    for name in ["wasm-app", "search", "wire"] {
        copy(&repository().join(name), &folder.join(name));
    }
    for name in ["Cargo.toml", "Cargo.lock"] {
        fs::copy(repository().join(name), folder.join(name)).expect("a file can be copied");
    }
}

/// Runs `portal` and gives exit code, standard output and standard error.
///
/// # Panics
/// When it cannot be started.
pub fn run(arguments: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } = portal().args(arguments).output().expect("portal starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("portal writes UTF-8");
    (status.code().unwrap_or(-1), text(stdout), text(stderr))
}

/// Copies the portal's own `site/` and `content/` into `folder`.
///
/// # Panics
/// When a file cannot be copied.
fn copy_portal(folder: &Path) {
    for top in ["site", "content"] {
        copy(&repository().join(top), &folder.join(top));
    }
}

/// Copies a folder's files over those of another.
///
/// # Panics
/// When a file cannot be read or written.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("a folder can be read") {
        let path = entry.expect("an entry can be read").path();
        let target = to.join(path.file_name().expect("an entry has a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a file can be copied");
        }
    }
}

/// A copy of the portal in a temporary folder, gone when dropped.
///
/// # Panics
/// When it cannot be written.
pub fn copied_portal() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy_portal(folder.path());
    folder
}

/// The small portal of `tests/checks/base` in a temporary folder, gone when dropped.
///
/// # Panics
/// When it cannot be written.
pub fn small_portal() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy(&repository().join("tests/checks/base"), folder.path());
    folder
}

/// Puts other words into a file below a folder, where they stand first.
///
/// # Panics
/// When it does not hold them, or cannot be written.
pub fn edit(folder: &Path, file: &str, from: &str, to: &str) {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).expect("readable");
    assert!(text.contains(from), "{file} has no “{from}”:\n{text}");
    fs::write(&path, text.replacen(from, to, 1)).expect("writable");
}

/// Writes a file below a folder, and the folders on the way.
///
/// # Panics
/// When it cannot be written.
pub fn write(folder: &Path, file: &str, text: &str) {
    let path = folder.join(file);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
    fs::write(path, text).expect("writable");
}

/// A path as an argument.
///
/// # Panics
/// When it is no text.
pub fn plain(path: &Path) -> &str {
    path.to_str().expect("temporary folders have plain names")
}

/// All files below a folder: path with `/`, bytes.
///
/// # Panics
/// When one cannot be read.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("readable"));
    entries
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry
                .path()
                .strip_prefix(folder)
                .expect("below")
                .to_string_lossy()
                .into_owned();
            (name, fs::read(entry.path()).expect("readable"))
        })
        .collect()
}
