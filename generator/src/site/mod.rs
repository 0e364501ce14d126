//! Documents become a [`Site`]: addresses, topics, courses, what each link points at, and what is in force on a day.
//!
//! In: documents, media, settings, a date. Out: one value that later steps only read. It holds no HTML of whole pages
//! and opens no file.

pub mod address;
pub mod course;
pub mod link;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::{
    config::Config,
    content::{
        Document,
        kinds::{KindName, sources::LegalSource},
    },
    source::Media,
};
use course::Outline;

/// All documents of a portal, in the order of their paths.
#[derive(Debug, Clone)]
pub struct Site {
    /// Settings.
    pub config: Config,
    /// The day for which the portal is built.
    pub today: Date,
    /// Documents to publish, with their addresses.
    pub entries: Vec<Entry>,
    /// Courses with their lessons, in the order of their titles.
    pub courses: Vec<Outline>,
    /// Media files with their published names.
    pub media: BTreeMap<String, MediaFile>,
    /// Paths of documents left out because they are drafts.
    pub drafts: BTreeSet<String>,
    by_path: BTreeMap<String, usize>,
    by_address: BTreeMap<String, usize>,
}

/// A document and where it is published.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The document.
    pub document: Document,
    /// Address below the root, with a closing `/` and without a leading one.
    pub address: String,
}

/// A media file and where it is published.
#[derive(Debug, Clone)]
pub struct MediaFile {
    /// Address below the root, with a hash of the bytes in the name.
    pub address: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Whether a source is in force on the day of the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Force {
    /// From a later day on.
    NotYet,
    /// Today, as far as was checked.
    Now,
    /// No more.
    Expired,
}

/// Puts documents together. Drafts are left out unless `drafts` is set.
pub fn assemble(
    config: Config,
    documents: Vec<Document>,
    media: BTreeMap<String, Media>,
    today: Date,
    drafts: bool,
) -> Site {
    let (kept, left): (Vec<_>, Vec<_>) = documents.into_iter().partition(|document| drafts || !document.draft);
    let entries: Vec<Entry> = kept
        .into_iter()
        .map(|document| Entry {
            address: address::of(&document),
            document,
        })
        .collect();
    let mut by_path = BTreeMap::new();
    let mut by_address = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        by_path.insert(entry.document.path.clone(), index);
        by_address.entry(entry.address.clone()).or_insert(index);
    }
    Site {
        courses: course::outlines(&entries),
        config,
        today,
        entries,
        media: media.into_iter().map(|(path, file)| (path, media_file(file))).collect(),
        drafts: left.into_iter().map(|document| document.path).collect(),
        by_path,
        by_address,
    }
}

fn media_file(file: Media) -> MediaFile {
    let name = file.path.rsplit('/').next().unwrap_or_default();
    MediaFile {
        address: format!("media/{}", address::hashed(name, &file.bytes)),
        bytes: file.bytes,
    }
}

impl Site {
    /// The entry with this source path.
    pub fn entry_at(&self, path: &str) -> Option<&Entry> {
        self.by_path.get(path).map(|index| &self.entries[*index])
    }

    /// The first entry with this address.
    pub fn entry_of_address(&self, address: &str) -> Option<&Entry> {
        self.by_address.get(address).map(|index| &self.entries[*index])
    }

    /// All entries of a kind, in the order of their paths.
    pub fn of_kind(&self, kind: KindName) -> impl Iterator<Item = &Entry> {
        self.entries
            .iter()
            .filter(move |entry| entry.document.kind.name() == kind)
    }

    /// Paths of all documents.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.by_path.keys().map(String::as_str)
    }

    /// Whether a source is in force on the day of the build.
    pub fn force(&self, source: &LegalSource) -> Force {
        if source.in_force_until.is_some_and(|until| until < self.today) {
            Force::Expired
        } else if source.in_force_from.is_some_and(|from| from > self.today) {
            Force::NotYet
        } else {
            Force::Now
        }
    }
}
