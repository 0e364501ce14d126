//! Front matter that cannot be read, or says what cannot be.

use crate::{Case, edit, text};

const POLICY: &str = "content/policy/nghi-phep-nam.md";
const FAQ: &str = "content/faq/sa-thai-la-gi.md";
const LESSON: &str = "content/lesson/bai-mot.md";
const STORY: &str = "content/story/chuyen-thu.md";
const CONTEST: &str = "content/contest/thi-anh.md";
const EVENT: &str = "content/event/hoi-thao.md";
const UNIT: &str = "content/unit/cong-doan-mau.md";
const NOTICE: &str = "content/notice/thong-bao-thu.md";
const PAGE: &str = "content/page/gioi-thieu.md";

/// Where the front matter begins and ends.
pub(super) fn fences() -> Vec<Case> {
    let page = |name, code, whole: &str| text(name, code, PAGE, whole);
    vec![
        page("an empty file", "no-front-matter", "¦"),
        page("only line ends", "no-front-matter", "¦\n\n\n"),
        page("no front matter at all", "no-front-matter", "¦Chào bạn.\n"),
        page(
            "front matter never closed",
            "no-front-matter",
            "¦---\ntitle: Giới thiệu cổng\nChào bạn.\n",
        ),
        page("only the opening line", "no-front-matter", "¦---\n"),
        page(
            "an empty line before it",
            "no-front-matter",
            "¦\n---\ntitle: Giới thiệu cổng\n---\nChào.\n",
        ),
        page(
            "a space before it",
            "no-front-matter",
            "¦ ---\ntitle: Giới thiệu cổng\n---\nChào.\n",
        ),
        page(
            "four hyphens",
            "no-front-matter",
            "¦----\ntitle: Giới thiệu cổng\n----\nChào.\n",
        ),
        page(
            "TOML, as of Hugo",
            "no-front-matter",
            "¦+++\ntitle = \"Giới thiệu cổng\"\n+++\nChào.\n",
        ),
        page(
            "JSON, as of Hugo",
            "no-front-matter",
            "¦{ \"title\": \"Giới thiệu cổng\" }\nChào.\n",
        ),
        page(
            "a long dash from Word",
            "no-front-matter",
            "¦—\ntitle: Giới thiệu cổng\n—\nChào.\n",
        ),
        page("no key", "missing-field", "¦---\n---\nChào.\n"),
        page(
            "only a comment",
            "missing-field",
            "¦---\n# title: Giới thiệu cổng\n---\nChào.\n",
        ),
    ]
}

/// What YAML makes of what was meant.
pub(super) fn yaml() -> Vec<Case> {
    let page = |name, code, whole: &str| text(name, code, PAGE, whole);
    let title = |name, code, new: &str| edit(name, code, PAGE, "title: Giới thiệu cổng", new);
    vec![
        title("a list instead of keys", "bad-yaml", "¦- title: Giới thiệu cổng"),
        title("a word instead of keys", "bad-yaml", "¦Giới thiệu cổng"),
        title(
            "a key without its colon",
            "bad-yaml",
            "title Giới thiệu cổng\nowner¦: Ban",
        ),
        title("a full-width colon", "bad-yaml", "¦title：Giới thiệu cổng"),
        title("double quotes never closed", "bad-yaml", "title: ¦\"Giới thiệu cổng"),
        title("single quotes never closed", "bad-yaml", "title: ¦'Giới thiệu cổng"),
        title("a second colon", "bad-yaml", "title: Giới thiệu¦: cổng này"),
        title(
            "quotes of Word around a colon",
            "bad-yaml",
            "title: “Giới thiệu¦: cổng này”",
        ),
        title("a tab as indent", "bad-yaml", "title:\n\t¦Giới thiệu cổng"),
        title(
            "a bracket never closed",
            "bad-yaml",
            "old_addresses: [/a/, /b/\ntitle¦: Giới thiệu cổng",
        ),
        page(
            "a brace never closed",
            "bad-yaml",
            "---\ntitle: {Giới thiệu\n¦---\nChào.\n",
        ),
        title("a value that begins with *", "bad-yaml", "title: ¦*Giới thiệu cổng"),
        title("a value that begins with &", "bad-yaml", "title: &neo ¦Giới thiệu cổng"),
        title("a value that begins with !", "bad-yaml", "title: ¦!Chú ý cổng mới"),
        title("a value that begins with @", "bad-yaml", "title: ¦@congdoan giới thiệu"),
        title("a value that begins with `", "bad-yaml", "title: ¦`Giới thiệu` cổng"),
        title("a value that begins with %", "bad-yaml", "title: ¦%100 giới thiệu"),
        title(
            "a bad escape in quotes",
            "bad-yaml",
            "title: ¦\"Giới thiệu \\công đoàn\"",
        ),
        title("a list as a key", "bad-yaml", "? ¦[title]\n: Giới thiệu cổng"),
        title(
            "one key a column off",
            "bad-yaml",
            "title: Giới thiệu cổng\n owner¦: Ban",
        ),
        title("a merge of YAML", "bad-yaml", "title: Giới thiệu cổng\n<<: ¦*chung"),
        title(
            "a key given twice",
            "duplicate-key",
            "title: Giới thiệu cổng\n¦title: Giới thiệu nữa",
        ),
        title(
            "brackets 10,000 deep",
            "bad-yaml",
            &format!("title: {}¦{}", "[".repeat(255), "[".repeat(9_745)),
        ),
        title(
            "lists 10,000 deep in lines",
            "bad-yaml",
            &format!("title:\n  {}¦{}a", "- ".repeat(99), "- ".repeat(9_901)),
        ),
        title(
            "aliases that multiply",
            "bad-yaml",
            "a: &a ¦[x, x, x, x]\nb: &b [*a, *a, *a]\ntitle: *b",
        ),
        title(
            "a letter nobody sees as indent",
            "unknown-key",
            "title: Giới thiệu cổng\n¦\u{a0}owner: Ban",
        ),
    ]
}

