//! Lessons in an order.

use super::summary;
use crate::content::front_matter::{Fields, Located};

/// Metadata of a course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// One or two sentences.
    pub summary: String,
    /// Id of a topic in `site.toml`.
    pub topic: Located<String>,
    /// For whom it is made.
    pub audience: Option<String>,
}

pub(super) fn read(fields: &mut Fields<'_>) -> Course {
    let summary = summary(fields);
    let topic = fields.required_text("topic", "hop-dong");
    let audience = fields.text("audience").map(|text| text.value);
    Course {
        summary,
        topic,
        audience,
    }
}
