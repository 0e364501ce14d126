//! The page to write for the portal: without scripts it says how to send a text by message, mail or hand; with them the client
//! shows a desk to write at.

use serde::Serialize;
use wire::draft::Kind as Written;

use super::{Context, Job, Made, RenderError, frame::PageHead, views::Phone, words::date};
use crate::{
    content::{
        kinds::{Kind, KindName},
        markdown::digits,
    },
    site::Site,
};

#[derive(Serialize)]
struct Compose {
    kinds: Vec<WrittenKind>,
    contests: Vec<OpenContest>,
    /// Number for text messages.
    phone: Option<Phone>,
    zalo: Option<Phone>,
    mail: Option<String>,
}

/// Something a member may write.
#[derive(Serialize)]
struct WrittenKind {
    name: &'static str,
    /// What she chooses.
    label: String,
    /// What stands above it once it is published.
    shown: String,
}

#[derive(Serialize)]
struct OpenContest {
    slug: String,
    title: String,
    href: String,
    closes: Option<String>,
    /// Last day, for the page's script.
    until: Option<String>,
}

pub(super) fn jobs(_: &Site) -> Vec<Job<'_>> {
    vec![Box::new(page)]
}

fn page(context: &Context<'_>) -> Result<Made, RenderError> {
    let config = &context.site.config;
    let phone = |number: &String| Phone {
        dial: digits(number),
        text: number.clone(),
    };
    let view = Compose {
        kinds: kinds(context)?,
        contests: contests(context)?,
        phone: config.inbox.phone.as_ref().or(config.hotline.as_ref()).map(phone),
        zalo: config.inbox.zalo.as_ref().map(phone),
        mail: config.inbox.mail.as_deref().map(str::to_owned),
    };
    let head = PageHead {
        title: context.words.get("compose_heading")?,
        description: context.words.get("compose_intro")?,
        address: config.addresses.compose.to_string(),
        kind: "compose",
        lang: config.language.clone(),
    };
    context.printer.page("compose.html", &head, &view)
}

/// In the order in which members choose; the form that the inbox gives each (`inbox::propose`) is what stands above it.
fn kinds(context: &Context<'_>) -> Result<Vec<WrittenKind>, RenderError> {
    const KINDS: [(Written, &str); 9] = [
        (Written::Story, "form_story"),
        (Written::Tip, "form_tip"),
        (Written::Poem, "form_poem"),
        (Written::Photo, "form_story"),
        (Written::Clip, "form_story"),
        (Written::Question, "form_story"),
        (Written::Thanks, "form_story"),
        (Written::ContestEntry, "form_story"),
        (Written::Reply, "form_story"),
    ];
    let kind = |(kind, shown): (Written, &str)| {
        Ok(WrittenKind {
            name: kind.name(),
            label: context
                .words
                .get(&format!("compose_kind_{}", kind.name().replace('-', "_")))?,
            shown: context.words.get(shown)?,
        })
    };
    KINDS.into_iter().map(kind).collect()
}

/// Contests that still take entries.
fn contests(context: &Context<'_>) -> Result<Vec<OpenContest>, RenderError> {
    let site = context.site;
    let mut contests = Vec::new();
    for entry in site.in_order(KindName::Contest) {
        let Kind::Contest(contest) = &entry.document.kind else {
            continue;
        };
        if site.is_over(entry) {
            continue;
        }
        let closes = contest.closes.map(|day| context.words.with("until_day", &date(day)));
        contests.push(OpenContest {
            slug: entry.document.name.clone(),
            title: entry.document.title.value.clone(),
            href: entry.address.clone(),
            closes: closes.transpose()?,
            until: contest.closes.map(|day| day.to_string()),
        });
    }
    Ok(contests)
}
