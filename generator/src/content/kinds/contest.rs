//! A contest that members can enter until a day.

use jiff::civil::Date;

use super::keys;
use crate::content::front_matter::{Fields, Key, Need};

static OPENS: Key = Key::new("opens", "Ngày mở", "Ngày bắt đầu nhận bài.", "2026-12-01");
static CLOSES: Key = Key::new("closes", "Ngày cuối", "Ngày cuối nhận bài.", "2026-12-31");
static PRIZE: Key = Key::new("prize", "Giải thưởng", "Được gì.", "Ba phần quà Tết");

/// Metadata of a contest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contest {
    /// One or two sentences.
    pub summary: String,
    /// First day.
    pub opens: Option<Date>,
    /// Last day.
    pub closes: Option<Date>,
    /// What can be won.
    pub prize: Option<String>,
    /// Whom to ask.
    pub contact: Option<String>,
    /// Written by the project as an example, and marked so.
    pub sample: bool,
}

pub(super) fn read(fields: &mut Fields<'_>) -> Contest {
    let summary = keys::summary(fields);
    let opens = fields.date(&OPENS, Need::Required);
    let closes = fields.date(&CLOSES, Need::Required);
    fields.in_order(opens.as_ref(), closes.as_ref());
    Contest {
        summary,
        opens: opens.map(|date| date.value),
        closes: closes.map(|date| date.value),
        prize: fields.text(&PRIZE).map(|text| text.value),
        contact: keys::contact(fields),
        sample: keys::sample(fields),
    }
}
