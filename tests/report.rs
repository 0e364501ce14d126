//! Supervision without accounts: keys, codes of meetings, codes of learners, and the report over many, by the real commands.

use std::{collections::BTreeSet, fs, os::unix::fs::PermissionsExt, path::Path};

use tests::{copy, repository, run};
use wire::{completion::Completion, session::SignedSession};

/// 2026-11-24 in days since 1970.
const DAY: u32 = 20_781;

/// A portal with one officer; her private key lies in `lan.key`.
struct Portal(tempfile::TempDir);

impl Portal {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        copy(&repository().join("tests/checks/base"), folder.path());
        let portal = Self(folder);
        let officer = portal.new_key("lan.key");
        let settings = portal.path("site/site.toml");
        let text = fs::read_to_string(&settings).expect("readable");
        fs::write(&settings, [text, officer].join("\n")).expect("writable");
        portal
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().expect("a plain path").to_owned()
    }

    /// Makes a key; gives what belongs into the settings.
    fn new_key(&self, name: &str) -> String {
        let (code, text, errors) = run(&[
            "key",
            "new",
            "--out",
            &self.path(name),
            "--name",
            "Trần Thị Lan",
            "--unit",
            "Công đoàn may 3",
            "--from",
            "2026-01-01",
            "--until",
            "2026-12-31",
        ]);
        assert_eq!(code, 0, "{errors}");
        text
    }

    /// The code of a meeting about lesson `bai-mot`.
    fn session(&self, key: &str, day: &str) -> SignedSession {
        let (code, text, errors) = run(&[
            "session",
            "new",
            "--key",
            &self.path(key),
            "--place",
            "Tổ may 3",
            "--lesson",
            "bai-mot",
            "--day",
            day,
        ]);
        assert_eq!(code, 0, "{errors}");
        let line = text.lines().next().expect("the code");
        SignedSession::decode(line).expect("a code of a meeting")
    }

    fn report(&self, files: &[&str], more: &[&str]) -> (i32, String, String) {
        let files: Vec<String> = files.iter().map(|name| self.path(name)).collect();
        let root = self.path("");
        let options = ["report", "--root", &root, "--today", "2026-11-24", "--lang", "en"];
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        run(&[&options, &files[..], more].concat())
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("writable");
    }
}

fn learner(holder: u64, unit: &str, session: Option<&SignedSession>) -> Completion {
    Completion {
        holder,
        is_course: false,
        lesson: "bai-mot".to_owned(),
        content: 1,
        right: 2,
        questions: 3,
        day: DAY,
        name: None,
        unit: Some(unit.to_owned()),
        session: session.cloned(),
    }
}

fn code(completion: &Completion) -> String {
    completion.encode().expect("a sound record")
}

#[test]
fn a_key_file_is_its_owners_alone_and_never_overwritten() {
    let portal = Portal::new();
    let path = portal.path("lan.key");
    let before = fs::read(&path).expect("readable");
    let mode = fs::metadata(&path).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let (code, text, errors) = run(&[
        "key",
        "new",
        "--out",
        &path,
        "--name",
        "x",
        "--unit",
        "x",
        "--from",
        "2026-01-01",
        "--until",
        "2026-12-31",
    ]);
    assert_eq!((code, text.as_str()), (1, ""), "{errors}");
    assert!(errors.contains("lan.key"), "{errors}");
    assert_eq!(fs::read(&path).expect("readable"), before);
}

