//! One picture of the content becomes those that are published: a few widths, AVIF and a form that every browser shows.
//!
//! In: the bytes of a JPEG, PNG or WebP. Out: a [`Picture`], upright, in sRGB, without any metadata: only the points are
//! taken over, so that no place, name or day of a photo can come along. The same bytes give the same pictures, whatever
//! the number of threads. Nothing here knows files: [`kept`] says how a picture lies in a cache, and under which name.

#[cfg(feature = "portal")]
pub mod kept;
#[cfg(feature = "portal")]
mod plan;
#[cfg(feature = "portal")]
mod read;
#[cfg(feature = "portal")]
mod write;

/// Files below `content/media/` that are taken for pictures. Of the last row none is accepted: browsers do not show them
/// all, or they cannot be freed of what they tell about whoever took them.
const EXTENSIONS: [&str; 13] = [
    "jpg", "jpeg", "png", "webp", //
    "gif", "bmp", "tif", "tiff", "heic", "heif", "avif", "jxl", "svg",
];

/// A picture as it is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// By form, the narrowest first; the last one is in the form that every browser shows.
    pub renditions: Vec<Rendition>,
}

/// One file of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendition {
    /// How it is encoded.
    pub form: Form,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The file.
    pub bytes: Vec<u8>,
}

/// How a published picture is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For browsers of the last years.
    Avif,
    /// For all others.
    Jpeg,
    /// For all others, where parts are transparent.
    Png,
}

impl Form {
    /// Ending of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Avif => "avif",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }
}

/// Why a file cannot be published as a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A picture of a kind that is not accepted, by its name.
    Kind(&'static str),
    /// No picture at all.
    NoPicture,
    /// The file ends before the picture does.
    CutShort,
    /// The file is whole, what it holds is not.
    Damaged,
    /// More points than are opened.
    TooLarge {
        /// Width in pixels, as the file claims.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
}

/// Longest side that is opened, in pixels.
pub const MOST_SIDE: u32 = 12_000;
/// Most points that are opened: the cameras of common phones have up to 50 million.
pub const MOST_POINTS: u64 = 52_000_000;

/// Bytes that one published file should not exceed: 3 seconds on a poor line of some 500 kbit/s.
pub const MOST_BYTES: usize = 200_000;

/// Width and height of a picture as it is to be seen. All of it is decoded: half a picture is none.
///
/// # Errors
/// See [`Fault`].
#[cfg(feature = "portal")]
pub fn size(bytes: &[u8]) -> Result<(u32, u32), Fault> {
    Ok(read::read(bytes)?.upright_size())
}

/// True when the file of this path is taken for a picture.
pub fn is_picture(path: &str) -> bool {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension);
    extension.is_some_and(|extension| EXTENSIONS.contains(&extension.to_ascii_lowercase().as_str()))
}

/// Makes the published pictures of one.
///
/// # Errors
/// See [`Fault`].
#[cfg(feature = "portal")]
pub fn make(bytes: &[u8]) -> Result<Picture, Fault> {
    let original = read::read(bytes)?;
    let (width, height) = original.upright_size();
    let sizes = plan::sizes(width, height);
    let mut modern = Vec::new();
    let mut plain = Vec::new();
    // From the largest down, each from the one before it: a phone's photo has ten times the points of the first.
    let mut points = original.upright(sizes[sizes.len() - 1]);
    for size in sizes.into_iter().rev() {
        points = points.resized(size);
        modern.extend(write::modern(&points));
        plain.push(write::plain(&points).ok_or(Fault::Damaged)?);
    }
    let weight = |renditions: &[Rendition]| renditions.iter().map(|one| one.bytes.len()).sum::<usize>();
    // Drawings of few colours are smaller as they were.
    if modern.len() < plain.len() || weight(&modern) >= weight(&plain) {
        modern.clear();
    }
    let renditions = modern.into_iter().rev().chain(plain.into_iter().rev());
    Ok(Picture {
        renditions: renditions.collect(),
    })
}

#[cfg(test)]
mod tests {
    use image::{ImageEncoder, codecs::png::PngEncoder};

    use super::{Fault, Form, is_picture, make};

