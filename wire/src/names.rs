//! A map from names to values, kept in order of the names, written as postcard writes any map.
//!
//! A B-tree is much code for the client to load, for records of a dozen lessons; a sorted vector does the same.

use serde::{Deserialize, Serialize};

/// Values by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByName<V>(Vec<(String, V)>);

impl<V> Default for ByName<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V: Default> ByName<V> {
    /// The value of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&V> {
        self.place(name).ok().map(|at| &self.0[at].1)
    }

    /// The value of this name, made first when there is none.
    pub fn entry(&mut self, name: &str) -> &mut V {
        let at = self.place(name).unwrap_or_else(|at| {
            self.0.insert(at, (name.to_owned(), V::default()));
            at
        });
        &mut self.0[at].1
    }

    /// All names and values, in the order of the names.
    pub fn iter(&self) -> core::slice::Iter<'_, (String, V)> {
        self.0.iter()
    }

    /// True when it has no names.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// True when each name comes once and in order: decoded bytes may say otherwise.
    pub(crate) fn is_in_order(&self) -> bool {
        self.0.is_sorted_by(|(left, _), (right, _)| left < right)
    }

    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.as_str().cmp(name))
    }
}

impl<V: Default> FromIterator<(String, V)> for ByName<V> {
    /// Of two values of one name the later stays.
    fn from_iter<I: IntoIterator<Item = (String, V)>>(pairs: I) -> Self {
        let mut map = Self::default();
        for (name, value) in pairs {
            *map.entry(&name) = value;
        }
        map
    }
}

#[cfg(test)]
mod tests {
    use super::ByName;

    #[test]
    fn names_come_once_and_in_order() {
        let pairs = [("b", 1), ("a", 2), ("b", 3)].map(|(name, value)| (name.to_owned(), value));
        let map: ByName<i32> = pairs.into_iter().collect();
        let read: Vec<(&str, i32)> = map.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        assert_eq!(read, [("a", 2), ("b", 3)]);
        assert_eq!((map.get("b"), map.get("c")), (Some(&3), None));
    }

    #[test]
    fn names_out_of_order_are_noticed() {
        assert!(!ByName(vec![("b".to_owned(), 1), ("a".to_owned(), 1)]).is_in_order());
        assert!(!ByName(vec![("a".to_owned(), 1), ("a".to_owned(), 1)]).is_in_order());
    }
}
