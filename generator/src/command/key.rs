//! `portal key new`: an officer's key pair. The private half stays in a file of hers, the public half goes into site.toml.

use std::{
    fs::OpenOptions,
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use clap::{Args, Subcommand};
use ed25519_dalek::SigningKey;
use jiff::civil::Date;

use super::{Exit, terminal};
use crate::config::OfficerKey;

/// How a key file begins.
const HEAD: &str = "portal-officer-key-1:";

#[derive(Subcommand)]
pub(super) enum Command {
    /// Tạo khóa mới; không bao giờ ghi đè khóa cũ
    New(New),
}

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct New {
    /// Tệp khóa riêng sẽ tạo, chỉ mình cán bộ giữ
    #[arg(long, value_name = "TỆP")]
    out: PathBuf,
    /// Họ tên cán bộ
    #[arg(long, value_name = "TÊN")]
    name: String,
    /// Đơn vị cán bộ phụ trách
    #[arg(long, value_name = "ĐƠN-VỊ")]
    unit: String,
    /// Ngày đầu được xác nhận
    #[arg(long, value_name = "NGÀY")]
    from: Date,
    /// Ngày cuối được xác nhận
    #[arg(long, value_name = "NGÀY")]
    until: Date,
}

const EXAMPLES: &str = "Ví dụ:\n  portal key new --out lan.key --name \"Trần Thị Lan\" --unit \"Công đoàn may 3\" --from 2026-01-01 --until 2026-12-31\n\nDán phần in ra vào site/site.toml. Tệp khóa riêng: không gửi cho ai, không đưa vào kho mã nguồn.\n\nMã thoát: 0 tốt, 1 không ghi được (kể cả khi tệp đã có), 3 sai tham số.";

pub(super) fn run(command: &Command) -> Exit {
    let Command::New(new) = command;
    if new.until < new.from {
        terminal::print_error("lỗi: ngày cuối (--until) đứng trước ngày đầu (--from)\n");
        return Exit::Usage;
    }
    match make(&new.out) {
        Ok(key) => {
            let public = OfficerKey(key.verifying_key()).text();
            let quoted = |text: &str| toml::Value::from(text).to_string();
            terminal::print(&format!(
                "[[officers]]\nname = {}\nunit = {}\nkey = \"{public}\"\nfrom = \"{}\"\nuntil = \"{}\"\n",
                quoted(&new.name),
                quoted(&new.unit),
                new.from,
                new.until,
            ));
            Exit::Fine
        }
        Err(error) => {
            terminal::print_error(&format!("lỗi: không tạo được {}: {error}\n", new.out.display()));
            Exit::Fault
        }
    }
}

/// Makes a key and its file, which must not be there yet and which only its owner may read.
fn make(path: &Path) -> io::Result<SigningKey> {
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(io::Error::other)?;
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    writeln!(file, "{HEAD}{}", BASE64_URL_SAFE_NO_PAD.encode(secret))?;
    file.sync_all()?;
    Ok(SigningKey::from_bytes(&secret))
}

/// Reads a key file.
pub(super) fn read(path: &Path) -> io::Result<SigningKey> {
    let text = std::fs::read_to_string(path)?;
    let secret = text.trim().strip_prefix(HEAD);
    let secret = secret.and_then(|secret| BASE64_URL_SAFE_NO_PAD.decode(secret).ok());
    let secret: Option<[u8; 32]> = secret.and_then(|bytes| bytes.try_into().ok());
    let secret = secret.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "tệp này không phải tệp khóa"))?;
    Ok(SigningKey::from_bytes(&secret))
}