    /// Bands of colour under a disc, encoded as PNG.
    fn drawing(width: u32, height: u32, transparent: bool) -> Vec<u8> {
        let picture = image::RgbaImage::from_fn(width, height, |x, y| {
            let alpha = if transparent && x < width / 2 { 0 } else { 255 };
            let wave = ((x * x / 7 + y * y / 5) % 256) as u8;
            image::Rgba([wave, (x * 255 / width) as u8, (y * 255 / height) as u8, alpha])
        });
        let mut bytes = std::io::Cursor::new(Vec::new());
        picture
            .write_to(&mut bytes, image::ImageFormat::Png)
            .expect("memory takes all");
        bytes.into_inner()
    }

    #[test]
    fn a_wide_picture_gets_three_widths_in_two_forms() {
        let picture = make(&drawing(1600, 800, false)).expect("a picture");
        let made: Vec<_> = picture
            .renditions
            .iter()
            .map(|one| (one.form, one.width, one.height))
            .collect();
        let sizes = [(360, 180), (720, 360), (1080, 540)];
        let expected = [Form::Avif, Form::Jpeg].map(|form| sizes.map(|(width, height)| (form, width, height)));
        assert_eq!(made, expected.concat());
    }

    #[test]
    fn what_is_transparent_stays_transparent() {
        let picture = make(&drawing(300, 200, true)).expect("a picture");
        let last = picture.renditions.last().expect("a plain form");
        assert_eq!((last.form, last.width), (Form::Png, 300));
        let shown = image::load_from_memory(&last.bytes).expect("PNG").to_rgba8();
        assert_eq!((shown.get_pixel(10, 10)[3], shown.get_pixel(290, 10)[3]), (0, 255));
        let opaque = make(&drawing(300, 200, false)).expect("a picture");
        assert_eq!(opaque.renditions.last().map(|one| one.form), Some(Form::Jpeg));
    }

    #[test]
    fn colours_of_a_wider_space_are_brought_into_srgb_and_their_profile_goes() {
        let profile = moxcms::ColorProfile::new_display_p3().encode().expect("a profile");
        let mut bytes = Vec::new();
        let mut encoder = PngEncoder::new(&mut bytes);
        encoder.set_icc_profile(profile).expect("PNG takes profiles");
        let points = image::RgbImage::from_pixel(40, 40, image::Rgb([200, 100, 50]));
        encoder
            .write_image(&points, 40, 40, image::ExtendedColorType::Rgb8)
            .expect("memory takes all");
        let picture = make(&bytes).expect("a picture");
        let plain = picture.renditions.last().expect("a plain form");
        let mut decoder = zune_jpeg::JpegDecoder::new(zune_core::bytestream::ZCursor::new(&plain.bytes));
        let shown = decoder.decode().expect("a JPEG");
        assert!(decoder.icc_profile().is_none());
        // By the matrices of both spaces: 215, 92, 31.
        for (shown, expected) in shown[..3].iter().zip([215_u8, 92, 31]) {
            assert!(shown.abs_diff(expected) < 5, "{shown} is not near {expected}");
        }
    }

    #[test]
    fn what_is_no_whole_picture_says_why() {
        let whole = drawing(64, 64, false);
        assert_eq!(make(b"xin chao"), Err(Fault::NoPicture));
        assert_eq!(make(b""), Err(Fault::NoPicture));
        assert_eq!(make(b"GIF89a\x01\0\x01\0"), Err(Fault::Kind("GIF")));
        assert_eq!(make(b"\0\0\0\x18ftypheic\0\0\0\0"), Err(Fault::Kind("HEIC")));
        assert_eq!(make(&whole[..whole.len() / 2]), Err(Fault::CutShort));
        let mut spoilt = whole.clone();
        let middle = spoilt.len() / 2;
        spoilt[middle] ^= 0x55;
        assert_eq!(make(&spoilt), Err(Fault::Damaged));
    }

    #[test]
    fn names_tell_pictures_from_other_files() {
        assert!(is_picture("content/media/a.JPG") && is_picture("a.heic"));
        assert!(!is_picture("content/media/a.mp4") && !is_picture("png"));
    }
}
