//! No legal claim without a verified fact: every law that a page cites, every article of it and every figure in the text
//! are looked up in the facts that were checked against the law. And the other way round: where each fact is told.
//!
//! The facts lie in `../shared/facts`, which is not ours to publish: without them the tests say that they skip. What they
//! print (`cargo test --workspace --locked --test facts -- --nocapture`) is a line for each fact, and the counts that
//! `docs/content.md` gives.

#![allow(clippy::print_stdout, clippy::print_stderr)] // what was looked up, and what was skipped, is said

use std::{collections::BTreeSet, fs, path::PathBuf};

use generator::{
    content::{self, Document, kinds::Kind},
    source,
};
use serde_yaml_ng::Value;
use tests::repository;

/// Headings that begin so open an example with numbers made up; so does a paragraph.
const EXAMPLE: &str = "Ví dụ";
/// Units of what a law gives or takes. Counts of other things (minutes of reading, persons in a story) are no claims.
const UNITS: [&str; 9] = ["%", "đồng", "triệu", "ngày", "tháng", "giờ", "tuần", "lần", "tuổi"];

/// Figures that follow from those of a fact, with the sum.
const DERIVED: [(&str, &str); 2] = [
    ("51", "bh-34, women: 45 % for 15 years, 2 % for each of 3 more"),
    (
        "43",
        "bh-34, men below 20 years: 40 % for 15 years, 1 % for each of 3 more",
    ),
];

/// A law and its first day in force, where that was checked.
type Law = (String, Option<String>);

/// One verified claim.
struct Fact {
    id: String,
    /// On what it rests first of all.
    laws: Vec<Law>,
    /// Everything that says where the claim stands: a fact on one law may name an article of another.
    rests_on: String,
    numbers: BTreeSet<String>,
    /// Of these, the figures that make the claim.
    figures: BTreeSet<String>,
    publish: String,
}

fn texts(value: &Value) -> Vec<Option<String>> {
    match value {
        Value::String(text) => vec![Some(text.clone())],
        Value::Sequence(values) => values.iter().flat_map(texts).collect(),
        _ => vec![None],
    }
}

/// Every fact, and every law with its first day in force. A claim may rest on what one law changed in another, and then
/// only the list of laws knows that day.
fn facts() -> Option<(Vec<Fact>, Vec<Law>)> {
    let folder = repository().join("../shared/facts");
    let Ok(entries) = fs::read_dir(&folder) else {
        eprintln!("skipped: ../shared/facts is absent");
        return None;
    };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
    paths.sort();
    let (mut facts, mut laws) = (Vec::new(), Vec::new());
    for path in paths
        .iter()
        .filter(|path| path.extension().is_some_and(|end| end == "yaml"))
    {
        let text = fs::read_to_string(path).expect("readable");
        let value: Value = serde_yaml_ng::from_str(&text).expect("YAML");
        let own = value.get("facts").and_then(Value::as_sequence);
        facts.extend(own.into_iter().flatten().map(fact));
        let listed = value.get("laws").and_then(Value::as_sequence).into_iter().flatten();
        laws.extend(listed.flat_map(|law| with_days(law, "name")));
    }
    laws.extend(facts.iter().flat_map(|fact| fact.laws.iter().cloned()));
    assert!(facts.len() > 200, "only {} facts read", facts.len());
    Some((facts, laws))
}

/// The laws of an entry, each with its day.
fn with_days(entry: &Value, key: &str) -> Vec<Law> {
    let all = |key: &str| entry.get(key).map(texts).unwrap_or_default();
    let days = all("effective");
    let laws = all(key).into_iter().flatten().enumerate();
    laws.map(|(at, law)| (law, days.get(at).or(days.first()).cloned().flatten()))
        .collect()
}

fn fact(value: &Value) -> Fact {
    let all = |key: &str| value.get(key).map(texts).unwrap_or_default();
    let joined = |key: &str| all(key).into_iter().flatten().collect::<Vec<_>>().join("; ");
    Fact {
        id: joined("id"),
        laws: with_days(value, "law"),
        rests_on: format!("{}; {}", joined("law"), joined("article")),
        numbers: numbers(&format!("{} {}", joined("fact"), joined("figure"))),
        figures: numbers(&joined("figure")),
        publish: joined("publish"),
    }
}

/// What tells a law from others in every way of writing its name: its number and year, else the name.
fn key(law: &str) -> &str {
    let is_number = |word: &&str| word.starts_with(|letter: char| letter.is_ascii_digit()) && word.contains('/');
    let number = law.split([' ', ';']).find(is_number).unwrap_or(law);
    let end = number.match_indices('/').nth(1).map_or(number.len(), |(at, _)| at);
    &number[..end]
}

