//! One text: line ends, letters and encoding settled, and the places in it.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::diag::{
    Diagnostic, Fix, Place, Rule, Said,
    Severity::{Error, Warning},
    Text, text,
};

pub(super) static BAD_ENCODING: Rule = Rule {
    code: "bad-encoding",
    severity: Error,
    why: Said {
        vi: "Chữ Việt lưu bằng bảng mã cũ (TCVN3, VNI) sẽ hiện sai dấu. Cổng chỉ nhận UTF-8.",
        en: "Vietnamese saved in an old encoding shows wrong letters. Only UTF-8 is read.",
    },
    wrong: "(tệp lưu bằng TCVN3, VNI hoặc Windows-1258)",
    right: "(tệp lưu bằng UTF-8)",
};

pub(super) static NOT_COMPOSED: Rule = Rule {
    code: "not-nfc",
    severity: Warning,
    why: Said {
        vi: "Chữ có dấu gõ rời (thường từ máy Mac) trông giống mà máy coi là chữ khác: tìm trong tệp không thấy, so sánh bản sửa rối. Cổng vẫn đăng đúng; chạy portal check --fix để ghép lại.",
        en: "Decomposed letters (often from a Mac) look the same but are others to a machine: searching the file fails and reviews get noisy. The portal publishes them composed; portal check --fix composes the file.",
    },
    wrong: "nghi + dấu hỏi rời",
    right: "nghỉ",
};

pub(super) static HUGE_TEXT: Rule = Rule {
    code: "huge-text",
    severity: Error,
    why: Said {
        vi: "Một bài dài hơn một triệu byte không ai đọc hết trên điện thoại; thường là tệp khác bị đổi tên hoặc dán nhầm.",
        en: "Nobody reads a text of over a million bytes on a phone; it is mostly another file under a wrong name, or a slip in pasting.",
    },
    wrong: "(tệp .md dài 100 MB)",
    right: "(nhiều bài, mỗi bài một việc)",
};

/// Bytes of the longest text that is read: a hundred times a long page, and what every later step handles in seconds.
pub const MOST_TEXT: usize = 1_000_000;

/// One Markdown text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Path below the root, with `/`, for instance `content/policy/nghi-phep.md`.
    pub path: String,
    /// The text: no BOM, `\n` line ends, NFC.
    pub text: String,
    /// Byte range in [`Source::text`] of the first letter that was written in several parts.
    pub decomposed: Option<Range<usize>>,
    /// All of its letters are usual ones (Latin, the usual punctuation): nobody need look for strange ones.
    pub is_usual: bool,
    /// Byte offset at which each line begins, so that a place costs no look at all that stands before it.
    lines: Vec<usize>,
}

impl Source {
    /// A source from a text already in memory (tests, previews). Settles BOM, line ends and NFC.
    pub fn new(path: impl Into<String>, text: &str) -> Self {
        Self::of(path.into(), text.to_owned())
    }

    /// A source from a text that nobody else needs: nearly all are taken as they are.
    fn of(path: String, text: String) -> Self {
        // Some programs put one mark before another.
        let text = match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.trim_start_matches('\u{feff}').to_owned(),
            None => text,
        };
        // Lone returns are the line ends of old Macs.
        let text = if text.contains('\r') {
            text.replace("\r\n", "\n").replace('\r', "\n")
        } else {
            text
        };
        let is_usual = text.chars().all(is_usual);
        let composed = if is_usual || is_nfc(&text) {
            None
        } else {
            Some(text.nfc().collect::<String>())
        };
        let decomposed = composed.as_ref().map(|composed| first_difference(&text, composed));
        let text = composed.unwrap_or(text);
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            path,
            decomposed,
            is_usual,
            lines: std::iter::once(0).chain(ends).collect(),
            text,
        }
    }

    /// The place of a byte range of this text; of whole letters, whatever the range cuts through.
    pub fn place(&self, span: Range<usize>) -> Place {
        let start = self.text.floor_char_boundary(span.start.min(self.text.len()));
        let end = self.text.ceil_char_boundary(span.end.clamp(start, self.text.len()));
        let line = self.lines.partition_point(|begins| *begins <= start);
        Place {
            file: self.path.clone(),
            line,
            column: self.text[self.lines[line - 1]..start].chars().count() + 1,
            span: start..end,
        }
    }
}

/// True for Latin letters and the usual punctuation: they stand for themselves, are seen, stay as they are when letters are
/// composed, and look like no others. Nearly every text has only such ones, and tables of Unicode need not be asked about each.
fn is_usual(letter: char) -> bool {
    match letter {
        'ð' | 'Ð' | 'Ɖ' => false,
        '\t' | '\n' | ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' => true,
        '\u{1ea0}'..='\u{1eff}' | '\u{2010}'..='\u{2027}' => true,
        _ => false,
    }
}

fn first_difference(written: &str, composed: &str) -> Range<usize> {
    let same = written
        .chars()
        .zip(composed.chars())
        .take_while(|(left, right)| left == right);
    let start: usize = same.map(|(letter, _)| letter.len_utf8()).sum();
    start..start + composed[start..].chars().next().map_or(0, char::len_utf8)
}

