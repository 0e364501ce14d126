//! What a draft still lacks, what in it may harm its writer, and the texts in which it travels.

use search::fold::fold;
use wire::{
    draft::{Draft, DraftError, Kind},
    numbers::{Letters, Number, numbers},
};

/// Letters of a part in a chat, which cuts longer messages.
const CHAT: usize = 1_500;
/// Letters of a part in a text message: with its head three messages of 153 letters, more than which some phones turn into a
/// picture message.
const MESSAGE: usize = 430;
/// Letters of one text message among several (GSM 03.38, seven bits each).
const SMS: usize = 153;
/// Letters of a part in a QR picture: with its head 457 bytes, which an old phone's camera still reads.
const PICTURE: usize = 430;
/// Nobody sends more messages, takes more pictures, copies more parts than these.
const MOST_MESSAGES: usize = 8;
const MOST_PICTURES: usize = 16;
const MOST_PARTS: usize = 12;

/// What keeps a draft from being sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    Title,
    Text,
    Link,
    Name,
    Reply,
    Contest,
    Photo,
    Consent,
    People,
}

/// All that keeps a draft from being sent; `link` is the address of a clip as typed.
pub(crate) fn faults(draft: &Draft, link: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    if draft.kind == Kind::Clip && !link.trim().starts_with("https://") {
        faults.push(Fault::Link);
    }
    match draft.check() {
        Ok(()) => {}
        Err(DraftError::Title) => faults.push(Fault::Title),
        Err(DraftError::Credit | DraftError::Unit) => faults.push(Fault::Name),
        Err(DraftError::ReplyTo) => faults.push(Fault::Reply),
        Err(DraftError::Contest) => faults.push(Fault::Contest),
        Err(DraftError::PhotoCount | DraftError::PhotoType(_) | DraftError::PhotoSize(_)) => faults.push(Fault::Photo),
        // A clip without an address has no text either, and one word of it is enough.
        Err(_) if faults.is_empty() => faults.push(Fault::Text),
        Err(_) => {}
    }
    if !(draft.consents.publish && draft.consents.own) {
        faults.push(Fault::Consent);
    }
    if !draft.photos.is_empty() && !draft.consents.people {
        faults.push(Fault::People);
    }
    faults
}

/// Something of somebody's own in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Private {
    Number(Number),
    Mail,
}

/// What in a draft may harm its writer or somebody else, in the words of the draft. The inbox looks for the same numbers. `lower`
/// makes capitals small.
pub(crate) fn private(draft: &Draft, lower: fn(&str) -> String) -> Vec<(Private, String)> {
    let letters = Letters { fold, lower };
    let mut found = Vec::new();
    let names = [&draft.credit, &draft.unit].into_iter().flatten();
    for text in [&draft.title, &draft.text].into_iter().chain(names) {
        let numbers = numbers(text, letters).into_iter();
        found.extend(numbers.map(|(range, number)| (Private::Number(number), text[range].to_owned())));
        let mails = text.split_whitespace().filter(|word| is_mail(word));
        found.extend(mails.map(|word| (Private::Mail, word.to_owned())));
    }
    found
}

/// `name@host.vn`, whatever stands around it.
fn is_mail(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, host)| {
        let host = host.trim_end_matches(|letter: char| !letter.is_ascii_alphanumeric());
        // An address of the web may hold an @, too.
        !name.is_empty() && !name.contains('/') && host.split_once('.').is_some_and(|(_, end)| !end.is_empty())
    })
}

/// The texts in which a draft travels. Where there would be too many of a kind, there are none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Travel {
    /// Letters of the whole.
    pub(crate) size: usize,
    /// For a chat, a mail or a file; one where parts would be too many to copy.
    pub(crate) parts: Vec<String>,
    /// For text messages.
    pub(crate) messages: Vec<String>,
    /// How many messages the network counts.
    pub(crate) counted: usize,
    /// For QR pictures.
    pub(crate) pictures: Vec<String>,
}

/// How a draft travels.
///
/// # Errors
/// Those of [`Draft::check`].
pub(crate) fn travel(draft: &Draft) -> Result<Travel, DraftError> {
    let whole = draft.encode()?;
    let split = |letters, most| {
        let parts = wire::parts::split(&whole, letters);
        if parts.len() > most { Vec::new() } else { parts }
    };
    let mut parts = split(CHAT, MOST_PARTS);
    if parts.is_empty() {
        parts = split(whole.len(), 1);
    }
    let messages = split(MESSAGE, MOST_MESSAGES);
    Ok(Travel {
        size: whole.len(),
        parts,
        counted: messages.iter().map(|message| message.len().div_ceil(SMS)).sum(),
        messages,
        pictures: split(PICTURE, MOST_PICTURES),
    })
}

