//! Home, lists, topics, search and the page for unknown addresses.

use jiff::civil::Date;

use super::{
    Artifact, Context, Job, RenderError, alphabet,
    frame::PageHead,
    offline,
    pages::{choice, phone},
    parts::{card, cards, open},
    views::{Directory, DirectoryRow, Group, Home, Link, List, PackView},
};
use crate::{
    content::kinds::{Kind, KindName},
    site::{Entry, Site},
};

/// Cards per section of the home page. Stories lead: at most a fifth of what the portal says is policy.
const HOME_STORIES: usize = 6;
const HOME_QUESTIONS: usize = 6;
const HOME_LESSONS: usize = 4;
const HOME_POLICIES: usize = 4;
const HOME_NOTICES: usize = 2;
const HOME_UPCOMING: usize = 4;
const HOME_CHANGES: usize = 4;
/// Days before its end from which on a rule counts as changing soon: a quarter, as figures move twice a year.
const SOON: i32 = 92;

pub(super) fn jobs(site: &Site) -> Vec<Job<'_>> {
    let mut jobs: Vec<Job<'_>> = vec![Box::new(home), Box::new(not_found), Box::new(alphabet::page)];
    for kind in site.lists() {
        jobs.push(match kind {
            KindName::Policy | KindName::Faq => Box::new(move |context| by_topic(context, kind)),
            KindName::Course => Box::new(courses),
            KindName::Unit => Box::new(directory),
            _ => Box::new(move |context| plain_list(context, kind)),
        });
    }
    jobs
}

/// The pages that offer to save themselves and what belongs to them.
pub(super) fn savable(site: &Site) -> Vec<Job<'_>> {
    let mut jobs: Vec<Job<'_>> = vec![Box::new(search)];
    for topic in &site.config.topics {
        jobs.push(Box::new(move |context| {
            topic_page(context, &topic.id, &topic.title, &topic.summary)
        }));
    }
    jobs
}

fn head(context: &Context<'_>, title: String, description: String, address: &str, kind: &'static str) -> PageHead {
    PageHead {
        lang: context.site.config.language.clone(),
        title,
        description,
        address: address.to_owned(),
        kind,
    }
}

/// The entries of a list in its order: what was published last comes first, what happens next comes first, unions and
/// lessons by their names.
fn in_order(site: &Site, kind: KindName) -> Vec<&Entry> {
    let mut entries: Vec<&Entry> = site.listed(kind).collect();
    let published = |entry: &Entry| match &entry.document.kind {
        Kind::Story(story) => story.published,
        Kind::Notice(notice) => notice.published,
        _ => None,
    };
    let happens = |entry: &Entry| match &entry.document.kind {
        Kind::Contest(contest) => contest.closes,
        Kind::Event(event) => event.starts,
        _ => None,
    };
    entries.sort_by(|left, right| {
        published(right)
            .cmp(&published(left))
            .then_with(|| happens(left).cmp(&happens(right)))
            .then_with(|| left.address.cmp(&right.address))
    });
    entries
}

fn home(context: &Context<'_>) -> Result<Artifact, RenderError> {
    let site = context.site;
    let lessons = site
        .courses
        .iter()
        .flat_map(|outline| &outline.lessons)
        .map(|index| &site.entries[*index])
        .filter(|lesson| !site.is_over(lesson));
    let view = Home {
        stories: cards(context, in_order(site, KindName::Story).into_iter().take(HOME_STORIES))?,
        notices: cards(context, in_order(site, KindName::Notice).into_iter().take(HOME_NOTICES))?,
        upcoming: cards(
            context,
            in_order(site, KindName::Event)
                .into_iter()
                .chain(in_order(site, KindName::Contest))
                .take(HOME_UPCOMING),
        )?,
        changes: cards(context, changing(site).into_iter().take(HOME_CHANGES))?,
        units: site.listed(KindName::Unit).next().is_some(),
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
    let head = head(
        context,
        site.config.name.clone(),
        site.config.description.clone(),
        "",
        "home",
    );
    context.printer.page("home.html", &head, &view)
}

/// Policies and questions that begin or end to hold soon, the first to do so first.
fn changing(site: &Site) -> Vec<&Entry> {
    let kinds = [KindName::Policy, KindName::Faq];
    let mut entries: Vec<(Date, &Entry)> = kinds
        .into_iter()
        .flat_map(|kind| site.listed(kind))
        .filter_map(|entry| {
            let soon = |day: &Date| *day > site.today && (*day - site.today).get_days() <= SOON;
            let begins = entry.validity.from.filter(|from| *from > site.today);
            let ends = entry.validity.until.map(|(until, _)| until).filter(soon);
            Some((begins.or(ends)?, entry))
        })
        .collect();
    entries.sort_by(|left, right| left.0.cmp(&right.0).then_with(|| left.1.address.cmp(&right.1.address)));
    entries.into_iter().map(|(_, entry)| entry).collect()
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
    site.listed(kind)
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
    };
    context.printer.page("list.html", &head, &list)
}

/// The way to every question by its first letter.
fn a_to_z(context: &Context<'_>) -> Result<Link, RenderError> {
    Ok(Link {
        title: context.words.get("alphabet_link")?,
        href: context.site.config.addresses.alphabet(),
    })
}

fn courses(context: &Context<'_>) -> Result<Artifact, RenderError> {
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
            items,
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
    };
    context.printer.page("list.html", &head, &list)
}

fn plain_list(context: &Context<'_>, kind: KindName) -> Result<Artifact, RenderError> {
    let name = kind.folder();
    let heading = context.words.get(&format!("list_{name}_heading"))?;
    let intro = context.words.get(&format!("list_{name}_intro"))?;
    let items = cards(context, in_order(context.site, kind).into_iter())?;
    let groups = vec![Group {
        title: None,
        id: None,
        items,
    }];
    let head = head(
        context,
        heading.clone(),
        intro.clone(),
        context.site.config.addresses.list(kind),
        "list",
    );
    let list = List {
        heading,
        intro,
        also: None,
        short: false,
        pack: None,
        groups,
    };
    context.printer.page("list.html", &head, &list)
}

fn directory(context: &Context<'_>) -> Result<Artifact, RenderError> {
    let heading = context.words.get("list_unit_heading")?;
    let intro = context.words.get("list_unit_intro")?;
    let address = &context.site.config.addresses.unit;
    let units = in_order(context.site, KindName::Unit).into_iter().filter_map(|entry| {
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
    let head = head(
        context,
        title.to_owned(),
        summary.to_owned(),
        &context.site.config.addresses.topic_page(id),
        "topic",
    );
    context.printer.page(
        "list.html",
        &head,
        &List {
            heading: title.to_owned(),
            intro: summary.to_owned(),
            also: None,
            short: false,
            pack: context.packs.view(context.words, id)?,
            groups,
        },
    )
}

fn search(context: &Context<'_>) -> Result<Artifact, RenderError> {
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

fn not_found(context: &Context<'_>) -> Result<Artifact, RenderError> {
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
