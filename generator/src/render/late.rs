//! What is put into a page when its template has written it: the styles, which are long and the same in all pages, and how
//! much data the page costs at most, told to whoever pays for it by the megabyte.

/// Stands in a page for the styles; no text has these letters.
pub(super) const STYLES: &str = "\u{f8ff}styles\u{f8ff}";
/// Stands in a page for its own weight until that is known.
pub(super) const WEIGHT: &str = "\u{f8ff}weight\u{f8ff}";
/// The letter both begin with.
const MARK: char = '\u{f8ff}';
/// Size classes, in thousands of bytes.
const CLASSES: [usize; 8] = [15, 20, 30, 50, 75, 100, 200, 500];
/// The largest share of a page's bytes that is left after compression. Measured with brotli over the starter content: 0.21
/// to 0.29; a test holds that no page weighs more than it tells. Compressing each page to know it exactly would take longer
/// than all the rest of writing it.
const COMPRESSED: f64 = 0.30;
/// What comes along when a page is opened first: loader, script and icon, compressed.
const BESIDE: usize = 5_000;

/// The page with its styles and its size class in thousands of bytes.
pub(super) fn write(page: &str, styles: &str) -> String {
    let with_styles = page.len() + page.matches(STYLES).count() * styles.len();
    let class = class(with_styles - page.matches(STYLES).count() * STYLES.len()).to_string();
    let mut written = String::with_capacity(with_styles);
    let mut rest = page;
    while let Some(at) = rest.find(MARK) {
        let (before, place) = rest.split_at(at);
        written.push_str(before);
        let (put, length) = if place.starts_with(STYLES) {
            (styles, STYLES.len())
        } else if place.starts_with(WEIGHT) {
            (class.as_str(), WEIGHT.len())
        } else {
            (&place[..MARK.len_utf8()], MARK.len_utf8())
        };
        written.push_str(put);
        rest = &place[length..];
    }
    written.push_str(rest);
    written
}

/// As many bytes as a page of so many has at most when it travels.
pub(super) fn compressed(bytes: usize) -> usize {
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss
    )] // far below 2⁵²
    let compressed = (bytes as f64 * COMPRESSED) as usize;
    compressed
}

/// Thousands of bytes below which a page of so many bytes comes.
fn class(bytes: usize) -> usize {
    let kilobytes = (compressed(bytes) + BESIDE).div_ceil(1000);
    CLASSES
        .into_iter()
        .find(|class| kilobytes <= *class)
        .unwrap_or(kilobytes)
}

#[cfg(test)]
mod tests {
    use super::{MARK, STYLES, WEIGHT, class, write};

    #[test]
    fn styles_and_weight_stand_in_their_places() {
        assert_eq!(write(&format!("a {{}} {WEIGHT} KB"), ""), "a {} 15 KB");
        assert_eq!(
            write(&format!("<style>{STYLES}</style>{MARK}a"), "b{}"),
            format!("<style>b{{}}</style>{MARK}a")
        );
        assert_eq!(write("a", "b"), "a");
    }

    #[test]
    fn styles_have_their_weight() {
        let styles = "a".repeat(200_000);
        let written = write(&format!("{STYLES}{WEIGHT}"), &styles);
        assert_eq!(written, format!("{styles}{}", class(styles.len() + WEIGHT.len())));
    }
}
