//! The rules that submissions are held to. Faults say why something could not be taken; flags are for the editor, who decides.

use crate::diag::{Rule, Said, Severity};

/// Every rule of this module.
pub static ALL: [&Rule; 22] = [
    &DAMAGED,
    &INCOMPLETE,
    &VERSION,
    &MALFORMED,
    &ROW,
    &NOTHING,
    &CONSENT,
    &PHONE,
    &IDENTITY,
    &ACCOUNT,
    &MAIL,
    &HOME,
    &LINK,
    &MARKUP,
    &SHOUTING,
    &RUDE,
    &HIDDEN,
    &LOOK_ALIKE,
    &PICTURE,
    &HEAVY,
    &SIMILAR,
    &ID_TAKEN,
];

pub(crate) static DAMAGED: Rule = Rule {
    code: "submission-damaged",
    severity: Severity::Error,
    why: Said {
        vi: "Bản gửi bị thiếu hay bị đổi chữ trên đường đi thì không đọc được; xin người gửi gửi lại.",
        en: "A submission that was cut or changed on its way cannot be read; ask for it again.",
    },
    wrong: "Q1.2.3.… (mất chữ cuối)",
    right: "Q1.2.3.… (nguyên cả tin nhắn)",
};

pub(crate) static INCOMPLETE: Rule = Rule {
    code: "submission-incomplete",
    severity: Severity::Error,
    why: Said {
        vi: "Bản gửi dài được chia thành nhiều tin nhắn; thiếu một tin thì chưa ghép được.",
        en: "A long submission comes in several messages; with one missing it cannot be joined.",
    },
    wrong: "tin 1 và 3 của 3",
    right: "tin 1, 2 và 3 của 3",
};

pub(crate) static VERSION: Rule = Rule {
    code: "submission-version",
    severity: Severity::Error,
    why: Said {
        vi: "Bản gửi do phiên bản mới hơn của cổng viết ra; cần portal mới hơn để đọc.",
        en: "Written by a newer portal; a newer program is needed.",
    },
    wrong: "B2.…",
    right: "B1.…",
};

pub(crate) static MALFORMED: Rule = Rule {
    code: "submission-malformed",
    severity: Severity::Error,
    why: Said {
        vi: "Bản gửi ghi điều cổng không viết ra bao giờ: quá dài, ảnh quá nặng, địa chỉ lạ. Có người tự chế.",
        en: "It says what no portal writes: too long, a picture too heavy, a strange address.",
    },
    wrong: "B1.… (tự chế)",
    right: "B1.… (gửi từ cổng)",
};

pub(crate) static ROW: Rule = Rule {
    code: "row-unreadable",
    severity: Severity::Error,
    why: Said {
        vi: "Dòng của bảng hay tệp không đọc được nên chưa lấy được bài ở dòng đó.",
        en: "A row that cannot be read gives no submission.",
    },
    wrong: "{\"title\": \"Mẹo\"",
    right: "{\"title\": \"Mẹo\", \"text\": \"…\"}",
};

pub(crate) static NOTHING: Rule = Rule {
    code: "nothing-found",
    severity: Severity::Warning,
    why: Said {
        vi: "Tệp không có bài nào; có thể chép thiếu tin nhắn, hay tệp thuộc dạng khác (--from).",
        en: "The file holds no submission; perhaps messages are missing, or it is of another form (--from).",
    },
    wrong: "(chỉ có lời chào)",
    right: "(nguyên tin nhắn có Q1.…)",
};

pub(crate) static CONSENT: Rule = Rule {
    code: "consent-missing",
    severity: Severity::Error,
    why: Said {
        vi: "Không đăng bài khi người viết chưa đồng ý, bài chưa chắc của họ, hay người trong ảnh chưa đồng ý.",
        en: "Nothing is published without the writer's consent, nor pictures without that of the people in them.",
    },
    wrong: "consents: []",
    right: "consents:\n  - publish\n  - own",
};

pub(crate) static PHONE: Rule = Rule {
    code: "phone-number",
    severity: Severity::Error,
    why: Said {
        vi: "Số điện thoại trên cổng bị kẻ lừa đảo thu thập; viết bằng chữ hay chấm giữa cũng vậy.",
        en: "Telephone numbers are harvested by fraudsters, also when spelled out.",
    },
    wrong: "gọi em không chín một hai …",
    right: "gặp em Lan ở tổ may 3",
};

pub(crate) static IDENTITY: Rule = Rule {
    code: "identity-number",
    severity: Severity::Error,
    why: Said {
        vi: "Số căn cước đủ để kẻ xấu mạo danh vay tiền.",
        en: "An identity number is enough to borrow in somebody's name.",
    },
    wrong: "CCCD 012345678901",
    right: "(bỏ số)",
};

pub(crate) static ACCOUNT: Rule = Rule {
    code: "bank-account",
    severity: Severity::Error,
    why: Said {
        vi: "Số tài khoản trong bài dễ bị lợi dụng để lừa quyên góp.",
        en: "Account numbers invite false collections.",
    },
    wrong: "STK 123456789 Vietcombank",
    right: "(bỏ số; quyên góp qua công đoàn)",
};

