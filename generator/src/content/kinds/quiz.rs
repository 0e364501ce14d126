//! Questions at the end of a lesson: choices of which one or several are right, steps to put in order, a short number.
//!
//! Which kind a question is shows in its keys: `choices`, `steps` or `number`. “True or false” is two choices.

use crate::{
    content::{
        front_matter::{Fields, Key, Located, Need},
        rules,
    },
    diag::{Diagnostic, Place, Text, text},
};

static QUESTION: Key = Key::new("question", "Câu hỏi", "Hỏi gì.", "Thử việc được trả bao nhiêu lương?");
static CHOICES: Key = Key::new(
    "choices",
    "Các lựa chọn",
    "2 đến 5 lựa chọn; đúng một câu, hoặc nhiều câu. Câu đúng hay sai thì viết hai lựa chọn “Đúng” và “Sai”.",
    "\n      - text: …\n        correct: true\n        reason: …",
);
static CHOICE_TEXT: Key = Key::new(
    "text",
    "Lựa chọn",
    "Người học chọn gì.",
    "Ít nhất 85 % lương của công việc đó",
);
static CORRECT: Key = Key::new("correct", "Đúng", "true cho câu trả lời đúng.", "true");
static REASON: Key = Key::new("reason", "Vì sao", "Vì sao đúng, hoặc vì sao sai.", "Vì …");
static STEPS: Key = Key::new(
    "steps",
    "Các bước, theo đúng thứ tự",
    "3 đến 6 bước; trang xáo chúng lên để người học xếp lại.",
    "\n      - text: …\n        reason: …",
);
static STEP_TEXT: Key = Key::new("text", "Bước", "Làm gì.", "Báo tổ trưởng");
static NUMBER: Key = Key::new("number", "Con số đúng", "Người học gõ số này.", "12");
static UNIT: Key = Key::new("unit", "Đơn vị", "Viết sau con số.", "ngày");
static MISTAKES: Key = Key::new(
    "mistakes",
    "Số hay nhầm",
    "Số sai mà nhiều người gõ, kèm vì sao sai.",
    "\n      - number: 11\n        reason: Vì …",
);
static LAW: Key = Key::new(
    "law",
    "Căn cứ",
    "Câu trả lời đúng dựa vào điều luật nào.",
    "Bộ luật Lao động 2019, Điều 26",
);

/// A quiz question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What is asked.
    pub text: Located<String>,
    /// What a learner gives, and what is right.
    pub answer: Answer,
    /// What the right answer rests on.
    pub law: Option<String>,
}

/// What a learner gives, and what is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Two to five choices; all that are right, and no other, are to be chosen.
    Choices(Vec<Choice>),
    /// Three to six steps in their right order.
    Steps(Vec<Step>),
    /// A short number.
    Number(Number),
}

/// A choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What can be chosen.
    pub text: String,
    /// True for a right one.
    pub correct: bool,
    /// Why it is right or wrong.
    pub reason: String,
}

/// A step of something done in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What is done.
    pub text: String,
    /// Why it stands where it stands.
    pub reason: String,
}

/// A number to be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// The right one in thousandths, so that “10,5” is exact.
    pub thousandths: u32,
    /// What is counted, written behind it.
    pub unit: Option<String>,
    /// Why it is right.
    pub reason: String,
    /// Wrong numbers that many give, in thousandths, and why they are wrong.
    pub mistakes: Vec<(u32, String)>,
}

pub(super) fn question(fields: &mut Fields<'_>) -> Question {
    let text = fields.required_text(&QUESTION);
    let given = [&CHOICES, &STEPS, &NUMBER].map(|key| fields.has(key));
    if !fields.describes() && given.iter().filter(|given| **given).count() != 1 {
        fields.report(not_one_kind(fields.place()));
    }
    let choices = fields.mappings(&CHOICES, Need::Optional, |fields| Choice {
        text: fields.required_text(&CHOICE_TEXT).value,
        correct: fields.flag(&CORRECT),
        reason: fields.required_text(&REASON).value,
    });
    let steps = fields.mappings(&STEPS, Need::Optional, |fields| Step {
        text: fields.required_text(&STEP_TEXT).value,
        reason: fields.required_text(&REASON).value,
    });
    let answer = match given {
        [_, false, true] => Answer::Number(number(fields)),
        [_, true, _] => Answer::Steps(steps),
        _ => Answer::Choices(choices),
    };
    // Where no kind shows, all keys are known, so that the hints name them.
    if given == [false; 3] {
        number(fields);
    }
    if let Some(found) = miscounted(&answer, &text.place) {
        fields.report(found);
    }
    Question {
        text,
        answer,
        law: fields.text(&LAW).map(|text| text.value),
    }
}

fn number(fields: &mut Fields<'_>) -> Number {
    Number {
        thousandths: fields.decimal(&NUMBER, Need::Optional).unwrap_or(0),
        unit: fields.text(&UNIT).map(|text| text.value),
        reason: match fields.has(&NUMBER) {
            true => fields.required_text(&REASON).value,
            false => fields.text(&REASON).map_or_else(String::new, |text| text.value),
        },
        mistakes: fields.mappings(&MISTAKES, Need::Optional, |fields| {
            let number = fields.decimal(&NUMBER, Need::Required).unwrap_or(0);
            (number, fields.required_text(&REASON).value)
        }),
    }
}

fn not_one_kind(place: Place) -> Diagnostic {
    Diagnostic::new(
        &rules::BAD_CHOICES,
        place,
        text!(
            "Câu hỏi cần đúng một trong ba khóa: choices (chọn), steps (xếp thứ tự), number (gõ số).",
            "A question needs exactly one of the keys choices (to choose), steps (to put in order), number (to type)."
        ),
    )
    .hint(text!(
        "Giữ lại một khóa; muốn hỏi hai cách thì viết thành hai câu hỏi.",
        "Keep one of them; to ask in two ways, write two questions."
    ))
}

/// The fault of an answer that cannot be marked.
fn miscounted(answer: &Answer, place: &Place) -> Option<Diagnostic> {
    let (message, hint): (Text, Text) = match answer {
        Answer::Choices(choices) if !choices.is_empty() => {
            let (count, correct) = (choices.len(), choices.iter().filter(|choice| choice.correct).count());
            if correct >= 1 && correct < count && (2..=5).contains(&count) {
                return None;
            }
            (
                text!(
                    "Câu hỏi có {count} lựa chọn, trong đó {correct} lựa chọn đúng; cần 2 đến 5 lựa chọn, có câu đúng và có câu sai.",
                    "The question has {count} choices, {correct} of them right; it needs 2 to 5, some right and some wrong."
                ),
                text!(
                    "Đặt “correct: true” dưới câu đúng, và bớt hoặc thêm lựa chọn.",
                    "Put “correct: true” under what is right, and add or take away choices."
                ),
            )
        }
        Answer::Steps(steps) if !(3..=6).contains(&steps.len()) => {
            let count = steps.len();
            (
                text!(
                    "Câu hỏi có {count} bước để xếp; cần 3 đến 6 bước.",
                    "The question has {count} steps to put in order; it needs 3 to 6."
                ),
                text!(
                    "Thêm hoặc gộp bước; mỗi bước một dòng “- text: …”.",
                    "Add or join steps; each is a line “- text: …”."
                ),
            )
        }
        _ => return None,
    };
    Some(Diagnostic::new(&rules::BAD_CHOICES, place.clone(), message).hint(hint))
}
