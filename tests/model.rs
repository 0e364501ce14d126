//! What the content model promises is on the pages: every part of a lesson, translations, the dates of contests and events.

use std::fs;

use fantoccini::key::Key;
use serde_json::json;
use tests::{add_client, browser::Browser, preview::Preview, repository, run, small_portal, write};

/// The small portal of the checks, with a lesson that has everything.
fn portal() -> tempfile::TempDir {
    let folder = small_portal();
    let media = repository().join("tests/checks/captions-too-long/content/media");
    fs::copy(media.join("bai.mp4"), folder.path().join("content/media/bai.mp4")).expect("a file can be copied");
    write(folder.path(), "content/media/mau-don.txt", "Mẫu đơn\n");
    let sound = repository().join("tests/sound/bai.mp3");
    fs::copy(sound, folder.path().join("content/media/bai.mp3")).expect("a file can be copied");
    write(
        folder.path(),
        "content/lesson/bai-hai.md",
        "---\ntitle: Bài học thứ hai\nsummary: Bài học này có đủ mọi phần.\ncourse: khoa-thu\norder: 2\nduration: \"3:00\"\n\
         objectives:\n  - Viết được đơn\nvideo: ../media/bai.mp4\nsound: ../media/bai.mp3\ncaptions: ../media/phu-de.vtt\nposter: ../media/anh.png\n\
         chapters:\n  - at: \"0:00\"\n    title: Mở đầu\n  - at: \"0:02\"\n    title: Phần sau\n\
         attachments:\n  - file: ../media/mau-don.txt\n    title: Mẫu đơn để điền\nreviewed: 2026-11-24\n\
         quiz:\n  - question: Thử gì?\n    choices:\n      - text: Thử máy\n        correct: true\n        reason: Vì đây là bài thử.\n\
         \x20     - text: Thử người\n        reason: Không phải.\n    law: Luật thử nghiệm, Điều 1\n---\nNội dung bài thứ hai.\n",
    );
    write(
        folder.path(),
        "content/page/introduction.md",
        "---\ntitle: About this portal\nlang: en\ntranslation_of: gioi-thieu.md\n---\nThis is about [the portal](gioi-thieu.md).\n",
    );
    let original = folder.path().join("content/page/gioi-thieu.md");
    let text = fs::read_to_string(&original).expect("readable");
    fs::write(original, format!("{text}\nXem [bản tiếng Anh](introduction.md).\n")).expect("writable");
    folder
}

fn built(folder: &tempfile::TempDir, today: &str) -> impl Fn(&str) -> String + use<> {
    let out = folder.path().join("dist");
    let root = folder.path().to_str().expect("plain");
    let arguments = ["build", "--no-client", "--root", root, "--today", today, "--out"];
    let (code, _, errors) = run(&[&arguments[..], &[out.to_str().expect("plain")]].concat());
    assert_eq!(code, 0, "{errors}");
    move |page: &str| fs::read_to_string(out.join(page).join("index.html")).unwrap_or_default()
}

fn holds(page: &str, words: &[&str]) {
    for word in words {
        assert!(page.contains(word), "no {word} in:\n{page}");
    }
}

#[test]
fn a_lesson_shows_video_chapters_words_attachments_and_reasons() {
    let folder = portal();
    let page = built(&folder, "2026-11-24")("bai-hoc/bai-hai");
    holds(
        &page,
        &[
            "Viết được đơn",
            "kind=\"captions\"",
            "#t=2\" data-seek=\"2\"><span class=\"time\">0:02</span> Phần sau",
            // The captions' words serve as the transcript.
            "<summary>Lời trong video</summary>",
            "data-seek=\"0\">0:00</a> Xin chào Mời bạn học</p>",
            // To listen alone, with its bytes.
            "<strong>Bản chỉ nghe, 9 KB.</strong>",
            "download><span>Mẫu đơn để điền</span>",
            "Vì đây là bài thử.",
            "Luật thử nghiệm, Điều 1",
        ],
    );
}

/// Puts a question of each newer kind into the second lesson: several choices, steps, a number.
fn ask_in_three_ways(folder: &tempfile::TempDir) {
    let lesson = folder.path().join("content/lesson/bai-hai.md");
    let text = fs::read_to_string(&lesson).expect("readable");
    let quiz = "quiz:\n  - question: Những gì là của lớp?\n    choices:\n      - {text: Bàn, correct: true, reason: Lớp mua.}\n\
                \x20     - {text: Ghế, correct: true, reason: Lớp đóng.}\n      - {text: Áo, reason: Của bạn.}\n\
                \x20 - question: Làm gì trước?\n    steps:\n      - {text: Mở cửa, reason: Vào đã.}\n\
                \x20     - {text: Bật đèn, reason: Để thấy.}\n      - {text: Ngồi học, reason: Thấy thì học.}\n\
                \x20 - question: Bao nhiêu phần trăm?\n    number: 10,5\n    unit: \"%\"\n    reason: Ba khoản cộng lại.\n\
                \x20   mistakes:\n      - {number: 8, reason: Mới một khoản.}\n";
    let (before, after) = text.split_once("quiz:\n").expect("a quiz");
    let body = after.find("---\n").expect("a body");
    fs::write(&lesson, [before, quiz, &after[body..]].concat()).expect("writable");
}

