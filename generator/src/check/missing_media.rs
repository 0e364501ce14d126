//! A lesson that names a video, captions or picture nobody has added would show an empty box.

use crate::{
    content::{front_matter::Located, kinds::Kind},
    diag::{Diagnostic, nearest},
    site::{Entry, Site, link::join},
};

pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for entry in &site.entries {
        if let Kind::Lesson(lesson) = &entry.document.kind {
            for (file, extensions) in [
                (&lesson.video, &["mp4", "webm"][..]),
                (&lesson.captions, &["vtt"]),
                (&lesson.poster, &["jpg", "jpeg", "png", "webp"]),
            ] {
                if let Some(file) = file {
                    check_file(site, entry, file, extensions, diagnostics);
                }
            }
        }
    }
}

fn check_file(
    site: &Site,
    entry: &Entry,
    file: &Located<String>,
    extensions: &[&str],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let path = join(&entry.document.path, &file.value);
    if !site.media.contains_key(&path) {
        let found = Diagnostic::error(
            "missing-file",
            file.place.clone(),
            format!("Không có tệp “{}”.", file.value),
        );
        diagnostics.push(match nearest(&path, site.media.keys().map(String::as_str)) {
            Some(near) => found.hint(format!(
                "Có phải bạn muốn dùng ../{}?",
                near.trim_start_matches("content/")
            )),
            None => found.hint(format!(
                "Thêm tệp vào content/media/ và viết “../media/tên-tệp.{}”.",
                extensions[0]
            )),
        });
    } else if !extensions
        .iter()
        .any(|extension| path.ends_with(&format!(".{extension}")))
    {
        diagnostics.push(
            Diagnostic::error(
                "wrong-file-type",
                file.place.clone(),
                format!("Tệp “{}” không đúng loại.", file.value),
            )
            .hint(format!("Dùng tệp đuôi .{}.", extensions.join(", ."))),
        );
    }
}
