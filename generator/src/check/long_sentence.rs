//! Long sentences lose readers.

use super::subject::Subject;
use crate::{
    content::markdown::passage::sentences,
    diag::{Diagnostic, Rule, Said, Severity::Advice, text},
};

pub(super) static RULE: Rule = Rule {
    code: "long-sentence",
    severity: Advice,
    why: Said {
        vi: "Câu trên 40 tiếng khó theo trên màn hình nhỏ, khó nghe qua loa. Một câu một ý.",
        en: "More than 40 syllables in one sentence are hard to follow on a small screen or by ear. One thought each.",
    },
    wrong: "Nếu bạn … thì … trừ khi … đồng thời … và … (52 tiếng)",
    right: "Nếu bạn …, bạn được …. Trừ khi …. Khi đó …",
};

const MOST_SYLLABLES: usize = 40;

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    for entry in &subject.site.entries {
        let document = &entry.document;
        for passage in &document.body.passages {
            if at_most_words(&passage.text) <= MOST_SYLLABLES {
                continue;
            }
            for range in sentences(&passage.text) {
                let sentence = &passage.text[range.clone()];
                if at_most_words(sentence) <= MOST_SYLLABLES {
                    continue;
                }
                let count = sentence.split_whitespace().count();
                if count > MOST_SYLLABLES {
                    // The first words are enough to find it.
                    let start = range.start;
                    let end = passage.text[range]
                        .char_indices()
                        .nth(30)
                        .map_or(start, |(at, _)| start + at);
                    report.push(
                        Diagnostic::new(
                            &RULE,
                            subject.place(document, passage, start..end),
                            text!("Câu này dài {count} tiếng.", "This sentence has {count} syllables."),
                        )
                        .hint(text!(
                            "Tách thành hai, ba câu ngắn.",
                            "Make two or three short ones of it."
                        )),
                    );
                }
            }
        }
    }
}

/// As many words as a text has, or more: every white space of Unicode holds one of these bytes, and bytes are counted faster.
fn at_most_words(text: &str) -> usize {
    let spaces = text
        .bytes()
        .filter(|byte| matches!(byte, 0..=b' ' | 0x9a | 0xc2 | 0xe2 | 0xe3));
    1 + spaces.count()
}

#[cfg(test)]
mod tests {
    use super::at_most_words;

    #[test]
    fn no_white_space_is_missed() {
        for space in ('\0'..=char::MAX).filter(|letter| letter.is_whitespace()) {
            assert!(at_most_words(&format!("a{space}b")) >= 2, "{space:?}");
        }
        assert_eq!(at_most_words("nghỉ lễ vẫn được trả lương"), 6);
    }
}
