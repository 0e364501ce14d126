//! The browser's storage, which is often refused, sometimes full.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, Storage};

/// Why something was not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StorageError {
    /// The browser or its owner does not allow it.
    Refused,
    /// There is no room left.
    Full,
}

fn storage() -> Result<Storage, StorageError> {
    web_sys::window()
        .and_then(|window| window.local_storage().ok().flatten())
        .ok_or(StorageError::Refused)
}

pub(crate) fn read(key: &str) -> Result<Option<String>, StorageError> {
    storage()?.get_item(key).map_err(|_| StorageError::Refused)
}

pub(crate) fn write(key: &str, text: &str) -> Result<(), StorageError> {
    storage()?.set_item(key, text).map_err(|error| reason(&error))
}

/// All keys with this beginning.
pub(crate) fn keys(beginning: &str) -> Vec<String> {
    let Ok(storage) = storage() else { return Vec::new() };
    let all = 0..storage.length().unwrap_or_default();
    all.filter_map(|at| storage.key(at).ok().flatten())
        .filter(|key| key.starts_with(beginning))
        .collect()
}

/// Forgets what is kept under a key.
pub(crate) fn remove(key: &str) {
    if let Ok(storage) = storage() {
        // A storage that refuses this has kept nothing.
        let _ = storage.remove_item(key);
    }
}

/// Asks the browser not to clear what is kept here when it wants room or was not used for long.
pub(crate) fn ask_to_stay() {
    if let Some(window) = web_sys::window() {
        // Without an answer all stays as it was; old browsers know no such request.
        let _ = window.navigator().storage().persist();
    }
}

/// Browsers spell it `QuotaExceededError` or, in older Firefox, `NS_ERROR_DOM_QUOTA_REACHED`.
fn reason(error: &JsValue) -> StorageError {
    let name = error.dyn_ref::<DomException>().map(DomException::name);
    match name.as_deref() {
        Some("QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED") => StorageError::Full,
        _ => StorageError::Refused,
    }
}
