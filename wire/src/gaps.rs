//! Questions the portal did not answer well, as a text: kept on a phone, sent by its member's own hand, read by
//! `portal gaps`. The same code prints and reads it.
//!
//! ```text
//! [Câu hỏi gửi công đoàn, bản 1] (? chưa có câu trả lời, - không có ích, + có ích)
//! 2026-11-24 a3f18777 ? hoi-dap/cong-ty-cham-luong-thi-phai-lam-sao/ công ty nợ lương 3 tháng thì sao
//! 2026-11-24 09bcc7b5 - hoi-dap/khi-nao-bi-sa-thai/ bị đuổi có được tiền không
//! [Hết, 2 câu, 11aa9103]
//! ```
//!
//! What stands in brackets is said in the portal's language; signs, numbers and order are the form. Each line: day; four random digits, by which a line sent twice is known without naming a phone, and four that check
//! the line; what the member thought; the page shown, or `.`; the question. The last line has the number of lines and
//! a sum over all. Lines stand for themselves, so whatever chat or mail puts around them does no harm, and one damaged
//! line costs no other: [`scan`] reads such texts and names every line that cannot be read.

use core::fmt;

use crate::{
    bytes::checksum,
    day::{date, of_date, padded},
    recent::{is_invisible, tidy},
    words::filled,
};

/// Raised with every change of the form; a reader for the older one stays.
pub const FORMAT_VERSION: u32 = 1;
/// How many questions are kept; the oldest is dropped first.
pub const MOST: usize = 200;
/// Stands between the version and what the signs mean.
const LEGEND: &[u8] = b"] (? ";
/// Lines over which mail may have broken one of ours.
const MOST_BROKEN: usize = 6;

/// What became of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// No sure answer was found.
    Unanswered,
    /// An answer was shown, and it did not help.
    Useless,
    /// An answer was shown, and it helped.
    Useful,
}

impl Verdict {
    const SIGNS: [(&'static str, Self); 3] = [("?", Self::Unanswered), ("-", Self::Useless), ("+", Self::Useful)];

    fn sign(self) -> &'static str {
        Self::SIGNS[self as usize].0
    }
}

/// A question and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Asked {
    /// When, in days since 1970-01-01.
    pub day: i32,
    /// Random, so that the same line sent twice is known, and two members who ask the same are two.
    pub mark: u16,
    /// What became of it.
    pub verdict: Verdict,
    /// Address of the page shown or nearest; empty when there was none.
    pub page: String,
    /// The words as typed.
    pub question: String,
}

/// Questions kept on a phone, the oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gaps(Vec<Asked>);

/// Why a text, or a line of it, holds no questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecodeError {
    /// It is something else.
    NoGaps,
    /// It was written by another version of the portal.
    OtherVersion {
        /// The version met.
        found: u32,
        /// The version understood.
        expected: u32,
    },
    /// It was changed on its way.
    Damaged,
    /// Its end, or lines before it, are missing.
    Cut,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoGaps => formatter.write_str("this text holds no questions"),
            Self::OtherVersion { found, expected } => {
                write!(formatter, "questions version {found}, expected {expected}")
            }
            Self::Damaged => formatter.write_str("the questions are damaged"),
            Self::Cut => formatter.write_str("some of the questions are missing"),
        }
    }
}

impl core::error::Error for DecodeError {}

impl Asked {
    /// All that the check is made over; `mark` and check stand between day and sign.
    fn line(&self) -> String {
        let (year, month, day) = date(self.day);
        let page = if self.page.is_empty() { "." } else { &self.page };
        let date = [&padded(year, 4), "-", &padded(month, 2), "-", &padded(day, 2)].concat();
        let rest = [self.verdict.sign(), " ", page, " ", &self.question].concat();
        let mark = hexadecimal(u32::from(self.mark), 4);
        let sum = checksum([date.as_str(), " ", &mark, " ", &rest].concat().as_bytes());
        [
            &date,
            " ",
            &mark,
            &hexadecimal((sum >> 16) ^ (sum & 0xffff), 4),
            " ",
            &rest,
        ]
        .concat()
    }

    /// Reads [`Asked::line`]'s text; nothing unless it prints the same again, which includes the check.
    fn parse(line: &str) -> Option<Self> {
        let mut parts = line.splitn(5, ' ');
        let mut date = parts.next()?.split('-');
        let mut number = || date.next()?.parse::<u32>().ok();
        let day = of_date(number()?, number()?, number()?)?;
        let mark = u16::from_str_radix(parts.next()?.get(..4)?, 16).ok()?;
        let sign = parts.next()?;
        let verdict = Verdict::SIGNS.iter().find(|(known, _)| *known == sign)?.1;
        let page = parts.next().filter(|page| *page != ".").unwrap_or_default().to_owned();
        let question = parts.next()?.to_owned();
        let asked = Self {
            day,
            mark,
            verdict,
            page,
            question,
        };
        (!asked.question.is_empty() && asked.line() == line).then_some(asked)
    }
}

