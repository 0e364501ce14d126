//! Words that say that nobody looked.

use super::{phrase, subject::Subject};
use crate::diag::{Diagnostic, Rule, Said, Severity::Warning, text};

pub(super) static RULE: Rule = Rule {
    code: "unverified-wording",
    severity: Warning,
    why: Said {
        vi: "“Hình như”, “nghe nói”, TODO cho thấy chưa ai kiểm tra. Điều chưa chắc thì bỏ đi, hoặc nói rõ chưa biết gì và hỏi ở đâu.",
        en: "“It seems”, “people say”, TODO show that nobody checked. Leave it out, or say what is not known and where to ask.",
    },
    wrong: "Hình như thử việc được trả 85 % lương.",
    right: "Thử việc được trả ít nhất 85 % lương (Điều 26).",
};

const PHRASES: [&str; 14] = [
    "hình như",
    "nghe nói",
    "nghe đâu",
    "chưa kiểm chứng",
    "chưa kiểm tra lại",
    "cần kiểm tra lại",
    "theo tôi nhớ",
    "không chắc lắm",
    "không nhớ rõ",
    "todo",
    "fixme",
    "xxx",
    "???",
    "lorem ipsum",
];

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    for (document, place, words) in phrase::places(subject, &PHRASES) {
        // Somebody's story may well begin with what people say.
        if document.kind.name().is_members_own() && words.chars().any(char::is_lowercase) {
            continue;
        }
        report.push(
            Diagnostic::new(
                &RULE,
                place,
                text!(
                    "“{words}” cho thấy điều này chưa được kiểm tra.",
                    "“{words}” shows that nobody checked this."
                ),
            )
            .hint(text!(
                "Kiểm tra rồi viết chắc chắn, hoặc bỏ câu này, hoặc nói hỏi ở đâu.",
                "Check it and say it plainly, or leave it out, or say where to ask."
            )),
        );
    }
}
