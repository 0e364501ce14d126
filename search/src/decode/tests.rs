use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

use super::{Abbreviations, Decoded, Decoder, How, Options, TextLexicon};

fn lexicon() -> TextLexicon {
    let mut lexicon = TextLexicon::new();
    for text in TEXTS {
        lexicon.add(text);
    }
    lexicon
}

const TEXTS: [&str; 24] = [
    "Trợ cấp thôi việc tính thế nào?",
    "Trợ cấp thất nghiệp và trợ cấp mất việc làm có gì khác nhau?",
    "Nghỉ thai sản được mấy tháng?",
    "Đi làm mà chưa ký hợp đồng lao động thì có sao không?",
    "Bị đuổi việc có được tiền không?",
    "Bị đuổi việc có được trợ cấp thôi việc không?",
    "Nghỉ việc thì bao lâu được trả sổ bảo hiểm xã hội?",
    "Nghỉ việc phải báo trước bao nhiêu ngày?",
    "Công ty cho nghỉ việc không báo trước có đúng luật không?",
    "Công ty chậm trả lương thì làm sao?",
    "Lương tối thiểu vùng năm 2026 là bao nhiêu?",
    "Họp tổ công đoàn một tháng mấy lần?",
    "Công đoàn họp tổ ở đâu?",
    "Hợp đồng lao động hết hạn thì có phải ký lại không?",
    "Người lao động đơn phương chấm dứt hợp đồng lao động.",
    "Nghỉ ốm đau hưởng bảo hiểm xã hội thế nào?",
    "Thử việc tối đa mấy ngày, lương thử việc bao nhiêu?",
    "Cần tư vấn pháp luật thì gọi ai?",
    "Công đoàn tư vấn pháp luật cho người lao động.",
    "Tôi là công nhân, má tôi già yếu; tôi có con nhỏ.",
    "Nhân viên làm ở trường học có được nghỉ hè không?",
    "Điều 139 Bộ luật Lao động quy định nghỉ thai sản.",
    "Rồi công ty có trả tiền lương cho tôi không?",
    "Lần đầu đi làm, lần sau nghỉ việc.",
];

fn abbreviations() -> Abbreviations<'static> {
    Abbreviations::new([
        ("hđlđ", "hợp đồng lao động"),
        ("hdld", "hợp đồng lao động"),
        ("bhxh", "bảo hiểm xã hội"),
        ("cty", "công ty"),
        ("ko", "không"),
        ("k", "không"),
        ("dc", "được"),
        ("đc", "được"),
        ("r", "rồi"),
        ("nv", "nhân viên"),
        ("ns", "nhân sự"),
        ("trc", "trước"),
        ("tv", "thử việc"),
        ("tv", "tư vấn"),
    ])
}

fn decode(query: &str, options: Options) -> Decoded {
    Decoder::new(&lexicon(), &abbreviations()).decode(query, options)
}

fn reading(query: &str) -> String {
    decode(
        query,
        Options {
            finished: true,
            ..Options::default()
        },
    )
    .reading(query)
}

#[test]
fn questions_are_read_as_they_were_meant() {
    for (typed, meant) in [
        ("bi duoi viec co dc tien ko", "bị đuổi việc có được tiền không"),
        ("nghir thai sanr", "nghỉ thai sản"),
        ("nghi3 thai san3", "nghỉ thai sản"),
        ("hđlđ", "hợp đồng lao động"),
        ("HDLD hết hạn", "hợp đồng lao động hết hạn"),
        ("Điều 139", "Điều 139"),
        ("tieenf luwowng", "tiền lương"),
        ("tieefn luowng", "tiền lương"),
        ("dduwowcj", "được"),
        ("d9uoc75", "được"),
        ("đuoc", "được"),
        (
            "ddi lamf chuwa kys hdld thif sao",
            "đi làm chưa ký hợp đồng lao động thì sao",
        ),
        ("trwowngf", "trường"),
        ("Coong ty khoong traar luwowng", "công ty không trả lương"),
        ("hopj toor", "họp tổ"),
        ("hop dong", "hợp đồng"),
        ("hop to", "họp tổ"),
        ("cos sao khoong", "có sao không"),
        ("mas tooi", "má tôi"),
        ("laafn ddaauf", "lần đầu"),
        ("nghiviec", "nghỉ việc"),
        ("nghỉviệc", "nghỉ việc"),
        ("ng hi viec", "nghỉ việc"),
        ("cty cho nghir k bao trc", "công ty cho nghỉ không báo trước"),
        ("bhxh", "bảo hiểm xã hội"),
        ("đc nghỉ thai sản r", "được nghỉ thai sản rồi"),
        ("lương tv bao nhiêu", "lương thử việc bao nhiêu"),
        ("tv pháp luật", "tư vấn pháp luật"),
        ("đơn phuonh chấm dứt", "đơn phương chấm dứt"),
        ("hợp đồgn lao động", "hợp đồng lao động"),
        ("nghĩ thai sản", "nghỉ thai sản"),
        ("nghir viecj", "nghỉ việc"),
        ("bảo hiễm xả hội", "bảo hiểm xã hội"),
        ("trợ cấp thôi vjệc", "trợ cấp thôi việc"),
        ("năm 2026 lương 5.310.000", "năm 2026 lương 5.310.000"),
    ] {
        assert_eq!(reading(typed), meant, "{typed}");
    }
}

#[test]
fn a_well_formed_text_stays_as_it_is() {
    for text in TEXTS {
        let decoded = decode(text, Options::default());
        assert!(!decoded.changed, "{text}");
        assert_eq!(decoded.reading(text), text);
    }
}

