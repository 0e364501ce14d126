//! When somebody answers: what an editor writes as people say it, read into times that a phone's clock can be held against.
//!
//! In: "8 giờ đến 17 giờ, thứ Hai đến thứ Sáu; 8 giờ đến 11 giờ 30, thứ Bảy", or the same in English. Out: [`Hours`], or none when it is said
//! otherwise; then it is shown as written, and nobody claims to know whether it is open.

/// Times of a week on which somebody answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours(Vec<Span>);

/// The same hours on some days.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Span {
    /// From the first to the last day, 1 (Monday) to 7 (Sunday).
    days: Vec<(u8, u8)>,
    /// Minutes since midnight, of which the last is no longer open.
    minutes: (u16, u16),
}

/// Ways of saying a day, the longer ones first.
const DAYS: [(&str, &str); 29] = [
    ("chủ nhật", "t8"),
    ("thứ hai", "t2"),
    ("thứ ba", "t3"),
    ("thứ tư", "t4"),
    ("thứ năm", "t5"),
    ("thứ sáu", "t6"),
    ("thứ bảy", "t7"),
    ("thứ 2", "t2"),
    ("thứ 3", "t3"),
    ("thứ 4", "t4"),
    ("thứ 5", "t5"),
    ("thứ 6", "t6"),
    ("thứ 7", "t7"),
    ("hằng ngày", "t2-t8"),
    ("hàng ngày", "t2-t8"),
    ("mỗi ngày", "t2-t8"),
    ("mọi ngày", "t2-t8"),
    ("cả tuần", "t2-t8"),
    ("suốt tuần", "t2-t8"),
    ("cả ngày", "0:-24:"),
    ("cn", "t8"),
    ("monday", "t2"),
    ("tuesday", "t3"),
    ("wednesday", "t4"),
    ("thursday", "t5"),
    ("friday", "t6"),
    ("saturday", "t7"),
    ("sunday", "t8"),
    ("every day", "t2-t8"),
];
/// Ways of writing what stands between two times or days, and behind an hour.
const MARKS: [(&str, &str); 12] = [
    ("đến", "-"),
    ("tới", "-"),
    ("–", "-"),
    ("—", "-"),
    ("giờ", ":"),
    ("phút", ""),
    ("từ", ""),
    ("và", " "),
    ("to", "-"),
    ("and", " "),
    ("h", ":"),
    ("g", ":"),
];

impl Hours {
    /// Reads hours as people write them; `None` when any part is said in a way not known here.
    pub fn parse(text: &str) -> Option<Self> {
        let mut text = text.to_lowercase();
        for (said, meant) in DAYS.into_iter().chain(MARKS) {
            text = text.replace(said, meant);
        }
        let spans = text.split(';').map(span).collect::<Option<Vec<_>>>()?;
        Some(Self(spans))
    }

    /// For the script in the page: `1-5@480-1020 6@480-690`, days of the week and minutes of the day.
    pub fn encode(&self) -> String {
        let spans = self.0.iter().map(|span| {
            let days: Vec<String> = span
                .days
                .iter()
                .map(|(first, last)| format!("{first}-{last}"))
                .collect();
            format!("{}@{}-{}", days.join(","), span.minutes.0, span.minutes.1)
        });
        spans.collect::<Vec<_>>().join(" ")
    }
}

fn span(text: &str) -> Option<Span> {
    let mut days = Vec::new();
    let mut minutes = None;
    for part in tight(text).split([' ', ',']).filter(|part| !part.is_empty()) {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        if let Some(first) = day(first) {
            days.push((first, day(last).filter(|last| *last >= first)?));
        } else {
            let (from, until) = (minute(first)?, minute(last)?);
            if from >= until || minutes.replace((from, until)).is_some() {
                return None;
            }
        }
    }
    (!days.is_empty()).then_some(Span {
        days,
        minutes: minutes?,
    })
}

/// Spaces taken out around the marks, so that "8 : 30 - 17 :" is one word.
fn tight(text: &str) -> String {
    let mut tight = String::new();
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        // "Thứ Hai: 8 giờ": the colon behind a day is no part of a time.
        let word = if word.starts_with('t') {
            word.trim_end_matches(':')
        } else {
            word
        };
        tight.push_str(word);
        let joins = words.peek().is_some_and(|next| {
            next.starts_with([':', '-'])
                || word.ends_with('-')
                || word.ends_with(':') && next.starts_with(|letter: char| letter.is_ascii_digit())
        });
        if !joins {
            tight.push(' ');
        }
    }
    tight
}

fn day(text: &str) -> Option<u8> {
    let number: u8 = text.strip_prefix('t')?.parse().ok()?;
    (2..=8).contains(&number).then(|| number - 1)
}

/// "8:30" or "8:" as minutes since midnight.
fn minute(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let hours: u16 = hours.parse().ok()?;
    let minutes: u16 = if minutes.is_empty() { 0 } else { minutes.parse().ok()? };
    let all = hours.checked_mul(60)?.checked_add(minutes)?;
    (minutes < 60 && all <= 24 * 60).then_some(all)
}

#[cfg(test)]
mod tests {
    use super::Hours;

    #[test]
    fn hours_are_read_as_people_write_them() {
        for (said, meant) in [
            ("8 giờ đến 17 giờ, thứ Hai đến thứ Sáu", "1-5@480-1020"),
            ("Thứ 2 – thứ 6: 7h30 - 16h30", "1-5@450-990"),
            ("T2-T6 08:00-17:00; T7 8:00-11:30", "1-5@480-1020 6-6@480-690"),
            ("từ 8 giờ 30 đến 20 giờ, hằng ngày", "1-7@510-1200"),
            ("cả ngày, cả tuần", "1-7@0-1440"),
            ("8g đến 12g, thứ Hai, thứ Tư và chủ nhật", "1-1,3-3,7-7@480-720"),
            (
                "9:00 to 17:00, Monday to Friday; 10:00–12:30, Saturday and Sunday",
                "1-5@540-1020 6-6,7-7@600-750",
            ),
        ] {
            assert_eq!(
                Hours::parse(said).map(|hours| hours.encode()).as_deref(),
                Some(meant),
                "{said}"
            );
        }
    }

    #[test]
    fn what_is_said_otherwise_is_not_guessed() {
        for said in [
            "",
            "giờ hành chính",
            "8 giờ đến 17 giờ",
            "thứ Hai đến thứ Sáu",
            "17 giờ đến 8 giờ, thứ Hai",
            "8 giờ đến 25 giờ, thứ Hai",
            "T9 8:00-9:00",
        ] {
            assert_eq!(Hours::parse(said), None, "{said}");
        }
    }
}
