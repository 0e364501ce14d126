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
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let good = &bytes[..error.valid_up_to()];
            let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
            let written = bytes.split(|byte| *byte == b'\n').nth(line - 1).unwrap_or_default();
            return Facts::Damaged(Some((line, String::from_utf8_lossy(written).into_owned())));
        }
    };
    // The parser wants a last line end, which players do not.
    let text = format!(
        "{}\n",
        text.trim_start_matches('\u{feff}').replace("\r\n", "\n").trim_end()
    );
    if text.trim() == "WEBVTT" {
        return Facts::Captions(Vec::new());
    }
    // The arrow may stand in no other line.
    let wrong_times = text.lines().position(|line| line.contains("-->") && !is_timing(line));
    if let Some(line) = wrong_times.filter(|_| text.starts_with("WEBVTT")) {
        return damaged(&text, line + 1);
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
            damaged(&text, wrong_arrow.map(|line| line + 1).or(reached).unwrap_or(1))
        }
    }
}

fn damaged(text: &str, line: usize) -> Facts {
    let content = text.lines().nth(line - 1).unwrap_or_default();
    Facts::Damaged(Some((line, content.to_owned())))
}

/// True for `00:01.000 --> 00:04.000`, hours and settings allowed, that ends after it begins. Players skip a cue whose times
/// are others, without a word; the parser takes some of them.
fn is_timing(line: &str) -> bool {
    let Some((from, rest)) = line.split_once("-->") else {
        return false;
    };
    let until = rest.split_whitespace().next().unwrap_or_default();
    match (milliseconds(from.trim()), milliseconds(until)) {
        (Some(from), Some(until)) => from < until,
        _ => false,
    }
}

fn milliseconds(time: &str) -> Option<u32> {
    let number = |part: &str, letters: usize| {
        let fits = part.len() == letters && part.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| part.parse::<u32>().ok()).flatten()
    };
    let (time, thousandths) = time.split_once('.')?;
    let parts: Vec<&str> = time.split(':').collect();
    let (hours, minutes, seconds) = match parts[..] {
        [minutes, seconds] => (0, minutes, seconds),
        [hours, minutes, seconds] => (number(hours, 2)?, minutes, seconds),
        _ => return None,
    };
    let (minutes, seconds) = (number(minutes, 2)?, number(seconds, 2)?);
    (minutes < 60 && seconds < 60)
        .then_some(((hours * 60 + minutes) * 60 + seconds) * 1000)?
        .checked_add(number(thousandths, 3)?)
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
    fn times_that_players_skip_are_faults() {
        for times in [
            "00:75.000 --> 00:80.000",
            "00:05.000 --> 00:01.000",
            "00:00,000 --> 00:01,000",
            "00.000 --> 01.000",
            "99999999999:00:00.000 --> 00:01.000",
        ] {
            let captions = format!("WEBVTT\n\n{times}\nXin chào\n");
            let found = facts("a.vtt", captions.as_bytes());
            assert_eq!(found, Facts::Damaged(Some((3, times.to_owned()))));
        }
        let placed = "WEBVTT\n\n01:00:00.000 --> 01:00:01.000 align:start line:0\nXin chào\n";
        assert!(matches!(facts("a.vtt", placed.as_bytes()), Facts::Captions(cues) if cues.len() == 1));
    }

    #[test]
    fn a_text_is_no_video() {
        for name in ["a.mp4", "a.webm"] {
            assert_eq!(facts(name, b"xin chao"), Facts::Damaged(None));
        }
        assert_eq!(facts("a.pdf", b"xin chao"), Facts::Other);
    }
}
