//! Bytes are promises: each budget stands beside its reason.

use std::{fs, io::Write, path::Path};

use tests::{repository, run};
use walkdir::WalkDir;

fn brotli_bytes(bytes: &[u8]) -> usize {
    let mut packed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut packed, 4096, 11, 22);
    writer.write_all(bytes).expect("memory takes all");
    drop(writer);
    packed.len()
}

fn largest(folder: &Path, extension: &str) -> (String, usize) {
    let files = WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("readable").into_path());
    files
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .map(|path| {
            (
                path.display().to_string(),
                brotli_bytes(&fs::read(&path).expect("readable")),
            )
        })
        .max_by_key(|(_, bytes)| *bytes)
        .expect("at least one")
}

/// On 2G fallback (some 20 KB/s) a page must be readable within a second.
const PAGE: usize = 16_000;

#[test]
fn every_page_is_small() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("dist");
    assert_eq!(
        run(&["build", "--no-client", "--out", out.to_str().expect("plain")]).0,
        0
    );
    let (page, bytes) = largest(&out, "html");
    assert!(bytes <= PAGE, "{page} has {bytes} bytes in brotli");
}

/// A minute of video must cost no more than a few pictures sent in a chat.
const VIDEO: u64 = 716_800;

#[test]
fn every_video_is_small() {
    for entry in WalkDir::new(repository().join("content/media")) {
        let entry = entry.expect("readable");
        if entry.path().extension().is_some_and(|extension| extension == "mp4") {
            let bytes = entry.metadata().expect("readable").len();
            assert!(bytes <= VIDEO, "{} has {bytes} bytes", entry.path().display());
        }
    }
}

/// The lines of the six results under the search box, were each in another block, and the answer to the best of them.
const FIRST_RESULTS: usize = 6_000;

#[test]
fn first_results_read_little_of_the_catalogue() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("dist");
    assert_eq!(run(&["build", "--out", out.to_str().expect("plain")]).0, 0);
    let blocks = |letter: &str| {
        let files = WalkDir::new(out.join("assets"))
            .into_iter()
            .map(|entry| entry.expect("readable").into_path());
        let in_catalogue = files.filter(|path| path.extension().is_some_and(|found| found == "bin"));
        let names = in_catalogue.filter(|path| {
            let is_block = path
                .parent()
                .is_some_and(|folder| folder.to_string_lossy().contains("/catalogue-"));
            is_block
                && path
                    .file_name()
                    .is_some_and(|name| name.to_string_lossy().starts_with(letter))
        });
        let mut sizes: Vec<usize> = names
            .map(|path| brotli_bytes(&fs::read(path).expect("readable")))
            .collect();
        sizes.sort_unstable_by(|left, right| right.cmp(left));
        sizes
    };
    let (lists, cards) = (blocks("l"), blocks("c"));
    assert!(
        lists.len() > 10 && cards.len() > 40,
        "{} and {} blocks",
        lists.len(),
        cards.len()
    );
    let worst = lists.iter().take(6).sum::<usize>() + cards[0];
    assert!(
        worst <= FIRST_RESULTS,
        "{worst} bytes in brotli: lists {lists:?}, cards {cards:?}"
    );
}

/// What a member downloads to search, and what a lesson adds: a few seconds on a poor 4G line, once, then cached.
const MODULE: usize = 60_000;

#[test]
fn what_a_widget_downloads_is_small() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("dist");
    assert_eq!(run(&["build", "--out", out.to_str().expect("plain")]).0, 0);
    for module in ["finding", "learning", "keeping", "checking", "composing"] {
        let files = fs::read_dir(out.join("assets"))
            .expect("assets")
            .map(|entry| entry.expect("readable").path());
        let parts: Vec<_> = files
            .filter(|path| {
                path.file_name()
                    .is_some_and(|name| name.to_string_lossy().starts_with(module))
            })
            .map(|path| brotli_bytes(&fs::read(path).expect("readable")))
            .collect();
        assert_eq!(parts.len(), 2, "{module}: module and glue");
        let bytes: usize = parts.iter().sum();
        assert!(bytes <= MODULE, "{module} has {bytes} bytes in brotli");
    }
}
