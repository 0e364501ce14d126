//! Pictures of the content, made or taken from the cache.

use std::collections::BTreeMap;

use rayon::prelude::{IntoParallelIterator, ParallelIterator};
use serde::Serialize;

use crate::{
    cache::Cache,
    picture::{self, Fault, Picture, kept},
    source::Media,
};

/// How many pictures were made, and how many had been made before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(super) struct Tally {
    pub(super) made: usize,
    pub(super) reused: usize,
}

/// What every picture among the media becomes, by path; several at a time. A cache that cannot be written costs the next
/// build its time and nothing else.
pub(super) fn make(
    media: &BTreeMap<String, Media>,
    cache: &Cache,
) -> (BTreeMap<String, Result<Picture, Fault>>, Tally) {
    let pictures: Vec<&Media> = media.values().filter(|file| picture::is_picture(&file.path)).collect();
    let made: Vec<_> = pictures
        .into_par_iter()
        .map(|file| {
            let name = kept::name(&file.bytes);
            if let Some(known) = cache.take(&name, |bytes| kept::read(&name, &bytes)) {
                return (file.path.clone(), Ok(known), true);
            }
            let made = picture::make(&file.bytes);
            if let Ok(picture) = &made {
                let _ = cache.keep(&name, &kept::write(&name, picture));
            }
            (file.path.clone(), made, false)
        })
        .collect();
    cache.forget_old();
    let reused = made.iter().filter(|(_, _, is_known)| *is_known).count();
    let tally = Tally {
        made: made.len() - reused,
        reused,
    };
    (made.into_iter().map(|(path, made, _)| (path, made)).collect(), tally)
}
