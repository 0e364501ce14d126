//! A short message of the union: what, from when, for whom.

use jiff::civil::Date;

use super::keys;
use crate::content::front_matter::Fields;

/// Metadata of a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// One or two sentences.
    pub summary: String,
    /// Day of publication.
    pub published: Option<Date>,
    /// Who gives it.
    pub owner: Option<String>,
}

pub(super) fn read(fields: &mut Fields<'_>) -> Notice {
    Notice {
        summary: keys::summary(fields),
        published: keys::published(fields),
        owner: keys::owner(fields),
    }
}
