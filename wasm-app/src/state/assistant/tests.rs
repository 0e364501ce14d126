use search::{Analysis, Document, Files, IndexBuilder, Thesaurus};
use wire::catalogue::{Card, Entry, EntryKind, Item, encode};

use super::{Assistant, Status};
use crate::state::engine::Engine;

const LEAVE: &str = "Nghỉ phép năm được mấy ngày khi làm đủ mười hai tháng?";
const BIRTH: &str = "Nghỉ thai sản được mấy tháng khi sinh con thứ hai?";

fn files() -> Files {
    let mut builder = IndexBuilder::new();
    for number in 0..60 {
        let title = match number {
            0 => LEAVE.to_owned(),
            1 => BIRTH.to_owned(),
            _ => ["việc khác số ", &number.to_string()].concat(),
        };
        let document = Document {
            title: &title,
            ..Document::default()
        };
        builder.add(Analysis::new(&document, &Thesaurus::new()));
    }
    builder.add_foreign_topics();
    builder.finish()
}

fn engine() -> Option<Engine> {
    Engine::parse(&files().head)
}

/// Brings the first block of whatever kind is wanted, as the network would.
fn bring(assistant: &mut Assistant) {
    loop {
        let names = assistant.wanted();
        if names.is_empty() {
            return;
        }
        for name in names {
            if let Ok(part) = name.parse::<usize>() {
                assistant.arrived(&name, Some(&files().shards[part]));
                continue;
            }
            let entries: Vec<Entry> = (0..8)
                .map(|number| Entry {
                    href: ["hoi-dap/", &number.to_string(), "/"].concat(),
                    title: [LEAVE, BIRTH].get(number).unwrap_or(&"khác").to_string(),
                    kind: EntryKind::Question,
                    topic: String::new(),
                    from: None,
                    until: (number == 1).then_some(100),
                })
                .collect();
            let cards = vec![
                Card {
                    text: "Mười hai ngày.".into(),
                    near: vec![1],
                    ..Card::default()
                };
                2
            ];
            let bytes = if name.starts_with(Card::LETTER) {
                encode(&cards)
            } else {
                encode(&entries)
            };
            assistant.arrived(&name, Some(&bytes));
        }
    }
}

fn assistant(day: u32) -> Assistant {
    let mut assistant = Assistant::new(String::new(), false, true, day);
    assistant.ready(engine());
    assistant
}

#[test]
fn what_was_asked_while_loading_is_answered_on_arrival() {
    let mut assistant = Assistant::new(String::new(), false, true, 100);
    assistant.typed(LEAVE.to_lowercase());
    assistant.ask();
    assert_eq!(assistant.status(), Status::Waiting);
    assert_eq!(assistant.settle(), None);
    assistant.ready(engine());
    assert_eq!(assistant.status(), Status::Waiting, "its blocks are on their way");
    bring(&mut assistant);
    let (entry, card) = assistant.card().expect("an answer");
    assert_eq!((entry.title.as_str(), card.text.as_str()), (LEAVE, "Mười hai ngày."));
    let settled = assistant.settle().expect("once");
    assert!(settled.answered && settled.page == "hoi-dap/0/");
    assert_eq!(assistant.settle(), None);
}

#[test]
fn typing_shows_a_list_and_only_a_pause_or_enter_an_answer() {
    let mut assistant = assistant(100);
    assert!(assistant.typed(LEAVE.into()) && !assistant.typed(LEAVE.into()));
    bring(&mut assistant);
    assert!(assistant.card().is_none());
    assert_eq!(assistant.shown()[0].title, LEAVE);
    assistant.pause();
    bring(&mut assistant);
    assert!(assistant.card().is_some());
    assert!(
        assistant
            .shown()
            .iter()
            .all(|entry| entry.title != LEAVE && entry.title != BIRTH)
    );
    assert_eq!(assistant.settle(), None, "a pause asks nothing outright");
}

#[test]
fn an_unsure_answer_is_said_to_be_none() {
    let mut assistant = assistant(100);
    assistant.typed("việc nuôi cá cảnh trong bể kính".into());
    assistant.pause();
    bring(&mut assistant);
    assert!(matches!(assistant.status(), Status::Found(_)));
    assistant.ask();
    bring(&mut assistant);
    assert!(matches!(assistant.status(), Status::Unsure(_)));
    assert!(assistant.card().is_none());
    assert!(assistant.settle().is_some_and(|settled| !settled.answered));
}

#[test]
fn what_is_over_is_not_shown_anywhere() {
    let mut assistant = assistant(101);
    assistant.typed(BIRTH.into());
    bring(&mut assistant);
    assert!(assistant.shown().iter().all(|entry| entry.title != BIRTH));
    assistant.typed(LEAVE.into());
    assistant.ask();
    bring(&mut assistant);
    assert!(
        assistant
            .card()
            .is_some_and(|(_, card)| assistant.named(&card.near).is_empty())
    );
}

#[test]
fn nothing_found_and_nothing_loaded_are_told_apart() {
    let mut assistant = assistant(100);
    assistant.typed("xyzxyz".into());
    bring(&mut assistant);
    assert_eq!(assistant.status(), Status::Nothing);
    assistant.typed(LEAVE.into());
    loop {
        let names = assistant.wanted();
        if names.is_empty() {
            break;
        }
        for name in names {
            assistant.arrived(&name, None);
        }
    }
    assert_eq!(assistant.status(), Status::Failed);
    assert!(
        assistant.wanted().is_empty(),
        "what was lost is not asked for in a circle"
    );
    assistant.ask();
    assert!(!assistant.wanted().is_empty(), "but again when the member asks");
    assistant.ready(None);
    assert!(!assistant.may_answer());
    assert!(Engine::parse(b"PIDX").is_none());
}

#[test]
fn closing_forgets_the_choice_and_keeps_the_question() {
    let mut assistant = assistant(100);
    assistant.typed("nghỉ".into());
    bring(&mut assistant);
    assistant.step(true);
    assert!(assistant.chosen().is_some());
    assistant.close();
    assert_eq!((assistant.shown().len(), assistant.status()), (0, Status::Silent));
    assert_eq!((assistant.chosen(), assistant.question()), (None, "nghỉ"));
    assistant.open();
    assert_eq!(assistant.status(), Status::Found(2));
}

#[test]
fn the_search_page_never_closes() {
    let mut assistant = Assistant::new("nghỉ".into(), true, false, 100);
    assistant.ready(engine());
    bring(&mut assistant);
    assistant.close();
    assert_eq!(assistant.shown().len(), 2);
}
