//! Diagnostics as SARIF 2.1.0, which code hosts and editors read.
//!
//! Format: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/>. Columns count characters (`unicodeCodePoints`).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Diagnostic, Language, Rule, Severity};

/// One run with all rules that were broken and all findings, pretty-printed with a final line end.
pub fn draw(diagnostics: &[Diagnostic], language: Language) -> String {
    let rules: BTreeMap<&str, &Rule> = diagnostics.iter().map(|found| (found.rule.code, found.rule)).collect();
    let numbers: BTreeMap<&str, usize> = rules.keys().enumerate().map(|(number, code)| (*code, number)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "columnKind": "unicodeCodePoints",
            "tool": { "driver": {
                "name": "portal",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.values().map(|rule| described(rule, language)).collect::<Vec<_>>(),
            }},
            "results": diagnostics.iter().map(|found| result(found, numbers[found.rule.code], language)).collect::<Vec<_>>(),
        }],
    });
    format!("{log:#}\n")
}

fn described(rule: &Rule, language: Language) -> Value {
    json!({
        "id": rule.code,
        "shortDescription": { "text": rule.why.in_language(language) },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn result(found: &Diagnostic, rule: usize, language: Language) -> Value {
    let mut message = found.message.in_language(language).to_owned();
    if let Some(hint) = &found.hint {
        message.push('\n');
        message.push_str(hint.in_language(language));
    }
    json!({
        "ruleId": found.rule.code,
        "ruleIndex": rule,
        "level": level(found.rule.severity),
        "message": { "text": message },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": uri(&found.place.file) },
            "region": { "startLine": found.place.line, "startColumn": found.place.column },
        }}],
    })
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

/// A relative path as a URI reference: everything but unreserved characters and `/` in percent code.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_with_marks_and_spaces_become_references() {
        assert_eq!(uri("content/faq/Nghỉ a.md"), "content/faq/Ngh%E1%BB%89%20a.md");
    }
}
