//! What came, as one table on the terminal or as JSON.

use std::{
    fmt::Write as _,
    io::{self, IsTerminal},
};

use serde_json::{Value, json};
use wire::draft::Kind;

use crate::{
    diag::{Diagnostic, Language, Place, Severity, text},
    inbox::{
        Submission,
        inspect::is_hidden,
        propose::Proposal,
        record::{Record, State},
    },
};

/// Raised with every change of the JSON.
const VERSION: u32 = 1;
/// Letters of a title in the table.
const TITLE: usize = 38;

/// Why something that came was not taken, though it could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It waits already, or was accepted, under this number.
    Duplicate(String),
    /// An editor declined it.
    Declined(String),
    /// Its member wished it gone.
    Forgotten(String),
}

impl Outcome {
    pub(super) fn of(record: &Record) -> Self {
        let id = record.id.clone();
        match record.state {
            State::New | State::Accepted => Self::Duplicate(id),
            State::Declined => Self::Declined(id),
            State::Forgotten => Self::Forgotten(id),
        }
    }

    const fn name(&self) -> (&'static str, &String) {
        match self {
            Self::Duplicate(id) => ("duplicate", id),
            Self::Declined(id) => ("declined", id),
            Self::Forgotten(id) => ("forgotten", id),
        }
    }
}

/// One that was taken.
#[derive(Debug)]
pub(super) struct Taken {
    id: String,
    kind: Kind,
    title: String,
    origin: Place,
    path: String,
    pictures: Vec<String>,
    flags: Vec<Diagnostic>,
}

impl Taken {
    pub(super) fn of(submission: Submission, proposal: Proposal) -> Self {
        let first = submission.text.lines().next().unwrap_or_default();
        Self {
            title: if submission.title.is_empty() {
                first.to_owned()
            } else {
                submission.title
            },
            id: submission.id,
            kind: submission.kind,
            origin: submission.origin,
            path: proposal.path,
            pictures: proposal.pictures.into_iter().map(|(path, _)| path).collect(),
            flags: proposal.flags,
        }
    }
}

/// All of one run.
#[derive(Debug)]
pub(super) struct Report {
    pub(super) taken: Vec<Taken>,
    pub(super) skipped: Vec<(String, Place, Outcome)>,
    pub(super) faults: Vec<Diagnostic>,
    pub(super) seconds: f64,
}

