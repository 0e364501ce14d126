//! The portal's settings, `site/site.toml`; unknown keys are refused.

mod addresses;
mod faults;
mod inbox;
mod officer;

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, de::Error as _};

use crate::{diag::Diagnostic, source::Source};

pub use addresses::{Address, Addresses};
pub use faults::{RULES, no_words};
pub use inbox::{Inbox, MailAddress, PostAddress};
pub use officer::{Officer, OfficerKey};

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
    let mut config: Config = toml::from_str(&source.text).map_err(|error| faults::fault(source, &error))?;
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
    toml::from_str(&source.text).map_err(|error| faults::fault(source, &error))
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::{diag::Language, source::Source};

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
