//! `portal new KIND "Title"`: a valid draft with a comment above every key, never over an existing file.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs::{self, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};
use jiff::civil::Date;

use super::{Exit, terminal};
use crate::{
    content::{
        self, Document,
        front_matter::{Described, Key, Need, Shape},
        kinds::{Kind, KindName, story::FORMS},
        slug::slug,
    },
    source, theme,
};

#[derive(Args)]
#[group(id = "new")]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Loại bài
    #[arg(value_parser = kinds(), value_name = "LOẠI")]
    kind: Wanted,
    /// Tên bài hoặc câu hỏi, ví dụ "Nghỉ phép năm"
    #[arg(value_name = "TÊN")]
    title: String,
    /// Thư mục của cổng
    #[arg(long, default_value = ".", value_name = "THƯ-MỤC")]
    root: PathBuf,
}

const EXAMPLES: &str = "Ví dụ:\n  portal new faq \"Nghỉ phép năm được mấy ngày?\"\n  portal new tip \"Tiết kiệm mạng khi xem bài học\"\n  portal new unit \"Công đoàn cơ sở may Sông Hồng\"";

/// What is to be made: a kind, or a form of members' own texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Wanted {
    kind: KindName,
    form: Option<&'static str>,
}

/// Reads a kind by its folder's name, or a form of stories by its word.
fn kinds() -> impl TypedValueParser<Value = Wanted> {
    let forms = FORMS.into_iter().filter(|form| KindName::of_folder(form).is_none());
    let names = PossibleValuesParser::new(KindName::FOLDERS.into_iter().chain(forms));
    names.try_map(|name| {
        let form = FORMS.into_iter().find(|form| *form == name);
        let kind = KindName::of_folder(&name).or(form.map(|_| KindName::Story));
        kind.map(|kind| Wanted { kind, form }).ok_or("no such kind")
    })
}

pub(super) fn run(arguments: &Arguments) -> Exit {
    let Wanted { kind, form } = arguments.kind;
    let name = slug(&arguments.title);
    if name.is_empty() {
        terminal::print_error("lỗi: tên bài cần có ít nhất một chữ cái hoặc chữ số\n");
        return Exit::Usage;
    }
    let path = arguments
        .root
        .join("content")
        .join(kind.folder())
        .join(format!("{name}.md"));
    // A folder that is no portal yet may get its first text all the same; then the example's topic stays.
    let topics = theme::read(&arguments.root)
        .map(|theme| theme.config.topics)
        .unwrap_or_default();
    let given = Given {
        title: &arguments.title,
        form,
        topic: topics.first().map(|topic| topic.id.as_str()),
        around: around(&arguments.root, arguments.kind),
        today: super::today_in_vietnam(),
    };
    match write(&path, &skeleton(kind, &given)) {
        Ok(()) => {
            terminal::print(&format!(
                "Đã tạo {}\nXem thử bằng portal serve. Viết xong, xóa dòng “draft: true” để đăng.\n",
                path.display()
            ));
            Exit::Fine
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            terminal::print_error(&format!(
                "lỗi: {} đã có; tệp cũ được giữ nguyên. Hãy đặt tên khác.\n",
                path.display()
            ));
            Exit::Usage
        }
        Err(error) => {
            terminal::print_error(&format!("lỗi: không ghi được {}: {error}\n", path.display()));
            Exit::Fault
        }
    }
}

/// What the portal has that the new document belongs to, by key: a lesson's course and its place in it, an entry's contest, the
/// story that a reply answers. Of several the first; an editor changes it more easily than she finds it.
fn around(root: &Path, wanted: Wanted) -> BTreeMap<&'static str, String> {
    // What is wrong with other texts is no concern of a new one.
    let (sources, _) = source::read(root, &content::LAYOUT);
    let documents: Vec<Document> = sources.texts.iter().flat_map(|text| content::parse(text).0).collect();
    let first = |kind| documents.iter().find(|document| document.kind.name() == kind);
    let mut around = BTreeMap::new();
    match (wanted.kind, wanted.form) {
        (KindName::Lesson, _) => {
            if let Some(course) = first(KindName::Course) {
                let orders = documents.iter().filter_map(|document| match &document.kind {
                    Kind::Lesson(lesson) if lesson.course.value == course.name => Some(lesson.order.as_ref()?.value),
                    _ => None,
                });
                around.insert("order", (orders.max().unwrap_or(0) + 1).to_string());
                around.insert("course", course.name.clone());
            }
        }
        (KindName::Story, Some("entry")) => {
            around.extend(first(KindName::Contest).map(|contest| ("contest", contest.name.clone())));
        }
        (KindName::Story, Some("reply")) => {
            around.extend(first(KindName::Story).map(|story| ("reply_to", format!("{}.md", story.name))));
        }
        _ => {}
    }
    around
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)?
        .write_all(text.as_bytes())
}