/// Does standard output want colours?
pub(super) fn colours() -> bool {
    io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

impl Report {
    pub(super) const fn new(faults: Vec<Diagnostic>) -> Self {
        Self {
            taken: Vec::new(),
            skipped: Vec::new(),
            faults,
            seconds: 0.0,
        }
    }

    /// A line for each that was taken, for each that was not, and the sums.
    pub(super) fn table(&self, language: Language, colour: bool) -> String {
        let paint = |severity: Option<Severity>, text: &str| match severity.filter(|_| colour) {
            Some(Severity::Error) => format!("\u{1b}[31m{text}\u{1b}[0m"),
            Some(Severity::Warning) => format!("\u{1b}[33m{text}\u{1b}[0m"),
            _ => text.to_owned(),
        };
        let mut table = String::new();
        for taken in &self.taken {
            let title = padded(&printable(&taken.title), TITLE);
            let flags: Vec<String> = codes(&taken.flags)
                .into_iter()
                .map(|(code, severity)| paint(Some(severity), code))
                .collect();
            let pictures = if taken.pictures.is_empty() {
                String::new()
            } else {
                format!(" +{}", taken.pictures.len())
            };
            let kind = padded(kind(taken.kind, language), 11);
            // Writing into a string cannot fail.
            let _ = writeln!(table, "{}  {kind}{title} {}{pictures}", taken.id, flags.join(", "));
        }
        for (_, place, outcome) in &self.skipped {
            let (name, id) = outcome.name();
            let _ = writeln!(table, "{id}  {:<11}{}", name, at(place));
        }
        for fault in &self.faults {
            let code = paint(Some(fault.rule.severity), fault.rule.code);
            let _ = writeln!(
                table,
                "{}: [{code}] {}",
                at(&fault.place),
                printable(fault.message.in_language(language))
            );
        }
        table.push_str(&self.sums(language));
        table
    }

    fn sums(&self, language: Language) -> String {
        let taken = self.taken.len();
        let is_flagged = |taken: &&Taken| taken.flags.iter().any(|flag| flag.rule.severity == Severity::Error);
        let flagged = self.taken.iter().filter(is_flagged).count();
        let (skipped, faults, seconds) = (self.skipped.len(), self.faults.len(), self.seconds);
        let said = text!(
            "{taken} bài mới trong content/inbox/ ({flagged} bài phải sửa trước khi nhận), {skipped} bài đã biết, {faults} chỗ không đọc được; {seconds:.1} giây\n",
            "{taken} new in content/inbox/ ({flagged} to be mended before they are accepted), {skipped} known, {faults} unreadable; {seconds:.1} s\n"
        );
        said.in_language(language).to_owned()
    }

    pub(super) fn json(&self, language: Language) -> String {
        let diagnostic = |found: &Diagnostic| {
            json!({
                "code": found.rule.code,
                "severity": found.rule.severity,
                "file": found.place.file,
                "line": found.place.line,
                "message": found.message.in_language(language),
                "hint": found.hint.as_ref().map(|hint| hint.in_language(language)),
            })
        };
        let all = |found: &[Diagnostic]| Value::Array(found.iter().map(diagnostic).collect());
        let taken = self.taken.iter().map(|taken| {
            json!({
                "id": taken.id,
                "kind": taken.kind.name(),
                "title": taken.title,
                "file": taken.origin.file,
                "line": taken.origin.line,
                "path": taken.path,
                "pictures": taken.pictures,
                "flags": all(&taken.flags),
            })
        });
        let skipped = self.skipped.iter().map(|(id, place, outcome)| {
            let (name, of) = outcome.name();
            json!({ "id": id, "file": place.file, "line": place.line, "outcome": name, "of": of })
        });
        let whole = json!({
            "version": VERSION,
            "taken": taken.collect::<Vec<_>>(),
            "skipped": skipped.collect::<Vec<_>>(),
            "faults": all(&self.faults),
            "seconds": self.seconds,
        });
        format!("{}\n", serde_json::to_string_pretty(&whole).unwrap_or_default())
    }
}

/// Each code once, the gravest first.
fn codes(flags: &[Diagnostic]) -> Vec<(&'static str, Severity)> {
    let mut codes: Vec<(Severity, &'static str)> =
        flags.iter().map(|flag| (flag.rule.severity, flag.rule.code)).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.into_iter().map(|(severity, code)| (code, severity)).collect()
}

fn at(place: &Place) -> String {
    format!("{}:{}", printable(&place.file), place.line)
}

/// What strangers wrote must not steer the terminal it is shown on.
fn printable(text: &str) -> String {
    text.replace(|letter: char| letter.is_control() || is_hidden(letter), "")
}

fn padded(text: &str, width: usize) -> String {
    let count = text.chars().count();
    if count > width {
        let cut: String = text.chars().take(width - 1).collect();
        return format!("{cut}…");
    }
    format!("{text}{}", " ".repeat(width - count))
}

const fn kind(kind: Kind, language: Language) -> &'static str {
    match language {
        Language::English => kind.name(),
        Language::Vietnamese => match kind {
            Kind::Story => "chuyện",
            Kind::Tip => "mẹo",
            Kind::Poem => "thơ",
            Kind::Photo => "ảnh",
            Kind::Question => "câu hỏi",
            Kind::Thanks => "cảm ơn",
            Kind::ContestEntry => "bài thi",
            Kind::Reply => "lời đáp",
            Kind::Clip => "clip",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{padded, printable};

    #[test]
    fn strangers_cannot_steer_the_terminal() {
        assert_eq!(printable("xóa\u{1b}[2J\u{202e}hết\u{9b}\n"), "xóa[2Jhết");
        assert_eq!(padded("một hai", 4), "một…");
        assert_eq!(padded("một", 5), "một  ");
    }
}
