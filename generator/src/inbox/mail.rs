//! Mails: those that carry drafts, in their words or in a file, and those that members simply wrote.
//!
//! Neither name nor address of the sender is taken: who wants to be named says so, and the mailbox stays where it is.

use std::io::Cursor;

use mail_parser::{Message, MessageParser, MimeHeaders, PartType, mailbox::mbox::MessageIterator};
use wire::draft::{Consents, Kind};

use super::{
    Submission,
    gather::Pool,
    line, lines,
    read::{Arrived, Form, Input},
    rules,
};
use crate::diag::{Diagnostic, Place, text};

/// Adds the submissions of a mailbox or mail; gives how many parts of drafts were met.
pub(super) fn read(input: &Input, pool: &mut Pool, arrived: &mut Arrived) -> usize {
    if input.form == Form::Mail {
        return one(&input.bytes, Place::file(input.name.as_str()), pool, arrived);
    }
    let mut parts = 0;
    let mut from = 0;
    for message in MessageIterator::new(Cursor::new(&input.bytes)) {
        // Memory does not fail.
        let Ok(message) = message else { continue };
        let line = line_of(&input.bytes, &mut from);
        let place = Place {
            line,
            ..Place::file(input.name.as_str())
        };
        parts += one(message.contents(), place, pool, arrived);
    }
    parts
}

/// The line of the next `From ` from byte `from` on; `from` moves behind it.
fn line_of(bytes: &[u8], from: &mut usize) -> usize {
    let rest = &bytes[*from..];
    let at = if *from == 0 && rest.starts_with(b"From ") {
        0
    } else {
        rest.windows(6)
            .position(|window| window == b"\nFrom ")
            .map_or(0, |at| at + 1)
    };
    let line = bytes[..*from + at].iter().filter(|byte| **byte == b'\n').count() + 1;
    *from += (at + 5).min(rest.len());
    line
}

fn one(bytes: &[u8], place: Place, pool: &mut Pool, arrived: &mut Arrived) -> usize {
    let Some(message) = MessageParser::default().parse(bytes) else {
        let message = text!("Không đọc được thư này.", "This mail cannot be read.");
        arrived.faults.push(Diagnostic::new(&rules::ROW, place, message));
        return 0;
    };
    let mut parts = 0;
    for part in &message.parts {
        if let PartType::Text(text) = &part.body {
            parts += pool.add(&place.file, text, &mut arrived.faults);
        }
    }
    if parts == 0 {
        arrived.submissions.extend(written(&message, place));
    }
    parts
}

/// A mail that a member wrote by herself.
fn written(message: &Message<'_>, origin: Place) -> Option<Submission> {
    let text = lines(&unsigned(&message.body_text(0).unwrap_or_default()));
    let pictures: Vec<Vec<u8>> = message
        .parts
        .iter()
        .filter_map(|part| match &part.body {
            PartType::Binary(bytes) | PartType::InlineBinary(bytes) => {
                let is_picture = part
                    .content_type()
                    .is_some_and(|of| of.ctype().eq_ignore_ascii_case("image"));
                is_picture.then(|| bytes.to_vec())
            }
            _ => None,
        })
        .collect();
    if text.is_empty() && pictures.is_empty() {
        return None;
    }
    let mut submission = Submission {
        id: String::new(),
        kind: if text.is_empty() { Kind::Photo } else { Kind::Story },
        title: line(subject(message.subject().unwrap_or_default())),
        text,
        credit: None,
        unit: None,
        reply_to: None,
        contest: None,
        consents: Consents::default(),
        day: message
            .date()
            .map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)),
        pictures,
        origin,
    };
    submission.id = submission.id_of_words();
    Some(submission)
}

/// Without `Re:` and `Fwd:`.
fn subject(subject: &str) -> &str {
    let mut rest = subject.trim();
    while let Some((head, tail)) = rest.split_once(':') {
        if !["re", "fw", "fwd", "tl", "trả lời"].contains(&head.trim().to_lowercase().as_str()) {
            break;
        }
        rest = tail.trim();
    }
    rest
}

/// Without signature (`-- `) and what was quoted at the end.
fn unsigned(text: &str) -> String {
    let body = text.split("\n-- \n").next().unwrap_or(text);
    let body = body.split("\r\n-- \r\n").next().unwrap_or(body);
    let mut lines: Vec<&str> = body.lines().collect();
    while lines
        .last()
        .is_some_and(|line| line.starts_with('>') || line.trim().is_empty())
    {
        lines.pop();
    }
    lines.join("\n")
}
