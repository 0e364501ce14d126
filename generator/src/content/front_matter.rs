//! YAML front matter becomes exact values, each with its place.
//!
//! In: a [`Source`]. Out: [`Fields`], a reader that takes known keys one by one, records every fault (missing, empty,
//! wrong type, unknown) as a [`Diagnostic`] and goes on. `serde` stops at the first fault; an editor wants all of them.
//! The same calls that read a kind's keys describe them ([`describe`]): schemas and forms cannot drift from the reader.

use std::ops::Range;

use jiff::civil::Date;
use marked_yaml::{LoadError, LoaderOptions, Marker, Node, types::MarkedMappingNode};

use super::rules;
use crate::{
    diag::{Diagnostic, Fix, Place, Rule, Text, nearest, text},
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
    } else if reason.contains("quoted scalar") || reason.contains("document indicator") {
        "ngoặc kép mở mà không đóng"
    } else if reason.contains("tab") {
        "thụt đầu dòng bằng phím Tab; hãy dùng dấu cách"
    } else if reason.contains("flow") || reason.contains("',' or") {
        "dấu [ hoặc { mở mà không đóng"
    } else if reason.contains("block") || reason.contains("indent") || reason.contains("simple key") {
        "dòng này thiếu dấu hai chấm sau tên khóa, hoặc thụt vào không thẳng hàng với các dòng trên"
    } else if reason.contains("cannot start any token") {
        "giá trị mở đầu bằng một dấu mà YAML dành riêng"
    } else if reason.contains("escape") {
        "dấu \\ trong ngoặc kép không đúng chỗ"
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

/// A key of front matter: its name, and what forms and schemas say of it in Vietnamese.
#[derive(Debug, PartialEq, Eq)]
pub struct Key {
    /// As written.
    pub name: &'static str,
    /// Title of a form field.
    pub label: &'static str,
    /// One sentence.
    pub help: &'static str,
    /// A valid value, as it is written after the colon.
    pub example: &'static str,
}

impl Key {
    /// A key from its four texts.
    pub const fn new(name: &'static str, label: &'static str, help: &'static str, example: &'static str) -> Self {
        Self {
            name,
            label,
            help,
            example,
        }
    }
}

/// Whether a key must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It must.
    Required,
    /// It may be left out.
    Optional,
    /// It must, unless this other key is there.
    Unless(&'static Key),
}

/// What a value looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// One line of text, perhaps with limits in characters.
    Text(Option<Range<usize>>),
    /// One of these words.
    Word(&'static [&'static str]),
    /// Id of a topic of the portal.
    Topic,
    /// File name of a course.
    Course,
    /// `YYYY-MM-DD`.
    Date,
    /// `minutes:seconds` in quotes.
    Duration,
    /// A telephone number.
    Phone,
    /// An address that begins with `https://`.
    Url,
    /// A file with one of these extensions; with `true`, also an `https://` address.
    File(&'static [&'static str], bool),
    /// `true` or `false`.
    Flag,
    /// A whole number from 1.
    Number,
    /// A list of lines of text.
    Texts,
    /// A list of mappings.
    Mappings(Vec<Described>),
}

/// A key as the reader asked for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// The key.
    pub key: &'static Key,
    /// Whether it must be there.
    pub need: Need,
    /// What its value looks like.
    pub shape: Shape,
}

