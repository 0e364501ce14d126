//! Analyses become the bytes of head and shards; equal documents in equal order give equal bytes.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Analysis, Document, FOREIGN, FORMAT_VERSION, HEAD_MAGIC, LEAST_MASS, LEVEL, LONGEST_SYLLABLE, MASS_RATIO, MASSES,
    MOST_ABBREVIATIONS, MOST_FORMS, MOST_POSTINGS, QUESTION, SHARD_MAGIC, Sort,
    analysis::Count,
    bytes::{seal, write_length, write_next, write_number, write_text},
    head::{form_code, frequency_code},
    law,
};
use crate::{
    bm25::{B, K1, rarity},
    decode::{Abbreviations, Decoder, Lexicon, Options, TextLexicon},
    fold::fold,
    thesaurus::Thesaurus,
};

/// Bytes a shard is filled up to: small, as a phone fetches a whole one for each word of a question.
const SHARD_BYTES: usize = 2500;
/// Pairs of syllables the head keeps for reading queries.
const MOST_PAIRS: usize = 2000;
/// A syllable rarer than this is no part of the vocabulary once there are many documents.
const RARE: u32 = 2;
const MANY_DOCUMENTS: usize = 500;

/// Short forms and their meanings, for any corpus on labour; portals add their own.
const EVERYDAY_ABBREVIATIONS: &str = include_str!("../../data/abbreviations.txt");

/// Weather, football, recipes, other law.
const FOREIGN_TOPICS: &str = include_str!("../../data/foreign.txt");

/// An index as it is published: the head, and the shards by number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Files {
    /// What every search needs.
    pub head: Vec<u8>,
    /// Shard number i.
    pub shards: Vec<Vec<u8>>,
}

/// Collects documents; they are numbered from 0 in the order of adding.
#[derive(Debug, Clone, Default)]
pub struct IndexBuilder {
    documents: Vec<Analysis>,
    abbreviations: Vec<(String, String)>,
    questions: Vec<String>,
}

/// What is known of a posting before it is written.
struct Draft {
    document: u32,
    body: u32,
    /// Number of a title or alias, its class, and whether the word is only spoken there.
    titles: Vec<(u32, u32, bool)>,
}

#[derive(Default)]
struct Form {
    postings: Vec<Draft>,
}

impl IndexBuilder {
    /// An empty index.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one document. A reader takes an index of up to 2²⁰ documents and 2²² titles and aliases.
    pub fn add(&mut self, document: Analysis) {
        self.documents.push(document);
    }

    /// Adds a short form and one of its meanings: "hđlđ", "hợp đồng lao động". The first 4096 count, of one short form the
    /// first eight.
    pub fn add_abbreviation(&mut self, short: &str, meaning: &str) {
        let entry = (fold(short), meaning.to_lowercase());
        if !self.abbreviations.contains(&entry) && self.abbreviations.len() < MOST_ABBREVIATIONS {
            self.abbreviations.push(entry);
        }
    }

    /// Adds the short forms that come with this crate: of labour, insurance, laws and everyday typing.
    pub fn add_everyday_abbreviations(&mut self) {
        for line in EVERYDAY_ABBREVIATIONS.lines() {
            if let Some((short, meaning)) = line.split_once(" = ") {
                self.add_abbreviation(short, meaning);
            }
        }
    }

    /// Adds topics that a portal for workers does not speak of, so that questions about them are not taken for its own.
    /// To be called after the last document.
    pub fn add_foreign_topics(&mut self) {
        for line in FOREIGN_TOPICS.lines() {
            if let Some((title, phrases)) = line.split_once(" = ") {
                let aliases: Vec<&str> = phrases.split(", ").collect();
                let document = Document {
                    title,
                    aliases: &aliases,
                    sort: Sort::Foreign,
                    ..Document::default()
                };
                self.add(Analysis::new(&document, &Thesaurus::new()));
            }
        }
    }

    /// Counts a question into the model by which queries are read, without making it findable.
    pub fn add_question(&mut self, question: &str) {
        self.questions.push(question.to_owned());
    }

    /// The index as bytes.
    pub fn finish(mut self) -> Files {
        let lexicon = self.lexicon();
        self.read_aliases(&lexicon);
        let laws = self.laws();
        let (terms, masses) = self.terms(&laws);
        let (shards, boundaries) = shards(&terms);
        Files {
            head: self.head(&lexicon, &laws, &boundaries, masses),
            shards,
        }
    }

