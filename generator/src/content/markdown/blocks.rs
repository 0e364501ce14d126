//! Where the blocks `::: name` … `:::` begin and end.
//!
//! In: a part of a source. Out: its [`Part`]s: stretches of Markdown, and blocks with parts of their own. Lines inside
//! fenced code are left alone.

use std::ops::Range;

use crate::{
    content::{front_matter::Located, rules, slug::slug},
    diag::{Diagnostic, nearest, text},
    source::Source,
};

/// A stretch of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// Plain Markdown: its byte range in the source.
    Markdown(Range<usize>),
    /// A block.
    Block(Block),
}

/// A block and what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) name: Name,
    /// What stands after the name on the opening line, and its byte range.
    pub(super) argument: Located<String>,
    /// Byte range of the opening line.
    pub(super) opening: Range<usize>,
    pub(super) parts: Vec<Part>,
}

/// The blocks there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    Note,
    Warning,
    Steps,
    Law,
    Call,
    Figure,
    Video,
    AskedAs,
}

impl Name {
    const ALL: [Self; 8] = [
        Self::Note,
        Self::Warning,
        Self::Steps,
        Self::Law,
        Self::Call,
        Self::Figure,
        Self::Video,
        Self::AskedAs,
    ];

    /// As editors write it; marks and capitals may be left out.
    pub(super) const fn written(self) -> &'static str {
        match self {
            Self::Note => "ghi chú",
            Self::Warning => "cảnh báo",
            Self::Steps => "các bước",
            Self::Law => "căn cứ",
            Self::Call => "gọi",
            Self::Figure => "hình",
            Self::Video => "video",
            Self::AskedAs => "cách hỏi khác",
        }
    }

    /// For a portal in English.
    const fn in_english(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Steps => "steps",
            Self::Law => "source",
            Self::Call => "call",
            Self::Figure => "figure",
            Self::Video => "video",
            Self::AskedAs => "also asked",
        }
    }

    const fn takes_argument(self) -> bool {
        matches!(self, Self::Law | Self::Call | Self::Video)
    }

    /// The block whose name `line` begins with, and how many bytes the name takes.
    fn read(line: &str) -> Option<(Self, usize)> {
        let words: Vec<usize> = line
            .char_indices()
            .filter(|(_, letter)| letter.is_whitespace())
            .map(|(at, _)| at)
            .chain([line.len()])
            .collect();
        Self::ALL.into_iter().find_map(|name| {
            let wanted = [name.written(), name.in_english()].map(slug);
            let end = words.iter().find(|end| wanted.contains(&slug(&line[..**end])))?;
            (name.takes_argument() || line[*end..].trim().is_empty()).then_some((name, *end))
        })
    }
}

/// How deep blocks may lie in one another: two is what the editors' guide shows. Writing them goes one call deeper for each.
const MOST_DEPTH: usize = 16;

struct Open {
    block: Block,
    /// Where the Markdown after the last inner block begins.
    resumed: usize,
}

/// Splits `range` of the source. Every opened block is closed in the result, whatever was written.
pub(super) fn split(source: &Source, range: Range<usize>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Part> {
    let mut splitter = Splitter {
        source,
        diagnostics,
        open: Vec::new(),
        parts: Vec::new(),
        resumed: range.start,
        passed_over: 0,
    };
    let mut fence: Option<&str> = None;
    let mut at = range.start;
    for line in source.text[range.clone()].split_inclusive('\n') {
        let start = at;
        at += line.len();
        let content = line.trim_start_matches(' ');
        let indent = line.len() - content.len();
        if indent > 3 {
            continue;
        }
        if let Some(mark) = fence {
            if content.starts_with(mark) && content.trim_start_matches(&mark[..1]).trim().is_empty() {
                fence = None;
            }
            continue;
        }
        fence = ["```", "~~~"].into_iter().find(|mark| content.starts_with(mark));
        if content.starts_with(":::") {
            splitter.fence_line(start..at, start + indent..start + line.trim_end().len());
        }
    }
    splitter.finish(range.end)
}

struct Splitter<'a> {
    source: &'a Source,
    diagnostics: &'a mut Vec<Diagnostic>,
    open: Vec<Open>,
    parts: Vec<Part>,
    resumed: usize,
    /// Blocks that are open, and too deep to be one: their closing lines close nothing else.
    passed_over: usize,
}

