//! `portal schema`: JSON Schemas of all kinds, for editors of text.

use std::{fs, path::PathBuf};

use clap::Args;

use super::{Exit, PortalArguments, pipeline::Fault, terminal};
use crate::{content::kinds::KindName, editing::schema, theme};

#[derive(Args)]
#[group(id = "schema")]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(flatten)]
    portal: PortalArguments,
    /// Thư mục nhận các tệp; VS Code tìm trong thư mục mặc định
    #[arg(long, default_value = ".vscode/schemas", value_name = "THƯ-MỤC")]
    out: PathBuf,
}

const EXAMPLES: &str = "Ví dụ:\n  portal schema                      ghi .vscode/schemas/policy.json, faq.json …\n  portal schema --out /tmp/schemas";

pub(super) fn run(arguments: &Arguments) -> Exit {
    let theme = match theme::read(&arguments.portal.root) {
        Ok(theme) => theme,
        Err(error) => return terminal::fail(&Fault::from(error), &arguments.portal),
    };
    let topics: Vec<&str> = theme.config.topics.iter().map(|topic| topic.id.as_str()).collect();
    let folder = arguments.portal.root.join(&arguments.out);
    let written = KindName::ALL.into_iter().try_for_each(|kind| {
        fs::create_dir_all(&folder)?;
        let text = format!("{:#}\n", schema::of(kind, &topics));
        fs::write(folder.join(format!("{}.json", kind.folder())), text)
    });
    match written {
        Ok(()) => {
            terminal::print(&format!(
                "Đã ghi {} tệp vào {}\n",
                KindName::ALL.len(),
                folder.display()
            ));
            Exit::Fine
        }
        Err(error) => {
            terminal::print_error(&format!("lỗi: không ghi được vào {}: {error}\n", folder.display()));
            Exit::Fault
        }
    }
}
