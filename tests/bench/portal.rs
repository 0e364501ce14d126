//! A portal of any size, of this portal's own sentences: the same seed gives the same portal.

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use tests::{copied_portal, files, repository};

const DAY: &str = "2026-11-24";

/// A built portal of at least `pages` entries, in a temporary folder: `dist` beside its sources.
pub(crate) fn built(pages: usize) -> tempfile::TempDir {
    let folder = copied_portal();
    let root = folder.path();
    write(&root.join("content"), pages);
    let plain = |path: PathBuf| path.to_str().expect("temporary folders have plain names").to_owned();
    let output = Command::new(binary())
        .args(["build", "--today", DAY, "--root", &plain(root.to_owned())])
        .args(["--out", &plain(root.join("dist"))])
        .output()
        .expect("portal starts");
    assert!(
        output.status.success(),
        "portal build failed:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    eprintln!("{}", String::from_utf8_lossy(&output.stdout).trim_end());
    folder
}

/// `PORTAL`, or the release build of the present sources: a debug build of 10,000 pages takes too long.
fn binary() -> PathBuf {
    if let Some(path) = env::var_os("PORTAL") {
        return path.into();
    }
    let status = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--release", "--locked", "--package", "generator"])
        .current_dir(repository())
        .status();
    assert!(status.is_ok_and(|status| status.success()), "the release build failed");
    // target/debug/bench-search -> target/release/portal
    let own = env::current_exe().expect("a program knows its own path");
    own.ancestors().nth(2).expect("two folders up").join("release/portal")
}

/// Questions and policies until there are `pages` entries.
fn write(content: &Path, pages: usize) {
    let pool = Pool::read(content);
    let mut dice = Dice(20_261_124);
    let mut titles: BTreeSet<String> = pool.questions.iter().cloned().collect();
    let own = files(content).keys().filter(|name| name.ends_with(".md")).count();
    for number in own..pages {
        let title = pool.title(&mut dice, &mut titles);
        let body = pool.body(&mut dice);
        let sources = "sources:\n  - law: \"Bộ luật Lao động 45/2019/QH14\"\n    article: \"Điều 90\"\n    in_force_from: 2021-01-01\n";
        let (folder, head) = if number % 3 == 0 {
            ("policy", format!("title: \"{title}\"\nsummary: \"{title}\"\n"))
        } else {
            let aliases = [(); 3].map(|()| format!("  - \"{}\"\n", pool.alias(&mut dice, &mut titles)));
            ("faq", format!("question: \"{title}?\"\naliases:\n{}", aliases.concat()))
        };
        let topic = dice.choose(&pool.topics);
        let text = format!("---\n{head}topic: {topic}\n{sources}reviewed: {DAY}\n---\n{body}");
        fs::write(content.join(folder).join(format!("bai-{number:05}.md")), text).expect("writable");
    }
}

/// What the portal says, in pieces.
struct Pool {
    questions: Vec<String>,
    aliases: Vec<String>,
    topics: Vec<String>,
    sentences: Vec<String>,
}

impl Pool {
    fn read(content: &Path) -> Self {
        let mut pool = Self {
            questions: Vec::new(),
            aliases: Vec::new(),
            topics: Vec::new(),
            sentences: Vec::new(),
        };
        for (name, bytes) in files(content) {
            if !name.ends_with(".md") {
                continue;
            }
            let text = String::from_utf8(bytes).expect("UTF-8");
            let (head, body) = text[4..].split_once("\n---\n").expect("front matter");
            let unquoted = |value: &str| value.trim().trim_matches('"').replace(['"', '\\'], "");
            for line in head.lines() {
                if let Some(question) = line.strip_prefix("question:") {
                    pool.questions.push(unquoted(question).trim_end_matches('?').to_owned());
                } else if let Some(topic) = line.strip_prefix("topic:") {
                    pool.topics.push(unquoted(topic));
                } else if let Some(alias) = line.strip_prefix("  - \"") {
                    pool.aliases.push(unquoted(alias));
                }
            }
            // Plain sentences only: links and blocks would point at what is not there.
            let plain = body
                .lines()
                .map(|line| line.trim_start_matches(['-', '#', '.', ' ', '1', '2', '3', '4', '5']));
            for line in plain.filter(|line| !line.contains(['[', ']', ':', '|', '<', '!', '*', '`', '"'])) {
                let sentences = line.split(". ").filter(|sentence| sentence.split(' ').count() > 4);
                pool.sentences
                    .extend(sentences.map(|sentence| sentence.trim_end_matches('.').to_owned()));
            }
        }
        pool
    }

    /// Half of one question and half of another, unlike all before.
    fn title(&self, dice: &mut Dice, taken: &mut BTreeSet<String>) -> String {
        loop {
            let (first, second) = (dice.choose(&self.questions), dice.choose(&self.questions));
            let (first, second): (Vec<&str>, Vec<&str>) = (first.split(' ').collect(), second.split(' ').collect());
            let (keep, from) = (dice.below(first.len()) + 1, dice.below(second.len()));
            let title = [&first[..keep], &second[from..]].concat().join(" ");
            if (25..85).contains(&title.chars().count()) && taken.insert(title.clone()) {
                return title;
            }
        }
    }

    /// Half of one way of asking and half of another, unlike all before.
    fn alias(&self, dice: &mut Dice, taken: &mut BTreeSet<String>) -> String {
        loop {
            let (first, second) = (dice.choose(&self.aliases), dice.choose(&self.aliases));
            let (keep, from) = (1 + dice.below(6), dice.below(6));
            let words: Vec<&str> = first
                .split(' ')
                .take(keep)
                .chain(second.split(' ').skip(from))
                .collect();
            let alias = words.join(" ");
            if words.len() > 2 && taken.insert(alias.clone()) {
                return alias;
            }
        }
    }

    /// Four paragraphs of three sentences under two headings: as long as the portal's own answers.
    fn body(&self, dice: &mut Dice) -> String {
        let mut paragraph = || {
            let sentences = [(); 3].map(|()| dice.choose(&self.sentences).clone());
            format!("{}.\n\n", sentences.join(". "))
        };
        let [first, second, third, fourth] = [(); 4].map(|()| paragraph());
        format!("{first}## Cần biết thêm\n\n{second}{third}## Nên làm gì\n\n{fourth}")
    }
}

/// Numbers that look random and are the same every time (Knuth's MMIX generator).
struct Dice(u64);

impl Dice {
    #[allow(clippy::cast_possible_truncation)] // the remainder is below a length
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % most as u64) as usize
    }

    fn choose<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}
