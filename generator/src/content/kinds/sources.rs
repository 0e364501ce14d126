//! What a legal statement rests on.

use jiff::civil::Date;

use crate::{
    content::front_matter::{Fields, Located},
    diag::Diagnostic,
};

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
    pub in_force_until: Option<Date>,
    /// Official text.
    pub url: Option<String>,
}

/// Reads the list `sources`.
pub(super) fn read(fields: &mut Fields<'_>) -> Vec<LegalSource> {
    fields.mappings("sources", read_one)
}

fn read_one(fields: &mut Fields<'_>) -> LegalSource {
    let law = fields.required_text("law", "Bộ luật Lao động 45/2019/QH14");
    let article = fields.required_text("article", "Điều 113").value;
    let unchecked = fields.flag("unchecked");
    let from = if unchecked {
        fields.date("in_force_from")
    } else {
        fields.required_date("in_force_from")
    };
    let until = fields.date("in_force_until");
    if let (Some(from), Some(until)) = (&from, &until)
        && until.value < from.value
    {
        fields.report(
            Diagnostic::error(
                "dates-reversed",
                until.place.clone(),
                "Ngày hết hiệu lực đứng trước ngày có hiệu lực.",
            )
            .hint(format!("Viết một ngày từ {} trở đi.", from.value)),
        );
    }
    let url = fields.text("url");
    if let Some(url) = &url
        && !url.value.starts_with("https://")
    {
        fields.report(
            Diagnostic::error(
                "bad-url",
                url.place.clone(),
                "Đường dẫn tới văn bản luật phải mở đầu bằng https://.",
            )
            .hint("Chép đường dẫn từ thanh địa chỉ của trình duyệt, hoặc xóa khóa url."),
        );
    }
    LegalSource {
        law,
        article,
        in_force_from: from.map(|date| date.value),
        in_force_until: until.map(|date| date.value),
        url: url.map(|url| url.value),
    }
}
