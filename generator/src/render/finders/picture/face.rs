//! Words become outlines: one typeface, shaped as its makers meant it (marks over marks, kerning).
//!
//! Only the theme's own file is read and never a font of the system, so that every machine draws the same.

use std::sync::Arc;

use harfrust::{
    Buffer, Font, Language, ShapeOptions, ShaperFont,
    font::glyph::outline::{DrawMemory, DrawOptions, PathSink},
    shape,
};
use resvg::tiny_skia::{Path, PathBuilder};
use unicode_normalization::UnicodeNormalization;

/// What ends a text that was cut.
const ELLIPSIS: &str = "…";

/// A typeface and the language it writes.
pub(super) struct Face {
    font: Font,
    language: Option<Language>,
}

/// Words that were laid out.
pub(super) struct Lines {
    pub(super) lines: Vec<String>,
    /// Not all words had room.
    pub(super) cut: bool,
}

impl Face {
    /// Reads a TrueType or OpenType file; none when it is no such file.
    pub(super) fn read(bytes: &[u8], language: &str) -> Option<Self> {
        let bytes: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(bytes.to_vec());
        Some(Self {
            font: Font::new(bytes, 0)?,
            language: Language::new(language),
        })
    }

    /// A text as it can be drawn: composed letters, single spaces, and nothing the typeface lacks.
    pub(super) fn drawable(&self, text: &str) -> String {
        let letters = self.font.charmap();
        let known: String = text
            .nfc()
            .map(|letter| if letter.is_whitespace() { ' ' } else { letter })
            .filter(|letter| letters.map_unicode(*letter).is_some())
            .collect();
        known.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Height of a capital letter in ems.
    pub(super) fn capital(&self) -> f32 {
        let height = self.font.metrics().cap_height;
        height.map_or(0.7, |height| height.to_f32() / self.em())
    }

    /// Width in pixels of a text of which an em is `size` pixels.
    pub(super) fn width(&self, text: &str, size: f32) -> f32 {
        let shaped = self.shaped(text);
        let units: i32 = shaped.glyph_positions().iter().map(|place| place.x_advance).sum();
        pixels(units) * size / self.em()
    }

    /// The outline of a text whose base line begins at `(x, y)`; none when nothing of it is seen.
    pub(super) fn outline(&self, text: &str, size: f32, (x, y): (f32, f32)) -> Option<Path> {
        let shaped = self.shaped(text);
        let glyphs = self.font.outline_glyphs();
        let mut pen = Pen {
            path: PathBuilder::new(),
            scale: size / self.em(),
            x,
            y,
        };
        let mut along = 0;
        for (glyph, place) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            pen.x = x + pixels(along + place.x_offset) * pen.scale;
            pen.y = y - pixels(place.y_offset) * pen.scale;
            along += place.x_advance;
            if let Some(glyph) = glyphs.get(glyph.glyph_id.into()) {
                // A glyph that cannot be drawn leaves its space; the portal's typeface has none (see the tests).
                let _ = glyph.draw(&DrawOptions::new(), DrawMemory::Scratch, &mut pen);
            }
        }
        pen.path.finish()
    }

    /// Breaks a text between words into at most `most` lines of nearly the same width, none wider than `width` pixels.
    pub(super) fn wrap(&self, text: &str, size: f32, width: f32, most: usize) -> Lines {
        let words: Vec<(&str, f32)> = text.split(' ').map(|word| (word, self.width(word, size))).collect();
        let space = self.width(" ", size);
        let widest = broken(&words, space, width);
        if widest.len() > most {
            let mut lines = widest;
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                *last = self.cut(last, size, width);
            }
            return Lines { lines, cut: true };
        }
        // The narrowest column that needs no more lines: no lonely word in the last one.
        let (mut narrow, mut wide) = (0.0_f32, width);
        while wide - narrow > 1.0 {
            let middle = f32::midpoint(narrow, wide);
            if broken(&words, space, middle).len() > widest.len() {
                narrow = middle;
            } else {
                wide = middle;
            }
        }
        let lines: Vec<String> = broken(&words, space, wide);
        let cut = lines.iter().any(|line| self.width(line, size) > width + space);
        let lines = lines
            .iter()
            .map(|line| self.fitted(line, size, width + space))
            .collect();
        Lines { lines, cut }
    }

    /// The text, cut only when it is wider than `width`.
    pub(super) fn fitted(&self, text: &str, size: f32, width: f32) -> String {
        if self.width(text, size) <= width {
            text.to_owned()
        } else {
            self.cut(text, size, width)
        }
    }

    /// As much of a text as fits with an ellipsis: whole words, or letters of a first word that is too wide itself.
    fn cut(&self, text: &str, size: f32, width: f32) -> String {
        let fits = |part: &str| {
            let part = format!(
                "{}{ELLIPSIS}",
                part.trim_end_matches([' ', ',', '.', ';', ':', '–', '-'])
            );
            (self.width(&part, size) <= width).then_some(part)
        };
        let words = text.rmatch_indices(' ').map(|(at, _)| at);
        let letters = text.char_indices().map(|(at, _)| at).rev();
        let ends = [text.len()].into_iter().chain(words).chain(letters);
        ends.filter_map(|end| fits(&text[..end])).next().unwrap_or_default()
    }

    fn em(&self) -> f32 {
        f32::from(self.font.units_per_em())
    }

    /// Glyphs and their places, in units of the typeface.
    fn shaped(&self, text: &str) -> Buffer {
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        buffer.set_language(self.language.clone());
        buffer.guess_segment_properties();
        // Fails only for a buffer without direction or one that was shaped already.
        let _ = shape(&ShaperFont::new(&self.font), &mut buffer, ShapeOptions::new());
        buffer
    }
}

