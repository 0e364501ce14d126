//! Keys: their names, whether they must be there, and what their values look like.

use std::ops::Range;

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
    /// A number from 0 with at most three digits behind a comma or dot.
    Decimal,
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
