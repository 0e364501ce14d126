//! What portal, phones and officers exchange. Writer and reader of each format live side by side, under one version.
//!
//! No file system, clock, network, DOM or randomness: the same code runs in the generator and on a member's phone.

#![forbid(unsafe_code)]

pub mod backup;
mod bytes;
pub mod carried;
pub mod catalogue;
pub mod completion;
pub mod day;
pub mod draft;
pub mod gaps;
pub mod holder;
pub mod names;
pub mod numbers;
pub mod parts;
pub mod recent;
pub mod record;
pub mod sealed;
pub mod session;
pub mod union;
pub mod verdict;
pub mod words;
pub mod written;
