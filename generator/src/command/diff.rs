//! `portal diff`: what an upload has to send and to delete.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Exit, terminal};
use crate::output::difference::Difference;

#[derive(Args)]
#[group(id = "diff")]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Bản cũ: thư mục hoặc portal-manifest.json
    #[arg(value_name = "CŨ")]
    old: PathBuf,
    /// Bản mới: thư mục hoặc portal-manifest.json
    #[arg(value_name = "MỚI")]
    new: PathBuf,
    /// Dạng kết quả
    #[arg(long, value_enum, default_value_t, value_name = "DẠNG")]
    format: Format,
}

const EXAMPLES: &str = "Ví dụ:\n  portal diff .dist.former dist                 bản đang có so với bản trước\n  portal diff portal-manifest.json dist --format json\n\nDạng chữ, mỗi dòng một tệp: + thêm, ~ đổi, - mất.";

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
}

pub(super) fn run(arguments: &Arguments) -> Exit {
    let difference = match Difference::between(&arguments.old, &arguments.new) {
        Ok(difference) => difference,
        Err(fault) => {
            terminal::print_error(&format!("lỗi: {fault}\n"));
            return Exit::Usage;
        }
    };
    terminal::print(&match arguments.format {
        Format::Text => text(&difference),
        Format::Json => format!("{}\n", serde_json::to_string_pretty(&difference).unwrap_or_default()),
    });
    Exit::Fine
}

fn text(difference: &Difference) -> String {
    let Difference {
        added,
        changed,
        removed,
    } = difference;
    let lists = [('+', added), ('~', changed), ('-', removed)];
    let lines = lists
        .into_iter()
        .flat_map(|(sign, paths)| paths.iter().map(move |path| format!("{sign} {path}\n")));
    lines.collect()
}
