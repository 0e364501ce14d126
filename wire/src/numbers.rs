//! Numbers that belong to somebody, however they are written: `0912.345.678`, `0 9 1 2 …`, `o9l2345678`, `không chín một hai …`.
//!
//! Shapes, of Vietnam: mobile numbers have ten digits from 03, 05, 07, 08, 09; fixed ones eleven from 02; `84` may stand for the
//! first 0. The identity card (căn cước) has twelve digits from 0, the old one (chứng minh nhân dân) nine. Accounts have 6 to 19
//! digits and are known by the words before them.
//!
//! The inbox tells the editor of them, and the phone tells the member before she sends.

use core::ops::Range;

/// Whose number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// Of a telephone.
    Phone,
    /// Of an identity card.
    Identity,
    /// Of a bank account.
    Account,
}

/// Digits written together, or one word that is a digit.
#[derive(Debug, Clone)]
struct Unit {
    range: Range<usize>,
    digits: String,
}

/// What is known of letters elsewhere: on a phone by the browser, whose tables need not come down.
#[derive(Debug, Clone, Copy)]
pub struct Letters {
    /// Takes the marks off letters (`search::fold`).
    pub fold: fn(&str) -> String,
    /// Makes capitals small.
    pub lower: fn(&str) -> String,
}

/// All numbers of somebody, with their places.
pub fn numbers(text: &str, letters: Letters) -> Vec<(Range<usize>, Number)> {
    let mut found = Vec::new();
    for run in runs(text, letters) {
        let mut at = 0;
        while at < run.len() {
            let (used, number) = number(text, &run, at, letters);
            if let Some(number) = number {
                found.push((run[at].range.start..run[at + used - 1].range.end, number));
            }
            at += used;
        }
    }
    found
}

/// What the number from unit `at` is, and how many units it takes.
fn number(text: &str, run: &[Unit], at: usize, letters: Letters) -> (usize, Option<Number>) {
    let context = context(&text[..run[at].range.start], letters);
    let mut digits = String::new();
    let mut best = None;
    let mut all = 0;
    for (used, unit) in run[at..].iter().enumerate() {
        digits.push_str(&unit.digits);
        if digits.len() > 19 {
            break;
        }
        all = used + 1;
        let is_last = at + all == run.len();
        let found = match context {
            Some(Context::Account) if digits.len() >= 6 && is_last && !is_sum(&text[unit.range.end..]) => {
                Some(Number::Account)
            }
            Some(Context::Identity) if matches!(digits.len(), 9 | 12) => Some(Number::Identity),
            Some(Context::Account) => None,
            _ if is_phone(&digits) && !is_date(&run[at..=at + used]) => Some(Number::Phone),
            _ if digits.starts_with('0') && digits.len() == 12 && is_last => Some(Number::Identity),
            _ if digits.len() == 9 && all == 1 && run.len() == 1 => Some(Number::Identity),
            _ => None,
        };
        if let Some(found) = found {
            best = Some((all, found));
            // A whole number in one piece is that number, whatever comes behind.
            if used == 0 {
                break;
            }
        }
    }
    if best.is_none() && matches!(context, Some(Context::Account)) && digits.len() > 19 {
        return (all, Some(Number::Account));
    }
    best.map_or((1, None), |(used, number)| (used, Some(number)))
}

fn is_phone(digits: &str) -> bool {
    let local = digits.strip_prefix("0084").or_else(|| digits.strip_prefix("84"));
    let rest = match local {
        // People also write +84 (0)912 …
        Some(rest) if rest.len() >= 9 => rest.strip_prefix('0').unwrap_or(rest),
        _ => match digits.strip_prefix('0') {
            Some(rest) => rest,
            None => return false,
        },
    };
    let first = rest.as_bytes().first();
    matches!(
        (first, rest.len()),
        (Some(b'3' | b'5' | b'7' | b'8' | b'9'), 9) | (Some(b'2'), 10)
    )
}

/// `05-01-2026`, and what comes behind it.
fn is_date(units: &[Unit]) -> bool {
    let number = |at: usize| {
        units
            .get(at)
            .and_then(|unit| unit.digits.parse::<u32>().ok())
            .unwrap_or(0)
    };
    let lengths: Vec<usize> = units.iter().take(3).map(|unit| unit.digits.len()).collect();
    lengths == [2, 2, 4] && number(0) <= 31 && number(1) <= 12 && (1900..2100).contains(&number(2))
}

