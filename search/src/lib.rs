//! Vietnamese full-text search without I/O: folding, tokens, an index format, ranking, highlighting.
//!
//! ```
//! use search::{Document, Index, IndexBuilder};
//!
//! let mut builder = IndexBuilder::new();
//! builder.add(&Document { title: "Nghỉ thai sản được mấy tháng?", ..Document::default() });
//! builder.add(&Document { title: "Lương tối thiểu vùng", ..Document::default() });
//! let index = Index::parse(&builder.finish()).unwrap();
//!
//! assert_eq!(index.search("nghi thai san", 10)[0].document, 0);
//! assert_eq!(index.search("luowng toois thieeur", 10)[0].document, 1);
//! ```
//!
//! Layers, each importing only those before it: [`fold`], [`syllable`], [`token`], [`index`], [`rank`], [`mod@highlight`].

#![forbid(unsafe_code)]

pub mod decode;
pub mod fold;
pub mod highlight;
pub mod index;
pub mod rank;
pub mod syllable;
pub mod token;

pub use decode::{Abbreviations, Decoded, Decoder, Lexicon, TextLexicon};
pub use highlight::highlight;
pub use index::{Document, FORMAT_VERSION, Index, IndexBuilder, ReadError};
pub use rank::Hit;
