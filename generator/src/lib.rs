//! The union members' portal: Markdown in, a static site out.
//!
//! `read -> parse -> assemble -> check -> render -> publish`. All but the first and the last step are pure. A module
//! imports only modules listed below it here; `tests/architecture.rs` holds that.

pub mod check;
pub mod client;
pub mod command;
pub mod config;
pub mod content;
pub mod diag;
pub mod output;
pub mod render;
pub mod site;
pub mod source;
pub mod theme;
