//! A learner's code all the way: a lesson finished in a real Chromium, the code made there, judged by the command, by the
//! report and by the officers' page, with and without the code of a meeting.
//!
//! Chromium without a screen has neither `BarcodeDetector` nor Web Share on Linux. Where it lacks one, the test puts a stand-in
//! there: pictures are then read by `zbarimg`, a program of its own, and what is shared is looked at instead of sent.

use std::fs;

use serde_json::json;
use tests::{browser::saved_text, run};
use wire::{completion::Completion, session::SignedSession};

#[path = "codes/phone.rs"]
mod phone;

use phone::{CHECK, LESSON, OTHER_LESSON, Phone, RECORD, STANDINS, meeting, path, portal, seen_by_a_scanner, verify};

/// The lesson's day of review, from its own file.
fn reviewed() -> String {
    let source = fs::read_to_string(portal().join(format!("content/lesson/{LESSON}.md"))).expect("readable");
    let day = source.lines().find_map(|line| line.strip_prefix("reviewed: "));
    day.expect("a day").to_owned()
}

/// The report: one learner with the meeting, another phone without; never one figure.
fn counted(confirmed: &str, own: &Completion) {
    let other = Completion {
        holder: own.holder ^ 1,
        ..own.clone()
    };
    let messages = portal().join("messages.txt");
    let lines = format!(
        "Em gửi mã: {confirmed}\n\n{}\n{confirmed}\n",
        other.encode().expect("sound")
    );
    fs::write(&messages, lines).expect("writable");
    let messages = messages.to_str().expect("a plain path");
    let (exit, json, errors) = run(&["report", "--root", &path(""), messages, "--format", "json"]);
    assert_eq!(exit, 0, "{errors}");
    let report: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let total = &report["report"]["total"];
    assert_eq!(
        (
            &total["confirmed"]["completions"],
            &total["self_reported"]["completions"]
        ),
        (&json!(1), &json!(1))
    );
}

