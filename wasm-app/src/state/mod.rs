//! Plain rules without a browser; `now` comes in as an argument.

pub(crate) mod day;
pub(crate) mod finder;
pub(crate) mod kept;
pub(crate) mod progress;
pub(crate) mod results;