    /// All that is written, and how people ask.
    fn lexicon(&self) -> TextLexicon {
        let mut lexicon = TextLexicon::new();
        for document in &self.documents {
            lexicon.merge(&document.lexicon);
        }
        for question in &self.questions {
            lexicon.add(question);
        }
        // "ko" in an alias is a short form, no word.
        let shorts: BTreeSet<&str> = self.abbreviations.iter().map(|pair| pair.0.as_str()).collect();
        lexicon.retain_words(|folded, form| folded != form || !shorts.contains(folded));
        lexicon.add_question_wording();
        lexicon
    }

    /// Reads the aliases as questions will be read, so that both meet in the same words.
    fn read_aliases(&mut self, lexicon: &TextLexicon) {
        let pairs = self.abbreviations.iter().map(|pair| (pair.0.as_str(), pair.1.as_str()));
        let abbreviations = Abbreviations::new(pairs);
        let decoder = Decoder::new(lexicon, &abbreviations);
        let finished = Options {
            finished: true,
            ..Options::default()
        };
        for document in &mut self.documents {
            for alias in core::mem::take(&mut document.aliases) {
                document.add_alias(&decoder.decode(&alias, finished).spelled());
            }
        }
    }

    /// Keys of every law cited, sorted.
    fn laws(&self) -> BTreeMap<(String, String), usize> {
        let cited = self.documents.iter().flat_map(|document| &document.citations);
        let mut laws: BTreeMap<_, _> = cited.map(|(law, _)| (law::keys(law), 0)).collect();
        for (number, place) in laws.values_mut().enumerate() {
            *place = number;
        }
        laws
    }

    /// Every term with its forms, and the mean mass of titles by words and by pairs.
    #[allow(clippy::cast_precision_loss)]
    fn terms(&self, laws: &BTreeMap<(String, String), usize>) -> (BTreeMap<String, BTreeMap<String, Form>>, [f32; 2]) {
        let all = self.documents.len();
        let mut in_titles: BTreeMap<&str, u32> = BTreeMap::new();
        for document in &self.documents {
            let mut words: Vec<&str> = document
                .titles
                .iter()
                .flat_map(|(words, pairs)| words.iter().chain(pairs))
                .map(String::as_str)
                .collect();
            words.sort_unstable();
            words.dedup();
            for word in words {
                *in_titles.entry(word).or_default() += 1;
            }
        }
        let mass = |words: &[String]| -> f32 {
            words
                .iter()
                .map(|word| rarity(all, in_titles.get(word.as_str()).copied().unwrap_or(0) as f32))
                .sum()
        };
        let total: u64 = self.documents.iter().map(|document| u64::from(document.length)).sum();
        let mean = (total as f32 / all.max(1) as f32).max(1.0);
        let mut terms: BTreeMap<String, BTreeMap<String, Form>> = BTreeMap::new();
        let mut sums = [0.0_f32; 2];
        let mut titles = 0_u32;
        let mut first_title = 0_u32;
        for (number, document) in (0_u32..).zip(&self.documents) {
            let masses: Vec<[f32; 2]> = document
                .titles
                .iter()
                .map(|(words, pairs)| [mass(words), mass(pairs)])
                .collect();
            for pair in &masses {
                sums[0] += pair[0];
                sums[1] += pair[1];
                titles += 1;
            }
            let norm = K1 * (1.0 - B + B * document.length as f32 / mean);
            let draft = |count: &Count, kind: usize| {
                let frequency = count.frequency();
                let level = (frequency * (K1 + 1.0) / (frequency + norm) / LEVEL)
                    .round()
                    .clamp(1.0, 8.0) as u32
                    - 1;
                let in_titles = count.titles.iter().map(|(title, spoken)| {
                    let class = mass_class(masses[*title as usize][kind]);
                    (first_title + title, class, *spoken)
                });
                Draft {
                    document: number,
                    body: level << 1 | u32::from(count.written == 0),
                    titles: in_titles.collect(),
                }
            };
            for (folded, forms) in &document.words {
                for (exact, count) in forms {
                    let form = form(&mut terms, folded, if exact == folded { "" } else { exact });
                    form.postings.push(draft(count, 0));
                }
            }
            for (pair, count) in &document.pairs {
                form(&mut terms, pair, "").postings.push(draft(count, 1));
            }
            let mut articles: Vec<String> = Vec::new();
            for (law, article) in &document.citations {
                articles.push(law::article_term(None, article));
                articles.push(law::article_term(laws.get(&law::keys(law)).copied(), article));
            }
            articles.sort_unstable();
            articles.dedup();
            for article in articles {
                let posting = Draft {
                    document: number,
                    body: 0,
                    titles: Vec::new(),
                };
                form(&mut terms, &article, "").postings.push(posting);
            }
            first_title = titles;
        }
        (terms, sums.map(|sum| sum / titles.max(1) as f32))
    }

