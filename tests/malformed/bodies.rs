//! Texts below the front matter.

use crate::{Case, base, edit, edit_twice, text};

const STORY: &str = "content/story/chuyen-thu.md";
const FAQS: &str = "content/faq/hoi-ve-luong.md";
const PAGE: &str = "content/page/gioi-thieu.md";

fn page(name: &'static str, code: &'static str, new: &str) -> Case {
    edit(name, code, PAGE, "Trang này giới thiệu cổng thử.", new)
}

/// What Markdown and HTML can go wrong in.
pub(super) fn markdown() -> Vec<Case> {
    vec![
        page("no text", "empty-body", "¦"),
        page("only a comment of HTML", "raw-html", "¦<!-- chưa viết -->"),
        page("a script", "raw-html", "Chào ¦<script>alert(1)</script>"),
        page("a tag that runs a script", "raw-html", "¦<img src=x onerror=alert(1)>"),
        page("a tag never closed", "raw-html", "¦<div\nonclick=x>\nChào"),
        page(
            "a page in a frame",
            "raw-html",
            "¦<iframe src=\"https://xau.example\"></iframe>",
        ),
        page("a second title", "top-heading", "¦# Giới thiệu\n\nChào."),
        page(
            "a heading that skips one",
            "heading-skipped",
            "## Một\n\n¦#### Hai\n\nChào.",
        ),
    ]
}

/// Links and pictures.
pub(super) fn links() -> Vec<Case> {
    vec![
        page(
            "a link that runs a script",
            "unsafe-link",
            "¦[xem](javascript:alert(1))",
        ),
        page(
            "the same in disguise",
            "unsafe-link",
            "¦[xem](JaVaScRiPt&colon;alert(1))",
        ),
        page(
            "a link that carries a page",
            "unsafe-link",
            "¦[xem](data:text/html;base64,PHNjcmlwdD4=)",
        ),
        page(
            "a file of the reader's machine",
            "unsafe-link",
            "¦[xem](file:///etc/passwd)",
        ),
        page(
            "a picture of another host",
            "unsafe-link",
            "¦![ảnh](https://xau.example/a.png)",
        ),
        page(
            "a picture of another host without its scheme",
            "unsafe-link",
            "¦![ảnh](//xau.example/a.png)",
        ),
        page("a picture without words", "missing-alt", "¦![](../media/anh.png)"),
        page(
            "a picture that is not there",
            "broken-link",
            "¦![ảnh](../media/khong-co.png)",
        ),
        page(
            "a picture outside the portal",
            "broken-link",
            "¦![ảnh](../../../../etc/passwd)",
        ),
        page("a link to nothing", "broken-link", "Xem ¦[bài](../faq/khong-co.md)."),
        page(
            "a link outside the portal",
            "broken-link",
            "Xem ¦[bài](../../../../etc/passwd).",
        ),
        page(
            "a link outside by its letters' numbers",
            "broken-link",
            "Xem ¦[bài](%2e%2e/%2e%2e/%2e%2e/etc/passwd).",
        ),
        page(
            "a link from the root of the disk",
            "broken-link",
            "Xem ¦[bài](/etc/passwd).",
        ),
        page(
            "a link with backslashes",
            "broken-link",
            "Xem ¦[bài](..\\policy\\nghi-phep-nam.md).",
        ),
        page(
            "a link to no heading",
            "broken-anchor",
            "Xem ¦[bài](../policy/nghi-phep-nam.md#khong-co).",
        ),
        page(
            "a link to the settings",
            "broken-link",
            "Xem ¦[bài](../../site/site.toml).",
        ),
        page("a link that is empty", "broken-link", "Xem ¦[bài]()."),
    ]
}

