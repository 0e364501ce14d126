//! A member's record in the browser's storage: merged with what another tab wrote, never overwritten unread.
//!
//! A widget of Leptos holds it in a signal (`progress`), the page of the record without one (`record`): what both do with
//! the storage stands here once.

use wire::{backup::Backup, record::Record};

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
/// Where is kept when a backup was made.
const BACKUP_KEY: &str = "portal.backup.v1";
/// When another tab may have written: while this page is open, and while it lay in the history.
pub(super) const OTHERS_WROTE: [&str; 2] = ["storage", "pageshow"];

/// A record that is kept.
pub(super) trait Book: Clone + 'static {
    /// Looks into what this page knows.
    fn read<T>(&self, look: impl FnOnce(&Kept) -> T) -> T;

    /// Changes what this page knows, and only that. Through one closure type: each would bring its own copy of the code.
    fn update(&self, change: &mut dyn FnMut(&mut Kept));

    /// Takes over what is stored, now and whenever another tab writes.
    fn follow(&self) {
        self.take_over();
        if let Some(window) = document::window() {
            for event in OTHERS_WROTE {
                let shared = self.clone();
                document::listen(&window, event, move |_| shared.agree());
            }
        }
    }

    /// Reads what is now stored, applies a change, stores both.
    fn change(&self, change: &mut dyn FnMut(&mut Record)) {
        let may_overwrite = self.take_over();
        let finished = || self.read(Kept::finished);
        let before = finished();
        self.update(&mut |kept| change(&mut kept.record));
        // Asked when there is something to lose: a browser that shows the question would put off who only looks around.
        if may_overwrite && self.save() && before == 0 && finished() > 0 {
            storage::ask_to_stay();
        }
    }

    /// As [`Book::change`], for what is kept without an act of the member: a video that plays on must not bring back a
    /// trace that she has just erased.
    fn note(&self, change: &mut dyn FnMut(&mut Record)) {
        self.take_over();
        if !self.read(|kept| kept.is_erased) {
            self.change(change);
        }
    }

    /// Takes over what another tab stored, and stores again what that tab did not know: of two that write at once, the
    /// later would else win. Ends when both know all, as equal texts make no event.
    fn agree(&self) {
        if self.take_over() && !self.read(|kept| kept.record.is_empty()) {
            let text = self.read(|kept| kept.record.encode());
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
        if storage::read(KEY) == Ok(Some(self.read(|kept| kept.record.encode()))) {
            storage::remove(FORMER_KEY);
        }
        true
    }

    /// Merges what lies under a key. False when it can neither be read nor be set aside.
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

    /// Stores what this page knows.
    fn save(&self) -> bool {
        let text = self.read(|kept| kept.record.encode());
        if let Err(error) = storage::write(KEY, &text) {
            return self.tell(notice(error));
        }
        self.update(&mut Kept::saved);
        true
    }

    /// Notes what the member should know; false, as nothing was kept.
    fn tell(&self, notice: Notice) -> bool {
        self.update(&mut |kept| kept.notice = Some(notice));
        false
    }
}

/// When a backup was made and asked for.
pub(super) fn backup() -> Backup {
    let text = storage::read(BACKUP_KEY).ok().flatten();
    text.map_or_else(Backup::default, |text| Backup::decode(&text))
}

/// Where nothing may be kept, the member is reminded once more than she should be.
pub(super) fn keep_backup(backup: Backup) {
    let _ = storage::write(BACKUP_KEY, &backup.encode());
}

/// What to tell a member, if anything.
pub(super) fn said(kept: &Kept) -> Option<&'static str> {
    kept.notice.map(|notice| {
        words::say(match notice {
            Notice::Refused => words::STORAGE_REFUSED,
            Notice::Full => words::STORAGE_FULL,
            Notice::SetAside => words::RECORD_SET_ASIDE,
        })
    })
}

const fn notice(error: StorageError) -> Notice {
    match error {
        StorageError::Refused => Notice::Refused,
        StorageError::Full => Notice::Full,
    }
}