#[test]
fn each_kind_of_question_is_asked_and_answered_without_scripts() {
    let folder = portal();
    ask_in_three_ways(&folder);
    let page = built(&folder, "2026-11-24")("bai-hoc/bai-hai");
    holds(
        &page,
        &[
            "data-kind=\"several\"",
            "type=\"checkbox\"",
            "data-answer=\"0,1\"",
            "data-kind=\"order\"",
            "data-kind=\"number\"",
            "data-answer=\"10500\"",
            "<strong>10,5 %</strong>: <span data-reason-text>Ba khoản cộng lại.</span>",
            "data-reason=\"8000\"",
            // Right order, behind “Xem đáp án”.
            "<strong>Mở cửa</strong>",
        ],
    );
    let order = page.split("data-kind=\"order\"").nth(1).expect("the steps");
    let (shown, answer) = order.split_once("<details").expect("the answer");
    let places = |text: &str| ["Mở cửa", "Bật đèn", "Ngồi học"].map(|step| text.find(step).expect("the step"));
    assert!(!places(shown).is_sorted(), "{shown}");
    assert!(places(answer).is_sorted(), "{answer}");
}

#[test]
fn translations_lead_to_one_another_and_name_their_language() {
    let folder = portal();
    let page = built(&folder, "2026-11-24");
    let english = page("introduction");
    holds(
        &english,
        &[
            "<main id=\"khung-chinh\" tabindex=\"-1\" lang=\"en\">",
            "hreflang=\"vi\">Giới thiệu cổng</a>",
        ],
    );
    holds(
        &page("gioi-thieu"),
        &["lang=\"en\" hreflang=\"en\">About this portal</a>"],
    );
}

#[test]
fn a_contest_and_an_event_say_when_and_end_by_themselves() {
    let folder = portal();
    let page = built(&folder, "2026-11-24");
    holds(
        &page("cuoc-thi/thi-anh"),
        &[
            "<dt>Hạn cuối</dt><dd>31/12/2026</dd>",
            "Nhận bài đến hết ngày 31/12/2026.",
        ],
    );
    holds(&page("su-kien/hoi-thao"), &["<dt>Nơi</dt><dd>Sân bóng cổng số 2</dd>"]);
    holds(&page(""), &["Sắp diễn ra", "Hội thao cuối năm", "Thông báo thử máy"]);

    let page = built(&folder, "2027-01-02");
    holds(&page("cuoc-thi/thi-anh"), &["Cuộc thi đã đóng sau ngày 31/12/2026."]);
    assert!(!page("").contains("Thi ảnh bữa cơm ca"));
    assert_eq!(page("cuoc-thi"), "", "an empty list has no page");
}

#[test]
fn a_lesson_that_is_over_stays_in_its_course_with_a_mark_and_leads_nobody_on() {
    let folder = portal();
    let lesson = |name: &str| folder.path().join(format!("content/lesson/{name}.md"));
    let second = fs::read_to_string(lesson("bai-hai")).expect("readable");
    let first = fs::read_to_string(lesson("bai-mot")).expect("readable");
    let third = first.replace("Bài học thứ nhất", "Bài học thứ ba");
    fs::write(lesson("bai-ba"), third.replace("order: 1", "order: 3")).expect("writable");
    fs::write(
        lesson("bai-hai"),
        second.replace("order: 2", "order: 2\nexpires: 2026-12-31"),
    )
    .expect("writable");

    // On the day of the build it holds; the reader's day may be a later one.
    let page = built(&folder, "2026-11-24");
    holds(
        &page("khoa-hoc/khoa-thu"),
        &["data-lesson=\"bai-hai\" data-until=\"2026-12-31\"><strong class=\"tag\" data-when=\"over\" hidden>"],
    );
    holds(
        &page("bai-hoc/bai-mot"),
        &["<a rel=\"next\" class=\"next\" data-until=\"2026-12-31\" data-listed href=\"../../bai-hoc/bai-hai/\">"],
    );

    let page = built(&folder, "2027-01-01");
    holds(
        &page("khoa-hoc/khoa-thu"),
        &["data-lesson=\"bai-hai\" class=\"expired\"><strong class=\"tag\" data-when=\"over\">Đã cũ</strong>"],
    );
    holds(
        &page("bai-hoc/bai-mot"),
        &["<a rel=\"next\" class=\"next\" href=\"../../bai-hoc/bai-ba/\">"],
    );
    holds(
        &page("bai-hoc/bai-ba"),
        &["<a rel=\"prev\" class=\"previous\" href=\"../../bai-hoc/bai-mot/\">"],
    );
}

