//! The union members' portal: Markdown in, a static site out.
//!
//! `read -> parse -> pictures -> assemble -> check -> render -> publish`. All but the first and the last step are pure, but
//! for pictures kept between builds. A module imports only modules that come later in this list, which
//! `tests/architecture.rs` holds: [`command`], [`output`], [`render`], [`editing`], [`theme`], [`client`], [`fix`],
//! [`inbox`], [`check`], [`supervision`], [`corpus`], [`site`], [`content`], [`config`], [`source`], [`picture`], [`cache`], [`diag`].

pub mod cache;
pub mod check;
pub mod client;
pub mod command;
pub mod config;
pub mod content;
pub mod corpus;
pub mod diag;
pub mod editing;
pub mod fix;
pub mod inbox;
pub mod output;
pub mod picture;
pub mod render;
pub mod site;
pub mod source;
pub mod supervision;
pub mod theme;
