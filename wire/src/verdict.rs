//! What a learner's code is worth, by the same rules for the command on an officer's computer and for the page on her phone.
//!
//! No signature is verified here: who judges brings the library (see [`Signer`]), so that phones which only write codes need
//! none. What each level proves is said in `docs/supervision.md`.

use crate::{completion::CodeError, session::SignedSession};

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
    /// Signed with a key that the portal does not publish.
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
    #[must_use]
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
}

/// An officer's public key, and from when until when it holds.
pub trait Signer {
    /// First bytes of the key, by which a meeting names it.
    fn id(&self) -> [u8; 4];
    /// First and last day on which she may confirm, in days since 1970.
    fn days(&self) -> (u32, u32);
    /// Is this her signature (Ed25519, strict) of the message?
    fn has_signed(&self, message: &[u8], signature: &[u8; 64]) -> bool;
}

/// Whose meeting it is. One key may stand several times, for several spans of days.
///
/// # Errors
/// [`Refusal::UnknownKey`], [`Refusal::Forged`], [`Refusal::KeyNotInForce`]: the signature first, as a forged meeting is
/// forged, whatever it says.
pub fn signer<'a, S: Signer + 'a>(
    signed: &SignedSession,
    signers: impl IntoIterator<Item = &'a S>,
) -> Result<&'a S, Refusal> {
    let session = &signed.session;
    let message = session.message();
    let mut refusal = Refusal::UnknownKey;
    for signer in signers.into_iter().filter(|signer| signer.id() == session.key) {
        if !signer.has_signed(&message, &signed.signature) {
            refusal = refusal.max(Refusal::Forged);
            continue;
        }
        let (from, until) = signer.days();
        if from <= session.from && session.until <= until {
            return Ok(signer);
        }
        refusal = Refusal::KeyNotInForce;
    }
    Err(refusal)
}

/// Does the meeting speak of this lesson, finished on this day since 1970?
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

#[cfg(test)]
mod tests {
    use super::{Refusal, Signer, fits, signer};
    use crate::session::{Session, SignedSession};

    /// Signs by the last byte of its key.
    struct Officer {
        key: [u8; 4],
        days: (u32, u32),
        sign: u8,
    }

    impl Signer for Officer {
        fn id(&self) -> [u8; 4] {
            self.key
        }

        fn days(&self) -> (u32, u32) {
            self.days
        }

        fn has_signed(&self, _: &[u8], signature: &[u8; 64]) -> bool {
            *signature == [self.sign; 64]
        }
    }

    fn meeting(sign: u8) -> SignedSession {
        let session = Session {
            key: *b"abcd",
            number: 7,
            from: 20_781,
            until: 20_782,
            place: "Tổ may 3".to_owned(),
            lessons: vec!["ma-otp".to_owned()],
        };
        SignedSession {
            session,
            signature: [sign; 64],
        }
    }

    #[test]
    fn a_meeting_is_its_officers_while_her_key_holds() {
        let officer = |days, sign| Officer {
            key: *b"abcd",
            days,
            sign,
        };
        let (past, now) = (officer((0, 20_781), 1), officer((20_000, 20_782), 1));
        let named = |officers: &[Officer], sign| signer(&meeting(sign), officers).map(Signer::days);
        assert_eq!(named(&[], 1), Err(Refusal::UnknownKey));
        assert_eq!(named(&[past], 1), Err(Refusal::KeyNotInForce));
        let both = [officer((0, 20_781), 1), now];
        assert_eq!(named(&both, 1), Ok((20_000, 20_782)));
        assert_eq!(named(&both, 2), Err(Refusal::Forged));
        // Two keys may begin alike.
        let alike = [
            officer((0, 30_000), 3),
            officer((0, 20_000), 1),
            officer((0, 30_000), 4),
        ];
        assert_eq!(named(&alike, 1), Err(Refusal::KeyNotInForce));
        assert_eq!(named(&alike, 4), Ok((0, 30_000)));
    }

    #[test]
    fn a_meeting_is_for_its_lessons_and_days() {
        assert_eq!(fits("ma-otp", 20_781, &meeting(1)), Ok(()));
        assert_eq!(fits("ma-otp", 20_783, &meeting(1)), Err(Refusal::OtherDay));
        assert_eq!(fits("khac", 20_782, &meeting(1)), Err(Refusal::OtherLesson));
    }
}
