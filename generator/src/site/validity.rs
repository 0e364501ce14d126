//! From when to when a document holds.

use jiff::civil::Date;

use crate::content::{Document, kinds::Kind};

/// The days between which a document may be taken as current. Both are included; none means no limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Validity {
    /// First day.
    pub from: Option<Date>,
    /// Last day, and what ends then.
    pub until: Option<(Date, Ending)>,
}

/// What makes a document end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ending {
    /// A law it rests on is no longer in force.
    Source,
    /// Its editor said so.
    Page,
    /// The contest is closed.
    Contest,
    /// The event is over.
    Event,
}

impl Ending {
    /// Part of the keys of interface words: `ended_source`, `ends_source` …
    pub const fn word(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Page => "page",
            Self::Contest => "contest",
            Self::Event => "event",
        }
    }
}

/// A day against a validity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It will hold from a later day on.
    ToCome(Date),
    /// It holds.
    Current,
    /// It holds no more since after this day.
    Over(Date, Ending),
}

impl Validity {
    /// What a document's own dates and its sources' say: it holds while all of its sources are in force.
    pub fn of(document: &Document) -> Self {
        let sources = document.kind.sources();
        let from = sources.iter().filter_map(|source| source.in_force_from).max();
        let source_ends = sources
            .iter()
            .filter_map(|source| source.in_force_until.as_ref())
            .map(|until| (until.value, Ending::Source));
        let page_ends = document
            .common
            .expires
            .iter()
            .map(|expires| (expires.value, Ending::Page));
        let kind_ends = match &document.kind {
            Kind::Contest(contest) => contest.closes.map(|day| (day, Ending::Contest)),
            Kind::Event(event) => event.last_day().map(|day| (day, Ending::Event)),
            _ => None,
        };
        Self {
            from,
            until: source_ends.chain(page_ends).chain(kind_ends).min(),
        }
    }

    /// How it stands on a day.
    pub fn on(&self, day: Date) -> State {
        match (self.from, self.until) {
            (_, Some((until, ending))) if until < day => State::Over(until, ending),
            (Some(from), _) if from > day => State::ToCome(from),
            _ => State::Current,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Ending, State, Validity};

    #[test]
    fn both_days_are_included() {
        let validity = Validity {
            from: Some(date(2026, 7, 1)),
            until: Some((date(2026, 12, 31), Ending::Source)),
        };
        assert_eq!(validity.on(date(2026, 6, 30)), State::ToCome(date(2026, 7, 1)));
        assert_eq!(validity.on(date(2026, 7, 1)), State::Current);
        assert_eq!(validity.on(date(2026, 12, 31)), State::Current);
        assert_eq!(
            validity.on(date(2027, 1, 1)),
            State::Over(date(2026, 12, 31), Ending::Source)
        );
    }
}
