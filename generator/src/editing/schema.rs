//! The keys of a kind as a JSON Schema (draft 7, which editors of YAML understand).
//!
//! Written as plain JSON: the crate `schemars` derives schemas from types that `serde` reads, and front matter is not read
//! by `serde` (see `docs/architecture.md`).

use std::ops::Range;

use serde_json::{Map, Value, json};

use crate::content::{
    front_matter::{Described, Need, Shape},
    kinds::KindName,
};

/// The schema of one kind's front matter; `topics` are the ids of the portal's topics.
pub fn of(kind: KindName, topics: &[&str]) -> Value {
    let keys = kind.keys();
    let mut schema = object(&keys, topics);
    schema["$schema"] = "http://json-schema.org/draft-07/schema#".into();
    schema["title"] = kind.label().into();
    schema
}

fn object(keys: &[Described], topics: &[&str]) -> Value {
    let properties: Map<String, Value> = keys
        .iter()
        .map(|described| (described.key.name.to_owned(), property(described, topics)))
        .collect();
    let named = |need: fn(&Need) -> bool| -> Vec<&str> {
        let keys = keys.iter().filter(|described| need(&described.need));
        keys.map(|described| described.key.name).collect()
    };
    let required = named(|need| *need == Need::Required);
    let alternatives: Vec<Value> = keys
        .iter()
        .filter_map(|described| match described.need {
            Need::Unless(other) => Some(json!({
                "anyOf": [{ "required": [described.key.name] }, { "required": [other.name] }]
            })),
            _ => None,
        })
        .collect();
    // A key that another one may stand for is not required by itself.
    let replaceable: Vec<&str> = keys
        .iter()
        .filter_map(|described| match described.need {
            Need::Unless(other) => Some(other.name),
            _ => None,
        })
        .collect();
    let required: Vec<&str> = required
        .into_iter()
        .filter(|name| !replaceable.contains(name))
        .collect();
    let mut schema = json!({ "type": "object", "additionalProperties": false, "properties": properties });
    if !required.is_empty() {
        schema["required"] = required.into();
    }
    if !alternatives.is_empty() {
        schema["allOf"] = alternatives.into();
    }
    schema
}

fn property(described: &Described, topics: &[&str]) -> Value {
    let mut property = shape(&described.shape, topics);
    property["title"] = described.key.label.into();
    property["description"] = described.key.help.into();
    property
}

fn shape(shape: &Shape, topics: &[&str]) -> Value {
    match shape {
        Shape::Text(Some(Range { start, end })) => {
            json!({ "type": "string", "minLength": start, "maxLength": end - 1 })
        }
        Shape::Text(None) | Shape::Course => json!({ "type": "string", "minLength": 1 }),
        Shape::Word(words) => json!({ "enum": words }),
        Shape::Topic => json!({ "enum": topics }),
        Shape::Date => json!({ "type": "string", "format": "date", "pattern": DATE }),
        Shape::Duration => json!({ "type": "string", "pattern": DURATION }),
        Shape::Phone => json!({ "type": "string", "pattern": PHONE }),
        Shape::Url => json!({ "type": "string", "pattern": "^https://" }),
        Shape::File(extensions, elsewhere) => json!({ "type": "string", "pattern": file(extensions, *elsewhere) }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Number => json!({ "type": "integer", "minimum": 1 }),
        Shape::Decimal => json!({ "type": ["number", "string"], "minimum": 0, "pattern": DECIMAL }),
        Shape::Texts => json!({ "type": "array", "items": { "type": "string", "minLength": 1 } }),
        Shape::Mappings(keys) => json!({ "type": "array", "items": object(keys, topics) }),
    }
}

/// `YYYY-MM-DD`.
pub(super) const DATE: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
/// `minutes:seconds`.
pub(super) const DURATION: &str = "^[0-9]{1,3}:[0-5][0-9]$";
/// At most three digits behind a comma or dot.
pub(super) const DECIMAL: &str = "^[0-9]+([.,][0-9]{1,3})?$";
/// Digits with separators; how many is checked by the portal.
pub(super) const PHONE: &str = "^[+]?[0-9(][0-9 .()-]+$";

/// A name with one of the extensions, or an address elsewhere.
pub(super) fn file(extensions: &[&str], elsewhere: bool) -> String {
    let names = format!("[.]({})$", extensions.join("|"));
    if elsewhere { format!("^https://|{names}") } else { names }
}
