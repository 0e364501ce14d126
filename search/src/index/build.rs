//! Analyses become the bytes of head and shards; equal documents in equal order give equal bytes.
//!
//! 1. The lexicon is counted, and aliases are read by it.
//! 2. Texts are sorted; from here on their places are their numbers, so that terms sort as their texts do.
//! 3. Documents are turned over into postings, postings are cut into shards, some terms after the others.

use super::{
    Analysis, Document, MOST_ABBREVIATIONS, Sort, count, law,
    postings::{Corpus, Laws},
    write_head::{Parts, write_head},
    write_shards::write_shards,
};
use crate::{
    decode::{Abbreviations, Counted, Decoder, Options, TextLexicon},
    fold::fold,
    parallel,
    thesaurus::Thesaurus,
    vocabulary::{Numbers, Texts, Union, number, sorted},
};

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
        let thesaurus = Thesaurus::new();
        for line in FOREIGN_TOPICS.lines() {
            if let Some((title, phrases)) = line.split_once(" = ") {
                let aliases: Vec<&str> = phrases.split(", ").collect();
                let document = Document {
                    title,
                    aliases: &aliases,
                    sort: Sort::Foreign,
                    ..Document::default()
                };
                self.add(Analysis::new(&document, &thesaurus));
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
        let mut union = self.union();
        let articles = self.articles(&laws, &mut union.texts);
        let (texts, places) = sorted(&union.texts);
        let placed = |numbers: &Numbers| numbers.map(|text| places[text as usize]);
        let placed: Vec<Numbers> = union.numbers().into_iter().map(placed).collect();
        let documents = self.documents.iter().zip(&articles).filter_map(|(document, articles)| {
            // The union is of all documents.
            let numbers = union.number_of(&document.words).map(|number| &placed[number])?;
            let articles = articles.iter().map(|text| places[*text as usize]).collect();
            Some((document, numbers, articles))
        });
        let corpus = Corpus::new(documents, texts.len());
        let (shards, boundaries) = write_shards(&corpus, &texts);
        let head = write_head(&Parts {
            documents: &self.documents,
            abbreviations: &self.abbreviations,
            lexicon: &lexicon,
            laws: &laws,
            masses: corpus.masses(),
            boundaries: &boundaries,
        });
        Files { head, shards }
    }

    fn union(&self) -> Union {
        Union::of(self.documents.iter().map(|document| &document.words))
    }

    /// All that is written, and how people ask.
    fn lexicon(&self) -> TextLexicon {
        let mut lexicon = TextLexicon::new();
        let union = self.union();
        count::add_all(&self.documents, &union, &mut lexicon);
        for question in &self.questions {
            lexicon.add(question);
        }
        // "ko" in an alias is a short form, no word.
        for (short, _) in &self.abbreviations {
            lexicon.forget(short, short);
        }
        lexicon.add_question_wording();
        lexicon
    }

    /// Reads the aliases as questions will be read, so that both meet in the same words.
    fn read_aliases(&mut self, lexicon: &TextLexicon) {
        let pairs = self.abbreviations.iter().map(|pair| (pair.0.as_str(), pair.1.as_str()));
        let abbreviations = Abbreviations::new(pairs);
        let lexicon = Counted::new(lexicon);
        let decoder = Decoder::new(&lexicon, &abbreviations);
        let finished = Options {
            finished: true,
            ..Options::default()
        };
        parallel::for_each(&mut self.documents, |document| {
            document.read_aliases(|alias| decoder.decode(alias, finished).spelled());
        });
    }

    /// Keys of every law cited, sorted.
    fn laws(&self) -> Laws {
        let cited = self.documents.iter().flat_map(|document| &document.citations);
        let mut laws: Laws = cited.map(|(law, _)| (law::keys(law), 0)).collect();
        for (number, place) in laws.values_mut().enumerate() {
            *place = number;
        }
        laws
    }

    /// The numbers of the terms under which the articles of each document are found.
    fn articles(&self, laws: &Laws, texts: &mut Texts) -> Vec<Vec<u32>> {
        let articles = self.documents.iter().map(|document| {
            let mut articles = Vec::new();
            for (law, article) in &document.citations {
                let law = laws.get(&law::keys(law)).copied();
                for law in [None, law] {
                    articles.push(number(texts, &law::article_term(law, article)));
                }
            }
            articles.sort_unstable();
            articles.dedup();
            articles
        });
        articles.collect()
    }
}
