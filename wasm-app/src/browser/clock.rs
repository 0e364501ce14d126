//! The phone's clock.

/// Seconds since 1970.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // milliseconds of this age fit easily
pub(crate) fn now() -> u64 {
    (js_sys::Date::now() / 1000.0) as u64
}
