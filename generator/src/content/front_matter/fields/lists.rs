//! Keys that hold lists: of texts, and of mappings with keys of their own.

use marked_yaml::Node;

use super::{Fields, describe};
use crate::{
    content::front_matter::{Key, Located, Need, Shape},
    diag::{Text, text},
};

impl<'a> Fields<'a> {
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
}
