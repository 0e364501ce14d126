//! The portal's settings, `site/site.toml`; unknown keys are refused.

mod inbox;
mod officer;

use std::{
    collections::BTreeMap,
    ops::{Deref, Range},
};

use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

use crate::{
    diag::{Diagnostic, Place, Rule, Said, Severity::Error, nearest, text},
    source::Source,
};

pub use inbox::{Inbox, MailAddress, PostAddress};
pub use officer::{Officer, OfficerKey};

/// Every rule of this module.
pub static RULES: [&Rule; 3] = [&UNKNOWN_SETTING, &MISSING_SETTING, &BAD_SETTINGS];

static UNKNOWN_SETTING: Rule = Rule {
    code: "unknown-setting",
    severity: Error,
    why: Said {
        vi: "Thiết lập gõ sai tên mà máy bỏ qua thì cổng không làm điều bạn muốn.",
        en: "A misspelt setting that is ignored makes the portal do something else than was meant.",
    },
    wrong: "hot_line = \"1900 1234\"",
    right: "hotline = \"1900 1234\"",
};

static MISSING_SETTING: Rule = Rule {
    code: "missing-setting",
    severity: Error,
    why: Said {
        vi: "Trang nào cũng cần tên cổng và tên công đoàn chịu trách nhiệm.",
        en: "Every page shows the portal's name and the union that answers for it.",
    },
    wrong: "short_name = \"Đoàn viên\"",
    right: "name = \"Cổng đoàn viên\"\nshort_name = \"Đoàn viên\"",
};

static BAD_SETTINGS: Rule = Rule {
    code: "bad-settings",
    severity: Error,
    why: Said {
        vi: "site/site.toml viết theo TOML: mỗi dòng một tên = \"giá trị\".",
        en: "site/site.toml is TOML: name = \"value\" on each line.",
    },
    wrong: "name = Cổng đoàn viên",
    right: "name = \"Cổng đoàn viên\"",
};

/// Path of the settings below the root.
pub const PATH: &str = "site/site.toml";

/// The settings of one portal.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Full name, shown in titles.
    pub name: String,
    /// Name for the header on a phone and for the home screen.
    pub short_name: String,
    /// The union that answers for the portal.
    pub organisation: String,
    /// Language tag; also the name of the file of interface words.
    #[serde(default = "vietnamese", deserialize_with = "language")]
    pub language: String,
    /// One sentence for search engines.
    pub description: String,
    /// Public address, for instance `https://congdoan.example.vn/`; may be given by `--base-url`.
    #[serde(default, deserialize_with = "public_address")]
    pub base_url: Option<String>,
    /// Whom to tell of a weakness of the portal: an address that begins with `mailto:`, `https://` or `tel:`.
    #[serde(default, deserialize_with = "contact")]
    pub security_contact: Option<String>,
    /// Telephone number as people read it.
    pub hotline: Option<String>,
    /// When the hotline answers.
    pub hotline_hours: Option<String>,
    /// Topics, in the order of lists.
    #[serde(default)]
    pub topics: Vec<Topic>,
    /// Links in the header.
    #[serde(default)]
    pub navigation: Vec<NavigationItem>,
    /// What the parts of the portal are called in addresses.
    #[serde(default)]
    pub addresses: Addresses,
    /// Addresses taken down for good, such as `/hoi-dap/bai-da-go/`: `build --previous` does not miss them.
    #[serde(default)]
    pub gone: Vec<String>,
    /// Where members send what they write for the portal.
    #[serde(default)]
    pub inbox: Inbox,
    /// Officers whose session codes count; see `docs/supervision.md`.
    #[serde(default)]
    pub officers: Vec<Officer>,
    /// How much of the portal may be the union's word; see `docs/pages.md`.
    #[serde(default)]
    pub balance: Balance,
    /// The editor in the browser, published under `/admin/`; left out when not set.
    pub admin: Option<Admin>,
}

/// How much of the portal may be the union's word, in percent of it and members' own together.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Balance {
    /// From so many percent on, `check` warns.
    pub warn: usize,
    /// Past so many percent, nothing is published.
    pub limit: usize,
    /// What counts as new: days up to the day of the build.
    pub days: u32,
    /// Of fewer texts or places, no share is judged.
    pub at_least: usize,
}

impl Default for Balance {
    fn default() -> Self {
        Self {
            warn: 18,
            limit: 20,
            days: 30,
            at_least: 10,
        }
    }
}

