//! A quiz question as its page shows it.

use super::views::{QuizItem, QuizQuestion};
use crate::content::kinds::quiz::{Answer, Choice, Number, Question, Step};

/// A question; `number` counts from 1.
pub(super) fn view(number: usize, question: &Question) -> QuizQuestion {
    let (kind, items) = match &question.answer {
        Answer::Choices(choices) if choices.iter().filter(|choice| choice.correct).count() > 1 => {
            ("several", chosen(choices))
        }
        Answer::Choices(choices) => ("one", chosen(choices)),
        Answer::Steps(steps) => ("order", shuffled(steps)),
        Answer::Number(number) => ("number", numbers(number)),
    };
    let unit = match &question.answer {
        Answer::Number(number) => number.unit.clone(),
        _ => None,
    };
    QuizQuestion {
        id: id(question),
        number,
        question: question.text.value.clone(),
        kind,
        answer: answer(&items),
        items,
        unit,
        law: question.law.clone(),
    }
}

/// Kept answers belong to the question's words: when an editor asks something else, the old answer no longer counts.
pub(super) fn id(question: &Question) -> String {
    blake3::hash(question.text.value.as_bytes()).to_hex()[..8].to_owned()
}

/// Values of what is right, in the order in which it is right.
fn answer(items: &[QuizItem]) -> String {
    let mut right: Vec<&QuizItem> = items.iter().filter(|item| item.correct).collect();
    right.sort_by_key(|item| item.place);
    let values: Vec<String> = right.iter().map(|item| item.value.to_string()).collect();
    values.join(",")
}

fn chosen(choices: &[Choice]) -> Vec<QuizItem> {
    let items = (0..).zip(choices).map(|(value, choice)| QuizItem {
        value,
        text: choice.text.clone(),
        correct: choice.correct,
        place: 0,
        reason: choice.reason.clone(),
    });
    items.collect()
}

/// Steps in an order that is not the right one: by a hash of their words, so that it stays from build to build.
fn shuffled(steps: &[Step]) -> Vec<QuizItem> {
    let mut mixed: Vec<(usize, &Step)> = (1..).zip(steps).collect();
    mixed.sort_by_key(|(_, step)| *blake3::hash(step.text.as_bytes()).as_bytes());
    if mixed.is_sorted_by_key(|(place, _)| *place) {
        mixed.rotate_left(1);
    }
    let items = (0..).zip(mixed).map(|(value, (place, step))| QuizItem {
        value,
        text: step.text.clone(),
        correct: true,
        place,
        reason: step.reason.clone(),
    });
    items.collect()
}

fn numbers(number: &Number) -> Vec<QuizItem> {
    let right = (number.thousandths, number.reason.clone());
    let all = [right].into_iter().chain(number.mistakes.iter().cloned());
    let items = all.enumerate().map(|(at, (value, reason))| QuizItem {
        value,
        text: decimal(value),
        correct: at == 0,
        place: 0,
        reason,
    });
    items.collect()
}

/// As Vietnamese writes a number: dots between thousands, a comma before decimals.
fn decimal(thousandths: u32) -> String {
    let digits = (thousandths / 1000).to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    match thousandths % 1000 {
        0 => text,
        decimals => format!("{text},{decimals:03}").trim_end_matches('0').to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(texts: &[&str]) -> Vec<Step> {
        let step = |text: &&str| Step {
            text: (*text).to_owned(),
            reason: String::new(),
        };
        texts.iter().map(step).collect()
    }

    #[test]
    fn steps_are_never_shown_in_their_right_order() {
        let texts = ["Ngắt điện", "Báo tổ trưởng", "Chờ thợ máy"];
        // All six orders: one of them is the one that the hash gives.
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            let items = shuffled(&steps(&order.map(|at| texts[at])));
            let places: Vec<usize> = items.iter().map(|item| item.place).collect();
            assert_ne!(places, [1, 2, 3]);
            let first: usize = answer(&items)
                .split(',')
                .next()
                .and_then(|at| at.parse().ok())
                .expect("a value");
            assert_eq!(items[first].text, texts[order[0]]);
        }
    }

    #[test]
    fn numbers_are_written_as_vietnamese_writes_them() {
        assert_eq!(decimal(85_000), "85");
        assert_eq!(decimal(10_500), "10,5");
        assert_eq!(decimal(2_530_000_000), "2.530.000");
        assert_eq!(decimal(50), "0,05");
    }
}
