//! A long text in numbered parts, each short enough for one QR picture or message, put together again in any order.
//!
//! Form of a part: `Q1.3.5.` (number and total), eight hexadecimal digits of the whole text's sum, eight of the part's, each
//! with a point behind, then the letters. All parts of one text name the same total and sum, so parts of two texts never mix.

use core::fmt::Write;

use crate::{
    bytes::{NO_BYTES, checksum, checksum_from},
    recent::is_invisible,
    sealed::{MAX_LETTERS, SealError, met},
};

const PREFIX: &str = "Q1.";
/// Most parts that one text may have: nobody shows more pictures than this.
pub const MAX_PARTS: usize = 99;

/// The text, which must be ASCII as [`crate::sealed::seal`] makes it, in parts of at most so many letters of it; longer
/// parts where there would be more than [`MAX_PARTS`].
#[must_use]
pub fn split(text: &str, letters: usize) -> Vec<String> {
    let size = letters.max(1).max(text.len().div_ceil(MAX_PARTS));
    let whole = checksum(text.as_bytes());
    let total = text.len().div_ceil(size);
    let pieces = text.as_bytes().chunks(size).zip(1_usize..);
    let part = |(piece, number): (&[u8], usize)| {
        let mut part = String::from(PREFIX);
        // Writing to memory cannot fail.
        let _ = write!(part, "{number}.{total}.{whole:08x}.{:08x}.", checksum(piece));
        part.extend(piece.iter().copied().map(char::from));
        part
    };
    pieces.map(part).collect()
}

/// Parts read so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parts {
    whole: u32,
    pieces: Vec<Option<String>>,
}

impl Parts {
    /// Takes one part; the same one twice is one. A part of another text begins anew with that text.
    ///
    /// # Errors
    /// See [`SealError`]; what was read before stays.
    pub fn add(&mut self, part: &str) -> Result<(), SealError> {
        if part.len() > MAX_LETTERS {
            return Err(SealError::TooLong);
        }
        let letters: String = part.chars().filter(|letter| letter.is_ascii_graphic()).collect();
        let body = letters.strip_prefix(PREFIX).ok_or_else(|| met(PREFIX, &letters))?;
        let (number, total, whole, piece) = read(body).ok_or(SealError::Damaged)?;
        if self.whole != whole || self.pieces.len() != total {
            *self = Self {
                whole,
                pieces: vec![None; total],
            };
        }
        self.pieces[number - 1] = Some(piece.to_owned());
        Ok(())
    }

    /// How many parts are here, and how many there are.
    #[must_use]
    pub fn count(&self) -> (usize, usize) {
        (self.pieces.iter().flatten().count(), self.pieces.len())
    }

    /// Numbers of the parts that are not here, from 1 on.
    #[must_use]
    pub fn missing(&self) -> Vec<usize> {
        let numbered = (1..).zip(&self.pieces);
        numbered
            .filter(|(_, piece)| piece.is_none())
            .map(|(number, _)| number)
            .collect()
    }

    /// The whole text, once every part is here.
    #[must_use]
    pub fn joined(&self) -> Option<String> {
        let pieces: Option<Vec<&str>> = self.pieces.iter().map(Option::as_deref).collect();
        pieces
            .map(|pieces| pieces.concat())
            .filter(|text| !text.is_empty() && checksum(text.as_bytes()) == self.whole)
    }
}

/// Number, total, sum of the whole, letters.
fn read(body: &str) -> Option<(usize, usize, u32, &str)> {
    let mut fields = body.splitn(5, '.');
    let number: usize = fields.next()?.parse().ok()?;
    let total: usize = fields.next()?.parse().ok()?;
    let whole = u32::from_str_radix(fields.next()?, 16).ok()?;
    let sum = u32::from_str_radix(fields.next()?, 16).ok()?;
    let piece = fields.next()?;
    let is_sound = (1..=total).contains(&number) && total <= MAX_PARTS && checksum(piece.as_bytes()) == sum;
    is_sound.then_some((number, total, whole, piece))
}

/// What a part says of itself: enough to tell whose it is among parts of many texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label {
    /// Sum of the whole text.
    pub whole: u32,
    /// How many parts there are.
    pub total: usize,
    /// Which one it is, from 1.
    pub number: usize,
    /// How many letters of the whole it carries: all parts of one cut have the same, but the last, which has the rest.
    pub letters: usize,
}

