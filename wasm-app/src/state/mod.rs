//! Plain rules without a browser; `now` comes in as an argument.

pub(crate) mod assistant;
pub(crate) mod backup;
pub(crate) mod completion;
pub(crate) mod day;
pub(crate) mod engine;
pub(crate) mod kept;
pub(crate) mod ledger;
pub(crate) mod number;
pub(crate) mod outbox;
pub(crate) mod people;
pub(crate) mod picture;
pub(crate) mod progress;
pub(crate) mod quiz;
pub(crate) mod repetition;
pub(crate) mod results;
pub(crate) mod shelf;
#[cfg(feature = "checking")]
pub(crate) mod verdict;
pub(crate) mod writing;
