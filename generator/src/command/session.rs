//! `portal session new`: the code of a meeting, signed, as text and as a picture to show.

use std::{fs, path::PathBuf};

use clap::{Args, Subcommand};
use ed25519_dalek::Signer;
use jiff::civil::Date;
use minijinja::{AutoEscape, Environment, context};
use qrcode::{
    QrCode,
    render::{svg, unicode::Dense1x2},
};
use wire::session::{Session, SignedSession};

use super::{Exit, key, terminal, today_in_vietnam};
use crate::{
    config::OfficerKey,
    supervision::{day, shown},
};

#[derive(Subcommand)]
pub(super) enum Command {
    /// Tạo mã cho một buổi sinh hoạt
    New(New),
}

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct New {
    /// Tệp khóa riêng của cán bộ
    #[arg(long, value_name = "TỆP")]
    key: PathBuf,
    /// Đơn vị hoặc nơi sinh hoạt
    #[arg(long, value_name = "NƠI")]
    place: String,
    /// Tên tệp của bài học hoặc khóa học, không có .md; dùng được nhiều lần
    #[arg(long = "lesson", required = true, value_name = "BÀI")]
    lessons: Vec<String>,
    /// Ngày sinh hoạt, mặc định là hôm nay theo giờ Việt Nam
    #[arg(long, value_name = "NGÀY")]
    day: Option<Date>,
    /// Mã có giá trị mấy ngày, kể từ ngày sinh hoạt
    #[arg(long, default_value_t = 1, value_name = "SỐ", value_parser = clap::value_parser!(u32).range(1..=31))]
    days: u32,
    /// Ghi thêm một trang để in hoặc chiếu
    #[arg(long, value_name = "TỆP")]
    html: Option<PathBuf>,
}

const EXAMPLES: &str = "Ví dụ:\n  portal session new --key lan.key --place \"Tổ may 3\" --lesson khoa-man-hinh\n  portal session new --key lan.key --place \"Tổ may 3\" --lesson ma-otp --day 2026-11-29 --days 2 --html buoi.html\n\nMã thoát: 0 tốt, 1 không đọc hoặc ghi được tệp, 3 sai tham số.";

/// The page to print or to show; it loads nothing.
const PAGE: &str = "<!doctype html>\n<html lang=\"vi\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Mã buổi sinh hoạt</title>\n<style>@page{size:A4;margin:20mm}body{font:18px/1.5 sans-serif;max-width:40em;margin:auto;padding:1em}svg{display:block;width:12cm;height:12cm;margin:auto}code{overflow-wrap:anywhere;font-size:12px}</style>\n<h1>Mã buổi sinh hoạt</h1>\n<p>{{ place }}. Từ {{ from }} đến hết {{ until }}.</p>\n<p>Bài: {{ lessons }}.</p>\n{{ picture|safe }}\n<p>Quét bằng điện thoại, hoặc chép mã này:</p>\n<p><code>{{ code }}</code></p>\n<p>Chỉ đưa mã cho người có mặt. Ai có mã này đều dùng được.</p>\n</html>\n";

pub(super) fn run(command: &Command) -> Exit {
    let Command::New(new) = command;
    match make(new) {
        Ok(shown) => {
            terminal::print(&shown);
            Exit::Fine
        }
        Err((exit, message)) => {
            terminal::print_error(&format!("lỗi: {message}\n"));
            exit
        }
    }
}

/// The text to print; writes the page when it is wanted.
fn make(new: &New) -> Result<String, (Exit, String)> {
    let signing = key::read(&new.key).map_err(|error| (Exit::Fault, format!("{}: {error}", new.key.display())))?;
    let mut number = [0; 4];
    getrandom::fill(&mut number).map_err(|error| (Exit::Fault, error.to_string()))?;
    let mut lessons = new.lessons.clone();
    lessons.sort();
    lessons.dedup();
    let from = day(new.day.unwrap_or_else(today_in_vietnam));
    let session = Session {
        key: OfficerKey(signing.verifying_key()).id(),
        number: u32::from_le_bytes(number),
        from,
        until: from + new.days - 1,
        place: new.place.clone(),
        lessons,
    };
    let signature = signing.sign(&session.message()).to_bytes();
    let signed = SignedSession { session, signature };
    let unfit = "nơi sinh hoạt phải là một dòng chữ ngắn, bài phải là tên tệp không dấu, nhiều nhất 16 bài";
    let code = signed.encode().map_err(|_| (Exit::Usage, unfit.to_owned()))?;
    let picture = QrCode::new(&code).map_err(|error| (Exit::Usage, error.to_string()))?;
    if let Some(path) = &new.html {
        let drawn = picture.render::<svg::Color<'_>>().build();
        let page = page(&signed.session, &code, &drawn).map_err(|error| (Exit::Fault, error.to_string()))?;
        fs::write(path, page).map_err(|error| (Exit::Fault, format!("{}: {error}", path.display())))?;
    }
    Ok(format!("{code}\n{}\n", picture.render::<Dense1x2>().build()))
}

fn page(session: &Session, code: &str, picture: &str) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    // Its declaration belongs to a file, not into a page.
    let picture = picture.find("<svg").map_or("", |at| &picture[at..]);
    environment.render_str(
        PAGE,
        context! {
            place => &session.place,
            from => shown(session.from),
            until => shown(session.until),
            lessons => session.lessons.join(", "),
            picture,
            code,
        },
    )
}
