//! The union's word against members' own: the limits at their figures, the exact words, the report over months.

use std::{fs, path::Path};

use tests::{files, repository, run, small_portal};

const TODAY: &str = "2026-11-24";

/// A portal where 100 texts are new, `rules` of them the union's.
fn portal(rules: usize) -> tempfile::TempDir {
    let folder = small_portal();
    let write = |path: String, text: String| fs::write(folder.path().join(path), text).expect("writable");
    // The base has a notice, and of members' own a story, a contest and an event.
    for number in 1..rules {
        let day = 1 + number % 24;
        write(
            format!("content/policy/luat-{number:03}.md"),
            format!(
                "---\ntitle: Quy định thử số {number}\nsummary: Một câu nói quy định này giúp gì cho bạn.\ntopic: hop-dong\nsources:\n  - law: Luật thử\n    article: Điều 1\n    in_force_from: 2020-01-01\nreviewed: 2026-11-20\npublish_at: 2026-11-{day:02}\n---\nBạn hỏi tổ trưởng.\n"
            ),
        );
    }
    for number in 3..100 - rules {
        write(
            format!("content/story/chuyen-{number:03}.md"),
            story(number, 1 + number % 24),
        );
    }
    folder
}

fn story(number: usize, day: usize) -> String {
    format!(
        "---\ntitle: Chuyện nhỏ số {number}\nsummary: Một chuyện nhỏ ở chỗ làm của chúng tôi.\nform: story\npublished: 2026-11-{day:02}\n---\nMột chuyện nhỏ.\n"
    )
}

fn command(name: &[&str], folder: &Path, more: &[&str]) -> (i32, String, String) {
    let root = folder.to_str().expect("a plain path");
    run(&[name, &["--root", root, "--today", TODAY], more].concat())
}

/// What is said of the balance: code and sentence with its cure, one line each.
fn said(folder: &Path, language: &str) -> (i32, Vec<String>) {
    let (code, output, _) = command(&["check"], folder, &["--format", "json", "--lang", language]);
    let findings: Vec<serde_json::Value> = serde_json::from_str(&output).expect("JSON");
    let of_balance = findings.iter().filter_map(|finding| {
        let code = finding["code"].as_str().filter(|code| code.starts_with("balance-"))?;
        let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
        Some(format!(
            "{code} {}: {} {}",
            finding["place"]["file"].as_str()?,
            text("message"),
            text("hint")
        ))
    });
    (code, of_balance.collect())
}

#[test]
fn a_tenth_is_fine() {
    assert_eq!(said(portal(10).path(), "vi"), (0, Vec::new()));
}

#[test]
fn nineteen_percent_is_told_and_published() {
    let folder = portal(19);
    let (code, found) = said(folder.path(), "vi");
    assert_eq!(code, 0);
    assert_eq!(
        found,
        [
            "balance-tight content/notice/thong-bao-thu.md: Bài chính sách, thông báo chiếm 19 % (19 trên 100 bài lên danh sách trong 30 ngày qua), gần tới giới hạn 20 %. Thêm 6 bài của đoàn viên (chuyện, mẹo, thơ, ảnh, cuộc thi, sự kiện), hoặc dời 2 bài chính sách, thông báo sang ngày khác bằng publish_at; mới nhất: content/notice/thong-bao-thu.md, content/policy/luat-018.md.",
            "balance-tight content/notice/thong-bao-thu.md: Bài chính sách, thông báo chiếm 19,1 % (19 trên 99 bài lên tin mới (feed) trong 30 ngày qua), gần tới giới hạn 20 %. Thêm 7 bài của đoàn viên (chuyện, mẹo, thơ, ảnh, cuộc thi, sự kiện), hoặc dời 2 bài chính sách, thông báo sang ngày khác bằng publish_at; mới nhất: content/notice/thong-bao-thu.md, content/policy/luat-018.md.",
        ]
    );
    assert_eq!(command(&["check"], folder.path(), &["--deny", "warnings"]).0, 2);
}

#[test]
fn past_a_fifth_nothing_is_published() {
    for (rules, add, wait) in [(21, 17, 4), (60, 234, 52)] {
        let folder = portal(rules);
        let (code, found) = said(folder.path(), "en");
        assert_eq!(code, 2);
        let message = format!(
            "Rules and notices take {rules} % ({rules} of 100 texts new in the lists of the last 30 days); at most 20 %. Add {add} texts of members (stories, tips, poems, photos, contests, events), or let {wait} rules or notices wait by publish_at; the newest:"
        );
        assert!(
            found
                .iter()
                .any(|found| found.starts_with("balance-lost ") && found.contains(&message)),
            "{found:#?}"
        );
        // The home page itself takes no more than its share.
        assert!(!found.iter().any(|found| found.contains("home page")), "{found:#?}");
        let out = folder.path().join("dist");
        let (code, _, errors) = command(
            &["build"],
            folder.path(),
            &["--no-client", "--out", out.to_str().expect("plain")],
        );
        assert_eq!(code, 2, "{errors}");
        assert!(!out.exists());
    }
}

#[test]
fn what_the_hint_asks_for_is_enough() {
    let folder = portal(21);
    for number in 0..17 {
        let path = format!("content/story/them-{number}.md");
        fs::write(folder.path().join(path), story(1_000 + number, 20)).expect("writable");
    }
    let (code, found) = said(folder.path(), "vi");
    // The event is in no feed, so that of the feeds lacks one more.
    assert_eq!((code, found.len()), (0, 1), "{found:#?}");
    let last = folder.path().join("content/story/them-17.md");
    fs::write(last, story(1_017, 20)).expect("writable");
    assert_eq!(said(folder.path(), "vi"), (0, Vec::new()));
}

