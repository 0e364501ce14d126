//! Rules over a whole [`Site`]. One file per rule: why it exists, its message, its logic. A rule never changes the site.

mod address_collision;
mod alias_collision;
mod bad_captions;
mod bad_picture;
mod bad_video;
mod balance;
mod broken_link;
mod broken_translation;
mod captions_too_long;
mod confusable_letter;
mod duplicate_address;
mod duplicate_order;
mod duplicate_title;
mod duration_mismatch;
mod empty_course;
mod expired_page;
mod expired_source;
mod figure_without_source;
mod heavy_picture;
mod huge_picture;
mod invisible_character;
mod long_sentence;
mod lost_reply;
mod missing_file;
mod no_public_address;
mod no_source;
mod orphan_page;
mod personal_data;
mod phrase;
mod promise;
mod reactions_nowhere;
mod review_overdue;
mod subject;
mod synonym_nowhere;
mod trailing_space;
mod unaccepted_picture;
mod uncited_law;
mod unexplained_abbreviation;
mod unknown_contest;
mod unknown_course;
mod unknown_topic;
mod unread_hours;
mod unverified_wording;
mod vanished_address;
mod video_too_long;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use crate::{
    config, content,
    diag::{Diagnostic, Rule},
    site::Site,
    source::{self, Source},
};
use subject::Subject;

#[cfg(feature = "portal")]
pub(crate) use balance::percent;
#[cfg(feature = "portal")]
pub(crate) use confusable_letter::confusable;
pub use vanished_address::{Former, vanished};

/// A rule at work: reads the subject, reports what it finds.
type Check = fn(&Subject<'_>, &mut Vec<Diagnostic>);

/// Every check with the rules it applies.
static CHECKS: [(&[&Rule], Check); 41] = [
    (&[&address_collision::RULE], address_collision::check),
    (&[&alias_collision::RULE], alias_collision::check),
    (&[&bad_captions::RULE], bad_captions::check),
    (&[&bad_picture::RULE], bad_picture::check),
    (&[&bad_video::RULE], bad_video::check),
    (&[&balance::TIGHT, &balance::LOST], balance::check),
    (&[&broken_link::LINK, &broken_link::ANCHOR], broken_link::check),
    (&[&broken_translation::RULE], broken_translation::check),
    (&[&captions_too_long::RULE], captions_too_long::check),
    (&[&confusable_letter::RULE], confusable_letter::check),
    (&[&duplicate_address::RULE], duplicate_address::check),
    (&[&duplicate_order::RULE], duplicate_order::check),
    (&[&duplicate_title::RULE], duplicate_title::check),
    (&[&duration_mismatch::RULE], duration_mismatch::check),
    (&[&empty_course::RULE], empty_course::check),
    (&[&expired_page::RULE], expired_page::check),
    (&[&expired_source::RULE], expired_source::check),
    (&[&figure_without_source::RULE], figure_without_source::check),
    (&[&heavy_picture::RULE], heavy_picture::check),
    (&[&huge_picture::RULE], huge_picture::check),
    (&[&invisible_character::RULE], invisible_character::check),
    (&[&long_sentence::RULE], long_sentence::check),
    (&[&lost_reply::RULE], lost_reply::check),
    (
        &[&missing_file::MISSING, &missing_file::WRONG_TYPE],
        missing_file::check,
    ),
    (&[&no_public_address::RULE], no_public_address::check),
    (&[&no_source::RULE], no_source::check),
    (&[&orphan_page::RULE], orphan_page::check),
    (&[&personal_data::RULE], personal_data::check),
    (&[&promise::RULE], promise::check),
    (&[&reactions_nowhere::RULE], reactions_nowhere::check),
    (&[&review_overdue::RULE], review_overdue::check),
    (&[&synonym_nowhere::RULE], synonym_nowhere::check),
    (&[&trailing_space::RULE], trailing_space::check),
    (&[&unaccepted_picture::RULE], unaccepted_picture::check),
    (&[&uncited_law::RULE], uncited_law::check),
    (&[&unexplained_abbreviation::RULE], unexplained_abbreviation::check),
    (&[&unknown_contest::RULE], unknown_contest::check),
    (&[&unknown_course::RULE, &unknown_topic::RULE], unknown_names),
    (&[&unread_hours::RULE], unread_hours::check),
    (&[&unverified_wording::RULE], unverified_wording::check),
    (&[&video_too_long::RULE], video_too_long::check),
];

fn unknown_names(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    unknown_course::check(subject, report);
    unknown_topic::check(subject, report);
}

/// Applies every check. `sources` are the texts the site was read from, in the order of their paths.
pub fn check(site: &Site, sources: &[Source]) -> Vec<Diagnostic> {
    let subject = Subject::new(site, sources);
    let reports = CHECKS.par_iter().map(|(_, check)| {
        let mut report = Vec::new();
        check(&subject, &mut report);
        report
    });
    reports.flatten().collect()
}

/// Every rule there is, those of earlier steps included, in the order of their codes.
pub fn rules() -> Vec<&'static Rule> {
    let earlier = source::RULES
        .iter()
        .chain(&config::RULES)
        .chain(&content::rules::ALL)
        .copied();
    let here = CHECKS.iter().flat_map(|(rules, _)| rules.iter().copied());
    // Needs a former build beside the site.
    let here = here.chain([&vanished_address::RULE]);
    let mut rules: Vec<&Rule> = earlier.chain(here).collect();
    rules.sort_by_key(|rule| rule.code);
    rules
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::rules;

    #[test]
    fn no_code_is_used_twice() {
        let codes: BTreeSet<&str> = rules().iter().map(|rule| rule.code).collect();
        assert_eq!(codes.len(), rules().len());
    }
}
