//! What a media file turns out to be when it is opened: a picture's files, a video's length, the words of captions.

use std::io::Cursor;

use subtp::vtt::{VttBlock, VttTimestamp, WebVtt};

use crate::picture::{Fault, Form, Rendition};

/// What was found in the bytes; [`Facts::Other`] for files that are published without a look inside.
#[derive(Debug, Clone, PartialEq)]
pub enum Facts {
    /// A picture, with the files that are published in its place.
    Picture(Shown),
    /// A file that is taken for a picture and cannot be published as one.
    Refused(Fault),
    /// MP4 or WebM: seconds of play.
    Video(f64),
    /// WebVTT: its cues in order.
    Captions(Vec<Cue>),
    /// The name promises one of the above, the bytes do not keep it. For captions, with the line (from 1) and what
    /// stands there.
    Damaged(Option<(usize, String)>),
    /// Anything else.
    Other,
}

/// The published files of a picture: one form after the other, the narrowest of each first. The last is the widest that
/// every browser shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown(pub Vec<ShownFile>);

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownFile {
    /// Address below the root; only form and width differ from those of the others.
    pub address: String,
    /// The file.
    pub file: Rendition,
}

/// Widest picture that stands in for a video or is saved on a phone, in pixels.
const SMALL: u32 = 720;

impl Shown {
    /// The files that every browser shows, the narrowest first.
    pub fn plain(&self) -> impl Iterator<Item = &ShownFile> {
        self.0.iter().filter(|one| one.file.form != Form::Avif)
    }

    /// The files in AVIF, the narrowest first; none where they would not be smaller.
    pub fn modern(&self) -> impl Iterator<Item = &ShownFile> {
        self.0.iter().filter(|one| one.file.form == Form::Avif)
    }

    /// The one to show where there can be only one.
    pub fn small(&self) -> Option<&ShownFile> {
        let fitting = self.plain().filter(|one| one.file.width <= SMALL).last();
        fitting.or_else(|| self.plain().next())
    }
}

/// One caption.
#[derive(Debug, Clone, PartialEq)]
pub struct Cue {
    /// Seconds from the start at which it appears.
    pub start: f64,
    /// Seconds from the start at which it disappears.
    pub end: f64,
    /// Its words.
    pub text: String,
}

/// Looks into a file that is no picture.
pub fn facts(path: &str, bytes: &[u8]) -> Facts {
    let extension = path
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase());
    match extension.as_deref() {
        Some("mp4") => mp4(bytes).map_or(Facts::Damaged(None), Facts::Video),
        Some("webm") => webm(bytes).map_or(Facts::Damaged(None), Facts::Video),
        Some("vtt") => captions(bytes),
        _ => Facts::Other,
    }
}

#[allow(clippy::cast_precision_loss)] // ten minutes in any time scale are far below 2^52
fn mp4(bytes: &[u8]) -> Option<f64> {
    let header = re_mp4::Mp4::read_bytes(bytes).ok()?.moov.mvhd;
    (header.timescale > 0).then(|| header.duration as f64 / f64::from(header.timescale))
}

fn webm(bytes: &[u8]) -> Option<f64> {
    let duration = matroska::Matroska::open(Cursor::new(bytes)).ok()?.info.duration?;
    Some(duration.as_secs_f64())
}

fn captions(bytes: &[u8]) -> Facts {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Facts::Damaged(Some((1, "UTF-8".to_owned())));
    };
    // The parser wants a last line end, which players do not.
    let text = format!(
        "{}\n",
        text.trim_start_matches('\u{feff}').replace("\r\n", "\n").trim_end()
    );
    if text.trim() == "WEBVTT" {
        return Facts::Captions(Vec::new());
    }
    match WebVtt::parse(&text) {
        Ok(captions) => {
            let cues = captions.blocks.into_iter().filter_map(|block| match block {
                VttBlock::Que(cue) => {
                    let seconds = |at: &VttTimestamp| {
                        let whole = u32::from(at.hours) * 3600 + u32::from(at.minutes) * 60 + u32::from(at.seconds);
                        f64::from(whole) + f64::from(at.milliseconds) / 1000.0
                    };
                    Some(Cue {
                        start: seconds(&cue.timings.start),
                        end: seconds(&cue.timings.end),
                        text: cue.payload.join(" "),
                    })
                }
                _ => None,
            });
            Facts::Captions(cues.collect())
        }
        Err(error) => {
            // The parser tells the furthest place it reached as `line:column`; a wrong arrow it takes for a name, and
            // stumbles over the line below.
            let reached = error.location.split(':').next().and_then(|line| line.parse().ok());
            let wrong_arrow = text
                .lines()
                .position(|line| line.contains("->") && !line.contains(" --> "));
            let line = wrong_arrow.map(|line| line + 1).or(reached).unwrap_or(1);
            let content = text.lines().nth(line - 1).unwrap_or_default();
            Facts::Damaged(Some((line, content.to_owned())))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Facts, facts};

    #[test]
    fn captions_are_read_and_faults_have_a_line() {
        let good = "WEBVTT\n\n00:00.000 --> 00:02.500\nXin chào\n\n2\n00:01:02.500 --> 00:01:04.000\nBạn\n";
        let Facts::Captions(cues) = facts("a.vtt", good.as_bytes()) else {
            panic!("{:?}", facts("a.vtt", good.as_bytes()))
        };
        assert_eq!(
            (cues.len(), cues[1].start, cues[1].end, cues[0].text.as_str()),
            (2, 62.5, 64.0, "Xin chào")
        );
        let bad = "WEBVTT\n\n00:00.000 -> 00:02.500\nXin chào\n";
        assert!(
            matches!(facts("a.vtt", bad.as_bytes()), Facts::Damaged(Some((3, _)))),
            "{:?}",
            facts("a.vtt", bad.as_bytes())
        );
    }

    #[test]
    fn a_text_is_no_video() {
        for name in ["a.mp4", "a.webm"] {
            assert_eq!(facts(name, b"xin chao"), Facts::Damaged(None));
        }
        assert_eq!(facts("a.pdf", b"xin chao"), Facts::Other);
    }
}
