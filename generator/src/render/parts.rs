//! What several pages show of a document: card, sources, from when to when it holds, its text.

use jiff::civil::Date;

use super::{
    Context, RenderError, picture,
    views::{Card, DocumentView, Holds, Link, SourceView, Translation},
    wall,
    words::{date, shorten},
};
use crate::{
    content::{
        front_matter::Located,
        hours::Hours,
        kinds::{Kind, KindName, sources::LegalSource},
        markdown::{Piece, digits},
        reactions::{Counted, FEELINGS},
    },
    site::{
        Entry, Hidden, MediaFile, Site, address,
        link::{Target, join},
        media::Facts,
        validity::{State, Validity},
    },
};

/// Cards shown under "read next".
const RELATED: usize = 4;
/// Pages named that lead to this one: hundreds may, and a reader wants a few.
const MENTIONS: usize = 12;
/// Characters of a summary in a list: about four lines on a phone.
const CARD_SUMMARY: usize = 160;

pub(super) fn cards<'a>(
    context: &Context<'_>,
    entries: impl Iterator<Item = &'a Entry>,
) -> Result<Vec<Card>, RenderError> {
    entries.map(|entry| card(context, entry)).collect()
}

pub(super) fn card(context: &Context<'_>, entry: &Entry) -> Result<Card, RenderError> {
    let document = &entry.document;
    let words = context.words;
    let label = match &document.kind {
        Kind::Story(story) => format!("form_{}", story.form.value),
        other => format!("kind_{}", other.name().folder()),
    };
    let mut meta: Vec<String> = match &document.kind {
        Kind::Policy(policy) => vec![topic(context.site, &policy.topic.value).title],
        Kind::Faq(faq) => vec![topic(context.site, &faq.topic.value).title],
        Kind::Lesson(lesson) => {
            let duration = lesson.seconds.as_ref().map(|seconds| words.duration(seconds.value));
            let video = file(context.site, entry, lesson.video_file());
            let video = video.map(|video| words.with("video_bytes", &words.bytes(video.bytes.len())?));
            duration.into_iter().chain(video).collect::<Result<_, _>>()?
        }
        Kind::Story(story) => story.published.map(date).into_iter().collect(),
        Kind::Notice(notice) => notice.published.map(date).into_iter().collect(),
        Kind::Contest(contest) => match contest.closes {
            Some(day) => vec![words.with("until_day", &date(day))?],
            None => Vec::new(),
        },
        Kind::Event(event) => event
            .starts
            .map(date)
            .into_iter()
            .chain([event.place.clone()])
            .collect(),
        Kind::Unit(unit) => unit.phone.iter().map(|phone| phone.value.clone()).collect(),
        Kind::Course(_) | Kind::Page(_) => Vec::new(),
    };
    // What the project wrote as an example says so wherever it is shown.
    if document.kind.is_sample() {
        meta.push(words.get("sample_label")?);
    }
    if let State::ToCome(from) = entry.validity.on(context.site.today) {
        meta.push(words.with("to_come_label", &date(from))?);
    }
    meta.extend(preview(context, entry)?);
    Ok(Card {
        href: entry.address.clone(),
        title: document.title.value.clone(),
        summary: shorten(document.summary(), CARD_SUMMARY),
        kind_label: words.get(&label)?,
        meta: meta.join(" · "),
        until: days_to_come(context.site, &entry.validity).1.map(|day| day.to_string()),
        unit: match &document.kind {
            Kind::Story(story) => story.unit.clone(),
            _ => None,
        },
    })
}

/// Hours as the page's script takes them, when they can be read.
pub(super) fn open(hours: &str) -> Option<String> {
    Hours::parse(hours).map(|hours| hours.encode())
}

/// Says why an entry is seen only in a preview.
fn preview(context: &Context<'_>, entry: &Entry) -> Result<Option<String>, RenderError> {
    Ok(match entry.hidden {
        None => None,
        Some(Hidden::Draft) => Some(context.words.get("preview_draft")?),
        Some(Hidden::Until(day)) => Some(context.words.with("preview_until", &date(day))?),
    })
}

/// A file of `content/` that an entry names.
pub(super) fn file<'a>(site: &'a Site, entry: &Entry, path: Option<&Located<String>>) -> Option<&'a MediaFile> {
    site.media.get(&join(&entry.document.file, &path?.value))
}