pub(crate) static MAIL: Rule = Rule {
    code: "mail-address",
    severity: Severity::Error,
    why: Said {
        vi: "Địa chỉ thư của người riêng bị thu thập để gửi thư rác, lừa đảo.",
        en: "Private mail addresses are harvested.",
    },
    wrong: "lan@example.com",
    right: "gặp em Lan ở tổ may 3",
};

pub(crate) static HOME: Rule = Rule {
    code: "home-address",
    severity: Severity::Error,
    why: Said {
        vi: "Địa chỉ nhà cho người lạ biết tìm đến đâu.",
        en: "A home address tells strangers where to go.",
    },
    wrong: "số nhà 12, ngõ 34",
    right: "ở gần công ty",
};

pub(crate) static LINK: Rule = Rule {
    code: "member-link",
    severity: Severity::Warning,
    why: Said {
        vi: "Đường dẫn do người gửi đưa có thể dẫn tới trang lừa đảo; mở thử rồi hãy giữ.",
        en: "A link may lead to fraud; look before you keep it.",
    },
    wrong: "xem tại http://…",
    right: "(bỏ đường dẫn)",
};

pub(crate) static MARKUP: Rule = Rule {
    code: "markup-in-text",
    severity: Severity::Warning,
    why: Said {
        vi: "Người viết bình thường không gõ mã HTML hay mã chạy; cổng chỉ hiện chúng như chữ, nhưng nên xem ai gửi và vì sao.",
        en: "Members do not type HTML or scripts; they are shown as text only, but look who sent them and why.",
    },
    wrong: "<script>…</script>",
    right: "(bỏ đoạn mã)",
};

pub(crate) static SHOUTING: Rule = Rule {
    code: "shouting",
    severity: Severity::Advice,
    why: Said {
        vi: "Chữ in hoa cả đoạn khó đọc và nghe như quát.",
        en: "Capitals are hard to read and sound like shouting.",
    },
    wrong: "CẢM ƠN CÔNG ĐOÀN RẤT NHIỀU",
    right: "Cảm ơn công đoàn rất nhiều",
};

pub(crate) static RUDE: Rule = Rule {
    code: "rude-word",
    severity: Severity::Warning,
    why: Said {
        vi: "Lời nặng làm người bị nói tới tổn thương; hỏi người viết có muốn nói cách khác.",
        en: "Harsh words hurt; ask whether the writer would put it differently.",
    },
    wrong: "thằng ngu",
    right: "người ấy",
};

pub(crate) static HIDDEN: Rule = Rule {
    code: "hidden-letter",
    severity: Severity::Warning,
    why: Said {
        vi: "Ký tự không nhìn thấy có thể giấu lời khác hoặc đảo chiều chữ; khi ghi bài máy đã bỏ đi.",
        en: "Letters nobody sees may hide or turn words; they were left out of the proposal.",
    },
    wrong: "lu[U+200B]ong",
    right: "luong",
};

pub(crate) static LOOK_ALIKE: Rule = Rule {
    code: "look-alike-letter",
    severity: Severity::Warning,
    why: Said {
        vi: "Chữ của bảng chữ khác trông giống chữ Việt thường dùng để lách kiểm duyệt, giả tên.",
        en: "Letters of other alphabets that look alike serve to fool filters and to fake names.",
    },
    wrong: "Cоng (chữ о Nga)",
    right: "Cong",
};

pub(crate) static PICTURE: Rule = Rule {
    code: "not-a-picture",
    severity: Severity::Error,
    why: Said {
        vi: "Tệp gửi kèm không phải ảnh JPEG, PNG hay WebP đọc được nên không lấy.",
        en: "What came along is no picture that can be read, and was left out.",
    },
    wrong: "anh.jpg (thật ra là chương trình)",
    right: "anh.jpg",
};

pub(crate) static HEAVY: Rule = Rule {
    code: "picture-too-heavy",
    severity: Severity::Warning,
    why: Said {
        vi: "Ảnh trên 200 KB tốn tiền mạng của người đọc; thu nhỏ trước khi đăng.",
        en: "More than 200 KB cost readers' data; scale it down.",
    },
    wrong: "anh.jpg, 3 MB",
    right: "anh.jpg, 150 KB",
};

pub(crate) static SIMILAR: Rule = Rule {
    code: "near-duplicate",
    severity: Severity::Warning,
    why: Said {
        vi: "Bài gần giống bài khác: gửi lại bản sửa, hoặc chép của nhau. Giữ một.",
        en: "Nearly the same as another: a new version, or a copy. Keep one.",
    },
    wrong: "hai bài giống nhau một nửa trở lên",
    right: "một bài",
};

pub(crate) static ID_TAKEN: Rule = Rule {
    code: "id-taken",
    severity: Severity::Warning,
    why: Said {
        vi: "Bản gửi mang số của bản khác mà lời thì khác: người viết đã sửa, hoặc có người giả.",
        en: "It bears the number of another with other words: changed, or forged.",
    },
    wrong: "hai bài cùng một số",
    right: "mỗi bài một số",
};

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn no_code_is_used_twice() {
        let codes: Vec<&str> = super::ALL
            .iter()
            .chain(&crate::check::rules())
            .map(|rule| rule.code)
            .collect();
        assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
    }
}
