//! Writes plain Markdown: headings with ids, words with places, links and pictures with gaps, no raw HTML.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Parser, Tag, TagEnd};

use super::{
    Heading, LinkRole,
    gaps::{GAP, attribute, plain},
    options,
    passage::Passage,
    words,
    writer::Writer,
};
use crate::{
    content::{kinds::KindName, rules, slug::slug},
    diag::{Diagnostic, text},
};

const ALLOWED_SCHEMES: [&str; 5] = ["https", "http", "mailto", "tel", "sms"];

impl Writer<'_> {
    pub(super) fn markdown(&mut self, range: Range<usize>) {
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
                let unique = self.unused_id(base);
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

    /// The id itself, or with a number behind it that no other heading has, not even by its own words: “a-2”.
    fn unused_id(&mut self, base: String) -> String {
        let mut count = self.used_ids.get(&base).copied().unwrap_or(0);
        let unique = loop {
            count += 1;
            let id = if count == 1 {
                base.clone()
            } else {
                format!("{base}-{count}")
            };
            if !self.used_ids.contains_key(&id) {
                break id;
            }
        };
        self.used_ids.insert(base, count);
        self.used_ids.entry(unique.clone()).or_insert(1);
        unique
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
                let rel = self.rel(&href);
                settled.push(Event::InlineHtml(
                    format!("<a href=\"{}\"{rel}>", attribute(&href)).into(),
                ));
            }
            Event::End(TagEnd::Link) => settled.push(Event::InlineHtml("</a>".into())),
            Event::Start(Tag::Image { dest_url, .. }) => {
                let mut alt = String::new();
                // A picture among the words of another is words.
                let mut depth = 1;
                for (event, _) in rest.by_ref() {
                    match event {
                        Event::Start(Tag::Image { .. }) => depth += 1,
                        Event::End(TagEnd::Image) => depth -= 1,
                        _ => alt.push_str(&words(std::iter::once(&event))),
                    }
                    if depth == 0 {
                        break;
                    }
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

    /// What a member's text links to outside the portal gets no weight from it: `ugc` is what search engines ask for.
    fn rel(&self, href: &str) -> &'static str {
        let is_members = KindName::of_path(&self.source.path) == Some(KindName::Story);
        let leads_out = ["http:", "https:"].iter().any(|scheme| {
            let start = href.get(..scheme.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        });
        if is_members && leads_out {
            " rel=\"nofollow ugc\""
        } else {
            ""
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
        let modern = size.replacen(&format!("{GAP}s"), &format!("{GAP}m"), 1);
        format!(
            "<picture>{modern}<img src=\"{}\" alt=\"{}\" decoding=\"async\"{size}></picture>",
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
