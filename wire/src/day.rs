//! Days since 1970-01-01 as dates of the Gregorian calendar, and back (Hinnant: *chrono-compatible low-level date
//! algorithms*, 2014). Only the years 0 to 9999, which four digits can write.

/// Year, month and day.
pub fn date(day: i32) -> (u32, u32, u32) {
    let shifted = day.clamp(FIRST, LAST).saturating_add(719_468).cast_unsigned();
    let (era, of_era) = (shifted / 146_097, shifted % 146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + u32::from(month <= 2), month, day)
}

/// 0000-03-01, from where the algorithm counts, and 9999-12-31.
const FIRST: i32 = -719_468;
pub(crate) const LAST: i32 = 2_932_896;

/// The day of a date; `None` when the calendar has no such date.
pub fn of_date(year: u32, month: u32, day: u32) -> Option<i32> {
    if year > 9999 || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let counted = (year + 400 - u32::from(month <= 2)).cast_signed();
    let from_march = if month > 2 { month - 3 } else { month + 9 };
    let of_year = ((153 * from_march + 2) / 5 + day - 1).cast_signed();
    let found = counted * 365 + counted / 4 - counted / 100 + counted / 400 + of_year - 719_468 - 146_097;
    ((FIRST..=LAST).contains(&found) && date(found) == (year, month, day)).then_some(found)
}

/// A number with at least `digits` digits.
pub fn padded(number: u32, digits: usize) -> String {
    let number = number.to_string();
    [
        "0000".get(number.len().min(4)..digits.min(4)).unwrap_or_default(),
        &number,
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::{FIRST, LAST, date, of_date, padded};

    #[test]
    fn known_days() {
        assert_eq!(date(0), (1970, 1, 1));
        assert_eq!(date(20_781), (2026, 11, 24));
        assert_eq!(of_date(2026, 11, 24), Some(20_781));
        assert_eq!((date(FIRST), date(LAST)), ((0, 3, 1), (9999, 12, 31)));
        assert_eq!(of_date(2026, 2, 29), None);
        assert_eq!([padded(7, 2), padded(24, 2), padded(987, 4)], ["07", "24", "0987"]);
    }

    proptest! {
        #[test]
        fn there_and_back(day in FIRST..=LAST) {
            let (year, month, of_month) = date(day);
            prop_assert_eq!(of_date(year, month, of_month), Some(day));
        }

        #[test]
        fn no_numbers_panic(day in any::<i32>(), year in any::<u32>(), month in any::<u32>()) {
            let _ = date(day);
            let _ = of_date(year, month, day.cast_unsigned());
        }
    }
}
