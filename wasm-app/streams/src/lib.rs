//! Stands in for `wasm-streams`, which Leptos takes along for server functions. The portal has no server, so none of it
//! is ever called; yet the true crate exports three classes to JavaScript, and what is exported every phone downloads
//! (measured: see `docs/architecture.md`). Only what `server_fn` needs to compile.

#![forbid(unsafe_code)]

use core::{
    pin::Pin,
    task::{Context, Poll},
};

use futures_core::Stream;
use wasm_bindgen::{JsCast, JsValue};

/// A stream of the browser's, which nobody reads.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// Takes a stream of Rust's and forgets it.
    pub fn from_stream<S>(_: S) -> Self {
        Self(JsValue::UNDEFINED.unchecked_into())
    }

    /// Wraps a stream of the browser's.
    #[must_use]
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// Gives it back.
    #[must_use]
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// An empty stream.
    #[must_use]
    pub fn into_stream(self) -> Empty {
        Empty
    }
}

/// Ends at once.
#[derive(Debug, Clone, Copy)]
pub struct Empty;

impl Stream for Empty {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(None)
    }
}
