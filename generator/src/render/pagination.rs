//! Long lists in several pages, so that no page grows with the portal.
//!
//! In: entries in the order of a list. Out: its pages, each with its part of the entries and the way to its neighbours.
//!
//! Lists of what was published are numbered from the oldest page on: a full page never changes again, whatever is
//! published later. A build then writes, and an upload sends, the first page and no archive. The first page holds the
//! rest: at least a page's worth, less than two.

use super::{
    Context, RenderError,
    views::{Link, Turning},
};
use crate::site::Entry;

/// Cards on a page: three to five screens of a phone, some 12 KB of HTML.
pub(super) const CARDS: usize = 24;
/// Titles on a page without summaries.
pub(super) const TITLES: usize = 120;

/// In which direction a list grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Growth {
    /// New entries come first: what was published.
    AtTheTop,
    /// New entries come anywhere: titles in the order of the alphabet.
    Within,
}

/// One page of a list.
#[derive(Debug, Clone)]
pub(super) struct Part<'a> {
    /// Address of the page.
    pub(super) address: String,
    /// What it shows.
    pub(super) entries: Vec<&'a Entry>,
    /// Its place, from 1 for the first page, and the number of pages.
    place: (usize, usize),
    /// How many entries a page holds.
    pub(super) size: usize,
    growth: Growth,
    before: Option<String>,
    after: Option<String>,
    last: String,
}

/// The pages of a list at `address`, with `size` entries each.
pub(super) fn parts<'a>(address: &str, entries: Vec<&'a Entry>, size: usize, growth: Growth) -> Vec<Part<'a>> {
    let cuts = cuts(entries.len(), size, growth);
    let count = cuts.len();
    let name = |place: usize| match (place, growth) {
        (1, _) => address.to_owned(),
        (place, Growth::Within) => format!("{address}trang/{place}/"),
        (place, Growth::AtTheTop) => format!("{address}trang/{}/", count + 1 - place),
    };
    let mut rest = entries.into_iter();
    let pages = cuts.into_iter().enumerate().map(|(index, length)| {
        let place = index + 1;
        Part {
            address: name(place),
            entries: rest.by_ref().take(length).collect(),
            place: (place, count),
            size,
            growth,
            before: (place > 1).then(|| name(place - 1)),
            after: (place < count).then(|| name(place + 1)),
            last: name(count),
        }
    });
    pages.collect()
}

/// How many entries each page holds, the first page first.
fn cuts(entries: usize, size: usize, growth: Growth) -> Vec<usize> {
    let pages = match growth {
        Growth::AtTheTop => (entries / size).max(1),
        Growth::Within => entries.div_ceil(size).max(1),
    };
    let mut cuts = vec![size; pages];
    match growth {
        Growth::AtTheTop => cuts[0] = entries - size * (pages - 1),
        Growth::Within => cuts[pages - 1] = entries - size * (pages - 1),
    }
    cuts
}

impl Part<'_> {
    /// True for the page at the list's own address.
    pub(super) fn is_first(&self) -> bool {
        self.place.0 == 1
    }

    /// Its heading: the list's, with the page's place where there are several.
    pub(super) fn title(&self, context: &Context<'_>, list: &str) -> Result<String, RenderError> {
        match self.turning(context)? {
            Some(turning) if !self.is_first() => Ok(format!("{list} · {}", turning.place)),
            _ => Ok(list.to_owned()),
        }
    }

    /// The way to its neighbours; none where there is one page only.
    pub(super) fn turning(&self, context: &Context<'_>) -> Result<Option<Turning>, RenderError> {
        let (place, count) = self.place;
        if count == 1 {
            return Ok(None);
        }
        let link = |key: &str, address: &Option<String>| -> Result<Option<Link>, RenderError> {
            let address = address.as_ref();
            address
                .map(|address| {
                    Ok(Link {
                        title: context.words.get(key)?,
                        href: address.clone(),
                    })
                })
                .transpose()
        };
        let (before, after, last) = match self.growth {
            Growth::AtTheTop => ("turn_newer", "turn_older", "turn_oldest"),
            Growth::Within => ("turn_back", "turn_on", "turn_last"),
        };
        let further = (place + 1 < count).then(|| self.last.clone());
        Ok(Some(Turning {
            place: context.words.with("turn_place", &format!("{place}/{count}"))?,
            before: link(before, &self.before)?,
            after: link(after, &self.after)?,
            last: link(last, &further)?,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::{Growth, cuts};

    #[test]
    fn every_entry_is_on_one_page() {
        for growth in [Growth::AtTheTop, Growth::Within] {
            for entries in 0..200 {
                let cuts = cuts(entries, 24, growth);
                assert_eq!(cuts.iter().sum::<usize>(), entries);
                assert!(cuts.iter().all(|cut| *cut < 48), "{entries}: {cuts:?}");
            }
        }
    }

    #[test]
    fn what_is_published_later_changes_the_first_page_only() {
        // The archive, from the oldest page on: longer, never different.
        let archive = |entries| {
            let mut cuts = cuts(entries, 24, Growth::AtTheTop);
            cuts.reverse();
            cuts.pop();
            cuts
        };
        for entries in 24..500 {
            let (before, after) = (archive(entries), archive(entries + 1));
            assert!(after.starts_with(&before), "{before:?} {after:?}");
        }
    }
}
