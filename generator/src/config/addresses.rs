//! What the parts of the portal are called in addresses.

use std::ops::Deref;

use serde::{Deserialize, Serialize};

/// What the parts of the portal are called in addresses: readers see them, so they are of the portal's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Addresses {
    /// The list of policies, and the beginning of their addresses; the same for the kinds below.
    pub policy: Address,
    /// Questions; the page with all of them by their first letters is `a-z/` below.
    pub faq: Address,
    /// Courses.
    pub course: Address,
    /// Lessons; their list is that of the courses.
    pub lesson: Address,
    /// Stories.
    pub story: Address,
    /// Contests.
    pub contest: Address,
    /// Events.
    pub event: Address,
    /// Units.
    pub unit: Address,
    /// Notices.
    pub notice: Address,
    /// Beginning of the addresses of topics.
    pub topic: Address,
    /// The wall: what members made, by form, unit and contest.
    pub wall: Address,
    /// The page with what a member has bookmarked on her phone.
    pub saved: Address,
    /// The search page.
    pub search: Address,
    /// The page that lists what is saved on the phone.
    pub offline: Address,
    /// The page that shows and carries a member's own record.
    pub record: Address,
    /// The page on which officers check learners' codes.
    pub codes: Address,
    /// The page where members write for the portal.
    pub compose: Address,
    /// The page that names what others wrote of the portal.
    pub software: Address,
    /// Pages of `content/page` that the foot of every page leads to.
    pub about: Address,
    /// See `about`.
    pub privacy: Address,
    /// See `about`.
    pub contact: Address,
}

impl Default for Addresses {
    fn default() -> Self {
        let address = |part: &str| Address(format!("{part}/"));
        Self {
            policy: address("chinh-sach"),
            faq: address("hoi-dap"),
            course: address("khoa-hoc"),
            lesson: address("bai-hoc"),
            story: address("chuyen"),
            contest: address("cuoc-thi"),
            event: address("su-kien"),
            unit: address("cong-doan"),
            notice: address("thong-bao"),
            topic: address("chu-de"),
            wall: address("tuong"),
            saved: address("bai-da-luu"),
            search: address("tim-kiem"),
            offline: address("ngoai-tuyen"),
            record: address("so-hoc-tap"),
            codes: address("kiem-ma"),
            compose: address("gui-bai"),
            software: address("phan-mem-nguon-mo"),
            about: address("gioi-thieu"),
            privacy: address("quyen-rieng-tu"),
            contact: address("lien-he"),
        }
    }
}

/// One part of an address with its closing `/`; without it in settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Address(String);

impl Deref for Address {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Address {
    type Error = &'static str;

    fn try_from(part: String) -> Result<Self, Self::Error> {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        match !part.is_empty() && part.bytes().all(fits) {
            true => Ok(Self(format!("{part}/"))),
            false => Err("địa chỉ chỉ gồm a-z, 0-9 và dấu -"),
        }
    }
}
