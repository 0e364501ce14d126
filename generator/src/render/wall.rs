//! The wall: what members made, by form, by unit, by contest, in reply; and the challenge of the week.
//!
//! In: the site's own order of these. Out: the wall itself, the pages of its lists, and what other pages show of it. Every
//! list comes in pages (`pagination`), so that none grows with the portal.

use super::{
    Context, Job, Made, RenderError, Words,
    lists::{head, part_page},
    pagination::{self, CARDS, Growth, Part},
    parts::{card, cards},
    views::{Around, Card, Challenge, Counted, Link, Wall},
    words::{date, shorten},
};
use crate::{
    content::{
        kinds::{Kind, KindName, contest::Contest, story::FORMS},
        slug::slug,
    },
    site::{Entry, Site},
};

/// Cards of the newest on the wall.
const NEWEST: usize = 12;
/// Ways to units, those with the most texts first.
const UNITS: usize = 24;
/// Contests that are over and still shown on the wall.
const OVER: usize = 6;
/// Cards around a document on its own page.
const AROUND: usize = 8;
/// Names of the newest on the home page: more than a union publishes in a busy week.
const REMEMBERED: usize = 40;
/// Characters of a reply below what it answers: most are no longer.
const REPLY: usize = 400;
/// Challenges of a contest written into the home page: this week's and the next.
const WEEKS: usize = 2;

pub(super) fn jobs<'a>(site: &'a Site, words: &Words<'_>) -> Vec<Job<'a>> {
    let mut jobs: Vec<Job<'a>> = vec![Box::new(wall)];
    for form in FORMS {
        let parts = parts(
            &address_of_form(site, words, form),
            site.of_form(form).collect(),
            Growth::AtTheTop,
        );
        jobs.extend(parts.into_iter().map(|part| -> Job<'a> {
            Box::new(move |context| {
                let title = context.words.get(&format!("form_{form}"))?;
                part_page(context, &part, &title, &context.words.get("wall_intro")?)
            })
        }));
    }
    for entry in &site.entries {
        let around: Vec<&Entry> = site.around(entry).collect();
        if around.len() <= AROUND {
            continue;
        }
        let growth = if is_newest_first(entry) {
            Growth::AtTheTop
        } else {
            Growth::Within
        };
        let parts = pagination::parts(&site.config.addresses.around(&entry.address), around, CARDS, growth);
        jobs.extend(parts.into_iter().map(|part| -> Job<'a> {
            Box::new(move |context| {
                let title = format!("{}: {}", heading(context, entry)?, entry.document.title.value);
                part_page(context, &part, &title, entry.document.summary())
            })
        }));
    }
    jobs
}

fn parts<'a>(address: &str, entries: Vec<&'a Entry>, growth: Growth) -> Vec<Part<'a>> {
    if entries.is_empty() {
        return Vec::new();
    }
    pagination::parts(address, entries, CARDS, growth)
}

/// A form's address is of the portal's language, as its name is.
fn address_of_form(site: &Site, words: &Words<'_>, form: &str) -> String {
    let name = words.get(&format!("form_{form}")).map(|name| slug(&name));
    let name = name.ok().filter(|name| !name.is_empty());
    format!("{}{}/", &*site.config.addresses.wall, name.as_deref().unwrap_or(form))
}

fn wall(context: &Context<'_>) -> Result<Made, RenderError> {
    let site = context.site;
    let words = context.words;
    let forms = FORMS.into_iter().map(|form| {
        Ok(Counted {
            title: words.get(&format!("form_{form}"))?,
            href: address_of_form(site, words, form),
            count: site.of_form(form).count(),
        })
    });
    let mut forms: Vec<Counted> = forms.collect::<Result<_, RenderError>>()?;
    forms.retain(|form| form.count > 0);
    let mut units: Vec<Counted> = site
        .listed(KindName::Unit)
        .map(|entry| Counted {
            title: entry.document.title.value.clone(),
            href: entry.address.clone(),
            count: site.around(entry).count(),
        })
        .collect();
    units.retain(|unit| unit.count > 0);
    units.sort_by(|left, right| right.count.cmp(&left.count).then_with(|| left.title.cmp(&right.title)));
    units.truncate(UNITS);
    let mut over: Vec<&Entry> = site
        .of_kind(KindName::Contest)
        .filter(|entry| site.is_over(entry))
        .collect();
    over.sort_by_key(|entry| {
        (
            std::cmp::Reverse(entry.validity.until.map(|(day, _)| day)),
            &entry.address,
        )
    });
    let contests = site.in_order(KindName::Contest).chain(over.into_iter().take(OVER));
    let view = Wall {
        forms,
        units,
        contests: contests
            .map(|entry| contest_card(context, entry))
            .collect::<Result<_, _>>()?,
        newest: cards(context, site.in_order(KindName::Story).take(NEWEST))?,
    };
    let address = &site.config.addresses.wall;
    let head = head(
        context,
        words.get("wall_heading")?,
        words.get("wall_intro")?,
        address,
        "wall",
    );
    context.printer.page("wall.html", &head, &view)
}

