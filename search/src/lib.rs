//! Vietnamese full-text search without I/O: folding, reading of queries, a sharded index, ranking, highlighting.
//!
//! ```
//! use search::{Analysis, Document, IndexBuilder, Library, Options, Thesaurus};
//!
//! let thesaurus = Thesaurus::everyday();
//! let mut builder = IndexBuilder::new();
//! for title in ["Nghỉ thai sản được mấy tháng?", "Lương tối thiểu vùng"] {
//!     builder.add(Analysis::new(&Document { title, ..Document::default() }, &thesaurus));
//! }
//! let library = Library::whole(&builder.finish()).unwrap();
//!
//! let answer = |query: &str| library.answer(&library.question(query, Options::default()), 10).hits[0].document;
//! assert_eq!(answer("nghi thai san"), 0);
//! assert_eq!(answer("luowng toois thieeur"), 1);
//! ```
//!
//! On a phone only the head is loaded at first; [`Library::missing`] tells which shards a question needs.
//!
//! Layers, each importing only those before it: [`fold`], [`syllable`], [`token`], `parallel`, `vocabulary`, [`decode`],
//! [`thesaurus`], `bm25`, [`index`], `asking`, `question`, `library`, `weights`, [`rank`], [`mod@highlight`].

#![forbid(unsafe_code)]

mod asking;
mod bm25;
pub mod decode;
pub mod fold;
pub mod highlight;
pub mod index;
mod library;
mod parallel;
mod question;
pub mod rank;
pub mod syllable;
pub mod thesaurus;
pub mod token;
mod vocabulary;
mod weights;

pub use decode::Options;
pub use highlight::highlight;
pub use index::{Analysis, Citation, Document, FORMAT_VERSION, Files, IndexBuilder, ReadError, Sort};
pub use library::Library;
pub use question::Question;
pub use rank::{Answer, Hit};
pub use thesaurus::Thesaurus;
pub use weights::{FEATURES, SIGNS};

/// The example of the README is a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
