//! Markdown becomes HTML in pieces, an outline, links with places and plain words.
//!
//! In: a [`Source`] and the range of its body. Steps: cut out the blocks (`blocks`), parse each stretch of Markdown
//! with pulldown-cmark, give every heading an ASCII id, note every link and picture with its place, leave a gap where an
//! address, a word of the interface or a number of the site belongs. Those are not known here: [`crate::render`] fills
//! the gaps. Raw HTML is refused and, should it be looked at all the same, shown as the text it is.

mod blocks;
pub mod passage;

use std::{collections::BTreeMap, ops::Range};

use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::{
    front_matter::{Located, is_phone, not_a_phone},
    rules,
    slug::slug,
};
use crate::{
    diag::{Diagnostic, Place, text},
    source::Source,
};
use blocks::{Block, Name, Part};
use passage::Passage;

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
    /// Width and height of the picture with this number, as attributes.
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
    /// The words of all headings, for the search index.
    pub headings_text: String,
    /// The words outside headings, for the search index.
    pub plain_text: String,
    /// The first paragraph's words.
    pub first_paragraph: String,
    /// All words in order, with their places.
    pub passages: Vec<Passage>,
}

/// Surrounds a gap inside HTML that is being written; a letter for private use, which no text keeps (see [`plain`]).
const GAP: char = '\u{e000}';
const ALLOWED_SCHEMES: [&str; 5] = ["https", "http", "mailto", "tel", "sms"];

fn options() -> Options {
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
    for passage in &body.passages {
        let target = if passage.heading {
            &mut body.headings_text
        } else {
            &mut body.plain_text
        };
        push_words(target, &passage.text);
    }
    body.pieces = cut(&html);
    body
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

struct Writer<'a> {
    source: &'a Source,
    diagnostics: &'a mut Vec<Diagnostic>,
    body: Body,
    html: String,
    used_ids: BTreeMap<String, usize>,
    /// Of the last heading; the title of the page is 1.
    level: u8,
    questions: bool,
}

