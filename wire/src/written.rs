//! A draft while a member writes it, kept on her phone just as she typed it, and how far it has come on its way.
//!
//! [`crate::draft`] is what travels and has bounds; here a half-typed address or a blank at the end is as good as any other.
//!
//! Form: `W1.` and [`crate::sealed`] over: id (8 bytes, little end first), moment of the last change, kind, consents (1 may
//! publish, 2 people in the pictures agree, 4 own work), step, tries, moment of the step, answer code, seven texts (title, text,
//! link, credit, unit, reply to, contest), number of photos and the number of each. A photo lies beside it, as `F1.` and
//! [`crate::sealed`] over its bytes, so that a typed letter does not write it again.

use crate::{
    bytes::{Reader, put_long, put_number, put_text},
    draft::{Consents, Draft, Kind, MAX_PHOTO, MAX_PHOTOS, MediaType, Photo},
    sealed::{SealError, open, seal},
    session::take_bytes,
};

/// How a kept draft begins.
pub const PREFIX: &str = "W1.";
/// How a kept photo begins.
pub const PHOTO_PREFIX: &str = "F1.";

/// Where a draft is on its way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Step {
    /// She writes.
    #[default]
    Writing,
    /// She took it along by her own hand: copied, saved, shared.
    Handed,
    /// It waits to be sent to the portal's address.
    Waiting,
    /// It is being sent; written down before the first byte goes.
    Sending,
    /// The address said that it has it.
    Sent,
    /// The address said that it does not want it.
    Refused,
}

impl Step {
    /// All steps; the place of each is its number in the bytes.
    pub const ALL: [Self; 6] = [
        Self::Writing,
        Self::Handed,
        Self::Waiting,
        Self::Sending,
        Self::Sent,
        Self::Refused,
    ];
}

/// A step, and what belongs to it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    /// The step.
    pub step: Step,
    /// How often it was sent without an answer that settles it.
    pub tries: u32,
    /// When the step was taken, in seconds since 1970; of [`Step::Waiting`] when it may be tried.
    pub at: u64,
    /// The last answer's code; 0 for none.
    pub code: u32,
}

/// A draft as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// A number of chance, drawn when it was begun.
    pub id: u64,
    /// When it was changed last, in seconds since 1970.
    pub changed: u64,
    /// What it is.
    pub kind: Kind,
    /// The boxes ticked.
    pub consents: Consents,
    /// Where it is on its way.
    pub standing: Standing,
    /// Title.
    pub title: String,
    /// Text.
    pub text: String,
    /// Address of a clip.
    pub link: String,
    /// Name to print.
    pub credit: String,
    /// Her unit.
    pub unit: String,
    /// Address of the page replied to.
    pub reply_to: String,
    /// File name of the contest.
    pub contest: String,
    /// Numbers of the photos, by which they lie beside.
    pub photos: Vec<u32>,
}

