//! What is drawn for a page, and where: first as shapes, which cost little, then as pixels, which cost much.

use resvg::{
    tiny_skia::{Color, FillRule, Paint, Path, PathBuilder, Pixmap, Rect, Transform},
    usvg::Tree,
};

use super::face::{Face, Lines};

/// Pixels across and down, as those who show previews ask for.
pub(super) const SIZE: (u16, u16) = (1200, 630);
/// Raised when the same shapes are drawn or packed in another way, so that pictures kept by earlier versions are not taken.
const FORM: u32 = 1;

/// Free space left and right.
const MARGIN: f32 = 68.0;
/// Height of the band with the portal's name.
const BAND: f32 = 128.0;
/// The bright line below it.
const LINE: f32 = 10.0;
/// Side of the icon in the band, and the space after it.
const ICON: f32 = 92.0;
const ICON_SPACE: f32 = 16.0;
const NAME: f32 = 42.0;
const LABEL: f32 = 38.0;
/// From the label's base line to the highest mark of the title.
const LABEL_SPACE: f32 = 28.0;
/// Sizes of a title with the most lines it may have there: the first that holds the title is taken.
const TITLES: [(f32, usize); 7] = [
    (120.0, 1),
    (90.0, 1),
    (96.0, 2),
    (86.0, 3),
    (76.0, 3),
    (68.0, 4),
    (60.0, 4),
];
/// Base line to base line in ems: two marks above a capital and one below meet no others.
const LEADING: f32 = 1.3;
/// What hangs below a base line, in ems.
const BELOW: f32 = 0.28;

/// Colours of the design, from the styles.
#[derive(Debug, Clone, Copy)]
pub(super) struct Colours {
    pub(super) band: Color,
    pub(super) on_band: Color,
    pub(super) line: Color,
    pub(super) ground: Color,
    pub(super) label: Color,
    pub(super) title: Color,
}

/// What a picture says.
#[derive(Debug, Clone)]
pub(super) struct Said<'a> {
    /// The portal.
    pub(super) name: &'a str,
    /// What the page is, or what it is about; may be empty.
    pub(super) label: &'a str,
    pub(super) title: &'a str,
}

/// Shapes with their colours, from the ground up.
pub(super) struct Scene {
    ground: Color,
    shapes: Vec<(Path, Color)>,
}

impl Scene {
    pub(super) fn new(said: &Said<'_>, face: &Face, colours: &Colours) -> Self {
        let (width, height) = (f32::from(SIZE.0), f32::from(SIZE.1));
        let mut scene = Self {
            ground: colours.ground,
            shapes: Vec::new(),
        };
        scene.block(0.0, BAND, colours.band);
        scene.block(BAND, LINE, colours.line);
        let room = width - 2.0 * MARGIN;
        let beside_icon = MARGIN + ICON + ICON_SPACE;
        let name = face.fitted(&face.drawable(said.name), NAME, width - MARGIN - beside_icon);
        let middle = f32::midpoint(BAND, face.capital() * NAME);
        scene.text(face, &name, NAME, (beside_icon, middle), colours.on_band);

        let label = face.fitted(&face.drawable(said.label), LABEL, room);
        let (size, Lines { lines, .. }) = title(face, &face.drawable(said.title), room);
        let capital = face.capital();
        let above = if label.is_empty() {
            0.0
        } else {
            capital * LABEL + LABEL_SPACE
        };
        // Above the first line's capitals stand their marks; below the last line only what descends.
        let first = size * (LEADING - BELOW);
        let block = above + first + size * LEADING * length(lines.len().saturating_sub(1));
        let free = height - BAND - LINE - block - size * BELOW;
        let mut y = BAND + LINE + free / 2.0;
        if !label.is_empty() {
            scene.text(face, &label, LABEL, (MARGIN, y + capital * LABEL), colours.label);
        }
        y += above + first;
        for line in &lines {
            scene.text(face, line, size, (MARGIN, y), colours.title);
            y += size * LEADING;
        }
        scene
    }

    /// A block over the whole width.
    fn block(&mut self, top: f32, height: f32, colour: Color) {
        let rect = Rect::from_xywh(0.0, top, f32::from(SIZE.0), height);
        self.shapes
            .extend(rect.map(|rect| (PathBuilder::from_rect(rect), colour)));
    }

    fn text(&mut self, face: &Face, text: &str, size: f32, at: (f32, f32), colour: Color) {
        self.shapes
            .extend(face.outline(text, size, at).map(|path| (path, colour)));
    }