#[test]
fn of_few_nothing_is_said_but_that_nothing_can_be_said() {
    let base = repository().join("tests/checks/base");
    assert_eq!(said(&base, "vi"), (0, Vec::new()));
    let (code, table, errors) = command(&["report", "balance"], &base, &[]);
    assert_eq!(code, 0, "{errors}");
    assert!(
        table.contains("| danh sách, 30 ngày qua | 1 | 3 | 25 % | chưa kết luận, còn ít |"),
        "{table}"
    );
}

#[test]
fn the_starter_content_is_in_balance_and_its_home_page_is_the_members() {
    let root = repository();
    let (code, output, errors) = command(&["report", "balance", "--json"], &root, &[]);
    assert_eq!(code, 0, "{errors}");
    let report: serde_json::Value = serde_json::from_str(&output).expect("JSON");
    let verdict = |place: usize| {
        (
            report["now"][place]["key"].clone(),
            report["now"][place]["verdict"].clone(),
        )
    };
    assert_eq!(verdict(0), ("home".into(), "fine".into()), "{report:#}");
    assert_eq!(verdict(1), ("lists".into(), "fine".into()), "{report:#}");

    // What is counted is what stands on the page.
    let out = tempfile::tempdir().expect("a temporary folder");
    let target = out.path().join("dist");
    let (code, _, errors) = command(
        &["build"],
        &root,
        &["--no-client", "--out", target.to_str().expect("plain")],
    );
    assert_eq!(code, 0, "{errors}");
    let files = files(&target);
    let page = std::str::from_utf8(&files["index.html"]).expect("UTF-8");
    let main = page.split("<main").nth(1).expect("a main part");
    let places = |prefix: &str| main.matches(&format!("href=\"./{prefix}/")).filter(|_| true).count();
    let documents = |prefix: &str| places(prefix) - main.matches(&format!("href=\"./{prefix}/\"")).count();
    // The challenge of the week is a way to its contest, which has a place of its own.
    let challenges = main.matches("class=\"challenge\"").count();
    let members = ["chuyen", "cuoc-thi", "su-kien"].map(documents).iter().sum::<usize>() - challenges;
    let union: usize = ["chinh-sach", "hoi-dap", "thong-bao"].map(documents).iter().sum();
    assert_eq!(report["now"][0]["members"], members);
    assert_eq!(report["now"][0]["union"], union);
    assert!(
        union > 0 && union * 5 <= members + union,
        "{union} of {}",
        members + union
    );
}

#[test]
fn past_months_are_counted_by_the_days_in_the_texts() {
    let folder = portal(19);
    let later = |day: &str| {
        let root = folder.path().to_str().expect("a plain path");
        let (code, output, errors) = run(&["report", "balance", "--root", root, "--today", day, "--json"]);
        assert_eq!(code, 0, "{errors}");
        let report: serde_json::Value = serde_json::from_str(&output).expect("JSON");
        report["months"].as_array().expect("months").clone()
    };
    // Half a year later the month is counted as it was the day after it.
    let november = later("2026-12-01")[0].clone();
    assert_eq!(
        (november["key"].as_str(), &november["union"]),
        (Some("2026-11-30"), &serde_json::json!(19))
    );
    assert_eq!(later("2027-05-15")[5], november);
}

#[test]
fn what_was_published_is_counted_by_kind_topic_unit_and_month_and_drawn() {
    let folder = portal(19);
    let story = "---\ntitle: Chuyện của một tổ tên lạ\nsummary: Một chuyện nhỏ ở chỗ làm của chúng tôi.\nform: photo\nunit: \"=1+1 <b>Tổ | cắt</b>\"\npublished: 2026-10-05\n---\nMột chuyện nhỏ.\n";
    fs::write(folder.path().join("content/story/to-la.md"), story).expect("writable");
    let report = |more: &[&str]| {
        let (code, output, errors) = command(&["report", "published"], folder.path(), more);
        assert_eq!(code, 0, "{errors}");
        output
    };
    let figures: serde_json::Value = serde_json::from_str(&report(&["--json"])).expect("JSON");
    let of = |list: &str, name: &str| {
        let rows = figures[list].as_array().expect("a list");
        let key = if list == "months" { "month" } else { "name" };
        rows.iter().find(|row| row[key] == name).cloned().unwrap_or_default()
    };
    assert_eq!(of("months", "2026-10")["members"], 1);
    assert_eq!(of("months", "2026-11")["union"], 19);
    assert_eq!(of("kinds", "photo")["texts"], 1);
    assert_eq!(of("kinds", "policy")["texts"], 18);
    assert_eq!(of("topics", "Hợp đồng")["texts"], 18);
    assert_eq!(of("units", "=1+1 <b>Tổ | cắt</b>")["texts"], 1);
    assert_eq!(figures["months"].as_array().map(Vec::len), Some(12));

    let page = report(&["--format", "html"]);
    assert!(
        page.contains("<svg") && page.contains("<rect class=\"union\""),
        "{page}"
    );
    assert!(!page.contains("<b>") && !page.contains("<script"), "{page}");
    let csv = report(&["--format", "csv"]);
    assert!(csv.contains("unit,\"'=1+1 <b>Tổ | cắt</b>\",1"), "{csv}");
    let table = report(&["--from", "2026-11-01", "--until", "2026-11-30"]);
    assert!(table.contains("| 2026-11 | ") && !table.contains("2026-10"), "{table}");
    let (code, _, errors) = command(&["report", "published", "--from", "2026-12-01"], folder.path(), &[]);
    assert_eq!((code, errors.contains("--from")), (3, true), "{errors}");
}
