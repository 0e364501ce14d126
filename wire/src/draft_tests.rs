use proptest::{
    collection::vec,
    option,
    prelude::{Just, Strategy, any, prop_assert, prop_assert_eq, proptest},
    sample::select,
};

use super::{Consents, Draft, DraftError, Kind, MAX_PHOTO, MAX_PHOTOS, MAX_TEXT, MediaType, PREFIX, Photo};
use crate::{
    parts::{self, Parts},
    sealed::{MAX_LETTERS, seal},
};

/// As phones send it since version 1.
const SAMPLE: &str = include_str!("../tests/draft-1.txt");

fn sample() -> Draft {
    Draft {
        id: 0x0123_4567_89ab_cdef,
        kind: Kind::Tip,
        consents: Consents {
            publish: true,
            people: false,
            own: true,
        },
        day: 20_781,
        title: "Hộp cơm ca đêm".to_owned(),
        text: "Cơm để một ngăn.\n\nCanh để hộp riêng.".to_owned(),
        credit: Some("Chị Hoa".to_owned()),
        unit: None,
        reply_to: None,
        contest: Some("bua-com-ca-dem".to_owned()),
        photos: vec![photo(MediaType::Jpeg, 5)],
    }
}

/// A picture's first bytes and as many more.
fn photo(media_type: MediaType, more: usize) -> Photo {
    let head: &[u8] = match media_type {
        MediaType::Jpeg => &[0xff, 0xd8, 0xff],
        MediaType::Png => b"\x89PNG\r\n\x1a\n",
        MediaType::Webp => b"RIFF\0\0\0\0WEBP",
    };
    let bytes = [head, &vec![7; more]].concat();
    Photo { media_type, bytes }
}

fn drafts() -> impl Strategy<Value = Draft> {
    let photos = (select(&MediaType::ALL), 0..900_usize).prop_map(|(media_type, more)| photo(media_type, more));
    let name = || option::of(select(&["Nguyễn Thị Lành", "Tổ may 3"][..]).prop_map(str::to_owned));
    let numbers = (any::<u64>(), select(&Kind::ALL), 0..8_u8, 0..40_000_u32);
    // Not a range of letters: from à to ỹ stand signs that turn the direction of writing, which no title may have.
    let texts = (
        "[a-zA-Zàảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ<>&#*]{0,40}",
        "[a-zàảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ<>&#*_]{1,80}(\n[a-z]{1,30}){0,4}",
    );
    let optional = (name(), name(), any::<bool>(), any::<bool>());
    (numbers, texts, optional, vec(photos, 0..=MAX_PHOTOS)).prop_map(|(numbers, texts, optional, mut photos)| {
        let (id, kind, consents, day) = numbers;
        if kind == Kind::Photo && photos.is_empty() {
            photos.push(photo(MediaType::Png, 9));
        }
        Draft {
            id,
            kind,
            consents: Consents {
                publish: consents & 1 != 0,
                people: consents & 2 != 0,
                own: consents & 4 != 0,
            },
            day,
            title: texts.0,
            text: texts.1,
            credit: optional.0,
            unit: optional.1,
            reply_to: (kind == Kind::Reply || optional.2).then(|| "chuyen/tho-ca-dem/".to_owned()),
            contest: (kind == Kind::ContestEntry || optional.3).then(|| "thi-anh".to_owned()),
            photos,
        }
    })
}

#[test]
fn a_draft_of_version_1_is_read() {
    assert_eq!(Draft::decode(SAMPLE.trim_end()), Ok(sample()));
    assert_eq!(sample().encode().expect("sound"), SAMPLE.trim_end());
    assert_eq!(Draft::decode(&seal("B2.", b"x")), Err(DraftError::OtherVersion(2)));
    assert_eq!(Draft::decode(&seal("P2.", b"x")), Err(DraftError::OtherKind));
}

#[test]
fn the_largest_draft_is_within_what_is_read() {
    let largest = photo(MediaType::Jpeg, MAX_PHOTO - 3);
    let draft = Draft {
        text: "x".repeat(MAX_TEXT),
        photos: vec![largest; MAX_PHOTOS],
        ..sample()
    };
    let text = draft.encode().expect("sound");
    assert!(text.len() <= MAX_LETTERS, "{}", text.len());
    assert_eq!(Draft::decode(&text), Ok(draft));
}

