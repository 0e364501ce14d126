//! Every Vietnamese word the client shows.

pub(crate) const LOADING: &str = "Đang tải phần tìm nhanh…";
pub(crate) const FAILED: &str = "Không tải được phần tìm nhanh. Bạn bấm Tìm để xem danh sách tất cả câu hỏi.";
pub(crate) const FAILED_HERE: &str =
    "Không tải được phần tìm nhanh. Bạn chọn câu hỏi theo chủ đề trong danh sách ở dưới, hoặc bấm Tìm để thử lại.";
pub(crate) const NOTHING_FOUND: &str = "Không thấy kết quả nào.";
pub(crate) const TRY_FEWER_WORDS: &str = "Bạn thử gõ ít chữ hơn, hoặc chọn câu hỏi theo chủ đề ";
pub(crate) const IN_THE_LIST: &str = "trong danh sách tất cả câu hỏi";
pub(crate) const IN_THE_LIST_BELOW: &str = "trong danh sách ở dưới";
pub(crate) const OR_CALL: &str = "Vẫn chưa thấy? Bạn gọi ";
pub(crate) const RESULTS: &str = "Kết quả tìm kiếm";
pub(crate) const RIGHT: &str = "Đúng.";
pub(crate) const WRONG: &str = "Chưa đúng.";
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

pub(crate) fn found(count: usize) -> String {
    ["Có ", &count.to_string(), " kết quả"].concat()
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
