//! What belongs together of what members made: by form, by unit, to a contest, in reply to something.

use std::collections::BTreeMap;

use super::{Entry, Site, address, link::Target};
use crate::content::kinds::{Kind, KindName, story::Story};

/// Numbers of entries, worked out once.
#[derive(Debug, Clone, Default)]
pub(super) struct Wall {
    /// Stories by form, the newest first.
    forms: BTreeMap<String, Vec<usize>>,
    /// By the entry they belong to: for a unit, to a contest, in reply to anything.
    around: BTreeMap<usize, Vec<usize>>,
    /// Of replies, what they answer.
    parents: BTreeMap<usize, usize>,
    /// Units by their titles, as stories name them.
    units: BTreeMap<String, usize>,
}

impl Wall {
    pub(super) fn of(site: &Site) -> Self {
        let mut wall = Self {
            parents: parents(site),
            ..Self::default()
        };
        for (number, entry) in site.entries.iter().enumerate() {
            if matches!(entry.document.kind, Kind::Unit(_)) {
                let title = entry.document.title.value.clone();
                wall.units.entry(title).or_insert(number);
            }
        }
        for entry in site.in_order(KindName::Story) {
            let (Kind::Story(story), Some(number)) = (&entry.document.kind, site.number_of(entry)) else {
                continue;
            };
            wall.forms.entry(story.form.value.clone()).or_default().push(number);
            let unit = story.unit.as_deref().and_then(|unit| wall.units.get(unit)).copied();
            let mut owners = [unit, contest(site, story), wall.root(number)];
            // One that answers its own contest is there once.
            owners.sort_unstable();
            for (at, owner) in owners.iter().enumerate() {
                if let Some(owner) = owner.filter(|_| at == 0 || owners[at - 1] != *owner) {
                    wall.around.entry(owner).or_default().push(number);
                }
            }
        }
        for (owner, numbers) in &mut wall.around {
            // A conversation is read from its beginning.
            if !matches!(
                site.entries[*owner].document.kind.name(),
                KindName::Unit | KindName::Contest
            ) {
                numbers.reverse();
            }
        }
        wall
    }

    /// What a reply, or a reply to a reply, is about in the end; of a ring, nothing.
    fn root(&self, number: usize) -> Option<usize> {
        let mut root = *self.parents.get(&number)?;
        for _ in 0..self.parents.len() {
            match self.parents.get(&root) {
                Some(next) => root = *next,
                None => return Some(root),
            }
        }
        None
    }
}

fn contest(site: &Site, story: &Story) -> Option<usize> {
    let name = &story.contest.as_ref()?.value;
    site.by_path.get(&contest_path(name)).copied()
}

/// Where the contest of this file name lies.
pub fn contest_path(name: &str) -> String {
    format!("content/{}/{name}.md", KindName::Contest.folder())
}

fn parents(site: &Site) -> BTreeMap<usize, usize> {
    let replies = site.entries.iter().enumerate().filter_map(|(number, entry)| {
        let Kind::Story(story) = &entry.document.kind else {
            return None;
        };
        Some((number, site.answered(entry, &story.reply_to.as_ref()?.value)?))
    });
    replies.collect()
}

impl Site {
    /// The number of the entry that `written`, in `entry`, names as answered. Former addresses lead to what replaced them.
    fn answered(&self, entry: &Entry, written: &str) -> Option<usize> {
        match self.resolve(entry, written) {
            Ok(Target::Entry(target, _)) => self.number_of(target),
            _ => self.redirects.get(&address::normal(written)).copied(),
        }
    }

    /// What a reply answers.
    pub fn parent(&self, entry: &Entry) -> Option<&Entry> {
        let parent = self.wall.parents.get(&self.number_of(entry)?)?;
        self.entries.get(*parent)
    }

    /// What a reply is about: at the end of the chain of replies. None for what is no reply, and in a ring.
    pub fn thread(&self, entry: &Entry) -> Option<&Entry> {
        let root = self.wall.root(self.number_of(entry)?)?;
        self.entries.get(root)
    }

    /// The unit of this title.
    pub fn unit(&self, title: &str) -> Option<&Entry> {
        self.wall.units.get(title).map(|number| &self.entries[*number])
    }

    /// Is it shown below what it answers, and so in no list of its own?
    pub fn is_reply(&self, entry: &Entry) -> bool {
        self.parent(entry).is_some()
    }

    /// Forms with their stories that are not over, in the order of [`crate::content::kinds::story::FORMS`].
    pub fn of_form(&self, form: &str) -> impl Iterator<Item = &Entry> {
        self.current(self.wall.forms.get(form).into_iter().flatten())
    }

    /// What members made around this document: for a unit and to a contest the newest first, replies as they came.
    pub fn around(&self, entry: &Entry) -> impl Iterator<Item = &Entry> {
        let own = self.number_of(entry).and_then(|number| self.wall.around.get(&number));
        self.current(own.into_iter().flatten())
    }
}
