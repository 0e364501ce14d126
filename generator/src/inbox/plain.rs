//! Plain lines as Markdown that shows just these lines: no heading, list, code, picture, HTML or block comes of them.
//!
//! What a sign means depends on where it stands, so the result is parsed again and compared; should it mean anything else
//! than its letters, every sign of ASCII is escaped, which CommonMark (2.4) promises to be literal anywhere.

use std::sync::LazyLock;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use regex::Regex;

use crate::content::markdown;

/// The lines as Markdown, each on a line of its own, so that line n of the text is line n of the result. An address with
/// `https://` or `http://` becomes a link to be followed; nothing else does.
pub fn markdown(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let mut markdown = String::with_capacity(text.len() + text.len() / 8);
    for (number, line) in lines.iter().enumerate() {
        let last_of_paragraph = lines.get(number + 1).is_none_or(|next| next.is_empty());
        let written = escaped(line, false);
        markdown.push_str(&if shows(&written, line) {
            written
        } else {
            escaped(line, true)
        });
        if number + 1 < lines.len() {
            // A line of a poem, or of somebody who presses Enter, ends where she ended it.
            markdown.push_str(if line.is_empty() || last_of_paragraph {
                "\n"
            } else {
                "\\\n"
            });
        }
    }
    if shows(&markdown, text) {
        return markdown;
    }
    let safe: Vec<String> = lines.iter().map(|line| escaped(line, true)).collect();
    safe.join("\n")
}

/// Words as they stand inside `![…]`.
pub fn inline(words: &str) -> String {
    words
        .chars()
        .filter(|letter| *letter != '\n')
        .map(|letter| {
            if letter.is_ascii_punctuation() {
                format!("\\{letter}")
            } else {
                letter.to_string()
            }
        })
        .collect()
}

static LINK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\bhttps?://[a-z0-9][a-z0-9.-]*\.[a-z]{2,}(?:[/?#][A-Za-z0-9/?#=&%._~+:,;@!$*-]*)?").ok()
});

/// One line; with `all`, every sign is escaped and no link is made.
fn escaped(line: &str, all: bool) -> String {
    let mut written = String::new();
    let mut from = 0;
    if let Some(pattern) = LINK.as_ref().filter(|_| !all) {
        for found in pattern.find_iter(line) {
            let link = found
                .as_str()
                .trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '~']);
            push_words(&mut written, &line[from..found.start()], from == 0, false);
            written.push_str(&["<", link, ">"].concat());
            from = found.start() + link.len();
        }
    }
    push_words(&mut written, &line[from..], from == 0, all);
    written
}

fn push_words(written: &mut String, words: &str, starts_line: bool, all: bool) {
    let number = words.len() - words.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    for (at, letter) in words.char_indices() {
        let at_start = starts_line && at == 0;
        let means = match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '|' | '^' => true,
            '&' => words[at + 1..].starts_with(|next: char| next.is_ascii_alphanumeric() || next == '#'),
            '#' | '>' | '+' | '-' | '=' | ':' => at_start,
            '.' | ')' => starts_line && at > 0 && at == number,
            _ => false,
        };
        if means || all && letter.is_ascii_punctuation() {
            written.push('\\');
        }
        written.push(letter);
    }
}

/// Does this Markdown show these words, in paragraphs and nothing else? Links may only be those to `http` and `https`.
fn shows(written: &str, text: &str) -> bool {
    let mut shown = String::new();
    for event in Parser::new_ext(written, markdown::options()) {
        match event {
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Link) => {}
            Event::Start(Tag::Link { dest_url, .. })
                if dest_url
                    .get(..4)
                    .is_some_and(|scheme| scheme.eq_ignore_ascii_case("http")) => {}
            Event::End(TagEnd::Paragraph) => shown.push_str("\n\n"),
            Event::Text(words) => shown.push_str(&words),
            Event::SoftBreak | Event::HardBreak => shown.push('\n'),
            _ => return false,
        }
    }
    shown.trim_end_matches('\n') == text
}

/// The words that a text shows, its lines as they end there; of pictures nothing.
pub fn words(written: &str) -> String {
    let mut shown = String::new();
    let mut in_picture = false;
    for event in Parser::new_ext(written, markdown::options()) {
        match event {
            Event::Start(Tag::Image { .. }) => in_picture = true,
            Event::End(TagEnd::Image) => in_picture = false,
            Event::Text(words) | Event::Code(words) | Event::Html(words) | Event::InlineHtml(words) if !in_picture => {
                shown.push_str(&words);
            }
            Event::SoftBreak | Event::HardBreak => shown.push('\n'),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) => shown.push_str("\n\n"),
            Event::End(TagEnd::Item) => shown.push('\n'),
            _ => {}
        }
    }
    shown.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    use super::{markdown, shows, words};
    use crate::inbox::lines;

    #[test]
    fn text_stays_readable_for_editors() {
        assert_eq!(
            markdown("Chị ơi! Giá 5.000đ (rẻ) - vui: “hay”.\n\nHết"),
            "Chị ơi! Giá 5.000đ (rẻ) - vui: “hay”.\n\nHết"
        );
        assert_eq!(markdown("Đêm dài\nMáy chạy"), "Đêm dài\\\nMáy chạy");
        assert_eq!(markdown("xem https://e.vn/a_b."), "xem <https://e.vn/a_b>.");
    }

    #[test]
    fn signs_mean_nothing() {
        for text in [
            "# a",
            "- a",
            "1. a",
            "2) a",
            "```\na\n```",
            "::: ghi chú",
            "> a",
            "***",
            "a\n===",
            "a\n---",
            "| a |\n|---|",
            "[a](javascript:x)",
            "![a](b)",
            "<script>",
            "&lt;b&gt; &#60;",
            "~~~",
            "[^1]: x",
            "[a]: b",
            "<https://a.vn> <javascript:a>",
            "a@b.vn",
            "--- | ---\n1 | 2",
            "+ a",
            "\\",
            "a  \\",
        ] {
            let written = markdown(text);
            assert!(shows(&written, text), "{text:?} {written:?}");
        }
        assert!(!markdown("<javascript:alert(1)>").starts_with("<"));
    }

    proptest! {
        #[test]
        fn any_lines_are_shown_as_they_are(text in "([-#>+=:.!a1& \\\\`*_\\[\\]()<>~|^\"'/@{}$%\\n]|http://e\\.vn/|::: |&lt;|ghi chú|\u{a0}|\u{200b}|đ){0,40}") {
            let text = lines(&text);
            let written = markdown(&text);
            prop_assert_eq!(written.split('\n').count(), text.split('\n').count());
            prop_assert_eq!(words(&written), text.trim());
            if !text.is_empty() {
                prop_assert!(shows(&written, &text), "{:?} {:?}", text, written);
            }
        }
    }
}
