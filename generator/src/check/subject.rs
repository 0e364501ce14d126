//! What checks look at: the site, and the texts it was read from.

use std::{collections::BTreeMap, ops::Range};

use crate::{
    content::markdown::{LinkRole, passage::Passage},
    content::{Document, front_matter::Located, kinds::Kind},
    diag::Place,
    site::{Entry, Site, link::join},
    source::Source,
};

/// A site and its sources.
pub(super) struct Subject<'a> {
    pub(super) site: &'a Site,
    pub(super) sources: &'a [Source],
    by_path: BTreeMap<&'a str, &'a Source>,
}

/// A video of the portal as a document shows it.
pub(super) struct Shown<'a> {
    pub(super) entry: &'a Entry,
    /// Path of the video below the root.
    pub(super) video: String,
    /// Path of its captions below the root.
    pub(super) captions: Option<String>,
    /// Where the document names it.
    pub(super) place: &'a Place,
}

impl<'a> Subject<'a> {
    pub(super) fn new(site: &'a Site, sources: &'a [Source]) -> Self {
        Self {
            site,
            sources,
            by_path: sources.iter().map(|source| (source.path.as_str(), source)).collect(),
        }
    }

    /// The place of a stretch of a passage.
    pub(super) fn place(&self, document: &Document, passage: &Passage, range: Range<usize>) -> Place {
        match self.by_path.get(document.file.as_str()) {
            Some(source) => source.place(passage.span(range)),
            None => document.place.clone(),
        }
    }

    /// Where a media file is named first: by a text, a lesson's poster or an attachment; else the file itself.
    pub(super) fn naming(&self, path: &str) -> Place {
        let places = self.site.entries.iter().flat_map(|entry| {
            let document = &entry.document;
            let (poster, attachments) = match &document.kind {
                Kind::Lesson(lesson) => (lesson.poster.as_ref(), lesson.attachments.as_slice()),
                _ => (None, &[][..]),
            };
            let attached = attachments.iter().filter_map(|attachment| attachment.file.as_ref());
            let keys = poster
                .into_iter()
                .chain(attached)
                .map(|file| (&file.value, &file.place));
            let links = document.body.links.iter().map(|link| (&link.destination, &link.place));
            keys.chain(links)
                .filter(|(written, _)| join(&document.file, written) == path)
                .map(|(_, place)| place)
        });
        let first = places.min_by(|left, right| (&left.file, left.span.start).cmp(&(&right.file, right.span.start)));
        first.cloned().unwrap_or_else(|| Place::file(path))
    }

    /// All videos that documents show: of lessons, and of blocks `::: video`.
    pub(super) fn videos(&self) -> Vec<Shown<'a>> {
        let mut videos = Vec::new();
        for entry in &self.site.entries {
            let document = &entry.document;
            let path = |file: &Located<String>| join(&document.file, &file.value);
            if let Kind::Lesson(lesson) = &document.kind
                && let Some(video) = lesson.video_file()
            {
                videos.push(Shown {
                    entry,
                    video: path(video),
                    captions: lesson.captions.as_ref().map(path),
                    place: &video.place,
                });
            }
            let links = &document.body.links;
            for (number, link) in links
                .iter()
                .enumerate()
                .filter(|(_, link)| link.role == LinkRole::Video)
            {
                let captions = links
                    .get(number + 1)
                    .map(|captions| join(&document.file, &captions.destination));
                videos.push(Shown {
                    entry,
                    video: join(&document.file, &link.destination),
                    captions,
                    place: &link.place,
                });
            }
        }
        videos
    }
}
