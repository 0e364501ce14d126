//! Markdown becomes cleaned HTML in pieces, an outline, links with places and plain text.
//!
//! In: a [`Source`] and where its body begins. Steps: parse with pulldown-cmark, give every heading an ASCII id, note
//! every link and picture with its place, replace those that stay inside the portal by markers, write HTML, clean it
//! when an editor put raw HTML into it, cut it at the markers. Addresses are not known here: [`crate::render`] fills
//! them in.

use std::{borrow::Cow, collections::BTreeMap, ops::Range};

use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::slug::slug;
use crate::{
    diag::{Diagnostic, Place},
    source::Source,
};

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
    /// True for a picture.
    pub picture: bool,
}

/// A part of a body's HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Finished HTML.
    Html(String),
    /// The address of the link with this number in [`Body::links`], to be written into an attribute.
    Address(usize),
}

/// A parsed body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// HTML with gaps for addresses.
    pub pieces: Vec<Piece>,
    /// Headings in order.
    pub outline: Vec<Heading>,
    /// Links and pictures that stay inside the portal, in order.
    pub links: Vec<Link>,
    /// The words of all headings, for the search index.
    pub headings_text: String,
    /// The words outside headings, for the search index.
    pub plain_text: String,
    /// The first paragraph's words.
    pub first_paragraph: String,
}

/// Marks the gap for an address inside HTML; a scheme nobody else uses, so that cleaning can let it through.
const MARKER: &str = "portal-link:";
const ALLOWED_SCHEMES: [&str; 5] = ["https", "http", "mailto", "tel", "sms"];

/// Parses the body of `source` from byte `start` on.
pub fn parse(source: &Source, start: usize, diagnostics: &mut Vec<Diagnostic>) -> Body {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let text = &source.text[start..];
    let mut reader = Reader {
        source,
        start,
        diagnostics,
        body: Body::default(),
        raw_html: false,
    };
    let mut events: Vec<(Event<'_>, Range<usize>)> = Parser::new_ext(text, options).into_offset_iter().collect();
    reader.name_headings(&mut events);
    reader.collect_words(&events);
    let events: Vec<Event<'_>> = events
        .into_iter()
        .flat_map(|(event, span)| reader.settle(event, span))
        .collect();
    let mut html = String::with_capacity(text.len() * 3 / 2);
    pulldown_cmark::html::push_html(&mut html, events.into_iter());
    if reader.raw_html {
        html = clean(&html);
    }
    let mut body = reader.body;
    body.pieces = cut(&html, body.links.len());
    body
}

struct Reader<'a> {
    source: &'a Source,
    start: usize,
    diagnostics: &'a mut Vec<Diagnostic>,
    body: Body,
    raw_html: bool,
}

