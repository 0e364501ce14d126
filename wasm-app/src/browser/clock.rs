//! The phone's clock, and its dice.

/// Seconds since 1970.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // milliseconds of this age fit easily
pub(crate) fn now() -> u64 {
    (js_sys::Date::now() / 1000.0) as u64
}

/// A number by chance.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // below 65536
pub(crate) fn chance() -> u16 {
    (js_sys::Math::random() * 65_536.0) as u16
}

/// A number by chance, of 64 bits.
pub(crate) fn chance_of_64() -> u64 {
    (0..4).fold(0, |number, _| number << 16 | u64::from(chance()))
}
