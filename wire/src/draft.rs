//! What a member writes for the portal on her phone: a story, a tip, a poem, pictures, a question, thanks, an entry to a
//! contest, a reply. She sends it by her own hand; `portal inbox` reads it. `docs/drafts.md` describes the bytes.
//!
//! Form: `B1.` and [`crate::sealed`] over: id (8 bytes, little end first), kind, consents (1 may publish, 2 people in the
//! pictures agree, 4 own work), flags (1 credit, 2 unit, 4 reply to, 8 contest), day, title, text, those of the four texts
//! that the flags name, number of photos, and of each its media type and its bytes. One draft has one spelling.
//!
//! What is read is plain text and pictures of bounded size, never a command: who reads a draft must still escape its text
//! and doubt its words.

use core::fmt;

use crate::{
    bytes::{Reader, put_number, put_text},
    completion::{is_name, is_plain},
    day::LAST,
    parts,
    sealed::{SealError, open, seal},
    session::take_bytes,
};

/// How the text begins.
pub const PREFIX: &str = "B1.";
/// Bytes of a title: 90 letters of three bytes, and some to spare.
pub const MAX_TITLE: usize = 300;
/// Bytes of the text: some eight pages.
pub const MAX_TEXT: usize = 24_000;
/// Photos of one draft.
pub const MAX_PHOTOS: usize = 3;
/// Bytes of one photo, as [`crate::sealed::MAX_LETTERS`] holds three; a picture of 1200 pixels has less.
pub const MAX_PHOTO: usize = 200_000;

/// What a member wrote.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Something that happened.
    #[default]
    Story,
    /// Something to save time, money or strength.
    Tip,
    /// Verse.
    Poem,
    /// Pictures, with or without words.
    Photo,
    /// A question to the union.
    Question,
    /// Thanks to somebody.
    Thanks,
    /// An entry to the contest that the draft names.
    ContestEntry,
    /// A reply to the page that the draft names.
    Reply,
    /// A film that lies elsewhere: its address is a line of the text.
    Clip,
}

impl Kind {
    /// All kinds; the place of each is its number in the bytes, so new ones go behind the last.
    pub const ALL: [Self; 9] = [
        Self::Story,
        Self::Tip,
        Self::Poem,
        Self::Photo,
        Self::Question,
        Self::Thanks,
        Self::ContestEntry,
        Self::Reply,
        Self::Clip,
    ];

    /// Its number in the bytes.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// Its name for programs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Story => "story",
            Self::Tip => "tip",
            Self::Poem => "poem",
            Self::Photo => "photo",
            Self::Question => "question",
            Self::Thanks => "thanks",
            Self::ContestEntry => "contest-entry",
            Self::Reply => "reply",
            Self::Clip => "clip",
        }
    }
}

/// The boxes a member ticked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Consents {
    /// “Cổng được đăng bài này.”
    pub publish: bool,
    /// “Người trong ảnh đồng ý.”
    pub people: bool,
    /// “Bài và ảnh là của tôi.”
    pub own: bool,
}

/// The kinds of pictures that every browser shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaType {
    /// `image/jpeg`.
    Jpeg,
    /// `image/png`.
    Png,
    /// `image/webp`.
    Webp,
}

impl MediaType {
    /// All types; the place of each is its number in the bytes.
    pub const ALL: [Self; 3] = [Self::Jpeg, Self::Png, Self::Webp];

    /// As `Content-Type` names it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
        }
    }

    /// What the first bytes of a picture say it is.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
            Some(Self::Jpeg)
        } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            Some(Self::Webp)
        } else {
            None
        }
    }
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// What it is; the first bytes must say the same.
    pub media_type: MediaType,
    /// The file.
    pub bytes: Vec<u8>,
}

/// What a member wrote, as she sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// A number of chance, drawn when the draft was begun: sent twice it is still one.
    pub id: u64,
    /// What it is.
    pub kind: Kind,
    /// The boxes she ticked.
    pub consents: Consents,
    /// Day of writing, in days since 1970.
    pub day: u32,
    /// One line; may be empty.
    pub title: String,
    /// Plain text in lines; empty only beside photos.
    pub text: String,
    /// The name to print. None unless she asks for it.
    pub credit: Option<String>,
    /// Her unit as she typed it.
    pub unit: Option<String>,
    /// Address of the page replied to, from the portal's root: `chuyen/tho-ca-dem/`.
    pub reply_to: Option<String>,
    /// File name of the contest.
    pub contest: Option<String>,
    /// Her pictures.
    pub photos: Vec<Photo>,
}

