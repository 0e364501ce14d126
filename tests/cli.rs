//! The command as deployers and editors meet it.

use std::{collections::BTreeMap, fs, process::Stdio, thread, time::Duration};

use generator::content::kinds::{KindName, story::FORMS};
use tests::{copied_portal, files, plain, portal, preview::Preview, run};

#[test]
fn two_builds_give_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (first, second) = (folder.path().join("a"), folder.path().join("b"));
    for out in [&first, &second] {
        let (code, _, errors) = run(&["build", "--today", "2026-11-24", "--out", plain(out)]);
        assert_eq!(code, 0, "{errors}");
    }
    let (first, second) = (files(&first), files(&second));
    assert!(first.len() > 90, "a whole portal has more files than {}", first.len());
    assert!(first == second, "the two folders differ");
}

#[test]
fn ten_faults_are_all_shown_and_nothing_is_written() {
    let folder = copied_portal();
    let content = folder.path().join("content");
    let source = "sources:\n  - law: Luật thử\n    article: Điều 1\n    in_force_from: 2021-01-01\n";
    let policy = |fields: &str| {
        format!(
            "---\n{fields}summary: Một câu tóm tắt đủ dài cho bài thử.\ntopic: hop-dong\n{source}reviewed: 2026-11-24\n---\nNội dung.\n"
        )
    };
    let faults: [(&str, Vec<u8>); 10] = [
        ("policy/a-yaml.md", b"---\ntitle: \"mo ngoac\nsummary: x\n---\nN\n".to_vec()),
        ("policy/b-key.md", policy("title: Bài thử khóa lạ\nsumary: x\n").into_bytes()),
        ("policy/c-date.md", policy("title: Bài thử ngày sai\n").replace("reviewed: 2026-11-24", "reviewed: 24/11/2026").into_bytes()),
        ("policy/d-title.md", policy("").into_bytes()),
        ("policy/e-link.md", policy("title: Bài thử đường dẫn\n").replace("Nội dung.", "Xem [bài](nghi-phep-nan.md).").into_bytes()),
        ("policy/f-encoding.md", b"---\ntitle: ngh\xffi\n---\n".to_vec()),
        ("page/hoi-dap.md", "---\ntitle: Trang trùng địa chỉ\n---\nNội dung.\n".into()),
        ("policy/g-topic.md", policy("title: Bài thử chủ đề\n").replace("topic: hop-dong", "topic: hop-dongg").into_bytes()),
        ("policy/h-picture.md", policy("title: Bài thử ảnh thiếu\n").replace("Nội dung.", "![ảnh](../media/khong-co.png)").into_bytes()),
        (
            "lesson/i-long.md",
            "---\ntitle: Bài học quá dài\nsummary: Một câu tóm tắt đủ dài cho bài thử.\ncourse: dien-thoai-moi\norder: 9\nduration: \"11:00\"\nvideo: ../media/khong-co.mp4\ncaptions: ../media/may-2g-va-4g.vtt\nreviewed: 2026-11-24\nquiz:\n  - question: Hỏi?\n    choices:\n      - text: a\n        correct: true\n        reason: b\n      - text: c\n        reason: d\n---\nNội dung.\n".into(),
        ),
    ];
    for (name, bytes) in &faults {
        fs::write(content.join(name), bytes).expect("writable");
    }
    let out = folder.path().join("dist");
    let (code, _, errors) = run(&[
        "build",
        "--no-client",
        "--root",
        plain(folder.path()),
        "--out",
        plain(&out),
    ]);
    assert_eq!(code, 2);
    assert!(!out.exists(), "nothing may be written");
    for expected in [
        "lỗi[bad-yaml]",
        "lỗi[unknown-key]",
        "lỗi[bad-date]",
        "lỗi[missing-field]",
        "lỗi[broken-link]",
        "lỗi[bad-encoding]",
        "lỗi[duplicate-address]",
        "lỗi[unknown-topic]",
        "lỗi[lesson-too-long]",
        "lỗi[missing-file]",
        "content/policy/b-key.md:3:1",
        "content/policy/c-date.md:9:11",
        "content/policy/f-encoding.md:2:11",
        "Có phải bạn muốn viết “summary”?",
        "Thêm tệp ảnh vào content/media/",
        "Viết “reviewed: 2026-11-24”",
        "content/policy/nghi-phep-nam.md",
    ] {
        assert!(errors.contains(expected), "missing {expected} in:\n{errors}");
    }
    for (name, _) in &faults {
        assert!(errors.contains(name), "no finding for {name} in:\n{errors}");
    }
}

#[test]
fn a_failed_or_killed_build_leaves_the_former_portal_whole() {
    let folder = copied_portal();
    let out = folder.path().join("dist");
    let build = [
        "build",
        "--no-client",
        "--root",
        plain(folder.path()),
        "--out",
        plain(&out),
    ];
    assert_eq!(run(&build).0, 0);
    let before = files(&out);

    let page = folder.path().join("content/page/hong.md");
    fs::write(&page, "---\ntitel: x\n---\n").expect("writable");
    assert_eq!(run(&build).0, 2);
    assert!(files(&out) == before);
    fs::remove_file(&page).expect("removable");

    for wait in 0..12 {
        let mut child = portal()
            .args(build)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("starts");
        thread::sleep(Duration::from_millis(wait * 5));
        // It may have ended by itself; either way the folder must be whole.
        let _ = child.kill();
        child.wait().expect("ends");
        assert!(files(&out) == before, "killed after {} ms", wait * 5);
    }
    assert_eq!(run(&build).0, 0);
    assert!(files(&out) == before);
}

