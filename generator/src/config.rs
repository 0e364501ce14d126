//! The portal's settings, `site/site.toml`; unknown keys are refused.

use std::{collections::BTreeMap, ops::Range};

use serde::Deserialize;

use crate::{
    diag::{Diagnostic, nearest},
    source::Source,
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
    #[serde(default = "vietnamese")]
    pub language: String,
    /// One sentence for search engines.
    pub description: String,
    /// Public address, for instance `https://congdoan.example.vn/`; may be given by `--base-url`.
    pub base_url: Option<String>,
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
}

fn vietnamese() -> String {
    "vi".to_owned()
}

/// A topic that policies, questions and courses belong to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Slug; last part of the topic's address.
    pub id: String,
    /// Heading.
    pub title: String,
    /// One sentence.
    #[serde(default)]
    pub summary: String,
}

/// A link in the header.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NavigationItem {
    /// Its words.
    pub title: String,
    /// Address below the portal's root, without a leading `/`; empty for the home page.
    pub href: String,
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
        let found = Diagnostic::error("unknown-setting", place, format!("Không có thiết lập tên “{unknown}”."));
        return match nearest(unknown, known.iter().copied()) {
            Some(known) => found.hint(format!("Có phải bạn muốn viết “{known}”?")),
            None => found.hint(format!("Các thiết lập dùng được: {}.", known.join(", "))),
        };
    }
    if message.starts_with("missing field")
        && let [missing, ..] = quoted.as_slice()
    {
        return Diagnostic::error("missing-setting", place, format!("Thiếu thiết lập “{missing}”."))
            .hint(format!("Thêm dòng “{missing} = \"…\"”."));
    }
    Diagnostic::error("bad-settings", place, format!("Không đọc được thiết lập: {message}."))
        .hint("Mỗi dòng là “tên = \"giá trị\"”; xem tệp site/site.toml mẫu trong kho mã nguồn.")
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::source::Source;

    #[test]
    fn a_misspelt_setting_is_refused_with_a_suggestion() {
        let text = "name = \"a\"\nshort_name = \"a\"\norganisation = \"a\"\ndescription = \"a\"\nhot_line = \"1\"\n";
        let found = parse(&Source::new("site/site.toml", text)).unwrap_err();
        assert_eq!((found.code, found.place.line), ("unknown-setting", 5));
        assert_eq!(found.hint.as_deref(), Some("Có phải bạn muốn viết “hotline”?"));
    }
}
