//! `portal report`: codes of many learners, from files with anything around them, to one table to send or to sign.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::PathBuf,
};

use clap::{Args, Subcommand, ValueEnum};
use minijinja::{AutoEscape, Environment, context};
use rayon::prelude::{ParallelBridge, ParallelIterator};
use serde::Serialize;

use super::{Exit, PortalArguments, balance, contents, pipeline, published, reactions, terminal};
use crate::{
    diag::{Language, text},
    supervision::{
        Officers,
        contents::Contents,
        report::{Block, By, Gathered, Problem, Reason, Report, Row},
        said,
    },
};

#[derive(Args)]
#[group(id = "report")]
#[command(after_help = EXAMPLES, args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    about: Option<About>,
    #[command(flatten)]
    portal: PortalArguments,
    /// Tệp văn bản có mã học xong của đoàn viên
    #[arg(required = true, value_name = "TỆP")]
    files: Vec<PathBuf>,
    /// Mỗi dòng của bảng là gì
    #[arg(long, value_enum, default_value_t)]
    by: Rows,
    /// Dạng kết quả
    #[arg(long, value_enum, default_value_t, conflicts_with = "json")]
    format: Format,
}

/// Reports over what the portal publishes, which need no codes.
#[derive(Subcommand)]
enum About {
    /// Bài chính sách, thông báo so với bài của đoàn viên: hôm nay và từng tháng
    Balance(balance::Arguments),
    /// Cổng đang có gì: bài và số chữ theo loại, lần đối chiếu căn cứ gần nhất, bài quá hạn xem lại, khóa học theo chủ đề
    Content(contents::Arguments),
    /// Bài đăng từ ngày nào đến ngày nào, theo loại, chủ đề, đơn vị, tháng; có hình vẽ để in
    Published(published::Arguments),
    /// Đếm cảm xúc đoàn viên gửi, in ra tệp content/reactions.yaml
    Reactions(reactions::Arguments),
}

const EXAMPLES: &str = "Chép nguyên các tin nhắn có mã (H1.…) vào một hay nhiều tệp; chữ quanh mã không sao. Một mã gửi hai lần chỉ tính một.\n\nVí dụ:\n  portal report thang-11.txt\n  portal report tin-nhan/*.txt --by course --format csv > khoa-hoc.csv\n  portal report tin-nhan/*.txt --format html > bao-cao.html     để in và ký\n  portal report content --format html > noi-dung.html          cổng đang có gì, một trang\n  portal report balance                        chính sách và bài của đoàn viên: tỷ lệ từng tháng\n  portal report published --format html > bai.html     bài đăng trong một năm qua, có hình vẽ để in\n\nMã thoát: 0 tốt, 1 lỗi máy, 2 có mã không được tính (đã chỉ ra tệp, dòng và vì sao), 3 sai tham số hoặc thiết lập.";

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Rows {
    #[default]
    Unit,
    Course,
    Month,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    #[default]
    Md,
    Csv,
    Json,
    Html,
}

impl Format {
    /// `--json` is another way to say `--format json`.
    pub(super) fn or_json(self, portal: &PortalArguments) -> Self {
        if portal.json { Self::Json } else { self }
    }
}

/// Bytes read at once; what is found in them takes less than a tenth.
const BLOCK: u64 = 2 << 20;
/// Figures of fewer learners say little, and may name one.
const FEW: usize = 5;

pub(super) fn run(arguments: &Arguments) -> Exit {
    match &arguments.about {
        Some(About::Balance(arguments)) => balance::run(arguments),
        Some(About::Content(arguments)) => contents::run(arguments),
        Some(About::Published(arguments)) => published::run(arguments),
        Some(About::Reactions(arguments)) => reactions::run(arguments),
        None => learning(arguments),
    }
}

