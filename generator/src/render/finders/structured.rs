//! What a page is, as data: a block of JSON-LD in words of <https://schema.org/>. It says nothing that the page does not.
//!
//! A question is a `FAQPage`, not a `QAPage`: the portal answers it itself, and no reader can add an answer
//! (<https://developers.google.com/search/docs/appearance/structured-data/faqpage>).

use serde::Serialize;

use crate::{
    config::Config,
    content::kinds::{Kind, KindName, lesson::Lesson, sources::LegalSource, story::Story},
    render::{
        pages::course_of,
        parts::{file, language},
    },
    site::{Entry, Site, address::LISTS, media::Facts, validity::State},
};

#[derive(Serialize)]
struct Graph<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Thing<'a>>,
}

/// A thing of schema.org; each variant has the name of its type there.
#[derive(Serialize)]
#[serde(tag = "@type", rename_all_fields = "camelCase")]
enum Thing<'a> {
    #[serde(rename = "FAQPage")]
    Faq {
        url: String,
        in_language: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        last_reviewed: Option<String>,
        main_entity: [Box<Thing<'a>>; 1],
        citation: Vec<Thing<'a>>,
    },
    Question {
        name: &'a str,
        accepted_answer: Box<Thing<'a>>,
    },
    Answer {
        text: String,
    },
    WebPage {
        url: String,
        name: &'a str,
        in_language: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        last_reviewed: Option<String>,
        citation: Vec<Thing<'a>>,
    },
    Legislation {
        name: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        legislation_date_of_applicability: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        legislation_legal_force: Option<&'static str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        url: Option<&'a str>,
    },
    Article {
        url: String,
        headline: &'a str,
        description: &'a str,
        in_language: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        date_published: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        author: Option<Box<Thing<'a>>>,
        publisher: Box<Thing<'a>>,
    },
    Person {
        name: &'a str,
    },
    Course {
        url: String,
        name: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        description: Option<&'a str>,
        provider: Box<Thing<'a>>,
    },
    LearningResource {
        url: String,
        name: &'a str,
        description: &'a str,
        in_language: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        time_required: Option<String>,
        teaches: &'a [String],
        #[serde(skip_serializing_if = "Option::is_none")]
        is_part_of: Option<Box<Thing<'a>>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        video: Option<Box<Thing<'a>>>,
    },
    VideoObject {
        name: &'a str,
        description: &'a str,
        content_url: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        thumbnail_url: Option<String>,
        duration: String,
    },
    WebSite {
        url: &'a str,
        name: &'a str,
        alternate_name: &'a str,
        in_language: &'a str,
        publisher: Box<Thing<'a>>,
    },
    Organization {
        name: &'a str,
        url: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        telephone: Option<&'a str>,
    },
    BreadcrumbList {
        item_list_element: Vec<Thing<'a>>,
    },
    ListItem {
        position: usize,
        name: String,
        item: String,
    },
}

/// The block of the page at `address`, ready to stand in HTML; none where there is nothing to say. `list` is what the
/// page calls the list that it belongs to.
pub(super) fn block(site: &Site, base: &str, address: &str, list: Option<&str>) -> Option<String> {
    let config = &site.config;
    let mut graph = Vec::new();
    if address.is_empty() {
        graph.push(Thing::WebSite {
            url: base,
            name: &config.name,
            alternate_name: &config.short_name,
            in_language: &config.language,
            publisher: Box::new(organisation(config, base)),
        });
    }
    if let Some(entry) = site.entry_of_address(address) {
        graph.extend(thing(site, base, entry));
        graph.extend(list.and_then(|list| crumbs(site, base, entry, list)));
    }
    if graph.is_empty() {
        return None;
    }
    let context = "https://schema.org";
    let text = serde_json::to_string(&Graph { context, graph }).ok()?;
    // Nothing in a text may look like the end of the block.
    Some(text.replace('<', "\\u003c"))
}