impl Writer<'_> {
    fn parts(&mut self, parts: &[Part]) {
        for part in parts {
            match part {
                Part::Markdown(range) => self.markdown(range.clone()),
                Part::Block(block) => self.block(block),
            }
        }
    }

    fn report(&mut self, found: Diagnostic) {
        self.diagnostics.push(found);
    }

    fn block(&mut self, block: &Block) {
        match block.name {
            Name::Note => self.boxed("note", "block_note", block),
            Name::Warning => self.boxed("warning", "block_warning", block),
            Name::Steps => self.steps(block),
            Name::Law => self.law(block),
            Name::Call => self.call(block),
            Name::Figure => self.figure(block),
            Name::Video => self.video(block),
            Name::AskedAs => self.asked_as(block),
        }
    }

    fn boxed(&mut self, class: &str, word: &str, block: &Block) {
        self.html.push_str(&format!(
            "<div class=\"block {class}\" role=\"note\"><p class=\"block-name\">{GAP}w{word}{GAP}</p>\n"
        ));
        self.parts(&block.parts);
        self.html.push_str("</div>\n");
    }

    fn steps(&mut self, block: &Block) {
        if !self.is_one_list(block, true) {
            self.bad_block(
                block,
                text!(
                    "Khối “các bước” cần một danh sách đánh số.",
                    "The block “các bước” needs a numbered list."
                ),
                text!(
                    "Viết mỗi bước một dòng: “1. Gặp tổ trưởng.”, “2. Nộp đơn.”",
                    "Write a line for each step: “1. Gặp tổ trưởng.”, “2. Nộp đơn.”"
                ),
            );
        }
        self.html.push_str("<div class=\"block steps\">\n");
        self.parts(&block.parts);
        self.html.push_str("</div>\n");
    }

    fn law(&mut self, block: &Block) {
        self.body.laws.push(block.argument.clone());
        self.html
            .push_str("<blockquote class=\"block law\"><p class=\"block-name\"><cite>");
        pulldown_cmark_escape::escape_html_body_text(&mut self.html, &plain(&block.argument.value)).unwrap_or_default();
        self.html.push_str("</cite></p>\n");
        self.parts(&block.parts);
        self.html.push_str("</blockquote>\n");
    }

    fn call(&mut self, block: &Block) {
        let Located { value, place } = &block.argument;
        let (dial, phone) = if std::path::Path::new(value)
            .extension()
            .is_some_and(|extension| extension == "md")
        {
            let number = self.link(value, place.clone(), LinkRole::Unit);
            (format!("{GAP}d{number}{GAP}"), format!("{GAP}p{number}{GAP}"))
        } else {
            if !is_phone(value) {
                self.report(not_a_phone(&block.argument));
            }
            (digits(value), plain(value))
        };
        let words: String = block.parts.iter().map(|part| self.inline_words(part)).collect();
        let label = words.split_whitespace().collect::<Vec<_>>().join(" ");
        self.html.push_str(&format!(
            "<p class=\"block call\"><a class=\"button\" href=\"tel:{dial}\">"
        ));
        if label.is_empty() {
            self.html.push_str(&format!("{GAP}wblock_call{GAP}"));
        } else {
            pulldown_cmark_escape::escape_html_body_text(&mut self.html, &plain(&label)).unwrap_or_default();
        }
        self.html.push_str(" <span class=\"tel\">");
        pulldown_cmark_escape::escape_html_body_text(&mut self.html, &phone).unwrap_or_default();
        self.html.push_str("</span></a></p>\n");
    }

    fn inline_words(&self, part: &Part) -> String {
        let Part::Markdown(range) = part else {
            return String::new();
        };
        let text = &self.source.text[range.clone()];
        words(Parser::new_ext(text, options()).collect::<Vec<_>>().iter())
    }

    fn figure(&mut self, block: &Block) {
        let before = self.body.links.len();
        self.html.push_str("<figure class=\"block\">\n");
        self.parts(&block.parts);
        self.html.push_str("</figure>\n");
        let pictures = self.body.links[before..]
            .iter()
            .filter(|link| link.role == LinkRole::Picture);
        if pictures.count() != 1 {
            self.bad_block(
                block,
                text!(
                    "Khối “hình” cần đúng một ảnh.",
                    "The block “hình” needs exactly one picture."
                ),
                text!(
                    "Viết ![ảnh có gì](../media/ten-anh.jpg) rồi lời chú thích ở đoạn sau.",
                    "Write ![what is seen](../media/name.jpg), then the caption as a paragraph."
                ),
            );
        }
    }

    fn video(&mut self, block: &Block) {
        let Located { value, place } = &block.argument;
        let stem = value.rsplit_once('.').map_or(value.as_str(), |(stem, _)| stem);
        let captions = format!("{stem}.vtt");
        let video = self.link(value, place.clone(), LinkRole::Video);
        let captions = self.link(&captions, place.clone(), LinkRole::Captions);
        self.html.push_str(&format!(
            "<figure class=\"block video\"><video controls preload=\"none\" playsinline src=\"{GAP}a{video}{GAP}\">\
             <track kind=\"captions\" srclang=\"vi\" label=\"{GAP}wcaptions_label{GAP}\" src=\"{GAP}a{captions}{GAP}\" default></video>\n<figcaption>"
        ));
        self.parts(&block.parts);
        self.html.push_str(&format!(
            "<a href=\"{GAP}a{video}{GAP}\" download>{GAP}wvideo_download{GAP}</a></figcaption></figure>\n"
        ));
    }

    fn asked_as(&mut self, block: &Block) {
        if !self.questions || !self.is_one_list(block, false) {
            let message = if self.questions {
                text!(
                    "Khối “cách hỏi khác” cần một danh sách.",
                    "The block “cách hỏi khác” needs a list."
                )
            } else {
                text!(
                    "Khối “cách hỏi khác” chỉ dùng trong tệp có nhiều câu hỏi.",
                    "The block “cách hỏi khác” belongs in a file of many questions."
                )
            };
            self.bad_block(
                block,
                message,
                text!(
                    "Viết mỗi cách hỏi một dòng có gạch đầu dòng; tệp một câu hỏi thì dùng khóa aliases.",
                    "Write each on a line with a hyphen; a file of one question uses the key aliases."
                ),
            );
            return;
        }
        for part in &block.parts {
            let Part::Markdown(range) = part else { continue };
            let mut item: Option<Located<String>> = None;
            for (event, span) in Parser::new_ext(&self.source.text[range.clone()], options()).into_offset_iter() {
                match event {
                    Event::Start(Tag::Item) => item = None,
                    Event::Text(words) | Event::Code(words) => {
                        let span = range.start + span.start..range.start + span.end;
                        let place = self.source.place(span);
                        item.get_or_insert_with(|| Located {
                            value: String::new(),
                            place,
                        })
                        .value
                        .push_str(&words);
                    }
                    Event::End(TagEnd::Item) => self.body.asked_as.extend(item.take()),
                    _ => {}
                }
            }
        }
    }

    fn is_one_list(&self, block: &Block, numbered: bool) -> bool {
        let mut lists = 0;
        for part in &block.parts {
            let Part::Markdown(range) = part else { continue };
            let mut depth = 0;
            for event in Parser::new_ext(&self.source.text[range.clone()], options()) {
                match event {
                    Event::Start(Tag::List(start)) if depth == 0 => {
                        depth += 1;
                        lists += usize::from(start.is_some() == numbered);
                    }
                    Event::Start(_) if depth == 0 => return false,
                    Event::Start(_) => depth += 1,
                    Event::End(_) => depth -= 1,
                    _ => {}
                }
            }
        }
        lists == 1
    }

    fn bad_block(&mut self, block: &Block, message: crate::diag::Text, hint: crate::diag::Text) {
        let place = self.source.place(block.opening.clone());
        self.report(Diagnostic::new(&rules::BAD_BLOCK, place, message).hint(hint));
    }

    fn link(&mut self, destination: &str, place: Place, role: LinkRole) -> usize {
        self.body.links.push(Link {
            destination: destination.to_owned(),
            place,
            role,
        });
        self.body.links.len() - 1
    }

    fn markdown(&mut self, range: Range<usize>) {
        let text = &self.source.text[range.clone()];
        let mut events: Vec<(Event<'_>, Range<usize>)> = Parser::new_ext(text, options())
            .into_offset_iter()
            .map(|(event, span)| (event, range.start + span.start..range.start + span.end))
            .collect();
        self.name_headings(&mut events);
        self.collect_words(&events);
        let mut settled = Vec::with_capacity(events.len());
        let mut events = events.into_iter();
        while let Some((event, span)) = events.next() {
            self.settle(event, span, &mut events, &mut settled);
        }
        pulldown_cmark::html::push_html(&mut self.html, settled.into_iter());
    }

    fn name_headings(&mut self, events: &mut [(Event<'_>, Range<usize>)]) {
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
            let span = events[at].1.clone();
            self.check_level(level as u8, &title, span);
            if let Event::Start(Tag::Heading { id, .. }) = &mut events[at].0 {
                let base = id.as_deref().map_or_else(|| slug(&title), slug);
                let base = if base.is_empty() { "muc".to_owned() } else { base };
                let count = self.used_ids.entry(base.clone()).or_insert(0);
                *count += 1;
                let unique = if *count == 1 { base } else { format!("{base}-{count}") };
                *id = Some(CowStr::from(unique.clone()));
                self.body.outline.push(Heading {
                    id: unique,
                    title,
                    level: level as u8,
                });
            }
            at = end;
        }
    }

    fn check_level(&mut self, level: u8, title: &str, span: Range<usize>) {
        let place = self
            .source
            .place(span.start..self.source.text[..span.end].trim_end().len());
        if level == 1 {
            self.report(
                Diagnostic::new(
                    &rules::TOP_HEADING,
                    place,
                    text!(
                        "Trong bài chỉ dùng tiêu đề từ hai dấu # trở lên.",
                        "Headings in a text begin with at least two #."
                    ),
                )
                .hint(text!(
                    "Viết “## {title}”; tên bài đã có ở khóa title.",
                    "Write “## {title}”; the title stands in the front matter."
                )),
            );
        } else if level > self.level + 1 {
            let marks = "#".repeat(usize::from(self.level) + 1);
            self.report(
                Diagnostic::new(
                    &rules::HEADING_SKIPPED,
                    place,
                    text!("Tiêu đề “{title}” nhảy bậc.", "The heading “{title}” skips a level."),
                )
                .hint(text!("Viết “{marks} {title}”.", "Write “{marks} {title}”.")),
            );
        }
        self.level = level;
    }

    fn collect_words(&mut self, events: &[(Event<'_>, Range<usize>)]) {
        let mut passage = Passage::default();
        let mut in_picture = false;
        for (event, span) in events {
            match event {
                Event::Start(Tag::Image { .. }) => in_picture = true,
                Event::End(TagEnd::Image) => in_picture = false,
                Event::Start(Tag::Heading { .. }) => {
                    self.close(&mut passage);
                    passage.heading = true;
                }
                Event::Start(Tag::Paragraph | Tag::Item | Tag::TableCell) => self.close(&mut passage),
                Event::End(TagEnd::Paragraph) => {
                    if self.body.first_paragraph.is_empty() {
                        self.body.first_paragraph = passage.text.split_whitespace().collect::<Vec<_>>().join(" ");
                    }
                    self.close(&mut passage);
                }
                Event::End(TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell) => self.close(&mut passage),
                Event::Text(words) | Event::Code(words) if !in_picture => passage.push(words, span.clone()),
                Event::SoftBreak | Event::HardBreak => passage.push(" ", span.clone()),
                _ => {}
            }
        }
        self.close(&mut passage);
    }

    fn close(&mut self, passage: &mut Passage) {
        let passage = std::mem::take(passage);
        if !passage.text.trim().is_empty() {
            self.body.passages.push(passage);
        }
    }

    fn settle<'e>(
        &mut self,
        event: Event<'e>,
        span: Range<usize>,
        rest: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>,
        settled: &mut Vec<Event<'e>>,
    ) {
        match event {
            Event::Start(Tag::Link {
                link_type, dest_url, ..
            }) => {
                let href = if link_type == LinkType::Email {
                    format!("mailto:{dest_url}")
                } else {
                    self.address(&dest_url, span, false)
                };
                settled.push(Event::InlineHtml(format!("<a href=\"{}\">", attribute(&href)).into()));
            }
            Event::End(TagEnd::Link) => settled.push(Event::InlineHtml("</a>".into())),
            Event::Start(Tag::Image { dest_url, .. }) => {
                let mut alt = String::new();
                for (event, _) in rest.by_ref() {
                    if matches!(event, Event::End(TagEnd::Image)) {
                        break;
                    }
                    alt.push_str(&words(std::iter::once(&event)));
                }
                settled.push(Event::InlineHtml(self.picture(&dest_url, &alt, span).into()));
            }
            // Wide tables scroll inside their own box, so that the page itself never does.
            Event::Start(Tag::Table(columns)) => {
                settled.push(Event::Html("<div class=\"table-scroll\" tabindex=\"0\">".into()));
                settled.push(Event::Start(Tag::Table(columns)));
            }
            Event::End(TagEnd::Table) => {
                settled.push(Event::End(TagEnd::Table));
                settled.push(Event::Html("</div>\n".into()));
            }
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => {}
            Event::Html(html) | Event::InlineHtml(html) => {
                self.raw_html(&html, span);
                settled.push(Event::Text(plain(&html).into()));
            }
            Event::Text(words) if words.contains(GAP) => settled.push(Event::Text(plain(&words).into())),
            Event::Code(words) if words.contains(GAP) => settled.push(Event::Code(plain(&words).into())),
            other => settled.push(other),
        }
    }

    fn raw_html(&mut self, html: &str, span: Range<usize>) {
        let first_line = html.lines().next().unwrap_or_default().trim_end();
        // The lines of an HTML block come one by one; only the one that opens it is worth a finding.
        if !first_line.trim_start().starts_with('<') || first_line.trim_start().starts_with("</") {
            return;
        }
        let place = self.source.place(span.start..span.start + first_line.len());
        self.report(
            Diagnostic::new(
                &rules::RAW_HTML,
                place,
                text!("Bài có mã HTML viết tay.", "The text holds hand-written HTML."),
            )
            .hint(text!(
                "Dùng cách viết Markdown: **đậm**, danh sách, bảng, [chữ](đường dẫn), hoặc một khối như “::: ghi chú”.",
                "Use Markdown: **bold**, lists, tables, [words](address), or a block such as “::: ghi chú”."
            )),
        );
    }

    fn picture(&mut self, destination: &str, alt: &str, span: Range<usize>) -> String {
        if alt.trim().is_empty() {
            let place = self.source.place(span.clone());
            self.report(
                Diagnostic::new(
                    &rules::MISSING_ALT,
                    place,
                    text!("Ảnh chưa có lời tả.", "The picture has no description."),
                )
                .hint(text!(
                    "Viết giữa hai dấu ngoặc vuông ảnh có gì: ![Phiếu lương tháng 3]({destination}).",
                    "Say between the square brackets what is seen: ![Phiếu lương tháng 3]({destination})."
                )),
            );
        }
        let src = self.address(destination, span, true);
        let size = src
            .strip_prefix(GAP)
            .map(|gap| format!("{GAP}s{}", gap.trim_start_matches('a')))
            .unwrap_or_default();
        format!(
            "<img src=\"{}\" alt=\"{}\" loading=\"lazy\" decoding=\"async\"{size}>",
            attribute(&src),
            attribute(&plain(alt))
        )
    }

    /// Keeps an outer address, refuses a dangerous one, and leaves a gap for one inside the portal.
    fn address(&mut self, destination: &str, span: Range<usize>, picture: bool) -> String {
        let place = self.source.place(span);
        let scheme = destination
            .split_once(':')
            .map(|(scheme, _)| scheme.to_ascii_lowercase());
        match scheme {
            Some(scheme) if ALLOWED_SCHEMES.contains(&scheme.as_str()) && !picture => plain(destination),
            Some(scheme) if !scheme.contains(['/', '#', '?', '.']) => {
                let message = if picture {
                    text!(
                        "Ảnh phải nằm trong content/media/, không lấy từ trang khác (“{scheme}:”).",
                        "Pictures must lie in content/media/, not elsewhere (“{scheme}:”)."
                    )
                } else {
                    text!(
                        "Đường dẫn này không an toàn (“{scheme}:”).",
                        "This link is not safe (“{scheme}:”)."
                    )
                };
                self.report(Diagnostic::new(&rules::UNSAFE_LINK, place, message).hint(text!(
                    "Dùng https://…, tel:…, mailto:… hoặc đường dẫn tới một bài trong content/.",
                    "Use https://…, tel:…, mailto:… or the path of a text in content/."
                )));
                "#".to_owned()
            }
            _ if destination.starts_with("//") => {
                self.report(
                    Diagnostic::new(
                        &rules::UNSAFE_LINK,
                        place,
                        text!(
                            "Đường dẫn mở đầu bằng // sẽ dẫn ra ngoài cổng.",
                            "An address that begins with // leads out of the portal."
                        ),
                    )
                    .hint(text!("Viết đủ https:// ở đầu.", "Write https:// in full.")),
                );
                "#".to_owned()
            }
            _ => {
                let role = if picture { LinkRole::Picture } else { LinkRole::Link };
                let number = self.link(destination, place, role);
                format!("{GAP}a{number}{GAP}")
            }
        }
    }
}

/// A telephone number as `tel:` wants it.
pub fn digits(number: &str) -> String {
    number
        .chars()
        .filter(|letter| letter.is_ascii_digit() || *letter == '+')
        .collect()
}

/// Text without the letter that marks gaps.
fn plain(text: &str) -> String {
    text.replace(GAP, "")
}

/// A text inside double quotes; gaps stay.
fn attribute(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    pulldown_cmark_escape::escape_html(&mut escaped, text).unwrap_or_default();
    escaped
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

/// Words of the interface that bodies use; each is a key in `site/strings`.
const WORDS: [&str; 5] = [
    "block_note",
    "block_warning",
    "block_call",
    "captions_label",
    "video_download",
];

/// Cuts HTML at its gaps: every second stretch names one.
fn cut(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (number, stretch) in html.split(GAP).enumerate() {
        if number % 2 == 0 {
            if !stretch.is_empty() {
                pieces.push(Piece::Html(stretch.to_owned()));
            }
            continue;
        }
        let (kind, rest) = stretch.split_at(stretch.len().min(1));
        let target = rest.parse().unwrap_or_default();
        pieces.extend(match kind {
            "a" => Some(Piece::Address(target)),
            "s" => Some(Piece::Size(target)),
            "d" => Some(Piece::Dial(target)),
            "p" => Some(Piece::Phone(target)),
            _ => WORDS.into_iter().find(|word| *word == rest).map(Piece::Word),
        });
    }
    pieces
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
    }

    #[test]
    fn inner_links_leave_a_gap_and_outer_ones_stay() {
        assert_eq!(
            html("[a](../faq/x.md) [b](https://e.vn/?a=1&b=\"2)").0,
            "<p><a href=\"<Address(0)>\">a</a> <a href=\"https://e.vn/?a=1&amp;b=&quot;2\">b</a></p>\n"
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
