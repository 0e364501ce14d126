//! Exactly what templates may see.

use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub(super) struct SiteView {
    pub(super) name: String,
    pub(super) short_name: String,
    pub(super) organisation: String,
    /// Colours of the page's head, in the light and in the dark look: the browser paints its bar alike.
    pub(super) top: Option<String>,
    pub(super) top_dark: Option<String>,
    pub(super) hotline: Option<String>,
    pub(super) hotline_tel: Option<String>,
    pub(super) hotline_hours: Option<String>,
    /// The same for the page's script, when they can be read.
    pub(super) hotline_open: Option<String>,
    /// Where drafts are sent, when that is set.
    pub(super) post: Option<String>,
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
    pub(super) icon: Option<&'a str>,
    pub(super) current: bool,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct Card {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) kind_label: String,
    pub(super) meta: String,
    /// Last day on which it may be listed, when that day is known and has not passed: `YYYY-MM-DD`.
    pub(super) until: Option<String>,
    /// The union that a member's story comes from.
    pub(super) unit: Option<String>,
}

/// From when to when a document holds. Only days that are still to come are told to the browser, so that a phone whose
/// clock is slow never calls current what was over when the portal was built.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Holds {
    /// `to-come`, `current` or `over` on the day of the build.
    pub(super) state: &'static str,
    pub(super) from: Option<String>,
    pub(super) until: Option<String>,
    pub(super) to_come_text: Option<String>,
    pub(super) until_text: Option<String>,
    pub(super) over_text: Option<String>,
}

/// The same text in another language.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Translation {
    pub(super) lang: String,
    pub(super) title: String,
    pub(super) href: String,
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
    pub(super) replaced_by: Option<String>,
    pub(super) expired: bool,
    /// Last day in force, when it has not passed: `YYYY-MM-DD`.
    pub(super) until: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct DocumentView {
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) reviewed_text: Option<String>,
    pub(super) reviewed_iso: Option<String>,
    pub(super) owner: Option<String>,
    pub(super) holds: Option<Holds>,
    /// Says why it is seen only in a preview.
    pub(super) preview: Option<String>,
    pub(super) sample: bool,
    pub(super) mentions: Vec<Card>,
    pub(super) translations: Vec<Translation>,
    pub(super) around: Option<Around>,
    /// What members felt about it, with the day of the count.
    pub(super) felt: Option<String>,
}

/// What members made around a document: for a unit, to a contest, in reply.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Around {
    pub(super) heading: String,
    pub(super) items: Vec<Card>,
    /// Where all of them are.
    pub(super) more: Option<Link>,
}

/// What a member is asked to make in a week.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Challenge {
    pub(super) text: String,
    /// First and last day, for readers.
    pub(super) days: String,
    pub(super) from: String,
    pub(super) until: String,
    /// Is it the one of the day of the build?
    pub(super) now: bool,
    pub(super) contest: Link,
    /// How many entries the contest has.
    pub(super) entries: Option<String>,
}

/// The wall: ways to all that members made, and the newest of it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Wall {
    pub(super) forms: Vec<Counted>,
    pub(super) units: Vec<Counted>,
    pub(super) contests: Vec<Card>,
    pub(super) newest: Vec<Card>,
}

/// A way to several texts.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Counted {
    pub(super) title: String,
    pub(super) href: String,
    pub(super) count: usize,
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
    pub(super) seconds: u32,
    /// Ids of its questions.
    pub(super) questions: Vec<String>,
    pub(super) number: usize,
    pub(super) has_video: bool,
    /// It held no more on the day of the build: the course keeps it, so that progress counts on, and says so.
    pub(super) over: bool,
    /// Last day on which it holds, when that day is known and has not passed: `YYYY-MM-DD`.
    pub(super) until: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct Lesson {
    pub(super) doc: DocumentView,
    pub(super) html: String,
    pub(super) objectives: Vec<String>,
    pub(super) video: Option<Video>,
    pub(super) video_link: Option<String>,
    /// What is said in the video, to be listened to alone.
    pub(super) sound: Option<Sound>,
    pub(super) attachments: Vec<Attachment>,
    pub(super) quiz: Vec<QuizQuestion>,
    pub(super) course: CourseLink,
    pub(super) lesson_slug: String,
    /// Day of its last comparison with its sources, in days since 1970: what the record keeps as its edition.
    pub(super) edition: u32,
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
    pub(super) chapters: Vec<Chapter>,
    pub(super) transcript: Vec<Said>,
    /// Its length, when it could be read.
    pub(super) seconds: Option<u32>,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct Sound {
    pub(super) src: String,
    pub(super) bytes_text: String,
}

/// A paragraph of what is said in a video.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Said {
    /// Where it begins, when that is known.
    pub(super) at: Option<Moment>,
    pub(super) text: String,
}

