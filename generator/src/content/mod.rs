//! A [`crate::source::Source`] becomes [`Document`]s: kind with exact metadata, and parsed body.
//!
//! In: one text. Out: its documents (one; more only for a file of many questions), as far as the text can be understood,
//! and every fault found in it. A document knows no address and no other document.

pub mod front_matter;
pub mod hours;
pub mod kinds;
pub mod markdown;
pub mod reactions;
pub mod rules;
pub mod slug;
pub mod synonyms;

use front_matter::{Fields, Located, wrong_length};
use kinds::{Kind, KindName, faq, keys::Common};
use markdown::{Body, Section};

use crate::{
    diag::{Diagnostic, Fix, Place, text},
    source::{Layout, Source},
};

/// What belongs where below `content/`.
pub const LAYOUT: Layout<'static> = Layout {
    folders: &KindName::FOLDERS,
    synonyms: synonyms::PATH,
    reactions: reactions::PATH,
};

/// One parsed text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Path below the root; a question out of many has `#` and its name behind it.
    pub path: String,
    /// Path of the file it was read from.
    pub file: String,
    /// File name without `.md`, or the question's own name: the last part of the address.
    pub name: String,
    /// The title or question.
    pub title: Located<String>,
    /// What only this kind has.
    pub kind: Kind,
    /// What every kind has.
    pub common: Common,
    /// The body.
    pub body: Body,
    /// The whole file, for what concerns no single line.
    pub place: Place,
}

impl Document {
    /// The sentence that stands for the document in lists and previews.
    pub fn summary(&self) -> &str {
        self.kind
            .summary()
            .or(self.common.description.as_deref())
            .unwrap_or(&self.body.first_paragraph)
    }

    /// What a search result shows: the answer's first lines rather than a summary of what can be read.
    pub fn excerpt(&self) -> &str {
        match &self.common.description {
            Some(description) => description,
            None if self.body.first_paragraph.is_empty() => self.summary(),
            None => &self.body.first_paragraph,
        }
    }
}

/// Parses one source. Empty when its front matter cannot be read at all.
pub fn parse(source: &Source) -> (Vec<Document>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let documents = parse_into(source, &mut diagnostics).unwrap_or_default();
    (documents, diagnostics)
}

fn parse_into(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Option<Vec<Document>> {
    let name = file_name(source, diagnostics);
    let kind_name = KindName::of_path(&source.path)?;
    let parsed = front_matter::split(source).and_then(|split| Ok((front_matter::parse(source, &split)?, split)));
    let (mapping, split) = match parsed {
        Ok(parsed) => parsed,
        Err(found) => {
            diagnostics.push(found);
            return None;
        }
    };
    let mut fields = Fields::new(source, &split, &mapping, diagnostics);
    let (title, kind, common) = kinds::read(kind_name, &mut fields);
    fields.finish();
    let shared = Document {
        path: source.path.clone(),
        file: source.path.clone(),
        name,
        title,
        kind,
        common,
        body: Body::default(),
        place: source.place(0..3),
    };
    match &shared.kind {
        Kind::Faq(faq) if faq.many => Some(questions(source, split.body, &shared, diagnostics)),
        _ => {
            let body = markdown::parse(source, split.body..source.text.len(), false, diagnostics);
            if body.is_empty() && kind_name.needs_body() {
                empty_body(source.place(split.body..split.body), diagnostics);
            }
            Some(vec![Document { body, ..shared }])
        }
    }
}

fn questions(source: &Source, start: usize, shared: &Document, diagnostics: &mut Vec<Diagnostic>) -> Vec<Document> {
    let (sections, stray) = markdown::sections(source, start);
    if let Some(span) = stray {
        let end = source.text[span.clone()]
            .find('\n')
            .map_or(span.end, |line| span.start + line);
        diagnostics.push(
            Diagnostic::new(
                &rules::STRAY_TEXT,
                source.place(span.start..end),
                text!(
                    "Phần này đứng trước câu hỏi đầu tiên nên không thuộc trang nào.",
                    "This stands before the first question and belongs to no page."
                ),
            )
            .hint(text!(
                "Viết câu hỏi thành tiêu đề “## Câu hỏi?” phía trên, hoặc dùng khóa question nếu tệp chỉ có một câu.",
                "Put a heading “## Question?” above it, or use the key question if the file holds only one."
            )),
        );
    } else if sections.is_empty() {
        empty_body(source.place(start..start), diagnostics);
    }
    let question = |section| self::question(source, section, shared, diagnostics);
    sections.into_iter().map(question).collect()
}

fn question(source: &Source, section: Section, shared: &Document, diagnostics: &mut Vec<Diagnostic>) -> Document {
    let Section { title, id, body } = section;
    diagnostics.extend(wrong_length("question", &title, &faq::QUESTION_LIMITS));
    let name = id.unwrap_or_else(|| slug::slug(&title.value));
    let parsed = markdown::parse(source, body, true, diagnostics);
    if parsed.is_empty() {
        empty_body(title.place.clone(), diagnostics);
    }
    let mut document = Document {
        path: format!("{}#{name}", source.path),
        name,
        place: title.place.clone(),
        title,
        body: parsed,
        ..shared.clone()
    };
    if let Kind::Faq(faq) = &mut document.kind {
        faq.aliases.clone_from(&document.body.asked_as);
    }
    document
}

fn empty_body(place: Place, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.push(
        Diagnostic::new(
            &rules::EMPTY_BODY,
            place,
            text!("Bài chưa có nội dung.", "There is no text here."),
        )
        .hint(text!(
            "Viết ít nhất một đoạn văn, hoặc thêm “draft: true” khi bài chưa xong.",
            "Write at least one paragraph, or add “draft: true” while it is unfinished."
        )),
    );
}

fn file_name(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> String {
    let (folder, file) = source.path.rsplit_once('/').unwrap_or(("", &source.path));
    let name = file.strip_suffix(".md").unwrap_or(file);
    if !slug::is_slug(name) {
        let better = slug::slug(name);
        let found = Diagnostic::new(
            &rules::BAD_FILE_NAME,
            Place::file(source.path.as_str()),
            text!(
                "Tên tệp “{file}” không dùng làm địa chỉ trang được.",
                "The file name “{file}” cannot be a page's address."
            ),
        );
        diagnostics.push(if better.is_empty() {
            found.hint(text!(
                "Đổi tên tệp bằng chữ thường không dấu, số và gạch nối, ví dụ “ten-bai.md”.",
                "Use lower-case ASCII letters, digits and hyphens, for instance “ten-bai.md”."
            ))
        } else {
            found
                .hint(text!(
                    "Đổi tên tệp thành “{better}.md”: chữ thường không dấu, số và gạch nối.",
                    "Rename the file to “{better}.md”: lower-case ASCII letters, digits and hyphens."
                ))
                .fix(Fix::Rename(format!("{folder}/{better}.md")))
        });
    }
    name.to_owned()
}
