//! The content folder becomes [`Sources`]: Markdown texts and media files, sorted by path.
//!
//! In: a root folder. Out: every file under `content/`, with BOM and line ends settled and text in NFC. A file that
//! cannot be read, is not UTF-8, is longer than any text or lies outside the known folders is a diagnostic; nothing is
//! skipped in silence but the [`INBOX`]. A link that leads out of the portal is not followed: what comes from strangers as
//! a proposal could publish any file of the machine that builds it.
//! What lies in `site/` is read by [`crate::theme`]; nothing else reads what is to be published. The text itself is `letters`'.

mod letters;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use rayon::prelude::{IntoParallelIterator, ParallelIterator};
use walkdir::WalkDir;

use crate::diag::{Diagnostic, Place, Rule, Said, Severity::Error, Text, system, text};
use letters::{BAD_ENCODING, HUGE_TEXT, NOT_COMPOSED, huge, not_composed};

pub use letters::{MOST_TEXT, Source, decode, line_and_column};

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

fn relative(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    below
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}
