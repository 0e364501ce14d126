//! `portal inbox`: what members sent, from messages, mails and forms, to proposals for an editor; accepting and declining them.

mod decide;
mod disk;
mod review;
mod show;

use std::{collections::BTreeMap, path::PathBuf, time::Instant};

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::{Exit, MessageLanguage, terminal};
use crate::{
    diag::{Diagnostic, Language, Place, text},
    inbox::{
        Submission,
        near::Near,
        propose,
        read::{self, Form},
        record::{Record, State},
        rules,
    },
};
use disk::{Disk, Trouble};
use show::{Outcome, Report, Taken};

pub(super) use decide::{ForgetArguments, forget};
pub(super) use disk::gone;

#[derive(Args)]
#[group(id = "inbox")]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Tệp hay thư mục có bài đoàn viên gửi; với --accept-to, --decline là số của bài
    #[arg(required_unless_present_any = ["review", "decisions"], value_name = "TỆP|SỐ")]
    items: Vec<String>,
    /// Cách đọc tệp; không ghi thì đoán theo tên
    #[arg(long, value_enum, value_name = "DẠNG", conflicts_with_all = ["accept_to", "decline"])]
    from: Option<From>,
    /// Nhận các bài có số này, chuyển vào thư mục bài viết
    #[arg(long, value_name = "THƯ-MỤC", conflicts_with = "decline")]
    accept_to: Option<PathBuf>,
    /// Không đăng các bài có số này; giữ lại lý do, bỏ bài
    #[arg(long, requires = "reason")]
    decline: bool,
    /// Vì sao không đăng
    #[arg(long, value_name = "LÝ-DO", requires = "decline")]
    reason: Option<String>,
    /// Ghi một trang để đọc và chọn nhận hay không trong trình duyệt, mọi bài đang chờ
    #[arg(long, value_name = "TỆP.html", conflicts_with_all = ["accept_to", "decline", "decisions"])]
    review: Option<PathBuf>,
    /// Làm theo những gì đã chọn trên trang ấy: tệp có địa chỉ chép từ trình duyệt, hay từng dòng “SỐ accept”
    #[arg(long, value_name = "TỆP", conflicts_with_all = ["items", "accept_to", "decline", "from"])]
    decisions: Option<PathBuf>,
    /// Dạng kết quả
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    place: PlaceArguments,
}

/// Arguments of all commands over the inbox.
#[derive(Args, Debug)]
pub(super) struct PlaceArguments {
    /// Thư mục của cổng, chứa site/ và content/
    #[arg(long, default_value = ".", value_name = "THƯ-MỤC")]
    root: PathBuf,
    /// Hôm nay (năm-tháng-ngày), mặc định theo giờ Việt Nam
    #[arg(long, value_name = "NGÀY")]
    today: Option<Date>,
    /// Ngôn ngữ của lời báo
    #[arg(long, value_enum, default_value_t, value_name = "NGÔN-NGỮ")]
    lang: MessageLanguage,
}

impl PlaceArguments {
    fn today(&self) -> Date {
        self.today.unwrap_or_else(super::today_in_vietnam)
    }

    fn language(&self) -> Language {
        self.lang.language()
    }
}

const EXAMPLES: &str = "Đoàn viên viết bài trên điện thoại rồi tự gửi qua tin nhắn, thư hay biểu mẫu. Chép nguyên các tin có chữ Q1.… vào tệp, lời chào quanh đó không sao; tin nhắn thứ tự nào cũng được, gửi hai lần chỉ tính một. Bài được ghi vào content/inbox/ để bạn đọc, không bao giờ tự lên cổng.\n\nVí dụ:\n  portal inbox tin-nhan.txt hop-thu.mbox\n  portal inbox bai-gui/                            mọi tệp trong thư mục\n  portal inbox bieu-mau.csv --format json\n  portal inbox --accept-to content/story/ 3f9a0c5512d7e801\n  portal inbox --review duyet.html                 trang để duyệt trong trình duyệt\n  portal inbox --decisions chon.txt                làm theo những gì đã chọn trên trang ấy\n  portal inbox --decline 3f9a0c5512d7e801 --reason \"Người viết đổi ý\"\n  portal forget 3f9a0c5512d7e801                   người viết muốn rút bài\n\nMã thoát: 0 tốt, 1 lỗi máy, 2 có bản gửi không đọc được hoặc bài chưa nhận được (đã nói vì sao), 3 sai tham số.";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum From {
    /// Hộp thư (mbox)
    Mbox,
    /// Thư mục, mỗi tệp đọc theo tên
    Dir,
    /// Mỗi dòng một đối tượng JSON
    Jsonl,
    /// Bảng do biểu mẫu xuất ra
    Csv,
}