/// The report over learners' codes.
fn learning(arguments: &Arguments) -> Exit {
    let checked = match pipeline::check(&arguments.portal) {
        Ok(checked) => checked,
        Err(fault) => return terminal::fail(&fault, &arguments.portal),
    };
    let bar = terminal::progress();
    bar.set_message("Đọc mã");
    let gathered = gather(&arguments.files);
    bar.finish_and_clear();
    let gathered = match gathered {
        Ok(gathered) => gathered,
        Err(error) => {
            terminal::print_error(&format!("lỗi: {error}\n"));
            return Exit::Fault;
        }
    };
    let by = match arguments.by {
        Rows::Unit => By::Unit,
        Rows::Course => By::Course,
        Rows::Month => By::Month,
    };
    let (report, problems) = gathered.report(&Officers::new(&checked.site.config.officers), by);
    let language = arguments.portal.language();
    terminal::print_error(&listed(&problems, &arguments.files, language));
    let whole = Whole {
        report,
        not_counted: reasons(&problems),
        content: Contents::of(&checked.site),
    };
    let page = match arguments.format.or_json(&arguments.portal) {
        Format::Md => Ok(whole.markdown()),
        Format::Csv => Ok(whole.csv()),
        Format::Json => Ok(format!(
            "{}\n",
            serde_json::to_string_pretty(&whole).unwrap_or_default()
        )),
        Format::Html => whole.page(&checked.site.config.organisation),
    };
    printed(page, if problems.is_empty() { Exit::Fine } else { Exit::Content })
}

/// Prints a report, or why it could not be written.
pub(super) fn printed(page: Result<String, minijinja::Error>, exit: Exit) -> Exit {
    match page {
        Ok(page) => {
            terminal::print(&page);
            exit
        }
        Err(error) => {
            terminal::print_error(&format!("lỗi: {error}\n"));
            Exit::Fault
        }
    }
}

/// Reads all files, a block at a time, and finds codes on all processors.
fn gather(paths: &[PathBuf]) -> io::Result<Gathered> {
    let files = (0..).zip(paths).flat_map(|(file, path)| {
        let blocks = Blocks {
            file,
            line: 1,
            reader: File::open(path).map(BufReader::new).map_err(Some),
        };
        let named = move |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
        blocks.map(move |block| block.map_err(named))
    });
    files
        .par_bridge()
        .try_fold(Gathered::default, |gathered, block| Ok(gathered.with(&block?)))
        .try_reduce(Gathered::default, |left, right| Ok(left.merged(right)))
}

/// A file in pieces of whole lines.
struct Blocks {
    file: u32,
    line: u32,
    /// Without a file: why, told once.
    reader: Result<BufReader<File>, Option<io::Error>>,
}

impl Iterator for Blocks {
    type Item = io::Result<Block>;

    fn next(&mut self) -> Option<Self::Item> {
        let reader = match &mut self.reader {
            Ok(reader) => reader,
            Err(error) => return error.take().map(Err),
        };
        let mut bytes = Vec::new();
        let read = reader.by_ref().take(BLOCK).read_to_end(&mut bytes);
        if let Err(error) = read.and_then(|_| reader.read_until(b'\n', &mut bytes)) {
            self.reader = Err(None);
            return Some(Err(error));
        }
        if bytes.is_empty() {
            return None;
        }
        let text =
            String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        let block = Block {
            file: self.file,
            line: self.line,
            text,
        };
        self.line += u32::try_from(block.text.matches('\n').count()).unwrap_or(0);
        Some(Ok(block))
    }
}

/// One line for each code that is not counted.
fn listed(problems: &[Problem], files: &[PathBuf], language: Language) -> String {
    let line = |problem: &Problem| {
        let file = files[problem.file as usize].display();
        let why = match problem.reason {
            Reason::Refused(refusal) => said(refusal),
            Reason::Conflict => text!(
                "mã khác của cùng người, cùng bài nói khác đi; đã tính mã có xác nhận, rồi ngày sớm nhất, điểm thấp nhất",
                "another code of the same learner and lesson differs; counted was the confirmed, earliest, lowest one"
            ),
        };
        format!(
            "{file}:{}: [{}] {}\n",
            problem.line,
            name(problem.reason),
            why.in_language(language)
        )
    };
    problems.iter().map(line).collect()
}

const fn name(reason: Reason) -> &'static str {
    match reason {
        Reason::Refused(refusal) => refusal.code(),
        Reason::Conflict => "conflict",
    }
}

