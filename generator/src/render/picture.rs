//! A picture in a page: what the browser chooses from, by the width of the column, the screen's points and what it knows.

use crate::site::{
    MediaFile,
    media::{Facts, Shown, ShownFile},
};

/// How wide a picture is shown: the column of text, or the screen less its margins. `site/assets/style.css` has both.
const SIZES: &str = "(min-width: 42rem) 40rem, calc(100vw - 2rem)";
/// Bytes of HTML before which a picture is on the first screen of a phone, together with the page's title.
const FIRST_SCREEN: usize = 600;

/// The element that offers AVIF, to stand before the `img`; empty where there is none.
pub(super) fn modern(shown: &Shown, root: &str) -> String {
    let choices = choices(shown.modern(), root);
    if choices.is_empty() {
        return choices;
    }
    format!("<source type=\"image/avif\" srcset=\"{choices}\" sizes=\"{SIZES}\">")
}

/// Attributes of the `img`, after `before` bytes of HTML: its choices, the room it takes, and whether it may wait.
pub(super) fn attributes(shown: &Shown, root: &str, before: usize) -> String {
    let mut attributes = String::new();
    if shown.plain().nth(1).is_some() {
        let choices = choices(shown.plain(), root);
        attributes.push_str(&format!(" srcset=\"{choices}\" sizes=\"{SIZES}\""));
    }
    if let Some(widest) = shown.0.last() {
        let (width, height) = (widest.file.width, widest.file.height);
        attributes.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
    }
    // What is seen at once must not wait until the page is laid out.
    if before > FIRST_SCREEN {
        attributes.push_str(" loading=\"lazy\"");
    }
    attributes
}

/// The address of a picture where only one can be named.
pub(super) fn single(file: &MediaFile) -> &str {
    let small = match &file.facts {
        Facts::Picture(shown) => shown.small(),
        _ => None,
    };
    small.map_or(&file.address, |one| &one.address)
}

fn choices<'a>(files: impl Iterator<Item = &'a ShownFile>, root: &str) -> String {
    let choices: Vec<String> = files
        .map(|one| format!("{root}{} {}w", one.address, one.file.width))
        .collect();
    choices.join(", ")
}

#[cfg(test)]
mod tests {
    use super::{attributes, modern};
    use crate::{
        picture::{Form, Rendition},
        site::media::{Shown, ShownFile},
    };

    fn shown(files: &[(Form, u32)]) -> Shown {
        let files = files.iter().map(|(form, width)| ShownFile {
            address: format!("media/a-0-{width}.{}", form.extension()),
            file: Rendition {
                form: *form,
                width: *width,
                height: width / 2,
                bytes: Vec::new(),
            },
        });
        Shown(files.collect())
    }

    #[test]
    fn a_browser_may_choose_form_and_width() {
        let both = shown(&[
            (Form::Avif, 360),
            (Form::Avif, 720),
            (Form::Jpeg, 360),
            (Form::Jpeg, 720),
        ]);
        let offered = modern(&both, "../");
        assert!(
            offered.contains("srcset=\"../media/a-0-360.avif 360w, ../media/a-0-720.avif 720w\""),
            "{offered}"
        );
        let plain = attributes(&both, "../", 5000);
        assert!(
            plain.starts_with(" srcset=\"../media/a-0-360.jpg 360w, ")
                && plain.ends_with(" width=\"720\" height=\"360\" loading=\"lazy\""),
            "{plain}"
        );
    }

    #[test]
    fn the_first_screen_does_not_wait_and_a_single_size_is_no_choice() {
        let one = shown(&[(Form::Png, 200)]);
        assert_eq!(modern(&one, ""), "");
        assert_eq!(attributes(&one, "", 0), " width=\"200\" height=\"100\"");
    }
}
