//! One file per widget, and what they share: `element` (how they show) and `progress` (what two of them remember).

#[cfg(feature = "finding")]
mod answer;
#[cfg(feature = "learning")]
pub(crate) mod course;
mod element;
#[cfg(feature = "learning")]
pub(crate) mod lesson;
#[cfg(feature = "finding")]
mod memory;
#[cfg(feature = "learning")]
mod progress;
#[cfg(feature = "learning")]
mod quiz;
#[cfg(feature = "finding")]
pub(crate) mod search;
