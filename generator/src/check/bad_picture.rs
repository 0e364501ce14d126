//! A picture that cannot be opened, or not to its end, would show as a broken frame.

use super::subject::Subject;
use crate::{
    diag::{Diagnostic, Rule, Said, Severity::Error, text},
    picture::Fault,
    site::media::Facts,
};

pub(super) static RULE: Rule = Rule {
    code: "bad-picture",
    severity: Error,
    why: Said {
        vi: "Tệp ảnh hỏng, chép dở, hoặc đổi đuôi mà không đổi loại, hiện ra thành khung trống.",
        en: "A picture that is damaged, copied in part or renamed from another type shows as an empty frame.",
    },
    wrong: "content/media/hop.png (thật ra là tệp Word)",
    right: "content/media/hop.png (lưu ra PNG từ chương trình xem ảnh)",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    for (path, file) in &subject.site.media {
        let Facts::Refused(fault) = &file.facts else { continue };
        let name = path.trim_start_matches("content/media/");
        let (message, hint) = match fault {
            Fault::NoPicture => (
                text!("“{name}” không phải là ảnh.", "“{name}” is no picture."),
                text!(
                    "Mở đúng ảnh bằng chương trình xem ảnh rồi lưu thành JPEG, PNG hoặc WebP.",
                    "Open the right picture in a viewer and save it as JPEG, PNG or WebP."
                ),
            ),
            Fault::CutShort => (
                text!(
                    "Ảnh “{name}” bị cụt: tệp hết trước khi hết ảnh.",
                    "The picture “{name}” is cut short: the file ends before it does."
                ),
                text!(
                    "Chép hoặc tải lại ảnh từ máy đã chụp; lần chép trước chưa xong.",
                    "Copy it again from where it was taken; the last copy was not finished."
                ),
            ),
            Fault::Damaged => (
                text!(
                    "Ảnh “{name}” bị hỏng, không mở được.",
                    "The picture “{name}” is damaged and cannot be opened."
                ),
                text!(
                    "Chép lại ảnh gốc, hoặc mở bằng chương trình xem ảnh rồi lưu lại thành JPEG, PNG hoặc WebP.",
                    "Copy the original again, or open it in a viewer and save it as JPEG, PNG or WebP."
                ),
            ),
            Fault::Kind(_) | Fault::TooLarge { .. } => continue,
        };
        report.push(Diagnostic::new(&RULE, subject.naming(path), message).hint(hint));
    }
}
