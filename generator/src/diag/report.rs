//! Diagnostics as text for people: the line, a caret by display width, the sentence, the hint.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Language, Rule, Severity};

/// How to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// For whom.
    pub language: Language,
    /// Only on a terminal.
    pub colour: bool,
}

/// Draws all findings; `source` gives the text of a file named in a [`super::Place`], when it is known.
pub fn draw<'a>(diagnostics: &[Diagnostic], source: impl Fn(&str) -> Option<&'a str>, style: Style) -> String {
    let renderer = if style.colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut text = String::new();
    for found in diagnostics {
        text.push_str(&draw_one(found, source(&found.place.file), &renderer, style.language));
        text.push_str("\n\n");
    }
    text
}

fn draw_one(found: &Diagnostic, source: Option<&str>, renderer: &Renderer, language: Language) -> String {
    let vietnamese = language == Language::Vietnamese;
    let level = match found.rule.severity {
        Severity::Error => Level::ERROR.with_name(if vietnamese { "lỗi" } else { "error" }),
        Severity::Warning => Level::WARNING.with_name(if vietnamese { "cảnh báo" } else { "warning" }),
        Severity::Advice => Level::NOTE.with_name(if vietnamese { "góp ý" } else { "advice" }),
    };
    let title = level
        .primary_title(found.message.in_language(language))
        .id(found.rule.code);
    // A place past the end can only come from a file that changed while it was read; the sentence still helps.
    let place = &found.place;
    let lines = source.and_then(|text| lines_around(text, &place.span));
    let origin = Origin::path(place.file.as_str())
        .line(place.line)
        .char_column(place.column);
    let mut group = match lines {
        Some((lines, span)) => Group::with_title(title).element(
            Snippet::source(lines)
                .line_start(place.line)
                .path(place.file.as_str())
                .annotation(AnnotationKind::Primary.span(span)),
        ),
        None => Group::with_title(title).element(origin),
    };
    if let Some(hint) = &found.hint {
        let help = Level::HELP.with_name(if vietnamese { "cách sửa" } else { "help" });
        group = group.element(help.message(hint.in_language(language)));
    }
    renderer.render(&[group])
}

/// Bytes of the longest lines that are drawn.
const MOST_DRAWN: usize = 5000;

/// The lines that a span touches, and the span within them: the drawer looks at all it is given, for every finding anew.
fn lines_around<'a>(text: &'a str, span: &Range<usize>) -> Option<(&'a str, Range<usize>)> {
    text.get(span.clone())?;
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at + 1);
    // Of a line that no terminal shows whole the place alone is told.
    if end - start > MOST_DRAWN {
        return None;
    }
    Some((&text[start..end], span.start - start..span.end - start))
}

/// The page of a rule: why, how it goes wrong, how to write it instead.
pub fn explain(rule: &Rule, language: Language) -> String {
    let Rule {
        code,
        severity,
        why,
        wrong,
        right,
    } = rule;
    let why = why.in_language(language);
    let (grade, wrong_title, right_title) = match (language, severity) {
        (Language::Vietnamese, Severity::Error) => ("lỗi: sửa xong mới đăng được", "Sai", "Đúng"),
        (Language::Vietnamese, Severity::Warning) => ("cảnh báo: vẫn đăng được, nên sửa", "Sai", "Đúng"),
        (Language::Vietnamese, Severity::Advice) => ("góp ý: sửa thì dễ đọc hơn", "Chưa hay", "Nên viết"),
        (Language::English, Severity::Error) => ("error: publication waits for the cure", "Wrong", "Right"),
        (Language::English, Severity::Warning) => ("warning: published, but better cured", "Wrong", "Right"),
        (Language::English, Severity::Advice) => ("advice: would read better", "Not so well", "Better"),
    };
    let indented = |text: &str| {
        text.lines()
            .map(|line| format!("    {line}").trim_end().to_owned() + "\n")
            .collect::<String>()
    };
    format!(
        "# {code} ({grade})\n\n{why}\n\n{wrong_title}:\n\n{}\n{right_title}:\n\n{}",
        indented(wrong),
        indented(right)
    )
}

#[cfg(test)]
mod tests {
    use super::{Style, draw};
    use crate::diag::{Diagnostic, Language, Place, Rule, Said, Severity, Text};

    static RULE: Rule = Rule {
        code: "test",
        severity: Severity::Error,
        why: Said { vi: "", en: "" },
        wrong: "",
        right: "",
    };

    /// The caret's column as seen on a terminal, and the width of what it underlines.
    fn caret(text: &str, word: &str) -> (usize, usize) {
        let at = text.find(word).expect("the word is there");
        let place = Place {
            span: at..at + word.len(),
            ..Place::file("a.md")
        };
        let found = Diagnostic::new(&RULE, place, Text::new("m", "m"));
        let style = Style {
            language: Language::Vietnamese,
            colour: false,
        };
        let drawn = draw(&[found], |_| Some(text), style);
        let line = drawn.lines().find(|line| line.contains('^')).expect("a caret");
        let body = line.split_once('|').expect("a gutter").1;
        (body.find('^').expect("a caret") - 1, body.matches('^').count())
    }

    #[test]
    fn the_caret_stands_under_what_is_seen() {
        assert_eq!(caret("nghỉ phép sai", "sai"), (10, 3));
        // A mark that composes with nothing (m̃) takes no column of its own.
        assert_eq!(caret("nam\u{303} sai", "sai"), (4, 3));
        // A tab is drawn as four spaces, a Chinese letter as two columns.
        assert_eq!(caret("\tsai", "sai"), (4, 3));
        assert_eq!(caret("工會 sai", "sai"), (5, 3));
    }
}