/// What is known of the new document.
struct Given<'a> {
    title: &'a str,
    form: Option<&'a str>,
    topic: Option<&'a str>,
    /// Values of keys that tell what of the portal it belongs to.
    around: BTreeMap<&'static str, String>,
    today: Date,
}

/// Is the key written out, for the editor to fill in? A rule's first day too, or no month would count it (`docs/pages.md`).
fn is_written(kind: KindName, described: &Described, given: &Given<'_>) -> bool {
    let name = described.key.name;
    described.need == Need::Required
        || kind == KindName::Policy && name == "publish_at"
        || given.around.contains_key(name)
}

/// Required keys with a value to replace, optional ones behind a `#`, each under a line that says what it is for.
fn skeleton(kind: KindName, given: &Given<'_>) -> String {
    let (required, optional): (Vec<Described>, Vec<Described>) = kind
        .keys()
        .into_iter()
        .partition(|described| is_written(kind, described, given));
    let mut text = "---\n".to_owned();
    for described in &required {
        // Writing into a string cannot fail.
        let _ = write!(
            text,
            "# {}\n{}",
            described.key.help,
            entry(described.key, &value(described, given))
        );
    }
    text.push_str("draft: true\n\n# Không bắt buộc; muốn dùng khóa nào thì xóa dấu # ở đầu dòng của khóa đó.\n");
    for described in optional.iter().filter(|described| described.key.name != "draft") {
        let _ = writeln!(text, "# -- {}", described.key.help);
        for line in entry(described.key, &value(described, given)).lines() {
            let _ = writeln!(text, "# {line}");
        }
    }
    text.push_str("---\nViết nội dung ở đây. Đoạn đầu tiên trả lời thẳng, một hai câu.\n");
    text
}

fn entry(Key { name, .. }: &Key, value: &str) -> String {
    let space = if value.starts_with('\n') { "" } else { " " };
    format!("{name}:{space}{value}\n")
}

/// The title, today, the portal's own first topic, what it belongs to; else the key's example.
fn value(described: &Described, given: &Given<'_>) -> String {
    let example = described.key.example;
    if let Some(value) = given.around.get(described.key.name) {
        return value.clone();
    }
    match (described.key.name, &described.shape) {
        // Written as YAML strings in double quotes, where only `"` and `\` are special.
        ("title" | "question", _) if described.need == Need::Required => {
            format!("\"{}\"", given.title.replace('\\', "\\\\").replace('"', "\\\""))
        }
        ("form", _) => given.form.unwrap_or(example).to_owned(),
        (_, Shape::Topic) => given.topic.unwrap_or(example).to_owned(),
        ("publish_at", _) => given.today.to_string(),
        (_, Shape::Date) if described.need == Need::Required => given.today.to_string(),
        _ => example.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Given, skeleton};
    use crate::{
        content::{self, kinds::KindName},
        source::Source,
    };

    #[test]
    fn every_skeleton_is_valid_and_so_is_each_of_its_optional_keys() {
        let given = Given {
            title: "Tên bài có \"ngoặc\": và dấu",
            form: None,
            topic: None,
            around: std::collections::BTreeMap::new(),
            today: jiff::civil::date(2026, 11, 24),
        };
        for kind in KindName::ALL {
            let text = skeleton(kind, &given);
            let path = format!("content/{}/x.md", kind.folder());
            let (documents, found) = content::parse(&Source::new(path.as_str(), &text));
            assert_eq!(found, [], "{text}");
            assert_eq!(documents[0].title.value, given.title);
            let all = text.replace("\n# -- ", "\n#-- ").replace("\n# Không", "\n#Không");
            let (head, rest) = all.split_once("draft: true").expect("it is a draft");
            let optional = rest.replace("\n# title: ", "\n## title: ").replace("\n# ", "\n");
            let (_, found) = content::parse(&Source::new(path, &format!("{head}draft: true{optional}")));
            assert_eq!(found, [], "{head}draft: true{optional}");
        }
    }
}
