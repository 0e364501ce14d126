//! `portal check`: diagnostics only.

use clap::Args;

use super::{
    Exit, PortalArguments,
    pipeline::{self, Fault},
    terminal,
};
use crate::diag::{self, count};

#[derive(Args)]
#[group(id = "check")]
pub(super) struct Arguments {
    #[command(flatten)]
    portal: PortalArguments,
}

pub(super) fn run(arguments: &Arguments) -> Exit {
    match check(arguments) {
        Ok(exit) => exit,
        Err(fault) => terminal::fail(&fault, arguments.portal.json),
    }
}

fn check(arguments: &Arguments) -> Result<Exit, Fault> {
    let checked = pipeline::check(&arguments.portal)?;
    if arguments.portal.json {
        terminal::print(&diag::json::draw(&checked.diagnostics));
    } else {
        terminal::show(&checked.diagnostics, &checked.sources);
        let (errors, warnings) = count(&checked.diagnostics);
        terminal::print(&format!(
            "Đã kiểm tra {} bài: {errors} lỗi, {warnings} cảnh báo.\n",
            checked.site.entries.len()
        ));
    }
    Ok(if checked.has_errors() {
        Exit::Content
    } else {
        Exit::Fine
    })
}
