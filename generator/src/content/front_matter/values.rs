//! What single values are held to.

use std::ops::Range;

use jiff::civil::Date;

use super::Located;
use crate::{
    content::rules,
    diag::{Diagnostic, Text, text},
};

/// The fault of a text outside its limits.
pub fn wrong_length(name: &str, text: &Located<String>, limits: &Range<usize>) -> Option<Diagnostic> {
    let length = text.value.chars().count();
    if limits.contains(&length) {
        return None;
    }
    let (least, most) = (limits.start, limits.end - 1);
    let found = Diagnostic::new(
        &rules::TEXT_LENGTH,
        text.place.clone(),
        text!(
            "“{name}” dài {length} chữ cái, cần từ {least} đến {most}.",
            "“{name}” has {length} characters; it needs {least} to {most}."
        ),
    );
    Some(found.hint(if length > most {
        text!("Viết ngắn lại, giữ ý chính.", "Shorten it to the main point.")
    } else {
        text!(
            "Viết rõ hơn để người đọc hiểu ngay.",
            "Say more, so that it is understood at once."
        )
    }))
}

/// True for 3 to 15 digits (the longest international number, ITU-T E.164), perhaps with a plus and separators.
pub fn is_phone(number: &str) -> bool {
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let rest = number.strip_prefix('+').unwrap_or(number);
    (3..=15).contains(&digits)
        && rest
            .chars()
            .all(|letter| letter.is_ascii_digit() || " .-()".contains(letter))
}

/// The fault of a number that cannot be called.
pub fn not_a_phone(number: &Located<String>) -> Diagnostic {
    let value = &number.value;
    Diagnostic::new(
        &rules::BAD_PHONE,
        number.place.clone(),
        text!(
            "“{value}” không phải là số điện thoại.",
            "“{value}” is no telephone number."
        ),
    )
    .hint(text!(
        "Viết số bằng chữ số, ví dụ 024 3825 0000 hoặc +84 24 3825 0000.",
        "Write it in digits, for instance 024 3825 0000 or +84 24 3825 0000."
    ))
}

/// A number with at most three decimals behind a comma (as Vietnamese is written) or dot, in thousandths.
pub(super) fn parse_thousandths(text: &str) -> Option<u32> {
    let (whole, decimals) = text.split_once([',', '.']).unwrap_or((text, "0"));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !is_number(decimals) || decimals.len() > 3 {
        return None;
    }
    let thousandths: u32 = format!("{decimals:0<3}").parse().ok()?;
    whole.parse::<u32>().ok()?.checked_mul(1000)?.checked_add(thousandths)
}

pub(super) fn parse_duration(text: &str) -> Option<u32> {
    let (minutes, seconds) = text.split_once(':')?;
    let (minutes, seconds): (u32, u32) = (minutes.parse().ok()?, seconds.parse().ok()?);
    (seconds < 60 && text.len() <= 6).then_some(minutes * 60 + seconds)
}

/// Offers the same day in the right order when it was written the Vietnamese way.
pub(super) fn date_hint(key: &str, value: &str) -> Text {
    let parts: Vec<i16> = value
        .split(['/', '-', '.'])
        .filter_map(|part| part.trim().parse().ok())
        .collect();
    if let [day, month, year] = parts[..]
        && let (Ok(day), Ok(month)) = (i8::try_from(day), i8::try_from(month))
        && let Ok(date) = Date::new(year, month, day)
    {
        return text!("Viết “{key}: {date}”.", "Write “{key}: {date}”.");
    }
    text!(
        "Viết năm-tháng-ngày, ví dụ “{key}: 2026-11-24”.",
        "Write year-month-day, for instance “{key}: 2026-11-24”."
    )
}

#[cfg(test)]
mod tests {
    use super::{is_phone, parse_duration};

    #[test]
    fn durations_are_minutes_and_seconds() {
        assert_eq!(parse_duration("4:30"), Some(270));
        assert_eq!(parse_duration("11:00"), Some(660));
        assert_eq!(parse_duration("4:75"), None);
        assert_eq!(parse_duration("270"), None);
    }

    #[test]
    fn numbers_that_can_be_called_are_told_from_words() {
        assert!(is_phone("+84 24 3825 0000") && is_phone("1900.1234") && is_phone("113"));
        assert!(!is_phone("chị Hoa 0901") && !is_phone("12") && !is_phone("0123456789012345"));
    }
}
