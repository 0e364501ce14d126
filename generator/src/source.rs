//! The content folder becomes [`Sources`]: Markdown texts and media files, sorted by path.
//!
//! In: a root folder. Out: every file under `content/`, with BOM and line ends settled and text in NFC. A file that
//! cannot be read, is not UTF-8, is longer than any text or lies outside the known folders is a diagnostic; nothing is
//! skipped in silence but the [`INBOX`]. A link that leads out of the portal is not followed: what comes from strangers as
//! a proposal could publish any file of the machine that builds it.
//! Besides [`crate::theme`] and [`crate::config`] this is the only module that reads the portal's folder.

use std::{
    collections::BTreeMap,
    fs,
    ops::Range,
    path::{Path, PathBuf},
};

use rayon::prelude::{IntoParallelIterator, ParallelIterator};
use unicode_normalization::{UnicodeNormalization, is_nfc};
use walkdir::WalkDir;

use crate::diag::{
    Diagnostic, Fix, Place, Rule, Said,
    Severity::{Error, Warning},
    Text, system, text,
};

/// Every rule of this module.
pub static RULES: [&Rule; 5] = [
    &UNREADABLE_FILE,
    &MISPLACED_FILE,
    &BAD_ENCODING,
    &NOT_COMPOSED,
    &HUGE_TEXT,
];

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

static HUGE_TEXT: Rule = Rule {
    code: "huge-text",
    severity: Error,
    why: Said {
        vi: "Một bài dài hơn một triệu byte không ai đọc hết trên điện thoại; thường là tệp khác bị đổi tên hoặc dán nhầm.",
        en: "Nobody reads a text of over a million bytes on a phone; it is mostly another file under a wrong name, or a slip in pasting.",
    },
    wrong: "(tệp .md dài 100 MB)",
    right: "(nhiều bài, mỗi bài một việc)",
};

/// Bytes of the longest text that is read: a hundred times a long page, and what every later step handles in seconds.
pub const MOST_TEXT: usize = 1_000_000;

/// One Markdown text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Path below the root, with `/`, for instance `content/policy/nghi-phep.md`.
    pub path: String,
    /// The text: no BOM, `\n` line ends, NFC.
    pub text: String,
    /// Byte range in [`Source::text`] of the first letter that was written in several parts.
    pub decomposed: Option<Range<usize>>,
    /// Byte offset at which each line begins, so that a place costs no look at all that stands before it.
    lines: Vec<usize>,
}

impl Source {
    /// A source from a text already in memory (tests, previews). Settles BOM, line ends and NFC.
    pub fn new(path: impl Into<String>, text: &str) -> Self {
        // Some programs put one mark before another; lone returns are the line ends of old Macs.
        let text = text
            .trim_start_matches('\u{feff}')
            .replace("\r\n", "\n")
            .replace('\r', "\n");
        let composed = if is_surely_composed(&text) || is_nfc(&text) {
            None
        } else {
            Some(text.nfc().collect::<String>())
        };
        let decomposed = composed.as_ref().map(|composed| first_difference(&text, composed));
        let text = composed.unwrap_or(text);
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            path: path.into(),
            decomposed,
            lines: std::iter::once(0).chain(ends).collect(),
            text,
        }
    }

    /// The place of a byte range of this text; of whole letters, whatever the range cuts through.
    pub fn place(&self, span: Range<usize>) -> Place {
        let start = self.text.floor_char_boundary(span.start.min(self.text.len()));
        let end = self.text.ceil_char_boundary(span.end.clamp(start, self.text.len()));
        let line = self.lines.partition_point(|begins| *begins <= start);
        Place {
            file: self.path.clone(),
            line,
            column: self.text[self.lines[line - 1]..start].chars().count() + 1,
            span: start..end,
        }
    }
}

/// True when no letter is of those that may have to be composed: Latin letters and the usual punctuation stay as they are.
/// Nearly every text is told so, and a table has not to be asked about each of its letters.
fn is_surely_composed(text: &str) -> bool {
    let stays = |letter: char| matches!(letter, '\0'..='\u{2ff}' | '\u{1e00}'..='\u{1eff}' | '\u{2010}'..='\u{2027}');
    text.chars().all(stays)
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
    /// Counts of what members felt, when there are any.
    pub reactions: Option<Source>,
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
    /// Path of the counts of what members felt.
    pub reactions: &'a str,
}

