//! Files of other encodings, names and places; media; synonyms; settings.

use crate::{Case, bytes, edit, link, text};

const PAGE: &str = "content/page/gioi-thieu.md";
const SYNONYMS: &str = "content/synonyms.yaml";
const SETTINGS: &str = "site/site.toml";
const TEXT: &str = "---\ntitle: Nghỉ phép năm\n---\nNghỉ phép năm.\n";

fn utf_16(order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    "\u{feff}"
        .encode_utf16()
        .chain(TEXT.encode_utf16())
        .flat_map(order)
        .collect()
}

/// What no program told that it is not UTF-8.
pub(super) fn encodings() -> Vec<Case> {
    let page = |name, bytes_: &[u8], at| bytes(name, "bad-encoding", PAGE, bytes_, at);
    let after = |letters: &[u8]| [b"---\ntitle: Ngh", letters, b" ph\n---\n"].concat();
    vec![
        page("UTF-16, little end first", &utf_16(u16::to_le_bytes), (1, 1)),
        page("UTF-16, big end first", &utf_16(u16::to_be_bytes), (1, 1)),
        page("UTF-16 without a mark", &utf_16(u16::to_le_bytes)[2..], (2, 22)),
        page(
            "UTF-32",
            &TEXT
                .chars()
                .flat_map(|letter| u32::from(letter).to_le_bytes())
                .collect::<Vec<_>>(),
            (2, 44),
        ),
        page("Latin-1", &after(b"\xe9"), (2, 11)),
        page("Windows-1258", &after(b"i\xd2"), (2, 12)),
        page("TCVN3, the letters of .VnTime", &after(b"\xd8"), (2, 11)),
        page("VNI-Windows", &after(b"\xe6"), (2, 11)),
        page("VISCII", &after(b"\xef"), (2, 11)),
        page(
            "a letter cut in two at the end",
            &TEXT.as_bytes()[..TEXT.len() - "ăm.\n".len() + 1],
            (4, 12),
        ),
        page("an overlong form", &after(b"\xc0\xaf"), (2, 11)),
        page("half of a pair of UTF-16", &after(b"\xed\xa0\x80"), (2, 11)),
        page("a compressed file", b"\x1f\x8b\x08\0\0\0\0\0", (1, 2)),
        page(
            "a document of Word",
            b"PK\x03\x04\x14\0\x06\0\x08\0\0\0\x21\0\xdf",
            (1, 15),
        ),
        bytes(
            "synonyms in Latin-1",
            "bad-encoding",
            SYNONYMS,
            b"groups:\n  - colloquial: [\xe9]\n",
            (2, 18),
        ),
        bytes(
            "settings in UTF-16",
            "bad-encoding",
            SETTINGS,
            &utf_16(u16::to_le_bytes),
            (1, 1),
        ),
    ]
}

/// Where files lie and what they are called.
pub(super) fn names() -> Vec<Case> {
    let file = |name, code, path| bytes(name, code, path, TEXT.as_bytes(), (1, 1));
    vec![
        file("a text beside the folders", "misplaced-file", "content/nghi-phep.md"),
        file(
            "a text in a folder of a folder",
            "misplaced-file",
            "content/page/2026/nghi-phep.md",
        ),
        file("a text among the media", "misplaced-file", "content/media/nghi-phep.md"),
        file(
            "a folder that is no kind",
            "misplaced-file",
            "content/bai-viet/nghi-phep.md",
        ),
        file(
            "a copy of a word processor",
            "misplaced-file",
            "content/page/nghi-phep.docx",
        ),
        file("a file of the system", "misplaced-file", "content/page/.DS_Store"),
        file("a name with marks", "bad-file-name", "content/page/Nghỉ phép.md"),
        file("a name with a space", "bad-file-name", "content/page/nghi phep.md"),
        file("a name in capitals", "bad-file-name", "content/page/Nghi-Phep.md"),
        file("a name of dots", "bad-file-name", "content/page/...md"),
        file("a name that is code", "bad-file-name", "content/page/<script>.md"),
        file(
            "a name from right to left",
            "bad-file-name",
            "content/page/nghi\u{202e}phep.md",
        ),
        file("a name of 200 letters with marks", "bad-file-name", LONG),
        link("a link to itself", "unreadable-file", "content/page/vong.md", "vong.md"),
        link(
            "a link to nothing",
            "unreadable-file",
            "content/page/mat.md",
            "/khong/co/tep.md",
        ),
        link("a link to a folder above", "unreadable-file", "content/page/len", ".."),
    ]
}

