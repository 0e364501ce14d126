//! `portal gaps`: what members asked and got no good answer to, from the exports they sent, merged and ranked.
//!
//! In: text files, each with one export or many among whatever mail and chat put around (see [`wire::gaps`]). Steps:
//! read, find the questions, count each line once, group the same question in other spellings, rank, print.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{self, Read},
    path::PathBuf,
};

use clap::{Args, ValueEnum};
use search::fold::fold;
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use wire::{
    day::{date, padded},
    gaps::{Asked, DecodeError, Verdict, scan},
};

use super::{Exit, MessageLanguage, terminal};
use crate::diag::{Language, text};

#[derive(Args)]
#[group(id = "gaps")]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Tệp văn bản chứa các bản gửi của đoàn viên; “-” là đọc từ đầu vào chuẩn
    #[arg(required = true, value_name = "TỆP")]
    files: Vec<PathBuf>,
    /// Dạng kết quả
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Chỉ in từng này câu đầu
    #[arg(long, value_name = "SỐ")]
    top: Option<usize>,
    /// Ngôn ngữ của lời báo
    #[arg(long, value_enum, default_value_t, value_name = "NGÔN-NGỮ")]
    lang: MessageLanguage,
}

const EXAMPLES: &str = "Đoàn viên bấm “Gửi câu hỏi chưa có câu trả lời” trong ô tìm rồi gửi qua tin nhắn hay thư. Chép nguyên các tin ấy vào một hay nhiều tệp; lời chào, chữ ký, dấu > quanh đó không sao. Một bản gửi hai lần chỉ tính một.\n\nVí dụ:\n  portal gaps thang-11.txt\n  portal gaps tin-nhan/*.txt --top 20\n  portal gaps thang-11.txt --format json > viet-tiep.json\n  cat *.txt | portal gaps -\n\nMã thoát: 0 tốt, 1 lỗi máy, 2 có dòng không đọc được (đã chỉ ra dòng nào; phần còn lại vẫn được tính), 3 sai tham số.";

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
}

pub(super) fn run(arguments: &Arguments) -> Exit {
    let language = arguments.lang.language();
    let mut texts = Vec::new();
    for path in &arguments.files {
        match read(path) {
            Ok(text) => texts.push((path.display().to_string(), text)),
            Err(error) => {
                let path = path.display();
                let message = text!(
                    "lỗi: không đọc được {path}: {error}\n",
                    "error: cannot read {path}: {error}\n"
                );
                terminal::print_error(message.in_language(language));
                return Exit::Fault;
            }
        }
    }
    let mut report = Report::of(&texts, language);
    for fault in &report.faults {
        terminal::print_error(&fault.shown());
    }
    let exit = if report.faults.is_empty() {
        Exit::Fine
    } else {
        Exit::Content
    };
    report.questions.truncate(arguments.top.unwrap_or(usize::MAX));
    terminal::print(&match arguments.format {
        Format::Text => report.table(language),
        Format::Json => format!("{}\n", serde_json::to_string_pretty(&report).unwrap_or_default()),
    });
    exit
}

/// A file as text in NFC. Bytes that are no UTF-8 damage only the lines they stand in.
fn read(path: &PathBuf) -> io::Result<String> {
    let mut bytes = Vec::new();
    if path.as_os_str() == "-" {
        io::stdin().lock().read_to_end(&mut bytes)?;
    } else {
        bytes = fs::read(path)?;
    }
    Ok(String::from_utf8_lossy(&bytes).nfc().collect())
}

/// What the exports say together.
#[derive(Debug, Serialize)]
struct Report {
    /// Version of this form.
    version: u32,
    /// Lines counted, each once.
    lines: usize,
    /// The most wanted first.
    questions: Vec<Wanted>,
    faults: Vec<Fault>,
}

/// A question that editors might answer next.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Wanted {
    /// As most members wrote it.
    question: String,
    asked: usize,
    unanswered: usize,
    useless: usize,
    useful: usize,
    /// Address of the page that was shown or nearest most often.
    nearest: Option<String>,
    first_day: String,
    last_day: String,
    /// Other spellings.
    also: Vec<String>,
}

/// A line that cannot be read.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Fault {
    file: String,
    line: usize,
    code: &'static str,
    message: String,
}

impl Fault {
    fn of(file: &str, line: usize, error: DecodeError, language: Language) -> Self {
        let (code, message) = match error {
            DecodeError::OtherVersion { found, expected } => (
                "other-version",
                text!(
                    "bản gửi thuộc phiên bản {found}, máy này đọc phiên bản {expected}; hãy dùng portal mới hơn",
                    "the export has version {found}, this program reads {expected}; use a newer portal"
                ),
            ),
            DecodeError::Damaged => (
                "damaged-line",
                text!(
                    "dòng này đã bị đổi trên đường gửi nên không tính; xin gửi lại nếu được",
                    "this line was changed on its way and is not counted; ask for it again if you can"
                ),
            ),
            DecodeError::Cut => (
                "incomplete-export",
                text!(
                    "bản gửi này thiếu dòng hoặc thiếu phần cuối; các dòng còn lại vẫn được tính",
                    "this export lacks lines or its end; the lines that are here are counted"
                ),
            ),
            DecodeError::NoGaps => (
                "no-questions",
                text!(
                    "không thấy câu hỏi nào trong tệp này",
                    "there is no question in this file"
                ),
            ),
        };
        Self {
            file: file.to_owned(),
            line,
            code,
            message: message.in_language(language).to_owned(),
        }
    }

