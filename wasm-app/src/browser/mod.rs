//! The only files that touch the document, the network, the clock or storage.

pub(crate) mod clock;
pub(crate) mod document;
pub(crate) mod network;
#[cfg(feature = "composing")]
pub(crate) mod post;
pub(crate) mod storage;
#[cfg(feature = "composing")]
pub(crate) mod turn;
