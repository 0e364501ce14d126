//! The files that the inbox reads and writes. Nothing that a person wrote is ever overwritten.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, OpenOptions},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use walkdir::WalkDir;

use super::Exit;
use crate::{
    config::{self, Addresses},
    content::{
        self, Document,
        kinds::{Kind, KindName, story::Story},
    },
    diag::{Text, text},
    inbox::{
        accept,
        inspect::RudeWords,
        propose::Proposal,
        read::{Form, Input},
        record::{Record, State},
    },
    site::address::{named_by_hash, normal},
    source::{INBOX, Source},
};

/// The list that portals without one of their own use.
const RUDE_WORDS: &str = include_str!("../../../../site/rude-words.txt");

/// Why the command cannot go on.
#[derive(Debug)]
pub(super) enum Trouble {
    /// A file cannot be read or written.
    Io(PathBuf, io::Error),
    /// A file is there that this program did not write so.
    Exists(PathBuf),
    /// The folder is no portal.
    NotAPortal(PathBuf),
    /// A record cannot be understood.
    BadRecord(PathBuf),
    /// Wrong arguments.
    Usage(Text),
}

impl Trouble {
    pub(super) fn said(&self) -> Text {
        match self {
            Self::Io(path, error) => {
                let path = path.display();
                text!("lỗi: {path}: {error}\n", "error: {path}: {error}\n")
            }
            Self::Exists(path) => {
                let path = path.display();
                text!(
                    "lỗi: {path} đã có và khác điều sắp ghi; tệp cũ được giữ nguyên\n",
                    "error: {path} is there and differs from what was to be written; it was left alone\n"
                )
            }
            Self::NotAPortal(path) => {
                let path = path.display();
                text!(
                    "lỗi: {path} không phải thư mục của một cổng: thiếu site/site.toml\n",
                    "error: {path} is no portal: site/site.toml is missing\n"
                )
            }
            Self::BadRecord(path) => {
                let path = path.display();
                text!(
                    "lỗi: không hiểu sổ ghi {path}; lấy lại bản trước của tệp này\n",
                    "error: the record {path} cannot be understood; restore its former version\n"
                )
            }
            Self::Usage(text) => text.clone(),
        }
    }

    pub(super) const fn exit(&self) -> Exit {
        match self {
            Self::Io(..) | Self::Exists(_) | Self::BadRecord(_) => Exit::Fault,
            Self::NotAPortal(_) | Self::Usage(_) => Exit::Usage,
        }
    }
}

/// The portal's folder.
pub(super) struct Disk {
    root: PathBuf,
}

impl Disk {
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    pub(super) fn is_portal(&self) -> Result<(), Trouble> {
        if self.root.join("site/site.toml").is_file() {
            Ok(())
        } else {
            Err(Trouble::NotAPortal(self.root.clone()))
        }
    }

    pub(super) fn rude_words(&self) -> Result<RudeWords, Trouble> {
        let own = self.text("site/rude-words.txt")?;
        Ok(RudeWords::read(own.as_deref().unwrap_or(RUDE_WORDS)))
    }

