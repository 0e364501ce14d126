//! Markdown becomes HTML in pieces, an outline, links with places and plain words.
//!
//! In: a [`Source`] and the range of its body. Steps: cut out the blocks (`blocks`), parse each stretch of Markdown
//! with pulldown-cmark, give every heading an ASCII id, note every link and picture with its place, leave a gap where an
//! address, a word of the interface or a number of the site belongs. Those are not known here: [`crate::render`] fills
//! the gaps. Raw HTML is refused and, should it be looked at all the same, shown as the text it is.

mod blocks;
mod gaps;
pub mod passage;
mod prose;
mod writer;

use std::{collections::BTreeMap, ops::Range};

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{front_matter::Located, slug::slug};
use crate::{
    diag::{Diagnostic, Place},
    source::Source,
};
use gaps::cut;
use passage::Passage;
use writer::Writer;

/// A heading of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Fragment in the page's address.
    pub id: String,
    /// Its words.
    pub title: String,
    /// 2 for `##`, 3 for `###` and so on.
    pub level: u8,
}

/// What a link or picture points at, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The destination as written.
    pub destination: String,
    /// Where it stands.
    pub place: Place,
    /// What it is.
    pub role: LinkRole,
}

/// What a link is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkRole {
    /// To be followed.
    Link,
    /// A picture to be shown.
    Picture,
    /// A video to be shown.
    Video,
    /// The captions of the video with the number before.
    Captions,
    /// A unit to be called.
    Unit,
}

/// A part of a body's HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Finished HTML.
    Html(String),
    /// The address of the link with this number in [`Body::links`], to be written into an attribute.
    Address(usize),
    /// What browsers that know newer forms load in place of the picture with this number.
    Modern(usize),
    /// The sizes of the picture with this number, as attributes.
    Size(usize),
    /// The telephone number of the unit with this number, for an address `tel:`.
    Dial(usize),
    /// The same, as people read it.
    Phone(usize),
    /// A word of the interface.
    Word(&'static str),
}

/// A parsed body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// HTML with gaps.
    pub pieces: Vec<Piece>,
    /// Headings in order.
    pub outline: Vec<Heading>,
    /// Links, pictures and files that stay inside the portal, in order.
    pub links: Vec<Link>,
    /// Laws named by blocks `::: căn cứ`.
    pub laws: Vec<Located<String>>,
    /// Other ways of asking, named by blocks `::: cách hỏi khác`.
    pub asked_as: Vec<Located<String>>,
    /// The first paragraph's words.
    pub first_paragraph: String,
    /// All words in order, with their places.
    pub passages: Vec<Passage>,
}

pub(crate) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// Parses `range` of a source. `questions` is true for a part of a file of many questions.
pub fn parse(source: &Source, range: Range<usize>, questions: bool, diagnostics: &mut Vec<Diagnostic>) -> Body {
    let parts = blocks::split(source, range, diagnostics);
    let mut writer = Writer {
        source,
        diagnostics,
        body: Body::default(),
        html: String::new(),
        used_ids: BTreeMap::new(),
        level: 1,
        questions,
    };
    writer.parts(&parts);
    let Writer { mut body, html, .. } = writer;
    body.pieces = cut(&html);
    body
}

impl Body {
    /// The words of all headings.
    pub fn headings_text(&self) -> String {
        self.text_of(true)
    }

    /// The words outside headings.
    pub fn plain_text(&self) -> String {
        self.text_of(false)
    }

    /// True when nothing stands outside headings.
    pub fn is_empty(&self) -> bool {
        let mut texts = self.passages.iter().filter(|passage| !passage.heading);
        texts.all(|passage| passage.text.trim().is_empty())
    }

    fn text_of(&self, headings: bool) -> String {
        let mut text = String::new();
        for passage in self.passages.iter().filter(|passage| passage.heading == headings) {
            push_words(&mut text, &passage.text);
        }
        text
    }
}

/// A question of a file of many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The words of its heading.
    pub title: Located<String>,
    /// The heading's own id, when it has one: `## … {#id}`.
    pub id: Option<String>,
    /// Byte range of what stands below.
    pub body: Range<usize>,
}

/// Cuts a body at its headings `##`; also the byte range of the words that stand before the first, if there are any.
pub fn sections(source: &Source, start: usize) -> (Vec<Section>, Option<Range<usize>>) {
    let text = &source.text[start..];
    let mut sections: Vec<Section> = Vec::new();
    let mut open = false;
    for (event, span) in Parser::new_ext(text, options()).into_offset_iter() {
        let span = start + span.start..start + span.end;
        match event {
            Event::Start(Tag::Heading {
                level: HeadingLevel::H2,
                id,
                ..
            }) => {
                if let Some(last) = sections.last_mut() {
                    last.body.end = span.start;
                }
                sections.push(Section {
                    title: Located {
                        value: String::new(),
                        place: source.place(span.start..source.text[..span.end].trim_end().len()),
                    },
                    id: id.map(|id| slug(&id)),
                    body: span.end..source.text.len(),
                });
                open = true;
            }
            Event::End(TagEnd::Heading(_)) => open = false,
            Event::Text(words) | Event::Code(words) if open => {
                if let Some(section) = sections.last_mut() {
                    section.title.value.push_str(&words);
                }
            }
            _ => {}
        }
    }
    let first = sections
        .first()
        .map_or(source.text.len(), |section| section.title.place.span.start);
    let before = &source.text[start..first];
    let lead = start + before.len() - before.trim_start().len();
    let stray = (!before.trim().is_empty()).then(|| lead..start + before.trim_end().len());
    (sections, stray)
}

