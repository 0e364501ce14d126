//! What learners' codes are worth: their own word, an officer's confirmation, or nothing; and the report over many.
//!
//! Pure: texts and keys in, values out. Formats are in `wire`; what each level proves is said in `docs/supervision.md`.

pub mod contents;
pub mod plot;
pub mod published;
pub mod report;

use std::collections::HashMap;

use jiff::civil::Date;
pub use wire::verdict::{Refusal, fits};
use wire::{
    day::of_date,
    session::SignedSession,
    verdict::{Signer, signer},
};

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

/// Why a code does not count, for people.
pub fn said(refusal: Refusal) -> Text {
    match refusal {
        Refusal::OtherVersion(found) => text!(
            "mã thuộc phiên bản {found}, máy này chưa đọc được; hãy dùng portal mới hơn",
            "the code is of version {found}, which this program does not read; use a newer portal"
        ),
        Refusal::Damaged => text!(
            "mã bị thiếu hoặc bị đổi; xin gửi lại nguyên cả mã",
            "the code was cut or changed; ask for the whole code again"
        ),
        Refusal::Malformed => text!("mã không do cổng viết ra", "the code was not written by a portal"),
        Refusal::BadContent => text!(
            "mã ghi điều không thể có: điểm, ngày, hoặc tên có ký tự lạ",
            "the code says what cannot be: score, day, or a name with strange signs"
        ),
        Refusal::UnknownKey => text!(
            "buổi sinh hoạt ký bằng khóa không có trong site.toml",
            "the meeting is signed with a key that is not in site.toml"
        ),
        Refusal::Forged => text!(
            "chữ ký của buổi sinh hoạt không phải của cán bộ: mã bị làm giả hoặc bị sửa",
            "the signature of the meeting is not the officer's: forged or changed"
        ),
        Refusal::KeyNotInForce => text!(
            "khóa của cán bộ không có hiệu lực vào ngày sinh hoạt",
            "the officer's key did not hold on the day of the meeting"
        ),
        Refusal::OtherDay => text!(
            "ngày học xong nằm ngoài những ngày của buổi sinh hoạt",
            "finished on a day outside those of the meeting"
        ),
        Refusal::OtherLesson => text!(
            "buổi sinh hoạt không có bài này",
            "the meeting was not about this lesson"
        ),
    }
}

impl Signer for Officer {
    fn id(&self) -> [u8; 4] {
        self.key.id()
    }

    fn days(&self) -> (u32, u32) {
        (day(self.from), day(self.until))
    }

    fn has_signed(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        let signature = ed25519_dalek::Signature::from_bytes(signature);
        self.key.0.verify_strict(message, &signature).is_ok()
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
        signer(signed, named.iter().copied())
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
