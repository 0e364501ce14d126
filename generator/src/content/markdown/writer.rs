//! Writes a body: its parts in order, its blocks as boxes, buttons and figures.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::{
    Body, Link, LinkRole,
    blocks::{Block, Name, Part},
    digits,
    gaps::{GAP, plain},
    options, words,
};
use crate::{
    content::front_matter::{Located, is_phone, not_a_phone},
    content::rules,
    diag::{Diagnostic, Place, Text, text},
    source::Source,
};

pub(super) struct Writer<'a> {
    pub(super) source: &'a Source,
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
    pub(super) body: Body,
    pub(super) html: String,
    pub(super) used_ids: BTreeMap<String, usize>,
    /// Of the last heading; the title of the page is 1.
    pub(super) level: u8,
    pub(super) questions: bool,
}

impl Writer<'_> {
    pub(super) fn parts(&mut self, parts: &[Part]) {
        for part in parts {
            match part {
                Part::Markdown(range) => self.markdown(range.clone()),
                Part::Block(block) => self.block(block),
            }
        }
    }

    pub(super) fn report(&mut self, found: Diagnostic) {
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

    fn bad_block(&mut self, block: &Block, message: Text, hint: Text) {
        let place = self.source.place(block.opening.clone());
        self.report(Diagnostic::new(&rules::BAD_BLOCK, place, message).hint(hint));
    }

    pub(super) fn link(&mut self, destination: &str, place: Place, role: LinkRole) -> usize {
        self.body.links.push(Link {
            destination: destination.to_owned(),
            place,
            role,
        });
        self.body.links.len() - 1
    }
}
