//! Documents turned over: what each holds becomes where each term stands, with its weight there.
//!
//! In: documents, their words made places in one sorted list of texts. Out: postings in documents and in titles, sorted by
//! term, in [`Part`]s of neighbouring terms. All postings of a large portal would take a gigabyte, so some parts are made,
//! written and forgotten before the next ones. Before: how rare each word and pair is among titles, and from that the mass of
//! each title.

use std::{collections::BTreeMap, ops::Range};

use super::{
    Analysis, LEAST_MASS, LEVEL, MASS_RATIO, MASSES, MOST_POSTINGS, SPOKEN,
    posting::{Posting, Term},
};
use crate::{
    bm25::{B, K1, rarity},
    parallel,
    thesaurus::Spoken,
    vocabulary::{Map, Numbers, Two},
};

/// Subject and number of each law cited, sorted, with its place.
pub(super) type Laws = BTreeMap<(String, String), usize>;

/// About how many postings are held at once, and how many make a part.
const MOST_AT_ONCE: usize = 4_000_000;
const PARTS_AT_ONCE: usize = 32;

/// Postings under neighbouring texts.
pub(super) struct Part {
    /// Of all forms, in documents and in titles.
    lists: [Vec<Posting>; 2],
    pub(super) forms: Vec<Form>,
}

/// A form of a term: where it stands, in documents and in titles.
pub(super) struct Form {
    pub(super) term: Term,
    /// How many documents and titles hold it.
    pub(super) counts: [u32; 2],
    /// Which postings of its part are written: of too many, the weightiest.
    written: [Range<usize>; 2],
}

impl Part {
    /// What is written of a form, in documents (0) or in titles (1), in the order of their places.
    pub(super) fn postings(&self, form: &Form, kind: usize) -> &[Posting] {
        &self.lists[kind][form.written[kind].clone()]
    }
}

/// Documents with all that postings are made of.
pub(super) struct Corpus<'a> {
    documents: Vec<Placed<'a>>,
    masses: [f32; 2],
    /// How many postings there are at most under each text.
    sizes: Vec<usize>,
}

/// A document whose texts have places.
struct Placed<'a> {
    analysis: &'a Analysis,
    numbers: &'a Numbers,
    /// Places of the texts under which its articles are found.
    articles: Vec<u32>,
    first_title: u32,
    /// What BM25 makes of its length.
    norm: f32,
    /// Of each title, by words and by pairs.
    classes: Vec<[u32; 2]>,
}

/// A posting and the text that its term begins with.
type Found = (u32, Posting);

impl<'a> Corpus<'a> {
    /// Documents with the places of their texts, of which there are so many.
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn new(documents: impl Iterator<Item = (&'a Analysis, &'a Numbers, Vec<u32>)>, texts: usize) -> Self {
        let mut first_title = 0;
        let placed = documents.map(|(analysis, numbers, articles)| {
            let placed = Placed {
                analysis,
                numbers,
                articles,
                first_title,
                norm: 0.0,
                classes: Vec::new(),
            };
            first_title += analysis.title_count();
            placed
        });
        let mut documents: Vec<Placed<'_>> = placed.collect();
        let masses = masses(&documents);
        let total: usize = documents.iter().map(|document| document.analysis.length()).sum();
        let mean = (total as f32 / documents.len().max(1) as f32).max(1.0);
        let mut sums = [0.0_f32; 2];
        for (document, masses) in documents.iter_mut().zip(masses) {
            document.norm = K1 * (1.0 - B + B * document.analysis.length() as f32 / mean);
            document.classes = masses.iter().map(|mass| mass.map(mass_class)).collect();
            for mass in masses {
                sums[0] += mass[0];
                sums[1] += mass[1];
            }
        }
        Self {
            sizes: sizes(&documents, texts),
            documents,
            masses: sums.map(|sum| sum / first_title.max(1) as f32),
        }
    }

    /// How many documents there are.
    pub(super) fn len(&self) -> usize {
        self.documents.len()
    }

    /// Mean mass of titles by words and by pairs.
    pub(super) fn masses(&self) -> [f32; 2] {
        self.masses
    }

