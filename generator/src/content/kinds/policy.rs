//! A right or rule, explained: what you get, when, how, and whom to ask.

use jiff::civil::Date;

use super::{sources::LegalSource, summary};
use crate::content::front_matter::{Fields, Located};

/// Metadata of a policy page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// One or two sentences.
    pub summary: String,
    /// Id of a topic in `site.toml`.
    pub topic: Located<String>,
    /// What the page rests on; at least one.
    pub sources: Vec<LegalSource>,
    /// Day on which a person last compared the page with its sources.
    pub reviewed: Option<Date>,
    /// Who answers for the page.
    pub owner: Option<String>,
}

pub(super) fn read(fields: &mut Fields<'_>) -> Policy {
    let summary = summary(fields);
    let topic = fields.required_text("topic", "hop-dong");
    fields.require_list(
        "sources",
        "\n  - law: Bộ luật Lao động 45/2019/QH14\n    article: Điều 113\n    in_force_from: 2021-01-01",
    );
    let sources = super::sources::read(fields);
    let reviewed = fields.required_date("reviewed").map(|date| date.value);
    let owner = fields.text("owner").map(|text| text.value);
    Policy {
        summary,
        topic,
        sources,
        reviewed,
        owner,
    }
}
