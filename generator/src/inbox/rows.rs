//! Exports of forms: a table with a head, or JSON objects, one a line.
//!
//! Columns are known by words in their heads, with or without marks, in Vietnamese or English. A name is printed only where the
//! form asked for one to print: “Họ và tên” is no such column.

use base64::{Engine, prelude::BASE64_STANDARD};
use jiff::civil::Date;
use serde_json::Value;
use wire::draft::{Consents, Kind};

use super::{
    Submission,
    gather::Pool,
    line,
    read::{Arrived, Input},
    rules, settled,
};
use crate::diag::{Diagnostic, Place, text};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Title,
    Text,
    Credit,
    Unit,
    Kind,
    Contest,
    ReplyTo,
    Publish,
    People,
    Own,
    Consents,
    Day,
    Id,
    Photos,
}

impl Column {
    /// The first whose word stands in the head wins: “Người trong ảnh đồng ý” is about people, not about publishing.
    const WORDS: [(&'static str, Self); 43] = [
        ("nguoi trong anh", Self::People),
        ("people", Self::People),
        ("tu viet", Self::Own),
        ("cua toi", Self::Own),
        ("cua minh", Self::Own),
        ("own", Self::Own),
        ("consent", Self::Consents),
        ("dong y", Self::Publish),
        ("publish", Self::Publish),
        ("cho dang", Self::Publish),
        ("tieu de", Self::Title),
        ("ten bai", Self::Title),
        ("title", Self::Title),
        ("subject", Self::Title),
        ("noi dung", Self::Text),
        ("loi nhan", Self::Text),
        ("cau hoi cua", Self::Text),
        ("bai viet", Self::Text),
        ("text", Self::Text),
        ("message", Self::Text),
        ("body", Self::Text),
        ("ten de in", Self::Credit),
        ("ten in", Self::Credit),
        ("ten muon ghi", Self::Credit),
        ("but danh", Self::Credit),
        ("credit", Self::Credit),
        ("don vi", Self::Unit),
        ("cong doan", Self::Unit),
        ("unit", Self::Unit),
        ("cuoc thi", Self::Contest),
        ("contest", Self::Contest),
        ("reply", Self::ReplyTo),
        ("tra loi trang", Self::ReplyTo),
        ("loai", Self::Kind),
        ("kind", Self::Kind),
        ("dau thoi gian", Self::Day),
        ("timestamp", Self::Day),
        ("ngay", Self::Day),
        ("date", Self::Day),
        ("day", Self::Day),
        ("photo", Self::Photos),
        ("anh", Self::Photos),
        ("id", Self::Id),
    ];

    fn of(head: &str) -> Option<Self> {
        let head = format!(" {} ", settled(head));
        let names =
            |word: &str| head.contains(&format!(" {word}")) && (word.len() > 4 || head.contains(&format!(" {word} ")));
        Self::WORDS
            .into_iter()
            .find(|(word, _)| names(word))
            .map(|(_, column)| column)
    }
}

/// Adds the rows of a table; commas, semicolons or tabs part its columns.
pub(super) fn table(input: &Input, pool: &mut Pool, arrived: &mut Arrived) -> usize {
    let bytes = input.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&input.bytes);
    let head = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |mark: u8| head.iter().filter(|byte| **byte == mark).count();
    let delimiter = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|mark| count(*mark))
        .unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(bytes);
    let columns: Vec<Option<Column>> = match reader.byte_headers() {
        Ok(heads) => heads
            .iter()
            .map(|head| Column::of(&String::from_utf8_lossy(head)))
            .collect(),
        Err(_) => return 0,
    };
    let mut parts = 0;
    for record in reader.byte_records() {
        let line = record
            .as_ref()
            .ok()
            .and_then(csv::ByteRecord::position)
            .map_or(1, csv::Position::line);
        let place = Place {
            line: usize::try_from(line).unwrap_or(1),
            ..Place::file(input.name.as_str())
        };
        let cells: Option<Vec<(Column, String)>> = record.ok().and_then(|record| {
            let cells = columns
                .iter()
                .zip(record.iter())
                .filter_map(|(column, cell)| Some(((*column)?, cell)));
            let cells = cells.map(|(column, cell)| Some((column, String::from_utf8(cell.to_vec()).ok()?)));
            cells.collect()
        });
        parts += row(cells, place, pool, arrived);
    }
    parts
}

