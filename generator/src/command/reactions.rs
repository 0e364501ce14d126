//! `portal report reactions`: what members felt and sent, counted into the file that pages show it from.

use std::{fs, path::PathBuf};

use clap::Args;

use super::{Exit, PortalArguments, pipeline, terminal};
use crate::{
    content::reactions::{PATH, written},
    diag::text,
    inbox::reactions::Sent,
    site::address::normal,
};

#[derive(Args)]
#[group(id = "reactions")]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(flatten)]
    portal: PortalArguments,
    /// Tệp văn bản có đoạn cảm xúc (R1 …) đoàn viên gửi; đưa đủ mọi tệp từ trước đến nay
    #[arg(required = true, value_name = "TỆP")]
    files: Vec<PathBuf>,
}

const EXAMPLES: &str = "In ra tệp content/reactions.yaml. Một người gửi nhiều lần tính lần sau cùng; trang không có trên cổng thì bỏ. Đây là lời thăm hỏi, không phải phiếu bầu: không biết ai gửi, một người gửi được từ hai máy.\n\nVí dụ:\n  portal report reactions tin-nhan/*.txt > content/reactions.yaml\n\nMã thoát: 0 tốt, 1 lỗi máy, 2 có đoạn bị thiếu (đã nói ở tệp nào), 3 sai tham số hoặc thiết lập.";

pub(super) fn run(arguments: &Arguments) -> Exit {
    let checked = match pipeline::check(&arguments.portal) {
        Ok(checked) => checked,
        Err(fault) => return terminal::fail(&fault, &arguments.portal),
    };
    let language = arguments.portal.language();
    let mut sent = Sent::default();
    let mut exit = Exit::Fine;
    for path in &arguments.files {
        let file = path.display();
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                terminal::print_error(
                    text!("lỗi: {file}: {error}\n", "error: {file}: {error}\n").in_language(language),
                );
                return Exit::Fault;
            }
        };
        let cut = sent.add(&String::from_utf8_lossy(&bytes));
        if cut > 0 {
            exit = Exit::Content;
            let said = text!(
                "{file}: {cut} đoạn bị thiếu, chưa tính; xin gửi lại\n",
                "{file}: {cut} texts were cut off and are not counted; ask for them again\n"
            );
            terminal::print_error(said.in_language(language));
        }
    }
    let site = &checked.site;
    let counts = sent.counts(|page| site.entry_of_address(&normal(page)).is_some());
    let (members, pages) = (sent.members(), counts.len());
    let said = text!(
        "{members} người gửi, {pages} trang. Chép phần dưới vào {PATH}.\n",
        "{members} members, {pages} pages. What follows belongs into {PATH}.\n"
    );
    terminal::print_error(said.in_language(language));
    terminal::print(&written(site.today, &counts));
    exit
}