/// The text of a file of the portal.
///
/// # Errors
/// A diagnostic at the first byte that is no UTF-8, at the first letter that was read in a wrong encoding, or for a text
/// longer than [`MOST_TEXT`].
pub fn decode(name: &str, bytes: Vec<u8>) -> Result<Source, Diagnostic> {
    if bytes.len() > MOST_TEXT {
        return Err(huge(name, bytes.len()));
    }
    match String::from_utf8(bytes) {
        Ok(text) => {
            let source = Source::of(name.to_owned(), text);
            let Some(span) = read_wrongly(&source.text) else {
                return Ok(source);
            };
            let letters = &source.text[span.clone()];
            Err(bad_encoding(
                source.place(span.clone()),
                text!(
                    "Chữ “{letters}” cho thấy tệp UTF-8 đã bị mở nhầm bằng bảng mã khác rồi lưu lại.",
                    "“{letters}” shows that UTF-8 was opened in another encoding and saved again."
                ),
            ))
        }
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let before = String::from_utf8_lossy(&error.as_bytes()[..good]).into_owned();
            let (line, column) = line_and_column(&before, good);
            let place = Place {
                file: name.to_owned(),
                line,
                column,
                span: good..good,
            };
            let message = text!(
                "Tệp này không được lưu bằng bảng mã UTF-8.",
                "This file is not encoded in UTF-8."
            );
            Err(bad_encoding(place, message))
        }
    }
}

fn bad_encoding(place: Place, message: Text) -> Diagnostic {
    Diagnostic::new(&BAD_ENCODING, place, message).hint(text!(
        "Mở tệp gốc bằng trình soạn thảo, chọn “Lưu với bảng mã UTF-8” (Save with encoding UTF-8) rồi lưu lại.",
        "Open the original in an editor, choose “Save with encoding UTF-8” and save it."
    ))
}

/// Letters that Windows-1252 gives to the bytes 80 to 9F, in their order; those that it leaves free stand for themselves.
const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// The first Vietnamese letter of three bytes whose bytes were taken for letters of their own: “á»‰” for “ỉ”.
fn read_wrongly(text: &str) -> Option<Range<usize>> {
    let byte = |letter: char| match u32::from(letter) {
        ..0x80 => None,
        code @ 0xa0..=0xff => u8::try_from(code).ok(),
        _ => {
            let place = WINDOWS_1252.chars().position(|known| known == letter)?;
            u8::try_from(0x80 + place).ok()
        }
    };
    text.match_indices('á').find_map(|(at, first)| {
        let mut after = text[at + first.len()..].chars();
        let (second, third) = (after.next()?, after.next()?);
        let bytes = [0xe1, byte(second)?, byte(third)?];
        let meant = std::str::from_utf8(&bytes).ok()?.chars().next()?;
        let length = first.len() + second.len_utf8() + third.len_utf8();
        ('\u{1ea0}'..='\u{1ef9}').contains(&meant).then_some(at..at + length)
    })
}

/// The finding of a text that is too long.
pub(super) fn huge(name: &str, length: usize) -> Diagnostic {
    let (megabytes, most) = (length / 1_000_000, MOST_TEXT / 1_000_000);
    Diagnostic::new(
        &HUGE_TEXT,
        Place::file(name),
        text!(
            "Tệp này dài hơn {megabytes} MB; một bài dài nhất là {most} MB.",
            "This file is over {megabytes} MB; a text has {most} MB at most."
        ),
    )
    .hint(text!(
        "Xem có phải tệp khác bị đổi tên không; bài thật thì chia thành nhiều bài.",
        "See whether it is another file under a wrong name; a real text is better cut into several."
    ))
}

/// The finding of a letter in parts.
pub(super) fn not_composed(source: &Source, span: Range<usize>) -> Diagnostic {
    let letter = &source.text[span.clone()];
    Diagnostic::new(
        &NOT_COMPOSED,
        source.place(span.clone()),
        text!(
            "Tệp có chữ gõ dấu rời, đầu tiên là “{letter}” ở đây.",
            "The file holds decomposed letters, the first of them “{letter}” here."
        ),
    )
    .hint(text!(
        "Chạy “portal check --fix” để ghép dấu lại; chữ nhìn không đổi.",
        "Run “portal check --fix” to compose them; they look the same."
    ))
    .fix(Fix::Compose)
}

/// Line and column (from 1; columns in characters) of a byte offset.
pub fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(offset.min(text.len()))];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (
        before.matches('\n').count() + 1,
        before[line_start..].chars().count() + 1,
    )
}

#[cfg(test)]
mod tests {
    use unicode_normalization::is_nfc;

    use super::{Source, is_usual, line_and_column, read_wrongly};

    #[test]
    fn usual_letters_are_composed() {
        let letters = (0..=u32::from(char::MAX)).filter_map(char::from_u32);
        let mut usual = letters.filter(|letter| is_usual(*letter));
        assert!(usual.all(|letter| is_nfc(&format!("a{letter}\u{1e00}"))));
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        assert_eq!(line_and_column("nghỉ\nphép x", "nghỉ\nphép ".len()), (2, 6));
    }

    #[test]
    fn places_are_those_that_counting_from_the_start_gives() {
        let source = Source::new("a", "nghỉ\n\nphép x\n");
        for at in 0..=source.text.len() {
            let place = source.place(at..at);
            assert_eq!(
                (place.line, place.column),
                line_and_column(&source.text, at),
                "byte {at}"
            );
        }
        assert_eq!(source.place(99..99).line, 4);
        // A place inside “ỉ”, as escapes in Markdown can shift it.
        assert_eq!(source.place(4..5).span, 3..6);
    }

    #[test]
    fn letters_read_in_another_encoding_are_found_and_quotes_left_alone() {
        assert_eq!(read_wrongly("Nghá»‰ phÃ©p"), Some(3..3 + "á»‰".len()));
        assert_eq!(read_wrongly("«má» và á“"), None);
        assert_eq!(read_wrongly("nghỉ á"), None);
    }

    #[test]
    fn byte_order_mark_line_ends_and_decomposed_letters_are_settled() {
        assert_eq!(Source::new("a", "\u{feff}nghi\u{309}\r\nx\ry").text, "nghỉ\nx\ny");
    }
}
