//! `portal report content`: what the portal offers on one day, to send, to print, to sign.

use std::fmt::Write as _;

use clap::Args;
use minijinja::{AutoEscape, Environment, context};

use super::{
    Exit, PortalArguments, pipeline,
    report::{Format, cell, printed},
    terminal,
};
use crate::supervision::contents::Contents;

#[derive(Args)]
#[group(id = "content")]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(flatten)]
    portal: PortalArguments,
    /// Dạng kết quả
    #[arg(long, value_enum, default_value_t, conflicts_with = "json")]
    format: Format,
}

const EXAMPLES: &str = "Đây là những gì cổng đang có vào một ngày. Bài đăng từ ngày nào đến ngày nào: portal report published.\n\nVí dụ:\n  portal report content\n  portal report content --format html > noi-dung.html     một trang để in và ký\n\nMã thoát: 0 tốt, 1 lỗi máy, 3 sai tham số hoặc thiết lập.";

/// One page of A4 to print and sign; it loads nothing.
const PAGE: &str = include_str!("contents.html");

pub(super) fn run(arguments: &Arguments) -> Exit {
    let checked = match pipeline::check(&arguments.portal) {
        Ok(checked) => checked,
        Err(fault) => return terminal::fail(&fault, &arguments.portal),
    };
    let contents = Contents::of(&checked.site);
    let page = match arguments.format.or_json(&arguments.portal) {
        Format::Md => Ok(markdown(&contents)),
        Format::Csv => Ok(csv(&contents)),
        Format::Json => Ok(format!(
            "{}\n",
            serde_json::to_string_pretty(&contents).unwrap_or_default()
        )),
        Format::Html => page(&contents, &checked.site.config.organisation),
    };
    printed(page, Exit::Fine)
}

fn markdown(contents: &Contents) -> String {
    let escaped = |text: &str| text.replace('\\', "\\\\").replace('|', "\\|").replace('<', "&lt;");
    let mut out = format!("Ngày {}: {} bài còn hiệu lực.\n\n", contents.day, contents.pages);
    // Writing to a text cannot fail.
    out.push_str("| Loại | Bài | Chữ |\n|---|--:|--:|\n");
    for of in &contents.kinds {
        let _ = writeln!(out, "| {} | {} | {} |", of.kind, of.pages, of.words);
    }
    out.push_str("\n| Tháng | Đối chiếu căn cứ |\n|---|--:|\n");
    for month in &contents.months {
        let _ = writeln!(out, "| {} | {} |", month.month, month.reviewed);
    }
    let _ = writeln!(out, "\n{REVIEWED_NOTE}");
    let _ = writeln!(out, "\nQuá hạn xem lại: {} bài.", contents.reviews_overdue.len());
    for one in &contents.reviews_overdue {
        let _ = writeln!(out, "- {}: {} ({})", one.due, escaped(&one.title), one.address);
    }
    out.push_str("\n| Chủ đề | Khóa học | Bài | Phút |\n|---|---|--:|--:|\n");
    for topic in &contents.courses {
        for course in &topic.courses {
            let (name, title) = (escaped(&topic.topic), escaped(&course.title));
            let _ = writeln!(out, "| {name} | {title} | {} | {} |", course.lessons, course.minutes);
        }
    }
    out
}

const REVIEWED_NOTE: &str = "Đối chiếu: tháng gần nhất có người so bài với căn cứ; mỗi bài tính một lần. Chữ: số tiếng trong bài. Bài đăng từ ngày nào đến ngày nào: portal report published.";

/// One table for spreadsheets: what a row is stands in its first column.
fn csv(contents: &Contents) -> String {
    let mut out = String::from("what,name,figure,second_figure\n");
    let mut row = |what: &str, name: &str, figures: [&str; 2]| {
        let _ = writeln!(out, "{what},{},{},{}", cell(name), figures[0], figures[1]);
    };
    for of in &contents.kinds {
        row(
            "kind_pages_words",
            of.kind,
            [&of.pages.to_string(), &of.words.to_string()],
        );
    }
    for month in &contents.months {
        row("month_reviewed", &month.month, [&month.reviewed.to_string(), ""]);
    }
    for one in &contents.reviews_overdue {
        row("review_overdue_since", &one.address, [&one.due.to_string(), ""]);
    }
    for topic in &contents.courses {
        for course in &topic.courses {
            let figures = [course.lessons.to_string(), course.minutes.to_string()];
            let name = [&*topic.topic, ": ", &course.title].concat();
            row("course_lessons_minutes", &name, [&figures[0], &figures[1]]);
        }
    }
    out
}

fn page(contents: &Contents, organisation: &str) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let view = context! {
        organisation,
        note => REVIEWED_NOTE,
        content => minijinja::Value::from(minijinja::value::Serde(contents)),
    };
    environment.render_str(PAGE, view)
}
