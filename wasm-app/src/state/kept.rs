//! A member's record beside what is stored: taking over, and what to tell about keeping it.

use wire::record::Record;

use super::progress::finished;

/// What a member should know about the keeping of progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Notice {
    /// Storage is not allowed here.
    Refused,
    /// There is no room left.
    Full,
    /// What was stored could not be read and lies under another name.
    SetAside,
}

/// The record as this page knows it.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    pub(crate) record: Record,
    pub(crate) notice: Option<Notice>,
    /// The browser holds a record, as far as this page knows.
    is_stored: bool,
    /// It held one that was erased, and the member has done nothing since that is to be kept.
    pub(crate) is_erased: bool,
}

impl Kept {
    /// Merges what is stored into the record; false when it cannot be read and must not be overwritten.
    pub(crate) fn take_over(&mut self, stored: &str) -> bool {
        let stored = Record::decode(stored);
        if let Ok(stored) = &stored {
            self.record.merge(stored);
            self.is_stored = true;
        }
        stored.is_ok()
    }

    /// Nothing is stored. What was stored before has been erased, maybe in another tab: this page forgets it too, so that it
    /// does not come back.
    pub(crate) fn nothing_stored(&mut self) {
        if self.is_stored {
            *self = Self {
                is_erased: true,
                ..Self::default()
            };
        }
    }

    /// Lessons finished.
    pub(crate) fn finished(&self) -> usize {
        finished(&self.record)
    }

    /// All of the record is stored: earlier notices that it is not are no longer true.
    pub(crate) fn saved(&mut self) {
        self.is_stored = true;
        self.is_erased = false;
        self.notice = self.notice.filter(|notice| *notice == Notice::SetAside);
    }
}

#[cfg(test)]
mod tests {
    use wire::record::{Done, Record};

    use super::{Kept, Notice};

    const fn done(day: u32) -> Option<Done> {
        Some(Done { day, edition: 0 })
    }

    #[test]
    fn what_another_tab_stored_is_added() {
        let mut other = Record::default();
        other.lessons.entry("x").done = done(3);
        let mut kept = Kept::default();
        kept.record.lessons.entry("y").done = done(4);
        assert!(kept.take_over(&other.encode()));
        assert_eq!(kept.record.lessons.get("x").and_then(|lesson| lesson.done), done(3));
        assert_eq!(kept.record.lessons.get("y").and_then(|lesson| lesson.done), done(4));
    }

    #[test]
    fn what_was_erased_elsewhere_is_forgotten_and_what_was_never_stored_is_not() {
        let mut kept = Kept::default();
        kept.record.lessons.entry("y").done = done(4);
        kept.nothing_stored();
        assert!(!kept.record.is_empty());
        kept.saved();
        assert!(!kept.is_erased);
        kept.nothing_stored();
        assert!(kept.record.is_empty() && kept.is_erased);
        kept.nothing_stored();
        assert!(kept.is_erased, "still nothing was done");
    }

    #[test]
    fn what_cannot_be_read_changes_nothing() {
        let mut kept = Kept::default();
        kept.record.lessons.entry("y").done = done(4);
        assert!(!kept.take_over("P1.broken"));
        assert_eq!(kept.record.lessons.get("y").and_then(|lesson| lesson.done), done(4));
    }

    #[test]
    fn saving_takes_back_only_notices_about_saving() {
        let mut kept = Kept {
            notice: Some(Notice::Full),
            ..Kept::default()
        };
        kept.saved();
        assert_eq!(kept.notice, None);
        kept.notice = Some(Notice::SetAside);
        kept.saved();
        assert_eq!(kept.notice, Some(Notice::SetAside));
    }
}
