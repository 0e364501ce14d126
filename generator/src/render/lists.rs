//! Home, lists, topics, search and the page for unknown addresses.

use super::{
    Artifact, Context, Job, RenderError,
    frame::PageHead,
    pages::card,
    views::{Card, Group, Home, List},
};
use crate::{
    content::kinds::{Kind, KindName},
    site::{Entry, Site, address},
};

/// Cards per section of the home page. Stories lead: at most a fifth of what the portal says is policy.
const HOME_STORIES: usize = 6;
const HOME_QUESTIONS: usize = 6;
const HOME_LESSONS: usize = 4;
const HOME_POLICIES: usize = 4;

pub(super) fn jobs(site: &Site) -> Vec<Job<'_>> {
    let mut jobs: Vec<Job<'_>> = vec![
        Box::new(home),
        Box::new(search),
        Box::new(not_found),
        Box::new(|context| by_topic(context, KindName::Policy)),
        Box::new(|context| by_topic(context, KindName::Faq)),
        Box::new(courses),
        Box::new(stories),
    ];
    for topic in &site.config.topics {
        jobs.push(Box::new(move |context| {
            topic_page(context, &topic.id, &topic.title, &topic.summary)
        }));
    }
    jobs
}

fn head(title: String, description: String, address: &str, kind: &'static str) -> PageHead {
    PageHead {
        title,
        description,
        address: address.to_owned(),
        kind,
    }
}

fn cards<'a>(context: &Context<'_>, entries: impl Iterator<Item = &'a Entry>) -> Result<Vec<Card>, RenderError> {
    entries.map(|entry| card(context, entry)).collect()
}

/// Stories, the newest first.
fn newest_stories(site: &Site) -> Vec<&Entry> {
    let mut stories: Vec<&Entry> = site.of_kind(KindName::Story).collect();
    let published = |entry: &Entry| match &entry.document.kind {
        Kind::Story(story) => story.published,
        _ => None,
    };
    stories.sort_by(|left, right| {
        published(right)
            .cmp(&published(left))
            .then_with(|| left.address.cmp(&right.address))
    });
    stories
}

fn home(context: &Context<'_>) -> Result<Artifact, RenderError> {
    let site = context.site;
    let lessons = site
        .courses
        .iter()
        .flat_map(|outline| &outline.lessons)
        .map(|index| &site.entries[*index]);
    let view = Home {
        stories: cards(context, newest_stories(site).into_iter().take(HOME_STORIES))?,
        questions: cards(
            context,
            one_per_topic(site, KindName::Faq).into_iter().take(HOME_QUESTIONS),
        )?,
        lessons: cards(context, lessons.take(HOME_LESSONS))?,
        policies: cards(
            context,
            one_per_topic(site, KindName::Policy).into_iter().take(HOME_POLICIES),
        )?,
    };
    let head = head(site.config.name.clone(), site.config.description.clone(), "", "home");
    context.printer.page("home.html", &head, &view)
}

/// The first of every topic, then the second of every topic and so on: the home page shows breadth.
fn one_per_topic(site: &Site, kind: KindName) -> Vec<&Entry> {
    let mut columns: Vec<Vec<&Entry>> = site
        .config
        .topics
        .iter()
        .map(|topic| of_topic(site, kind, &topic.id))
        .collect();
    let mut entries = Vec::new();
    let rows = columns.iter().map(Vec::len).max().unwrap_or(0);
    for row in 0..rows {
        entries.extend(columns.iter_mut().filter_map(|column| column.get(row).copied()));
    }
    entries
}

fn of_topic<'a>(site: &'a Site, kind: KindName, topic: &str) -> Vec<&'a Entry> {
    site.of_kind(kind)
        .filter(|entry| entry.document.kind.topic().is_some_and(|id| id.value == topic))
        .collect()
}

