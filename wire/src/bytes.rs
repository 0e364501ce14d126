//! Numbers and texts as bytes, and a sum over them that finds damage in transit.
//!
//! By hand instead of through serde: in the client, a dozen lines against some two kilobytes.

/// FNV-1a, 32 bits (Fowler, Noll, Vo).
pub(crate) fn checksum(bytes: &[u8]) -> u32 {
    checksum_from(NO_BYTES, bytes)
}

/// The sum over no bytes.
pub(crate) const NO_BYTES: u32 = 0x811c_9dc5;

/// The sum over bytes that follow others, whose sum is `before`.
pub(crate) fn checksum_from(before: u32, bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .fold(before, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

/// LEB128.
pub(crate) fn put_number(bytes: &mut Vec<u8>, number: u32) {
    put_long(bytes, u64::from(number));
}

/// LEB128.
pub(crate) fn put_long(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    bytes.push(number.to_le_bytes()[0]);
}

/// Length and letters.
pub(crate) fn put_text(bytes: &mut Vec<u8>, text: &str) {
    put_number(bytes, u32::try_from(text.len()).unwrap_or(u32::MAX));
    bytes.extend(text.as_bytes());
}

/// A day since 1970-01-01; none is 0, and the days around 1970 are the next small numbers.
pub(crate) fn put_day(bytes: &mut Vec<u8>, day: Option<i32>) {
    let zigzag = |day: i32| (day.cast_unsigned() << 1) ^ (day >> 31).cast_unsigned();
    put_number(bytes, day.map_or(0, |day| zigzag(day).saturating_add(1)));
}

/// What is left to read.
pub(crate) struct Reader<'a>(pub(crate) &'a [u8]);

impl<'a> Reader<'a> {
    pub(crate) fn number(&mut self) -> Option<u32> {
        let mut number = 0_u64;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return u32::try_from(number).ok();
            }
        }
        None
    }

    pub(crate) fn long(&mut self) -> Option<u64> {
        let mut number = 0_u128;
        for shift in (0..70).step_by(7) {
            let byte = self.byte()?;
            number |= u128::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return u64::try_from(number).ok();
            }
        }
        None
    }

    pub(crate) fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(byte)
    }

    /// 1 or 0; anything else is damage.
    pub(crate) fn flag(&mut self) -> Option<bool> {
        self.byte().filter(|byte| *byte < 2).map(|byte| byte == 1)
    }

    pub(crate) fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(bytes)
    }

    pub(crate) fn text(&mut self) -> Option<&'a str> {
        let length = self.number()? as usize;
        core::str::from_utf8(self.bytes(length)?).ok()
    }

    /// The outer `None` means damage, the inner one no day.
    #[allow(clippy::option_option)]
    pub(crate) fn day(&mut self) -> Option<Option<i32>> {
        let zigzag = self.number()?.checked_sub(1);
        Some(zigzag.map(|zigzag| (zigzag >> 1).cast_signed() ^ -(zigzag & 1).cast_signed()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::{Reader, put_day, put_long, put_number, put_text};

    proptest! {
        #[test]
        fn what_is_put_is_read(number in any::<u32>(), long in any::<u64>(), day in proptest::option::of(-1_000_000..1_000_000), text in any::<String>()) {
            let mut bytes = Vec::new();
            put_number(&mut bytes, number);
            put_long(&mut bytes, long);
            put_day(&mut bytes, day);
            put_text(&mut bytes, &text);
            let mut reader = Reader(&bytes);
            prop_assert_eq!(reader.number(), Some(number));
            prop_assert_eq!(reader.long(), Some(long));
            prop_assert_eq!(reader.day(), Some(day));
            prop_assert_eq!(reader.text(), Some(text.as_str()));
            prop_assert_eq!(reader.0.len(), 0);
        }
    }
}
