//! When a member last carried her record off this phone, and when she was last reminded to, counted in finished lessons.
//! It is true of this phone alone and stays here.
//!
//! Text form: the version, then both counts, a line each.

/// Raised with every change of the form; a reader for the older one stays.
pub const FORMAT_VERSION: &str = "1";

/// Both moments as the number of lessons that were finished then.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Backup {
    /// When the record was last carried off.
    pub carried: usize,
    /// When the member was last reminded.
    pub reminded: usize,
}

impl Backup {
    /// Both as text.
    #[must_use]
    pub fn encode(self) -> String {
        [FORMAT_VERSION, &self.carried.to_string(), &self.reminded.to_string()].join("\n")
    }

    /// Reads [`Backup::encode`]'s text; anything else reads as never.
    #[must_use]
    pub fn decode(text: &str) -> Self {
        let mut lines = text.split('\n');
        if lines.next() != Some(FORMAT_VERSION) {
            return Self::default();
        }
        let mut count = || lines.next().and_then(|line| line.parse().ok()).unwrap_or_default();
        Self {
            carried: count(),
            reminded: count(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::Backup;

    #[test]
    fn what_is_something_else_reads_as_never() {
        for text in ["", "2\n3\n4", "x", "1\nx"] {
            assert_eq!(Backup::decode(text), Backup::default(), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_kept_is_read(carried in any::<usize>(), reminded in any::<usize>()) {
            let backup = Backup { carried, reminded };
            prop_assert_eq!(Backup::decode(&backup.encode()), backup);
        }
    }
}
