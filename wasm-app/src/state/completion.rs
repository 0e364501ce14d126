//! What a learner's code says of a lesson or course: taken from her record, never typed.

use wire::{
    completion::{CodeError, Completion},
    record::Record,
    session::{SignedSession, find},
    verdict::{Refusal, fits},
};

use super::ledger::{Lesson, standing};

/// A finished lesson or course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finished {
    /// Its file name.
    pub(crate) name: String,
    pub(crate) is_course: bool,
    /// Edition of the lesson; of a course the newest of its lessons'. 0 where it was not kept.
    content: u32,
    /// Questions of today that were ever answered right.
    right: usize,
    questions: usize,
    /// Day of finishing; of a course the last of its lessons'.
    pub(crate) day: u32,
}

/// A lesson, once it is finished.
pub(crate) fn lesson(record: &Record, lesson: &Lesson) -> Option<Finished> {
    let done = record.lessons.get(&lesson.name)?.done?;
    Some(Finished {
        name: lesson.name.clone(),
        is_course: false,
        content: done.edition,
        right: standing(record, lesson).solved,
        questions: lesson.questions.len(),
        day: done.day,
    })
}

/// A course, once every lesson of it is finished that still holds.
pub(crate) fn course(record: &Record, name: &str, lessons: &[Lesson]) -> Option<Finished> {
    let mut whole = Finished {
        name: name.to_owned(),
        is_course: true,
        content: 0,
        right: 0,
        questions: 0,
        day: 0,
    };
    for one in lessons {
        match self::lesson(record, one) {
            Some(done) => {
                whole.content = whole.content.max(done.content);
                whole.right += done.right;
                whole.questions += done.questions;
                whole.day = whole.day.max(done.day);
            }
            None if one.is_over => {}
            None => return None,
        }
    }
    (whole.day > 0).then_some(whole)
}

/// The code of a meeting among words; `None` when there are none.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn meeting(words: &str) -> Result<Option<SignedSession>, CodeError> {
    if words.trim_ascii().is_empty() {
        return Ok(None);
    }
    // As a whole first: a message may have broken it into lines.
    let whole = SignedSession::decode(words);
    let found = match (whole, find(words).next()) {
        (Err(_), Some((_, code))) => SignedSession::decode(code),
        (whole, _) => whole,
    };
    found.map(Some)
}

/// Why no code is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unfit {
    /// A name or unit with signs that are no letters, or too long.
    Name,
    /// The meeting was on other days.
    OtherDay,
    /// The meeting was about other lessons.
    OtherLesson,
}

/// What the learner adds of her own.
#[derive(Debug, Clone, Default)]
pub(crate) struct Own {
    /// A number of chance, see `wire::holder`.
    pub(crate) holder: u64,
    /// Empty for none.
    pub(crate) name: String,
    /// Empty for none.
    pub(crate) unit: String,
}

/// The code.
///
/// # Errors
/// See [`Unfit`].
pub(crate) fn code(finished: &Finished, own: &Own, meeting: Option<SignedSession>) -> Result<String, Unfit> {
    if let Some(meeting) = &meeting {
        fits(&finished.name, finished.day, meeting).map_err(|refusal| match refusal {
            Refusal::OtherDay => Unfit::OtherDay,
            _ => Unfit::OtherLesson,
        })?;
    }
    let count = |number: usize| u8::try_from(number).unwrap_or(u8::MAX);
    let typed = |words: &String| (!words.is_empty()).then(|| words.clone());
    let completion = Completion {
        holder: own.holder,
        is_course: finished.is_course,
        lesson: finished.name.clone(),
        content: finished.content,
        right: count(finished.right),
        questions: count(finished.questions),
        day: finished.day,
        name: typed(&own.name),
        unit: typed(&own.unit),
        session: meeting,
    };
    // All else comes from the portal itself.
    completion.encode().map_err(|_| Unfit::Name)
}

#[cfg(test)]
mod tests {
    use wire::{
        completion::{CodeError, Completion},
        record::{Done, Given, Record},
        session::{Session, SignedSession},
    };

    use super::{Own, Unfit, code, course, lesson, meeting};
    use crate::state::{ledger::Lesson, progress::answer};

