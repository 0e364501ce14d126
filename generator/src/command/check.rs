//! `portal check`: findings only, in the form another program or a person wants; and, when asked, mechanical cures.

use std::{
    fs,
    io::{self, IsTerminal},
};

use clap::{Args, ValueEnum};
use similar::TextDiff;

use super::{
    Exit, PortalArguments,
    pipeline::{self, Checked, Fault},
    terminal,
};
use crate::{
    check::rules,
    diag::{self, Count, Language, count, nearest, report, text},
    fix::{self, Plan},
};

#[derive(Args)]
#[group(id = "check")]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(flatten)]
    portal: PortalArguments,
    /// Dạng kết quả
    #[arg(long, value_enum, default_value_t, conflicts_with = "json")]
    format: Format,
    /// Coi cảnh báo như lỗi (mã thoát 2)
    #[arg(long, value_enum, value_name = "MỨC")]
    deny: Option<Deny>,
    /// Giải thích một mã lỗi: vì sao, sai thế nào, viết lại thế nào
    #[arg(long, value_name = "MÃ")]
    explain: Option<String>,
    /// Tự sửa những lỗi máy sửa được (dấu rời, dấu cách thừa, tên tệp, tên khóa gõ sai); cho xem trước khi ghi
    #[arg(long)]
    fix: bool,
    /// Cùng với --fix: ghi luôn, không hỏi lại
    #[arg(long, requires = "fix")]
    yes: bool,
}

const EXAMPLES: &str = "Ví dụ:\n  portal check\n  portal check --deny warnings --format github   trong máy kiểm tra tự động\n  portal check --format sarif > check.sarif\n  portal check --explain bad-date\n  portal check --fix                             cho xem sẽ sửa gì, rồi hỏi";

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
    Sarif,
    Github,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    Warnings,
}

pub(super) fn run(arguments: &Arguments) -> Exit {
    let result = match &arguments.explain {
        Some(code) => return explain(code, arguments.portal.language()),
        None if arguments.fix => fix(arguments),
        None => pipeline::check(&arguments.portal),
    };
    match result {
        Ok(checked) => conclude(arguments, &checked),
        Err(fault) => terminal::fail(&fault, &arguments.portal),
    }
}

fn conclude(arguments: &Arguments, checked: &Checked) -> Exit {
    let findings = &checked.diagnostics;
    let language = arguments.portal.language();
    let format = if arguments.portal.json {
        Format::Json
    } else {
        arguments.format
    };
    match format {
        Format::Json => terminal::print(&diag::json::draw(findings, language)),
        Format::Sarif => terminal::print(&diag::sarif::draw(findings, language)),
        Format::Github => terminal::print(&diag::github::draw(findings, language)),
        Format::Text => {
            terminal::show(findings, &checked.sources, language);
            let Count {
                errors,
                warnings,
                advice,
            } = count(findings);
            let texts = checked.site.entries.len();
            let summary = text!(
                "Đã kiểm tra {texts} bài: {errors} lỗi, {warnings} cảnh báo, {advice} góp ý.\n",
                "Checked {texts} texts: {errors} errors, {warnings} warnings, {advice} pieces of advice.\n"
            );
            terminal::print(summary.in_language(language));
        }
    }
    let denied = arguments.deny.is_some() && count(findings).warnings > 0;
    if checked.has_errors() || denied {
        Exit::Content
    } else {
        Exit::Fine
    }
}

