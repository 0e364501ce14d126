//! Who speaks in the portal: what members make and take part in, against what the union tells them.
//!
//! At most a fifth may be the union's word (settings `[balance]`); what counts as which is said, with reasons, in
//! `docs/pages.md`. Everything follows from the content and the day of the build, so past months can be counted again and
//! a build stays the same for the same day.

use jiff::{ToSpan, civil::Date};

use super::{Entry, Site, news};
use crate::content::{
    Document,
    kinds::{Kind, KindName},
};

/// Whose word a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// Members make it or take part in it.
    Members,
    /// The union tells it: rules, rights, notices.
    Union,
    /// Somebody looks for it and finds it: lessons, answers, whom to call.
    Service,
}

/// Whose word a document of a kind is when it is new. Answers are a service: a union must never be punished for answering.
pub const fn voice(kind: KindName) -> Voice {
    match kind {
        KindName::Story | KindName::Contest | KindName::Event => Voice::Members,
        KindName::Policy | KindName::Notice => Voice::Union,
        KindName::Faq | KindName::Course | KindName::Lesson | KindName::Unit | KindName::Page => Voice::Service,
    }
}

/// How many there are of each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// The union's word.
    pub union: usize,
    /// Members' own.
    pub members: usize,
}

impl Share {
    /// Both together.
    pub const fn total(self) -> usize {
        self.union + self.members
    }

    /// The union's share in tenths of a percent, rounded down; 0 of nothing.
    pub const fn per_mille(self) -> usize {
        match self.total() {
            0 => 0,
            total => self.union * 1000 / total,
        }
    }

    /// Is the union's share so many percent or more? Never of nothing.
    pub const fn reaches(self, percent: usize) -> bool {
        self.union > 0 && self.union * 100 >= self.total() * percent
    }

    /// Is it more than so many percent?
    pub const fn passes(self, percent: usize) -> bool {
        self.union * 100 > self.total() * percent
    }

    /// How many of members' own bring it below so many percent, when they are added.
    pub const fn to_add(self, percent: usize) -> usize {
        if percent == 0 || !self.reaches(percent) {
            return 0;
        }
        self.union * 100 / percent + 1 - self.total()
    }

    /// How many of the union's do, when they wait.
    pub fn to_move(self, percent: usize) -> usize {
        let after = |moved: usize| Self {
            union: self.union - moved,
            ..self
        };
        (0..=self.union)
            .find(|moved| !after(*moved).reaches(percent))
            .unwrap_or(self.union)
    }
}

/// What the share comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Of so few, one more or less is a different share: nothing can be said.
    TooFew,
    /// Below both limits.
    Fine,
    /// At the first limit or above it.
    Tight,
    /// Past the second.
    Lost,
}

/// Where it is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Where {
    /// Places of the home page on the day of the build.
    Home,
    /// What is new in the lists.
    Lists,
    /// What is new in the feeds.
    Feeds,
}

/// The share at one place.
#[derive(Debug, Clone)]
pub struct Measure<'a> {
    /// Where.
    pub place: Where,
    /// How many.
    pub share: Share,
    /// The union's, the newest first.
    pub union: Vec<&'a Entry>,
    /// What it comes to.
    pub verdict: Verdict,
}

/// The shares on the day of the build. Feeds are counted only where there are any: with a public address.
pub fn measures(site: &Site) -> Vec<Measure<'_>> {
    let home = site.home();
    let mut measures = vec![
        measure(site, Where::Home, home.union().collect(), home.members().count()),
        of_new(site, Where::Lists, listed(site)),
    ];
    if site.config.base_url.is_some() {
        measures.push(of_new(site, Where::Feeds, in_feeds(site)));
    }
    measures
}

/// The share of what was new on the days up to `last`, the settings' number of days in all. What has been deleted since is
/// not in it.
pub fn until(site: &Site, last: Date) -> Share {
    count(published(site).filter(|entry| is_new(site, &entry.document, last)))
}

/// What a share comes to by the settings.
pub fn verdict(site: &Site, share: Share) -> Verdict {
    let settings = &site.config.balance;
    match share {
        few if few.total() < settings.at_least => Verdict::TooFew,
        lost if lost.passes(settings.limit) => Verdict::Lost,
        tight if tight.reaches(settings.warn) => Verdict::Tight,
        _ => Verdict::Fine,
    }
}

