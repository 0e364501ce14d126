//! A record on its way from one phone to another: the texts in which it leaves, and what arrives however it was pasted.
//!
//! It leaves as one text (`P2.…`, see [`crate::sealed`]) or, when that is long, in parts (`Q1.…`, see [`crate::parts`]).
//! What arrives may be broken into lines, stand between other words, hold several texts, or parts in any order.

use core::mem;

use crate::{
    parts::{Parts, split},
    record::Record,
    sealed::{MAX_LETTERS, SealError, is_blank},
};

/// Words behind a text that are tried as no part of it: more than anybody writes there without a mark or an accent.
const WORDS_BEHIND: usize = 16;

/// What to hand on of a record: one text, or parts with at most so many letters of it each.
#[must_use]
pub fn texts(record: &Record, letters: usize) -> Vec<String> {
    let text = record.to_carry().encode();
    match text.len() <= letters {
        true => vec![text],
        false => split(&text, letters),
    }
}

/// What arrived so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arrived {
    parts: Parts,
    record: Option<Record>,
}

impl Arrived {
    /// Takes all texts and parts among these words.
    ///
    /// # Errors
    /// The first fault, when the words hold nothing that could be taken whole; [`SealError::OtherKind`] when they hold
    /// nothing of a record at all. What arrived before stays.
    pub fn take(&mut self, words: &str) -> Result<(), SealError> {
        if words.len() > 2 * MAX_LETTERS {
            return Err(SealError::TooLong);
        }
        let mut fault = SealError::OtherKind;
        let mut any = false;
        let mut rest = words;
        while let Some(start) = mark(rest) {
            rest = &rest[start..];
            match self.take_first(reach(rest)) {
                Ok(length) => {
                    any = true;
                    rest = &rest[length..];
                }
                Err(error) => {
                    if fault == SealError::OtherKind {
                        fault = error;
                    }
                    rest = &rest[1..];
                }
            }
        }
        if any { Ok(()) } else { Err(fault) }
    }

    /// The record, once one is whole; several become one.
    #[must_use]
    pub const fn record(&self) -> Option<&Record> {
        self.record.as_ref()
    }

    /// How many parts there are, and the numbers of those that have not arrived.
    #[must_use]
    pub fn missing(&self) -> (usize, Vec<usize>) {
        (self.parts.count().1, self.parts.missing())
    }

    /// Takes the text or part at the beginning of these words; gives how much of them it is. The words behind it may be
    /// letters like its own: they are left off one by one until its sum is right.
    fn take_first(&mut self, words: &str) -> Result<usize, SealError> {
        let ends = words.rmatch_indices(is_blank).map(|(at, _)| at);
        let mut fault = None;
        for end in [words.len()].into_iter().chain(ends).take(WORDS_BEHIND) {
            match self.take_whole(&words[..end]) {
                Ok(()) => return Ok(end),
                Err(error) => fault = fault.or(Some(error)),
            }
        }
        Err(fault.unwrap_or(SealError::Damaged))
    }

    fn take_whole(&mut self, text: &str) -> Result<(), SealError> {
        let record = if text.starts_with('Q') {
            self.parts.add(text)?;
            match self.parts.joined() {
                Some(whole) => Record::decode(&whole)?,
                None => return Ok(()),
            }
        } else {
            Record::decode(text)?
        };
        match &mut self.record {
            Some(known) => known.merge(&record),
            None => self.record = Some(record),
        }
        Ok(())
    }
}

/// Where the first text or part begins: `P` or `Q`, a version, a point, and none of its own letters before.
fn mark(words: &str) -> Option<usize> {
    let mut before = ' ';
    words.char_indices().find_map(|(at, letter)| {
        let is_first = !is_own(mem::replace(&mut before, letter));
        (is_first && begins(&words[at..])).then_some(at)
    })
}

fn begins(words: &str) -> bool {
    let version = words.strip_prefix(['P', 'Q']).unwrap_or_default();
    let behind = version.trim_start_matches(|letter: char| letter.is_ascii_digit());
    behind.len() < version.len() && behind.starts_with('.')
}

/// As far as a text that begins here may go: to a letter that none has, or to where the next begins. In a part a text may
/// begin, too, at the start of a line as anywhere else.
fn reach(words: &str) -> &str {
    let is_part = words.starts_with('Q');
    let mut before = 'P';
    let end = words.char_indices().find(|(at, letter)| {
        let is_first = is_blank(mem::replace(&mut before, *letter));
        let next = &words[*at..];
        !(is_own(*letter) || is_blank(*letter)) || (is_first && begins(next) && (!is_part || next.starts_with('Q')))
    });
    end.map_or(words, |(at, _)| &words[..at])
}

