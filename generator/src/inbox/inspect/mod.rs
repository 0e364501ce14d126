//! What in a text an editor should look at before anyone else reads it: what may harm its writer, other people or readers.
//!
//! Each finding has the byte range it is about, so that tests can count what was found and what was missed.

mod words;

use std::ops::Range;

use search::fold::fold;
use wire::numbers::{Letters, Number, numbers};

use super::rules;
use crate::{
    check::confusable,
    diag::{Rule, Text, text},
};

pub use wire::numbers::is_hidden;
pub use words::RudeWords;

/// Something found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where.
    pub range: Range<usize>,
    /// What.
    pub rule: &'static Rule,
}

impl Found {
    /// What to tell the editor, with the words concerned.
    pub fn said(&self, words: &str) -> Text {
        let words = super::shortened(words, 40);
        let words = super::line(&words).replace(is_hidden, "");
        match self.rule.code {
            "phone-number" => text!("Có số điện thoại “{words}”.", "There is a telephone number “{words}”."),
            "identity-number" => text!("Có số căn cước “{words}”.", "There is an identity number “{words}”."),
            "bank-account" => text!("Có số tài khoản “{words}”.", "There is a bank account “{words}”."),
            "mail-address" => text!("Có địa chỉ thư “{words}”.", "There is a mail address “{words}”."),
            "home-address" => text!("Có địa chỉ nhà “{words}”.", "There is a home address “{words}”."),
            "member-link" => text!("Có đường dẫn “{words}”.", "There is a link “{words}”."),
            "markup-in-text" => text!(
                "Có mã “{words}”; trên trang nó chỉ là chữ.",
                "There is code “{words}”; on the page it is only text."
            ),
            "shouting" => text!("Viết in hoa cả đoạn.", "Written in capitals."),
            "rude-word" => text!("Có lời nặng: “{words}”.", "A harsh word: “{words}”."),
            "hidden-letter" => text!("Có ký tự không nhìn thấy.", "There is a letter nobody sees."),
            _ => text!(
                "“{words}” có chữ không phải chữ Việt, chỉ trông giống.",
                "“{words}” has letters that only look Vietnamese."
            ),
        }
    }
}

/// Everything found in a text, in its order.
pub fn inspect(text: &str, rude: &RudeWords) -> Vec<Found> {
    let mut found = words::addresses(text);
    // The number in a mail address or a link is part of it.
    let taken: Vec<Range<usize>> = found.iter().map(|found| found.range.clone()).collect();
    let is_free = |range: &Range<usize>| {
        !taken
            .iter()
            .any(|taken| taken.start < range.end && range.start < taken.end)
    };
    let letters = Letters {
        fold,
        lower: str::to_lowercase,
    };
    let numbers = numbers(text, letters).into_iter().map(|(range, number)| Found {
        range,
        rule: match number {
            Number::Phone => &rules::PHONE,
            Number::Identity => &rules::IDENTITY,
            Number::Account => &rules::ACCOUNT,
        },
    });
    found.extend(numbers.filter(|number| is_free(&number.range)));
    found.extend(words::shouting(text));
    found.extend(rude.find(text));
    found.extend(words::hidden(text));
    found.extend(words::markup(text));
    found.extend(look_alike(text));
    found.sort_by_key(|found| (found.range.start, found.rule.code));
    found
}

/// The first word with a letter of another alphabet.
fn look_alike(text: &str) -> Option<Found> {
    let mut start = 0;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        if letter.is_alphabetic() {
            continue;
        }
        if confusable(&text[start..at]).is_some() {
            return Some(Found {
                range: start..at,
                rule: &rules::LOOK_ALIKE,
            });
        }
        start = at + letter.len_utf8();
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, proptest};

    use super::{RudeWords, inspect};

    fn codes(text: &str) -> Vec<&'static str> {
        let rude = RudeWords::read("# nhẹ\nthằng ngu\n");
        inspect(text, &rude).iter().map(|found| found.rule.code).collect()
    }

    #[test]
    fn what_may_harm_is_found() {
        for (text, code) in [
            ("viết cho lan.may3@example.com nhé", "mail-address"),
            ("thư lan a còng gmail chấm com", "mail-address"),
            ("nhà em ở số nhà 12 ngõ chợ", "home-address"),
            ("em trọ ở hẻm 45", "home-address"),
            ("đến 123/4 đường Lê Lợi", "home-address"),
            ("thôn Đông, xã Phú An", "home-address"),
            ("xem www.vay-nhanh.top ngay", "member-link"),
            ("bấm https://a.vn/x?y=1", "member-link"),
            ("javascript:alert(1)", "member-link"),
            ("hay <b onclick=x>lắm</b>", "markup-in-text"),
            ("&#x6a;s", "markup-in-text"),
            ("CẢM ƠN CÔNG ĐOÀN RẤT NHIỀU NHÉ", "shouting"),
            ("Thằng  ngu kia", "rude-word"),
            ("lương\u{200b}", "hidden-letter"),
            ("c\u{43e}ng đoàn", "look-alike-letter"),
        ] {
            assert_eq!(codes(text), [code], "{text}");
        }
    }

    #[test]
    fn what_is_said_every_day_is_left_alone() {
        for text in [
            "Ca đêm từ 22 giờ đến 6 giờ, lương 7.500.000 đồng, BHXH đóng 10,5 %.",
            "Tổ may 3 có 45 người, xưởng 2. Đường về quê xa 300 km.",
            "Thương chị lắm <3, 5 < 6 & A & B",
            "Con ngủ ngon, mẹ ngũ tuần vẫn khỏe.",
            "TP. HCM, KCN Tân Bình, CĐCS",
            "Bếp số 2, phòng 4 người, số 5 là số may",
            "Không một ai, hai ba người, năm sau bảy tám chín gì đó",
            "ngày 24/11/2026 và 01-12-2026, lúc 5.30",
        ] {
            assert_eq!(codes(text), [""; 0], "{text}");
        }
    }

    proptest! {
        #[test]
        fn ranges_are_in_the_text(text in any::<String>(), more in "([0-9 .@+-]|không |một |CẢM |STK |số nhà |\u{200b}){0,60}") {
            for text in [text, more] {
                for found in inspect(&text, &RudeWords::read("a")) {
                    prop_assert!(text.get(found.range.clone()).is_some_and(|words| !words.is_empty()));
                    let _ = found.said(&text[found.range.clone()]);
                }
            }
        }
    }
}
