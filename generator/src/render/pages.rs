//! One page per document, and one per former address.

use super::{
    Context, Job, Made, RenderError,
    frame::PageHead,
    parts::{card, cards, document_view, file, fill, html, language, open, same_topic, sources, topic},
    picture, quiz,
    views::{
        Attachment, Chapter, Choice, Course, CourseLesson, CourseLink, Fact, HeadingView, Lesson, Link, Moment, Moved,
        Page, Phone, Policy, Question, Said, Sound, Story, Video,
    },
    wall,
    words::{date, shorten},
};
use crate::{
    content::{
        front_matter::Located,
        kinds::{Kind, faq, lesson, policy, story, unit},
        markdown::digits,
    },
    site::{
        Entry, MediaFile, Site, address,
        course::Outline,
        link::Target,
        media::{Cue, Facts},
        wall::contest_path,
    },
    supervision,
};

/// How many other ways of asking a question's page shows. The search knows all of them; to a reader fifty say no more than a
/// dozen, and cost every page some 700 bytes on the line.
const SHOWN_ALIASES: usize = 12;

/// Characters of a description for search engines.
const DESCRIPTION: usize = 200;

pub(super) fn jobs(site: &Site) -> Vec<Job<'_>> {
    let pages = site
        .entries
        .iter()
        .map(|entry| -> Job<'_> { Box::new(move |context| page(context, entry)) });
    let moved = site
        .redirects
        .iter()
        .map(|(address, index)| -> Job<'_> { Box::new(move |context| moved(context, address, *index)) });
    pages.chain(moved).collect()
}

fn page(context: &Context<'_>, entry: &Entry) -> Result<Made, RenderError> {
    let document = &entry.document;
    let kind = document.kind.name().folder();
    let description = document
        .common
        .description
        .as_deref()
        .unwrap_or_else(|| document.summary());
    let head = PageHead {
        title: document.title.value.clone(),
        description: shorten(description, DESCRIPTION),
        address: entry.address.clone(),
        kind,
        lang: language(context.site, entry).to_owned(),
    };
    let printer = context.printer;
    match &document.kind {
        Kind::Policy(policy) => printer.page("policy.html", &head, &policy_view(context, entry, policy)?),
        Kind::Faq(faq) => printer.page("question.html", &head, &question_view(context, entry, faq)?),
        Kind::Course(_) => printer.page("course.html", &head, &course_view(context, entry)?),
        Kind::Lesson(lesson) => printer.page("lesson.html", &head, &lesson_view(context, entry, lesson)?),
        Kind::Story(story) => printer.page("story.html", &head, &story_view(context, entry, story)?),
        Kind::Contest(_) => printer.page("contest.html", &head, &page_view(context, entry)?),
        Kind::Event(_) => printer.page("event.html", &head, &page_view(context, entry)?),
        Kind::Unit(_) => printer.page("unit.html", &head, &page_view(context, entry)?),
        Kind::Notice(_) => printer.page("notice.html", &head, &page_view(context, entry)?),
        Kind::Page(_) => printer.page("page.html", &head, &page_view(context, entry)?),
    }
}

fn moved(context: &Context<'_>, old: &str, index: usize) -> Result<Made, RenderError> {
    let entry = &context.site.entries[index];
    let title = &entry.document.title.value;
    let head = PageHead {
        title: title.clone(),
        description: String::new(),
        address: old.to_owned(),
        kind: "moved",
        lang: context.site.config.language.clone(),
    };
    let target = Link {
        title: title.clone(),
        href: entry.address.clone(),
    };
    context.printer.page("moved.html", &head, &Moved { target })
}

fn policy_view(context: &Context<'_>, entry: &Entry, policy: &policy::Policy) -> Result<Policy, RenderError> {
    let outline = entry.document.body.outline.iter();
    Ok(Policy {
        doc: document_view(context, entry)?,
        html: html(context, entry)?,
        outline: outline
            .map(|part| HeadingView {
                id: part.id.clone(),
                title: part.title.clone(),
                level: part.level,
            })
            .collect(),
        sources: sources(context, &policy.sources)?,
        related: cards(context, same_topic(context, entry, &policy.topic.value).into_iter())?,
        topic: topic(context.site, &policy.topic.value),
    })
}

fn question_view(context: &Context<'_>, entry: &Entry, faq: &faq::Faq) -> Result<Question, RenderError> {
    let site = context.site;
    // An unresolved link is an error of `check`, so none reaches this point in a build.
    let chosen = faq
        .related
        .iter()
        .filter_map(|link| match site.resolve(entry, &link.value) {
            Ok(Target::Entry(target, _)) if !site.is_over(target) => Some(target),
            _ => None,
        });
    let related = fill(chosen.collect(), same_topic(context, entry, &faq.topic.value));
    Ok(Question {
        doc: document_view(context, entry)?,
        html: html(context, entry)?,
        sources: sources(context, &faq.sources)?,
        related: cards(context, related.into_iter())?,
        topic: topic(site, &faq.topic.value),
        aliases: faq
            .aliases
            .iter()
            .take(SHOWN_ALIASES)
            .map(|alias| alias.value.clone())
            .collect(),
    })
}

fn course_view(context: &Context<'_>, entry: &Entry) -> Result<Course, RenderError> {
    let site = context.site;
    let outline = site
        .courses
        .iter()
        .find(|outline| site.entries[outline.course].address == entry.address);
    let lessons = outline.map(|outline| lessons(context, outline)).transpose()?;
    Ok(Course {
        doc: document_view(context, entry)?,
        html: html(context, entry)?,
        lessons: lessons.unwrap_or_default(),
        course_slug: entry.document.name.clone(),
    })
}

/// The lessons of a course, in its order.
pub(super) fn lessons(context: &Context<'_>, outline: &Outline) -> Result<Vec<CourseLesson>, RenderError> {
    let mut lessons = Vec::new();
    for (number, index) in outline.lessons.iter().enumerate() {
        let entry = &context.site.entries[*index];
        let Kind::Lesson(lesson) = &entry.document.kind else {
            continue;
        };
        let seconds = lesson.seconds.as_ref().map_or(0, |seconds| seconds.value);
        lessons.push(CourseLesson {
            slug: entry.document.name.clone(),
            href: entry.address.clone(),
            title: entry.document.title.value.clone(),
            summary: lesson.summary.clone(),
            duration_text: context.words.duration(seconds)?,
            seconds,
            questions: lesson.quiz.iter().map(quiz::id).collect(),
            number: number + 1,
            has_video: lesson.video.is_some(),
            over: context.site.is_over(entry),
            until: card(context, entry)?.until,
        });
    }
    Ok(lessons)
}

fn lesson_view(context: &Context<'_>, entry: &Entry, lesson: &lesson::Lesson) -> Result<Lesson, RenderError> {
    let site = context.site;
    let outline = site
        .courses
        .iter()
        .find(|outline| site.entries[outline.course].document.name == lesson.course.value);
    let siblings: Vec<&Entry> = outline
        .iter()
        .flat_map(|outline| &outline.lessons)
        .map(|index| &site.entries[*index])
        .collect();
    let at = siblings
        .iter()
        .position(|sibling| sibling.address == entry.address)
        .unwrap_or(0);
    let (before, after) = siblings.split_at(at);
    // A lesson that holds no more keeps its place in the course, but nobody is led on to it.
    let holds = |sibling: &&&Entry| !site.is_over(sibling);
    let previous = before.iter().rfind(holds);
    let next = after.iter().skip(1).find(holds);
    let course = course_of(site, lesson);
    let elsewhere = lesson.video.as_ref().filter(|_| lesson.video_file().is_none());
    Ok(Lesson {
        doc: document_view(context, entry)?,
        html: html(context, entry)?,
        objectives: lesson.objectives.clone(),
        video: video(context, entry, lesson)?,
        video_link: elsewhere.map(|video| video.value.clone()),
        sound: match file(site, entry, lesson.sound.as_ref()) {
            Some(file) => Some(Sound {
                src: file.address.clone(),
                bytes_text: context.words.bytes(file.bytes.len())?,
            }),
            None => None,
        },
        attachments: attachments(context, entry, lesson)?,
        quiz: lesson
            .quiz
            .iter()
            .enumerate()
            .map(|(index, question)| quiz::view(context.words, index + 1, question))
            .collect::<Result<_, _>>()?,
        course: CourseLink {
            slug: lesson.course.value.clone(),
            title: course.map_or_else(String::new, |course| course.document.title.value.clone()),
            href: course.map_or_else(String::new, |course| course.address.clone()),
        },
        lesson_slug: entry.document.name.clone(),
        edition: lesson.review.reviewed.map_or(0, supervision::day),
        number: at + 1,
        count: siblings.len(),
        previous: previous.map(|sibling| card(context, sibling)).transpose()?,
        next: next.map(|sibling| card(context, sibling)).transpose()?,
        duration_text: context
            .words
            .duration(lesson.seconds.as_ref().map_or(0, |seconds| seconds.value))?,
        sources: sources(context, &lesson.sources)?,
    })
}

/// The course that a lesson belongs to.
pub(super) fn course_of<'a>(site: &'a Site, lesson: &lesson::Lesson) -> Option<&'a Entry> {
    let courses = site.courses.iter().map(|outline| &site.entries[outline.course]);
    courses
        .into_iter()
        .find(|course| course.document.name == lesson.course.value)
}