/// RFC 9116 takes whole addresses only, on one line.
fn contact<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let written = String::deserialize(deserializer)?;
    let is_address = ["mailto:", "https://", "tel:"]
        .iter()
        .any(|start| written.starts_with(start));
    if is_address && !written.contains(char::is_whitespace) {
        Ok(Some(written))
    } else {
        Err(D::Error::custom(
            "nơi báo lỗi bảo mật mở đầu bằng mailto:, https:// hoặc tel:",
        ))
    }
}

/// It becomes the name of a file and an attribute of every page.
fn language<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let tag = String::deserialize(deserializer)?;
    let fits = tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    match fits && tag.len() >= 2 {
        true => Ok(tag),
        false => Err(D::Error::custom(
            "mã ngôn ngữ chỉ gồm chữ cái không dấu, số và dấu -, ví dụ vi",
        )),
    }
}

fn public_address<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let url = String::deserialize(deserializer)?;
    let host = ["https://", "http://"]
        .iter()
        .find_map(|scheme| url.strip_prefix(scheme));
    match host.is_some_and(|host| !host.is_empty()) && !url.contains(char::is_whitespace) {
        true => Ok(Some(url)),
        false => Err(D::Error::custom(
            "địa chỉ của cổng mở đầu bằng https://, ví dụ https://congdoan.example.vn/",
        )),
    }
}

/// It becomes the name of a folder.
fn topic_id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let id = String::deserialize(deserializer)?;
    Address::try_from(id.clone()).map_err(D::Error::custom)?;
    Ok(id)
}

/// An address below the root: nothing that climbs, and no other host or scheme.
fn inside<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let href = String::deserialize(deserializer)?;
    let climbs = href.split('/').any(|part| part == "..");
    match climbs || href.starts_with('/') || href.contains([':', '\\']) {
        false => Ok(href),
        true => Err(D::Error::custom(
            "đường dẫn ở đầu trang tính từ gốc của cổng, không có / ở đầu, không có .. và dấu :",
        )),
    }
}

fn icon<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let name = String::deserialize(deserializer)?;
    match name.contains(['/', '\\', '.']) {
        false => Ok(Some(name)),
        true => Err(D::Error::custom(
            "tên hình trong site/assets/icons, không có đuôi và dấu /",
        )),
    }
}

fn vietnamese() -> String {
    "vi".to_owned()
}

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

/// A topic that policies, questions and courses belong to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Slug; last part of the topic's address.
    #[serde(deserialize_with = "topic_id")]
    pub id: String,
    /// Heading.
    pub title: String,
    /// One sentence.
    #[serde(default)]
    pub summary: String,
}

/// How the editor in the browser reaches the repository.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Admin {
    /// Name of the editor's back end: `github`, `gitlab`, `gitea`, or `proxy` for a repository on this machine.
    pub backend: String,
    /// The repository, for instance `congdoan/cong`; not for `proxy`.
    pub repository: Option<String>,
    /// Branch that editors write to.
    #[serde(default = "main_branch")]
    pub branch: String,
    /// Address of a git host of one's own, of its sign-in service, or of the local proxy.
    pub address: Option<String>,
}

fn main_branch() -> String {
    "main".to_owned()
}

/// A link in the header.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NavigationItem {
    /// Its words.
    pub title: String,
    /// Address below the portal's root, without a leading `/`; empty for the home page.
    #[serde(deserialize_with = "inside")]
    pub href: String,
    /// Name of a picture in `site/assets/icons`, without its ending.
    #[serde(default, deserialize_with = "icon")]
    pub icon: Option<String>,
}

/// Parses the settings.
///
/// # Errors
/// A diagnostic at the place of the first fault (TOML is parsed by a library that stops there).
pub fn parse(source: &Source) -> Result<Config, Diagnostic> {
    let mut config: Config = toml::from_str(&source.text).map_err(|error| fault(source, &error))?;
    if let Some(url) = &mut config.base_url
        && !url.ends_with('/')
    {
        url.push('/');
    }
    Ok(config)
}

/// Parses a file of interface words: flat keys with texts.
///
/// # Errors
/// As for [`parse`].
pub fn parse_words(source: &Source) -> Result<BTreeMap<String, String>, Diagnostic> {
    toml::from_str(&source.text).map_err(|error| fault(source, &error))
}

