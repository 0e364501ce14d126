//! What the search box knows: the question, what was found for it, what may be shown of it, and what is still missing.
//!
//! In: what the member does and what the network brings. Out: what to show, and the names of blocks to fetch. Rules only;
//! nothing here touches the browser.

use wire::catalogue::{Card, Entry, EntryKind};

use super::{
    engine::{Answer, Engine},
    results::{segments, step},
    shelf::Shelf,
};

/// Results under the field, and on the page of their own.
const POPUP_LIMIT: usize = 6;
const PAGE_LIMIT: usize = 12;
/// Hits asked for beyond the limit, to take the places of those that are over.
const OVER_MARGIN: usize = 6;
/// Questions shown when none is a sure answer.
const NEAREST: usize = 3;
/// Letters from which on a pause counts as having asked.
const ENOUGH: usize = 8;

enum Loading {
    Waiting,
    Failed,
    Ready(Engine),
}

/// What to tell about the search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    Silent,
    Waiting,
    Failed,
    /// Nothing was found.
    Nothing,
    /// Asked, but not sure of any answer; so many near ones.
    Unsure(usize),
    Found(usize),
}

/// What became of a question that was asked outright.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Settled {
    pub(crate) question: String,
    /// Address of the best page, if any.
    pub(crate) page: String,
    pub(crate) answered: bool,
}

/// A search box. On the search page its results always stay open, and none is chosen: they are plain links.
pub(crate) struct Assistant {
    loading: Loading,
    entries: Shelf<Entry>,
    cards: Shelf<Card>,
    day: i32,
    is_page: bool,
    is_open: bool,
    question: String,
    as_typed: bool,
    /// An answer is wanted, not only a list.
    asked: bool,
    /// Asked outright, and the answer not yet passed on.
    unsettled: bool,
    answer: Answer,
    /// Parts of the index on their way.
    coming: Vec<u32>,
    active: Option<usize>,
    /// What the member thinks of the answer shown.
    useful: Option<bool>,
    /// Said about the last act, until the next word is typed.
    note: &'static str,
}

impl Assistant {
    /// `day` in days since 1970.
    pub(crate) fn new(question: String, is_page: bool, is_open: bool, day: u32) -> Self {
        Self {
            loading: Loading::Waiting,
            entries: Shelf::new(),
            cards: Shelf::new(),
            day: i32::try_from(day).unwrap_or(i32::MAX),
            is_page,
            is_open: is_open || is_page,
            question,
            as_typed: false,
            asked: false,
            unsettled: false,
            answer: Answer::default(),
            coming: Vec::new(),
            active: None,
            useful: None,
            note: "",
        }
    }

    /// The engine is here, or will not come.
    pub(crate) fn ready(&mut self, engine: Option<Engine>) {
        self.loading = engine.map_or(Loading::Failed, Loading::Ready);
        self.find();
    }

    /// A part of the index or a block of the catalogue is here, or will not come.
    pub(crate) fn arrived(&mut self, name: &str, bytes: Option<&[u8]>) {
        if let Some(part) = part_of(name) {
            if let Loading::Ready(engine) = &mut self.loading {
                engine.arrived(part, bytes);
            }
            self.coming.retain(|coming| *coming != part);
            if self.answer.missing.contains(&part) {
                self.look_up();
            }
            return;
        }
        self.entries.arrived(name, bytes);
        self.cards.arrived(name, bytes);
    }

    /// Other words stand in the field. False when they are the same, so that nothing is searched twice.
    pub(crate) fn typed(&mut self, question: String) -> bool {
        if question == self.question {
            return false;
        }
        self.question = question;
        self.as_typed = false;
        self.asked = false;
        self.unsettled = false;
        self.is_open = true;
        self.find();
        true
    }

    /// The member asks outright.
    pub(crate) fn ask(&mut self) {
        self.is_open = true;
        self.asked = true;
        self.unsettled = !self.is_empty();
        self.find();
    }

