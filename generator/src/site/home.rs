//! Which documents stand on the home page, and in which of its places.
//!
//! Members' own come first and take as many places as there are; what the union tells takes what the balance leaves it
//! (`docs/pages.md`), whatever editors publish.

use std::collections::{BTreeSet, VecDeque};

use jiff::civil::Date;

use super::{Entry, Site, balance::Share};
use crate::content::kinds::KindName;

/// Cards, the newest of members' own.
const STORIES: usize = 6;
/// Lines below them, the next newest.
const MORE: usize = 6;
const UPCOMING: usize = 4;
const LESSONS: usize = 4;
/// Lines for what the union tells where members have sent too little for a share to mean anything.
const TOLD_AT_LEAST: usize = 3;
/// Lines for it at most, however much members send.
const TOLD_AT_MOST: usize = 6;
/// Days before its end from which on a rule counts as changing soon: a quarter, as figures move twice a year.
const SOON: i32 = 92;

/// The documents of the home page by their places.
#[derive(Debug, Clone, Default)]
pub struct Home<'a> {
    /// Newest of members' own.
    pub stories: Vec<&'a Entry>,
    /// The next newest, as lines.
    pub more: Vec<&'a Entry>,
    /// Events and contests.
    pub upcoming: Vec<&'a Entry>,
    /// A service: neither members' nor the union's word.
    pub lessons: Vec<&'a Entry>,
    /// Rules that begin or end to hold soon.
    pub changes: Vec<&'a Entry>,
    /// Notices, questions and rights.
    pub told: Vec<&'a Entry>,
}

impl<'a> Home<'a> {
    /// Members' own places.
    pub fn members(&self) -> impl Iterator<Item = &'a Entry> {
        self.stories.iter().chain(&self.more).chain(&self.upcoming).copied()
    }

    /// Places of what the union tells.
    pub fn union(&self) -> impl Iterator<Item = &'a Entry> {
        self.changes.iter().chain(&self.told).copied()
    }
}

impl Site {
    /// What the home page shows on the day of the build.
    pub fn home(&self) -> Home<'_> {
        let mut stories = self.in_order(KindName::Story).filter(|entry| !self.is_reply(entry));
        let lessons = self
            .courses
            .iter()
            .flat_map(|outline| &outline.lessons)
            .map(|index| &self.entries[*index])
            .filter(|lesson| !self.is_over(lesson));
        let upcoming = self.in_order(KindName::Event).chain(self.in_order(KindName::Contest));
        let mut home = Home {
            stories: stories.by_ref().take(STORIES).collect(),
            more: stories.take(MORE).collect(),
            upcoming: upcoming.take(UPCOMING).collect(),
            lessons: lessons.take(LESSONS).collect(),
            ..Home::default()
        };
        let changing = changing(self);
        let is_changing: BTreeSet<&str> = changing.iter().map(|entry| entry.address.as_str()).collect();
        let mut told = VecDeque::from([
            VecDeque::from(changing.clone()),
            self.in_order(KindName::Notice).collect(),
            one_per_topic(self, KindName::Faq).into(),
            one_per_topic(self, KindName::Policy).into(),
        ]);
        let mut shown = BTreeSet::new();
        for _ in 0..self.room_for_union(home.members().count()) {
            let Some(entry) = next(&mut told, &mut shown) else {
                break;
            };
            if is_changing.contains(entry.address.as_str()) {
                home.changes.push(entry);
            } else {
                home.told.push(entry);
            }
        }
        home
    }

    /// How many places the union's word may take beside so many of members: as many as stay below the first limit.
    fn room_for_union(&self, members: usize) -> usize {
        let settings = &self.config.balance;
        if members + TOLD_AT_LEAST < settings.at_least {
            return TOLD_AT_LEAST;
        }
        let fits = |union: &usize| !Share { union: *union, members }.reaches(settings.warn);
        (0..=TOLD_AT_MOST).take_while(fits).last().unwrap_or(0)
    }
}

/// The next of the first queue that has one not shown yet; that queue then waits for the others.
fn next<'a>(queues: &mut VecDeque<VecDeque<&'a Entry>>, shown: &mut BTreeSet<&'a str>) -> Option<&'a Entry> {
    while let Some(mut queue) = queues.pop_front() {
        while let Some(entry) = queue.pop_front() {
            if shown.insert(entry.address.as_str()) {
                queues.push_back(queue);
                return Some(entry);
            }
        }
    }
    None
}

/// Policies and questions that begin or end to hold soon, the first to do so first.
fn changing(site: &Site) -> Vec<&Entry> {
    let kinds = [KindName::Policy, KindName::Faq];
    let mut entries: Vec<(Date, &Entry)> = kinds
        .into_iter()
        .flat_map(|kind| site.listed(kind))
        .filter_map(|entry| {
            let soon = |day: &Date| *day > site.today && (*day - site.today).get_days() <= SOON;
            let begins = entry.validity.from.filter(|from| *from > site.today);
            let ends = entry.validity.until.map(|(until, _)| until).filter(soon);
            Some((begins.or(ends)?, entry))
        })
        .collect();
    entries.sort_by(|left, right| left.0.cmp(&right.0).then_with(|| left.1.address.cmp(&right.1.address)));
    entries.into_iter().map(|(_, entry)| entry).collect()
}

/// The first of every topic, then the second of every topic and so on: the home page shows breadth.
fn one_per_topic(site: &Site, kind: KindName) -> Vec<&Entry> {
    let columns: Vec<Vec<&Entry>> = site
        .config
        .topics
        .iter()
        .map(|topic| site.of_topic(kind, &topic.id).take(TOLD_AT_MOST).collect())
        .collect();
    (0..TOLD_AT_MOST)
        .flat_map(|row| columns.iter().filter_map(move |column| column.get(row).copied()))
        .collect()
}
