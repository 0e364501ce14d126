//! Nobody can promise how a dispute ends.

use super::{phrase, subject::Subject};
use crate::diag::{Diagnostic, Rule, Said, Severity::Warning, text};

pub(super) static RULE: Rule = Rule {
    code: "promise",
    severity: Warning,
    why: Said {
        vi: "Cổng cho thông tin chung, không hứa kết quả. Ai tin lời hứa mà thua kiện sẽ mất lòng tin vào công đoàn.",
        en: "The portal informs and promises nothing. Whoever believes a promise and loses will not trust the union again.",
    },
    wrong: "Kiện là chắc chắn thắng.",
    right: "Bạn có quyền khởi kiện. Công đoàn giúp bạn xem hồ sơ trước.",
};

const PHRASES: [&str; 8] = [
    "chắc chắn thắng",
    "chắc chắn được",
    "chắc chắn nhận được",
    "đảm bảo thắng",
    "bảo đảm thắng",
    "cam kết thắng",
    "bảo đảm 100",
    "đảm bảo 100",
];

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    for (_, place, words) in phrase::places(subject, &PHRASES) {
        report.push(
            Diagnostic::new(
                &RULE,
                place,
                text!("“{words}” là lời hứa về kết quả.", "“{words}” promises a result."),
            )
            .hint(text!(
                "Nói bạn có quyền gì và ai giúp được, không nói kết quả.",
                "Say what people have a right to and who helps, not how it ends."
            )),
        );
    }
}
