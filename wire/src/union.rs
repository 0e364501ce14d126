//! The union a member chose as hers, kept on her phone: whom the assistant offers to call.
//!
//! Text form: the version, then name, telephone number and Zalo number, a line each; the last two may be empty.

/// Raised with every change of the form; a reader for the older one stays.
pub const FORMAT_VERSION: &str = "1";

/// A union and how to reach it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Union {
    /// Its name.
    pub name: String,
    /// Telephone number as people read it; empty when it has none.
    pub phone: String,
    /// Number of its Zalo account; empty when it has none.
    pub zalo: String,
}

impl Union {
    /// The union as text.
    pub fn encode(&self) -> String {
        let fields = [&self.name, &self.phone, &self.zalo].map(|field| field.replace(['\n', '\r'], " "));
        [FORMAT_VERSION, "\n", &fields.join("\n")].concat()
    }

    /// Reads [`Union::encode`]'s text; `None` for anything else, as if none was chosen.
    pub fn decode(text: &str) -> Option<Self> {
        let mut lines = text.split('\n');
        if lines.next() != Some(FORMAT_VERSION) {
            return None;
        }
        let mut line = || lines.next().map(str::to_owned);
        Some(Self {
            name: line().filter(|name| !name.is_empty())?,
            phone: line()?,
            zalo: line()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::Union;

    #[test]
    fn what_is_no_union_reads_as_none_chosen() {
        for text in ["", "1", "1\n\n\n", "2\na\nb\nc", "1\na\nb"] {
            assert_eq!(Union::decode(text), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_kept_is_read(name in "[^\r\n]{1,20}", phone in "[0-9 ]{0,12}", zalo in "[0-9]{0,10}") {
            let union = Union { name, phone, zalo };
            prop_assert_eq!(Union::decode(&union.encode()), Some(union));
        }

        #[test]
        fn no_text_panics(text in any::<String>()) {
            let _ = Union::decode(&text);
        }
    }
}