impl Gaps {
    /// Keeps a question. On one day a question is kept once for each page, with the latest verdict.
    pub fn add(&mut self, mut asked: Asked) {
        asked.question = tidy(&asked.question);
        asked.page = tidy(&asked.page).replace(' ', "");
        if asked.page == "." {
            asked.page.clear();
        }
        if asked.question.is_empty() {
            return;
        }
        self.0
            .retain(|known| (known.day, &known.page, &known.question) != (asked.day, &asked.page, &asked.question));
        self.0.push(asked);
        if self.0.len() > MOST {
            self.0.remove(0);
        }
    }

    /// All questions, the oldest first.
    pub fn asked(&self) -> &[Asked] {
        &self.0
    }

    /// The questions as text. `head` and `end` say in the portal's language what this is and that it is whole:
    /// `[Câu hỏi gửi công đoàn, bản {}] (? …, - …, + …)` and `[Hết, {} câu, {}]`.
    pub fn encode(&self, head: &str, end: &str) -> String {
        let lines = self.lines();
        let version = FORMAT_VERSION.to_string();
        let end = filled(end, &[&self.0.len().to_string(), &sum(&lines)]);
        [&filled(head, &[&version]), "\n", &lines, &end, "\n"].concat()
    }

    fn lines(&self) -> String {
        let mut lines = String::new();
        for asked in &self.0 {
            lines.push_str(&asked.line());
            lines.push('\n');
        }
        lines
    }

    /// What the phone itself kept as [`Gaps::encode`]'s text: every line that can be read. Each carries its own check, so a
    /// damaged one costs no other.
    pub fn kept(text: &str) -> Self {
        Self(text.split('\n').filter_map(Asked::parse).collect())
    }
}

fn sum(lines: &str) -> String {
    hexadecimal(checksum(lines.as_bytes()), 8)
}

/// The version's digits in the first line of an export, by its shape: `[… 1] (? …`.
fn head(line: &str) -> Option<&str> {
    let at = line
        .as_bytes()
        .windows(LEGEND.len())
        .position(|found| found == LEGEND)?;
    bracketed(line, at)
}

/// The sum in the last line of an export, by its shape: `[… 11aa9103]`.
fn end(line: &str) -> Option<&str> {
    let at = line.bytes().rposition(|byte| byte == b']')?;
    let is_sum = |found: &&str| found.len() == 8 && found.bytes().all(|digit| digit.is_ascii_hexdigit());
    bracketed(line, at).filter(is_sum)
}

/// The last word in brackets that close at a place, of a line that holds no question.
fn bracketed(line: &str, closed: usize) -> Option<&str> {
    // Byte for byte: searching a text for a text brings more code to a phone than all of this.
    let before = line.get(..closed)?;
    let space = before.bytes().rposition(|byte| byte == b' ')?;
    let is_open = before.bytes().take(space).any(|byte| byte == b'[');
    (is_open && question_start(line).is_none())
        .then(|| before.get(space + 1..))
        .flatten()
}

fn version(digits: &str) -> Result<(), DecodeError> {
    match digits.parse::<u32>() {
        Ok(FORMAT_VERSION) => Ok(()),
        Ok(found) => Err(DecodeError::OtherVersion {
            found,
            expected: FORMAT_VERSION,
        }),
        Err(_) => Err(DecodeError::Damaged),
    }
}

fn hexadecimal(number: u32, digits: u32) -> String {
    let digit = |place: u32| char::from(b"0123456789abcdef"[(number >> (4 * place) & 15) as usize]);
    (0..digits).rev().map(digit).collect()
}

/// What was found in a text that people passed on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scanned {
    /// Questions that could be read, in the order of the text.
    pub asked: Vec<Asked>,
    /// Lines (from 1) that could not, and why.
    pub faults: Vec<(usize, DecodeError)>,
}

