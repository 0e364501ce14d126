//! What an editor wrote wrong, as values: a rule, a place, one sentence, a hint, perhaps a mechanical cure.
//!
//! Steps return their value *and* a list of [`Diagnostic`]s; nothing stops at the first. How a diagnostic looks on a
//! terminal ([`report`]), in JSON ([`json`]), in SARIF ([`sarif`]) or as a GitHub annotation ([`github`]) is decided
//! here and nowhere else. Sentences are [`Text`]s: in every language at once, so that none can be forgotten.

pub mod github;
pub mod json;
pub mod report;
pub mod sarif;
pub mod system;

use std::ops::Range;

use serde::Serialize;

/// A language that people read messages in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// Vietnamese, what editors read.
    #[default]
    Vietnamese,
    /// English, for deployers and developers abroad.
    English,
}

/// A sentence in every language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    vietnamese: String,
    english: String,
}

impl Text {
    /// A sentence from its two forms; the macro `text!` is the short way.
    pub fn new(vietnamese: impl Into<String>, english: impl Into<String>) -> Self {
        Self {
            vietnamese: vietnamese.into(),
            english: english.into(),
        }
    }

    /// A sentence around this one, in every language.
    pub fn within(&self, vietnamese: impl FnOnce(&str) -> String, english: impl FnOnce(&str) -> String) -> Self {
        Self::new(vietnamese(&self.vietnamese), english(&self.english))
    }

    /// The sentence in one language.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Vietnamese => &self.vietnamese,
            Language::English => &self.english,
        }
    }
}

/// A [`Text`] from two format strings over the same variables: `text!("Thiếu khóa “{key}”.", "Key “{key}” is missing.")`.
macro_rules! text {
    ($vietnamese:literal, $english:literal $(,)?) => {
        $crate::diag::Text::new(format!($vietnamese), format!($english))
    };
}
pub(crate) use text;

/// A text known when the program is compiled, in every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// Vietnamese.
    pub vi: &'static str,
    /// English.
    pub en: &'static str,
}

impl Said {
    /// The text in one language.
    pub const fn in_language(self, language: Language) -> &'static str {
        match language {
            Language::Vietnamese => self.vi,
            Language::English => self.en,
        }
    }
}

/// How grave a finding is. An error stops publication; a warning may be made to; advice never does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Publication is refused.
    Error,
    /// Worth a look; the portal is still built, unless warnings are denied.
    Warning,
    /// Would read better.
    Advice,
}

/// A rule: what `check --explain` prints, and what every finding of it refers to.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Stable identifier, never used again for anything else.
    pub code: &'static str,
    /// How grave a finding is.
    pub severity: Severity,
    /// Why the rule exists: what would happen to a reader, and from where a limit comes.
    pub why: Said,
    /// How it goes wrong.
    pub wrong: &'static str,
    /// How to write it instead.
    pub right: &'static str,
}

/// Where in the sources a finding stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Path below the portal's root, with `/`.
    pub file: String,
    /// Line, counted from 1.
    pub line: usize,
    /// Column, counted from 1 in characters.
    pub column: usize,
    /// Byte range in the file's text, for drawing the caret.
    #[serde(skip)]
    pub span: Range<usize>,
}

impl Place {
    /// Files by name, then lines and columns.
    pub fn order(&self) -> (&str, usize, usize) {
        (&self.file, self.line, self.column)
    }

    /// A place that names a whole file.
    pub fn file(file: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            line: 1,
            column: 1,
            span: 0..0,
        }
    }
}

/// A cure that needs no thought, so that the machine may apply it when asked to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fix {
    /// Other text for the finding's own span.
    Replace(String),
    /// The file in composed letters (NFC), nothing else changed.
    Compose,
    /// Another name for the file, below the portal's root; links to it follow.
    Rename(String),
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// Where it stands.
    pub place: Place,
    /// What is wrong.
    pub message: Text,
    /// What to type instead.
    pub hint: Option<Text>,
    /// How the machine could do so.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A finding of a rule at a place.
    pub fn new(rule: &'static Rule, place: Place, message: Text) -> Self {
        Self {
            rule,
            place,
            message,
            hint: None,
            fix: None,
        }
    }

    /// Adds what to type instead.
    #[must_use]
    pub fn hint(mut self, hint: Text) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Adds a mechanical cure.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// The order in which findings are shown: by place, then by rule.
    pub fn order(&self) -> (&str, usize, usize, &str) {
        let (file, line, column) = self.place.order();
        (file, line, column, self.rule.code)
    }
}

/// How many findings of each severity there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Pieces of advice.
    pub advice: usize,
}

/// Counts findings.
pub fn count(diagnostics: &[Diagnostic]) -> Count {
    let mut count = Count::default();
    for found in diagnostics {
        match found.rule.severity {
            Severity::Error => count.errors += 1,
            Severity::Warning => count.warnings += 1,
            Severity::Advice => count.advice += 1,
        }
    }
    count
}

/// The candidate nearest to `word`, if one is near enough to be a slip of the fingers.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    candidates
        .into_iter()
        // Comparing takes the product of both lengths; a difference in length alone may settle it.
        .filter(|candidate| {
            let other = candidate.chars().count();
            length.abs_diff(other) <= 1 + other / 4
        })
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.chars().count() / 4)
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_corrected_and_a_stranger_is_not() {
        assert_eq!(nearest("sumary", ["title", "summary"]), Some("summary"));
        assert_eq!(nearest("colour", ["title", "summary"]), None);
    }
}