/// Greedy lines; a word that is too wide stands alone.
fn broken(words: &[(&str, f32)], space: f32, width: f32) -> Vec<String> {
    let mut lines: Vec<(String, f32)> = Vec::new();
    for (word, own) in words {
        match lines.last_mut() {
            Some((line, used)) if *used + space + own <= width => {
                line.push(' ');
                line.push_str(word);
                *used += space + own;
            }
            _ => lines.push(((*word).to_owned(), *own)),
        }
    }
    lines.into_iter().map(|(line, _)| line).collect()
}

#[allow(clippy::cast_precision_loss)] // some ten thousand units at most
fn pixels(units: i32) -> f32 {
    units as f32
}

/// Takes outlines whose y axis points up, in units of the typeface, to their place in the picture.
struct Pen {
    path: PathBuilder,
    scale: f32,
    x: f32,
    y: f32,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x * self.scale, self.y - y * self.scale)
    }
}

impl PathSink for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        let ((cx0, cy0), (x, y)) = (self.at(cx0, cy0), self.at(x, y));
        self.path.quad_to(cx0, cy0, x, y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let ((cx0, cy0), (cx1, cy1), (x, y)) = (self.at(cx0, cy0), self.at(cx1, cy1), self.at(x, y));
        self.path.cubic_to(cx0, cy0, cx1, cy1, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

#[cfg(test)]
mod tests {
    use super::Face;

    fn face() -> Face {
        let bytes = include_bytes!("../../../../../site/assets/fonts/BeVietnamPro-Bold.ttf");
        Face::read(bytes, "vi").expect("a typeface")
    }

    /// Every letter with a tone: twelve vowels in six tones, small and capital, and đ.
    fn letters() -> impl Iterator<Item = String> {
        let tones = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"];
        let vowels = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯYđĐ".chars();
        vowels.flat_map(move |vowel| tones.map(|tone| format!("{vowel}{tone}")))
    }

    #[test]
    fn every_vietnamese_letter_is_drawn_however_it_is_encoded() {
        let face = face();
        for decomposed in letters() {
            let drawn = face.drawable(&decomposed);
            // d has no tones, so that its mark remains beside it.
            if drawn.chars().count() == 1 {
                let outline = |text: &str| face.outline(text, 100.0, (0.0, 100.0));
                let bounds = outline(&drawn).expect("an outline").bounds();
                assert!(bounds.top() > -25.0 && bounds.bottom() < 128.0, "{drawn}: {bounds:?}");
                // Marks are put by the typeface where the letter has them, whole or in parts.
                let apart = outline(&decomposed).expect("an outline").bounds();
                assert!(
                    (apart.top() - bounds.top()).abs() < 12.0,
                    "{drawn}: {apart:?}, {bounds:?}"
                );
            }
        }
        assert_eq!(face.drawable("ti\u{1ebf}n  l\u{1b0}\u{1a1}ng 🙂\n"), "tiến lương");
    }

    #[test]
    fn lines_fit_are_of_like_width_and_lose_no_word() {
        let face = face();
        let text = "Nghỉ việc rồi thì bảo hiểm xã hội của tôi còn được giữ lại hay phải rút ra một lần?";
        let wrapped = face.wrap(text, 70.0, 1000.0, 4);
        let widths: Vec<f32> = wrapped.lines.iter().map(|line| face.width(line, 70.0)).collect();
        assert!(!wrapped.cut && wrapped.lines.join(" ") == text, "{:?}", wrapped.lines);
        assert!(
            widths.iter().all(|width| *width <= 1000.0 && *width > 500.0),
            "{widths:?}"
        );
    }

    #[test]
    fn what_does_not_fit_ends_with_an_ellipsis_within_the_width() {
        let face = face();
        let long = "Người lao động ".repeat(30);
        let wrapped = face.wrap(long.trim(), 60.0, 900.0, 4);
        assert!(wrapped.cut && wrapped.lines.len() == 4 && wrapped.lines[3].ends_with('…'));
        assert!(face.width(&wrapped.lines[3], 60.0) <= 900.0);
        let word = face.wrap(&"không".repeat(30), 60.0, 900.0, 4);
        assert!(
            word.cut && face.width(&word.lines[0], 60.0) <= 920.0,
            "{:?}",
            word.lines
        );
    }
}
