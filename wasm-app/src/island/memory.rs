//! What the search box keeps on the phone: questions asked last, and those without a good answer. Neither leaves it but
//! by the member's own hand. Where nothing may be kept, it is remembered until the page is closed.

use wire::{
    gaps::{Asked, Gaps, Verdict},
    recent::Recent,
};

use crate::{
    browser::{
        clock, document,
        storage::{self, StorageError},
    },
    state::day::day,
    words::{self, say},
};

const RECENT_KEY: &str = "portal.recent.v1";
const GAPS_KEY: &str = "portal.gaps.v1";

/// Both records as this page knows them.
#[derive(Default)]
pub(super) struct Memory {
    pub(super) recent: Recent,
    gaps: Gaps,
    /// Storage has failed, and that was said.
    failed: bool,
}

impl Memory {
    /// Reads what another page may have kept meanwhile.
    pub(super) fn refresh(&mut self) {
        if let Ok(Some(kept)) = storage::read(RECENT_KEY) {
            self.recent = Recent::decode(&kept);
        }
        if let Ok(Some(kept)) = storage::read(GAPS_KEY) {
            self.gaps = Gaps::kept(&kept);
        }
    }

    /// Keeps a question to offer it again. Gives what the member should be told, at most once.
    pub(super) fn remember(&mut self, question: &str) -> Option<&'static str> {
        self.refresh();
        self.recent.add(&document::composed(question));
        let text = self.recent.encode();
        self.keep(RECENT_KEY, &text)
    }

    /// Forgets all questions asked last.
    pub(super) fn forget(&mut self) {
        self.recent = Recent::default();
        storage::remove(RECENT_KEY);
    }

    /// Keeps what became of a question.
    pub(super) fn judge(&mut self, question: &str, page: &str, verdict: Verdict) -> Option<&'static str> {
        self.refresh();
        self.gaps.add(Asked {
            day: i32::try_from(day(clock::now())).unwrap_or_default(),
            mark: clock::chance(),
            verdict,
            page: page.to_owned(),
            question: document::composed(question),
        });
        let text = encoded(&self.gaps);
        self.keep(GAPS_KEY, &text)
    }

    /// Questions without a good answer, as the text in which they are sent; empty when there are none.
    pub(super) fn to_send(&self) -> String {
        let mut gaps = Gaps::default();
        for asked in self.gaps.asked() {
            if asked.verdict != Verdict::Useful {
                gaps.add(asked.clone());
            }
        }
        if gaps.asked().is_empty() {
            String::new()
        } else {
            encoded(&gaps)
        }
    }

    fn keep(&mut self, key: &str, text: &str) -> Option<&'static str> {
        let error = storage::write(key, text).err()?;
        let first = !self.failed;
        self.failed = true;
        first.then(|| {
            say(match error {
                StorageError::Refused => words::NOT_KEPT,
                StorageError::Full => words::NO_ROOM,
            })
        })
    }
}

/// The text that is kept and sent, with the portal's own words around the questions.
fn encoded(gaps: &Gaps) -> String {
    gaps.encode(say(words::GAPS_HEAD), say(words::GAPS_END))
}
