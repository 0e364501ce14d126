//! Files as they arrived to submissions. One damaged piece costs no other.

use super::{Submission, gather::Pool, mail, rows, rules};
use crate::diag::{Diagnostic, Place, text};

/// How a file is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Messages copied from a chat: parts of drafts among anything.
    Chat,
    /// A mailbox (mbox).
    Mailbox,
    /// One mail.
    Mail,
    /// A table exported from a form.
    Table,
    /// A JSON object on each line.
    Lines,
}

impl Form {
    /// What a name and the first bytes say.
    pub fn guessed(name: &str, bytes: &[u8]) -> Self {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        match ending.as_deref() {
            Some("csv" | "tsv") => Self::Table,
            Some("jsonl" | "ndjson") => Self::Lines,
            Some("eml") => Self::Mail,
            Some("mbox") => Self::Mailbox,
            _ if bytes.starts_with(b"From ") => Self::Mailbox,
            _ => Self::Chat,
        }
    }
}

/// A file as it arrived.
#[derive(Debug, Clone)]
pub struct Input {
    /// Its name, for messages.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// How to read it.
    pub form: Form,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Arrived {
    /// Whole submissions, in the order of files and lines.
    pub submissions: Vec<Submission>,
    /// What could not be taken, and why.
    pub faults: Vec<Diagnostic>,
}

/// Reads all files. Parts of one draft may lie in several.
pub fn read(inputs: &[Input]) -> Arrived {
    let mut arrived = Arrived::default();
    let mut pool = Pool::default();
    for input in inputs {
        let before = arrived.submissions.len() + arrived.faults.len();
        let parts = match input.form {
            Form::Chat => pool.add(&input.name, &String::from_utf8_lossy(&input.bytes), &mut arrived.faults),
            Form::Mailbox | Form::Mail => mail::read(input, &mut pool, &mut arrived),
            Form::Table => rows::table(input, &mut pool, &mut arrived),
            Form::Lines => rows::lines(input, &mut pool, &mut arrived),
        };
        if parts == 0 && before == arrived.submissions.len() + arrived.faults.len() {
            let nothing = text!(
                "Không thấy bài nào trong tệp này.",
                "There is no submission in this file."
            );
            let nothing = Diagnostic::new(&rules::NOTHING, Place::file(input.name.as_str()), nothing);
            arrived.faults.push(nothing.hint(text!(
                "Chép nguyên tin nhắn có chữ Q1.…; tệp của biểu mẫu thì đặt tên .csv hoặc thêm --from.",
                "Copy whole messages with Q1.…; name a form's export .csv or add --from."
            )));
        }
    }
    arrived.submissions.extend(pool.finish(&mut arrived.faults));
    arrived.faults.sort_by(|left, right| left.order().cmp(&right.order()));
    arrived
}
