//! A question as workers ask it, and its answer.

use jiff::civil::Date;

use super::sources::LegalSource;
use crate::content::front_matter::{Fields, Located};

/// Metadata of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faq {
    /// Other ways in which people ask it.
    pub aliases: Vec<Located<String>>,
    /// Id of a topic in `site.toml`.
    pub topic: Located<String>,
    /// What the answer rests on; empty only for advice.
    pub sources: Vec<LegalSource>,
    /// Day on which a person last compared the answer with its sources.
    pub reviewed: Option<Date>,
    /// Documents to read next, by source path or address.
    pub related: Vec<Located<String>>,
}

pub(super) fn question(fields: &mut Fields<'_>) -> Located<String> {
    fields.limited_text("question", "Nghỉ thai sản được mấy tháng?", 10..141)
}

pub(super) fn read(fields: &mut Fields<'_>) -> Faq {
    let aliases = fields.texts("aliases");
    let topic = fields.required_text("topic", "hop-dong");
    // Advice cites no law, but says so: an empty list, not a forgotten key.
    fields.require_list("sources", "\n  - law: Bộ luật Lao động 45/2019/QH14\n    article: Điều 113\n    in_force_from: 2021-01-01\n(hoặc “sources: []” cho lời khuyên không dựa vào điều luật)");
    let sources = super::sources::read(fields);
    let reviewed = fields.required_date("reviewed").map(|date| date.value);
    let related = fields.texts("related");
    Faq {
        aliases,
        topic,
        sources,
        reviewed,
        related,
    }
}
