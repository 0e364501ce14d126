//! A mapping whose keys are taken one by one, with every fault recorded on the way.

mod lists;

use std::ops::Range;

use jiff::civil::Date;
use marked_yaml::{Node, types::MarkedMappingNode};

use super::{
    Described, Key, Located, Need, Shape, Split, byte_offset, is_phone, not_a_phone, scalar_span,
    values::{date_hint, parse_duration, parse_thousandths},
    whole, wrong_length,
};
use crate::{
    content::rules,
    diag::{Diagnostic, Fix, Place, Rule, Text, nearest, text},
    source::Source,
};

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
            // The parser begins it at its first colon.
            other => {
                let first = match other {
                    Node::Mapping(mapping) => mapping.keys().next().map(|key| key.span()),
                    _ => None,
                };
                let begins = first.unwrap_or_else(|| other.span()).start();
                let at = begins.map_or(0, |marker| byte_offset(self.source, self.split, *marker));
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

    /// A number from 0 with at most three decimals, in thousandths.
    pub fn decimal(&mut self, key: &'static Key, need: Need) -> Option<u32> {
        let text = self.line(key, need, Shape::Decimal)?;
        let value = parse_thousandths(&text.value);
        if value.is_none() {
            let expected = text!("một con số, ví dụ 12 hoặc 10,5", "a number, for instance 12 or 10.5");
            self.wrong_type(key, text.place, &expected);
        }
        value
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