#[test]
fn verify_says_what_a_code_is_worth_and_why_one_is_refused() {
    let portal = Portal::new();
    let root = portal.path("");
    let session = portal.session("lan.key", "2026-11-24");
    portal.new_key("stranger.key");
    let stranger = portal.session("stranger.key", "2026-11-24");
    let verify = |code: &str| run(&["verify", "--root", &root, "--lang", "en", code]);

    let (exit, said, _) = verify(&code(&learner(1, "Tổ 1", None)));
    assert!(
        exit == 0 && said.starts_with("self-reported: bai-mot, 2/3, 2026-11-24"),
        "{said}"
    );
    let (exit, said, _) = verify(&code(&learner(1, "Tổ 1", Some(&session))));
    assert!(
        exit == 0 && said.starts_with("confirmed (Trần Thị Lan, Tổ may 3)"),
        "{said}"
    );

    let mut forged = session.clone();
    forged.session.place = "Tổ may 4".to_owned();
    let mut elsewhere = learner(1, "Tổ 1", Some(&session));
    elsewhere.lesson = "bai-hai".to_owned();
    let mut later = learner(1, "Tổ 1", Some(&session));
    later.day += 1;
    let good = code(&learner(1, "Tổ 1", None));
    let tampered = good.replacen(good.chars().nth(9).expect("long"), "_", 1);
    let cut = &good[..good.len() - 2];
    for (name, bad) in [
        ("forged-session", code(&learner(1, "Tổ 1", Some(&forged)))),
        ("unknown-key", code(&learner(1, "Tổ 1", Some(&stranger)))),
        (
            "key-not-in-force",
            code(&Completion {
                day: DAY + 365,
                ..learner(1, "Tổ 1", Some(&portal.session("lan.key", "2027-11-24")))
            }),
        ),
        ("other-lesson", code(&elsewhere)),
        ("other-day", code(&later)),
        ("damaged-code", tampered),
        ("damaged-code", cut.to_owned()),
        ("other-version", good.replacen("H1.", "H9.", 1)),
    ] {
        let (exit, said, errors) = verify(&bad);
        assert_eq!((exit, said.as_str()), (2, ""), "{name}: {errors}");
        assert!(errors.contains(&format!("[{name}]")), "{name}: {errors}");
    }
}

/// Messages of twelve learners of two units; six were at a meeting.
fn messages(session: &SignedSession) -> Vec<String> {
    let learners = (1..=12).map(|holder| {
        let unit = if holder % 2 == 0 {
            "Tổ may 3"
        } else {
            "Tổ cắt | kho <1>"
        };
        let code = code(&learner(holder, unit, (holder <= 6).then_some(session)));
        format!("Chị ơi em học xong rồi, mã của em đây: {code} nhé ạ.")
    });
    learners.collect()
}

