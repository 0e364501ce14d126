//! A course without lessons is a promise nobody keeps.

use super::subject::Subject;
use crate::diag::{Diagnostic, Rule, Said, Severity::Error, text};

pub(super) static RULE: Rule = Rule {
    code: "empty-course",
    severity: Error,
    why: Said {
        vi: "Khóa học chưa có bài nào thì người học bấm vào chỉ thấy trang trống.",
        en: "A course without lessons opens as an empty page.",
    },
    wrong: "content/course/luong.md (chưa có bài nào ghi “course: luong”)",
    right: "content/lesson/doc-phieu-luong.md\ncourse: luong",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    for outline in subject.site.courses.iter().filter(|outline| outline.lessons.is_empty()) {
        let entry = &subject.site.entries[outline.course];
        // A draft is seen in a preview only; its lessons are still to be written.
        if entry.hidden.is_some() {
            continue;
        }
        let document = &entry.document;
        let name = &document.name;
        report.push(
            Diagnostic::new(
                &RULE,
                document.place.clone(),
                text!("Khóa học chưa có bài nào.", "The course has no lessons."),
            )
            .hint(text!(
                "Thêm “course: {name}” vào các bài học trong content/lesson/, hoặc thêm “draft: true” vào khóa học.",
                "Add “course: {name}” to lessons in content/lesson/, or “draft: true” to the course."
            )),
        );
    }
}
