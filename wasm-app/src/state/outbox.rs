//! When what a member wrote is sent, and what an answer means. An address that does as `docs/drafts.md` says gets every draft
//! once: what is sent again bears the same key.

use wire::written::{Standing, Step};

/// Seconds before the second try; each further wait is twice as long.
const FIRST_WAIT: u64 = 15;
/// Seconds of the longest wait.
const LONGEST_WAIT: u64 = 3_600;

/// What became of a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// It is there, now or since an earlier try.
    Received,
    /// It is not wanted there; trying again would not help.
    Refused(u32),
    /// No answer (0), or one that another time may bring a better one.
    Later(u32),
}

impl Answer {
    /// By HTTP's code.
    pub(crate) const fn of(code: u32) -> Self {
        match code {
            // Conflict: a draft with this key is there already.
            200..=299 | 409 => Self::Received,
            // Timeout, too early, too many.
            408 | 425 | 429 => Self::Later(code),
            400..=499 => Self::Refused(code),
            _ => Self::Later(code),
        }
    }
}

/// True while a draft belongs to the outbox.
pub(crate) const fn is_on_its_way(step: Step) -> bool {
    matches!(step, Step::Waiting | Step::Sending)
}

/// The member wants it sent; `None` when it is on its way already, so that a second tap does nothing.
pub(crate) const fn queued(standing: Standing, now: u64) -> Option<Standing> {
    if is_on_its_way(standing.step) {
        return None;
    }
    Some(at(Step::Waiting, 0, now))
}

/// A try begins: to be written down before the first byte goes.
pub(crate) const fn begun(standing: Standing, now: u64) -> Standing {
    at(Step::Sending, standing.tries + 1, now)
}

/// A try has ended.
pub(crate) fn ended(standing: Standing, answer: Answer, now: u64) -> Standing {
    let tries = standing.tries;
    let (step, when, code) = match answer {
        Answer::Received => (Step::Sent, now, 0),
        Answer::Refused(code) => (Step::Refused, now, code),
        Answer::Later(code) => (Step::Waiting, now + wait(tries), code),
    };
    Standing {
        code,
        ..at(step, tries, when)
    }
}

/// Seconds until a draft may be tried, for who has the turn: what is marked as being sent was given up by a page that closed.
/// `woken` is when the network came back or the member asked for it: what was tried before need not wait any more.
pub(crate) fn due_in(standing: Standing, now: u64, woken: u64) -> Option<u64> {
    match standing.step {
        Step::Waiting if standing.at.saturating_sub(wait(standing.tries)) < woken => Some(0),
        Step::Waiting => Some(standing.at.saturating_sub(now)),
        Step::Sending => Some(0),
        _ => None,
    }
}

/// Seconds to wait after so many tries.
fn wait(tries: u32) -> u64 {
    let doubled = 1_u64.checked_shl(tries.saturating_sub(1)).unwrap_or(LONGEST_WAIT);
    FIRST_WAIT.saturating_mul(doubled).min(LONGEST_WAIT)
}

const fn at(step: Step, tries: u32, at: u64) -> Standing {
    Standing {
        step,
        tries,
        at,
        code: 0,
    }
}

#[cfg(test)]
mod tests {
    use wire::written::{Standing, Step};

    use super::{Answer, begun, due_in, ended, queued};

    #[test]
    fn a_draft_goes_once_and_a_second_tap_does_nothing() {
        let waiting = queued(Standing::default(), 100).expect("it is new");
        assert_eq!((queued(waiting, 101), due_in(waiting, 100, 0)), (None, Some(0)));
        let sending = begun(waiting, 100);
        assert_eq!(queued(sending, 101), None);
        let sent = ended(sending, Answer::of(200), 102);
        assert_eq!((sent.step, due_in(sent, 102, 102)), (Step::Sent, None));
    }

    #[test]
    fn waits_grow_to_an_hour_and_end_when_the_network_is_back() {
        let mut standing = queued(Standing::default(), 0).expect("it is new");
        let mut waits = Vec::new();
        for _ in 0..12 {
            standing = ended(begun(standing, 0), Answer::of(503), 0);
            waits.push(standing.at);
        }
        assert_eq!(waits[..4], [15, 30, 60, 120]);
        assert_eq!((waits[9], waits[11], standing.code), (3_600, 3_600, 503));
        assert_eq!(
            (due_in(standing, 50, 0), due_in(standing, 50, 50)),
            (Some(3_550), Some(0))
        );
        let tried_since = ended(begun(standing, 60), Answer::of(503), 60);
        assert_eq!(due_in(tried_since, 70, 50), Some(3_590), "one try for each waking");
        standing.tries = u32::MAX - 1;
        assert_eq!(ended(begun(standing, 0), Answer::Later(0), 0).at, 3_600);
    }

    #[test]
    fn what_a_closed_page_left_is_due_at_once() {
        let sending = begun(queued(Standing::default(), 0).expect("it is new"), 0);
        assert_eq!(due_in(sending, 1, 0), Some(0));
    }

    #[test]
    fn answers_are_told_apart() {
        assert_eq!(Answer::of(201), Answer::Received);
        assert_eq!(Answer::of(409), Answer::Received);
        assert_eq!(Answer::of(413), Answer::Refused(413));
        assert_eq!(Answer::of(429), Answer::Later(429));
        assert_eq!(Answer::of(500), Answer::Later(500));
        assert_eq!(Answer::of(0), Answer::Later(0));
    }
}