impl From {
    const fn form(self) -> Option<Form> {
        match self {
            Self::Mbox => Some(Form::Mailbox),
            Self::Dir => None,
            Self::Jsonl => Some(Form::Lines),
            Self::Csv => Some(Form::Table),
        }
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
}

pub(super) fn run(arguments: &Arguments) -> Exit {
    let disk = Disk::new(&arguments.place.root);
    let done = match (&arguments.accept_to, &arguments.reason, &arguments.decisions) {
        (Some(folder), ..) => decide::accept(&disk, folder, arguments),
        (None, Some(reason), _) => decide::decline(&disk, reason, arguments),
        (None, None, Some(file)) => decide::decisions(&disk, file, arguments),
        (None, None, None) => take_and_show(&disk, arguments),
    };
    done.unwrap_or_else(|trouble| failed(&trouble, arguments.place.language()))
}

fn failed(trouble: &Trouble, language: Language) -> Exit {
    terminal::print_error(trouble.said().in_language(language));
    trouble.exit()
}

/// Reads what came, if anything did, and writes the page of all that waits, if it is wanted.
fn take_and_show(disk: &Disk, arguments: &Arguments) -> Result<Exit, Trouble> {
    let exit = if arguments.items.is_empty() {
        Exit::Fine
    } else {
        take(disk, arguments)?
    };
    if let Some(page) = &arguments.review {
        review::write(disk, page, arguments)?;
    }
    Ok(exit)
}

/// Reads what came and writes proposals.
fn take(disk: &Disk, arguments: &Arguments) -> Result<Exit, Trouble> {
    let start = Instant::now();
    disk.is_portal()?;
    let form = arguments.from.and_then(From::form);
    let inputs = disk::inputs(&arguments.items, form)?;
    let rude = disk.rude_words()?;
    let mut known = Known::read(disk)?;
    let arrived = read::read(&inputs);
    let today = arguments.place.today();
    let mut report = Report::new(arrived.faults);
    for mut submission in arrived.submissions {
        let outcome = known.judge(&mut submission);
        let (similar, taken_id) = match outcome {
            Judged::Known(outcome) => {
                report.skipped.push((submission.id, submission.origin, outcome));
                continue;
            }
            Judged::New { similar, taken_id } => (similar, taken_id),
        };
        let mut proposal = propose::propose(&submission, &rude, today);
        proposal
            .flags
            .extend(similar.map(|(other, share)| near(&proposal.path, &other, share)));
        proposal
            .flags
            .extend(taken_id.map(|other| id_taken(&proposal.path, &other)));
        let files: Vec<String> = std::iter::once(&proposal.path)
            .chain(proposal.pictures.iter().map(|(path, _)| path))
            .cloned()
            .collect();
        let record = Record::new(&submission, files, &today.to_string());
        disk.write_new(&proposal, &record)?;
        known.add(&submission, record);
        report.taken.push(Taken::of(submission, proposal));
    }
    report.seconds = start.elapsed().as_secs_f64();
    let language = arguments.place.language();
    match arguments.format {
        Format::Text => terminal::print(&report.table(language, show::colours())),
        Format::Json => terminal::print(&report.json(language)),
    }
    Ok(if report.faults.is_empty() {
        Exit::Fine
    } else {
        Exit::Content
    })
}

/// What there is already.
struct Known {
    records: BTreeMap<String, Record>,
    /// Numbers by digest.
    digests: BTreeMap<String, String>,
    near: Near,
}

/// What a submission is among those known.
enum Judged {
    Known(Outcome),
    New {
        similar: Option<(String, f64)>,
        taken_id: Option<String>,
    },
}

impl Known {
    fn read(disk: &Disk) -> Result<Self, Trouble> {
        let records = disk.records()?;
        let mut near = Near::default();
        for (name, text) in disk.texts(&records)? {
            near.add(&name, &text);
        }
        let digests = records
            .values()
            .map(|record| (record.digest.clone(), record.id.clone()))
            .collect();
        Ok(Self { records, digests, near })
    }

    /// Is it new? One that bears another's number with other words gets a number of its own.
    fn judge(&self, submission: &mut Submission) -> Judged {
        let digest = submission.digest();
        let mut taken_id = None;
        if let Some(record) = self.records.get(&submission.id) {
            if record.digest == digest || record.state == State::Forgotten {
                return Judged::Known(Outcome::of(record));
            }
            taken_id = Some(submission.id.clone());
            submission.id = submission.id_of_words();
            if let Some(record) = self.records.get(&submission.id) {
                return Judged::Known(Outcome::of(record));
            }
        }
        let same = self.digests.get(&digest).and_then(|id| self.records.get(id));
        if let Some(record) = same.filter(|record| !submission.is_short() || record.state == State::Forgotten) {
            return Judged::Known(Outcome::of(record));
        }
        let words = submission.words();
        let similar = self.near.nearest(&words).map(|(name, share)| (name.to_owned(), share));
        Judged::New { similar, taken_id }
    }

    fn add(&mut self, submission: &Submission, record: Record) {
        self.near.add(&record.id, &submission.words());
        self.digests
            .entry(record.digest.clone())
            .or_insert_with(|| record.id.clone());
        self.records.insert(record.id.clone(), record);
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a share is at most 1
fn near(path: &str, other: &str, share: f64) -> Diagnostic {
    let percent = (share * 100.0).round() as u32;
    let message = text!("Giống {percent} % với {other}.", "{percent} % the same as {other}.");
    Diagnostic::new(&rules::SIMILAR, Place::file(path), message)
}

fn id_taken(path: &str, other: &str) -> Diagnostic {
    let message = text!(
        "Mang số {other} của bài khác nên được số mới.",
        "It bore {other}, the number of another, and got a new one."
    );
    Diagnostic::new(&rules::ID_TAKEN, Place::file(path), message)
}