/// Keys that are missing, strange, empty, too short or too long.
pub(super) fn keys() -> Vec<Case> {
    vec![
        edit(
            "a key that is not there",
            "missing-field",
            POLICY,
            "---\ntitle: Nghỉ phép năm",
            "¦---",
        ),
        edit("a misspelt key", "unknown-key", POLICY, "owner:", "¦ower:"),
        edit("a key in capitals", "unknown-key", POLICY, "owner:", "¦Owner:"),
        edit(
            "a key of another kind",
            "unknown-key",
            PAGE,
            "title: G",
            "¦phone: 024 3825 0000\ntitle: G",
        ),
        edit(
            "an empty title",
            "empty-field",
            POLICY,
            "title: Nghỉ phép năm",
            "¦title:",
        ),
        edit(
            "a title of spaces in quotes",
            "empty-field",
            POLICY,
            "title: Nghỉ phép năm",
            "¦title: \"   \"",
        ),
        edit("a title too short", "text-length", POLICY, "Nghỉ phép năm", "¦Phép"),
        edit(
            "a title of 1,000 letters",
            "text-length",
            POLICY,
            "Nghỉ phép năm",
            &format!("¦{}", "phép ".repeat(200)),
        ),
        edit(
            "a title as list",
            "wrong-type",
            POLICY,
            "title: Nghỉ phép năm",
            "title: ¦[Nghỉ phép năm]",
        ),
        edit(
            "a title as keys",
            "wrong-type",
            POLICY,
            "title: Nghỉ phép năm",
            "title:\n  ¦vi: Nghỉ phép năm",
        ),
        edit(
            "a topic that is not there",
            "unknown-topic",
            POLICY,
            "topic: hop-dong",
            "topic: ¦hop-dongg",
        ),
        edit(
            "a topic that climbs",
            "unknown-topic",
            POLICY,
            "topic: hop-dong",
            "topic: ¦../../etc",
        ),
    ]
}

/// Values of another type.
pub(super) fn types() -> Vec<Case> {
    vec![
        edit("yes for true", "wrong-type", PAGE, "title: G", "draft: ¦yes\ntitle: G"),
        edit("có for true", "wrong-type", PAGE, "title: G", "draft: ¦có\ntitle: G"),
        edit(
            "sources as text",
            "wrong-type",
            FAQ,
            "sources:\n  - law: Luật thử nghiệm 1/2020/QH14\n    article: Điều 1\n    in_force_from: 2020-01-01",
            "sources: ¦Luật thử nghiệm",
        ),
        edit(
            "a source as text",
            "wrong-type",
            FAQ,
            "  - law: Luật thử nghiệm 1/2020/QH14\n    article: Điều 1\n    in_force_from: 2020-01-01",
            "  - ¦Luật thử nghiệm",
        ),
        edit(
            "a source without its law",
            "missing-field",
            FAQ,
            "  - law: Luật thử nghiệm 1/2020/QH14\n    article",
            "  - ¦article",
        ),
        edit(
            "an empty item in a list",
            "wrong-type",
            FAQ,
            "  - bị cho thôi việc",
            "  - ¦\"\"",
        ),
        edit(
            "other ways of asking as text",
            "wrong-type",
            FAQ,
            "aliases:\n  - bị cho thôi việc",
            "aliases: ¦bị cho thôi việc",
        ),
        edit(
            "a form that is not there",
            "unknown-form",
            STORY,
            "form: story",
            "form: ¦tho",
        ),
    ]
}

