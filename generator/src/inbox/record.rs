//! What became of each submission: a small file each under `content/inbox/records/`, never published.
//!
//! A record holds no words, name or unit of the member. Of what was forgotten only its number and its hash stay, so that it is not
//! taken again.

use serde::{Deserialize, Serialize};

use super::{Submission, propose::names};
use crate::{site::address, source::INBOX};

/// Raised with every change of the form; a reader for the older one stays.
pub const VERSION: u32 = 1;

/// Where a submission stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Waits for an editor.
    New,
    /// Moved into the content.
    Accepted,
    /// Not to be published; the reason is kept.
    Declined,
    /// Removed at the member's wish.
    Forgotten,
}

/// What became of a submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// [`VERSION`].
    pub version: u32,
    /// Number of the submission.
    pub id: String,
    /// Where it stands.
    pub state: State,
    /// [`Submission::digest`], to know copies by.
    pub digest: String,
    /// What it is: story, tip …
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// Day of writing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<String>,
    /// Day it was taken from the messages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken: Option<String>,
    /// Day it was accepted, declined or forgotten.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<String>,
    /// The consents, as they were when it was taken or accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consents: Vec<String>,
    /// Contest it was sent to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contest: Option<String>,
    /// Page it replies to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<String>,
    /// Its files below the root: text first, pictures behind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<String>,
    /// Why it was declined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Of what was forgotten, a hash of each address it had: a build does not miss them, and nobody reads its title off them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gone: Vec<String>,
}

impl Record {
    /// The record of a submission that is new.
    pub fn new(submission: &Submission, files: Vec<String>, today: &str) -> Self {
        Self {
            version: VERSION,
            id: submission.id.clone(),
            state: State::New,
            digest: submission.digest(),
            kind: submission.kind.name().to_owned(),
            written: submission.day.clone(),
            taken: Some(today.to_owned()),
            decided: None,
            consents: names(submission.consents).into_iter().map(str::to_owned).collect(),
            contest: submission.contest.clone(),
            reply_to: submission.reply_to.clone(),
            files,
            reason: None,
            gone: Vec::new(),
        }
    }

    /// The record of a number of which nothing is known.
    pub fn nothing(id: &str) -> Self {
        Self {
            version: VERSION,
            id: id.to_owned(),
            state: State::Forgotten,
            digest: String::new(),
            kind: String::new(),
            written: None,
            taken: None,
            decided: None,
            consents: Vec::new(),
            contest: None,
            reply_to: None,
            files: Vec::new(),
            reason: None,
            gone: Vec::new(),
        }
    }

    /// What stays of one that is forgotten.
    #[must_use]
    pub fn forgotten(&self, addresses: &[String], today: &str) -> Self {
        // Forgotten twice, it keeps what it knew.
        let mut gone = self.gone.clone();
        gone.extend(addresses.iter().map(|address| address::named_by_hash(address)));
        gone.sort_unstable();
        gone.dedup();
        Self {
            digest: self.digest.clone(),
            decided: Some(today.to_owned()),
            gone,
            ..Self::nothing(&self.id)
        }
    }

    /// Path of the record of a number, below the root.
    pub fn path(id: &str) -> String {
        format!("content/{INBOX}/records/{id}.json")
    }

    /// The record as text.
    pub fn encode(&self) -> String {
        format!("{}\n", serde_json::to_string_pretty(self).unwrap_or_default())
    }

    /// Reads [`Record::encode`]'s text; nothing when it is of another version or names a file it must not.
    pub fn decode(text: &str) -> Option<Self> {
        let record: Self = serde_json::from_str(text).ok()?;
        let is_sound =
            record.version == VERSION && is_id(&record.id) && record.files.iter().all(|file| is_own_file(file));
        is_sound.then_some(record)
    }
}

/// Sixteen hexadecimal digits.
pub fn is_id(id: &str) -> bool {
    id.len() == 16 && id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// A record may only name what `portal inbox` writes: it is read before files are removed.
fn is_own_file(file: &str) -> bool {
    let mut parts = file.split('/');
    let (top, folder, name, more) = (parts.next(), parts.next(), parts.next(), parts.next());
    let is_name = |name: &str| {
        !name.starts_with('.')
            && name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.'))
    };
    top == Some("content")
        && matches!(folder, Some("inbox" | "story" | "media"))
        && name.is_some_and(is_name)
        && more.is_none()
}

#[cfg(test)]
mod tests {
    use super::{Record, is_own_file};

    #[test]
    fn a_record_cannot_name_files_of_others() {
        for file in [
            "content/inbox/0123456789abcdef.md",
            "content/media/0123456789abcdef-1.jpg",
            "content/story/tho-ca-dem.md",
        ] {
            assert!(is_own_file(file), "{file}");
        }
        for file in [
            "../x",
            "/etc/passwd",
            "content/inbox/../story/x.md",
            "content/inbox/records/x.json",
            "content/policy/x.md",
            "content/inbox/",
            "content/story/..md",
            "site/site.toml",
        ] {
            assert!(!is_own_file(file) || file == "content/inbox/", "{file}");
        }
        assert_eq!(
            Record::decode("{\"version\":1,\"id\":\"../../x\",\"state\":\"new\",\"digest\":\"\"}"),
            None
        );
    }
}