fn video(context: &Context<'_>, entry: &Entry, lesson: &lesson::Lesson) -> Result<Option<Video>, RenderError> {
    let site = context.site;
    let Some(video) = file(site, entry, lesson.video_file()) else {
        return Ok(None);
    };
    let captions = file(site, entry, lesson.captions.as_ref());
    let chapters = lesson.chapters.iter().map(|chapter| {
        let seconds = chapter.at.as_ref().map_or(0, |at| at.value);
        Chapter {
            at: moment(seconds).text,
            seconds,
            title: chapter.title.clone(),
        }
    });
    Ok(Some(Video {
        src: video.address.clone(),
        poster: file(site, entry, lesson.poster.as_ref()).map(|file| picture::single(file).to_owned()),
        captions: captions.map(|file| file.address.clone()),
        bytes_text: context.words.bytes(video.bytes.len())?,
        chapters: chapters.collect(),
        seconds: match video.facts {
            Facts::Video(seconds) => Some(whole(seconds)),
            _ => None,
        },
        transcript: file(site, entry, lesson.transcript.as_ref())
            .or(captions)
            .map(transcript)
            .unwrap_or_default(),
    }))
}

/// The words of a transcript or of captions, in paragraphs.
fn transcript(file: &MediaFile) -> Vec<Said> {
    if let Facts::Captions(cues) = &file.facts {
        let words = |cues: &[Cue]| cues.iter().map(|cue| cue.text.as_str()).collect::<Vec<_>>().join(" ");
        // Captions have no paragraphs; two of them make some ten seconds: a place that is worth going to.
        let said = cues.chunks(2).map(|cues| Said {
            at: cues.first().map(|cue| moment(whole(cue.start))),
            text: words(cues),
        });
        return said.collect();
    }
    let text = String::from_utf8_lossy(&file.bytes).replace("\r\n", "\n");
    let paragraphs = text
        .split("\n\n")
        .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "));
    let paragraphs = paragraphs.filter(|paragraph| !paragraph.is_empty());
    paragraphs.map(|text| Said { at: None, text }).collect()
}

