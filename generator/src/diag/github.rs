//! Diagnostics as workflow commands, which GitHub shows beside the changed lines.
//!
//! Format and escapes: <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>.

use std::fmt::Write;

use super::{Diagnostic, Language, Severity};

/// One line per finding.
pub fn draw(diagnostics: &[Diagnostic], language: Language) -> String {
    let mut lines = String::new();
    for found in diagnostics {
        let level = match found.rule.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "notice",
        };
        let mut message = found.message.in_language(language).to_owned();
        if let Some(hint) = &found.hint {
            message.push('\n');
            message.push_str(hint.in_language(language));
        }
        let place = &found.place;
        // Writing into a string cannot fail.
        let _ = writeln!(
            lines,
            "::{level} file={},line={},col={},title={}::{}",
            property(&place.file),
            place.line,
            place.column,
            property(found.rule.code),
            data(&message)
        );
    }
    lines
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn what_would_end_a_property_is_escaped() {
        assert_eq!(data("85 %\na:b"), "85 %25%0Aa:b");
        assert_eq!(property("a,b:c"), "a%2Cb%3Ac");
    }
}
