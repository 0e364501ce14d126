//! A page past its last day still answers those who come by an old link.

use super::subject::Subject;
use crate::diag::{Diagnostic, Rule, Said, Severity::Warning, text};

pub(super) static RULE: Rule = Rule {
    code: "expired-page",
    severity: Warning,
    why: Said {
        vi: "Trang quá ngày “expires” vẫn mở được bằng đường dẫn cũ, có ghi rõ là đã cũ, nhưng không còn trong danh sách và kết quả tìm.",
        en: "A page past “expires” can still be opened and says that it is old, but is in no list and no search result.",
    },
    wrong: "expires: 2025-12-31",
    right: "expires: 2027-12-31 (sau khi đã đọc lại và sửa bài)",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    for entry in &subject.site.entries {
        if let Some(expires) = &entry.document.common.expires
            && expires.value < subject.site.today
        {
            let day = expires.value;
            report.push(
                Diagnostic::new(
                    &RULE,
                    expires.place.clone(),
                    text!("Bài đã hết hạn sau ngày {day}.", "The text expired after {day}."),
                )
                .hint(text!(
                    "Đọc lại, sửa bài rồi ghi ngày mới; hoặc xóa bài và ghi địa chỉ của nó vào old_addresses của bài thay thế.",
                    "Revise it and set a new day; or delete it and name its address under old_addresses of what replaces it."
                )),
            );
        }
    }
}
