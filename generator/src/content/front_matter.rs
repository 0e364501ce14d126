//! YAML front matter becomes exact values, each with its place.
//!
//! In: a [`Source`]. Out: [`Fields`], a reader that takes known keys one by one, records every fault (missing, empty,
//! wrong type, unknown) as a [`Diagnostic`] and goes on. `serde` stops at the first fault; an editor wants all of them.

use std::ops::Range;

use jiff::civil::Date;
use marked_yaml::{LoadError, LoaderOptions, Marker, Node, types::MarkedMappingNode};

use crate::{
    diag::{Diagnostic, Place, nearest},
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
        return Err(Diagnostic::error(
            "no-front-matter",
            source.place(0..end),
            "Bài không mở đầu bằng phần khai báo giữa hai dòng ---.",
        )
        .hint("Dòng đầu tiên gõ ---, rồi các dòng như “title: …”, rồi một dòng --- nữa trước bài viết."));
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
    Err(Diagnostic::error(
        "no-front-matter",
        source.place(0..3),
        "Phần khai báo mở bằng --- nhưng không có dòng --- để đóng.",
    )
    .hint("Thêm một dòng --- sau khóa cuối cùng, trước bài viết."))
}

/// Parses the YAML of a front matter into a mapping.
///
/// # Errors
/// A diagnostic at the place where the YAML breaks.
pub fn parse(source: &Source, split: &Split) -> Result<MarkedMappingNode, Diagnostic> {
    let options = LoaderOptions::default().error_on_duplicate_keys(true);
    match marked_yaml::parse_yaml_with_options(0, &source.text[split.yaml.clone()], options) {
        Ok(Node::Mapping(mapping)) => Ok(mapping),
        Ok(_) => Err(bad_yaml(source, split.yaml.clone(), "không có khóa nào")),
        Err(LoadError::DuplicateKey(keys)) => {
            let span = scalar_span(source, split, &keys.key);
            Err(Diagnostic::error(
                "duplicate-key",
                source.place(span),
                format!("Khóa “{}” được khai báo hai lần.", keys.key.as_str()),
            )
            .hint("Giữ lại một dòng, xóa dòng kia."))
        }
        Err(error) => {
            let (marker, reason) = load_error(&error);
            let at = marker.map_or(split.yaml.start, |marker| byte_offset(source, split, marker));
            Err(bad_yaml(source, at..at, &reason))
        }
    }
}

fn bad_yaml(source: &Source, span: Range<usize>, reason: &str) -> Diagnostic {
    let at = span.start.min(source.text.len());
    Diagnostic::error("bad-yaml", source.place(at..at), format!("Phần khai báo không đúng cách viết YAML: {reason}."))
        .hint("Mỗi dòng là “khóa: giá trị”. Giá trị có dấu hai chấm, # hay mở đầu bằng dấu [ { * & ! thì đặt trong ngoặc kép \"…\".")
}

