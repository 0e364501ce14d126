//! The portal's own questions, found by ways of asking that it was not told; and what it has no answer to, refused.
//!
//! The ways of asking come from `../shared/facts/questions.yaml`, which is not ours to publish: without it, the tests say
//! so and stop. Of each question one half of its paraphrases is told as aliases of its page, beside the aliases that
//! editors wrote without sight of them; the other half asks.
//! Halves: the paraphrases in the order of their FNV-1a hashes, dealt out by turns; which half begins is decided by the
//! hash of the question. Then the halves change places, so that every paraphrase asks once. Nobody chose them.
//!
//! `cargo test --workspace --locked --test faq_search -- --nocapture` shows all tables, misses and thresholds. With a folder in
//! the variable `SEARCH_TRAINING`, the index of each half and what is asked of it are left there for `search/train`.

#![allow(clippy::print_stderr, clippy::cast_precision_loss)] // the figures are what this is for; a few hundred questions

mod paraphrases;

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use generator::{
    content::{self, kinds::Kind},
    site::{self, Content, Occasion},
    source, theme,
};
use paraphrases::{Question, halves, key, questions, tell};
use serde_json::{Value, json};
use tests::{copied_portal, repository, run};

/// Per cent of the paraphrases whose page must come first, and among the first three; of those that have a page. What is aimed
/// at, and a little below what was measured on 2026-11-29 (90.6 and 98.3 of 523; cross-validated 89.9 and 97.9).
const FLOORS: [f64; 2] = [90.0, 97.0];
/// Per cent of the off-topic questions that must be refused, and of real ones that may be (measured: 99 and 2.4).
const REFUSED: [f64; 2] = [95.0, 5.0];
const DAY: &str = "2026-11-24";

/// What was asked, and what came of it.
struct Asked {
    question: usize,
    words: String,
    canonical: bool,
    /// Address of the right page; `None` when it was not written yet.
    page: Option<String>,
    answer: Answer,
}

/// What the portal found.
#[derive(Clone)]
struct Answer {
    ranking: Vec<String>,
    confidence: f64,
    confident: bool,
}

/// All that was asked over both halves.
struct Run {
    questions: Vec<Question>,
    asked: Vec<Asked>,
    off_topic: Vec<(String, Answer)>,
    near_topic: Vec<(String, Answer)>,
}

#[test]
fn every_question_is_found_by_ways_of_asking_it_was_not_told() {
    let Some(run) = everything() else { return };
    let missing: BTreeSet<usize> = run
        .asked
        .iter()
        .filter(|asked| asked.page.is_none())
        .map(|asked| asked.question)
        .collect();
    eprintln!(
        "{} of {} questions have no page yet:",
        missing.len(),
        run.questions.len()
    );
    for question in &missing {
        eprintln!("  {} {}", run.questions[*question].id, run.questions[*question].title);
    }
    let paged = |asked: &&Asked| asked.page.is_some();
    let rows = [
        (
            "paraphrases left out, with a page",
            true,
            select(run, |asked| !asked.canonical && paged(&asked)),
        ),
        (
            "the same, among questions only",
            false,
            select(run, |asked| !asked.canonical && paged(&asked)),
        ),
        ("paraphrases left out, all", true, select(run, |asked| !asked.canonical)),
        (
            "questions themselves, with a page",
            true,
            select(run, |asked| asked.canonical && paged(&asked)),
        ),
    ];
    eprintln!("\n| asked by | n | R@1 | R@3 | R@10 |\n|---|---|---|---|---|");
    for (name, all_pages, asked) in &rows {
        let [first, third, tenth] = [1, 3, 10].map(|most| found(asked, most, *all_pages));
        eprintln!("| {name} | {} | {first:.1} | {third:.1} | {tenth:.1} |", asked.len());
    }
    eprintln!("\nNot first (rank; asked; wanted; came first):");
    let asked = &rows[0].2;
    for asked in asked {
        let rank = rank(asked, true);
        if rank != Some(0) {
            let rank = rank.map_or_else(|| "–".to_owned(), |rank| (rank + 1).to_string());
            eprintln!(
                "  {rank:>3} | {} | {} | {}",
                asked.words,
                run.questions[asked.question].title,
                asked.answer.ranking.first().map_or("", String::as_str)
            );
        }
    }
    for (most, floor) in [1, 3].into_iter().zip(FLOORS) {
        let found = found(asked, most, true);
        assert!(found >= floor, "R@{most} is {found:.1} %, below {floor} %");
    }
}

