//! `.well-known/security.txt` (RFC 9116): whom to tell of a weakness of the portal.

use jiff::{ToSpan, civil::Date};

use crate::config::Config;

/// Path that RFC 9116 lays down.
pub(super) const PATH: &str = ".well-known/security.txt";
/// Months from the build until the file is no more to be trusted; RFC 9116 asks for less than a year.
const MONTHS: i32 = 11;

/// The file's text; none when the portal names no contact.
pub(super) fn text(config: &Config, today: Date) -> Option<String> {
    let contact = config.security_contact.as_ref()?;
    let expires = today.saturating_add(MONTHS.months());
    let language = &config.language;
    let canonical = config
        .base_url
        .as_ref()
        .map(|base| format!("Canonical: {base}{PATH}\n"));
    Some(format!(
        "Contact: {contact}\nExpires: {expires}T00:00:00Z\nPreferred-Languages: {language}\n{}",
        canonical.unwrap_or_default()
    ))
}
