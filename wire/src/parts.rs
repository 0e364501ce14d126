//! A long text in numbered parts, each short enough for one QR picture or message, put together again in any order.
//!
//! Form of a part: `Q1.3.5.` (number and total), eight hexadecimal digits of the whole text's sum, eight of the part's, each
//! with a point behind, then the letters. All parts of one text name the same total and sum, so parts of two texts never mix.

use core::fmt::Write;

use crate::{
    bytes::checksum,
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

#[cfg(test)]
mod tests {
    use proptest::prelude::{Just, Strategy, any, prop_assert, prop_assert_eq, proptest};

    use super::{MAX_PARTS, Parts, split};
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
