//! Photos as phones write them, made anew for each test.

/// What the camera wrote into the photo.
pub(super) const CAMERA: &str = "DIEN-THOAI-CHI-LAN";
/// Colours of the quarters as the file has them: above left and right, below left and right.
pub(super) const QUARTERS: [[u8; 3]; 4] = [[220, 30, 30], [30, 200, 30], [30, 30, 220], [240, 240, 240]];

/// A photo of four quarters of colour with a little grain, without metadata.
pub(super) fn plain_photo(width: u16, height: u16) -> Vec<u8> {
    let mut points = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let quarter = usize::from(x >= width / 2) + 2 * usize::from(y >= height / 2);
            let grain = u8::try_from((u32::from(x) * 7 + u32::from(y) * 13) % 11).expect("small");
            points.extend(QUARTERS[quarter].map(|colour| colour.saturating_add(grain)));
        }
    }
    let mut bytes = Vec::new();
    jpeg_encoder::Encoder::new(&mut bytes, 90)
        .encode(&points, width, height, jpeg_encoder::ColorType::Rgb)
        .expect("memory takes all");
    bytes
}

/// The photo as a phone writes it: with Exif, XMP and a comment.
pub(super) fn phone_photo(width: u16, height: u16) -> Vec<u8> {
    let photo = plain_photo(width, height);
    let mut bytes = photo[..2].to_vec();
    let xmp = format!("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>{CAMERA}</x:xmpmeta>");
    let comment = CAMERA.to_owned();
    for (marker, block) in [
        (0xe1, tests::exif::exif(CAMERA)),
        (0xe1, xmp.into_bytes()),
        (0xfe, comment.into_bytes()),
    ] {
        bytes.extend([0xff, marker]);
        bytes.extend(u16::try_from(block.len() + 2).expect("short").to_be_bytes());
        bytes.extend(block);
    }
    bytes.extend(&photo[2..]);
    bytes
}

pub(super) fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

/// Where the head of the frame stands in a JPEG: its height and width come five bytes behind.
pub(super) fn frame(photo: &[u8]) -> usize {
    let at = photo.windows(4).position(|four| matches!(four, [0xff, 0xc0, 0, 17]));
    at.expect("a baseline JPEG")
}
