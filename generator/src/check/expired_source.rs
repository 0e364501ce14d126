//! An answer that rests on a law no longer in force may cost somebody a wage.

use super::subject::Subject;
use crate::{
    diag::{Diagnostic, Rule, Said, Severity::Warning, text},
    site::validity::State,
};

pub(super) static RULE: Rule = Rule {
    code: "expired-source",
    severity: Warning,
    why: Said {
        vi: "Bài dựa vào luật đã hết hiệu lực thì không còn đúng: trang tự ghi rõ điều đó và rút khỏi danh sách, kết quả tìm cho tới khi được sửa.",
        en: "What rests on a law no longer in force may be wrong: the page says so and leaves lists and search until it is revised.",
    },
    wrong: "law: Nghị định 12/2022/NĐ-CP\nin_force_until: 2026-09-09",
    right: "law: Nghị định 283/2026/NĐ-CP\nin_force_from: 2026-09-10",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    for entry in &subject.site.entries {
        for source in entry.document.kind.sources() {
            let (State::Over(day, _), Some(until)) = (subject.site.force(source), &source.in_force_until) else {
                continue;
            };
            let law = &source.law.value;
            let found = Diagnostic::new(
                &RULE,
                until.place.clone(),
                text!(
                    "{law} hết hiệu lực sau ngày {day}.",
                    "{law} is no longer in force since after {day}."
                ),
            );
            report.push(match &source.replaced_by {
                Some(new) => found.hint(text!(
                    "So bài với {new}, sửa bài, rồi thay căn cứ này.",
                    "Compare the text with {new}, revise it, and replace this source."
                )),
                None => found.hint(text!(
                    "Tìm văn bản thay thế, so lại bài, rồi thay căn cứ này.",
                    "Find what replaced it, compare the text, and replace this source."
                )),
            });
        }
    }
}
