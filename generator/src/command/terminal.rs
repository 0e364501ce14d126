//! What people see: results on standard output, progress and faults on standard error, colours only on a terminal.

use std::io::{self, IsTerminal, Write};

use indicatif::{ProgressBar, ProgressStyle};

use super::{Exit, pipeline::Fault};
use crate::{
    diag::{self, Diagnostic},
    source::Source,
};

/// Writes a result. A closed pipe is the reader's wish, not a fault.
pub(super) fn print(text: &str) {
    let _ = io::stdout().lock().write_all(text.as_bytes());
}

/// Writes to people, beside the result.
pub(super) fn print_error(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// A line that says what is going on; invisible when standard error is no terminal.
pub(super) fn progress() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(std::time::Duration::from_millis(120));
    bar
}

fn colours(stream: &impl IsTerminal) -> bool {
    stream.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Draws diagnostics on standard error.
pub(super) fn show(diagnostics: &[Diagnostic], sources: &[Source]) {
    let text = |file: &str| {
        sources
            .iter()
            .find(|source| source.path == file)
            .map(|source| source.text.as_str())
    };
    print_error(&diag::text::draw(diagnostics, text, colours(&io::stderr())));
}

/// Shows a fault and gives its exit code.
pub(super) fn fail(fault: &Fault, json: bool) -> Exit {
    match fault {
        Fault::Settings(sources, diagnostics) => {
            if json {
                print(&diag::json::draw(diagnostics));
            }
            show(diagnostics, sources);
        }
        other => print_error(&format!("lỗi: {other}\n")),
    }
    fault.exit()
}
