//! A number of chance that a phone keeps, so that two learners of one name stay two in a report: see
//! [`crate::completion::Completion::holder`]. It says nothing of who she is.
//!
//! Text form: the version, then the number, a line each.

/// Raised with every change of the form; a reader for the older one stays.
pub const FORMAT_VERSION: &str = "1";

/// The number as text.
#[must_use]
pub fn encode(holder: u64) -> String {
    [FORMAT_VERSION, &holder.to_string()].join("\n")
}

/// Reads [`encode`]'s text; `None` for anything else.
#[must_use]
pub fn decode(text: &str) -> Option<u64> {
    text.strip_prefix(FORMAT_VERSION)?.strip_prefix('\n')?.parse().ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::{decode, encode};

    #[test]
    fn what_is_something_else_is_no_number() {
        for text in ["", "7", "2\n7", "1\nx", "1\n-7"] {
            assert_eq!(decode(text), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_kept_is_read(holder in any::<u64>()) {
            prop_assert_eq!(decode(&encode(holder)), Some(holder));
        }
    }
}
