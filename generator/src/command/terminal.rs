//! What people see: results on standard output, progress and faults on standard error, colours only on a terminal.

use std::{
    collections::HashMap,
    io::{self, IsTerminal, Write},
};

use indicatif::{ProgressBar, ProgressStyle};

use super::{Exit, PortalArguments, pipeline::Fault};
use crate::{
    diag::{
        self, Diagnostic, Language,
        report::{self, Style},
    },
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
pub(super) fn show(diagnostics: &[Diagnostic], sources: &[Source], language: Language) {
    let style = Style {
        language,
        colour: colours(&io::stderr()),
    };
    print_error(&report::draw(diagnostics, texts(sources), style));
}

/// The text of a file by its path.
pub(super) fn texts<'a>(sources: &'a [Source]) -> impl Fn(&str) -> Option<&'a str> {
    let by_path: HashMap<&str, &str> = sources
        .iter()
        .map(|source| (source.path.as_str(), source.text.as_str()))
        .collect();
    move |file| by_path.get(file).copied()
}

/// Shows a fault and gives its exit code.
pub(super) fn fail(fault: &Fault, portal: &PortalArguments) -> Exit {
    let language = portal.language();
    match fault {
        Fault::Settings(sources, diagnostics) => {
            if portal.json {
                print(&diag::json::draw(diagnostics, language));
            }
            show(diagnostics, sources, language);
        }
        other => print_error(&format!("lỗi: {other}\n")),
    }
    fault.exit()
}
