//! `portal report published`: what the portal published, by kind, topic, unit and month, to send, to print, to sign.

use std::fmt::Write as _;

use clap::Args;
use jiff::{ToSpan, civil::Date};
use minijinja::{AutoEscape, Environment, Value, context};

use super::{
    Exit, PortalArguments, pipeline,
    report::{Format, cell, printed},
    terminal,
};
use crate::{
    content::kinds::KindName,
    supervision::{
        plot::plot,
        published::{Count, Days, Figures, figures},
    },
    theme::Theme,
};

#[derive(Args)]
#[group(id = "published")]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(flatten)]
    portal: PortalArguments,
    /// Ngày đầu (năm-tháng-ngày); mặc định là đầu tháng này năm ngoái
    #[arg(long, value_name = "NGÀY")]
    from: Option<Date>,
    /// Ngày cuối; mặc định là hôm nay
    #[arg(long, value_name = "NGÀY")]
    until: Option<Date>,
    /// Dạng kết quả
    #[arg(long, value_enum, default_value_t, conflicts_with = "json")]
    format: Format,
}

const EXAMPLES: &str = "Đây là những gì đã đăng trong một khoảng ngày. Cổng đang có gì hôm nay: portal report content.\n\nVí dụ:\n  portal report published\n  portal report published --from 2026-10-01 --until 2026-12-31 --format html > quy-4.html   để in và ký\n  portal report published --format csv > bai-dang.csv\n\nMã thoát: 0 tốt, 1 lỗi máy, 3 sai tham số hoặc thiết lập.";

/// It loads nothing and runs nothing.
const PAGE: &str = include_str!("published.html");
/// Names of months below the drawing, at most.
const LABELS: usize = 12;
/// Months in a report, at most: a century, so that a slip in a year does not fill the disk.
const MONTHS: i32 = 1_200;

pub(super) fn run(arguments: &Arguments) -> Exit {
    let checked = match pipeline::check(&arguments.portal) {
        Ok(checked) => checked,
        Err(fault) => return terminal::fail(&fault, &arguments.portal),
    };
    let until = arguments.until.unwrap_or(checked.site.today);
    let from = arguments.from.unwrap_or_else(|| until.first_of_month() - 11.months());
    if until < from || (i32::from(until.year()) - i32::from(from.year())) * 12 > MONTHS {
        terminal::print_error("lỗi: ngày cuối (--until) phải sau ngày đầu (--from), không quá một trăm năm\n");
        return Exit::Usage;
    }
    let figures = figures(&checked.site, Days { from, until });
    let names = Names(&checked.theme);
    let page = match arguments.format.or_json(&arguments.portal) {
        Format::Md => Ok(markdown(&figures, &names)),
        Format::Csv => Ok(csv(&figures, &names)),
        Format::Json => Ok(format!(
            "{}\n",
            serde_json::to_string_pretty(&figures).unwrap_or_default()
        )),
        Format::Html => page(&figures, &names, &checked.site.config.organisation),
    };
    printed(page, Exit::Fine)
}

/// What kinds and forms are called on the portal's pages.
struct Names<'a>(&'a Theme);

impl Names<'_> {
    fn kind(&self, name: &str) -> String {
        let words = &self.0.words;
        let said = words
            .get(&format!("form_{name}"))
            .or_else(|| words.get(&format!("kind_{name}")));
        said.cloned()
            .or_else(|| KindName::of_folder(name).map(|kind| kind.label().to_owned()))
            .unwrap_or_else(|| name.to_owned())
    }

    fn kinds(&self, counts: &[Count]) -> Vec<(String, usize)> {
        let named = counts.iter().map(|count| (self.kind(&count.name), count.texts));
        named.collect()
    }
}

fn plain(counts: &[Count]) -> Vec<(String, usize)> {
    let named = counts.iter().map(|count| {
        let name = if count.name.is_empty() {
            "(không ghi)"
        } else {
            &count.name
        };
        (name.to_owned(), count.texts)
    });
    named.collect()
}

/// Titles of tables, and their rows.
fn tables(figures: &Figures, names: &Names<'_>) -> [(&'static str, Vec<(String, usize)>); 4] {
    [
        ("Theo loại bài", names.kinds(&figures.kinds)),
        ("Theo chủ đề", plain(&figures.topics)),
        ("Theo đơn vị của người viết", plain(&figures.units)),
        (
            "Không ghi ngày đăng, không có trong các số trên",
            names.kinds(&figures.undated),
        ),
    ]
}

const NOTES: [&str; 2] = [
    "Đếm theo ngày đăng ghi trong bài; bài đã xóa không còn trong số này. Sự kiện không ghi ngày đăng thì tính vào ngày diễn ra.",
    "Đơn vị do người viết tự ghi. Tỷ lệ chính sách so với bài của đoàn viên: portal report balance.",
];

fn markdown(figures: &Figures, names: &Names<'_>) -> String {
    let Days { from, until } = figures.days;
    let mut out = format!("Bài đăng từ {from} đến hết {until}: {}\n\n", figures.texts);
    out.push_str("| tháng | của đoàn viên | chính sách, thông báo | hỏi đáp, bài học |\n|---|--:|--:|--:|\n");
    for month in &figures.months {
        // Writing into a string cannot fail.
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} |",
            month.month, month.members, month.union, month.service
        );
    }
    for (title, rows) in tables(figures, names) {
        if rows.is_empty() {
            continue;
        }
        let _ = write!(out, "\n{title}:\n\n| | bài |\n|---|--:|\n");
        for (name, texts) in rows {
            let name = name.replace('\\', "\\\\").replace('|', "\\|").replace('<', "&lt;");
            let _ = writeln!(out, "| {name} | {texts} |");
        }
    }
    for note in NOTES {
        let _ = write!(out, "\n{note}\n");
    }
    out
}

fn csv(figures: &Figures, names: &Names<'_>) -> String {
    let mut out = String::from("table,name,texts\n");
    let mut row = |table: &str, name: &str, texts: usize| {
        let _ = writeln!(out, "{table},{},{texts}", cell(name));
    };
    for month in &figures.months {
        row("month_members", &month.month, month.members);
        row("month_union", &month.month, month.union);
        row("month_service", &month.month, month.service);
    }
    let tables = tables(figures, names).map(|(_, rows)| rows);
    for (table, rows) in ["kind", "topic", "unit", "undated"].into_iter().zip(tables) {
        for (name, texts) in rows {
            row(table, &name, texts);
        }
    }
    out
}

/// A page of A4 with the drawing.
fn page(figures: &Figures, names: &Names<'_>, organisation: &str) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let day = |date: Date| format!("{:02}/{:02}/{}", date.day(), date.month(), date.year());
    let view = context! {
        organisation,
        from => day(figures.days.from),
        until => day(figures.days.until),
        every => figures.months.len().div_ceil(LABELS).max(1),
        plot => plot(&figures.months).map(|plot| Value::from(minijinja::value::Serde(plot))),
        tables => tables(figures, names),
        figures => Value::from(minijinja::value::Serde(figures)),
        notes => NOTES,
    };
    environment.render_str(PAGE, view)
}
