//! Lessons in an order.

use super::keys;
use crate::content::front_matter::{Fields, Key, Located};

static AUDIENCE: Key = Key::new(
    "audience",
    "Dành cho ai",
    "Khóa học này dành cho ai.",
    "Người mới đi làm",
);

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
    Course {
        summary: keys::summary(fields),
        topic: keys::topic(fields),
        audience: fields.text(&AUDIENCE).map(|text| text.value),
    }
}
