//! The content folder becomes [`Sources`]: Markdown texts and media files, sorted by path.
//!
//! In: a root folder. Out: every file under `content/`, with BOM and line ends settled and text in NFC. A file that
//! cannot be read, is not UTF-8 or lies outside the known folders is a diagnostic; nothing is skipped in silence but the [`INBOX`].
//! Besides [`crate::theme`] and [`crate::config`] this is the only module that reads the portal's folder.

use std::{
    collections::BTreeMap,
    fs,
    ops::Range,
    path::{Path, PathBuf},
};

use unicode_normalization::{UnicodeNormalization, is_nfc};
use walkdir::WalkDir;

use crate::diag::{
    Diagnostic, Fix, Place, Rule, Said,
    Severity::{Error, Warning},
    text,
};

/// Every rule of this module.
pub static RULES: [&Rule; 4] = [&UNREADABLE_FILE, &MISPLACED_FILE, &BAD_ENCODING, &NOT_COMPOSED];

static UNREADABLE_FILE: Rule = Rule {
    code: "unreadable-file",
    severity: Error,
    why: Said {
        vi: "Tệp không đọc được mà bỏ qua thì trang biến mất không ai hay.",
        en: "A file that cannot be read must not vanish from the portal unnoticed.",
    },
    wrong: "content/policy/nghi-phep.md (không có quyền đọc)",
    right: "chmod a+r content/policy/nghi-phep.md",
};

static MISPLACED_FILE: Rule = Rule {
    code: "misplaced-file",
    severity: Error,
    why: Said {
        vi: "Thư mục cho biết loại bài. Tệp nằm ngoài các thư mục ấy không được đăng.",
        en: "The folder tells the kind. A file outside the known folders would not be published.",
    },
    wrong: "content/nghi-phep.md",
    right: "content/policy/nghi-phep.md",
};

static BAD_ENCODING: Rule = Rule {
    code: "bad-encoding",
    severity: Error,
    why: Said {
        vi: "Chữ Việt lưu bằng bảng mã cũ (TCVN3, VNI) sẽ hiện sai dấu. Cổng chỉ nhận UTF-8.",
        en: "Vietnamese saved in an old encoding shows wrong letters. Only UTF-8 is read.",
    },
    wrong: "(tệp lưu bằng TCVN3, VNI hoặc Windows-1258)",
    right: "(tệp lưu bằng UTF-8)",
};

static NOT_COMPOSED: Rule = Rule {
    code: "not-nfc",
    severity: Warning,
    why: Said {
        vi: "Chữ có dấu gõ rời (thường từ máy Mac) trông giống mà máy coi là chữ khác: tìm trong tệp không thấy, so sánh bản sửa rối. Cổng vẫn đăng đúng; chạy portal check --fix để ghép lại.",
        en: "Decomposed letters (often from a Mac) look the same but are others to a machine: searching the file fails and reviews get noisy. The portal publishes them composed; portal check --fix composes the file.",
    },
    wrong: "nghi + dấu hỏi rời",
    right: "nghỉ",
};

/// One Markdown text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Path below the root, with `/`, for instance `content/policy/nghi-phep.md`.
    pub path: String,
    /// The text: no BOM, `\n` line ends, NFC.
    pub text: String,
    /// Byte range in [`Source::text`] of the first letter that was written in several parts.
    pub decomposed: Option<Range<usize>>,
}

impl Source {
    /// A source from a text already in memory (tests, previews). Settles BOM, line ends and NFC.
    pub fn new(path: impl Into<String>, text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
        let composed = if is_nfc(&text) {
            None
        } else {
            Some(text.nfc().collect::<String>())
        };
        Self {
            path: path.into(),
            decomposed: composed.as_ref().map(|composed| first_difference(&text, composed)),
            text: composed.unwrap_or(text),
        }
    }

    /// The place of a byte range of this text.
    pub fn place(&self, span: Range<usize>) -> Place {
        let (line, column) = line_and_column(&self.text, span.start);
        Place {
            file: self.path.clone(),
            line,
            column,
            span,
        }
    }
}

fn first_difference(written: &str, composed: &str) -> Range<usize> {
    let same = written
        .chars()
        .zip(composed.chars())
        .take_while(|(left, right)| left == right);
    let start: usize = same.map(|(letter, _)| letter.len_utf8()).sum();
    start..start + composed[start..].chars().next().map_or(0, char::len_utf8)
}

/// A file that is published as it is: video, captions, picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// Path below the root, with `/`.
    pub path: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// All that was read of `content/`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    /// Markdown texts, sorted by path.
    pub texts: Vec<Source>,
    /// The editors' synonyms, when there are any.
    pub synonyms: Option<Source>,
    /// Other files by path.
    pub media: BTreeMap<String, Media>,
}

/// Folder below `content/` of what members sent and no editor has accepted yet. Nothing in it is read: what is not in
/// [`Sources`] cannot be published, and a page that points there lacks its file.
pub const INBOX: &str = "inbox";

/// What belongs where below `content/`.
#[derive(Debug, Clone, Copy)]
pub struct Layout<'a> {
    /// Folders of Markdown texts.
    pub folders: &'a [&'a str],
    /// Path of the synonyms below the root.
    pub synonyms: &'a str,
}

