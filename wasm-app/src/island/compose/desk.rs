//! Drafts in the browser's storage, each under a key of its own, its photos beside it. What cannot be kept stays with this page,
//! which says so; what cannot be read stays where it is.

use std::cell::{Cell, RefCell};

use wire::{
    draft::Photo,
    written::{Written, keep_photo, kept_photo, photo},
};

use crate::{
    browser::storage::{self, StorageError},
    state::outbox::is_on_its_way,
};

/// Followed by the draft's number.
const DRAFT: &str = "portal.draft.v1.";
/// Followed by the draft's number, a point, and the photo's.
const PHOTO: &str = "portal.photo.v1.";
/// There while something waits to be sent: pages look at nothing else (`wasm-app/loader.js`).
const WAITING: &str = "portal.outbox.v1";

/// All drafts on this phone.
#[derive(Default)]
pub(super) struct Desk {
    /// Drafts that could not be kept as they are now.
    loose: RefCell<Vec<Written>>,
    /// Photos that could not be kept, by their keys.
    loose_photos: RefCell<Vec<(String, Vec<u8>)>>,
    /// Why not all is kept.
    fault: Cell<Option<StorageError>>,
}

fn key(id: u64) -> String {
    [DRAFT, &id.to_string()].concat()
}

fn photo_key(id: u64, number: u32) -> String {
    [PHOTO, &id.to_string(), ".", &number.to_string()].concat()
}

impl Desk {
    /// Why not all is kept, if so.
    pub(super) fn fault(&self) -> Option<StorageError> {
        self.fault.get()
    }

    /// A draft as it is now, whichever tab changed it.
    pub(super) fn get(&self, id: u64) -> Option<Written> {
        let loose = self.loose.borrow().iter().find(|draft| draft.id == id).cloned();
        loose.or_else(|| Written::decode(&storage::read(&key(id)).ok()??).ok())
    }

    /// True when this page alone has the draft as it is now.
    pub(super) fn is_loose(&self, id: u64) -> bool {
        self.loose.borrow().iter().any(|draft| draft.id == id)
    }

    /// All drafts, the last changed first, and how many could not be read.
    pub(super) fn all(&self) -> (Vec<Written>, usize) {
        let mut all: Vec<Written> = Vec::new();
        // Each to its place: to sort them would be a kilobyte of code, for a handful.
        let mut add = |draft: Written| {
            if all.iter().all(|known| known.id != draft.id) {
                let later = all.iter().take_while(|known| known.changed >= draft.changed).count();
                all.insert(later, draft);
            }
        };
        self.loose.borrow().iter().cloned().for_each(&mut add);
        let mut unread = 0;
        for key in storage::keys(DRAFT) {
            let text = storage::read(&key).ok().flatten().unwrap_or_default();
            match Written::decode(&text) {
                Ok(draft) => add(draft),
                Err(_) => unread += 1,
            }
        }
        (all, unread)
    }

    /// Keeps a draft. False when it could not be written down; then this page alone has it.
    pub(super) fn put(&self, draft: &Written) -> bool {
        self.loose.borrow_mut().retain(|known| known.id != draft.id);
        let written = storage::write(&key(draft.id), &draft.encode());
        if written.is_err() {
            self.loose.borrow_mut().push(draft.clone());
        }
        self.judge(written);
        // Not at every letter: to know that nothing waits, all drafts must be read.
        if is_on_its_way(draft.standing.step) || storage::read(WAITING) != Ok(None) {
            self.mark();
        }
        written.is_ok()
    }

    /// Keeps a photo and gives the number under which it lies; `None` when it is no picture.
    pub(super) fn add_photo(&self, draft: &Written, bytes: Vec<u8>) -> Option<u32> {
        let bytes = photo(bytes)?.bytes;
        let number = draft.photos.iter().max().map_or(0, |last| last + 1);
        let key = photo_key(draft.id, number);
        let written = storage::write(&key, &keep_photo(&bytes));
        if written.is_err() {
            self.loose_photos.borrow_mut().push((key, bytes));
        }
        self.judge(written);
        Some(number)
    }

    /// All photos of a draft; `None` when one is not there or cannot be read.
    pub(super) fn photos(&self, draft: &Written) -> Option<Vec<Photo>> {
        draft
            .photos
            .iter()
            .map(|number| self.photo(draft.id, *number))
            .collect()
    }

    pub(super) fn photo(&self, id: u64, number: u32) -> Option<Photo> {
        let key = photo_key(id, number);
        let loose = self.loose_photos.borrow();
        match loose.iter().find(|(known, _)| *known == key) {
            Some((_, bytes)) => photo(bytes.clone()),
            None => kept_photo(&storage::read(&key).ok()??).ok(),
        }
    }

    /// Forgets a photo.
    pub(super) fn remove_photo(&self, id: u64, number: u32) {
        let key = photo_key(id, number);
        storage::remove(&key);
        self.loose_photos.borrow_mut().retain(|(known, _)| *known != key);
    }

    /// Forgets a draft and its photos. There is room now for what was loose.
    pub(super) fn remove(&self, draft: &Written) {
        for number in &draft.photos {
            self.remove_photo(draft.id, *number);
        }
        storage::remove(&key(draft.id));
        self.loose.borrow_mut().retain(|known| known.id != draft.id);
        self.retry();
        self.mark();
    }

    /// Tries again to keep what is loose.
    fn retry(&self) {
        let mut photos = self.loose_photos.borrow_mut();
        photos.retain(|(key, bytes)| storage::write(key, &keep_photo(bytes)).is_err());
        drop(photos);
        let loose = self.loose.borrow().clone();
        for draft in &loose {
            self.put(draft);
        }
        self.judge(Ok(()));
    }

    fn judge(&self, written: Result<(), StorageError>) {
        let is_all_kept = self.loose.borrow().is_empty() && self.loose_photos.borrow().is_empty();
        match written {
            Err(fault) => self.fault.set(Some(fault)),
            Ok(()) if is_all_kept => self.fault.set(None),
            Ok(()) => {}
        }
    }

    fn mark(&self) {
        if self.all().0.iter().any(|draft| is_on_its_way(draft.standing.step)) {
            let _ = storage::write(WAITING, "1");
        } else {
            storage::remove(WAITING);
        }
    }
}