fn topic_groups(context: &Context<'_>, kind: KindName) -> Result<Vec<Group>, RenderError> {
    let mut groups = Vec::new();
    for topic in &context.site.config.topics {
        let items = cards(context, of_topic(context.site, kind, &topic.id).into_iter())?;
        if !items.is_empty() {
            groups.push(Group {
                title: Some(topic.title.clone()),
                id: Some(topic.id.clone()),
                items,
            });
        }
    }
    Ok(groups)
}

fn by_topic(context: &Context<'_>, kind: KindName) -> Result<Artifact, RenderError> {
    let name = kind.folder();
    let heading = context.words.get(&format!("list_{name}_heading"))?;
    let intro = context.words.get(&format!("list_{name}_intro"))?;
    let head = head(heading.clone(), intro.clone(), kind.address_prefix(), "list");
    let groups = topic_groups(context, kind)?;
    context
        .printer
        .page("list.html", &head, &List { heading, intro, groups })
}

fn courses(context: &Context<'_>) -> Result<Artifact, RenderError> {
    let site = context.site;
    let heading = context.words.get("list_course_heading")?;
    let intro = context.words.get("list_course_intro")?;
    let mut groups = Vec::new();
    for outline in &site.courses {
        let course = &site.entries[outline.course];
        let mut items = vec![card(context, course)?];
        items.extend(cards(
            context,
            outline.lessons.iter().map(|index| &site.entries[*index]),
        )?);
        groups.push(Group {
            title: Some(course.document.title.value.clone()),
            id: Some(course.document.name.clone()),
            items,
        });
    }
    let head = head(
        heading.clone(),
        intro.clone(),
        KindName::Course.address_prefix(),
        "list",
    );
    context
        .printer
        .page("list.html", &head, &List { heading, intro, groups })
}

fn stories(context: &Context<'_>) -> Result<Artifact, RenderError> {
    let heading = context.words.get("list_story_heading")?;
    let intro = context.words.get("list_story_intro")?;
    let items = cards(context, newest_stories(context.site).into_iter())?;
    let groups = vec![Group {
        title: None,
        id: None,
        items,
    }];
    let head = head(heading.clone(), intro.clone(), KindName::Story.address_prefix(), "list");
    context
        .printer
        .page("list.html", &head, &List { heading, intro, groups })
}

fn topic_page(context: &Context<'_>, id: &str, title: &str, summary: &str) -> Result<Artifact, RenderError> {
    let mut groups = Vec::new();
    for (kind, key) in [
        (KindName::Faq, "list_faq_heading"),
        (KindName::Policy, "list_policy_heading"),
        (KindName::Course, "list_course_heading"),
    ] {
        let items = cards(context, of_topic(context.site, kind, id).into_iter())?;
        if !items.is_empty() {
            groups.push(Group {
                title: Some(context.words.get(key)?),
                id: Some(kind.folder().to_owned()),
                items,
            });
        }
    }
    let head = head(title.to_owned(), summary.to_owned(), &address::topic(id), "topic");
    context.printer.page(
        "list.html",
        &head,
        &List {
            heading: title.to_owned(),
            intro: summary.to_owned(),
            groups,
        },
    )
}

fn search(context: &Context<'_>) -> Result<Artifact, RenderError> {
    #[derive(serde::Serialize)]
    struct Search {
        groups: Vec<Group>,
    }
    let head = head(
        context.words.get("search_heading")?,
        context.words.get("search_intro")?,
        address::SEARCH,
        "search",
    );
    context.printer.page(
        "search.html",
        &head,
        &Search {
            groups: topic_groups(context, KindName::Faq)?,
        },
    )
}

fn not_found(context: &Context<'_>) -> Result<Artifact, RenderError> {
    #[derive(serde::Serialize)]
    struct NotFound {}
    let head = head(
        context.words.get("not_found_heading")?,
        context.words.get("not_found_intro")?,
        "404/",
        "not_found",
    );
    context.printer.page("not_found.html", &head, &NotFound {})
}
