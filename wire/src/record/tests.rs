//! Records are written and read, merged in any order, and read from every version that was ever kept.

use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};

use super::{
    Answer, Done, Edition, Gain, Given, Grade, LessonProgress, MAX_EDITIONS, MAX_REVIEWS, MAX_SECONDS, Record, Review,
    Reviews, VideoPosition, Watched,
};
use crate::sealed::{SealError, seal};

/// As browsers kept it in version 1.
const VERSION_1: &str = "P1.AQ1raG9hLW1hbi1oaW5oAbHpldgGUwGtogEBBm1hLW90cNTpldgGAgEvsb5H";
/// As browsers keep it since version 2.
const VERSION_2: &str = include_str!("../../tests/record-2.txt");

/// What version 1 knew.
fn old() -> Record {
    let mut record = Record::default();
    let lesson = record.lessons.entry("khoa-man-hinh");
    lesson.video = Some(VideoPosition {
        at: 1_795_519_665,
        seconds: 83,
    });
    lesson.done = Some(Done {
        day: 20_781,
        edition: 0,
    });
    *lesson.answers.entry("ma-otp") = Answer {
        at: 1_795_519_700,
        given: Given::choice(2),
        solved: true,
    };
    record
}

/// Something of everything.
fn full() -> Record {
    let mut record = old();
    record.carried = Some(20_790);
    let lesson = record.lessons.entry("khoa-man-hinh");
    let edition = lesson.edition(20_700).expect("room for one");
    edition.watched.add(0, 40);
    edition.watched.add(60, 83);
    edition.transcript_read = true;
    *lesson.answers.entry("luong") = Answer {
        at: 1_795_519_800,
        given: Given::Number(-12_500),
        solved: false,
    };
    *lesson.answers.entry("thu-tu") = Answer {
        at: 1_795_519_900,
        given: Given::Choices(vec![2, 0, 1]),
        solved: true,
    };
    for (day, grade) in [(20_781, Grade::Wrong), (20_784, Grade::Right), (20_795, Grade::Easy)] {
        lesson.reviews.entry("ma-otp").add(Review { day, grade });
    }
    record
}

fn grades() -> impl Strategy<Value = Grade> {
    (0..4_u32).prop_map(Grade::of_number)
}

fn lessons() -> impl Strategy<Value = LessonProgress> {
    let video = proptest::option::of((0..3_u64, 0..9_u32))
        .prop_map(|video| video.map(|(at, seconds)| VideoPosition { at, seconds }));
    let done =
        proptest::option::of((0..5_u32, 0..3_u32)).prop_map(|done| done.map(|(day, edition)| Done { day, edition }));
    let given = prop_oneof![
        proptest::collection::vec(0..3_u8, 0..3).prop_map(Given::Choices),
        any::<i64>().prop_map(Given::Number),
    ];
    let answer = (0..3_u64, given, any::<bool>()).prop_map(|(at, given, solved)| Answer { at, given, solved });
    let answers = proptest::collection::btree_map("[ab]", answer, 0..3);
    let stretches = proptest::collection::vec((0..30_u32, 0..30_u32), 0..5);
    let editions = proptest::collection::vec((0..6_u32, stretches, any::<bool>()), 0..5);
    let days = proptest::collection::vec((0..50_u32, grades()), 0..40);
    let reviews = proptest::collection::btree_map("[ab]", days, 0..2);
    (video, done, answers, editions, reviews).prop_map(|(video, done, answers, editions, reviews)| {
        let mut lesson = LessonProgress {
            video,
            done,
            answers: answers.into_iter().collect(),
            ..LessonProgress::default()
        };
        for (number, stretches, read) in editions {
            if let Some(edition) = lesson.edition(number) {
                stretches
                    .into_iter()
                    .for_each(|(from, to)| edition.watched.add(from, to));
                edition.transcript_read |= read;
            }
        }
        for (question, days) in reviews {
            let kept = lesson.reviews.entry(&question);
            days.into_iter()
                .for_each(|(day, grade)| kept.add(Review { day, grade }));
        }
        lesson
    })
}

fn records() -> impl Strategy<Value = Record> {
    let lessons = proptest::collection::btree_map("[a-c]", lessons(), 0..4);
    (lessons, proptest::option::of(0..9_u32)).prop_map(|(lessons, carried)| Record {
        lessons: lessons.into_iter().collect(),
        carried,
    })
}

fn merged(left: &Record, right: &Record) -> Record {
    let mut record = left.clone();
    record.merge(right);
    record
}

#[test]
fn saved_records_of_every_version_are_read() {
    assert_eq!(Record::decode(VERSION_1), Ok(old()));
    assert_eq!(Record::decode(VERSION_2), Ok(full()));
}

#[test]
fn another_version_is_named() {
    assert_eq!(Record::decode("P3.AAAA"), Err(SealError::OtherVersion(3)));
    assert_eq!(Record::decode("hello"), Err(SealError::OtherKind));
    let text = full().encode();
    assert_eq!(Record::decode(&text[..text.len() - 1]), Err(SealError::Damaged));
    assert_eq!(Record::decode(&VERSION_1[..50]), Err(SealError::Damaged));
}

