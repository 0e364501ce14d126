//! A submission as the text an editor meets: front matter as content needs it, the words escaped, pictures as files beside it.

use std::fmt::Write as _;

use jiff::civil::Date;
use wire::draft::{Consents, Kind};

use super::{
    Submission,
    inspect::{RudeWords, inspect, is_hidden},
    line, lines, pictures, plain, rules, shortened,
};
use crate::{
    diag::{Diagnostic, Place, text},
    source::INBOX,
};

/// Letters of a title in content, least and most.
const TITLE: (usize, usize) = (10, 90);
/// Letters of a summary, least; most of one made by machine, which content takes longer.
const SUMMARY: (usize, usize) = (20, 180);

/// What is to be written for a submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Path of the text below the root.
    pub path: String,
    /// The text.
    pub markdown: String,
    /// Pictures by path.
    pub pictures: Vec<(String, Vec<u8>)>,
    /// What the editor should look at; places are in the text.
    pub flags: Vec<Diagnostic>,
}

/// Path of a submission's text.
pub fn path(id: &str) -> String {
    format!("content/{INBOX}/{id}.md")
}

/// The proposal for a submission, and what is to be said of it.
pub fn propose(submission: &Submission, rude: &RudeWords, today: Date) -> Proposal {
    let path = path(&submission.id);
    let mut flags = Vec::new();
    let mut files = Vec::new();
    for (number, bytes) in (1..).zip(&submission.pictures) {
        match pictures::picture(bytes) {
            Some(picture) => {
                let name = format!("content/{INBOX}/{}-{number}.{}", submission.id, picture.extension);
                if picture.bytes.len() > pictures::HEAVY {
                    flags.push(heavy(&name, picture.bytes.len()));
                }
                files.push((name, picture.bytes));
            }
            None => flags.push(no_picture(&path, number)),
        }
    }
    let title = title(submission);
    let mut markdown = front_matter(submission, &title, today);
    let start = markdown.lines().count();
    let text = seen(&submission.text);
    markdown.push_str(&plain::markdown(&text));
    for (number, (name, _)) in (1..).zip(&files) {
        let file = name.rsplit('/').next().unwrap_or(name);
        let alt = plain::inline(&format!("Ảnh {number} của bài {title}"));
        let space = if markdown.ends_with("---\n") { "" } else { "\n\n" };
        let _ = write!(markdown, "{space}![{alt}]({file})");
    }
    markdown.push('\n');
    flags.extend(unconsented(&path, submission.consents, !files.is_empty()));
    flags.extend(found(&path, &submission.title, rude, |_| 2));
    for (key, words) in [("author:", &submission.credit), ("unit:", &submission.unit)] {
        let line = markdown
            .lines()
            .take(start)
            .position(|line| line.starts_with(key))
            .unwrap_or(0)
            + 1;
        flags.extend(found(&path, words.as_deref().unwrap_or_default(), rude, |_| line));
    }
    flags.extend(found(&path, &submission.text, rude, |at| {
        start + 1 + submission.text[..at].matches('\n').count()
    }));
    flags.sort_by(|left, right| left.order().cmp(&right.order()));
    Proposal {
        path,
        markdown,
        pictures: files,
        flags,
    }
}

/// Without letters that nobody sees, which the editor could not judge, but with those that join pictographs.
fn seen(text: &str) -> String {
    let seen: String = text
        .chars()
        .filter(|letter| !is_hidden(*letter) || matches!(letter, '\u{200d}'))
        .collect();
    lines(&seen)
}

fn found(path: &str, words: &str, rude: &RudeWords, line: impl Fn(usize) -> usize) -> Vec<Diagnostic> {
    let diagnostic = |found: super::inspect::Found| {
        let place = Place {
            line: line(found.range.start),
            ..Place::file(path)
        };
        Diagnostic::new(found.rule, place, found.said(&words[found.range.clone()]))
    };
    inspect(words, rude).into_iter().map(diagnostic).collect()
}

/// What consent lacks.
pub(super) fn unconsented(path: &str, consents: Consents, has_pictures: bool) -> Option<Diagnostic> {
    let lacking = [
        (!consents.publish).then_some(("đăng bài (publish)", "to publish")),
        (!consents.own).then_some(("bài là của mình (own)", "that it is her own (own)")),
        (has_pictures && !consents.people).then_some(("người trong ảnh (people)", "people in the pictures (people)")),
    ];
    let lacking: Vec<_> = lacking.into_iter().flatten().collect();
    if lacking.is_empty() {
        return None;
    }
    let vietnamese = lacking.iter().map(|lack| lack.0).collect::<Vec<_>>().join(", ");
    let english = lacking.iter().map(|lack| lack.1).collect::<Vec<_>>().join(", ");
    let message = text!("Chưa có đồng ý: {vietnamese}.", "Consent is missing: {english}.");
    Some(Diagnostic::new(&rules::CONSENT, Place::file(path), message).hint(text!(
        "Hỏi người gửi; khi họ đồng ý, thêm vào khóa consents trong tệp này.",
        "Ask the writer; once she agrees, add it to the key consents in this file."
    )))
}

