//! What the portal itself offers on the day of a report: its pages by kind, when they were compared with their sources, reviews
//! overdue, courses by topic. What was published from one day to another is `published`'s.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::{
    content::{
        Document,
        kinds::{Kind, KindName},
    },
    site::{Entry, Site, course::Outline},
};

/// The content of a portal in figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contents {
    /// Version of this form.
    pub version: u32,
    /// The day of the report.
    pub day: Date,
    /// Pages that hold on that day.
    pub pages: usize,
    /// Pages by kind, in the order of the content model.
    pub kinds: Vec<OfKind>,
    /// Months in which something was reviewed, the latest first.
    pub months: Vec<Month>,
    /// Pages whose review is overdue, what waits longest first.
    pub reviews_overdue: Vec<Overdue>,
    /// Courses by topic, in the order of the settings.
    pub courses: Vec<OfTopic>,
}

/// Pages of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfKind {
    /// What editors call it.
    pub kind: &'static str,
    /// How many.
    pub pages: usize,
    /// Words of their texts, as blanks part them: in Vietnamese, syllables.
    pub words: usize,
}

/// One month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Month {
    /// `YYYY-MM`.
    pub month: String,
    /// Pages that were last compared with their sources in it.
    pub reviewed: usize,
}

/// A page whose review is overdue.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Overdue {
    /// Since when.
    pub due: Date,
    /// Where it is.
    pub address: String,
    /// What it is called.
    pub title: String,
}

/// Courses of one topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfTopic {
    /// The topic's title.
    pub topic: String,
    /// Its courses by title.
    pub courses: Vec<CourseLine>,
}

/// One course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CourseLine {
    /// Its title.
    pub title: String,
    /// Lessons in it that hold.
    pub lessons: usize,
    /// Minutes that these take, begun ones counted.
    pub minutes: u32,
}

impl Contents {
    /// The figures of a site on its day.
    pub fn of(site: &Site) -> Self {
        let current: Vec<&Entry> = site.entries.iter().filter(|entry| !site.is_over(entry)).collect();
        let kinds = KindName::ALL.into_iter().map(|name| {
            let of_kind = current.iter().filter(|entry| entry.document.kind.name() == name);
            OfKind {
                kind: name.label(),
                pages: of_kind.clone().count(),
                words: of_kind.map(|entry| words(&entry.document)).sum(),
            }
        });
        Self {
            version: 2,
            day: site.today,
            pages: current.len(),
            kinds: kinds.filter(|of| of.pages > 0).collect(),
            months: months(&current),
            reviews_overdue: overdue(site, &current),
            courses: courses(site),
        }
    }
}

fn words(document: &Document) -> usize {
    let passages = document.body.passages.iter();
    passages.map(|passage| passage.text.split_whitespace().count()).sum()
}

fn months(current: &[&Entry]) -> Vec<Month> {
    let mut months: BTreeMap<(i16, i8), usize> = BTreeMap::new();
    for entry in current {
        let reviewed = entry.document.kind.review().and_then(|review| review.reviewed);
        if let Some(day) = reviewed {
            *months.entry((day.year(), day.month())).or_default() += 1;
        }
    }
    let month = |((year, month), reviewed)| Month {
        month: format!("{year:04}-{month:02}"),
        reviewed,
    };
    months.into_iter().rev().map(month).collect()
}

fn overdue(site: &Site, current: &[&Entry]) -> Vec<Overdue> {
    let due = |entry: &&Entry| {
        let due = entry.document.kind.review()?.review_by.as_ref()?.value;
        (due < site.today).then(|| Overdue {
            due,
            address: format!("/{}", entry.address),
            title: entry.document.title.value.clone(),
        })
    };
    let mut overdue: Vec<Overdue> = current.iter().filter_map(due).collect();
    overdue.sort_unstable();
    overdue
}

fn courses(site: &Site) -> Vec<OfTopic> {
    let of_topic = |id: &str| {
        let courses = site.courses.iter().filter(|outline| {
            let topic = site.entries[outline.course].document.kind.topic();
            topic.is_some_and(|topic| topic.value == id)
        });
        courses.map(|outline| line(site, outline)).collect::<Vec<_>>()
    };
    let topics = site.config.topics.iter().map(|topic| OfTopic {
        topic: topic.title.clone(),
        courses: of_topic(&topic.id),
    });
    topics.filter(|topic| !topic.courses.is_empty()).collect()
}

fn line(site: &Site, outline: &Outline) -> CourseLine {
    let lessons = outline.lessons.iter().map(|index| &site.entries[*index]);
    let seconds: Vec<u32> = lessons
        .filter(|entry| !site.is_over(entry))
        .map(|entry| match &entry.document.kind {
            Kind::Lesson(lesson) => lesson.seconds.as_ref().map_or(0, |seconds| seconds.value),
            _ => 0,
        })
        .collect();
    CourseLine {
        title: site.entries[outline.course].document.title.value.clone(),
        lessons: seconds.len(),
        minutes: seconds.iter().sum::<u32>().div_ceil(60),
    }
}
