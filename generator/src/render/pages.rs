//! One page per document.

use super::{
    Artifact, Context, Job, RenderError,
    frame::PageHead,
    views::{
        Card, Course, CourseLesson, CourseLink, DocumentView, HeadingView, Lesson, Link, Page, Policy, Question,
        QuizChoice, QuizQuestion, SourceView, Story, Video,
    },
    words::{bytes, date},
};
use crate::{
    content::{
        Document,
        kinds::{Kind, KindName, faq, lesson, policy, sources::LegalSource, story},
        markdown::Piece,
    },
    site::{Entry, Force, Site, address, link::join},
};

/// Cards shown under "read next".
const RELATED: usize = 4;

pub(super) fn jobs(site: &Site) -> Vec<Job<'_>> {
    site.entries
        .iter()
        .map(|entry| -> Job<'_> { Box::new(move |context| page(context, entry)) })
        .collect()
}

fn page(context: &Context<'_>, entry: &Entry) -> Result<Artifact, RenderError> {
    let document = &entry.document;
    let head = |kind| PageHead {
        title: document.title.value.clone(),
        description: shorten(
            document.description.as_deref().unwrap_or_else(|| document.summary()),
            200,
        ),
        address: entry.address.clone(),
        kind,
    };
    let printer = context.printer;
    match &document.kind {
        Kind::Policy(kind) => printer.page("policy.html", &head("policy"), &policy_view(context, entry, kind)?),
        Kind::Faq(kind) => printer.page("question.html", &head("faq"), &question_view(context, entry, kind)?),
        Kind::Course(_) => printer.page("course.html", &head("course"), &course_view(context, entry)?),
        Kind::Lesson(kind) => printer.page("lesson.html", &head("lesson"), &lesson_view(context, entry, kind)?),
        Kind::Story(kind) => printer.page("story.html", &head("story"), &story_view(context, entry, kind)?),
        Kind::Page(_) => {
            let view = Page {
                doc: document_view(document, None, None),
                html: html(context.site, entry),
            };
            printer.page("page.html", &head("page"), &view)
        }
    }
}

fn document_view(document: &Document, reviewed: Option<jiff::civil::Date>, owner: Option<&str>) -> DocumentView {
    DocumentView {
        title: document.title.value.clone(),
        summary: document.kind.summary().unwrap_or_default().to_owned(),
        reviewed_text: reviewed.map(date),
        reviewed_iso: reviewed.map(|day| day.to_string()),
        owner: owner.map(str::to_owned),
    }
}

fn policy_view(context: &Context<'_>, entry: &Entry, policy: &policy::Policy) -> Result<Policy, RenderError> {
    let outline = entry.document.body.outline.iter();
    Ok(Policy {
        doc: document_view(&entry.document, policy.reviewed, policy.owner.as_deref()),
        html: html(context.site, entry),
        outline: outline
            .map(|part| HeadingView {
                id: part.id.clone(),
                title: part.title.clone(),
                level: part.level,
            })
            .collect(),
        sources: sources(context, &policy.sources)?,
        related: same_topic(context, entry, &policy.topic.value)?,
        topic: topic(context.site, &policy.topic.value),
    })
}

fn question_view(context: &Context<'_>, entry: &Entry, faq: &faq::Faq) -> Result<Question, RenderError> {
    let mut related = Vec::new();
    for link in &faq.related {
        // An unresolved link is an error of `check`, so none reaches this point in a build.
        if let Ok(crate::site::link::Target::Entry(target, _)) = context.site.resolve(entry, &link.value) {
            related.push(card(context, target)?);
        }
    }
    for other in same_topic(context, entry, &faq.topic.value)? {
        if related.len() < RELATED && !related.iter().any(|shown: &Card| shown.href == other.href) {
            related.push(other);
        }
    }
    Ok(Question {
        doc: document_view(&entry.document, faq.reviewed, None),
        html: html(context.site, entry),
        sources: sources(context, &faq.sources)?,
        related,
        topic: topic(context.site, &faq.topic.value),
        aliases: faq.aliases.iter().map(|alias| alias.value.clone()).collect(),
    })
}

