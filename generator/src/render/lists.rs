//! Home, lists, topics, search and the page for unknown addresses.

use super::{
    Context, Job, Made, RenderError, alphabet,
    frame::PageHead,
    offline,
    pages::{choice, phone},
    pagination::{self, CARDS, Growth, Part, TITLES},
    parts::{card, cards, open},
    quiz,
    views::{Directory, DirectoryRow, Group, Home, Link, List, PackView},
    wall,
};
use crate::{
    config::Topic,
    content::kinds::{Kind, KindName},
    site::{Entry, Site},
};

/// A list by topics shows all of so many entries; of more, this many of each topic, and where the others are.
const WHOLE_KIND: usize = 240;
/// A topic's page shows all of so many entries of a kind.
const WHOLE_TOPIC: usize = 48;
const OF_MANY: usize = 12;

pub(super) fn jobs(site: &Site) -> Vec<Job<'_>> {
    let mut jobs: Vec<Job<'_>> = vec![Box::new(home), Box::new(not_found)];
    jobs.extend(alphabet::jobs(site));
    for kind in site.lists() {
        match kind {
            KindName::Policy | KindName::Faq => {
                jobs.push(Box::new(move |context| by_topic(context, kind)));
                jobs.extend(topic_parts(site, kind));
            }
            KindName::Course => jobs.push(Box::new(courses)),
            KindName::Unit => jobs.push(Box::new(directory)),
            _ => jobs.extend(plain_list(site, kind)),
        }
    }
    jobs
}

/// The pages that offer to save themselves and what belongs to them.
pub(super) fn savable(site: &Site) -> Vec<Job<'_>> {
    let mut jobs: Vec<Job<'_>> = vec![Box::new(search)];
    for topic in &site.config.topics {
        jobs.push(Box::new(move |context| topic_page(context, topic)));
    }
    jobs
}

pub(super) fn head(
    context: &Context<'_>,
    title: String,
    description: String,
    address: &str,
    kind: &'static str,
) -> PageHead {
    PageHead {
        lang: context.site.config.language.clone(),
        title,
        description,
        address: address.to_owned(),
        kind,
    }
}

fn home(context: &Context<'_>) -> Result<Made, RenderError> {
    let site = context.site;
    let shown = site.home();
    let all = |entries: Vec<&Entry>| cards(context, entries.into_iter());
    let view = Home {
        stories: all(shown.stories)?,
        more: all(shown.more)?,
        upcoming: all(shown.upcoming)?,
        lessons: all(shown.lessons)?,
        changes: all(shown.changes)?,
        told: all(shown.told)?,
        challenges: wall::challenges(context)?,
        newest: wall::newest(site),
        questions: questions(site),
        units: site.listed(KindName::Unit).next().is_some(),
        notices: site.listed(KindName::Notice).next().is_some(),
    };
    let head = head(
        context,
        site.config.name.clone(),
        site.config.description.clone(),
        "",
        "home",
    );
    context.printer.page("home.html", &head, &view)
}

/// Ids of what lessons ask, of those that hold, in the order of addresses.
fn questions(site: &Site) -> Vec<String> {
    let asked = site.entries.iter().filter_map(|entry| match &entry.document.kind {
        Kind::Lesson(lesson) if !site.is_over(entry) => Some(&lesson.quiz),
        _ => None,
    });
    asked.flatten().map(quiz::id).collect()
}

/// Where all entries of a kind in a topic are listed, when there are too many for the topic's own page.
fn address_in_topic(site: &Site, topic: &str, kind: KindName) -> String {
    let addresses = &site.config.addresses;
    format!("{}{}", addresses.topic_page(topic), addresses.list(kind))
}

/// A section that shows `shown` entries of a kind in a topic, and where the others are; none without entries.
fn topic_group(
    context: &Context<'_>,
    (kind, topic): (KindName, &Topic),
    (title, id): (String, &str),
    shown: usize,
) -> Result<Option<Group>, RenderError> {
    let entries: Vec<&Entry> = context.site.of_topic(kind, &topic.id).collect();
    let count = entries.len();
    if count == 0 {
        return Ok(None);
    }
    let href = if count > WHOLE_TOPIC {
        address_in_topic(context.site, &topic.id, kind)
    } else {
        context.site.config.addresses.topic_page(&topic.id)
    };
    let more = (count > shown).then(|| -> Result<Link, RenderError> {
        Ok(Link {
            title: context.words.with("see_all", &count.to_string())?,
            href,
        })
    });
    Ok(Some(Group {
        title: Some(title),
        id: Some(id.to_owned()),
        items: cards(context, entries.into_iter().take(shown))?,
        count,
        more: more.transpose()?,
    }))
}