/// The numbers behind each “Điều”, also of several (“Điều 14, 15”), without clauses and points.
fn articles(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for part in text.split("Điều ").skip(1) {
        for written in part.split(", ") {
            let number: String = written.chars().take_while(char::is_ascii_digit).collect();
            let is_last = number.is_empty() || number.len() < written.len();
            if !number.is_empty() {
                found.insert(number);
            }
            if is_last {
                break;
            }
        }
    }
    found
}

/// Every number of a text in one writing: `5.310.000`, `5,310,000` and `5310000` are one, and `0,5` is none of them.
fn numbers(text: &str) -> BTreeSet<String> {
    let is_part = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',');
    let words = text.split(|letter: char| !is_part(letter));
    words.map(number).filter(|number| !number.is_empty()).collect()
}

fn number(written: &str) -> String {
    let written = written.trim_matches(['.', ',']);
    let groups: Vec<&str> = written.split(['.', ',']).collect();
    let is_grouped = groups.len() > 1 && groups[1..].iter().all(|group| group.len() == 3);
    let plain = if is_grouped {
        groups.concat()
    } else {
        written.replace('.', ",")
    };
    let shortened = plain.trim_start_matches('0');
    if shortened.starts_with(',') || shortened.is_empty() {
        plain
    } else {
        shortened.to_owned()
    }
}

/// Numbers of a sentence that stand before a unit; of a span (`5–10 ngày`) both.
fn figures(sentence: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let is_part = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',');
    for unit in UNITS {
        for (at, _) in sentence.match_indices(unit) {
            let before = sentence[..at].trim_end();
            let first = before.trim_end_matches(is_part);
            let last = &before[first.len()..];
            // A date's month and year (07/2026), and an article's number, are no figures.
            if !last.contains(|letter: char| letter.is_ascii_digit())
                || first.ends_with('/')
                || first.trim_end().ends_with("khoản")
            {
                continue;
            }
            found.insert(number(last));
            let span = first.trim_end().strip_suffix(['–', '-']).map(str::trim_end);
            if let Some(before) = span {
                let start = &before[before.trim_end_matches(is_part).len()..];
                if start.contains(|letter: char| letter.is_ascii_digit()) {
                    found.insert(number(start));
                }
            }
        }
    }
    found
}

/// Published documents that make legal claims.
fn documents() -> Vec<Document> {
    let (sources, _) = source::read(&repository(), &content::LAYOUT);
    let documents = sources.texts.iter().flat_map(|text| content::parse(text).0);
    let legal = |document: &Document| matches!(document.kind, Kind::Faq(_) | Kind::Policy(_) | Kind::Lesson(_));
    documents.filter(legal).collect()
}

