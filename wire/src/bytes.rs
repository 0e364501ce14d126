//! A sum over bytes that finds damage in transit.

/// FNV-1a, 32 bits (Fowler, Noll, Vo).
pub(crate) fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    })
}
