//! Any bytes taken for an index: an index or an error, and then an answer; never a panic, a loop or a heap of memory.
//!
//! The first byte chooses: bytes as they are; bytes behind a right seal; a forged shard under a real head; a head whose
//! counts of documents and titles agree, however large, and then any bytes; a real index with some bytes changed, cut out or
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
    let files = match choice % 8 {
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
        3 => Files {
            head: seal(b"VSI", &counted(left)),
            shards: vec![seal(b"VSS", right); 2],
        },
        // The most telling, so half of all.
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

/// The body of a head, as in `docs/search.md`, of as many documents and titles as the first bytes say, in one group.
fn counted(bytes: &[u8]) -> Vec<u8> {
    let [low, middle, high, titles, rest @ ..] = bytes else {
        return bytes.to_vec();
    };
    // Three groups of seven bits, and now and then eleven bits more: up to 2³² documents.
    let mut documents = vec![low | 128, middle | 128, high & 127];
    if *high > 250 {
        documents[2] |= 128;
        documents.extend([255, 7]);
    }
    // One group without a name, of no rank; the first run's value and how many lengths follow.
    let group = [1, 0, 0, 1, 1, 1, 0, 1];
    [
        &documents,
        &[10, 10][..],
        &group,
        &documents,
        &[1, titles & 127, 1],
        &documents,
        rest,
    ]
    .concat()
}

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
