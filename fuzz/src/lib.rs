//! What the targets share: a small real index, files sealed as its writer seals them, and what must hold of any answer.

pub mod editors;

use search::{
    Analysis, Citation, Document, FORMAT_VERSION, Files, IndexBuilder, Library, Options, Thesaurus, highlight,
};

/// Bytes in front of a file's body: three letters, the version, the check sum.
pub const SEAL: usize = 8;

/// Puts the right head before a body, so that the parser behind the check sum is reached; layout in `docs/search.md`.
///
/// Written anew from that document rather than taken from `search`, whose interface has no use for it.
pub fn seal(magic: &[u8; 3], body: &[u8]) -> Vec<u8> {
    let sum = body.iter().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    });
    [magic, &[FORMAT_VERSION][..], &sum.to_le_bytes(), body].concat()
}

/// An index of a few articles, with everything that a portal's has: aliases, groups, laws, short forms, several shards.
pub fn index() -> Files {
    let law = "Bộ luật Lao động 45/2019/QH14";
    let articles = [
        (
            law,
            "139",
            "Nghỉ thai sản được mấy tháng?",
            "Lao động nữ được nghỉ thai sản trước và sau khi sinh con là 06 tháng.",
        ),
        (
            law,
            "36",
            "Sa thải, đơn phương chấm dứt hợp đồng",
            "Người sử dụng lao động phải báo trước ít nhất 45 ngày.",
        ),
        (
            law,
            "25",
            "Thử việc tối đa bao lâu?",
            "Không quá 60 ngày; lương thử việc ít nhất bằng 85% mức lương.",
        ),
        (
            "Luật Bảo hiểm xã hội 41/2024/QH15",
            "50",
            "Trợ cấp thai sản",
            "Mức trợ cấp là 2.000.000 đồng cho một con.",
        ),
        (
            "Nghị định 12/2022/NĐ-CP",
            "17",
            "Phạt chậm trả lương",
            "Phạt tiền từ 5.000.000 đồng đến 50.000.000 đồng.",
        ),
        (
            "",
            "",
            "Họp tổ công đoàn",
            "Tổ công đoàn họp một tháng một lần ở xưởng.",
        ),
    ];
    let thesaurus = Thesaurus::everyday();
    let mut builder = IndexBuilder::new();
    builder.add_everyday_abbreviations();
    for (law, article, title, body) in articles {
        builder.add(Analysis::new(
            &Document {
                title,
                aliases: &["nghỉ đẻ mấy tháng", "cty k trả lương"],
                headings: "Điều kiện hưởng",
                body,
                group: law,
                citations: &[Citation { law, article }],
                ..Document::default()
            },
            &thesaurus,
        ));
    }
    builder.finish()
}

/// Every way of asking.
pub fn options() -> [Options; 4] {
    [(false, false), (false, true), (true, false), (true, true)]
        .map(|(as_typed, finished)| Options { as_typed, finished })
}

/// Asks, and checks what must hold of any query, any index and any text.
pub fn ask(library: &Library, query: &str, options: Options, text: &str) {
    let question = library.question(query, options);
    let mut last = 0..0;
    for word in &question.decoded.words {
        assert!(query.get(word.range.clone()).is_some_and(|typed| !typed.is_empty()));
        assert!(word.range == last || word.range.start >= last.end, "words in order");
        for share in [word.weight, word.marks] {
            assert!((0.0..=1.001).contains(&share), "{share} is no share");
        }
        assert!(word.alternatives.len() <= 3);
        last = word.range.clone();
    }
    // 160 words of a query are read, and none stands for more than a phrase.
    assert!(
        question.decoded.words.len() <= 160 * 16,
        "{} words",
        question.decoded.words.len()
    );
    assert!(
        !options.as_typed || !question.decoded.changed,
        "guesses were taken back"
    );
    question.decoded.reading(query);
    question.decoded.spelled();
    assert!(library.missing(&question).is_sorted());
    let answer = library.answer(&question, 10);
    assert!(answer.hits.len() <= 10);
    assert!(
        answer
            .hits
            .iter()
            .all(|hit| hit.document < library.documents() && !hit.score.is_nan())
    );
    assert!(
        answer.hits.is_sorted_by(|left, right| left.score >= right.score),
        "best first"
    );
    assert!(!answer.confidence.is_nan());
    answer.is_confident();
    let mut end = 0;
    for range in highlight(&question, text) {
        assert!(range.start >= end && text.get(range.clone()).is_some_and(|word| !word.is_empty()));
        end = range.end;
    }
}
