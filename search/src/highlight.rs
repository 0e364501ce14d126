//! Which words of a text a query speaks of.

use std::ops::Range;

use crate::{syllable::decode_keys, token::tokens};

/// Byte ranges of the words in `text` that match the query, in order, neighbours joined over single spaces.
///
/// A marked query word marks the same word with the same marks, or written without marks; an unmarked one marks all. The
/// query's last word also marks words that begin with it, as the reader is still typing.
pub fn highlight(query: &str, text: &str) -> Vec<Range<usize>> {
    let wanted = tokens(query);
    let wanted: Vec<(String, String)> = wanted
        .into_iter()
        .map(|token| match decode_keys(&token.folded) {
            Some(exact) if !token.is_marked() => (
                crate::fold::fold(exact.trim_end_matches(|last: char| last.is_ascii_digit())),
                exact,
            ),
            _ => (token.folded, token.exact),
        })
        .collect();
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for token in tokens(text) {
        let matches = wanted.iter().enumerate().any(|(number, (folded, exact))| {
            let same = *folded == token.folded && (folded == exact || *exact == token.exact || !token.is_marked());
            same || (number + 1 == wanted.len()
                && folded.len() > 1
                && folded == exact
                && token.folded.starts_with(folded.as_str()))
        });
        if !matches {
            continue;
        }
        match ranges.last_mut() {
            Some(last) if text.get(last.end..token.range.start) == Some(" ") => last.end = token.range.end,
            _ => ranges.push(token.range),
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, proptest};

    use super::highlight;

    #[test]
    fn marks_fall_on_the_right_letters() {
        let text = "Được nghỉ thai sản 6 tháng";
        for query in [
            "nghi thai san",
            "nghỉ thai sản",
            "nghir thai sanr",
            "nghi\u{309} thai sa\u{309}n",
        ] {
            let marked: Vec<_> = highlight(query, text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(marked, ["nghỉ thai sản"], "{query}");
        }
    }

    proptest! {
        #[test]
        fn ranges_lie_on_letters_in_order(query in any::<String>(), text in any::<String>()) {
            let mut end = 0;
            for range in highlight(&query, &text) {
                prop_assert!(range.start >= end && text.get(range.clone()).is_some_and(|word| !word.is_empty()));
                end = range.end;
            }
        }
    }
}
