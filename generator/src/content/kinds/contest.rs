//! A contest that members can enter until a day.

use jiff::{ToSpan, civil::Date};

use super::keys;
use crate::content::front_matter::{Fields, Key, Need};

static OPENS: Key = Key::new("opens", "Ngày mở", "Ngày bắt đầu nhận bài.", "2026-12-01");
static CLOSES: Key = Key::new("closes", "Ngày cuối", "Ngày cuối nhận bài.", "2026-12-31");
static WEEKLY: Key = Key::new(
    "weekly",
    "Thử thách từng tuần",
    "Mỗi dòng một thử thách; dòng đầu từ ngày mở, dòng sau bảy ngày sau. Thử thách của tuần này hiện ở trang chủ.",
    "\n  - Chụp đôi giày đi làm của bạn",
);
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
    /// A challenge for each week from the first day on.
    pub weekly: Vec<String>,
    /// What can be won.
    pub prize: Option<String>,
    /// Whom to ask.
    pub contact: Option<String>,
    /// Written by the project as an example, and marked so.
    pub sample: bool,
}

/// A challenge and its days, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Week<'a> {
    /// What to do.
    pub challenge: &'a str,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
}

impl Contest {
    /// The challenges with their days; the last ends with the contest.
    pub fn weeks(&self) -> impl Iterator<Item = Week<'_>> {
        let days = self.opens.zip(self.closes);
        let weeks = (0_i64..).zip(&self.weekly);
        weeks.filter_map(move |(number, challenge)| {
            let (opens, closes) = days?;
            let from = opens + (number * 7).days();
            (from <= closes).then(|| Week {
                challenge,
                from,
                until: closes.min(from + 6.days()),
            })
        })
    }
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
        weekly: fields.texts(&WEEKLY).into_iter().map(|text| text.value).collect(),
        prize: fields.text(&PRIZE).map(|text| text.value),
        contact: keys::contact(fields),
        sample: keys::sample(fields),
    }
}