/// True when what stands behind a number says that it is money.
fn is_sum(behind: &str) -> bool {
    let word = behind.split_whitespace().next().unwrap_or_default();
    let word = word.trim_end_matches(['.', ',', ';', '!', '?', ')']);
    ["đ", "đồng", "dong", "vnd", "VND", "VNĐ", "nghìn", "ngàn", "triệu"].contains(&word)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Context {
    Phone,
    Identity,
    Account,
}

/// What the words shortly before a number say it is: the nearest counts.
fn context(before: &str, letters: Letters) -> Option<Context> {
    const WORDS: [(&str, Context); 28] = [
        ("sdt", Context::Phone),
        ("dien thoai", Context::Phone),
        ("zalo", Context::Phone),
        ("alo", Context::Phone),
        ("goi", Context::Phone),
        ("lien he", Context::Phone),
        ("hotline", Context::Phone),
        ("cmnd", Context::Identity),
        ("cccd", Context::Identity),
        ("can cuoc", Context::Identity),
        ("chung minh", Context::Identity),
        ("stk", Context::Account),
        ("tai khoan", Context::Account),
        ("so tk", Context::Account),
        ("chuyen khoan", Context::Account),
        ("vietcombank", Context::Account),
        ("vcb", Context::Account),
        ("techcombank", Context::Account),
        ("agribank", Context::Account),
        ("bidv", Context::Account),
        ("vietinbank", Context::Account),
        ("mb bank", Context::Account),
        ("mbbank", Context::Account),
        ("acb", Context::Account),
        ("vpbank", Context::Account),
        ("tpbank", Context::Account),
        ("sacombank", Context::Account),
        ("ngan hang", Context::Account),
    ];
    let start = before.char_indices().rev().nth(30).map_or(0, |(at, _)| at);
    let near = &before[start..];
    // A sentence that ended says nothing of the next.
    let near = near.rsplit(['!', '?', ';', '\n']).next().unwrap_or(near);
    let near = last(near, ". ").map_or(near, |at| &near[at + 2..]);
    let folded = (letters.lower)(&(letters.fold)(near));
    let found = WORDS
        .iter()
        .filter_map(|(word, context)| Some((last(&folded, word)?, *context)));
    found.max_by_key(|(at, _)| *at).map(|(_, context)| context)
}

/// Where a text holds another for the last time; the library's way is for long texts, and long code.
fn last(text: &str, part: &str) -> Option<usize> {
    text.as_bytes()
        .windows(part.len())
        .rposition(|window| window == part.as_bytes())
}

/// Stretches of digits with nothing but blanks and signs between.
fn runs(text: &str, letters: Letters) -> Vec<Vec<Unit>> {
    let mut runs: Vec<Vec<Unit>> = Vec::new();
    let mut open = false;
    let mut end = 0;
    for word in words(text) {
        let between = &text[end..word.start];
        let joins = between.chars().count() <= 3
            && between.chars().all(|letter| {
                letter.is_whitespace()
                    || matches!(
                        letter,
                        '.' | '-' | '–' | ',' | '(' | ')' | '_' | '*' | '·' | '+' | '\u{fe0f}' | '\u{20e3}'
                    )
            });
        // A plus begins a number.
        open &= joins && !between.contains('+');
        end = word.end;
        let spelled = &text[word.clone()];
        if open && matches!(spelled, "chấm" | "cham" | "gạch" | "rồi" | "xong" | "tiếp") {
            continue;
        }
        let Some(digits) = digits(spelled, letters) else {
            open = false;
            continue;
        };
        let unit = Unit { range: word, digits };
        match runs.last_mut().filter(|_| open) {
            Some(run) => run.push(unit),
            None => runs.push(vec![unit]),
        }
        open = true;
    }
    runs
}

/// Letters and digits without anything between.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, letter) in text.char_indices() {
        // Letters of no width inside a number hide nothing.
        if is_of_word(letter) || is_hidden(letter) {
            let end = at + letter.len_utf8();
            match words.last_mut() {
                Some(last) if last.end == at => last.end = end,
                _ if is_of_word(letter) => words.push(at..end),
                _ => {}
            }
        }
    }
    words
}

/// Letters and digits, as far as it matters here: what parts the digits of a number is a blank, a sign or a pictograph.
const fn is_of_word(letter: char) -> bool {
    match letter {
        '\0'..='\u{bf}' => letter.is_ascii_alphanumeric(),
        '\u{d7}'
        | '\u{f7}'
        | '\u{2000}'..='\u{206f}'
        | '\u{20a0}'..='\u{20ff}'
        | '\u{2190}'..='\u{2bff}'
        | '\u{3000}'..='\u{303f}'
        | '\u{e000}'..='\u{f8ff}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{1f000}'..='\u{1faff}' => false,
        _ => !is_hidden(letter),
    }
}

