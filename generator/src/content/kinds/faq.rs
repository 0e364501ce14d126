//! A question as workers ask it, and its answer; or many of them in one file, one per `##`.

use std::ops::Range;

use super::{
    keys::{self, Review},
    sources::{self, LegalSource},
};
use crate::content::front_matter::{Fields, Key, Located, Need};

/// A question fits two lines of a phone.
pub const QUESTION_LIMITS: Range<usize> = 10..141;

static QUESTION: Key = Key::new(
    "question",
    "Câu hỏi",
    "Từ 10 đến 140 chữ cái, như người lao động hỏi. Tệp có nhiều câu hỏi thì dùng title thay cho khóa này.",
    "Nghỉ thai sản được mấy tháng?",
);
static ALIASES: Key = Key::new(
    "aliases",
    "Cách hỏi khác",
    "Những cách anh chị em hay hỏi cùng một điều, để ô tìm nhận ra.",
    "\n  - đẻ được nghỉ bao lâu",
);
static RELATED: Key = Key::new(
    "related",
    "Đọc thêm",
    "Đường dẫn tới các bài nên đọc tiếp, tính từ tệp này.",
    "\n  - ../policy/thai-san.md",
);

/// Metadata of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faq {
    /// Other ways in which people ask it.
    pub aliases: Vec<Located<String>>,
    /// Id of a topic in `site.toml`.
    pub topic: Located<String>,
    /// What the answer rests on; empty only for advice.
    pub sources: Vec<LegalSource>,
    /// When it was compared with its sources.
    pub review: Review,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Documents to read next, by source path or address.
    pub related: Vec<Located<String>>,
    /// The file holds many questions; this is what they share.
    pub many: bool,
}

/// The question, or the title of a file of many.
pub(super) fn question(fields: &mut Fields<'_>) -> Located<String> {
    if fields.has(&keys::TITLE) {
        return keys::title(fields, Need::Unless(&QUESTION));
    }
    let question = fields.limited_text(&QUESTION, Need::Required, QUESTION_LIMITS);
    if fields.describes() {
        keys::title(fields, Need::Unless(&QUESTION));
    }
    question
}

pub(super) fn read(fields: &mut Fields<'_>) -> Faq {
    let many = fields.has(&keys::TITLE);
    Faq {
        aliases: if many { Vec::new() } else { fields.texts(&ALIASES) },
        topic: keys::topic(fields),
        // Advice cites no law, but says so: an empty list, not a forgotten key.
        sources: sources::read(fields, Need::Required),
        review: keys::review(fields),
        owner: keys::owner(fields),
        related: fields.texts(&RELATED),
        many,
    }
}
