//! Opens a picture, within bounds: what the file claims is compared with them before room is made for its points.

use std::io::{Cursor, ErrorKind};

use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, RgbImage, RgbaImage,
    imageops::FilterType, metadata::Orientation,
};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
use zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions};
use zune_jpeg::JpegDecoder;

use super::{Fault, MOST_POINTS, MOST_SIDE};

/// Most bytes for the points of one PNG or WebP: the points of [`MOST_POINTS`], with transparency.
const MOST_ROOM: u64 = MOST_POINTS * 4;

/// A picture as its file has it.
pub(super) struct Original {
    points: DynamicImage,
    orientation: Orientation,
    /// The file's own colours, when it describes them.
    profile: Option<Vec<u8>>,
}

/// The points of a picture that stands upright, in sRGB.
pub(super) enum Points {
    /// Red, green, blue.
    Opaque(RgbImage),
    /// With transparency, of which there is some.
    Clear(RgbaImage),
}

/// Opens a picture.
pub(super) fn read(bytes: &[u8]) -> Result<Original, Fault> {
    match kind(bytes) {
        Some("JPEG") => jpeg(bytes),
        Some("PNG") => other(bytes, ImageFormat::Png),
        Some("WebP") => {
            // The head says how long the file is.
            let claimed = bytes.get(4..8).and_then(|length| length.try_into().ok());
            let claimed = claimed.map_or(usize::MAX, |length| u32::from_le_bytes(length) as usize);
            if bytes.len() < claimed.saturating_add(8) {
                return Err(Fault::CutShort);
            }
            other(bytes, ImageFormat::WebP)
        }
        Some(kind) => Err(Fault::Kind(kind)),
        None => Err(Fault::NoPicture),
    }
}

/// What the first bytes say a file is; its name may say anything.
fn kind(bytes: &[u8]) -> Option<&'static str> {
    const HEADS: [(&[u8], &str); 9] = [
        (b"\xff\xd8\xff", "JPEG"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"GIF8", "GIF"),
        (b"BM", "BMP"),
        (b"II*\0", "TIFF"),
        (b"MM\0*", "TIFF"),
        (b"\xff\x0a", "JPEG XL"),
        (b"\0\0\0\x0cJXL ", "JPEG XL"),
        (b"<svg", "SVG"),
    ];
    let head = HEADS.iter().find(|(head, _)| bytes.starts_with(head));
    let text = &bytes[..bytes.len().min(1000)];
    match (bytes.get(..4), bytes.get(4..8), bytes.get(8..12)) {
        _ if head.is_some() => head.map(|(_, kind)| *kind),
        (Some(b"RIFF"), _, Some(b"WEBP")) => Some("WebP"),
        (_, Some(b"ftyp"), Some(b"avif" | b"avis")) => Some("AVIF"),
        (_, Some(b"ftyp"), Some(b"heic" | b"heix" | b"hevc" | b"mif1" | b"msf1")) => Some("HEIC"),
        (Some(b"<?xm"), ..) if text.windows(4).any(|four| four == b"<svg") => Some("SVG"),
        _ => None,
    }
}

fn within(width: u32, height: u32) -> Result<(), Fault> {
    if width.max(height) > MOST_SIDE || u64::from(width) * u64::from(height) > MOST_POINTS {
        return Err(Fault::TooLarge { width, height });
    }
    Ok(())
}

/// The decoder is told to be strict: left to itself it paints grey what is missing, as browsers do.
fn jpeg(bytes: &[u8]) -> Result<Original, Fault> {
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX));
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    let fault = || {
        if is_cut_short(bytes) {
            Fault::CutShort
        } else {
            Fault::Damaged
        }
    };
    decoder.decode_headers().map_err(|_| fault())?;
    let info = decoder.info().ok_or(Fault::Damaged)?;
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    within(width, height)?;
    if is_cut_short(bytes) {
        return Err(Fault::CutShort);
    }
    let is_grey = decoder.input_colorspace() == Some(ColorSpace::Luma);
    let wanted = if is_grey { ColorSpace::Luma } else { ColorSpace::RGB };
    decoder.set_options(options.jpeg_set_out_colorspace(wanted));
    let points = decoder.decode().map_err(|_| Fault::Damaged)?;
    let points = if is_grey {
        image::GrayImage::from_raw(width, height, points).map(DynamicImage::ImageLuma8)
    } else {
        RgbImage::from_raw(width, height, points).map(DynamicImage::ImageRgb8)
    };
    let orientation = decoder.exif().and_then(|exif| Orientation::from_exif_chunk(exif));
    Ok(Original {
        points: points.ok_or(Fault::Damaged)?,
        orientation: orientation.unwrap_or(Orientation::NoTransforms),
        profile: decoder.icc_profile(),
    })
}

/// True when no end comes after the head of a JPEG. The small picture that cameras put into the head has an end too, so
/// the head is passed over first.
fn is_cut_short(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some([0xff, marker, high, low]) = bytes.get(at..at + 4) {
        match marker {
            // Any number of these may stand before a marker.
            0xff => at += 1,
            0xda => return !bytes[at..].windows(2).any(|two| two == [0xff, 0xd9]),
            _ => at += 2 + usize::from(u16::from_be_bytes([*high, *low])),
        }
    }
    at + 4 > bytes.len()
}