/// Finds the questions in a text: one export or many, with mail or chat around, quoted, with other line ends, with long
/// lines broken. The text should be in NFC, as exports are.
pub fn scan(text: &str) -> Scanned {
    let lines: Vec<String> = text.lines().map(clean).collect();
    let mut scanned = Scanned::default();
    let mut open: Option<Export> = None;
    let mut at = 0;
    while at < lines.len() {
        let (line, number) = (lines[at].as_str(), at + 1);
        at += 1;
        if let Some(digits) = head(line) {
            cut_short(open.take(), &mut scanned);
            match version(digits) {
                Ok(()) => open = Some(Export::new(number, scanned.faults.len())),
                Err(error) => scanned.faults.push((number, error)),
            }
        } else if let Some(found) = end(line) {
            if let Some(export) = open.take() {
                let whole = export.damaged == scanned.faults.len();
                if whole && found != sum(&export.lines) {
                    scanned.faults.push((number, DecodeError::Cut));
                }
            }
        } else if let Some(start) = question_start(line) {
            let Some((asked, used)) = join(&line[start..], &lines[at..]) else {
                scanned.faults.push((number, DecodeError::Damaged));
                continue;
            };
            at += used;
            if let Some(export) = &mut open {
                export.lines.push_str(&asked.line());
                export.lines.push('\n');
            }
            scanned.asked.push(asked);
        }
    }
    cut_short(open, &mut scanned);
    scanned
}

/// An export whose end has not come yet.
struct Export {
    line: usize,
    lines: String,
    /// Faults before it: when it has some of its own, its sum says nothing new.
    damaged: usize,
}

impl Export {
    fn new(line: usize, damaged: usize) -> Self {
        Self {
            line,
            lines: String::new(),
            damaged,
        }
    }
}

fn cut_short(export: Option<Export>, scanned: &mut Scanned) {
    if let Some(export) = export {
        scanned.faults.push((export.line, DecodeError::Cut));
    }
}

/// Without marks of quoting, invisible letters and kinds of spaces that mail and chat put in.
fn clean(line: &str) -> String {
    let visible = line.chars().filter(|letter| !is_invisible(*letter));
    let spaced: String = visible
        .map(|letter| if letter == '\u{a0}' { ' ' } else { letter })
        .collect();
    tidy_line(spaced.trim_start_matches(['>', '|', ' ', '\t']))
}