fn fault(source: &Source, error: &toml::de::Error) -> Diagnostic {
    let span: Range<usize> = error.span().unwrap_or(0..0);
    let message = error.message();
    let place = source.place(span);
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    if message.starts_with("unknown field")
        && let [unknown, known @ ..] = quoted.as_slice()
    {
        let found = Diagnostic::new(
            &UNKNOWN_SETTING,
            place,
            text!(
                "Không có thiết lập tên “{unknown}”.",
                "There is no setting “{unknown}”."
            ),
        );
        return match nearest(unknown, known.iter().copied()) {
            Some(known) => found.hint(text!("Có phải bạn muốn viết “{known}”?", "Did you mean “{known}”?")),
            None => {
                let all = known.join(", ");
                found.hint(text!(
                    "Các thiết lập dùng được: {all}.",
                    "Settings that can be used: {all}."
                ))
            }
        };
    }
    if message.starts_with("missing field")
        && let [missing, ..] = quoted.as_slice()
    {
        return Diagnostic::new(
            &MISSING_SETTING,
            place,
            text!("Thiếu thiết lập “{missing}”.", "Setting “{missing}” is missing."),
        )
        .hint(text!(
            "Thêm dòng “{missing} = \"…\"”.",
            "Add a line “{missing} = \"…\"”."
        ));
    }
    bad(place, message)
}

fn bad(place: Place, message: &str) -> Diagnostic {
    let reason = reason(message);
    Diagnostic::new(
        &BAD_SETTINGS,
        place,
        text!(
            "Không đọc được thiết lập: {reason}.",
            "The settings cannot be read: {message}."
        ),
    )
    .hint(text!(
        "Mỗi dòng là “tên = \"giá trị\"”; xem tệp site/site.toml mẫu trong kho mã nguồn.",
        "Each line is “name = \"value\"”; see site/site.toml in the repository."
    ))
}

/// What the library says, in words for editors; sentences of this module are Vietnamese already.
fn reason(message: &str) -> &str {
    const REASONS: [(&str, &str); 11] = [
        ("duplicate key", "thiết lập này đã có ở trên"),
        (
            "invalid type",
            "giá trị không đúng loại; chữ và số điện thoại phải đặt trong ngoặc kép",
        ),
        ("string values must be quoted", "giá trị phải đặt trong ngoặc kép \"…\""),
        (
            "invalid basic string",
            "ngoặc kép mở mà không đóng, hoặc có dấu \\ không đúng chỗ",
        ),
        ("recurs", "dấu ngoặc lồng nhau quá sâu"),
        ("unclosed", "dấu [ hoặc { mở mà không đóng"),
        ("missing assignment", "giữa tên và giá trị phải là dấu ="),
        ("with no value", "giữa tên và giá trị phải là dấu ="),
        ("unquoted key", "tên thiết lập chỉ gồm chữ không dấu, số, - và _"),
        (
            "failed to parse",
            "ngày phải là một ngày có thật, viết năm-tháng-ngày trong ngoặc kép",
        ),
        ("expected", "chỗ này thừa hoặc thiếu một dấu"),
    ];
    let known = REASONS.iter().find(|(start, _)| message.contains(start));
    known.map_or(message, |(_, reason)| reason)
}

/// The fault of a language that neither the portal nor this program has words for.
pub fn no_words(source: &Source, language: &str) -> Diagnostic {
    let at = source.text.find(&format!("\"{language}\"")).unwrap_or_default();
    Diagnostic::new(
        &BAD_SETTINGS,
        source.place(at..at),
        text!(
            "Chưa có chữ của giao diện cho ngôn ngữ “{language}”.",
            "There are no words of the interface in “{language}”."
        ),
    )
    .hint(text!(
        "Dùng “vi” hoặc “en”, hoặc dịch tệp vi.toml thành site/strings/{language}.toml.",
        "Use “vi” or “en”, or translate en.toml into site/strings/{language}.toml."
    ))
}

#[cfg(test)]
mod tests {
    use super::{MailAddress, PostAddress, parse};
    use crate::{diag::Language, source::Source};

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

    #[test]
    fn a_misspelt_setting_is_refused_with_a_suggestion() {
        let text = "name = \"a\"\nshort_name = \"a\"\norganisation = \"a\"\ndescription = \"a\"\nhot_line = \"1\"\n";
        let found = parse(&Source::new("site/site.toml", text)).unwrap_err();
        assert_eq!((found.rule.code, found.place.line), ("unknown-setting", 5));
        let hint = found.hint.expect("a suggestion");
        assert_eq!(
            hint.in_language(Language::Vietnamese),
            "Có phải bạn muốn viết “hotline”?"
        );
    }
}
