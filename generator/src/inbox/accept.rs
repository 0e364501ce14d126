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
    let path = super::propose::path(id);
    let text = published(text, today);
    // The folder of a path tells the kind: it is read as what it is to become.
    let source = Source::new(format!("content/story/{id}.md"), &text);
    let (documents, found) = content::parse(&source);
    let mut against: Vec<Diagnostic> = found
        .into_iter()
        .filter(|found| found.rule.severity == Severity::Error)
        .collect();
    let Some(document) = documents.into_iter().next() else {
        return Err(moved_back(against, &path));
    };
    let Kind::Story(story) = &document.kind else {
        return Err(moved_back(against, &path));
    };
    let has = |name: &str| story.consents.iter().any(|consent| consent == name);
    let consents = Consents {
        publish: has("publish"),
        people: has("people"),
        own: has("own"),
    };
    let shown: Vec<&String> = pictures.iter().filter(|file| text.contains(&reference(file))).collect();
    against.extend(unconsented(&path, consents, !shown.is_empty()));
    against.extend(personal(&document, &source, rude));
    if !against.is_empty() {
        return Err(moved_back(against, &path));
    }
    let name = name(&document.title.value, id, taken);
    let moved: Vec<(String, String)> = shown
        .into_iter()
        .map(|file| (file.clone(), file.replacen("/inbox/", "/media/", 1)))
        .collect();
    let mut text = source.text.clone();
    for (from, to) in &moved {
        let file = to.rsplit('/').next().unwrap_or(to);
        text = text.replace(&reference(from), &format!("](../media/{file})"));
    }
    Ok(Accepted {
        path: format!("content/story/{name}.md"),
        text,
        pictures: moved,
        consents: names(consents).into_iter().map(str::to_owned).collect(),
    })
}

/// Findings of errors in its words, in title, summary, name to print and unit.
fn personal(document: &Document, source: &Source, rude: &RudeWords) -> Vec<Diagnostic> {
    let mut against = Vec::new();
    let mut look = |words: &str, place: &dyn Fn(std::ops::Range<usize>) -> crate::diag::Place| {
        for found in inspect(words, rude) {
            if found.rule.severity == Severity::Error {
                against.push(Diagnostic::new(
                    found.rule,
                    place(found.range.clone()),
                    found.said(&words[found.range.clone()]),
                ));
            }
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
    against
}

/// How a proposal's text points to one of its pictures.
fn reference(file: &str) -> String {
    format!("]({})", file.rsplit('/').next().unwrap_or(file))
}

fn moved_back(mut against: Vec<Diagnostic>, path: &str) -> Vec<Diagnostic> {
    for found in &mut against {
        path.clone_into(&mut found.place.file);
    }
    against
}

/// With today as the day of publication; only the front matter's own line.
fn published(text: &str, today: Date) -> String {
    let Some((head, body)) = text.get(3..).and_then(|rest| rest.split_once("\n---")) else {
        return text.to_owned();
    };
    let line = |line: &str| {
        if line.starts_with("published:") {
            format!("published: {today}")
        } else {
            line.to_owned()
        }
    };
    let head: Vec<String> = head.split('\n').map(line).collect();
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
