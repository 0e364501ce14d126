//! The union members' portal: Markdown in, a static site out.
//!
//! `read -> parse -> pictures -> assemble -> check -> render -> publish`. All but the first and the last step are pure, but
//! for pictures kept between builds. A module imports only modules that come later in this list, which
//! `tests/architecture.rs` holds: [`command`], [`output`], [`render`], [`editing`], [`theme`], [`client`], [`fix`],
//! [`inbox`], [`check`], [`supervision`], [`corpus`], [`site`], [`content`], [`config`], [`source`], [`picture`], [`cache`], [`diag`].
//!
//! A text becomes a document and a list of findings, each with its place:
//!
//! ```
//! use generator::{content, diag::Language, source::Source};
//!
//! let text = "---\ntitle: Giới thiệu cổng\nower: Ban biên tập\n---\n## Ai làm cổng?\n\nCông đoàn.\n";
//! let (documents, findings) = content::parse(&Source::new("content/page/gioi-thieu.md", text));
//!
//! assert_eq!(documents[0].body.outline[0].id, "ai-lam-cong");
//! assert_eq!((findings[0].rule.code, findings[0].place.line), ("unknown-key", 3));
//! assert_eq!(findings[0].message.in_language(Language::English), "There is no key “ower” here.");
//! ```

#[cfg(feature = "portal")]
pub mod cache;
pub mod check;
#[cfg(feature = "portal")]
pub mod client;
#[cfg(feature = "portal")]
pub mod command;
pub mod config;
pub mod content;
#[cfg(feature = "portal")]
pub mod corpus;
pub mod diag;
#[cfg(feature = "portal")]
pub mod editing;
#[cfg(feature = "portal")]
pub mod fix;
#[cfg(feature = "portal")]
pub mod inbox;
#[cfg(feature = "portal")]
pub mod output;
pub mod picture;
#[cfg(feature = "portal")]
pub mod render;
pub mod site;
pub mod source;
#[cfg(feature = "portal")]
pub mod supervision;
#[cfg(feature = "portal")]
pub mod theme;
