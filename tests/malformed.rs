//! Files as no editor means them and every editor makes them: each is answered with a code, a place inside the file, a
//! Vietnamese sentence and a hint; nothing panics. The table of `docs/hostile.md` is what is tried here.
//!
//! A case is one file laid over the small portal of `tests/checks/base`. In its text `¦` marks where the finding must stand.

use std::{
    fmt::Write,
    fs,
    os::unix::fs::symlink,
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use serde_json::Value;
use tests::{copy, portal, repository};

#[path = "malformed/bodies.rs"]
mod bodies;
#[path = "malformed/files.rs"]
mod files;
#[path = "malformed/front_matter.rs"]
mod front_matter;
#[path = "malformed/lessons.rs"]
mod lessons;

/// A broken file, and what must be said of it.
struct Case {
    /// What is wrong with it.
    name: &'static str,
    /// Path below the root.
    file: &'static str,
    content: Content,
    /// The rule that it breaks.
    code: &'static str,
    /// Line and column, from 1.
    at: (usize, usize),
}

enum Content {
    Bytes(Vec<u8>),
    /// A symbolic link to this path.
    Link(&'static str),
}

/// A file of the base portal.
fn base(file: &str) -> String {
    fs::read_to_string(repository().join("tests/checks/base").join(file)).expect("a text of the base portal")
}

/// A case from its whole text, marked.
fn text(name: &'static str, code: &'static str, file: &'static str, marked: &str) -> Case {
    let (before, after) = marked.split_once('¦').unwrap_or((marked, ""));
    let (line, column) = generator::source::line_and_column(before, before.len());
    bytes(name, code, file, [before, after].concat().as_bytes(), (line, column))
}

/// A case from a file of the base portal in which `old` became `new`, which is marked.
fn edit(name: &'static str, code: &'static str, file: &'static str, old: &str, new: &str) -> Case {
    text(name, code, file, &replaced(&base(file), old, new))
}

/// The same with a second change, which bears the mark.
fn edit_twice(name: &'static str, code: &'static str, file: &'static str, changes: [(&str, &str); 2]) -> Case {
    let once = replaced(&base(file), changes[0].0, changes[0].1);
    text(name, code, file, &replaced(&once, changes[1].0, changes[1].1))
}

fn replaced(text: &str, old: &str, new: &str) -> String {
    assert!(text.contains(old), "“{old}” is not in the base portal");
    text.replacen(old, new, 1)
}

/// A case from bytes.
fn bytes(name: &'static str, code: &'static str, file: &'static str, content: &[u8], at: (usize, usize)) -> Case {
    Case {
        name,
        file,
        content: Content::Bytes(content.to_vec()),
        code,
        at,
    }
}

/// A case of a symbolic link.
fn link(name: &'static str, code: &'static str, file: &'static str, to: &'static str) -> Case {
    Case {
        content: Content::Link(to),
        ..bytes(name, code, file, b"", (1, 1))
    }
}

/// All cases, under the heading of their kind.
fn kinds() -> Vec<(&'static str, Vec<Case>)> {
    vec![
        ("Front matter: where it begins and ends", front_matter::fences()),
        ("Front matter: YAML", front_matter::yaml()),
        ("Front matter: keys", front_matter::keys()),
        ("Front matter: types", front_matter::types()),
        ("Front matter: numbers to call, addresses", front_matter::ways_out()),
        ("Front matter: days, times, numbers", front_matter::days()),
        ("Lessons: questions", lessons::questions()),
        ("Lessons: files", lessons::files()),
        ("Markdown and HTML", bodies::markdown()),
        ("Links and pictures in texts", bodies::links()),
        ("Blocks", bodies::blocks()),
        ("Questions and neighbours", bodies::neighbours()),
        ("Letters", bodies::letters()),
        ("Encodings", files::encodings()),
        ("Names and places of files", files::names()),
        ("Pictures and videos", files::media()),
        ("Captions", files::captions()),
        ("Synonyms", files::synonyms()),
        ("Settings", files::settings()),
    ]
}

impl Case {
    fn lay_over(&self, root: &Path) {
        copy(&repository().join("tests/checks/base"), root);
        let path = root.join(self.file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        match &self.content {
            Content::Bytes(bytes) => fs::write(&path, bytes).expect("a file can be written"),
            Content::Link(to) => symlink(to, &path).expect("a link can be made"),
        }
    }

    /// What is wrong with the answer to it; nothing when it is as it must be.
    fn fault(&self) -> Option<String> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        self.lay_over(folder.path());
        let checked = portal()
            .args([
                "check",
                "--today",
                "2026-11-24",
                "--json",
                "--deny",
                "warnings",
                "--root",
            ])
            .arg(folder.path())
            .output()
            .expect("portal starts");
        let errors = String::from_utf8_lossy(&checked.stderr);
        let said = format!("{}{errors}", String::from_utf8_lossy(&checked.stdout));
        let wanted = if self.file.starts_with("site/") { 3 } else { 2 };
        if errors.contains("panicked") || checked.status.code() != Some(wanted) {
            return Some(format!("ended with {}: {said}", checked.status));
        }
        let Ok(findings) = serde_json::from_slice::<Vec<Value>>(&checked.stdout) else {
            return Some(format!("no JSON: {said}"));
        };
        let found = findings.iter().find(|found| {
            let place = &found["place"];
            let at = (place["line"].as_u64(), place["column"].as_u64());
            found["code"] == self.code
                && place["file"] == self.file
                && at == (Some(self.at.0 as u64), Some(self.at.1 as u64))
        });
        let Some(found) = found else {
            return Some(format!("no {} at {:?}: {said}", self.code, self.at));
        };
        let sentence = found["message"].as_str().unwrap_or_default();
        let hint = found["hint"].as_str().unwrap_or_default();
        let reads_well = is_vietnamese(sentence) && sentence.ends_with('.') && is_vietnamese(hint);
        (!reads_well).then(|| format!("no Vietnamese sentence with a hint: {said}"))
    }
}

/// True when a text has letters that only Vietnamese has.
fn is_vietnamese(text: &str) -> bool {
    text.chars()
        .any(|letter| "ăâđêôơưĂÂĐÊÔƠƯ".contains(letter) || ('\u{1ea0}'..='\u{1ef9}').contains(&letter))
}

#[test]
fn every_broken_file_is_answered_where_it_is_broken() {
    let kinds = kinds();
    let cases: Vec<&Case> = kinds.iter().flat_map(|(_, cases)| cases).collect();
    assert!(cases.len() >= 200, "{} cases", cases.len());
    let next = AtomicUsize::new(0);
    // Built before threads ask for it.
    portal();
    let work = || {
        let mut faults = Vec::new();
        while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
            faults.extend(
                case.fault()
                    .map(|fault| format!("{} ({}): {fault}", case.name, case.file)),
            );
        }
        faults
    };
    let faults: Vec<String> = thread::scope(|scope| {
        let threads = [scope.spawn(work), scope.spawn(work)];
        threads
            .into_iter()
            .flat_map(|thread| thread.join().expect("no panic"))
            .collect()
    });
    assert!(
        faults.is_empty(),
        "{} of {}:\n{}",
        faults.len(),
        cases.len(),
        faults.join("\n")
    );
}

#[test]
fn the_table_of_the_document_is_what_is_tried() {
    let mut table = String::new();
    let kinds = kinds();
    let all: usize = kinds.iter().map(|(_, cases)| cases.len()).sum();
    writeln!(table, "{all} files, each in a portal of its own.").expect("memory takes all");
    for (kind, cases) in kinds {
        writeln!(
            table,
            "\n### {kind}\n\n| what is wrong | found as | at |\n|---|---|---|"
        )
        .expect("memory takes all");
        for Case {
            name,
            file,
            code,
            at: (line, column),
            ..
        } in cases
        {
            let place = file.trim_start_matches("content/").escape_default().to_string();
            let place = if place.len() > 60 {
                format!("{}…", &place[..24])
            } else {
                place
            };
            writeln!(table, "| {name} | `{code}` | `{place}:{line}:{column}` |").expect("memory takes all");
        }
    }
    let path = repository().join("docs/hostile.md");
    let document = fs::read_to_string(&path).expect("the document");
    let (head, rest) = document
        .split_once("<!-- table -->\n")
        .expect("a mark before the table");
    let (written, tail) = rest
        .split_once("<!-- end of table -->")
        .expect("a mark behind the table");
    if std::env::var_os("UPDATE").is_some() {
        let updated = format!("{head}<!-- table -->\n{table}<!-- end of table -->{tail}");
        fs::write(&path, updated).expect("writable");
    } else {
        assert_eq!(
            written, table,
            "UPDATE=1 cargo test --workspace --test malformed writes it anew"
        );
    }
}
