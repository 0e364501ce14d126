//! Analyses become the bytes of head and shards; equal documents in equal order give equal bytes.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Analysis, Document, FOREIGN, FORMAT_VERSION, HEAD_MAGIC, LEAST_MASS, LEVEL, LONGEST_SYLLABLE, MASS_RATIO, MASSES,
    MOST_ABBREVIATIONS, MOST_FORMS, MOST_POSTINGS, QUESTION, SHARD_MAGIC, Sort,
    analysis::Count,
    bytes::{seal, write_length, write_number, write_numbers, write_texts},
    head::{form_code, frequency_code},
    law,
};
use crate::{
    bm25::{B, K1, rarity},
    decode::{Abbreviations, Decoder, Lexicon, Options, TextLexicon},
    fold::fold,
    thesaurus::Thesaurus,
};

/// Bytes a shard is filled up to, for an index of few documents, and how it grows with their number. A phone fetches a whole
/// shard for each word of a question, and what separates one from the next lies in the head: at 1,000 documents smaller
/// shards win (with 800 bytes instead of 2,500 a question of eight syllables costs 5 KB less, the head 0.8 KB more), at
/// 10,000 larger ones (the words of a question fill their own shards, and the head grows by 3.7 KB).
const SHARD_BYTES: usize = 700;
const DOCUMENTS_A_BYTE: usize = 5;
const MOST_SHARD_BYTES: usize = 2700;
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
        let fill = (SHARD_BYTES + self.documents.len() / DOCUMENTS_A_BYTE).min(MOST_SHARD_BYTES);
        let (shards, boundaries) = shards(&terms, fill);
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
        let titles = self.documents.iter().map(|document| document.titles.len() as u32);
        write_runs(titles, &mut body);
        write_texts(laws.keys().map(|law| law.0.as_str()), &mut body);
        write_texts(laws.keys().map(|law| law.1.as_str()), &mut body);
        write_texts(self.abbreviations.iter().map(|pair| pair.0.as_str()), &mut body);
        write_texts(self.abbreviations.iter().map(|pair| pair.1.as_str()), &mut body);
        self.vocabulary(lexicon, &mut body);
        write_texts(boundaries.iter().map(String::as_str), &mut body);
        seal(HEAD_MAGIC, FORMAT_VERSION, &body)
    }

    /// Names of the groups, then how many documents of which group follow one another.
    fn groups(&self, body: &mut Vec<u8>) {
        let key = |document: &Analysis| (document.group.clone(), document.sort);
        let mut names: Vec<(String, Sort)> = self.documents.iter().map(key).collect();
        names.sort_unstable();
        names.dedup();
        let subjects: Vec<String> = names.iter().map(|(name, _)| law::keys(name).0).collect();
        let ranks = names.iter().map(|(name, sort)| match sort {
            Sort::Text => rank_of_law(name),
            Sort::Question => QUESTION,
            Sort::Foreign => FOREIGN,
        });
        write_texts(subjects.iter().map(String::as_str), body);
        write_numbers(&ranks.collect::<Vec<_>>(), body);
        let group = |document: &Analysis| names.binary_search(&key(document)).unwrap_or(0) as u32;
        write_runs(self.documents.iter().map(group), body);
    }

    /// Syllables with their forms and frequencies, then the commonest pairs of forms.
    fn vocabulary(&self, lexicon: &TextLexicon, body: &mut Vec<u8>) {
        let least = if self.documents.len() < MANY_DOCUMENTS { 1 } else { RARE };
        let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
        let mut counts: Vec<u32> = Vec::new();
        let (mut words, mut sizes, mut codes): (Vec<&str>, Vec<u32>, Vec<u32>) = Default::default();
        for (folded, _) in lexicon.words() {
            if lexicon.frequency(folded) < least || folded.len() > LONGEST_SYLLABLE {
                continue;
            }
            let before = codes.len();
            lexicon.forms(folded, &mut |form, times| {
                let is_kept = times >= least && codes.len() - before < MOST_FORMS;
                if let Some(code) = form_code(folded, form).filter(|_| is_kept) {
                    numbers.insert(form.to_owned(), codes.len() as u32);
                    codes.push(code);
                    counts.push(times);
                }
            });
            if codes.len() > before {
                words.push(folded);
                sizes.push((codes.len() - before) as u32);
            }
        }
        write_texts(words.into_iter(), body);
        write_numbers(&sizes, body);
        write_numbers(&codes, body);
        let times: Vec<u32> = counts.iter().map(|times| frequency_code(*times)).collect();
        write_numbers(&times, body);
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
        let (mut lefts, mut rights, mut times) = (Vec::new(), Vec::new(), Vec::new());
        let mut last = (0, 0);
        for (_, left, right, count) in pairs {
            if left != last.0 {
                last.1 = 0;
            }
            lefts.push(left - last.0);
            rights.push(right - last.1);
            times.push(frequency_code(count));
            last = (left, right);
        }
        for column in [lefts, rights, times] {
            write_numbers(&column, body);
        }
    }
}

