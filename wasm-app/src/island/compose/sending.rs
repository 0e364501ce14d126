//! The outbox: sends what waits, one draft after another, one page at a time, and writes down what it does before and after.

use std::{
    cell::{Cell, OnceCell, RefCell},
    rc::Rc,
};

use js_sys::Function;
use wasm_bindgen_futures::spawn_local;
use web_sys::AbortController;
use wire::written::{Standing, Step, Written};

use super::{desk::Desk, draft_of};
use crate::{
    browser::{
        clock,
        document::{callback, listen, put_off, window},
        post::{is_online, post},
        turn,
    },
    state::{
        outbox::{Answer, begun, due_in, ended, is_on_its_way, queued},
        writing::form,
    },
};

/// Thousandths of a second after which a try is given up: three photos on a line of 8 KB a second.
const PATIENCE: i32 = 120_000;
/// Seconds until it is looked again whether the page that has the turn is done.
const OTHERS_TURN: u64 = 5;

/// What waits to be sent.
pub(super) struct Outbox {
    desk: Rc<Desk>,
    address: String,
    /// True while this page sends, or asks for the turn.
    busy: Cell<bool>,
    /// The draft that is being sent, and how to stop it.
    current: RefCell<Option<(u64, AbortController)>>,
    /// When the network came back or the member asked for it.
    woken: Cell<u64>,
    wake: Cell<i32>,
    stop: Cell<i32>,
    callbacks: OnceCell<[Function; 2]>,
    /// Told of every change.
    changed: RefCell<Option<Box<dyn Fn()>>>,
}

impl Outbox {
    /// The outbox of this page, which begins to send what waits.
    pub(super) fn start(desk: Rc<Desk>, address: String, changed: Option<Box<dyn Fn()>>) -> Rc<Self> {
        let outbox = Rc::new(Self {
            desk,
            address,
            busy: Cell::new(false),
            current: RefCell::default(),
            woken: Cell::new(0),
            wake: Cell::new(0),
            stop: Cell::new(0),
            callbacks: OnceCell::new(),
            changed: RefCell::new(changed),
        });
        let (waker, stopper) = (outbox.clone(), outbox.clone());
        let callbacks = [callback(move |_| waker.go()), callback(move |_| stopper.abort(None))];
        let _ = outbox.callbacks.set(callbacks);
        if let Some(window) = window() {
            let back = outbox.clone();
            listen(&window, "online", move |_| back.wake());
            for event in ["pageshow", "storage"] {
                let seen = outbox.clone();
                listen(&window, event, move |_| seen.go());
            }
        }
        outbox.go();
        outbox
    }

    /// Puts a draft into the outbox; false when it is there already.
    pub(super) fn queue(self: &Rc<Self>, id: u64) -> bool {
        let queued = self.change(id, |standing| queued(standing, clock::now()));
        self.go();
        queued
    }

    /// Sends what waits now, without waiting any longer. Written down nowhere: only who has the turn, or the member, changes
    /// where a draft stands.
    pub(super) fn wake(self: &Rc<Self>) {
        self.woken.set(clock::now());
        self.go();
    }

    /// Takes a draft out again. It may have arrived; then the answer, if one comes, says so.
    pub(super) fn cancel(&self, id: u64) {
        self.change(id, |standing| {
            is_on_its_way(standing.step).then(|| Standing {
                at: clock::now(),
                ..Standing::default()
            })
        });
        self.abort(Some(id));
    }

    fn abort(&self, id: Option<u64>) {
        if let Some((current, controller)) = &*self.current.borrow()
            && id.is_none_or(|id| id == *current)
        {
            controller.abort();
        }
    }

    /// Changes where a draft stands, as it is now; false when there is nothing to change.
    fn change(&self, id: u64, change: impl FnOnce(Standing) -> Option<Standing>) -> bool {
        let Some(mut draft) = self.desk.get(id) else {
            return false;
        };
        let Some(standing) = change(draft.standing) else {
            return false;
        };
        draft.standing = standing;
        self.desk.put(&draft);
        self.tell();
        true
    }

    fn tell(&self) {
        if let Some(changed) = &*self.changed.borrow() {
            changed();
        }
    }

    /// Sends what is due, else sets the clock.
    fn go(self: &Rc<Self>) {
        if self.busy.get() || !is_online() {
            return;
        }
        match self.next() {
            Some((_, 0)) => {}
            Some((_, wait)) => return self.wake_in(wait),
            None => return,
        }
        self.busy.set(true);
        let outbox = self.clone();
        spawn_local(async move {
            let is_mine = outbox.take_turn().await;
            outbox.busy.set(false);
            if is_mine {
                outbox.go();
            } else {
                outbox.wake_in(OTHERS_TURN);
            }
        });
    }

    /// The draft to be sent next, and in how many seconds.
    fn next(&self) -> Option<(u64, u64)> {
        let now = clock::now();
        let all = self.desk.all().0;
        let due = all
            .iter()
            .filter_map(|draft| Some((draft.id, due_in(draft.standing, now, self.woken.get())?)));
        due.min_by_key(|(_, wait)| *wait)
    }

    fn wake_in(&self, seconds: u64) {
        if let Some([wake, _]) = self.callbacks.get() {
            put_off(wake, &self.wake, i32::try_from(seconds * 1000).unwrap_or(i32::MAX));
        }
    }

    /// Sends one draft, if no other page is sending. False when one is.
    async fn take_turn(&self) -> bool {
        let Some(_turn) = turn::take().await else {
            return false;
        };
        // While this page waited for the turn, another may have sent it.
        if let Some((id, 0)) = self.next()
            && let Some(draft) = self.desk.get(id)
        {
            self.send(draft).await;
        }
        true
    }

    async fn send(&self, mut draft: Written) {
        let id = draft.id;
        let form = draft_of(&self.desk, &draft).and_then(|draft| form(&draft).ok());
        let (Some(form), Ok(controller)) = (form, AbortController::new()) else {
            // A photo is gone, or the page was changed by hand: back to its writer.
            self.change(id, |standing| {
                Some(Standing {
                    step: Step::Writing,
                    ..standing
                })
            });
            return;
        };
        let is_kept = !self.desk.is_loose(id);
        draft.standing = begun(draft.standing, clock::now());
        if !self.desk.put(&draft) && is_kept {
            // Without a line about it, nobody would know after a closed page whether it went.
            self.change(id, |standing| Some(ended(standing, Answer::Later(0), clock::now())));
            return;
        }
        self.tell();
        let signal = controller.signal();
        self.current.replace(Some((id, controller)));
        if let Some([_, stop]) = self.callbacks.get() {
            put_off(stop, &self.stop, PATIENCE);
        }
        let answer = Answer::of(post(&self.address, form, &signal).await);
        self.current.replace(None);
        self.settle(&draft, answer);
    }

    /// Writes down what became of a try, unless the member changed her mind meanwhile; that it is there is true all the same.
    fn settle(&self, sent: &Written, answer: Answer) {
        let Some(now) = self.desk.get(sent.id) else { return };
        let is_same = now.changed == sent.changed;
        if is_same && (now.standing.step == Step::Sending || answer == Answer::Received) {
            self.change(sent.id, |standing| {
                let standing = Standing {
                    tries: sent.standing.tries,
                    ..standing
                };
                Some(ended(standing, answer, clock::now()))
            });
        }
    }
}