/// A contest with its days, and how many entered it.
fn contest_card(context: &Context<'_>, entry: &Entry) -> Result<Card, RenderError> {
    let mut card = card(context, entry)?;
    let Kind::Contest(contest) = &entry.document.kind else {
        return Ok(card);
    };
    let days = contest.opens.zip(contest.closes);
    let days = days.map(|(opens, closes)| format!("{} – {}", date(opens), date(closes)));
    let ended = context
        .site
        .is_over(entry)
        .then(|| context.words.get("wall_ended"))
        .transpose()?;
    let entries = entries(context, entry)?;
    card.meta = days
        .into_iter()
        .chain(ended)
        .chain(entries)
        .collect::<Vec<_>>()
        .join(" · ");
    Ok(card)
}

fn entries(context: &Context<'_>, contest: &Entry) -> Result<Option<String>, RenderError> {
    let entered = |entry: &&Entry| matches!(&entry.document.kind, Kind::Story(story) if story.contest.is_some());
    match context.site.around(contest).filter(entered).count() {
        0 => Ok(None),
        count => context.words.with("wall_entries", &count.to_string()).map(Some),
    }
}

fn is_newest_first(entry: &Entry) -> bool {
    matches!(entry.document.kind.name(), KindName::Unit | KindName::Contest)
}

fn heading(context: &Context<'_>, entry: &Entry) -> Result<String, RenderError> {
    context.words.get(match entry.document.kind.name() {
        KindName::Unit => "around_unit",
        KindName::Contest => "around_contest",
        _ => "around_reply",
    })
}

/// What stands around a document on its own page; none without anything.
pub(super) fn around(context: &Context<'_>, entry: &Entry) -> Result<Option<Around>, RenderError> {
    let site = context.site;
    let count = site.around(entry).count();
    if count == 0 {
        return Ok(None);
    }
    let shown = site.around(entry).take(AROUND);
    let items = if is_newest_first(entry) {
        cards(context, shown)?
    } else {
        shown
            .map(|reply| reply_card(context, entry, reply))
            .collect::<Result<_, _>>()?
    };
    let more = (count > AROUND).then(|| {
        Ok(Link {
            title: context.words.with("see_all", &count.to_string())?,
            href: site.config.addresses.around(&entry.address),
        })
    });
    Ok(Some(Around {
        heading: heading(context, entry)?,
        items,
        more: more.transpose()?,
    }))
}

/// A reply with its words; one that answers another reply says which.
fn reply_card(context: &Context<'_>, thread: &Entry, entry: &Entry) -> Result<Card, RenderError> {
    let mut card = card(context, entry)?;
    let Kind::Story(story) = &entry.document.kind else {
        return Ok(card);
    };
    card.summary = shorten(&entry.document.body.plain_text(), REPLY);
    let parent = context
        .site
        .parent(entry)
        .filter(|parent| parent.address != thread.address);
    let answered = parent.map(|parent| context.words.with("answers", &parent.document.title.value));
    let names = story.author.iter().chain(&story.unit).cloned();
    let meta = names.chain([card.meta]).chain(answered.transpose()?);
    card.meta = meta.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    Ok(card)
}

/// Short names of the newest of members' own, the newest first. A phone that knows some of them counts the others: days
/// would not do, as what is published today may come after the member's look.
pub(super) fn newest(site: &Site) -> String {
    let newest = site.in_order(KindName::Story).take(REMEMBERED);
    let names: Vec<String> = newest
        .map(|entry| blake3::hash(entry.address.as_bytes()).to_hex()[..5].to_owned())
        .collect();
    names.join(" ")
}

/// A way to a document by its title.
pub(super) fn link(entry: &Entry) -> Link {
    Link {
        title: entry.document.title.value.clone(),
        href: entry.address.clone(),
    }
}

/// Days and challenges of a contest, for its own page.
pub(super) fn weeks(contest: &Contest) -> Vec<(String, String)> {
    let weeks = contest.weeks();
    weeks
        .map(|week| (days(week.from, week.until), week.challenge.to_owned()))
        .collect()
}

fn days(from: jiff::civil::Date, until: jiff::civil::Date) -> String {
    format!("{:02}/{:02} – {}", from.day(), from.month(), date(until))
}

/// The challenges of this week and the next, of all contests that have some.
pub(super) fn challenges(context: &Context<'_>) -> Result<Vec<Challenge>, RenderError> {
    let site = context.site;
    let mut challenges = Vec::new();
    for entry in site.in_order(KindName::Contest) {
        let Kind::Contest(contest) = &entry.document.kind else {
            continue;
        };
        for week in contest.weeks().filter(|week| week.until >= site.today).take(WEEKS) {
            challenges.push(Challenge {
                text: week.challenge.to_owned(),
                days: days(week.from, week.until),
                from: week.from.to_string(),
                until: week.until.to_string(),
                now: week.from <= site.today,
                contest: link(entry),
                entries: entries(context, entry)?,
            });
        }
    }
    Ok(challenges)
}