/// A value for each document, as values and how many documents on end have each.
fn write_runs(all: impl Iterator<Item = u32>, body: &mut Vec<u8>) {
    let (mut values, mut lengths): (Vec<u32>, Vec<u32>) = Default::default();
    for value in all {
        match (values.last(), lengths.last_mut()) {
            (Some(last), Some(length)) if *last == value => *length += 1,
            _ => {
                values.push(value);
                lengths.push(1);
            }
        }
    }
    write_numbers(&values, body);
    write_numbers(&lengths, body);
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

/// A term as it is written into a shard.
struct Entry<'a> {
    term: &'a str,
    forms: Vec<&'a str>,
    /// How many documents and titles hold each form.
    counts: [Vec<u32>; 2],
    /// Postings of all forms in documents, and in titles.
    lists: [Vec<u8>; 2],
}

impl<'a> Entry<'a> {
    fn new(term: &'a str, forms: &'a BTreeMap<String, Form>) -> Self {
        let mut entry = Self {
            term,
            forms: forms.keys().map(String::as_str).collect(),
            counts: Default::default(),
            lists: Default::default(),
        };
        for form in forms.values() {
            let body = form.postings.iter().map(|draft| (draft.document, draft.body));
            let titles = form.postings.iter().flat_map(|draft| &draft.titles);
            let titles = titles.map(|(title, class, spoken)| (*title, class << 1 | u32::from(*spoken)));
            for (kind, list) in [body.collect::<Vec<_>>(), titles.collect()].into_iter().enumerate() {
                entry.counts[kind].push(list.len() as u32);
                write_list(list, [16, 32][kind], &mut entry.lists[kind]);
            }
        }
        entry
    }

    /// About how many bytes it adds to a shard.
    fn size(&self) -> usize {
        self.term.len() / 2 + 3 * self.forms.len() + self.lists[0].len() + self.lists[1].len()
    }
}

/// Shards in the order of their terms, and what separates each from the one before: the shortest beginning of its first
/// term that lies behind the other's last one.
fn shards(terms: &BTreeMap<String, BTreeMap<String, Form>>, fill: usize) -> (Vec<Vec<u8>>, Vec<String>) {
    let entries: Vec<Entry<'_>> = terms.iter().map(|(term, forms)| Entry::new(term, forms)).collect();
    let (mut shards, mut boundaries) = (Vec::new(), Vec::new());
    let mut rest = &entries[..];
    let mut last = "";
    while let Some(first) = rest.first() {
        boundaries.push(separator(last, first.term).to_owned());
        let (shard, behind) = rest.split_at(length_of_shard(rest, fill));
        rest = behind;
        last = shard.last().map_or(last, |entry| entry.term);
        shards.push(write_shard(shard));
    }
    (shards, boundaries)
}

/// How many entries fill the next shard. Of the places where it may end, the one with the shortest separator is taken:
/// the head of a large index is made of them.
fn length_of_shard(entries: &[Entry<'_>], fill: usize) -> usize {
    let mut size = 0;
    let mut best = 1;
    let mut least = usize::MAX;
    for (at, entry) in entries.iter().enumerate() {
        if at > 0 && size + entry.size() > fill {
            let cut = separator(entries[at - 1].term, entry.term).len();
            return if cut <= least { at } else { best };
        }
        if at > 0 && size > fill / 2 {
            let cut = separator(entries[at - 1].term, entry.term).len();
            if cut <= least {
                (best, least) = (at, cut);
            }
        }
        size += entry.size();
    }
    entries.len()
}

/// The shortest beginning of `term` that lies behind `last`; `last` lies before `term`.
fn separator<'a>(last: &str, term: &'a str) -> &'a str {
    let ends = term.char_indices().map(|(at, letter)| at + letter.len_utf8());
    let mut beginnings = ends.map(|end| &term[..end]);
    beginnings.find(|beginning| *beginning > last).unwrap_or(term)
}

/// In columns: terms, how many forms of each, forms, documents and titles of each; then all postings in documents, and all
/// in titles.
fn write_shard(entries: &[Entry<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    let terms: Vec<&str> = entries.iter().map(|entry| entry.term).collect();
    write_texts(terms.into_iter(), &mut body);
    let sizes: Vec<u32> = entries.iter().map(|entry| entry.forms.len() as u32).collect();
    write_numbers(&sizes, &mut body);
    let forms: Vec<&str> = entries.iter().flat_map(|entry| entry.forms.iter().copied()).collect();
    write_texts(forms.into_iter(), &mut body);
    for kind in [0, 1] {
        let counts: Vec<u32> = entries
            .iter()
            .flat_map(|entry| entry.counts[kind].iter().copied())
            .collect();
        write_numbers(&counts, &mut body);
    }
    for kind in [0, 1] {
        for entry in entries {
            body.extend(&entry.lists[kind]);
        }
    }
    seal(SHARD_MAGIC, FORMAT_VERSION, &body)
}

/// Gap and value of each posting; of too many the weightiest: for a body the highest level, for a title the lightest class,
/// else those that came first.
fn write_list(mut list: Vec<(u32, u32)>, values: u32, bytes: &mut Vec<u8>) {
    let most = MOST_POSTINGS as usize;
    if list.len() > most {
        let weight = |value: u32| if values == 16 { !value } else { value };
        list.sort_by_key(|(document, value)| (weight(*value >> 1), *document));
        list.truncate(most);
        list.sort_unstable();
    }
    let mut last = 0;
    for (document, value) in list {
        write_number((document - last) * values + value, bytes);
        last = document;
    }
}