impl Reader<'_> {
    fn place(&self, span: Range<usize>) -> Place {
        self.source.place(self.start + span.start..self.start + span.end)
    }

    fn name_headings(&mut self, events: &mut [(Event<'_>, Range<usize>)]) {
        let mut used: BTreeMap<String, usize> = BTreeMap::new();
        let mut at = 0;
        while at < events.len() {
            let Event::Start(Tag::Heading { level, .. }) = events[at].0 else {
                at += 1;
                continue;
            };
            let end = (at..events.len())
                .find(|next| matches!(events[*next].0, Event::End(TagEnd::Heading(_))))
                .unwrap_or(events.len());
            let title: String = words(events[at..end].iter().map(|(event, _)| event));
            if level == HeadingLevel::H1 {
                let place = self.place(events[at].1.clone());
                self.diagnostics.push(
                    Diagnostic::error("top-heading", place, "Trong bài chỉ dùng tiêu đề từ hai dấu # trở lên.")
                        .hint(format!("Viết “## {title}”; tên bài đã có ở khóa title.")),
                );
            }
            if let Event::Start(Tag::Heading { id, .. }) = &mut events[at].0 {
                let base = id.as_deref().map_or_else(|| slug(&title), slug);
                let base = if base.is_empty() { "muc".to_owned() } else { base };
                let count = used.entry(base.clone()).or_insert(0);
                *count += 1;
                let unique = if *count == 1 { base } else { format!("{base}-{count}") };
                *id = Some(CowStr::from(unique.clone()));
                self.body.outline.push(Heading {
                    id: unique,
                    title: title.clone(),
                    level: level as u8,
                });
            }
            push_words(&mut self.body.headings_text, &title);
            at = end;
        }
    }

    fn collect_words(&mut self, events: &[(Event<'_>, Range<usize>)]) {
        let mut in_heading = false;
        let mut paragraph = String::new();
        for (event, _) in events {
            match event {
                Event::Start(Tag::Heading { .. }) => in_heading = true,
                Event::End(TagEnd::Heading(_)) => in_heading = false,
                Event::End(TagEnd::Paragraph) if self.body.first_paragraph.is_empty() => {
                    self.body.first_paragraph = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
                }
                Event::End(TagEnd::Item | TagEnd::TableCell | TagEnd::Paragraph) => paragraph.push(' '),
                other if !in_heading => {
                    paragraph.push_str(&words(std::iter::once(other)));
                }
                _ => {}
            }
        }
        push_words(&mut self.body.plain_text, &paragraph);
    }

    fn settle<'e>(&mut self, event: Event<'e>, span: Range<usize>) -> Vec<Event<'e>> {
        match event {
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            }) => {
                let dest_url = self.address(dest_url, &span, link_type == LinkType::Email, false);
                vec![Event::Start(Tag::Link {
                    link_type,
                    dest_url,
                    title,
                    id,
                })]
            }
            Event::Start(Tag::Image {
                link_type,
                dest_url,
                title,
                id,
            }) => {
                let dest_url = self.address(dest_url, &span, false, true);
                vec![Event::Start(Tag::Image {
                    link_type,
                    dest_url,
                    title,
                    id,
                })]
            }
            // Wide tables scroll inside their own box, so that the page itself never does.
            Event::Start(Tag::Table(columns)) => vec![
                Event::Html("<div class=\"table-scroll\" tabindex=\"0\">".into()),
                Event::Start(Tag::Table(columns)),
            ],
            Event::End(TagEnd::Table) => vec![Event::End(TagEnd::Table), Event::Html("</div>\n".into())],
            Event::Html(_) | Event::InlineHtml(_) => {
                if !self.raw_html {
                    let place = self.place(span.start..span.end.min(span.start + 40).max(span.start));
                    self.diagnostics.push(
                        Diagnostic::warning(
                            "raw-html",
                            clamp(self.source, place),
                            "Bài có mã HTML viết tay; mã này bị lọc bớt trước khi đăng.",
                        )
                        .hint("Chỉ dùng cách viết Markdown: **đậm**, danh sách, bảng, [chữ](đường dẫn)."),
                    );
                }
                self.raw_html = true;
                vec![event]
            }
            other => vec![other],
        }
    }

    /// Keeps an outer address, refuses a dangerous one, and notes one inside the portal behind a marker.
    fn address<'e>(&mut self, destination: CowStr<'e>, span: &Range<usize>, email: bool, picture: bool) -> CowStr<'e> {
        let scheme = destination
            .split_once(':')
            .map(|(scheme, _)| scheme.to_ascii_lowercase());
        match scheme {
            _ if email => destination,
            Some(scheme) if ALLOWED_SCHEMES.contains(&scheme.as_str()) && !picture => destination,
            Some(scheme) if !scheme.contains(['/', '#', '?', '.']) => {
                let place = self.place(span.clone());
                let sentence = if picture {
                    "Ảnh phải nằm trong content/media/, không lấy từ trang khác."
                } else {
                    "Đường dẫn này không an toàn."
                };
                self.diagnostics.push(
                    Diagnostic::error("unsafe-link", place, format!("{sentence} (“{scheme}:”)"))
                        .hint("Dùng https://…, tel:…, mailto:… hoặc đường dẫn tới một bài trong content/."),
                );
                CowStr::from("#")
            }
            _ if destination.starts_with("//") => {
                let place = self.place(span.clone());
                self.diagnostics.push(
                    Diagnostic::error("unsafe-link", place, "Đường dẫn mở đầu bằng // sẽ dẫn ra ngoài cổng.")
                        .hint("Viết đủ https:// ở đầu."),
                );
                CowStr::from("#")
            }
            _ => {
                let number = self.body.links.len();
                let place = self.place(span.clone());
                self.body.links.push(Link {
                    destination: destination.into_string(),
                    place,
                    picture,
                });
                CowStr::from(format!("{MARKER}{number}"))
            }
        }
    }
}