/// The label of a part without anything around it.
///
/// # Errors
/// [`SealError::OtherKind`] and [`SealError::Damaged`].
pub fn label(part: &str) -> Result<Label, SealError> {
    let body = part.strip_prefix(PREFIX).ok_or(SealError::OtherKind)?;
    let (number, total, whole, piece) = read(body).ok_or(SealError::Damaged)?;
    Ok(Label {
        whole,
        total,
        number,
        letters: piece.len(),
    })
}

/// A part met in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Line on which it begins, from 1.
    pub line: usize,
    /// The part without what was around it, or why it cannot be read.
    pub part: Result<String, SealError>,
}

/// Finds parts among whatever chat and mail put around: names, times, marks of quoting, blanks and line ends inside a
/// part. A part ends where its own sum says so. Time is in proportion to the text, whatever it holds.
#[must_use]
pub fn find(text: &str) -> Vec<Found> {
    let lines: Vec<String> = text.split('\n').map(clean).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let mut rest = lines[at].as_str();
        let mut used = 0;
        while let Some((start, body)) = header(rest) {
            let following = &lines[at + 1..];
            let part = collect(&rest[start..], body - start, following);
            found.push(Found {
                line: at + 1,
                part: part.map(|(part, more)| {
                    used = more;
                    part
                }),
            });
            rest = if used > 0 { "" } else { &rest[body..] };
        }
        // Behind a part of several lines, its last line may hold another.
        at += used.max(1);
    }
    found
}

/// Without letters of no width and marks of quoting.
fn clean(line: &str) -> String {
    let seen = line
        .trim_start_matches(['>', '|', ' ', '\t'])
        .chars()
        .filter(|letter| !is_invisible(*letter) && *letter != '\u{ad}');
    seen.collect()
}

/// Where a head `Q1.3.5.0123abcd.0123abcd.` begins in a line, and where it ends; of any version.
fn header(line: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    loop {
        let start = from + line.get(from..)?.find('Q')?;
        from = start + 1;
        if line[..start].ends_with(|letter: char| letter.is_ascii_alphanumeric()) {
            continue;
        }
        let mut at = start + 1;
        // Three decimal numbers, two sums.
        let is_header = [9, 9, 9, 8, 8].into_iter().zip(0..).all(|(most, field)| {
            let fits = |byte: &&u8| {
                if field < 3 {
                    byte.is_ascii_digit()
                } else {
                    byte.is_ascii_hexdigit()
                }
            };
            let length = line.as_bytes()[at..].iter().take(most).take_while(fits).count();
            at += length + 1;
            length > 0 && line.as_bytes().get(at - 1) == Some(&b'.')
        });
        if is_header {
            return Some((start, at));
        }
    }
}

/// The part that begins at `first`, whose head has so many bytes, and how many of the lines below it takes.
fn collect(first: &str, head: usize, below: &[String]) -> Result<(String, usize), SealError> {
    let Some(body) = first[..head].strip_prefix(PREFIX) else {
        let digits = first[1..head].split('.').next().unwrap_or_default();
        return Err(digits.parse().map_or(SealError::Damaged, SealError::OtherVersion));
    };
    let wanted = body.split('.').nth(3).and_then(|sum| u32::from_str_radix(sum, 16).ok());
    let mut part = first[..head].to_owned();
    let mut sum = NO_BYTES;
    for (used, line) in core::iter::once(&first[head..])
        .chain(below.iter().map(String::as_str))
        .enumerate()
    {
        let whole_line = used > 0 || line.is_empty();
        if whole_line && header(line).is_some() {
            break;
        }
        for word in line.split_ascii_whitespace() {
            let (letters, ends) = letters(word);
            // A point at the end may be the sentence's.
            for letters in [letters, letters.trim_end_matches('.')] {
                if Some(checksum_from(sum, letters.as_bytes())) == wanted {
                    part.push_str(letters);
                    return Ok((part, used));
                }
            }
            if ends || header(word).is_some() || part.len() + letters.len() > MAX_LETTERS {
                return Err(SealError::Damaged);
            }
            sum = checksum_from(sum, letters.as_bytes());
            part.push_str(letters);
        }
    }
    Err(SealError::Damaged)
}

