//! What portal, phones and officers exchange. Writer and reader of each format live side by side, under one version.
//!
//! No file system, clock, network, DOM or randomness: the same code runs in the generator and on a member's phone.
//!
//! What is written is read, by the same release and by later ones; what is anything else is refused, never guessed:
//!
//! ```
//! use wire::{day, union::Union};
//!
//! let hers = Union { name: "Công đoàn xưởng may".into(), phone: "024 3825 0000".into(), ..Union::default() };
//! assert_eq!(Union::decode(&hers.encode()), Some(hers));
//! assert_eq!(Union::decode("2\nanother version"), None);
//!
//! // Days travel as numbers; the calendar is no business of the clock.
//! let today = day::of_date(2026, 11, 24).unwrap();
//! assert_eq!(day::date(today + 7), (2026, 12, 1));
//! assert_eq!(day::of_date(2026, 2, 30), None);
//! ```

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
