//! Which sizes of a picture are published.

/// Widths in pixels: a column of text on a small phone, on one with two or three points a pixel, and the most that is of
/// use in a column of 40 rem.
pub(super) const WIDTHS: [u32; 3] = [360, 720, 1080];

/// The sizes of a picture of this size, the smallest first. None is larger than the picture, and each lower one has at
/// most four fifths of the next one's width: what saves less is not worth a file.
pub(super) fn sizes(width: u32, height: u32) -> Vec<(u32, u32)> {
    let widest = width.clamp(1, WIDTHS[WIDTHS.len() - 1]);
    let lower = WIDTHS.into_iter().filter(|lower| lower * 5 <= widest * 4);
    lower
        .chain([widest])
        .map(|one| (one, scaled(height, one, width)))
        .collect()
}

/// `height` of a picture that is `width` wide, at the width `one`.
fn scaled(height: u32, one: u32, width: u32) -> u32 {
    let (height, one, width) = (u64::from(height), u64::from(one), u64::from(width.max(1)));
    // No more than `height`, as nothing is enlarged.
    u32::try_from((height * one + width / 2) / width)
        .unwrap_or(u32::MAX)
        .max(1)
}

#[cfg(test)]
mod tests {
    use super::sizes;

    #[test]
    fn nothing_is_enlarged_and_no_two_are_nearly_the_same() {
        let widths = |width| sizes(width, 100).iter().map(|size| size.0).collect::<Vec<_>>();
        assert_eq!(widths(4000), [360, 720, 1080]);
        assert_eq!(widths(1000), [360, 720, 1000]);
        assert_eq!(widths(800), [360, 800]);
        assert_eq!(widths(400), [400]);
        assert_eq!(widths(1), [1]);
    }

    #[test]
    fn the_shape_stays() {
        assert_eq!(sizes(4032, 3024), [(360, 270), (720, 540), (1080, 810)]);
        assert_eq!(sizes(1700, 4), [(360, 1), (720, 2), (1080, 3)]);
    }
}
