//! How much data a page costs at most: told to whoever pays for it by the megabyte.

/// Stands in a page for its own weight until that is known; no text has these letters.
pub(super) const PLACE: &str = "\u{f8ff}weight\u{f8ff}";
/// Size classes, in thousands of bytes.
const CLASSES: [usize; 8] = [15, 20, 30, 50, 75, 100, 200, 500];
/// The largest share of a page's bytes that is left after compression. Measured with brotli over the starter content: 0.21
/// to 0.29; a test holds that no page weighs more than it tells. Compressing each page to know it exactly would take longer
/// than all the rest of writing it.
const COMPRESSED: f64 = 0.30;
/// What comes along when a page is opened first: loader, script and icon, compressed.
const BESIDE: usize = 5_000;

/// The page with its size class in thousands of bytes.
pub(super) fn write(page: &str) -> String {
    page.replace(PLACE, &class(page.len()).to_string())
}

/// Thousands of bytes below which a page of so many bytes comes.
fn class(bytes: usize) -> usize {
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss
    )] // far below 2⁵²
    let compressed = (bytes as f64 * COMPRESSED) as usize;
    let kilobytes = (compressed + BESIDE).div_ceil(1000);
    CLASSES
        .into_iter()
        .find(|class| kilobytes <= *class)
        .unwrap_or(kilobytes)
}

#[cfg(test)]
mod tests {
    use super::{PLACE, write};

    #[test]
    fn the_weight_stands_in_its_place() {
        assert_eq!(write(&format!("a {{}} {PLACE} KB")), "a {} 15 KB");
        assert_eq!(write("a"), "a");
    }
}