/// Why a text is no draft, or a draft is not fit to be sent. A composer shows it beside the field that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftError {
    /// It is something else.
    OtherKind,
    /// It is a draft in a version not known here.
    OtherVersion(u32),
    /// It was cut or changed.
    Damaged,
    /// It has more letters than are read.
    TooLong,
    /// Its sum is right, but it is no draft, or one spelled in another way than it is written here.
    Malformed,
    /// The title is no single line, or longer than [`MAX_TITLE`].
    Title,
    /// The text is missing, longer than [`MAX_TEXT`], has blanks around it or control signs in it.
    Text,
    /// The name to print is none that [`is_plain`] knows.
    Credit,
    /// The unit is none that [`is_plain`] knows.
    Unit,
    /// A reply without the address of a page, or no such address.
    ReplyTo,
    /// An entry without a contest, or no file name of one.
    Contest,
    /// No day of the calendar.
    Day,
    /// Photos were announced, none is there; or more than [`MAX_PHOTOS`] are.
    PhotoCount,
    /// The photo of this number, from 0, is none of its media type.
    PhotoType(usize),
    /// The photo of this number, from 0, has more than [`MAX_PHOTO`] bytes.
    PhotoSize(usize),
}

impl From<SealError> for DraftError {
    fn from(error: SealError) -> Self {
        match error {
            SealError::OtherKind => Self::OtherKind,
            SealError::OtherVersion(found) => Self::OtherVersion(found),
            SealError::Damaged => Self::Damaged,
            SealError::TooLong => Self::TooLong,
        }
    }
}

impl fmt::Display for DraftError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::OtherKind => "this text is no draft",
            Self::OtherVersion(found) => return write!(formatter, "the draft is of version {found}, not known here"),
            Self::Damaged => "the draft was cut or changed",
            Self::TooLong => "the draft is too long",
            Self::Malformed => "the draft was not written by a portal",
            Self::Title => "the title is no short line",
            Self::Text => "the text is missing, too long, or no plain text",
            Self::Credit => "the name is no name",
            Self::Unit => "the unit is no name",
            Self::ReplyTo => "the page replied to is no page",
            Self::Contest => "the contest is no contest",
            Self::Day => "the day is no day",
            Self::PhotoCount => "there are no photos, or too many",
            Self::PhotoType(number) => return write!(formatter, "photo {number} is not what it is called"),
            Self::PhotoSize(number) => return write!(formatter, "photo {number} is too heavy"),
        })
    }
}

impl core::error::Error for DraftError {}

impl Draft {
    /// The draft as one text.
    ///
    /// # Errors
    /// Those of [`Draft::check`].
    pub fn encode(&self) -> Result<String, DraftError> {
        self.check()?;
        Ok(seal(PREFIX, &self.bytes()))
    }

    /// The draft as messages of some `letters` letters each; one when it is short. It always travels so: readers look for
    /// [`crate::parts`].
    ///
    /// # Errors
    /// Those of [`Draft::check`].
    pub fn messages(&self, letters: usize) -> Result<Vec<String>, DraftError> {
        Ok(parts::split(&self.encode()?, letters))
    }

    /// Reads [`Draft::encode`]'s text, which is what the parts of [`Draft::messages`] are joined to.
    ///
    /// # Errors
    /// See [`DraftError`].
    pub fn decode(text: &str) -> Result<Self, DraftError> {
        let bytes = open(PREFIX, text)?;
        let draft = Self::take(&mut Reader(&bytes)).ok_or(DraftError::Malformed)?;
        draft.check()?;
        if draft.bytes() == bytes {
            Ok(draft)
        } else {
            Err(DraftError::Malformed)
        }
    }

    /// Is everything within its bounds?
    ///
    /// # Errors
    /// The first field that is not.
    pub fn check(&self) -> Result<(), DraftError> {
        if !is_line(&self.title) {
            return Err(DraftError::Title);
        }
        let is_empty = self.text.is_empty();
        if !is_text(&self.text) || is_empty && self.photos.is_empty() && self.kind != Kind::Photo {
            return Err(DraftError::Text);
        }
        if !self.credit.as_deref().is_none_or(is_plain) {
            return Err(DraftError::Credit);
        }
        if !self.unit.as_deref().is_none_or(is_plain) {
            return Err(DraftError::Unit);
        }
        if !self.reply_to.as_deref().map_or(self.kind != Kind::Reply, is_address) {
            return Err(DraftError::ReplyTo);
        }
        if !self.contest.as_deref().map_or(self.kind != Kind::ContestEntry, is_name) {
            return Err(DraftError::Contest);
        }
        if self.day > LAST.cast_unsigned() {
            return Err(DraftError::Day);
        }
        self.check_photos()
    }

