//! A proposal that an editor has read becomes content: judged anew as it stands now, moved, its pictures with it.

use jiff::civil::Date;
use wire::draft::Consents;

use super::{
    inspect::{RudeWords, inspect},
    propose::{names, unconsented},
};
use crate::{
    content::{self, Document, kinds::Kind, slug::slug},
    diag::{Diagnostic, Severity},
    source::Source,
};

/// What accepting comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// Path of the text below the root.
    pub path: String,
    /// The text.
    pub text: String,
    /// Pictures: from, to, below the root.
    pub pictures: Vec<(String, String)>,
    /// The consents it is published with.
    pub consents: Vec<String>,
}

/// A proposal as its file reads now.
#[derive(Debug)]
pub struct Judged {
    /// As a story; none when its front matter cannot be read.
    pub document: Option<Document>,
    /// The consents that its file names.
    pub consents: Consents,
    /// Those of its pictures that its text shows.
    pub shown: Vec<String>,
    /// All that is found in it, the gravest too.
    pub found: Vec<Diagnostic>,
    /// Its text with today as the day of publication.
    text: String,
}

impl Judged {
    /// What stands against accepting it.
    pub fn against(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter().filter(|found| found.rule.severity == Severity::Error)
    }
}

/// Reads a proposal anew and looks at all of it.
pub fn judge(id: &str, text: &str, pictures: &[String], rude: &RudeWords, today: Date) -> Judged {
    let path = super::propose::path(id);
    // The folder of a path tells the kind: it is read as what it is to become.
    let source = Source::new(format!("content/story/{id}.md"), &published(text, today));
    let (documents, mut found) = content::parse(&source);
    let document = documents.into_iter().next();
    let mut consents = Consents::default();
    let shown: Vec<String> = pictures
        .iter()
        .filter(|file| source.text.contains(&reference(file)))
        .cloned()
        .collect();
    if let Some(document) = &document {
        if let Kind::Story(story) = &document.kind {
            let has = |name: &str| story.consents.iter().any(|consent| consent == name);
            consents = Consents {
                publish: has("publish"),
                people: has("people"),
                own: has("own"),
            };
        }
        found.extend(unconsented(&path, consents, !shown.is_empty()));
        found.extend(inspected(document, &source, rude));
    }
    for finding in &mut found {
        path.clone_into(&mut finding.place.file);
    }
    Judged {
        document,
        consents,
        shown,
        found,
        text: source.text,
    }
}

/// The proposal of this number, as its file reads now, as a story; `taken` tells whether a file name is in use.
///
/// # Errors
/// What still stands against it: the faults of its text, missing consent, personal data.
pub fn accept(
    id: &str,
    text: &str,
    pictures: &[String],
    rude: &RudeWords,
    today: Date,
    taken: impl Fn(&str) -> bool,
) -> Result<Accepted, Vec<Diagnostic>> {
    let judged = judge(id, text, pictures, rude, today);
    let against: Vec<Diagnostic> = judged.against().cloned().collect();
    let Some(document) = judged.document.filter(|_| against.is_empty()) else {
        return Err(against);
    };
    let name = name(&document.title.value, id, taken);
    let moved: Vec<(String, String)> = judged
        .shown
        .into_iter()
        .map(|file| {
            let to = file.replacen("/inbox/", "/media/", 1);
            (file, to)
        })
        .collect();
    let mut text = judged.text;
    for (from, to) in &moved {
        let file = to.rsplit('/').next().unwrap_or(to);
        text = text.replace(&reference(from), &format!("](../media/{file})"));
    }
    Ok(Accepted {
        path: format!("content/story/{name}.md"),
        text,
        pictures: moved,
        consents: names(judged.consents).into_iter().map(str::to_owned).collect(),
    })
}

/// What is found in its words, in title, summary, name to print and unit.
fn inspected(document: &Document, source: &Source, rude: &RudeWords) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    let mut look = |words: &str, place: &dyn Fn(std::ops::Range<usize>) -> crate::diag::Place| {
        for found in inspect(words, rude) {
            let said = found.said(&words[found.range.clone()]);
            all.push(Diagnostic::new(found.rule, place(found.range), said));
        }
    };
    for passage in &document.body.passages {
        look(&passage.text, &|range| source.place(passage.span(range)));
    }
    let (author, unit) = match &document.kind {
        Kind::Story(story) => (story.author.as_deref(), story.unit.as_deref()),
        _ => (None, None),
    };
    let title = Some(document.title.value.as_str());
    for words in [title, document.kind.summary(), author, unit].into_iter().flatten() {
        look(words, &|_| document.title.place.clone());
    }
    all
}

/// How a proposal's text points to one of its pictures.
fn reference(file: &str) -> String {
    format!("]({})", file.rsplit('/').next().unwrap_or(file))
}

/// With today as the day of publication.
fn published(text: &str, today: Date) -> String {
    with_head(text, |line| {
        Some(match line {
            day if day.starts_with("published:") => format!("published: {today}"),
            other => other.to_owned(),
        })
    })
}

/// A reply to something that is gone, as a story of its own.
pub fn stands_alone(text: &str) -> String {
    with_head(text, |line| match line {
        target if target.starts_with("reply_to:") => None,
        "form: reply" => Some("form: story".to_owned()),
        other => Some(other.to_owned()),
    })
}

/// With other lines in its front matter, and nothing else changed.
fn with_head(text: &str, line: impl Fn(&str) -> Option<String>) -> String {
    let Some((head, body)) = text.get(3..).and_then(|rest| rest.split_once("\n---")) else {
        return text.to_owned();
    };
    let head: Vec<String> = head.split('\n').filter_map(line).collect();
    format!("---{}\n---{body}", head.join("\n"))
}

/// A file name that is free.
fn name(title: &str, id: &str, taken: impl Fn(&str) -> bool) -> String {
    let whole = slug(title);
    let cut = if whole.len() > 60 {
        whole[..60].rsplit_once('-').map_or(&whole[..60], |(start, _)| start)
    } else {
        &whole
    };
    let base = if cut.is_empty() { id } else { cut };
    let numbered = (2..).map(|number| format!("{base}-{number}"));
    let mut names = std::iter::once(base.to_owned()).chain(numbered);
    names.find(|name| !taken(name)).unwrap_or_else(|| id.to_owned())
}
