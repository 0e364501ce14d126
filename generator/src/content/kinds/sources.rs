//! What a legal statement rests on.

use jiff::civil::Date;

use crate::content::front_matter::{Fields, Key, Located, Need};

static SOURCES: Key = Key::new(
    "sources",
    "Căn cứ pháp luật",
    "Văn bản và điều luật mà bài dựa vào.",
    "\n  - law: Bộ luật Lao động 45/2019/QH14\n    article: Điều 113\n    in_force_from: 2021-01-01",
);
static LAW: Key = Key::new(
    "law",
    "Văn bản",
    "Tên và số của văn bản.",
    "Bộ luật Lao động 45/2019/QH14",
);
static ARTICLE: Key = Key::new("article", "Điều, khoản", "Điều khoản được dẫn.", "Điều 113");
static UNCHECKED: Key = Key::new(
    "unchecked",
    "Chưa kiểm tra ngày",
    "true khi chưa tra được ngày có hiệu lực; trang sẽ ghi rõ như vậy.",
    "true",
);
static IN_FORCE_FROM: Key = Key::new(
    "in_force_from",
    "Có hiệu lực từ",
    "Ngày đầu tiên có hiệu lực.",
    "2021-01-01",
);
static IN_FORCE_UNTIL: Key = Key::new(
    "in_force_until",
    "Hết hiệu lực sau",
    "Ngày cuối cùng còn hiệu lực.",
    "2026-12-31",
);
static REPLACED_BY: Key = Key::new(
    "replaced_by",
    "Được thay bằng",
    "Văn bản thay thế.",
    "Nghị định 283/2026/NĐ-CP",
);
static URL: Key = Key::new(
    "url",
    "Đường dẫn",
    "Nơi đọc văn bản chính thức.",
    "https://vanban.chinhphu.vn/",
);

/// One law and article, and when it is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegalSource {
    /// The law's plain name.
    pub law: Located<String>,
    /// Article and clause.
    pub article: String,
    /// First day in force; `None` when the editor says that it was not checked.
    pub in_force_from: Option<Date>,
    /// Last day in force.
    pub in_force_until: Option<Located<Date>>,
    /// What took its place.
    pub replaced_by: Option<String>,
    /// Official text.
    pub url: Option<String>,
}

/// Reads the list `sources`.
pub(super) fn read(fields: &mut Fields<'_>, need: Need) -> Vec<LegalSource> {
    fields.mappings(&SOURCES, need, read_one)
}

fn read_one(fields: &mut Fields<'_>) -> LegalSource {
    let law = fields.required_text(&LAW);
    let article = fields.required_text(&ARTICLE).value;
    let need = match (fields.flag(&UNCHECKED), fields.describes()) {
        (true, _) => Need::Optional,
        (false, true) => Need::Unless(&UNCHECKED),
        (false, false) => Need::Required,
    };
    let from = fields.date(&IN_FORCE_FROM, need);
    let until = fields.date(&IN_FORCE_UNTIL, Need::Optional);
    fields.in_order(from.as_ref(), until.as_ref());
    LegalSource {
        law,
        article,
        in_force_from: from.map(|date| date.value),
        in_force_until: until,
        replaced_by: fields.text(&REPLACED_BY).map(|text| text.value),
        url: fields.url(&URL).map(|url| url.value),
    }
}