    fn check_photos(&self) -> Result<(), DraftError> {
        let lacks = self.kind == Kind::Photo && self.photos.is_empty();
        if lacks || self.photos.len() > MAX_PHOTOS {
            return Err(DraftError::PhotoCount);
        }
        for (number, photo) in self.photos.iter().enumerate() {
            if photo.bytes.len() > MAX_PHOTO {
                return Err(DraftError::PhotoSize(number));
            }
            if MediaType::of(&photo.bytes) != Some(photo.media_type) {
                return Err(DraftError::PhotoType(number));
            }
        }
        Ok(())
    }

    fn optional(&self) -> [&Option<String>; 4] {
        [&self.credit, &self.unit, &self.reply_to, &self.contest]
    }

    fn bytes(&self) -> Vec<u8> {
        let Consents { publish, people, own } = self.consents;
        let mut bytes = self.id.to_le_bytes().to_vec();
        bytes.extend([
            self.kind.number(),
            bits([publish, people, own, false]),
            bits(self.optional().map(Option::is_some)),
        ]);
        put_number(&mut bytes, self.day);
        put_text(&mut bytes, &self.title);
        put_text(&mut bytes, &self.text);
        for text in self.optional().into_iter().flatten() {
            put_text(&mut bytes, text);
        }
        put_number(&mut bytes, u32::try_from(self.photos.len()).unwrap_or(u32::MAX));
        for photo in &self.photos {
            bytes.push(place(&MediaType::ALL, photo.media_type));
            put_number(&mut bytes, u32::try_from(photo.bytes.len()).unwrap_or(u32::MAX));
            bytes.extend(&photo.bytes);
        }
        bytes
    }

    fn take(reader: &mut Reader<'_>) -> Option<Self> {
        let id = u64::from_le_bytes(*take_bytes(reader)?);
        let [kind, consents, flags] = *take_bytes(reader)?;
        let kind = *Kind::ALL.get(usize::from(kind))?;
        let day = reader.number()?;
        let title = reader.text()?.to_owned();
        let text = reader.text()?.to_owned();
        let mut optional = [const { None }; 4];
        for (bit, text) in optional.iter_mut().enumerate() {
            if flags >> bit & 1 == 1 {
                *text = Some(reader.text()?.to_owned());
            }
        }
        let [credit, unit, reply_to, contest] = optional;
        let count = reader.number()? as usize;
        // Before any is taken, so that a forged number costs no memory.
        if count > MAX_PHOTOS {
            return None;
        }
        let mut photos = Vec::with_capacity(count);
        for _ in 0..count {
            let media_type = *MediaType::ALL.get(usize::from(reader.byte()?))?;
            let length = reader.number()? as usize;
            let bytes = reader.bytes(length)?.to_vec();
            photos.push(Photo { media_type, bytes });
        }
        Some(Self {
            id,
            kind,
            consents: Consents {
                publish: consents & 1 != 0,
                people: consents & 2 != 0,
                own: consents & 4 != 0,
            },
            day,
            title,
            text,
            credit,
            unit,
            reply_to,
            contest,
            photos,
        })
    }
}

/// The number of a value among all; there are fewer than 256.
fn place<T: PartialEq>(all: &[T], value: T) -> u8 {
    let found = all.iter().position(|known| *known == value);
    found.and_then(|at| u8::try_from(at).ok()).unwrap_or(u8::MAX)
}

/// The first is the lowest bit.
fn bits(flags: [bool; 4]) -> u8 {
    flags.iter().rev().fold(0, |bits, flag| bits << 1 | u8::from(*flag))
}

/// A title: one line, or none. Letters without width are allowed, as pictures of several signs are joined by them.
fn is_line(text: &str) -> bool {
    text.len() <= MAX_TITLE && text.trim() == text && !text.chars().any(breaks_or_controls)
}

fn is_text(text: &str) -> bool {
    text.len() <= MAX_TEXT
        && text.trim() == text
        && !text.chars().any(|letter| letter != '\n' && breaks_or_controls(letter))
}

/// U+2028 and U+2029 part lines for some readers and not for others.
fn breaks_or_controls(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}')
}

/// `chuyen/tho-ca-dem/`: small letters, digits, hyphens, with `/` between and behind.
fn is_address(text: &str) -> bool {
    text.len() <= 160 && text.strip_suffix('/').is_some_and(|path| path.split('/').all(is_name))
}

#[cfg(test)]
#[path = "draft_tests.rs"]
mod tests;