    fn head(
        &self,
        lexicon: &TextLexicon,
        laws: &BTreeMap<(String, String), usize>,
        boundaries: &[String],
        masses: [f32; 2],
    ) -> Vec<u8> {
        let mut body = Vec::new();
        write_length(self.documents.len(), &mut body);
        for mass in masses {
            write_number((mass * 10.0).round() as u32, &mut body);
        }
        self.groups(&mut body);
        self.title_counts(&mut body);
        write_length(laws.len(), &mut body);
        for (subject, number) in laws.keys() {
            write_text(subject, &mut body);
            write_text(number, &mut body);
        }
        write_length(self.abbreviations.len(), &mut body);
        for (short, meaning) in &self.abbreviations {
            write_text(short, &mut body);
            write_text(meaning, &mut body);
        }
        self.vocabulary(lexicon, &mut body);
        write_length(boundaries.len(), &mut body);
        let mut previous = "";
        for boundary in boundaries {
            write_next(previous, boundary, &mut body);
            previous = boundary;
        }
        seal(HEAD_MAGIC, FORMAT_VERSION, &body)
    }

    /// Names of the groups, then how many documents of which group follow one another.
    fn groups(&self, body: &mut Vec<u8>) {
        let key = |document: &Analysis| (document.group.clone(), document.sort);
        let mut names: Vec<(String, Sort)> = self.documents.iter().map(key).collect();
        names.sort_unstable();
        names.dedup();
        write_length(names.len(), body);
        for (name, sort) in &names {
            write_text(&law::keys(name).0, body);
            write_number(
                match sort {
                    Sort::Text => rank_of_law(name),
                    Sort::Question => QUESTION,
                    Sort::Foreign => FOREIGN,
                },
                body,
            );
        }
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for document in &self.documents {
            let group = names.binary_search(&key(document)).unwrap_or(0);
            match runs.last_mut() {
                Some((last, length)) if *last == group => *length += 1,
                _ => runs.push((group, 1)),
            }
        }
        write_length(runs.len(), body);
        for (group, length) in runs {
            write_length(group, body);
            write_length(length, body);
        }
    }

    /// How many documents with how many titles and aliases follow one another.
    fn title_counts(&self, body: &mut Vec<u8>) {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for document in &self.documents {
            match runs.last_mut() {
                Some((count, length)) if *count == document.titles.len() => *length += 1,
                _ => runs.push((document.titles.len(), 1)),
            }
        }
        write_length(runs.len(), body);
        for (count, length) in runs {
            write_length(count, body);
            write_length(length, body);
        }
    }

    /// Syllables with their forms and frequencies, then the commonest pairs of forms.
    fn vocabulary(&self, lexicon: &TextLexicon, body: &mut Vec<u8>) {
        let least = if self.documents.len() < MANY_DOCUMENTS { 1 } else { RARE };
        let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
        let mut counts: Vec<u32> = Vec::new();
        let mut written = Vec::new();
        let mut previous = String::new();
        let mut count = 0;
        for (folded, _) in lexicon.words() {
            if lexicon.frequency(folded) < least || folded.len() > LONGEST_SYLLABLE {
                continue;
            }
            let mut forms = Vec::new();
            lexicon.forms(folded, &mut |form, times| {
                if let Some(code) = form_code(folded, form).filter(|_| times >= least) {
                    forms.push((code, times, form.to_owned()));
                }
            });
            if forms.is_empty() {
                continue;
            }
            forms.truncate(MOST_FORMS);
            write_next(&previous, folded, &mut written);
            folded.clone_into(&mut previous);
            write_length(forms.len(), &mut written);
            for (code, times, form) in forms {
                write_number(code, &mut written);
                written.push(frequency_code(times));
                counts.push(times);
                let number = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                numbers.insert(form, number);
            }
            count += 1;
        }
        write_length(count, body);
        body.extend(written);
        let mut pairs: Vec<(u64, u32, u32, u32)> = lexicon
            .pairs()
            .filter_map(|(left, right, times)| {
                let (left, right) = (*numbers.get(left)?, *numbers.get(right)?);
                let chance = |form: u32| f64::from(counts[form as usize]) / f64::from(lexicon.total());
                // What a pair tells beyond its two syllables: its share of their mutual information.
                let told = f64::from(times)
                    * (f64::from(times) / f64::from(lexicon.total()) / chance(left) / chance(right)).ln();
                (told > 0.0).then_some(((told * 1000.0) as u64, left, right, times))
            })
            .collect();
        pairs.sort_unstable_by(|left, right| right.0.cmp(&left.0).then(left.cmp(right)));
        pairs.truncate(MOST_PAIRS);
        pairs.sort_unstable_by_key(|pair| (pair.1, pair.2));
        write_length(pairs.len(), body);
        let mut last = (0, 0);
        for (_, left, right, times) in pairs {
            if left != last.0 {
                last.1 = 0;
            }
            write_number(left - last.0, body);
            write_number(right - last.1, body);
            body.push(frequency_code(times));
            last = (left, right);
        }
    }
}

