//! Compressed siblings (`page.html.br`, `page.html.gz`), for servers that send a file as it lies on the disk.
//!
//! In: an artifact. Out: two more, when it is a text that gets smaller. Brotli at its highest quality is slow, so results are
//! kept by the hash of what was compressed; what is taken from there is unpacked and compared first, and so neither stale
//! nor half written.

use std::io::{self, Read, Write};

use brotli::{CompressorWriter, Decompressor};
use flate2::{Compression, read::GzDecoder, write::GzEncoder};

use super::{PublishError, failed};
use crate::{
    cache::Cache,
    render::{Artifact, ArtifactKind},
};

/// Files that are text, or as loose as text. Pictures and videos are compressed already.
const LOOSE: [&str; 15] = [
    "html",
    "css",
    "js",
    "json",
    "svg",
    "txt",
    "xml",
    "wasm",
    "bin",
    "vtt",
    "webmanifest",
    "yml",
    "csv",
    "ics",
    "atom",
];
/// Below a packet of the network nothing is won.
const SMALLEST: usize = 400;
/// A sibling has to save at least one byte in twenty.
const WORTH: (usize, usize) = (19, 20);

/// A way to compress.
#[derive(Debug, Clone, Copy)]
enum Form {
    Brotli,
    Gzip,
}

impl Form {
    const ALL: [Self; 2] = [Self::Brotli, Self::Gzip];

    /// Ending of a sibling's name.
    fn extension(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gz",
        }
    }

    fn compress(self, bytes: &[u8]) -> io::Result<Vec<u8>> {
        match self {
            Self::Brotli => {
                let mut packed = Vec::new();
                let mut writer = CompressorWriter::new(&mut packed, 4096, 11, 22);
                writer.write_all(bytes)?;
                drop(writer);
                Ok(packed)
            }
            // The head of a stream made so holds neither time nor name, so that its bytes depend on nothing else.
            Self::Gzip => {
                let mut writer = GzEncoder::new(Vec::new(), Compression::best());
                writer.write_all(bytes)?;
                writer.finish()
            }
        }
    }

    /// True when `packed` is this form of `bytes`, whole.
    fn is_of(self, packed: &[u8], bytes: &[u8]) -> bool {
        let mut unpacked = Vec::with_capacity(bytes.len());
        let limit = bytes.len() as u64 + 1;
        let read = match self {
            Self::Brotli => Decompressor::new(packed, 4096).take(limit).read_to_end(&mut unpacked),
            Self::Gzip => GzDecoder::new(packed).take(limit).read_to_end(&mut unpacked),
        };
        read.is_ok() && unpacked == bytes
    }
}

/// The siblings of an artifact with this hash over its bytes; results are kept in `cache`.
///
/// # Errors
/// A text cannot be compressed, which memory alone could be the cause of.
pub(super) fn siblings(artifact: &Artifact, hash: blake3::Hash, cache: &Cache) -> Result<Vec<Artifact>, PublishError> {
    let mut siblings = Vec::new();
    if is_loose(artifact) {
        for form in Form::ALL {
            siblings.extend(sibling(artifact, hash, form, cache)?);
        }
    }
    Ok(siblings)
}

fn is_loose(artifact: &Artifact) -> bool {
    let extension = artifact.path.rsplit_once('.').map(|(_, extension)| extension);
    artifact.bytes.len() >= SMALLEST
        && artifact.kind != ArtifactKind::Hosting
        && extension.is_some_and(|extension| LOOSE.contains(&extension))
}

fn sibling(
    artifact: &Artifact,
    hash: blake3::Hash,
    form: Form,
    cache: &Cache,
) -> Result<Option<Artifact>, PublishError> {
    let bytes = &artifact.bytes;
    let name = format!("{}.{}", hash.to_hex(), form.extension());
    let known = cache.take(&name, |packed| form.is_of(&packed, bytes).then_some(packed));
    let packed = match known {
        Some(packed) => packed,
        None => {
            let kept = cache.path(&name);
            let packed = form.compress(bytes).map_err(|source| failed("nén", &kept, source))?;
            // A result that cannot be kept is made once more some day.
            let _ = cache.keep(&name, &packed);
            packed
        }
    };
    let is_worth = packed.len() * WORTH.1 <= bytes.len() * WORTH.0;
    Ok(is_worth.then(|| Artifact {
        path: format!("{}.{}", artifact.path, form.extension()),
        bytes: packed,
        kind: ArtifactKind::Compressed,
    }))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Form, siblings};
    use crate::{
        cache::Cache,
        render::{Artifact, ArtifactKind},
    };

    fn artifact(path: &str, bytes: Vec<u8>) -> Artifact {
        Artifact {
            path: path.to_owned(),
            bytes,
            kind: ArtifactKind::Asset,
        }
    }

    fn made(artifacts: &[Artifact], folder: &std::path::Path) -> Vec<Artifact> {
        let cache = Cache::new(folder.to_owned());
        let of_one = |artifact: &Artifact| siblings(artifact, blake3::hash(&artifact.bytes), &cache).expect("writable");
        artifacts.iter().flat_map(of_one).collect()
    }

    fn cache(name: &str) -> std::path::PathBuf {
        let folder = std::env::temp_dir().join(format!("portal-compress-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        folder
    }

    /// Bytes without any order.
    fn noise(length: usize) -> Vec<u8> {
        let mut hasher = blake3::Hasher::new();
        hasher.update(b"noise");
        let mut bytes = vec![0; length];
        hasher.finalize_xof().fill(&mut bytes);
        bytes
    }

    #[test]
    fn texts_get_two_siblings_and_what_gains_nothing_none() {
        let text = "một câu đủ dài ".repeat(100).into_bytes();
        let artifacts = [
            artifact("a/index.html", text.clone()),
            artifact("media/a.mp4", text.clone()),
            artifact("assets/short.js", b"let a;".to_vec()),
            artifact("assets/noise.bin", noise(5000)),
        ];
        let folder = cache("kinds");
        let made = made(&artifacts, &folder);
        let paths: Vec<&str> = made.iter().map(|made| made.path.as_str()).collect();
        assert_eq!(paths, ["a/index.html.br", "a/index.html.gz"]);
        assert!(Form::Brotli.is_of(&made[0].bytes, &text) && Form::Gzip.is_of(&made[1].bytes, &text));
        fs::remove_dir_all(folder).expect("removable");
    }

    #[test]
    fn a_spoilt_result_is_made_anew() {
        let artifacts = [artifact("a.html", "một câu đủ dài ".repeat(100).into_bytes())];
        let folder = cache("spoilt");
        let first = made(&artifacts, &folder);
        for kept in fs::read_dir(&folder).expect("readable") {
            let kept = kept.expect("readable").path();
            let bytes = fs::read(&kept).expect("readable");
            fs::write(&kept, &bytes[..bytes.len() / 2]).expect("writable");
        }
        assert!(made(&artifacts, &folder) == first);
        fs::remove_dir_all(folder).expect("removable");
    }
}