/// Reads `root/content`.
pub fn read(root: &Path, layout: &Layout<'_>) -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let mut diagnostics = Vec::new();
    let entries = WalkDir::new(root.join("content")).sort_by_file_name().into_iter();
    let is_inbox = |entry: &walkdir::DirEntry| entry.depth() == 1 && entry.file_name() == INBOX;
    let entries: Vec<_> = entries.filter_entry(|entry| !is_inbox(entry)).collect();
    let files = entries.into_par_iter().map(|entry| read_entry(root, entry, layout));
    for file in files.collect::<Vec<_>>() {
        match file {
            File::Folder => {}
            File::Text(source) => {
                diagnostics.extend(source.decomposed.clone().map(|span| not_composed(&source, span)));
                if source.path == layout.synonyms {
                    sources.synonyms = Some(source);
                } else if source.path == layout.reactions {
                    sources.reactions = Some(source);
                } else {
                    sources.texts.push(source);
                }
            }
            File::Media(media) => {
                sources.media.insert(media.path.clone(), media);
            }
            File::Faulty(found) => diagnostics.push(found),
        }
    }
    // Folder by folder is not the order of whole paths ("a-b.md" against "a/b.md"); one order for all later steps.
    sources.texts.sort_by(|left, right| left.path.cmp(&right.path));
    (sources, diagnostics)
}

/// True for a link to something that is there, and not in the portal's folder.
pub fn leads_out(root: &Path, link: &Path) -> bool {
    match (root.canonicalize(), link.canonicalize()) {
        (Ok(root), Ok(target)) => !target.starts_with(root),
        // What cannot be found cannot be read either, and is said so there.
        _ => false,
    }
}

/// What an entry of the folder turned out to be.
enum File {
    Folder,
    Text(Source),
    Media(Media),
    Faulty(Diagnostic),
}

fn read_entry(root: &Path, entry: walkdir::Result<walkdir::DirEntry>, layout: &Layout<'_>) -> File {
    match entry {
        Ok(entry) if entry.file_type().is_dir() => File::Folder,
        Ok(entry) if entry.path_is_symlink() && leads_out(root, entry.path()) => {
            File::Faulty(outside(&relative(root, entry.path())))
        }
        Ok(entry) => read_file(root, entry.path(), layout),
        Err(error) => {
            let path = error.path().map_or_else(|| PathBuf::from("content"), Path::to_path_buf);
            let said = || Text::new(error.to_string(), error.to_string());
            let reason = error.io_error().map_or_else(said, system::reason);
            File::Faulty(unreadable(&relative(root, &path), &reason))
        }
    }
}

fn read_file(root: &Path, path: &Path, layout: &Layout<'_>) -> File {
    let name = relative(root, path);
    let is_text = name == layout.synonyms || is_markdown(&name);
    if is_text
        && let Ok(metadata) = fs::metadata(path)
        && let Ok(length) = usize::try_from(metadata.len())
        && length > MOST_TEXT
    {
        // Not read at all: it may be larger than the memory.
        return File::Faulty(huge(&name, length));
    }
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return File::Faulty(unreadable(&name, &system::reason(&error))),
    };
    let folder = name.split('/').nth(1).unwrap_or_default();
    let is_markdown = is_markdown(&name);
    let is_text = is_markdown && layout.folders.contains(&folder) && name.matches('/').count() == 2;
    if is_text || name == layout.synonyms || name == layout.reactions {
        decode(&name, bytes).map_or_else(File::Faulty, File::Text)
    } else if folder == "media" && !is_markdown {
        File::Media(Media { path: name, bytes })
    } else {
        File::Faulty(misplaced(&name, layout.folders))
    }
}

fn is_markdown(name: &str) -> bool {
    let extension = Path::new(name).extension();
    extension.is_some_and(|extension| extension.eq_ignore_ascii_case("md"))
}

/// The text of a file of the portal.
///
/// # Errors
/// A diagnostic at the first byte that is no UTF-8, at the first letter that was read in a wrong encoding, or for a text
/// longer than [`MOST_TEXT`].
pub fn decode(name: &str, bytes: Vec<u8>) -> Result<Source, Diagnostic> {
    if bytes.len() > MOST_TEXT {
        return Err(huge(name, bytes.len()));
    }
    match String::from_utf8(bytes) {
        Ok(text) => {
            let source = Source::new(name, &text);
            let Some(span) = read_wrongly(&source.text) else {
                return Ok(source);
            };
            let letters = &source.text[span.clone()];
            Err(bad_encoding(
                source.place(span.clone()),
                text!(
                    "Chữ “{letters}” cho thấy tệp UTF-8 đã bị mở nhầm bằng bảng mã khác rồi lưu lại.",
                    "“{letters}” shows that UTF-8 was opened in another encoding and saved again."
                ),
            ))
        }
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
            let message = text!(
                "Tệp này không được lưu bằng bảng mã UTF-8.",
                "This file is not encoded in UTF-8."
            );
            Err(bad_encoding(place, message))
        }
    }
}