/// A code above a law above a decree: what the legislator puts first.
fn rank_of_law(name: &str) -> u32 {
    let name = fold(name);
    match () {
        () if name.starts_with("bo luat") => 2,
        () if name.starts_with("nghi dinh") || name.starts_with("thong tu") => 0,
        () => 1,
    }
}

fn form<'a>(terms: &'a mut BTreeMap<String, BTreeMap<String, Form>>, folded: &str, exact: &str) -> &'a mut Form {
    if !terms.contains_key(folded) {
        terms.insert(folded.to_owned(), BTreeMap::new());
    }
    let forms = terms.get_mut(folded).expect("just put there");
    if !forms.contains_key(exact) {
        forms.insert(exact.to_owned(), Form::default());
    }
    forms.get_mut(exact).expect("just put there")
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped
fn mass_class(mass: f32) -> u32 {
    let steps = (mass.max(LEAST_MASS) / LEAST_MASS).ln() / MASS_RATIO.ln();
    (steps.round() as u32).min(MASSES - 1)
}

fn shards(terms: &BTreeMap<String, BTreeMap<String, Form>>) -> (Vec<Vec<u8>>, Vec<String>) {
    let (mut shards, mut boundaries) = (Vec::new(), Vec::new());
    let mut body = Vec::new();
    let mut previous = String::new();
    for (folded, forms) in terms {
        let mut entry = Vec::new();
        write_length(forms.len(), &mut entry);
        for (exact, form) in forms {
            write_text(exact, &mut entry);
            write_postings(&form.postings, &mut entry);
        }
        if !body.is_empty() && body.len() + entry.len() > SHARD_BYTES {
            shards.push(seal(SHARD_MAGIC, FORMAT_VERSION, &body));
            body.clear();
        }
        if body.is_empty() {
            boundaries.push(folded.clone());
            previous.clear();
        }
        write_next(&previous, folded, &mut body);
        body.extend(entry);
        previous.clone_from(folded);
    }
    if !body.is_empty() {
        shards.push(seal(SHARD_MAGIC, FORMAT_VERSION, &body));
    }
    (shards, boundaries)
}

/// How many documents hold the form and how many follow; gap and level of each. Then the same of titles: gap, class, and
/// whether the word is only spoken.
fn write_postings(postings: &[Draft], bytes: &mut Vec<u8>) {
    let body = postings.iter().map(|draft| (draft.document, draft.body));
    write_list(body.collect(), 16, bytes);
    let titles = postings.iter().flat_map(|draft| &draft.titles);
    let titles = titles.map(|(title, class, spoken)| (*title, class << 1 | u32::from(*spoken)));
    write_list(titles.collect(), 32, bytes);
}

fn write_list(mut list: Vec<(u32, u32)>, values: u32, bytes: &mut Vec<u8>) {
    write_length(list.len(), bytes);
    if list.len() > MOST_POSTINGS {
        // The weightiest: for a body the highest level, for a title the lightest class; else those that came first.
        let weight = |value: u32| if values == 16 { !value } else { value };
        list.sort_by_key(|(document, value)| (weight(*value >> 1), *document));
        list.truncate(MOST_POSTINGS);
        list.sort_unstable();
    }
    write_length(list.len(), bytes);
    let mut last = 0;
    for (document, value) in list {
        write_number((document - last) * values + value, bytes);
        last = document;
    }
}
