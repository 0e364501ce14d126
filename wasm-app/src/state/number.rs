//! Numbers as learners type them.

/// Longest number that is read, in digits before the comma.
const MAX_DIGITS: usize = 12;

/// A typed number in thousandths: “10,5” as Vietnamese is written, “10.5” as calculators show it, “2.530.000” with dots
/// between thousands, as no other dot has three digits behind it.
pub(crate) fn thousandths(typed: &str) -> Option<i64> {
    let typed = typed.trim_ascii();
    let (whole, decimals) = match typed.split_once(',') {
        Some(parts) => parts,
        None => match typed.rsplit_once('.') {
            Some((whole, decimals)) if decimals.len() != 3 => (whole, decimals),
            _ => (typed, ""),
        },
    };
    let mut number: i64 = 0;
    let mut digits = 0;
    for letter in whole.bytes().filter(|letter| !matches!(letter, b'.' | b' ')) {
        number = number * 10 + digit(letter)?;
        digits += 1;
    }
    if digits == 0 || digits > MAX_DIGITS || decimals.len() > 3 {
        return None;
    }
    let mut unit = 1000;
    number *= unit;
    for letter in decimals.bytes() {
        unit /= 10;
        number += digit(letter)? * unit;
    }
    Some(number)
}

fn digit(letter: u8) -> Option<i64> {
    letter.is_ascii_digit().then(|| i64::from(letter - b'0'))
}

/// A number in thousandths as it can be typed again.
pub(crate) fn written(number: i64) -> String {
    let whole = (number / 1000).to_string();
    let decimals = number.unsigned_abs() % 1000;
    if decimals == 0 {
        return whole;
    }
    let decimals = (1000 + decimals).to_string();
    [&whole, ",", decimals[1..].trim_end_matches('0')].concat()
}

#[cfg(test)]
mod tests {
    use super::{thousandths, written};

    #[test]
    fn numbers_are_read_however_they_are_typed() {
        for (typed, number) in [
            ("12", 12_000),
            (" 10,5 ", 10_500),
            ("10.5", 10_500),
            ("2.530.000", 2_530_000_000),
            ("2 530 000", 2_530_000_000),
            ("1.234,25", 1_234_250),
            ("0,05", 50),
        ] {
            assert_eq!(thousandths(typed), Some(number), "{typed}");
            assert_eq!(thousandths(&written(number)), Some(number), "{typed}");
        }
        for typed in ["", ",", "mười", "1,2345", "-3", "12%", "1234567890123"] {
            assert_eq!(thousandths(typed), None, "{typed}");
        }
    }
}
