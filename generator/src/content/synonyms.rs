//! `content/synonyms.yaml`: everyday words and the legal words they mean, and abbreviations.

use super::front_matter::{self, Fields, Key, Located, Need};
use crate::{diag::Diagnostic, source::Source};

/// Path of the file below the root.
pub const PATH: &str = "content/synonyms.yaml";

static GROUPS: Key = Key::new(
    "groups",
    "Nhóm từ",
    "Cách nói hằng ngày và từ trong luật cùng nghĩa.",
    "\n  - colloquial: [đuổi việc]\n    legal: [sa thải]",
);
static COLLOQUIAL: Key = Key::new(
    "colloquial",
    "Cách nói hằng ngày",
    "Người lao động hay nói thế nào.",
    "[đuổi việc]",
);
static LEGAL: Key = Key::new("legal", "Từ trong luật", "Từ dùng trong các bài của cổng.", "[sa thải]");
static ABBREVIATIONS: Key = Key::new(
    "abbreviations",
    "Viết tắt",
    "Chữ viết tắt và chữ đầy đủ.",
    "\n  - abbr: BHXH\n    expands_to: [bảo hiểm xã hội]",
);
static ABBREVIATION: Key = Key::new("abbr", "Viết tắt", "Chữ viết tắt.", "BHXH");
static EXPANDS_TO: Key = Key::new(
    "expands_to",
    "Đầy đủ",
    "Chữ đầy đủ; nhiều nghĩa thì ghi hết.",
    "[bảo hiểm xã hội]",
);

/// Words that mean the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Synonyms {
    /// Everyday words and legal words, in the order of the file.
    pub groups: Vec<Group>,
    /// Abbreviations and their meanings, in the order of the file.
    pub abbreviations: Vec<Group>,
}

/// What people say, and what stands in the documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// As typed by members.
    pub spoken: Vec<Located<String>>,
    /// As written by editors.
    pub written: Vec<Located<String>>,
}

/// Parses the file.
pub fn parse(source: &Source) -> (Synonyms, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let split = front_matter::whole(source);
    let mapping = match front_matter::parse(source, &split) {
        Ok(mapping) => mapping,
        Err(found) => return (Synonyms::default(), vec![found]),
    };
    let mut fields = Fields::new(source, &split, &mapping, &mut diagnostics);
    let groups = fields.mappings(&GROUPS, Need::Optional, |fields| Group {
        spoken: fields.required_texts(&COLLOQUIAL, Need::Required),
        written: fields.required_texts(&LEGAL, Need::Required),
    });
    let abbreviations = fields.mappings(&ABBREVIATIONS, Need::Optional, |fields| Group {
        spoken: vec![fields.required_text(&ABBREVIATION)],
        written: fields.required_texts(&EXPANDS_TO, Need::Required),
    });
    fields.finish();
    let synonyms = Synonyms { groups, abbreviations };
    (synonyms, diagnostics)
}
