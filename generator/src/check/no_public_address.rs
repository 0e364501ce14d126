//! A portal that does not know its own address is found by nobody who does not have it.

use super::subject::Subject;
use crate::{
    config,
    diag::{Diagnostic, Place, Rule, Said, Severity::Advice, text},
};

pub(super) static RULE: Rule = Rule {
    code: "no-public-address",
    severity: Advice,
    why: Said {
        vi: "Sơ đồ trang cho máy tìm kiếm, tin mới cho trình đọc tin và ảnh giới thiệu khi gửi bài qua Zalo, Facebook đều phải ghi địa chỉ đầy đủ.",
        en: "The map for search engines, feeds, and the pictures shown where a page is shared all have to name whole addresses.",
    },
    wrong: "# base_url = \"https://congdoan.example.vn/\"",
    right: "base_url = \"https://congdoan.example.vn/\"",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    if subject.site.config.base_url.is_none() {
        report.push(
            Diagnostic::new(
                &RULE,
                Place::file(config::PATH),
                text!(
                    "Chưa đặt địa chỉ công khai, nên cổng dựng ra thiếu sơ đồ trang, tin mới và ảnh giới thiệu khi chia sẻ.",
                    "No public address is set, so the portal is built without a map of its pages, feeds and pictures for sharing."
                ),
            )
            .hint(text!(
                "Thêm base_url = \"https://…\" với địa chỉ thật, hoặc dựng với --base-url. Cổng chỉ đọc từ USB hay mạng nội bộ thì không cần.",
                "Add base_url = \"https://…\" with the real address, or build with --base-url. A portal read from a USB stick or a factory network needs none."
            )),
        );
    }
}