    fn shown(&self) -> String {
        let Self {
            file,
            line,
            code,
            message,
        } = self;
        format!("{file}:{line}: [{code}] {message}\n")
    }
}

impl Report {
    /// `texts` are names and contents of files.
    fn of(texts: &[(String, String)], language: Language) -> Self {
        let mut lines: BTreeSet<Asked> = BTreeSet::new();
        let mut faults = Vec::new();
        for (file, text) in texts {
            let scanned = scan(text);
            if scanned.asked.is_empty() && scanned.faults.is_empty() {
                faults.push(Fault::of(file, 1, DecodeError::NoGaps, language));
            }
            let found = scanned.faults.into_iter();
            faults.extend(found.map(|(line, error)| Fault::of(file, line, error, language)));
            lines.extend(scanned.asked);
        }
        let mut groups: BTreeMap<String, Vec<&Asked>> = BTreeMap::new();
        for asked in &lines {
            groups.entry(key(&asked.question)).or_default().push(asked);
        }
        let mut questions: Vec<Wanted> = groups.values().map(|group| Wanted::of(group)).collect();
        // Whom every answer helped needs no other.
        questions.retain(|wanted| wanted.unanswered + wanted.useless > 0);
        questions.sort_by_cached_key(|wanted| {
            let missing = wanted.unanswered + wanted.useless;
            (
                usize::MAX - missing,
                usize::MAX - wanted.useless,
                wanted.question.clone(),
            )
        });
        Self {
            version: 1,
            lines: lines.len(),
            questions,
            faults,
        }
    }

    fn table(&self, language: Language) -> String {
        let none = text!("Không có câu nào chờ trả lời.\n", "No question waits for an answer.\n");
        if self.questions.is_empty() {
            return none.in_language(language).to_owned();
        }
        let heads = text!("lần|chưa có|không ích|có ích", "asked|none|useless|useful");
        let heads: Vec<&str> = heads.in_language(language).split('|').collect();
        let mut table = format!(
            "{}  {}\n",
            heads.join("  "),
            text!("câu hỏi", "question").in_language(language)
        );
        let indent = " ".repeat(heads.iter().map(|head| head.chars().count() + 2).sum());
        let nearest = text!("gần nhất", "nearest");
        let also = text!("cũng viết", "also");
        for wanted in &self.questions {
            let numbers = [wanted.asked, wanted.unanswered, wanted.useless, wanted.useful];
            for (head, number) in heads.iter().zip(numbers) {
                table.push_str(&format!("{number:>width$}  ", width = head.chars().count()));
            }
            table.push_str(&format!("{}\n", wanted.question));
            if let Some(page) = &wanted.nearest {
                table.push_str(&format!("{indent}{}: /{page}\n", nearest.in_language(language)));
            }
            if !wanted.also.is_empty() {
                let all = wanted.also.join("; ");
                table.push_str(&format!("{indent}{}: {all}\n", also.in_language(language)));
            }
        }
        table
    }
}

impl Wanted {
    /// All lines of one question.
    fn of(group: &[&Asked]) -> Self {
        let count = |verdict| group.iter().filter(|asked| asked.verdict == verdict).count();
        let mut spellings = by_frequency(group.iter().map(|asked| printable(&asked.question)));
        let question = spellings.remove(0);
        let pages = group.iter().map(|asked| printable(&asked.page));
        let days = || group.iter().map(|asked| asked.day);
        Self {
            question,
            asked: group.len(),
            unanswered: count(Verdict::Unanswered),
            useless: count(Verdict::Useless),
            useful: count(Verdict::Useful),
            nearest: by_frequency(pages.filter(|page| !page.is_empty())).into_iter().next(),
            first_day: iso(days().min().unwrap_or_default()),
            last_day: iso(days().max().unwrap_or_default()),
            also: spellings,
        }
    }
}

/// Each text once: the most frequent first, of as frequent ones the one with the most marks.
fn by_frequency(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for text in texts {
        *counts.entry(text).or_default() += 1;
    }
    let mut texts: Vec<(String, usize)> = counts.into_iter().collect();
    texts.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| marks(&right.0).cmp(&marks(&left.0))));
    texts.into_iter().map(|(text, _)| text).collect()
}

fn marks(text: &str) -> usize {
    text.chars().filter(|letter| !letter.is_ascii()).count()
}

