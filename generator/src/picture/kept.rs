//! How a finished picture lies in a cache: under a name made of all that went into it, with a sum that tells when it is spoilt.

use super::{
    Form, MOST_BYTES, Picture, Rendition,
    plan::WIDTHS,
    write::{ENCODERS, MODERN, PLAIN},
};

/// Raised with every change of the code in this folder that changes what is made of a picture, or how it is kept.
const VERSION: u32 = 1;
/// Bytes of the sum at the head.
const SUM: usize = blake3::OUT_LEN;

/// The name of what is made of these bytes by this program: over the bytes, the settings and the releases of the encoders.
pub fn name(original: &[u8]) -> String {
    let settings = format!("{VERSION} {ENCODERS:?} {WIDTHS:?} {MODERN:?} {PLAIN:?} {MOST_BYTES}");
    let mut hasher = blake3::Hasher::new();
    hasher.update(&(settings.len() as u64).to_le_bytes());
    hasher.update(settings.as_bytes());
    hasher.update(original);
    hasher.finalize().to_hex().to_string()
}

/// A picture as it is kept under a name.
pub fn write(name: &str, picture: &Picture) -> Vec<u8> {
    let mut bytes = vec![0; SUM];
    for Rendition {
        form,
        width,
        height,
        bytes: file,
    } in &picture.renditions
    {
        bytes.push(match form {
            Form::Avif => 1,
            Form::Jpeg => 2,
            Form::Png => 3,
        });
        for number in [u64::from(*width), u64::from(*height), file.len() as u64] {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend(file);
    }
    let sum = sum(name, &bytes[SUM..]);
    bytes[..SUM].copy_from_slice(sum.as_bytes());
    bytes
}

/// What was kept under a name; nothing when a single bit of it is another, or when it was kept under another name.
pub fn read(name: &str, bytes: &[u8]) -> Option<Picture> {
    let (head, mut rest) = bytes.split_at_checked(SUM)?;
    if sum(name, rest).as_bytes() != head {
        return None;
    }
    let mut renditions = Vec::new();
    while !rest.is_empty() {
        let form = match take(&mut rest, 1)?[0] {
            1 => Form::Avif,
            2 => Form::Jpeg,
            3 => Form::Png,
            _ => return None,
        };
        let (width, height) = (number(&mut rest)?, number(&mut rest)?);
        let length = number(&mut rest)?;
        renditions.push(Rendition {
            form,
            width: width.try_into().ok()?,
            height: height.try_into().ok()?,
            bytes: take(&mut rest, length.try_into().ok()?)?.to_vec(),
        });
    }
    (!renditions.is_empty()).then_some(Picture { renditions })
}

fn sum(name: &str, rest: &[u8]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(name.as_bytes());
    hasher.update(rest);
    hasher.finalize()
}

fn take<'a>(rest: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, left) = rest.split_at_checked(length)?;
    *rest = left;
    Some(taken)
}

fn number(rest: &mut &[u8]) -> Option<u64> {
    Some(u64::from_le_bytes(take(rest, 8)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::{Form, Picture, Rendition, name, read, write};

    #[test]
    fn a_picture_comes_back_and_a_spoilt_one_does_not() {
        let rendition = |form, bytes: &[u8]| Rendition {
            form,
            width: 360,
            height: 270,
            bytes: bytes.to_vec(),
        };
        let picture = Picture {
            renditions: vec![rendition(Form::Avif, b"mot"), rendition(Form::Jpeg, b"hai")],
        };
        let kept = write("a", &picture);
        assert_eq!(read("a", &kept), Some(picture));
        assert_eq!(read("b", &kept), None);
        for at in 0..kept.len() {
            let mut spoilt = kept.clone();
            spoilt[at] ^= 1;
            assert_eq!(read("a", &spoilt), None, "byte {at}");
            assert_eq!(read("a", &kept[..at]), None, "cut at {at}");
        }
    }

    #[test]
    fn other_bytes_have_another_name() {
        assert_ne!(name(b"1"), name(b"2"));
    }
}
