//! Files leave as soon as they are made; what later steps need to know of each stays.
//!
//! A portal of tens of thousands of pages is far larger than what it is made from, and is never held whole.

use memchr::memmem;
use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use super::{Artifact, ArtifactKind, Means, disk, offline};

/// Where the files of a portal go: a folder, a preview. It is given them from many threads, in no order.
pub trait Receiver: Sync {
    /// Takes a file and the hash over its bytes. What cannot be kept is told when the receiver is asked for the whole.
    fn take(&self, artifact: Artifact, hash: blake3::Hash);

    /// Takes a file as it was in the portal before this one; false when that has no such file any more.
    fn take_again(&self, known: &Known) -> bool;
}

/// What stays known of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Path below the portal's root, with `/`.
    pub path: String,
    /// What it is.
    pub kind: ArtifactKind,
    /// Its length in bytes.
    pub bytes: usize,
    /// Over its bytes.
    pub hash: blake3::Hash,
    /// About how many bytes it is when it travels.
    pub(super) wire: usize,
    /// Paths of the media that a page names.
    pub(super) media: Vec<String>,
}

impl Known {
    pub(super) fn of(artifact: &Artifact) -> Self {
        let is_page = matches!(artifact.kind, ArtifactKind::Page(_));
        Self {
            path: artifact.path.clone(),
            kind: artifact.kind,
            bytes: artifact.bytes.len(),
            hash: blake3::hash(&artifact.bytes),
            wire: offline::on_the_wire(artifact),
            media: if is_page { media(&artifact.bytes) } else { Vec::new() },
        }
    }
}

/// The way of files to their receiver.
#[derive(Clone, Copy)]
pub(super) struct Delivery<'a> {
    receiver: &'a dyn Receiver,
    disk: bool,
}

impl<'a> Delivery<'a> {
    pub(super) fn new(means: Means<'a>) -> Self {
        Self {
            receiver: means.receiver,
            disk: means.disk,
        }
    }

    pub(super) fn one(&self, mut artifact: Artifact) -> Known {
        if self.disk {
            disk::fit(&mut artifact);
        }
        let known = Known::of(&artifact);
        self.receiver.take(artifact, known.hash);
        known
    }

    /// True when the receiver has taken the file as it was before.
    pub(super) fn again(&self, known: &Known) -> bool {
        self.receiver.take_again(known)
    }

    pub(super) fn all(&self, artifacts: Vec<Artifact>) -> Vec<Known> {
        artifacts.into_par_iter().map(|artifact| self.one(artifact)).collect()
    }
}

/// Paths of media in the text of a page, each once, without what leads up to them. They are of ASCII letters, so nothing has
/// to be decoded.
fn media(page: &[u8]) -> Vec<String> {
    let is_of_a_path = |byte: &&u8| byte.is_ascii_alphanumeric() || b"-._/".contains(byte);
    let paths = memmem::find_iter(page, b"media/").map(|at| {
        let path = page[at..].iter().take_while(is_of_a_path);
        path.map(|byte| char::from(*byte)).collect()
    });
    let mut paths: Vec<String> = paths.collect();
    paths.sort();
    paths.dedup();
    paths
}

#[cfg(test)]
mod tests {
    use super::media;

    #[test]
    fn a_page_names_its_media_in_lists_of_sizes_too() {
        let page =
            "<img src=\"../media/a-0f-640.jpg\" srcset=\"../media/a-0f-320.jpg 320w, ../media/a-0f-640.jpg 640w\">";
        assert_eq!(media(page.as_bytes()), ["media/a-0f-320.jpg", "media/a-0f-640.jpg"]);
    }
}
