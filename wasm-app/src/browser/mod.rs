//! The only files that touch the document, the network, the clock or storage.

pub(crate) mod clock;
pub(crate) mod document;
pub(crate) mod network;
pub(crate) mod storage;