    fn asked(name: &str) -> Lesson {
        Lesson {
            name: name.to_owned(),
            questions: vec!["a".to_owned(), "b".to_owned()],
            ..Lesson::default()
        }
    }

    fn record(lessons: &[(&str, u32, u32)]) -> Record {
        let mut record = Record::default();
        for (name, day, edition) in lessons {
            answer(&mut record, name, "a", Given::choice(0), true, 5);
            record.lessons.entry(name).done = Some(Done {
                day: *day,
                edition: *edition,
            });
        }
        record
    }

    fn session(lessons: &[&str]) -> SignedSession {
        let session = Session {
            key: *b"abcd",
            number: 7,
            from: 20_781,
            until: 20_782,
            place: "Tổ may 3".to_owned(),
            lessons: lessons.iter().map(|lesson| (*lesson).to_owned()).collect(),
        };
        SignedSession {
            session,
            signature: [9; 64],
        }
    }

    #[test]
    fn a_code_says_what_the_record_says() {
        let record = record(&[("one", 20_781, 20_700)]);
        let own = Own {
            holder: 77,
            name: "Nguyễn Thị Lành".to_owned(),
            unit: String::new(),
        };
        let finished = lesson(&record, &asked("one")).expect("finished");
        let text = code(&finished, &own, None).expect("fit");
        let read = Completion::decode(&text).expect("a code");
        assert_eq!(
            (
                read.holder,
                read.content,
                read.right,
                read.questions,
                read.day,
                read.is_course
            ),
            (77, 20_700, 1, 2, 20_781, false)
        );
        assert_eq!(
            (read.name.as_deref(), read.unit, read.session),
            (Some("Nguyễn Thị Lành"), None, None)
        );
        assert_eq!(lesson(&record, &asked("two")), None);
        for bad in ["=1+1".to_owned(), "a\u{202e}b".to_owned(), "x".repeat(97)] {
            let own = Own {
                name: bad,
                ..Own::default()
            };
            assert_eq!(code(&finished, &own, None), Err(Unfit::Name));
        }
    }

    #[test]
    fn a_course_is_finished_with_its_last_lesson() {
        let mut lessons = vec![asked("one"), asked("two"), asked("three")];
        let both = record(&[("one", 20_781, 20_700), ("two", 20_790, 20_650)]);
        assert_eq!(course(&both, "all", &lessons), None);
        lessons[2].is_over = true;
        let whole = course(&both, "all", &lessons).expect("what still holds is finished");
        assert_eq!(
            (whole.content, whole.right, whole.questions, whole.day),
            (20_700, 2, 4, 20_790)
        );
        assert_eq!(course(&Record::default(), "none", &lessons[2..]), None);
    }

    #[test]
    fn a_meeting_is_found_and_must_fit() {
        let signed = session(&["one"]);
        let text = signed.encode().expect("sound");
        assert_eq!(meeting(" \n"), Ok(None));
        assert_eq!(meeting("Chào chị"), Err(CodeError::OtherKind));
        assert_eq!(meeting(&text[..text.len() - 4]), Err(CodeError::Damaged));
        let (start, end) = text.split_at(50);
        for words in [
            text.clone(),
            [start, "\r\n", end].concat(),
            ["Mã: ", &text, " nhé."].concat(),
        ] {
            assert_eq!(meeting(&words), Ok(Some(signed.clone())), "{words}");
        }
        let one = lesson(&record(&[("one", 20_782, 0)]), &asked("one")).expect("finished");
        let text = code(&one, &Own::default(), Some(signed.clone())).expect("it fits");
        assert_eq!(
            Completion::decode(&text).map(|read| read.session),
            Ok(Some(signed.clone()))
        );
        let late = lesson(&record(&[("one", 20_783, 0)]), &asked("one")).expect("finished");
        assert_eq!(code(&late, &Own::default(), Some(signed.clone())), Err(Unfit::OtherDay));
        let two = lesson(&record(&[("two", 20_782, 0)]), &asked("two")).expect("finished");
        assert_eq!(code(&two, &Own::default(), Some(signed)), Err(Unfit::OtherLesson));
    }
}
