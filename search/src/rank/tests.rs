//! Rankings of small libraries.

use crate::{Analysis, Citation, Document, FEATURES, Hit, IndexBuilder, Library, Options, Thesaurus};

fn library(titles: &[&str]) -> Library {
    let mut builder = IndexBuilder::new();
    builder.add_abbreviation("bhxh", "bảo hiểm xã hội");
    builder.add_abbreviation("blld", "Bộ luật Lao động");
    for (number, title) in titles.iter().enumerate() {
        let article = (number + 30).to_string();
        let document = Document {
            title,
            group: "Bộ luật Lao động",
            citations: &[Citation {
                law: "Bộ luật Lao động 45/2019/QH14",
                article: &article,
            }],
            ..Document::default()
        };
        builder.add(Analysis::new(&document, &Thesaurus::everyday()));
    }
    Library::whole(&builder.finish()).expect("an index just written")
}

fn best(titles: &[&str], query: &str) -> Option<usize> {
    let library = library(titles);
    let answer = library.answer(&library.question(query, Options::default()), 1);
    answer.hits.first().map(|hit| hit.document)
}

#[test]
fn marks_in_the_query_prefer_the_same_marks() {
    let titles = ["Họp tổ công đoàn", "Hợp tác lao động"];
    assert_eq!(best(&titles, "họp"), Some(0));
    assert_eq!(best(&titles, "hợp"), Some(1));
}

#[test]
fn a_query_without_marks_finds_words_with_marks() {
    assert_eq!(best(&["Lương", "Nghỉ thai sản"], "nghi thai san"), Some(1));
}

#[test]
fn the_last_word_may_be_unfinished() {
    assert_eq!(best(&["Lương", "Bảo hiểm thất nghiệp"], "bao hiem that ngh"), Some(1));
}

#[test]
fn a_slip_of_the_finger_is_forgiven() {
    assert_eq!(best(&["Lương", "Đơn phương chấm dứt"], "phuonh cham dut"), Some(1));
}

#[test]
fn neighbours_beat_scattered_words() {
    let titles = [
        "Thai nhi và tài sản trong nhà khi nghỉ",
        "Nghỉ thai sản khi nhà có việc",
    ];
    assert_eq!(best(&titles, "thai san"), Some(1));
}

#[test]
fn what_people_say_finds_what_laws_write() {
    assert_eq!(
        best(&["Nghỉ hằng năm", "Sa thải"], "bi duoi viec co dc tien ko"),
        Some(1)
    );
}

#[test]
fn short_forms_stand_for_their_words() {
    assert_eq!(best(&["Bảo hộ lao động", "Bảo hiểm xã hội"], "bhxh"), Some(1));
}

#[test]
fn an_article_is_found_by_its_number() {
    let titles = ["Trợ cấp", "Thử việc", "Đình công"];
    for query in [
        "điều 31 blld",
        "khoản 2 điều 31 Bộ luật Lao động",
        "dieu 31 luat lao dong",
        "Điều 31",
    ] {
        assert_eq!(best(&titles, query), Some(1), "{query}");
    }
}

#[test]
fn what_all_of_a_law_speaks_of_tells_little_within_it() {
    let library = library(&[
        "Hợp đồng thử việc",
        "Hợp đồng lao động",
        "Phụ lục hợp đồng",
        "Hủy hợp đồng",
    ]);
    let answer = library.answer(&library.question("hop dong thu viec", Options::default()), 4);
    let value = |hit: &Hit, name: &str| {
        let at = FEATURES.iter().position(|other| *other == name);
        hit.features[at.expect("a feature of that name")]
    };
    let (first, second) = (&answer.hits[0], &answer.hits[1]);
    assert_eq!(first.document, 0);
    assert!((value(second, "words there, counted") - 0.5).abs() < 0.01);
    for name in ["words within group", "pairs within group"] {
        assert!(value(second, name) < 0.4 * value(first, name), "{name}");
    }
}

#[test]
fn nothing_is_found_for_nothing() {
    assert_eq!(best(&["Lương"], ""), None);
    assert_eq!(best(&["Lương"], "zzzz"), None);
}