/// Words without marks, case and punctuation.
fn key(question: &str) -> String {
    let folded = fold(question).to_lowercase();
    let words: Vec<&str> = folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// What strangers wrote must not steer the terminal it is shown on.
fn printable(text: &str) -> String {
    let steers = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}'..='\u{200f}')
    };
    text.replace(steers, "")
}

fn iso(day: i32) -> String {
    let (year, month, day) = date(day);
    format!("{}-{}-{}", padded(year, 4), padded(month, 2), padded(day, 2))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, proptest};
    use wire::gaps::{Asked, Gaps, Verdict};

    use super::{Language, Report};

    const HEAD: &str = "[Câu hỏi gửi công đoàn, bản {}] (? chưa có câu trả lời, - không có ích, + có ích)";
    const END: &str = "[Hết, {} câu, {}]";

    fn asked(mark: u16, verdict: Verdict, question: &str) -> Asked {
        Asked {
            day: 20_781,
            mark,
            verdict,
            page: "hoi-dap/cham-luong/".to_owned(),
            question: question.to_owned(),
        }
    }

    fn export(all: &[Asked]) -> String {
        let mut gaps = Gaps::default();
        all.iter().cloned().for_each(|asked| gaps.add(asked));
        gaps.encode(HEAD, END)
    }

    fn report(texts: &[&str]) -> Report {
        let texts: Vec<(String, String)> = (1..)
            .zip(texts)
            .map(|(number, text)| (format!("{number}.txt"), (*text).to_owned()))
            .collect();
        Report::of(&texts, Language::Vietnamese)
    }

    #[test]
    fn the_same_export_twice_counts_once_and_a_grown_one_counts_what_is_new() {
        let first = asked(1, Verdict::Unanswered, "công ty nợ lương");
        let second = asked(2, Verdict::Unanswered, "tết nghỉ mấy ngày");
        let small = export(std::slice::from_ref(&first));
        let grown = export(&[first, second]);
        let report = report(&[&small, &format!("{small}\nChị ơi:\n{grown}")]);
        assert_eq!((report.lines, report.faults.len()), (2, 0));
        assert!(report.questions.iter().all(|wanted| wanted.asked == 1));
    }

    #[test]
    fn spellings_of_a_question_are_one_and_the_most_wanted_comes_first() {
        let report = report(&[
            &export(&[
                asked(1, Verdict::Unanswered, "Cty no luong?"),
                asked(2, Verdict::Useless, "tết nghỉ mấy ngày"),
            ]),
            &export(&[
                asked(3, Verdict::Useless, "cty nợ lương"),
                asked(4, Verdict::Useful, "đoàn phí bao nhiêu"),
            ]),
        ]);
        let lines: Vec<(&str, usize, usize)> = report
            .questions
            .iter()
            .map(|wanted| (wanted.question.as_str(), wanted.asked, wanted.useless))
            .collect();
        assert_eq!(lines, [("cty nợ lương", 2, 1), ("tết nghỉ mấy ngày", 1, 1)]);
        assert_eq!(report.questions[0].also, ["Cty no luong?"]);
        assert_eq!(report.questions[0].nearest.as_deref(), Some("hoi-dap/cham-luong/"));
        let table = report.table(Language::Vietnamese);
        assert!(
            table.contains("cty nợ lương") && table.contains("/hoi-dap/cham-luong/"),
            "{table}"
        );
    }

    #[test]
    fn damaged_lines_are_named_by_file_and_line_and_the_rest_counts() {
        let text = export(&[
            asked(1, Verdict::Unanswered, "một"),
            asked(2, Verdict::Unanswered, "hai"),
        ]);
        let report = report(&[&text.replace("hai", "hay"), "xin chào"]);
        let faults: Vec<String> = report.faults.iter().map(super::Fault::shown).collect();
        assert!(faults[0].starts_with("1.txt:3: [damaged-line] "), "{faults:?}");
        assert!(faults[1].starts_with("2.txt:1: [no-questions] "), "{faults:?}");
        assert_eq!(report.questions.len(), 1);
    }

    #[test]
    fn strangers_cannot_steer_the_terminal() {
        let mut evil = Gaps::default();
        evil.add(asked(1, Verdict::Unanswered, "xóa\u{1b}[2J\u{202e}hết\u{7f}\u{9b}"));
        let report = report(&[&evil.encode(HEAD, END)]);
        let table = report.table(Language::Vietnamese);
        assert!(!table.replace('\n', "").contains(char::is_control), "{table:?}");
        assert!(!table.contains('\u{202e}'));
    }

    proptest! {
        #[test]
        fn no_text_panics_and_every_read_question_is_counted(question in any::<String>(), noise in any::<String>()) {
            let text = export(&[asked(1, Verdict::Unanswered, &question)]);
            let report = report(&[&text, &noise]);
            prop_assert!(report.lines <= 1);
            let _ = report.table(Language::English);
        }
    }
}
