//! The paraphrases of the facts: dealt out into halves, and one half told to a portal's pages as their aliases.

#![allow(clippy::print_stderr)] // says when the facts are absent

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::Path,
};

use serde_json::{Value, json};
use tests::repository;

/// A question of the facts.
pub(crate) struct Question {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) paraphrases: Vec<String>,
}

/// The questions of the facts, if they lie beside the repository.
pub(crate) fn questions() -> Option<Vec<Question>> {
    let path = repository().join("../shared/facts/questions.yaml");
    let Ok(text) = fs::read_to_string(&path) else {
        eprintln!("skipped: ../shared/facts/questions.yaml is absent");
        return None;
    };
    let facts: Value = serde_yaml_ng::from_str(&text).expect("the facts are YAML");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let questions = facts["questions"].as_array().expect("a list").iter();
    Some(
        questions
            .map(|question| Question {
                id: text(&question["id"]),
                title: text(&question["canonical"]),
                paraphrases: question["paraphrases"]
                    .as_array()
                    .expect("a list")
                    .iter()
                    .map(text)
                    .collect(),
            })
            .collect(),
    )
}

/// The two halves of a question's paraphrases; see the head of this file.
pub(crate) fn halves(question: &Question) -> [Vec<String>; 2] {
    let mut sorted = question.paraphrases.clone();
    sorted.sort_by_key(|paraphrase| hash(paraphrase));
    let mut halves = [Vec::new(), Vec::new()];
    let first = usize::from(!hash(&question.title).is_multiple_of(2));
    for (number, paraphrase) in sorted.into_iter().enumerate() {
        halves[(number + first) % 2].push(paraphrase);
    }
    halves
}

/// FNV-1a, 64 bits: the same on every machine and in every release of Rust.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A question without what editors may write differently.
pub(crate) fn key(title: &str) -> String {
    title
        .to_lowercase()
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

/// Puts one half in the place of the aliases of every question's page.
pub(crate) fn tell(root: &Path, told: &BTreeMap<String, Vec<String>>, paraphrases: &BTreeSet<String>) {
    let folder = root.join("content/faq");
    for (name, bytes) in tests::files(&folder) {
        if name.ends_with(".md") {
            let text = String::from_utf8(bytes).expect("UTF-8");
            fs::write(folder.join(name), with_aliases(&text, told, paraphrases)).expect("writable");
        }
    }
}

/// A file of one question keeps its aliases in the front matter, one of many in a block under each.
fn with_aliases(text: &str, told: &BTreeMap<String, Vec<String>>, paraphrases: &BTreeSet<String>) -> String {
    let rest = text.strip_prefix("---\n").expect("front matter");
    let (head, body) = rest.split_once("\n---\n").expect("front matter ends");
    let keys: Value = serde_yaml_ng::from_str(head).expect("YAML");
    let mut written = "---\n".to_owned();
    let mut inside = false;
    let single = keys["question"].as_str().and_then(|question| told.get(&key(question)));
    for line in head.lines() {
        inside = if line.starts_with("aliases:") {
            single.is_some()
        } else {
            inside && line.starts_with([' ', '-'])
        };
        if !inside {
            written += &format!("{line}\n");
        }
    }
    if let Some(aliases) = single {
        written.push_str("aliases:\n");
        // What editors wrote beside the paraphrases of the facts stays.
        let own = keys["aliases"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str);
        let own = own.filter(|alias| !paraphrases.contains(*alias));
        for alias in aliases.iter().map(String::as_str).chain(own) {
            // A JSON string is a YAML string.
            let _ = writeln!(written, "  - {}", json!(alias));
        }
    }
    written.push_str("---\n");
    written + &with_blocks(body, keys["question"].is_null(), told)
}

/// The body of a file, the aliases of each question in it replaced if there may be `many`.
fn with_blocks(body: &str, many: bool, told: &BTreeMap<String, Vec<String>>) -> String {
    let mut written = String::new();
    let mut replaced = false;
    let mut dropping = false;
    for line in body.lines() {
        if many && let Some(question) = line.strip_prefix("## ") {
            let question = question.split(" {#").next().unwrap_or(question);
            let aliases = told.get(&key(question));
            replaced = aliases.is_some();
            written += &format!("{line}\n");
            if let Some(aliases) = aliases {
                written += &format!("\n::: cách hỏi khác\n- {}\n:::\n", aliases.join("\n- "));
            }
        } else if replaced && line.starts_with(":::") && key(line) == key("cách hỏi khác") {
            dropping = true;
        } else if dropping {
            dropping = line.trim() != ":::";
        } else {
            written += &format!("{line}\n");
        }
    }
    written
}

#[test]
fn the_kept_half_takes_the_place_of_all_paraphrases() {
    let told = BTreeMap::from([(key("Hỏi gì?"), vec!["hoi \"gi\"".to_owned()])]);
    let one = "---\nquestion: Hỏi gì?\naliases:\n  - a\n  - b\ntopic: x\n---\nĐáp.\n";
    let expected = "---\nquestion: Hỏi gì?\ntopic: x\naliases:\n  - \"hoi \\\"gi\\\"\"\n  - \"b\"\n---\nĐáp.\n";
    let paraphrases = BTreeSet::from(["a".to_owned()]);
    assert_eq!(with_aliases(one, &told, &paraphrases), expected);
    let other = "---\nquestion: Khác?\naliases:\n- a\n---\nĐáp.\n";
    assert_eq!(with_aliases(other, &told, &paraphrases), other);
    let many = "---\ntitle: x\n---\n## Khác?\n\n::: cách hỏi khác\n- a\n:::\n\n## Hỏi gì? {#gi}\n\n::: cách hỏi khác\n- b\n:::\n\nĐáp.\n";
    let expected = "---\ntitle: x\n---\n## Khác?\n\n::: cách hỏi khác\n- a\n:::\n\n## Hỏi gì? {#gi}\n\n::: cách hỏi khác\n- hoi \"gi\"\n:::\n\n\nĐáp.\n";
    assert_eq!(with_aliases(many, &told, &paraphrases), expected);
}