fn bad_encoding(place: Place, message: Text) -> Diagnostic {
    Diagnostic::new(&BAD_ENCODING, place, message).hint(text!(
        "Mở tệp gốc bằng trình soạn thảo, chọn “Lưu với bảng mã UTF-8” (Save with encoding UTF-8) rồi lưu lại.",
        "Open the original in an editor, choose “Save with encoding UTF-8” and save it."
    ))
}

/// Letters that Windows-1252 gives to the bytes 80 to 9F, in their order; those that it leaves free stand for themselves.
const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// The first Vietnamese letter of three bytes whose bytes were taken for letters of their own: “á»‰” for “ỉ”.
fn read_wrongly(text: &str) -> Option<Range<usize>> {
    let byte = |letter: char| match u32::from(letter) {
        code @ 0xa0..=0xff => u8::try_from(code).ok(),
        _ => {
            let place = WINDOWS_1252.chars().position(|known| known == letter)?;
            u8::try_from(0x80 + place).ok()
        }
    };
    text.match_indices('á').find_map(|(at, first)| {
        let mut after = text[at + first.len()..].chars();
        let (second, third) = (after.next()?, after.next()?);
        let bytes = [0xe1, byte(second)?, byte(third)?];
        let meant = std::str::from_utf8(&bytes).ok()?.chars().next()?;
        let length = first.len() + second.len_utf8() + third.len_utf8();
        ('\u{1ea0}'..='\u{1ef9}').contains(&meant).then_some(at..at + length)
    })
}

fn huge(name: &str, length: usize) -> Diagnostic {
    let (megabytes, most) = (length / 1_000_000, MOST_TEXT / 1_000_000);
    Diagnostic::new(
        &HUGE_TEXT,
        Place::file(name),
        text!(
            "Tệp này dài hơn {megabytes} MB; một bài dài nhất là {most} MB.",
            "This file is over {megabytes} MB; a text has {most} MB at most."
        ),
    )
    .hint(text!(
        "Xem có phải tệp khác bị đổi tên không; bài thật thì chia thành nhiều bài.",
        "See whether it is another file under a wrong name; a real text is better cut into several."
    ))
}

fn outside(name: &str) -> Diagnostic {
    Diagnostic::new(
        &UNREADABLE_FILE,
        Place::file(name),
        text!(
            "Tệp này là liên kết dẫn ra ngoài thư mục của cổng nên không được đọc.",
            "This file is a link that leads out of the portal's folder, so it is not read."
        ),
    )
    .hint(text!(
        "Chép tệp thật vào đây thay cho liên kết.",
        "Put the file itself here instead of the link."
    ))
}

fn unreadable(name: &str, reason: &Text) -> Diagnostic {
    let message = reason.within(
        |reason| format!("Không đọc được tệp này: {reason}."),
        |reason| format!("This file cannot be read: {reason}."),
    );
    Diagnostic::new(&UNREADABLE_FILE, Place::file(name), message).hint(text!(
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
    use unicode_normalization::is_nfc;

    use super::{Source, is_surely_composed, line_and_column, read_wrongly};

    #[test]
    fn what_is_surely_composed_is_composed() {
        let letters = (0..=u32::from(char::MAX)).filter_map(char::from_u32);
        let mut stay = letters.filter(|letter| is_surely_composed(&letter.to_string()));
        assert!(stay.all(|letter| is_nfc(&format!("a{letter}\u{1e00}"))));
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        assert_eq!(line_and_column("nghỉ\nphép x", "nghỉ\nphép ".len()), (2, 6));
    }

    #[test]
    fn places_are_those_that_counting_from_the_start_gives() {
        let source = Source::new("a", "nghỉ\n\nphép x\n");
        for at in 0..=source.text.len() {
            let place = source.place(at..at);
            assert_eq!(
                (place.line, place.column),
                line_and_column(&source.text, at),
                "byte {at}"
            );
        }
        assert_eq!(source.place(99..99).line, 4);
        // A place inside “ỉ”, as escapes in Markdown can shift it.
        assert_eq!(source.place(4..5).span, 3..6);
    }

    #[test]
    fn letters_read_in_another_encoding_are_found_and_quotes_left_alone() {
        assert_eq!(read_wrongly("Nghá»‰ phÃ©p"), Some(3..3 + "á»‰".len()));
        assert_eq!(read_wrongly("«má» và á“"), None);
        assert_eq!(read_wrongly("nghỉ á"), None);
    }

    #[test]
    fn byte_order_mark_line_ends_and_decomposed_letters_are_settled() {
        assert_eq!(Source::new("a", "\u{feff}nghi\u{309}\r\nx\ry").text, "nghỉ\nx\ny");
    }
}
