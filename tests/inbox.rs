//! What members send, from messages to a published page, by the real command: taken once, judged, accepted, declined, forgotten.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;
use tests::{copy, files, repository, run};
use wire::draft::{Consents, Draft, Kind, MediaType, Photo};

/// A small portal and a folder of what came.
struct Portal(tempfile::TempDir);

impl Portal {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        copy(&repository().join("tests/checks/base"), folder.path());
        fs::create_dir(folder.path().join("den")).expect("writable");
        Self(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn arrives(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path("den").join(name);
        fs::write(&path, bytes).expect("writable");
        path.to_str().expect("a plain path").to_owned()
    }

    fn command(&self, arguments: &[&str]) -> (i32, String, String) {
        let root = self.0.path().to_str().expect("a plain path");
        run(&[arguments, &["--root", root, "--today", "2026-11-24"]].concat())
    }

    /// Takes everything that came.
    fn take(&self) -> Value {
        let folder = self.path("den");
        let (code, output, errors) = self.command(&["inbox", text(&folder), "--format", "json"]);
        assert!(code == 0 || code == 2, "{code} {errors}");
        serde_json::from_str(&output).unwrap_or_else(|error| panic!("{error}: {output} {errors}"))
    }

    fn build(&self) -> (i32, String) {
        let out = self.path("dist");
        let (code, _, errors) = self.command(&["build", "--no-client", "--out", text(&out)]);
        (code, errors)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn edit(&self, name: &str, from: &str, to: &str) {
        let before = self.read(name);
        assert!(before.contains(from), "{name} has {from}:\n{before}");
        fs::write(self.path(name), before.replace(from, to)).expect("writable");
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

fn draft(id: u64, title: &str, text: &str) -> Draft {
    Draft {
        id,
        kind: Kind::Story,
        consents: Consents {
            publish: true,
            people: true,
            own: true,
        },
        day: 20_780,
        title: title.to_owned(),
        text: text.to_owned(),
        credit: None,
        unit: None,
        reply_to: None,
        contest: None,
        photos: Vec::new(),
    }
}

fn picture() -> Vec<u8> {
    fs::read(repository().join("content/media/may-2g-va-4g.jpg")).expect("readable")
}

const ID: &str = "00000000000000a1";
const STORY: &str = "Hôm ấy máy hỏng giữa ca, cả chuyền ngồi đợi.\nChị Hoa kể chuyện quê, ai cũng cười.\n\nĐến khi máy chạy lại thì đã quen nhau.";

fn with_picture() -> Draft {
    Draft {
        credit: Some("Chị Lành".to_owned()),
        unit: Some("Tổ may 3".to_owned()),
        photos: vec![Photo {
            media_type: MediaType::Jpeg,
            bytes: picture(),
        }],
        ..draft(0xa1, "Một đêm máy hỏng", STORY)
    }
}

/// Flags of what was taken, by number.
fn flags(report: &Value, id: &str) -> Vec<String> {
    let taken = report["taken"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|taken| taken["id"] == id);
    let taken = taken.unwrap_or_else(|| panic!("{id} was not taken: {report:#}"));
    let codes = taken["flags"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|flag| flag["code"].as_str().expect("a code").to_owned());
    codes.collect()
}

#[test]
fn parts_in_two_chats_and_a_mail_become_one_proposal_and_nothing_is_taken_twice() {
    let portal = Portal::new();
    let messages = with_picture().messages(900).expect("sound");
    assert!(messages.len() > 9, "{}", messages.len());
    let chat = |parts: &[String]| {
        parts
            .iter()
            .rev()
            .map(|part| format!("Lành, 19:03\n> {part}\n\ndạ\n"))
            .collect::<String>()
    };
    portal.arrives("mot.txt", chat(&messages[..4]));
    portal.arrives("hai.txt", chat(&messages[3..8]));
    let rest: String = messages[8..]
        .iter()
        .flat_map(|part| part.as_bytes().chunks(70).chain([&b""[..]]))
        .map(|line| String::from_utf8_lossy(line).into_owned() + "\r\n")
        .collect();
    portal.arrives("ba.eml", format!("From: Lan <lan@example.com>\r\nSubject: bai gui\r\nDate: Mon, 23 Nov 2026 08:00:00 +0700\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nChị ơi em gửi\r\n{rest}"));
    let report = portal.take();
    assert_eq!(report["faults"], serde_json::json!([]), "{report:#}");
    assert_eq!(flags(&report, ID), [""; 0]);
    let proposal = portal.read(&format!("content/inbox/{ID}.md"));
    for expected in [
        "title: \"Một đêm máy hỏng\"\n",
        "author: \"Chị Lành\"\n",
        "consents:\n  - publish\n  - people\n  - own\n",
        "Hôm ấy máy hỏng giữa ca, cả chuyền ngồi đợi.\\\nChị Hoa",
        &format!("({ID}-1.jpg)"),
    ] {
        assert!(proposal.contains(expected), "no {expected} in:\n{proposal}");
    }
    let before = files(&portal.path("content"));
    let report = portal.take();
    assert_eq!(
        (
            report["taken"].as_array().map(Vec::len),
            &report["skipped"][0]["outcome"]
        ),
        (Some(0), &"duplicate".into())
    );
    assert!(before == files(&portal.path("content")), "a second run changes nothing");
    // An editor's words are safe from any later run, whatever it brings.
    portal.edit(
        &format!("content/inbox/{ID}.md"),
        "Một đêm máy hỏng",
        "Đêm máy hỏng ở chuyền 3",
    );
    portal.take();
    assert!(portal.read(&format!("content/inbox/{ID}.md")).contains("chuyền 3"));
}

#[test]
fn the_inbox_is_never_published() {
    let portal = Portal::new();
    portal.arrives("mot.txt", with_picture().messages(90_000).expect("sound").join("\n"));
    portal.take();
    let (code, errors) = portal.build();
    assert_eq!(code, 0, "{errors}");
    for (name, bytes) in files(&portal.path("dist")) {
        let page = String::from_utf8_lossy(&bytes);
        assert!(
            !page.contains("máy hỏng giữa ca") && !name.contains(ID) && !page.contains(ID),
            "{name}"
        );
        assert!(
            !bytes.windows(64).any(|bytes| bytes == &picture()[2000..2064]),
            "{name} has the picture"
        );
    }
    // Nor can a page reach into it.
    let story = portal.read("content/story/chuyen-thu.md");
    fs::write(
        portal.path("content/story/chuyen-thu.md"),
        format!("{story}\n![Ảnh](../inbox/{ID}-1.jpg) [bài](../inbox/{ID}.md)\n"),
    )
    .expect("writable");
    let (code, errors) = portal.build();
    assert_eq!(code, 2);
    assert!(errors.matches("lỗi[broken-link]").count() == 2, "{errors}");
}

#[test]
fn forms_and_mailboxes_are_read_and_names_are_not_taken() {
    let portal = Portal::new();
    portal.arrives(
        "bieu-mau.csv",
        "\u{feff}Dấu thời gian;Họ và tên;Số điện thoại;Tiêu đề;Nội dung bài;Thể loại;Bạn đồng ý cho đăng?;Bài là của tôi;Tên để in\n\
         24/11/2026 8:05:00;Nguyễn Thị Bí Mật;0912345678;Mẹo gấp áo nhanh;\"Gấp đôi tay áo vào trong,\nrồi cuộn từ dưới lên.\";Mẹo;Đồng ý;Có;Chị Hoa\n\
         24/11/2026 9:05:00;Trần Văn Kín;0987654321;Chuyện giờ nghỉ trưa;Gọi em số không chín tám bảy 654 321 để biết thêm chuyện vui giờ nghỉ trưa.;;Không đồng ý;Có;\n",
    );
    portal.arrives(
        "may-chu.jsonl",
        "{\"title\":\"Thơ ca ba\",\"text\":\"Đêm nay trăng sáng quá\\nMáy vẫn chạy đều đều\",\"kind\":\"poem\",\"consents\":[\"publish\",\"own\"],\"id\":\"00000000000000b2\"}\nhỏng\n{\"title\":\"trống\"}\n",
    );
    portal.arrives(
        "thu.mbox",
        "From a@example.com Mon Nov 23 08:00:00 2026\nFrom: Bí Mật <bi.mat@example.com>\nSubject: =?UTF-8?B?UmU6IEPhuqNtIMahbiBjw7RuZyDEkW/DoG4=?=\nDate: Mon, 23 Nov 2026 08:00:00 +0700\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain; charset=utf-8\n\nNhờ chị ở công đoàn mà con tôi được khám bệnh kịp lúc.\n>From trái tim\n-- \nBí Mật\n--x\nContent-Type: image/png; name=../../x.png\nContent-Disposition: attachment; filename=\"../../x.png\"\nContent-Transfer-Encoding: base64\n\nPHN2ZyBvbmxvYWQ9YWxlcnQoMSk+\n--x--\n\nFrom b@example.com Mon Nov 23 09:00:00 2026\nSubject: trong\n\n\n",
    );
    let report = portal.take();
    let taken = report["taken"].as_array().expect("a list");
    let by_title = |title: &str| {
        taken
            .iter()
            .find(|taken| taken["title"] == title)
            .unwrap_or_else(|| panic!("no {title} in {report:#}"))
    };
    let codes = |title: &str| flags(&report, by_title(title)["id"].as_str().expect("a number"));
    assert_eq!(by_title("Mẹo gấp áo nhanh")["kind"], "tip");
    assert_eq!(codes("Mẹo gấp áo nhanh"), [""; 0]);
    assert_eq!(codes("Chuyện giờ nghỉ trưa"), ["consent-missing", "phone-number"]);
    assert_eq!(codes("Thơ ca ba"), [""; 0]);
    assert_eq!(codes("Cảm ơn công đoàn"), ["consent-missing", "not-a-picture"]);
    assert_eq!(taken.len(), 4);
    let faults: Vec<_> = report["faults"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|fault| (&fault["code"], &fault["line"]))
        .collect();
    assert_eq!(faults, [(&"row-unreadable".into(), &2.into())]);
    for (name, bytes) in files(&portal.path("content/inbox")) {
        let written = String::from_utf8_lossy(&bytes);
        for secret in ["Bí Mật", "Văn Kín", "bi.mat", "0912345678", "0987654321"] {
            assert!(!written.contains(secret), "{name} has {secret}");
        }
    }
    let poem = portal.read("content/inbox/00000000000000b2.md");
    assert!(poem.contains("form: poem") && poem.contains("quá\\\nMáy"), "{poem}");
}

#[test]
fn an_accepted_item_is_a_page_with_its_credit_and_its_record() {
    let portal = Portal::new();
    portal.arrives("mot.txt", with_picture().messages(90_000).expect("sound").join("\n"));
    portal.take();
    let (code, output, errors) = portal.command(&["inbox", "--accept-to", "content/story/", ID]);
    assert_eq!(code, 0, "{errors}");
    assert!(output.contains("content/story/mot-dem-may-hong.md"), "{output}");
    let (code, errors) = portal.build();
    assert_eq!(code, 0, "{errors}");
    let page = portal.read("dist/chuyen/mot-dem-may-hong/index.html");
    for expected in [
        "Một đêm máy hỏng",
        "Chị Lành",
        "Tổ may 3",
        "ngồi đợi.<br />\nChị Hoa",
        "<img",
    ] {
        assert!(page.contains(expected), "no {expected} in:\n{page}");
    }
    assert!(portal.path(&format!("content/media/{ID}-1.jpg")).is_file());
    let left: Vec<String> = files(&portal.path("content/inbox")).into_keys().collect();
    assert_eq!(left, [format!("records/{ID}.json")]);
    let record: Value = serde_json::from_str(&portal.read(&format!("content/inbox/records/{ID}.json"))).expect("JSON");
    assert_eq!(
        (&record["state"], &record["decided"], &record["consents"]),
        (
            &"accepted".into(),
            &"2026-11-24".into(),
            &serde_json::json!(["publish", "people", "own"])
        )
    );
    // The same again is known.
    assert_eq!(portal.take()["skipped"][0]["outcome"], "duplicate");
    let (code, _, errors) = portal.command(&["inbox", "--accept-to", "content/story", ID]);
    assert_eq!((code, errors.contains("đã được quyết")), (3, true), "{errors}");
}

#[test]
fn without_consent_or_with_a_telephone_nothing_is_accepted_until_the_editor_mends_it() {
    let portal = Portal::new();
    let mut draft = draft(
        0xa1,
        "Ai cần thì gọi em",
        "Em có mấy bộ sách cũ cho các cháu.\nGọi không chín một hai 345 678 nhé.",
    );
    draft.consents.publish = false;
    draft.unit = Some("Tổ may 3, 0912.345.678".to_owned());
    portal.arrives("mot.txt", draft.messages(900).expect("sound").join("\n"));
    assert_eq!(
        flags(&portal.take(), ID),
        ["consent-missing", "phone-number", "phone-number"]
    );
    let accept = || portal.command(&["inbox", "--accept-to", "content/story/", ID]);
    let (code, _, errors) = accept();
    assert_eq!(code, 2);
    assert!(
        errors.contains("[consent-missing]") && errors.contains("[phone-number]"),
        "{errors}"
    );
    let file = format!("content/inbox/{ID}.md");
    portal.edit(&file, "Gọi không chín một hai 345 678 nhé.", "Gặp em ở tổ may 3 nhé.");
    portal.edit(&file, ", 0912.345.678", "");
    assert_eq!(accept().0, 2);
    portal.edit(&file, "consents:\n", "consents:\n  - publish\n");
    let (code, _, errors) = accept();
    assert_eq!(code, 0, "{errors}");
    assert_eq!(portal.build().0, 0);
    let (code, _, errors) = portal.command(&["inbox", "--accept-to", "content/policy/", ID]);
    assert_eq!((code, errors.contains("content/story/")), (3, true), "{errors}");
}

#[test]
fn what_is_declined_or_forgotten_is_not_taken_again() {
    let portal = Portal::new();
    let other = draft(
        0xa2,
        "Cách giữ tay không đau",
        "Giữa giờ xoay cổ tay mười cái mỗi bên, thở đều, uống ngụm nước.",
    );
    let messages = [
        with_picture().messages(90_000).expect("sound"),
        other.messages(900).expect("sound"),
    ]
    .concat();
    portal.arrives("mot.txt", messages.join("\n"));
    portal.take();
    let (code, _, errors) = portal.command(&[
        "inbox",
        "--decline",
        "00000000000000a2",
        "--reason",
        "Đã có bài như vậy",
    ]);
    assert_eq!(code, 0, "{errors}");
    assert_eq!(
        portal.command(&["inbox", "--decline", ID]).0,
        3,
        "a reason is asked for"
    );
    assert!(
        portal
            .read("content/inbox/records/00000000000000a2.json")
            .contains("Đã có bài như vậy")
    );
    assert!(!portal.path("content/inbox/00000000000000a2.md").exists());
    assert_eq!(portal.command(&["inbox", "--accept-to", "content/story/", ID]).0, 0);
    // The editor gave the story another file name; it is found by its number.
    fs::rename(
        portal.path("content/story/mot-dem-may-hong.md"),
        portal.path("content/story/dem-ay.md"),
    )
    .expect("movable");
    let (code, output, errors) = portal.command(&["forget", ID]);
    assert_eq!(
        (code, output.contains("content/story/dem-ay.md")),
        (0, true),
        "{output} {errors}"
    );
    let tombstone = portal.read(&format!("content/inbox/records/{ID}.json"));
    for (name, bytes) in files(&portal.path("content")) {
        let written = String::from_utf8_lossy(&bytes);
        assert!(
            !written.contains("máy hỏng") && !written.contains("Lành"),
            "{name} still has it"
        );
    }
    assert!(!portal.path(&format!("content/media/{ID}-1.jpg")).exists());
    let outcomes = |report: &Value| -> Vec<String> {
        report["skipped"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|skipped| skipped["outcome"].as_str().expect("a word").to_owned())
            .collect()
    };
    let report = portal.take();
    assert_eq!(outcomes(&report), ["forgotten", "declined"], "{report:#}");
    // Nor under another number.
    portal.arrives(
        "mot.txt",
        Draft {
            id: 0xa9,
            ..with_picture()
        }
        .messages(90_000)
        .expect("sound")
        .join("\n"),
    );
    assert_eq!(outcomes(&portal.take()), ["forgotten"]);
    assert_eq!(portal.read(&format!("content/inbox/records/{ID}.json")), tombstone);
    assert_eq!(portal.build().0, 0);
    let (code, _, errors) = portal.command(&["forget", "../../site"]);
    assert_eq!((code, errors.contains("16 chữ số")), (3, true), "{errors}");
}

#[test]
fn a_borrowed_number_takes_nobodys_place() {
    let portal = Portal::new();
    let first = draft(0xa1, "Một đêm máy hỏng", STORY);
    let forged = draft(
        0xa1,
        "Vay tiền nhanh không thế chấp",
        "Ai cần tiền thì đến cổng sau nhà máy gặp anh Ba, giải quyết trong ngày.",
    );
    portal.arrives(
        "mot.txt",
        [first.messages(9000), forged.messages(9000)]
            .map(|messages| messages.expect("sound").join("\n"))
            .join("\n"),
    );
    let report = portal.take();
    assert_eq!(report["taken"].as_array().map(Vec::len), Some(2), "{report:#}");
    let other = report["taken"][1]["id"].as_str().expect("a number");
    assert_ne!(other, ID);
    assert_eq!(flags(&report, other), ["id-taken"]);
    assert!(portal.read(&format!("content/inbox/{ID}.md")).contains("máy hỏng"));
    // Twice is once, here too.
    assert_eq!(portal.take()["taken"], serde_json::json!([]));
}

#[test]
fn the_table_is_for_people_and_help_has_examples() {
    let portal = Portal::new();
    let evil = draft(
        0xa1,
        "Xin chào các chị em \u{202e}tổ 3",
        "Bài này có đường dẫn https://example.com/x và c\u{43e}ng đoàn.",
    );
    let chat = portal.arrives(
        "mot.txt",
        evil.messages(9000).expect("sound").join("\n") + "\nQ1.1.2.0000000a.0000000b.thiếu",
    );
    let (code, output, errors) = portal.command(&["inbox", &chat]);
    assert_eq!(code, 2, "{errors}");
    for expected in [
        ID,
        "chuyện",
        "hidden-letter",
        "look-alike-letter",
        "member-link",
        "[submission-damaged]",
        "1 bài mới trong content/inbox/",
        "1 chỗ không đọc được",
    ] {
        assert!(output.contains(expected), "no {expected} in:\n{output}");
    }
    assert!(
        !output.contains('\u{1b}') && !output.contains('\u{202e}'),
        "no colours outside a terminal, nothing that steers one"
    );
    let explained = run(&["check", "--explain", "consent-missing"]).1;
    assert!(explained.contains("chưa đồng ý"), "{explained}");
    let help = run(&["inbox", "--help"]).1;
    assert!(
        help.contains("Ví dụ:") && help.contains("--accept-to content/story/"),
        "{help}"
    );
    let nothing = portal.arrives("hai.txt", "chào chị");
    let (code, output, _) = portal.command(&["inbox", &nothing, "--lang", "en"]);
    assert_eq!((code, output.contains("[nothing-found]")), (2, true), "{output}");
    let elsewhere = tempfile::tempdir().expect("a temporary folder");
    assert_eq!(run(&["inbox", &nothing, "--root", text(elsewhere.path())]).0, 3);
}

/// What else members send becomes what it is: its form, its contest, what it answers.
#[test]
fn photos_thanks_entries_and_replies_are_told_apart_and_find_their_place() {
    let portal = Portal::new();
    let photo = Draft {
        kind: Kind::Photo,
        ..with_picture()
    };
    let thanks = Draft {
        kind: Kind::Thanks,
        ..draft(
            0xa2,
            "Cảm ơn tổ trực đêm",
            "Nhờ tổ trực mà tôi kịp về với con, cảm ơn nhiều.",
        )
    };
    let entry = Draft {
        kind: Kind::ContestEntry,
        contest: Some("thi-anh".to_owned()),
        ..draft(
            0xa3,
            "Bữa cơm của tổ cắt",
            "Mâm cơm có canh chua, cả tổ ngồi quanh thùng vải.",
        )
    };
    let reply = Draft {
        kind: Kind::Reply,
        reply_to: Some("chuyen/chuyen-thu/".to_owned()),
        credit: Some("Chị Thơm".to_owned()),
        ..draft(
            0xa4,
            "Tổ em cũng vậy",
            "Tổ em cũng thử máy mới, ồn hơn máy cũ mà nhanh.",
        )
    };
    let messages = [photo, thanks, entry, reply].map(|draft| draft.messages(90_000).expect("sound").join("\n"));
    portal.arrives("mot.txt", messages.join("\n"));
    portal.take();
    let ids = ["a1", "a2", "a3", "a4"].map(|end| format!("00000000000000{end}"));
    for (id, lines) in ids.iter().zip([
        "form: photo\n",
        "form: thanks\n",
        "contest: \"thi-anh\"\n",
        "reply_to: \"/chuyen/chuyen-thu/\"\n",
    ]) {
        let proposal = portal.read(&format!("content/inbox/{id}.md"));
        assert!(proposal.contains(lines), "no {lines} in:\n{proposal}");
    }
    let accept = [
        &["inbox", "--accept-to", "content/story/"][..],
        &ids.each_ref().map(String::as_str),
    ]
    .concat();
    let (code, _, errors) = portal.command(&accept);
    assert_eq!(code, 0, "{errors}");
    let (code, errors) = portal.build();
    assert_eq!(code, 0, "{errors}");
    let parent = portal.read("dist/chuyen/chuyen-thu/index.html");
    assert!(
        parent.contains("Tổ em cũng thử máy mới") && parent.contains("Chị Thơm"),
        "{parent}"
    );
    let own = portal.read("dist/chuyen/to-em-cung-vay/index.html");
    assert!(
        own.contains("Trả lời bài:") && own.contains("href=\"../../chuyen/chuyen-thu/\""),
        "{own}"
    );
    let contest = portal.read("dist/cuoc-thi/thi-anh/index.html");
    assert!(contest.contains("Bữa cơm của tổ cắt"), "{contest}");
    for (wall, title) in [("anh", "Một đêm máy hỏng"), ("loi-cam-on", "Cảm ơn tổ trực đêm")] {
        let page = portal.read(&format!("dist/tuong/{wall}/index.html"));
        assert!(page.contains(title), "{page}");
    }
    // A reply stands below what it answers, and in no list of stories.
    let list = portal.read("dist/chuyen/index.html");
    assert!(
        list.contains("Cảm ơn tổ trực đêm") && !list.contains("Tổ em cũng vậy"),
        "{list}"
    );
}

#[test]
fn what_was_forgotten_is_missed_by_no_later_build_and_its_replies_stand_alone() {
    let portal = Portal::new();
    portal.arrives("mot.txt", with_picture().messages(90_000).expect("sound").join("\n"));
    portal.take();
    assert_eq!(portal.command(&["inbox", "--accept-to", "content/story/", ID]).0, 0);
    let reply = "---\ntitle: Tổ em cũng có đêm như vậy\nsummary: Lời đáp cho một chuyện của tổ may 3.\nform: reply\nreply_to: mot-dem-may-hong.md\npublished: 2026-11-24\n---\nĐọc mà nhớ quá.\n";
    fs::write(portal.path("content/story/dap.md"), reply).expect("writable");
    let (code, errors) = portal.build();
    assert_eq!(code, 0, "{errors}");
    fs::rename(portal.path("dist"), portal.path("truoc")).expect("movable");

    let (code, output, errors) = portal.command(&["forget", ID]);
    assert_eq!(code, 0, "{errors}");
    assert!(output.contains("content/story/dap.md"), "{output}");
    let again = |portal: &Portal| {
        let (out, before) = (portal.path("dist"), portal.path("truoc"));
        let arguments = ["build", "--no-client", "--out", text(&out), "--previous", text(&before)];
        portal.command(&arguments)
    };
    let (code, _, errors) = again(&portal);
    assert_eq!(code, 0, "{errors}");
    assert!(!portal.path("dist/chuyen/mot-dem-may-hong").exists());
    let standing = portal.read("content/story/dap.md");
    assert!(
        standing.contains("form: story\n") && !standing.contains("reply_to"),
        "{standing}"
    );
    assert!(standing.ends_with("---\nĐọc mà nhớ quá.\n"), "{standing}");
    // The tombstone does not say what it forgot.
    let record = portal.read(&format!("content/inbox/records/{ID}.json"));
    assert!(record.contains("\"gone\"") && !record.contains("mot-dem"), "{record}");
    // Any other page is missed as ever.
    fs::remove_file(portal.path("content/story/dap.md")).expect("removable");
    let (code, _, errors) = again(&portal);
    assert_eq!((code, errors.contains("vanished-address")), (2, true), "{errors}");
    assert!(
        errors.contains("/chuyen/dap/") && !errors.contains("mot-dem"),
        "{errors}"
    );
}

#[test]
fn a_review_page_is_a_file_by_itself_and_its_choices_are_done() {
    let portal = Portal::new();
    let other = draft(
        0xa2,
        "Cách giữ tay không đau",
        "Giữa giờ xoay cổ tay mười cái mỗi bên, thở đều.",
    );
    let number = draft(
        0xa3,
        "Ai cần thì gọi em nhé",
        "Em có sách cũ, gọi 0912 345 678 để lấy sách về.",
    );
    let messages = [with_picture(), other, number].map(|draft| draft.messages(90_000).expect("sound").join("\n"));
    portal.arrives("mot.txt", messages.join("\n"));
    let (page, chosen) = (portal.path("duyet.html"), portal.path("chon.txt"));
    let (code, output, errors) = portal.command(&["inbox", text(&portal.path("den")), "--review", text(&page)]);
    assert_eq!(code, 0, "{errors}");
    assert!(output.contains("3 bài đang chờ"), "{output}");
    let html = portal.read("duyet.html");
    for expected in [
        "default-src 'none'; img-src data:; style-src 'sha256-",
        "src=\"data:image/jpeg;base64,",
        "Một đêm máy hỏng",
        "Chị Lành",
        "Có số điện thoại “0912 345 678”.",
        "portal inbox --accept-to content/story/ 00000000000000a1",
        "name=\"00000000000000a3\" value=\"accept\" disabled",
    ] {
        assert!(html.contains(expected), "no {expected} in:\n{html}");
    }
    assert!(!html.contains("<script") && !html.contains("://"), "{html}");

    let decide = |choices: &str| {
        fs::write(&chosen, choices).expect("writable");
        portal.command(&["inbox", "--decisions", text(&chosen)])
    };
    let (code, _, errors) = decide("duyệt hết\n00000000000000a1 decline\n");
    assert_eq!((code, errors.lines().count()), (3, 2), "{errors}");
    let (code, _, errors) = decide("00000000000000a1 accept\n00000000000000b9 accept\n");
    assert_eq!((code, errors.contains("00000000000000b9")), (3, true), "{errors}");
    assert!(
        portal.path("content/inbox/00000000000000a1.md").exists(),
        "nothing was done"
    );
    let address = "file:///home/lan/duyet.html?00000000000000a1=accept&00000000000000a1-why=&00000000000000a2=decline&00000000000000a2-why=%C4%90%C3%A3+c%C3%B3+b%C3%A0i&00000000000000a3=later&00000000000000a3-why=\n";
    let (code, output, errors) = decide(address);
    assert_eq!(code, 0, "{errors}");
    assert!(output.contains("content/story/mot-dem-may-hong.md"), "{output}");
    assert!(
        portal
            .read("content/inbox/records/00000000000000a2.json")
            .contains("\"reason\": \"Đã có bài\"")
    );
    assert!(portal.path("content/inbox/00000000000000a3.md").exists());
    // What cannot be accepted yet stays, and says why.
    let (code, _, errors) = decide("00000000000000a3 accept\n");
    assert_eq!((code, errors.contains("[phone-number]")), (2, true), "{errors}");
    // The page is written anew over itself, and over nothing else.
    assert_eq!(portal.command(&["inbox", "--review", text(&page)]).0, 0);
    assert!(!portal.read("duyet.html").contains("máy hỏng"));
    let settings = portal.path("site/site.toml");
    let (code, _, errors) = portal.command(&["inbox", "--review", text(&settings)]);
    assert_eq!((code, errors.contains("site.toml")), (1, true), "{errors}");
}
