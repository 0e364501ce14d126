//! The rules that a single text is held to while it is read.

use crate::diag::{
    Rule, Said,
    Severity::{Error, Warning},
};

/// Every rule of this module.
pub static ALL: [&Rule; 29] = [
    &NO_FRONT_MATTER,
    &BAD_YAML,
    &DUPLICATE_KEY,
    &MISSING_FIELD,
    &EMPTY_FIELD,
    &EMPTY_OPTIONAL,
    &WRONG_TYPE,
    &UNKNOWN_KEY,
    &BAD_DATE,
    &TEXT_LENGTH,
    &BAD_URL,
    &DATES_REVERSED,
    &BAD_DURATION,
    &LESSON_TOO_LONG,
    &BAD_CHOICES,
    &UNKNOWN_FORM,
    &BAD_PHONE,
    &BAD_FILE_NAME,
    &EMPTY_BODY,
    &STRAY_TEXT,
    &TOP_HEADING,
    &HEADING_SKIPPED,
    &RAW_HTML,
    &UNSAFE_LINK,
    &MISSING_ALT,
    &UNKNOWN_BLOCK,
    &UNCLOSED_BLOCK,
    &BAD_BLOCK,
    &NO_CAPTIONS,
];

pub(crate) static NO_FRONT_MATTER: Rule = Rule {
    code: "no-front-matter",
    severity: Error,
    why: Said {
        vi: "Máy cần phần khai báo giữa hai dòng --- ở đầu tệp để biết tên bài, chủ đề, căn cứ.",
        en: "The title, topic and sources of a page stand between two lines --- at the top of its file.",
    },
    wrong: "Nghỉ phép năm\nMỗi năm bạn có …",
    right: "---\ntitle: Nghỉ phép năm\n…\n---\nMỗi năm bạn có …",
};

pub(crate) static BAD_YAML: Rule = Rule {
    code: "bad-yaml",
    severity: Error,
    why: Said {
        vi: "Phần khai báo viết theo YAML: mỗi dòng một “khóa: giá trị”. Viết sai thì máy không đọc được cả bài.",
        en: "Front matter is YAML. What cannot be parsed cannot be published.",
    },
    wrong: "title: \"Nghỉ phép năm",
    right: "title: \"Nghỉ phép năm\"",
};

pub(crate) static DUPLICATE_KEY: Rule = Rule {
    code: "duplicate-key",
    severity: Error,
    why: Said {
        vi: "Một khóa khai báo hai lần thì không ai biết lần nào đúng.",
        en: "Of two values for one key nobody could say which one is meant.",
    },
    wrong: "topic: hop-dong\ntopic: tien-luong",
    right: "topic: hop-dong",
};

pub(crate) static MISSING_FIELD: Rule = Rule {
    code: "missing-field",
    severity: Error,
    why: Said {
        vi: "Thiếu khóa bắt buộc thì trang thiếu tên, thiếu căn cứ hoặc không vào được danh sách.",
        en: "Without a required key the page would lack its name or its sources, or be in no list.",
    },
    wrong: "---\nsummary: Mỗi năm bạn được nghỉ mấy ngày?\n---",
    right: "---\ntitle: Nghỉ phép năm\nsummary: Mỗi năm bạn được nghỉ mấy ngày?\n---",
};

pub(crate) static EMPTY_FIELD: Rule = Rule {
    code: "empty-field",
    severity: Error,
    why: Said {
        vi: "Khóa bắt buộc mà để trống thì trang thiếu tên, thiếu căn cứ hoặc không vào được danh sách.",
        en: "A required key without a value leaves the page without its name or its sources, or in no list.",
    },
    wrong: "title:",
    right: "title: Nghỉ phép năm",
};

