//! Whatever an editor or a file holds, it is read to the end: no panic, and no place outside the text.

use std::{io::Cursor, sync::OnceLock};

use proptest::{
    prelude::{Strategy, prop_assert, proptest},
    sample::select,
};

use generator::{
    content::{self, kinds::KindName, markdown::passage::sentences},
    fix, picture,
    site::media,
    source::Source,
};

/// Scraps of what editors write, in any order: more likely to meet a weak place than any bytes.
fn scraps() -> impl Strategy<Value = String> {
    let words: &'static [&'static str] = &[
        "---\n",
        "\n",
        "title: ",
        "question: ",
        "sources:\n",
        "  - law: x\n",
        "aliases: [a, b]\n",
        "quiz:\n",
        "\"",
        "'",
        ": ",
        "- ",
        "## ",
        "#### ",
        "# ",
        "::: ",
        ":::\n",
        "::: ghi chú\n",
        "::: gọi 113\n",
        "::: video x.mp4\n",
        "::: hình\n",
        "::: các bước\n",
        "::: cách hỏi khác\n",
        "1. a\n",
        "![](",
        "](x.md#y)",
        "[",
        "https://",
        "javascript:",
        "<b>",
        "</",
        "<!--",
        "```",
        "~~~\n",
        "|a|b|\n|-|-|\n",
        "[^1]",
        "[^1]: x\n",
        "{#id}",
        "\u{e000}a0\u{e000}",
        "nghỉ",
        "n\u{303}",
        "đ",
        "工會",
        "\t",
        "  ",
        "&amp;",
        "\\",
        "*",
        "_",
        "`",
        "\r\n",
        "\u{feff}",
        "2026-13-01",
        "\u{200b}",
        "0912345678",
        "draft: true\n",
    ];
    proptest::collection::vec(select(words), 0..40).prop_map(|words| words.concat())
}

/// The same small drawing as JPEG, PNG and WebP.
fn drawings() -> &'static [Vec<u8>; 3] {
    static DRAWINGS: OnceLock<[Vec<u8>; 3]> = OnceLock::new();
    DRAWINGS.get_or_init(|| {
        let drawing = image::RgbImage::from_fn(24, 16, |x, y| {
            let shade = u8::try_from(x * y % 256).expect("below 256");
            image::Rgb([shade, 255 - shade, 128])
        });
        let encoded = |format| {
            let mut bytes = Cursor::new(Vec::new());
            drawing.write_to(&mut bytes, format).expect("memory takes all");
            bytes.into_inner()
        };
        let mut jpeg = Vec::new();
        jpeg_encoder::Encoder::new(&mut jpeg, 80)
            .encode(&drawing, 24, 16, jpeg_encoder::ColorType::Rgb)
            .expect("memory takes all");
        [
            jpeg,
            encoded(image::ImageFormat::Png),
            encoded(image::ImageFormat::WebP),
        ]
    })
}

proptest! {
    #[test]
    fn no_text_panics_and_every_place_lies_in_it(text in scraps(), front in scraps(), kind in select(&KindName::ALL[..])) {
        for whole in [text.clone(), format!("---\n{front}\n---\n{text}"), format!("---\ntitle: {front}---\n{text}")] {
            let source = Source::new(format!("content/{}/x.md", kind.folder()), &whole);
            let (documents, findings) = content::parse(&source);
            for found in findings {
                prop_assert!(source.text.get(found.place.span.clone()).is_some(), "{:?}", found);
            }
            for passage in documents.iter().flat_map(|document| &document.body.passages) {
                for range in sentences(&passage.text) {
                    let span = passage.span(range);
                    prop_assert!(span.start <= span.end && span.end <= source.text.len());
                }
            }
        }
    }

    #[test]
    fn no_bytes_of_a_media_file_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
        for (name, head) in [
            ("a.mp4", &b"\0\0\0\x18ftypisom\0\0\0\0"[..]), ("a.webm", b"\x1a\x45\xdf\xa3"), ("a.vtt", b"WEBVTT\n\n"),
        ] {
            media::facts(name, &bytes);
            media::facts(name, &[head, &bytes].concat());
        }
    }

    #[test]
    fn no_bytes_of_a_picture_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
        for head in [&b"\x89PNG\r\n\x1a\n"[..], b"\xff\xd8\xff", b"RIFF\x08\0\0\0WEBP", b"GIF89a", b""] {
            let _ = picture::make(&[head, &bytes].concat());
        }
    }

    #[test]
    fn no_spoilt_picture_panics(form in 0..3_usize, spoilt in proptest::collection::vec((proptest::num::u16::ANY, proptest::num::u8::ANY), 1..6), cut in proptest::num::u16::ANY) {
        let mut bytes = drawings()[form].clone();
        for (at, byte) in spoilt {
            let at = usize::from(at) % bytes.len();
            bytes[at] = byte;
        }
        let _ = picture::make(&bytes);
        bytes.truncate(usize::from(cut) % bytes.len());
        let _ = picture::make(&bytes);
    }

    #[test]
    fn a_rewrite_without_edits_changes_nothing(text in scraps()) {
        prop_assert!(fix::Rewrite::default().apply(&text) == text);
    }
}
