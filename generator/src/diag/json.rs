//! Diagnostics as JSON, one array, for other programs.

use super::Diagnostic;

/// The list as pretty-printed JSON with a final line end.
///
/// # Panics
/// Never: a diagnostic holds only strings and numbers.
pub fn draw(diagnostics: &[Diagnostic]) -> String {
    let mut text = serde_json::to_string_pretty(diagnostics).expect("strings and numbers always encode");
    text.push('\n');
    text
}
