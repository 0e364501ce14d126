//! A quiz question as its page shows it.

use super::{
    RenderError,
    views::{QuizItem, QuizQuestion},
    words::Words,
};
use crate::content::kinds::quiz::{Answer, Choice, Number, Question, Step};

/// A question; `number` counts from 1.
pub(super) fn view(words: &Words<'_>, number: usize, question: &Question) -> Result<QuizQuestion, RenderError> {
    let (kind, items) = match &question.answer {
        Answer::Choices(choices) if choices.iter().filter(|choice| choice.correct).count() > 1 => {
            ("several", chosen(choices))
        }
        Answer::Choices(choices) => ("one", chosen(choices)),
        Answer::Steps(steps) => ("order", shuffled(steps)),
        Answer::Number(number) => ("number", numbers(words, number)?),
    };
    let unit = match &question.answer {
        Answer::Number(number) => number.unit.clone(),
        _ => None,
    };
    Ok(QuizQuestion {
        id: id(question),
        number,
        question: question.text.value.clone(),
        kind,
        answer: answer(&items),
        items,
        unit,
        law: question.law.clone(),
    })
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

fn numbers(words: &Words<'_>, number: &Number) -> Result<Vec<QuizItem>, RenderError> {
    let right = (number.thousandths, number.reason.clone());
    let all = [right].into_iter().chain(number.mistakes.iter().cloned());
    let items = all.enumerate().map(|(at, (value, reason))| {
        Ok(QuizItem {
            value,
            text: words.decimal(value)?,
            correct: at == 0,
            place: 0,
            reason,
        })
    });
    items.collect()
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
}
