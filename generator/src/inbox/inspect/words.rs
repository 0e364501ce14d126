//! Addresses, shouting, harsh words, letters nobody sees.

use std::{collections::BTreeMap, sync::LazyLock};

use regex::Regex;

use wire::numbers::is_hidden;

use super::{Found, rules};
use crate::diag::Rule;

/// Patterns in the order in which they claim words. All run in time proportional to the text (`regex` has no backtracking).
static PATTERNS: LazyLock<Vec<(&'static Rule, Regex)>> = LazyLock::new(|| {
    let patterns: [(&Rule, &str); 6] = [
        (
            &rules::MAIL,
            r"(?i)[\p{L}0-9][\p{L}0-9._%+-]*(?:\s?(?:@|\(at\)|\[at\])\s?|\s(?:a còng|a cong|acong|at)\s)[a-z0-9-]+(?:\s?\.\s?|\s(?:chấm|cham|dot)\s)[a-z]{2,}",
        ),
        (&rules::LINK, r"(?i)\b(?:https?://|www\.)\S+"),
        (
            &rules::LINK,
            r"(?i)\b(?:javascript|vbscript|data|file|ftp|intent)\s*:\s*[^\s]",
        ),
        (
            &rules::LINK,
            r"(?i)\b[a-z0-9-]{2,}\.(?:com|net|org|vn|info|xyz|top|shop|link|me|ly|io|site|online|club|app|tk|ru|cn)\b(?:/\S*)?",
        ),
        (
            &rules::HOME,
            r"(?i)\b(?:số nhà|nhà số|so nha|nha so|(?:ngõ|ngách|hẻm|kiệt)(?:\s+số)?|phòng trọ(?:\s+số)?)\s*\d+(?:/\d+)*",
        ),
        (
            &rules::HOME,
            r"\b\d+(?:/\d+)*[A-Za-z]?\s+(?:đường|phố|Đường|Phố)\s+\p{Lu}\p{L}*|(?i:\b(?:thôn|ấp|xóm|buôn|tổ dân phố|khu phố|tổ)\s+[\p{L}\d]+(?:\s+[\p{L}\d]+)?\s*,\s*(?:xã|phường|thị trấn)\s+\p{L}+)",
        ),
    ];
    let compiled = patterns
        .into_iter()
        .filter_map(|(rule, pattern)| Some((rule, Regex::new(pattern).ok()?)));
    compiled.collect()
});

/// Mail addresses, links and homes; what one pattern took, no later one takes.
pub(super) fn addresses(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for (rule, pattern) in PATTERNS.iter() {
        for met in pattern.find_iter(text) {
            let range = met.range();
            if !found
                .iter()
                .any(|other| other.range.start < range.end && range.start < other.range.end)
            {
                found.push(Found { range, rule });
            }
        }
    }
    found
}

static MARKUP: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?i)<\s*[/!?]?\s*[a-z][^\n]{0,80}?[>=]|<!--|&#x?[0-9a-f]{1,7};?|&(?:lt|gt|quot|colon|tab|newline|lpar);|\bon[a-z]{3,20}\s*=\s*\S|\{\{|<\?|\]\(\s*\w+:|expression\(|@import"#).ok()
});

/// The first piece of HTML, script or style.
pub(super) fn markup(text: &str) -> Option<Found> {
    let found = MARKUP.as_ref()?.find(text)?;
    Some(Found {
        range: found.range(),
        rule: &rules::MARKUP,
    })
}

/// The first line of twenty letters or more that are capitals, seven in ten of them.
pub(super) fn shouting(text: &str) -> Option<Found> {
    let mut start = 0;
    for line in text.split('\n') {
        let letters = line.chars().filter(|letter| letter.is_alphabetic()).count();
        let capitals = line.chars().filter(|letter| letter.is_uppercase()).count();
        if letters >= 20 && capitals * 10 >= letters * 7 {
            return Some(Found {
                range: start..start + line.len(),
                rule: &rules::SHOUTING,
            });
        }
        start += line.len() + 1;
    }
    None
}

/// The first hidden letter; a joiner between two pictographs makes one of them, and is none.
pub(super) fn hidden(text: &str) -> Option<Found> {
    let is_joiner = |at: usize| {
        let before = text[..at].chars().next_back();
        before.is_some_and(|letter| {
            !letter.is_alphanumeric() && !letter.is_whitespace() && !is_hidden(letter) && !letter.is_ascii()
        })
    };
    let hidden = text
        .char_indices()
        .find(|(at, letter)| is_hidden(*letter) && !(*letter == '\u{200d}' && is_joiner(*at)));
    hidden.map(|(at, letter)| Found {
        range: at..at + letter.len_utf8(),
        rule: &rules::HIDDEN,
    })
}

/// The portal's list of harsh words: `site/rude-words.txt`, a phrase per line, `#` before remarks.
#[derive(Debug, Clone, Default)]
pub struct RudeWords(BTreeMap<String, Vec<Vec<String>>>);

impl RudeWords {
    /// Reads the list. Words keep their marks, as “ngu” and “ngủ” are two.
    pub fn read(list: &str) -> Self {
        let mut phrases: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
        for line in list.lines().filter(|line| !line.trim_start().starts_with('#')) {
            let words: Vec<String> = tokens(line).map(|(_, word)| word).collect();
            if let Some(first) = words.first() {
                phrases.entry(first.clone()).or_default().push(words);
            }
        }
        Self(phrases)
    }

    pub(super) fn find(&self, text: &str) -> Vec<Found> {
        let tokens: Vec<(usize, String)> = tokens(text).collect();
        let mut found = Vec::new();
        for (number, (start, word)) in tokens.iter().enumerate() {
            for phrase in self.0.get(word).into_iter().flatten() {
                let rest = &tokens[number..tokens.len().min(number + phrase.len())];
                if rest.iter().map(|(_, word)| word).eq(phrase) {
                    let last = &rest[rest.len() - 1];
                    let end = text[last.0..]
                        .char_indices()
                        .find(|(_, letter)| !is_of_word(*letter))
                        .map_or(text.len(), |(more, _)| last.0 + more);
                    found.push(Found {
                        range: *start..end,
                        rule: &rules::RUDE,
                    });
                }
            }
        }
        found
    }
}

fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || is_hidden(letter)
}

/// Words in small letters, with their places.
fn tokens(text: &str) -> impl Iterator<Item = (usize, String)> {
    let words = text
        .split(|letter: char| !is_of_word(letter))
        .filter(|word| !word.is_empty());
    words.map(move |word| {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        (at, word.to_lowercase().replace(is_hidden, ""))
    })
}
