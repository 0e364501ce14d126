//! A portal of any size to measure with, of a portal's own sentences dealt out anew: words and their frequencies are
//! real, the whole says nothing.
//!
//! In: a [`Vocabulary`] read off documents, a [`Mix`], a number. Out: texts with their paths; the same every time.

use std::collections::HashSet;

use jiff::{ToSpan, civil::Date};

use crate::{
    config::Topic,
    content::{
        Document,
        kinds::Kind,
        markdown::passage::{Passage, sentences},
        slug::slug,
    },
};

/// Bytes of a body, about: what the news items of a union are long (4.1 KB, as issue 9 measured other generators with).
const BODY: usize = 4_100;
/// Bytes of the answer to a question, about.
const ANSWER: usize = 1_400;
/// Days over which what is published spreads.
const YEAR: usize = 365;
/// Characters: a sentence shorter than this says too little, a longer one is a table or a list.
const SENTENCE: std::ops::Range<usize> = 24..200;

/// Which kinds a portal is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mix {
    /// A year of a union's news: mostly stories and notices.
    News,
    /// Questions and policies only: every document has laws and is found by them.
    Reference,
}

impl Mix {
    /// The kind of a document, by its number: of twenty, so many of each.
    fn kind(self, number: usize) -> Made {
        match (self, number % 20) {
            (Self::News, 0..12) => Made::Story,
            (Self::News, 12..17) => Made::Notice,
            (Self::News, 17..19) => Made::Question,
            (Self::Reference, part) if part % 3 != 0 => Made::Question,
            _ => Made::Policy,
        }
    }
}

#[derive(Clone, Copy)]
enum Made {
    Story,
    Notice,
    Question,
    Policy,
}

impl Made {
    fn folder(self) -> &'static str {
        match self {
            Self::Story => "story",
            Self::Notice => "notice",
            Self::Question => "faq",
            Self::Policy => "policy",
        }
    }
}

/// What documents say, in pieces.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Vocabulary {
    questions: Vec<Vec<String>>,
    aliases: Vec<Vec<String>>,
    topics: Vec<String>,
    sentences: Vec<String>,
}

impl Vocabulary {
    /// What these documents say. None when they hold no question with another way of asking, or no plain sentence.
    pub fn of(documents: &[Document]) -> Option<Self> {
        let mut vocabulary = Self::default();
        for document in documents {
            if let Kind::Faq(faq) = &document.kind {
                let aliases = faq.aliases.iter().map(|alias| alias.value.as_str());
                vocabulary
                    .aliases
                    .extend(aliases.filter(|alias| is_plain(alias)).map(words));
                if is_plain(&document.title.value) {
                    vocabulary.questions.push(words(&document.title.value));
                }
            }
            if let Some(topic) = document.kind.topic() {
                vocabulary.topics.push(topic.value.clone());
            }
            let texts = document.body.passages.iter().filter(|passage| !passage.heading);
            vocabulary.sentences.extend(texts.flat_map(plain_sentences));
        }
        let is_enough =
            vocabulary.questions.len() > 9 && vocabulary.aliases.len() > 9 && vocabulary.sentences.len() > 99;
        is_enough.then_some(vocabulary)
    }
}

fn words(text: &str) -> Vec<String> {
    let plain = text.trim_end_matches('?').replace(['"', '\\'], "");
    plain.split_whitespace().map(str::to_owned).collect()
}

/// True for words that mean nothing to Markdown and YAML, and hold no figure: a figure beside no law is a warning, rightly.
fn is_plain(text: &str) -> bool {
    !text.contains(|letter: char| letter.is_ascii_digit() || "[]()|<>{}!*_`\"#:\\/@%".contains(letter))
}

fn plain_sentences(passage: &Passage) -> Vec<String> {
    let ranges = sentences(&passage.text).into_iter();
    let texts = ranges.map(|range| passage.text[range].trim().trim_end_matches(['.', ';', ':']).to_owned());
    texts
        .filter(|text| SENTENCE.contains(&text.chars().count()) && is_plain(text))
        .collect()
}

/// The texts of a portal of `number` documents, as path below the root and Markdown, the last of them published on `day`.
///
/// The same arguments give the same texts. Addresses and titles are unlike one another; of questions, the ways of
/// asking too.
pub fn texts(vocabulary: &Vocabulary, mix: Mix, number: usize, day: Date) -> impl Iterator<Item = (String, String)> {
    let mut dice = Dice(20_261_124);
    // Without marks, as texts that differ in marks alone would be called the same; none is one that was borrowed from.
    let borrowed = vocabulary.questions.iter().chain(&vocabulary.aliases);
    let mut asked: HashSet<String> = borrowed.map(|words| slug(&words.join(" "))).collect();
    (0..number).map(move |at| {
        let kind = mix.kind(at);
        let title = title(vocabulary, &mut dice, &mut asked, at);
        let path = format!("content/{}/{}-{at:06}.md", kind.folder(), slug(&title));
        let published = day - i64::try_from(at % YEAR).unwrap_or(0).days();
        (path, text(vocabulary, kind, &title, published, &mut dice, &mut asked))
    })
}

