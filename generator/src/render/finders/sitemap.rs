//! `sitemap.xml`: every page that is to be found, with the last day its content is known to have changed
//! (<https://www.sitemaps.org/protocol.html>).

use std::{collections::BTreeMap, io};

use jiff::civil::Date;
use quick_xml::{Writer, events::BytesDecl, events::BytesText, events::Event};

use super::{ArtifactKind, Known, RenderError, UNFOUND, unwritten};
use crate::{
    content::kinds::{Kind, KindName},
    site::{Site, news},
};

/// Path of the map, or of the index of its parts.
pub(super) const PATH: &str = "sitemap.xml";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
/// A map may hold no more addresses.
const MOST: usize = 50_000;

/// An address below the root and the day its content changed, if that is known.
pub(super) type Place = (String, Option<Date>);

/// The pages that are to be found, in the order of their addresses.
pub(super) fn places(site: &Site, pages: &[Known]) -> Vec<Place> {
    let days = days(site);
    let found = pages.iter().filter_map(|page| match page.kind {
        ArtifactKind::Page(kind) if !UNFOUND.contains(&kind) => {
            let address = page.path.strip_suffix("index.html")?.to_owned();
            let day = days.get(&address).copied();
            Some((address, day))
        }
        _ => None,
    });
    let mut places: Vec<Place> = found.collect();
    places.sort();
    places
}

/// The day of each document; that of a course, list or topic is the last among what it leads to.
fn days(site: &Site) -> BTreeMap<String, Date> {
    let addresses = &site.config.addresses;
    let mut days: BTreeMap<String, Date> = BTreeMap::new();
    let mut note = |address: String, day: Date| {
        let known = days.entry(address).or_insert(day);
        *known = day.max(*known);
    };
    for entry in &site.entries {
        let Some(day) = news::changed(&entry.document) else {
            continue;
        };
        let kind = &entry.document.kind;
        note(entry.address.clone(), day);
        note(String::new(), day);
        let list = match kind.name() {
            KindName::Lesson => KindName::Course,
            other => other,
        };
        note(addresses.list(list).to_owned(), day);
        if let Some(topic) = kind.topic() {
            note(addresses.topic_page(&topic.value), day);
        }
        if let Kind::Lesson(lesson) = kind {
            note(addresses.document(KindName::Course, &lesson.course.value), day);
        }
    }
    days
}

/// The map in one file, or in parts of at most [`MOST`] addresses and an index over them.
///
/// # Errors
/// When the writer of XML fails.
pub(super) fn files(base: &str, places: &[Place]) -> Result<Vec<(String, Vec<u8>)>, RenderError> {
    let file = |path: String, (whole, part): (&str, &str), places: &[Place]| {
        let written = written(whole, part, base, places);
        let bytes = written.map_err(|fault| unwritten(&path, &fault))?;
        Ok((path, bytes))
    };
    let map = ("urlset", "url");
    if places.len() <= MOST {
        return Ok(vec![file(PATH.to_owned(), map, places)?]);
    }
    let parts = places.chunks(MOST).enumerate();
    let mut files = parts
        .map(|(number, places)| file(format!("sitemap-{}.xml", number + 1), map, places))
        .collect::<Result<Vec<_>, RenderError>>()?;
    let last = |places: &[Place]| places.iter().filter_map(|(_, day)| *day).max();
    let index: Vec<Place> = files
        .iter()
        .zip(places.chunks(MOST))
        .map(|((path, _), places)| (path.clone(), last(places)))
        .collect();
    files.push(file(PATH.to_owned(), ("sitemapindex", "sitemap"), &index)?);
    Ok(files)
}

/// One file of the protocol: `whole` with a `part` for each place.
fn written(whole: &str, part: &str, base: &str, places: &[Place]) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new(Vec::new());
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = writer.create_element(whole).with_attribute(("xmlns", NAMESPACE));
    root.write_inner_content(|writer| {
        for (address, day) in places {
            writer.create_element(part).write_inner_content(|writer| {
                let url = format!("{base}{address}");
                writer.create_element("loc").write_text_content(BytesText::new(&url))?;
                if let Some(day) = day {
                    let day = day.to_string();
                    writer
                        .create_element("lastmod")
                        .write_text_content(BytesText::new(&day))?;
                }
                Ok(())
            })?;
        }
        Ok(())
    })?;
    Ok(writer.into_inner())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{MOST, files};

    #[test]
    fn more_addresses_than_a_map_may_hold_are_split_under_an_index() {
        let day = date(2026, 11, 24);
        let places: Vec<_> = (0..=MOST).map(|number| (format!("{number}/"), Some(day))).collect();
        let maps = files("https://a.vn/", &places).expect("written");
        let text = |at: usize| String::from_utf8_lossy(&maps[at].1).into_owned();
        let names: Vec<&str> = maps.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(names, ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]);
        assert_eq!([0, 1].map(|at| text(at).matches("<url>").count()), [MOST, 1]);
        let index = "<sitemap><loc>https://a.vn/sitemap-2.xml</loc><lastmod>2026-11-24</lastmod></sitemap>";
        assert!(text(2).contains(index), "{}", text(2));
        let one = files("https://a.vn/", &places[..MOST]).expect("written");
        assert_eq!(one.len(), 1);
    }
}
