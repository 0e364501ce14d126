//! Two lessons in one place of a course: nobody could say which comes first.

use std::collections::BTreeMap;

use crate::{content::kinds::Kind, diag::Diagnostic, site::Site};

pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for outline in &site.courses {
        let mut taken: BTreeMap<u32, &str> = BTreeMap::new();
        for index in &outline.lessons {
            let document = &site.entries[*index].document;
            let Kind::Lesson(lesson) = &document.kind else { continue };
            let Some(order) = &lesson.order else { continue };
            if let Some(other) = taken.insert(order.value, &document.path) {
                diagnostics.push(
                    Diagnostic::error(
                        "duplicate-order",
                        order.place.clone(),
                        format!("Thứ tự {} trong khóa học đã có bài {other}.", order.value),
                    )
                    .hint("Đánh số các bài của một khóa học 1, 2, 3 … không trùng nhau."),
                );
            }
        }
        if outline.lessons.is_empty() {
            let document = &site.entries[outline.course].document;
            diagnostics.push(
                Diagnostic::error("empty-course", document.place.clone(), "Khóa học chưa có bài nào.").hint(format!(
                    "Thêm “course: {}” vào các bài học trong content/lesson/, hoặc thêm “draft: true” vào khóa học.",
                    document.name
                )),
            );
        }
    }
}