impl Splitter<'_> {
    /// The parts of the innermost open block, or of the whole.
    fn siblings(&mut self) -> &mut Vec<Part> {
        self.open
            .last_mut()
            .map_or(&mut self.parts, |outer| &mut outer.block.parts)
    }

    /// Ends a stretch of Markdown at `end`; the next begins at `next`.
    fn end_markdown(&mut self, end: usize, next: usize) {
        let resumed = self
            .open
            .last_mut()
            .map_or(&mut self.resumed, |outer| &mut outer.resumed);
        let before = std::mem::replace(resumed, next);
        if before < end {
            self.siblings().push(Part::Markdown(before..end));
        }
    }

    /// A line that begins with `:::`; `marked` is what stands on it without spaces around.
    fn fence_line(&mut self, line: Range<usize>, marked: Range<usize>) {
        self.end_markdown(line.start, line.end);
        let rest = &self.source.text[marked.start + 3..marked.end];
        let words = rest.trim();
        if !words.is_empty() && self.open.len() == MOST_DEPTH {
            if self.passed_over == 0 {
                self.diagnostics.push(too_deep(self.source, marked));
            }
            self.passed_over += 1;
        } else if words.is_empty() && self.passed_over > 0 {
            self.passed_over -= 1;
        } else if !words.is_empty() {
            let words_start = marked.start + 3 + (rest.len() - rest.trim_start().len());
            let (name, argument) = read_opening(self.source, words, words_start).unwrap_or_else(|found| {
                self.diagnostics.push(found);
                // Taken for a note, so that its closing line finds something to close.
                (Name::Note, located(self.source, words_start..words_start))
            });
            self.open.push(Open {
                block: Block {
                    name,
                    argument,
                    opening: marked,
                    parts: Vec::new(),
                },
                resumed: line.end,
            });
        } else if let Some(Open { block, .. }) = self.open.pop() {
            // What came before the block was ended as it opened.
            self.end_markdown(0, line.end);
            self.siblings().push(Part::Block(block));
        } else {
            self.diagnostics.push(
                Diagnostic::new(
                    &rules::UNCLOSED_BLOCK,
                    self.source.place(marked),
                    text!("Dòng ::: này không đóng khối nào.", "This line ::: closes no block."),
                )
                .hint(text!(
                    "Xóa dòng này, hoặc viết tên khối vào dòng mở, ví dụ “::: ghi chú”.",
                    "Delete it, or name the block on its opening line, for instance “::: ghi chú”."
                )),
            );
        }
    }

    fn finish(mut self, end: usize) -> Vec<Part> {
        self.end_markdown(end, end);
        while let Some(Open { block, .. }) = self.open.pop() {
            let name = block.name.written();
            self.diagnostics.push(
                Diagnostic::new(
                    &rules::UNCLOSED_BLOCK,
                    self.source.place(block.opening.clone()),
                    text!(
                        "Khối “{name}” mở mà không đóng.",
                        "The block “{name}” is opened but never closed."
                    ),
                )
                .hint(text!(
                    "Thêm một dòng chỉ có ::: ở chỗ khối kết thúc.",
                    "Add a line that is just ::: where the block ends."
                )),
            );
            self.siblings().push(Part::Block(block));
        }
        self.parts
    }
}

fn too_deep(source: &Source, opening: Range<usize>) -> Diagnostic {
    Diagnostic::new(
        &rules::BAD_BLOCK,
        source.place(opening),
        text!(
            "Khối này nằm quá sâu trong các khối khác (quá {MOST_DEPTH} tầng).",
            "This block lies too deep in others (over {MOST_DEPTH} levels)."
        ),
    )
    .hint(text!(
        "Đóng các khối trước bằng dòng ::: rồi mới mở khối này.",
        "Close those before it by lines ::: before you open this one."
    ))
}

fn located(source: &Source, span: Range<usize>) -> Located<String> {
    Located {
        value: source.text[span.clone()].to_owned(),
        place: source.place(span),
    }
}

