//! Exactly what templates may see.

use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub(super) struct SiteView {
    pub(super) name: String,
    pub(super) short_name: String,
    pub(super) organisation: String,
    pub(super) hotline: Option<String>,
    pub(super) hotline_tel: Option<String>,
    pub(super) hotline_hours: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct TopicLink {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) href: String,
    pub(super) count: usize,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct NavigationLink<'a> {
    pub(super) href: &'a str,
    pub(super) title: &'a str,
    pub(super) current: bool,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct Card {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) kind_label: String,
    pub(super) meta: String,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct Link {
    pub(super) title: String,
    pub(super) href: String,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct SourceView {
    pub(super) law: String,
    pub(super) article: String,
    pub(super) in_force_text: String,
    pub(super) url: Option<String>,
    pub(super) expired: bool,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct DocumentView {
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) reviewed_text: Option<String>,
    pub(super) reviewed_iso: Option<String>,
    pub(super) owner: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct HeadingView {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) level: u8,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct Policy {
    pub(super) doc: DocumentView,
    pub(super) html: String,
    pub(super) outline: Vec<HeadingView>,
    pub(super) sources: Vec<SourceView>,
    pub(super) related: Vec<Card>,
    pub(super) topic: Link,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct Question {
    pub(super) doc: DocumentView,
    pub(super) html: String,
    pub(super) sources: Vec<SourceView>,
    pub(super) related: Vec<Card>,
    pub(super) topic: Link,
    pub(super) aliases: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct Course {
    pub(super) doc: DocumentView,
    pub(super) html: String,
    pub(super) lessons: Vec<CourseLesson>,
    pub(super) course_slug: String,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct CourseLesson {
    pub(super) slug: String,
    pub(super) href: String,
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) duration_text: String,
    pub(super) number: usize,
    pub(super) has_video: bool,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct Lesson {
    pub(super) doc: DocumentView,
    pub(super) html: String,
    pub(super) objectives: Vec<String>,
    pub(super) video: Option<Video>,
    pub(super) quiz: Vec<QuizQuestion>,
    pub(super) course: CourseLink,
    pub(super) lesson_slug: String,
    pub(super) number: usize,
    pub(super) count: usize,
    pub(super) previous: Option<Card>,
    pub(super) next: Option<Card>,
    pub(super) duration_text: String,
    pub(super) sources: Vec<SourceView>,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct CourseLink {
    pub(super) slug: String,
    pub(super) title: String,
    pub(super) href: String,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct Video {
    pub(super) src: String,
    pub(super) poster: Option<String>,
    pub(super) captions: Option<String>,
    pub(super) bytes_text: String,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct QuizQuestion {
    pub(super) id: String,
    pub(super) number: usize,
    pub(super) question: String,
    pub(super) choices: Vec<QuizChoice>,
    pub(super) answer: usize,
    pub(super) law: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct QuizChoice {
    pub(super) index: usize,
    pub(super) text: String,
    pub(super) correct: bool,
    pub(super) reason: String,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct Story {
    pub(super) doc: DocumentView,
    pub(super) html: String,
    pub(super) form_label: String,
    pub(super) author: Option<String>,
    pub(super) sample: bool,
    pub(super) published_text: String,
    pub(super) related: Vec<Card>,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct Page {
    pub(super) doc: DocumentView,
    pub(super) html: String,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct Home {
    pub(super) stories: Vec<Card>,
    pub(super) questions: Vec<Card>,
    pub(super) lessons: Vec<Card>,
    pub(super) policies: Vec<Card>,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct Group {
    pub(super) title: Option<String>,
    pub(super) id: Option<String>,
    pub(super) items: Vec<Card>,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct List {
    pub(super) heading: String,
    pub(super) intro: String,
    pub(super) groups: Vec<Group>,
}