/// The digits that a word stands for.
fn digits(word: &str, letters: Letters) -> Option<String> {
    let word: String = word.chars().filter(|letter| !is_hidden(*letter)).collect();
    let plain: String = word.chars().map(plain_digit).collect();
    let count = word
        .chars()
        .filter(|letter| plain_digit(*letter).is_ascii_digit())
        .count();
    if count == plain.chars().count() && count > 0 {
        return Some(plain);
    }
    // o and l among digits are meant for 0 and 1.
    let meant: String = plain
        .chars()
        .map(|letter| match letter {
            'o' | 'O' => '0',
            'l' | 'I' | 'i' => '1',
            other => other,
        })
        .collect();
    if count >= 2 && meant.chars().all(|letter| letter.is_ascii_digit()) {
        return Some(meant);
    }
    // The longest has seven bytes.
    if word.len() > 8 {
        return None;
    }
    let spelled = (letters.lower)(&word);
    const WORDS: [(&str, &[&str]); 10] = [
        ("0", &["không", "khong"]),
        ("1", &["một", "mốt", "mot"]),
        ("2", &["hai"]),
        ("3", &["ba"]),
        ("4", &["bốn", "tư", "bon", "tu"]),
        ("5", &["năm", "lăm", "nam"]),
        ("6", &["sáu", "sau"]),
        ("7", &["bảy", "bẩy", "bay"]),
        ("8", &["tám", "tam"]),
        ("9", &["chín", "chin"]),
    ];
    let found = WORDS.iter().find(|(_, words)| words.contains(&spelled.as_str()));
    found.map(|(digit, _)| (*digit).to_owned())
}

/// True for letters without width and those that turn the direction of writing.
pub const fn is_hidden(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{e000}'..='\u{f8ff}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    )
}

/// Full-width digits are digits.
fn plain_digit(letter: char) -> char {
    match letter {
        '\u{ff10}'..='\u{ff19}' => char::from_u32(u32::from(letter) - 0xff10 + u32::from('0')).unwrap_or(letter),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, proptest};

    use super::{Letters, Number, numbers};

    /// Enough of `search::fold` for these texts.
    fn fold(text: &str) -> String {
        let marks = [
            ("ệ", "e"),
            ("ứ", "u"),
            ("ả", "a"),
            ("ọ", "o"),
            ("ê", "e"),
            ("â", "a"),
            ("à", "a"),
            ("ể", "e"),
        ];
        marks
            .into_iter()
            .fold(text.to_owned(), |text, (marked, plain)| text.replace(marked, plain))
    }

    const LETTERS: Letters = Letters {
        fold,
        lower: str::to_lowercase,
    };

    fn found(text: &str) -> Vec<(&str, Number)> {
        let found = numbers(text, LETTERS).into_iter();
        found.map(|(range, number)| (&text[range], number)).collect()
    }

    #[test]
    fn telephones_are_found_however_they_are_written() {
        for number in [
            "0912345678",
            "0912 345 678",
            "0912.345.678",
            "09-1234-5678",
            "(091) 234 5678",
            "0 9 1 2 3 4 5 6 7 8",
            "84912345678",
            "0084 912 345 678",
            "84 (0)912 345 678",
            "02838123456",
            "028 3812 3456",
            "o9l2345678",
            "không chín một hai ba bốn năm sáu bảy tám",
            "khong chin mot hai 345 678",
            "09\u{200b}12345678",
            "０９１２３４５６７８",
            "không 912 345 rồi 678",
            "0\u{fe0f}\u{20e3}9\u{fe0f}\u{20e3}12345678",
        ] {
            let text = format!("Ai cần cứ nhắn {number} nhé");
            assert_eq!(
                found(&text),
                [(number.trim_start_matches('('), Number::Phone)],
                "{text}"
            );
        }
        assert_eq!(found("+84912345678 hoặc 0987654321 0912345678").len(), 3);
    }

    #[test]
    fn cards_and_accounts_are_told_apart() {
        for (text, number, code) in [
            ("CCCD 034190001234", "034190001234", Number::Identity),
            ("số 034 190 001 234", "034 190 001 234", Number::Identity),
            ("chứng minh nhân dân 123 456 789", "123 456 789", Number::Identity),
            ("số 123456789", "123456789", Number::Identity),
            ("STK 0123 4567 8901 Vietcombank", "0123 4567 8901", Number::Account),
            ("tài khoản 1903-4567-8901-23", "1903-4567-8901-23", Number::Account),
            ("gửi Agribank: 3100205123456", "3100205123456", Number::Account),
            ("chuyển khoản xong thì gọi 0912345678", "0912345678", Number::Phone),
        ] {
            assert_eq!(found(text), [(number, code)], "{text}");
        }
    }

    #[test]
    fn sums_and_days_are_nobodys() {
        for text in [
            "2.530.000 đồng",
            "100.000.000 đồng",
            "24-11-2026",
            "05-01-2026 07",
            "1900 1234",
            "08/03/2026 10",
            "năm 2026, 2027",
            "hai ba năm sau",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    proptest! {
        #[test]
        fn places_are_in_the_text(text in any::<String>(), more in "([0-9 .@+-]|không |một |STK |\u{200b}){0,60}") {
            for text in [text, more] {
                for (range, _) in numbers(&text, LETTERS) {
                    prop_assert!(text.get(range).is_some_and(|words| !words.is_empty()));
                }
            }
        }
    }
}
