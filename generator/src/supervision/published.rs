//! What the portal published, counted by kind, topic, unit and month. It follows from the days in the content alone.

use std::collections::BTreeMap;

use jiff::{ToSpan, civil::Date};
use serde::Serialize;

use crate::{
    content::kinds::{Kind, KindName, story::FORMS},
    site::{
        Entry, Site,
        balance::{Voice, voice},
        news,
    },
};

/// The days that are counted, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Days {
    /// First.
    pub from: Date,
    /// Last.
    pub until: Date,
}

/// How many texts share a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Kind or form, topic's title, unit; empty where a story names none.
    pub name: String,
    /// Texts.
    pub texts: usize,
}

/// One month.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Month {
    /// `2026-11`.
    pub month: String,
    /// What members made or could take part in.
    pub members: usize,
    /// What the union told.
    pub union: usize,
    /// Answers, lessons and the like.
    pub service: usize,
}

/// The figures of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// Version of this form.
    pub version: u32,
    /// What is counted.
    pub days: Days,
    /// Texts that say a day within these days.
    pub texts: usize,
    /// Stories by their form, the rest by kind; in the order of kinds.
    pub kinds: Vec<Count>,
    /// Texts with a topic, in the order of topics.
    pub topics: Vec<Count>,
    /// Stories, the most first.
    pub units: Vec<Count>,
    /// Every month of these days, also those without a text.
    pub months: Vec<Month>,
    /// Texts that say no day of their own, by kind: they are in no other figure.
    pub undated: Vec<Count>,
}

/// The day a text counts for: when it was new; an event that does not say so counts on its first day.
fn day(entry: &Entry) -> Option<Date> {
    let happens = match &entry.document.kind {
        Kind::Event(event) => event.starts,
        _ => None,
    };
    news::first_day(&entry.document).or(happens)
}

/// Kinds, with stories parted by their form; in the order of kinds and of forms.
fn kind(entry: &Entry) -> (KindName, Option<usize>, String) {
    let kind = &entry.document.kind;
    match kind {
        Kind::Story(story) => {
            let form = &story.form.value;
            (kind.name(), FORMS.iter().position(|known| known == form), form.clone())
        }
        _ => (kind.name(), None, kind.name().folder().to_owned()),
    }
}

/// Counts what was new in these days.
pub fn figures(site: &Site, days: Days) -> Figures {
    let (dated, undated): (Vec<_>, Vec<_>) = site.entries.iter().partition(|entry| day(entry).is_some());
    let counted: Vec<&Entry> = dated
        .into_iter()
        .filter(|entry| day(entry).is_some_and(|day| (days.from..=days.until).contains(&day)))
        .collect();
    let topics = site.config.topics.iter().map(|topic| {
        let of_topic = |entry: &&&Entry| entry.document.kind.topic().is_some_and(|id| id.value == topic.id);
        Count {
            name: topic.title.clone(),
            texts: counted.iter().filter(of_topic).count(),
        }
    });
    let topics = topics.filter(|topic| topic.texts > 0).collect();
    Figures {
        version: 1,
        days,
        texts: counted.len(),
        kinds: by_kind(&counted),
        topics,
        units: units(&counted),
        months: months(&counted, days),
        undated: by_kind(&undated),
    }
}

fn by_kind(entries: &[&Entry]) -> Vec<Count> {
    let mut kinds: BTreeMap<(KindName, Option<usize>, String), usize> = BTreeMap::new();
    for entry in entries {
        *kinds.entry(kind(entry)).or_default() += 1;
    }
    let counts = kinds.into_iter().map(|((_, _, name), texts)| Count { name, texts });
    counts.collect()
}

fn units(entries: &[&Entry]) -> Vec<Count> {
    let mut units: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in entries {
        if let Kind::Story(story) = &entry.document.kind {
            *units.entry(story.unit.as_deref().unwrap_or_default()).or_default() += 1;
        }
    }
    let mut units: Vec<Count> = units
        .into_iter()
        .map(|(name, texts)| Count {
            name: name.to_owned(),
            texts,
        })
        .collect();
    units.sort_by_key(|unit| (unit.name.is_empty(), std::cmp::Reverse(unit.texts)));
    units
}

fn months(entries: &[&Entry], days: Days) -> Vec<Month> {
    let name = |day: Date| format!("{:04}-{:02}", day.year(), day.month());
    let mut months: BTreeMap<String, Month> = BTreeMap::new();
    let mut first = days.from.first_of_month();
    while first <= days.until {
        let month = name(first);
        months.insert(
            month.clone(),
            Month {
                month,
                ..Month::default()
            },
        );
        first += 1.month();
    }
    for entry in entries {
        let Some(month) = day(entry).and_then(|day| months.get_mut(&name(day))) else {
            continue;
        };
        match voice(entry.document.kind.name()) {
            Voice::Members => month.members += 1,
            Voice::Union => month.union += 1,
            Voice::Service => month.service += 1,
        }
    }
    months.into_values().collect()
}
