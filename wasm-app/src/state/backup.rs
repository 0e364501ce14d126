//! When to remind a member to carry her record off this phone: a phone is lost, and some browsers forget a page that was
//! not opened for seven days.

use wire::backup::Backup;

/// Lessons finished since the last backup after which one is asked for, and again after as many more.
const EVERY: usize = 3;

/// Lessons finished since the last backup, where it is time to say so: [`EVERY`] of them, and as many since it was said.
/// `finished` counts all lessons.
pub(crate) fn due(finished: usize, backup: Backup) -> Option<usize> {
    let unsaved = finished.saturating_sub(backup.carried);
    let since = finished.saturating_sub(backup.reminded.max(backup.carried));
    (since >= EVERY).then_some(unsaved)
}

/// The record was carried off.
pub(crate) const fn carried(finished: usize) -> Backup {
    Backup {
        carried: finished,
        reminded: finished,
    }
}

/// The member has seen the reminder.
pub(crate) const fn reminded(finished: usize, backup: Backup) -> Backup {
    Backup {
        reminded: finished,
        ..backup
    }
}

/// Lessons came from a backup: of these there is one.
pub(crate) const fn restored(lessons: usize, backup: Backup) -> Backup {
    Backup {
        carried: backup.carried + lessons,
        reminded: backup.reminded + lessons,
    }
}

#[cfg(test)]
mod tests {
    use wire::backup::Backup;

    use super::{carried, due, reminded, restored};

    #[test]
    fn a_reminder_comes_after_three_lessons_and_again_after_three_more() {
        let mut backup = Backup::default();
        let mut said = Vec::new();
        for finished in 0..9 {
            if let Some(unsaved) = due(finished, backup) {
                said.push((finished, unsaved));
                backup = reminded(finished, backup);
            }
        }
        assert_eq!(said, [(3, 3), (6, 6)]);
        backup = carried(8);
        assert_eq!(
            (due(8, backup), due(10, backup), due(11, backup)),
            (None, None, Some(3))
        );
    }

    #[test]
    fn what_came_from_a_backup_needs_none() {
        let backup = restored(7, Backup::default());
        assert_eq!((due(7, backup), due(9, backup), due(10, backup)), (None, None, Some(3)));
    }

    #[test]
    fn a_record_that_was_erased_asks_for_nothing() {
        assert_eq!(due(0, carried(5)), None);
    }
}
