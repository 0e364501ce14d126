//! Gaps in HTML that is being written, where an address, a number or a word of the interface belongs.

use super::Piece;

/// Surrounds a gap inside HTML that is being written; a letter for private use, which no text keeps (see [`plain`]).
pub(super) const GAP: char = '\u{e000}';

/// Text without the letter that marks gaps.
pub(super) fn plain(text: &str) -> String {
    text.replace(GAP, "")
}

/// A text inside double quotes; gaps stay.
pub(super) fn attribute(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    pulldown_cmark_escape::escape_html(&mut escaped, text).unwrap_or_default();
    escaped
}

/// Words of the interface that bodies use; each is a key in `site/strings`.
const WORDS: [&str; 5] = [
    "block_note",
    "block_warning",
    "block_call",
    "captions_label",
    "video_download",
];

/// Cuts HTML at its gaps: every second stretch names one.
pub(super) fn cut(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (number, stretch) in html.split(GAP).enumerate() {
        if number % 2 == 0 {
            if !stretch.is_empty() {
                pieces.push(Piece::Html(stretch.to_owned()));
            }
            continue;
        }
        let (kind, rest) = stretch.split_at(stretch.len().min(1));
        let target = rest.parse().unwrap_or_default();
        pieces.extend(match kind {
            "a" => Some(Piece::Address(target)),
            "m" => Some(Piece::Modern(target)),
            "s" => Some(Piece::Size(target)),
            "d" => Some(Piece::Dial(target)),
            "p" => Some(Piece::Phone(target)),
            _ => WORDS.into_iter().find(|word| *word == rest).map(Piece::Word),
        });
    }
    pieces
}
