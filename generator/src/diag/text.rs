//! Diagnostics as text for people: the line, a caret by display width, the sentence, the hint.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Severity};

/// Draws all findings; `source` gives the text of a file named in a [`super::Place`], when it is known.
pub fn draw<'a>(diagnostics: &[Diagnostic], source: impl Fn(&str) -> Option<&'a str>, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut text = String::new();
    for found in diagnostics {
        text.push_str(&draw_one(found, source(&found.place.file), &renderer));
        text.push_str("\n\n");
    }
    text
}

fn draw_one(found: &Diagnostic, source: Option<&str>, renderer: &Renderer) -> String {
    let level = match found.severity {
        Severity::Error => Level::ERROR.with_name("lỗi"),
        Severity::Warning => Level::WARNING.with_name("cảnh báo"),
    };
    let title = level.primary_title(found.message.as_str()).id(found.code);
    // A place past the end can only come from a file that changed while it was read; the sentence still helps.
    let text = source.filter(|text| text.get(found.place.span.clone()).is_some());
    let place = &found.place;
    let origin = Origin::path(place.file.as_str())
        .line(place.line)
        .char_column(place.column);
    let mut group = match text {
        Some(text) => Group::with_title(title).element(
            Snippet::source(text)
                .path(found.place.file.as_str())
                .annotation(AnnotationKind::Primary.span(found.place.span.clone())),
        ),
        None => Group::with_title(title).element(origin),
    };
    if let Some(hint) = &found.hint {
        group = group.element(Level::HELP.with_name("cách sửa").message(hint.as_str()));
    }
    renderer.render(&[group])
}
