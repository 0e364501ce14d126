//! `content/reactions.yaml`: what members felt about pages, as an editor counted it from what they sent (`docs/drafts.md`).

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::front_matter::{self, Fields, Key, Located, Need};
use crate::{diag::Diagnostic, source::Source};

/// Path of the file below the root.
pub const PATH: &str = "content/reactions.yaml";
/// What can be felt, as files and pages name it; also parts of interface words (`feel_like` …).
pub const FEELINGS: [&str; 3] = ["like", "fun", "care"];

static COUNTED: Key = Key::new("counted", "Ngày đếm", "Đếm đến hết ngày nào.", "2026-11-28");
static PAGES: Key = Key::new(
    "pages",
    "Các trang",
    "Mỗi trang một mục.",
    "\n  - page: /chuyen/tho-ca-dem/\n    like: 12",
);
static PAGE: Key = Key::new("page", "Trang", "Địa chỉ của trang trên cổng.", "/chuyen/tho-ca-dem/");
static LIKE: Key = Key::new("like", "Hay quá", "Bao nhiêu người.", "12");
static FUN: Key = Key::new("fun", "Vui ghê", "Bao nhiêu người.", "3");
static CARE: Key = Key::new("care", "Thương quá", "Bao nhiêu người.", "7");

/// Counts by page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reactions {
    /// Last day that was counted.
    pub counted: Option<Date>,
    /// In the order of the file.
    pub pages: Vec<Counted>,
}

/// Counts of one page, in the order of [`FEELINGS`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// Its address as written.
    pub page: Located<String>,
    /// How many members.
    pub members: [u32; 3],
}

/// Parses the file.
pub fn parse(source: &Source) -> (Reactions, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let split = front_matter::whole(source);
    let mapping = match front_matter::parse(source, &split) {
        Ok(mapping) => mapping,
        Err(found) => return (Reactions::default(), vec![found]),
    };
    let mut fields = Fields::new(source, &split, &mapping, &mut diagnostics);
    let counted = fields.date(&COUNTED, Need::Required).map(|day| day.value);
    let pages = fields.mappings(&PAGES, Need::Optional, |fields| Counted {
        page: fields.required_text(&PAGE),
        // Thousandths: half a member is none.
        members: [&LIKE, &FUN, &CARE].map(|key| fields.decimal(key, Need::Optional).unwrap_or(0) / 1000),
    });
    fields.finish();
    (Reactions { counted, pages }, diagnostics)
}

/// The file that [`parse`] reads, from counts by address.
pub fn written(counted: Date, pages: &BTreeMap<String, [u32; 3]>) -> String {
    let mut text = format!("counted: {counted}\npages:\n");
    for (page, members) in pages {
        text.push_str(&format!("  - page: \"{page}\"\n"));
        for (feeling, count) in FEELINGS.into_iter().zip(members).filter(|(_, count)| **count > 0) {
            text.push_str(&format!("    {feeling}: {count}\n"));
        }
    }
    if pages.is_empty() {
        text = format!("counted: {counted}\n");
    }
    text
}
