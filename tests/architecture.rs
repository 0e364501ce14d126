//! The house keeps its shape: imports point down, documents name only what exists, one release of wasm-bindgen.

use std::{collections::BTreeSet, fs, path::Path};

use tests::{files, repository};
use walkdir::WalkDir;

/// Modules of `generator`, highest first, as in its `src/lib.rs`.
const GENERATOR: [&str; 18] = [
    "command",
    "output",
    "render",
    "editing",
    "theme",
    "client",
    "fix",
    "inbox",
    "check",
    "supervision",
    "corpus",
    "site",
    "content",
    "config",
    "source",
    "picture",
    "cache",
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

/// Layers of `search`, lowest first, as its `src/lib.rs` lists them.
fn layers_of_search(lib: &str) -> Vec<String> {
    let text: String = lib.lines().filter_map(|line| line.strip_prefix("//!")).collect();
    let list = text.split("each importing only those before it:").nth(1);
    let list = list.and_then(|rest| rest.split('.').next()).expect("a list of layers");
    let named = list.split('`').skip(1).step_by(2);
    named.map(|name| name.trim_start_matches("mod@").to_owned()).collect()
}

/// The code without its tests, which may look at all: without what stands behind `#[cfg(test)]` at the end of a file.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text)
}

#[test]
fn imports_of_the_search_point_down() {
    let root = repository().join("search/src");
    let sources: Vec<(String, String)> = rust_files(&root).collect();
    let text_of = |name: &str| sources.iter().find(|source| source.0 == name).map(|source| &source.1);
    let layers = layers_of_search(text_of("lib.rs").expect("a root"));
    let level = |module: &str| layers.iter().position(|known| known == module);
    for (name, text) in sources.iter().filter(|(name, _)| name != "lib.rs") {
        let module = name.split(['/', '.']).next().expect("a name");
        let own = level(module).unwrap_or_else(|| panic!("search/src/{name} belongs to no layer of search/src/lib.rs"));
        // A file of tests is one its folder's `mod.rs` takes in for tests only.
        let stem = Path::new(name).file_stem().expect("a name").to_string_lossy();
        let is_test = text_of(&format!("{module}/mod.rs"))
            .is_some_and(|parent| parent.contains(&format!("#[cfg(test)]\nmod {stem};")));
        for import in imports(without_tests(text)) {
            assert!(
                is_test || level(&import).is_some_and(|level| level <= own),
                "search/src/{name} imports crate::{import}: the arrow points up, or round by the root"
            );
        }
    }
    for layer in &layers {
        let exists = [format!("{layer}.rs"), format!("{layer}/mod.rs")];
        assert!(
            exists.iter().any(|name| text_of(name).is_some()),
            "search/src/lib.rs lists {layer}, which is gone"
        );
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
    let documents = ["docs", ".github"]
        .into_iter()
        .flat_map(|folder| WalkDir::new(root.join(folder)))
        .map(|entry| entry.expect("readable").into_path());
    for path in documents.chain(["README.md", "search/README.md", "fuzz/README.md"].map(|name| root.join(name))) {
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
                "fuzz/",
                "site/",
                "content/",
                ".ci/",
                ".cargo/",
                ".github/",
                ".vscode/",
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

/// Lines after which a source has a second subject that wants a file of its own.
const LONGEST: usize = 500;

#[test]
fn no_source_has_more_lines_than_the_house_allows() {
    let tops = [
        "generator",
        "search",
        "wire",
        "wasm-app",
        "tests",
        "fuzz/src",
        "fuzz/fuzz_targets",
    ];
    let entries = tops.iter().flat_map(|top| WalkDir::new(repository().join(top)));
    let paths = entries.map(|entry| entry.expect("readable").into_path());
    let sources: Vec<(String, usize)> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| {
            let text = fs::read_to_string(&path).expect("readable");
            (path.display().to_string(), text.lines().count())
        })
        .collect();
    assert!(sources.len() > 300, "only {} sources found", sources.len());
    let long: Vec<_> = sources.iter().filter(|(_, lines)| *lines > LONGEST).collect();
    assert!(long.is_empty(), "over {LONGEST} lines: {long:?}");
}

#[test]
fn the_crate_that_travels_alone_carries_the_licence() {
    let read = |name: &str| fs::read_to_string(repository().join(name)).expect("readable");
    assert_eq!(read("search/LICENSE"), read("LICENSE"));
}

#[test]
fn the_document_on_search_describes_the_format_in_use() {
    let root = repository();
    let read = |name: &str| fs::read_to_string(root.join(name)).expect("readable");
    let sources = read("search/src/index/mod.rs");
    let version = sources
        .split("FORMAT_VERSION: u8 = ")
        .nth(1)
        .and_then(|rest| rest.split(';').next());
    let version = version.expect("a version of the format");
    assert!(
        read("docs/search.md").contains(&format!("## The index, format version {version}\n")),
        "docs/search.md should give the layout of version {version}"
    );
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
