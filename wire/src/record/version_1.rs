//! Records as the portal kept them before: one choice a question, nothing about watching. Read, never written.
//!
//! Layout (postcard): lessons as number, then name and lesson; a lesson is an optional position (moment, seconds), an
//! optional day, and answers as number, then name, moment, choice, solved.

use super::{Answer, Done, Given, LessonProgress, Record, VideoPosition};
use crate::bytes::Reader;

pub(super) const PREFIX: &str = "P1.";

/// `None` for damaged bytes.
pub(super) fn read(bytes: &[u8]) -> Option<Record> {
    let mut reader = Reader(bytes);
    let mut record = Record::default();
    for _ in 0..reader.number()? {
        let name = reader.text()?.to_owned();
        record.lessons.push_last(name, lesson(&mut reader)?)?;
    }
    reader.0.is_empty().then_some(record)
}

fn lesson(reader: &mut Reader<'_>) -> Option<LessonProgress> {
    let mut lesson = LessonProgress::default();
    if reader.flag()? {
        let (at, seconds) = (reader.long()?, reader.number()?);
        lesson.video = Some(VideoPosition { at, seconds });
    }
    if reader.flag()? {
        let day = reader.number()?;
        lesson.done = Some(Done { day, edition: 0 });
    }
    for _ in 0..reader.number()? {
        let name = reader.text()?.to_owned();
        let answer = Answer {
            at: reader.long()?,
            given: Given::choice(reader.byte()?),
            solved: reader.flag()?,
        };
        lesson.answers.push_last(name, answer)?;
    }
    Some(lesson)
}