fn course_view(context: &Context<'_>, entry: &Entry) -> Result<Course, RenderError> {
    let site = context.site;
    let outline = site
        .courses
        .iter()
        .find(|outline| site.entries[outline.course].address == entry.address);
    let mut lessons = Vec::new();
    for (number, index) in outline.iter().flat_map(|outline| &outline.lessons).enumerate() {
        let entry = &site.entries[*index];
        let Kind::Lesson(lesson) = &entry.document.kind else {
            continue;
        };
        lessons.push(CourseLesson {
            slug: entry.document.name.clone(),
            href: entry.address.clone(),
            title: entry.document.title.value.clone(),
            summary: lesson.summary.clone(),
            duration_text: context.words.duration(lesson.seconds)?,
            number: number + 1,
            has_video: lesson.video.is_some(),
        });
    }
    Ok(Course {
        doc: document_view(&entry.document, None, None),
        html: html(site, entry),
        lessons,
        course_slug: entry.document.name.clone(),
    })
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
    let neighbour = |index: Option<usize>| {
        index
            .and_then(|index| siblings.get(index))
            .map(|sibling| card(context, sibling))
            .transpose()
    };
    let course = outline.map(|outline| &site.entries[outline.course]);
    Ok(Lesson {
        doc: document_view(&entry.document, lesson.reviewed, None),
        html: html(site, entry),
        objectives: lesson.objectives.clone(),
        video: video(site, entry, lesson),
        quiz: lesson
            .quiz
            .iter()
            .enumerate()
            .map(|(index, question)| quiz(index + 1, question))
            .collect(),
        course: CourseLink {
            slug: lesson.course.value.clone(),
            title: course.map_or_else(String::new, |course| course.document.title.value.clone()),
            href: course.map_or_else(String::new, |course| course.address.clone()),
        },
        lesson_slug: entry.document.name.clone(),
        number: at + 1,
        count: siblings.len(),
        previous: neighbour(at.checked_sub(1))?,
        next: neighbour(Some(at + 1))?,
        duration_text: context.words.duration(lesson.seconds)?,
        sources: sources(context, &lesson.sources)?,
    })
}

fn video(site: &Site, entry: &Entry, lesson: &lesson::Lesson) -> Option<Video> {
    let file = |path: &Option<crate::content::front_matter::Located<String>>| {
        path.as_ref()
            .and_then(|path| site.media.get(&join(&entry.document.path, &path.value)))
    };
    let video = file(&lesson.video)?;
    Some(Video {
        src: video.address.clone(),
        poster: file(&lesson.poster).map(|file| file.address.clone()),
        captions: file(&lesson.captions).map(|file| file.address.clone()),
        bytes_text: bytes(video.bytes.len()),
    })
}

fn quiz(number: usize, question: &lesson::Question) -> QuizQuestion {
    // Kept answers belong to the question's words: when an editor asks something else, the old answer no longer counts.
    let id = blake3::hash(question.text.value.as_bytes()).to_hex()[..8].to_owned();
    let choices = question.choices.iter().enumerate().map(|(index, choice)| QuizChoice {
        index,
        text: choice.text.clone(),
        correct: choice.correct,
        reason: choice.reason.clone(),
    });
    QuizQuestion {
        id,
        number,
        question: question.text.value.clone(),
        choices: choices.collect(),
        answer: question.answer(),
        law: question.law.clone(),
    }
}

fn story_view(context: &Context<'_>, entry: &Entry, story: &story::Story) -> Result<Story, RenderError> {
    let others = context
        .site
        .of_kind(KindName::Story)
        .filter(|other| other.address != entry.address);
    Ok(Story {
        doc: document_view(&entry.document, None, None),
        html: html(context.site, entry),
        form_label: context.words.get(&format!("form_{}", story.form.word()))?,
        author: story.author.clone(),
        sample: story.sample,
        published_text: story.published.map(date).unwrap_or_default(),
        related: others
            .take(RELATED)
            .map(|other| card(context, other))
            .collect::<Result<_, _>>()?,
    })
}

fn sources(context: &Context<'_>, sources: &[LegalSource]) -> Result<Vec<SourceView>, RenderError> {
    sources.iter().map(|source| source_view(context, source)).collect()
}

