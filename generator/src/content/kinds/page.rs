//! A page about the portal itself.

use super::keys;
use crate::content::front_matter::Fields;

/// Metadata of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// One or two sentences.
    pub summary: Option<String>,
}

pub(super) fn read(fields: &mut Fields<'_>) -> Page {
    Page {
        summary: keys::optional_summary(fields),
    }
}