    /// The member has stopped typing for a while: a sure answer may be shown, a missing one is not held against her.
    pub(crate) fn pause(&mut self) {
        if self.sure().is_some() && self.active.is_none() && self.question.chars().count() >= ENOUGH {
            self.asked = true;
        }
    }

    /// Takes the words as they were typed.
    pub(crate) fn take_as_typed(&mut self) {
        self.as_typed = true;
        self.find();
    }

    pub(crate) fn open(&mut self) {
        self.is_open = true;
    }

    pub(crate) fn close(&mut self) {
        self.active = None;
        self.is_open = self.is_page;
    }

    /// The member has said what she thinks of the answer.
    pub(crate) fn judged(&mut self, useful: bool) {
        self.useful = Some(useful);
    }

    pub(crate) fn useful(&self) -> Option<bool> {
        self.useful
    }

    pub(crate) fn say(&mut self, note: &'static str) {
        self.note = note;
    }

    /// Chooses the next or previous result.
    pub(crate) fn step(&mut self, down: bool) {
        self.is_open = true;
        self.active = step(self.active, self.shown().len(), down);
    }

    fn find(&mut self) {
        self.active = None;
        self.useful = None;
        self.note = "";
        self.entries.retry();
        self.cards.retry();
        if let Loading::Ready(engine) = &mut self.loading {
            engine.retry();
        }
        self.look_up();
    }

    fn look_up(&mut self) {
        let mut answer = match &self.loading {
            Loading::Ready(engine) if !self.is_empty() => {
                engine.ask(&self.question, self.as_typed, self.asked, self.limit() + OVER_MARGIN)
            }
            _ => Answer::default(),
        };
        if !answer.missing.is_empty() {
            // What was found for the words before stays until the new is here: a list that blinks cannot be read.
            answer.hits = core::mem::take(&mut self.answer.hits);
        }
        self.answer = answer;
    }

    fn limit(&self) -> usize {
        if self.is_page { PAGE_LIMIT } else { POPUP_LIMIT }
    }

    /// Names of the blocks that are missing to show what is to be shown; each is named once.
    pub(crate) fn wanted(&mut self) -> Vec<String> {
        let mut names = Vec::new();
        if !self.is_open {
            return names;
        }
        for part in &self.answer.missing {
            if !self.coming.contains(part) {
                self.coming.push(*part);
                names.push(part.to_string());
            }
        }
        for document in self.listed() {
            self.entries.want(document, &mut names);
        }
        if let Some(best) = self.best() {
            self.cards.want(best, &mut names);
            let beside: Vec<u32> = self
                .card()
                .map(|(_, card)| [&card.near[..], &card.further].concat())
                .unwrap_or_default();
            for document in beside {
                self.entries.want(document as usize, &mut names);
            }
        }
        names
    }

    /// Hits in their order, as many as are shown, leaving out what is known to be over.
    fn listed(&self) -> Vec<usize> {
        let documents = self.answer.hits.iter().copied();
        documents
            .filter(|document| {
                self.entries
                    .get(*document)
                    .is_none_or(|entry| entry.may_be_shown(self.day))
            })
            .take(self.limit())
            .collect()
    }

    /// The document that answers, when an answer is wanted and one is sure.
    fn best(&self) -> Option<usize> {
        (self.is_open && self.asked).then(|| self.sure())?
    }

    /// The best hit, when it answers the question and still holds.
    fn sure(&self) -> Option<usize> {
        let best = *self.answer.hits.first()?;
        (self.answer.confident && self.listed().first() == Some(&best)).then_some(best)
    }

    /// The answer to show.
    pub(crate) fn card(&self) -> Option<(&Entry, &Card)> {
        let best = self.best()?;
        Some((self.entries.get(best)?, self.cards.get(best)?))
    }

    /// Documents named by a card, as far as they are here and hold.
    pub(crate) fn named(&self, documents: &[u32]) -> Vec<&Entry> {
        let entries = documents
            .iter()
            .filter_map(|document| self.entries.get(*document as usize));
        entries.filter(|entry| entry.may_be_shown(self.day)).collect()
    }

