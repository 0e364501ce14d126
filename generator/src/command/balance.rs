//! `portal report balance`: how much of the portal was the union's word, today and at the end of each month before.

use std::fmt::Write as _;

use clap::Args;
use jiff::{ToSpan, civil::Date};
use serde::Serialize;

use super::{Exit, PortalArguments, pipeline, terminal};
use crate::{
    check::percent,
    diag::{Language, text},
    site::{
        Site,
        balance::{self, Share, Verdict, Where},
    },
};

#[derive(Args)]
#[group(id = "balance")]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(flatten)]
    portal: PortalArguments,
    /// Mấy tháng trở lại
    #[arg(long, default_value_t = 12, value_name = "SỐ-THÁNG")]
    months: u16,
}

const EXAMPLES: &str = "Đếm theo ngày ghi trong bài, nên đếm lại lúc nào cũng ra số cũ; bài đã xóa thì không còn trong số.\n\nVí dụ:\n  portal report balance\n  portal report balance --months 24 --json > can-bang.json\n\nMã thoát: 0 tốt, 1 lỗi máy, 2 đang quá giới hạn, 3 sai tham số hoặc thiết lập.";

pub(super) fn run(arguments: &Arguments) -> Exit {
    let checked = match pipeline::check(&arguments.portal) {
        Ok(checked) => checked,
        Err(fault) => return terminal::fail(&fault, &arguments.portal),
    };
    let report = Report::of(&checked.site, arguments.months);
    terminal::print(&if arguments.portal.json {
        format!("{}\n", serde_json::to_string_pretty(&report).unwrap_or_default())
    } else {
        report.table(arguments.portal.language())
    });
    let is_lost = report.now.iter().any(|row| row.verdict == "lost");
    if is_lost { Exit::Content } else { Exit::Fine }
}

/// All that is printed.
#[derive(Debug, Serialize)]
struct Report {
    /// Raised with every change of this form.
    version: u32,
    day: Date,
    warn: usize,
    limit: usize,
    days: u32,
    at_least: usize,
    now: Vec<Row>,
    /// What was new in the days up to the end of each month, the latest first.
    months: Vec<Row>,
    /// Of the union's, how many say no day on which they were new.
    undated: usize,
    /// Of members' own, how many the project wrote as examples.
    samples: usize,
}

#[derive(Debug, Serialize)]
struct Row {
    /// `home`, `lists`, `feeds`; of months their last day.
    key: String,
    union: usize,
    members: usize,
    per_mille: usize,
    verdict: &'static str,
}

impl Row {
    fn new(site: &Site, key: String, share: Share) -> Self {
        Self {
            key,
            union: share.union,
            members: share.members,
            per_mille: share.per_mille(),
            verdict: match balance::verdict(site, share) {
                Verdict::TooFew => "too-few",
                Verdict::Fine => "fine",
                Verdict::Tight => "tight",
                Verdict::Lost => "lost",
            },
        }
    }
}

impl Report {
    fn of(site: &Site, months: u16) -> Self {
        let settings = &site.config.balance;
        let now = balance::measures(site).into_iter().map(|measure| {
            let key = match measure.place {
                Where::Home => "home",
                Where::Lists => "lists",
                Where::Feeds => "feeds",
            };
            Row::new(site, key.to_owned(), measure.share)
        });
        let ends = (0..i64::from(months)).map(|back| site.today.first_of_month() - back.months() - 1.day());
        let months = ends.map(|last| Row::new(site, last.to_string(), balance::until(site, last)));
        let samples = site.entries.iter().map(|entry| &entry.document.kind);
        let samples = samples.filter(|kind| kind.is_sample() && kind.name().is_members_own());
        Self {
            version: 1,
            day: site.today,
            warn: settings.warn,
            limit: settings.limit,
            days: settings.days,
            at_least: settings.at_least,
            now: now.collect(),
            months: months.collect(),
            undated: balance::undated(site),
            samples: samples.count(),
        }
    }

    fn table(&self, language: Language) -> String {
        let Self {
            day,
            warn,
            limit,
            days,
            at_least,
            undated,
            samples,
            ..
        } = self;
        let say = |text: crate::diag::Text| text.in_language(language).to_owned();
        let head = |first: crate::diag::Text| {
            let first = first.in_language(language).to_owned();
            say(text!(
                "| {first} | chính sách, thông báo | của đoàn viên | tỷ lệ | kết luận |\n|---|--:|--:|--:|---|\n",
                "| {first} | rules, notices | members' own | share | verdict |\n|---|--:|--:|--:|---|\n"
            ))
        };
        let mut table = say(text!(
            "Cân bằng nội dung ngày {day}: nhắc từ {warn} %, quá {limit} % thì chưa đăng.\n\n",
            "Balance of the content on {day}: told from {warn} % on, past {limit} % nothing is published.\n\n"
        ));
        table.push_str(&head(text!("nơi", "place")));
        for row in &self.now {
            let place = match row.key.as_str() {
                "home" => text!("trang chủ, số chỗ", "home page, places"),
                "lists" => text!("danh sách, {days} ngày qua", "lists, last {days} days"),
                _ => text!("tin mới (feed), {days} ngày qua", "feeds, last {days} days"),
            };
            line(&mut table, place.in_language(language), row, language);
        }
        table.push('\n');
        table.push_str(&head(text!("{days} ngày đến hết", "{days} days up to")));
        for row in &self.months {
            line(&mut table, &row.key, row, language);
        }
        table.push_str(&say(text!(
            "\n- Dưới {at_least} bài thì chưa kết luận: thêm hay bớt một bài là tỷ lệ đã khác.\n- {undated} bài chính sách, thông báo không ghi ngày đăng (publish_at): kho có sẵn, không tính vào tháng nào.\n- {samples} bài của đoàn viên là bài mẫu do nhóm làm cổng viết.\n- Bài đã xóa không còn trong số này.\n",
            "\n- Of fewer than {at_least} no verdict is given: one more or less is another share.\n- {undated} rules and notices say no day of publication (publish_at): a stock, counted in no month.\n- {samples} of members' own are examples written by the project.\n- What was deleted is not counted.\n"
        )));
        table
    }
}

fn line(table: &mut String, place: &str, row: &Row, language: Language) {
    let mark = match language {
        Language::Vietnamese => ',',
        Language::English => '.',
    };
    let verdict = match row.verdict {
        "too-few" => text!("chưa kết luận, còn ít", "none, too few"),
        "fine" => text!("tốt", "fine"),
        "tight" => text!("sắp quá", "close"),
        _ => text!("quá giới hạn", "past the limit"),
    };
    let share = percent(row.per_mille, mark);
    let verdict = verdict.in_language(language);
    // Writing into a string cannot fail.
    let _ = writeln!(
        table,
        "| {place} | {} | {} | {share} % | {verdict} |",
        row.union, row.members
    );
}