    /// All texts in groups whose postings may be held at once; of each group where its parts begin, and its end.
    pub(super) fn groups(&self) -> Vec<Vec<u32>> {
        let mut groups = Vec::new();
        let mut cuts = vec![0];
        let (mut in_group, mut in_part) = (0, 0);
        for (text, size) in (0_u32..).zip(&self.sizes) {
            in_group += size;
            in_part += size;
            let is_full = in_group >= MOST_AT_ONCE;
            if is_full || in_part >= MOST_AT_ONCE / PARTS_AT_ONCE {
                cuts.push(text + 1);
                in_part = 0;
            }
            if is_full {
                groups.push(core::mem::replace(&mut cuts, vec![text + 1]));
                in_group = 0;
            }
        }
        cuts.push(self.sizes.len() as u32);
        groups.push(cuts);
        groups
    }

    /// The parts that begin at these texts, in the order of their terms; the last of them is where they end.
    pub(super) fn parts(&self, cuts: &[u32]) -> Vec<Part> {
        let (Some(first), Some(end)) = (cuts.first(), cuts.last()) else {
            return Vec::new();
        };
        let part_of: Vec<usize> = (*first..*end)
            .map(|text| cuts.partition_point(|cut| *cut <= text) - 1)
            .collect();
        let shares: Vec<(u32, &[Placed<'_>])> = parallel::shares(&self.documents)
            .into_iter()
            .scan(0, |number, share| {
                let first = *number;
                *number += share.len() as u32;
                Some((first, share))
            })
            .collect();
        let found = parallel::map(&shares, |(first_number, share)| {
            let mut found: Vec<[Vec<Found>; 2]> = vec![Default::default(); cuts.len() - 1];
            let mut counter = Counter::default();
            for (number, document) in (*first_number..).zip(*share) {
                document.turn_over(&(*first..*end), number, &mut counter, &mut |kind, posting| {
                    found[part_of[(posting.0 - first) as usize]][kind].push(posting);
                });
            }
            found
        });
        let numbers: Vec<usize> = (0..cuts.len() - 1).collect();
        parallel::map(&numbers, |number| {
            let range = cuts[*number]..cuts[number + 1];
            let lists = [0, 1].map(|kind| {
                let found: Vec<&[Found]> = found.iter().map(|share| share[*number][kind].as_slice()).collect();
                sorted(range.clone(), &found)
            });
            Part::of(range.start, lists)
        })
    }
}

/// At most so many postings stand under each text: no more than twice as often as it does.
fn sizes(documents: &[Placed<'_>], texts: usize) -> Vec<usize> {
    let counts = parallel::map(&parallel::shares(documents), |share| {
        let mut counts = vec![0_u32; texts];
        for document in *share {
            let forms = &document.numbers.words;
            for text in document.analysis.texts().chain(document.analysis.aliases()) {
                for word in text {
                    counts[forms[*word as usize].first() as usize] += 2;
                }
            }
        }
        counts
    });
    (0..texts)
        .map(|text| counts.iter().map(|counts| counts[text] as usize).sum())
        .collect()
}

/// The mass of each title of each document by words and by pairs: the summed rarity of its distinct words among titles.
#[allow(clippy::cast_precision_loss)]
fn masses(documents: &[Placed<'_>]) -> Vec<Vec<[f32; 2]>> {
    let titles = parallel::map(documents, |document| {
        [
            document.in_titles(1, |words| Term::plain(words[0].first())),
            document.in_titles(2, |words| Term::pair(Two::new(words[0].first(), words[1].first()))),
        ]
    });
    let mut holding: Map<Term, u32> = Map::default();
    for terms in titles.iter().flatten() {
        let mut terms: Vec<Term> = terms.iter().map(|place| place.1).collect();
        terms.sort_unstable();
        terms.dedup();
        for term in terms {
            *holding.entry(term).or_default() += 1;
        }
    }
    let rarities: Map<Term, f32> = holding
        .into_iter()
        .map(|(term, holding)| (term, rarity(documents.len(), holding as f32)))
        .collect();
    documents
        .iter()
        .zip(titles)
        .map(|(document, titles)| {
            let mut masses = vec![[0.0; 2]; document.analysis.title_count() as usize];
            for (kind, terms) in titles.into_iter().enumerate() {
                // In the order of their texts: sums of fractions depend on it.
                for (title, term) in terms {
                    masses[title as usize][kind] += rarities[&term];
                }
            }
            masses
        })
        .collect()
}

/// How often a word or a pair stands in a document.
#[derive(Debug, Clone, Copy)]
struct Count {
    of: Two,
    /// Times written.
    written: u32,
    /// Times a word stands that people call by this one.
    spoken: u32,
}

impl Count {
    /// BM25's saturated frequency in steps; spoken words weigh less.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss
    )] // clamped
    fn level(&self, norm: f32) -> u32 {
        let frequency = (self.written as f32).max(SPOKEN * self.spoken as f32);
        (frequency * (K1 + 1.0) / (frequency + norm) / LEVEL)
            .round()
            .clamp(1.0, 8.0) as u32
            - 1
    }
}

/// Counts the words or pairs of one document after the other, in the same room.
#[derive(Default)]
struct Counter {
    /// What was found last.
    found: Vec<Two>,
    counts: Vec<Count>,
    /// What stands in a title or alias, the number of that, and whether it is only spoken there.
    titles: Vec<(Two, u32, bool)>,
}

impl Counter {
    /// Counts what is written in the texts of a document, and what is said for it; each word or pair once, sorted.
    fn count(
        &mut self,
        document: &Analysis,
        written: impl Fn(&[u32], &mut Vec<Two>),
        said: impl Fn(&Spoken, &mut Vec<Two>),
    ) {
        self.counts.clear();
        self.titles.clear();
        for (how, spoken) in document.said() {
            self.found.clear();
            said(spoken, &mut self.found);
            self.counts.extend(self.found.iter().map(|of| Count {
                of: *of,
                written: 0,
                spoken: how.times,
            }));
            let in_title = self.found.iter().filter(|_| how.in_title);
            self.titles.extend(in_title.map(|of| (*of, 0, true)));
        }
        for (title, text) in (0..).zip(document.titles()) {
            self.found.clear();
            written(text, &mut self.found);
            self.titles.extend(self.found.iter().map(|of| (*of, title, false)));
        }
        self.found.clear();
        for text in document.texts().chain(document.aliases()) {
            written(text, &mut self.found);
        }
        self.sum_up();
    }

    fn sum_up(&mut self) {
        self.found.sort_unstable();
        let runs = self.found.chunk_by(|left, right| left == right);
        self.counts.extend(runs.map(|run| Count {
            of: run[0],
            written: run.len() as u32,
            spoken: 0,
        }));
        // Most of it is sorted, which a stable sort makes use of.
        self.counts.sort_by_key(|count| count.of);
        self.counts.dedup_by(|next, kept| {
            let same = next.of == kept.of;
            if same {
                kept.written += next.written;
                kept.spoken = kept.spoken.max(next.spoken);
            }
            same
        });
        // Written comes before spoken.
        self.titles.sort_unstable();
        self.titles.dedup_by_key(|place| (place.0, place.1));
    }
}

impl Placed<'_> {
    /// The forms of the words of a text.
    fn forms<'b>(&'b self, text: &'b [u32]) -> impl Iterator<Item = Two> + 'b {
        text.iter().map(|word| self.numbers.words[*word as usize])
    }

    /// What is written in titles of so many words on end, each once in a title, sorted.
    fn in_titles(&self, length: usize, term: impl Fn(&[Two]) -> Term) -> Vec<(u32, Term)> {
        let mut found = Vec::new();
        for (title, text) in (0..).zip(self.analysis.titles()) {
            let forms: Vec<Two> = self.forms(text).collect();
            found.extend(forms.windows(length).map(|words| (title, term(words))));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Gives the postings of what begins with a text of the range: 0 for the document or 1 for its titles, the text, the
    /// posting.
    fn turn_over(&self, range: &Range<u32>, number: u32, counter: &mut Counter, give: &mut impl FnMut(usize, Found)) {
        let is_in = |of: &Two| range.contains(&of.first());
        counter.count(
            self.analysis,
            |text, found| found.extend(self.forms(text).filter(is_in)),
            |spoken, found| found.extend(self.forms(&spoken.words).filter(is_in)),
        );
        self.give(0, number, counter, Term::word, give);
        let folded = |text: &u32| self.numbers.texts[*text as usize];
        counter.count(
            self.analysis,
            |text, found| {
                let mut folded = self.forms(text).map(Two::first);
                let mut left = folded.next();
                for right in folded {
                    found.extend(
                        left.filter(|left| range.contains(left))
                            .map(|left| Two::new(left, right)),
                    );
                    left = Some(right);
                }
            },
            |spoken, found| {
                found.extend(
                    spoken
                        .pairs
                        .iter()
                        .map(|pair| pair.map(|text| folded(&text)))
                        .filter(is_in),
                )
            },
        );
        self.give(1, number, counter, Term::pair, give);
        for text in self.articles.iter().filter(|text| range.contains(text)) {
            give(0, (*text, Posting::new(Term::plain(*text), number, 0)));
        }
    }

    /// Gives the postings of words (0) or pairs (1) that were counted.
    fn give(
        &self,
        kind: usize,
        number: u32,
        counter: &Counter,
        term: fn(Two) -> Term,
        give: &mut impl FnMut(usize, Found),
    ) {
        for count in &counter.counts {
            let value = count.level(self.norm) << 1 | u32::from(count.written == 0);
            give(0, (count.of.first(), Posting::new(term(count.of), number, value)));
        }
        for (of, title, spoken) in &counter.titles {
            let value = self.classes[*title as usize][kind] << 1 | u32::from(*spoken);
            give(
                1,
                (of.first(), Posting::new(term(*of), self.first_title + title, value)),
            );
        }
    }
}

/// Postings in the order of their texts, and where those of each text of the range end.
fn sorted(range: Range<u32>, found: &[&[Found]]) -> (Vec<Posting>, Vec<usize>) {
    let all = || found.iter().copied().flatten();
    let mut ends = vec![0; range.len()];
    for (text, _) in all() {
        ends[(text - range.start) as usize] += 1;
    }
    let mut length = 0;
    for end in &mut ends {
        length += core::mem::replace(end, length);
    }
    let mut postings = vec![Posting::default(); length];
    for (text, posting) in all() {
        let end = &mut ends[(text - range.start) as usize];
        postings[*end] = *posting;
        *end += 1;
    }
    let mut start = 0;
    for end in &ends {
        postings[start..*end].sort_unstable();
        start = *end;
    }
    (postings, ends)
}

impl Part {
    /// The forms under the texts from `first` on.
    fn of(first: u32, [mut documents, mut titles]: [(Vec<Posting>, Vec<usize>); 2]) -> Self {
        let mut forms = Vec::new();
        let (mut at, mut at_title) = (0, 0);
        for (text, (end, title_end)) in (first..).zip(documents.1.iter().zip(&titles.1)) {
            while at < *end {
                let second = documents.0[at].second();
                let length = |list: &[Posting]| list.iter().take_while(|posting| posting.second() == second).count();
                // Whatever stands in a title stands in its document.
                let ranges = [
                    at..at + length(&documents.0[at..*end]),
                    at_title..at_title + length(&titles.0[at_title..*title_end]),
                ];
                (at, at_title) = (ranges[0].end, ranges[1].end);
                forms.push(Form {
                    term: Term::behind(text, second),
                    counts: ranges.each_ref().map(|range| range.len() as u32),
                    written: [
                        weightiest(&mut documents.0, ranges[0].clone(), |level| !level),
                        weightiest(&mut titles.0, ranges[1].clone(), |class| class),
                    ],
                });
            }
        }
        Self {
            lists: [documents.0, titles.0],
            forms,
        }
    }
}

/// Of too many postings the weightiest: for a body the highest level, for a title the lightest class, else those that came
/// first. They are put at the beginning of the range.
fn weightiest(postings: &mut [Posting], range: Range<usize>, weight: impl Fn(u32) -> u32) -> Range<usize> {
    let most = MOST_POSTINGS as usize;
    if range.len() <= most {
        return range;
    }
    let list = &mut postings[range.clone()];
    list.select_nth_unstable_by_key(most, |posting| (weight(posting.value() >> 1), posting.place()));
    list[..most].sort_unstable();
    range.start..range.start + most
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped
fn mass_class(mass: f32) -> u32 {
    let steps = (mass.max(LEAST_MASS) / LEAST_MASS).ln() / MASS_RATIO.ln();
    (steps.round() as u32).min(MASSES - 1)
}
