//! The content folder becomes [`Sources`]: Markdown texts and media files, sorted by path.
//!
//! In: a root folder. Out: every file under `content/`, with BOM and line ends settled and text in NFC. A file that
//! cannot be read, is not UTF-8 or lies outside the known folders is a diagnostic; nothing is skipped in silence.
//! Besides [`crate::theme`] and [`crate::config`] this is the only module that reads the portal's folder.

use std::{
    collections::BTreeMap,
    fs,
    ops::Range,
    path::{Path, PathBuf},
};

use unicode_normalization::{UnicodeNormalization, is_nfc};
use walkdir::WalkDir;

use crate::diag::{Diagnostic, Place};

/// One Markdown text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Path below the root, with `/`, for instance `content/policy/nghi-phep.md`.
    pub path: String,
    /// The text: no BOM, `\n` line ends, NFC.
    pub text: String,
}

impl Source {
    /// A source from a text already in memory (tests, previews). Settles BOM, line ends and NFC.
    pub fn new(path: impl Into<String>, text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
        let text = if is_nfc(&text) { text } else { text.nfc().collect() };
        Self {
            path: path.into(),
            text,
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
    /// Other files by path.
    pub media: BTreeMap<String, Media>,
}

/// Reads `root/content`.
pub fn read(root: &Path, kind_folders: &[&str]) -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let mut diagnostics = Vec::new();
    for entry in WalkDir::new(root.join("content")).sort_by_file_name() {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => read_file(root, entry.path(), kind_folders, &mut sources, &mut diagnostics),
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

fn read_file(root: &Path, path: &Path, kinds: &[&str], sources: &mut Sources, diagnostics: &mut Vec<Diagnostic>) {
    let name = relative(root, path);
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return diagnostics.push(unreadable(&name, &error.to_string())),
    };
    let folder = name.split('/').nth(1).unwrap_or_default();
    let is_markdown = Path::new(&name)
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("md"));
    if is_markdown && kinds.contains(&folder) && name.matches('/').count() == 2 {
        match decode(&name, bytes) {
            Ok(source) => sources.texts.push(source),
            Err(found) => diagnostics.push(found),
        }
    } else if folder == "media" && !is_markdown {
        sources.media.insert(name.clone(), Media { path: name, bytes });
    } else {
        diagnostics.push(misplaced(&name, kinds));
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
            Err(
                Diagnostic::error("bad-encoding", place, "Tệp này không được lưu bằng bảng mã UTF-8.").hint(
                    "Mở tệp bằng trình soạn thảo, chọn “Lưu với bảng mã UTF-8” (Save with encoding UTF-8) rồi lưu lại.",
                ),
            )
        }
    }
}

fn unreadable(name: &str, reason: &str) -> Diagnostic {
    Diagnostic::error(
        "unreadable-file",
        Place::file(name),
        format!("Không đọc được tệp này: {reason}."),
    )
    .hint("Kiểm tra tệp có còn đó và bạn có quyền đọc tệp.")
}

fn misplaced(name: &str, kinds: &[&str]) -> Diagnostic {
    Diagnostic::error(
        "misplaced-file",
        Place::file(name),
        "Tệp này nằm ngoài các thư mục nội dung nên không được đăng.",
    )
    .hint(format!(
        "Chuyển bài viết (.md) vào thẳng một trong các thư mục: {}; chuyển ảnh, video, phụ đề vào content/media/.",
        kinds
            .iter()
            .map(|kind| format!("content/{kind}/"))
            .collect::<Vec<_>>()
            .join(", ")
    ))
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
