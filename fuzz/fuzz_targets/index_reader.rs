//! Any bytes taken for an index: an index or an error, and then an answer; never a panic, a loop or a heap of memory.
//!
//! The first byte chooses: bytes as they are; bytes behind a right seal; a real index with some bytes changed, cut out or
//! put in, sealed again.

#![no_main]

use std::sync::LazyLock;

use fuzz::{SEAL, ask, index, options, seal};
use libfuzzer_sys::fuzz_target;
use search::{Files, Library};

const QUERIES: [&str; 5] = [
    "nghir thai sanr mấy tháng",
    "điều 139 blld",
    "luat bao hiem xa hoi dieu 50",
    "cty ko tra luong bao nhieu n",
    "a b",
];

static REAL: LazyLock<Files> = LazyLock::new(index);

fuzz_target!(|data: &[u8]| {
    let [choice, cut, rest @ ..] = data else {
        return;
    };
    let (left, right) = rest.split_at(rest.len() * usize::from(*cut) / 256);
    let files = match choice % 4 {
        0 => Files {
            head: left.to_vec(),
            shards: vec![right.to_vec()],
        },
        1 => Files {
            head: seal(b"VSI", left),
            shards: vec![seal(b"VSS", right)],
        },
        // A forged shard under the real head, so that it is reached.
        2 => Files {
            head: REAL.head.clone(),
            shards: vec![seal(b"VSS", rest); 3],
        },
        _ => changed(rest),
    };
    let Ok(mut library) = Library::new(&files.head) else {
        return;
    };
    for (number, shard) in (0..).zip(&files.shards) {
        let _ = library.insert(number, shard);
    }
    for (query, options) in QUERIES.iter().zip(options().into_iter().cycle()) {
        ask(&library, query, options, "Được nghỉ thai sản 6 tháng");
    }
});

/// The real index after some acts, of five bytes each: which file, where, what.
fn changed(acts: &[u8]) -> Files {
    let mut bodies: Vec<Vec<u8>> = [&REAL.head]
        .into_iter()
        .chain(&REAL.shards)
        .map(|file| file[SEAL..].to_vec())
        .collect();
    let count = bodies.len();
    for act in acts.as_chunks::<5>().0 {
        let [file, low, high, what, byte] = *act;
        let body = &mut bodies[usize::from(file) % count];
        if body.is_empty() {
            continue;
        }
        let at = usize::from(u16::from_le_bytes([low, high])) % body.len();
        match what % 4 {
            0 => body[at] = byte,
            1 => body[at] ^= 1 << (byte % 8),
            2 => body.insert(at, byte),
            _ => {
                body.drain(at..(at + usize::from(byte)).min(body.len()));
            }
        }
    }
    Files {
        head: seal(b"VSI", &bodies[0]),
        shards: bodies[1..].iter().map(|body| seal(b"VSS", body)).collect(),
    }
}
