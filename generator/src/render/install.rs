//! What a phone needs to put the portal on its home screen: the web manifest, and pictures of the icon.
//!
//! In: names and languages from the settings, colours from the styles, `icon.svg`. Out: `site.webmanifest` and PNG files.

use resvg::{
    tiny_skia::{Color, Pixmap, Transform},
    usvg::{Options, Tree},
};
use serde::Serialize;

use super::{Artifact, ArtifactKind, RenderError, search_files::asset, style};
use crate::{config::Config, theme::Theme};

/// The portal's icon among the files of the theme.
pub(super) const ICON: &str = "icon.svg";
/// A mask may cut away all but the inner four fifths.
const SAFE: f32 = 0.8;

/// Where pages link to.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Installable {
    pub(super) manifest: String,
    pub(super) touch_icon: String,
}

#[derive(Serialize)]
struct Manifest<'a> {
    name: &'a str,
    short_name: &'a str,
    description: &'a str,
    lang: &'a str,
    dir: &'static str,
    start_url: &'static str,
    scope: &'static str,
    display: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    theme_color: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    background_color: Option<&'a str>,
    icons: Vec<Icon>,
}

#[derive(Serialize)]
struct Icon {
    src: String,
    sizes: String,
    #[serde(rename = "type")]
    media_type: &'static str,
    purpose: &'static str,
}

/// Adds the manifest and the icons; nothing without an icon.
///
/// # Errors
/// When the icon cannot be drawn.
pub(super) fn publish(
    config: &Config,
    theme: &Theme,
    icon: Option<&str>,
    artifacts: &mut Vec<Artifact>,
) -> Result<Option<Installable>, RenderError> {
    let (Some(address), Some(svg)) = (icon, theme.assets.get(ICON)) else {
        return Ok(None);
    };
    let styles = style::sheet(theme);
    let colour = |token| style::colours(&styles, token).0;
    let drawing = Drawing::read(svg, colour("--top"))?;
    let mut add = |name: &str, side: u32, ground: Ground| -> Result<String, RenderError> {
        Ok(asset(name, drawing.png(side, ground)?, artifacts))
    };
    let small = add("icon-192.png", 192, Ground::Clear)?;
    let large = add("icon-512.png", 512, Ground::Clear)?;
    let masked = add("icon-mask.png", 512, Ground::Masked)?;
    let touch_icon = add("icon-touch.png", 180, Ground::Full)?;
    let png = |src, side: u32, purpose| Icon {
        src,
        sizes: format!("{side}x{side}"),
        media_type: "image/png",
        purpose,
    };
    let vector = Icon {
        src: address.to_owned(),
        sizes: "any".to_owned(),
        media_type: "image/svg+xml",
        purpose: "any",
    };
    let manifest = Manifest {
        name: &config.name,
        short_name: &config.short_name,
        description: &config.description,
        lang: &config.language,
        dir: "ltr",
        start_url: "./",
        scope: "./",
        display: "standalone",
        theme_color: colour("--top"),
        background_color: colour("--bg"),
        icons: vec![
            vector,
            png(small, 192, "any"),
            png(large, 512, "any"),
            png(masked, 512, "maskable"),
        ],
    };
    let path = "site.webmanifest";
    artifacts.push(Artifact {
        path: path.to_owned(),
        bytes: serde_json::to_vec(&manifest).unwrap_or_default(),
        kind: ArtifactKind::Asset,
    });
    Ok(Some(Installable {
        manifest: path.to_owned(),
        touch_icon,
    }))
}

/// What stands behind the icon.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ground {
    /// Nothing.
    Clear,
    /// The colour of the page's head: some phones paint black behind what is clear.
    Full,
    /// The same, with the icon inside what a mask leaves.
    Masked,
}

struct Drawing {
    tree: Tree,
    ground: Color,
}

impl Drawing {
    fn read(svg: &[u8], ground: Option<&str>) -> Result<Self, RenderError> {
        let tree = read(svg)?;
        let ground = ground.and_then(parse_colour).unwrap_or(Color::WHITE);
        Ok(Self { tree, ground })
    }

    #[allow(clippy::cast_precision_loss)] // a few hundred pixels
    fn png(&self, side: u32, ground: Ground) -> Result<Vec<u8>, RenderError> {
        let mut pixels = Pixmap::new(side, side).ok_or_else(|| bad_icon("0 x 0"))?;
        if ground != Ground::Clear {
            pixels.fill(self.ground);
        }
        let whole = side as f32;
        let used = if ground == Ground::Masked { whole * SAFE } else { whole };
        let size = self.tree.size();
        let scale = used / size.width().max(size.height());
        let place = |length: f32| (whole - length * scale) / 2.0;
        let transform = Transform::from_scale(scale, scale).post_translate(place(size.width()), place(size.height()));
        resvg::render(&self.tree, transform, &mut pixels.as_mut());
        pixels.encode_png().map_err(|error| bad_icon(&error.to_string()))
    }
}

pub(super) fn parse_colour(text: &str) -> Option<Color> {
    let digits = text.strip_prefix('#')?;
    let long = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        6 => digits.to_owned(),
        _ => return None,
    };
    let part = |from: usize| u8::from_str_radix(long.get(from..from + 2)?, 16).ok();
    Some(Color::from_rgba8(part(0)?, part(2)?, part(4)?, u8::MAX))
}

/// The icon as shapes.
///
/// # Errors
/// When it is no drawing.
pub(super) fn read(svg: &[u8]) -> Result<Tree, RenderError> {
    Tree::from_data(svg, &Options::default()).map_err(|error| bad_icon(&error.to_string()))
}

fn bad_icon(details: &str) -> RenderError {
    RenderError::Icon {
        details: details.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use resvg::tiny_skia::Pixmap;

    use super::{Drawing, Ground, parse_colour};

    const RED: &[u8] = br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" fill="#f00"/></svg>"##;

    #[test]
    fn a_mask_finds_ground_at_the_rim_and_the_icon_within() {
        let drawing = Drawing::read(RED, Some("#00f")).expect("an icon");
        let pixels = Pixmap::decode_png(&drawing.png(100, Ground::Masked).expect("drawn")).expect("a PNG");
        let at = |x, y| {
            pixels
                .pixel(x, y)
                .map(|pixel| (pixel.red(), pixel.blue(), pixel.alpha()))
        };
        assert_eq!(at(5, 50), Some((0, 255, 255)));
        assert_eq!(at(12, 50), Some((255, 0, 255)));
        assert!(Drawing::read(b"no picture", None).is_err());
    }

    #[test]
    fn colours_are_read_in_both_lengths() {
        assert_eq!(parse_colour("#fff"), parse_colour("#ffffff"));
        assert_eq!(parse_colour("#ü0f"), None);
    }
}