fn topic_groups(context: &Context<'_>, kind: KindName) -> Result<Vec<Group>, RenderError> {
    let topics = &context.site.config.topics;
    let shown = if context.site.listed(kind).count() > WHOLE_KIND {
        OF_MANY
    } else {
        usize::MAX
    };
    let groups = topics
        .iter()
        .map(|topic| topic_group(context, (kind, topic), (topic.title.clone(), &topic.id), shown))
        .filter_map(Result::transpose);
    groups.collect()
}

fn by_topic(context: &Context<'_>, kind: KindName) -> Result<Made, RenderError> {
    let name = kind.folder();
    let heading = context.words.get(&format!("list_{name}_heading"))?;
    let intro = context.words.get(&format!("list_{name}_intro"))?;
    let head = head(
        context,
        heading.clone(),
        intro.clone(),
        context.site.config.addresses.list(kind),
        "list",
    );
    let groups = topic_groups(context, kind)?;
    let also = match kind {
        KindName::Faq => Some(a_to_z(context)?),
        _ => None,
    };
    let list = List {
        heading,
        intro,
        also,
        short: kind == KindName::Faq,
        pack: None,
        groups,
        turning: None,
    };
    context.printer.page("list.html", &head, &list)
}

/// For topics with many entries of a kind, pages with all of them.
fn topic_parts(site: &Site, kind: KindName) -> Vec<Job<'_>> {
    let topics = site.config.topics.iter();
    let parts = topics.flat_map(move |topic| {
        let entries: Vec<&Entry> = site.of_topic(kind, &topic.id).collect();
        let parts = if entries.len() > WHOLE_TOPIC {
            pagination::parts(
                &address_in_topic(site, &topic.id, kind),
                entries,
                TITLES,
                Growth::Within,
            )
        } else {
            Vec::new()
        };
        parts.into_iter().map(move |part| -> Job<'_> {
            Box::new(move |context| {
                let kind_heading = context.words.get(&format!("list_{}_heading", kind.folder()))?;
                part_page(
                    context,
                    &part,
                    &format!("{kind_heading}: {}", topic.title),
                    &topic.summary,
                )
            })
        })
    });
    parts.collect()
}

/// One page of a list.
pub(super) fn part_page(
    context: &Context<'_>,
    part: &Part<'_>,
    heading: &str,
    intro: &str,
) -> Result<Made, RenderError> {
    let heading = part.title(context, heading)?;
    let intro = if part.is_first() {
        intro.to_owned()
    } else {
        String::new()
    };
    let items = cards(context, part.entries.iter().copied())?;
    let groups = vec![Group {
        title: None,
        id: None,
        count: items.len(),
        items,
        more: None,
    }];
    let head = head(context, heading.clone(), intro.clone(), &part.address, "list");
    let is_stories = part.address == *context.site.config.addresses.story;
    let list = List {
        heading,
        intro,
        also: is_stories.then(|| to_wall(context)).transpose()?,
        short: part.size > CARDS,
        pack: None,
        groups,
        turning: part.turning(context)?,
    };
    context.printer.page("list.html", &head, &list)
}

/// The way to all that members made, by form, unit and contest.
fn to_wall(context: &Context<'_>) -> Result<Link, RenderError> {
    Ok(Link {
        title: context.words.get("wall_link")?,
        href: context.site.config.addresses.wall.to_string(),
    })
}

/// The way to every question by its first letter.
fn a_to_z(context: &Context<'_>) -> Result<Link, RenderError> {
    Ok(Link {
        title: context.words.get("alphabet_link")?,
        href: context.site.config.addresses.alphabet(),
    })
}

fn courses(context: &Context<'_>) -> Result<Made, RenderError> {
    let site = context.site;
    let heading = context.words.get("list_course_heading")?;
    let intro = context.words.get("list_course_intro")?;
    let mut groups = Vec::new();
    for outline in &site.courses {
        let course = &site.entries[outline.course];
        if site.is_over(course) {
            continue;
        }
        let mut items = vec![card(context, course)?];
        let lessons = outline.lessons.iter().map(|index| &site.entries[*index]);
        items.extend(cards(context, lessons.filter(|lesson| !site.is_over(lesson)))?);
        groups.push(Group {
            title: Some(course.document.title.value.clone()),
            id: Some(course.document.name.clone()),
            count: items.len() - 1,
            items,
            more: None,
        });
    }
    let head = head(
        context,
        heading.clone(),
        intro.clone(),
        &site.config.addresses.course,
        "list",
    );
    let list = List {
        heading,
        intro,
        also: None,
        short: false,
        pack: None,
        groups,
        turning: None,
    };
    context.printer.page("list.html", &head, &list)
}

