//! Encodes points. One thread for each picture: an encoder that shares its work among threads gives other bytes for other
//! numbers of them, and pictures enough are encoded at once.

use image::{
    ExtendedColorType, ImageEncoder, RgbImage,
    codecs::png::{CompressionType, FilterType, PngEncoder},
};
use jpeg_encoder::{ColorType, SamplingFactor};
use ravif::{BitDepth, Img, RGB8, RGBA8};

use super::{Form, MOST_BYTES, Rendition, read::Points};

/// Releases of the crates that decide over bytes, as `Cargo.lock` has them; a test in `tests/pictures.rs` holds it.
pub(super) const ENCODERS: [(&str, &str); 9] = [
    ("image", "0.25.10"),
    ("image-webp", "0.2.4"),
    ("jpeg-encoder", "0.7.1"),
    ("moxcms", "0.8.1"),
    ("png", "0.18.1"),
    ("ravif", "0.13.0"),
    ("rav1e", "0.8.1"),
    ("zune-core", "0.5.3"),
    ("zune-jpeg", "0.5.15"),
];

/// Settings of AVIF: rav1e's speed, and qualities to be tried until the file is light enough. Measured on a photo of 12
/// million points, three widths, one core of the build machine, without assembler: 3 s at speed 9, 6 s at 8 for the same
/// bytes, 1.6 s at 10 for 10 % more.
pub(super) const MODERN: (u8, [f32; 2]) = (9, [60.0, 42.0]);
/// Qualities of JPEG, to be tried likewise. At the first a photo 1080 points wide has some 150 KB; AVIF, 70 KB.
pub(super) const PLAIN: [u8; 3] = [72, 58, 45];

/// The points in AVIF; nothing when the encoder does not take a picture of this shape.
pub(super) fn modern(points: &Points) -> Option<Rendition> {
    let (speed, qualities) = MODERN;
    let files = qualities.into_iter().map_while(|quality| {
        let encoder = ravif::Encoder::new()
            .with_quality(quality)
            .with_alpha_quality(quality)
            .with_speed(speed)
            .with_num_threads(Some(1))
            // Ten bits cost weak phones time and show no better here.
            .with_bit_depth(BitDepth::Eight);
        let (width, height) = points.size();
        let (width, height) = (width as usize, height as usize);
        let encoded = match points {
            Points::Opaque(points) => {
                let points: Vec<RGB8> = points.pixels().map(|point| RGB8::from(point.0)).collect();
                encoder.encode_rgb(Img::new(&points, width, height))
            }
            Points::Clear(points) => {
                let points: Vec<RGBA8> = points.pixels().map(|point| RGBA8::from(point.0)).collect();
                encoder.encode_rgba(Img::new(&points, width, height))
            }
        };
        encoded.ok().map(|encoded| encoded.avif_file)
    });
    Some(points.rendition(Form::Avif, light(files)?))
}

/// The points in the form that every browser shows; nothing only when there are too many for the form.
pub(super) fn plain(points: &Points) -> Option<Rendition> {
    match points {
        Points::Opaque(opaque) => {
            let files = PLAIN.into_iter().map_while(|quality| jpeg(opaque, quality));
            Some(points.rendition(Form::Jpeg, light(files)?))
        }
        Points::Clear(clear) => {
            let mut file = Vec::new();
            let encoder = PngEncoder::new_with_quality(&mut file, CompressionType::Best, FilterType::Adaptive);
            let (width, height) = clear.dimensions();
            encoder
                .write_image(clear, width, height, ExtendedColorType::Rgba8)
                .ok()?;
            Some(points.rendition(Form::Png, file))
        }
    }
}

/// The first file that is light enough, else the last. Those after it are not made.
fn light(files: impl Iterator<Item = Vec<u8>>) -> Option<Vec<u8>> {
    let mut last = None;
    for file in files {
        let is_light = file.len() <= MOST_BYTES;
        last = Some(file);
        if is_light {
            break;
        }
    }
    last
}

/// Progressive, as it shows early on a slow line, and is smaller: by a quarter with its own tables, measured.
fn jpeg(points: &RgbImage, quality: u8) -> Option<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut file, quality);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    let (width, height) = points.dimensions();
    let (width, height) = (width.try_into().ok()?, height.try_into().ok()?);
    encoder.encode(points, width, height, ColorType::Rgb).ok()?;
    Some(file)
}

impl Points {
    fn size(&self) -> (u32, u32) {
        match self {
            Self::Opaque(points) => points.dimensions(),
            Self::Clear(points) => points.dimensions(),
        }
    }

    fn rendition(&self, form: Form, bytes: Vec<u8>) -> Rendition {
        let (width, height) = self.size();
        Rendition {
            form,
            width,
            height,
            bytes,
        }
    }
}
