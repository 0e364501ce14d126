//! The editors' guide is run: its examples are a portal without a finding, its mistakes and sessions give what it prints.

use std::{fs, path::Path};

use tests::{repository, run, write};

/// A fenced block: the words after the fence, and what it holds.
struct Block {
    label: String,
    text: String,
}

fn blocks() -> Vec<Block> {
    let guide = fs::read_to_string(repository().join("docs/editors.md")).expect("readable");
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for line in guide.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(label)) => {
                open = Some(Block {
                    label: label.to_owned(),
                    text: String::new(),
                });
            }
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(block), None) => block.text.push_str(&format!("{line}\n")),
            (None, None) => {}
        }
    }
    blocks
}

/// A portal of the guide's own examples.
fn guide_portal() -> (tempfile::TempDir, usize) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let settings = fs::read_to_string(repository().join("tests/checks/base/site/site.toml")).expect("readable");
    write(folder.path(), "site/site.toml", &settings);
    let mut count = 0;
    for Block { label, text } in blocks() {
        if let [_, path] = label.split(' ').collect::<Vec<_>>()[..] {
            write(folder.path(), path, &text);
            count += 1;
        }
    }
    (folder, count)
}

fn check(folder: &Path, more: &[&str]) -> (i32, String, String) {
    let root = folder.to_str().expect("a plain path");
    run(&[&["check", "--root", root, "--today", "2026-11-24"], more].concat())
}

#[test]
fn the_examples_make_a_portal_without_a_finding() {
    let (folder, count) = guide_portal();
    assert!(count >= 11, "only {count} examples");
    let (code, output, errors) = check(folder.path(), &["--format", "json"]);
    assert_eq!((code, output.trim()), (0, "[]"), "{errors}");
}

#[test]
fn every_kind_has_an_example() {
    let (folder, _) = guide_portal();
    for kind in generator::content::kinds::KindName::ALL {
        let needs_example = kind != generator::content::kinds::KindName::Page;
        let folder = folder.path().join("content").join(kind.folder());
        assert!(folder.is_dir() || !needs_example, "no example of {kind:?}");
    }
}

#[test]
fn the_mistakes_are_answered_as_printed() {
    let blocks = blocks();
    let mut seen = 0;
    for pair in blocks.windows(2) {
        let ["md", "sai", path] = pair[0].label.split(' ').collect::<Vec<_>>()[..] else {
            continue;
        };
        let (folder, _) = guide_portal();
        write(folder.path(), path, &pair[0].text);
        let (code, _, errors) = check(folder.path(), &[]);
        assert_eq!((code, errors.trim()), (2, pair[1].text.trim()));
        seen += 1;
    }
    assert!(seen > 0);
}

#[test]
fn the_sessions_print_what_the_guide_says() {
    let mut seen = 0;
    for Block { label, text } in blocks() {
        if label != "console" {
            continue;
        }
        let (command, expected) = text.split_once('\n').expect("a command and its answer");
        let arguments = command.strip_prefix("$ cargo portal ").expect("a portal command");
        let (_, output, _) = run(&arguments.split(' ').collect::<Vec<_>>());
        assert_eq!(output.trim(), expected.trim());
        seen += 1;
    }
    assert!(seen > 0);
}
