//! Numbers as learners type them.

/// Longest number that is read, in digits before the comma.
const MAX_DIGITS: usize = 12;

/// A typed number in thousandths, with `mark` before its decimals. With a comma, as Vietnamese is written: “10,5”; “10.5”
/// as calculators show it; “2.530.000” with dots between thousands, as no other dot has three digits behind it.
pub(crate) fn thousandths(typed: &str, mark: u8) -> Option<i64> {
    let (mark, between) = marks(mark);
    let typed = typed.trim_ascii();
    let (whole, decimals) = match typed.split_once(mark) {
        Some(parts) => parts,
        None => match typed.rsplit_once(between) {
            Some((whole, decimals)) if decimals.len() != 3 => (whole, decimals),
            _ => (typed, ""),
        },
    };
    let mut number: i64 = 0;
    let mut digits = 0;
    for letter in whole.chars().filter(|letter| *letter != between && *letter != ' ') {
        number = number * 10 + i64::from(letter.to_digit(10)?);
        digits += 1;
    }
    if digits == 0 || digits > MAX_DIGITS || decimals.len() > 3 {
        return None;
    }
    let mut unit = 1000;
    number *= unit;
    for letter in decimals.chars() {
        unit /= 10;
        number += i64::from(letter.to_digit(10)?) * unit;
    }
    Some(number)
}

/// What stands before decimals, and what between thousands.
const fn marks(mark: u8) -> (char, char) {
    match mark {
        b'.' => ('.', ','),
        _ => (',', '.'),
    }
}

/// A number in thousandths as it can be typed again.
pub(crate) fn written(number: i64, mark: u8) -> String {
    let whole = (number / 1000).to_string();
    let decimals = number.unsigned_abs() % 1000;
    if decimals == 0 {
        return whole;
    }
    let decimals = (1000 + decimals).to_string();
    let mark = if mark == b'.' { "." } else { "," };
    [&whole, mark, decimals[1..].trim_end_matches('0')].concat()
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
            assert_eq!(thousandths(typed, b','), Some(number), "{typed}");
            assert_eq!(thousandths(&written(number, b','), b','), Some(number), "{typed}");
        }
        for typed in ["", ",", "mười", "1,2345", "-3", "12%", "1234567890123"] {
            assert_eq!(thousandths(typed, b','), None, "{typed}");
        }
    }

    #[test]
    fn with_a_decimal_point_a_comma_stands_between_thousands() {
        for (typed, number) in [
            ("10.5", 10_500),
            ("1,000", 1_000_000),
            ("1,234.25", 1_234_250),
            ("10,5", 10_500),
        ] {
            assert_eq!(thousandths(typed, b'.'), Some(number), "{typed}");
            assert_eq!(thousandths(&written(number, b'.'), b'.'), Some(number), "{typed}");
        }
    }
}