/// What an address is sent: `key`, by which it knows what it has already, and the draft in one part. Both are letters that a form
/// need not escape.
///
/// # Errors
/// Those of [`Draft::check`].
pub(crate) fn form(draft: &Draft) -> Result<String, DraftError> {
    let text = draft.messages(usize::MAX)?.concat();
    // The fourth field of a part is the sum of the whole.
    let sum = text.split('.').nth(3).unwrap_or_default();
    Ok(["key=", &hexadecimal(draft.id), "-", sum, "&text=", &text].concat())
}

/// Sixteen digits, as the inbox writes a draft's number.
fn hexadecimal(id: u64) -> String {
    let digit = |place: u32| char::from_digit(u32::try_from(id >> (4 * place) & 15).unwrap_or_default(), 16);
    (0..16).rev().filter_map(digit).collect()
}

#[cfg(test)]
mod tests {
    use wire::{
        draft::{Consents, Draft, Kind, MediaType, Photo},
        numbers::Number,
        parts::Parts,
    };

    use super::{Fault, Private, faults, form, private, travel};

    fn draft(kind: Kind, text: &str) -> Draft {
        Draft {
            id: 0xa1,
            kind,
            consents: Consents {
                publish: true,
                people: false,
                own: true,
            },
            day: 20_780,
            title: String::new(),
            text: text.to_owned(),
            credit: None,
            unit: None,
            reply_to: None,
            contest: None,
            photos: Vec::new(),
        }
    }

    fn with_photo() -> Draft {
        Draft {
            photos: vec![Photo {
                media_type: MediaType::Jpeg,
                bytes: [&[0xff, 0xd8, 0xff][..], &[9; 90_000]].concat(),
            }],
            ..draft(Kind::Photo, "")
        }
    }

    #[test]
    fn what_is_missing_is_named() {
        assert_eq!(faults(&draft(Kind::Story, "Chuyện"), ""), []);
        assert_eq!(faults(&draft(Kind::Story, ""), ""), [Fault::Text]);
        assert_eq!(faults(&draft(Kind::Clip, ""), "http://a"), [Fault::Link]);
        assert_eq!(
            faults(&draft(Kind::Clip, "https://a.example/x"), " https://a.example/x"),
            []
        );
        assert_eq!(faults(&draft(Kind::Reply, "Hay"), ""), [Fault::Reply]);
        assert_eq!(faults(&draft(Kind::ContestEntry, "Hay"), ""), [Fault::Contest]);
        assert_eq!(faults(&draft(Kind::Photo, ""), ""), [Fault::Photo]);
        assert_eq!(faults(&with_photo(), ""), [Fault::People]);
        let silent = Draft {
            consents: Consents::default(),
            ..draft(Kind::Tip, "Mẹo")
        };
        assert_eq!(faults(&silent, ""), [Fault::Consent]);
    }

    #[test]
    fn private_numbers_and_mail_are_found_in_every_field() {
        let draft = Draft {
            title: "Gọi 0912 345 678".to_owned(),
            credit: Some("Lan CCCD 034190001234".to_owned()),
            ..draft(
                Kind::Story,
                "Thư: lan@example.com.\nSTK 0123456789 nhé, @lan, 2.530.000 đồng",
            )
        };
        let found: Vec<_> = private(&draft, str::to_lowercase);
        let kinds: Vec<Private> = found.iter().map(|(kind, _)| *kind).collect();
        assert_eq!(
            kinds,
            [
                Private::Number(Number::Phone),
                Private::Number(Number::Account),
                Private::Mail,
                Private::Number(Number::Identity)
            ],
            "{found:?}"
        );
        assert_eq!(
            private(
                &super::tests::draft(Kind::Tip, "Xem https://a.example/@lan.x nhé"),
                str::to_lowercase
            ),
            []
        );
    }

    #[test]
    fn a_short_draft_is_a_message_and_a_photo_is_none() {
        let short = travel(&draft(Kind::Tip, "Gấp đôi tay áo vào trong. ".repeat(9).trim())).expect("sound");
        assert_eq!(
            (short.parts.len(), short.messages.len(), short.pictures.len()),
            (1, 1, 1)
        );
        assert!(short.counted <= 3 && short.messages[0].len() <= 459, "{short:?}");
        let photo = travel(&with_photo()).expect("sound");
        assert_eq!(
            (photo.parts.len(), photo.messages.len(), photo.pictures.len()),
            (1, 0, 0)
        );
        assert!(photo.size > 120_000);
    }

    #[test]
    fn an_address_gets_a_key_of_number_and_words() {
        let sent = form(&draft(Kind::Tip, "Mẹo")).expect("sound");
        let (key, text) = sent
            .strip_prefix("key=")
            .and_then(|rest| rest.split_once("&text="))
            .expect("a form");
        assert!(key.starts_with("00000000000000a1-") && key.len() == 25, "{key}");
        let mut parts = Parts::default();
        parts.add(text).expect("a part");
        let read = Draft::decode(&parts.joined().expect("the whole")).expect("a draft");
        assert_eq!(read.text, "Mẹo");
        let other = form(&draft(Kind::Tip, "Mẹo khác")).expect("sound");
        assert_ne!(other[..29], sent[..29], "other words, another key");
    }
}
