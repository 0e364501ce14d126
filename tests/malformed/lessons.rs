//! Lessons: questions that cannot be marked, files that are not there.

use crate::{Case, edit, edit_twice};

const LESSON: &str = "content/lesson/bai-mot.md";

/// Questions of a lesson.
pub(super) fn questions() -> Vec<Case> {
    let choices = "    choices:\n      - text: Thử máy\n        correct: true\n        reason: Vì đây là bài thử.\n      - text: Thử người\n        reason: Không phải.";
    let quiz = |name, new: &str| edit_twice(name, "bad-choices", LESSON, [(choices, new), ("Thử gì?", "¦Thử gì?")]);
    let step = |word: &str| format!("      - text: {word}\n        reason: Vì thế.\n");
    vec![
        edit_twice(
            "a question without an answer",
            "bad-choices",
            LESSON,
            [(choices, "    law: Luật thử nghiệm"), ("question:", "¦question:")],
        ),
        edit_twice(
            "a question of two kinds",
            "bad-choices",
            LESSON,
            [
                (choices, &format!("{choices}\n    number: 3\n    reason: Vì thế.")),
                ("question:", "¦question:"),
            ],
        ),
        quiz(
            "a single choice",
            "    choices:\n      - text: Thử máy\n        correct: true\n        reason: Vì thế.",
        ),
        quiz("nothing right", &choices.replace("correct: true", "correct: false")),
        quiz("nothing wrong", &format!("{choices}\n        correct: true")),
        quiz(
            "six choices",
            &format!("{choices}\n{}", step("Nữa").repeat(4).trim_end()),
        ),
        quiz(
            "two steps",
            &format!("    steps:\n{}", step("Một").repeat(2).trim_end()),
        ),
        edit(
            "a choice without its reason",
            "missing-field",
            LESSON,
            "      - text: Thử người\n        reason: Không phải.",
            "      - ¦text: Thử người",
        ),
        edit(
            "an empty question",
            "empty-field",
            LESSON,
            "question: Thử gì?",
            "¦question:",
        ),
        edit(
            "a number in words",
            "wrong-type",
            LESSON,
            choices,
            "    number: ¦mười hai\n    reason: Vì thế.",
        ),
        edit(
            "a negative number",
            "wrong-type",
            LESSON,
            choices,
            "    number: ¦-3\n    reason: Vì thế.",
        ),
        edit(
            "a number of four decimals",
            "wrong-type",
            LESSON,
            choices,
            "    number: ¦3,1415\n    reason: Vì thế.",
        ),
        edit(
            "a number beyond all numbers",
            "wrong-type",
            LESSON,
            choices,
            "    number: ¦99999999999\n    reason: Vì thế.",
        ),
        edit(
            "a quiz as text",
            "wrong-type",
            LESSON,
            &format!("quiz:\n  - question: Thử gì?\n{choices}"),
            "quiz: ¦Thử gì?",
        ),
    ]
}

/// The course of a lesson, and its files.
pub(super) fn files() -> Vec<Case> {
    let keys = |name, code, new: &str| edit(name, code, LESSON, "order: 1", new);
    vec![
        edit(
            "a course that is not there",
            "unknown-course",
            LESSON,
            "course: khoa-thu",
            "course: ¦khoa-khac",
        ),
        keys(
            "a video without captions",
            "no-captions",
            "order: 1\nvideo: ¦../media/bai.mp4",
        ),
        keys(
            "a video that is not there",
            "missing-file",
            "order: 1\nvideo: ¦../media/bai.mp4\ncaptions: ../media/phu-de.vtt",
        ),
        keys(
            "a video outside the portal",
            "wrong-file-type",
            "order: 1\nvideo: ¦../../../../etc/passwd\ncaptions: ../media/phu-de.vtt",
        ),
        keys(
            "a picture for captions",
            "wrong-file-type",
            "order: 1\nvideo: ../media/bai.mp4\ncaptions: ¦../media/anh.png",
        ),
        keys(
            "a poster that is a text",
            "wrong-file-type",
            "order: 1\nposter: ¦../page/gioi-thieu.md",
        ),
    ]
}