fn load_error(error: &LoadError) -> (Option<Marker>, String) {
    match error {
        LoadError::TopLevelMustBeMapping(marker) => (Some(*marker), "không có khóa nào".into()),
        LoadError::MappingKeyMustBeScalar(marker) => (Some(*marker), "tên khóa phải là chữ".into()),
        LoadError::UnexpectedAnchor(marker) => (Some(*marker), "không dùng dấu & hay * ở đầu giá trị".into()),
        LoadError::UnexpectedTag(marker) => (Some(*marker), "không dùng dấu ! ở đầu giá trị".into()),
        LoadError::ScanError(marker, reason) => (Some(*marker), reason.info().to_owned()),
        other => (None, other.to_string()),
    }
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

/// A mapping whose keys are taken one by one; [`Fields::finish`] reports the keys nobody took.
pub struct Fields<'a> {
    source: &'a Source,
    split: &'a Split,
    mapping: &'a MarkedMappingNode,
    place: Place,
    taken: Vec<&'static str>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Fields<'a> {
    /// Reads the top-level mapping of a front matter.
    pub fn new(
        source: &'a Source,
        split: &'a Split,
        mapping: &'a MarkedMappingNode,
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Self {
            source,
            split,
            mapping,
            place: source.place(0..3),
            taken: Vec::new(),
            diagnostics,
        }
    }

    /// Records a fault found by a content kind.
    pub fn report(&mut self, found: Diagnostic) {
        self.diagnostics.push(found);
    }

    /// Where the mapping starts; used for what is missing.
    pub fn place(&self) -> Place {
        self.place.clone()
    }

    fn node(&mut self, key: &'static str) -> Option<&'a Node> {
        self.taken.push(key);
        self.mapping.get_node(key)
    }

    fn node_place(&self, node: &Node) -> Place {
        match node {
            Node::Scalar(scalar) => self.source.place(scalar_span(self.source, self.split, scalar)),
            other => {
                let at = other
                    .span()
                    .start()
                    .map_or(0, |marker| byte_offset(self.source, self.split, *marker));
                self.source.place(at..at)
            }
        }
    }

    fn missing(&mut self, key: &str, example: &str) {
        let found = Diagnostic::error("missing-field", self.place.clone(), format!("Thiếu khóa “{key}”."))
            .hint(format!("Thêm dòng “{key}: {example}”."));
        self.report(found);
    }

    fn wrong_type(&mut self, key: &str, place: Place, expected: &str, example: &str) {
        let found = Diagnostic::error("wrong-type", place, format!("Khóa “{key}” phải là {expected}."))
            .hint(format!("Viết, ví dụ: “{key}: {example}”."));
        self.report(found);
    }

    /// A text that may be left out. An empty one is a fault.
    pub fn text(&mut self, key: &'static str) -> Option<Located<String>> {
        let node = self.node(key)?;
        let place = self.node_place(node);
        let Node::Scalar(scalar) = node else {
            self.wrong_type(key, place, "một dòng chữ", "…");
            return None;
        };
        let value = scalar.as_str().trim().to_owned();
        if value.is_empty() {
            let found = Diagnostic::error("empty-field", place, format!("Khóa “{key}” đang để trống.")).hint(format!(
                "Viết nội dung sau “{key}:”, hoặc xóa cả dòng nếu khóa không bắt buộc."
            ));
            self.report(found);
            return None;
        }
        Some(Located { value, place })
    }

    /// A text that must be there; a fault is recorded and an empty text given when it is not.
    pub fn required_text(&mut self, key: &'static str, example: &str) -> Located<String> {
        if self.mapping.get_node(key).is_none() {
            self.taken.push(key);
            self.missing(key, example);
        }
        self.text(key).unwrap_or_else(|| Located {
            value: String::new(),
            place: self.place.clone(),
        })
    }

    /// A text with a length limit in characters.
    pub fn limited_text(&mut self, key: &'static str, example: &str, limits: Range<usize>) -> Located<String> {
        let text = self.required_text(key, example);
        let length = text.value.chars().count();
        if length > 0 && !limits.contains(&length) {
            let found = Diagnostic::error(
                "text-length",
                text.place.clone(),
                format!(
                    "Khóa “{key}” dài {length} chữ cái, cần từ {} đến {}.",
                    limits.start,
                    limits.end - 1
                ),
            )
            .hint(if length >= limits.end {
                "Viết ngắn lại, giữ ý chính."
            } else {
                "Viết rõ hơn để người đọc hiểu ngay."
            });
            self.report(found);
        }
        text
    }

    /// A date `YYYY-MM-DD` that may be left out.
    pub fn date(&mut self, key: &'static str) -> Option<Located<Date>> {
        let text = self.text(key)?;
        match text.value.parse::<Date>() {
            Ok(value) if text.value.len() == 10 => Some(Located {
                value,
                place: text.place,
            }),
            _ => {
                let found = Diagnostic::error(
                    "bad-date",
                    text.place,
                    format!(
                        "“{}” không phải là một ngày có thật viết theo năm-tháng-ngày.",
                        text.value
                    ),
                )
                .hint(date_hint(key, &text.value));
                self.report(found);
                None
            }
        }
    }

    /// A date that must be there.
    pub fn required_date(&mut self, key: &'static str) -> Option<Located<Date>> {
        if self.mapping.get_node(key).is_none() {
            self.taken.push(key);
            self.missing(key, "2026-11-24");
            return None;
        }
        self.date(key)
    }

    /// `true` or `false`; `false` when left out.
    pub fn flag(&mut self, key: &'static str) -> bool {
        let Some(text) = self.text(key) else { return false };
        match text.value.as_str() {
            "true" => true,
            "false" => false,
            _ => {
                self.wrong_type(key, text.place, "true hoặc false", "true");
                false
            }
        }
    }

    /// A whole number from 1 that must be there.
    pub fn required_number(&mut self, key: &'static str) -> Option<Located<u32>> {
        let text = self.required_text(key, "1");
        match text.value.parse() {
            Ok(value) if value > 0 => Some(Located {
                value,
                place: text.place,
            }),
            _ => {
                if !text.value.is_empty() {
                    self.wrong_type(key, text.place, "một số nguyên từ 1", "1");
                }
                None
            }
        }
    }

    /// A list of texts; empty when left out.
    pub fn texts(&mut self, key: &'static str) -> Vec<Located<String>> {
        let Some(node) = self.node(key) else { return Vec::new() };
        let Node::Sequence(items) = node else {
            let place = self.node_place(node);
            self.wrong_type(key, place, "một danh sách, mỗi dòng mở đầu bằng dấu gạch", "\n  - …");
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in items.iter() {
            let place = self.node_place(item);
            match item.as_scalar().map(|scalar| scalar.as_str().trim()) {
                Some(value) if !value.is_empty() => texts.push(Located {
                    value: value.to_owned(),
                    place,
                }),
                _ => self.wrong_type(key, place, "một danh sách các dòng chữ", "\n  - …"),
            }
        }
        texts
    }

    /// A list of mappings, each read by `read`; empty when left out.
    pub fn mappings<T>(&mut self, key: &'static str, mut read: impl FnMut(&mut Fields<'_>) -> T) -> Vec<T> {
        let Some(node) = self.node(key) else { return Vec::new() };
        let Node::Sequence(items) = node else {
            let place = self.node_place(node);
            self.wrong_type(key, place, "một danh sách, mỗi mục mở đầu bằng dấu gạch", "\n  - …");
            return Vec::new();
        };
        let mut values = Vec::new();
        for item in items.iter() {
            let place = self.node_place(item);
            let Node::Mapping(mapping) = item else {
                self.wrong_type(key, place, "một danh sách các mục có khóa", "\n  - khóa: …");
                continue;
            };
            let mut fields = Fields {
                source: self.source,
                split: self.split,
                mapping,
                place,
                taken: Vec::new(),
                diagnostics: &mut *self.diagnostics,
            };
            values.push(read(&mut fields));
            fields.finish();
        }
        values
    }

    /// Records a fault unless the list `key` has at least one entry.
    pub fn require_list(&mut self, key: &'static str, example: &str) {
        if self.mapping.get_node(key).is_none() {
            self.missing(key, example);
        }
    }

    /// Reports every key nobody asked for, with the nearest known one.
    pub fn finish(self) {
        let Fields {
            source,
            split,
            mapping,
            taken,
            diagnostics,
            ..
        } = self;
        for key in mapping.keys() {
            if taken.contains(&key.as_str()) {
                continue;
            }
            let place = source.place(scalar_span(source, split, key));
            let found = Diagnostic::error(
                "unknown-key",
                place,
                format!("Không có khóa tên “{}” ở đây.", key.as_str()),
            );
            diagnostics.push(match nearest(key.as_str(), taken.iter().copied()) {
                Some(known) => found.hint(format!("Có phải bạn muốn viết “{known}”?")),
                None => found.hint(format!("Các khóa dùng được: {}.", taken.join(", "))),
            });
        }
    }
}

/// Offers the same day in the right order when it was written the Vietnamese way.
fn date_hint(key: &str, value: &str) -> String {
    let parts: Vec<i16> = value
        .split(['/', '-', '.'])
        .filter_map(|part| part.trim().parse().ok())
        .collect();
    if let [day, month, year] = parts[..]
        && let (Ok(day), Ok(month)) = (i8::try_from(day), i8::try_from(month))
        && let Ok(date) = Date::new(year, month, day)
    {
        return format!("Viết “{key}: {date}”.");
    }
    format!("Viết năm-tháng-ngày, ví dụ “{key}: 2026-11-24”.")
}
