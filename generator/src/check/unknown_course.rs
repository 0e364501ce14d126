//! A lesson of a course that does not exist would be found by nobody.

use super::subject::Subject;
use crate::{
    content::kinds::{Kind, KindName},
    diag::{Diagnostic, Rule, Said, Severity::Error, nearest, text},
};

pub(super) static RULE: Rule = Rule {
    code: "unknown-course",
    severity: Error,
    why: Said {
        vi: "Bài học ghi một khóa học không có thì không nằm trong khóa nào.",
        en: "A lesson of a course that does not exist is in no course.",
    },
    wrong: "course: dien-thoai-mới",
    right: "course: dien-thoai-moi",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    let site = subject.site;
    let names: Vec<&str> = site
        .of_kind(KindName::Course)
        .map(|course| course.document.name.as_str())
        .collect();
    for entry in &site.entries {
        let Kind::Lesson(lesson) = &entry.document.kind else {
            continue;
        };
        let wanted = &lesson.course.value;
        if wanted.is_empty() || names.contains(&wanted.as_str()) {
            continue;
        }
        let found = Diagnostic::new(
            &RULE,
            lesson.course.place.clone(),
            text!("Không có khóa học “{wanted}”.", "There is no course “{wanted}”."),
        );
        let all = names.join(", ");
        report.push(match nearest(wanted, names.iter().copied()) {
            Some(near) => found.hint(text!(
                "Có phải bạn muốn viết “course: {near}”?",
                "Did you mean “course: {near}”?"
            )),
            None if names.is_empty() => found.hint(text!(
                "Tạo khóa học trước: một tệp trong content/course/.",
                "Make the course first: a file in content/course/."
            )),
            None => found.hint(text!("Các khóa học đang có: {all}.", "Courses there are: {all}.")),
        });
    }
}