const LONG: &str = "content/page/đđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđ.md";

/// Pictures and videos.
pub(super) fn media() -> Vec<Case> {
    let file = |name, code, path, content: &[u8]| bytes(name, code, path, content, (1, 1));
    let png = |width: u32| {
        let head = [
            &b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"[..],
            &width.to_be_bytes(),
            &width.to_be_bytes(),
            b"\x08\x06\0\0\0",
        ]
        .concat();
        [head, vec![0; 40]].concat()
    };
    vec![
        file(
            "a text that is called a picture",
            "bad-picture",
            "content/media/xau.png",
            b"xin chao",
        ),
        file("a picture of no bytes", "bad-picture", "content/media/xau.jpg", b""),
        file(
            "a picture cut short",
            "bad-picture",
            "content/media/xau.jpg",
            b"\xff\xd8\xff\xe0\0\x10JFIF",
        ),
        file(
            "a picture that claims four thousand million points",
            "bad-picture",
            "content/media/xau.png",
            &png(65_000),
        ),
        file(
            "a picture that moves",
            "unaccepted-picture",
            "content/media/xau.gif",
            b"GIF89a\x01\0\x01\0",
        ),
        file(
            "a picture that is a program",
            "unaccepted-picture",
            "content/media/xau.svg",
            b"<svg onload=\"alert(1)\"/>",
        ),
        file(
            "a picture of another form",
            "unaccepted-picture",
            "content/media/xau.heic",
            b"\0\0\0\x18ftypheic\0\0\0\0",
        ),
        file(
            "a text that is called a video",
            "bad-video",
            "content/media/xau.mp4",
            b"xin chao",
        ),
        file("a video of no bytes", "bad-video", "content/media/xau.webm", b""),
        file(
            "a video whose box is larger than the file",
            "bad-video",
            "content/media/xau.mp4",
            b"\xff\xff\xff\xffmoov\0\0\0\0",
        ),
    ]
}

/// What a player could not read.
pub(super) fn captions() -> Vec<Case> {
    let captions = |name, content: &str| text(name, "bad-captions", "content/media/phu-de.vtt", content);
    vec![
        captions("captions of nothing", "¦"),
        captions("captions without their head", "¦00:00.000 --> 00:01.000\nXin chào\n"),
        captions("captions without a cue", "¦WEBVTT\n"),
        captions(
            "captions with a wrong arrow",
            "WEBVTT\n\n¦00:00.000 -> 00:01.000\nXin chào\n",
        ),
        captions(
            "captions with a comma, as of SRT",
            "WEBVTT\n\n¦00:00,000 --> 00:01,000\nXin chào\n",
        ),
        captions("captions of SRT", "¦1\n00:00:00,000 --> 00:00:01,000\nXin chào\n"),
        captions(
            "captions with one colon too few",
            "WEBVTT\n\n¦00.000 --> 01.000\nXin chào\n",
        ),
        captions(
            "captions with a time of 75 seconds",
            "WEBVTT\n\n¦00:75.000 --> 00:80.000\nXin chào\n",
        ),
        captions(
            "captions that end before they begin",
            "WEBVTT\n\n¦00:05.000 --> 00:01.000\nXin chào\n",
        ),
        bytes(
            "captions in Latin-1",
            "bad-captions",
            "content/media/phu-de.vtt",
            b"WEBVTT\n\n00:00.000 --> 00:01.000\nCh\xe0o\n",
            (4, 1),
        ),
        bytes(
            "captions in UTF-16",
            "bad-captions",
            "content/media/phu-de.vtt",
            &utf_16(u16::to_le_bytes),
            (1, 1),
        ),
    ]
}

