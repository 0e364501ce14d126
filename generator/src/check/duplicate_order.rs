//! Two lessons in one place of a course: nobody could say which comes first.

use std::collections::BTreeMap;

use super::subject::Subject;
use crate::{
    content::kinds::Kind,
    diag::{Diagnostic, Rule, Said, Severity::Error, text},
};

pub(super) static RULE: Rule = Rule {
    code: "duplicate-order",
    severity: Error,
    why: Said {
        vi: "Hai bài cùng thứ tự trong khóa học thì không biết bài nào trước.",
        en: "Of two lessons with the same number nobody could say which comes first.",
    },
    wrong: "# bai-hai.md và bai-ba.md\norder: 2",
    right: "# bai-hai.md\norder: 2\n# bai-ba.md\norder: 3",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    for outline in &subject.site.courses {
        let mut taken: BTreeMap<u32, &str> = BTreeMap::new();
        for index in &outline.lessons {
            let document = &subject.site.entries[*index].document;
            let Kind::Lesson(lesson) = &document.kind else { continue };
            let Some(order) = &lesson.order else { continue };
            if let Some(other) = taken.insert(order.value, &document.path) {
                let number = order.value;
                report.push(
                    Diagnostic::new(
                        &RULE,
                        order.place.clone(),
                        text!(
                            "Thứ tự {number} trong khóa học đã có bài {other}.",
                            "Number {number} of the course is taken by {other}."
                        ),
                    )
                    .hint(text!(
                        "Đánh số các bài của một khóa học 1, 2, 3 … không trùng nhau.",
                        "Number the lessons of a course 1, 2, 3 … without repeating any."
                    )),
                );
            }
        }
    }
}
