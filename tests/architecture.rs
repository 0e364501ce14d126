//! The house keeps its shape: imports point down, documents name only what exists, one release of wasm-bindgen.

use std::{collections::BTreeSet, fs, path::Path};

use tests::{files, repository};
use walkdir::WalkDir;

/// Modules of `generator`, highest first, as in its `src/lib.rs`.
const GENERATOR: [&str; 13] = [
    "command", "output", "render", "editing", "theme", "client", "fix", "check", "site", "content", "config", "source",
    "diag",
];

fn rust_files(folder: &Path) -> impl Iterator<Item = (String, String)> {
    let sources = files(folder).into_iter().filter(|(name, _)| name.ends_with(".rs"));
    sources.map(|(name, bytes)| (name, String::from_utf8(bytes).expect("UTF-8")))
}

/// Top modules named after `crate::`, in `use crate::{a, b::c}` as well as in paths.
fn imports(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut word = String::new();
            for character in group.chars() {
                match character {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        found.insert(first_word(&std::mem::take(&mut word)));
                        continue;
                    }
                    _ => {}
                }
                word.push(character);
            }
            found.insert(first_word(&word));
        } else {
            found.insert(first_word(rest));
        }
    }
    found.remove("");
    found
}

fn first_word(text: &str) -> String {
    text.trim_start()
        .chars()
        .take_while(|character| character.is_alphanumeric() || *character == '_')
        .collect()
}

#[test]
fn imports_of_the_generator_point_down() {
    for (name, text) in rust_files(&repository().join("generator/src")) {
        let module = name.split(['/', '.']).next().expect("a name");
        let Some(level) = GENERATOR.iter().position(|known| *known == module) else {
            assert!(
                matches!(module, "lib" | "main"),
                "generator/src/{name} belongs to no known layer"
            );
            continue;
        };
        for import in imports(&text) {
            let target = GENERATOR.iter().position(|known| *known == import);
            assert!(
                target.is_some_and(|target| target >= level),
                "generator/src/{name} imports crate::{import}: the arrow points up"
            );
        }
    }
}

#[test]
fn imports_of_the_client_point_down() {
    let allowed = |module: &str| match module {
        "lib" => vec!["island"],
        "island" => vec!["island", "state", "browser", "words"],
        "state" => vec!["state"],
        "browser" => vec!["browser"],
        _ => vec![],
    };
    for (name, text) in rust_files(&repository().join("wasm-app/src")) {
        let module = name.split(['/', '.']).next().expect("a name").to_owned();
        for import in imports(&text) {
            assert!(
                allowed(&module).contains(&import.as_str()),
                "wasm-app/src/{name} imports crate::{import}"
            );
        }
    }
}

#[test]
fn the_scan_of_imports_sees_groups_and_paths() {
    let found = imports("use crate::{\n    a::{x, y},\n    b,\n};\nfn f() { crate::c::g() }\n// crate::d");
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["a", "b", "c"]);
}

#[test]
fn crates_depend_only_on_lower_ones() {
    let forbidden = [
        ("search", vec!["wire", "generator", "wasm-app"]),
        ("wire", vec!["search", "generator", "wasm-app"]),
        ("generator", vec!["wasm-app"]),
        ("wasm-app", vec!["generator"]),
    ];
    for (name, others) in forbidden {
        let manifest = fs::read_to_string(repository().join(name).join("Cargo.toml")).expect("readable");
        for other in others {
            let depends = manifest
                .lines()
                .any(|line| line.starts_with(&format!("{other} ")) || line.starts_with(&format!("{other}.")));
            assert!(!depends, "{name} must not depend on {other}");
        }
    }
}

#[test]
fn documents_name_only_what_exists() {
    let root = repository();
    let mut missing = Vec::new();
    let documents = WalkDir::new(root.join("docs"))
        .into_iter()
        .map(|entry| entry.expect("readable").into_path());
    for path in documents.chain(["README.md", "search/README.md"].map(|name| root.join(name))) {
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("readable");
        for named in text.split('`').skip(1).step_by(2) {
            let tops = [
                "generator/",
                "wasm-app/",
                "search/",
                "wire/",
                "tests/",
                "docs/",
                "site/",
                "content/",
                ".ci/",
                ".cargo/",
            ];
            let is_path =
                tops.iter().any(|top| named.starts_with(top)) && !named.contains([' ', '*', '<', '{', '…', '\n']);
            // `x` stands for any name in the content model.
            if is_path && !named.contains("/x.") && !root.join(named).exists() {
                missing.push(format!("{}: {named}", path.display()));
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn the_generator_knows_which_wasm_bindgen_it_carries() {
    let root = repository();
    let manifest = fs::read_to_string(root.join("Cargo.toml")).expect("readable");
    let version = manifest
        .split("wasm-bindgen-cli-support = \"=")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    let sources = fs::read_to_string(root.join("generator/src/client/sources.rs")).expect("readable");
    let version = version.expect("pinned in the workspace manifest");
    assert!(
        sources.contains(&format!("BINDGEN_VERSION: &str = \"{version}\"")),
        "sources.rs should say {version}"
    );
}
