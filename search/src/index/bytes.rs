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

/// A length; texts and lists of an index are far shorter than 2³² entries.
pub(super) fn write_length(length: usize, bytes: &mut Vec<u8>) {
    write_number(u32::try_from(length).unwrap_or(u32::MAX), bytes);
}

pub(super) fn write_text(text: &str, bytes: &mut Vec<u8>) {
    write_length(text.len(), bytes);
    bytes.extend(text.as_bytes());
}

/// Bytes that a text of a sorted list may share with the one before: a list of a long text, each time one letter longer,
/// would else fill memory with the square of its bytes.
const MOST_SHARED: usize = 255;

/// A text of a sorted list: how much it shares with the one before, then what differs.
pub(super) fn write_next(previous: &str, text: &str, bytes: &mut Vec<u8>) {
    let letters = previous.char_indices().zip(text.chars());
    let shared = letters
        .take_while(|((at, left), right)| left == right && at + left.len_utf8() <= MOST_SHARED)
        .map(|((_, letter), _)| letter.len_utf8())
        .sum();
    write_length(shared, bytes);
    write_text(&text[shared..], bytes);
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

    pub(super) fn count(&mut self) -> Option<usize> {
        let count = self.number()? as usize;
        (count <= self.rest.len()).then_some(count)
    }

    pub(super) fn text(&mut self) -> Option<&'a str> {
        let count = self.count()?;
        let (taken, rest) = self.rest.split_at(count);
        self.rest = rest;
        core::str::from_utf8(taken).ok()
    }

    /// See [`write_next`]: `previous` becomes the next text.
    pub(super) fn next(&mut self, previous: &mut String) -> Option<()> {
        let shared = self.number()? as usize;
        if shared > MOST_SHARED || !previous.is_char_boundary(shared) {
            return None;
        }
        previous.truncate(shared);
        previous.push_str(self.text()?);
        Some(())
    }
}
