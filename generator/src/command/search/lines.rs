//! Files of one JSON object per line: documents to find, and questions about them. Every fault is told with file and line.

use std::{
    collections::{BTreeMap, HashMap},
    fs, io,
    path::Path,
};

use rayon::prelude::{IntoParallelIterator, ParallelIterator};
use serde_json::{Map, Value};

use super::engine::Text;
use crate::diag::{self, text};

/// A document and how it is called.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) id: String,
    pub(super) text: Text,
}

/// A question in one or more spellings.
#[derive(Debug)]
pub(super) struct Query {
    pub(super) id: String,
    pub(super) set: String,
    pub(super) kind: String,
    /// Identifiers of the documents that answer it; `None` when that is not known.
    pub(super) relevant: Option<Vec<String>>,
    /// By the name of the spelling.
    pub(super) spellings: BTreeMap<String, String>,
}

/// Spelling of a question that has only one.
const AS_WRITTEN: &str = "asis";

/// A line that cannot be used, and why.
#[derive(Debug)]
pub(super) struct Fault {
    /// Line, counted from 1, and column if it is known.
    place: (usize, Option<usize>),
    message: diag::Text,
}

impl Fault {
    /// `docs.jsonl:3:17: …`
    pub(super) fn tell(&self, file: &Path, language: diag::Language) -> String {
        let (line, column) = self.place;
        let column = column.map(|column| format!(":{column}")).unwrap_or_default();
        format!(
            "{}:{line}{column}: {}",
            file.display(),
            self.message.in_language(language)
        )
    }
}

/// The usable lines of a file, and the faults of the others.
pub(super) type Read<T> = io::Result<(Vec<T>, Vec<Fault>)>;

/// Reads documents: `{"id", "title", "text"}`, perhaps with `law`, `no`, `aliases`.
pub(super) fn documents(file: &Path) -> Read<Document> {
    let bytes = fs::read(file)?;
    Ok(read(&bytes, "id", |line| {
        let id = line.name("id")?;
        let text = Text {
            title: line.text("title")?,
            aliases: line.texts("aliases")?.unwrap_or_default(),
            law: line.optional_text("law")?.unwrap_or_default(),
            article: line.optional_text("no")?.unwrap_or_default(),
            body: line.text("text")?,
        };
        Ok((id.clone(), Document { id, text }))
    }))
}

/// Reads questions: `{"qid", "v": {spelling: text}}` or `{"qid", "text"}`, perhaps with `set`, `kind`, `rel`.
pub(super) fn queries(file: &Path) -> Read<Query> {
    let bytes = fs::read(file)?;
    Ok(read(&bytes, "qid", |line| {
        let id = line.name("qid")?;
        let query = Query {
            id: id.clone(),
            set: line.optional_text("set")?.unwrap_or_default(),
            kind: line.optional_text("kind")?.unwrap_or_default(),
            relevant: line.texts("rel")?,
            spellings: line.spellings()?,
        };
        Ok((id, query))
    }))
}

/// One line's object.
struct Line {
    object: Map<String, Value>,
}

fn read<T: Send>(
    bytes: &[u8],
    name: &str,
    item: impl Fn(&Line) -> Result<(String, T), diag::Text> + Sync,
) -> (Vec<T>, Vec<Fault>) {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mut items = Vec::new();
    let mut faults = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    let lines: Vec<(usize, &[u8])> = (1..)
        .zip(bytes.split(|byte| *byte == b'\n'))
        .filter(|(_, line)| !line.trim_ascii().is_empty())
        .collect();
    let lines: Vec<_> = lines
        .into_par_iter()
        .map(|(number, line)| (number, parse(line, &item)))
        .collect();
    for (number, read) in lines {
        match read {
            Ok((id, value)) => match seen.get(&id) {
                Some(earlier) => faults.push(Fault {
                    place: (number, None),
                    message: text!(
                        "“{name}” là “{id}”, đã dùng ở dòng {earlier}",
                        "“{name}” is “{id}”, which line {earlier} uses already"
                    ),
                }),
                None => {
                    seen.insert(id, number);
                    items.push(value);
                }
            },
            Err((column, message)) => faults.push(Fault {
                place: (number, column),
                message,
            }),
        }
    }
    (items, faults)
}

