//! The report on a portal's content in each form: `portal report --content`.

use std::fmt::Write as _;

use minijinja::{AutoEscape, Environment, context};

use super::report::{Format, cell};
use crate::supervision::contents::Contents;

/// One page of A4 to print and sign; it loads nothing.
const PAGE: &str = include_str!("contents.html");

/// The report as text.
///
/// # Errors
/// When the page to print cannot be written.
pub(super) fn report(contents: &Contents, format: Format, organisation: &str) -> Result<String, minijinja::Error> {
    Ok(match format {
        Format::Md => markdown(contents),
        Format::Csv => csv(contents),
        Format::Json => format!("{}\n", serde_json::to_string_pretty(contents).unwrap_or_default()),
        Format::Html => return page(contents, organisation),
    })
}

fn markdown(contents: &Contents) -> String {
    let escaped = |text: &str| text.replace('\\', "\\\\").replace('|', "\\|").replace('<', "&lt;");
    let mut out = format!("Ngày {}: {} bài còn hiệu lực.\n\n", contents.day, contents.pages);
    // Writing to a text cannot fail.
    for of in &contents.kinds {
        let _ = writeln!(out, "- {}: {}", of.kind, of.pages);
    }
    out.push_str("\n| Tháng | Mới đăng | Đối chiếu căn cứ |\n|---|--:|--:|\n");
    for month in &contents.months {
        let _ = writeln!(out, "| {} | {} | {} |", month.month, month.published, month.reviewed);
    }
    let _ = writeln!(out, "\n{PUBLISHED_NOTE}");
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

const PUBLISHED_NOTE: &str =
    "Mới đăng: bài có ghi ngày đăng. Đối chiếu: tháng gần nhất có người so bài với căn cứ; mỗi bài tính một lần.";

/// One table for spreadsheets: what a row is stands in its first column.
fn csv(contents: &Contents) -> String {
    let mut out = String::from("what,name,figure,second_figure\n");
    let mut row = |what: &str, name: &str, figures: [&str; 2]| {
        let _ = writeln!(out, "{what},{},{},{}", cell(name), figures[0], figures[1]);
    };
    for of in &contents.kinds {
        row("kind", of.kind, [&of.pages.to_string(), ""]);
    }
    for month in &contents.months {
        let figures = [month.published.to_string(), month.reviewed.to_string()];
        row("month_published_reviewed", &month.month, [&figures[0], &figures[1]]);
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
        note => PUBLISHED_NOTE,
        content => minijinja::Value::from(minijinja::value::Serde(contents)),
    };
    environment.render_str(PAGE, view)
}
