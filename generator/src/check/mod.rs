//! Rules over a whole [`Site`]. One file per rule: why it exists, its message, its logic. A rule never changes the site.

mod broken_link;
mod course_order;
mod duplicate_address;
mod missing_media;
mod unknown_course;
mod unknown_topic;

use crate::{diag::Diagnostic, site::Site};

/// A rule: reads the site, reports what it finds.
type Rule = fn(&Site, &mut Vec<Diagnostic>);

/// Every rule, in the order in which findings of one place are shown.
const RULES: [Rule; 6] = [
    broken_link::check,
    course_order::check,
    duplicate_address::check,
    missing_media::check,
    unknown_course::check,
    unknown_topic::check,
];

/// Applies every rule.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for rule in RULES {
        rule(site, &mut diagnostics);
    }
    diagnostics
}
