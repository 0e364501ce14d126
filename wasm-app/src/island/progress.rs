//! A member's record as the widgets of this page share it: kept in storage, merged with what another tab wrote.

use leptos::prelude::{ArcRwSignal, Read, ReadUntracked, Update};
use wire::record::Record;

use crate::{
    browser::{
        clock, document,
        storage::{self, StorageError},
    },
    state::kept::{Kept, Notice},
    words,
};

const KEY: &str = "portal.record.v1";
/// Followed by the time; what could not be read is kept, not overwritten.
const SET_ASIDE: &str = "portal.record.unread.";
/// When another tab may have written: while this page is open, and while it lay in the history.
pub(super) const OTHERS_WROTE: [&str; 2] = ["storage", "pageshow"];

/// The record and what to tell the member about keeping it.
#[derive(Clone)]
pub(super) struct Progress(ArcRwSignal<Kept>);

impl Progress {
    pub(super) fn open() -> Self {
        let progress = Self(ArcRwSignal::new(Kept::default()));
        progress.take_over();
        if let Some(window) = document::window() {
            for event in OTHERS_WROTE {
                let shared = progress.clone();
                document::listen(&window, event, move |_| {
                    shared.take_over();
                });
            }
        }
        progress
    }

    /// Looks into the record; a view that does so is shown again when the record changes.
    pub(super) fn look<T>(&self, look: impl FnOnce(&Record) -> T) -> T {
        look(&self.0.read().record)
    }

    /// Looks into the record once, outside of any view.
    pub(super) fn peek<T>(&self, look: impl FnOnce(&Record) -> T) -> T {
        look(&self.0.read_untracked().record)
    }

    /// What to tell the member, if anything.
    pub(super) fn notice(&self) -> Option<&'static str> {
        self.0.read().notice.map(|notice| match notice {
            Notice::Refused => words::STORAGE_REFUSED,
            Notice::Full => words::STORAGE_FULL,
            Notice::SetAside => words::RECORD_SET_ASIDE,
        })
    }

    /// Reads what is now stored, applies a change, stores both.
    pub(super) fn change(&self, change: &mut dyn FnMut(&mut Record)) {
        let may_overwrite = self.take_over();
        self.update(&mut |kept| change(&mut kept.record));
        if may_overwrite {
            self.save();
        }
    }

    /// Merges what is stored into what this page knows. False when what is stored must stay as it is.
    fn take_over(&self) -> bool {
        match storage::read(KEY) {
            Ok(None) => true,
            Ok(Some(text)) => {
                let mut readable = false;
                self.update(&mut |kept| readable = kept.take_over(&text));
                readable || self.set_aside(&text)
            }
            Err(error) => self.tell(error),
        }
    }

    /// Only when the old text is safe may a new one take its place.
    fn set_aside(&self, text: &str) -> bool {
        let key = [SET_ASIDE, &clock::now().to_string()].concat();
        if let Err(error) = storage::write(&key, text) {
            return self.tell(error);
        }
        self.update(&mut |kept| kept.notice = Some(Notice::SetAside));
        self.save()
    }

    fn save(&self) -> bool {
        let text = self.0.read_untracked().record.encode();
        if let Err(error) = storage::write(KEY, &text) {
            return self.tell(error);
        }
        self.update(&mut Kept::saved);
        true
    }

    fn tell(&self, error: StorageError) -> bool {
        let notice = match error {
            StorageError::Refused => Notice::Refused,
            StorageError::Full => Notice::Full,
        };
        self.update(&mut |kept| kept.notice = Some(notice));
        false
    }

    /// Through one closure type: each would bring its own copy of the signal's code.
    fn update(&self, change: &mut dyn FnMut(&mut Kept)) {
        self.0.update(change);
    }
}
