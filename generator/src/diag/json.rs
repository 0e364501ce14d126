//! Diagnostics as JSON, one array, for other programs.

use serde::Serialize;

use super::{Diagnostic, Language, Place, Severity};

/// A finding as other programs read it.
#[derive(Serialize)]
pub struct Finding<'a> {
    code: &'a str,
    severity: Severity,
    place: &'a Place,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'a str>,
    fixable: bool,
}

/// The findings in one language, ready to be encoded.
pub fn findings(diagnostics: &[Diagnostic], language: Language) -> Vec<Finding<'_>> {
    diagnostics.iter().map(|found| finding(found, language)).collect()
}

fn finding(found: &Diagnostic, language: Language) -> Finding<'_> {
    Finding {
        code: found.rule.code,
        severity: found.rule.severity,
        place: &found.place,
        message: found.message.in_language(language),
        hint: found.hint.as_ref().map(|hint| hint.in_language(language)),
        fixable: found.fix.is_some(),
    }
}

/// The list as pretty-printed JSON with a final line end.
///
/// # Panics
/// Never: a diagnostic holds only strings and numbers.
pub fn draw(diagnostics: &[Diagnostic], language: Language) -> String {
    let findings = findings(diagnostics, language);
    let mut text = serde_json::to_string_pretty(&findings).expect("strings and numbers always encode");
    text.push('\n');
    text
}
