//! One page at a time: of several open pages of the portal one has the turn.
//!
//! The Web Locks of the browser where there are any: they end with the page that holds them. They are for encrypted connections
//! alone, so in a factory's network without certificates a line in the storage does, with a moment at which it ends by itself.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::{clock, storage};

const NAME: &str = "portal.outbox";
/// Who has the turn, and until when.
const LEASE: &str = "portal.outbox.turn.v1";
/// Seconds of a lease: longer than a try may take.
const LEASE_SECONDS: u64 = 180;
/// Thousandths of a second until another page, which took it at the same time, is seen.
const SETTLED: i32 = 500;

#[wasm_bindgen]
extern "C" {
    /// web-sys holds it back as unstable; every browser that runs the client has it.
    type LockManager;
    #[wasm_bindgen(method)]
    fn request(this: &LockManager, name: &str, options: &Object, granted: &JsValue) -> Promise;
}

/// The turn, until it is dropped.
pub(crate) enum Turn {
    /// To be called when it ends.
    Lock(Function),
    /// The line in the storage.
    Lease(String),
    /// Nothing is kept here, so no other page knows of anything to do.
    Alone,
}

impl Drop for Turn {
    fn drop(&mut self) {
        match self {
            Self::Lock(end) => {
                let _ = end.call0(&JsValue::NULL);
            }
            Self::Lease(line) => {
                if storage::read(LEASE).ok().flatten().as_ref() == Some(line) {
                    storage::remove(LEASE);
                }
            }
            Self::Alone => {}
        }
    }
}

/// Takes the turn, if no other page has it.
pub(crate) async fn take() -> Option<Turn> {
    match locks() {
        Some(locks) => lock(&locks).await,
        None => lease().await,
    }
}

fn locks() -> Option<LockManager> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &JsValue::from_str("locks")).ok()?;
    locks.is_object().then(|| locks.unchecked_into())
}

async fn lock(locks: &LockManager) -> Option<Turn> {
    let options = Object::new();
    let _ = Reflect::set(&options, &JsValue::from_str("ifAvailable"), &JsValue::TRUE);
    let asked = Promise::new(&mut |answer, _| {
        let granted = answer.clone();
        let callback = Closure::once_into_js(move |lock: JsValue| -> JsValue {
            if lock.is_null() {
                return JsValue::UNDEFINED;
            }
            // The lock is held for as long as this promise is open.
            Promise::new(&mut |end, _| {
                let _ = granted.call1(&JsValue::NULL, &end);
            })
            .into()
        });
        let over = JsFuture::from(locks.request(NAME, &options, &callback));
        // Not granted, or refused: the promise of the request ends without the other having been answered.
        spawn_local(async move {
            let _ = over.await;
            let _ = answer.call0(&JsValue::NULL);
        });
    });
    let end = JsFuture::from(asked).await.ok()?;
    end.is_function().then(|| Turn::Lock(end.unchecked_into()))
}

async fn lease() -> Option<Turn> {
    let now = clock::now();
    let Ok(held) = storage::read(LEASE) else {
        return Some(Turn::Alone);
    };
    let until = held.as_deref().and_then(|line| line.split_once(' ')?.1.parse().ok());
    if until.is_some_and(|until: u64| now < until && until <= now + LEASE_SECONDS) {
        return None;
    }
    let who = clock::chance_of_64();
    let line = [&who.to_string(), " ", &(now + LEASE_SECONDS).to_string()].concat();
    if storage::write(LEASE, &line).is_err() {
        return Some(Turn::Alone);
    }
    let wait = Promise::new(&mut |done, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, SETTLED);
        }
    });
    let _ = JsFuture::from(wait).await;
    (storage::read(LEASE).ok().flatten().as_ref() == Some(&line)).then_some(Turn::Lease(line))
}
