//! Which documents answer a question best.
//!
//! First all documents that hold a word: BM25 (Robertson, Zaragoza: *The Probabilistic Relevance Framework*, 2009) over
//! syllables and pairs of neighbours, in the whole text and in titles. Then the best hundred again, by [`FEATURES`] of each and
//! weights learned from real questions (`search/examples/train.rs`): a linear model, so that every result can say why.

use crate::{
    bm25::{K1, rarity},
    index::{FOREIGN, Head, QUESTION, Sort, shard::List},
    library::Library,
    question::{Pair, Question, Word},
    weights::{BIAS, FEATURES, SIGNS, SURE, WEIGHTS},
};

/// [`crate::bm25::B`] for titles.
const TITLE_B: f32 = 0.5;
/// A word with other marks than the question's counts this much ("hợp" for "họp").
const OTHER_MARKS: f32 = 0.35;
/// Weights of the first stage: syllables and pairs in the whole text, the same in titles.
const STAGE: [f32; 4] = [1.0, 0.8, 0.6, 0.4];
/// A document of a law or topic that the question names gains this share.
const NAMED: f32 = 0.3;
/// An article named by number comes before all else.
const CITED: f32 = 1000.0;
/// An article named by number without its law.
const CITED_SOMEWHERE: f32 = 12.0;
/// Answers less sure than this are not given as such.
const CONFIDENT: f32 = 0.5;
/// Documents that the second stage looks at.
const CANDIDATES: usize = 100;

/// A document found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Its number, in the order of adding.
    pub document: usize,
    /// Greater is better; only comparable within one answer.
    pub score: f32,
    /// What the second stage saw of it, in the order of [`FEATURES`].
    pub features: [f32; FEATURES.len()],
    /// What counts for a text counts otherwise for a question.
    pub sort: Sort,
}

impl Hit {
    /// What each of [`FEATURES`] gives to the score.
    pub fn parts(&self) -> [f32; FEATURES.len()] {
        let weights = &WEIGHTS[usize::from(self.sort != Sort::Text)];
        core::array::from_fn(|at| self.features[at] * weights[at])
    }
}

impl Answer {
    /// True when the first hit may be given as the answer; else people should be offered first.
    pub fn is_confident(&self) -> bool {
        self.confidence >= CONFIDENT
    }
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answer {
    /// Best first.
    pub hits: Vec<Hit>,
    /// How sure the first hit answers the question, 0 to 1.
    pub confidence: f32,
    /// What that rests on, in the order of [`SIGNS`].
    pub signs: [f32; SIGNS.len()],
}

/// A word or pair of the question and where it stands.
#[derive(Default)]
struct Place {
    /// Rarity times weight, in texts and in titles.
    body_weight: f32,
    title_weight: f32,
    /// Document, saturated frequency, and how surely the word is there; sorted.
    body: List,
    /// Title or alias, its mass, and how surely the word is there; sorted.
    title: List,
}

/// What a document gathers from words (0) and pairs (1).
#[derive(Debug, Clone, Copy, Default)]
struct Gathered {
    /// BM25 in the whole text and in titles.
    body: [f32; 2],
    title: [f32; 2],
    /// Weight of what is there at all.
    body_there: [f32; 2],
    title_there: [f32; 2],
    /// Share of the title that the question covers.
    covered: [f32; 2],
}

impl Library {
    /// The best documents for a question, best first; equal scores in the order of adding. Terms whose shards have not
    /// arrived count as standing nowhere.
    pub fn answer(&self, question: &Question, limit: usize) -> Answer {
        let head = &self.head;
        let places = [
            question
                .searched_words()
                .map(|word| self.word(word))
                .collect::<Vec<_>>(),
            question.searched_pairs().map(|pair| self.pair(pair)).collect(),
        ];
        let totals = [0, 1].map(|kind| places[kind].iter().map(|place| place.body_weight).sum::<f32>() + 1e-6);
        let mut scores = vec![0.0_f32; head.documents as usize];
        let mut titles = vec![0.0_f32; head.document_of.len()];
        for (kind, places) in places.iter().enumerate() {
            for place in places {
                for (document, frequency, _) in &place.body {
                    scores[*document as usize] += STAGE[kind] * place.body_weight * frequency;
                }
                for (title, mass, sure) in &place.title {
                    titles[*title as usize] +=
                        STAGE[2 + kind] * place.title_weight * title_frequency(*mass, *sure, head.masses[kind]);
                }
            }
        }
        let mut first = 0;
        // Of a title and its aliases the one that fits best counts.
        for of_one in head.document_of.chunk_by(|left, right| left == right) {
            let best = titles[first..first + of_one.len()].iter().copied().fold(0.0, f32::max);
            scores[of_one[0] as usize] += best;
            first += of_one.len();
        }
        for (document, group) in head.group_of.iter().enumerate() {
            if question.groups.contains(group) {
                scores[document] *= 1.0 + NAMED;
            }
        }
        let gain = if question.is_citation { CITED } else { CITED_SOMEWHERE };
        for term in &question.articles {
            for postings in self.find(term) {
                for (document, _, _) in &postings.body {
                    scores[*document as usize] += gain;
                }
            }
        }
        let candidates = best(&scores, CANDIDATES.max(limit));
        let mut answer = self.rerank(question, &places, totals, &scores, &candidates);
        answer.hits.truncate(limit);
        answer
    }