    /// A text file; `None` when it is not there.
    pub(super) fn text(&self, path: &str) -> Result<Option<String>, Trouble> {
        let path = self.root.join(path);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Trouble::Io(path, error)),
        }
    }

    pub(super) fn bytes(&self, path: &str) -> Result<Vec<u8>, Trouble> {
        let path = self.root.join(path);
        fs::read(&path).map_err(|error| Trouble::Io(path, error))
    }

    pub(super) fn exists(&self, path: &str) -> bool {
        self.root.join(path).exists()
    }

    /// Names of the files in a folder below the root; none when it is not there.
    pub(super) fn names(&self, folder: &str) -> Result<Vec<String>, Trouble> {
        let path = self.root.join(folder);
        let entries = match fs::read_dir(&path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(Trouble::Io(path, error)),
        };
        let mut names = Vec::new();
        for entry in entries {
            let entry = entry.map_err(|error| Trouble::Io(path.clone(), error))?;
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
        names.sort();
        Ok(names)
    }

    /// All records by number.
    pub(super) fn records(&self) -> Result<BTreeMap<String, Record>, Trouble> {
        let mut records = BTreeMap::new();
        for name in self.names(&format!("content/{INBOX}/records"))? {
            if let Some(id) = name.strip_suffix(".json") {
                records.extend(self.record(id)?.map(|record| (record.id.clone(), record)));
            }
        }
        Ok(records)
    }

    /// The record of a number.
    pub(super) fn record(&self, id: &str) -> Result<Option<Record>, Trouble> {
        let path = Record::path(id);
        let Some(text) = self.text(&path)? else { return Ok(None) };
        match Record::decode(&text).filter(|record| record.id == id) {
            Some(record) => Ok(Some(record)),
            None => Err(Trouble::BadRecord(self.root.join(path))),
        }
    }

    /// Words of what waits and of what is published, under a number or a path.
    pub(super) fn texts(&self, records: &BTreeMap<String, Record>) -> Result<Vec<(String, String)>, Trouble> {
        let mut texts = Vec::new();
        for record in records.values().filter(|record| record.state == State::New) {
            let file = record.files.first().map(String::as_str).unwrap_or_default();
            texts.extend(
                self.text(file)?
                    .and_then(|text| parsed(&text))
                    .map(|document| (record.id.clone(), words(&document))),
            );
        }
        for (path, document) in self.stories()? {
            texts.push((path, words(&document)));
        }
        Ok(texts)
    }

    /// The portal's stories by path, as far as they can be read.
    pub(super) fn stories(&self) -> Result<Vec<(String, Document)>, Trouble> {
        let mut stories = Vec::new();
        for name in self.names("content/story")? {
            let path = format!("content/story/{name}");
            let is_text = Path::new(&name).extension().is_some_and(|extension| extension == "md");
            if is_text && let Some(text) = self.text(&path)? {
                stories.extend(parsed(&text).map(|document| (path, document)));
            }
        }
        Ok(stories)
    }

    /// What the portal's parts are called in addresses; settings that cannot be read are told by `check`.
    pub(super) fn addresses(&self) -> Result<Addresses, Trouble> {
        let text = self.text(config::PATH)?.unwrap_or_default();
        let config = config::parse(&Source::new(config::PATH, &text));
        Ok(config.map(|config| config.addresses).unwrap_or_default())
    }

    /// Stories that reply to a page of these hashes no longer do; gives their paths. Of their texts nothing else changes.
    pub(super) fn part_replies(&self, gone: &[String]) -> Result<Vec<String>, Trouble> {
        let addresses = self.addresses()?;
        let mut parted = Vec::new();
        for (path, document) in self.stories()? {
            let Kind::Story(Story {
                reply_to: Some(target), ..
            }) = &document.kind
            else {
                continue;
            };
            let answered = match target.value.strip_prefix('/') {
                Some(address) => normal(address),
                None => {
                    let name = target.value.rsplit('/').next().unwrap_or_default();
                    addresses.document(KindName::Story, name.trim_end_matches(".md"))
                }
            };
            if gone.contains(&named_by_hash(&answered)) {
                let text = self.text(&path)?.unwrap_or_default();
                self.write(&path, accept::stands_alone(&text).as_bytes())?;
                parted.push(path);
            }
        }
        Ok(parted)
    }

    /// Puts bytes in the place of a file, whole at every moment.
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Trouble> {
        let path = self.root.join(path);
        let mut beside = path.clone().into_os_string();
        beside.push(".new");
        let made = path.parent().map_or(Ok(()), fs::create_dir_all);
        let written = made
            .and_then(|()| fs::write(&beside, bytes))
            .and_then(|()| fs::rename(&beside, &path));
        written.map_err(|error| Trouble::Io(path, error))
    }

    /// Puts a page where the editor wants it; only one that this program wrote is written over.
    pub(super) fn put(&self, file: &Path, bytes: &[u8]) -> Result<(), Trouble> {
        match fs::read(file) {
            Ok(there) if !is_review(&there) => return Err(Trouble::Exists(file.to_owned())),
            _ => {}
        }
        fs::write(file, bytes).map_err(|error| Trouble::Io(file.to_owned(), error))
    }

    /// Writes a proposal: pictures, text, and last the record, without which it would be taken again.
    pub(super) fn write_new(&self, proposal: &Proposal, record: &Record) -> Result<(), Trouble> {
        for (path, bytes) in &proposal.pictures {
            self.create(path, bytes)?;
        }
        self.create(&proposal.path, proposal.markdown.as_bytes())?;
        self.create(&Record::path(&record.id), record.encode().as_bytes())
    }

    /// Writes a file that is not there; one that is there with the same bytes is left by an earlier run that was stopped.
    pub(super) fn create(&self, path: &str, bytes: &[u8]) -> Result<(), Trouble> {
        let path = self.root.join(path);
        let written = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| {
            let mut file = OpenOptions::new().write(true).create_new(true).open(&path)?;
            file.write_all(bytes)
        });
        match written {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                if fs::read(&path).is_ok_and(|there| there == bytes) {
                    Ok(())
                } else {
                    Err(Trouble::Exists(path))
                }
            }
            other => other.map_err(|error| Trouble::Io(path, error)),
        }
    }

    /// Puts a record in the place of its former state.
    pub(super) fn replace(&self, record: &Record) -> Result<(), Trouble> {
        self.write(&Record::path(&record.id), record.encode().as_bytes())
    }

    /// Removes a file; one that is gone is no trouble.
    pub(super) fn remove(&self, path: &str) -> Result<bool, Trouble> {
        let path = self.root.join(path);
        match fs::remove_file(&path) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(Trouble::Io(path, error)),
        }
    }
}