pub(crate) static EMPTY_OPTIONAL: Rule = Rule {
    code: "empty-optional",
    severity: Warning,
    why: Said {
        vi: "Khóa không bắt buộc mà để trống thường là quên điền; máy coi như không có. Trang viết bài để lại dòng trống khi bạn xóa chữ trong ô.",
        en: "An optional key without a value is often a forgotten one; it counts as left out. The editor in the browser leaves such lines when a field is cleared.",
    },
    wrong: "owner:",
    right: "owner: Ban Chính sách",
};

pub(crate) static WRONG_TYPE: Rule = Rule {
    code: "wrong-type",
    severity: Error,
    why: Said {
        vi: "Khóa cần một danh sách mà lại viết một dòng chữ (hoặc ngược lại) thì máy không hiểu ý bạn.",
        en: "A list where a line of text belongs, or the reverse, cannot be understood.",
    },
    wrong: "aliases: phép năm mấy ngày",
    right: "aliases:\n  - phép năm mấy ngày",
};

pub(crate) static UNKNOWN_KEY: Rule = Rule {
    code: "unknown-key",
    severity: Error,
    why: Said {
        vi: "Khóa gõ sai tên mà máy bỏ qua thì điều bạn viết biến mất không ai hay.",
        en: "A misspelt key that is ignored makes what was written vanish unnoticed.",
    },
    wrong: "sumary: Mỗi năm bạn được nghỉ mấy ngày?",
    right: "summary: Mỗi năm bạn được nghỉ mấy ngày?",
};

pub(crate) static BAD_DATE: Rule = Rule {
    code: "bad-date",
    severity: Error,
    why: Said {
        vi: "Ngày viết theo năm-tháng-ngày để không ai lẫn ngày với tháng, và phải là một ngày có thật.",
        en: "Dates are written year-month-day, so that nobody takes a day for a month, and must exist.",
    },
    wrong: "reviewed: 24/11/2026",
    right: "reviewed: 2026-11-24",
};

pub(crate) static TEXT_LENGTH: Rule = Rule {
    code: "text-length",
    severity: Error,
    why: Said {
        vi: "Tên bài 10–90 chữ cái vừa một màn hình điện thoại; tóm tắt 20–240 chữ cái, dài hơn bốn dòng thì không ai đọc.",
        en: "A title of 10 to 90 letters fits a phone's screen; a summary of more than 240, four lines, is skipped.",
    },
    wrong: "title: Phép",
    right: "title: Nghỉ phép năm",
};

pub(crate) static BAD_URL: Rule = Rule {
    code: "bad-url",
    severity: Error,
    why: Said {
        vi: "Đường dẫn ra ngoài phải đủ https:// để người đọc tới đúng nơi và không bị nghe lén.",
        en: "An outer address has to be complete and encrypted.",
    },
    wrong: "url: vanban.chinhphu.vn",
    right: "url: https://vanban.chinhphu.vn/",
};

pub(crate) static DATES_REVERSED: Rule = Rule {
    code: "dates-reversed",
    severity: Error,
    why: Said {
        vi: "Ngày kết thúc đứng trước ngày bắt đầu thì bài không lúc nào đúng.",
        en: "What ends before it begins never holds.",
    },
    wrong: "in_force_from: 2026-07-01\nin_force_until: 2025-12-31",
    right: "in_force_from: 2025-07-01\nin_force_until: 2026-12-31",
};

pub(crate) static BAD_DURATION: Rule = Rule {
    code: "bad-duration",
    severity: Error,
    why: Said {
        vi: "Thời lượng viết phút:giây trong ngoặc kép, để người học biết mình cần bao lâu.",
        en: "Durations are minutes:seconds in quotes; learners plan by them.",
    },
    wrong: "duration: 4 phút",
    right: "duration: \"4:00\"",
};

pub(crate) static LESSON_TOO_LONG: Rule = Rule {
    code: "lesson-too-long",
    severity: Error,
    why: Said {
        vi: "Công đoàn đã quyết định (tháng 1/2024): bài học trực tuyến dài tối đa 10 phút.",
        en: "The union decided in January 2024 that online lessons last at most 10 minutes.",
    },
    wrong: "duration: \"11:00\"",
    right: "duration: \"9:30\"",
};

