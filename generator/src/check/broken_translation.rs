//! A translation without its original cannot be found from it.

use super::subject::Subject;
use crate::{
    diag::{Diagnostic, Rule, Said, Severity::Error, text},
    site::link::Target,
};

pub(super) static RULE: Rule = Rule {
    code: "broken-translation",
    severity: Error,
    why: Said {
        vi: "Bản dịch phải nói rõ dịch từ bài nào và sang ngôn ngữ nào, để người đọc chuyển qua lại được.",
        en: "A translation has to name its original and its own language, so that readers can switch.",
    },
    wrong: "translation_of: nghi-phep-nam.md",
    right: "lang: en\ntranslation_of: nghi-phep-nam.md",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    let site = subject.site;
    let language_of = |language: Option<&str>| language.unwrap_or(&site.config.language).to_owned();
    for entry in &site.entries {
        let common = &entry.document.common;
        let Some(original) = &common.translation_of else {
            continue;
        };
        let own = language_of(common.language.as_ref().map(|language| language.value.as_str()));
        let path = &original.value;
        match site.resolve(entry, path) {
            Ok(Target::Entry(target, _)) => {
                let other = target.document.common.language.as_ref();
                if language_of(other.map(|language| language.value.as_str())) == own {
                    report.push(
                        Diagnostic::new(
                            &RULE,
                            original.place.clone(),
                            text!(
                                "Bản dịch và bài gốc cùng ghi ngôn ngữ “{own}”.",
                                "The translation and its original both say “{own}”."
                            ),
                        )
                        .hint(text!(
                            "Thêm dòng “lang: en” (hoặc mã ngôn ngữ khác).",
                            "Add a line “lang: en” (or another tag)."
                        )),
                    );
                }
            }
            _ => report.push(
                Diagnostic::new(
                    &RULE,
                    original.place.clone(),
                    text!("Không có bài gốc “{path}”.", "There is no original “{path}”."),
                )
                .hint(text!(
                    "Viết đường dẫn tới tệp .md của bài gốc, tính từ tệp này.",
                    "Write the path of the original's .md file as seen from this one."
                )),
            ),
        }
    }
}
