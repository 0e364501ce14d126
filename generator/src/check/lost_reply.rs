//! A reply is read below what it answers; without that nobody understands it.

use super::subject::Subject;
use crate::{
    content::kinds::{Kind, story::REPLY},
    diag::{Diagnostic, Rule, Said, Severity::Error, text},
};

pub(super) static RULE: Rule = Rule {
    code: "lost-reply",
    severity: Error,
    why: Said {
        vi: "Lời đáp hiện ngay dưới bài được trả lời. Không có bài ấy thì người đọc không hiểu lời đáp nói về gì.",
        en: "A reply stands below what it answers; without that nobody understands it.",
    },
    wrong: "form: reply\nreply_to: /chuyen/bai-khong-co/",
    right: "form: reply\nreply_to: tho-ca-dem.md",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    let site = subject.site;
    for entry in &site.entries {
        let Kind::Story(story) = &entry.document.kind else {
            continue;
        };
        let found = match &story.reply_to {
            None if story.form.value == REPLY => Diagnostic::new(
                &RULE,
                story.form.place.clone(),
                text!(
                    "Lời đáp chưa ghi trả lời bài nào.",
                    "The reply does not say what it answers."
                ),
            ),
            Some(target) if site.parent(entry).is_none() => {
                let wanted = &target.value;
                Diagnostic::new(
                    &RULE,
                    target.place.clone(),
                    text!(
                        "Không có bài “{wanted}” để trả lời, hoặc bài chưa đăng.",
                        "There is no “{wanted}” to reply to, or it is not published."
                    ),
                )
            }
            Some(target) if site.thread(entry).is_none() => Diagnostic::new(
                &RULE,
                target.place.clone(),
                text!(
                    "Các lời đáp này trả lời vòng quanh nhau, không có bài đầu.",
                    "These replies answer one another in a ring."
                ),
            ),
            _ => continue,
        };
        report.push(found.hint(text!(
            "Ghi “reply_to: tên-tệp.md” của bài được trả lời; bài ấy đã gỡ thì xóa dòng reply_to và đổi form.",
            "Write “reply_to: file.md” of what is answered; if that was taken down, delete the line and change the form."
        )));
    }
}
