//! Help for those who write: JSON Schemas for editors of text, forms for an editor in the browser.
//!
//! Both are read off the content model ([`KindName::keys`]), so that what is offered is what is accepted.

pub mod bundle;
pub mod cms;
pub mod schema;

#[cfg(doc)]
use crate::content::kinds::KindName;