#[test]
fn what_the_portal_does_not_know_is_refused_and_what_it_knows_is_not() {
    let Some(run) = everything() else { return };
    let mut real: Vec<&Asked> = select(run, |asked| asked.page.is_some());
    let unanswered: Vec<&Asked> = select(run, |asked| asked.page.is_none());
    let real_refused = share(&real, |asked| !asked.answer.confident);
    let off_refused = share(&run.off_topic, |(_, answer)| !answer.confident);
    eprintln!(
        "refused: {off_refused:.1} % of {} off-topic, {real_refused:.1} % of {} real questions, {:.1} % of {} whose page is not written",
        run.off_topic.len(),
        real.len(),
        share(&unanswered, |asked| !asked.answer.confident),
        unanswered.len(),
    );
    eprintln!("\n| threshold | real refused | off-topic refused | page not written refused |\n|---|---|---|---|");
    real.sort_by(|left, right| left.answer.confidence.total_cmp(&right.answer.confidence));
    for percent in [0, 1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 40, 50] {
        let Some(threshold) = real
            .get(real.len() * percent / 100)
            .map(|asked| asked.answer.confidence)
        else {
            break;
        };
        let below = |answer: &Answer| answer.confidence < threshold;
        eprintln!(
            "| {threshold:.3} | {:.1} % | {:.1} % | {:.1} % |",
            share(&real, |asked| below(&asked.answer)),
            share(&run.off_topic, |(_, answer)| below(answer)),
            share(&unanswered, |asked| below(&asked.answer)),
        );
    }
    let show = |heading: &str, answers: Vec<(&String, &Answer)>| {
        eprintln!("\n{heading}");
        for (words, answer) in answers {
            let first = answer.ranking.first().map_or("", String::as_str);
            eprintln!("  {:>7.3} | {words} | {first}", answer.confidence);
        }
    };
    let pairs = |answers: &'static [(String, Answer)]| answers.iter().map(|(words, answer)| (words, answer));
    show(
        "Off-topic, yet answered:",
        pairs(&run.off_topic).filter(|(_, answer)| answer.confident).collect(),
    );
    let refused = real.iter().filter(|asked| !asked.answer.confident);
    show(
        "Real, yet refused:",
        refused.map(|asked| (&asked.words, &asked.answer)).collect(),
    );
    show("On the border, for reading only:", pairs(&run.near_topic).collect());
    let [least, most] = REFUSED;
    assert!(
        off_refused >= least,
        "only {off_refused:.1} % of off-topic questions are refused"
    );
    assert!(
        real_refused <= most,
        "{real_refused:.1} % of real questions are refused"
    );
}

fn select(run: &Run, wanted: impl Fn(&Asked) -> bool) -> Vec<&Asked> {
    run.asked.iter().filter(|asked| wanted(asked)).collect()
}

fn share<T>(of: &[T], is: impl Fn(&T) -> bool) -> f64 {
    100.0 * of.iter().filter(|one| is(one)).count() as f64 / of.len().max(1) as f64
}

/// Per cent whose page is among the first `most`.
fn found(asked: &[&Asked], most: usize, all_pages: bool) -> f64 {
    share(asked, |asked| rank(asked, all_pages).is_some_and(|rank| rank < most))
}

/// Rank of the right page among all pages, or among questions only.
fn rank(asked: &Asked, all_pages: bool) -> Option<usize> {
    let mut ranking = asked
        .answer
        .ranking
        .iter()
        .filter(|address| all_pages || address.starts_with("hoi-dap/"));
    let page = asked.page.as_ref()?;
    ranking.position(|address| address == page)
}

