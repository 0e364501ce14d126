//! `portal search` as those who tune it and those who ask why meet it.

use std::fs;

use serde_json::{Value, json};
use tests::{copied_portal, plain, run};

const DOCUMENTS: &str = "tests/search/documents.jsonl";
const QUESTIONS: &str = "tests/search/questions.jsonl";

#[test]
fn every_spelling_of_every_question_is_ranked_and_measured() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("rankings.jsonl");
    let asked = [
        "search",
        "--corpus",
        DOCUMENTS,
        "--queries",
        QUESTIONS,
        "--out",
        plain(&out),
    ];
    let (code, table, errors) = run(&asked);
    assert_eq!((code, errors.as_str()), (0, ""));
    assert!(
        table.contains("| nghi | 1 | 100.0 / 100.0 | 100.0 / 100.0 | 100.0 / 100.0 |"),
        "{table}"
    );
    assert!(
        table.contains("| luong | 1 | 100.0 / 100.0 | 100.0 / 100.0 | – |"),
        "{table}"
    );
    assert!(!table.contains("short"), "kinds only when asked for: {table}");
    let written = fs::read_to_string(&out).expect("written");
    let first: Vec<(String, String, String)> = written
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON"))
        .map(|line| {
            let keys: Vec<&String> = line.as_object().expect("an object").keys().collect();
            assert_eq!(
                keys,
                ["qid", "ranking", "variant"],
                "the exchange format and nothing else"
            );
            let text = |value: &Value| value.as_str().expect("a text").to_owned();
            (text(&line["qid"]), text(&line["variant"]), text(&line["ranking"][0]))
        })
        .collect();
    let expected = [
        ("q1", "asis", "PHEP/2"),
        ("q1", "nodia", "PHEP/2"),
        ("q1", "telex", "PHEP/2"),
        ("q2", "asis", "LUONG/1"),
        ("q2", "nodia", "LUONG/1"),
        ("q3", "asis", "PHEP/2"),
    ];
    assert_eq!(
        first,
        expected.map(|(qid, variant, id)| (qid.to_owned(), variant.to_owned(), id.to_owned()))
    );
    assert_eq!(run(&asked).0, 0);
    assert_eq!(
        fs::read_to_string(&out).expect("written"),
        written,
        "twice the same bytes"
    );
}

#[test]
fn kinds_scores_and_a_shorter_list_come_when_asked_for() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("rankings.jsonl");
    let (code, table, _) = run(&[
        "search",
        "--corpus",
        DOCUMENTS,
        "--queries",
        QUESTIONS,
        "--out",
        plain(&out),
        "--top",
        "1",
        "--scores",
        "--by-kind",
    ]);
    assert_eq!(code, 0);
    assert!(table.contains("| nghi · short | 1 |"), "{table}");
    for line in fs::read_to_string(&out).expect("written").lines() {
        let line: Value = serde_json::from_str(line).expect("JSON");
        assert_eq!(line["ranking"].as_array().map(Vec::len), Some(1));
        assert_eq!(line["scores"].as_array().map(Vec::len), Some(1));
        assert!(line["confidence"].is_number() && line["confident"].is_boolean());
    }
}

#[test]
fn wrong_lines_are_told_with_their_places_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let wrong = folder.path().join("wrong.jsonl");
    let lines = [
        r#"{"id":"a","title":"t","text":"x"}"#,
        r#"{"id":"a","title":"t","text":"x"}"#,
        r#"{"id":"b","text":"x"}"#,
        r#"{"id":"c","title":"t" "text":"x"}"#,
        r#"{"id":"d","title":"t","text":"x","aliases":"y"}"#,
    ];
    fs::write(&wrong, lines.join("\n")).expect("writable");
    let out = folder.path().join("rankings.jsonl");
    let asked = [
        "search",
        "--corpus",
        plain(&wrong),
        "--queries",
        QUESTIONS,
        "--out",
        plain(&out),
    ];
    let (code, _, errors) = run(&asked);
    assert_eq!(code, 2);
    for expected in [
        "wrong.jsonl:2: “id” là “a”, đã dùng ở dòng 1",
        "wrong.jsonl:3: thiếu khóa “title”",
        "wrong.jsonl:4:23: dòng này không phải JSON đúng",
        "wrong.jsonl:5: “aliases” phải là danh sách",
    ] {
        assert!(errors.contains(expected), "missing {expected} in:\n{errors}");
    }
    assert!(!out.exists());
    let (code, _, errors) = run(&[
        "search",
        "--corpus",
        DOCUMENTS,
        "--queries",
        plain(&wrong),
        "--lang",
        "en",
    ]);
    assert_eq!(code, 2);
    assert!(errors.contains("wrong.jsonl:1: key “qid” is missing"), "{errors}");
    let (code, _, errors) = run(&["search", "--corpus", "khong-co.jsonl", "--queries", QUESTIONS]);
    assert_eq!(code, 3);
    assert!(errors.contains("không đọc được khong-co.jsonl"), "{errors}");
    assert_eq!(run(&["search"]).0, 3, "nothing was asked");
}

#[test]
fn an_answer_that_the_corpus_does_not_hold_is_named() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let questions = folder.path().join("questions.jsonl");
    fs::write(&questions, r#"{"qid":"q","rel":["PHEP/9"],"text":"nghỉ phép"}"#).expect("writable");
    let (code, table, errors) = run(&["search", "--corpus", DOCUMENTS, "--queries", plain(&questions)]);
    assert_eq!(code, 0);
    assert!(errors.contains("“PHEP/9”"), "{errors}");
    assert!(table.contains("| – | 1 | 0.0 / 0.0 |"), "{table}");
}

#[test]
fn a_question_is_answered_with_title_address_and_law_and_explained() {
    let (code, shown, errors) = run(&["search", "nghir thai sanr may thang", "--today", "2026-11-24"]);
    assert_eq!((code, errors.as_str()), (0, ""));
    let mut lines = shown.lines();
    assert!(
        lines
            .next()
            .is_some_and(|line| line.starts_with(" 1. ") && line.contains("thai sản")),
        "{shown}"
    );
    assert!(
        lines
            .next()
            .is_some_and(|line| line.contains('/') && line.contains(", Điều ")),
        "{shown}"
    );
    let (_, explained, _) = run(&["search", "nghi thai san", "--explain", "--top", "1"]);
    for expected in ["Câu hỏi được hiểu:", "độ chắc: ", "điểm"] {
        assert!(explained.contains(expected), "missing {expected} in:\n{explained}");
    }
    let (_, nothing, _) = run(&["search", "zzzzzz"]);
    assert_eq!(nothing, "Không tìm thấy gì.\n");
    let (_, output, _) = run(&["search", "nghi thai san", "--json", "--top", "2"]);
    let answer: Value = serde_json::from_str(&output).expect("JSON");
    assert_eq!(answer["question"], json!("nghi thai san"));
    assert_eq!(answer["results"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_portal_with_errors_is_not_asked() {
    let folder = copied_portal();
    fs::write(folder.path().join("content/page/hong.md"), "---\ntitel: x\n---\n").expect("writable");
    let (code, shown, errors) = run(&["search", "lương", "--root", plain(folder.path())]);
    assert_eq!((code, shown.as_str()), (2, ""));
    assert!(errors.contains("content/page/hong.md"), "{errors}");
}