pub(super) fn heavy(path: &str, bytes: usize) -> Diagnostic {
    let size = bytes.div_ceil(1000);
    Diagnostic::new(
        &rules::HEAVY,
        Place::file(path),
        text!(
            "Ảnh nặng {size} KB, nên dưới 200 KB.",
            "The picture has {size} KB; stay below 200."
        ),
    )
}

fn no_picture(path: &str, number: usize) -> Diagnostic {
    Diagnostic::new(
        &rules::PICTURE,
        Place::file(path),
        text!(
            "Tệp kèm số {number} không phải ảnh, đã bỏ ra.",
            "File {number} that came along is no picture and was left out."
        ),
    )
}

/// What editors call a kind, before a title that is too short to stand alone.
pub const fn label(kind: Kind) -> &'static str {
    match kind {
        Kind::Story => "Chuyện của đoàn viên",
        Kind::Tip => "Mẹo của đoàn viên",
        Kind::Poem => "Thơ của đoàn viên",
        Kind::Photo => "Ảnh của đoàn viên",
        Kind::Question => "Câu hỏi của đoàn viên",
        Kind::Thanks => "Lời cảm ơn của đoàn viên",
        Kind::ContestEntry => "Bài dự thi của đoàn viên",
        Kind::Reply => "Lời đáp của đoàn viên",
        Kind::Clip => "Clip của đoàn viên",
    }
}

/// Her title; the first words of her text where she gave none, behind the kind's name where they are few.
fn title(submission: &Submission) -> String {
    let own = line(&seen(&submission.title));
    let first = line(&seen(submission.text.lines().next().unwrap_or_default()));
    let words = if own.is_empty() { first } else { own };
    let words = if words.chars().count() >= TITLE.0 {
        words
    } else if words.is_empty() {
        label(submission.kind).to_owned()
    } else {
        format!("{}: {words}", label(submission.kind))
    };
    shortened(&words, TITLE.1)
}

fn summary(submission: &Submission) -> String {
    let words = line(&seen(&submission.text));
    let words = if words.chars().count() >= SUMMARY.0 {
        words
    } else {
        format!("{} gửi về cổng. {words}", label(submission.kind))
            .trim()
            .to_owned()
    };
    shortened(&words, SUMMARY.1)
}

/// The form of stories that a kind becomes.
const fn form(kind: Kind) -> &'static str {
    match kind {
        Kind::Tip => "tip",
        Kind::Poem => "poem",
        Kind::Photo => "photo",
        Kind::Thanks => "thanks",
        Kind::ContestEntry => "entry",
        Kind::Reply => "reply",
        Kind::Clip => "clip",
        Kind::Story | Kind::Question => "story",
    }
}

fn front_matter(submission: &Submission, title: &str, today: Date) -> String {
    let mut text = format!(
        "---\ntitle: {}\nsummary: {}\nform: {}\n",
        quoted(title),
        quoted(&summary(submission)),
        form(submission.kind)
    );
    for (key, value) in [("author", &submission.credit), ("unit", &submission.unit)] {
        if let Some(value) = value {
            let _ = writeln!(text, "{key}: {}", quoted(&line(&seen(value))));
        }
    }
    if let Some(address) = &submission.reply_to {
        let address = line(&seen(address));
        let _ = writeln!(
            text,
            "reply_to: {}",
            quoted(&format!("/{}", address.trim_start_matches('/')))
        );
    }
    if let Some(contest) = &submission.contest {
        let _ = writeln!(text, "contest: {}", quoted(&line(&seen(contest))));
    }
    let _ = writeln!(text, "submission: {}", quoted(&submission.id));
    let consents = names(submission.consents);
    if !consents.is_empty() {
        let items: String = consents.iter().map(|name| format!("  - {name}\n")).collect();
        let _ = write!(text, "consents:\n{items}");
    }
    let _ = writeln!(text, "published: {today}\n---");
    text
}

/// The boxes ticked, as front matter names them.
pub(super) fn names(consents: Consents) -> Vec<&'static str> {
    let all = [
        (consents.publish, "publish"),
        (consents.people, "people"),
        (consents.own, "own"),
    ];
    all.into_iter()
        .filter(|(ticked, _)| *ticked)
        .map(|(_, name)| name)
        .collect()
}

/// A YAML string in double quotes, where only `"` and `\` are special among letters that are no control signs.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