pub(crate) static BAD_CHOICES: Rule = Rule {
    code: "bad-choices",
    severity: Error,
    why: Said {
        vi: "Câu hỏi có 2 đến 5 lựa chọn, có đúng có sai; hoặc 3 đến 6 bước; hoặc một con số. Khác đi thì máy không chấm được.",
        en: "A question has 2 to 5 choices, some right and some wrong, or 3 to 6 steps, or a number; otherwise it cannot be marked.",
    },
    wrong: "choices:\n  - text: Có\n    reason: …\n  - text: Không\n    reason: …",
    right: "choices:\n  - text: Có\n    correct: true\n    reason: …\n  - text: Không\n    reason: …",
};

pub(crate) static UNKNOWN_FORM: Rule = Rule {
    code: "unknown-form",
    severity: Error,
    why: Said {
        vi: "Thể loại cho biết bài hiện ra thế nào: story (chuyện), tip (mẹo), poem (thơ), recipe (món ngon), game (trò chơi).",
        en: "The form decides how a contribution is shown: story, tip, poem, recipe or game.",
    },
    wrong: "form: tips",
    right: "form: tip",
};

pub(crate) static BAD_PHONE: Rule = Rule {
    code: "bad-phone",
    severity: Error,
    why: Said {
        vi: "Số điện thoại sai thì người đang cần giúp bấm gọi mà không gặp ai.",
        en: "A wrong number leaves somebody in need without an answer.",
    },
    wrong: "phone: gọi chị Hoa",
    right: "phone: 024 3825 0000",
};

pub(crate) static BAD_FILE_NAME: Rule = Rule {
    code: "bad-file-name",
    severity: Error,
    why: Said {
        vi: "Tên tệp là địa chỉ của trang: chữ thường không dấu, số và gạch nối thì máy nào cũng mở được.",
        en: "The file's name is the page's address: lower-case ASCII letters, digits and hyphens work everywhere.",
    },
    wrong: "content/policy/Nghỉ phép.md",
    right: "content/policy/nghi-phep.md",
};

pub(crate) static EMPTY_BODY: Rule = Rule {
    code: "empty-body",
    severity: Error,
    why: Said {
        vi: "Bài không có nội dung làm người đọc mất công mở.",
        en: "A page without text wastes the reader's data.",
    },
    wrong: "---\ntitle: Nghỉ phép năm\n---",
    right: "---\ntitle: Nghỉ phép năm\n---\nMỗi năm bạn có …",
};

pub(crate) static STRAY_TEXT: Rule = Rule {
    code: "stray-text",
    severity: Error,
    why: Said {
        vi: "Trong tệp nhiều câu hỏi, mỗi câu mở đầu bằng ##. Chữ đứng trước câu đầu tiên không thuộc trang nào.",
        en: "In a file of many questions each begins with ##. What stands before the first belongs to no page.",
    },
    wrong: "---\ntitle: Hỏi về lương\n---\nSau đây là …\n\n## Chậm lương thì sao?\nBạn có thể …",
    right: "---\ntitle: Hỏi về lương\n---\n## Chậm lương thì sao?\nBạn có thể …",
};

pub(crate) static TOP_HEADING: Rule = Rule {
    code: "top-heading",
    severity: Error,
    why: Said {
        vi: "Tên bài đã là tiêu đề lớn nhất của trang; máy đọc cho người khiếm thị cần đúng một tiêu đề như vậy.",
        en: "The title is the page's only top heading; screen readers rely on that.",
    },
    wrong: "# Được nghỉ mấy ngày",
    right: "## Được nghỉ mấy ngày",
};

pub(crate) static HEADING_SKIPPED: Rule = Rule {
    code: "heading-skipped",
    severity: Warning,
    why: Said {
        vi: "Tiêu đề nhảy bậc làm người nghe máy đọc tưởng mình bỏ sót một mục.",
        en: "A skipped heading level makes people who listen to a page believe that they missed a part.",
    },
    wrong: "## Nghỉ phép\n\n#### Xin nghỉ thế nào",
    right: "## Nghỉ phép\n\n### Xin nghỉ thế nào",
};

