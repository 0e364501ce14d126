//! A member's record as the widgets of this page share it: kept in storage, merged with what another tab wrote.

use leptos::prelude::{ArcRwSignal, Get, Set, Update, WithUntracked};
use wire::record::Record;

use crate::{
    browser::{
        clock, document,
        storage::{self, StorageError},
    },
    words,
};

const KEY: &str = "portal.record.v1";
/// Followed by the time; what could not be read is kept, not overwritten.
const SET_ASIDE: &str = "portal.record.unread.";

/// The record and what to tell the member about keeping it.
#[derive(Clone)]
pub(crate) struct Progress {
    record: ArcRwSignal<Record>,
    notice: ArcRwSignal<Option<&'static str>>,
}

impl Progress {
    pub(crate) fn open() -> Self {
        let progress = Self {
            record: ArcRwSignal::new(Record::default()),
            notice: ArcRwSignal::new(None),
        };
        progress.take_over();
        if let Some(window) = document::window() {
            let shared = progress.clone();
            document::listen(&window, "storage", move |_| shared.take_over());
        }
        progress
    }

    pub(crate) fn record(&self) -> Record {
        self.record.get()
    }

    pub(crate) fn notice(&self) -> Option<&'static str> {
        self.notice.get()
    }

    /// Reads what is now stored, applies a change, stores both.
    pub(crate) fn change(&self, change: impl FnOnce(&mut Record)) {
        self.take_over();
        self.record.update(change);
        let text = self.record.with_untracked(Record::encode);
        if let Err(error) = storage::write(KEY, &text) {
            self.tell(error);
        }
    }

    /// Merges what is stored into what this page knows.
    fn take_over(&self) {
        match storage::read(KEY) {
            Ok(None) => {}
            Ok(Some(text)) => match Record::decode(&text) {
                Ok(stored) => self.record.update(|record| record.merge(&stored)),
                Err(_) => self.set_aside(&text),
            },
            Err(error) => self.tell(error),
        }
    }

    fn set_aside(&self, text: &str) {
        let key = [SET_ASIDE, &clock::now().to_string()].concat();
        let fresh = self.record.with_untracked(Record::encode);
        // Only when the old text is safe may a new one take its place.
        match storage::write(&key, text).and_then(|()| storage::write(KEY, &fresh)) {
            Ok(()) => self.notice.set(Some(words::RECORD_SET_ASIDE)),
            Err(error) => self.tell(error),
        }
    }

    fn tell(&self, error: StorageError) {
        self.notice.set(Some(match error {
            StorageError::Refused => words::STORAGE_REFUSED,
            StorageError::Full => words::STORAGE_FULL,
        }));
    }
}
