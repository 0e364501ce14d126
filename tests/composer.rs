//! Writing for the portal in a real Chromium, from the first letter on a phone without a network to the story on the home page.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
    time::Duration,
};

use fantoccini::Locator;
use serde_json::{Value, json};
use tests::{
    browser::{Browser, saved_text},
    copy,
    host::Server,
    plain,
    receiver::Receiver,
    run,
    writer::{PAGE, TODAY, Writer, build, inbox, portal},
};
use tokio::time::sleep;
use wire::{
    draft::{Draft, Kind, MediaType, Photo},
    parts::Parts,
};

/// A portal that no address takes drafts for, built once.
fn dist() -> PathBuf {
    static BUILT: OnceLock<tempfile::TempDir> = OnceLock::new();
    BUILT.get_or_init(|| portal(None)).path().join("dist")
}

const CAMERA: &str = "Hang May Anh 9000";

/// A photo as phones write it: with the camera's name, turned by a quarter, and the place where it was taken.
fn phone_photo(file: &Path, width: u16, height: u16) {
    let mut points = Vec::new();
    for y in 0..u32::from(height) {
        for x in 0..u32::from(width) {
            let grain = (x * 7 + y * 13) % 31;
            let left = u32::from(x < u32::from(width) / 2) * 180;
            points.extend(
                [left + grain, 40 + grain, 90 + y * 90 / u32::from(height)]
                    .map(|part| u8::try_from(part).expect("a colour")),
            );
        }
    }
    let mut plain = Vec::new();
    jpeg_encoder::Encoder::new(&mut plain, 95)
        .encode(&points, width, height, jpeg_encoder::ColorType::Rgb)
        .expect("memory takes all");
    let exif = tests::exif::exif(CAMERA);
    let mut bytes = plain[..2].to_vec();
    bytes.extend([0xff, 0xe1]);
    bytes.extend(u16::try_from(exif.len() + 2).expect("short").to_be_bytes());
    bytes.extend(exif);
    bytes.extend(&plain[2..]);
    fs::write(file, bytes).expect("writable");
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

fn joined(parts: &[String]) -> Draft {
    let mut read = Parts::default();
    for part in parts {
        read.add(part).expect("a part");
    }
    Draft::decode(&read.joined().expect("all parts")).expect("a draft")
}

/// What a camera reads from the pictures on the page.
async fn photographed(browser: &Browser) -> Vec<String> {
    browser.text("[data-codes] figure").await;
    let pictures = browser.client.find_all(Locator::Css("[data-codes] img")).await;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut texts = Vec::new();
    for (number, picture) in pictures.expect("found").iter().enumerate() {
        let file = folder.path().join(format!("{number}.png"));
        fs::write(&file, picture.screenshot().await.expect("it is drawn")).expect("writable");
        let read = Command::new("zbarimg").args(["--quiet", "--raw"]).arg(&file).output();
        let read = read.expect("zbarimg runs; install it with: apt-get install zbar-tools");
        texts.push(String::from_utf8(read.stdout).expect("letters"));
    }
    texts
}

fn taken(report: &Value) -> &[Value] {
    report["taken"].as_array().expect("a list")
}

const TITLE: &str = "Một đêm máy hỏng giữa ca";
const TEXT: &str = "Hôm ấy máy hỏng giữa ca, cả chuyền ngồi đợi.\nChị Hoa kể chuyện quê, ai cũng cười.\n\nĐến khi máy chạy lại thì đã quen nhau.";

#[tokio::test(flavor = "multi_thread")]
async fn a_story_with_a_photo_goes_from_a_phone_without_network_to_the_home_page_and_is_replied_to() {
    let receiver = Receiver::start().await;
    let folder = portal(Some(&receiver.address()));
    let downloads = tempfile::tempdir().expect("a temporary folder");
    let photo = downloads.path().join("anh-may.jpg");
    phone_photo(&photo, 2400, 1600);
    assert!(holds(&fs::read(&photo).expect("readable"), CAMERA.as_bytes()));

    // Opened once with a network, then without.
    let mut writer = Writer::open("whole", folder.path().join("dist")).await;
    writer.browser.keeps(PAGE).await;
    writer.reload().await;
    writer.server.go_away();
    writer.offline(true).await;
    writer.reload().await;
    writer.browser.sees(".saved-copy", "bản lưu ngày").await;
    writer.write("story", TITLE, TEXT).await;
    writer.pick(&photo).await;
    writer.browser.sees("[data-photo-said]", "Đã thêm ảnh").await;
    writer.browser.click("[data-act=review]").await;
    writer.browser.sees("[data-faults]", "người trong ảnh").await;
    writer.tick("people").await;
    writer.review().await;
    writer.browser.sees("[data-shown-title]", TITLE).await;
    writer.browser.sees("[data-shown-text]", "Chị Hoa kể chuyện quê").await;
    writer.browser.sees("[data-size]", "không xếp vừa tin nhắn").await;
    assert!(!writer.shows("[data-pictures]").await && !writer.shows("[data-messages]").await);
    assert!(
        !writer.shows("[data-shown-credit]").await,
        "no name unless she asks for it"
    );

    // As text, and as a file.
    let parts = writer.parts().await;
    let draft = joined(&parts);
    assert_eq!(draft.kind, Kind::Story);
    is_small_and_tells_nothing(&draft.photos[0]);
    writer.browser.save_into(downloads.path()).await;
    writer.browser.click("[data-do=file]").await;
    writer.browser.sees("[data-said]", "Đã lưu tệp").await;
    let file = fs::read_to_string(saved_text(downloads.path()).await).expect("readable");

    // By itself, once there is a network.
    writer.browser.click("[data-act=post]").await;
    writer.browser.sees("[data-desk]", "đang chờ mạng").await;
    assert_eq!(receiver.kept().asked.len(), 0);
    writer.server.come_back().await;
    writer.offline(false).await;
    writer.browser.sees("[data-desk]", "công đoàn đã nhận").await;
    assert_eq!(receiver.kept().texts.len(), 1);

    let id = arrives_once(folder.path(), &draft, &receiver.export(), [parts.join("\n"), file]);
    let page = accept(folder.path(), &id);
    writer.server.host().folder = build(folder.path(), "dist-2");
    writer.go("").await;
    writer.browser.sees("main", TITLE).await;
    let published = fs::read(folder.path().join("dist-2").join(&page).join("index.html")).expect("published");
    assert!(holds(&published, b"<picture>"), "with its photo");

    reply(&writer, folder.path(), &page).await;
    let said = writer.browser.console().await;
    let said: Vec<&String> = said.iter().filter(|line| !line.contains("ERR_")).collect();
    assert!(said.is_empty(), "{said:#?}");
    writer.browser.close().await;
}

/// A photo as it was sent: drawn anew, upright, without what the camera wrote.
fn is_small_and_tells_nothing(sent: &Photo) {
    assert_eq!(sent.media_type, MediaType::Jpeg);
    assert!(sent.bytes.len() <= 150_000, "{} bytes", sent.bytes.len());
    for tells in [CAMERA.as_bytes(), b"Exif", b"GPS"] {
        assert!(!holds(&sent.bytes, tells), "the photo tells");
    }
    let mut picture = zune_jpeg::JpegDecoder::new(zune_core::bytestream::ZCursor::new(&sent.bytes[..]));
    picture.decode_headers().expect("a picture");
    let size = picture.dimensions().expect("a size");
    assert!(size.1 > size.0 && size.1 <= 1280, "upright and small: {size:?}");
}

/// However a draft came, it is one: taken from what the server kept, known again as text and as a file. Gives its number.
fn arrives_once(folder: &Path, draft: &Draft, exported: &str, copies: [String; 2]) -> String {
    let report = inbox(folder, "gui.jsonl", exported);
    assert_eq!(taken(&report).len(), 1, "{report:#}");
    let id = taken(&report)[0]["id"].as_str().expect("a number").to_owned();
    assert_eq!(
        (id.as_str(), &taken(&report)[0]["flags"]),
        (format!("{:016x}", draft.id).as_str(), &json!([]))
    );
    for (name, text) in ["chu.txt", "tep.txt"].into_iter().zip(copies) {
        let report = inbox(folder, name, &text);
        assert_eq!(
            (taken(&report).len(), &report["skipped"][0]["outcome"]),
            (0, &json!("duplicate")),
            "{report:#}"
        );
    }
    id
}

/// Accepts, checks; gives the address of the story.
fn accept(folder: &Path, id: &str) -> String {
    let place = ["--root", plain(folder), "--today", TODAY];
    let arguments = ["inbox", "--accept-to", "content/story/", "--format", "json", id];
    let (code, output, errors) = run(&[&arguments, &place[..]].concat());
    assert_eq!(code, 0, "{errors}");
    let accepted: Value = serde_json::from_str(&output).expect("JSON");
    let path = accepted[0]["accepted"].as_str().expect("a path");
    let story = fs::read_to_string(folder.join(path)).expect("readable");
    // What every editor does: say what is in the picture.
    let described = story.replace("![Ảnh 1 của bài Một đêm máy hỏng giữa ca]", "![Hai nửa màu]");
    fs::write(folder.join(path), described).expect("writable");
    let (code, output, errors) = run(&[&["check"], &place[..]].concat());
    assert_eq!(code, 0, "{output}{errors}");
    path.replace("content/story/", "chuyen/").replace(".md", "/")
}

/// Replies to a story, by pictures.
async fn reply(writer: &Writer, folder: &Path, page: &str) {
    writer.go(page).await;
    writer.browser.click(".share a.plain").await;
    writer.browser.text(".compose[data-ready]").await;
    writer.browser.sees("[data-replying]", TITLE).await;
    writer
        .write(
            "reply",
            "",
            "Tổ mình hôm ấy cũng thế, cảm ơn bạn đã kể lại cho mọi người cùng đọc.",
        )
        .await;
    writer.review().await;
    writer.browser.sees("[data-size]", "tin").await;
    writer.browser.click("[data-pictures] summary").await;
    let texts = photographed(&writer.browser).await;
    let draft = joined(&texts);
    assert_eq!((draft.kind, draft.reply_to.as_deref()), (Kind::Reply, Some(page)));
    let report = inbox(folder, "chup.txt", &texts.concat());
    assert_eq!(taken(&report)[0]["kind"], "reply", "{report:#}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_survives_a_reload_a_killed_browser_and_another_draft() {
    let writer = Writer::open("survives", dist()).await;
    writer.write("poem", "Thơ ca ba", "Đêm nay trăng sáng quá ").await;
    writer.reload().await;
    let value = |name: &str| format!("return document.querySelector('[data-field={name}]').value");
    let read = async |writer: &Writer, name: &str| writer.browser.script(&value(name)).await;
    assert_eq!(read(&writer, "text").await, json!("Đêm nay trăng sáng quá "));
    writer.browser.click("[data-act=new]").await;
    assert_eq!(read(&writer, "text").await, json!(""));
    writer.browser.type_into("[data-field=text]", "Mẹo gấp áo").await;
    writer.browser.sees("[data-desk]", "Thơ ca ba").await;
    writer.browser.sees("[data-desk]", "Mẹo gấp áo").await;
    let address = writer.server.address(PAGE);
    // Chromium writes its storage to disk some seconds later.
    sleep(Duration::from_secs(7)).await;
    let Writer { browser, server } = writer;
    let profile = browser.kill().await;
    let writer = Writer {
        browser: Browser::with_profile(profile, json!({})).await,
        server,
    };
    writer.browser.go(&address).await;
    writer.browser.text(".compose[data-ready]").await;
    assert_eq!(read(&writer, "text").await, json!("Mẹo gấp áo"));
    writer.browser.click("[data-desk] [data-act=open]").await;
    assert_eq!(
        (read(&writer, "title").await, read(&writer, "kind").await),
        (json!("Thơ ca ba"), json!("poem"))
    );
    assert_eq!(
        writer
            .browser
            .script("return document.querySelector('[data-box=own]').checked")
            .await,
        json!(true)
    );
    // Deleted at the second press, and only that one.
    let press = "document.querySelector('main .draft:last-child [data-act=delete]').click()";
    writer.browser.script(press).await;
    writer.browser.sees("[data-desk]", "Xóa thật").await;
    writer.browser.script(press).await;
    writer.browser.sees("[data-list-said]", "Đã xóa").await;
    assert_eq!(
        writer
            .keys()
            .await
            .iter()
            .filter(|key| key.starts_with("portal.draft."))
            .count(),
        1
    );
    writer.browser.close().await;
}

/// Fills the storage to the last letter.
const FILL: &str = "let size = 1 << 20; let at = 0; while (size) { try { localStorage.setItem(`fill.${at}`, 'x'.repeat(size)); at += 1; } catch { size >>= 1; } }";

#[tokio::test(flavor = "multi_thread")]
async fn a_full_storage_is_named_and_nothing_typed_is_lost() {
    let writer = Writer::open("full", dist()).await;
    writer.write("story", "Chuyện", "Trước khi đầy.").await;
    writer.browser.script(FILL).await;
    writer.browser.type_into("[data-field=text]", " Sau khi đầy.").await;
    writer.browser.sees("[data-notice]", "hết chỗ giữ bài").await;
    assert_eq!(
        writer
            .browser
            .script("return document.querySelector('.compose').dataset.unsaved")
            .await,
        json!("1")
    );
    // It can still be sent.
    writer.review().await;
    assert_eq!(joined(&writer.parts().await).text, "Trước khi đầy. Sau khi đầy.");
    // With room again the next letter keeps all.
    writer
        .browser
        .script("Object.keys(localStorage).filter((key) => key.startsWith('fill.')).forEach((key) => localStorage.removeItem(key))")
        .await;
    writer.browser.type_into("[data-field=text]", " Có chỗ rồi.").await;
    writer.browser.sees("[data-kept]", "Đã giữ trong máy").await;
    assert!(!writer.shows("[data-notice]").await);
    writer.reload().await;
    let text = writer
        .browser
        .script("return document.querySelector('[data-field=text]').value")
        .await;
    assert_eq!(text, json!("Trước khi đầy. Sau khi đầy. Có chỗ rồi."));
    // What cannot be read stays, and is told.
    writer
        .browser
        .script("localStorage.setItem('portal.draft.v1.7', 'W1.hỏng')")
        .await;
    writer.reload().await;
    writer
        .browser
        .sees("[data-notice]", "1 bài trong máy không đọc được")
        .await;
    assert!(writer.keys().await.contains(&"portal.draft.v1.7".to_owned()));
    writer.browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_or_private_is_named_before_it_leaves() {
    let writer = Writer::open("named", dist()).await;
    writer.browser.click("[data-act=review]").await;
    for words in ["viết vài lời", "đánh dấu hai ô"] {
        writer.browser.sees("[data-faults]", words).await;
    }
    writer.choose("kind", "clip").await;
    writer.browser.click("[data-act=review]").await;
    writer.browser.sees("[data-faults]", "https://").await;
    writer
        .browser
        .type_into("[data-field=link]", "https://video.example.vn/x")
        .await;
    writer
        .browser
        .type_into("[data-field=text]", "Ai cần gọi em 0912 345 678, thư lan@example.com")
        .await;
    writer.tick("publish").await;
    writer.tick("own").await;
    writer.browser.click("[data-act=review]").await;
    writer.browser.sees("[data-found]", "số điện thoại: 0912 345 678").await;
    writer
        .browser
        .sees("[data-found]", "địa chỉ thư: lan@example.com")
        .await;
    assert!(!writer.shows("[data-do=copy]").await, "first she looks at it");
    writer.browser.click("[data-act=anyway]").await;
    assert!(writer.shows("[data-do=copy]").await);
    let message = writer.browser.attribute("[data-messages] a", "href").await;
    assert!(message.starts_with("sms:0900000000?body=Q1.1."), "{message}");
    let mail = writer.browser.attribute("[data-mail-way]", "href").await;
    assert!(mail.starts_with("mailto:bai@congdoan.example.vn?subject="), "{mail}");
    let draft = joined(&writer.parts().await);
    assert!(
        draft.text.starts_with("https://video.example.vn/x\n\nAi cần"),
        "{}",
        draft.text
    );
    assert_eq!((draft.credit, draft.unit), (None, None));
    // A line of a contest leads here with the contest chosen.
    writer.go("gioi-thieu/").await;
    writer.go("gui-bai/#thi=thi-anh").await;
    let chosen = "return ['kind', 'contest'].map((name) => document.querySelector(`[data-field=${name}]`).value)";
    assert_eq!(writer.browser.script(chosen).await, json!(["contest-entry", "thi-anh"]));
    writer.browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_the_page_says_how_to_send_and_shows_no_dead_control() {
    let off = json!({ "profile.default_content_setting_values.javascript": 2 });
    let browser = Browser::open("writer-plain", off).await;
    let server = Server::start(dist()).await;
    browser.go(&server.address(PAGE)).await;
    let text = browser.text("main").await;
    for words in [
        "Gửi bằng tin nhắn, thư hay gặp mặt",
        "Tôi đồng ý cho cổng đăng bài này",
        "0900 000 000",
    ] {
        assert!(text.contains(words), "“{words}” in {text}");
    }
    let sms = browser.attribute("main a[href^='sms:']", "href").await;
    assert!(sms.starts_with("sms:0900000000?body=B%C3%A0i"), "{sms}");
    let controls = browser
        .client
        .find_all(Locator::Css("main button, main textarea, main input, main select"))
        .await;
    for control in controls.expect("found") {
        assert!(!control.is_displayed().await.expect("known"), "a dead control");
    }
    browser.close().await;
}

#[test]
fn nothing_of_the_page_changes_while_no_address_is_set() {
    let folder = portal(None);
    let with = tempfile::tempdir().expect("a temporary folder");
    copy(folder.path(), with.path());
    let settings = with.path().join("site/site.toml");
    let text = fs::read_to_string(&settings).expect("readable");
    fs::write(&settings, text + "address = \"https://nhan.example.vn:8443/gui?x=1\"\n").expect("writable");
    build(with.path(), "dist");
    let read = |folder: &Path, name: &str| {
        let text = fs::read_to_string(folder.join("dist").join(name)).expect("readable");
        text.replace("&#39;", "'")
    };
    for name in [
        "index.html",
        "gui-bai/index.html",
        "_headers",
        "deploy/nginx.conf",
        "deploy/Caddyfile",
    ] {
        let (before, after) = (read(folder.path(), name), read(with.path(), name));
        assert!(
            before.contains("connect-src 'self';") && !before.contains("nhan.example.vn"),
            "{name}"
        );
        assert!(
            after.contains("connect-src 'self' https://nhan.example.vn:8443;"),
            "{name}"
        );
        assert_eq!(before.matches("data-post").count(), 0, "{name}");
    }
}
