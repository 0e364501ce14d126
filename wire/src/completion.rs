//! A learner's code for one finished lesson or course, which she gives to an officer by message, picture or paper.
//!
//! By itself it is her own word; with an officer's session it says that its writer had that meeting's code.
//!
//! Form: `H1.` and [`crate::sealed`] over: flags (1 course, 2 name, 4 unit, 8 session), holder (8 bytes, little end first),
//! lesson, content version, right answers, questions, day, name, unit, session. One record has one spelling.

use core::fmt;

use crate::{
    bytes::{Reader, put_number, put_text},
    sealed::{self, SealError, open, seal},
    session::{SignedSession, take_bytes},
};

/// How the text begins.
pub const PREFIX: &str = "H1.";
/// Bytes of a name, a unit or a place.
pub const MAX_TEXT: usize = 96;
/// Letters of the longest code: a session of 16 lessons is most of it.
pub const MAX_CODE: usize = 3_000;

/// A finished lesson or course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// A number of chance that her phone keeps, so that two learners of one name stay two.
    pub holder: u64,
    /// True for a course, false for a lesson.
    pub is_course: bool,
    /// File name of the lesson or course.
    pub lesson: String,
    /// Version of the content she learned.
    pub content: u32,
    /// Questions answered right.
    pub right: u8,
    /// Questions asked.
    pub questions: u8,
    /// Day of finishing, in days since 1970.
    pub day: u32,
    /// Her name as she typed it.
    pub name: Option<String>,
    /// Her unit as she typed it.
    pub unit: Option<String>,
    /// The meeting she was given a code of, not verified.
    pub session: Option<SignedSession>,
}

/// Why a text is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeError {
    /// It is something else.
    OtherKind,
    /// It is of this kind, in a version not known here.
    OtherVersion(u32),
    /// It was cut or changed.
    Damaged,
    /// Its sum is right, but it is no record, or one spelled in another way than it is written here.
    Malformed,
    /// A name with signs that are no letters, a score of more than all, a day or lesson that cannot be.
    BadContent,
}

impl From<SealError> for CodeError {
    fn from(error: SealError) -> Self {
        match error {
            SealError::OtherKind => Self::OtherKind,
            SealError::OtherVersion(found) => Self::OtherVersion(found),
            SealError::Damaged | SealError::TooLong => Self::Damaged,
        }
    }
}

impl fmt::Display for CodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherKind => formatter.write_str("this text is no such code"),
            Self::OtherVersion(found) => write!(formatter, "the code is of version {found}, which is not known here"),
            Self::Damaged => formatter.write_str("the code was cut or changed"),
            Self::Malformed => formatter.write_str("the code was not written by a portal"),
            Self::BadContent => formatter.write_str("the code says what cannot be"),
        }
    }
}

impl core::error::Error for CodeError {}

impl Completion {
    /// The record as text.
    ///
    /// # Errors
    /// [`CodeError::BadContent`] when something of it is not fit to be written.
    pub fn encode(&self) -> Result<String, CodeError> {
        if self.is_sound() {
            Ok(seal(PREFIX, &self.bytes()))
        } else {
            Err(CodeError::BadContent)
        }
    }

    /// Reads [`Completion::encode`]'s text.
    ///
    /// # Errors
    /// See [`CodeError`].
    pub fn decode(text: &str) -> Result<Self, CodeError> {
        if text.len() > MAX_CODE {
            return Err(CodeError::Damaged);
        }
        let bytes = open(PREFIX, text)?;
        let completion = Self::take(&mut Reader(&bytes)).ok_or(CodeError::Malformed)?;
        if !completion.is_sound() {
            return Err(CodeError::BadContent);
        }
        if completion.bytes() == bytes {
            Ok(completion)
        } else {
            Err(CodeError::Malformed)
        }
    }

    fn is_sound(&self) -> bool {
        is_name(&self.lesson)
            && self.right <= self.questions
            && self.day <= LAST_DAY
            && self.name.as_deref().is_none_or(is_plain)
            && self.unit.as_deref().is_none_or(is_plain)
            && self.session.as_ref().is_none_or(SignedSession::is_sound)
    }

    fn bytes(&self) -> Vec<u8> {
        let flags = [
            self.is_course,
            self.name.is_some(),
            self.unit.is_some(),
            self.session.is_some(),
        ];
        let flags = flags.iter().rev().fold(0, |flags, flag| flags << 1 | u8::from(*flag));
        let mut bytes = vec![flags];
        bytes.extend(self.holder.to_le_bytes());
        put_text(&mut bytes, &self.lesson);
        put_number(&mut bytes, self.content);
        bytes.extend([self.right, self.questions]);
        put_number(&mut bytes, self.day);
        for text in [&self.name, &self.unit].into_iter().flatten() {
            put_text(&mut bytes, text);
        }
        if let Some(session) = &self.session {
            session.put(&mut bytes);
        }
        bytes
    }