    /// The results to show; none while closed. What the card shows is not repeated.
    pub(crate) fn shown(&self) -> Vec<&Entry> {
        if !self.is_open {
            return Vec::new();
        }
        let card = self.card();
        let told = |document: usize| {
            card.is_some_and(|(_, card)| {
                Some(document) == self.best()
                    || card
                        .near
                        .iter()
                        .chain(&card.further)
                        .any(|near| *near as usize == document)
            })
        };
        let listed = self.listed().into_iter().filter(|document| !told(*document));
        let mut shown: Vec<&Entry> = listed.filter_map(|document| self.entries.get(document)).collect();
        if self.asked && self.sure().is_none() {
            // A story seldom answers; it stands here only when nothing else is near.
            let answers = |entry: &&Entry| matches!(entry.kind, EntryKind::Question | EntryKind::Policy);
            if shown.iter().any(answers) {
                shown.retain(answers);
            }
            shown.truncate(NEAREST);
        }
        shown
    }

    /// True while a document is still to come on the reader's day.
    pub(crate) fn is_to_come(&self, entry: &Entry) -> bool {
        entry.is_to_come(self.day)
    }

    pub(crate) fn question(&self) -> &str {
        &self.question
    }

    /// True when nothing is written in the field.
    pub(crate) fn is_empty(&self) -> bool {
        self.question.trim_ascii().is_empty()
    }

    pub(crate) fn is_open(&self) -> bool {
        self.is_open
    }

    pub(crate) fn note(&self) -> &'static str {
        if self.is_open { self.note } else { "" }
    }

    /// A text cut at the words that the question speaks of.
    pub(crate) fn marked(&self, text: &str) -> Vec<(bool, String)> {
        segments(text, &self.answer.marks(text))
    }

    pub(crate) fn understood(&self) -> Option<&str> {
        self.answer.understood.as_deref().filter(|_| self.is_open)
    }

    pub(crate) fn active(&self) -> Option<usize> {
        self.active
    }

    /// The chosen result.
    pub(crate) fn chosen(&self) -> Option<&Entry> {
        self.shown().get(self.active?).copied()
    }

    /// True unless questions cannot be answered here; then the form leads to the complete list.
    pub(crate) fn may_answer(&self) -> bool {
        !matches!(self.loading, Loading::Failed)
    }

    pub(crate) fn status(&self) -> Status {
        if !self.is_open || self.is_empty() {
            return Status::Silent;
        }
        match self.loading {
            Loading::Waiting => return Status::Waiting,
            Loading::Failed => return Status::Failed,
            Loading::Ready(_) => {}
        }
        if !self.answer.missing.is_empty() {
            return Status::Waiting;
        }
        let listed = self.listed();
        let here = listed
            .iter()
            .filter(|document| self.entries.get(**document).is_some())
            .count();
        let is_coming = listed.iter().any(|document| self.entries.is_coming(*document));
        let card_is_coming = self.best().is_some_and(|best| self.cards.is_coming(best));
        match here {
            _ if listed.is_empty() && self.answer.is_partial => Status::Failed,
            _ if listed.is_empty() => Status::Nothing,
            _ if card_is_coming => Status::Waiting,
            0 if is_coming => Status::Waiting,
            0 => Status::Failed,
            _ if self.asked && self.sure().is_none() => Status::Unsure(self.shown().len()),
            count => Status::Found(count),
        }
    }

    /// Passes on, once, what became of a question asked outright.
    pub(crate) fn settle(&mut self) -> Option<Settled> {
        let status = self.status();
        if !self.unsettled || status == Status::Waiting {
            return None;
        }
        self.unsettled = false;
        let best = self.listed().first().and_then(|document| self.entries.get(*document));
        let settled = Settled {
            question: self.question.clone(),
            page: best.map(|entry| entry.href.clone()).unwrap_or_default(),
            answered: matches!(status, Status::Found(_)),
        };
        (status != Status::Failed && status != Status::Silent).then_some(settled)
    }
}

/// The part of the index that a name stands for; blocks of the catalogue begin with a letter.
fn part_of(name: &str) -> Option<u32> {
    name.parse().ok()
}

#[cfg(test)]
mod tests;
