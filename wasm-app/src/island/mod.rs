//! One file per widget, and what two of them share.

pub(crate) mod course;
pub(crate) mod lesson;
mod progress;
pub(crate) mod search;
