//! Which questions are near a document, and which policies and lessons go on from it.
//!
//! In: the documents that can be found, in the order of the search index. Out: for each, numbers of others: first what
//! its editor names under `related`, then those of its topic that share words of the title, the rarer the word the more.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::{IntoParallelIterator, ParallelIterator};
use search::fold::fold;

use crate::{
    content::kinds::Kind,
    site::{Entry, Site, link::Target},
};

const NEAR: usize = 3;
const FURTHER: usize = 3;
/// Documents of a topic with a word, of which more are not looked at.
const COMMON: usize = 2_000;

/// Numbers of other documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Near {
    /// Questions.
    pub(super) near: Vec<u32>,
    /// Policies, courses and lessons.
    pub(super) further: Vec<u32>,
}

/// For every document, what is near it.
pub(super) fn near(site: &Site, documents: &[&Entry]) -> Vec<Near> {
    let topics: Vec<Option<&str>> = documents.iter().map(|entry| topic(site, entry)).collect();
    let words: Vec<BTreeSet<String>> = documents
        .iter()
        .map(|entry| words(&entry.document.title.value))
        .collect();
    let mut holders: BTreeMap<(Option<&str>, &str), Vec<usize>> = BTreeMap::new();
    for (number, (topic, words)) in topics.iter().zip(&words).enumerate() {
        for word in words {
            holders.entry((*topic, word)).or_default().push(number);
        }
    }
    let numbers: BTreeMap<&str, usize> = documents
        .iter()
        .enumerate()
        .map(|(number, entry)| (entry.address.as_str(), number))
        .collect();
    let mut members: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, topic) in topics.iter().enumerate() {
        members.entry(topic.unwrap_or_default()).or_default().push(number);
    }
    // What is shared with each document lies in one list for all that a thread looks at, and is emptied behind each.
    let one = |shared: &mut Vec<f32>, number: usize| {
        let named = named(site, documents[number], &numbers);
        let mut sharing = Vec::new();
        for word in &words[number] {
            let holders = topics[number].and_then(|topic| holders.get(&(Some(topic), word.as_str())));
            // A word that so many share tells nothing of any of them.
            for other in holders.into_iter().flatten().take(COMMON) {
                if shared[*other] == 0.0 {
                    sharing.push(*other);
                }
                shared[*other] += rarity(holders.map_or(1, Vec::len));
            }
        }
        sharing.sort_unstable();
        let ranked = sharing
            .into_iter()
            .map(|other| (other, std::mem::take(&mut shared[other])));
        let mut ranked: Vec<(usize, f32)> = ranked.collect();
        // The sort is stable: of two that share as much, the earlier comes first.
        ranked.sort_by(|left, right| right.1.total_cmp(&left.1));
        let by_words: Vec<usize> = ranked.into_iter().map(|(other, _)| other).collect();
        let of_topic = topics[number].and_then(|topic| members.get(topic));
        let first = |wanted: fn(&Kind) -> bool, most: usize| {
            let mut chosen: Vec<u32> = Vec::new();
            let all = named.iter().chain(&by_words).chain(of_topic.into_iter().flatten());
            for other in all {
                if chosen.len() == most {
                    break;
                }
                let is_new = *other != number && wanted(&documents[*other].document.kind);
                if let Ok(other) = u32::try_from(*other)
                    && is_new
                    && !chosen.contains(&other)
                {
                    chosen.push(other);
                }
            }
            chosen
        };
        Near {
            near: first(|kind| matches!(kind, Kind::Faq(_)), NEAR),
            further: first(
                |kind| matches!(kind, Kind::Policy(_) | Kind::Course(_) | Kind::Lesson(_)),
                FURTHER,
            ),
        }
    };
    let all = (0..documents.len()).into_par_iter();
    all.map_init(|| vec![0.0; documents.len()], one).collect()
}

/// What its editor says should be read next.
fn named(site: &Site, entry: &Entry, numbers: &BTreeMap<&str, usize>) -> Vec<usize> {
    let Kind::Faq(faq) = &entry.document.kind else {
        return Vec::new();
    };
    // An unresolved link is an error of `check`, so none reaches this point in a build.
    let targets = faq
        .related
        .iter()
        .filter_map(|link| match site.resolve(entry, &link.value) {
            Ok(Target::Entry(target, _)) => numbers.get(target.address.as_str()).copied(),
            _ => None,
        });
    targets.collect()
}

/// A lesson has the topic of its course.
pub(super) fn topic<'a>(site: &'a Site, entry: &'a Entry) -> Option<&'a str> {
    let own = entry.document.kind.topic().map(|topic| topic.value.as_str());
    let Kind::Lesson(lesson) = &entry.document.kind else {
        return own;
    };
    let courses = site
        .courses
        .iter()
        .map(|outline| &site.entries[outline.course].document);
    let course = courses.into_iter().find(|course| course.name == lesson.course.value)?;
    course.kind.topic().map(|topic| topic.value.as_str())
}

fn words(title: &str) -> BTreeSet<String> {
    fold(title)
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The weight of a word that so many documents of a topic share.
#[allow(clippy::cast_precision_loss)] // numbers of documents, far below 2^24
fn rarity(holders: usize) -> f32 {
    1.0 / holders as f32
}