    fn word(&self, word: &Word) -> Place {
        let all = self.head.documents as usize;
        let mut place = Place::default();
        let (mut with, mut titles) = (0.0_f32, 0.0_f32);
        for reading in &word.readings {
            let (mut here, mut in_titles) = (0.0, 0.0);
            for postings in self.find(&reading.folded) {
                let marks = match &reading.exact {
                    Some(exact) if *exact != postings.form && !postings.form.is_empty() => OTHER_MARKS,
                    _ => 1.0,
                };
                let sure = marks * reading.sure;
                here += sure * postings.documents as f32;
                in_titles += sure * postings.titles as f32;
                merge(
                    &mut place.body,
                    &postings.body,
                    &mut |old, (document, frequency, there)| {
                        let (frequency, there) = (sure * frequency, sure * there);
                        (document, old.1.max(frequency), old.2.max(there))
                    },
                );
                merge(&mut place.title, &postings.title, &mut |old, (title, mass, there)| {
                    let there = sure * there;
                    if there > old.2 { (title, mass, there) } else { old }
                });
            }
            with = with.max(here);
            titles = titles.max(in_titles);
        }
        place.body_weight = rarity(all, with);
        place.title_weight = rarity(all, titles);
        place
    }

    fn pair(&self, pair: &Pair) -> Place {
        let all = self.head.documents as usize;
        let mut place = Place::default();
        let (mut with, mut titles) = (0, 0);
        for postings in self.find(&pair.term) {
            with = postings.documents;
            titles = postings.titles;
            place.body.clone_from(&postings.body);
            place.title.clone_from(&postings.title);
        }
        place.body_weight = pair.weight * rarity(all, with as f32);
        place.title_weight = pair.weight * rarity(all, titles as f32);
        place
    }

