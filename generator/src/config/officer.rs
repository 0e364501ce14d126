//! Officers who may confirm what is learned in meetings, and their public keys.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use ed25519_dalek::VerifyingKey;
use jiff::civil::Date;
use serde::Deserialize;

/// An officer who may confirm what is learned in meetings.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Officer {
    /// Her name.
    pub name: String,
    /// The unit she answers for.
    pub unit: String,
    /// Her public key, as `portal key new` prints it.
    pub key: OfficerKey,
    /// First day on which she may confirm.
    pub from: Date,
    /// Last such day.
    pub until: Date,
}

/// An Ed25519 public key; base64url without padding in settings.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct OfficerKey(pub VerifyingKey);

impl OfficerKey {
    /// First bytes, by which a session names it.
    pub fn id(&self) -> [u8; 4] {
        let [a, b, c, d, ..] = self.0.to_bytes();
        [a, b, c, d]
    }

    /// As in settings.
    pub fn text(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(self.0.as_bytes())
    }
}

impl TryFrom<String> for OfficerKey {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).ok();
        let bytes: Option<[u8; 32]> = bytes.and_then(|bytes| bytes.try_into().ok());
        let key = bytes.and_then(|bytes| VerifyingKey::from_bytes(&bytes).ok());
        key.map(Self)
            .ok_or("khóa công khai phải là 43 chữ do portal key new in ra")
    }
}
