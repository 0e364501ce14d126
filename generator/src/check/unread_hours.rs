//! Hours that a phone's clock can be held against: a member sees at once whether somebody answers now.

use super::subject::Subject;
use crate::{
    content::{hours::Hours, kinds::Kind},
    diag::{Diagnostic, Rule, Said, Severity::Advice, text},
};

pub(super) static RULE: Rule = Rule {
    code: "unread-hours",
    severity: Advice,
    why: Said {
        vi: "Giờ viết theo mẫu thì trang tự báo “đang có người nghe” hay “ngoài giờ”; viết cách khác thì chỉ hiện nguyên văn.",
        en: "Hours in the usual form let the page say whether somebody answers now; other forms are only shown.",
    },
    wrong: "hours: giờ hành chính",
    right: "hours: 8 giờ đến 17 giờ, thứ Hai đến thứ Sáu",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    for entry in &subject.site.entries {
        let Kind::Unit(unit) = &entry.document.kind else {
            continue;
        };
        let Some(hours) = unit.hours.as_ref().filter(|hours| Hours::parse(&hours.value).is_none()) else {
            continue;
        };
        let said = &hours.value;
        report.push(
            Diagnostic::new(
                &RULE,
                hours.place.clone(),
                text!(
                    "Máy không đọc được giờ “{said}”, nên trang không báo được lúc này có người hay không.",
                    "The hours “{said}” cannot be read, so the page cannot say whether somebody is there now."
                ),
            )
            .hint(text!(
                "Viết giờ rồi đến ngày, ví dụ “8 giờ đến 17 giờ, thứ Hai đến thứ Sáu; 8 giờ đến 11 giờ 30, thứ Bảy”.",
                "Write times, then days, for instance “8 giờ đến 17 giờ, thứ Hai đến thứ Sáu; 8 giờ đến 11 giờ 30, thứ Bảy”."
            )),
        );
    }
}