fn moment(seconds: u32) -> Moment {
    Moment {
        seconds,
        text: format!("{}:{:02}", seconds / 60, seconds % 60),
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // `as` saturates, and NaN becomes 0
const fn whole(seconds: f64) -> u32 {
    seconds as u32
}

fn attachments(context: &Context<'_>, entry: &Entry, lesson: &lesson::Lesson) -> Result<Vec<Attachment>, RenderError> {
    let attachments = lesson.attachments.iter().filter_map(|attachment| {
        let file = file(context.site, entry, attachment.file.as_ref())?;
        Some(context.words.bytes(file.bytes.len()).map(|bytes_text| Attachment {
            title: attachment.title.clone(),
            href: file.address.clone(),
            bytes_text,
        }))
    });
    attachments.collect()
}

fn story_view(context: &Context<'_>, entry: &Entry, story: &story::Story) -> Result<Story, RenderError> {
    let others = context.site.round_list(entry);
    Ok(Story {
        doc: document_view(context, entry)?,
        html: html(context, entry)?,
        form_label: context.words.get(&format!("form_{}", story.form.value))?,
        author: story.author.clone(),
        unit: story.unit.as_deref().map(|unit| unit_link(context.site, unit)),
        answers: context.site.parent(entry).map(wall::link),
        contest: contest_of(context.site, story).map(wall::link),
        published_text: story.published.map(date).unwrap_or_default(),
        related: cards(
            context,
            fill(Vec::new(), others.filter(|other| !context.site.is_reply(other))).into_iter(),
        )?,
    })
}

/// The union a story names, with its page where it has one.
fn unit_link(site: &Site, unit: &str) -> Link {
    site.unit(unit).map_or_else(
        || Link {
            title: unit.to_owned(),
            href: String::new(),
        },
        wall::link,
    )
}

fn contest_of<'a>(site: &'a Site, story: &story::Story) -> Option<&'a Entry> {
    site.entry_at(&contest_path(&story.contest.as_ref()?.value))
}