fn thing<'a>(site: &'a Site, base: &'a str, entry: &'a Entry) -> Option<Thing<'a>> {
    let document = &entry.document;
    let name = document.title.value.as_str();
    let in_language = language(site, entry);
    let url = format!("{base}{}", entry.address);
    let reviewed = document.kind.review().and_then(|review| review.reviewed);
    let last_reviewed = reviewed.map(|day| day.to_string());
    let citation = document.kind.sources().iter().map(|source| law(site, source)).collect();
    Some(match &document.kind {
        Kind::Faq(_) => Thing::Faq {
            url,
            in_language,
            last_reviewed,
            main_entity: [Box::new(Thing::Question {
                name,
                accepted_answer: Box::new(Thing::Answer { text: answer(entry) }),
            })],
            citation,
        },
        Kind::Policy(_) => Thing::WebPage {
            url,
            name,
            in_language,
            last_reviewed,
            citation,
        },
        Kind::Story(story) => article(site, base, entry, story),
        Kind::Course(course) => Thing::Course {
            url,
            name,
            description: Some(&course.summary),
            provider: Box::new(organisation(&site.config, base)),
        },
        Kind::Lesson(lesson) => resource(site, base, entry, lesson),
        _ => return None,
    })
}

/// All words of an answer with its headings, as they stand on the page.
fn answer(entry: &Entry) -> String {
    let passages = entry.document.body.passages.iter();
    passages
        .map(|passage| passage.text.trim())
        .collect::<Vec<_>>()
        .join("\n")
}

fn law<'a>(site: &Site, source: &'a LegalSource) -> Thing<'a> {
    let is_over = matches!(site.force(source), State::Over(..));
    Thing::Legislation {
        name: format!("{}, {}", source.law.value, source.article),
        legislation_date_of_applicability: source.in_force_from.map(|day| day.to_string()),
        legislation_legal_force: is_over.then_some("https://schema.org/NotInForce"),
        url: source.url.as_deref(),
    }
}

fn article<'a>(site: &'a Site, base: &'a str, entry: &'a Entry, story: &'a Story) -> Thing<'a> {
    Thing::Article {
        url: format!("{base}{}", entry.address),
        headline: &entry.document.title.value,
        description: &story.summary,
        in_language: language(site, entry),
        date_published: story.published.map(|day| day.to_string()),
        author: story.author.as_deref().map(|name| Box::new(Thing::Person { name })),
        publisher: Box::new(organisation(&site.config, base)),
    }
}

fn resource<'a>(site: &'a Site, base: &'a str, entry: &'a Entry, lesson: &'a Lesson) -> Thing<'a> {
    let name = entry.document.title.value.as_str();
    let course = course_of(site, lesson).map(|course| Thing::Course {
        url: format!("{base}{}", course.address),
        name: &course.document.title.value,
        description: course.document.kind.summary(),
        provider: Box::new(organisation(&site.config, base)),
    });
    let video = file(site, entry, lesson.video_file()).and_then(|video| match video.facts {
        Facts::Video(seconds) => Some(Thing::VideoObject {
            name,
            description: &lesson.summary,
            content_url: format!("{base}{}", video.address),
            thumbnail_url: file(site, entry, lesson.poster.as_ref()).map(|poster| format!("{base}{}", poster.address)),
            duration: format!("PT{seconds:.0}S"),
        }),
        _ => None,
    });
    Thing::LearningResource {
        url: format!("{base}{}", entry.address),
        name,
        description: &lesson.summary,
        in_language: language(site, entry),
        time_required: lesson.seconds.as_ref().map(|seconds| format!("PT{}S", seconds.value)),
        teaches: &lesson.objectives,
        is_part_of: course.map(Box::new),
        video: video.map(Box::new),
    }
}

fn organisation<'a>(config: &'a Config, base: &'a str) -> Thing<'a> {
    Thing::Organization {
        name: &config.organisation,
        url: base,
        telephone: config.hotline.as_deref(),
    }
}

/// The list that a page belongs to, and the page.
fn crumbs<'a>(site: &Site, base: &str, entry: &Entry, list: &str) -> Option<Thing<'a>> {
    let kind = list_of(entry.document.kind.name())?;
    let items = [
        (list, site.config.addresses.list(kind)),
        (entry.document.title.value.as_str(), entry.address.as_str()),
    ];
    let items = items
        .into_iter()
        .enumerate()
        .map(|(index, (name, address))| Thing::ListItem {
            position: index + 1,
            name: name.to_owned(),
            item: format!("{base}{address}"),
        });
    Some(Thing::BreadcrumbList {
        item_list_element: items.collect(),
    })
}

/// The kind whose list shows documents of this kind.
pub(super) fn list_of(kind: KindName) -> Option<KindName> {
    match kind {
        KindName::Lesson => Some(KindName::Course),
        other => LISTS.contains(&other).then_some(other),
    }
}