/// First and last day of a validity, as far as they lie ahead: past ones are written into the page for good.
fn days_to_come(site: &Site, validity: &Validity) -> (Option<Date>, Option<Date>) {
    let until = validity.until.map(|(until, _)| until);
    (
        validity.from.filter(|from| *from > site.today),
        until.filter(|until| *until >= site.today),
    )
}

pub(super) fn document_view(context: &Context<'_>, entry: &Entry) -> Result<DocumentView, RenderError> {
    let document = &entry.document;
    let reviewed = document.kind.review().and_then(|review| review.reviewed);
    let owner = match &document.kind {
        Kind::Policy(policy) => policy.owner.clone(),
        Kind::Faq(faq) => faq.owner.clone(),
        Kind::Notice(notice) => notice.owner.clone(),
        _ => None,
    };
    Ok(DocumentView {
        title: document.title.value.clone(),
        summary: document.kind.summary().unwrap_or_default().to_owned(),
        reviewed_text: reviewed.map(date),
        reviewed_iso: reviewed.map(|day| day.to_string()),
        owner,
        holds: holds(context, &entry.validity)?,
        preview: preview(context, entry)?,
        sample: document.kind.is_sample(),
        mentions: cards(context, context.site.mentions(entry).take(MENTIONS))?,
        translations: translations(context.site, entry),
        around: wall::around(context, entry)?,
        felt: felt(context, entry)?,
    })
}

/// “Hay quá 12 · Thương quá 30 (đếm đến ngày 28/11/2026)”; none where nobody counted.
fn felt(context: &Context<'_>, entry: &Entry) -> Result<Option<String>, RenderError> {
    let reactions = &context.site.reactions;
    let address = entry.address.trim_end_matches('/');
    let own = |counted: &&Counted| counted.page.value.trim_matches('/') == address;
    let (Some(day), Some(counted)) = (reactions.counted, reactions.pages.iter().find(own)) else {
        return Ok(None);
    };
    let counts = FEELINGS
        .into_iter()
        .zip(counted.members)
        .filter(|(_, count)| *count > 0);
    let counts =
        counts.map(|(feeling, count)| Ok(format!("{} {count}", context.words.get(&format!("feel_{feeling}"))?)));
    let counts: Vec<String> = counts.collect::<Result<_, RenderError>>()?;
    if counts.is_empty() {
        return Ok(None);
    }
    let day = context.words.with("feel_counted", &date(day))?;
    Ok(Some(format!("{} ({day})", counts.join(" · "))))
}

fn holds(context: &Context<'_>, validity: &Validity) -> Result<Option<Holds>, RenderError> {
    let state = validity.on(context.site.today);
    let (from, until) = days_to_come(context.site, validity);
    let is_over = matches!(state, State::Over(..));
    if from.is_none() && until.is_none() && !is_over {
        return Ok(None);
    }
    let said = |key: &str, day: Date| context.words.with(key, &date(day));
    let ends = validity
        .until
        .map(|(day, ending)| {
            Ok((
                said(&format!("ends_{}", ending.word()), day)?,
                said(&format!("ended_{}", ending.word()), day)?,
            ))
        })
        .transpose()?;
    let (until_text, over_text) = ends.unzip();
    Ok(Some(Holds {
        state: match state {
            State::ToCome(_) => "to-come",
            State::Current => "current",
            State::Over(..) => "over",
        },
        from: from.map(|day| day.to_string()),
        until: until.map(|day| day.to_string()),
        to_come_text: from.map(|day| said("to_come", day)).transpose()?,
        until_text: until_text.filter(|_| !is_over),
        over_text,
    }))
}

/// The same text in other languages.
fn translations(site: &Site, entry: &Entry) -> Vec<Translation> {
    let others = site.translations(entry).map(|other| Translation {
        lang: language(site, other).to_owned(),
        title: other.document.title.value.clone(),
        href: other.address.clone(),
    });
    others.collect()
}

/// The language an entry is written in.
pub(super) fn language<'a>(site: &'a Site, entry: &'a Entry) -> &'a str {
    let own = entry.document.common.language.as_ref();
    own.map_or(&site.config.language, |language| &language.value)
}

pub(super) fn sources(context: &Context<'_>, sources: &[LegalSource]) -> Result<Vec<SourceView>, RenderError> {
    sources.iter().map(|source| source_view(context, source)).collect()
}

