//! Figures move every 1 January and 1 July; somebody has to look again.

use super::subject::Subject;
use crate::diag::{Diagnostic, Rule, Said, Severity::Warning, text};

pub(super) static RULE: Rule = Rule {
    code: "review-overdue",
    severity: Warning,
    why: Said {
        vi: "Lương tối thiểu, lương cơ sở, tuổi nghỉ hưu đổi vào 1/1 và 1/7 hằng năm; bài quá hạn xem lại có thể đã sai.",
        en: "Minimum wage, base salary and retirement age move each 1 January and 1 July; a page not reviewed may be wrong.",
    },
    wrong: "reviewed: 2026-01-05\nreview_by: 2026-07-01",
    right: "reviewed: 2026-07-03\nreview_by: 2027-01-01",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    for entry in &subject.site.entries {
        let review = entry.document.kind.review();
        let Some(due) = review.and_then(|review| review.review_by.as_ref()) else {
            continue;
        };
        if due.value < subject.site.today {
            let day = due.value;
            report.push(
                Diagnostic::new(
                    &RULE,
                    due.place.clone(),
                    text!(
                        "Bài đã quá hạn xem lại ({day}).",
                        "The review of this text is overdue ({day})."
                    ),
                )
                .hint(text!(
                    "So bài với căn cứ, rồi ghi ngày hôm nay vào reviewed và hạn mới vào review_by.",
                    "Compare it with its sources, then set reviewed to today and review_by to a new day."
                )),
            );
        }
    }
}
