//! Documents become a [`Site`]: addresses, topics, courses, what each link points at, and what holds on a day.
//!
//! In: documents, media, synonyms, settings, a date. Out: one value that later steps only read. It holds no HTML of
//! whole pages and opens no file.

pub mod address;
pub mod balance;
pub mod course;
mod home;
pub mod link;
pub mod media;
pub mod news;
mod order;
pub mod validity;
pub mod wall;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::civil::Date;
use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use crate::{
    config::Config,
    content::{
        Document,
        kinds::{Kind, KindName, sources::LegalSource},
        markdown::LinkRole,
        reactions::Reactions,
        slug::slug,
        synonyms::Synonyms,
    },
    picture::{self, Fault, Picture},
    source::Media,
};
use course::Outline;
use link::Target;
use media::{Facts, Shown, ShownFile};
use order::Order;
use validity::{State, Validity};
use wall::Wall;

/// All that editors wrote.
#[derive(Debug, Clone, Default)]
pub struct Content {
    /// In the order of their paths. A preview shares them with the build after it.
    pub documents: Vec<Arc<Document>>,
    /// Media files by path.
    pub media: BTreeMap<String, Media>,
    /// What is published in place of each picture among them, by path.
    pub pictures: BTreeMap<String, Result<Picture, Fault>>,
    /// Everyday words and what they mean.
    pub synonyms: Synonyms,
    /// What members felt about pages.
    pub reactions: Reactions,
}

/// For whom and when a site is put together.
#[derive(Debug, Clone, Copy)]
pub struct Occasion {
    /// The day for which the portal is built.
    pub today: Date,
    /// Drafts and documents of a later day are shown too, and marked.
    pub preview: bool,
}

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
    /// Everyday words and what they mean.
    pub synonyms: Synonyms,
    /// What members felt about pages, as editors counted it.
    pub reactions: Reactions,
    /// Paths of documents left out, and why.
    pub hidden: BTreeMap<String, Hidden>,
    /// Former addresses and the entries they lead to, as indices.
    pub redirects: BTreeMap<String, usize>,
    by_path: BTreeMap<String, usize>,
    by_address: BTreeMap<String, usize>,
    mentions: Vec<BTreeSet<usize>>,
    /// Originals with their translations, as indices.
    translations: BTreeMap<usize, Vec<usize>>,
    order: Order,
    wall: Wall,
}

/// A document and where it is published.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The document.
    pub document: Arc<Document>,
    /// Address below the root, with a closing `/` and without a leading one.
    pub address: String,
    /// From when to when it holds.
    pub validity: Validity,
    /// Why it is seen only in a preview.
    pub hidden: Option<Hidden>,
}

/// Why a document is not published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    /// Its editor is not done.
    Draft,
    /// Its day has not come.
    Until(Date),
}

/// A media file and where it is published.
#[derive(Debug, Clone)]
pub struct MediaFile {
    /// Address below the root, with a hash of the bytes in the name. Of a picture, the widest that every browser shows.
    pub address: String,
    /// The bytes published there.
    pub bytes: Vec<u8>,
    /// What was found in them.
    pub facts: Facts,
}

/// Puts a site together.
pub fn assemble(config: Config, content: Content, occasion: Occasion) -> Site {
    let Content {
        documents,
        media,
        pictures,
        synonyms,
        reactions,
    } = content;
    let mut hidden = BTreeMap::new();
    let mut entries = Vec::with_capacity(documents.len());
    for document in documents {
        let why = why_hidden(&document, occasion.today);
        match why {
            Some(why) if !occasion.preview => {
                hidden.insert(document.path.clone(), why);
            }
            _ => entries.push(Entry {
                address: config.addresses.document(document.kind.name(), &document.name),
                validity: Validity::of(&document),
                hidden: why,
                document,
            }),
        }
    }
    let mut by_path = BTreeMap::new();
    let mut by_address = BTreeMap::new();
    let mut redirects = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        by_path.insert(entry.document.path.clone(), index);
        by_address.entry(entry.address.clone()).or_insert(index);
        for old in &entry.document.common.old_addresses {
            redirects.entry(address::normal(&old.value)).or_insert(index);
        }
    }
    let mut site = Site {
        courses: course::outlines(&entries),
        config,
        today: occasion.today,
        media: media_files(media, pictures),
        mentions: Vec::new(),
        translations: BTreeMap::new(),
        order: Order::of(&entries),
        wall: Wall::default(),
        entries,
        synonyms,
        reactions,
        hidden,
        redirects,
        by_path,
        by_address,
    };
    site.mentions = mentions(&site);
    site.translations = translations(&site);
    site.wall = Wall::of(&site);
    site
}

/// What is published of each file; looking into a video takes long enough to be done on all cores.
fn media_files(
    media: BTreeMap<String, Media>,
    mut pictures: BTreeMap<String, Result<Picture, Fault>>,
) -> BTreeMap<String, MediaFile> {
    let media: Vec<_> = media
        .into_iter()
        .map(|(path, file)| (pictures.remove(&path), path, file))
        .collect();
    let media = media.into_par_iter().map(|(picture, path, file)| {
        let file = match picture {
            Some(Ok(picture)) => picture_file(&file, picture),
            Some(Err(fault)) => refused(file, fault),
            // Never published as it is: it could tell where it was taken.
            None if picture::is_picture(&path) => refused(file, Fault::Damaged),
            None => media_file(file),
        };
        (path, file)
    });
    media.collect()
}