/// The blocks `:::`.
pub(super) fn blocks() -> Vec<Case> {
    vec![
        page(
            "a block that is not there",
            "unknown-block",
            "::: ¦canh bao gap\nChào.\n:::",
        ),
        page("a block never closed", "unclosed-block", "¦::: ghi chú\nChào."),
        page("a close without a block", "unclosed-block", "Chào.\n\n¦:::"),
        page(
            "two blocks and one close",
            "unclosed-block",
            "¦::: ghi chú\n::: cảnh báo\nChào.\n:::",
        ),
        page(
            "steps without numbers",
            "bad-block",
            "¦::: các bước\nGặp tổ trưởng.\n:::",
        ),
        page("a call without a number", "bad-block", "::: ¦gọi\nGọi ngay\n:::"),
        page("a call to words", "bad-phone", "::: gọi ¦chị Hoa\nGọi ngay\n:::"),
        page(
            "a call to a unit that is not there",
            "broken-link",
            "::: gọi ¦../unit/khong-co.md\nGọi ngay\n:::",
        ),
        page("a video without its path", "bad-block", "::: ¦video\nXem\n:::"),
        page(
            "a video without captions",
            "no-captions",
            "::: video ¦../media/a.mp4\nXem\n:::",
        ),
        page("a law without its name", "bad-block", "::: ¦căn cứ\nTheo luật.\n:::"),
        page(
            "a figure without a picture",
            "bad-block",
            "¦::: hình\nKhông có ảnh.\n:::",
        ),
        page(
            "blocks 5,000 deep",
            "bad-block",
            &format!("{}¦{}", "::: ghi chú\n".repeat(16), "::: ghi chú\n".repeat(4_984)),
        ),
    ]
}

/// Files of many questions, and texts against each other.
pub(super) fn neighbours() -> Vec<Case> {
    let faq = base(FAQS);
    vec![
        edit(
            "a word before the first question",
            "stray-text",
            FAQS,
            "## Trả lương chậm thì hỏi ai?",
            "¦Sau đây là …\n\n## Trả lương chậm thì hỏi ai?",
        ),
        edit_twice(
            "a question without an answer",
            "empty-body",
            FAQS,
            [
                ("Bạn xin phòng nhân sự giải thích từng dòng.\n", ""),
                ("## Bảng", "¦## Bảng"),
            ],
        ),
        edit(
            "a question too short",
            "text-length",
            FAQS,
            "## Bảng lương không rõ thì làm gì?",
            "¦## Gì?",
        ),
        edit_twice(
            "two questions of one name",
            "duplicate-address",
            FAQS,
            [("hỏi ai?", "hỏi ai? {#bang-luong}"), ("## Bảng", "¦## Bảng")],
        ),
        text(
            "a file of many questions without any",
            "empty-body",
            FAQS,
            &format!("{}¦", faq.split("## ").next().unwrap_or_default()),
        ),
        edit(
            "a former address that another page has",
            "address-collision",
            STORY,
            "form: story",
            "old_addresses:\n  - ¦/gioi-thieu/\nform: story",
        ),
        edit(
            "a former address that climbs",
            "address-collision",
            STORY,
            "form: story",
            "old_addresses:\n  - ¦/../../etc/passwd\nform: story",
        ),
        edit(
            "another way of asking that is a question by itself",
            "alias-collision",
            "content/faq/sa-thai-la-gi.md",
            "- bị cho thôi việc",
            "- ¦Trả lương chậm thì hỏi ai?",
        ),
    ]
}

/// What looks right and is not.
pub(super) fn letters() -> Vec<Case> {
    vec![
        page(
            "Cyrillic letters in a word",
            "confusable-letter",
            "Mời bạn l¦\u{430}m việc.",
        ),
        page("the Icelandic letter for đ", "confusable-letter", "Bạn ¦ðược nghỉ."),
        page(
            "text from right to left",
            "invisible-character",
            "Gọi số ¦\u{202e}0000 5283 420\u{202c}.",
        ),
        page(
            "an isolate from right to left",
            "invisible-character",
            "Gọi số ¦\u{2067}420\u{2069}.",
        ),
        page("a space of no width", "invisible-character", "Nghỉ¦\u{200b}phép."),
        page("a soft hyphen", "invisible-character", "Nghỉ phép¦\u{ad}năm."),
        page(
            "a byte order mark in the middle",
            "invisible-character",
            "Nghỉ phép.\n\n¦\u{feff}Nghỉ việc.",
        ),
        page("a NUL", "invisible-character", "Nghỉ¦\0phép."),
        page("a control character", "invisible-character", "Nghỉ¦\u{8}phép."),
        page(
            "an escape of terminals",
            "invisible-character",
            "Nghỉ ¦\u{1b}[31mphép\u{1b}[0m.",
        ),
        page("letters in parts", "not-nfc", "Ngh¦i\u{309} phép."),
        page("letters read twice over", "bad-encoding", "Ngh¦á»‰ phÃ©p nÄƒm."),
    ]
}
