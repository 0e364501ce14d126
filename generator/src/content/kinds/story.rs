//! What members make: stories, tips, poems, recipes, games.

use jiff::civil::Date;

use super::keys;
use crate::content::{
    front_matter::{Fields, Key, Located},
    rules,
};

/// Words of the key `form`; also parts of interface words (`form_story` …).
pub const FORMS: [&str; 5] = ["story", "tip", "poem", "recipe", "game"];

static FORM: Key = Key::new(
    "form",
    "Thể loại",
    "story (chuyện), tip (mẹo), poem (thơ), recipe (món ngon) hoặc game (trò chơi).",
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
        published: keys::published(fields),
        sample: keys::sample(fields),
    }
}
