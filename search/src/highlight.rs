//! Which words of a text a question speaks of.

use std::ops::Range;

use crate::{question::Question, token::tokens};

/// Byte ranges of the words in `text` that match the question, in order, neighbours joined over single spaces.
///
/// A word asked for with marks marks the same word with the same marks, or written without marks; one without marks marks
/// all. An unfinished last word also marks words that begin with it. Words that only ask ("có được không") are not marked.
pub fn highlight(question: &Question, text: &str) -> Vec<Range<usize>> {
    let only_asks = question.only_asks();
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for token in tokens(text) {
        let mut words = question.words.iter().filter(|word| only_asks || !word.asks);
        let matches = words.any(|word| {
            word.readings.iter().any(|reading| {
                let marks = match &reading.exact {
                    Some(exact) => *exact == token.exact || !token.is_marked(),
                    None => true,
                };
                marks && reading.folded == token.folded
            }) || word
                .begins
                .as_ref()
                .is_some_and(|begins| token.folded.starts_with(begins.as_str()))
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
    use crate::{Analysis, Document, IndexBuilder, Library, Options, Thesaurus};

    fn library() -> Library {
        let mut builder = IndexBuilder::new();
        let document = Document {
            title: "Được nghỉ thai sản 6 tháng",
            ..Document::default()
        };
        builder.add(Analysis::new(&document, &Thesaurus::new()));
        Library::whole(&builder.finish()).expect("an index just written")
    }

    #[test]
    fn marks_fall_on_the_right_letters() {
        let library = library();
        let text = "Được nghỉ thai sản 6 tháng";
        for query in [
            "nghi thai san",
            "nghỉ thai sản",
            "nghir thai sanr",
            "nghi\u{309} thai sa\u{309}n",
            "nghi th",
        ] {
            let question = library.question(query, Options::default());
            let marked: Vec<_> = highlight(&question, text)
                .into_iter()
                .map(|range| &text[range])
                .collect();
            let expected = if query == "nghi th" {
                vec!["nghỉ thai", "tháng"]
            } else {
                vec!["nghỉ thai sản"]
            };
            assert_eq!(marked, expected, "{query}");
        }
    }

    proptest! {
        #[test]
        fn ranges_lie_on_letters_in_order(query in any::<String>(), text in any::<String>()) {
            let mut end = 0;
            for range in highlight(&library().question(&query, Options::default()), &text) {
                prop_assert!(range.start >= end && text.get(range.clone()).is_some_and(|word| !word.is_empty()));
                end = range.end;
            }
        }
    }
}