/// What texts and parts are made of.
const fn is_own(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::{Arrived, texts};
    use crate::{
        record::{Done, Record},
        sealed::SealError,
    };

    fn record(lessons: &[&str]) -> Record {
        let mut record = Record::default();
        for (day, lesson) in (20_000..).zip(lessons) {
            record.lessons.entry(lesson).done = Some(Done { day, edition: 0 });
        }
        record
    }

    const LESSONS: [&str; 6] = [
        "chon-may-4g",
        "nhan-ra-lua-dao",
        "so-bhxh",
        "khoa-man-hinh",
        "luong",
        "nghi-phep",
    ];

    #[test]
    fn a_text_is_found_among_the_words_of_a_chat() {
        let sent = record(&LESSONS);
        let text = &texts(&sent, 10_000)[0];
        let (head, tail) = text.split_at(40);
        for words in [
            text.clone(),
            format!("Sổ học tập của mình: {text}"),
            format!("[10:24] Lan: {head}\r\n{tail}\r\nGui tu dien thoai cua toi"),
            format!("“{head}\u{200b} {tail}”. Chúc bạn học tốt"),
            format!("https://cong.example.vn/so-hoc-tap/#{text}"),
        ] {
            let mut arrived = Arrived::default();
            assert_eq!(arrived.take(&words), Ok(()), "{words}");
            assert_eq!(arrived.record(), Some(&sent), "{words}");
        }
    }

    #[test]
    fn parts_come_in_any_order_and_over_several_pastes_and_the_missing_are_known() {
        let sent = record(&LESSONS);
        let parts = texts(&sent, 30);
        assert!(parts.len() > 3);
        let mut arrived = Arrived::default();
        let words = format!("phần cuối\n{}\nva phan dau\n{}", parts[parts.len() - 1], parts[0]);
        assert_eq!(arrived.take(&words), Ok(()));
        let between: Vec<usize> = (2..parts.len()).collect();
        assert_eq!((arrived.missing(), arrived.record()), ((parts.len(), between), None));
        assert_eq!(arrived.take(&parts[1][..parts[1].len() - 1]), Err(SealError::Damaged));
        assert_eq!(arrived.take(&parts[1..].join("\n")), Ok(()));
        assert_eq!((arrived.missing().1, arrived.record()), (vec![], Some(&sent)));
    }

    #[test]
    fn a_part_whose_text_begins_on_a_line_of_its_own_is_whole() {
        let sent = record(&LESSONS[..2]);
        let parts = texts(&sent, 20);
        let mut arrived = Arrived::default();
        assert_eq!(arrived.take(&parts.join("\n").replace(".P2.", ".\nP2.")), Ok(()));
        assert_eq!(arrived.record(), Some(&sent));
    }

    #[test]
    fn two_records_become_one() {
        let (left, right) = (record(&LESSONS[..2]), record(&LESSONS[4..]));
        let mut both = left.clone();
        both.merge(&right);
        let mut arrived = Arrived::default();
        let words = [texts(&left, 999), texts(&right, 999)].concat().join("\n");
        assert_eq!(arrived.take(&words), Ok(()));
        assert_eq!(arrived.record(), Some(&both));
    }

    #[test]
    fn what_is_wrong_is_named_and_nothing_is_taken() {
        let text = texts(&record(&LESSONS), 999).concat();
        let mut arrived = Arrived::default();
        for (words, fault) in [
            ("Chào chị, em là P. ở tổ 2.", SealError::OtherKind),
            ("", SealError::OtherKind),
            (&text[..text.len() - 3], SealError::Damaged),
            (&text.replacen("P2.", "P7.", 1), SealError::OtherVersion(7)),
            ("Q2.1.1.0.0.x", SealError::OtherVersion(2)),
            ("P2.", SealError::Damaged),
        ] {
            assert_eq!(arrived.take(words), Err(fault), "{words}");
        }
        assert_eq!(arrived, Arrived::default());
    }

    proptest! {
        #[test]
        fn what_leaves_arrives(lessons in proptest::collection::vec("[a-z0-9-]{1,20}", 0..12), letters in 20_usize..600) {
            let names: Vec<&str> = lessons.iter().map(String::as_str).collect();
            let sent = record(&names);
            let mut parts = texts(&sent, letters);
            parts.reverse();
            let mut arrived = Arrived::default();
            prop_assert_eq!(arrived.take(&parts.join(" ")), Ok(()));
            prop_assert_eq!(arrived.record(), Some(&sent));
        }

        #[test]
        fn no_words_panic(words in any::<String>(), tail in "[PQ0-9a-f. \n]{0,60}") {
            let _ = Arrived::default().take(&[words, " P2.".to_owned(), tail].concat());
        }
    }
}