/// The letters of a part that a word begins with, and whether something else comes behind them.
fn letters(word: &str) -> (&str, bool) {
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let length = word.bytes().take_while(|byte| is_letter(byte)).count();
    (&word[..length], length < word.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Just, Strategy, any, prop_assert, prop_assert_eq, proptest};

    use super::{Label, MAX_PARTS, Parts, find, label, split};
    use crate::sealed::SealError;

    fn shuffled() -> impl Strategy<Value = (String, Vec<String>)> {
        ("[A-Za-z0-9._-]{1,300}", 1_usize..80).prop_flat_map(|(text, letters)| {
            let parts = split(&text, letters);
            (Just(text), Just(parts).prop_shuffle())
        })
    }

    #[test]
    fn what_is_wrong_with_a_part_is_named_and_the_others_stay() {
        let parts = split("P2.abcdefgh", 4);
        assert_eq!(parts.len(), 3);
        let mut read = Parts::default();
        assert_eq!(read.joined(), None);
        assert_eq!(read.add(&parts[1]), Ok(()));
        assert_eq!(read.add("P2.abc"), Err(SealError::OtherKind));
        assert_eq!(read.add(&parts[0][..parts[0].len() - 1]), Err(SealError::Damaged));
        for number in ["Q1.0.1.0.0.", "Q1.2.1.0.0.", "Q1.1.100.0.811c9dc5."] {
            assert_eq!(read.add(number), Err(SealError::Damaged), "{number}");
        }
        assert_eq!(read.add("Q3.1.1.0.0.x"), Err(SealError::OtherVersion(3)));
        assert_eq!(
            (read.count(), read.missing(), read.joined()),
            ((1, 3), vec![1, 3], None)
        );
    }

    #[test]
    fn parts_of_two_texts_do_not_mix() {
        let (left, right) = (split("P2.abcdefgh", 6), split("P2.12345678", 6));
        let mut read = Parts::default();
        for part in [&left[0], &right[1]] {
            assert_eq!(read.add(part), Ok(()));
        }
        assert_eq!((read.count(), read.joined()), ((1, 2), None));
    }

    #[test]
    fn a_long_text_has_longer_parts_rather_than_more() {
        assert!(split(&"x".repeat(10_000), 1).len() <= MAX_PARTS);
    }

    #[test]
    fn parts_are_found_among_chat_broken_and_quoted() {
        let parts = split(&"P2.abcdefghijklmnop".repeat(9), 60);
        let broken = parts[1].replace("mnop", "mnop\r\n> \u{200b}");
        let chat = [
            "Quý Q1.2026 ",
            &parts[0],
            ", rồi ",
            &parts[2],
            ".\n\nLan: ",
            &broken,
            " hết\nQ2.1.1.0000000a.0000000b.x\nQ1.1.1.0000000a.0000000b.xyz",
        ];
        let found = find(&chat.concat());
        let lines: Vec<usize> = found.iter().map(|found| found.line).collect();
        assert_eq!(lines[..3], [1, 1, 3]);
        let read: Vec<_> = found.into_iter().map(|found| found.part).collect();
        let (whole, faults) = read.split_at(3);
        assert_eq!(
            whole,
            [Ok(parts[0].clone()), Ok(parts[2].clone()), Ok(parts[1].clone())]
        );
        assert_eq!(faults, [Err(SealError::OtherVersion(2)), Err(SealError::Damaged)]);
        let Label { total, number, .. } = label(&parts[1]).expect("a part");
        assert_eq!(
            (total, number, label(&parts[0]).map(|label| label.letters)),
            (3, 2, Ok(60))
        );
    }

    #[test]
    fn a_part_without_its_end_costs_no_other() {
        let parts = split(&"P2.abcdefghijklmnop".repeat(9), 60);
        let text = [&parts[0][..60], "\n", &parts[1], " ", &parts[2][..50], " ", &parts[2]].concat();
        let read: Vec<_> = find(&text).into_iter().map(|found| found.part).collect();
        let damaged = Err(SealError::Damaged);
        assert_eq!(
            read,
            [damaged.clone(), Ok(parts[1].clone()), damaged, Ok(parts[2].clone())]
        );
    }

    proptest! {
        #[test]
        fn parts_in_any_order_are_the_text_again((text, parts) in shuffled()) {
            let mut read = Parts::default();
            for part in parts.iter().chain(parts.iter().take(2)) {
                prop_assert_eq!(read.add(part), Ok(()));
            }
            prop_assert_eq!(read.joined(), Some(text));
        }

        #[test]
        fn no_text_panics(text in any::<String>(), tail in "[0-9a-f.]{0,40}") {
            let mut read = Parts::default();
            for part in [text, ["Q1.", &tail].concat()] {
                let _ = read.add(&part);
                prop_assert!(read.count().0 <= MAX_PARTS);
            }
        }
    }
}