fn clamp(source: &Source, mut place: Place) -> Place {
    place.span.end = source.text.floor_char_boundary(place.span.end.min(source.text.len()));
    place.span.start = place.span.start.min(place.span.end);
    place
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

/// Cleans HTML that holds what an editor wrote by hand. Pages without raw HTML need no cleaning: pulldown-cmark escapes
/// all text, and link schemes are checked above.
fn clean(html: &str) -> String {
    let classes = [
        ("div", &["table-scroll", "footnote-definition"][..]),
        ("sup", &["footnote-reference", "footnote-definition-label"][..]),
    ];
    let mut cleaner = ammonia::Builder::default();
    cleaner
        .add_url_schemes([MARKER.trim_end_matches(':')])
        .add_tags(["input"])
        .add_generic_attributes(["id"])
        .add_tag_attributes("div", ["tabindex"])
        .add_tag_attributes("input", ["type", "checked", "disabled"])
        .link_rel(None)
        // An outer picture would be a third-party request; only pictures of the portal itself have a marker.
        .attribute_filter(|element, attribute, value| match (element, attribute) {
            ("img", "src") if !value.starts_with(MARKER) => None,
            ("input", "type") if value != "checkbox" => None,
            _ => Some(Cow::Borrowed(value)),
        });
    for (tag, allowed) in classes {
        cleaner.add_allowed_classes(tag, allowed.iter().copied());
    }
    cleaner.clean(html).to_string()
}

/// Cuts HTML at the markers. A marker with an unknown number (only hand-written HTML can hold one) becomes `#`.
fn cut(html: &str, links: usize) -> Vec<Piece> {
    let attribute = format!("\"{MARKER}");
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find(&attribute) {
        let after = &rest[at + attribute.len()..];
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        pieces.push(Piece::Html(rest[..=at].to_owned()));
        match after[..digits].parse::<usize>() {
            Ok(number) if number < links && after[digits..].starts_with('"') => pieces.push(Piece::Address(number)),
            _ => pieces.push(Piece::Html("#".to_owned())),
        }
        rest = &after[digits..];
    }
    pieces.push(Piece::Html(rest.to_owned()));
    pieces
}

#[cfg(test)]
mod tests {
    use super::{Piece, parse};
    use crate::source::Source;

    fn html(markdown: &str) -> (String, usize) {
        let mut diagnostics = Vec::new();
        let body = parse(&Source::new("content/page/x.md", markdown), 0, &mut diagnostics);
        let text = body.pieces.iter().map(|piece| match piece {
            Piece::Html(html) => html.clone(),
            Piece::Address(number) => format!("<{number}>"),
        });
        (text.collect(), diagnostics.len())
    }

    #[test]
    fn headings_get_ascii_ids_that_never_repeat() {
        assert_eq!(
            html("## Đi làm\n\n## Đi làm").0,
            "<h2 id=\"di-lam\">Đi làm</h2>\n<h2 id=\"di-lam-2\">Đi làm</h2>\n"
        );
    }

    #[test]
    fn inner_links_leave_a_gap_and_outer_ones_stay() {
        assert_eq!(
            html("[a](../faq/x.md) [b](https://e.vn)").0,
            "<p><a href=\"<0>\">a</a> <a href=\"https://e.vn\">b</a></p>\n"
        );
    }

    #[test]
    fn scripts_are_removed_and_dangerous_links_refused() {
        let (text, _) = html("Chào <script>alert(1)</script><b onclick=\"x()\">bạn</b> [x](javascript:alert(1))");
        assert_eq!(text, "<p>Chào <b>bạn</b> <a href=\"#\">x</a></p>\n");
    }

    #[test]
    fn a_marker_forged_in_raw_html_points_nowhere() {
        assert_eq!(
            html("<a href=\"portal-link:7\">x</a>").0,
            "<p><a href=\"#\">x</a></p>\n"
        );
    }
}
