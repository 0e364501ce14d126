//! One file per widget, and what they share: `element` (how they show) and `progress` (what two of them remember).

pub(crate) mod course;
mod element;
pub(crate) mod lesson;
mod progress;
pub(crate) mod search;
