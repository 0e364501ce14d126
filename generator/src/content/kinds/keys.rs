//! Keys that several kinds share, and what all documents may say of themselves.

use std::ops::Range;

use jiff::civil::Date;

use crate::content::front_matter::{Fields, Key, Located, Need};

/// Title, with the limits shared by all kinds that are no question: 10 to 90 characters fit one phone screen.
const TITLE_LIMITS: Range<usize> = 10..91;
/// A summary is read in lists; more than four lines on a phone is skipped.
const SUMMARY_LIMITS: Range<usize> = 20..241;

pub(super) static TITLE: Key = Key::new(
    "title",
    "Tên bài",
    "Từ 10 đến 90 chữ cái, nói ngay bài này về việc gì.",
    "Nghỉ phép năm",
);
static SUMMARY: Key = Key::new(
    "summary",
    "Tóm tắt",
    "Một hai câu, từ 20 đến 240 chữ cái, nói bài này giúp gì cho người đọc.",
    "Một câu nói bài này giúp gì cho người đọc.",
);
static TOPIC: Key = Key::new(
    "topic",
    "Chủ đề",
    "Chủ đề của bài; các chủ đề được khai báo trong site/site.toml.",
    "hop-dong",
);
static REVIEWED: Key = Key::new(
    "reviewed",
    "Ngày đối chiếu",
    "Ngày gần nhất có người đọc lại bài và so với căn cứ.",
    "2026-11-24",
);
static REVIEW_BY: Key = Key::new(
    "review_by",
    "Hạn xem lại",
    "Đến ngày này phải có người xem lại bài; quá hạn thì máy nhắc.",
    "2027-01-01",
);
static OWNER: Key = Key::new(
    "owner",
    "Người phụ trách",
    "Người hoặc ban trả lời cho bài này.",
    "Ban Chính sách pháp luật",
);
static PUBLISHED: Key = Key::new("published", "Ngày đăng", "Ngày bài lên cổng.", "2026-11-24");
static CONTACT: Key = Key::new(
    "contact",
    "Liên hệ",
    "Gặp ai, gọi số nào, gửi về đâu.",
    "Chị Hoa, văn phòng công đoàn",
);
static SAMPLE: Key = Key::new(
    "sample",
    "Bài mẫu",
    "true nếu bài do người làm cổng viết để minh họa, không phải chuyện thật.",
    "true",
);

static DRAFT: Key = Key::new(
    "draft",
    "Bản nháp",
    "true thì bài chưa được đăng; xem thử bằng portal serve.",
    "true",
);
static DESCRIPTION: Key = Key::new(
    "description",
    "Câu giới thiệu",
    "Một câu cho trang tìm kiếm và danh sách; không có thì lấy đoạn đầu của bài.",
    "Một câu nói bài trả lời điều gì.",
);
static PUBLISH_AT: Key = Key::new(
    "publish_at",
    "Hẹn ngày đăng",
    "Trước ngày này bài chưa được đăng.",
    "2026-12-01",
);
static EXPIRES: Key = Key::new(
    "expires",
    "Ngày cuối còn đúng",
    "Sau ngày này trang ghi rõ là đã cũ, không còn trong danh sách và kết quả tìm.",
    "2026-12-31",
);
static OLD_ADDRESSES: Key = Key::new(
    "old_addresses",
    "Địa chỉ cũ",
    "Các địa chỉ trước đây của trang; người mở địa chỉ cũ được dẫn tới trang này.",
    "\n  - /hoi-dap/ten-cu/",
);
static LANGUAGE: Key = Key::new(
    "lang",
    "Ngôn ngữ",
    "Mã ngôn ngữ khi bài không viết bằng ngôn ngữ của cổng, ví dụ en.",
    "en",
);
static TRANSLATION_OF: Key = Key::new(
    "translation_of",
    "Dịch từ bài",
    "Đường dẫn tới bài gốc, tính từ tệp này.",
    "nghi-phep-nam.md",
);

/// What every kind may say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Common {
    /// Not to be published yet.
    pub draft: bool,
    /// One sentence for search engines, and for lists where the kind has no summary; else the first paragraph serves.
    pub description: Option<String>,
    /// First day of publication.
    pub publish_at: Option<Located<Date>>,
    /// Last day on which the document holds.
    pub expires: Option<Located<Date>>,
    /// Addresses that lead here, as written.
    pub old_addresses: Vec<Located<String>>,
    /// Language tag when it is not the portal's.
    pub language: Option<Located<String>>,
    /// Path of the original, relative to the source.
    pub translation_of: Option<Located<String>>,
}

pub(super) fn common(fields: &mut Fields<'_>) -> Common {
    let common = Common {
        draft: fields.flag(&DRAFT),
        description: fields.text(&DESCRIPTION).map(|text| text.value),
        publish_at: fields.date(&PUBLISH_AT, Need::Optional),
        expires: fields.date(&EXPIRES, Need::Optional),
        old_addresses: fields.texts(&OLD_ADDRESSES),
        language: fields.text(&LANGUAGE),
        translation_of: fields.text(&TRANSLATION_OF),
    };
    fields.in_order(common.publish_at.as_ref(), common.expires.as_ref());
    common
}

pub(super) fn title(fields: &mut Fields<'_>, need: Need) -> Located<String> {
    fields.limited_text(&TITLE, need, TITLE_LIMITS)
}

pub(super) fn summary(fields: &mut Fields<'_>) -> String {
    fields.limited_text(&SUMMARY, Need::Required, SUMMARY_LIMITS).value
}

pub(super) fn optional_summary(fields: &mut Fields<'_>) -> Option<String> {
    let summary = fields.limited_text(&SUMMARY, Need::Optional, SUMMARY_LIMITS).value;
    (!summary.is_empty()).then_some(summary)
}

pub(super) fn topic(fields: &mut Fields<'_>) -> Located<String> {
    fields.topic(&TOPIC)
}

pub(super) fn owner(fields: &mut Fields<'_>) -> Option<String> {
    fields.text(&OWNER).map(|text| text.value)
}

pub(super) fn published(fields: &mut Fields<'_>) -> Option<Date> {
    fields.date(&PUBLISHED, Need::Required).map(|date| date.value)
}

pub(super) fn contact(fields: &mut Fields<'_>) -> Option<String> {
    fields.text(&CONTACT).map(|text| text.value)
}

pub(super) fn sample(fields: &mut Fields<'_>) -> bool {
    fields.flag(&SAMPLE)
}

/// When a person last compared a document with its sources, and when that is due again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Review {
    /// Last done on.
    pub reviewed: Option<Date>,
    /// To be done again by.
    pub review_by: Option<Located<Date>>,
}

pub(super) fn review(fields: &mut Fields<'_>) -> Review {
    let reviewed = fields.date(&REVIEWED, Need::Required);
    let review_by = fields.date(&REVIEW_BY, Need::Optional);
    fields.in_order(reviewed.as_ref(), review_by.as_ref());
    Review {
        reviewed: reviewed.map(|date| date.value),
        review_by,
    }
}
