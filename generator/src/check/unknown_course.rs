//! A lesson of a course that does not exist would be found by nobody.

use crate::{
    content::kinds::{Kind, KindName},
    diag::{Diagnostic, nearest},
    site::Site,
};

pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for entry in &site.entries {
        let Kind::Lesson(lesson) = &entry.document.kind else {
            continue;
        };
        let wanted = &lesson.course;
        let mut names = site
            .of_kind(KindName::Course)
            .map(|course| course.document.name.as_str());
        if wanted.value.is_empty() || names.any(|name| name == wanted.value) {
            continue;
        }
        let found = Diagnostic::error(
            "unknown-course",
            wanted.place.clone(),
            format!("Không có khóa học “{}”.", wanted.value),
        );
        let names: Vec<&str> = site
            .of_kind(KindName::Course)
            .map(|course| course.document.name.as_str())
            .collect();
        diagnostics.push(match nearest(&wanted.value, names.iter().copied()) {
            Some(near) => found.hint(format!("Có phải bạn muốn viết “course: {near}”?")),
            None if names.is_empty() => found.hint("Tạo khóa học trước: một tệp trong content/course/."),
            None => found.hint(format!("Các khóa học đang có: {}.", names.join(", "))),
        });
    }
}