#[test]
fn what_is_out_of_order_or_out_of_bounds_is_damaged() {
    // One lesson `a` with one edition, whose only stretch ends beyond the bound; then two stretches that touch.
    let [low, high] = [
        (MAX_SECONDS + 1).to_le_bytes()[0] | 0x80,
        ((MAX_SECONDS + 1) >> 7).to_le_bytes()[0],
    ];
    let lesson = |stretches: &[u8]| [&[0, 1, 1, b'a', 0, 1, 7, 0], stretches, &[0, 0]].concat();
    assert!(Record::decode(&seal("P2.", &lesson(&[1, 0, 9]))).is_ok());
    for stretches in [&[1, 0, low, high][..], &[2, 0, 9, 0, 9], &[1, 0, 0]] {
        assert_eq!(
            Record::decode(&seal("P2.", &lesson(stretches))),
            Err(SealError::Damaged),
            "{stretches:?}"
        );
    }
    // More lessons announced than bytes there are.
    assert_eq!(
        Record::decode(&seal("P2.", &[0, 255, 255, 255, 255, 15])),
        Err(SealError::Damaged)
    );
}

#[test]
fn stretches_are_counted_once() {
    let mut watched = Watched::default();
    for (from, to) in [(10, 20), (30, 40), (15, 30), (50, 50), (60, 55), (7_190, 9_000)] {
        watched.add(from, to);
    }
    assert_eq!(watched.stretches(), [(10, 40), (7_190, MAX_SECONDS)]);
    assert_eq!(watched.seconds(), 40);
}

#[test]
fn only_the_newest_is_kept_of_what_grows() {
    let mut lesson = LessonProgress::default();
    let mut reviews = Reviews::default();
    for day in (0..100).rev() {
        reviews.add(Review {
            day,
            grade: Grade::Right,
        });
    }
    for number in [5, 1, 9, 7] {
        lesson.edition(number);
    }
    assert!(lesson.edition(2).is_none());
    assert_eq!(
        lesson.editions.iter().map(|edition| edition.number).collect::<Vec<_>>(),
        [5, 7, 9]
    );
    assert_eq!(
        (lesson.editions.len(), reviews.days().len()),
        (MAX_EDITIONS, MAX_REVIEWS)
    );
    assert_eq!(reviews.days().first().map(|review| review.day), Some(68));
}

#[test]
fn a_day_counts_as_its_worst_answer() {
    let mut reviews = Reviews::default();
    for grade in [Grade::Right, Grade::Wrong, Grade::Easy] {
        reviews.add(Review { day: 3, grade });
    }
    assert_eq!(
        reviews.days(),
        [Review {
            day: 3,
            grade: Grade::Wrong
        }]
    );
}

#[test]
fn what_is_gained_is_counted_before_merging() {
    let (ours, theirs) = (old(), full());
    let expected = Gain {
        advanced: 1,
        ..Gain::default()
    };
    assert_eq!(ours.gain(&theirs), expected);
    let expected = Gain {
        unchanged: 1,
        ..Gain::default()
    };
    assert_eq!(theirs.gain(&ours), expected);
    let expected = Gain {
        new_lessons: 1,
        finished: 1,
        ..Gain::default()
    };
    assert_eq!(Record::default().gain(&ours), expected);
}

#[test]
fn what_is_true_of_this_phone_only_is_not_carried() {
    let carried = full().to_carry();
    assert_eq!((carried.carried, &carried.lessons), (None, &full().lessons));
}

#[test]
fn a_year_of_learning_is_a_short_text() {
    let mut record = Record::default();
    for lesson in 0..16 {
        let lesson = record
            .lessons
            .entry(&["khoa-may-tinh-bai-", &lesson.to_string()].concat());
        *lesson = full().lessons.get("khoa-man-hinh").cloned().unwrap_or_default();
        for question in ["mot", "hai", "ba", "bon"] {
            for day in 0..8 {
                let review = Review {
                    day: 20_700 + 11 * day,
                    grade: Grade::Right,
                };
                lesson.reviews.entry(question).add(review);
            }
        }
    }
    let letters = record.encode().len();
    assert!(letters < 4_500, "{letters} letters");
}

proptest! {
    #[test]
    fn what_is_written_is_read(record in records()) {
        prop_assert_eq!(Record::decode(&record.encode()), Ok(record));
    }

    #[test]
    fn whatever_is_read_is_written_the_same(bytes in proptest::collection::vec(any::<u8>(), 0..60), old in any::<bool>()) {
        if let Ok(record) = Record::decode(&seal(if old { "P1." } else { "P2." }, &bytes)) {
            prop_assert_eq!(Record::decode(&record.encode()), Ok(record));
        }
    }

    #[test]
    fn no_text_panics(text in any::<String>(), tail in "[A-Za-z0-9_-]{0,60}") {
        for prefix in ["", "P1.", "P2."] {
            let _ = Record::decode(&[prefix, &text].concat());
            let _ = Record::decode(&[prefix, &tail].concat());
        }
    }

    #[test]
    fn the_order_of_merging_does_not_matter(a in records(), b in records(), c in records()) {
        prop_assert_eq!(merged(&a, &b), merged(&b, &a));
        prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
        prop_assert_eq!(merged(&a, &a), a);
    }

    #[test]
    fn nothing_watched_or_solved_is_lost_by_merging(a in lessons(), b in lessons()) {
        let mut both = Record::default();
        *both.lessons.entry("x") = a.clone();
        let mut other = Record::default();
        *other.lessons.entry("x") = b;
        both.merge(&other);
        let lesson = both.lessons.get("x").expect("it was there");
        for Edition { number, watched, .. } in &a.editions {
            if let Some(kept) = lesson.editions.iter().find(|kept| kept.number == *number) {
                prop_assert!(kept.watched.seconds() >= watched.seconds());
            }
        }
        for (question, answer) in a.answers.iter() {
            prop_assert!(!answer.solved || lesson.answers.get(question).is_some_and(|kept| kept.solved));
        }
    }
}
