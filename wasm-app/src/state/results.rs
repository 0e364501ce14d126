//! A list of results: which one is chosen, and how a text is cut where words are marked.

use std::ops::Range;

/// The next chosen result; stepping past an end leaves the list, back to what is being typed.
pub(crate) fn step(active: Option<usize>, count: usize, down: bool) -> Option<usize> {
    match (active, down) {
        (_, _) if count == 0 => None,
        (None, true) => Some(0),
        (None, false) => Some(count - 1),
        (Some(at), true) => (at + 1 < count).then_some(at + 1),
        (Some(at), false) => at.checked_sub(1),
    }
}

/// Cuts a text at the ends of ranges; `true` marks what lies inside one.
pub(crate) fn segments(text: &str, ranges: &[Range<usize>]) -> Vec<(bool, String)> {
    let mut parts = Vec::with_capacity(ranges.len() * 2 + 1);
    let mut end = 0;
    for range in ranges {
        parts.push((false, text.get(end..range.start).unwrap_or_default().to_owned()));
        parts.push((true, text.get(range.clone()).unwrap_or_default().to_owned()));
        end = range.end;
    }
    parts.push((false, text.get(end..).unwrap_or_default().to_owned()));
    parts.retain(|(_, words)| !words.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::{segments, step};

    #[test]
    fn stepping_goes_round_through_the_box() {
        assert_eq!(step(None, 2, true), Some(0));
        assert_eq!(step(Some(1), 2, true), None);
        assert_eq!(step(Some(0), 2, false), None);
        assert_eq!(step(None, 2, false), Some(1));
        assert_eq!(step(None, 0, true), None);
    }

    #[test]
    fn texts_are_cut_at_marked_words() {
        let phep = 7..12;
        let cut = segments("nghỉ phép năm", core::slice::from_ref(&phep));
        assert_eq!(
            cut,
            [
                (false, "nghỉ ".to_owned()),
                (true, "phép".to_owned()),
                (false, " năm".to_owned())
            ]
        );
    }
}