#[test]
fn questions_of_one_file_have_pages_of_their_own() {
    let folder = portal();
    let page = built(&folder, "2026-11-24");
    holds(
        &page("hoi-dap/bang-luong"),
        &[
            "<h1>Bảng lương không rõ thì làm gì?</h1>",
            "Luật thử nghiệm 1/2020/QH14",
        ],
    );
    let other = page("hoi-dap/tra-luong-cham-thi-hoi-ai");
    holds(&other, &["<li>lương về trễ</li>", "Bạn hỏi tổ trưởng công đoàn trước."]);
    assert!(!other.contains("Bảng lương không rõ thì làm gì?</h1>"));
    holds(
        &page("hoi-dap"),
        &["Trả lương chậm thì hỏi ai?", "Bảng lương không rõ thì làm gì?"],
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chapter_moves_the_video_on_the_page() {
    let folder = portal();
    add_client(folder.path());
    let preview = Preview::start(&["serve", "--root", folder.path().to_str().expect("plain")]);
    let browser = Browser::open("chapters", json!({})).await;
    browser.go(&preview.address("/bai-hoc/bai-hai/")).await;
    browser.text("article").await;
    browser.click("a[data-seek='2']").await;
    let mut at = json!(null);
    for _ in 0..100 {
        at = browser
            .script("return document.querySelector('video').currentTime")
            .await;
        if at.as_f64().is_some_and(|at| at >= 1.9) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert!(at.as_f64().is_some_and(|at| at >= 1.9), "the video stands at {at}");
    let address = browser.address(|_| true).await;
    assert!(address.ends_with("/bai-hoc/bai-hai/"), "the page stays: {address}");
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_kind_of_question_is_marked_explained_and_kept() {
    let folder = portal();
    ask_in_three_ways(&folder);
    add_client(folder.path());
    let preview = Preview::start(&["serve", "--root", folder.path().to_str().expect("plain")]);
    let browser = Browser::open("quiz", json!({})).await;
    let lesson = preview.address("/bai-hoc/bai-hai/");
    browser.go(&lesson).await;
    browser.come_to_questions().await;

    // Several: one of two right ones is not enough.
    browser.click("[data-kind=several] input[value='0']").await;
    browser.click("[data-kind=several] [data-check] button").await;
    browser
        .sees(
            "[data-kind=several] .quiz-feedback",
            "Chưa đúng. Bàn: Lớp mua. Còn câu đúng",
        )
        .await;
    browser.click("[data-kind=several] input[value='1']").await;
    browser.click("[data-kind=several] [data-check] button").await;
    browser
        .sees(
            "[data-kind=several] .quiz-feedback",
            "Đúng. Bàn: Lớp mua. Ghế: Lớp đóng.",
        )
        .await;

    // Order: by buttons alone, as many presses as it takes.
    browser.click("[data-kind=order] [data-check] button").await;
    browser
        .sees("[data-kind=order] .quiz-feedback", "Chưa đúng. Việc thứ")
        .await;
    for (place, step) in ["Mở cửa", "Bật đèn", "Ngồi học"].into_iter().enumerate() {
        let up = format!(
            "const steps = [...document.querySelectorAll('[data-step]')]; \
             const at = steps.findIndex((step) => step.textContent.includes('{step}')); \
             for (let more = at - {place}; more > 0; more -= 1) steps[at].querySelector('[data-move=up]').click()"
        );
        browser.script(&up).await;
    }
    browser.click("[data-kind=order] [data-check] button").await;
    browser.sees("[data-kind=order] .quiz-feedback", "Đúng.").await;

    // A number: a usual mistake is explained; comma and Enter as on a phone.
    browser.type_into("[data-kind=number] input", "8").await;
    browser.click("[data-kind=number] [data-check] button").await;
    browser
        .sees("[data-kind=number] .quiz-feedback", "Chưa đúng. Mới một khoản.")
        .await;
    browser
        .script("document.querySelector('[data-kind=number] input').value = ''")
        .await;
    browser
        .type_into("[data-kind=number] input", &format!("10,5{}", char::from(Key::Enter)))
        .await;
    browser
        .sees("[data-kind=number] .quiz-feedback", "Đúng. Ba khoản cộng lại.")
        .await;
    browser.read_to_end().await;
    browser.sees("[data-lesson-status]", "Đã học xong").await;

    browser.client.refresh().await.expect("reloads");
    browser.sees("[data-kind=order] .quiz-feedback", "Đúng.").await;
    assert_eq!(browser.count("[data-kind=several] input:checked").await, 2);
    let number = "return document.querySelector('[data-kind=number] input').value";
    assert_eq!(browser.script(number).await, json!("10,5"));
    let first = "return document.querySelector('[data-step] span').textContent";
    assert_eq!(browser.script(first).await, json!("Mở cửa"));
    browser.close().await;
}
