//! Codes of many learners to one table: gathered in any order and in parallel, each counted once, conflicts and forgeries set
//! aside with their place. What comes out depends on the set of codes alone, not on their order or number.

use std::{
    collections::{BTreeMap, HashMap},
    hash::{DefaultHasher, Hash, Hasher},
};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator, ParallelSliceMut};
use serde::Serialize;
use wire::{
    completion::{Completion, find},
    session::SignedSession,
};

use super::{Level, Officers, Refusal, fits, shown};

/// What rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The unit as learners typed it.
    Unit,
    /// Lesson or course.
    Course,
    /// Month of finishing.
    Month,
}

/// A piece of a file, whole lines.
#[derive(Debug)]
pub struct Block {
    /// Number of the file.
    pub file: u32,
    /// Number of its first line, from 1.
    pub line: u32,
    /// The lines.
    pub text: String,
}

/// Why something found is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The code itself is no good.
    Refused(Refusal),
    /// Another record of the same learner and lesson says otherwise; that one was counted.
    Conflict,
}

/// Something found that is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Number of the file.
    pub file: u32,
    /// Line in it, from 1.
    pub line: u32,
    /// Why.
    pub reason: Reason,
    /// A hash of the code: copies of one have the same.
    pub code: u64,
}

/// Learners and finished lessons of one level. The two levels have a figure each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// Different learners.
    pub learners: usize,
    /// Finished lessons and courses.
    pub completions: usize,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Unit, lesson or month; empty where the learner typed no unit.
    pub key: String,
    /// Confirmed by an officer's meeting.
    pub confirmed: Figure,
    /// The learners' own word.
    pub self_reported: Figure,
}

/// The report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Version of this form.
    pub version: u32,
    /// First and last day of finishing.
    pub days: Option<(String, String)>,
    /// All rows together; a learner of two rows counts once.
    pub total: Row,
    /// In the order of their keys.
    pub rows: Vec<Row>,
}

/// Values and their numbers.
#[derive(Debug)]
struct Table<T>(HashMap<T, u32>);

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T: Eq + Hash + Ord> Table<T> {
    fn number(&mut self, value: T) -> u32 {
        let next = u32::try_from(self.0.len()).unwrap_or(NONE);
        *self.0.entry(value).or_insert(next)
    }

    /// Takes over the other's values; gives its numbers anew.
    fn merge(&mut self, other: Self) -> Vec<u32> {
        let mut anew = vec![0; other.0.len()];
        for (value, number) in other.0 {
            anew[number as usize] = self.number(value);
        }
        anew
    }

    /// The values in order, and their places by number.
    fn sorted(self) -> (Vec<T>, Vec<u32>) {
        let mut values: Vec<(T, u32)> = self.0.into_iter().collect();
        values.sort_unstable();
        let mut places = vec![0; values.len()];
        for (place, (_, number)) in (0..).zip(&values) {
            places[*number as usize] = place;
        }
        (values.into_iter().map(|(value, _)| value).collect(), places)
    }
}

/// No session.
const NONE: u32 = u32::MAX;

/// A record in some fifty bytes: there are millions. The order of fields is the order of preference among the records of one
/// learner and lesson: confirmed, earliest, lowest score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    holder: u64,
    lesson: u32,
    is_self_reported: bool,
    day: u32,
    right: u8,
    questions: u8,
    content: u32,
    unit: u32,
    name: u32,
    session: u32,
    origin: Origin,
}

/// Where a record was found, and in which spelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Origin {
    file: u32,
    line: u32,
    code: u64,
}

impl Origin {
    const fn problem(self, reason: Reason) -> Problem {
        let Self { file, line, code } = self;
        Problem {
            file,
            line,
            reason,
            code,
        }
    }
}

/// The same in every run, as the keys of this hasher are.
fn hash(code: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    code.hash(&mut hasher);
    hasher.finish()
}

impl Entry {
    /// What the learner states.
    const fn statement(&self) -> (u32, u8, u8, u32, u32, u32) {
        (self.day, self.right, self.questions, self.content, self.unit, self.name)
    }

    const fn level(&self) -> Level {
        if self.is_self_reported {
            Level::SelfReported
        } else {
            Level::Confirmed
        }
    }
}

/// Records on their way into a report.
#[derive(Debug, Default)]
pub struct Gathered {
    entries: Vec<Entry>,
    problems: Vec<Problem>,
    texts: Table<String>,
    sessions: Table<SignedSession>,
}

impl Gathered {
    /// Adds the codes in a piece of text.
    #[must_use]
    pub fn with(mut self, block: &Block) -> Self {
        let mut line = block.line;
        let mut seen = 0;
        for (at, code) in find(&block.text) {
            line += u32::try_from(block.text[seen..at].matches('\n').count()).unwrap_or(0);
            seen = at;
            let origin = Origin {
                file: block.file,
                line,
                code: hash(code),
            };
            if let Err(refusal) = self.add(code, origin) {
                self.problems.push(origin.problem(Reason::Refused(refusal)));
            }
        }
        self
    }

