//! The style sheet as it stands in every page: the shortest form, in words that old phones know.

use lightningcss::{
    printer::PrinterOptions,
    stylesheet::{MinifyOptions, ParserOptions, StyleSheet},
    targets::{Browsers, Features, Targets},
};

/// Browsers that the styles are written down to: phones sold since about 2018, whose Chromium or WebView is not updated.
fn targets() -> Targets {
    let version = |major: u32| Some(major << 16);
    Targets {
        browsers: Some(Browsers {
            android: version(70),
            chrome: version(70),
            ios_saf: version(12),
            safari: version(12),
            samsung: version(10),
            ..Browsers::default()
        }),
        // `color-scheme` needs no stand-in: the colours of both schemes are written out.
        exclude: Features::LightDark,
        ..Targets::default()
    }
}

/// The style sheet in its shortest form. One that cannot be read is left as it is: a browser takes what it can.
pub(super) fn minify(css: &[u8]) -> String {
    let css = String::from_utf8_lossy(css);
    short(&css).unwrap_or_else(|| css.clone().into_owned())
}

fn short(css: &str) -> Option<String> {
    let mut sheet = StyleSheet::parse(css, ParserOptions::default()).ok()?;
    let targets = targets();
    sheet
        .minify(MinifyOptions {
            targets,
            ..MinifyOptions::default()
        })
        .ok()?;
    let options = PrinterOptions {
        minify: true,
        targets,
        ..PrinterOptions::default()
    };
    Some(sheet.to_css(options).ok()?.code)
}

#[cfg(test)]
mod tests {
    use super::minify;

    #[test]
    fn styles_are_shortened_and_faulty_ones_kept() {
        assert_eq!(minify(b"a {\n  color: #ffffff;\n}\n"), "a{color:#fff}");
        assert_eq!(minify(b"a { color: }}"), "a { color: }}");
    }
}
