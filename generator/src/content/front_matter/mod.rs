//! YAML front matter becomes exact values, each with its place.
//!
//! In: a [`Source`]. Out: [`Fields`], a reader that takes known keys one by one, records every fault (missing, empty,
//! wrong type, unknown) as a [`Diagnostic`] and goes on. `serde` stops at the first fault; an editor wants all of them.
//! The same calls that read a kind's keys describe them ([`describe`]): schemas and forms cannot drift from the reader.

mod fields;
mod key;
mod values;

use std::ops::Range;

use marked_yaml::{LoadError, LoaderOptions, Marker, Node, types::MarkedMappingNode};

pub use fields::{Fields, describe};
pub use key::{Described, Key, Need, Shape};
pub use values::{is_phone, not_a_phone, wrong_length};

use super::rules;
use crate::{
    diag::{Diagnostic, Place, Text, text},
    source::Source,
};

/// A value and where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

/// A text split at its front matter: where the YAML stands and where the body begins (byte offsets).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// Byte range of the YAML text.
    pub yaml: Range<usize>,
    /// Byte offset of the body.
    pub body: usize,
}

/// Finds the front matter between two lines `---`.
///
/// # Errors
/// A diagnostic when the first line is not `---` or no second one follows.
pub fn split(source: &Source) -> Result<Split, Diagnostic> {
    let text = &source.text;
    if !text.starts_with("---\n") {
        let end = text.find('\n').unwrap_or(text.len());
        return Err(Diagnostic::new(
            &rules::NO_FRONT_MATTER,
            source.place(0..end),
            text!(
                "Bài không mở đầu bằng phần khai báo giữa hai dòng ---.",
                "The text does not open with front matter between two lines ---."
            ),
        )
        .hint(text!(
            "Dòng đầu tiên gõ ---, rồi các dòng như “title: …”, rồi một dòng --- nữa trước bài viết.",
            "Type --- on the first line, then lines such as “title: …”, then another --- before the text."
        )));
    }
    let mut start = 4;
    for line in text[4..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Ok(Split {
                yaml: 4..start,
                body: start + line.len(),
            });
        }
        start += line.len();
    }
    Err(Diagnostic::new(
        &rules::NO_FRONT_MATTER,
        source.place(0..3),
        text!(
            "Phần khai báo mở bằng --- nhưng không có dòng --- để đóng.",
            "The front matter is opened by --- but never closed."
        ),
    )
    .hint(text!(
        "Thêm một dòng --- sau khóa cuối cùng, trước bài viết.",
        "Add a line --- after the last key, before the text."
    )))
}

/// A whole file of YAML, as if it were all front matter.
pub fn whole(source: &Source) -> Split {
    Split {
        yaml: 0..source.text.len(),
        body: source.text.len(),
    }
}

/// Parses the YAML of a front matter into a mapping.
///
/// # Errors
/// A diagnostic at the place where the YAML breaks.
pub fn parse(source: &Source, split: &Split) -> Result<MarkedMappingNode, Diagnostic> {
    if let Some(at) = too_deep(source, split) {
        return Err(bad_yaml(source, at, &text!("lồng nhau quá sâu", "nested too deep")));
    }
    let options = LoaderOptions::default().error_on_duplicate_keys(true);
    match marked_yaml::parse_yaml_with_options(0, &source.text[split.yaml.clone()], options) {
        Ok(Node::Mapping(mapping)) => Ok(mapping),
        Ok(_) => Err(bad_yaml(
            source,
            split.yaml.start,
            &text!("không có khóa nào", "there are no keys"),
        )),
        Err(LoadError::DuplicateKey(keys)) => {
            let span = scalar_span(source, split, &keys.key);
            let key = keys.key.as_str();
            Err(Diagnostic::new(
                &rules::DUPLICATE_KEY,
                source.place(span),
                text!("Khóa “{key}” được khai báo hai lần.", "Key “{key}” is given twice."),
            )
            .hint(text!(
                "Giữ lại một dòng, xóa dòng kia.",
                "Keep one line, delete the other."
            )))
        }
        Err(error) => {
            let (marker, reason) = load_error(&error);
            let at = marker.map_or(split.yaml.start, |marker| byte_offset(source, split, marker));
            Err(bad_yaml(source, at, &reason))
        }
    }
}

/// Columns of indent and of marks for items that a line may have: every level of nesting takes one at least, the parser
/// goes one call deeper for each, and the keys of the portal need a dozen.
const MOST_INDENT: usize = 200;