    fn add(&mut self, code: &str, origin: Origin) -> Result<(), Refusal> {
        let completion = Completion::decode(code)?;
        let Completion {
            holder,
            is_course,
            lesson,
            content,
            right,
            questions,
            day,
            name,
            unit,
            session,
        } = completion;
        // One learner may finish a lesson and a course of one name.
        let lesson = if is_course { lesson + "/" } else { lesson };
        self.entries.push(Entry {
            holder,
            lesson: self.texts.number(lesson),
            is_self_reported: session.is_none(),
            day,
            right,
            questions,
            content,
            unit: self.texts.number(unit.unwrap_or_default()),
            name: self.texts.number(name.unwrap_or_default()),
            session: session.map_or(NONE, |session| self.sessions.number(session)),
            origin,
        });
        Ok(())
    }

    /// Both together.
    #[must_use]
    pub fn merged(self, other: Self) -> Self {
        let (mut whole, part) = if self.entries.len() < other.entries.len() {
            (other, self)
        } else {
            (self, other)
        };
        let texts = whole.texts.merge(part.texts);
        let sessions = whole.sessions.merge(part.sessions);
        whole.problems.extend(part.problems);
        whole.entries.extend(part.entries.into_iter().map(|entry| Entry {
            lesson: texts[entry.lesson as usize],
            unit: texts[entry.unit as usize],
            name: texts[entry.name as usize],
            session: sessions.get(entry.session as usize).copied().unwrap_or(NONE),
            ..entry
        }));
        whole
    }

    /// Verifies each meeting once, counts each record once. Problems are in the order of files and lines.
    pub fn report(self, officers: &Officers<'_>, by: By) -> (Report, Vec<Problem>) {
        let Self {
            mut entries,
            mut problems,
            texts,
            sessions,
        } = self;
        let (texts, places) = texts.sorted();
        let (sessions, session_places) = sessions.sorted();
        let verdicts: Vec<_> = sessions
            .par_iter()
            .map(|session| officers.verify(session).map(|_| ()))
            .collect();
        entries.retain_mut(|entry| {
            entry.lesson = places[entry.lesson as usize];
            entry.unit = places[entry.unit as usize];
            entry.name = places[entry.name as usize];
            let Some(place) = session_places.get(entry.session as usize) else {
                return true;
            };
            entry.session = *place;
            // The signature first: a forged meeting is forged, whatever it says.
            let lesson = texts[entry.lesson as usize].trim_end_matches('/');
            let signed = &sessions[*place as usize];
            let judged = verdicts[*place as usize].and_then(|()| fits(lesson, entry.day, signed));
            problems.extend(
                judged
                    .err()
                    .map(|refusal| entry.origin.problem(Reason::Refused(refusal))),
            );
            judged.is_ok()
        });
        entries.par_sort_unstable();
        let mut kept = Vec::new();
        for group in entries.chunk_by(|left, right| (left.holder, left.lesson) == (right.holder, right.lesson)) {
            kept.push(group[0]);
            let others = group.iter().filter(|entry| entry.statement() != group[0].statement());
            problems.extend(others.map(|entry| entry.origin.problem(Reason::Conflict)));
        }
        problems.sort_unstable();
        (count(&kept, &texts, by), problems)
    }
}

fn count(entries: &[Entry], texts: &[String], by: By) -> Report {
    let key = |entry: &Entry| match by {
        By::Unit => texts[entry.unit as usize].clone(),
        By::Course => texts[entry.lesson as usize].clone(),
        By::Month => shown(entry.day)[..7].to_owned(),
    };
    let mut by_number: BTreeMap<u32, Vec<&Entry>> = BTreeMap::new();
    for entry in entries {
        let number = match by {
            By::Unit => entry.unit,
            By::Course => entry.lesson,
            By::Month => month(entry.day),
        };
        by_number.entry(number).or_default().push(entry);
    }
    let days = entries.iter().map(|entry| entry.day);
    let span = days.clone().min().zip(days.max());
    let all: Vec<&Entry> = entries.iter().collect();
    Report {
        version: 1,
        days: span.map(|(first, last)| (shown(first), shown(last))),
        total: row(String::new(), &all),
        rows: by_number.values().map(|group| row(key(group[0]), group)).collect(),
    }
}

fn month(day: u32) -> u32 {
    let (year, month, _) = wire::day::date(i32::try_from(day).unwrap_or(i32::MAX));
    year * 12 + month
}

/// `entries` are in the order of their holders.
fn row(key: String, entries: &[&Entry]) -> Row {
    let figure = |level| {
        let mut figure = Figure::default();
        let mut last = None;
        for entry in entries.iter().filter(|entry| entry.level() == level) {
            figure.completions += 1;
            figure.learners += usize::from(last != Some(entry.holder));
            last = Some(entry.holder);
        }
        figure
    };
    Row {
        key,
        confirmed: figure(Level::Confirmed),
        self_reported: figure(Level::SelfReported),
    }
}
