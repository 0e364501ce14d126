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

/// Where the record lies.
const KEY: &str = "portal.record.v2";
/// Where former versions of the portal kept it; a page of theirs may still be open, or come from the phone's store.
const FORMER_KEY: &str = "portal.record.v1";
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
                document::listen(&window, event, move |_| shared.agree());
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
        self.0.read().notice.map(|notice| {
            words::say(match notice {
                Notice::Refused => words::STORAGE_REFUSED,
                Notice::Full => words::STORAGE_FULL,
                Notice::SetAside => words::RECORD_SET_ASIDE,
            })
        })
    }

    /// Reads what is now stored, applies a change, stores both.
    pub(super) fn change(&self, change: &mut dyn FnMut(&mut Record)) {
        let may_overwrite = self.take_over();
        let finished = || self.0.read_untracked().finished();
        let before = finished();
        self.update(&mut |kept| change(&mut kept.record));
        // Asked when there is something to lose: a browser that shows the question would put off who only looks around.
        if may_overwrite && self.save() && before == 0 && finished() > 0 {
            storage::ask_to_stay();
        }
    }

    /// Takes over what another tab stored, and stores again what that tab did not know: of two that write at once, the
    /// later would else win. Ends when both know all, as equal texts make no event.
    fn agree(&self) {
        if self.take_over() && !self.0.read_untracked().record.is_empty() {
            let text = self.0.read_untracked().record.encode();
            if storage::read(KEY) != Ok(Some(text)) {
                self.save();
            }
        }
    }

    /// Merges what is stored into what this page knows. False when what is stored must stay as it is.
    fn take_over(&self) -> bool {
        if storage::read(KEY) == Ok(None) {
            self.update(&mut Kept::nothing_stored);
        }
        self.take_over_from(KEY) && self.take_over_former()
    }

    /// The record of a former version goes only when all of it is read back from its new place.
    fn take_over_former(&self) -> bool {
        if !matches!(storage::read(FORMER_KEY), Ok(Some(_))) {
            return true;
        }
        if !self.take_over_from(FORMER_KEY) || !self.save() {
            return false;
        }
        if storage::read(KEY) == Ok(Some(self.0.read_untracked().record.encode())) {
            storage::remove(FORMER_KEY);
        }
        true
    }

    fn take_over_from(&self, key: &str) -> bool {
        match storage::read(key) {
            Ok(None) => true,
            Ok(Some(text)) => {
                let mut readable = false;
                self.update(&mut |kept| readable = kept.take_over(&text));
                readable || self.set_aside(&text)
            }
            Err(error) => self.tell(notice(error)),
        }
    }

    /// Only when the old text is safe may a new one take its place.
    fn set_aside(&self, text: &str) -> bool {
        let key = [SET_ASIDE, &clock::now().to_string()].concat();
        if let Err(error) = storage::write(&key, text) {
            return self.tell(notice(error));
        }
        self.update(&mut |kept| kept.notice = Some(Notice::SetAside));
        self.save()
    }

    fn save(&self) -> bool {
        let text = self.0.read_untracked().record.encode();
        if let Err(error) = storage::write(KEY, &text) {
            return self.tell(notice(error));
        }
        self.update(&mut Kept::saved);
        true
    }

    fn tell(&self, notice: Notice) -> bool {
        self.update(&mut |kept| kept.notice = Some(notice));
        false
    }

    /// Through one closure type: each would bring its own copy of the signal's code.
    fn update(&self, change: &mut dyn FnMut(&mut Kept)) {
        self.0.update(change);
    }
}

const fn notice(error: StorageError) -> Notice {
    match error {
        StorageError::Refused => Notice::Refused,
        StorageError::Full => Notice::Full,
    }
}
