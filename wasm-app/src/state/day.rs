//! Days as Vietnam counts them.

use wire::day::{date, padded};

/// Days since 1970 in Vietnam (UTC+7) of a time in seconds since 1970.
pub(crate) fn day(at: u64) -> u32 {
    u32::try_from((at + 7 * 3600) / 86_400).unwrap_or(u32::MAX)
}

/// A day since 1970 as year-month-day, as pages write days for machines.
pub(crate) fn written(day: u32) -> String {
    let (year, month, day) = date(day.try_into().unwrap_or(i32::MAX));
    [padded(year, 4), padded(month, 2), padded(day, 2)].join("-")
}

#[cfg(test)]
mod tests {
    use super::{day, written};

    #[test]
    fn days_are_written_as_pages_write_them() {
        assert_eq!(written(20_781), "2026-11-24");
    }

    #[test]
    fn days_change_at_midnight_in_vietnam() {
        assert_eq!(day(17 * 3600) - day(17 * 3600 - 1), 1);
    }
}
