//! Pixels become a small PNG: few colours, each pixel a number of four bits.

use std::{cmp::Reverse, collections::BTreeMap};

use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, Filter};
use resvg::tiny_skia::{Pixmap, PremultipliedColorU8};

/// Colours of a picture: what four bits can tell apart.
const MOST: usize = 16;
/// Two colours nearer than this, squared over the three channels, are one: half a step of a rim's softness.
const NEAR: i32 = 20 * 20;

type Colour = [u8; 3];

/// The pixels as a PNG with a palette. The same pixels give the same bytes.
///
/// # Errors
/// What the encoder says; a picture has always some pixels and a palette.
pub(super) fn png(pixels: &Pixmap) -> Result<Vec<u8>, EncodingError> {
    // Most pixels are as the one before: what has to be looked up is looked up once for all of those.
    let runs: Vec<(Colour, usize)> = pixels
        .pixels()
        .chunk_by(|left, right| left == right)
        .map(|same| (colour(same[0]), same.len()))
        .collect();
    let mut seen: BTreeMap<Colour, usize> = BTreeMap::new();
    for (colour, length) in &runs {
        *seen.entry(*colour).or_default() += length;
    }
    let palette = palette(&seen);
    let numbers: BTreeMap<Colour, u8> = seen
        .keys()
        .map(|colour| (*colour, nearest(&palette, *colour)))
        .collect();
    let mut unpacked = Vec::with_capacity(pixels.pixels().len());
    for (colour, length) in &runs {
        unpacked.resize(unpacked.len() + length, numbers[colour]);
    }
    encoded(&unpacked, &palette, (pixels.width(), pixels.height()))
}

/// A PNG from the number of each pixel.
fn encoded(numbers: &[u8], palette: &[Colour], (width, height): (u32, u32)) -> Result<Vec<u8>, EncodingError> {
    let rows = numbers.chunks(width as usize);
    let pairs = rows.flat_map(|row| row.chunks(2));
    let packed: Vec<u8> = pairs
        .map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or_default())
        .collect();
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Four);
    encoder.set_palette(palette.concat());
    encoder.set_compression(Compression::High);
    // Numbers of a palette are no amounts: their differences say nothing.
    encoder.set_filter(Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&packed)?;
    writer.finish()?;
    Ok(bytes)
}

/// The colours seen most, none of them like another; the darker one of two seen as often.
fn palette(seen: &BTreeMap<Colour, usize>) -> Vec<Colour> {
    let mut by_number: Vec<(&Colour, &usize)> = seen.iter().collect();
    by_number.sort_by_key(|(_, number)| Reverse(*number));
    let mut palette: Vec<Colour> = Vec::with_capacity(MOST);
    for (colour, _) in by_number {
        if palette.len() < MOST && palette.iter().all(|known| distance(*known, *colour) >= NEAR) {
            palette.push(*colour);
        }
    }
    palette
}

/// Number of the colour in the palette that is most like `colour`.
#[allow(clippy::cast_possible_truncation)] // below MOST
fn nearest(palette: &[Colour], colour: Colour) -> u8 {
    let distances = palette.iter().map(|known| distance(*known, colour));
    distances
        .enumerate()
        .min_by_key(|(_, distance)| *distance)
        .map_or(0, |(number, _)| number as u8)
}

fn distance(left: Colour, right: Colour) -> i32 {
    let channels = left.into_iter().zip(right);
    channels
        .map(|(left, right)| (i32::from(left) - i32::from(right)).pow(2))
        .sum()
}

/// The ground is opaque, so no pixel is seen through.
fn colour(pixel: PremultipliedColorU8) -> Colour {
    [pixel.red(), pixel.green(), pixel.blue()]
}

#[cfg(test)]
mod tests {
    use resvg::tiny_skia::{Color, Pixmap, PremultipliedColorU8};

    use super::{palette, png};

    #[test]
    fn what_is_read_back_is_what_was_drawn() {
        let mut drawn = Pixmap::new(7, 2).expect("some pixels");
        drawn.fill(Color::from_rgba8(250, 240, 230, 255));
        let red = PremultipliedColorU8::from_rgba(200, 0, 10, 255).expect("opaque");
        drawn.pixels_mut()[9] = red;
        let read = Pixmap::decode_png(&png(&drawn).expect("encoded")).expect("a PNG");
        assert_eq!(read.pixels(), drawn.pixels());
    }

    #[test]
    fn a_palette_holds_no_two_alike_and_the_frequent_first() {
        let seen = (0..=255)
            .map(|red| ([red, 0, 0], if red == 200 { 9 } else { 1 }))
            .collect();
        let palette = palette(&seen);
        assert_eq!(palette[0], [200, 0, 0]);
        assert!(palette.len() <= 16 && palette.len() > 8, "{palette:?}");
    }
}
