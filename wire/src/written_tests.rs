use proptest::{
    collection::vec,
    prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest},
    sample::select,
};

use super::{PREFIX, Standing, Step, Written, keep_photo, kept_photo, line, lines, shortened};
use crate::{
    draft::{Consents, Draft, DraftError, Kind, MAX_PHOTO, MAX_PHOTOS},
    sealed::{SealError, seal},
};

/// As phones keep it since version 1.
const SAMPLE: &str = include_str!("../tests/written-1.txt");

fn sample() -> Written {
    Written {
        id: 0x0123_4567_89ab_cdef,
        changed: 1_795_000_000,
        kind: Kind::Reply,
        consents: Consents {
            publish: true,
            people: false,
            own: true,
        },
        standing: Standing {
            step: Step::Waiting,
            tries: 2,
            at: 1_795_000_060,
            code: 503,
        },
        title: "Hộp cơm ".to_owned(),
        text: " Cơm để một ngăn.\r\n\r\n\r\nCanh\tđể hộp riêng. ".to_owned(),
        link: String::new(),
        credit: String::new(),
        unit: "Tổ may 3".to_owned(),
        reply_to: "chuyen/tho-ca-dem/".to_owned(),
        contest: "bua-com-ca-dem".to_owned(),
        photos: vec![0, 4],
    }
}

fn drafts() -> impl Strategy<Value = Written> {
    let numbers = (any::<u64>(), any::<u64>(), select(&Kind::ALL), 0..8_u8);
    let standing = (select(&Step::ALL), any::<u32>(), any::<u64>(), any::<u32>());
    let texts = vec(any::<String>(), 7);
    (numbers, standing, texts, vec(any::<u32>(), 0..=MAX_PHOTOS)).prop_map(|(numbers, standing, mut texts, photos)| {
        let (id, changed, kind, consents) = numbers;
        let (step, tries, at, code) = standing;
        let mut text = || texts.pop().expect("seven texts");
        Written {
            id,
            changed,
            kind,
            consents: Consents {
                publish: consents & 1 != 0,
                people: consents & 2 != 0,
                own: consents & 4 != 0,
            },
            standing: Standing { step, tries, at, code },
            title: text(),
            text: text(),
            link: text(),
            credit: text(),
            unit: text(),
            reply_to: text(),
            contest: text(),
            photos,
        }
    })
}

#[test]
fn what_phones_keep_is_read_for_good() {
    assert_eq!(sample().encode(), SAMPLE.trim_end());
    assert_eq!(Written::decode(SAMPLE), Ok(sample()));
}

#[test]
fn what_travels_is_settled_and_names_the_contest_only_of_an_entry() {
    let draft = sample().draft(Vec::new(), 20_781);
    assert_eq!(
        (draft.title.as_str(), draft.text.as_str()),
        ("Hộp cơm", "Cơm để một ngăn.\n\nCanh để hộp riêng.")
    );
    assert_eq!((draft.credit, draft.contest), (None, None));
    assert_eq!(draft.reply_to.as_deref(), Some("chuyen/tho-ca-dem/"));
    let entry = Written {
        kind: Kind::ContestEntry,
        ..sample()
    };
    assert_eq!(entry.draft(Vec::new(), 1).contest.as_deref(), Some("bua-com-ca-dem"));
    let clip = Written {
        kind: Kind::Clip,
        link: " https://a.example/x ".to_owned(),
        text: String::new(),
        ..sample()
    };
    assert_eq!(clip.draft(Vec::new(), 1).text, "https://a.example/x");
}

#[test]
fn a_kept_photo_is_a_picture_of_bounded_size() {
    let picture = [&[0xff, 0xd8, 0xff][..], &[7; 90]].concat();
    let kept = kept_photo(&keep_photo(&picture)).expect("a picture");
    assert_eq!(kept.bytes, picture);
    assert_eq!(kept_photo(&keep_photo(b"<svg>")), Err(SealError::Damaged));
    let heavy = [&picture[..], &vec![0; MAX_PHOTO]].concat();
    assert_eq!(kept_photo(&keep_photo(&heavy)), Err(SealError::Damaged));
    assert_eq!(kept_photo("W1.AAAA"), Err(SealError::OtherKind));
}

#[test]
fn texts_are_settled() {
    assert_eq!(lines("a\r\n\r\n\n b\u{1b}[2J\tc \u{2028}d\n"), "a\n\nb[2J c\nd");
    assert_eq!(line(" a\n b "), "a b");
    assert_eq!(shortened("một hai ba bốn", 9), "một hai…");
    assert_eq!(shortened("một", 9), "một");
}

proptest! {
    #[test]
    fn what_is_kept_is_read(written in drafts()) {
        prop_assert_eq!(Written::decode(&written.encode()), Ok(written));
    }

    #[test]
    fn what_was_typed_travels_or_is_refused_by_name(written in drafts()) {
        let draft = written.draft(Vec::new(), 20_000);
        match draft.encode() {
            Ok(text) => prop_assert_eq!(Draft::decode(&text), Ok(draft)),
            Err(error) => prop_assert!(!matches!(error, DraftError::Damaged | DraftError::Malformed), "{:?}", error),
        }
    }

    #[test]
    fn no_text_panics(text in any::<String>(), bytes in vec(any::<u8>(), 0..90)) {
        let _ = Written::decode(&text);
        if let Ok(written) = Written::decode(&seal(PREFIX, &bytes)) {
            prop_assert!(written.photos.len() <= MAX_PHOTOS);
        }
        let _ = kept_photo(&text);
    }
}
