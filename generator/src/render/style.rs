//! The style sheet as it stands in a page: the shortest form, in words that old phones know, without what other kinds of
//! pages need.

use std::collections::{BTreeMap, BTreeSet};

use lightningcss::{
    printer::PrinterOptions,
    stylesheet::{MinifyOptions, ParserOptions, StyleSheet},
    targets::{Browsers, Features, Targets},
};

use crate::theme::Theme;

/// Begins a part of the styles for some kinds of pages: `/* @only lesson course */`.
const ONLY: &str = "/* @only ";
/// Ends it.
const END: &str = "/* @end */";

/// What the pages of each kind need of the styles. They stand in every page, and were more than half of it on the line.
#[derive(Debug, Default)]
pub(super) struct Sheets {
    /// Of kinds that have parts of their own.
    own: BTreeMap<String, String>,
    /// Of all others.
    common: String,
}

impl Sheets {
    /// Divides styles at their marks.
    pub(super) fn of(styles: &str) -> Self {
        let parts = parts(styles);
        let kinds: BTreeSet<&str> = parts.iter().flat_map(|part| part.0.split(' ')).collect();
        let sheet = |kind: &str| {
            let chosen = parts
                .iter()
                .filter(|(only, _)| only.is_empty() || only.split(' ').any(|one| one == kind));
            minify(&chosen.map(|part| part.1).collect::<String>())
        };
        let own = kinds.into_iter().filter(|kind| !kind.is_empty());
        Self {
            own: own.map(|kind| (kind.to_owned(), sheet(kind))).collect(),
            common: sheet(""),
        }
    }

    /// The sheet of the pages of a kind.
    pub(super) fn get(&self, kind: &str) -> &str {
        self.own.get(kind).unwrap_or(&self.common)
    }

    /// Every sheet, each once.
    pub(super) fn all(&self) -> BTreeSet<&str> {
        self.own.values().chain([&self.common]).map(String::as_str).collect()
    }
}

/// The kinds that a part is for, none for all, and its text. A part without an end reaches to the end.
fn parts(styles: &str) -> Vec<(&str, &str)> {
    let mut parts = Vec::new();
    let mut rest = styles;
    while let Some((before, marked)) = rest.split_once(ONLY) {
        let (only, marked) = marked.split_once(" */").unwrap_or(("", marked));
        let (part, behind) = marked.split_once(END).unwrap_or((marked, ""));
        parts.extend([("", before), (only, part)]);
        rest = behind;
    }
    parts.push(("", rest));
    parts
}

/// Browsers that the styles are written down to: phones sold since about 2018, whose Chromium or WebView is not updated.
fn targets() -> Targets {
    let version = |major: u32| Some(major << 16);
    Targets {
        browsers: Some(Browsers {
            android: version(70),
            chrome: version(70),
            ios_saf: version(12),
            safari: version(12),
            samsung: version(10),
            ..Browsers::default()
        }),
        // `color-scheme` needs no stand-in: the colours of both schemes are written out.
        exclude: Features::LightDark,
        ..Targets::default()
    }
}

/// All styles of a theme: its colours, then the rest.
pub(super) fn sheet(theme: &Theme) -> String {
    let parts = ["tokens.css", "style.css"]
        .into_iter()
        .filter_map(|name| theme.assets.get(name));
    parts.map(|bytes| String::from_utf8_lossy(bytes)).collect()
}

/// A colour of the theme, in the light and in the dark look, as far as it is written in hexadecimal digits.
pub(super) fn colours<'a>(styles: &'a str, token: &str) -> (Option<&'a str>, Option<&'a str>) {
    let dark = styles.split_once("prefers-color-scheme: dark").map(|(_, dark)| dark);
    (colour(styles, token), dark.and_then(|dark| colour(dark, token)))
}

/// The first value of a token, when it is a colour in hexadecimal digits.
fn colour<'a>(styles: &'a str, token: &str) -> Option<&'a str> {
    let (_, rest) = styles.split_once(&format!("{token}:"))?;
    let value = rest[..rest.find([';', '}'])?].trim();
    value.starts_with('#').then_some(value)
}

/// The style sheet in its shortest form. One that cannot be read is left as it is: a browser takes what it can.
pub(super) fn minify(css: &str) -> String {
    short(css).unwrap_or_else(|| css.to_owned())
}

fn short(css: &str) -> Option<String> {
    let mut sheet = StyleSheet::parse(css, ParserOptions::default()).ok()?;
    let targets = targets();
    sheet
        .minify(MinifyOptions {
            targets,
            ..MinifyOptions::default()
        })
        .ok()?;
    let options = PrinterOptions {
        minify: true,
        targets,
        ..PrinterOptions::default()
    };
    Some(sheet.to_css(options).ok()?.code)
}

#[cfg(test)]
mod tests {
    use super::{Sheets, colours, minify};

    #[test]
    fn colours_come_from_the_styles() {
        let styles = ":root{--bg:#fff;--top:#0b5d63}@media (prefers-color-scheme: dark){:root{--top: #123}}";
        assert_eq!(colours(styles, "--top"), (Some("#0b5d63"), Some("#123")));
        assert_eq!(colours(styles, "--bg"), (Some("#fff"), None));
        assert_eq!(colours(":root{--bg:var(--card)}", "--bg"), (None, None));
    }

    #[test]
    fn each_kind_has_its_own_parts() {
        let sheets = Sheets::of("a{b:c}\n/* @only lesson home */\nd{e:f}\n/* @end */\ng{h:i}/* @only home */j{k:l}");
        assert_eq!(sheets.get("story"), "a{b:c}g{h:i}");
        assert_eq!(sheets.get("lesson"), "a{b:c}d{e:f}g{h:i}");
        assert_eq!(sheets.get("home"), "a{b:c}d{e:f}g{h:i}j{k:l}");
        assert_eq!(sheets.all().len(), 3);
    }

    #[test]
    fn styles_are_shortened_and_faulty_ones_kept() {
        assert_eq!(minify("a {\n  color: #ffffff;\n}\n"), "a{color:#fff}");
        assert_eq!(minify("a { color: }}"), "a { color: }}");
    }
}
