//! A union: where it is, when somebody is there, how to reach it.

use super::keys;
use crate::content::front_matter::{Fields, Key, Located, Need};

static ADDRESS: Key = Key::new(
    "address",
    "Địa chỉ",
    "Nơi gặp được người của công đoàn.",
    "Phòng 105, nhà A, cổng số 2",
);
static PHONE: Key = Key::new(
    "phone",
    "Điện thoại",
    "Số có người nghe máy; gọi thử trước khi đăng.",
    "024 3825 0000",
);
static HOURS: Key = Key::new(
    "hours",
    "Giờ có người",
    "Khi nào gặp được.",
    "8 giờ đến 17 giờ, thứ Hai đến thứ Sáu",
);
static ZALO: Key = Key::new("zalo", "Zalo", "Số điện thoại dùng Zalo.", "0901 000 000");

/// Metadata of a union.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// One or two sentences.
    pub summary: Option<String>,
    /// Where to find it.
    pub address: String,
    /// Telephone number as people read it.
    pub phone: Option<Located<String>>,
    /// When somebody answers.
    pub hours: Option<Located<String>>,
    /// Telephone number of its Zalo account.
    pub zalo: Option<Located<String>>,
    /// Written by the project as an example, and marked so.
    pub sample: bool,
}

pub(super) fn read(fields: &mut Fields<'_>) -> Unit {
    Unit {
        summary: keys::optional_summary(fields),
        address: fields.required_text(&ADDRESS).value,
        phone: fields.phone(&PHONE, Need::Required),
        hours: fields.text(&HOURS),
        zalo: fields.phone(&ZALO, Need::Optional),
        sample: keys::sample(fields),
    }
}
