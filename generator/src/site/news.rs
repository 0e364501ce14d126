//! Days of documents: when each was new, and when its text last changed. What feeds, the home page and the balance go by.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::{Entry, Site};
use crate::content::{
    Document,
    kinds::{Kind, KindName},
};

/// Entries of a feed: the newest, some 15 KB.
const MOST: usize = 30;

/// The day on which a document was new to members; none for what says no such day. A day of review is none: who compares
/// thirty rules with new figures on 1 January has sent nobody thirty messages.
pub fn first_day(document: &Document) -> Option<Date> {
    let own = match &document.kind {
        Kind::Story(story) => story.published,
        Kind::Notice(notice) => notice.published,
        Kind::Contest(contest) => contest.opens,
        _ => None,
    };
    own.max(document.common.publish_at.as_ref().map(|day| day.value))
}

/// The last day on which a document's text is known to have been written or compared with its sources.
pub fn changed(document: &Document) -> Option<Date> {
    let reviewed = document.kind.review().and_then(|review| review.reviewed);
    first_day(document).max(reviewed)
}

/// The newest entries of a list, each with its day, as its feeds show them. The list of courses shows lessons too.
pub fn feed(site: &Site, kind: KindName) -> Vec<(Date, &Entry)> {
    let lessons = site.listed(KindName::Lesson).filter(|_| kind == KindName::Course);
    let all = site.listed(kind).chain(lessons);
    let mut entries: Vec<(Date, &Entry)> = all
        .filter_map(|entry| Some((changed(&entry.document)?, entry)))
        .collect();
    entries.sort_by_key(|(day, entry)| (Reverse(*day), &entry.address));
    entries.truncate(MOST);
    entries
}