fn source_view(context: &Context<'_>, source: &LegalSource) -> Result<SourceView, RenderError> {
    let words = context.words;
    let state = context.site.force(source);
    let until = source.in_force_until.as_ref().map(|until| until.value);
    let in_force_text = match (state, source.in_force_from, until) {
        (State::Over(day, _), ..) => words.with("expired_since", &date(day))?,
        (State::ToCome(day), ..) => words.with("not_yet_in_force", &date(day))?,
        (State::Current, Some(from), Some(until)) => {
            format!(
                "{}, {}",
                words.with("in_force_from", &date(from))?,
                words.with("in_force_until", &date(until))?
            )
        }
        (State::Current, Some(from), None) => words.with("in_force_from", &date(from))?,
        (State::Current, None, _) => words.get("in_force_unchecked")?,
    };
    Ok(SourceView {
        law: source.law.value.clone(),
        article: source.article.clone(),
        in_force_text,
        url: source.url.clone(),
        replaced_by: source.replaced_by.clone(),
        expired: matches!(state, State::Over(..)),
        until: until
            .filter(|until| *until >= context.site.today)
            .map(|day| day.to_string()),
    })
}

pub(super) fn topic(site: &Site, id: &str) -> Link {
    let title = site
        .config
        .topics
        .iter()
        .find(|topic| topic.id == id)
        .map(|topic| topic.title.clone())
        .unwrap_or_default();
    Link {
        title,
        href: site.config.addresses.topic_page(id),
    }
}

/// Others of the same topic, those of the same kind first.
pub(super) fn same_topic<'a>(context: &'a Context<'_>, entry: &'a Entry, topic: &'a str) -> Vec<&'a Entry> {
    let site = context.site;
    let kind = entry.document.kind.name();
    let kinds = [kind]
        .into_iter()
        .chain(KindName::ALL.into_iter().filter(move |other| *other != kind));
    kinds
        .flat_map(|kind| site.round_topic(entry, kind, topic))
        .take(RELATED)
        .collect()
}

/// Adds `more` to `chosen` without repeating, up to the number shown.
pub(super) fn fill<'a>(mut chosen: Vec<&'a Entry>, more: impl IntoIterator<Item = &'a Entry>) -> Vec<&'a Entry> {
    let mut more = more.into_iter();
    while chosen.len() < RELATED
        && let Some(entry) = more.next()
    {
        if !chosen.iter().any(|shown| shown.address == entry.address) {
            chosen.push(entry);
        }
    }
    chosen
}

/// A body's HTML with its gaps filled, addresses relative to the page.
pub(super) fn html(context: &Context<'_>, entry: &Entry) -> Result<String, RenderError> {
    let site = context.site;
    let root = address::root_from(&entry.address);
    let links = &entry.document.body.links;
    // An unresolved link is an error of `check`, so none reaches this point in a build.
    let target = |number: usize| {
        links
            .get(number)
            .and_then(|link| site.resolve(entry, &link.destination).ok())
    };
    let phone = |number: usize| match target(number) {
        Some(Target::Entry(entry, _)) => match &entry.document.kind {
            Kind::Unit(unit) => unit.phone.as_ref().map(|phone| phone.value.clone()),
            _ => None,
        },
        _ => None,
    };
    let shown = |number: usize| match target(number) {
        Some(Target::Media(MediaFile {
            facts: Facts::Picture(shown),
            ..
        })) => Some(shown),
        _ => None,
    };
    let mut html = String::new();
    for piece in &entry.document.body.pieces {
        match piece {
            Piece::Html(text) => html.push_str(text),
            Piece::Word(key) => html.push_str(&escaped(&context.words.get(key)?)),
            Piece::Address(number) => {
                let address = target(*number).map(|target| target.address()).unwrap_or_default();
                if !address.starts_with('#') {
                    html.push_str(&root);
                }
                html.push_str(&address);
            }
            Piece::Modern(number) => {
                if let Some(shown) = shown(*number) {
                    html.push_str(&picture::modern(shown, &root));
                }
            }
            Piece::Size(number) => {
                if let Some(shown) = shown(*number) {
                    let before = html.rfind("<picture>").unwrap_or(html.len());
                    html.push_str(&picture::attributes(shown, &root, before));
                }
            }
            Piece::Dial(number) => html.push_str(&digits(&phone(*number).unwrap_or_default())),
            Piece::Phone(number) => html.push_str(&escaped(&phone(*number).unwrap_or_default())),
        }
    }
    Ok(html)
}

fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    pulldown_cmark_escape::escape_html(&mut html, text).unwrap_or_default();
    html
}