fn explain(code: &str, language: Language) -> Exit {
    let mut rules = rules();
    // Those of `portal inbox` as well: an editor meets a code and asks.
    rules.extend(crate::inbox::rules::ALL);
    rules.sort_by_key(|rule| rule.code);
    if let Some(rule) = rules.iter().find(|rule| rule.code == code) {
        terminal::print(&report::explain(rule, language));
        return Exit::Fine;
    }
    let codes: Vec<&str> = rules.iter().map(|rule| rule.code).collect();
    let all = codes.join("\n  ");
    let message = match nearest(code, codes.iter().copied()) {
        Some(near) => text!(
            "lỗi: không có mã “{code}”. Có phải bạn muốn hỏi “{near}”?\n",
            "error: there is no code “{code}”. Did you mean “{near}”?\n"
        ),
        None => text!(
            "lỗi: không có mã “{code}”. Các mã:\n  {all}\n",
            "error: there is no code “{code}”. Codes:\n  {all}\n"
        ),
    };
    terminal::print_error(message.in_language(language));
    Exit::Usage
}

/// Shows what would be changed, changes it when that is wanted, and checks again.
fn fix(arguments: &Arguments) -> Result<Checked, Fault> {
    let portal = &arguments.portal;
    let checked = pipeline::check(portal)?;
    let plan = fix::plan(&checked.site, &checked.sources, &checked.diagnostics);
    let language = portal.language();
    if plan == Plan::default() {
        let nothing = text!(
            "Không có gì máy tự sửa được.\n",
            "There is nothing to cure by machine.\n"
        );
        terminal::print_error(nothing.in_language(language));
        return Ok(checked);
    }
    let rewritten = match rewritten(portal, &plan) {
        Ok(rewritten) => rewritten,
        Err((path, error)) => return Err(Fault::Fix { path, error }),
    };
    for (path, before, after) in &rewritten {
        let diff = TextDiff::from_lines(before, after);
        terminal::print_error(&diff.unified_diff().context_radius(1).header(path, path).to_string());
    }
    for (from, to) in &plan.renames {
        terminal::print_error(&format!("{from} -> {to}\n"));
    }
    if !arguments.yes && !agreed(language) {
        let kept = text!(
            "Chưa ghi gì. Thêm --yes để ghi mà không hỏi.\n",
            "Nothing was written. Add --yes to write without asking.\n"
        );
        terminal::print_error(kept.in_language(language));
        return Ok(checked);
    }
    for (path, _, after) in &rewritten {
        let full = portal.root.join(path);
        replace(&full, after).map_err(|error| Fault::Fix {
            path: path.clone(),
            error,
        })?;
    }
    for (from, to) in &plan.renames {
        rename(&portal.root.join(from), &portal.root.join(to)).map_err(|error| Fault::Fix {
            path: from.clone(),
            error,
        })?;
    }
    pipeline::check(portal)
}

type Rewritten = Vec<(String, String, String)>;

fn rewritten(portal: &PortalArguments, plan: &Plan) -> Result<Rewritten, (String, io::Error)> {
    let read = |path: &String| fs::read_to_string(portal.root.join(path)).map_err(|error| (path.clone(), error));
    let texts = plan.rewrites.iter().map(|(path, rewrite)| {
        let before = read(path)?;
        let after = rewrite.apply(&before);
        Ok((path.clone(), before, after))
    });
    texts.collect()
}

fn agreed(language: Language) -> bool {
    if !io::stdin().is_terminal() {
        return false;
    }
    let question = text!("Ghi các thay đổi này? [c/K] ", "Write these changes? [y/N] ");
    terminal::print_error(question.in_language(language));
    let mut answer = String::new();
    let read = io::stdin().read_line(&mut answer);
    read.is_ok() && matches!(answer.trim().to_lowercase().as_str(), "c" | "có" | "co" | "y" | "yes")
}

/// Writes beside the file, then takes its place: a full disk leaves the old text.
fn replace(path: &std::path::Path, text: &str) -> io::Result<()> {
    let beside = path.with_extension("md.portal-fix");
    fs::write(&beside, text)?;
    fs::set_permissions(&beside, fs::metadata(path)?.permissions())?;
    fs::rename(&beside, path)
}

/// Never over another file.
fn rename(from: &std::path::Path, to: &std::path::Path) -> io::Result<()> {
    if to.exists() {
        return Err(io::Error::from(io::ErrorKind::AlreadyExists));
    }
    fs::rename(from, to)
}