#[test]
fn the_report_does_not_depend_on_order_or_on_copies() {
    let portal = Portal::new();
    let session = portal.session("lan.key", "2026-11-24");
    let mut forged = session.clone();
    forged.session.place = "Tổ may 4".to_owned();
    let mut lines = messages(&session);
    lines.push(code(&learner(77, "Tổ may 3", Some(&forged))));
    lines.push(code(&Completion {
        right: 3,
        ..learner(12, "Tổ may 3", None)
    }));
    portal.write("one.txt", &lines.join("\n"));
    lines.reverse();
    portal.write("two.txt", &lines.join("\n\n"));
    for format in ["md", "csv", "json", "html"] {
        let (exit, once, errors) = portal.report(&["one.txt"], &["--format", format]);
        assert_eq!(exit, 2, "{errors}");
        assert!(errors.contains("one.txt:13: [forged-session]"), "{errors}");
        assert!(errors.contains("[conflict]"), "{errors}");
        let (_, twice, _) = portal.report(&["two.txt", "one.txt", "two.txt"], &["--format", format]);
        assert_eq!(once, twice, "{format}");
    }
    let (_, json, _) = portal.report(&["one.txt"], &["--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let total = &report["report"]["total"];
    // Never one figure: six came to the meeting, six say so themselves.
    assert_eq!(
        (
            total["confirmed"]["learners"].as_u64(),
            total["self_reported"]["learners"].as_u64()
        ),
        (Some(6), Some(6))
    );
    assert_eq!(
        report["not_counted"],
        serde_json::json!({ "conflict": 1, "forged-session": 1 })
    );
    let keys: BTreeSet<&str> = report["report"]["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .filter_map(|row| row["key"].as_str())
        .collect();
    assert_eq!(keys, BTreeSet::from(["Tổ cắt | kho <1>", "Tổ may 3"]));
}

#[test]
fn what_learners_type_breaks_no_table_and_runs_nowhere() {
    let portal = Portal::new();
    let session = portal.session("lan.key", "2026-11-24");
    portal.write("one.txt", &messages(&session).join("\n"));
    let (exit, table, errors) = portal.report(&["one.txt"], &[]);
    assert_eq!(exit, 0, "{errors}");
    assert!(table.contains("| Tổ cắt \\| kho &lt;1> * | 3 | 3 | 3 | 3 |"), "{table}");
    let (_, page, _) = portal.report(&["one.txt"], &["--format", "html"]);
    assert!(
        page.contains("Tổ cắt | kho &lt;1&gt;") && !page.contains("<1>"),
        "{page}"
    );
    let (_, csv, _) = portal.report(&["one.txt"], &["--format", "csv", "--by", "month"]);
    assert!(csv.contains("\"2026-11\",6,6,6,6"), "{csv}");
    // A spreadsheet would run it: no such name gets into a code.
    assert!(learner(1, "=HYPERLINK(1)", None).encode().is_err());
}

#[test]
fn the_report_on_content_says_what_is_there_when_it_was_reviewed_and_what_is_due() {
    let root = repository();
    let root = root.to_str().expect("a plain path");
    let report = |more: &[&str]| {
        let options = ["report", "content", "--root", root, "--today", "2027-06-01"];
        let (exit, said, errors) = run(&[&options, more].concat());
        assert_eq!(exit, 0, "{errors}");
        said
    };
    let json: serde_json::Value = serde_json::from_str(&report(&["--format", "json"])).expect("JSON");
    let lessons = tests::files(&repository().join("content/lesson")).len() as u64;
    let of_kind = |kind: &str, figure: &str| {
        let kinds = json["kinds"].as_array().expect("kinds");
        kinds
            .iter()
            .find(|of| of["kind"] == kind)
            .and_then(|of| of[figure].as_u64())
    };
    let found = of_kind("Bài học", "pages");
    assert!(found.is_some_and(|found| (1..=lessons).contains(&found)), "{json}");
    // A lesson is a page or two, no novel.
    let words = of_kind("Bài học", "words").expect("words") / found.expect("lessons");
    assert!((100..2_000).contains(&words), "{words} words a lesson");
    let in_courses: u64 = json["courses"]
        .as_array()
        .expect("topics")
        .iter()
        .flat_map(|topic| topic["courses"].as_array().expect("courses"))
        .filter_map(|course| course["lessons"].as_u64())
        .sum();
    assert_eq!(Some(in_courses), found, "every lesson stands in a course");
    let reviewed: u64 = json["months"]
        .as_array()
        .expect("months")
        .iter()
        .filter_map(|month| month["reviewed"].as_u64())
        .sum();
    assert!(reviewed > 100, "{reviewed}");
    let months: Vec<&str> = json["months"]
        .as_array()
        .expect("months")
        .iter()
        .filter_map(|month| month["month"].as_str())
        .collect();
    assert!(months.is_sorted_by(|one, next| one > next), "{months:?}");
    let overdue = json["reviews_overdue"].as_array().expect("a list");
    assert!(
        overdue
            .iter()
            .all(|one| one["due"].as_str().is_some_and(|due| due < "2027-06-01")),
        "{overdue:?}"
    );
    let table = report(&[]);
    assert!(
        table.contains("| Tháng | Đối chiếu căn cứ |") && table.contains("| 2026-11 |"),
        "{table}"
    );
    let (csv, page) = (report(&["--format", "csv"]), report(&["--format", "html"]));
    assert!(
        csv.starts_with("what,name,figure,second_figure\nkind_pages_words,"),
        "{csv}"
    );
    assert!(
        page.contains("Đối chiếu căn cứ") && !page.contains("http"),
        "it loads nothing"
    );
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let portal = Portal::new();
    let (exit, table, errors) = portal.report(&["missing.txt"], &[]);
    assert_eq!((exit, table.as_str()), (1, ""), "{errors}");
    assert!(
        errors.contains("missing.txt") && !Path::new(&portal.path("missing.txt")).exists(),
        "{errors}"
    );
}