#[test]
fn a_syllable_the_corpus_does_not_know_is_decoded_all_the_same() {
    let lexicon = TextLexicon::new();
    let abbreviations = Abbreviations::default();
    let decoder = Decoder::new(&lexicon, &abbreviations);
    for (typed, meant) in [
        ("tieenf ", "tiền "),
        ("tien62 ", "tiền "),
        ("tiền ", "tiền "),
        ("tien ", "tien "),
    ] {
        assert_eq!(decoder.decode(typed, Options::default()).reading(typed), meant);
    }
}

#[test]
fn what_was_asked_for_is_told_from_what_is_likely() {
    let word = |query: &str| decode(query, Options::default()).words.swap_remove(0);
    let toneless = word("hop dong");
    assert_eq!((toneless.exact, toneless.likely.as_str()), (None, "hơp5"));
    assert_eq!(toneless.how, How::Marks);
    assert_eq!(word("họp tổ").exact.as_deref(), Some("hop5"));
    assert_eq!(word("hopj tổ").exact.as_deref(), Some("hop5"));
    assert_eq!(word("139 ").exact, None);
}

#[test]
fn syllables_of_a_short_form_share_its_place_and_know_its_letters() {
    let mut lexicon = lexicon();
    lexicon.add("BHXH tự nguyện");
    let abbreviations = abbreviations();
    let decoded = Decoder::new(&lexicon, &abbreviations).decode("đóng bhxh ", Options::default());
    let found: Vec<_> = decoded
        .words
        .iter()
        .map(|word| (word.range.clone(), word.folded.as_str()))
        .collect();
    // "đóng", four bytes of marks more than letters, is not in the corpus.
    assert_eq!(
        found[1..],
        [(7..11, "bao"), (7..11, "hiem"), (7..11, "xa"), (7..11, "hoi")]
    );
    assert!(decoded.words[1..].iter().all(|word| word.how == How::Abbreviation));
    assert_eq!(decoded.words[1].alternatives[0].0, "bhxh");
}

#[test]
fn other_readings_are_offered_with_their_certainty() {
    let decoded = decode("lương tv ", Options::default());
    assert_eq!(decoded.reading("lương tv "), "lương thử việc ");
    let slip = decode("nghỉ thau sản ", Options::default()).words.swap_remove(1);
    assert_eq!((slip.folded.as_str(), slip.how), ("thai", How::Edit));
    assert!(slip.weight > 0.5 && slip.weight <= 1.0);
    for word in decode("bao hiem la thu viec ma ", Options::default()).words {
        assert!(word.alternatives.len() <= 3);
        assert!(word.alternatives.iter().all(|other| other.2 > 0.0 && other.2 <= 1.0));
        assert!(
            word.alternatives
                .iter()
                .all(|other| other.0 != word.folded || other.1 != word.exact)
        );
    }
}

#[test]
fn a_word_begun_is_not_corrected_under_the_fingers() {
    for typed in ["ngh", "bảo hi", "hơ", "th", "nghỉ k", "tien lu", "d", "dduw"] {
        let decoded = decode(typed, Options::default());
        let last = decoded.words.last().expect("a word");
        assert!(last.unfinished, "{typed}");
        assert!(
            matches!(last.how, How::Written | How::Marks | How::Keys),
            "{typed}: {:?}",
            last.how
        );
    }
    assert_eq!(decode("dduw", Options::default()).words[0].folded, "du");
    // Finished by a space or by Enter, it may be.
    assert!(!decode("nghỉ k ", Options::default()).words[1].unfinished);
    assert_eq!(reading("nghỉ k"), "nghỉ không");
}

#[test]
fn guesses_can_be_taken_back() {
    let options = Options {
        as_typed: true,
        ..Options::default()
    };
    for query in ["nghir thai sanr ", "hđlđ", "nghiviec", "đơn phuonh", "cty ko", "ng hi"] {
        let decoded = decode(query, options);
        assert!(!decoded.changed, "{query}");
        assert_eq!(decoded.reading(query), query);
    }
    assert_eq!(decode("hop dong", options).words[0].likely, "hơp5");
}

#[test]
fn a_text_without_end_is_read_in_bounded_work() {
    for text in ["nghir ", "a", "hợp đồng ", "1 ", "đ", "ng hi"] {
        let decoded = decode(&text.repeat(20_000), Options::default());
        assert!(decoded.words.len() <= 160 * 4);
    }
}

proptest! {
    #[test]
    fn any_text_is_read_with_ranges_in_order(text in any::<String>(), as_typed in any::<bool>(), finished in any::<bool>()) {
        check(&text, Options { as_typed, finished });
    }

    #[test]
    fn anything_like_a_question_is_read_with_ranges_in_order(
        text in "([a-zđăâêôơưáàạảãấềộởữ]{0,7}[0-9]{0,2}[ ,.?]{0,2}){0,8}",
        as_typed in any::<bool>(),
    ) {
        check(&text, Options { as_typed, finished: false });
    }

    #[test]
    fn well_formed_phrases_in_any_order_stay_as_they_are(first in 0..TEXTS.len(), second in 0..TEXTS.len()) {
        let text = format!("{} {}", TEXTS[first], TEXTS[second]);
        let decoded = decode(&text, Options::default());
        prop_assert!(!decoded.changed);
        prop_assert_eq!(decoded.reading(&text), text);
    }
}

fn check(text: &str, options: Options) {
    let decoded = decode(text, options);
    let mut last = 0..0;
    for word in &decoded.words {
        assert!(text.get(word.range.clone()).is_some_and(|typed| !typed.is_empty()));
        assert!(word.range == last || word.range.start >= last.end);
        assert!((0.0..=1.001).contains(&word.weight) && (0.0..=1.001).contains(&word.marks));
        last = word.range.clone();
    }
    decoded.reading(text);
}