#[test]
fn each_fault_is_named() {
    let with = |change: fn(&mut Draft)| {
        let mut draft = sample();
        change(&mut draft);
        assert_eq!(draft.encode().err(), draft.check().err());
        // What no composer writes is refused by the reader as well.
        assert_eq!(Draft::decode(&seal(PREFIX, &draft.bytes())).err(), draft.check().err());
        draft.check()
    };
    assert_eq!(
        with(|draft| draft.title = "hai\ndòng".to_owned()),
        Err(DraftError::Title)
    );
    assert_eq!(with(|draft| draft.title = "x".repeat(301)), Err(DraftError::Title));
    assert_eq!(with(|draft| draft.text = " x".to_owned()), Err(DraftError::Text));
    assert_eq!(
        with(|draft| draft.text = "a\u{1b}[2J".to_owned()),
        Err(DraftError::Text)
    );
    assert_eq!(
        with(|draft| draft.text = "x".repeat(MAX_TEXT + 1)),
        Err(DraftError::Text)
    );
    let empty = |draft: &mut Draft| {
        draft.text.clear();
        draft.photos.clear();
    };
    assert_eq!(with(empty), Err(DraftError::Text));
    assert_eq!(
        with(|draft| draft.credit = Some("=1+1".to_owned())),
        Err(DraftError::Credit)
    );
    assert_eq!(with(|draft| draft.unit = Some(String::new())), Err(DraftError::Unit));
    assert_eq!(with(|draft| draft.kind = Kind::Reply), Err(DraftError::ReplyTo));
    for bad in ["../x/", "chuyen", "/chuyen/x/", "https://x/", "/"] {
        let mut draft = sample();
        draft.reply_to = Some(bad.to_owned());
        assert_eq!(draft.check(), Err(DraftError::ReplyTo), "{bad}");
    }
    let no_contest = |draft: &mut Draft| {
        draft.kind = Kind::ContestEntry;
        draft.contest = None;
    };
    assert_eq!(with(no_contest), Err(DraftError::Contest));
    assert_eq!(
        with(|draft| draft.contest = Some("../x".to_owned())),
        Err(DraftError::Contest)
    );
    assert_eq!(with(|draft| draft.day = u32::MAX), Err(DraftError::Day));
    let no_photo = |draft: &mut Draft| {
        draft.kind = Kind::Photo;
        draft.photos.clear();
    };
    assert_eq!(with(no_photo), Err(DraftError::PhotoCount));
    let mistyped = |draft: &mut Draft| draft.photos[0].media_type = MediaType::Png;
    assert_eq!(with(mistyped), Err(DraftError::PhotoType(0)));
    let heavy = |draft: &mut Draft| draft.photos.push(photo(MediaType::Png, MAX_PHOTO));
    assert_eq!(with(heavy), Err(DraftError::PhotoSize(1)));
}

proptest! {
    #[test]
    fn what_is_sent_is_read_from_its_messages_in_any_order(
        (draft, messages) in (drafts(), 40..400_usize).prop_flat_map(|(draft, letters)| {
            let messages = draft.messages(letters).expect("sound");
            (Just(draft), Just(messages).prop_shuffle())
        })
    ) {
        let mut read = Parts::default();
        let chat: Vec<String> = messages.iter().map(|part| ["Lan, 19:03: ", part, " nha chị"].concat()).collect();
        for found in parts::find(&chat.join("\n")) {
            prop_assert_eq!(read.add(&found.part.expect("whole")), Ok(()));
        }
        prop_assert_eq!(Draft::decode(&read.joined().expect("all are here")), Ok(draft));
    }

    #[test]
    fn a_changed_letter_is_refused(draft in drafts(), place in any::<usize>()) {
        let mut letters = draft.encode().expect("sound").into_bytes();
        // The last letter of an uneven group has bits to spare.
        let place = PREFIX.len() + place % (letters.len() - PREFIX.len() - 1);
        letters[place] = if letters[place] == b'A' { b'g' } else { b'A' };
        let changed = String::from_utf8(letters).expect("still letters");
        prop_assert_eq!(Draft::decode(&changed), Err(DraftError::Damaged));
    }

    #[test]
    fn a_draft_has_one_spelling(payload in vec(any::<u8>(), 0..60), id in any::<u64>(), tail in vec(0..4_u8, 0..24)) {
        for bytes in [payload, [&id.to_le_bytes()[..], &tail].concat()] {
            if let Ok(draft) = Draft::decode(&seal(PREFIX, &bytes)) {
                prop_assert_eq!(draft.bytes(), bytes);
            }
        }
    }

    #[test]
    fn no_text_panics(text in any::<String>(), tail in "[A-Za-z0-9_-]{0,90}") {
        let _ = Draft::decode(&text);
        let _ = Draft::decode(&[PREFIX, &tail].concat());
        for found in parts::find(&["\u{200b}Q1.1.2.0000000a.", &tail, "\n", &text].concat()) {
            prop_assert!(found.line >= 1);
        }
    }
}