fn plain_list(site: &Site, kind: KindName) -> Vec<Job<'_>> {
    let growth = match kind {
        KindName::Story | KindName::Notice => Growth::AtTheTop,
        _ => Growth::Within,
    };
    let parts = pagination::parts(
        site.config.addresses.list(kind),
        site.in_order(kind).filter(|entry| !site.is_reply(entry)).collect(),
        CARDS,
        growth,
    )
    .into_iter();
    let pages = parts.map(move |part| -> Job<'_> {
        Box::new(move |context| {
            let name = kind.folder();
            let heading = context.words.get(&format!("list_{name}_heading"))?;
            let intro = context.words.get(&format!("list_{name}_intro"))?;
            part_page(context, &part, &heading, &intro)
        })
    });
    pages.collect()
}

fn directory(context: &Context<'_>) -> Result<Made, RenderError> {
    let heading = context.words.get("list_unit_heading")?;
    let intro = context.words.get("list_unit_intro")?;
    let address = &context.site.config.addresses.unit;
    let units = context.site.in_order(KindName::Unit).filter_map(|entry| {
        let Kind::Unit(unit) = &entry.document.kind else {
            return None;
        };
        let hours = unit.hours.as_ref().map(|hours| hours.value.clone());
        Some(DirectoryRow {
            title: entry.document.title.value.clone(),
            href: entry.address.clone(),
            address: unit.address.clone(),
            open: hours.as_deref().and_then(open),
            hours,
            phone: phone(unit.phone.as_ref()),
            choose: choice(entry, unit),
        })
    });
    let directory = Directory {
        sample: context
            .site
            .listed(KindName::Unit)
            .any(|entry| entry.document.kind.is_sample()),
        heading: heading.clone(),
        intro: intro.clone(),
        units: units.collect(),
    };
    let head = head(context, heading, intro, address, "list");
    context.printer.page("directory.html", &head, &directory)
}

fn topic_page(context: &Context<'_>, topic: &Topic) -> Result<Made, RenderError> {
    let mut groups = Vec::new();
    for (kind, key) in [
        (KindName::Faq, "list_faq_heading"),
        (KindName::Policy, "list_policy_heading"),
        (KindName::Course, "list_course_heading"),
    ] {
        let heading = (context.words.get(key)?, kind.folder());
        let shown = match context.site.of_topic(kind, &topic.id).count() {
            many if many > WHOLE_TOPIC && kind != KindName::Course => OF_MANY,
            few => few,
        };
        groups.extend(topic_group(context, (kind, topic), heading, shown)?);
    }
    let Topic { id, title, summary } = topic;
    let head = head(
        context,
        title.clone(),
        summary.clone(),
        &context.site.config.addresses.topic_page(id),
        "topic",
    );
    let list = List {
        heading: title.clone(),
        intro: summary.clone(),
        also: None,
        short: false,
        pack: context.packs.view(context.words, id)?,
        groups,
        turning: None,
    };
    context.printer.page("list.html", &head, &list)
}

fn search(context: &Context<'_>) -> Result<Made, RenderError> {
    #[derive(serde::Serialize)]
    struct Search {
        groups: Vec<Group>,
        also: Link,
        pack: Option<PackView>,
    }
    let head = head(
        context,
        context.words.get("search_heading")?,
        context.words.get("search_intro")?,
        &context.site.config.addresses.search,
        "search",
    );
    context.printer.page(
        "search.html",
        &head,
        &Search {
            groups: topic_groups(context, KindName::Faq)?,
            also: a_to_z(context)?,
            pack: context.packs.view(context.words, offline::SEARCH)?,
        },
    )
}

fn not_found(context: &Context<'_>) -> Result<Made, RenderError> {
    #[derive(serde::Serialize)]
    struct NotFound {}
    let head = head(
        context,
        context.words.get("not_found_heading")?,
        context.words.get("not_found_intro")?,
        "404/",
        "not_found",
    );
    context.printer.page("not_found.html", &head, &NotFound {})
}