/// A moment of a video.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Moment {
    pub(super) seconds: u32,
    /// As people read it.
    pub(super) text: String,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct Chapter {
    pub(super) at: String,
    pub(super) seconds: u32,
    pub(super) title: String,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct Attachment {
    pub(super) title: String,
    pub(super) href: String,
    pub(super) bytes_text: String,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct QuizQuestion {
    pub(super) id: String,
    pub(super) number: usize,
    pub(super) question: String,
    /// What a learner does: chooses `one` or `several`, puts in `order`, types a `number`.
    pub(super) kind: &'static str,
    /// Choices and steps as they are shown, for a number what is right and what is often given.
    pub(super) items: Vec<QuizItem>,
    /// Values of the right items, in order where order counts, with commas.
    pub(super) answer: String,
    /// What a number counts.
    pub(super) unit: Option<String>,
    pub(super) law: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct QuizItem {
    /// As it is kept and compared: the place on the page, of a number its thousandths.
    pub(super) value: u32,
    pub(super) text: String,
    pub(super) correct: bool,
    /// Of a step its right place, from 1.
    pub(super) place: usize,
    pub(super) reason: String,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct Story {
    pub(super) doc: DocumentView,
    pub(super) html: String,
    pub(super) form_label: String,
    pub(super) author: Option<String>,
    /// Her union, with its page where it has one.
    pub(super) unit: Option<Link>,
    /// What it answers.
    pub(super) answers: Option<Link>,
    /// The contest it was sent to.
    pub(super) contest: Option<Link>,
    pub(super) published_text: String,
    pub(super) related: Vec<Card>,
}

/// A contest, event, unit, notice or page: a text with a few facts above it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Page {
    pub(super) doc: DocumentView,
    pub(super) html: String,
    pub(super) facts: Vec<Fact>,
    pub(super) phone: Option<Phone>,
    pub(super) zalo: Option<Phone>,
    /// When somebody answers, for the page's script.
    pub(super) open: Option<String>,
    /// What a phone keeps of a union that its owner chooses.
    pub(super) choose: Option<Choice>,
    /// The list it belongs to.
    pub(super) list: Option<Link>,
    /// File name of a contest that takes entries.
    pub(super) contest: Option<String>,
}

/// What others wrote.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Notices {
    pub(super) parts: Vec<Notice>,
    /// Address of the licences in full.
    pub(super) texts: String,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct Notice {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) licence: String,
    pub(super) repository: String,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct Fact {
    pub(super) name: String,
    pub(super) value: String,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct Phone {
    pub(super) dial: String,
    pub(super) text: String,
}

/// A union as a member's phone keeps it; the form is `wire::union`'s.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Choice {
    pub(super) name: String,
    pub(super) phone: String,
    pub(super) zalo: String,
    pub(super) address: String,
}

/// Every union, with what is needed to reach it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Directory {
    pub(super) heading: String,
    pub(super) intro: String,
    /// Some were written by the project as examples.
    pub(super) sample: bool,
    pub(super) units: Vec<DirectoryRow>,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct DirectoryRow {
    pub(super) title: String,
    pub(super) href: String,
    pub(super) address: String,
    pub(super) hours: Option<String>,
    pub(super) open: Option<String>,
    pub(super) phone: Option<Phone>,
    pub(super) choose: Choice,
}

/// The page at a former address.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Moved {
    pub(super) target: Link,
}

/// See [`crate::site::Site::home`].
#[derive(Debug, Clone, Serialize)]
pub(super) struct Home {
    pub(super) stories: Vec<Card>,
    pub(super) more: Vec<Card>,
    pub(super) upcoming: Vec<Card>,
    pub(super) lessons: Vec<Card>,
    /// What begins or ends to hold soon.
    pub(super) changes: Vec<Card>,
    pub(super) told: Vec<Card>,
    /// This week's challenges, and the next, for when the week is over and nobody has built.
    pub(super) challenges: Vec<Challenge>,
    /// Short names of what members made last, for the page's script to tell what is new.
    pub(super) newest: String,
    /// Ids of all questions that lessons ask and that hold: what comes again is one of them.
    pub(super) questions: Vec<String>,
    /// There is a directory of unions.
    pub(super) units: bool,
    /// There is a list of notices.
    pub(super) notices: bool,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct Group {
    pub(super) title: Option<String>,
    pub(super) id: Option<String>,
    pub(super) items: Vec<Card>,
    /// How many there are, those on other pages included.
    pub(super) count: usize,
    /// Where the others are.
    pub(super) more: Option<Link>,
}

/// The way from one page of a list to the next.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Turning {
    /// Which page this is, of how many.
    pub(super) place: String,
    pub(super) before: Option<Link>,
    pub(super) after: Option<Link>,
    pub(super) last: Option<Link>,
}

/// What can be saved on the phone by a tap.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PackView {
    pub(super) name: String,
    pub(super) bytes_text: String,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct List {
    pub(super) heading: String,
    pub(super) intro: String,
    /// The same in another order.
    pub(super) also: Option<Link>,
    /// Titles alone: there are too many for a summary each.
    pub(super) short: bool,
    pub(super) pack: Option<PackView>,
    pub(super) groups: Vec<Group>,
    pub(super) turning: Option<Turning>,
}

/// Every question by its first letter.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Alphabet {
    pub(super) letters: Vec<Letter>,
    /// Letters with pages of their own, where one page would be too long.
    pub(super) pages: Vec<LetterPage>,
    pub(super) turning: Option<Turning>,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct LetterPage {
    pub(super) letter: String,
    pub(super) href: String,
    pub(super) count: usize,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct Letter {
    pub(super) letter: String,
    /// Anchor.
    pub(super) id: String,
    pub(super) count: usize,
    pub(super) openings: Vec<Opening>,
}

/// Questions that begin with the same words, or, without a title, some that do not.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Opening {
    pub(super) title: Option<String>,
    pub(super) items: Vec<Link>,
}
