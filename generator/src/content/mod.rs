//! A [`crate::source::Source`] becomes a [`Document`]: its kind with exact metadata, and its parsed body.
//!
//! In: one text. Out: a document, as far as the text can be understood, and every fault found in it. A document knows
//! no address and no other document.

pub mod front_matter;
pub mod kinds;
pub mod markdown;
pub mod slug;

use front_matter::{Fields, Located};
use kinds::{Kind, KindName};
use markdown::Body;

use crate::{
    diag::{Diagnostic, Place},
    source::Source,
};

/// One parsed text.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Path below the root.
    pub path: String,
    /// File name without `.md`: the last part of the address.
    pub name: String,
    /// The title or question.
    pub title: Located<String>,
    /// What only this kind has.
    pub kind: Kind,
    /// Not to be published yet.
    pub draft: bool,
    /// One sentence for search engines, and for lists where the kind has no summary; else the first paragraph serves.
    pub description: Option<String>,
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
            .or(self.description.as_deref())
            .unwrap_or(&self.body.first_paragraph)
    }

    /// What a search result shows: the answer's first lines rather than a summary of what can be read.
    pub fn excerpt(&self) -> &str {
        self.description.as_deref().unwrap_or(&self.body.first_paragraph)
    }
}

/// Parses one source. `None` when its front matter cannot be read at all.
pub fn parse(source: &Source) -> (Option<Document>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let document = parse_into(source, &mut diagnostics);
    (document, diagnostics)
}

fn parse_into(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Option<Document> {
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
    let (title, kind) = kinds::read(kind_name, &mut fields);
    let draft = fields.flag("draft");
    let description = fields.text("description").map(|text| text.value);
    fields.finish();
    let body = markdown::parse(source, split.body, diagnostics);
    if body.plain_text.is_empty() && kind_name.needs_body() {
        let place = source.place(split.body..split.body);
        diagnostics.push(
            Diagnostic::error("empty-body", place, "Bài chưa có nội dung dưới phần khai báo.")
                .hint("Viết ít nhất một đoạn văn, hoặc thêm “draft: true” khi bài chưa xong."),
        );
    }
    Some(Document {
        path: source.path.clone(),
        name,
        title,
        kind,
        draft,
        description,
        body,
        place: source.place(0..3),
    })
}

fn file_name(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> String {
    let file = source.path.rsplit('/').next().unwrap_or_default();
    let name = file.strip_suffix(".md").unwrap_or(file);
    if !slug::is_slug(name) {
        let better = slug::slug(name);
        let better = if better.is_empty() {
            "ten-bai".to_owned()
        } else {
            better
        };
        diagnostics.push(
            Diagnostic::error(
                "bad-file-name",
                Place::file(source.path.as_str()),
                format!("Tên tệp “{file}” không dùng làm địa chỉ trang được."),
            )
            .hint(format!(
                "Đổi tên tệp thành “{better}.md”: chữ thường không dấu, số và gạch nối."
            )),
        );
    }
    name.to_owned()
}