    /// A name for all that the pixels depend on; `icon` is the drawing in the band.
    pub(super) fn key(&self, icon: &[u8]) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&FORM.to_le_bytes());
        hasher.update(blake3::hash(icon).as_bytes());
        let colour = |hasher: &mut blake3::Hasher, colour: Color| {
            let colour = colour.to_color_u8();
            hasher.update(&[colour.red(), colour.green(), colour.blue(), colour.alpha()]);
        };
        colour(&mut hasher, self.ground);
        for (path, fill) in &self.shapes {
            colour(&mut hasher, *fill);
            for verb in path.verbs() {
                hasher.update(&[*verb as u8]);
            }
            for point in path.points() {
                hasher.update(&point.x.to_le_bytes()).update(&point.y.to_le_bytes());
            }
        }
        hasher.finalize()
    }

    /// The pixels; none when there is no memory for them.
    pub(super) fn pixels(&self, icon: Option<&Tree>) -> Option<Pixmap> {
        let mut pixels = Pixmap::new(SIZE.0.into(), SIZE.1.into())?;
        pixels.fill(self.ground);
        for (path, colour) in &self.shapes {
            let mut paint = Paint::default();
            paint.set_color(*colour);
            pixels.fill_path(path, &paint, FillRule::Winding, Transform::identity(), None);
        }
        if let Some(icon) = icon {
            let scale = ICON / icon.size().width().max(icon.size().height());
            let place = Transform::from_scale(scale, scale).post_translate(MARGIN, (BAND - ICON) / 2.0);
            resvg::render(icon, place, &mut pixels.as_mut());
        }
        Some(pixels)
    }
}

/// A title in the first size that holds it, cut in the last when none does.
fn title(face: &Face, text: &str, room: f32) -> (f32, Lines) {
    let (larger, [(smallest, most)]) = TITLES.split_last_chunk().unwrap_or((&[], &[(LABEL, 1)]));
    let whole = larger.iter().find_map(|(size, most)| {
        let lines = face.wrap(text, *size, room, *most);
        (!lines.cut).then_some((*size, lines))
    });
    whole.unwrap_or_else(|| (*smallest, face.wrap(text, *smallest, room, *most)))
}

#[allow(clippy::cast_precision_loss)] // four lines
fn length(lines: usize) -> f32 {
    lines as f32
}

#[cfg(test)]
mod tests {
    use resvg::tiny_skia::Color;

    use super::{BAND, Colours, LINE, Said, Scene, TITLES, title};
    use crate::render::finders::picture::face::Face;

    fn face() -> Face {
        let bytes = include_bytes!("../../../../../site/assets/fonts/BeVietnamPro-Bold.ttf");
        Face::read(bytes, "vi").expect("a typeface")
    }

    fn scene(title: &str) -> Scene {
        let said = Said {
            name: "Cổng đoàn viên",
            label: "Hỏi đáp · Tiền lương",
            title,
        };
        let colours = Colours {
            band: Color::BLACK,
            on_band: Color::WHITE,
            line: Color::BLACK,
            ground: Color::WHITE,
            label: Color::BLACK,
            title: Color::BLACK,
        };
        Scene::new(&said, &face(), &colours)
    }

    #[test]
    fn words_stay_on_the_ground_however_long_the_title() {
        let words = [
            "Thưởng",
            "Ổ ỨNG DỤNG GIỮ",
            &"Quy định quản lý ".repeat(6),
            &"ẾCH ọp ".repeat(60),
        ];
        for said in words {
            let scene = scene(said);
            // Band, line, name; then label and title.
            for (path, _) in &scene.shapes[3..] {
                let bounds = path.bounds();
                let inside = bounds.left() >= 60.0 && bounds.right() <= 1140.0;
                assert!(
                    inside && bounds.top() > BAND + LINE && bounds.bottom() < 622.0,
                    "{said}: {bounds:?}"
                );
            }
        }
    }

    #[test]
    fn a_longer_title_is_smaller_and_only_the_longest_is_cut() {
        let sizes = [1, 3, 5, 11, 80].map(|times| title(&face(), "tiếng Việt ".repeat(times).trim(), 1064.0));
        assert!(sizes.is_sorted_by(|(larger, _), (smaller, _)| larger > smaller || *smaller == TITLES[6].0));
        assert_eq!(sizes.map(|(_, lines)| lines.cut), [false, false, false, false, true]);
    }

    #[test]
    fn the_same_words_have_the_same_key_and_others_another() {
        let icon = b"<svg/>";
        assert_eq!(scene("Lương").key(icon), scene("Lương").key(icon));
        assert_ne!(scene("Lương").key(icon), scene("Thưởng").key(icon));
        assert_ne!(scene("Lương").key(icon), scene("Lương").key(b""));
    }
}
