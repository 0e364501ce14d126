//! What an editor decides: accepted, declined, forgotten.

use std::{fs, path::PathBuf};

use serde_json::Value;
use tests::files;
use wire::draft::{Draft, Kind};

use super::{ID, Portal, draft, flags, text, with_picture};

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

/// What became of everything that was not taken, in its order.
fn outcomes(report: &Value) -> Vec<&str> {
    let skipped = report["skipped"].as_array().expect("a list").iter();
    skipped
        .map(|skipped| skipped["outcome"].as_str().expect("a word"))
        .collect()
}

#[test]
fn what_is_declined_keeps_its_reason_and_is_not_taken_again() {
    let portal = Portal::new();
    let draft = draft(
        0xa1,
        "Cách giữ tay không đau",
        "Giữa giờ xoay cổ tay mười cái mỗi bên, thở đều, uống ngụm nước.",
    );
    portal.arrives("mot.txt", draft.messages(900).expect("sound").join("\n"));
    portal.take();
    assert_eq!(
        portal.command(&["inbox", "--decline", ID]).0,
        3,
        "a reason is asked for"
    );
    let (code, _, errors) = portal.command(&["inbox", "--decline", ID, "--reason", "Đã có bài như vậy"]);
    assert_eq!(code, 0, "{errors}");
    let record = portal.read(&format!("content/inbox/records/{ID}.json"));
    assert!(record.contains("Đã có bài như vậy"), "{record}");
    assert!(!portal.path(&format!("content/inbox/{ID}.md")).exists());
    assert_eq!(outcomes(&portal.take()), ["declined"]);
}

#[test]
fn what_is_forgotten_leaves_no_word_and_is_not_taken_again() {
    let portal = Portal::new();
    portal.arrives("mot.txt", with_picture().messages(90_000).expect("sound").join("\n"));
    portal.take();
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
    assert_eq!(outcomes(&portal.take()), ["forgotten"]);
    // Nor under another number.
    let again = Draft {
        id: 0xa9,
        ..with_picture()
    };
    portal.arrives("mot.txt", again.messages(90_000).expect("sound").join("\n"));
    assert_eq!(outcomes(&portal.take()), ["forgotten"]);
    assert_eq!(portal.read(&format!("content/inbox/records/{ID}.json")), tombstone);
    assert_eq!(portal.build().0, 0);
    let (code, _, errors) = portal.command(&["forget", "../../site"]);
    assert_eq!((code, errors.contains("16 chữ số")), (3, true), "{errors}");
}

/// A photo, thanks, an entry and a reply, with the numbers from [`ID`] on.
fn other_kinds() -> [Draft; 4] {
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
    [photo, thanks, entry, reply]
}

/// What else members send becomes what it is: its form, its contest, what it answers.
#[test]
fn photos_thanks_entries_and_replies_are_told_apart_and_find_their_place() {
    let portal = Portal::new();
    let messages = other_kinds().map(|draft| draft.messages(90_000).expect("sound").join("\n"));
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

/// Three that wait, the last with a telephone number, and the page that shows them.
fn reviewed() -> (Portal, PathBuf) {
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
    let page = portal.path("duyet.html");
    let (code, output, errors) = portal.command(&["inbox", text(&portal.path("den")), "--review", text(&page)]);
    assert_eq!(code, 0, "{errors}");
    assert!(output.contains("3 bài đang chờ"), "{output}");
    (portal, page)
}

#[test]
fn a_review_page_is_a_file_by_itself_and_written_over_nothing_else() {
    let (portal, page) = reviewed();
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
    assert_eq!(portal.command(&["inbox", "--accept-to", "content/story/", ID]).0, 0);
    assert_eq!(portal.command(&["inbox", "--review", text(&page)]).0, 0);
    assert!(!portal.read("duyet.html").contains("máy hỏng"));
    let settings = portal.path("site/site.toml");
    let (code, _, errors) = portal.command(&["inbox", "--review", text(&settings)]);
    assert_eq!((code, errors.contains("site.toml")), (1, true), "{errors}");
}

#[test]
fn the_choices_of_a_review_page_are_done_all_or_none() {
    let (portal, _) = reviewed();
    let chosen = portal.path("chon.txt");
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
}
