//! What members make: stories, tips, poems, recipes.

use jiff::civil::Date;

use super::summary;
use crate::{
    content::front_matter::{Fields, Located},
    diag::{Diagnostic, nearest},
};

/// The form of a member's contribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Something that happened.
    Story,
    /// Something that helps.
    Tip,
    /// Verse.
    Poem,
    /// Something to cook.
    Recipe,
}

impl Form {
    const ALL: [Self; 4] = [Self::Story, Self::Tip, Self::Poem, Self::Recipe];

    /// The word in front matter and in the interface words (`form_story` …).
    pub const fn word(self) -> &'static str {
        match self {
            Self::Story => "story",
            Self::Tip => "tip",
            Self::Poem => "poem",
            Self::Recipe => "recipe",
        }
    }
}

/// Metadata of a contribution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// One or two sentences.
    pub summary: String,
    /// Its form.
    pub form: Form,
    /// Name to print.
    pub author: Option<String>,
    /// The author's union.
    pub unit: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Written by the project as an example, and marked so.
    pub sample: bool,
}

pub(super) fn read(fields: &mut Fields<'_>) -> Story {
    let summary = summary(fields);
    let form = form(fields);
    let author = fields.text("author").map(|text| text.value);
    let unit = fields.text("unit").map(|text| text.value);
    let published = fields.required_date("published").map(|date| date.value);
    let sample = fields.flag("sample");
    Story {
        summary,
        form,
        author,
        unit,
        published,
        sample,
    }
}

fn form(fields: &mut Fields<'_>) -> Form {
    let Located { value, place } = fields.required_text("form", "tip");
    let found = Form::ALL.into_iter().find(|form| form.word() == value);
    if found.is_none() && !value.is_empty() {
        let words = Form::ALL.map(Form::word);
        let fault = Diagnostic::error("unknown-form", place, format!("Không có thể loại “{value}”."));
        fields.report(match nearest(&value, words) {
            Some(word) => fault.hint(format!("Có phải bạn muốn viết “form: {word}”?")),
            None => fault.hint(format!("Các thể loại dùng được: {}.", words.join(", "))),
        });
    }
    found.unwrap_or(Form::Story)
}