fn read_opening(source: &Source, words: &str, start: usize) -> Result<(Name, Located<String>), Diagnostic> {
    let span = start..start + words.len();
    if let Some((name, length)) = Name::read(words) {
        let argument = words[length..].trim_start();
        let argument = located(source, span.end - argument.len()..span.end);
        if argument.value.is_empty() && name.takes_argument() {
            let name = name.written();
            return Err(Diagnostic::new(
                &rules::BAD_BLOCK,
                source.place(span),
                text!(
                    "Khối “{name}” thiếu phần sau tên.",
                    "The block “{name}” lacks what follows its name."
                ),
            )
            .hint(match name {
                "gọi" => text!(
                    "Viết số hoặc đường dẫn tới công đoàn, ví dụ “::: gọi 1900 1234”.",
                    "Write a number or the path of a unit, for instance “::: gọi 1900 1234”."
                ),
                "video" => text!(
                    "Viết đường dẫn tới tệp, ví dụ “::: video ../media/bai-1.mp4”.",
                    "Write the file's path, for instance “::: video ../media/bai-1.mp4”."
                ),
                _ => text!(
                    "Viết tên văn bản và điều, ví dụ “::: căn cứ Bộ luật Lao động 45/2019/QH14, Điều 113”.",
                    "Write law and article, for instance “::: căn cứ Bộ luật Lao động 45/2019/QH14, Điều 113”."
                ),
            }));
        }
        return Ok((name, argument));
    }
    let found = Diagnostic::new(
        &rules::UNKNOWN_BLOCK,
        source.place(span),
        text!("Không có khối tên “{words}”.", "There is no block “{words}”."),
    );
    let names = Name::ALL.map(Name::written);
    let slugs = names.map(slug);
    let near = nearest(&slug(words), slugs.iter().map(String::as_str));
    let near = near.and_then(|near| names.into_iter().find(|name| slug(name) == near));
    Err(match near {
        Some(near) => found.hint(text!(
            "Có phải bạn muốn viết “::: {near}”?",
            "Did you mean “::: {near}”?"
        )),
        None => {
            let all = names.join(", ");
            found.hint(text!("Các khối dùng được: {all}.", "Blocks that can be used: {all}."))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{Name, Part, split};
    use crate::source::Source;

    fn outline(parts: &[Part], text: &str) -> String {
        let words = |part: &Part| match part {
            Part::Markdown(range) => text[range.clone()].trim().to_owned(),
            Part::Block(block) => format!("{:?}({})", block.name, outline(&block.parts, text)),
        };
        parts.iter().map(words).collect::<Vec<_>>().join("|")
    }

    fn shape(text: &str) -> (String, usize) {
        let source = Source::new("content/page/x.md", text);
        let mut diagnostics = Vec::new();
        let parts = split(&source, 0..text.len(), &mut diagnostics);
        (outline(&parts, text), diagnostics.len())
    }

    #[test]
    fn blocks_nest_and_code_is_left_alone() {
        assert_eq!(
            shape("a\n::: Ghi chu\nb\n::: các bước\n1. c\n:::\nd\n:::\ne\n"),
            ("a|Note(b|Steps(1. c)|d)|e".to_owned(), 0)
        );
        assert_eq!(shape("```\n::: x\n```\n"), ("```\n::: x\n```".to_owned(), 0));
    }

    #[test]
    fn blocks_too_deep_are_one_fault_and_close_nothing_else() {
        let deep = format!("{}a\n{}b\n", "::: note\n".repeat(20), ":::\n".repeat(20));
        let (outline, faults) = shape(&deep);
        assert!(
            outline.ends_with("|b") && outline.matches("Note").count() == 16,
            "{outline}"
        );
        assert_eq!(faults, 1);
    }

    #[test]
    fn what_is_not_opened_or_closed_is_reported() {
        assert_eq!(shape("a\n:::\nb").1, 1);
        assert_eq!(
            shape("::: ghi chú\na\n::: cảnh báo\nb\n"),
            ("Note(a|Warning(b))".to_owned(), 2)
        );
    }

    #[test]
    fn names_need_no_marks_and_take_arguments() {
        assert_eq!(Name::read("GOI 1900"), Some((Name::Call, 3)));
        assert_eq!(Name::read("cach hoi khac"), Some((Name::AskedAs, 13)));
        assert_eq!(Name::read("cảnh báo lớn"), None);
        assert_eq!(Name::read("source Rule 3"), Some((Name::Law, 6)));
        assert_eq!(Name::read("Also asked"), Some((Name::AskedAs, 10)));
    }
}
