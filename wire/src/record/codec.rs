//! The record as text and back. The layout of the bytes is told in `docs/progress.md`; whatever is out of order, out of
//! bounds or left over is damage.

use super::{
    Answer, Done, Edition, Given, Grade, LessonProgress, MAX_CHOICES, MAX_EDITIONS, MAX_REVIEWS, MAX_SECONDS, Record,
    Review, Reviews, VideoPosition, Watched, version_1,
};
use crate::{
    bytes::{Reader, put_long, put_number, put_text},
    names::ByName,
    sealed::{SealError, open, seal},
};

const PREFIX: &str = "P2.";

/// Bits of a lesson's first byte.
const HAS_VIDEO: u8 = 1;
const HAS_DONE: u8 = 2;

impl Record {
    /// The record as text, in the form of [`crate::sealed`].
    #[must_use]
    pub fn encode(&self) -> String {
        let mut bytes = Vec::new();
        put_number(&mut bytes, self.carried.map_or(0, |day| day.saturating_add(1)));
        put_each(&mut bytes, &self.lessons, put_lesson);
        seal(PREFIX, &bytes)
    }

    /// Reads [`Record::encode`]'s text, of this or any older version.
    ///
    /// # Errors
    /// See [`SealError`].
    pub fn decode(text: &str) -> Result<Self, SealError> {
        match open(PREFIX, text) {
            Ok(bytes) => read(&bytes),
            Err(SealError::OtherVersion(1)) => version_1::read(&open(version_1::PREFIX, text)?),
            Err(error) => return Err(error),
        }
        .ok_or(SealError::Damaged)
    }
}

fn put_each<V: Default>(bytes: &mut Vec<u8>, values: &ByName<V>, put: impl Fn(&mut Vec<u8>, &V)) {
    put_count(bytes, values.iter().len());
    for (name, value) in values.iter() {
        put_text(bytes, name);
        put(bytes, value);
    }
}

fn put_count(bytes: &mut Vec<u8>, count: usize) {
    put_number(bytes, u32::try_from(count).unwrap_or(u32::MAX));
}

fn put_lesson(bytes: &mut Vec<u8>, lesson: &LessonProgress) {
    let has = |is_there: bool, bit: u8| if is_there { bit } else { 0 };
    bytes.push(has(lesson.video.is_some(), HAS_VIDEO) | has(lesson.done.is_some(), HAS_DONE));
    if let Some(VideoPosition { at, seconds }) = lesson.video {
        put_long(bytes, at);
        put_number(bytes, seconds);
    }
    if let Some(Done { day, edition }) = lesson.done {
        put_number(bytes, day);
        put_number(bytes, edition);
    }
    put_count(bytes, lesson.editions.len());
    for edition in &lesson.editions {
        put_number(bytes, edition.number);
        bytes.push(u8::from(edition.transcript_read));
        put_count(bytes, edition.watched.0.len());
        let mut end = 0;
        for (from, to) in &edition.watched.0 {
            put_number(bytes, from - end);
            put_number(bytes, to - from);
            end = *to;
        }
    }
    put_each(bytes, &lesson.answers, put_answer);
    put_each(bytes, &lesson.reviews, put_reviews);
}

fn put_answer(bytes: &mut Vec<u8>, answer: &Answer) {
    put_long(bytes, answer.at);
    match &answer.given {
        Given::Choices(choices) => {
            let choices = &choices[..choices.len().min(MAX_CHOICES)];
            put_count(bytes, choices.len() << 2 | usize::from(answer.solved));
            bytes.extend(choices);
        }
        Given::Number(number) => {
            bytes.push(2 | u8::from(answer.solved));
            put_long(bytes, number.cast_unsigned() << 1 ^ (number >> 63).cast_unsigned());
        }
    }
}

fn put_reviews(bytes: &mut Vec<u8>, reviews: &Reviews) {
    put_count(bytes, reviews.days().len());
    let mut earlier = 0;
    for Review { day, grade } in reviews.days() {
        put_number(bytes, day - earlier);
        bytes.push(grade.number().to_le_bytes()[0]);
        earlier = *day;
    }
}

fn read(bytes: &[u8]) -> Option<Record> {
    let mut reader = Reader(bytes);
    let record = Record {
        carried: reader.number()?.checked_sub(1),
        lessons: each(&mut reader, lesson)?,
    };
    reader.0.is_empty().then_some(record)
}

fn each<V: Default>(reader: &mut Reader<'_>, value: impl Fn(&mut Reader<'_>) -> Option<V>) -> Option<ByName<V>> {
    let mut values = ByName::default();
    for _ in 0..reader.number()? {
        let name = reader.text()?.to_owned();
        values.push_last(name, value(reader)?)?;
    }
    Some(values)
}

fn lesson(reader: &mut Reader<'_>) -> Option<LessonProgress> {
    let has = reader.byte()?;
    if has & !(HAS_VIDEO | HAS_DONE) != 0 {
        return None;
    }
    let mut lesson = LessonProgress::default();
    if has & HAS_VIDEO != 0 {
        let (at, seconds) = (reader.long()?, reader.number()?);
        lesson.video = Some(VideoPosition { at, seconds });
    }
    if has & HAS_DONE != 0 {
        let (day, edition) = (reader.number()?, reader.number()?);
        lesson.done = Some(Done { day, edition });
    }
    for _ in 0..count(reader, MAX_EDITIONS)? {
        let edition = edition(reader)?;
        if lesson.editions.last().is_some_and(|last| last.number >= edition.number) {
            return None;
        }
        lesson.editions.push(edition);
    }
    lesson.answers = each(reader, answer)?;
    lesson.reviews = each(reader, reviews)?;
    Some(lesson)
}

fn count(reader: &mut Reader<'_>, most: usize) -> Option<usize> {
    Some(reader.number()? as usize).filter(|count| *count <= most)
}

fn edition(reader: &mut Reader<'_>) -> Option<Edition> {
    let (number, transcript_read) = (reader.number()?, reader.flag()?);
    let mut watched = Watched::default();
    let mut end = 0_u32;
    for place in 0..count(reader, MAX_SECONDS as usize)? {
        let gap = reader.number()?;
        let from = end.checked_add(gap).filter(|_| gap > 0 || place == 0)?;
        end = from
            .checked_add(reader.number()?)
            .filter(|to| *to > from && *to <= MAX_SECONDS)?;
        watched.0.push((from, end));
    }
    Some(Edition {
        number,
        watched,
        transcript_read,
    })
}

fn answer(reader: &mut Reader<'_>) -> Option<Answer> {
    let (at, head) = (reader.long()?, reader.byte()?);
    let given = if head & 2 == 0 {
        let count = usize::from(head >> 2);
        let choices = reader.bytes(count).filter(|_| count <= MAX_CHOICES)?;
        Given::Choices(choices.to_vec())
    } else if head < 4 {
        let number = reader.long()?;
        Given::Number((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    } else {
        return None;
    };
    let solved = head & 1 == 1;
    Some(Answer { at, given, solved })
}

fn reviews(reader: &mut Reader<'_>) -> Option<Reviews> {
    let mut reviews = Reviews::default();
    let mut day = 0_u32;
    for place in 0..count(reader, MAX_REVIEWS)? {
        let later = reader.number()?;
        day = day.checked_add(later).filter(|_| later > 0 || place == 0)?;
        let grade = Grade::of_number(u32::from(reader.byte().filter(|grade| *grade < 4)?));
        reviews.add(Review { day, grade });
    }
    Some(reviews)
}