/// Asks everything, once for all tests.
fn everything() -> Option<&'static Run> {
    static RUN: OnceLock<Option<Run>> = OnceLock::new();
    let run = RUN.get_or_init(|| {
        let questions = questions()?;
        let all = questions.iter().flat_map(|question| &question.paraphrases);
        let paraphrases: BTreeSet<String> = all.cloned().collect();
        let mut asked = Vec::new();
        let mut strangers = Vec::new();
        for half in [0, 1] {
            let portal = copied_portal();
            let told: BTreeMap<String, Vec<String>> = questions
                .iter()
                .map(|question| (key(&question.title), halves(question)[half].clone()))
                .collect();
            tell(portal.path(), &told, &paraphrases);
            let pages = pages(portal.path());
            let mut queries: Vec<Asked> = Vec::new();
            for (number, question) in questions.iter().enumerate() {
                let canonical = [question.title.clone()];
                // The question itself is the same in both halves.
                let canonical = canonical.into_iter().filter(|_| half == 0).map(|words| (words, true));
                let others = halves(question)[1 - half]
                    .clone()
                    .into_iter()
                    .map(|words| (words, false));
                queries.extend(canonical.chain(others).map(|(words, canonical)| Asked {
                    question: number,
                    words,
                    canonical,
                    page: pages.get(&key(&question.title)).cloned(),
                    answer: nothing(),
                }));
            }
            let off = lines("off-topic.txt");
            let near = lines("near-topic.txt");
            let known = queries.iter().map(|asked| {
                let set = if asked.canonical { "itself" } else { "faq" };
                line(set, &questions[asked.question].id, &asked.words, asked.page.as_deref())
            });
            let unknown = off.iter().map(|words| line("off", words, words, None));
            let border = near.iter().map(|words| line("near", words, words, None));
            let lines: Vec<String> = known.chain(unknown).chain(border).collect();
            let mut answers = ask(portal.path(), half, &lines.concat()).into_iter();
            for query in &mut queries {
                query.answer = answers.next().expect("an answer to each question");
            }
            asked.extend(queries);
            strangers = off.into_iter().chain(near).zip(answers).collect();
        }
        let near_topic = strangers.split_off(lines("off-topic.txt").len());
        Some(Run {
            questions,
            asked,
            off_topic: strangers,
            near_topic,
        })
    });
    run.as_ref()
}

fn lines(name: &str) -> Vec<String> {
    let text = fs::read_to_string(repository().join("tests/search").join(name)).expect("readable");
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(str::to_owned).collect()
}

fn nothing() -> Answer {
    Answer {
        ranking: Vec::new(),
        confidence: 0.0,
        confident: false,
    }
}

/// Addresses of all questions by their keys.
fn pages(root: &Path) -> BTreeMap<String, String> {
    let theme = theme::read(root).expect("the portal's settings are in order");
    let (sources, _) = source::read(root, &content::LAYOUT);
    let content = Content {
        documents: sources
            .texts
            .iter()
            .flat_map(|text| content::parse(text).0)
            .map(Arc::new)
            .collect(),
        media: sources.media,
        pictures: BTreeMap::new(),
        ..Content::default()
    };
    let occasion = Occasion {
        today: DAY.parse().expect("a day"),
        preview: false,
    };
    let site = site::assemble(theme.config, content, occasion);
    let questions = site
        .entries
        .iter()
        .filter(|entry| matches!(&entry.document.kind, Kind::Faq(faq) if !faq.many));
    questions
        .map(|entry| (key(&entry.document.title.value), entry.address.clone()))
        .collect()
}

/// A question as `portal search` and `search/examples/train` read it; what precedes "#" is the same for all its paraphrases.
fn line(set: &str, id: &str, words: &str, page: Option<&str>) -> String {
    let (id, pages) = (format!("{id}#{words}"), page.as_slice());
    format!(
        "{}\n",
        json!({ "qid": id, "set": set, "v": { "asis": words }, "rel": pages })
    )
}

/// Asks the portal below `root`, in order.
fn ask(root: &Path, half: usize, lines: &str) -> Vec<Answer> {
    let plain = |path: &Path| path.to_str().expect("temporary folders have plain names").to_owned();
    let training = env::var_os("SEARCH_TRAINING").map_or_else(|| root.join("training"), PathBuf::from);
    let (queries, rankings) = (training.join(format!("{half}.jsonl")), root.join("rankings.jsonl"));
    fs::create_dir_all(&training).expect("writable");
    fs::write(&queries, lines).expect("writable");
    let (code, _, errors) = run(&[
        "search",
        "--root",
        &plain(root),
        "--today",
        DAY,
        "--queries",
        &plain(&queries),
        "--out",
        &plain(&rankings),
        "--top",
        "50",
        "--scores",
        "--index-out",
        &plain(&training.join(half.to_string())),
    ]);
    assert_eq!(code, 0, "{errors}");
    let written = fs::read_to_string(&rankings).expect("written");
    let answers = written.lines().map(|line| {
        let line: Value = serde_json::from_str(line).expect("JSON");
        let ranking = line["ranking"].as_array().expect("a list").iter();
        Answer {
            ranking: ranking.map(|id| id.as_str().expect("an address").to_owned()).collect(),
            confidence: line["confidence"].as_f64().expect("a number"),
            confident: line["confident"].as_bool().expect("a verdict"),
        }
    });
    answers.collect()
}
