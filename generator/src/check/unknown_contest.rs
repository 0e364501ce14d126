//! An entry to a contest that does not exist is in no contest's list.

use super::subject::Subject;
use crate::{
    content::kinds::{
        Kind, KindName,
        story::{ENTRY, Story},
    },
    diag::{Diagnostic, Rule, Said, Severity::Error, nearest, text},
    site::wall::contest_path,
};

pub(super) static RULE: Rule = Rule {
    code: "unknown-contest",
    severity: Error,
    why: Said {
        vi: "Bài dự thi không ghi đúng cuộc thi thì không hiện ở trang của cuộc thi, người viết tưởng bài bị mất.",
        en: "An entry that names no existing contest is on no contest's page, and its writer believes it lost.",
    },
    wrong: "form: entry\ncontest: anh-bua-cơm",
    right: "form: entry\ncontest: anh-bua-com",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    let site = subject.site;
    let names: Vec<&str> = site
        .of_kind(KindName::Contest)
        .map(|contest| contest.document.name.as_str())
        .collect();
    let all = names.join(", ");
    for entry in &site.entries {
        let Kind::Story(story) = &entry.document.kind else {
            continue;
        };
        match &story.contest {
            Some(contest) => {
                let wanted = &contest.value;
                if names.contains(&wanted.as_str()) || site.hidden.contains_key(&contest_path(wanted)) {
                    continue;
                }
                let message = text!("Không có cuộc thi “{wanted}”.", "There is no contest “{wanted}”.");
                let found = Diagnostic::new(&RULE, contest.place.clone(), message);
                report.push(match nearest(wanted, names.iter().copied()) {
                    Some(near) => found.hint(text!(
                        "Có phải bạn muốn viết “contest: {near}”?",
                        "Did you mean “contest: {near}”?"
                    )),
                    None => found.hint(text!(
                        "Xóa dòng contest, hoặc ghi một cuộc thi đang có: {all}.",
                        "Delete the line contest, or name one there is: {all}."
                    )),
                });
            }
            None if is_entry(story) => report.push(
                Diagnostic::new(
                    &RULE,
                    story.form.place.clone(),
                    text!("Bài dự thi chưa ghi dự cuộc thi nào.", "The entry names no contest."),
                )
                .hint(text!(
                    "Thêm dòng “contest: …” với tên tệp của cuộc thi ({all}), hoặc đổi form.",
                    "Add a line “contest: …” with the contest's file name ({all}), or change the form."
                )),
            ),
            None => {}
        }
    }
}

fn is_entry(story: &Story) -> bool {
    story.form.value == ENTRY
}