#[test]
fn a_folder_that_is_no_portal_is_never_replaced() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("thesis.txt"), "do not lose").expect("writable");
    let (code, _, errors) = run(&["build", "--no-client", "--out", plain(folder.path())]);
    assert_eq!(code, 3, "{errors}");
    assert_eq!(files(folder.path()).len(), 1);
}

#[test]
fn a_new_document_of_every_kind_is_valid_and_never_overwrites() {
    let folder = copied_portal();
    let root = plain(folder.path());
    let kinds = KindName::ALL.map(|kind| (kind.folder(), kind.folder()));
    let forms = FORMS.map(|form| (form, "story"));
    let mut written = BTreeMap::new();
    for (number, (wanted, kind)) in kinds.into_iter().chain(forms).enumerate() {
        let title = format!("Đêm \"giao thừa\": ở xưởng {number}");
        let (code, output, errors) = run(&["new", wanted, &title, "--root", root]);
        assert_eq!(code, 0, "{wanted}: {errors}");
        let name = format!("content/{kind}/dem-giao-thua-o-xuong-{number}.md");
        assert!(output.contains(&name), "{wanted}: {output}");
        let file = folder.path().join(name);
        let before = fs::read_to_string(&file).expect("written");
        assert!(
            before.contains("\n# ") && before.contains("draft: true"),
            "{wanted} is commented: {before}"
        );
        // A second time, and over what an editor has written meanwhile.
        fs::write(&file, before + "Tôi đã viết thêm.\n").expect("writable");
        let (code, _, errors) = run(&["new", wanted, &title, "--root", root]);
        assert!(
            code == 3 && errors.contains("tệp cũ được giữ nguyên"),
            "{wanted}: {errors}"
        );
        written.insert(file, wanted);
    }
    for (file, wanted) in &written {
        let kept = fs::read_to_string(file).expect("still there");
        assert!(kept.ends_with("Tôi đã viết thêm.\n"), "{wanted} was written over");
    }
    let (code, _, errors) = run(&["check", "--drafts", "--root", root]);
    assert_eq!(code, 0, "{errors}");
}

#[test]
fn wrong_arguments_and_settings_have_their_own_exit_code() {
    let empty = tempfile::tempdir().expect("a temporary folder");
    assert_eq!(run(&["build", "--tomorrow"]).0, 3);
    assert_eq!(run(&["build", "--root", plain(empty.path())]).0, 3);
    let folder = copied_portal();
    let settings = folder.path().join("site/site.toml");
    let text_before = fs::read_to_string(&settings).expect("readable");
    fs::write(&settings, format!("hot_line = \"1\"\n{text_before}")).expect("writable");
    let (code, _, errors) = run(&["check", "--root", plain(folder.path())]);
    assert_eq!(code, 3);
    assert!(
        errors.contains("site/site.toml:1:1") && errors.contains("hotline"),
        "{errors}"
    );
    assert_eq!(run(&["--help"]).0, 0);
}

#[test]
fn a_strangers_portal_needs_only_settings_and_content() {
    let folder = copied_portal();
    fs::remove_dir_all(folder.path().join("site/templates")).expect("removable");
    fs::remove_dir_all(folder.path().join("site/assets")).expect("removable");
    let out = folder.path().join("dist");
    let (code, _, errors) = run(&[
        "build",
        "--no-client",
        "--root",
        plain(folder.path()),
        "--out",
        plain(&out),
    ]);
    assert_eq!(code, 0, "{errors}");
    assert!(out.join("hoi-dap/index.html").is_file());
}

#[test]
fn json_tells_other_programs_what_was_built() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("dist");
    let (code, output, _) = run(&["build", "--no-client", "--json", "--out", plain(&out)]);
    assert_eq!(code, 0);
    let report: serde_json::Value = serde_json::from_str(&output).expect("JSON");
    assert_eq!(report["published"], true);
    assert!(report["pages"]["faq"].as_u64().is_some_and(|pages| pages >= 30));
    assert!(report["pages"]["policy"].as_u64().is_some_and(|pages| pages >= 8));
}

#[test]
fn serve_shows_changes_keeps_the_last_good_portal_and_knows_unknown_addresses() {
    let folder = copied_portal();
    let preview = Preview::start(&["serve", "--no-client", "--root", plain(folder.path())]);
    let home = preview.wait_for("/", "/__portal/preview.js");
    assert!(home.starts_with("HTTP/1.1 200"));
    assert!(
        preview
            .get("/khong-co/")
            .is_some_and(|answer| answer.starts_with("HTTP/1.1 404") && answer.contains("Không tìm thấy"))
    );
    let page = folder.path().join("content/page/lien-he.md");
    let before = fs::read_to_string(&page).expect("readable");
    fs::write(&page, before.replace("Liên hệ và hỏi thêm", "Gặp ai khi cần")).expect("writable");
    preview.wait_for("/lien-he/", "Gặp ai khi cần");
    fs::write(&page, "---\ntitel: hỏng\n---\n").expect("writable");
    thread::sleep(Duration::from_secs(2));
    assert!(
        preview
            .get("/lien-he/")
            .is_some_and(|answer| answer.contains("Gặp ai khi cần")),
        "the last good page stays"
    );
    fs::write(&page, &before).expect("writable");
    preview.wait_for("/lien-he/", "Liên hệ và hỏi thêm");

    assert!(!folder.path().join("dist").exists(), "a preview writes nothing");
}
