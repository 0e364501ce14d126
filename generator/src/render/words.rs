//! Interface words that code puts into views; templates read theirs as `t.key`.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::RenderError;

pub(super) struct Words<'a> {
    pub(super) words: &'a BTreeMap<String, String>,
    pub(super) language: &'a str,
}

impl Words<'_> {
    pub(super) fn get(&self, key: &str) -> Result<String, RenderError> {
        self.words.get(key).cloned().ok_or_else(|| RenderError::Word {
            key: key.to_owned(),
            language: self.language.to_owned(),
        })
    }

    /// A word with its `{}` filled in.
    pub(super) fn with(&self, key: &str, value: &str) -> Result<String, RenderError> {
        Ok(self.get(key)?.replace("{}", value))
    }

    /// 270 seconds: "4 phút 30 giây".
    pub(super) fn duration(&self, seconds: u32) -> Result<String, RenderError> {
        let minutes = self.with("minutes", &(seconds / 60).to_string())?;
        match seconds % 60 {
            0 => Ok(minutes),
            rest => Ok(format!("{minutes} {}", self.with("seconds", &rest.to_string())?)),
        }
    }

    /// Bytes in the units phones show: thousands of bytes, one decimal for millions.
    pub(super) fn bytes(&self, bytes: usize) -> Result<String, RenderError> {
        if bytes < 1_000_000 {
            return Ok(format!("{} KB", bytes.div_ceil(1000)));
        }
        let tenths = bytes.div_ceil(100_000);
        Ok(format!(
            "{}{}{} MB",
            tenths / 10,
            self.get("decimal_mark")?,
            tenths % 10
        ))
    }

    /// A number in thousandths as this language writes it: the decimal mark, and the other one between thousands.
    pub(super) fn decimal(&self, thousandths: u32) -> Result<String, RenderError> {
        let mark = self.get("decimal_mark")?;
        let between = if mark == "." { ',' } else { '.' };
        let digits = (thousandths / 1000).to_string();
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(between);
            }
            text.push(digit);
        }
        Ok(match thousandths % 1000 {
            0 => text,
            decimals => format!("{text}{mark}{decimals:03}").trim_end_matches('0').to_owned(),
        })
    }
}

/// A date as readers of day, month and year write it.
pub(super) fn date(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}

/// At most `limit` characters, cut at a word's end.
pub(super) fn shorten(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        None => text.to_owned(),
        Some((end, _)) => {
            let cut = text[..end].rfind(' ').unwrap_or(end);
            format!("{}…", text[..cut].trim_end_matches([',', ';', ':', '.']))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Words, date, shorten};

    #[test]
    fn texts_are_cut_at_words() {
        assert_eq!(shorten("nghỉ phép năm", 12), "nghỉ phép…");
        assert_eq!(shorten("nghỉ phép", 12), "nghỉ phép");
    }

    #[test]
    fn dates_and_numbers_are_written_as_the_language_writes_them() {
        assert_eq!(date(jiff::civil::date(2026, 7, 1)), "01/07/2026");
        let said = |mark: &str| {
            let words = BTreeMap::from([("decimal_mark".to_owned(), mark.to_owned())]);
            let words = Words {
                words: &words,
                language: "vi",
            };
            let bytes = [1, 612_345, 1_234_567].map(|bytes| words.bytes(bytes).expect("it has the mark"));
            let numbers = [85_000, 10_500, 2_530_000_000, 50].map(|number| words.decimal(number).expect("it has it"));
            [bytes.join(" "), numbers.join(" ")]
        };
        assert_eq!(said(","), ["1 KB 613 KB 1,3 MB", "85 10,5 2.530.000 0,05"]);
        assert_eq!(said("."), ["1 KB 613 KB 1.3 MB", "85 10.5 2,530,000 0.05"]);
    }
}
