//! One file per widget, and what they share: `element` (how they show) and `book` (what they remember of learning).

#[cfg(feature = "finding")]
mod answer;
#[cfg(any(feature = "learning", feature = "keeping"))]
mod book;
#[cfg(feature = "checking")]
pub(crate) mod codes;
#[cfg(feature = "keeping")]
mod completion;
#[cfg(feature = "composing")]
pub(crate) mod compose;
#[cfg(feature = "learning")]
pub(crate) mod course;
#[cfg(any(feature = "finding", feature = "learning"))]
mod element;
#[cfg(feature = "learning")]
pub(crate) mod lesson;
#[cfg(feature = "finding")]
mod memory;
#[cfg(any(feature = "learning", feature = "keeping"))]
mod outline;
#[cfg(feature = "learning")]
mod progress;
#[cfg(feature = "learning")]
mod quiz;
#[cfg(feature = "keeping")]
pub(crate) mod record;
#[cfg(feature = "finding")]
pub(crate) mod search;
#[cfg(feature = "learning")]
pub(crate) mod today;
