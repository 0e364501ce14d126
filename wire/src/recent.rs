//! Questions asked last on a phone, for the search box to offer again.
//!
//! Text form: the version, then one question per line, the latest first.

/// Raised with every change of the form; a reader for the older one stays.
pub const FORMAT_VERSION: &str = "1";
/// How many are kept.
pub const MOST: usize = 8;
/// Letters of a question that are kept.
const LONGEST: usize = 200;

/// The questions, the latest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recent(Vec<String>);

impl Recent {
    /// Puts a question first; one that was there already moves.
    pub fn add(&mut self, question: &str) {
        let question = tidy(question);
        if question.is_empty() {
            return;
        }
        self.0.retain(|known| *known != question);
        self.0.insert(0, question);
        self.0.truncate(MOST);
    }

    /// All questions.
    pub fn questions(&self) -> &[String] {
        &self.0
    }

    /// The questions as text.
    pub fn encode(&self) -> String {
        [FORMAT_VERSION, "\n", &self.0.join("\n")].concat()
    }

    /// Reads [`Recent::encode`]'s text. Anything else is no loss worth a word: it reads as no questions.
    pub fn decode(text: &str) -> Self {
        let mut recent = Self::default();
        if let Some((FORMAT_VERSION, lines)) = text.split_once('\n') {
            // Not by `rsplit`, whose code nothing else needs.
            let mut lines: Vec<&str> = lines.split('\n').collect();
            while let Some(line) = lines.pop() {
                recent.add(line);
            }
        }
        recent
    }
}

/// True for letters without width, which chats put in and nobody sees.
pub(crate) fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// A question on one line, without doubled spaces and invisible letters, at most 200 letters.
pub fn tidy(question: &str) -> String {
    let mut tidy = String::new();
    let is_space = |letter: char| letter <= ' ' || letter == '\u{a0}' || is_invisible(letter);
    for word in question.split(is_space) {
        if !word.is_empty() {
            if !tidy.is_empty() {
                tidy.push(' ');
            }
            tidy.push_str(word);
        }
    }
    if let Some((end, _)) = tidy.char_indices().nth(LONGEST) {
        tidy.truncate(end);
        tidy.truncate(tidy.trim_end_matches(' ').len());
    }
    tidy
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    use super::{MOST, Recent, tidy};

    #[test]
    fn the_latest_comes_first_and_none_comes_twice() {
        let mut recent = Recent::default();
        for question in ["a", "b", " a\n", ""] {
            recent.add(question);
        }
        assert_eq!(recent.questions(), ["a", "b"]);
        assert_eq!(Recent::decode("2\na"), Recent::default());
    }

    proptest! {
        #[test]
        fn what_is_kept_is_read(questions in proptest::collection::vec(any::<String>(), 0..12)) {
            let mut recent = Recent::default();
            for question in &questions {
                recent.add(question);
            }
            prop_assert!(recent.questions().len() <= MOST);
            prop_assert_eq!(Recent::decode(&recent.encode()), recent);
        }

        #[test]
        fn tidy_twice_is_tidy_once(question in any::<String>()) {
            prop_assert_eq!(tidy(&tidy(&question)), tidy(&question));
        }
    }
}