/// The editors' synonyms.
pub(super) fn synonyms() -> Vec<Case> {
    let whole = |name, code, content: &str| text(name, code, SYNONYMS, content);
    vec![
        whole("synonyms as a list", "bad-yaml", "¦- [bị đuổi, sa thải]\n"),
        whole("groups as text", "wrong-type", "groups: ¦bị đuổi\n"),
        whole("a group as text", "wrong-type", "groups:\n  - ¦bị đuổi\n"),
        whole(
            "a group with one side",
            "missing-field",
            "groups:\n  - ¦colloquial: [bị đuổi]\n",
        ),
        whole(
            "a misspelt side",
            "unknown-key",
            "groups:\n  - colloquial: [bị đuổi]\n    ¦leagl: [sa thải]\n    legal: [sa thải]\n",
        ),
        whole(
            "an abbreviation without its words",
            "missing-field",
            "abbreviations:\n  - ¦abbr: KCN\n",
        ),
        whole(
            "a bracket never closed among synonyms",
            "bad-yaml",
            "groups:\n  - colloquial: [bị đuổi\n    legal¦: [sa thải]\n",
        ),
    ]
}

/// The portal's settings.
pub(super) fn settings() -> Vec<Case> {
    let add = |name, code, new: &str| {
        edit(
            name,
            code,
            SETTINGS,
            "[[topics]]\nid = \"hop-dong\"",
            &format!("{new}\n[[topics]]\nid = \"hop-dong\""),
        )
    };
    let bad = |name, new: &str| add(name, "bad-settings", new);
    vec![
        add("a misspelt setting", "unknown-setting", "¦hot_line = \"1900 1234\""),
        add(
            "a part of addresses that is not there",
            "unknown-setting",
            "[addresses]\n¦policies = \"a\"",
        ),
        edit(
            "a setting that is missing",
            "missing-setting",
            SETTINGS,
            "name = \"Cổng thử\"\n",
            "¦",
        ),
        edit(
            "a topic without its name",
            "missing-setting",
            SETTINGS,
            "[[topics]]\nid = \"hop-dong\"",
            "¦[[topics]]",
        ),
        bad("a value without quotes", "hotline = ¦gọi ngay"),
        bad("quotes never closed", "hotline = \"1900 1234¦"),
        bad("a setting given twice", "¦name = \"Cổng nữa\""),
        bad("a number for a text", "hotline = ¦1900"),
        bad("a list for a text", "hotline = ¦[\"1900\"]"),
        bad("a bracket never closed in settings", "[addresses¦\npolicy = \"a\""),
        bad("a colon for the equals sign", "hotline: ¦\"1900\""),
        bad("quotes of Word", "hotline = ¦“1900 1234”"),
        bad(
            "brackets 10,000 deep in settings",
            &format!("gone = {}¦{}", "[".repeat(80), "[".repeat(9_920)),
        ),
        bad("an address that climbs", "[addresses]\npolicy = ¦\"../../etc\""),
        bad("an address with marks", "[addresses]\npolicy = ¦\"chính-sách\""),
        bad("an empty address", "[addresses]\npolicy = ¦\"\""),
        bad(
            "a contact that runs a script",
            "security_contact = ¦\"javascript:alert(1)\"",
        ),
        bad(
            "an officer's key that is none",
            "[[officers]]\nname = \"A\"\nunit = \"B\"\nkey = ¦\"abc\"\nfrom = \"2026-01-01\"\nuntil = \"2026-12-31\"",
        ),
        bad(
            "a day of an officer that is none",
            "[[officers]]\nname = \"A\"\nunit = \"B\"\nkey = \"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"\nfrom = ¦\"2026-02-30\"\nuntil = \"2026-12-31\"",
        ),
        edit(
            "a topic that climbs in settings",
            "bad-settings",
            SETTINGS,
            "id = \"hop-dong\"",
            "id = ¦\"../../etc\"",
        ),
        edit(
            "a header that leads out of the portal",
            "bad-settings",
            SETTINGS,
            "href = \"\"",
            "href = ¦\"../../etc/passwd\"",
        ),
        edit(
            "a header that runs a script",
            "bad-settings",
            SETTINGS,
            "href = \"\"",
            "href = ¦\"javascript:alert(1)\"",
        ),
        edit(
            "an icon outside the theme",
            "bad-settings",
            SETTINGS,
            "href = \"\"",
            "href = \"\"\nicon = ¦\"../../etc/passwd\"",
        ),
        bad("a language that climbs", "language = ¦\"../../etc/passwd\""),
        bad("a language that nobody wrote words for", "language = ¦\"tlh\""),
        edit(
            "a public address that is none",
            "bad-settings",
            SETTINGS,
            "base_url = \"https://congdoan.example.vn/\"",
            "base_url = ¦\"congdoan\"",
        ),
    ]
}
