//! Whom a member may ask instead, and how: her union when she chose one, else the portal's hotline.

use wire::union::Union;

/// Where the browser keeps the chosen union, in the form of [`Union::encode`].
pub(crate) const UNION_KEY: &str = "portal.union.v1";

/// Somebody to ask.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct People {
    /// The union's name; empty for the hotline.
    pub(crate) name: String,
    /// Telephone number as people read it; empty when there is none.
    pub(crate) phone: String,
    /// Number of a Zalo account; empty when there is none.
    pub(crate) zalo: String,
}

impl People {
    /// `union` as stored; `hotline` as the portal shows it.
    pub(crate) fn of(union: Option<&str>, hotline: Option<String>) -> Self {
        match union.and_then(Union::decode) {
            Some(Union { name, phone, zalo }) => Self { name, phone, zalo },
            None => Self {
                phone: hotline.unwrap_or_default(),
                ..Self::default()
            },
        }
    }

    /// Opens the dialler.
    pub(crate) fn call(&self) -> String {
        ["tel:", &dial(&self.phone)].concat()
    }

    /// Opens a message with the words written in; without a number the member chooses to whom.
    pub(crate) fn message(&self, encoded: &str) -> String {
        ["sms:", &dial(&self.phone), "?body=", encoded].concat()
    }

    /// Opens the chat.
    pub(crate) fn chat(&self) -> String {
        ["https://zalo.me/", &dial(&self.zalo)].concat()
    }
}

fn dial(number: &str) -> String {
    number
        .chars()
        .filter(|letter| letter.is_ascii_digit() || *letter == '+')
        .collect()
}

#[cfg(test)]
mod tests {
    use wire::union::Union;

    use super::People;

    #[test]
    fn the_chosen_union_comes_before_the_hotline() {
        let union = Union {
            name: "Công đoàn may".into(),
            phone: "024 3825 0000".into(),
            zalo: "0901 000 000".into(),
        };
        let hotline = || Some("1900 1234".to_owned());
        let people = People::of(Some(&union.encode()), hotline());
        assert_eq!(
            [people.call(), people.message("a%20b"), people.chat()],
            [
                "tel:02438250000",
                "sms:02438250000?body=a%20b",
                "https://zalo.me/0901000000"
            ]
        );
        for unreadable in [None, Some("?")] {
            let people = People::of(unreadable, hotline());
            assert_eq!((people.name.as_str(), people.call()), ("", "tel:19001234".to_owned()));
        }
        assert_eq!(People::of(None, None).message("a"), "sms:?body=a");
    }
}
