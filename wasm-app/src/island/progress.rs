//! A member's record as the widgets of this page share it: in a signal, so that what they show follows it.

use leptos::prelude::{ArcRwSignal, Read, ReadUntracked, Update};
use wire::record::Record;

use super::book::{Book, said};
use crate::state::kept::Kept;

/// The record and what to tell the member about keeping it.
#[derive(Clone)]
pub(super) struct Progress(ArcRwSignal<Kept>);

impl Progress {
    pub(super) fn open() -> Self {
        let progress = Self(ArcRwSignal::new(Kept::default()));
        progress.follow();
        progress
    }

    /// Looks into the record; a view that does so is shown again when the record changes.
    pub(super) fn look<T>(&self, look: impl FnOnce(&Record) -> T) -> T {
        look(&self.0.read().record)
    }

    /// Looks into the record once, outside of any view.
    pub(super) fn peek<T>(&self, look: impl FnOnce(&Record) -> T) -> T {
        self.read(|kept| look(&kept.record))
    }

    /// What to tell the member, if anything.
    pub(super) fn notice(&self) -> Option<&'static str> {
        said(&self.0.read())
    }
}

impl Book for Progress {
    fn read<T>(&self, look: impl FnOnce(&Kept) -> T) -> T {
        look(&self.0.read_untracked())
    }

    fn update(&self, change: &mut dyn FnMut(&mut Kept)) {
        self.0.update(change);
    }
}
