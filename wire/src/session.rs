//! A meeting as an officer signs it: a text shown as a QR picture, which learners' completion codes carry along.
//!
//! This crate writes and reads it; it does not verify, so that the client on a phone need not bring a signature library.
//! What a signature proves and what not: `docs/supervision.md`.
//!
//! Form: `S1.` and [`crate::sealed`] over: key id (4 bytes), number (4 bytes, little end first), first and last day, place,
//! count of lessons, lessons, signature (64 bytes).

use crate::{
    bytes::{Reader, put_number, put_text},
    completion::{CodeError, is_name, is_plain},
    sealed::{self, open, seal},
};

/// How the text begins.
pub const PREFIX: &str = "S1.";
/// Lessons of one meeting.
pub const MAX_LESSONS: usize = 16;
/// Put before what is signed, so that a signature for anything else is none for a meeting.
const DOMAIN: &[u8] = b"portal session 1\n";

/// Where codes of meetings begin and end in a text with anything around them; each is to be given to
/// [`SignedSession::decode`].
pub fn find(text: &str) -> impl Iterator<Item = (usize, &str)> {
    sealed::find('S', text)
}

/// What the officer vouches for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Session {
    /// First bytes of the officer's public key: which one to verify with.
    pub key: [u8; 4],
    /// A number of chance that tells two meetings apart.
    pub number: u32,
    /// First day on which a lesson may have been finished, in days since 1970.
    pub from: u32,
    /// Last such day.
    pub until: u32,
    /// Unit or place of the meeting.
    pub place: String,
    /// File names of the lessons or courses, in order.
    pub lessons: Vec<String>,
}

/// A meeting and the officer's signature, not verified.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SignedSession {
    /// The meeting.
    pub session: Session,
    /// Ed25519 over [`Session::message`].
    pub signature: [u8; 64],
}

impl Session {
    /// What is signed.
    #[must_use]
    pub fn message(&self) -> Vec<u8> {
        let mut bytes = DOMAIN.to_vec();
        self.put(&mut bytes);
        bytes
    }

    fn put(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.key);
        bytes.extend(self.number.to_le_bytes());
        put_number(bytes, self.from);
        put_number(bytes, self.until);
        put_text(bytes, &self.place);
        put_number(bytes, u32::try_from(self.lessons.len()).unwrap_or(u32::MAX));
        for lesson in &self.lessons {
            put_text(bytes, lesson);
        }
    }

    fn is_sound(&self) -> bool {
        is_plain(&self.place)
            && self.from <= self.until
            && (1..=MAX_LESSONS).contains(&self.lessons.len())
            && self.lessons.iter().all(|lesson| is_name(lesson))
            && self.lessons.is_sorted_by(|left, right| left < right)
    }
}

impl SignedSession {
    /// The text to show in the meeting.
    ///
    /// # Errors
    /// [`CodeError::BadContent`] when days, place or lessons are not fit to be written.
    pub fn encode(&self) -> Result<String, CodeError> {
        if !self.session.is_sound() {
            return Err(CodeError::BadContent);
        }
        let mut bytes = Vec::new();
        self.put(&mut bytes);
        Ok(seal(PREFIX, &bytes))
    }

    /// Reads [`SignedSession::encode`]'s text.
    ///
    /// # Errors
    /// See [`CodeError`].
    pub fn decode(text: &str) -> Result<Self, CodeError> {
        let bytes = open(PREFIX, text)?;
        let mut reader = Reader(&bytes);
        let signed = Self::take(&mut reader).ok_or(CodeError::Malformed)?;
        if !signed.session.is_sound() {
            return Err(CodeError::BadContent);
        }
        let mut again = Vec::with_capacity(bytes.len());
        signed.put(&mut again);
        // One meeting has one spelling.
        if again == bytes {
            Ok(signed)
        } else {
            Err(CodeError::Malformed)
        }
    }

    /// True when it may be written.
    pub(crate) fn is_sound(&self) -> bool {
        self.session.is_sound()
    }

    pub(crate) fn put(&self, bytes: &mut Vec<u8>) {
        self.session.put(bytes);
        bytes.extend(self.signature);
    }

    pub(crate) fn take(reader: &mut Reader<'_>) -> Option<Self> {
        let key = *take_bytes(reader)?;
        let number = u32::from_le_bytes(*take_bytes(reader)?);
        let (from, until) = (reader.number()?, reader.number()?);
        let place = reader.text()?.to_owned();
        let count = reader.number()? as usize;
        if count > MAX_LESSONS {
            return None;
        }
        let lessons = (0..count)
            .map(|_| reader.text().map(str::to_owned))
            .collect::<Option<_>>()?;
        let signature = *take_bytes(reader)?;
        let session = Session {
            key,
            number,
            from,
            until,
            place,
            lessons,
        };
        Some(Self { session, signature })
    }
}

pub(crate) fn take_bytes<'a, const COUNT: usize>(reader: &mut Reader<'a>) -> Option<&'a [u8; COUNT]> {
    let (taken, rest) = reader.0.split_first_chunk()?;
    reader.0 = rest;
    Some(taken)
}

#[cfg(test)]
mod tests {
    use super::{Session, SignedSession};
    use crate::completion::CodeError;

    fn signed(lessons: &[&str]) -> SignedSession {
        let session = Session {
            key: *b"abcd",
            number: 7,
            from: 20_781,
            until: 20_782,
            place: "Tổ may 3".to_owned(),
            lessons: lessons.iter().map(|lesson| (*lesson).to_owned()).collect(),
        };
        SignedSession {
            session,
            signature: [9; 64],
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let signed = signed(&["khoa-man-hinh", "ma-otp"]);
        assert_eq!(SignedSession::decode(&signed.encode().expect("sound")), Ok(signed));
    }

    #[test]
    fn lessons_have_one_order_and_there_is_at_least_one() {
        for lessons in [&["b", "a"][..], &["a", "a"], &[], &["Bài 1"]] {
            assert_eq!(signed(lessons).encode(), Err(CodeError::BadContent), "{lessons:?}");
        }
    }
}