fn page_view(context: &Context<'_>, entry: &Entry) -> Result<Page, RenderError> {
    let words = context.words;
    let kind = &entry.document.kind;
    let facts: Vec<(&str, Option<String>)> = match kind {
        Kind::Contest(contest) => vec![
            ("fact_opens", contest.opens.map(date)),
            ("fact_closes", contest.closes.map(date)),
            ("fact_prize", contest.prize.clone()),
            ("fact_contact", contest.contact.clone()),
        ],
        Kind::Event(event) => vec![
            ("fact_day", event.starts.map(date)),
            ("fact_last_day", event.ends.map(date)),
            ("fact_time", event.time.clone()),
            ("fact_place", Some(event.place.clone())),
            ("fact_contact", event.contact.clone()),
        ],
        Kind::Unit(unit) => vec![
            ("fact_address", Some(unit.address.clone())),
            ("fact_hours", unit.hours.as_ref().map(|hours| hours.value.clone())),
        ],
        Kind::Notice(notice) => vec![
            ("fact_published", notice.published.map(date)),
            ("fact_owner", notice.owner.clone()),
        ],
        _ => Vec::new(),
    };
    let facts = facts.into_iter().filter_map(|(key, value)| Some((key, value?)));
    let weeks = match kind {
        Kind::Contest(contest) => wall::weeks(contest),
        _ => Vec::new(),
    };
    let weeks = weeks.into_iter().map(|(name, value)| Ok(Fact { name, value }));
    let unit = match kind {
        Kind::Unit(unit) => Some(unit),
        _ => None,
    };
    let prefix = context.site.config.addresses.list(kind.name());
    let has_list = address::LISTS.contains(&kind.name());
    let list = has_list.then(|| words.get(&format!("list_{}_heading", kind.name().folder())));
    Ok(Page {
        doc: document_view(context, entry)?,
        html: html(context, entry)?,
        facts: facts
            .map(|(key, value)| {
                Ok(Fact {
                    name: words.get(key)?,
                    value,
                })
            })
            .chain(weeks)
            .collect::<Result<_, RenderError>>()?,
        phone: unit.and_then(|unit| phone(unit.phone.as_ref())),
        zalo: unit.and_then(|unit| phone(unit.zalo.as_ref())),
        open: unit.and_then(|unit| open(&unit.hours.as_ref()?.value)),
        choose: unit.map(|unit| choice(entry, unit)),
        list: list.transpose()?.map(|title| Link {
            title,
            href: prefix.to_owned(),
        }),
        contest: matches!(kind, Kind::Contest(_) if !context.site.is_over(entry)).then(|| entry.document.name.clone()),
    })
}

pub(super) fn phone(number: Option<&Located<String>>) -> Option<Phone> {
    number.map(|number| Phone {
        dial: digits(&number.value),
        text: number.value.clone(),
    })
}

/// A union as a member's phone keeps it.
pub(super) fn choice(entry: &Entry, unit: &unit::Unit) -> Choice {
    let number = |number: &Option<Located<String>>| number.as_ref().map(|number| number.value.clone());
    Choice {
        name: entry.document.title.value.clone(),
        phone: number(&unit.phone).unwrap_or_default(),
        zalo: number(&unit.zalo).unwrap_or_default(),
        address: entry.address.clone(),
    }
}
