//! The commands of `portal`, one file each, and their exit codes.

mod balance;
mod bench_corpus;
mod build;
mod check;
mod contents;
mod diff;
mod gaps;
mod inbox;
mod key;
mod new;
mod pictures;
mod pipeline;
mod published;
mod reactions;
mod report;
mod schema;
mod search;
mod serve;
mod session;
mod terminal;
mod verify;

use std::{ffi::OsString, path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::{Timestamp, civil::Date, tz};

use crate::diag::Language;

/// How a command ends; part of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: all is well.
    Fine,
    /// 1: a fault of the machine or of this program.
    Fault,
    /// 2: the content has errors.
    Content,
    /// 3: wrong arguments or settings.
    Usage,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Fine => 0,
            Exit::Fault => 1,
            Exit::Content => 2,
            Exit::Usage => 3,
        })
    }
}

#[derive(Parser)]
#[command(name = "portal", version, about = "Dựng cổng đoàn viên từ các bài viết Markdown", long_about = None, after_help = EXAMPLES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "Ví dụ:\n  portal build                          dựng cổng trong thư mục này vào dist/\n  portal build --root ../cong --out /var/www/cong\n  portal serve                          xem thử tại http://127.0.0.1:8000/, tự dựng lại khi sửa bài\n  portal check                          chỉ kiểm tra bài viết\n  portal new policy \"Nghỉ phép năm\"     tạo một bài mẫu\n  portal search \"bi duoi viec\"         thử tìm như trên trang\n\nMã thoát: 0 tốt, 1 lỗi máy hoặc chương trình, 2 bài viết có lỗi, 3 sai tham số hoặc thiết lập.";

#[derive(Subcommand)]
enum Command {
    /// Dựng cổng thành các trang tĩnh
    Build(build::Arguments),
    /// Dựng, mở máy chủ xem thử trên máy này và dựng lại mỗi khi có thay đổi
    Serve(serve::Arguments),
    /// So hai bản đã dựng: tệp nào thêm, đổi, mất
    Diff(diff::Arguments),
    /// Chỉ kiểm tra bài viết, không ghi gì
    Check(check::Arguments),
    /// Tạo một bài mẫu đúng cách
    New(new::Arguments),
    /// Hỏi cổng (hoặc một kho văn bản) bằng đúng bộ tìm của trang; chấm điểm trên nhiều câu hỏi
    Search(search::Arguments),
    /// Ghi JSON Schema của phần khai báo, để trình soạn thảo gợi ý và kiểm tra
    Schema(schema::Arguments),
    /// Gộp các câu hỏi chưa có câu trả lời do đoàn viên gửi, xếp câu nên viết trước
    Gaps(gaps::Arguments),
    /// Nhận bài đoàn viên gửi: ghép tin nhắn, soát, ghi thành bài chờ duyệt
    Inbox(inbox::Arguments),
    /// Xóa bài của đoàn viên theo ý họ và không nhận lại
    Forget(inbox::ForgetArguments),
    /// Tạo khóa của cán bộ, để xác nhận việc học trong buổi sinh hoạt
    #[command(subcommand)]
    Key(key::Command),
    /// Tạo mã của một buổi sinh hoạt, ký bằng khóa của cán bộ
    #[command(subcommand)]
    Session(session::Command),
    /// Kiểm tra mã học xong của đoàn viên, không cần mạng
    Verify(verify::Arguments),
    /// Gộp mã học xong của nhiều đoàn viên thành báo cáo
    Report(report::Arguments),
    /// Ghi một cổng giả có số bài tùy ý, để đo tốc độ
    BenchCorpus(bench_corpus::Arguments),
}

/// Arguments shared by commands that read a portal.
#[derive(Args, Debug, Clone)]
struct PortalArguments {
    /// Thư mục của cổng, chứa site/ và content/
    #[arg(long, default_value = ".", value_name = "THƯ-MỤC")]
    root: PathBuf,
    /// Ngày dựng (năm-tháng-ngày), mặc định là hôm nay theo giờ Việt Nam
    #[arg(long, value_name = "NGÀY")]
    today: Option<Date>,
    /// Đăng cả các bài còn là bản nháp
    #[arg(long)]
    drafts: bool,
    /// In kết quả dạng JSON cho chương trình khác đọc
    #[arg(long)]
    json: bool,
    /// Địa chỉ công khai của cổng, ví dụ https://congdoan.example.vn/
    #[arg(long, value_name = "ĐỊA-CHỈ")]
    base_url: Option<String>,
    /// Ngôn ngữ của lời báo lỗi
    #[arg(long, value_enum, default_value_t, value_name = "NGÔN-NGỮ")]
    lang: MessageLanguage,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum MessageLanguage {
    #[default]
    Vi,
    En,
}

impl MessageLanguage {
    fn language(self) -> Language {
        match self {
            Self::Vi => Language::Vietnamese,
            Self::En => Language::English,
        }
    }
}

impl PortalArguments {
    /// The language of messages.
    fn language(&self) -> Language {
        self.lang.language()
    }

    /// The day of the build.
    fn day(&self) -> Date {
        self.today.unwrap_or_else(today_in_vietnam)
    }
}

/// Vietnam is at UTC+7 all year round.
fn today_in_vietnam() -> Date {
    tz::Offset::constant(7).to_datetime(Timestamp::now()).date()
}

/// Runs the command given by `arguments` (the program's name first).
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let exit = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => match arguments.command {
            Command::Build(arguments) => build::run(&arguments),
            Command::Serve(arguments) => serve::run(&arguments),
            Command::Check(arguments) => check::run(&arguments),
            Command::Diff(arguments) => diff::run(&arguments),
            Command::New(arguments) => new::run(&arguments),
            Command::Search(arguments) => search::run(&arguments),
            Command::Schema(arguments) => schema::run(&arguments),
            Command::Gaps(arguments) => gaps::run(&arguments),
            Command::Inbox(arguments) => inbox::run(&arguments),
            Command::Forget(arguments) => inbox::forget(&arguments),
            Command::Key(command) => key::run(&command),
            Command::Session(command) => session::run(&command),
            Command::Verify(arguments) => verify::run(&arguments),
            Command::Report(arguments) => report::run(&arguments),
            Command::BenchCorpus(arguments) => bench_corpus::run(&arguments),
        },
        Err(error) => {
            // Help and version are answers; everything else is a wrong argument.
            let exit = if error.use_stderr() { Exit::Usage } else { Exit::Fine };
            let _ = error.print();
            exit
        }
    };
    exit.into()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn arguments_do_not_contradict_one_another() {
        super::Arguments::command().debug_assert();
    }
}