fn other(bytes: &[u8], format: ImageFormat) -> Result<Original, Fault> {
    let fault = |error: ImageError| match error {
        ImageError::IoError(error) if error.kind() == ErrorKind::UnexpectedEof => Fault::CutShort,
        _ => Fault::Damaged,
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    // Set below, when the size is known: a refusal should tell it.
    reader.no_limits();
    let mut decoder = reader.into_decoder().map_err(fault)?;
    let (width, height) = decoder.dimensions();
    within(width, height)?;
    if decoder.total_bytes() > MOST_ROOM {
        return Err(Fault::TooLarge { width, height });
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_SIDE);
    limits.max_image_height = Some(MOST_SIDE);
    limits.max_alloc = Some(MOST_ROOM * 2);
    decoder
        .set_limits(limits)
        .map_err(|_| Fault::TooLarge { width, height })?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten();
    let points = DynamicImage::from_decoder(decoder).map_err(fault)?;
    Ok(Original {
        points,
        orientation,
        profile,
    })
}

impl Original {
    /// Width and height as the picture is to be seen.
    pub(super) fn upright_size(&self) -> (u32, u32) {
        let (width, height) = (self.points.width(), self.points.height());
        if self.lies() { (height, width) } else { (width, height) }
    }

    /// True when it has to be turned by a quarter.
    fn lies(&self) -> bool {
        use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
        matches!(self.orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
    }

    /// The picture upright, in sRGB, at a size. It is made small first: turning and colours cost by the point.
    pub(super) fn upright(self, size: (u32, u32)) -> Points {
        let (width, height) = if self.lies() { (size.1, size.0) } else { size };
        let Self {
            points,
            orientation,
            profile,
        } = self;
        let points = if points.color().has_alpha() {
            Points::Clear(points.into_rgba8())
        } else {
            Points::Opaque(points.into_rgb8())
        };
        let points = match points.resized((width, height)) {
            Points::Clear(points) if points.pixels().all(|point| point[3] == u8::MAX) => {
                Points::Opaque(DynamicImage::ImageRgba8(points).into_rgb8())
            }
            other => other,
        };
        let points = match profile {
            Some(profile) => points.in_srgb(&profile),
            None => points,
        };
        points.turned(orientation)
    }
}

impl Points {
    fn turned(self, orientation: Orientation) -> Self {
        let is_clear = matches!(self, Self::Clear(_));
        let mut whole = match self {
            Self::Opaque(points) => DynamicImage::ImageRgb8(points),
            Self::Clear(points) => DynamicImage::ImageRgba8(points),
        };
        whole.apply_orientation(orientation);
        if is_clear {
            Self::Clear(whole.into_rgba8())
        } else {
            Self::Opaque(whole.into_rgb8())
        }
    }

    /// In sRGB, which is what browsers take points for that say nothing. A profile that cannot be read is left aside.
    fn in_srgb(self, profile: &[u8]) -> Self {
        let Ok(from) = ColorProfile::new_from_slice(profile) else {
            return self;
        };
        if from.color_space != DataColorSpace::Rgb {
            return self;
        }
        let convert = |points: &mut [u8], layout| {
            let options = TransformOptions::default();
            let Ok(transform) = from.create_transform_8bit(layout, &ColorProfile::new_srgb(), layout, options) else {
                return;
            };
            let mut converted = vec![0; points.len()];
            if transform.transform(points, &mut converted).is_ok() {
                points.copy_from_slice(&converted);
            }
        };
        match self {
            Self::Opaque(mut points) => {
                convert(&mut points, Layout::Rgb);
                Self::Opaque(points)
            }
            Self::Clear(mut points) => {
                convert(&mut points, Layout::Rgba);
                Self::Clear(points)
            }
        }
    }

    /// At another size.
    pub(super) fn resized(self, (width, height): (u32, u32)) -> Self {
        match self {
            Self::Opaque(points) if points.dimensions() == (width, height) => Self::Opaque(points),
            Self::Clear(points) if points.dimensions() == (width, height) => Self::Clear(points),
            Self::Opaque(points) => Self::Opaque(smaller(&DynamicImage::ImageRgb8(points), width, height).into_rgb8()),
            Self::Clear(mut points) => {
                weigh(&mut points);
                let mut points = smaller(&DynamicImage::ImageRgba8(points), width, height).into_rgba8();
                unweigh(&mut points);
                Self::Clear(points)
            }
        }
    }
}

/// Down to twice the wanted size by plain means of points, which is quick; the rest by a filter that keeps edges. Through
/// [`DynamicImage`], as generic code is compiled with this crate, unoptimised where it is being worked on.
fn smaller(points: &DynamicImage, width: u32, height: u32) -> DynamicImage {
    let (twice_width, twice_height) = (width * 2, height * 2);
    if points.width() > twice_width && points.height() > twice_height {
        let twice = points.thumbnail_exact(twice_width, twice_height);
        return twice.resize_exact(width, height, FilterType::Lanczos3);
    }
    points.resize_exact(width, height, FilterType::Lanczos3)
}

/// Colours by their opacity: what cannot be seen must not colour its neighbours.
fn weigh(points: &mut RgbaImage) {
    for point in points.pixels_mut() {
        let [colours @ .., opacity] = &mut point.0;
        for colour in colours {
            *colour = share(u16::from(*colour) * u16::from(*opacity), u8::MAX);
        }
    }
}

/// The opposite of [`weigh`].
fn unweigh(points: &mut RgbaImage) {
    for point in points.pixels_mut() {
        let [colours @ .., opacity] = &mut point.0;
        for colour in colours.iter_mut().filter(|_| *opacity > 0) {
            *colour = share(u16::from(*colour) * u16::from(u8::MAX), *opacity);
        }
    }
}

/// A product divided, rounded, kept in the range of a colour.
fn share(product: u16, by: u8) -> u8 {
    let by = u16::from(by);
    u8::try_from(product.saturating_add(by / 2) / by).unwrap_or(u8::MAX)
}
