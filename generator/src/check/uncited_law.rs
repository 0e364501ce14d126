//! A law quoted in a text but not listed under its sources escapes the watch over dates.

use super::subject::Subject;
use crate::diag::{Diagnostic, Rule, Said, Severity::Error, nearest, text};

pub(super) static RULE: Rule = Rule {
    code: "uncited-law",
    severity: Error,
    why: Said {
        vi: "Văn bản nêu trong khối “căn cứ” phải có ở khóa sources, vì ngày hiệu lực ghi ở đó.",
        en: "A law named by a block “căn cứ” must stand under sources, where its dates are.",
    },
    wrong: "::: căn cứ Luật Việc làm 74/2025/QH15, Điều 38\n…\n:::",
    right: "sources:\n  - law: Luật Việc làm 74/2025/QH15\n    article: Điều 38\n    in_force_from: 2026-01-01",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    for entry in &subject.site.entries {
        let laws: Vec<&str> = entry
            .document
            .kind
            .sources()
            .iter()
            .map(|source| source.law.value.as_str())
            .collect();
        for cited in &entry.document.body.laws {
            if laws.iter().any(|law| cited.value.starts_with(law)) {
                continue;
            }
            let name = cited.value.split(',').next().unwrap_or_default().trim();
            let found = Diagnostic::new(
                &RULE,
                cited.place.clone(),
                text!(
                    "“{name}” chưa có trong khóa sources của bài.",
                    "“{name}” is not among the text's sources."
                ),
            );
            report.push(match nearest(name, laws.iter().copied()) {
                Some(near) => found.hint(text!("Có phải bạn muốn viết “{near}”?", "Did you mean “{near}”?")),
                None => found.hint(text!(
                    "Thêm văn bản này, điều khoản và ngày có hiệu lực vào sources.",
                    "Add this law, its article and the day it came into force under sources."
                )),
            });
        }
    }
}