/// Where a line is nested so deep that the parser would run out of stack.
fn too_deep(source: &Source, split: &Split) -> Option<usize> {
    let mut start = split.yaml.start;
    source.text[split.yaml.clone()].split_inclusive('\n').find_map(|line| {
        let indent = line.len() - line.trim_start_matches([' ', '-', '?', ':']).len();
        let begins = start;
        start += line.len();
        (indent > MOST_INDENT).then_some(begins + MOST_INDENT)
    })
}

fn bad_yaml(source: &Source, at: usize, reason: &Text) -> Diagnostic {
    let at = at.min(source.text.len());
    let message = reason.within(
        |reason| format!("Phần khai báo không đúng cách viết YAML: {reason}."),
        |reason| format!("The front matter is no valid YAML: {reason}."),
    );
    Diagnostic::new(&rules::BAD_YAML, source.place(at..at), message).hint(text!(
        "Mỗi dòng là “khóa: giá trị”. Giá trị có dấu hai chấm, # hay mở đầu bằng dấu [ {{ * & ! thì đặt trong ngoặc kép \"…\".",
        "Each line is “key: value”. Put values with a colon or #, or that begin with [ {{ * & !, in double quotes \"…\"."
    ))
}

fn load_error(error: &LoadError) -> (Option<Marker>, Text) {
    match error {
        LoadError::TopLevelMustBeMapping(marker) => (Some(*marker), text!("không có khóa nào", "there are no keys")),
        LoadError::MappingKeyMustBeScalar(marker) => {
            (Some(*marker), text!("tên khóa phải là chữ", "a key must be plain text"))
        }
        LoadError::UnexpectedAnchor(marker) => (
            Some(*marker),
            text!("không dùng dấu & hay * ở đầu giá trị", "no value may begin with & or *"),
        ),
        LoadError::UnexpectedTag(marker) => (
            Some(*marker),
            text!("không dùng dấu ! ở đầu giá trị", "no value may begin with !"),
        ),
        LoadError::ScanError(marker, reason) => (Some(*marker), scan_reason(reason.info())),
        other => {
            let reason = other.to_string();
            (None, Text::new("máy không đọc được cấu trúc", reason))
        }
    }
}

/// The scanner speaks of tokens; editors read what to look at. Its own words stay in the English sentence.
fn scan_reason(reason: &str) -> Text {
    let vietnamese = if reason.contains("mapping values are not allowed") {
        "có dấu hai chấm thừa trong dòng này, hoặc dòng này thụt vào sai"
    } else if reason.contains("escape") {
        "dấu \\ trong ngoặc kép không đúng chỗ"
    } else if reason.contains("recursion") {
        "lồng nhau quá sâu"
    } else if reason.contains("quoted scalar") || reason.contains("document indicator") {
        "ngoặc kép mở mà không đóng"
    } else if reason.contains("tab") {
        "thụt đầu dòng bằng phím Tab; hãy dùng dấu cách"
    } else if reason.contains("flow") || reason.contains("node content") || reason.contains("',' or") {
        "dấu [ hoặc { mở mà không đóng"
    } else if reason.contains("block") || reason.contains("indent") || reason.contains("simple key") {
        "dòng này thiếu dấu hai chấm sau tên khóa, hoặc thụt vào không thẳng hàng với các dòng trên"
    } else if reason.contains("cannot start any token") {
        "giá trị mở đầu bằng một dấu mà YAML dành riêng"
    } else {
        "máy không hiểu dòng này"
    };
    Text::new(vietnamese, reason)
}

/// Byte offset in the whole text of a marker inside the YAML part (markers count lines and characters from 1).
fn byte_offset(source: &Source, split: &Split, marker: Marker) -> usize {
    let yaml = &source.text[split.yaml.clone()];
    let line_start: usize = yaml
        .split_inclusive('\n')
        .take(marker.line().saturating_sub(1))
        .map(str::len)
        .sum();
    let rest = &yaml[line_start.min(yaml.len())..];
    let column = marker.column().saturating_sub(1);
    let in_line = rest.char_indices().nth(column).map_or(rest.len(), |(at, _)| at);
    split.yaml.start + line_start + in_line
}

fn scalar_span(source: &Source, split: &Split, node: &marked_yaml::types::MarkedScalarNode) -> Range<usize> {
    let start = node
        .span()
        .start()
        .map_or(split.yaml.start, |marker| byte_offset(source, split, *marker));
    // The parser gives no end for scalars; when the text stands there as written, underline it, else one character.
    let rest = &source.text[start..];
    let quote = usize::from(rest.starts_with(['"', '\'']));
    let line = rest.lines().next().unwrap_or_default();
    let length = if rest.get(quote..).is_some_and(|rest| rest.starts_with(node.as_str())) && !node.is_empty() {
        (node.len() + 2 * quote).min(line.len())
    } else {
        line.trim_end().len()
    };
    start..start + length
}