/// The keys that `read` asks for, in its order.
pub fn describe<T>(read: impl FnOnce(&mut Fields<'_>) -> T) -> Vec<Described> {
    let source = Source::new("", "");
    let split = whole(&source);
    let mapping = MarkedMappingNode::new_empty(marked_yaml::Span::new_blank());
    let mut diagnostics = Vec::new();
    let mut fields = Fields {
        describing: true,
        ..Fields::new(&source, &split, &mapping, &mut diagnostics)
    };
    read(&mut fields);
    fields.asked
}

/// A mapping whose keys are taken one by one; [`Fields::finish`] reports the keys nobody took.
pub struct Fields<'a> {
    source: &'a Source,
    split: &'a Split,
    mapping: &'a MarkedMappingNode,
    place: Place,
    asked: Vec<Described>,
    describing: bool,
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
            place: source.place(0..source.text.len().min(3)),
            asked: Vec::new(),
            describing: false,
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

    /// True when nothing is read, but the keys are being listed by [`describe`].
    pub const fn describes(&self) -> bool {
        self.describing
    }

    /// True when the key stands there, read or not.
    pub fn has(&self, key: &Key) -> bool {
        self.mapping.get_node(key.name).is_some()
    }

    fn ask(&mut self, key: &'static Key, need: Need, shape: Shape) -> Option<&'a Node> {
        self.asked.push(Described { key, need, shape });
        let node = self.mapping.get_node(key.name);
        if node.is_none() && need == Need::Required {
            let Key { name, example, .. } = key;
            let found = Diagnostic::new(
                &rules::MISSING_FIELD,
                self.place.clone(),
                text!("Thiếu khóa “{name}”.", "Key “{name}” is missing."),
            )
            .hint(text!(
                "Thêm dòng “{name}: {example}”.",
                "Add a line “{name}: {example}”."
            ));
            self.report(found);
        }
        node
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

    fn wrong_type(&mut self, key: &Key, place: Place, expected: &Text) {
        let Key { name, example, .. } = key;
        let message = expected.within(
            |expected| format!("Khóa “{name}” phải là {expected}."),
            |expected| format!("Key “{name}” must be {expected}."),
        );
        let found = Diagnostic::new(&rules::WRONG_TYPE, place, message).hint(text!(
            "Viết, ví dụ: “{name}: {example}”.",
            "Write, for instance: “{name}: {example}”."
        ));
        self.report(found);
    }

    fn line(&mut self, key: &'static Key, need: Need, shape: Shape) -> Option<Located<String>> {
        let node = self.ask(key, need, shape)?;
        let place = self.node_place(node);
        let Node::Scalar(scalar) = node else {
            self.wrong_type(key, place, &text!("một dòng chữ", "one line of text"));
            return None;
        };
        let value = scalar.as_str().trim().to_owned();
        if value.is_empty() {
            let name = key.name;
            // The parser puts a missing value where the next thing stands; the key is where the editor has to look.
            let written = self.mapping.keys().find(|written| written.as_str() == name);
            let place = written.map_or(place, |written| {
                self.source.place(scalar_span(self.source, self.split, written))
            });
            let found = if need == Need::Required {
                let message = text!("Khóa “{name}” đang để trống.", "Key “{name}” is empty.");
                Diagnostic::new(&rules::EMPTY_FIELD, place, message).hint(text!(
                    "Viết nội dung sau “{name}:”.",
                    "Write something after “{name}:”."
                ))
            } else {
                let message = text!(
                    "Khóa “{name}” để trống; coi như không có.",
                    "Key “{name}” is empty; it counts as left out."
                );
                Diagnostic::new(&rules::EMPTY_OPTIONAL, place, message).hint(text!(
                    "Viết nội dung sau “{name}:”, hoặc xóa cả dòng.",
                    "Write something after “{name}:”, or delete the line."
                ))
            };
            self.report(found);
            return None;
        }
        Some(Located { value, place })
    }

    fn or_empty(&self, line: Option<Located<String>>) -> Located<String> {
        line.unwrap_or_else(|| Located {
            value: String::new(),
            place: self.place.clone(),
        })
    }

    /// A text that may be left out. An empty one is a fault.
    pub fn text(&mut self, key: &'static Key) -> Option<Located<String>> {
        self.line(key, Need::Optional, Shape::Text(None))
    }

    /// A text that must be there; a fault is recorded and an empty text given when it is not.
    pub fn required_text(&mut self, key: &'static Key) -> Located<String> {
        let line = self.line(key, Need::Required, Shape::Text(None));
        self.or_empty(line)
    }

    /// A text with a length limit in characters.
    pub fn limited_text(&mut self, key: &'static Key, need: Need, limits: Range<usize>) -> Located<String> {
        let line = self.line(key, need, Shape::Text(Some(limits.clone())));
        let text = self.or_empty(line);
        if !text.value.is_empty()
            && let Some(found) = wrong_length(key.name, &text, &limits)
        {
            self.report(found);
        }
        text
    }

    /// A word out of a few; `rule` is the one broken by any other.
    pub fn word(&mut self, key: &'static Key, words: &'static [&'static str], rule: &'static Rule) -> Located<String> {
        let line = self.line(key, Need::Required, Shape::Word(words));
        let word = self.or_empty(line);
        let Located { value, place } = &word;
        if !value.is_empty() && !words.contains(&value.as_str()) {
            let name = key.name;
            let found = Diagnostic::new(
                rule,
                place.clone(),
                text!(
                    "Khóa “{name}” không nhận “{value}”.",
                    "Key “{name}” does not take “{value}”."
                ),
            );
            let all = words.join(", ");
            let found = match nearest(value, words.iter().copied()) {
                Some(near) => found.hint(text!(
                    "Có phải bạn muốn viết “{name}: {near}”?",
                    "Did you mean “{name}: {near}”?"
                )),
                None => found.hint(text!("Dùng một trong: {all}.", "Use one of: {all}.")),
            };
            self.report(found);
        }
        word
    }

    /// Id of a topic; whether there is such a topic is not known here.
    pub fn topic(&mut self, key: &'static Key) -> Located<String> {
        let line = self.line(key, Need::Required, Shape::Topic);
        self.or_empty(line)
    }

    /// Name of a course; whether there is such a course is not known here.
    pub fn course(&mut self, key: &'static Key) -> Located<String> {
        let line = self.line(key, Need::Required, Shape::Course);
        self.or_empty(line)
    }

    /// Path of a file, relative to the source.
    pub fn file(
        &mut self,
        key: &'static Key,
        need: Need,
        extensions: &'static [&'static str],
    ) -> Option<Located<String>> {
        self.line(key, need, Shape::File(extensions, false))
    }

    /// Path of a file, or an address elsewhere.
    pub fn file_or_url(&mut self, key: &'static Key, extensions: &'static [&'static str]) -> Option<Located<String>> {
        self.line(key, Need::Optional, Shape::File(extensions, true))
    }

    /// An `https://` address.
    pub fn url(&mut self, key: &'static Key) -> Option<Located<String>> {
        let url = self.line(key, Need::Optional, Shape::Url)?;
        if !url.value.starts_with("https://") {
            let name = key.name;
            let found = Diagnostic::new(
                &rules::BAD_URL,
                url.place.clone(),
                text!(
                    "Khóa “{name}” phải là một đường dẫn mở đầu bằng https://.",
                    "Key “{name}” must be an address that begins with https://."
                ),
            )
            .hint(text!(
                "Chép đường dẫn từ thanh địa chỉ của trình duyệt, hoặc xóa khóa {name}.",
                "Copy the address from the browser's address bar, or delete the key {name}."
            ));
            self.report(found);
        }
        Some(url)
    }

    /// A telephone number.
    pub fn phone(&mut self, key: &'static Key, need: Need) -> Option<Located<String>> {
        let phone = self.line(key, need, Shape::Phone)?;
        if !is_phone(&phone.value) {
            let found = not_a_phone(&phone);
            self.report(found);
        }
        Some(phone)
    }

    /// A date `YYYY-MM-DD`.
    pub fn date(&mut self, key: &'static Key, need: Need) -> Option<Located<Date>> {
        let text = self.line(key, need, Shape::Date)?;
        match text.value.parse::<Date>() {
            Ok(value) if text.value.len() == 10 => Some(Located {
                value,
                place: text.place,
            }),
            _ => {
                let value = &text.value;
                let found = Diagnostic::new(
                    &rules::BAD_DATE,
                    text.place,
                    text!(
                        "“{value}” không phải là một ngày có thật viết theo năm-tháng-ngày.",
                        "“{value}” is no existing day written as year-month-day."
                    ),
                )
                .hint(date_hint(key.name, value));
                self.report(found);
                None
            }
        }
    }

    /// Records a fault when `last` stands before `first`.
    pub fn in_order(&mut self, first: Option<&Located<Date>>, last: Option<&Located<Date>>) {
        if let (Some(first), Some(last)) = (first, last)
            && last.value < first.value
        {
            let day = first.value;
            let found = Diagnostic::new(
                &rules::DATES_REVERSED,
                last.place.clone(),
                text!(
                    "Ngày kết thúc đứng trước ngày bắt đầu ({day}).",
                    "The last day stands before the first ({day})."
                ),
            )
            .hint(text!("Viết một ngày từ {day} trở đi.", "Write a day from {day} on."));
            self.report(found);
        }
    }

    /// A time `minutes:seconds`, in seconds.
    pub fn duration(&mut self, key: &'static Key) -> Option<Located<u32>> {
        let Located { value, place } = self.line(key, Need::Required, Shape::Duration)?;
        if let Some(seconds) = parse_duration(&value) {
            return Some(Located { value: seconds, place });
        }
        let name = key.name;
        let found = Diagnostic::new(
            &rules::BAD_DURATION,
            place,
            text!(
                "“{value}” không phải là thời gian viết theo phút:giây.",
                "“{value}” is no time written as minutes:seconds."
            ),
        )
        .hint(text!(
            "Viết trong ngoặc kép, ví dụ “{name}: \"4:30\"” cho 4 phút 30 giây.",
            "Write it in quotes, for instance “{name}: \"4:30\"” for 4 minutes 30 seconds."
        ));
        self.report(found);
        None
    }

    /// `true` or `false`; `false` when left out.
    pub fn flag(&mut self, key: &'static Key) -> bool {
        let Some(text) = self.line(key, Need::Optional, Shape::Flag) else {
            return false;
        };
        match text.value.as_str() {
            "true" => true,
            "false" => false,
            _ => {
                self.wrong_type(key, text.place, &text!("true hoặc false", "true or false"));
                false
            }
        }
    }

    /// A whole number from 1 that must be there.
    pub fn required_number(&mut self, key: &'static Key) -> Option<Located<u32>> {
        let text = self.line(key, Need::Required, Shape::Number)?;
        match text.value.parse() {
            Ok(value) if value > 0 => Some(Located {
                value,
                place: text.place,
            }),
            _ => {
                self.wrong_type(key, text.place, &text!("một số nguyên từ 1", "a whole number from 1"));
                None
            }
        }
    }

    /// A list of texts; empty when left out.
    pub fn texts(&mut self, key: &'static Key) -> Vec<Located<String>> {
        self.required_texts(key, Need::Optional)
    }

    /// A list of texts that may have to be there.
    pub fn required_texts(&mut self, key: &'static Key, need: Need) -> Vec<Located<String>> {
        let expected = text!(
            "một danh sách, mỗi dòng mở đầu bằng dấu gạch",
            "a list, each line with a hyphen"
        );
        let mut texts = Vec::new();
        for item in self.items(key, need, Shape::Texts, &expected) {
            let place = self.node_place(item);
            match item.as_scalar().map(|scalar| scalar.as_str().trim()) {
                Some(value) if !value.is_empty() => texts.push(Located {
                    value: value.to_owned(),
                    place,
                }),
                _ => self.wrong_type(
                    key,
                    place,
                    &text!("một danh sách các dòng chữ", "a list of lines of text"),
                ),
            }
        }
        texts
    }

    fn items(&mut self, key: &'static Key, need: Need, shape: Shape, expected: &Text) -> Vec<&'a Node> {
        let Some(node) = self.ask(key, need, shape) else {
            return Vec::new();
        };
        if let Node::Sequence(items) = node {
            return items.iter().collect();
        }
        let place = self.node_place(node);
        self.wrong_type(key, place, expected);
        Vec::new()
    }

    /// A list of mappings, each read by `read`; empty when left out.
    pub fn mappings<T>(&mut self, key: &'static Key, need: Need, mut read: impl FnMut(&mut Fields<'_>) -> T) -> Vec<T> {
        let inner = if self.describing {
            describe(&mut read)
        } else {
            Vec::new()
        };
        let expected = text!(
            "một danh sách, mỗi mục mở đầu bằng dấu gạch",
            "a list, each item with a hyphen"
        );
        let mut values = Vec::new();
        for item in self.items(key, need, Shape::Mappings(inner), &expected) {
            let place = self.node_place(item);
            let Node::Mapping(mapping) = item else {
                self.wrong_type(
                    key,
                    place,
                    &text!("một danh sách các mục có khóa", "a list of items with keys"),
                );
                continue;
            };
            let mut fields = Fields {
                source: self.source,
                split: self.split,
                mapping,
                place,
                asked: Vec::new(),
                describing: false,
                diagnostics: &mut *self.diagnostics,
            };
            values.push(read(&mut fields));
            fields.finish();
        }
        values
    }

    /// Reports every key nobody asked for, with the nearest known one.
    pub fn finish(self) {
        let Fields {
            source,
            split,
            mapping,
            asked,
            diagnostics,
            ..
        } = self;
        let known: Vec<&str> = asked.iter().map(|described| described.key.name).collect();
        for key in mapping.keys() {
            let name = key.as_str();
            if known.contains(&name) {
                continue;
            }
            let found = Diagnostic::new(
                &rules::UNKNOWN_KEY,
                source.place(scalar_span(source, split, key)),
                text!("Không có khóa tên “{name}” ở đây.", "There is no key “{name}” here."),
            );
            diagnostics.push(match nearest(name, known.iter().copied()) {
                Some(near) => {
                    let found = found.hint(text!("Có phải bạn muốn viết “{near}”?", "Did you mean “{near}”?"));
                    if mapping.get_node(near).is_none() {
                        found.fix(Fix::Replace(near.to_owned()))
                    } else {
                        found
                    }
                }
                // Other generators call old addresses so; here it is how people ask.
                None if name == "aliases" => found.hint(text!(
                    "Địa chỉ cũ của trang viết ở khóa old_addresses; aliases chỉ dùng cho câu hỏi.",
                    "Former addresses go under old_addresses; aliases are for questions only."
                )),
                None => {
                    let all = known.join(", ");
                    found.hint(text!("Các khóa dùng được: {all}.", "Keys that can be used: {all}."))
                }
            });
        }
    }
}

/// The fault of a text outside its limits.
pub fn wrong_length(name: &str, text: &Located<String>, limits: &Range<usize>) -> Option<Diagnostic> {
    let length = text.value.chars().count();
    if limits.contains(&length) {
        return None;
    }
    let (least, most) = (limits.start, limits.end - 1);
    let found = Diagnostic::new(
        &rules::TEXT_LENGTH,
        text.place.clone(),
        text!(
            "“{name}” dài {length} chữ cái, cần từ {least} đến {most}.",
            "“{name}” has {length} characters; it needs {least} to {most}."
        ),
    );
    Some(found.hint(if length > most {
        text!("Viết ngắn lại, giữ ý chính.", "Shorten it to the main point.")
    } else {
        text!(
            "Viết rõ hơn để người đọc hiểu ngay.",
            "Say more, so that it is understood at once."
        )
    }))
}

/// True for 3 to 15 digits (the longest international number, ITU-T E.164), perhaps with a plus and separators.
pub fn is_phone(number: &str) -> bool {
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let rest = number.strip_prefix('+').unwrap_or(number);
    (3..=15).contains(&digits)
        && rest
            .chars()
            .all(|letter| letter.is_ascii_digit() || " .-()".contains(letter))
}

/// The fault of a number that cannot be called.
pub fn not_a_phone(number: &Located<String>) -> Diagnostic {
    let value = &number.value;
    Diagnostic::new(
        &rules::BAD_PHONE,
        number.place.clone(),
        text!(
            "“{value}” không phải là số điện thoại.",
            "“{value}” is no telephone number."
        ),
    )
    .hint(text!(
        "Viết số bằng chữ số, ví dụ 024 3825 0000 hoặc +84 24 3825 0000.",
        "Write it in digits, for instance 024 3825 0000 or +84 24 3825 0000."
    ))
}

fn parse_duration(text: &str) -> Option<u32> {
    let (minutes, seconds) = text.split_once(':')?;
    let (minutes, seconds): (u32, u32) = (minutes.parse().ok()?, seconds.parse().ok()?);
    (seconds < 60 && text.len() <= 6).then_some(minutes * 60 + seconds)
}

/// Offers the same day in the right order when it was written the Vietnamese way.
fn date_hint(key: &str, value: &str) -> Text {
    let parts: Vec<i16> = value
        .split(['/', '-', '.'])
        .filter_map(|part| part.trim().parse().ok())
        .collect();
    if let [day, month, year] = parts[..]
        && let (Ok(day), Ok(month)) = (i8::try_from(day), i8::try_from(month))
        && let Ok(date) = Date::new(year, month, day)
    {
        return text!("Viết “{key}: {date}”.", "Write “{key}: {date}”.");
    }
    text!(
        "Viết năm-tháng-ngày, ví dụ “{key}: 2026-11-24”.",
        "Write year-month-day, for instance “{key}: 2026-11-24”."
    )
}

#[cfg(test)]
mod tests {
    use super::{is_phone, parse_duration};

    #[test]
    fn durations_are_minutes_and_seconds() {
        assert_eq!(parse_duration("4:30"), Some(270));
        assert_eq!(parse_duration("11:00"), Some(660));
        assert_eq!(parse_duration("4:75"), None);
        assert_eq!(parse_duration("270"), None);
    }

    #[test]
    fn numbers_that_can_be_called_are_told_from_words() {
        assert!(is_phone("+84 24 3825 0000") && is_phone("1900.1234") && is_phone("113"));
        assert!(!is_phone("chị Hoa 0901") && !is_phone("12") && !is_phone("0123456789012345"));
    }
}
