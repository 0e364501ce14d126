//! What learners' codes are worth, by an officer's phone alone. The rules are those of `wire::verdict`, the signatures those
//! of the same library that the command uses, so that both always judge alike.

use ed25519_dalek::{Signature, VerifyingKey};
use wire::{
    completion::{CodeError, Completion, find},
    sealed::from_base64,
    verdict::{Refusal, Signer, fits, signer},
};

/// An officer and her public key.
pub(crate) struct Officer {
    pub(crate) name: String,
    key: VerifyingKey,
    days: (u32, u32),
}

impl Officer {
    /// `key` in base64url, `days` the first and last since 1970 on which she may confirm; `None` when it is no key.
    pub(crate) fn new(key: &str, name: String, days: (u32, u32)) -> Option<Self> {
        let bytes: [u8; 32] = from_base64(key)?.try_into().ok()?;
        let key = VerifyingKey::from_bytes(&bytes).ok()?;
        Some(Self { name, key, days })
    }
}

impl Signer for Officer {
    fn id(&self) -> [u8; 4] {
        let [a, b, c, d, ..] = self.key.to_bytes();
        [a, b, c, d]
    }

    fn days(&self) -> (u32, u32) {
        self.days
    }

    fn has_signed(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        let signature = Signature::from_bytes(signature);
        self.key.verify_strict(message, &signature).is_ok()
    }
}

/// What one code is worth. Figures of the levels are never added up.
pub(crate) enum Verdict<'a> {
    /// Written with the code of a meeting that this officer signed.
    Confirmed(Completion, &'a Officer),
    /// The learner's own word.
    SelfReported(Completion),
    /// It does not count.
    Refused(Refusal),
}

/// Judges all codes among these words, each once, in their order.
pub(crate) fn judge<'a>(words: &str, officers: &'a [Officer]) -> Vec<Verdict<'a>> {
    // As a whole first: a message may have broken the only code into lines.
    let whole = Completion::decode(words);
    if whole.is_ok() {
        return vec![of(whole, officers)];
    }
    let mut seen: Vec<&str> = Vec::new();
    for (_, code) in find(words) {
        if !seen.contains(&code) {
            seen.push(code);
        }
    }
    match whole {
        Err(error) if seen.is_empty() && error != CodeError::OtherKind => vec![Verdict::Refused(error.into())],
        _ => seen
            .into_iter()
            .map(|code| of(Completion::decode(code), officers))
            .collect(),
    }
}

fn of(read: Result<Completion, CodeError>, officers: &[Officer]) -> Verdict<'_> {
    let judged = |completion: &Completion| -> Result<_, Refusal> {
        let Some(signed) = &completion.session else {
            return Ok(None);
        };
        let officer = signer(signed, officers)?;
        fits(&completion.lesson, completion.day, signed)?;
        Ok(Some(officer))
    };
    match read.map_err(Refusal::from).and_then(|read| Ok((judged(&read)?, read))) {
        Ok((Some(officer), read)) => Verdict::Confirmed(read, officer),
        Ok((None, read)) => Verdict::SelfReported(read),
        Err(refusal) => Verdict::Refused(refusal),
    }
}

#[cfg(test)]
mod tests {
    use wire::{
        completion::Completion,
        session::{Session, SignedSession},
        verdict::Refusal,
    };

    use super::{Officer, Verdict, judge};

    /// RFC 8032, 7.1, test 1: a public key, and its signature of nothing.
    const KEY: &str = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

    fn officers() -> Vec<Officer> {
        vec![Officer::new(KEY, "Lan".to_owned(), (0, 40_000)).expect("a key")]
    }

    fn completion(session: Option<SignedSession>) -> String {
        let completion = Completion {
            holder: 1,
            is_course: false,
            lesson: "ma-otp".to_owned(),
            content: 20_700,
            right: 2,
            questions: 2,
            day: 20_781,
            name: None,
            unit: None,
            session,
        };
        completion.encode().expect("sound")
    }

    fn named(words: &str) -> Vec<&'static str> {
        judge(words, &officers())
            .iter()
            .map(|verdict| match verdict {
                Verdict::Confirmed(..) => "confirmed",
                Verdict::SelfReported(_) => "self-reported",
                Verdict::Refused(refusal) => refusal.code(),
            })
            .collect()
    }

    #[test]
    fn codes_are_judged_each_once() {
        let good = completion(None);
        let cut = &good[..good.len() - 3];
        let (start, end) = good.split_at(20);
        assert_eq!(named(&good), ["self-reported"]);
        assert_eq!(named(&[start, "\n", end].concat()), ["self-reported"]);
        assert_eq!(
            named(&[&good, " và ", cut, ", ", &good].concat()),
            ["self-reported", "damaged-code"]
        );
        assert_eq!(named("H1.AA"), ["damaged-code"]);
        assert!(named("Chị ơi em học xong rồi").is_empty() && named("").is_empty());
        assert_eq!(named(&good.replacen("H1.", "H9.", 1)), ["other-version"]);
    }

    #[test]
    fn a_meeting_that_no_officer_signed_is_refused() {
        let meeting = |key: [u8; 4]| {
            let session = Session {
                key,
                number: 7,
                from: 20_781,
                until: 20_781,
                place: "Tổ 1".to_owned(),
                lessons: vec!["ma-otp".to_owned()],
            };
            completion(Some(SignedSession {
                session,
                signature: [1; 64],
            }))
        };
        assert_eq!(named(&meeting([0xd7, 0x5a, 0x98, 0x01])), [Refusal::Forged.code()]);
        assert_eq!(named(&meeting(*b"abcd")), [Refusal::UnknownKey.code()]);
    }

    #[test]
    fn what_is_no_key_is_no_officer() {
        assert!(Officer::new("abc", String::new(), (0, 1)).is_none());
        assert!(Officer::new("=", String::new(), (0, 1)).is_none());
    }
}
