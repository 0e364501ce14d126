//! Members come for one another. A portal in which the union talks most of the time is opened once and never again.

use super::subject::Subject;
use crate::{
    config::{self, Balance},
    diag::{
        Diagnostic, Place, Rule, Said,
        Severity::{Error, Warning},
        Text, text,
    },
    site::balance::{self, Measure, Verdict, Where},
};

const WHY: Said = Said {
    vi: "Đoàn viên vào cổng vì chuyện của nhau. Bài chính sách và thông báo chiếm quá một phần năm thì chẳng ai mở lại lần hai. Cách đếm: docs/pages.md.",
    en: "Members open the portal for one another's stories. When rules and notices take more than a fifth, nobody opens it a second time. How it is counted: docs/pages.md.",
};
const WRONG: &str = "# 30 ngày qua: 30 bài chính sách, thông báo; 20 bài của đoàn viên";
const RIGHT: &str = "# 30 ngày qua: 5 bài chính sách, thông báo; 25 bài của đoàn viên";

pub(super) static TIGHT: Rule = Rule {
    code: "balance-tight",
    severity: Warning,
    why: WHY,
    wrong: WRONG,
    right: RIGHT,
};

pub(super) static LOST: Rule = Rule {
    code: "balance-lost",
    severity: Error,
    why: WHY,
    wrong: WRONG,
    right: RIGHT,
};

/// Files that are named in a hint.
const NAMED: usize = 3;

/// Nothing is said of few: `portal report balance` tells that there is no verdict.
pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    let settings = &subject.site.config.balance;
    for measure in balance::measures(subject.site) {
        let rule = match measure.verdict {
            Verdict::Lost => &LOST,
            Verdict::Tight => &TIGHT,
            Verdict::Fine | Verdict::TooFew => continue,
        };
        // The newest of the union's: the one to be moved.
        let place = measure
            .union
            .first()
            .map_or_else(|| Place::file(config::PATH), |entry| entry.document.title.place.clone());
        report.push(Diagnostic::new(rule, place, message(&measure, settings)).hint(hint(&measure, settings.warn)));
    }
}

fn message(measure: &Measure<'_>, settings: &Balance) -> Text {
    let Balance { limit, days, .. } = settings;
    let (union, total) = (measure.share.union, measure.share.total());
    let per_mille = measure.share.per_mille();
    let (share, share_en) = (percent(per_mille, ','), percent(per_mille, '.'));
    let place = match measure.place {
        Where::Home => text!(
            "{union} trên {total} chỗ của trang chủ",
            "{union} of {total} places of the home page"
        ),
        Where::Lists => text!(
            "{union} trên {total} bài lên danh sách trong {days} ngày qua",
            "{union} of {total} texts new in the lists of the last {days} days"
        ),
        Where::Feeds => text!(
            "{union} trên {total} bài lên tin mới (feed) trong {days} ngày qua",
            "{union} of {total} texts new in the feeds of the last {days} days"
        ),
    };
    let is_lost = measure.verdict == Verdict::Lost;
    place.within(
        |place| {
            let bound = if is_lost {
                "; nhiều nhất là"
            } else {
                ", gần tới giới hạn"
            };
            format!("Bài chính sách, thông báo chiếm {share} % ({place}){bound} {limit} %.")
        },
        |place| {
            let bound = if is_lost {
                "; at most"
            } else {
                ", close to the limit of"
            };
            format!("Rules and notices take {share_en} % ({place}){bound} {limit} %.")
        },
    )
}

/// Tenths of a percent as percent.
pub(crate) fn percent(per_mille: usize, mark: char) -> String {
    match per_mille % 10 {
        0 => (per_mille / 10).to_string(),
        tenth => format!("{}{mark}{tenth}", per_mille / 10),
    }
}

fn hint(measure: &Measure<'_>, warn: usize) -> Text {
    let (add, wait) = (measure.share.to_add(warn), measure.share.to_move(warn));
    if measure.place == Where::Home {
        return text!(
            "Thêm {add} bài của đoàn viên (chuyện, mẹo, thơ, ảnh, cuộc thi, sự kiện).",
            "Add {add} texts of members (stories, tips, poems, photos, contests, events)."
        );
    }
    let newest = measure.union.iter().take(wait.min(NAMED));
    let files: Vec<&str> = newest.map(|entry| entry.document.file.as_str()).collect();
    let files = files.join(", ");
    text!(
        "Thêm {add} bài của đoàn viên (chuyện, mẹo, thơ, ảnh, cuộc thi, sự kiện), hoặc dời {wait} bài chính sách, thông báo sang ngày khác bằng publish_at; mới nhất: {files}.",
        "Add {add} texts of members (stories, tips, poems, photos, contests, events), or let {wait} rules or notices wait by publish_at; the newest: {files}."
    )
}
