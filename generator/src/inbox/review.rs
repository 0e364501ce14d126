//! What waits for an editor as cards of a page that she reads in any browser, without a server and without a script.
//!
//! Everything a member wrote is a text here; the template escapes it. Pictures are those that the inbox drew anew.

use base64::{Engine, prelude::BASE64_STANDARD};
use jiff::civil::Date;
use serde::Serialize;
use wire::draft::{Kind, MediaType};

use super::{
    accept::{self, Judged},
    inspect::{RudeWords, is_hidden},
    pictures, plain,
    propose::{self, heavy, names},
    record::Record,
};
use crate::{
    content::kinds,
    diag::{Diagnostic, Language, Severity},
};

/// One proposal.
#[derive(Debug, Serialize)]
pub struct Card {
    /// Its number.
    pub id: String,
    /// What it was sent as, as editors call it.
    pub kind: &'static str,
    /// Day of writing.
    pub written: Option<String>,
    /// Its file, where it is edited.
    pub path: String,
    /// Title, as it would be printed.
    pub title: String,
    /// Its words, in lines as they were written; of a file that cannot be read, all of the file.
    pub words: String,
    /// The name to print.
    pub author: Option<String>,
    /// The unit to print.
    pub unit: Option<String>,
    /// What it answers.
    pub reply_to: Option<String>,
    /// The contest it was sent to.
    pub contest: Option<String>,
    /// What its writer agreed to.
    pub consents: Vec<&'static str>,
    /// As addresses that hold the picture itself.
    pub pictures: Vec<String>,
    /// What should be looked at, the gravest first.
    pub findings: Vec<Finding>,
    /// It cannot be accepted as it is.
    pub blocked: bool,
    /// A question is answered, not published.
    pub question: bool,
}

/// Something to look at.
#[derive(Debug, Serialize)]
pub struct Finding {
    /// Name of the rule.
    pub code: &'static str,
    /// `error`, `warning`, `advice`.
    pub severity: Severity,
    /// What is so.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
    /// Line of the file.
    pub line: usize,
}

/// A proposal as it stands on the disk.
#[derive(Debug)]
pub struct Waiting<'a> {
    /// Its record.
    pub record: &'a Record,
    /// Its text.
    pub text: &'a str,
    /// Bytes of its pictures, by path.
    pub pictures: &'a [(String, Vec<u8>)],
    /// That it is like another.
    pub similar: Option<Diagnostic>,
}

/// The card of a proposal.
pub fn card(waiting: Waiting<'_>, rude: &RudeWords, today: Date, language: Language) -> Card {
    let Waiting {
        record,
        text,
        pictures: files,
        similar,
    } = waiting;
    let names_of_files: Vec<String> = files.iter().map(|(path, _)| path.clone()).collect();
    let mut judged = accept::judge(&record.id, text, &names_of_files, rude, today);
    judged.found.extend(similar);
    let heavy_ones = files.iter().filter(|(_, bytes)| bytes.len() > pictures::HEAVY);
    judged
        .found
        .extend(heavy_ones.map(|(path, bytes)| heavy(path, bytes.len())));
    let blocked = judged.against().next().is_some();
    let findings = settled(std::mem::take(&mut judged.found), language);
    let shown = files.iter().filter(|(path, _)| judged.shown.contains(path));
    let story = match judged.document.as_ref().map(|document| &document.kind) {
        Some(kinds::Kind::Story(story)) => Some(story),
        _ => None,
    };
    Card {
        id: record.id.clone(),
        kind: Kind::ALL
            .into_iter()
            .find(|kind| kind.name() == record.kind)
            .map_or("", propose::label),
        written: record.written.clone(),
        path: propose::path(&record.id),
        title: visible(judged.document.as_ref().map_or("", |document| &document.title.value)),
        words: words(&judged, text),
        author: story.and_then(|story| story.author.as_deref()).map(visible),
        unit: story.and_then(|story| story.unit.as_deref()).map(visible),
        reply_to: story
            .and_then(|story| story.reply_to.as_ref())
            .map(|target| visible(&target.value)),
        contest: story
            .and_then(|story| story.contest.as_ref())
            .map(|contest| visible(&contest.value)),
        consents: names(judged.consents),
        pictures: shown.filter_map(|(_, bytes)| data_address(bytes)).collect(),
        findings,
        blocked,
        question: record.kind == "question",
    }
}

fn finding(found: &Diagnostic, language: Language) -> Finding {
    Finding {
        code: found.rule.code,
        severity: found.rule.severity,
        message: visible(found.message.in_language(language)),
        hint: found.hint.as_ref().map(|hint| visible(hint.in_language(language))),
        line: found.place.line,
    }
}

/// What its page would show.
fn words(judged: &Judged, text: &str) -> String {
    let body = text
        .get(3..)
        .and_then(|rest| rest.split_once("\n---\n"))
        .map(|(_, body)| body)
        .filter(|_| judged.document.is_some());
    visible(&body.map_or_else(|| text.to_owned(), plain::words))
}

/// The gravest first, each sentence once: what is in a text is in the summary made of it, too.
fn settled(mut found: Vec<Diagnostic>, language: Language) -> Vec<Finding> {
    found.sort_by_key(|found| (found.rule.severity, std::cmp::Reverse(found.place.line)));
    let mut findings: Vec<Finding> = Vec::new();
    for found in &found {
        let finding = finding(found, language);
        if !findings.iter().any(|other| other.message == finding.message) {
            findings.push(finding);
        }
    }
    findings
}

/// Without letters that nobody sees or that turn the words around them.
fn visible(text: &str) -> String {
    text.replace(|letter: char| is_hidden(letter) && letter != '\u{200d}', "")
}

/// The picture itself as an address; none for bytes of another kind, whatever their file is called.
fn data_address(bytes: &[u8]) -> Option<String> {
    let form = match MediaType::of(bytes)? {
        MediaType::Jpeg => "jpeg",
        MediaType::Png => "png",
        MediaType::Webp => "webp",
    };
    Some(format!("data:image/{form};base64,{}", BASE64_STANDARD.encode(bytes)))
}
