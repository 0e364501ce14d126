//! Numbers and texts as bytes, and a check sum: what the writer puts down and the reader takes up again.

/// FNV-1a, 32 bits (Fowler, Noll, Vo): finds damage in transit.
pub(super) fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    })
}

/// A file: three letters that say what it is, the format's version, the check sum of the rest, the rest.
pub(super) fn seal(magic: [u8; 3], version: u8, body: &[u8]) -> Vec<u8> {
    let mut bytes = magic.to_vec();
    bytes.push(version);
    bytes.extend(checksum(body).to_le_bytes());
    bytes.extend(body);
    bytes
}

/// Seven bits a byte, the lowest first (LEB128).
pub(super) fn write_number(mut number: u32, bytes: &mut Vec<u8>) {
    loop {
        let low = number.to_le_bytes()[0] & 127;
        number >>= 7;
        if number == 0 {
            bytes.push(low);
            return;
        }
        bytes.push(low | 128);
    }
}

/// How many bytes [`write_number`] takes.
pub(super) fn length_of_number(number: u32) -> usize {
    ((32 - (number | 1).leading_zeros()) as usize).div_ceil(7)
}

/// A length; texts and lists of an index are far shorter than 2³² entries.
pub(super) fn write_length(length: usize, bytes: &mut Vec<u8>) {
    write_number(u32::try_from(length).unwrap_or(u32::MAX), bytes);
}

/// A column of numbers: how many, then each.
pub(super) fn write_numbers(numbers: &[u32], bytes: &mut Vec<u8>) {
    write_length(numbers.len(), bytes);
    for number in numbers {
        write_number(*number, bytes);
    }
}

/// Bytes below this are no letters: in a column of texts they tell how much a text shares with the one before.
const FIRST_LETTER: u8 = 32;

/// A column of texts: how many; of each how many bytes it shares with the one before, then what differs. The byte that
/// begins the next text ends it, a zero ends the last: brotli makes a tenth less of that than of lengths.
pub(super) fn write_texts<'a>(texts: impl ExactSizeIterator<Item = &'a str>, bytes: &mut Vec<u8>) {
    write_length(texts.len(), bytes);
    let mut previous = String::new();
    for text in texts {
        let text = text.replace(|letter| letter < char::from(FIRST_LETTER), "");
        let mut shared = 0;
        for (letter, other) in text.chars().zip(previous.chars()) {
            let end = shared + letter.len_utf8();
            if letter != other || end >= usize::from(FIRST_LETTER) {
                break;
            }
            shared = end;
        }
        bytes.push(shared.to_le_bytes()[0]);
        bytes.extend(&text.as_bytes()[shared..]);
        previous = text;
    }
    bytes.push(0);
}

/// Takes numbers and texts off the front. A count is believed only as far as there are bytes for it, so that no forged
/// count can ask for more memory than a small multiple of the input.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*byte)
    }

    pub(super) fn number(&mut self) -> Option<u32> {
        let mut value = 0_u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            value |= u32::from(byte & 127) << shift;
            if byte & 128 == 0 {
                return Some(value);
            }
        }
        None
    }

    fn count(&mut self) -> Option<usize> {
        let count = self.number()? as usize;
        (count <= self.rest.len()).then_some(count)
    }

    /// See [`write_numbers`].
    pub(super) fn numbers(&mut self) -> Option<Vec<u32>> {
        let mut numbers = Vec::new();
        for _ in 0..self.count()? {
            numbers.push(self.number()?);
        }
        Some(numbers)
    }

    /// Two columns of numbers, of one length.
    pub(super) fn pairs(&mut self) -> Option<(Vec<u32>, Vec<u32>)> {
        let (left, right) = (self.numbers()?, self.numbers()?);
        (left.len() == right.len()).then_some((left, right))
    }

    /// See [`write_texts`].
    pub(super) fn texts(&mut self) -> Option<Vec<String>> {
        let mut texts: Vec<String> = Vec::new();
        let mut text = String::new();
        for _ in 0..self.count()? {
            // No more than the writer shares: of a long text, each time one letter longer, the square would fill memory.
            let shared = self.byte().filter(|shared| *shared < FIRST_LETTER)?;
            let kept = text.get(..usize::from(shared))?.len();
            text.truncate(kept);
            let length = self.rest.iter().position(|byte| *byte < FIRST_LETTER)?;
            let (taken, rest) = self.rest.split_at(length);
            self.rest = rest;
            text.push_str(core::str::from_utf8(taken).ok()?);
            texts.push(text.clone());
        }
        (self.byte()? == 0).then_some(texts)
    }

    /// Texts that rise.
    pub(super) fn sorted(&mut self) -> Option<Vec<String>> {
        let texts = self.texts()?;
        let mut last: Option<&String> = None;
        for text in &texts {
            if last.is_some_and(|last| last >= text) {
                return None;
            }
            last = Some(text);
        }
        Some(texts)
    }
}

/// Texts with the number of the first of the things that belong to each, from how many belong to it.
pub(super) fn with_starts(texts: Vec<String>, sizes: &[u32], all: usize) -> Option<Vec<(String, usize)>> {
    let mut start = 0_usize;
    let mut found = Vec::new();
    if texts.len() != sizes.len() {
        return None;
    }
    for (text, size) in texts.into_iter().zip(sizes) {
        found.push((text, start));
        start = start.checked_add(*size as usize)?;
    }
    (start == all).then_some(found)
}

/// What belongs to a text, see [`with_starts`].
pub(super) fn range_of(texts: &[(String, usize)], all: usize, wanted: &str) -> core::ops::Range<usize> {
    match texts.binary_search_by(|(text, _)| text.as_str().cmp(wanted)) {
        Ok(at) => texts[at].1..texts.get(at + 1).map_or(all, |next| next.1),
        Err(_) => 0..0,
    }
}