fn why_hidden(document: &Document, today: Date) -> Option<Hidden> {
    match &document.common.publish_at {
        _ if document.common.draft => Some(Hidden::Draft),
        Some(day) if day.value > today => Some(Hidden::Until(day.value)),
        _ => None,
    }
}

fn media_file(file: Media) -> MediaFile {
    let name = file.path.rsplit('/').next().unwrap_or_default();
    MediaFile {
        address: format!("media/{}", address::hashed(name, &file.bytes)),
        facts: media::facts(&file.path, &file.bytes),
        bytes: file.bytes,
    }
}

/// The files of a picture share all of their names but width and form: what is on a phone can then stand in for another
/// size, and addresses in a page compress well. Their hash is over all of them.
fn picture_file(file: &Media, picture: Picture) -> MediaFile {
    let name = file.path.rsplit('/').next().unwrap_or_default();
    // Spaces and commas divide choices in a page.
    let stem = slug(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    let mut hasher = blake3::Hasher::new();
    for one in &picture.renditions {
        hasher.update(&(one.bytes.len() as u64).to_le_bytes());
        hasher.update(&one.bytes);
    }
    let hash = hasher.finalize().to_hex();
    let shown = picture.renditions.into_iter().map(|file| ShownFile {
        address: format!("media/{stem}-{}-{}.{}", &hash[..10], file.width, file.form.extension()),
        file,
    });
    let shown = Shown(shown.collect());
    let widest = shown.0.last();
    MediaFile {
        address: widest.map(|one| one.address.clone()).unwrap_or_default(),
        bytes: widest.map(|one| one.file.bytes.clone()).unwrap_or_default(),
        facts: Facts::Picture(shown),
    }
}

fn refused(file: Media, fault: Fault) -> MediaFile {
    MediaFile {
        facts: Facts::Refused(fault),
        ..media_file(file)
    }
}

/// For every entry, the entries whose text or reading list leads to it.
fn mentions(site: &Site) -> Vec<BTreeSet<usize>> {
    let mut mentions = vec![BTreeSet::new(); site.entries.len()];
    for (from, entry) in site.entries.iter().enumerate() {
        let links = entry.document.body.links.iter();
        let links = links.filter(|link| matches!(link.role, LinkRole::Link | LinkRole::Unit));
        let related = match &entry.document.kind {
            Kind::Faq(faq) => faq.related.as_slice(),
            _ => &[],
        };
        let destinations = links
            .map(|link| link.destination.as_str())
            .chain(related.iter().map(|path| path.value.as_str()));
        for destination in destinations {
            if let Ok(Target::Entry(target, _)) = site.resolve(entry, destination)
                && let Some(to) = site.by_address.get(&target.address)
                && *to != from
            {
                mentions[*to].insert(from);
            }
        }
    }
    mentions
}

/// For every original that has some, its translations.
fn translations(site: &Site) -> BTreeMap<usize, Vec<usize>> {
    let mut translations: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, entry) in site.entries.iter().enumerate() {
        if let Some(original) = site.original(entry) {
            translations.entry(original).or_default().push(number);
        }
    }
    translations
}

impl Site {
    /// The entry that this one is a translation of.
    fn original(&self, entry: &Entry) -> Option<usize> {
        let path = entry.document.common.translation_of.as_ref()?;
        match self.resolve(entry, &path.value) {
            Ok(Target::Entry(target, _)) => self.by_address.get(&target.address).copied(),
            _ => None,
        }
    }

    /// The original of a translation and its other translations, or all translations of an original.
    pub fn translations<'a>(&'a self, entry: &Entry) -> impl Iterator<Item = &'a Entry> {
        let own = self.by_address.get(&entry.address).copied();
        let original = self.original(entry).or(own);
        let others = original.and_then(|original| self.translations.get(&original));
        let family = others.is_some().then_some(original).flatten().into_iter();
        let family = family.chain(others.into_iter().flatten().copied());
        family
            .filter(move |number| Some(*number) != own)
            .map(|number| &self.entries[number])
    }

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

    /// The entries of a kind that are not over: what lists, searches and reading lists may show.
    pub fn listed(&self, kind: KindName) -> impl Iterator<Item = &Entry> {
        self.of_kind(kind).filter(|entry| !self.is_over(entry))
    }

    /// True when a document holds no more on the day of the build.
    pub fn is_over(&self, entry: &Entry) -> bool {
        matches!(entry.validity.on(self.today), State::Over(..))
    }

    /// Entries whose text or reading list leads to this one, and which are not over.
    pub fn mentions<'a>(&'a self, entry: &Entry) -> impl Iterator<Item = &'a Entry> {
        let index = self.by_address.get(&entry.address);
        let from = index.and_then(|index| self.mentions.get(*index)).into_iter().flatten();
        from.map(|index| &self.entries[*index])
            .filter(|entry| !self.is_over(entry))
    }

    /// The kinds that have a list of their own. Those that only some portals use have one only when it is not empty.
    pub fn lists(&self) -> impl Iterator<Item = KindName> {
        address::LISTS
            .into_iter()
            .filter(|kind| !address::MAY_LACK_LIST.contains(kind) || self.listed(*kind).next().is_some())
    }

    /// Paths of all documents.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.by_path.keys().map(String::as_str)
    }

    /// How a single source stands on the day of the build.
    pub fn force(&self, source: &LegalSource) -> State {
        let validity = Validity {
            from: source.in_force_from,
            until: source
                .in_force_until
                .as_ref()
                .map(|until| (until.value, validity::Ending::Source)),
        };
        validity.on(self.today)
    }
}