pub(crate) static RAW_HTML: Rule = Rule {
    code: "raw-html",
    severity: Error,
    why: Said {
        vi: "Mã HTML viết tay có thể làm hỏng trang hoặc cài mã độc, nên bị từ chối. Đã có cách viết Markdown và các khối :::.",
        en: "Hand-written HTML can break a page or carry a script; Markdown and the blocks ::: replace it.",
    },
    wrong: "<b>Lưu ý</b>",
    right: "**Lưu ý**",
};

pub(crate) static UNSAFE_LINK: Rule = Rule {
    code: "unsafe-link",
    severity: Error,
    why: Said {
        vi: "Chỉ dẫn ra ngoài bằng https:, tel:, sms:, mailto:. Ảnh phải nằm trong cổng: lấy ảnh từ trang khác là để lộ người đọc.",
        en: "Only https:, tel:, sms: and mailto: lead outside. A picture from elsewhere would tell others who reads.",
    },
    wrong: "![họp](https://trang-khac.vn/anh.jpg)",
    right: "![Buổi họp tổ](../media/hop-to.jpg)",
};

pub(crate) static MISSING_ALT: Rule = Rule {
    code: "missing-alt",
    severity: Error,
    why: Said {
        vi: "Người khiếm thị, và người tắt ảnh cho đỡ tốn mạng, chỉ có lời tả ảnh.",
        en: "People who cannot see a picture, or who save data, have only its description.",
    },
    wrong: "![](../media/phieu-luong.png)",
    right: "![Phiếu lương có khoanh dòng khấu trừ](../media/phieu-luong.png)",
};

pub(crate) static UNKNOWN_BLOCK: Rule = Rule {
    code: "unknown-block",
    severity: Error,
    why: Said {
        vi: "Khối ::: gõ sai tên thì không hiện ra đúng chỗ cần nổi bật.",
        en: "A block with a misspelt name would not show as what it is.",
    },
    wrong: "::: canh bao gap\nĐừng ký giấy trắng.\n:::",
    right: "::: cảnh báo\nĐừng ký giấy trắng.\n:::",
};

pub(crate) static UNCLOSED_BLOCK: Rule = Rule {
    code: "unclosed-block",
    severity: Error,
    why: Said {
        vi: "Khối mở bằng “::: tên” và đóng bằng một dòng “:::”. Thiếu một trong hai thì phần còn lại của bài bị nuốt mất.",
        en: "A block runs from “::: name” to a line “:::”; without one of them the rest of the page would be swallowed.",
    },
    wrong: "::: ghi chú\nNhớ mang theo hợp đồng.",
    right: "::: ghi chú\nNhớ mang theo hợp đồng.\n:::",
};

pub(crate) static BAD_BLOCK: Rule = Rule {
    code: "bad-block",
    severity: Error,
    why: Said {
        vi: "Mỗi khối chỉ chứa một thứ: các bước là danh sách đánh số, hình là một ảnh, gọi là một số điện thoại.",
        en: "Each block holds one kind of thing: steps a numbered list, a figure one picture, a call one number.",
    },
    wrong: "::: các bước\nGặp tổ trưởng rồi nộp đơn.\n:::",
    right: "::: các bước\n1. Gặp tổ trưởng.\n2. Nộp đơn.\n:::",
};

pub(crate) static NO_CAPTIONS: Rule = Rule {
    code: "no-captions",
    severity: Error,
    why: Said {
        vi: "Người khiếm thính và người xem ở xưởng ồn chỉ hiểu video nhờ phụ đề.",
        en: "Deaf members, and all who watch beside a machine, depend on captions.",
    },
    wrong: "video: ../media/bai-1.mp4",
    right: "video: ../media/bai-1.mp4\ncaptions: ../media/bai-1.vtt",
};
