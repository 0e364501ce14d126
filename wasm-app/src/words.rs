//! Every Vietnamese word the client shows.

use wire::day::padded;

pub(crate) const WAITING: &str = "Đang tìm…";
pub(crate) const FAILED: &str = "Không tải được câu trả lời. Bạn bấm Tìm để thử lại, hoặc xem ";
pub(crate) const NOTHING_FOUND: &str = "Không thấy kết quả nào cho câu này.";
pub(crate) const UNSURE: &str = "Chưa có câu trả lời chắc chắn cho câu này.";
pub(crate) const TRY_FEWER_WORDS: &str = "Bạn thử gõ ít chữ hơn, hoặc xem ";
pub(crate) const IN_THE_LIST: &str = "danh sách tất cả câu hỏi";
pub(crate) const RESULTS: &str = "Kết quả tìm kiếm";
pub(crate) const NEAREST: &str = "Câu hỏi gần nhất";
pub(crate) const OTHERS: &str = "Kết quả khác";
pub(crate) const UNDERSTOOD: &str = "Hiểu là: ";
pub(crate) const AS_TYPED: &str = "Tìm đúng chữ tôi gõ";
pub(crate) const IN_FORCE_FROM: &str = "Có hiệu lực từ ";
pub(crate) const TO_COME: &str = "Hôm nay chưa áp dụng; áp dụng từ ";
pub(crate) const REVIEWED: &str = "Xem lại ngày ";
pub(crate) const READ_ON: &str = "Đọc cả bài";
pub(crate) const NEAR: &str = "Câu hỏi gần với câu này";
pub(crate) const FURTHER: &str = "Quyền lợi và bài học liên quan";
pub(crate) const IS_IT_USEFUL: &str = "Có ích không?";
pub(crate) const YES: &str = "Có";
pub(crate) const NO: &str = "Không";
pub(crate) const THANKS: &str = "Cảm ơn bạn. Ý kiến này chỉ nằm trong máy của bạn.";
pub(crate) const SORRY: &str =
    "Cảm ơn bạn. Câu này được ghi lại trong máy của bạn; bạn hỏi thêm người của công đoàn nhé.";
pub(crate) const ASK_PEOPLE: &str = "Hỏi người của công đoàn";
pub(crate) const ASK_AT_WORK: &str =
    "Bạn gặp tổ trưởng công đoàn tại nơi làm việc, hoặc gửi tin nhắn; câu hỏi đã viết sẵn.";
pub(crate) const CALL: &str = "Gọi ";
pub(crate) const MESSAGE: &str = "Nhắn tin";
pub(crate) const CHAT: &str = "Zalo";
pub(crate) const COPY: &str = "Chép câu hỏi";
pub(crate) const QUESTION_TO_UNION: &str = "Tôi muốn hỏi công đoàn: ";
pub(crate) const COPIED: &str = "Đã chép. Bạn dán vào tin nhắn nhé.";
pub(crate) const SHARED: &str = "Đã chuyển sang ứng dụng bạn chọn.";
pub(crate) const NOT_HANDED: &str = "Máy này không chép được. Bạn bấm giữ vào chữ để chép nhé.";
pub(crate) const SEND: &str = "Gửi câu hỏi chưa có câu trả lời";
pub(crate) const RECENT: &str = "Bạn đã hỏi gần đây";
pub(crate) const FORGET: &str = "Xóa hết";
pub(crate) const NOT_KEPT: &str = "Trình duyệt này không cho lưu, nên câu đã hỏi chỉ được nhớ đến khi bạn đóng trang.";
pub(crate) const NO_ROOM: &str = "Máy đã hết chỗ lưu, nên câu đã hỏi chỉ được nhớ đến khi bạn đóng trang.";
pub(crate) const RIGHT: &str = "Đúng.";
pub(crate) const WRONG: &str = "Chưa đúng.";
pub(crate) const MORE_ARE_RIGHT: &str = "Còn câu đúng bạn chưa chọn.";
pub(crate) const DONE: &str = "Đã học xong";
pub(crate) const STARTED: &str = "Đang học";
pub(crate) const MARK_DONE: &str = "Đánh dấu đã học xong";
pub(crate) const STORAGE_REFUSED: &str =
    "Trình duyệt này không cho lưu, nên tiến độ học chỉ được nhớ đến khi bạn đóng trang.";
pub(crate) const STORAGE_FULL: &str =
    "Máy đã hết chỗ lưu, nên tiến độ học chỉ được nhớ đến khi bạn đóng trang. Bạn xóa bớt dữ liệu trình duyệt nhé.";
pub(crate) const RECORD_SET_ASIDE: &str =
    "Không đọc được tiến độ học cũ. Bản cũ được cất riêng trong máy, không bị xóa; bạn học tiếp từ đây.";

/// Kinds of search results, in the order of `wire::catalogue::EntryKind`.
pub(crate) const KINDS: [&str; 5] = ["Quyền lợi", "Hỏi đáp", "Bài học", "Chuyện công nhân", "Trang"];

pub(crate) fn at_place(place: usize, step: &str, reason: &str) -> String {
    ["Việc thứ ", &place.to_string(), " là “", step, "”: ", reason].concat()
}

pub(crate) fn found(count: usize) -> String {
    ["Có ", &count.to_string(), " kết quả"].concat()
}

pub(crate) fn nearest(count: usize) -> String {
    if count == 0 {
        return UNSURE.to_owned();
    }
    [UNSURE, " Dưới đây là ", &count.to_string(), " kết quả gần nhất."].concat()
}

/// A date as Vietnamese readers write it.
pub(crate) fn date((year, month, day): (u32, u32, u32)) -> String {
    [&padded(day, 2), "/", &padded(month, 2), "/", &padded(year, 4)].concat()
}

pub(crate) fn progress(done: usize, all: usize) -> String {
    ["Đã học ", &done.to_string(), "/", &all.to_string(), " bài"].concat()
}

pub(crate) fn resume(seconds: u32) -> String {
    let rest = seconds % 60;
    let zero = if rest < 10 { "0" } else { "" };
    [
        "Xem tiếp từ ",
        &(seconds / 60).to_string(),
        ":",
        zero,
        &rest.to_string(),
    ]
    .concat()
}
