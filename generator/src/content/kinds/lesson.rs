//! At most ten minutes of learning: text, perhaps a video, and a quiz.

use jiff::civil::Date;

use super::{sources::LegalSource, summary};
use crate::{
    content::front_matter::{Fields, Located},
    diag::Diagnostic,
};

/// The union's decision of January 2024: online lessons of at most ten minutes.
pub const LONGEST_SECONDS: u32 = 600;

/// Metadata of a lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// One or two sentences.
    pub summary: String,
    /// File name of the course, without `.md`.
    pub course: Located<String>,
    /// Place in the course, from 1.
    pub order: Option<Located<u32>>,
    /// Learning time in seconds.
    pub seconds: u32,
    /// What one can do afterwards.
    pub objectives: Vec<String>,
    /// Path of the video, relative to the source.
    pub video: Option<Located<String>>,
    /// Path of the captions (WebVTT).
    pub captions: Option<Located<String>>,
    /// Path of the picture shown before the video starts.
    pub poster: Option<Located<String>>,
    /// What the lesson rests on.
    pub sources: Vec<LegalSource>,
    /// Day on which a person last compared the lesson with its sources.
    pub reviewed: Option<Date>,
    /// Questions; at least one.
    pub quiz: Vec<Question>,
}

/// A quiz question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What is asked.
    pub text: Located<String>,
    /// Two to five choices, exactly one of them correct.
    pub choices: Vec<Choice>,
    /// What the right answer rests on.
    pub law: Option<String>,
}

impl Question {
    /// Index of the correct choice; 0 when there is none, which is a reported fault.
    pub fn answer(&self) -> usize {
        self.choices.iter().position(|choice| choice.correct).unwrap_or(0)
    }
}

/// A choice of a quiz question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What can be chosen.
    pub text: String,
    /// True for the right one.
    pub correct: bool,
    /// Why it is right or wrong.
    pub reason: String,
}

pub(super) fn read(fields: &mut Fields<'_>) -> Lesson {
    let lesson = Lesson {
        summary: summary(fields),
        course: fields.required_text("course", "quyen-cua-ban"),
        order: fields.required_number("order"),
        seconds: duration(fields),
        objectives: fields.texts("objectives").into_iter().map(|text| text.value).collect(),
        video: fields.text("video"),
        captions: fields.text("captions"),
        poster: fields.text("poster"),
        sources: super::sources::read(fields),
        reviewed: fields.required_date("reviewed").map(|date| date.value),
        quiz: {
            fields.require_list("quiz", "\n  - question: …\n    choices: …");
            fields.mappings("quiz", question)
        },
    };
    if let (Some(video), None) = (&lesson.video, &lesson.captions) {
        fields.report(
            Diagnostic::error(
                "no-captions",
                video.place.clone(),
                "Video chưa có phụ đề; người khiếm thính và người xem ở chỗ ồn sẽ không hiểu.",
            )
            .hint("Thêm dòng “captions: ../media/….vtt”."),
        );
    }
    lesson
}

fn duration(fields: &mut Fields<'_>) -> u32 {
    let Located { value, place } = fields.required_text("duration", "\"4:30\"");
    if value.is_empty() {
        return 0;
    }
    let Some(seconds) = parse_duration(&value) else {
        fields.report(
            Diagnostic::error(
                "bad-duration",
                place,
                format!("“{value}” không phải là thời lượng viết theo phút:giây."),
            )
            .hint("Viết trong ngoặc kép, ví dụ “duration: \"4:30\"” cho 4 phút 30 giây."),
        );
        return 0;
    };
    if seconds > LONGEST_SECONDS {
        fields.report(
            Diagnostic::error("lesson-too-long", place, format!("Bài học dài {value}, quá 10 phút."))
                .hint("Chia thành hai bài, hoặc rút xuống còn tối đa “duration: \"10:00\"”."),
        );
    }
    seconds
}

fn parse_duration(text: &str) -> Option<u32> {
    let (minutes, seconds) = text.split_once(':')?;
    let (minutes, seconds): (u32, u32) = (minutes.parse().ok()?, seconds.parse().ok()?);
    (seconds < 60 && text.len() <= 6).then_some(minutes * 60 + seconds)
}

fn question(fields: &mut Fields<'_>) -> Question {
    let text = fields.required_text("question", "Thử việc được trả bao nhiêu lương?");
    fields.require_list("choices", "\n      - text: …\n        correct: true\n        reason: …");
    let choices = fields.mappings("choices", choice);
    let law = fields.text("law").map(|text| text.value);
    let correct = choices.iter().filter(|choice| choice.correct).count();
    if !choices.is_empty() && (correct != 1 || !(2..=5).contains(&choices.len())) {
        fields.report(
            Diagnostic::error(
                "bad-choices",
                text.place.clone(),
                format!("Câu hỏi có {} lựa chọn, trong đó {correct} lựa chọn đúng; cần 2 đến 5 lựa chọn và đúng một câu trả lời.", choices.len()),
            )
            .hint("Đặt “correct: true” dưới đúng một lựa chọn."),
        );
    }
    Question { text, choices, law }
}

fn choice(fields: &mut Fields<'_>) -> Choice {
    Choice {
        text: fields
            .required_text("text", "Ít nhất 85 % lương của công việc đó")
            .value,
        correct: fields.flag("correct"),
        reason: fields.required_text("reason", "Vì …").value,
    }
}

#[cfg(test)]
mod tests {
    use super::parse_duration;

    #[test]
    fn durations_are_minutes_and_seconds() {
        assert_eq!(parse_duration("4:30"), Some(270));
        assert_eq!(parse_duration("11:00"), Some(660));
        assert_eq!(parse_duration("4:75"), None);
        assert_eq!(parse_duration("270"), None);
    }
}