fn source_view(context: &Context<'_>, source: &LegalSource) -> Result<SourceView, RenderError> {
    let words = context.words;
    let force = context.site.force(source);
    let in_force_text = match (force, source.in_force_from, source.in_force_until) {
        (Force::Expired, _, Some(until)) => words.with("expired_since", &date(until))?,
        (Force::NotYet, Some(from), _) => words.with("not_yet_in_force", &date(from))?,
        (_, Some(from), Some(until)) => {
            format!(
                "{}, {}",
                words.with("in_force_from", &date(from))?,
                words.with("in_force_until", &date(until))?
            )
        }
        (_, Some(from), None) => words.with("in_force_from", &date(from))?,
        _ => words.get("in_force_unchecked")?,
    };
    Ok(SourceView {
        law: source.law.value.clone(),
        article: source.article.clone(),
        in_force_text,
        url: source.url.clone(),
        expired: force == Force::Expired,
    })
}

fn topic(site: &Site, id: &str) -> Link {
    let title = site
        .config
        .topics
        .iter()
        .find(|topic| topic.id == id)
        .map(|topic| topic.title.clone())
        .unwrap_or_default();
    Link {
        title,
        href: address::topic(id),
    }
}

fn same_topic(context: &Context<'_>, entry: &Entry, topic: &str) -> Result<Vec<Card>, RenderError> {
    let others = context.site.entries.iter().filter(|other| {
        other.address != entry.address && other.document.kind.topic().is_some_and(|other| other.value == topic)
    });
    others.take(RELATED).map(|other| card(context, other)).collect()
}

pub(super) fn card(context: &Context<'_>, entry: &Entry) -> Result<Card, RenderError> {
    let document = &entry.document;
    let words = context.words;
    let (label, meta) = match &document.kind {
        Kind::Policy(policy) => ("kind_policy".to_owned(), topic(context.site, &policy.topic.value).title),
        Kind::Faq(faq) => ("kind_faq".to_owned(), topic(context.site, &faq.topic.value).title),
        Kind::Course(_) => ("kind_course".to_owned(), String::new()),
        Kind::Lesson(lesson) => ("kind_lesson".to_owned(), words.duration(lesson.seconds)?),
        Kind::Story(story) => (format!("form_{}", story.form.word()), story_meta(context, story)?),
        Kind::Page(_) => ("kind_page".to_owned(), String::new()),
    };
    Ok(Card {
        href: entry.address.clone(),
        title: document.title.value.clone(),
        summary: shorten(document.summary(), 160),
        kind_label: words.get(&label)?,
        meta,
    })
}

/// Day of publication; what the project wrote as an example says so wherever it is shown.
fn story_meta(context: &Context<'_>, story: &story::Story) -> Result<String, RenderError> {
    let day = story.published.map(date).unwrap_or_default();
    if story.sample {
        Ok(format!("{day} · {}", context.words.get("sample_label")?))
    } else {
        Ok(day)
    }
}

/// A body's HTML with the addresses filled in, relative to the page.
fn html(site: &Site, entry: &Entry) -> String {
    let root = address::root_from(&entry.address);
    let mut html = String::new();
    for piece in &entry.document.body.pieces {
        match piece {
            Piece::Html(text) => html.push_str(text),
            Piece::Address(number) => {
                let target = site.resolve(entry, &entry.document.body.links[*number].destination);
                let address = target.map(|target| target.address()).unwrap_or_default();
                if !address.starts_with('#') {
                    html.push_str(&root);
                }
                html.push_str(&address);
            }
        }
    }
    html
}

/// At most `limit` characters, cut at a word's end.
pub(super) fn shorten(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        None => text.to_owned(),
        Some((end, _)) => {
            let cut = text[..end].rfind(' ').unwrap_or(end);
            format!("{}…", text[..cut].trim_end_matches([',', ';', ':', '.']))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::shorten;

    #[test]
    fn texts_are_cut_at_words() {
        assert_eq!(shorten("nghỉ phép năm", 12), "nghỉ phép…");
        assert_eq!(shorten("nghỉ phép", 12), "nghỉ phép");
    }
}