impl Written {
    /// True while there is nothing to lose.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let texts = [&self.title, &self.text, &self.link, &self.credit, &self.unit];
        texts.iter().all(|text| text.is_empty()) && self.photos.is_empty()
    }

    /// The draft as one text.
    #[must_use]
    pub fn encode(&self) -> String {
        let Consents { publish, people, own } = self.consents;
        let consents = u8::from(publish) | u8::from(people) << 1 | u8::from(own) << 2;
        let Standing { step, tries, at, code } = self.standing;
        let mut bytes = self.id.to_le_bytes().to_vec();
        put_long(&mut bytes, self.changed);
        bytes.extend([self.kind.number(), consents, step as u8]);
        put_number(&mut bytes, tries);
        put_long(&mut bytes, at);
        put_number(&mut bytes, code);
        for text in self.texts() {
            put_text(&mut bytes, text);
        }
        put_number(&mut bytes, u32::try_from(self.photos.len()).unwrap_or(u32::MAX));
        for photo in &self.photos {
            put_number(&mut bytes, *photo);
        }
        seal(PREFIX, &bytes)
    }

    /// Reads [`Written::encode`]'s text.
    ///
    /// # Errors
    /// See [`SealError`]; what follows no rule of the form is damage.
    pub fn decode(text: &str) -> Result<Self, SealError> {
        let bytes = open(PREFIX, text)?;
        let mut reader = Reader(&bytes);
        let written = Self::take(&mut reader).ok_or(SealError::Damaged)?;
        if reader.0.is_empty() {
            Ok(written)
        } else {
            Err(SealError::Damaged)
        }
    }

    fn texts(&self) -> [&String; 7] {
        [
            &self.title,
            &self.text,
            &self.link,
            &self.credit,
            &self.unit,
            &self.reply_to,
            &self.contest,
        ]
    }

    fn take(reader: &mut Reader<'_>) -> Option<Self> {
        let id = u64::from_le_bytes(*take_bytes(reader)?);
        let changed = reader.long()?;
        let [kind, consents, step] = *take_bytes(reader)?;
        let standing = Standing {
            step: *Step::ALL.get(usize::from(step))?,
            tries: reader.number()?,
            at: reader.long()?,
            code: reader.number()?,
        };
        let mut texts: [String; 7] = Default::default();
        for text in &mut texts {
            reader.text()?.clone_into(text);
        }
        let [title, text, link, credit, unit, reply_to, contest] = texts;
        let count = reader.number()? as usize;
        // Before any is taken, so that damage costs no memory.
        if count > MAX_PHOTOS {
            return None;
        }
        let photos = (0..count).map(|_| reader.number()).collect::<Option<_>>()?;
        Some(Self {
            id,
            changed,
            kind: *Kind::ALL.get(usize::from(kind))?,
            consents: Consents {
                publish: consents & 1 != 0,
                people: consents & 2 != 0,
                own: consents & 4 != 0,
            },
            standing,
            title,
            text,
            link,
            credit,
            unit,
            reply_to,
            contest,
            photos,
        })
    }

    /// What travels of it: blanks and empty fields left off, the address of a clip as the first line. `day` is that of the last
    /// change, so that what was not changed travels in the same letters each time.
    #[must_use]
    pub fn draft(&self, photos: Vec<Photo>, day: u32) -> Draft {
        let some = |text: String| (!text.is_empty()).then_some(text);
        let mut text = lines(&self.text);
        let link = line(&self.link);
        if self.kind == Kind::Clip && !link.is_empty() {
            text = [&link, "\n\n", &text].concat().trim_end().to_owned();
        }
        let Consents { publish, people, own } = self.consents;
        Draft {
            id: self.id,
            kind: self.kind,
            consents: Consents {
                publish,
                people: people && !photos.is_empty(),
                own,
            },
            day,
            title: line(&self.title),
            text,
            credit: some(line(&self.credit)),
            unit: some(line(&self.unit)),
            reply_to: some(self.reply_to.clone()),
            contest: some(self.contest.clone()).filter(|_| self.kind == Kind::ContestEntry),
            photos,
        }
    }
}

/// A photo as it is kept.
#[must_use]
pub fn keep_photo(bytes: &[u8]) -> String {
    seal(PHOTO_PREFIX, bytes)
}

/// A photo that was kept.
///
/// # Errors
/// See [`SealError`]; what is no picture, or too heavy a one, is damage.
pub fn kept_photo(text: &str) -> Result<Photo, SealError> {
    photo(open(PHOTO_PREFIX, text)?).ok_or(SealError::Damaged)
}

/// A picture that a draft may carry.
#[must_use]
pub fn photo(bytes: Vec<u8>) -> Option<Photo> {
    let media_type = MediaType::of(&bytes).filter(|_| bytes.len() <= MAX_PHOTO)?;
    Some(Photo { media_type, bytes })
}

/// Plain lines of what was typed anywhere: one kind of line end, no control signs, at most one empty line at once, no blanks
/// around. Letters without width stay.
#[must_use]
pub fn lines(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let breaks = ['\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}', '\u{85}'];
    let ends = text.split('\n').map(|end| end.strip_suffix('\r').unwrap_or(end));
    for typed in ends.flat_map(|end| end.split(breaks)) {
        let plain = typed.chars().map(|letter| if letter == '\t' { ' ' } else { letter });
        let plain: String = plain.filter(|letter| !letter.is_control()).collect();
        let plain = plain.trim();
        if !plain.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(plain.to_owned());
        }
    }
    lines.join("\n").trim().to_owned()
}

/// The same in one line.
#[must_use]
pub fn line(text: &str) -> String {
    lines(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Cut at a word, with `…`, to at most so many letters.
#[must_use]
pub fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let end = text
        .char_indices()
        .nth(most.saturating_sub(1))
        .map_or(text.len(), |(at, _)| at);
    let cut = text[..end].rfind(' ').filter(|at| *at > end / 2).unwrap_or(end);
    [text[..cut].trim_end(), "…"].concat()
}

#[cfg(test)]
#[path = "written_tests.rs"]
mod tests;