    fn take(reader: &mut Reader<'_>) -> Option<Self> {
        let [flags] = *take_bytes(reader)?;
        let has = |bit: u8| flags & bit != 0;
        let holder = u64::from_le_bytes(*take_bytes(reader)?);
        let lesson = reader.text()?.to_owned();
        let content = reader.number()?;
        let [right, questions] = *take_bytes(reader)?;
        let day = reader.number()?;
        let name = if has(2) { Some(reader.text()?.to_owned()) } else { None };
        let unit = if has(4) { Some(reader.text()?.to_owned()) } else { None };
        let session = if has(8) {
            Some(SignedSession::take(reader)?)
        } else {
            None
        };
        Some(Self {
            holder,
            is_course: has(1),
            lesson,
            content,
            right,
            questions,
            day,
            name,
            unit,
            session,
        })
    }
}

/// 9999-12-31.
const LAST_DAY: u32 = 2_932_896;

/// A file name of content: small letters, digits, hyphens.
pub(crate) fn is_name(text: &str) -> bool {
    (1..=80).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// A name as people write it: short, in one line, without marks that turn or hide letters, and nothing that a spreadsheet
/// would take for a formula.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    (1..=MAX_TEXT).contains(&text.len())
        && text.trim() == text
        && !text.starts_with(['=', '+', '-', '@'])
        && !text.chars().any(|letter| letter.is_control() || is_unseen(letter))
}

const fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Where codes begin and end in a text with anything around them, first to last; each is to be given to
/// [`Completion::decode`]. A code broken into lines is found as far as its first line, and then reads as damaged.
pub fn find(text: &str) -> impl Iterator<Item = (usize, &str)> {
    sealed::find('H', text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Just, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};

    use super::{CodeError, Completion, find, is_plain};
    use crate::{
        sealed::seal,
        session::{Session, SignedSession},
    };

    fn sessions() -> impl Strategy<Value = SignedSession> {
        (any::<[u8; 4]>(), any::<u32>(), 0..9_u32, any::<[u8; 32]>()).prop_map(|(key, number, from, half)| {
            let lessons = vec!["a".to_owned(), "b-1".to_owned()];
            let session = Session {
                key,
                number,
                from,
                until: from + 3,
                place: "Tổ 1".to_owned(),
                lessons,
            };
            let signature = core::array::from_fn(|at| half[at / 2]);
            SignedSession { session, signature }
        })
    }

    fn completions() -> impl Strategy<Value = Completion> {
        let texts = || proptest::option::of(prop_oneof![Just("Nguyễn Thị Lành".to_owned()), "[a-z]{1,9}"]);
        let session = proptest::option::of(sessions());
        let numbers = (any::<u64>(), any::<bool>(), any::<u32>(), 0..5_u8, 0..40_000_u32);
        (numbers, "[a-z0-9-]{1,30}", texts(), texts(), session).prop_map(|(numbers, lesson, name, unit, session)| {
            let (holder, is_course, content, right, day) = numbers;
            Completion {
                holder,
                is_course,
                lesson,
                content,
                right,
                questions: 5,
                day,
                name,
                unit,
                session,
            }
        })
    }

    #[test]
    fn another_version_is_named() {
        assert_eq!(Completion::decode("H2.AAAA"), Err(CodeError::OtherVersion(2)));
    }

    #[test]
    fn names_that_a_spreadsheet_would_run_are_refused() {
        for bad in ["=1+1", "+84", "-1", "@a", "\ta", "a\nb", " a", "", "a\u{202e}b"] {
            assert!(!is_plain(bad), "{bad:?}");
        }
        assert!(is_plain("Nguyễn Thị Lành"));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(completion in completions()) {
            let code = completion.encode().expect("sound");
            prop_assert!(code.len() <= super::MAX_CODE);
            prop_assert_eq!(Completion::decode(&code), Ok(completion));
        }

        #[test]
        fn a_record_has_one_spelling(payload in proptest::collection::vec(any::<u8>(), 0..60)) {
            if let Ok(completion) = Completion::decode(&seal(super::PREFIX, &payload)) {
                prop_assert_eq!(completion.bytes(), payload);
            }
        }

        #[test]
        fn codes_are_found_among_words(completion in completions(), before in "[a-zH1. ]{0,20}", after in "[,. \n][a-z ]{0,9}") {
            let code = completion.encode().expect("sound");
            let text = [&before, "\n> ", &code, &after].concat();
            prop_assert!(find(&text).any(|found| found.1 == code));
        }

        #[test]
        fn no_text_panics(text in any::<String>(), tail in "[A-Za-z0-9_-]{0,90}") {
            let _ = Completion::decode(&text);
            let _ = Completion::decode(&["H1.", &tail].concat());
            prop_assert!(find(&text).all(|(at, code)| text[at..].starts_with(code)));
        }
    }
}
