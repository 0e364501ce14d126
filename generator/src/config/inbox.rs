//! Where members send what they write, and what may stand there.

use std::ops::Deref;

use serde::Deserialize;

/// Where members send what they write for the portal, each way where it is set; see `docs/drafts.md`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inbox {
    /// Number for text messages, as people read it; without it the hotline's.
    pub phone: Option<String>,
    /// Number of a Zalo account.
    pub zalo: Option<String>,
    /// Mail address.
    pub mail: Option<MailAddress>,
    /// Address of a server that takes drafts by POST; pages may then connect to its origin, and to no other.
    pub address: Option<PostAddress>,
}

/// `name@host`, of letters that need no escaping in a link.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct MailAddress(String);

impl Deref for MailAddress {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for MailAddress {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let fits = |part: &str| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'+'))
        };
        match text.split_once('@') {
            Some((name, host)) if fits(name) && fits(host) => Ok(Self(text)),
            _ => Err("địa chỉ thư có dạng ten@congdoan.example.vn"),
        }
    }
}

/// An address that drafts are sent to: `https://`, or `http://` on this machine, to try things out.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct PostAddress(String);

impl PostAddress {
    /// Scheme, host and port, as a policy names them.
    pub fn origin(&self) -> &str {
        let host = self.0.find("://").map_or(0, |at| at + 3);
        let path = self.0[host..].find(['/', '?']);
        &self.0[..path.map_or(self.0.len(), |at| host + at)]
    }
}

impl Deref for PostAddress {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for PostAddress {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        // It stands in a policy, in attributes and in rules for servers: nothing that means anything there, and no name with
        // a password before the host.
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/?&=%+:".contains(&byte);
        let address = Self(text);
        let (scheme, host) = address.origin().split_once("://").unwrap_or_default();
        let (name, port) = host.split_once(':').unwrap_or((host, "0"));
        let is_here = matches!(name, "localhost" | "127.0.0.1");
        let is_host = name
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'));
        let is_allowed = scheme == "https" || scheme == "http" && is_here;
        if is_allowed && is_host && port.parse::<u16>().is_ok() && address.bytes().all(plain) {
            Ok(address)
        } else {
            Err("nơi nhận bài là một địa chỉ https://, không có khoảng trắng, dấu nháy, # hay mật khẩu")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MailAddress, PostAddress};

    #[test]
    fn only_addresses_that_a_policy_can_hold_are_taken() {
        for (address, origin) in [
            ("https://nhan.example.vn/gui?x=1", "https://nhan.example.vn"),
            ("https://nhan.example.vn:8443/gui", "https://nhan.example.vn:8443"),
            ("http://127.0.0.1:9000/gui", "http://127.0.0.1:9000"),
            ("https://nhan.example.vn?x", "https://nhan.example.vn"),
        ] {
            let read = PostAddress::try_from(address.to_owned()).expect(address);
            assert_eq!((&*read, read.origin()), (address, origin));
        }
        for address in [
            "http://nhan.example.vn/gui",
            "nhan.example.vn",
            "https://",
            "https://a b.vn/",
            "https://a.vn/;script-src *",
            "https://a.vn'",
            "https://ten:mat-khau@a.vn/",
            "https://*.vn/",
            "https://a.vn:x/",
            "https://a.vn/#x",
            "javascript:alert(1)",
            "/gui",
        ] {
            assert!(PostAddress::try_from(address.to_owned()).is_err(), "{address}");
        }
        assert!(MailAddress::try_from("bai.viet@congdoan.example.vn".to_owned()).is_ok());
        for mail in ["a", "@a.vn", "a@", "a@b@c", "a@b.vn?bcc=x@y.vn", "a b@c.vn"] {
            assert!(MailAddress::try_from(mail.to_owned()).is_err(), "{mail}");
        }
    }
}