/// Reads `root/content`.
pub fn read(root: &Path, layout: &Layout<'_>) -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let mut diagnostics = Vec::new();
    let entries = WalkDir::new(root.join("content")).sort_by_file_name().into_iter();
    let is_inbox = |entry: &walkdir::DirEntry| entry.depth() == 1 && entry.file_name() == INBOX;
    for entry in entries.filter_entry(|entry| !is_inbox(entry)) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => read_file(root, entry.path(), layout, &mut sources, &mut diagnostics),
            Err(error) => {
                let path = error.path().map_or_else(|| PathBuf::from("content"), Path::to_path_buf);
                diagnostics.push(unreadable(&relative(root, &path), &error.to_string()));
            }
        }
    }
    // Folder by folder is not the order of whole paths ("a-b.md" against "a/b.md"); one order for all later steps.
    sources.texts.sort_by(|left, right| left.path.cmp(&right.path));
    (sources, diagnostics)
}

fn read_file(root: &Path, path: &Path, layout: &Layout<'_>, sources: &mut Sources, diagnostics: &mut Vec<Diagnostic>) {
    let name = relative(root, path);
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return diagnostics.push(unreadable(&name, &error.to_string())),
    };
    let folder = name.split('/').nth(1).unwrap_or_default();
    let is_markdown = Path::new(&name)
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("md"));
    let is_text = is_markdown && layout.folders.contains(&folder) && name.matches('/').count() == 2;
    if is_text || name == layout.synonyms {
        match decode(&name, bytes) {
            Ok(source) => {
                diagnostics.extend(source.decomposed.clone().map(|span| not_composed(&source, span)));
                if is_text {
                    sources.texts.push(source);
                } else {
                    sources.synonyms = Some(source);
                }
            }
            Err(found) => diagnostics.push(found),
        }
    } else if folder == "media" && !is_markdown {
        sources.media.insert(name.clone(), Media { path: name, bytes });
    } else {
        diagnostics.push(misplaced(&name, layout.folders));
    }
}

fn decode(name: &str, bytes: Vec<u8>) -> Result<Source, Diagnostic> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Source::new(name, &text)),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let before = String::from_utf8_lossy(&error.as_bytes()[..good]).into_owned();
            let (line, column) = line_and_column(&before, good);
            let place = Place {
                file: name.to_owned(),
                line,
                column,
                span: good..good,
            };
            Err(Diagnostic::new(
                &BAD_ENCODING,
                place,
                text!(
                    "Tệp này không được lưu bằng bảng mã UTF-8.",
                    "This file is not encoded in UTF-8."
                ),
            )
            .hint(text!(
                "Mở tệp bằng trình soạn thảo, chọn “Lưu với bảng mã UTF-8” (Save with encoding UTF-8) rồi lưu lại.",
                "Open it in an editor, choose “Save with encoding UTF-8” and save it."
            )))
        }
    }
}

fn unreadable(name: &str, reason: &str) -> Diagnostic {
    Diagnostic::new(
        &UNREADABLE_FILE,
        Place::file(name),
        text!(
            "Không đọc được tệp này: {reason}.",
            "This file cannot be read: {reason}."
        ),
    )
    .hint(text!(
        "Kiểm tra tệp có còn đó và bạn có quyền đọc tệp.",
        "Check that it still exists and that you may read it."
    ))
}

fn misplaced(name: &str, folders: &[&str]) -> Diagnostic {
    let folders: Vec<String> = folders.iter().map(|folder| format!("content/{folder}/")).collect();
    let folders = folders.join(", ");
    Diagnostic::new(
        &MISPLACED_FILE,
        Place::file(name),
        text!(
            "Tệp này nằm ngoài các thư mục nội dung nên không được đăng.",
            "This file lies outside the content folders and would not be published."
        ),
    )
    .hint(text!(
        "Chuyển bài viết (.md) vào thẳng một trong các thư mục: {folders}; chuyển ảnh, video, phụ đề vào content/media/.",
        "Move a text (.md) right into one of {folders}; move pictures, videos and captions into content/media/."
    ))
}

fn not_composed(source: &Source, span: Range<usize>) -> Diagnostic {
    let letter = &source.text[span.clone()];
    Diagnostic::new(
        &NOT_COMPOSED,
        source.place(span.clone()),
        text!(
            "Tệp có chữ gõ dấu rời, đầu tiên là “{letter}” ở đây.",
            "The file holds decomposed letters, the first of them “{letter}” here."
        ),
    )
    .hint(text!(
        "Chạy “portal check --fix” để ghép dấu lại; chữ nhìn không đổi.",
        "Run “portal check --fix” to compose them; they look the same."
    ))
    .fix(Fix::Compose)
}

fn relative(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    below
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

/// Line and column (from 1; columns in characters) of a byte offset.
pub fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(offset.min(text.len()))];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (
        before.matches('\n').count() + 1,
        before[line_start..].chars().count() + 1,
    )
}

#[cfg(test)]
mod tests {
    use super::{Source, line_and_column};

    #[test]
    fn columns_count_characters_not_bytes() {
        assert_eq!(line_and_column("nghỉ\nphép x", "nghỉ\nphép ".len()), (2, 6));
    }

    #[test]
    fn byte_order_mark_line_ends_and_decomposed_letters_are_settled() {
        assert_eq!(Source::new("a", "\u{feff}nghi\u{309}\r\nx").text, "nghỉ\nx");
    }
}