    fn rerank(
        &self,
        question: &Question,
        places: &[Vec<Place>; 2],
        totals: [f32; 2],
        scores: &[f32],
        candidates: &[(u32, f32)],
    ) -> Answer {
        let head = &self.head;
        let gathered: Vec<Gathered> = candidates
            .iter()
            .map(|(document, _)| gather(*document, places, head))
            .collect();
        let top = candidates.first().map_or(1.0, |candidate| candidate.1).max(1e-6);
        let groups = Groups::new(head, scores, candidates, top);
        let most = |value: fn(&Gathered) -> f32| gathered.iter().map(value).fold(1e-6, f32::max);
        let tops = [
            most(|it| it.body[0]),
            most(|it| it.body[1]),
            most(|it| it.title[0]),
            most(|it| it.title[1]),
            most(|it| it.body_there[0]),
            most(|it| it.body_there[1]),
        ];
        let mut hits: Vec<Hit> = Vec::with_capacity(candidates.len());
        for (rank, ((document, score), it)) in candidates.iter().zip(&gathered).enumerate() {
            let group = head.group_of.get(*document as usize).copied().unwrap_or(0);
            let law = head.groups.get(group as usize).map_or(1, |group| group.1);
            let sort = match law {
                QUESTION => Sort::Question,
                FOREIGN => Sort::Foreign,
                _ => Sort::Text,
            };
            let there = [it.body_there[0] / totals[0], it.body_there[1] / totals[1]];
            let in_title = [it.title_there[0] / totals[0], it.title_there[1] / totals[1]];
            let relative = score / top;
            let features = [
                relative,
                relative * relative,
                1.0 / (1.0 + rank as f32),
                (1.0 + rank as f32).ln(),
                it.body[0] / totals[0],
                it.body[1] / totals[1],
                it.title[0] / totals[0],
                it.title[1] / totals[1],
                there[0],
                there[1],
                there[0] * there[0],
                there[1] * there[1],
                in_title[0],
                in_title[1],
                it.covered[0],
                it.covered[1],
                harmonic(it.covered[0], in_title[0]),
                harmonic(it.covered[1], in_title[1]),
                groups.share[group as usize],
                groups.best[group as usize],
                neighbour(head, scores, *document) / top,
                if question.groups.contains(&group) { 1.0 } else { 0.0 },
                if law == 0 { 1.0 } else { 0.0 },
                if law == 2 { 1.0 } else { 0.0 },
                it.body[0] / tops[0],
                it.body[1] / tops[1],
                it.title[0] / tops[2],
                it.title[1] / tops[3],
                it.body_there[0] / tops[4],
                it.body_there[1] / tops[5],
                1.0,
            ];
            let weights = &WEIGHTS[usize::from(sort != Sort::Text)];
            let mut score: f32 = features
                .iter()
                .zip(weights)
                .map(|(feature, weight)| feature * weight)
                .sum();
            if *score_of(candidates, rank) > CITED {
                score += 100.0;
            }
            hits.push(Hit {
                document: *document as usize,
                score,
                features,
                sort,
            });
        }
        // Insertion: a hundred hits, and no second sort for a phone to download.
        for at in 1..hits.len() {
            let mut place = at;
            while place > 0 && hits[place].score > hits[place - 1].score {
                hits.swap(place, place - 1);
                place -= 1;
            }
        }
        sure(question, places, top, hits)
    }
}

/// How sure the first hit is, by what stands in it and how far it is before the second.
fn sure(question: &Question, places: &[Vec<Place>; 2], top: f32, mut hits: Vec<Hit>) -> Answer {
    let foreign = hits.iter().find(|hit| hit.sort == Sort::Foreign).map(|hit| hit.score);
    hits.retain(|hit| hit.sort != Sort::Foreign);
    let Some(first) = hits.first() else {
        return Answer::default();
    };
    let it = &first.features;
    let unknown = places[0].iter().filter(|place| place.body.is_empty()).count();
    let document = first.document as u32;
    let lacks = |place: &&Place| place.body.binary_search_by_key(&document, |entry| entry.0).is_err();
    let weight = |place: &Place| place.body_weight;
    let missing = places[0].iter().filter(lacks).map(weight).fold(0.0, f32::max);
    let heaviest = places[0].iter().map(weight).fold(1e-6, f32::max);
    let second = hits.get(1).map_or(first.score - 5.0, |second| second.score);
    let signs = [
        it[8],
        it[9],
        it[12].min(1.5),
        it[13].min(1.5),
        it[14],
        it[16],
        it[17],
        (first.score - second).min(5.0),
        (places[0].len() as f32).min(8.0),
        unknown as f32 / places[0].len().max(1) as f32,
        missing / heaviest,
        top.min(200.0) / 50.0,
        first.score.clamp(-20.0, 20.0) / 10.0,
        it[18],
        foreign.map_or(2.0, |foreign| (first.score - foreign).clamp(-10.0, 10.0) / 5.0),
    ];
    let sum: f32 = signs.iter().zip(&SURE).map(|(sign, weight)| sign * weight).sum();
    // From any sum to a share between 0 and 1, one half in the middle; an article named by number is always sure.
    let sum = sum + BIAS;
    let confidence = if question.is_citation {
        1.0
    } else {
        0.5 + 0.5 * sum / (1.0 + sum.abs())
    };
    Answer {
        confidence,
        signs,
        hits,
    }
}

fn score_of(candidates: &[(u32, f32)], rank: usize) -> &f32 {
    &candidates[rank].1
}

fn harmonic(left: f32, right: f32) -> f32 {
    left * right / (left + right + 1e-6)
}

/// BM25 for a word that stands in a title of some mass.
fn title_frequency(mass: f32, sure: f32, mean: f32) -> f32 {
    sure * (K1 + 1.0) / (sure + K1 * (1.0 - TITLE_B + TITLE_B * mass / mean))
}

fn gather(document: u32, places: &[Vec<Place>; 2], head: &Head) -> Gathered {
    let mut it = Gathered::default();
    for (kind, places) in places.iter().enumerate() {
        for place in places {
            if let Ok(at) = place.body.binary_search_by_key(&document, |entry| entry.0) {
                it.body[kind] += place.body_weight * place.body[at].1;
                it.body_there[kind] += place.body_weight * place.body[at].2;
            }
        }
    }
    let titles = head
        .titles_of(document)
        .map(|title| in_title(title as u32, places, head));
    let fits = |it: &Gathered| STAGE[2] * it.title[0] + STAGE[3] * it.title[1];
    let best = titles.reduce(|best, other| if fits(&other) > fits(&best) { other } else { best });
    let best = best.unwrap_or_default();
    Gathered {
        body: it.body,
        body_there: it.body_there,
        ..best
    }
}

/// What one title or alias gathers.
fn in_title(title: u32, places: &[Vec<Place>; 2], head: &Head) -> Gathered {
    let mut it = Gathered::default();
    for (kind, places) in places.iter().enumerate() {
        for place in places {
            if let Ok(at) = place.title.binary_search_by_key(&title, |entry| entry.0) {
                let (_, mass, sure) = place.title[at];
                it.title[kind] += place.title_weight * title_frequency(mass, sure, head.masses[kind]);
                it.title_there[kind] += place.title_weight * sure;
                it.covered[kind] += place.title_weight * sure / mass;
            }
        }
        it.covered[kind] = it.covered[kind].min(1.0);
    }
    it
}

/// The better scored of the documents before and behind, if of the same group.
fn neighbour(head: &Head, scores: &[f32], document: u32) -> f32 {
    let at = document as usize;
    let same = |other: usize| head.group_of.get(other) == head.group_of.get(at);
    let before = at
        .checked_sub(1)
        .filter(|other| same(*other))
        .map_or(0.0, |other| scores[other]);
    let behind = scores.get(at + 1).filter(|_| same(at + 1)).copied().unwrap_or(0.0);
    before.max(behind)
}

/// How much of what was found lies in each group.
struct Groups {
    /// Share of the candidates, the better ones weighing more; sums up to 1.
    share: Vec<f32>,
    /// The group's best score by the best of all.
    best: Vec<f32>,
}

impl Groups {
    fn new(head: &Head, scores: &[f32], candidates: &[(u32, f32)], top: f32) -> Self {
        let mut groups = Self {
            share: vec![0.0; head.groups.len().max(1)],
            best: vec![0.0; head.groups.len().max(1)],
        };
        let mut all = 1e-6;
        for (document, score) in candidates {
            let group = head.group_of.get(*document as usize).copied().unwrap_or(0) as usize;
            // To the eighth power: falls off much as e^8(x − 1) does, without its code.
            let part = [(); 3].iter().fold(score / top, |part, ()| part * part);
            groups.share[group] += part;
            all += part;
        }
        for share in &mut groups.share {
            *share /= all;
        }
        for (group, score) in head.group_of.iter().zip(scores) {
            let best = &mut groups.best[*group as usize];
            *best = best.max(score / top);
        }
        groups
    }
}

/// Adds a sorted list to a sorted list; `join` makes one entry of an old one, or of one without weight, and a new one.
fn merge(list: &mut List, more: &List, join: &mut dyn FnMut(Entry, Entry) -> Entry) {
    let old = core::mem::take(list);
    let mut at = 0;
    for new in more {
        let mut known = (new.0, 0.0, 0.0);
        while let Some(entry) = old.get(at).filter(|entry| entry.0 <= new.0) {
            at += 1;
            if entry.0 == new.0 {
                known = *entry;
            } else {
                list.push(*entry);
            }
        }
        list.push(join(known, *new));
    }
    list.extend_from_slice(old.get(at..).unwrap_or_default());
}

/// Document or title, and two figures of it.
type Entry = (u32, f32, f32);

/// The highest scores, best first, with their documents; equal ones in order. By insertion: a few dozen of them, and a
/// sort would cost a phone two kilobytes.
fn best(scores: &[f32], most: usize) -> Vec<(u32, f32)> {
    let mut found: Vec<(u32, f32)> = Vec::with_capacity(most + 1);
    for (document, score) in (0..).zip(scores) {
        let least = if found.len() < most {
            0.0
        } else {
            found.last().map_or(0.0, |last| last.1)
        };
        if *score > least {
            let place = found.partition_point(|other| other.1 >= *score);
            found.insert(place, (document, *score));
            found.truncate(most);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::{Analysis, Citation, Document, IndexBuilder, Library, Options, Thesaurus};

    fn library(titles: &[&str]) -> Library {
        let mut builder = IndexBuilder::new();
        builder.add_abbreviation("bhxh", "bảo hiểm xã hội");
        builder.add_abbreviation("blld", "Bộ luật Lao động");
        for (number, title) in titles.iter().enumerate() {
            let article = (number + 30).to_string();
            let document = Document {
                title,
                group: "Bộ luật Lao động",
                citations: &[Citation {
                    law: "Bộ luật Lao động 45/2019/QH14",
                    article: &article,
                }],
                ..Document::default()
            };
            builder.add(Analysis::new(&document, &Thesaurus::everyday()));
        }
        Library::whole(&builder.finish()).expect("an index just written")
    }

    fn best(titles: &[&str], query: &str) -> Option<usize> {
        let library = library(titles);
        let answer = library.answer(&library.question(query, Options::default()), 1);
        answer.hits.first().map(|hit| hit.document)
    }

    #[test]
    fn marks_in_the_query_prefer_the_same_marks() {
        let titles = ["Họp tổ công đoàn", "Hợp tác lao động"];
        assert_eq!(best(&titles, "họp"), Some(0));
        assert_eq!(best(&titles, "hợp"), Some(1));
    }

    #[test]
    fn a_query_without_marks_finds_words_with_marks() {
        assert_eq!(best(&["Lương", "Nghỉ thai sản"], "nghi thai san"), Some(1));
    }

    #[test]
    fn the_last_word_may_be_unfinished() {
        assert_eq!(best(&["Lương", "Bảo hiểm thất nghiệp"], "bao hiem that ngh"), Some(1));
    }

    #[test]
    fn a_slip_of_the_finger_is_forgiven() {
        assert_eq!(best(&["Lương", "Đơn phương chấm dứt"], "phuonh cham dut"), Some(1));
    }

    #[test]
    fn neighbours_beat_scattered_words() {
        let titles = [
            "Thai nhi và tài sản trong nhà khi nghỉ",
            "Nghỉ thai sản khi nhà có việc",
        ];
        assert_eq!(best(&titles, "thai san"), Some(1));
    }

    #[test]
    fn what_people_say_finds_what_laws_write() {
        assert_eq!(
            best(&["Nghỉ hằng năm", "Sa thải"], "bi duoi viec co dc tien ko"),
            Some(1)
        );
    }

    #[test]
    fn short_forms_stand_for_their_words() {
        assert_eq!(best(&["Bảo hộ lao động", "Bảo hiểm xã hội"], "bhxh"), Some(1));
    }

    #[test]
    fn an_article_is_found_by_its_number() {
        let titles = ["Trợ cấp", "Thử việc", "Đình công"];
        for query in [
            "điều 31 blld",
            "khoản 2 điều 31 Bộ luật Lao động",
            "dieu 31 luat lao dong",
            "Điều 31",
        ] {
            assert_eq!(best(&titles, query), Some(1), "{query}");
        }
    }

    #[test]
    fn nothing_is_found_for_nothing() {
        assert_eq!(best(&["Lương"], ""), None);
        assert_eq!(best(&["Lương"], "zzzz"), None);
    }
}