fn tidy_line(line: &str) -> String {
    line.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where a question of ours begins in a line, as far as its shape tells: `2026-11-24 a3f1d0c4 ? `.
fn question_start(line: &str) -> Option<usize> {
    const SHAPE: &[u8; 22] = b"0000-00-00 ffffffff ? ";
    let fits = |window: &[u8]| {
        window.iter().zip(SHAPE).all(|(byte, shape)| match shape {
            b'0' => byte.is_ascii_digit(),
            b'f' => byte.is_ascii_hexdigit(),
            b'?' => matches!(byte, b'?' | b'-' | b'+'),
            other => byte == other,
        })
    };
    line.as_bytes().windows(SHAPE.len()).position(fits)
}

/// Reads a question, joined with the lines below it when mail has broken it; also how many of them.
fn join(line: &str, below: &[String]) -> Option<(Asked, usize)> {
    let mut joined = line.to_owned();
    let mut used = 0;
    loop {
        if let Some(asked) = Asked::parse(&joined) {
            return Some((asked, used));
        }
        let next = below.get(used).filter(|_| used < MOST_BROKEN)?;
        if end(next).is_some() || head(next).is_some() || question_start(next).is_some() {
            return None;
        }
        if !next.is_empty() {
            joined.push(' ');
            joined.push_str(next);
        }
        used += 1;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest};

    use super::{Asked, DecodeError, Gaps, MOST, Verdict, scan};

    /// As phones keep and send it since version 1.
    const SAMPLE: &str = include_str!("../tests/gaps-1.txt");
    const HEAD: &str = "[Câu hỏi gửi công đoàn, bản {}] (? chưa có câu trả lời, - không có ích, + có ích)";
    const END: &str = "[Hết, {} câu, {}]";

    fn asked(question: &str) -> Asked {
        Asked {
            day: 20_781,
            mark: 0xa3f1,
            verdict: Verdict::Unanswered,
            page: String::new(),
            question: question.to_owned(),
        }
    }

    fn gaps(questions: &[&str]) -> Gaps {
        let mut gaps = Gaps::default();
        for question in questions {
            gaps.add(asked(question));
        }
        gaps
    }

    fn any_gaps() -> impl Strategy<Value = Gaps> {
        let one = (0..60_000, any::<u16>(), 0..3_usize, any::<String>(), any::<String>()).prop_map(
            |(day, mark, verdict, page, question)| Asked {
                day,
                mark,
                verdict: Verdict::SIGNS[verdict].1,
                page,
                question,
            },
        );
        proptest::collection::vec(one, 0..6).prop_map(|all| {
            let mut gaps = Gaps::default();
            all.into_iter().for_each(|asked| gaps.add(asked));
            gaps
        })
    }

    #[test]
    fn a_text_of_version_1_is_read() {
        let read = Gaps::kept(SAMPLE);
        assert_eq!(read.asked().len(), 2);
        assert_eq!(read.asked()[0].question, "công ty nợ lương 3 tháng thì sao");
        assert_eq!(read.asked()[1].verdict, Verdict::Useless);
        assert_eq!(read.encode(HEAD, END), SAMPLE);
        assert_eq!(scan(SAMPLE).asked, read.asked());
    }

    #[test]
    fn the_oldest_is_dropped_and_a_day_keeps_a_question_once() {
        let mut gaps = Gaps::default();
        for number in 0..=MOST {
            gaps.add(asked(&number.to_string()));
        }
        gaps.add(Asked {
            verdict: Verdict::Useless,
            ..asked("5")
        });
        assert_eq!(gaps.asked().len(), MOST);
        assert_eq!(gaps.asked()[0].question, "1");
        assert_eq!(gaps.asked().last().map(|asked| asked.verdict), Some(Verdict::Useless));
    }

    #[test]
    fn mail_and_chat_around_do_no_harm() {
        let long = "công ty nợ lương 3 tháng rồi giám đốc nói hết tiền thì công nhân chúng em phải làm sao bây giờ";
        let text = gaps(&["bị đuổi", long]).encode(HEAD, END);
        let broken = text.replace("giám đốc", "\n> giám đốc").replace('\n', "\r\n> ");
        let noisy = format!("Lan, 19:03: chị ơi {broken}\r\nGửi từ điện thoại của tôi 2026-11-24");
        let scanned = scan(&noisy);
        assert_eq!(scanned.faults, []);
        assert_eq!(scanned.asked.len(), 2);
        assert_eq!(scanned.asked[1].question, long);
    }

    #[test]
    fn a_damaged_line_is_named_and_costs_no_other() {
        let text = gaps(&["một", "hai", "ba"]).encode(HEAD, END).replace("hai", "hại");
        let scanned = scan(&text);
        assert_eq!(scanned.faults, [(3, DecodeError::Damaged)]);
        assert_eq!(scanned.asked.len(), 2);
    }

    #[test]
    fn missing_lines_ends_and_other_versions_are_named() {
        let text = gaps(&["một", "hai"]).encode(HEAD, END);
        let lines: Vec<&str> = text.lines().collect();
        let scanned = scan(&[lines[0], lines[1], lines[3]].join("\n"));
        assert_eq!(scanned.faults, [(3, DecodeError::Cut)]);
        let scanned = scan(&lines[..3].join("\n"));
        assert_eq!((scanned.asked.len(), scanned.faults), (2, vec![(1, DecodeError::Cut)]));
        let other = DecodeError::OtherVersion { found: 2, expected: 1 };
        let text = text.replace("bản 1", "bản 2");
        assert_eq!(scan(&text).faults, [(1, other)]);
    }

    #[test]
    fn another_language_is_read_alike() {
        let gaps = gaps(&["who opens the hall", "[are dogs allowed] (? 00000000]"]);
        let text = gaps.encode(
            "[Questions, version {}] (? no answer, + helped)",
            "[End, {} in all, {}]",
        );
        assert_eq!(Gaps::kept(&text), gaps);
        let scanned = scan(&format!("Hi, [2 new] (see below)\n{text}Bye [8 o'clock]"));
        assert_eq!((scanned.asked.as_slice(), scanned.faults), (gaps.asked(), vec![]));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(gaps in any_gaps()) {
            let text = gaps.encode(HEAD, END);
            prop_assert_eq!(Gaps::kept(&text), gaps);
        }

        #[test]
        fn what_is_passed_on_twice_is_found_twice(gaps in any_gaps()) {
            let text = gaps.encode(HEAD, END);
            let scanned = scan(&[text.as_str(), "xin chào\n", &text].concat());
            prop_assert!(scanned.asked.len() <= 2 * gaps.asked().len());
        }

        #[test]
        fn no_text_panics(text in any::<String>(), tail in "([0-9a-f? .\\n-]|2026-11-24 ){0,80}") {
            let _ = Gaps::kept(&text);
            let _ = scan(&text);
            let _ = scan(&["[a 1] (? b)\n2026-11-24 ", &tail, "[Hết, ", &tail, "]"].concat());
        }
    }
}