/// The officers' page says the same as the command, without a request.
async fn seen_by_officers(phone: &Phone, own: &str, confirmed: &str) {
    phone.open(CHECK).await;
    phone.server.take();
    phone.judge(&format!("{own}\n{confirmed}\nvà lại {own}")).await;
    phone
        .browser
        .sees("[data-codes-said]", "Có xác nhận: 1. Tự khai: 1. Không tính: 0.")
        .await;
    phone
        .browser
        .sees(
            ".verdicts .confirmed",
            "khóa của Trần Thị Lan, buổi sinh hoạt “Tổ may 3”",
        )
        .await;
    phone
        .browser
        .sees(".verdicts .self-reported", "trả lời đúng 2/2 câu")
        .await;
    phone.browser.sees(".verdicts .self-reported", "Nhận ra").await;
    // The worker may fetch pages of its own; no code is in any request.
    let asked = phone.server.take();
    assert!(!asked.iter().any(|request| request.contains("H1.")), "{asked:?}");
    assert_eq!(phone.browser.console().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_made_on_a_phone_is_self_reported_and_with_a_meeting_confirmed() {
    let phone = Phone::new("way").await;
    phone.open(RECORD).await;
    assert_eq!(
        phone
            .browser
            .script("return document.querySelector('[data-completion]').hidden")
            .await,
        json!(true),
        "nothing is finished, nothing is offered"
    );
    phone.learn(LESSON).await;
    phone.open(RECORD).await;
    phone
        .browser
        .type_into("[data-completion-name]", "  Nguyễn  Thị Lành ")
        .await;
    phone.browser.type_into("[data-completion-unit]", "Tổ may 3").await;
    let own = phone.make("").await;
    phone.browser.sees("[data-completion-worth]", "tự khai").await;
    let read = Completion::decode(&own).expect("a code");
    let edition = phone
        .browser
        .script("return localStorage.getItem('portal.holder.v1').split('\\n')[1]")
        .await;
    assert_eq!(edition, json!(read.holder.to_string()), "the phone keeps its number");
    assert_eq!(
        (read.lesson.as_str(), read.right, read.questions, read.name.as_deref()),
        (LESSON, 2, 2, Some("Nguyễn Thị Lành"))
    );
    // The edition is the day of review that stands in the lesson's own file.
    let reviewed = reviewed();
    let (year, month, day) = wire::day::date(read.content.try_into().expect("a day"));
    assert_eq!(format!("{year:04}-{month:02}-{day:02}"), reviewed);
    let (exit, said) = verify(&own);
    assert!(exit == 0 && said.starts_with("tự khai: nhan-ra-lua-dao, 2/2"), "{said}");
    assert!(
        said.contains(&format!("bản ngày {reviewed}")) && said.contains("Nguyễn Thị Lành, Tổ may 3"),
        "{said}"
    );

    let session = meeting("lan.key", LESSON);
    let confirmed = phone.make(&format!("Mã buổi nay đây ạ: {session} nhé")).await;
    phone.browser.sees("[data-completion-worth]", "Tổ may 3").await;
    let (exit, said) = verify(&confirmed);
    assert!(
        exit == 0 && said.starts_with("có xác nhận (Trần Thị Lan, Tổ may 3)"),
        "{said}"
    );

    counted(&confirmed, &read);
    seen_by_officers(&phone, &own, &confirmed).await;
    phone.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_forged_is_refused_by_command_and_page_for_the_same_reason() {
    let decoded = |key: &str, lesson: &str| SignedSession::decode(&meeting(key, lesson)).expect("a meeting");
    let good = decoded("lan.key", LESSON);
    let completion = |session: Option<SignedSession>| Completion {
        holder: 7,
        is_course: false,
        lesson: LESSON.to_owned(),
        content: 20_781,
        right: 2,
        questions: 2,
        day: good.session.from,
        name: None,
        unit: None,
        session,
    };
    let code = |completion: Completion| completion.encode().expect("sound");
    let mut elsewhere = good.clone();
    elsewhere.session.place = "Tổ may 4".to_owned();
    let own = code(completion(None));
    let later = Completion {
        day: good.session.from + 1,
        ..completion(Some(good.clone()))
    };
    let changed = own.replacen(own.chars().nth(9).expect("long"), "_", 1);
    let phone = Phone::new("forged").await;
    phone.open(CHECK).await;
    for (name, words, bad) in [
        (
            "forged-session",
            "không phải của cán bộ",
            code(completion(Some(elsewhere))),
        ),
        (
            "unknown-key",
            "khóa mà cổng không công bố",
            code(completion(Some(decoded("stranger.key", LESSON)))),
        ),
        (
            "other-lesson",
            "không có bài này",
            code(completion(Some(decoded("lan.key", OTHER_LESSON)))),
        ),
        ("other-day", "nằm ngoài những ngày", code(later)),
        ("damaged-code", "bị thiếu hoặc bị đổi", changed),
        ("damaged-code", "bị thiếu hoặc bị đổi", own[..own.len() - 2].to_owned()),
        ("other-version", "phiên bản 9", own.replacen("H1.", "H9.", 1)),
    ] {
        let (exit, said) = verify(&bad);
        assert!(exit == 2 && said.contains(&format!("[{name}]")), "{name}: {said}");
        phone.judge(&bad).await;
        phone.browser.sees("[data-codes-said]", "Không tính: 1.").await;
        phone.browser.sees(".verdicts .refused", words).await;
    }
    phone.judge("Chị ơi em học xong rồi").await;
    phone
        .browser
        .sees("[data-codes-said]", "Không thấy mã học xong nào")
        .await;
    phone.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_that_does_not_fit_makes_no_code_and_says_why() {
    let phone = Phone::new("unfit").await;
    phone.learn(LESSON).await;
    phone.open(RECORD).await;
    let key = path("lan.key");
    let past = [
        "session",
        "new",
        "--key",
        &key,
        "--place",
        "Tổ 1",
        "--lesson",
        LESSON,
        "--day",
        "2026-01-05",
    ];
    let (_, past, _) = run(&past);
    let good = meeting("lan.key", LESSON);
    for (words, named) in [
        (
            past.lines().next().expect("the code").to_owned(),
            "tính từ ngày 05/01/2026",
        ),
        (meeting("lan.key", OTHER_LESSON), "không dành cho bài"),
        (good[..good.len() - 4].to_owned(), "thiếu hoặc bị sửa"),
        (good.replacen("S1.", "S8.", 1), "thuộc đời 8"),
        ("Tổ may 3".to_owned(), "bắt đầu bằng “S1.”"),
    ] {
        phone.paste("[data-completion-meeting]", &words).await;
        phone.browser.click("[data-act=complete]").await;
        phone.browser.sees("[data-completion-said]", named).await;
        assert_eq!(
            phone.browser.count("[data-completion-shown]:not([hidden])").await,
            0,
            "{named}"
        );
    }
    phone.paste("[data-completion-name]", "=1+1").await;
    phone.paste("[data-completion-meeting]", "").await;
    phone.browser.click("[data-act=complete]").await;
    phone.browser.sees("[data-completion-said]", "có dấu lạ").await;
    phone.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_travel_as_pictures() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let phone = Phone::new("pictures").await;
    phone.browser.before_each_page(STANDINS).await;
    phone.learn(LESSON).await;
    phone.open(RECORD).await;

    // The meeting's picture, as `portal session new --html` draws it.
    let (session, page) = (meeting("lan.key", LESSON), folder.path().join("buoi.html"));
    let key = path("lan.key");
    let html = page.to_str().expect("a plain path");
    run(&[
        "session",
        "new",
        "--key",
        &key,
        "--place",
        "Tổ may 3",
        "--lesson",
        LESSON,
        "--html",
        html,
    ]);
    assert!(fs::read_to_string(&page).expect("written").contains("<svg"));
    let own = phone.make("").await;
    let png = folder.path().join("own.png");
    assert_eq!(
        seen_by_a_scanner(&phone.browser, "[data-completion-picture] img", &png).await,
        own
    );
    let in_picture = |texts: serde_json::Value| format!("window.inPicture = {texts}");
    phone.browser.script(&in_picture(json!([session]))).await;
    phone.browser.pick("[data-pick=meeting]", &png).await;
    let is_taken = format!("return document.querySelector('[data-completion-meeting]').value === '{session}'");
    phone.browser.wait_for_script(&is_taken).await;
    phone.browser.click("[data-act=complete]").await;
    phone.browser.sees("[data-completion-worth]", "Tổ may 3").await;
    let confirmed = phone.code().await;
    assert_ne!(confirmed, own);
    let png = folder.path().join("confirmed.png");
    assert_eq!(
        seen_by_a_scanner(&phone.browser, "[data-completion-picture] img", &png).await,
        confirmed
    );

    // The officer picks the pictures.
    phone.open(CHECK).await;
    phone.browser.script(&in_picture(json!([own, confirmed]))).await;
    phone.browser.pick("[data-pick=picture]", &png).await;
    phone
        .browser
        .sees("[data-codes-said]", "Có xác nhận: 1. Tự khai: 1.")
        .await;
    phone.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_travel_as_files_and_through_other_apps() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let phone = Phone::new("files").await;
    phone.browser.before_each_page(STANDINS).await;
    phone.learn(LESSON).await;
    phone.open(RECORD).await;
    let confirmed = phone.make(&meeting("lan.key", LESSON)).await;
    phone.browser.click("[data-do=code-share]").await;
    phone.browser.sees("[data-completion-gone]", "ứng dụng").await;
    assert_eq!(phone.browser.script("return window.given").await, json!([confirmed]));

    phone.browser.save_into(folder.path()).await;
    phone.browser.click("[data-do=code-file]").await;
    phone.browser.sees("[data-completion-gone]", "Đã lưu tệp").await;
    let saved = saved_text(folder.path()).await;
    let (exit, said) = verify(saved.to_str().expect("plain"));
    assert!(exit == 0 && said.starts_with("có xác nhận"), "{said}");

    phone.open(CHECK).await;
    phone.browser.pick("[data-pick=text]", &saved).await;
    phone
        .browser
        .sees("[data-codes-said]", "Có xác nhận: 1. Tự khai: 0.")
        .await;
    phone.close().await;
}