/// Adds the objects of a file of JSON lines.
pub(super) fn lines(input: &Input, pool: &mut Pool, arrived: &mut Arrived) -> usize {
    let mut parts = 0;
    for (line, bytes) in (1..).zip(input.bytes.split(|byte| *byte == b'\n')) {
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        let place = Place {
            line,
            ..Place::file(input.name.as_str())
        };
        let cells = match serde_json::from_slice(bytes) {
            Ok(Value::Object(object)) => Some(object.into_iter().flat_map(|(key, value)| cells(&key, value)).collect()),
            _ => None,
        };
        parts += row(cells, place, pool, arrived);
    }
    parts
}

/// A value as cells: lists give one each.
fn cells(key: &str, value: Value) -> Vec<(Column, String)> {
    let Some(column) = Column::of(key) else {
        return Vec::new();
    };
    let values = match value {
        Value::Array(values) => values,
        other => vec![other],
    };
    let text = |value| match value {
        Value::String(text) => Some(text),
        Value::Bool(flag) => Some(if flag { "true" } else { "false" }.to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    values.into_iter().filter_map(text).map(|text| (column, text)).collect()
}

fn row(cells: Option<Vec<(Column, String)>>, origin: Place, pool: &mut Pool, arrived: &mut Arrived) -> usize {
    let Some(cells) = cells else {
        let message = text!("Không đọc được dòng này.", "This row cannot be read.");
        let hint = text!(
            "Xuất lại tệp ở dạng UTF-8; các dòng khác vẫn được lấy.",
            "Export it again as UTF-8; other rows were taken."
        );
        arrived
            .faults
            .push(Diagnostic::new(&rules::ROW, origin, message).hint(hint));
        return 0;
    };
    // A composer may have sent its draft through a form.
    let mut faults = Vec::new();
    let parts: usize = cells
        .iter()
        .map(|(_, cell)| pool.add(&origin.file, cell, &mut faults))
        .sum();
    if parts > 0 {
        faults.iter_mut().for_each(|fault| fault.place.line = origin.line);
        arrived.faults.extend(faults);
        return parts;
    }
    arrived.submissions.extend(submission(&cells, origin));
    0
}

fn submission(cells: &[(Column, String)], origin: Place) -> Option<Submission> {
    let first = |wanted: Column| {
        cells
            .iter()
            .find(|(column, cell)| *column == wanted && !cell.trim().is_empty())
            .map(|(_, cell)| cell.as_str())
    };
    let short = |wanted: Column| {
        first(wanted)
            .map(line)
            .filter(|text| text.len() <= wire::completion::MAX_TEXT)
    };
    let named = |wanted: Column| short(wanted).filter(|text| wire::completion::is_plain(text));
    let consents: Vec<&str> = cells
        .iter()
        .filter(|(column, _)| *column == Column::Consents)
        .map(|(_, cell)| cell.as_str())
        .collect();
    let ticked = |column: Column, name: &str| {
        first(column).is_some_and(is_yes)
            || consents
                .iter()
                .any(|cell| cell.split([',', ' ']).any(|word| word == name))
    };
    let text = super::lines(first(Column::Text).unwrap_or_default());
    let pictures: Vec<Vec<u8>> = cells
        .iter()
        .filter(|(column, _)| *column == Column::Photos)
        .filter_map(|(_, cell)| BASE64_STANDARD.decode(cell.trim()).ok())
        .collect();
    if text.is_empty() && pictures.is_empty() {
        return None;
    }
    let mut submission = Submission {
        id: String::new(),
        kind: first(Column::Kind).map_or(Kind::Story, kind),
        title: line(first(Column::Title).unwrap_or_default()),
        text,
        credit: named(Column::Credit),
        unit: named(Column::Unit),
        reply_to: short(Column::ReplyTo),
        contest: short(Column::Contest),
        consents: Consents {
            publish: ticked(Column::Publish, "publish"),
            people: ticked(Column::People, "people"),
            own: ticked(Column::Own, "own"),
        },
        day: first(Column::Day).and_then(day),
        pictures,
        origin,
    };
    let given = first(Column::Id)
        .filter(|id| id.len() == 16 && id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')));
    submission.id = given.map_or_else(|| submission.id_of_words(), str::to_owned);
    Some(submission)
}

fn is_yes(cell: &str) -> bool {
    let cell = settled(cell);
    matches!(cell.as_str(), "co" | "yes" | "true" | "1" | "x" | "v" | "dung")
        || cell.contains("dong y") && !cell.contains("khong")
}

fn kind(cell: &str) -> Kind {
    let cell = settled(cell);
    let words: [(&str, Kind); 11] = [
        ("clip", Kind::Clip),
        ("video", Kind::Clip),
        ("meo", Kind::Tip),
        ("tho", Kind::Poem),
        ("anh", Kind::Photo),
        ("cau hoi", Kind::Question),
        ("hoi", Kind::Question),
        ("cam on", Kind::Thanks),
        ("bai thi", Kind::ContestEntry),
        ("du thi", Kind::ContestEntry),
        ("tra loi", Kind::Reply),
    ];
    let by_name = Kind::ALL.into_iter().find(|kind| settled(kind.name()) == cell);
    let by_word = || {
        words
            .into_iter()
            .find(|(word, _)| cell.contains(word))
            .map(|(_, kind)| kind)
    };
    by_name.or_else(by_word).unwrap_or(Kind::Story)
}

/// `2026-11-24…`, or `24/11/2026…` as forms in Vietnam write it.
fn day(cell: &str) -> Option<String> {
    let date = cell.trim().split([' ', 'T']).next()?;
    let iso = date.parse::<Date>().ok();
    let read = iso.or_else(|| {
        let mut numbers = date.split(['/', '-']).map(|number| number.parse::<i16>().ok());
        let (day, month, year) = (numbers.next()??, numbers.next()??, numbers.next()??);
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    });
    read.map(|date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::{Column, day, is_yes};

    #[test]
    fn heads_of_forms_are_understood() {
        for (head, column) in [
            ("Dấu thời gian", Some(Column::Day)),
            ("Tiêu đề bài viết", Some(Column::Title)),
            ("Nội dung", Some(Column::Text)),
            ("Họ và tên", None),
            ("Số điện thoại", None),
            ("Tên để in (nếu muốn)", Some(Column::Credit)),
            ("Bạn có đồng ý cho đăng bài không?", Some(Column::Publish)),
            ("Người trong ảnh có đồng ý không?", Some(Column::People)),
            ("Bài này của tôi, tự viết", Some(Column::Own)),
            ("Công đoàn cơ sở", Some(Column::Unit)),
            ("Thể loại", Some(Column::Kind)),
            ("text", Some(Column::Text)),
        ] {
            assert_eq!(Column::of(head), column, "{head}");
        }
    }

    #[test]
    fn answers_and_days_are_understood() {
        assert!(is_yes("Có") && is_yes("Tôi đồng ý") && is_yes("TRUE") && !is_yes("Không đồng ý") && !is_yes(""));
        assert_eq!(day("24/11/2026 8:05:00").as_deref(), Some("2026-11-24"));
        assert_eq!(day("2026-11-24T08:05").as_deref(), Some("2026-11-24"));
        assert_eq!(day("hôm qua"), None);
    }
}
