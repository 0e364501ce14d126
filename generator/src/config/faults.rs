//! What can be wrong with the settings, told at its place in words for editors.

use std::ops::Range;

use crate::{
    diag::{Diagnostic, Place, Rule, Said, Severity::Error, nearest, text},
    source::Source,
};

/// Every rule of this module.
pub static RULES: [&Rule; 3] = [&UNKNOWN_SETTING, &MISSING_SETTING, &BAD_SETTINGS];

static UNKNOWN_SETTING: Rule = Rule {
    code: "unknown-setting",
    severity: Error,
    why: Said {
        vi: "Thiết lập gõ sai tên mà máy bỏ qua thì cổng không làm điều bạn muốn.",
        en: "A misspelt setting that is ignored makes the portal do something else than was meant.",
    },
    wrong: "hot_line = \"1900 1234\"",
    right: "hotline = \"1900 1234\"",
};

static MISSING_SETTING: Rule = Rule {
    code: "missing-setting",
    severity: Error,
    why: Said {
        vi: "Trang nào cũng cần tên cổng và tên công đoàn chịu trách nhiệm.",
        en: "Every page shows the portal's name and the union that answers for it.",
    },
    wrong: "short_name = \"Đoàn viên\"",
    right: "name = \"Cổng đoàn viên\"\nshort_name = \"Đoàn viên\"",
};

static BAD_SETTINGS: Rule = Rule {
    code: "bad-settings",
    severity: Error,
    why: Said {
        vi: "site/site.toml viết theo TOML: mỗi dòng một tên = \"giá trị\".",
        en: "site/site.toml is TOML: name = \"value\" on each line.",
    },
    wrong: "name = Cổng đoàn viên",
    right: "name = \"Cổng đoàn viên\"",
};

/// What the library that reads TOML found.
pub(super) fn fault(source: &Source, error: &toml::de::Error) -> Diagnostic {
    let span: Range<usize> = error.span().unwrap_or(0..0);
    let message = error.message();
    let place = source.place(span);
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    if message.starts_with("unknown field")
        && let [unknown, known @ ..] = quoted.as_slice()
    {
        let found = Diagnostic::new(
            &UNKNOWN_SETTING,
            place,
            text!(
                "Không có thiết lập tên “{unknown}”.",
                "There is no setting “{unknown}”."
            ),
        );
        return match nearest(unknown, known.iter().copied()) {
            Some(known) => found.hint(text!("Có phải bạn muốn viết “{known}”?", "Did you mean “{known}”?")),
            None => {
                let all = known.join(", ");
                found.hint(text!(
                    "Các thiết lập dùng được: {all}.",
                    "Settings that can be used: {all}."
                ))
            }
        };
    }
    if message.starts_with("missing field")
        && let [missing, ..] = quoted.as_slice()
    {
        return Diagnostic::new(
            &MISSING_SETTING,
            place,
            text!("Thiếu thiết lập “{missing}”.", "Setting “{missing}” is missing."),
        )
        .hint(text!(
            "Thêm dòng “{missing} = \"…\"”.",
            "Add a line “{missing} = \"…\"”."
        ));
    }
    bad(place, message)
}

fn bad(place: Place, message: &str) -> Diagnostic {
    let reason = reason(message);
    Diagnostic::new(
        &BAD_SETTINGS,
        place,
        text!(
            "Không đọc được thiết lập: {reason}.",
            "The settings cannot be read: {message}."
        ),
    )
    .hint(text!(
        "Mỗi dòng là “tên = \"giá trị\"”; xem tệp site/site.toml mẫu trong kho mã nguồn.",
        "Each line is “name = \"value\"”; see site/site.toml in the repository."
    ))
}

/// What the library says, in words for editors; sentences of this module are Vietnamese already.
fn reason(message: &str) -> &str {
    const REASONS: [(&str, &str); 11] = [
        ("duplicate key", "thiết lập này đã có ở trên"),
        (
            "invalid type",
            "giá trị không đúng loại; chữ và số điện thoại phải đặt trong ngoặc kép",
        ),
        ("string values must be quoted", "giá trị phải đặt trong ngoặc kép \"…\""),
        (
            "invalid basic string",
            "ngoặc kép mở mà không đóng, hoặc có dấu \\ không đúng chỗ",
        ),
        ("recurs", "dấu ngoặc lồng nhau quá sâu"),
        ("unclosed", "dấu [ hoặc { mở mà không đóng"),
        ("missing assignment", "giữa tên và giá trị phải là dấu ="),
        ("with no value", "giữa tên và giá trị phải là dấu ="),
        ("unquoted key", "tên thiết lập chỉ gồm chữ không dấu, số, - và _"),
        (
            "failed to parse",
            "ngày phải là một ngày có thật, viết năm-tháng-ngày trong ngoặc kép",
        ),
        ("expected", "chỗ này thừa hoặc thiếu một dấu"),
    ];
    let known = REASONS.iter().find(|(start, _)| message.contains(start));
    known.map_or(message, |(_, reason)| reason)
}

/// The fault of a language that neither the portal nor this program has words for.
pub fn no_words(source: &Source, language: &str) -> Diagnostic {
    let at = source.text.find(&format!("\"{language}\"")).unwrap_or_default();
    Diagnostic::new(
        &BAD_SETTINGS,
        source.place(at..at),
        text!(
            "Chưa có chữ của giao diện cho ngôn ngữ “{language}”.",
            "There are no words of the interface in “{language}”."
        ),
    )
    .hint(text!(
        "Dùng “vi” hoặc “en”, hoặc dịch tệp vi.toml thành site/strings/{language}.toml.",
        "Use “vi” or “en”, or translate en.toml into site/strings/{language}.toml."
    ))
}