/// What a line holds, or where and why it cannot be used.
fn parse<T>(line: &[u8], item: impl Fn(&Line) -> Result<T, diag::Text>) -> Result<T, (Option<usize>, diag::Text)> {
    match serde_json::from_slice::<Value>(line) {
        Ok(Value::Object(object)) => item(&Line { object }).map_err(|message| (None, message)),
        Ok(_) => Err((
            None,
            text!(
                "mỗi dòng là một đối tượng JSON {{…}}",
                "each line is one JSON object {{…}}"
            ),
        )),
        Err(error) => {
            let message = text!(
                "dòng này không phải JSON đúng ({error})",
                "this line is no valid JSON ({error})"
            );
            Err((Some(error.column().max(1)), message))
        }
    }
}

impl Line {
    /// A text that may not be empty.
    fn name(&self, key: &str) -> Result<String, diag::Text> {
        let name = self.text(key)?;
        if name.is_empty() {
            return Err(text!("“{key}” đang trống", "“{key}” is empty"));
        }
        Ok(name)
    }

    fn text(&self, key: &str) -> Result<String, diag::Text> {
        let found = self.optional_text(key)?;
        found.ok_or_else(|| text!("thiếu khóa “{key}”", "key “{key}” is missing"))
    }

    /// Numbers of articles are written both as numbers and as texts.
    fn optional_text(&self, key: &str) -> Result<Option<String>, diag::Text> {
        match self.object.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(Value::Number(number)) => Ok(Some(number.to_string())),
            Some(_) => Err(text!("“{key}” phải là chữ trong ngoặc kép", "“{key}” must be a string")),
        }
    }

    fn texts(&self, key: &str) -> Result<Option<Vec<String>>, diag::Text> {
        let wrong = || {
            text!(
                "“{key}” phải là danh sách các chữ trong ngoặc kép",
                "“{key}” must be a list of strings"
            )
        };
        match self.object.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Array(items)) => {
                let texts = items
                    .iter()
                    .map(|item| item.as_str().map(str::to_owned).ok_or_else(wrong));
                texts.collect::<Result<Vec<_>, _>>().map(Some)
            }
            Some(_) => Err(wrong()),
        }
    }

    fn spellings(&self) -> Result<BTreeMap<String, String>, diag::Text> {
        match self.object.get("v") {
            Some(Value::Object(spellings)) if !spellings.is_empty() => {
                let texts = spellings.iter().map(|(name, spelling)| {
                    let spelling = spelling
                        .as_str()
                        .ok_or_else(|| text!("“v.{name}” phải là chữ trong ngoặc kép", "“v.{name}” must be a string"));
                    Ok((name.clone(), spelling?.to_owned()))
                });
                texts.collect()
            }
            Some(_) => Err(text!(
                "“v” phải là {{cách viết: câu hỏi}}, có ít nhất một",
                "“v” must be {{spelling: question}} with at least one"
            )),
            None => match self.optional_text("text")? {
                Some(question) => Ok(BTreeMap::from([(AS_WRITTEN.to_owned(), question)])),
                None => Err(text!(
                    "thiếu khóa “v” (các cách viết) hoặc “text” (một câu hỏi)",
                    "key “v” (spellings) or “text” (one question) is missing"
                )),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Line, read};
    use crate::diag::Language;

    fn told(bytes: &[u8]) -> Vec<String> {
        let (_, faults) = read(bytes, "id", |line: &Line| Ok((line.name("id")?, ())));
        let tell = faults
            .iter()
            .map(|fault| fault.tell(Path::new("x.jsonl"), Language::English));
        tell.collect()
    }

    #[test]
    fn every_fault_is_told_with_its_line() {
        let told = told(b"\xef\xbb\xbf{\"id\":\"a\"}\r\n\n{\"id\":\"a\"}\n[1]\n{\"id\":true}\n{\"id\":\"\xff\"}\n{}");
        let expected = [
            "x.jsonl:3: “id” is “a”, which line 1 uses already",
            "x.jsonl:4: each line is one JSON object {…}",
            "x.jsonl:5: “id” must be a string",
            "x.jsonl:6:8: this line is no valid JSON",
            "x.jsonl:7: key “id” is missing",
        ];
        assert_eq!(told.len(), expected.len(), "{told:?}");
        for (told, expected) in told.iter().zip(expected) {
            assert!(told.starts_with(expected), "{told}");
        }
    }
}
