//! Months as bars: what is drawn where, for a template to write as SVG. Bars tell by place and pattern too, as reports are
//! copied in black and white.

use serde::Serialize;

use super::published::Month;

/// Units of the drawing, which is as wide as the page.
const WIDTH: usize = 720;
const HEIGHT: usize = 260;
const LEFT: usize = 40;
const BELOW: usize = 36;
const ABOVE: usize = 14;

/// A drawing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plot {
    /// Of the whole.
    pub width: usize,
    /// Of the whole.
    pub height: usize,
    /// Where bars begin.
    pub left: usize,
    /// Where they stand.
    pub ground: usize,
    /// Lines across, from the ground up.
    pub lines: Vec<Line>,
    /// One for each month.
    pub columns: Vec<Column>,
}

/// A line across, with its figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// From above.
    pub y: usize,
    /// What it stands for.
    pub figure: usize,
}

/// A month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its middle.
    pub x: usize,
    /// `11/2026`.
    pub label: String,
    /// Members', the union's, services', from the left.
    pub bars: Vec<Bar>,
}

/// A bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// Class of its style.
    pub class: &'static str,
    /// Its left side.
    pub x: usize,
    /// Its top.
    pub y: usize,
    /// Width.
    pub width: usize,
    /// Height.
    pub height: usize,
    /// What it stands for.
    pub figure: usize,
}

/// The drawing of some months; none of none.
pub fn plot(months: &[Month]) -> Option<Plot> {
    if months.is_empty() {
        return None;
    }
    let highest = months
        .iter()
        .flat_map(|month| [month.members, month.union, month.service])
        .max()?;
    let step = step(highest);
    let top = highest.div_ceil(step).max(1) * step;
    let (ground, room) = (HEIGHT - BELOW, HEIGHT - BELOW - ABOVE);
    let place = |figure: usize| figure * room / top;
    let wide = (WIDTH - LEFT) / months.len();
    let bar_width = (wide / 4).clamp(1, 24);
    let columns = months.iter().enumerate().map(|(number, month)| {
        let x = LEFT + wide * number + wide / 2;
        let figures = [
            ("members", month.members),
            ("union", month.union),
            ("service", month.service),
        ];
        let bars = figures.into_iter().enumerate().map(|(at, (class, figure))| Bar {
            class,
            x: x + bar_width * at - bar_width * 3 / 2,
            y: ground - place(figure),
            width: bar_width,
            height: place(figure),
            figure,
        });
        let (year, number) = month.month.split_once('-').unwrap_or_default();
        Column {
            x,
            label: format!("{number}/{year}"),
            bars: bars.collect(),
        }
    });
    Some(Plot {
        width: WIDTH,
        height: HEIGHT,
        left: LEFT,
        ground,
        lines: (0..=top / step)
            .map(|line| Line {
                y: ground - place(line * step),
                figure: line * step,
            })
            .collect(),
        columns: columns.collect(),
    })
}

/// 1, 2 or 5 times a power of ten, so that there are at most six lines.
fn step(highest: usize) -> usize {
    let mut step = 1;
    loop {
        for factor in [1, 2, 5] {
            if highest <= step * factor * 5 {
                return step * factor;
            }
        }
        step *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::{Month, plot};

    #[test]
    fn bars_stay_in_the_drawing() {
        for (months, figure) in [(1, 0), (1, 3), (12, 41), (36, 1_886), (60, 1)] {
            let months: Vec<Month> = (0..months)
                .map(|number| Month {
                    month: format!("2026-{:02}", number % 12 + 1),
                    members: figure,
                    union: figure / 2,
                    service: 0,
                })
                .collect();
            let plot = plot(&months).expect("a drawing");
            assert!((2..=6).contains(&plot.lines.len()), "{:?}", plot.lines);
            for bar in plot.columns.iter().flat_map(|column| &column.bars) {
                assert!(bar.x >= plot.left && bar.x + bar.width <= plot.width, "{bar:?}");
                assert!(bar.y + bar.height == plot.ground, "{bar:?}");
            }
        }
        assert_eq!(plot(&[]), None);
    }
}
