//! Pictures of members: told from other files, and rid of what cameras write into them, above all where they were taken.

use img_parts::{
    Bytes,
    jpeg::{Jpeg, JpegSegment, markers},
    png::Png,
    webp::WebP,
};
use wire::draft::MediaType;

use crate::picture;

/// Bytes from which a picture is called heavy: over 3 s on a poor line, as `heavy-picture` of the checks has it.
pub const HEAVY: usize = 200_000;
/// Bytes of the largest file that is looked at: what phones take has less.
pub const LARGEST: usize = 20_000_000;

/// A picture fit to be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Ending of its file's name.
    pub extension: &'static str,
    /// The file, without remarks of the camera.
    pub bytes: Vec<u8>,
}

/// The picture in a file, if it is one. Only what shows it is kept: no place, time, camera, thumbnail or hidden text. How the
/// camera was turned is kept, as the picture would lie on its side without it.
pub fn picture(bytes: &[u8]) -> Option<Picture> {
    if bytes.len() > LARGEST {
        return None;
    }
    let media_type = MediaType::of(bytes)?;
    let whole = Bytes::copy_from_slice(bytes);
    let (extension, bytes) = match media_type {
        MediaType::Jpeg => ("jpg", jpeg(Jpeg::from_bytes(whole).ok()?)),
        MediaType::Png => {
            let mut png = Png::from_bytes(whole).ok()?;
            // All that is needed to draw it; text, time, Exif and private chunks go.
            const KEPT: [&[u8; 4]; 11] = [
                b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs",
            ];
            png.chunks_mut().retain(|chunk| KEPT.contains(&&chunk.kind()));
            ("png", png.encoder().bytes().to_vec())
        }
        MediaType::Webp => {
            let mut webp = WebP::from_bytes(whole).ok()?;
            for kind in [*b"EXIF", *b"XMP "] {
                webp.remove_chunks_by_id(kind);
            }
            ("webp", webp.encoder().bytes().to_vec())
        }
    };
    // A head alone is no picture, nor is half of one.
    picture::size(&bytes).ok()?;
    Some(Picture { extension, bytes })
}

fn jpeg(mut jpeg: Jpeg) -> Vec<u8> {
    let turned = jpeg
        .segments()
        .iter()
        .filter(|segment| segment.marker() == markers::APP1)
        .find_map(|segment| orientation(segment.contents()));
    // APP0 says it is a JPEG, APP2 holds the colours, APP14 how they are coded.
    let is_remark = |marker: u8| {
        (markers::APP0..=markers::APP15).contains(&marker)
            && ![markers::APP0, markers::APP2, markers::APP14].contains(&marker)
            || marker == markers::COM
    };
    jpeg.segments_mut().retain(|segment| !is_remark(segment.marker()));
    if let Some(turned) = turned {
        // Exif with one entry: little end first, orientation (0x0112), one short number.
        let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\0\0\0\0\0\0\0\0".to_vec();
        exif[24] = turned;
        jpeg.segments_mut()
            .insert(0, JpegSegment::new_with_contents(markers::APP1, exif.into()));
    }
    jpeg.encoder().bytes().to_vec()
}

/// How the camera was turned (Exif 2.3, 4.6.4 A: tag 274), where it was: 2 to 8.
fn orientation(exif: &[u8]) -> Option<u8> {
    let tiff = exif.strip_prefix(b"Exif\0\0")?;
    let little = tiff.starts_with(b"II");
    let short = |at: usize| {
        let pair: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little {
            u16::from_le_bytes(pair)
        } else {
            u16::from_be_bytes(pair)
        })
    };
    let start = tiff.get(4..8)?.try_into().ok().map(|four| {
        if little {
            u32::from_le_bytes(four)
        } else {
            u32::from_be_bytes(four)
        }
    })?;
    let start = usize::try_from(start).ok()?;
    let count = usize::from(short(start)?);
    let entry = (0..count.min(200))
        .map(|number| start + 2 + 12 * number)
        .find(|at| short(*at) == Some(0x0112))?;
    let turned = u8::try_from(short(entry + 8)?).ok()?;
    (2..=8).contains(&turned).then_some(turned)
}

#[cfg(test)]
mod tests {
    use img_parts::{Bytes, ImageEXIF, jpeg::Jpeg};
    use proptest::prelude::{any, proptest};

    use super::{orientation, picture};

    const SAMPLE: &[u8] = include_bytes!("../../../content/media/may-2g-va-4g.jpg");

    #[test]
    fn where_a_picture_was_taken_is_not_kept_but_how_it_was_turned() {
        let mut jpeg = Jpeg::from_bytes(Bytes::from_static(SAMPLE)).expect("a picture");
        // Big end first: two entries, orientation 6 and a place.
        let exif = b"MM\0*\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\x88\x25\0\x04\0\0\0\x01GPS!\0\0\0\0";
        jpeg.set_exif(Some(Bytes::from_static(exif)));
        let taken = jpeg.encoder().bytes();
        assert!(taken.windows(4).any(|bytes| bytes == b"GPS!"));
        let kept = picture(&taken).expect("a picture");
        assert!(!kept.bytes.windows(4).any(|bytes| bytes == b"GPS!"));
        let again = Jpeg::from_bytes(kept.bytes.into()).expect("a picture");
        let exif = again.exif().expect("how it was turned");
        assert_eq!(orientation(&[b"Exif\0\0", &exif[..]].concat()), Some(6));
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        for bytes in [
            &b"<svg onload=alert(1)>"[..],
            b"\xff\xd8\xff",
            b"GIF89a",
            b"%PDF",
            b"\x89PNG\r\n\x1a\n",
            b"RIFF\x04\0\0\0WEBP",
            b"",
        ] {
            assert_eq!(picture(bytes), None);
        }
    }

    proptest! {
        #[test]
        fn no_bytes_panic(kind in 0..3_usize, bytes in any::<Vec<u8>>(), cut in 0..SAMPLE.len()) {
            let head: [&[u8]; 3] = [b"\xff\xd8\xff\xe1", b"\x89PNG\r\n\x1a\n", b"RIFF\x10\0\0\0WEBPVP8X"];
            let _ = picture(&[head[kind], &bytes].concat());
            let _ = picture(&SAMPLE[..cut]);
            let _ = orientation(&[&b"Exif\0\0II*\0"[..], &bytes].concat());
        }
    }
}
