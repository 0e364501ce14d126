//! What is known of the pages of the build before, so that a page into which the same goes is not written again.
//!
//! A page is looked up by a hash over all that goes into it: theme, template and view. What is found is what writing it
//! again would give, so nothing taken from here can be stale, and its bytes are wherever the receiver put them.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use serde::{Deserialize, Serialize};

use super::{ArtifactKind, Known, delivery::Delivery};

/// Pages of an earlier rendering.
#[derive(Debug, Default)]
pub struct PageCache {
    pages: HashMap<blake3::Hash, Known>,
    /// Pages of the last rendering that were written anew.
    pub written: usize,
    /// Pages of the last rendering that are the same as before.
    pub reused: usize,
}

/// A page as it is kept in a file.
#[derive(Serialize, Deserialize)]
struct Kept<'a> {
    key: String,
    hash: String,
    path: &'a str,
    bytes: usize,
    wire: usize,
    media: Vec<String>,
}

impl PageCache {
    /// All pages, to be kept in a file.
    pub fn encode(&self) -> Vec<u8> {
        let mut pages: Vec<Kept<'_>> = self
            .pages
            .iter()
            .map(|(key, known)| Kept {
                key: key.to_hex().to_string(),
                hash: known.hash.to_hex().to_string(),
                path: &known.path,
                bytes: known.bytes,
                wire: known.wire,
                media: known.media.clone(),
            })
            .collect();
        pages.sort_by(|left, right| left.path.cmp(right.path));
        // Lists of texts and numbers, which always can be encoded.
        serde_json::to_vec(&pages).unwrap_or_default()
    }

    /// What [`Self::encode`] gave; nothing when these bytes are something else.
    pub fn decode(bytes: &[u8]) -> Self {
        let pages: Vec<Kept<'_>> = serde_json::from_slice(bytes).unwrap_or_default();
        let known = |kept: Kept<'_>| {
            let known = Known {
                path: kept.path.to_owned(),
                // Known to whoever asks for the page.
                kind: ArtifactKind::Page(""),
                bytes: kept.bytes,
                hash: blake3::Hash::from_hex(kept.hash).ok()?,
                wire: kept.wire,
                media: kept.media,
            };
            Some((blake3::Hash::from_hex(kept.key).ok()?, known))
        };
        Self {
            pages: pages.into_iter().filter_map(known).collect(),
            ..Self::default()
        }
    }
}

/// Pages of the build before and of this one.
pub(super) struct Memory<'a> {
    /// Over all that goes into every page.
    theme: blake3::Hash,
    earlier: HashMap<blake3::Hash, Known>,
    now: Mutex<PageCache>,
    delivery: Delivery<'a>,
}

impl<'a> Memory<'a> {
    pub(super) fn new(theme: blake3::Hash, cache: &mut PageCache, delivery: Delivery<'a>) -> Self {
        Self {
            theme,
            earlier: std::mem::take(&mut cache.pages),
            now: Mutex::default(),
            delivery,
        }
    }

    /// The hash over all that goes into a page; none for a view that cannot be encoded, which is simply written anew.
    pub(super) fn key(&self, template: &str, view: &impl Serialize) -> Option<blake3::Hash> {
        let view = serde_json::to_vec(view).ok()?;
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.theme.as_bytes());
        hasher.update(&template.len().to_le_bytes()).update(template.as_bytes());
        Some(hasher.update(&view).finalize())
    }

    /// The page with this hash, when the receiver still has it and has taken it again.
    pub(super) fn again(&self, key: blake3::Hash, kind: ArtifactKind) -> Option<Known> {
        let known = self.earlier.get(&key)?;
        let known = Known { kind, ..known.clone() };
        if !self.delivery.again(&known) {
            return None;
        }
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        now.reused += 1;
        now.pages.insert(key, known.clone());
        Some(known)
    }

    /// Notes a page that was written anew.
    pub(super) fn note(&self, key: blake3::Hash, known: &Known) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        now.written += 1;
        now.pages.insert(key, known.clone());
    }

    /// What the next build may take from this one.
    pub(super) fn into_cache(self) -> PageCache {
        self.now.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{ArtifactKind, Known, PageCache};

    #[test]
    fn what_is_kept_is_read_again_and_other_bytes_are_nothing() {
        let known = Known {
            path: "a/index.html".to_owned(),
            kind: ArtifactKind::Page(""),
            bytes: 3,
            hash: blake3::hash(b"abc"),
            wire: 2,
            media: vec!["media/a.png".to_owned()],
        };
        let mut cache = PageCache::default();
        cache.pages.insert(blake3::hash(b"view"), known);
        let bytes = cache.encode();
        assert_eq!(PageCache::decode(&bytes).pages, cache.pages);
        assert!(PageCache::decode(&bytes[..bytes.len() / 2]).pages.is_empty());
    }
}
