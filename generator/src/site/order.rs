//! In which order lists show entries, and what stands beside each: worked out once, asked by every page.

use std::collections::BTreeMap;

use super::{Entry, Site};
use crate::content::kinds::{Kind, KindName};

/// Numbers of entries, in the orders that lists and pages ask for.
#[derive(Debug, Clone, Default)]
pub(super) struct Order {
    by_kind: BTreeMap<KindName, Vec<usize>>,
    /// The place of each entry in the list of its kind.
    places: Vec<usize>,
    /// In the order of their paths.
    by_topic: BTreeMap<KindName, BTreeMap<String, Vec<usize>>>,
}

impl Order {
    pub(super) fn of(entries: &[Entry]) -> Self {
        let mut order = Self {
            places: vec![0; entries.len()],
            ..Self::default()
        };
        for (number, entry) in entries.iter().enumerate() {
            let kind = entry.document.kind.name();
            order.by_kind.entry(kind).or_default().push(number);
            if let Some(topic) = entry.document.kind.topic() {
                let topics = order.by_topic.entry(kind).or_default();
                topics.entry(topic.value.clone()).or_default().push(number);
            }
        }
        for list in order.by_kind.values_mut() {
            list.sort_by(|left, right| compare(&entries[*left], &entries[*right]));
            for (place, number) in list.iter().enumerate() {
                order.places[*number] = place;
            }
        }
        order
    }
}

/// What was published last comes first, what happens next comes first, unions and lessons by their addresses.
fn compare(left: &Entry, right: &Entry) -> std::cmp::Ordering {
    let published = |entry: &Entry| match &entry.document.kind {
        Kind::Story(story) => story.published,
        Kind::Notice(notice) => notice.published,
        _ => None,
    };
    let happens = |entry: &Entry| match &entry.document.kind {
        Kind::Contest(contest) => contest.closes,
        Kind::Event(event) => event.starts,
        _ => None,
    };
    published(right)
        .cmp(&published(left))
        .then_with(|| happens(left).cmp(&happens(right)))
        .then_with(|| left.address.cmp(&right.address))
}

impl Site {
    pub(super) fn current<'a>(&'a self, numbers: impl Iterator<Item = &'a usize>) -> impl Iterator<Item = &'a Entry> {
        numbers
            .map(|number| &self.entries[*number])
            .filter(|entry| !self.is_over(entry))
    }

    pub(super) fn number_of(&self, entry: &Entry) -> Option<usize> {
        self.by_address.get(&entry.address).copied()
    }

    /// The entries of a kind that are not over, in the order of its list.
    pub fn in_order(&self, kind: KindName) -> impl Iterator<Item = &Entry> {
        self.current(self.order.by_kind.get(&kind).into_iter().flatten())
    }

    /// The entries of a kind in a topic that are not over, in the order of their paths.
    pub fn of_topic(&self, kind: KindName, topic: &str) -> impl Iterator<Item = &Entry> {
        let topics = self.order.by_topic.get(&kind);
        self.current(topics.and_then(|topics| topics.get(topic)).into_iter().flatten())
    }

    /// The entries of a kind in a topic that are not over, from behind `entry` on and round to before it: so each is
    /// named on the pages of others, and not the first few on all.
    pub fn round_topic<'a>(&'a self, entry: &Entry, kind: KindName, topic: &str) -> impl Iterator<Item = &'a Entry> {
        let topics = self.order.by_topic.get(&kind);
        let numbers = topics.and_then(|topics| topics.get(topic));
        let numbers = numbers.map(Vec::as_slice).unwrap_or_default();
        let own = self.number_of(entry);
        let (before, behind) = numbers.split_at(numbers.partition_point(|number| Some(*number) <= own));
        let others = behind.iter().chain(before).filter(move |number| Some(**number) != own);
        self.current(others)
    }

    /// Those of its kind that were published before `entry`, the last of them first; then those after it, the next first.
    /// What is published later changes no page of something old, but where too little is older.
    pub fn round_list<'a>(&'a self, entry: &Entry) -> impl Iterator<Item = &'a Entry> {
        let list = self.order.by_kind.get(&entry.document.kind.name());
        let list = list.map(Vec::as_slice).unwrap_or_default();
        let place = self
            .number_of(entry)
            .map_or(list.len(), |number| self.order.places[number]);
        let older = list.get(place + 1..).unwrap_or_default().iter();
        let newer = list.get(..place).unwrap_or_default().iter().rev();
        self.current(older.chain(newer))
    }
}
