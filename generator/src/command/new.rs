//! `portal new KIND "Title"`: a valid draft, never over an existing file.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    path::PathBuf,
};

use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};
use jiff::civil::Date;

use super::{Exit, terminal};
use crate::content::{kinds::KindName, slug::slug};

#[derive(Args)]
#[group(id = "new")]
pub(super) struct Arguments {
    /// Loại bài
    #[arg(value_parser = kinds(), value_name = "LOẠI")]
    kind: KindName,
    /// Tên bài hoặc câu hỏi, ví dụ "Nghỉ phép năm"
    #[arg(value_name = "TÊN")]
    title: String,
    /// Thư mục của cổng
    #[arg(long, default_value = ".", value_name = "THƯ-MỤC")]
    root: PathBuf,
}

/// Reads a kind by its folder's name.
fn kinds() -> impl TypedValueParser<Value = KindName> {
    let names = PossibleValuesParser::new(KindName::ALL.map(KindName::folder));
    names.try_map(|name| KindName::of_folder(&name).ok_or("no such kind"))
}

pub(super) fn run(arguments: &Arguments) -> Exit {
    let name = slug(&arguments.title);
    if name.is_empty() {
        terminal::print_error("lỗi: tên bài cần có ít nhất một chữ cái hoặc chữ số\n");
        return Exit::Usage;
    }
    let path = arguments
        .root
        .join("content")
        .join(arguments.kind.folder())
        .join(format!("{name}.md"));
    match write(
        &path,
        &skeleton(arguments.kind, &arguments.title, super::today_in_vietnam()),
    ) {
        Ok(()) => {
            terminal::print(&format!(
                "Đã tạo {}\nViết xong, xóa dòng “draft: true” để đăng.\n",
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

fn write(path: &std::path::Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)?
        .write_all(text.as_bytes())
}

/// The text of a new document. Titles are written as YAML strings in double quotes, where only `"` and `\` are special.
fn skeleton(kind: KindName, title: &str, today: Date) -> String {
    let title = title.replace('\\', "\\\\").replace('"', "\\\"");
    let source = "sources:\n  - law: Bộ luật Lao động 45/2019/QH14\n    article: Điều 1\n    in_force_from: 2021-01-01";
    let fields = match kind {
        KindName::Policy => format!(
            "title: \"{title}\"\nsummary: Viết một hai câu nói bài này giúp gì cho người đọc.\ntopic: hop-dong # một id trong site/site.toml\n{source}\nreviewed: {today}"
        ),
        KindName::Faq => format!(
            "question: \"{title}\"\naliases: # cách công nhân hay hỏi\n  - cách hỏi khác\ntopic: hop-dong # một id trong site/site.toml\n{source} # lời khuyên không dựa vào luật thì viết sources: []\nreviewed: {today}"
        ),
        KindName::Course => {
            format!(
                "title: \"{title}\"\nsummary: Viết một hai câu nói khóa học này dạy điều gì.\ntopic: hop-dong # một id trong site/site.toml"
            )
        }
        KindName::Lesson => format!(
            "title: \"{title}\"\nsummary: Viết một hai câu nói bài học này dạy điều gì.\ncourse: ten-khoa-hoc # tên tệp khóa học, không có .md\norder: 1\nduration: \"5:00\" # phút:giây, tối đa 10:00\nobjectives:\n  - Người học làm được gì sau bài này\nreviewed: {today}\nquiz:\n  - question: Câu hỏi?\n    choices:\n      - text: Trả lời đúng\n        correct: true\n        reason: Vì sao đúng.\n      - text: Trả lời sai\n        reason: Vì sao sai."
        ),
        KindName::Story => format!(
            "title: \"{title}\"\nsummary: Viết một hai câu giới thiệu bài này.\nform: story # story, tip, poem hoặc recipe\nauthor: Tên người viết\npublished: {today}"
        ),
        KindName::Page => format!("title: \"{title}\""),
    };
    format!("---\n{fields}\ndraft: true\n---\nViết nội dung ở đây. Đoạn đầu tiên trả lời thẳng, một hai câu.\n")
}

#[cfg(test)]
mod tests {
    use super::skeleton;
    use crate::{
        content::{self, kinds::KindName},
        source::Source,
    };

    #[test]
    fn every_skeleton_is_valid() {
        for kind in KindName::ALL {
            let text = skeleton(kind, "Tên bài có \"ngoặc\": và dấu", jiff::civil::date(2026, 11, 24));
            let (document, found) = content::parse(&Source::new(format!("content/{}/x.md", kind.folder()), &text));
            assert_eq!(found, [], "{text}");
            assert_eq!(
                document.map(|document| document.title.value).as_deref(),
                Some("Tên bài có \"ngoặc\": và dấu")
            );
        }
    }
}
