//! What members make: stories, tips, poems, recipes, games, photos, thanks, entries to contests, replies.

use jiff::civil::Date;

use super::keys;
use crate::content::{
    front_matter::{Fields, Key, Located},
    rules,
};

/// Words of the key `form`; also parts of interface words (`form_story` …).
pub const FORMS: [&str; 10] = [
    "story", "tip", "poem", "recipe", "game", "photo", "clip", "thanks", ENTRY, REPLY,
];
/// The form of what was sent to a contest.
pub const ENTRY: &str = "entry";
/// The form of what answers something else.
pub const REPLY: &str = "reply";

static FORM: Key = Key::new(
    "form",
    "Thể loại",
    "story (chuyện), tip (mẹo), poem (thơ), recipe (món ngon), game (trò chơi), photo (ảnh), clip (clip), thanks (lời cảm ơn), entry (bài dự thi) hoặc reply (lời đáp).",
    "tip",
);
static AUTHOR: Key = Key::new(
    "author",
    "Người viết",
    "Tên để in; chỉ ghi khi người viết đồng ý.",
    "Chị Hoa, tổ may 3",
);
static UNIT: Key = Key::new(
    "unit",
    "Đơn vị",
    "Công đoàn của người viết.",
    "Công đoàn cơ sở may Sông Hồng",
);

static REPLY_TO: Key = Key::new(
    "reply_to",
    "Trả lời bài",
    "Bài được trả lời: đường dẫn tính từ tệp này, hoặc địa chỉ trên cổng.",
    "tho-ca-dem.md",
);
static CONTEST: Key = Key::new(
    "contest",
    "Dự cuộc thi",
    "Tên tệp của cuộc thi, không có .md.",
    "anh-bua-com",
);
static SUBMISSION: Key = Key::new(
    "submission",
    "Số của bản gửi",
    "Do portal inbox ghi; nhờ số này mà portal forget tìm được bài khi người viết muốn rút.",
    "3f9a0c5512d7e801",
);
static CONSENTS: Key = Key::new(
    "consents",
    "Đã đồng ý",
    "Người viết đã đồng ý những gì: publish (đăng bài), people (người trong ảnh), own (bài của mình).",
    "\n  - publish\n  - own",
);

/// Metadata of a contribution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// One or two sentences.
    pub summary: String,
    /// One of [`FORMS`].
    pub form: Located<String>,
    /// Name to print.
    pub author: Option<String>,
    /// The author's union.
    pub unit: Option<String>,
    /// What it answers, by source path or address.
    pub reply_to: Option<Located<String>>,
    /// File name of the contest it was sent to.
    pub contest: Option<Located<String>>,
    /// Number of the submission it was made from.
    pub submission: Option<String>,
    /// What its writer agreed to, as she or the editor ticked it.
    pub consents: Vec<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Written by the project as an example, and marked so.
    pub sample: bool,
}

pub(super) fn read(fields: &mut Fields<'_>) -> Story {
    Story {
        summary: keys::summary(fields),
        form: fields.word(&FORM, &FORMS, &rules::UNKNOWN_FORM),
        author: fields.text(&AUTHOR).map(|text| text.value),
        unit: fields.text(&UNIT).map(|text| text.value),
        reply_to: fields.text(&REPLY_TO),
        contest: fields.text(&CONTEST),
        submission: fields.text(&SUBMISSION).map(|text| text.value),
        consents: fields.texts(&CONSENTS).into_iter().map(|text| text.value).collect(),
        published: keys::published(fields),
        sample: keys::sample(fields),
    }
}
