//! A map from names to values, kept in order of the names.
//!
//! A B-tree is much code for the client to load, for records of a dozen lessons; a sorted vector does the same.

/// Values by name.
#[derive(Debug, Clone, PartialEq, Eq)]
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

    /// Puts a name behind all others; `None` when it does not belong there. Lookups rely on the order of names, so bytes
    /// that break it are damaged, whoever made them.
    pub(crate) fn push_last(&mut self, name: String, value: V) -> Option<()> {
        if self.0.last().is_some_and(|(last, _)| *last >= name) {
            return None;
        }
        self.0.push((name, value));
        Some(())
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
        let mut map: ByName<i32> = ByName::default();
        assert_eq!(map.push_last("b".to_owned(), 1), Some(()));
        assert_eq!(map.push_last("b".to_owned(), 1), None);
        assert_eq!(map.push_last("a".to_owned(), 1), None);
    }
}