/// The head of a page that [`Disk::put`] wrote.
fn is_review(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(800)]).into_owned();
    head.contains("<title>Duyệt bài đoàn viên gửi</title>")
}

/// Hashes of the addresses that went with what members took back. A record that cannot be read hides none.
pub(in crate::command) fn gone(root: &Path) -> BTreeSet<String> {
    let records = Disk::new(root).records().unwrap_or_default();
    records.into_values().flat_map(|record| record.gone).collect()
}

/// A text read as a story, whose keys a proposal has.
fn parsed(text: &str) -> Option<Document> {
    content::parse(&Source::new("content/story/x.md", text))
        .0
        .into_iter()
        .next()
}

fn words(document: &Document) -> String {
    [&document.title.value, "\n", &document.body.plain_text()].concat()
}

/// All files named, those of folders in the order of their names; `-` is standard input.
pub(super) fn inputs(paths: &[String], form: Option<Form>) -> Result<Vec<Input>, Trouble> {
    let mut inputs = Vec::new();
    for path in paths {
        if path == "-" {
            let mut bytes = Vec::new();
            io::stdin()
                .lock()
                .read_to_end(&mut bytes)
                .map_err(|error| Trouble::Io(path.into(), error))?;
            inputs.push(input(path.clone(), bytes, form));
            continue;
        }
        for entry in WalkDir::new(path).sort_by_file_name() {
            let entry = entry.map_err(|error| Trouble::Io(path.into(), error.into()))?;
            if entry.file_type().is_file() {
                let bytes = fs::read(entry.path()).map_err(|error| Trouble::Io(entry.path().to_owned(), error))?;
                inputs.push(input(entry.path().display().to_string(), bytes, form));
            }
        }
    }
    Ok(inputs)
}

fn input(name: String, bytes: Vec<u8>, form: Option<Form>) -> Input {
    Input {
        form: form.unwrap_or_else(|| Form::guessed(&name, &bytes)),
        name,
        bytes,
    }
}
