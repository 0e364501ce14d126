//! What came becomes proposals: once, judged, and never published.

use std::fs;

use tests::{files, run};

use super::{ID, Portal, STORY, draft, flags, picture, text, with_picture};

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
