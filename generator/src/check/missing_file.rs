//! A video, captions, picture or attachment that nobody has added would show as an empty box.

use super::subject::Subject;
use crate::{
    content::{
        front_matter::Located,
        kinds::{Kind, lesson},
        markdown::LinkRole,
        rules::NO_CAPTIONS,
    },
    diag::{Diagnostic, Rule, Said, Severity::Error, nearest, text},
    site::{Entry, link::join},
};

pub(super) static MISSING: Rule = Rule {
    code: "missing-file",
    severity: Error,
    why: Said {
        vi: "Bài nhắc tới một tệp chưa có trong content/media/ thì trang hiện ra khung trống.",
        en: "A file that is named but not there leaves an empty box on the page.",
    },
    wrong: "video: ../media/bai-1.mp4 (chưa có tệp)",
    right: "video: ../media/bai-1.mp4 (đã thêm content/media/bai-1.mp4)",
};

pub(super) static WRONG_TYPE: Rule = Rule {
    code: "wrong-file-type",
    severity: Error,
    why: Said {
        vi: "Điện thoại chỉ phát được một số loại tệp.",
        en: "Phones play only some types of files.",
    },
    wrong: "video: ../media/bai-1.avi",
    right: "video: ../media/bai-1.mp4",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    for entry in &subject.site.entries {
        let mut one = |file: &Located<String>, extensions: &[&str]| {
            report.extend(fault(subject, entry, file, extensions));
        };
        if let Kind::Lesson(lesson) = &entry.document.kind {
            for (file, extensions) in [
                (lesson.video_file(), &lesson::VIDEO_FILES[..]),
                (lesson.sound.as_ref(), &lesson::SOUND_FILES),
                (lesson.captions.as_ref(), &lesson::CAPTION_FILES),
                (lesson.transcript.as_ref(), &lesson::TRANSCRIPT_FILES),
                (lesson.poster.as_ref(), &lesson::PICTURE_FILES),
            ] {
                if let Some(file) = file {
                    one(file, extensions);
                }
            }
            for file in lesson
                .attachments
                .iter()
                .filter_map(|attachment| attachment.file.as_ref())
            {
                one(file, &lesson::ATTACHMENT_FILES);
            }
        }
        for link in &entry.document.body.links {
            let file = Located {
                value: link.destination.clone(),
                place: link.place.clone(),
            };
            match link.role {
                LinkRole::Video => report.extend(fault(subject, entry, &file, &lesson::VIDEO_FILES)),
                LinkRole::Captions => report.extend(no_captions(subject, entry, &file)),
                _ => {}
            }
        }
    }
}

fn fault(subject: &Subject<'_>, entry: &Entry, file: &Located<String>, extensions: &[&str]) -> Option<Diagnostic> {
    let path = join(&entry.document.file, &file.value);
    let written = &file.value;
    let has_type = path
        .rsplit_once('.')
        .is_some_and(|(_, extension)| extensions.contains(&extension.to_ascii_lowercase().as_str()));
    if !has_type {
        let types = extensions.join(", .");
        return Some(
            Diagnostic::new(
                &WRONG_TYPE,
                file.place.clone(),
                text!("Tệp “{written}” không đúng loại.", "“{written}” is of the wrong type."),
            )
            .hint(text!("Dùng tệp đuôi .{types}.", "Use a file .{types}.")),
        );
    }
    if subject.site.media.contains_key(&path) {
        return None;
    }
    let found = Diagnostic::new(
        &MISSING,
        file.place.clone(),
        text!("Không có tệp “{written}”.", "There is no file “{written}”."),
    );
    Some(match nearest(&path, subject.site.media.keys().map(String::as_str)) {
        Some(near) => {
            let near = near.trim_start_matches("content/");
            found.hint(text!("Có phải bạn muốn dùng ../{near}?", "Did you mean ../{near}?"))
        }
        None => {
            let extension = extensions[0];
            found.hint(text!(
                "Thêm tệp vào content/media/ và viết “../media/tên-tệp.{extension}”.",
                "Add it to content/media/ and write “../media/name.{extension}”."
            ))
        }
    })
}

fn no_captions(subject: &Subject<'_>, entry: &Entry, captions: &Located<String>) -> Option<Diagnostic> {
    let path = join(&entry.document.file, &captions.value);
    if subject.site.media.contains_key(&path) {
        return None;
    }
    Some(
        Diagnostic::new(
            &NO_CAPTIONS,
            captions.place.clone(),
            text!(
                "Video chưa có phụ đề; người khiếm thính và người xem ở chỗ ồn sẽ không hiểu.",
                "The video has no captions; deaf members and all in noisy places cannot follow it."
            ),
        )
        .hint(text!("Thêm tệp {path}.", "Add the file {path}.")),
    )
}