fn text(
    vocabulary: &Vocabulary,
    kind: Made,
    title: &str,
    published: Date,
    dice: &mut Dice,
    asked: &mut HashSet<String>,
) -> String {
    let summary = dice.choose(&vocabulary.sentences).clone();
    let topic = |dice: &mut Dice| dice.choose(&vocabulary.topics).clone();
    let sources = "sources:\n  - law: \"Bộ luật Lao động 45/2019/QH14\"\n    article: \"Điều 90\"\n    in_force_from: 2021-01-01\n";
    let (head, length) = match kind {
        Made::Story => (
            format!("title: \"{title}\"\nsummary: \"{summary}.\"\nform: story\npublished: {published}\nsample: true\n"),
            BODY,
        ),
        Made::Notice => (
            format!("title: \"{title}\"\nsummary: \"{summary}.\"\npublished: {published}\n"),
            BODY,
        ),
        Made::Question => {
            let aliases = [(); 3].map(|()| format!("  - \"{}\"\n", alias(vocabulary, dice, asked)));
            let topic = topic(dice);
            let aliases = aliases.concat();
            (
                format!("question: \"{title}?\"\naliases:\n{aliases}topic: {topic}\n{sources}reviewed: {published}\n"),
                ANSWER,
            )
        }
        Made::Policy => (
            format!(
                "title: \"{title}\"\nsummary: \"{summary}.\"\ntopic: {}\n{sources}reviewed: {published}\n",
                topic(dice)
            ),
            BODY,
        ),
    };
    format!("---\n{head}---\n{}", body(vocabulary, length, dice))
}

/// Half of one question and half of another, unlike all before; a number parts those that are too many to differ.
fn title(vocabulary: &Vocabulary, dice: &mut Dice, asked: &mut HashSet<String>, at: usize) -> String {
    for _ in 0..20 {
        let title = halves(&vocabulary.questions, dice);
        if (25..85).contains(&title.chars().count()) && asked.insert(slug(&title)) {
            return title;
        }
    }
    let title = format!("Bài {at}: {}", dice.choose(&vocabulary.questions).join(" "));
    asked.insert(slug(&title));
    title.chars().take(85).collect()
}

fn alias(vocabulary: &Vocabulary, dice: &mut Dice, asked: &mut HashSet<String>) -> String {
    for _ in 0..20 {
        let alias = halves(&vocabulary.aliases, dice);
        if alias.contains(' ') && asked.insert(slug(&alias)) {
            return alias;
        }
    }
    let alias = format!("{} {}", halves(&vocabulary.aliases, dice), asked.len());
    asked.insert(slug(&alias));
    alias
}

fn halves(from: &[Vec<String>], dice: &mut Dice) -> String {
    let (first, second) = (dice.choose(from), dice.choose(from));
    let (keep, rest) = (1 + dice.below(first.len()), dice.below(second.len()));
    let words: Vec<&str> = first[..keep]
        .iter()
        .chain(&second[rest..])
        .map(String::as_str)
        .collect();
    words.join(" ")
}

/// Paragraphs of three sentences, a heading before every third of them.
fn body(vocabulary: &Vocabulary, length: usize, dice: &mut Dice) -> String {
    let mut body = String::with_capacity(length + 400);
    let mut paragraphs = 0;
    while body.len() < length {
        if paragraphs % 3 == 1 {
            let heading = dice.choose(&vocabulary.questions).join(" ");
            body.push_str(&format!("## {heading}, phần {paragraphs}\n\n"));
        }
        let sentences = [(); 3].map(|()| dice.choose(&vocabulary.sentences).as_str());
        body.push_str(&sentences.join(". "));
        body.push_str(".\n\n");
        paragraphs += 1;
    }
    body
}

/// Settings for a portal that nobody may take for a real one.
pub fn settings(topics: &[Topic]) -> String {
    let mut settings = String::from(
        "name = \"Cổng đo tốc độ\"\nshort_name = \"Đo\"\norganisation = \"Không phải công đoàn có thật\"\nlanguage = \"vi\"\ndescription = \"Câu chữ trộn ngẫu nhiên để đo tốc độ.\"\n\n# Một cổng để đo thì không cần cân bằng.\n[balance]\nwarn = 100\nlimit = 100\n",
    );
    for Topic { id, title, summary } in topics {
        let topic = format!("\n[[topics]]\nid = {id:?}\ntitle = {title:?}\nsummary = {summary:?}\n");
        settings.push_str(&topic);
    }
    settings
}

/// Numbers that look random and are the same every time (Knuth's MMIX linear congruential generator).
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
