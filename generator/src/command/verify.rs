//! `portal verify`: what single codes say and are worth, without a network.

use std::{fs, path::PathBuf};

use clap::Args;
use wire::completion::{Completion, PREFIX, find};

use super::{Exit, MessageLanguage, pipeline::Fault, terminal};
use crate::{
    diag::{Language, text},
    supervision::{Officers, Refusal, fits, said, shown},
    theme,
};

#[derive(Args)]
#[group(id = "verify")]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Mã học xong (bắt đầu bằng H1.), hoặc tệp có mã bên trong
    #[arg(required = true, value_name = "MÃ|TỆP")]
    codes: Vec<String>,
    /// Thư mục của cổng: khóa của cán bộ nằm trong site/site.toml
    #[arg(long, default_value = ".", value_name = "THƯ-MỤC")]
    root: PathBuf,
    /// Ngôn ngữ của lời báo
    #[arg(long, value_enum, default_value_t, value_name = "NGÔN-NGỮ")]
    lang: MessageLanguage,
}

const EXAMPLES: &str = "Ví dụ:\n  portal verify H1.AAECAwQFBgc…\n  portal verify tin-nhan.txt\n\nMã thoát: 0 mọi mã đều đúng, 1 lỗi máy, 2 có mã không được tính (đã nói vì sao), 3 sai tham số hoặc thiết lập.";

pub(super) fn run(arguments: &Arguments) -> Exit {
    let language = arguments.lang.language();
    let theme = match theme::read(&arguments.root).map_err(Fault::from) {
        Ok(theme) => theme,
        Err(fault) => {
            if let Fault::Settings(sources, diagnostics) = &fault {
                terminal::show(diagnostics, sources, language);
            } else {
                terminal::print_error(&format!("lỗi: {fault}\n"));
            }
            return fault.exit();
        }
    };
    let officers = Officers::new(&theme.config.officers);
    let mut exit = Exit::Fine;
    for argument in &arguments.codes {
        let is_code = argument.starts_with(PREFIX) || find(argument).next().is_some();
        let text = if is_code {
            argument.clone()
        } else {
            match fs::read(argument) {
                Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
                Err(error) => {
                    terminal::print_error(&format!("lỗi: không đọc được {argument}: {error}\n"));
                    return Exit::Fault;
                }
            }
        };
        let mut codes: Vec<&str> = find(&text).map(|(_, code)| code).collect();
        if codes.is_empty() {
            codes.push(&text);
        }
        for code in codes {
            match judged(code, &officers, language) {
                Ok(line) => terminal::print(&line),
                Err(refusal) => {
                    exit = Exit::Content;
                    let why = said(refusal);
                    terminal::print_error(&format!("[{}] {}\n", refusal.code(), why.in_language(language)));
                }
            }
        }
    }
    exit
}

/// One line that says what a code is worth.
fn judged(code: &str, officers: &Officers<'_>, language: Language) -> Result<String, Refusal> {
    let completion = Completion::decode(code)?;
    let level = match &completion.session {
        None => text!("tự khai", "self-reported"),
        Some(session) => {
            let officer = officers.verify(session)?;
            fits(&completion.lesson, completion.day, session)?;
            let (name, place) = (&officer.name, &session.session.place);
            text!("có xác nhận ({name}, {place})", "confirmed ({name}, {place})")
        }
    };
    let Completion {
        lesson,
        content,
        right,
        questions,
        day,
        name,
        unit,
        ..
    } = &completion;
    let who: Vec<&str> = [name, unit].into_iter().flatten().map(String::as_str).collect();
    // Records of former versions did not keep which edition was learned.
    let edition = match content {
        0 => text!("không rõ bản nào", "edition unknown"),
        _ => {
            let day = shown(*content);
            text!("bản ngày {day}", "edition of {day}")
        }
    };
    Ok(format!(
        "{}: {lesson}, {right}/{questions}, {}, {}, {}\n",
        level.in_language(language),
        shown(*day),
        edition.in_language(language),
        if who.is_empty() { "-".to_owned() } else { who.join(", ") },
    ))
}