#[test]
fn every_cited_law_article_and_day_is_a_verified_one() {
    let Some((facts, laws)) = facts() else { return };
    let told: Vec<&Fact> = facts.iter().filter(|fact| fact.publish != "not-as-fact").collect();
    let mut wrong = Vec::new();
    let mut checked = 0;
    for document in documents() {
        for source in document.kind.sources() {
            checked += 1;
            let law = source.law.value.as_str();
            let on_it: Vec<&&Fact> = told.iter().filter(|fact| fact.rests_on.contains(key(law))).collect();
            if on_it.is_empty() {
                wrong.push(format!("{}: no fact names “{law}”", document.path));
                continue;
            }
            if let Some(day) = source.in_force_from.map(|day| day.to_string()) {
                let days: BTreeSet<&str> = laws
                    .iter()
                    .filter(|(name, _)| name.contains(key(law)))
                    .filter_map(|(_, day)| day.as_deref())
                    .collect();
                if !days.contains(day.as_str()) {
                    wrong.push(format!(
                        "{}: {law} in force from {day}, facts say {days:?}",
                        document.path
                    ));
                }
            }
            let known: BTreeSet<String> = on_it.iter().flat_map(|fact| articles(&fact.rests_on)).collect();
            let unknown: Vec<String> = articles(&source.article).difference(&known).cloned().collect();
            if !unknown.is_empty() {
                wrong.push(format!(
                    "{}: no fact rests on {law}, articles {unknown:?}",
                    document.path
                ));
            }
        }
    }
    println!("{checked} lines of sources looked up");
    assert!(checked > 300, "only {checked} sources found");
    assert!(wrong.is_empty(), "{} of {checked}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_figure_is_one_of_a_verified_fact() {
    let Some((facts, _)) = facts() else { return };
    let verified = facts.iter().flat_map(|fact| &fact.numbers).map(String::as_str);
    let known: BTreeSet<&str> = verified.chain(DERIVED.iter().map(|(figure, _)| *figure)).collect();
    let mut wrong = Vec::new();
    let mut checked = 0;
    for document in documents() {
        let mut is_example = false;
        for passage in &document.body.passages {
            if passage.heading {
                is_example = passage.text.starts_with(EXAMPLE);
            } else if passage.text.starts_with(EXAMPLE) && passage.text.ends_with(':') {
                is_example = true;
            }
            if is_example || passage.text.contains(EXAMPLE) || passage.text.contains("ví dụ") {
                continue;
            }
            for figure in figures(&passage.text) {
                checked += 1;
                if !known.contains(figure.as_str()) {
                    wrong.push(format!("{}: {figure} in “{}”", document.path, passage.text));
                }
            }
        }
    }
    println!("{checked} figures looked up");
    assert!(checked > 700, "only {checked} figures found");
    assert!(wrong.is_empty(), "{} of {checked}:\n{}", wrong.len(), wrong.join("\n"));
}

/// What a page says: its name and title, the articles it cites of each law, and every number in its text.
struct Told {
    page: String,
    title: String,
    cited: Vec<(String, BTreeSet<String>)>,
    numbers: BTreeSet<String>,
}

impl Told {
    fn new(document: &Document) -> Self {
        let sources = document.kind.sources().iter();
        let cited = sources.map(|source| (key(&source.law.value).to_owned(), articles(&source.article)));
        let path = document.path.trim_start_matches("content/");
        Self {
            page: path.replace(".md", ""),
            title: letters(&document.title.value),
            cited: cited.collect(),
            numbers: document
                .body
                .passages
                .iter()
                .flat_map(|passage| numbers(&passage.text))
                .collect(),
        }
    }

    /// An article on which the fact rests is among what the page cites.
    fn cites(&self, fact: &Fact) -> bool {
        let named = articles(&fact.rests_on);
        let mut on_its_law = self
            .cited
            .iter()
            .filter(|(law, _)| fact.rests_on.contains(law.as_str()));
        on_its_law.any(|(_, articles)| named.is_empty() || !named.is_disjoint(articles))
    }
}

/// A title without what editors may write differently.
fn letters(title: &str) -> String {
    title
        .to_lowercase()
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

/// The questions of the facts: title, and the facts that answer it.
fn questions() -> Vec<(String, BTreeSet<String>)> {
    let path = repository().join("../shared/facts/questions.yaml");
    let value: Value = serde_yaml_ng::from_str(&fs::read_to_string(path).expect("readable")).expect("YAML");
    let questions = value["questions"].as_sequence().expect("a list").iter();
    let answers = |question: &Value| texts(&question["facts"]).into_iter().flatten().collect();
    questions
        .map(|question| {
            (
                letters(question["canonical"].as_str().expect("a text")),
                answers(question),
            )
        })
        .collect()
}

/// A line for each fact: where it is told. A page tells it that answers a question which the facts answer with it, or cites its
/// article and gives one of its figures: many pages cite an article that says many things.
fn uses(facts: &[Fact], pages: &[Told], questions: &[(String, BTreeSet<String>)]) -> Vec<String> {
    let answers = |page: &Told, id: &String| {
        questions
            .iter()
            .any(|(title, facts)| *title == page.title && facts.contains(id))
    };
    let gives = |page: &Told, fact: &Fact| fact.figures.is_empty() || !fact.figures.is_disjoint(&page.numbers);
    let line = |fact: &Fact| {
        let cites = |page: &Told| !fact.laws.is_empty() && page.cites(fact);
        let is_told = |page: &&Told| answers(page, &fact.id) || cites(page) && gives(page, fact);
        let told: Vec<&str> = pages.iter().filter(is_told).map(|page| page.page.as_str()).collect();
        format!("{} ({}): {} {}", fact.id, fact.publish, told.len(), told.join(", "))
    };
    facts.iter().map(line).collect()
}

#[test]
fn facts_that_may_be_told_are_told() {
    let Some((facts, _)) = facts() else { return };
    let pages: Vec<Told> = documents().iter().map(Told::new).collect();
    println!("{}", uses(&facts, &pages, &questions()).join("\n"));
    let tellable: Vec<&Fact> = facts
        .iter()
        .filter(|fact| fact.publish == "as-fact" && !fact.laws.is_empty())
        .collect();
    let is_cited = |fact: &&&Fact| pages.iter().any(|page| page.cites(fact));
    let untold: Vec<&str> = tellable
        .iter()
        .filter(|fact| !is_cited(fact))
        .map(|fact| fact.id.as_str())
        .collect();
    println!(
        "{} of {} verified facts with a law are cited; not: {untold:?}",
        tellable.len() - untold.len(),
        tellable.len()
    );
    assert!(
        untold.len() * 20 <= tellable.len(),
        "no page cites the articles of {untold:?}"
    );
}
