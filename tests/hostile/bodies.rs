//! Texts larger, deeper and wider than anybody writes.

use std::fmt::Write;

/// A text of some 900,000 bytes, made of `part` over and over.
fn filled(part: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    let mut number = 0;
    while text.len() < 900_000 {
        text.push_str(&part(number));
        number += 1;
    }
    text
}

/// Bodies that are right or wrong, and larger than any.
pub(super) fn all() -> Vec<(&'static str, String)> {
    let deep = |mark: &str| format!("{} đáy", mark.repeat(10_000));
    let lists = (0..400).fold(String::new(), |mut text, depth| {
        writeln!(text, "{}- bậc {depth}", "  ".repeat(depth)).expect("memory takes all");
        text
    });
    vec![
        (
            "10,000 headings",
            filled(|number| format!("## Mục thứ {number} của bài\n\nMột đoạn văn ngắn ở đây.\n\n")),
        ),
        ("10,000 headings of one name", "## Một mục\n\nChữ.\n\n".repeat(10_000)),
        ("quotes 10,000 deep", deep("> ")),
        ("lists 10,000 deep in a line", deep("- ")),
        ("lists 400 deep in lines", lists),
        (
            "emphasis 10,000 deep",
            format!("{}đáy{}", "*a **b ".repeat(10_000), "** *".repeat(10_000)),
        ),
        (
            "brackets 10,000 deep",
            format!("{}x{}", "[".repeat(10_000), "](a)".repeat(10_000)),
        ),
        (
            "pictures 10,000 deep",
            format!("{}x{}", "![".repeat(10_000), "](a)".repeat(10_000)),
        ),
        (
            "back ticks of every length",
            filled(|number| format!("{} a ", "`".repeat(number % 1000 + 1))),
        ),
        ("HTML never closed", filled(|_| "<!-- <a ".to_owned())),
        ("blocks 10,000 deep", "::: ghi chú\n".repeat(10_000)),
        ("blocks opened and closed", "::: ghi chú\nChữ.\n:::\n".repeat(20_000)),
        (
            "a table of 1,000 columns",
            format!(
                "{}|\n{}|\n{}",
                "|a".repeat(1000),
                "|-".repeat(1000),
                format!("{}|\n", "|b".repeat(1000)).repeat(400)
            ),
        ),
        (
            "a table of 100,000 rows",
            format!("|a|b|\n|-|-|\n{}", "|c|d|\n".repeat(100_000)),
        ),
        (
            "words of 1,000 letters",
            filled(|number| format!("{} ", "nghỉ".repeat(250 + number % 7))),
        ),
        ("one word of 900,000 letters", "a".repeat(900_000)),
        ("one line of 900,000 letters", filled(|_| "nghỉ phép ".to_owned())),
        (
            "30,000 broken links",
            filled(|number| format!("[x](../faq/{number}.md)\n")),
        ),
        (
            "a link of 900,000 letters",
            format!("[x](../faq/{}.md)", "a".repeat(900_000)),
        ),
        (
            "footnotes that name each other",
            filled(|number| format!("[^{number}]: a[^{}]\n\n", number + 1)),
        ),
        (
            "definitions of links",
            filled(|number| format!("[{number}]: https://e.vn/{number}\n")),
        ),
        (
            "marks of right to left, and of no width",
            "\u{202e}\u{200b}".repeat(100_000),
        ),
        ("letters and marks of no width by turns", "a\u{200b}".repeat(225_000)),
        ("marks on one letter", format!("a{}", "\u{301}".repeat(400_000))),
    ]
}
