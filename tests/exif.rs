//! What phones write into photos.

/// The block of Exif that phones write: the camera's name, to be turned by a quarter, taken in Hanoi.
///
/// # Panics
/// When the name is longer than a block may be.
pub fn exif(camera: &str) -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        let mut entry = [tag.to_be_bytes(), kind.to_be_bytes()].concat();
        entry.extend(count.to_be_bytes());
        entry.extend(value);
        entry
    };
    let name = [camera.as_bytes(), b"\0"].concat();
    let length = u32::try_from(name.len()).expect("short");
    let first = 8;
    let gps = first + 2 + 3 * 12 + 4;
    let name_at = gps + 2 + 2 * 12 + 4;
    let mut block = b"Exif\0\0MM\0*\0\0\0\x08".to_vec();
    block.extend([0, 3]);
    block.extend(entry(0x010f, 2, length, u32::to_be_bytes(name_at)));
    block.extend(entry(0x0112, 3, 1, [0, 6, 0, 0]));
    block.extend(entry(0x8825, 4, 1, u32::to_be_bytes(gps)));
    block.extend([0; 4]);
    block.extend([0, 2]);
    block.extend(entry(1, 2, 2, *b"N\0\0\0"));
    block.extend(entry(2, 5, 3, u32::to_be_bytes(name_at + length)));
    block.extend([0; 4]);
    block.extend(name);
    for (number, by) in [(21u32, 1u32), (1, 1), (4212, 100)] {
        block.extend(number.to_be_bytes());
        block.extend(by.to_be_bytes());
    }
    block
}
