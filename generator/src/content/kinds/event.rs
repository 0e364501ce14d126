//! A meeting, a class, a match: a day and a place.

use jiff::civil::Date;

use super::keys;
use crate::content::front_matter::{Fields, Key, Need};

static STARTS: Key = Key::new("starts", "Ngày bắt đầu", "Ngày diễn ra.", "2026-12-20");
static ENDS: Key = Key::new(
    "ends",
    "Ngày kết thúc",
    "Ngày cuối, nếu kéo dài nhiều ngày.",
    "2026-12-21",
);
static TIME: Key = Key::new("time", "Giờ", "Giờ bắt đầu, như mọi người hay nói.", "8 giờ sáng");
static PLACE: Key = Key::new("place", "Nơi", "Ở đâu, đủ để tìm tới.", "Nhà văn hóa công nhân, cổng 2");

/// Metadata of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// One or two sentences.
    pub summary: String,
    /// First day.
    pub starts: Option<Date>,
    /// Last day, when there are several.
    pub ends: Option<Date>,
    /// Time of day in words.
    pub time: Option<String>,
    /// Where.
    pub place: String,
    /// Whom to ask.
    pub contact: Option<String>,
    /// Written by the project as an example, and marked so.
    pub sample: bool,
}

impl Event {
    /// The last day.
    pub fn last_day(&self) -> Option<Date> {
        self.ends.or(self.starts)
    }
}

pub(super) fn read(fields: &mut Fields<'_>) -> Event {
    let summary = keys::summary(fields);
    let starts = fields.date(&STARTS, Need::Required);
    let ends = fields.date(&ENDS, Need::Optional);
    fields.in_order(starts.as_ref(), ends.as_ref());
    Event {
        summary,
        starts: starts.map(|date| date.value),
        ends: ends.map(|date| date.value),
        time: fields.text(&TIME).map(|text| text.value),
        place: fields.required_text(&PLACE).value,
        contact: keys::contact(fields),
        sample: keys::sample(fields),
    }
}