/// Documents of the union that say no day on which they were new: the stock of a library, in no month's count.
pub fn undated(site: &Site) -> usize {
    let union = site
        .entries
        .iter()
        .filter(|entry| voice(entry.document.kind.name()) == Voice::Union);
    union.filter(|entry| news::first_day(&entry.document).is_none()).count()
}

fn measure<'a>(site: &'a Site, place: Where, union: Vec<&'a Entry>, members: usize) -> Measure<'a> {
    let share = Share {
        union: union.len(),
        members,
    };
    Measure {
        place,
        share,
        union,
        verdict: verdict(site, share),
    }
}

fn of_new<'a>(site: &'a Site, place: Where, new: Vec<&'a Entry>) -> Measure<'a> {
    let share = count(new.iter().copied());
    let is_unions = |entry: &&Entry| voice(entry.document.kind.name()) == Voice::Union;
    let mut union: Vec<&Entry> = new.into_iter().filter(is_unions).collect();
    union.sort_by_key(|entry| (std::cmp::Reverse(news::first_day(&entry.document)), &entry.address));
    measure(site, place, union, share.members)
}

fn count<'a>(entries: impl Iterator<Item = &'a Entry>) -> Share {
    entries.fold(Share::default(), |mut share, entry| {
        match voice(entry.document.kind.name()) {
            Voice::Members => share.members += 1,
            Voice::Union => share.union += 1,
            Voice::Service => {}
        }
        share
    })
}

fn listed(site: &Site) -> Vec<&Entry> {
    let current = published(site).filter(|entry| !site.is_over(entry));
    current
        .filter(|entry| is_new(site, &entry.document, site.today))
        .collect()
}

/// A preview holds drafts too, which have told nobody anything yet.
fn published(site: &Site) -> impl Iterator<Item = &Entry> {
    site.entries.iter().filter(|entry| entry.hidden.is_none())
}

/// All that feeds brought in these days: who looks every day has seen more than the newest few.
fn in_feeds(site: &Site) -> Vec<&Entry> {
    let first = first_of(site, site.today);
    let entries = site.lists().flat_map(|kind| site.listed(kind));
    let entries = entries.filter(|entry| entry.hidden.is_none());
    let is_within = |day: Date| (first..=site.today).contains(&day);
    entries
        .filter(|entry| news::first_day(&entry.document).is_some_and(is_within))
        .collect()
}

fn first_of(site: &Site, last: Date) -> Date {
    last - i64::from(site.config.balance.days.saturating_sub(1)).days()
}

/// Was it new on one of the days up to `last`? What members take part in is new as long as they can; an event that says
/// no day of its own is announced as many days ahead.
fn is_new(site: &Site, document: &Document, last: Date) -> bool {
    let first = first_of(site, last);
    let within =
        |from: Option<Date>, to: Option<Date>| from.zip(to).is_some_and(|(from, to)| from <= last && to >= first);
    let day = news::first_day(document);
    match &document.kind {
        Kind::Contest(contest) => within(day, contest.closes),
        Kind::Event(event) => {
            let announced = event.starts.map(|starts| first_of(site, starts));
            within(day.or(announced), event.last_day())
        }
        _ => within(day, day),
    }
}

#[cfg(test)]
mod tests {
    use super::Share;

    #[test]
    fn shares_are_exact_at_their_limits() {
        let share = |union, members| Share { union, members };
        assert!(share(18, 82).reaches(18) && !share(17, 83).reaches(18));
        assert!(share(21, 79).passes(20) && !share(20, 80).passes(20));
        assert!(!share(0, 0).reaches(0) && !share(0, 0).passes(20));
        assert_eq!(share(21, 79).per_mille(), 210);
    }

    #[test]
    fn what_is_to_be_done_is_enough_and_no_more() {
        for union in 0..40 {
            for members in 0..40 {
                let share = Share { union, members };
                let (add, wait) = (share.to_add(18), share.to_move(18));
                let added = |more| Share {
                    members: members + more,
                    union,
                };
                assert!(!added(add).reaches(18), "{share:?} {add}");
                assert!(add == 0 || added(add - 1).reaches(18), "{share:?} {add}");
                let moved = |less| Share {
                    union: union - less,
                    members,
                };
                assert!(!moved(wait).reaches(18), "{share:?} {wait}");
                assert!(wait == 0 || moved(wait - 1).reaches(18), "{share:?} {wait}");
            }
        }
    }
}
