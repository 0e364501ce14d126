//! What learners' codes are worth: their own word, an officer's confirmation, or nothing; and the report over many.
//!
//! Pure: texts and keys in, values out. Formats are in `wire`; what each level proves is said in `docs/supervision.md`.

pub mod report;

use std::collections::HashMap;

use jiff::civil::Date;
use wire::{completion::CodeError, day::of_date, session::SignedSession};

use crate::{
    config::Officer,
    diag::{Text, text},
};

/// How far a record may be relied on. Figures of the two are never added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The learner's own word.
    SelfReported,
    /// Written with the code of a meeting that a known officer signed.
    Confirmed,
}

/// Why a code does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Refusal {
    /// Written by another version of the portal: the number met.
    OtherVersion(u32),
    /// Cut or changed on its way.
    Damaged,
    /// Its sum is right, but no portal writes such.
    Malformed,
    /// It says what cannot be, or a name is no name.
    BadContent,
    /// Signed with a key that is not in the settings.
    UnknownKey,
    /// The signature is not the officer's.
    Forged,
    /// The officer's key did not hold on the days of the meeting.
    KeyNotInForce,
    /// Finished on a day outside those of the meeting.
    OtherDay,
    /// The meeting was about other lessons.
    OtherLesson,
}

impl From<CodeError> for Refusal {
    fn from(error: CodeError) -> Self {
        match error {
            CodeError::OtherVersion(found) => Self::OtherVersion(found),
            CodeError::OtherKind | CodeError::Damaged => Self::Damaged,
            CodeError::Malformed => Self::Malformed,
            CodeError::BadContent => Self::BadContent,
        }
    }
}

impl Refusal {
    /// Its name for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OtherVersion(_) => "other-version",
            Self::Damaged => "damaged-code",
            Self::Malformed => "malformed-code",
            Self::BadContent => "bad-content",
            Self::UnknownKey => "unknown-key",
            Self::Forged => "forged-session",
            Self::KeyNotInForce => "key-not-in-force",
            Self::OtherDay => "other-day",
            Self::OtherLesson => "other-lesson",
        }
    }

    /// For people.
    pub fn said(self) -> Text {
        match self {
            Self::OtherVersion(found) => text!(
                "mã thuộc phiên bản {found}, máy này chưa đọc được; hãy dùng portal mới hơn",
                "the code is of version {found}, which this program does not read; use a newer portal"
            ),
            Self::Damaged => text!(
                "mã bị thiếu hoặc bị đổi; xin gửi lại nguyên cả mã",
                "the code was cut or changed; ask for the whole code again"
            ),
            Self::Malformed => text!("mã không do cổng viết ra", "the code was not written by a portal"),
            Self::BadContent => text!(
                "mã ghi điều không thể có: điểm, ngày, hoặc tên có ký tự lạ",
                "the code says what cannot be: score, day, or a name with strange signs"
            ),
            Self::UnknownKey => text!(
                "buổi sinh hoạt ký bằng khóa không có trong site.toml",
                "the meeting is signed with a key that is not in site.toml"
            ),
            Self::Forged => text!(
                "chữ ký của buổi sinh hoạt không phải của cán bộ: mã bị làm giả hoặc bị sửa",
                "the signature of the meeting is not the officer's: forged or changed"
            ),
            Self::KeyNotInForce => text!(
                "khóa của cán bộ không có hiệu lực vào ngày sinh hoạt",
                "the officer's key did not hold on the day of the meeting"
            ),
            Self::OtherDay => text!(
                "ngày học xong nằm ngoài những ngày của buổi sinh hoạt",
                "finished on a day outside those of the meeting"
            ),
            Self::OtherLesson => text!(
                "buổi sinh hoạt không có bài này",
                "the meeting was not about this lesson"
            ),
        }
    }
}

/// The officers of a portal by key.
#[derive(Debug)]
pub struct Officers<'a>(HashMap<[u8; 4], Vec<&'a Officer>>);

impl<'a> Officers<'a> {
    /// One key may stand twice, for two spans of days.
    pub fn new(officers: &'a [Officer]) -> Self {
        let mut by_key: HashMap<_, Vec<_>> = HashMap::new();
        for officer in officers {
            by_key.entry(officer.key.id()).or_default().push(officer);
        }
        Self(by_key)
    }

    /// Whose meeting it is. This is the slow step, some 50 µs: once for each meeting, not for each code.
    ///
    /// # Errors
    /// [`Refusal::UnknownKey`], [`Refusal::Forged`], [`Refusal::KeyNotInForce`].
    pub fn verify(&self, signed: &SignedSession) -> Result<&'a Officer, Refusal> {
        let named = self.0.get(&signed.session.key).ok_or(Refusal::UnknownKey)?;
        let signature = ed25519_dalek::Signature::from_bytes(&signed.signature);
        let message = signed.session.message();
        let mut theirs = named
            .iter()
            .filter(|officer| officer.key.0.verify_strict(&message, &signature).is_ok())
            .peekable();
        theirs.peek().ok_or(Refusal::Forged)?;
        theirs
            .find(|officer| day(officer.from) <= signed.session.from && signed.session.until <= day(officer.until))
            .copied()
            .ok_or(Refusal::KeyNotInForce)
    }
}

/// Does the meeting, whose signature is right, speak of this lesson, finished on this day since 1970?
///
/// # Errors
/// [`Refusal::OtherDay`], [`Refusal::OtherLesson`].
pub fn fits(lesson: &str, day: u32, signed: &SignedSession) -> Result<(), Refusal> {
    let session = &signed.session;
    if !(session.from..=session.until).contains(&day) {
        return Err(Refusal::OtherDay);
    }
    if session.lessons.iter().any(|of| of == lesson) {
        Ok(())
    } else {
        Err(Refusal::OtherLesson)
    }
}

/// Days since 1970; days before are 0.
pub fn day(date: Date) -> u32 {
    let part = |number: i16| u32::try_from(number).unwrap_or_default();
    let found = of_date(part(date.year()), part(date.month().into()), part(date.day().into()));
    found.and_then(|day| u32::try_from(day).ok()).unwrap_or_default()
}

/// A day since 1970 as year-month-day.
pub fn shown(day: u32) -> String {
    let (year, month, day) = wire::day::date(i32::try_from(day).unwrap_or(i32::MAX));
    format!("{year:04}-{month:02}-{day:02}")
}