/// Numbers to call, addresses, and other texts.
pub(super) fn ways_out() -> Vec<Case> {
    vec![
        edit(
            "a telephone number of words",
            "bad-phone",
            UNIT,
            "024 3825 0000",
            "¦gọi chị Hoa",
        ),
        edit(
            "a telephone number of 20 digits",
            "bad-phone",
            UNIT,
            "024 3825 0000",
            "¦02438250000024382500",
        ),
        edit(
            "a telephone number that runs a script",
            "bad-phone",
            UNIT,
            "024 3825 0000",
            "¦javascript:alert(1)",
        ),
        edit(
            "an address without https",
            "bad-url",
            FAQ,
            "    article: Điều 1",
            "    article: Điều 1\n    url: ¦vanban.chinhphu.vn",
        ),
        edit(
            "an address that runs a script",
            "bad-url",
            FAQ,
            "    article: Điều 1",
            "    article: Điều 1\n    url: ¦javascript:alert(1)",
        ),
        edit(
            "a related text that is not there",
            "broken-link",
            FAQ,
            "../policy/nghi-phep-nam.md",
            "¦../policy/khong-co.md",
        ),
        edit(
            "a related text outside the portal",
            "broken-link",
            FAQ,
            "../policy/nghi-phep-nam.md",
            "¦../../../../etc/passwd",
        ),
        edit(
            "a translation of nothing",
            "broken-translation",
            PAGE,
            "title: G",
            "translation_of: ¦khong-co.md\nlang: en\ntitle: G",
        ),
    ]
}

/// Days and times.
pub(super) fn days() -> Vec<Case> {
    let reviewed = |name, new: &str| {
        edit(
            name,
            "bad-date",
            POLICY,
            "reviewed: 2026-11-24",
            &format!("reviewed: ¦{new}"),
        )
    };
    let duration = |name, new: &str| edit(name, "bad-duration", LESSON, "\"3:00\"", &format!("¦{new}"));
    let order = |name, new: &str| edit(name, "wrong-type", LESSON, "order: 1", &format!("order: ¦{new}"));
    vec![
        reviewed("a day written the Vietnamese way", "24/11/2026"),
        reviewed("the 30th of February", "2026-02-30"),
        reviewed("a 13th month", "2026-13-01"),
        reviewed("the 29th of February of no leap year", "2027-02-29"),
        reviewed("a year of two digits", "26-11-24"),
        reviewed("a day with a time", "2026-11-24T08:00:00Z"),
        reviewed("a month without its zero", "2026-1-24"),
        reviewed("full-width digits", "２０２６-11-24"),
        reviewed("the year 99999", "99999-01-01"),
        reviewed("a word for a day", "hôm nay"),
        edit(
            "in force until before it begins",
            "dates-reversed",
            POLICY,
            "    in_force_from: 2020-01-01",
            "    in_force_from: 2020-01-01\n    in_force_until: ¦2019-01-01",
        ),
        edit(
            "closed before it opens",
            "dates-reversed",
            CONTEST,
            "closes: 2026-12-31",
            "closes: ¦2026-10-31",
        ),
        edit(
            "an event without its day",
            "missing-field",
            EVENT,
            "---\ntitle: Hội thao cuối năm\nsummary: Các tổ thi kéo co và cầu lông với nhau.\nstarts: 2026-12-20",
            "¦---\ntitle: Hội thao cuối năm\nsummary: Các tổ thi kéo co và cầu lông với nhau.",
        ),
        edit(
            "a notice of no day",
            "bad-date",
            NOTICE,
            "published: 2026-11-23",
            "published: ¦2026-11-31",
        ),
        duration("a time in words", "4 phút"),
        duration("75 seconds", "\"4:75\""),
        duration("a negative time", "\"-4:30\""),
        duration("a time beyond all numbers", "\"99999999999:00\""),
        edit(
            "a lesson of an hour",
            "lesson-too-long",
            LESSON,
            "\"3:00\"",
            "¦\"60:00\"",
        ),
        order("order 0", "0"),
        order("order -1", "-1"),
        order("order one and a half", "1.5"),
        order("order in words", "một"),
        order("an order beyond all numbers", "99999999999999999999"),
    ]
}