/// A telephone number as `tel:` wants it.
pub fn digits(number: &str) -> String {
    number
        .chars()
        .filter(|letter| letter.is_ascii_digit() || *letter == '+')
        .collect()
}

fn words<'e>(events: impl Iterator<Item = &'e Event<'e>>) -> String {
    let mut text = String::new();
    for event in events {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(words),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text
}

fn push_words(text: &mut String, more: &str) {
    for word in more.split_whitespace() {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, parse, sections};
    use crate::source::Source;

    fn html(markdown: &str) -> (String, Vec<&'static str>) {
        let mut diagnostics = Vec::new();
        let source = Source::new("content/page/x.md", markdown);
        let body = parse(&source, 0..source.text.len(), false, &mut diagnostics);
        let text = body.pieces.iter().map(|piece| match piece {
            Piece::Html(html) => html.clone(),
            other => format!("<{other:?}>"),
        });
        (
            text.collect(),
            diagnostics.iter().map(|found| found.rule.code).collect(),
        )
    }

    #[test]
    fn headings_get_ascii_ids_that_never_repeat() {
        assert_eq!(
            html("## Đi làm\n\n## Đi làm").0,
            "<h2 id=\"di-lam\">Đi làm</h2>\n<h2 id=\"di-lam-2\">Đi làm</h2>\n"
        );
        let (text, _) = html("## A\n\n## A 2\n\n## A\n\n## A 2\n");
        let ids: Vec<&str> = text
            .split("id=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert_eq!(ids, ["a", "a-2", "a-3", "a-2-2"]);
    }

    #[test]
    fn a_picture_among_the_words_of_another_is_words() {
        let (text, codes) = html("![a ![b](../media/x.png) c](../media/y.png) d");
        assert!(text.contains("alt=\"a b c\"") && text.ends_with(" d</p>\n"), "{text}");
        assert_eq!(codes, Vec::<&str>::new());
    }

    #[test]
    fn inner_links_leave_a_gap_and_outer_ones_stay() {
        assert_eq!(
            html("[a](../faq/x.md) [b](https://e.vn/?a=1&b=\"2)").0,
            "<p><a href=\"<Address(0)>\">a</a> <a href=\"https://e.vn/?a=1&amp;b=&quot;2\">b</a></p>\n"
        );
    }

    #[test]
    fn links_of_members_get_no_weight() {
        let mut found = Vec::new();
        let source = Source::new("content/story/x.md", "<HTTPS://e.vn/> [a](../faq/x.md)");
        let body = parse(&source, 0..source.text.len(), false, &mut found);
        let Piece::Html(html) = &body.pieces[0] else {
            panic!("{body:?}")
        };
        assert_eq!(
            html,
            "<p><a href=\"HTTPS://e.vn/\" rel=\"nofollow ugc\">HTTPS://e.vn/</a> <a href=\""
        );
    }

    #[test]
    fn html_is_refused_and_never_written() {
        let (text, codes) = html("Chào <script>alert(1)</script><b onclick=\"x()\">bạn</b> [x](javascript:alert(1))");
        assert!(
            !text.contains("<script") && !text.contains("<b") && text.contains("&lt;script&gt;"),
            "{text}"
        );
        assert_eq!(codes, ["raw-html", "raw-html", "unsafe-link"]);
        let (text, codes) = html("<div\nonclick=x>\n</div>\n");
        assert!(!text.contains("<div"), "{text}");
        assert_eq!(codes, ["raw-html"]);
    }

    #[test]
    fn a_forged_gap_is_only_text() {
        assert_eq!(html("\u{e000}a7\u{e000} `\u{e000}`").0, "<p>a7 <code></code></p>\n");
        assert_eq!(
            html("[x](https://e.vn/\u{e000}a0\u{e000})").0,
            "<p><a href=\"https://e.vn/a0\">x</a></p>\n"
        );
    }

    #[test]
    fn blocks_become_boxes() {
        assert_eq!(
            html("::: cảnh báo\nĐừng ký.\n:::\n").0,
            "<div class=\"block warning\" role=\"note\"><p class=\"block-name\"><Word(\"block_warning\")></p>\n<p>Đừng ký.</p>\n</div>\n"
        );
        assert_eq!(
            html("::: gọi 1900 1234\nGọi ngay\n:::\n").0,
            "<p class=\"block call\"><a class=\"button\" href=\"tel:19001234\">Gọi ngay <span class=\"tel\">1900 1234</span></a></p>\n"
        );
        assert_eq!(html("::: các bước\nGặp tổ trưởng.\n:::\n").1, ["bad-block"]);
    }

    #[test]
    fn a_file_of_many_questions_is_cut_at_its_headings() {
        let source = Source::new("content/faq/x.md", "## Một? {#mot}\nA\n\n### b\n\n## Hai?\nB\n");
        let (sections, stray) = sections(&source, 0);
        assert_eq!(stray, None);
        let cut: Vec<_> = sections
            .iter()
            .map(|section| {
                (
                    section.title.value.as_str(),
                    section.id.as_deref(),
                    &source.text[section.body.clone()],
                )
            })
            .collect();
        assert_eq!(cut, [("Một?", Some("mot"), "A\n\n### b\n\n"), ("Hai?", None, "B\n")]);
    }
}
