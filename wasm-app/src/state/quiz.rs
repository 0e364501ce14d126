//! What a learner is told of her answer.

use wire::record::Given;

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// By choosing one of several.
    One,
    /// By choosing all that are right.
    Several,
    /// By putting steps in order.
    Order,
    /// By a number.
    Number,
}

impl Kind {
    /// As the page calls it.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "one" => Self::One,
            "several" => Self::Several,
            "order" => Self::Order,
            "number" => Self::Number,
            _ => return None,
        })
    }
}

/// Why an item is right or wrong.
pub(crate) struct Reason {
    /// The item's value: its place on the page, of a number its thousandths.
    pub(crate) value: i64,
    /// The item's words.
    pub(crate) item: String,
    /// Why.
    pub(crate) reason: String,
}

/// Something to say of an answer.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Remark<'a> {
    /// Why the item given is right or wrong.
    Why(&'a str),
    /// The same, with the item it is about.
    Of(&'a str, &'a str),
    /// At this place, from 1, belongs this item, and why.
    Place(usize, &'a str, &'a str),
    /// More items are right than were chosen.
    MoreAreRight,
}

/// Why an answer is right or wrong.
pub(crate) fn remarks<'a>(kind: Kind, given: &Given, right: &Given, all: &'a [Reason]) -> Vec<Remark<'a>> {
    let of = |value: i64| all.iter().find(|reason| reason.value == value);
    let why = |reason: &'a Reason| Remark::Why(&reason.reason);
    match (given, right) {
        (Given::Number(number), _) => of(*number).map(why).into_iter().collect(),
        (Given::Choices(given), Given::Choices(right)) => match kind {
            Kind::Several => {
                let chosen = given.iter().filter_map(|choice| of((*choice).into()));
                let missing = right.iter().any(|choice| !given.contains(choice));
                let chosen = chosen.map(|reason| Remark::Of(&reason.item, &reason.reason));
                chosen.chain(missing.then_some(Remark::MoreAreRight)).collect()
            }
            // The first step that stands elsewhere; the others follow from it.
            Kind::Order => {
                let wrong = given.iter().zip(right).position(|(given, right)| given != right);
                let step = wrong.and_then(|place| Some((place + 1, of((*right.get(place)?).into())?)));
                let remark = step.map(|(place, step)| Remark::Place(place, &step.item, &step.reason));
                remark.into_iter().collect()
            }
            Kind::One | Kind::Number => {
                let chosen = given.first().and_then(|choice| of((*choice).into()));
                chosen.map(why).into_iter().collect()
            }
        },
        (Given::Choices(_), Given::Number(_)) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Reason> {
        let reason = |(value, item): (i64, &str)| Reason {
            value,
            item: item.to_owned(),
            reason: ["Vì ", item, "."].concat(),
        };
        [(0, "a"), (1, "b"), (2, "c")].map(reason).into()
    }

    fn choices(values: &[u8]) -> Given {
        Given::Choices(values.to_vec())
    }

    #[test]
    fn each_kind_says_why() {
        let all = all();
        let one = remarks(Kind::One, &choices(&[1]), &choices(&[0]), &all);
        assert_eq!(one, [Remark::Why("Vì b.")]);
        let several = remarks(Kind::Several, &choices(&[0, 2]), &choices(&[0, 1]), &all);
        assert_eq!(
            several,
            [Remark::Of("a", "Vì a."), Remark::Of("c", "Vì c."), Remark::MoreAreRight]
        );
        let order = remarks(Kind::Order, &choices(&[2, 0, 1]), &choices(&[2, 1, 0]), &all);
        assert_eq!(order, [Remark::Place(2, "b", "Vì b.")]);
        assert!(remarks(Kind::Order, &choices(&[2, 1, 0]), &choices(&[2, 1, 0]), &all).is_empty());
        let number = remarks(Kind::Number, &Given::Number(2), &Given::Number(0), &all);
        assert_eq!(number, [Remark::Why("Vì c.")]);
        assert!(remarks(Kind::Number, &Given::Number(9), &Given::Number(0), &all).is_empty());
    }
}
