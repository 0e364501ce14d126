//! Days as Vietnam counts them.

/// Days since 1970 in Vietnam (UTC+7) of a time in seconds since 1970.
pub(crate) fn day(at: u64) -> u32 {
    u32::try_from((at + 7 * 3600) / 86_400).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn days_change_at_midnight_in_vietnam() {
        assert_eq!(day(17 * 3600) - day(17 * 3600 - 1), 1);
    }
}
