//! A text as a QR picture (ISO/IEC 18004), drawn as SVG.

use qrcodegen::{QrCode, QrCodeEcc};

/// Modules of white around it, as the standard asks for.
const MARGIN: i32 = 4;

/// The picture; `None` when the text is longer than any has room for.
pub(crate) fn svg(text: &str) -> Option<String> {
    // A screen is neither torn nor stained; the crate raises the level by itself where that costs no room.
    let code = QrCode::encode_binary(text.as_bytes(), QrCodeEcc::Low).ok()?;
    let size = (code.size() + 2 * MARGIN).to_string();
    let mut path = String::new();
    for y in 0..code.size() {
        for (from, to) in runs(&code, y) {
            let [x, y, width] = [from + MARGIN, y + MARGIN, to - from].map(|number| number.to_string());
            path.push_str(&["M", &x, " ", &y, "h", &width, "v1h-", &width, "z"].concat());
        }
    }
    let svg = [
        "<svg xmlns='http://www.w3.org/2000/svg' width='",
        &size,
        "' height='",
        &size,
        "' viewBox='0 0 ",
        &size,
        " ",
        &size,
        "' shape-rendering='crispEdges'><path fill='#fff' d='M0 0h",
        &size,
        "v",
        &size,
        "H0z'/><path d='",
        &path,
        "'/></svg>",
    ];
    Some(svg.concat())
}

/// Stretches of dark modules in a row, the end exclusive.
fn runs(code: &QrCode, y: i32) -> Vec<(i32, i32)> {
    let mut runs: Vec<(i32, i32)> = Vec::new();
    for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
        match runs.last_mut() {
            Some((_, end)) if *end == x => *end += 1,
            _ => runs.push((x, x + 1)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::svg;

    #[test]
    fn a_picture_holds_what_a_part_of_a_record_needs_and_has_its_margin() {
        // Version 14 of the standard: 73 modules and the margin on both sides.
        let picture = svg(&"x".repeat(457)).expect("it has room");
        assert!(picture.contains("viewBox='0 0 81 81'"), "{picture}");
        assert!(
            picture.contains("<path d='M4 4h7v1h-7z"),
            "the corner is a finder of seven dark modules: {picture}"
        );
        assert!(svg(&"x".repeat(4_000)).is_none());
    }
}