/// How many different codes are not counted, by reason.
fn reasons(problems: &[Problem]) -> BTreeMap<&'static str, usize> {
    let different: BTreeSet<_> = problems
        .iter()
        .map(|problem| (name(problem.reason), problem.code))
        .collect();
    let mut reasons = BTreeMap::new();
    for (reason, _) in different {
        *reasons.entry(reason).or_default() += 1;
    }
    reasons
}

/// All that is printed.
#[derive(Debug, Serialize)]
struct Whole {
    report: Report,
    not_counted: BTreeMap<&'static str, usize>,
    content: Contents,
}

impl Whole {
    /// Rows to show, the sum last.
    fn rows(&self) -> impl Iterator<Item = (String, &Row)> {
        let rows = self.report.rows.iter().map(|row| {
            let key = if row.key.is_empty() { "(không ghi)" } else { &row.key };
            (key.to_owned(), row)
        });
        rows.chain([("Tất cả".to_owned(), &self.report.total)])
    }

    fn markdown(&self) -> String {
        let mut out = String::from("| | Có xác nhận: người | bài | Tự khai: người | bài |\n|---|--:|--:|--:|--:|\n");
        for (key, row) in self.rows() {
            let key = key.replace('\\', "\\\\").replace('|', "\\|").replace('<', "&lt;");
            let [a, b, c, d] = figures(row);
            out.push_str(&format!(
                "| {key}{} | {a} | {b} | {c} | {d} |\n",
                if is_few(row) { " *" } else { "" }
            ));
        }
        out.push_str(&format!("\n{FEW_NOTE}\n{LEVELS_NOTE}\n"));
        for (reason, count) in &self.not_counted {
            out.push_str(&format!("- Không tính ({reason}): {count} mã\n"));
        }
        let Contents {
            pages, reviews_overdue, ..
        } = &self.content;
        out.push_str(&format!(
            "\nCổng có {pages} bài còn hiệu lực; quá hạn xem lại: {}. Chi tiết: portal report content.\n",
            reviews_overdue.len()
        ));
        out
    }

    fn csv(&self) -> String {
        let mut out = String::from(
            "key,confirmed_learners,confirmed_completions,self_reported_learners,self_reported_completions\n",
        );
        for row in &self.report.rows {
            let figures = figures(row).map(|figure| figure.to_string()).join(",");
            out.push_str(&format!("{},{figures}\n", cell(&row.key)));
        }
        out
    }

    /// One page of A4 to print and sign.
    fn page(&self, organisation: &str) -> Result<String, minijinja::Error> {
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        let rows: Vec<_> = self.rows().map(|(key, row)| (key, is_few(row), figures(row))).collect();
        let view = context! {
            organisation,
            days => &self.report.days,
            rows,
            not_counted => &self.not_counted,
            content => minijinja::Value::from(minijinja::value::Serde(&self.content)),
            overdue => self.content.reviews_overdue.len(),
            notes => [FEW_NOTE, LEVELS_NOTE],
        };
        environment.render_str(PAGE, view)
    }
}

const FEW_NOTE: &str = "* Dưới 5 người: đừng suy ra điều gì từ số này, và cẩn thận kẻo lộ từng người.";
const LEVELS_NOTE: &str = "Có xác nhận: người viết mã có mã buổi sinh hoạt do cán bộ ký. Tự khai: lời của người học. Hai số không cộng vào nhau. Tên và đơn vị do người học tự ghi.";

/// It loads nothing.
const PAGE: &str = include_str!("report.html");

fn figures(row: &Row) -> [usize; 4] {
    let Row {
        confirmed,
        self_reported,
        ..
    } = row;
    [
        confirmed.learners,
        confirmed.completions,
        self_reported.learners,
        self_reported.completions,
    ]
}

fn is_few(row: &Row) -> bool {
    [row.confirmed.learners, row.self_reported.learners]
        .iter()
        .any(|learners| (1..FEW).contains(learners))
}

/// A text as a cell, which no spreadsheet takes for a formula.
pub(super) fn cell(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        "'"
    } else {
        ""
    };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}
