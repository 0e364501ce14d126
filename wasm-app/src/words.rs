//! Every Vietnamese word the client shows. What never changes on the page of the record stands in its template.

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

pub(crate) const OPEN_RECORD: &str = "Mở Sổ học tập";
pub(crate) const COPY_PART: &str = "Chép phần này";
pub(crate) const MERGED: &str = "Đã gộp vào sổ học tập của máy này.";
pub(crate) const NOTHING_NEW: &str = "Bản này không có gì mới: sổ của máy này đã có đủ. Bạn không cần gộp.";
pub(crate) const PASTE_FIRST: &str = "Bạn dán chữ, chọn tệp hoặc chọn ảnh trước đã.";
pub(crate) const NOT_A_RECORD: &str =
    "Trong đó không có bản giữ sổ học tập nào. Bản giữ bắt đầu bằng “P2.” hoặc “Q1.”. Sổ trong máy vẫn nguyên.";
pub(crate) const RECORD_DAMAGED: &str = "Chữ bị thiếu hoặc bị sửa trên đường đi, nên máy không nhận. Bạn chép lại trọn vẹn rồi dán lần nữa. Sổ trong máy vẫn nguyên.";
pub(crate) const RECORD_TOO_LONG: &str = "Chữ dài quá, không phải bản giữ sổ học tập. Sổ trong máy vẫn nguyên.";
pub(crate) const NO_TIME_LEFT: &str = "không còn bài nào chưa học";
pub(crate) const FINISHED_BY_IT: &str = ", đã học xong";

/// What a backup brings of a lesson, in the order of `state::ledger::News`.
pub(crate) const NEWS: [&str; 4] = [
    "mới",
    "thêm kết quả",
    "máy này đã có đủ",
    "máy này có bản mới hơn, giữ bản của máy",
];

pub(crate) fn record_of_version(version: u32) -> String {
    [
        "Bản giữ này thuộc đời ",
        &version.to_string(),
        ", cổng trên máy này chưa đọc được. Bạn có mạng thì tải lại trang rồi thử lại. Sổ trong máy vẫn nguyên.",
    ]
    .concat()
}

pub(crate) fn parts_missing(all: usize, missing: &[usize]) -> String {
    let numbers: Vec<String> = missing.iter().map(usize::to_string).collect();
    let here = (all - missing.len()).to_string();
    [
        "Đã nhận ",
        &here,
        " trong ",
        &all.to_string(),
        " phần. Còn thiếu phần ",
        &numbers.join(", "),
        ". Bạn đưa tiếp các phần còn thiếu, thứ tự nào cũng được.",
    ]
    .concat()
}

pub(crate) fn part(number: usize, all: usize) -> String {
    match all {
        1 => "Cả sổ trong một đoạn chữ".to_owned(),
        _ => ["Phần ", &number.to_string(), " trong ", &all.to_string(), " phần"].concat(),
    }
}

pub(crate) fn picture(number: usize, all: usize) -> String {
    if all == 1 {
        return "Cả sổ trong một ảnh".to_owned();
    }
    ["Ảnh ", &number.to_string(), " trong ", &all.to_string()].concat()
}

/// Minutes, begun ones counted.
pub(crate) fn minutes(seconds: u32) -> String {
    ["khoảng ", &seconds.div_ceil(60).to_string(), " phút"].concat()
}

pub(crate) fn time_left(seconds: u32) -> String {
    ["còn ", &minutes(seconds)].concat()
}

pub(crate) fn lessons_done(done: usize, all: usize) -> String {
    ["đã học xong ", &done.to_string(), "/", &all.to_string(), " bài"].concat()
}

pub(crate) fn done_on(day: &str) -> String {
    ["ngày ", day].concat()
}

pub(crate) fn score(solved: usize, questions: usize) -> String {
    [
        "trả lời đúng ",
        &solved.to_string(),
        "/",
        &questions.to_string(),
        " câu",
    ]
    .concat()
}

pub(crate) fn as_of(day: &str, told: &str) -> String {
    ["Đến ngày ", day, ", bạn ", told, "."].concat()
}

pub(crate) fn lessons_gone(count: usize) -> String {
    [
        "Sổ còn giữ kết quả của ",
        &count.to_string(),
        " bài không còn trên cổng.",
    ]
    .concat()
}

pub(crate) fn unsaved(lessons: usize) -> String {
    [
        "Có ",
        &lessons.to_string(),
        " bài bạn học xong mà chưa có bản giữ. Bạn giữ một bản nhé: mất máy vẫn lấy lại được.",
    ]
    .concat()
}

pub(crate) fn last_carried(day: &str) -> String {
    ["Lần giữ gần nhất: ngày ", day, "."].concat()
}

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
