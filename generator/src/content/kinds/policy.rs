//! A right or rule, explained: what you get, when, how, and whom to ask.

use super::{
    keys::{self, Review},
    sources::{self, LegalSource},
};
use crate::content::front_matter::{Fields, Located, Need};

/// Metadata of a policy page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// One or two sentences.
    pub summary: String,
    /// Id of a topic in `site.toml`.
    pub topic: Located<String>,
    /// What the page rests on; at least one.
    pub sources: Vec<LegalSource>,
    /// When it was compared with its sources.
    pub review: Review,
    /// Who answers for the page.
    pub owner: Option<String>,
}

pub(super) fn read(fields: &mut Fields<'_>) -> Policy {
    Policy {
        summary: keys::summary(fields),
        topic: keys::topic(fields),
        sources: sources::read(fields, Need::Required),
        review: keys::review(fields),
        owner: keys::owner(fields),
    }
}
