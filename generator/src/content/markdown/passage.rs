//! Words as readers meet them, each with its way back to the source.

use std::ops::Range;

use crate::source::Source;

/// The words of one paragraph, list item, table cell or heading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passage {
    /// The words, without any marks of Markdown.
    pub text: String,
    /// Where stretches of the text come from: offset in the text, byte range in the source.
    runs: Vec<(usize, Range<usize>)>,
    /// It is a heading.
    pub heading: bool,
}

impl Passage {
    /// Words that come from nowhere, for tests of what reads words only.
    #[cfg(test)]
    pub(crate) fn of(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            ..Self::default()
        }
    }

    pub(super) fn push(&mut self, words: &str, span: Range<usize>) {
        self.runs.push((self.text.len(), span));
        self.text.push_str(words);
    }

    /// The byte range in the source of a byte range of the text.
    pub fn span(&self, range: Range<usize>) -> Range<usize> {
        self.source_offset(range.start, false)..self.source_offset(range.end, true)
    }

    fn source_offset(&self, offset: usize, end: bool) -> usize {
        let belongs = |start: usize| if end { start < offset } else { start <= offset };
        let run = self.runs.iter().rev().find(|(start, _)| belongs(*start));
        let Some((start, span)) = run.or_else(|| self.runs.first()) else {
            return 0;
        };
        // Escapes make a run longer in the source than in the text; then its end is the nearest honest answer.
        (span.start + offset.saturating_sub(*start)).min(span.end)
    }
}

/// Sentences of a text, as byte ranges without surrounding spaces. A full stop inside a number (`2.530.000`), after a
/// single capital or before a small letter (`TP. Hà Nội` is kept apart by neither) ends no sentence.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, stop) in text.match_indices(['.', '!', '?', '…', ';']) {
        let end = at + stop.len();
        let mut rest = text[end..].chars();
        let ends = match rest.next() {
            None => true,
            Some(next) if next.is_whitespace() => rest
                .find(|letter| !letter.is_whitespace())
                .is_none_or(|first| !first.is_lowercase()),
            Some(_) => false,
        };
        if ends {
            push_trimmed(&mut sentences, text, start..end);
            start = end;
        }
    }
    push_trimmed(&mut sentences, text, start..text.len());
    sentences
}

fn push_trimmed(sentences: &mut Vec<Range<usize>>, text: &str, range: Range<usize>) {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    let end = range.start + part.trim_end().len();
    if start < end {
        sentences.push(start..end);
    }
}

/// A source's words, each paragraph cut into sentences with their places.
pub fn sentence_places(source: &Source, passage: &Passage) -> Vec<(String, crate::diag::Place)> {
    let place = |range: Range<usize>| {
        let words = passage.text[range.clone()].to_owned();
        (words, source.place(passage.span(range)))
    };
    sentences(&passage.text).into_iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::{Passage, sentences};

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn sentences_end_at_stops_but_not_inside_numbers() {
        assert_eq!(
            cut("Lương 2.530.000 đồng. Đúng không? Có"),
            ["Lương 2.530.000 đồng.", "Đúng không?", "Có"]
        );
        assert_eq!(cut("theo v.v. và nhiều điều"), ["theo v.v. và nhiều điều"]);
    }

    #[test]
    fn words_lead_back_to_the_source() {
        let mut passage = Passage::default();
        passage.push("Bạn ", 10..15);
        passage.push("đậm", 17..22);
        let at = passage.text.find("đậm").expect("it is there");
        assert_eq!(passage.span(at..passage.text.len()), 17..22);
    }
}
