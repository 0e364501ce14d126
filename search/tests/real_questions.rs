//! Recall on real legal questions (development set beside the repository; not ours to publish, so nothing of it is here).
//!
//! Measure: Recall@5 as in that set's README, with the weights as shipped. `search/examples/train` prints the
//! cross-validated figures, which are the honest ones; this test notices when the engine gets worse.

use std::{fs, path::PathBuf};

use search::{Analysis, Citation, Document, IndexBuilder, Library, Options, Thesaurus};
use serde_json::Value;

/// Set, spelling, and what must be reached, a little below what was measured on 2026-11-29 (`docs/search.md`).
const FLOORS: [(&str, &str, f64); 8] = [
    ("labour", "asis", 90.0),
    ("labour", "nodia", 89.5),
    ("labour", "telex", 90.5),
    ("labour", "typo", 88.5),
    ("citizen", "asis", 86.5),
    ("citizen", "nodia", 85.0),
    ("exam", "asis", 95.0),
    ("exam", "nodia", 94.8),
];

fn lines(name: &str) -> Option<Vec<Value>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/search-dev");
    let text = fs::read_to_string(folder.join(name)).ok()?;
    let lines = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("one JSON object per line"));
    Some(lines.collect())
}

fn library(documents: &[Value]) -> Library {
    let thesaurus = Thesaurus::everyday();
    let mut builder = IndexBuilder::new();
    builder.add_everyday_abbreviations();
    for document in documents {
        let text = |key: &str| document[key].as_str().unwrap_or_default();
        let article = document["no"].to_string();
        builder.add(Analysis::new(
            &Document {
                title: text("title"),
                body: text("text"),
                group: text("law"),
                citations: &[Citation {
                    law: text("law"),
                    article: article.trim_matches('"'),
                }],
                ..Document::default()
            },
            &thesaurus,
        ));
    }
    Library::whole(&builder.finish()).expect("an index just written")
}

#[test]
#[allow(clippy::print_stderr, clippy::cast_precision_loss)]
fn real_questions_find_their_articles() {
    let (Some(documents), Some(queries)) = (lines("docs.jsonl"), lines("queries-dev.jsonl")) else {
        eprintln!("skipped: the development set ../../shared/search-dev is absent");
        return;
    };
    let library = library(&documents);
    let mut failures = Vec::new();
    for (set, spelling, floor) in FLOORS {
        let (mut recall, mut count) = (0.0, 0);
        for query in queries.iter().filter(|query| query["set"] == set) {
            let relevant: Vec<&str> = query["rel"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .collect();
            let typed = query["v"][spelling].as_str().unwrap_or_default();
            let finished = Options {
                finished: true,
                ..Options::default()
            };
            let answer = library.answer(&library.question(typed, finished), 5);
            let found = answer.hits.iter().filter(|hit| {
                let id = documents[hit.document]["id"].as_str();
                id.is_some_and(|id| relevant.contains(&id))
            });
            recall += found.count() as f64 / relevant.len().max(1) as f64;
            count += 1;
        }
        let percent = 100.0 * recall / f64::from(count);
        eprintln!("{set} {spelling}: {percent:.1} % of {count} questions");
        if percent < floor {
            failures.push(format!("{set} {spelling}: {percent:.1} % is below {floor} %"));
        }
    }
    assert_eq!(failures, Vec::<String>::new());
}
