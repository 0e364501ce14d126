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
}

/// A date as Vietnamese readers write it.
pub(super) fn date(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}

/// Bytes in the units phones show: thousands of bytes, one decimal for millions, with a decimal comma.
pub(super) fn bytes(bytes: usize) -> String {
    if bytes < 1_000_000 {
        return format!("{} KB", bytes.div_ceil(1000));
    }
    let tenths = bytes.div_ceil(100_000);
    format!("{},{} MB", tenths / 10, tenths % 10)
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
    use super::{bytes, date, shorten};

    #[test]
    fn texts_are_cut_at_words() {
        assert_eq!(shorten("nghỉ phép năm", 12), "nghỉ phép…");
        assert_eq!(shorten("nghỉ phép", 12), "nghỉ phép");
    }

    #[test]
    fn dates_and_bytes_are_written_the_vietnamese_way() {
        assert_eq!(date(jiff::civil::date(2026, 7, 1)), "01/07/2026");
        assert_eq!(
            [bytes(1), bytes(612_345), bytes(1_234_567)],
            ["1 KB", "613 KB", "1,3 MB"]
        );
    }
}
