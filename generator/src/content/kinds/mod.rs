//! The kinds of content. A closed set: adding one makes the compiler list what is missing.

pub mod course;
pub mod faq;
pub mod lesson;
pub mod page;
pub mod policy;
pub mod sources;
pub mod story;

use super::front_matter::{Fields, Located};

/// Title, with the limits shared by all kinds that are no question: 10 to 90 characters fit one phone screen.
const TITLE_LIMITS: std::ops::Range<usize> = 10..91;
/// A summary is read in lists; more than four lines on a phone is skipped.
const SUMMARY_LIMITS: std::ops::Range<usize> = 20..241;

/// A kind without its metadata.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum KindName {
    /// A right or rule, explained.
    Policy,
    /// A question workers ask, and its answer.
    Faq,
    /// Lessons in an order.
    Course,
    /// At most ten minutes of learning.
    Lesson,
    /// What members make: stories, tips, poems, recipes.
    Story,
    /// About the portal itself.
    Page,
}

impl KindName {
    /// All kinds, in the order of summaries.
    pub const ALL: [Self; 6] = [
        Self::Policy,
        Self::Faq,
        Self::Course,
        Self::Lesson,
        Self::Story,
        Self::Page,
    ];

    /// Folder below `content/`; also the kind's name in commands and templates.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Policy => "policy",
            Self::Faq => "faq",
            Self::Course => "course",
            Self::Lesson => "lesson",
            Self::Story => "story",
            Self::Page => "page",
        }
    }

    /// First part of the address of every document of this kind, with its closing `/`; empty for pages.
    pub const fn address_prefix(self) -> &'static str {
        match self {
            Self::Policy => "chinh-sach/",
            Self::Faq => "hoi-dap/",
            Self::Course => "khoa-hoc/",
            Self::Lesson => "bai-hoc/",
            Self::Story => "chuyen/",
            Self::Page => "",
        }
    }

    /// The kind with this folder name.
    pub fn of_folder(folder: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.folder() == folder)
    }

    /// The kind of a path such as `content/policy/x.md`.
    pub fn of_path(path: &str) -> Option<Self> {
        Self::of_folder(path.split('/').nth(1)?)
    }

    pub(super) const fn needs_body(self) -> bool {
        !matches!(self, Self::Course)
    }
}

/// A kind with its metadata.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// See [`KindName::Policy`].
    Policy(policy::Policy),
    /// See [`KindName::Faq`].
    Faq(faq::Faq),
    /// See [`KindName::Course`].
    Course(course::Course),
    /// See [`KindName::Lesson`].
    Lesson(lesson::Lesson),
    /// See [`KindName::Story`].
    Story(story::Story),
    /// See [`KindName::Page`].
    Page(page::Page),
}

impl Kind {
    /// The kind's name.
    pub const fn name(&self) -> KindName {
        match self {
            Self::Policy(_) => KindName::Policy,
            Self::Faq(_) => KindName::Faq,
            Self::Course(_) => KindName::Course,
            Self::Lesson(_) => KindName::Lesson,
            Self::Story(_) => KindName::Story,
            Self::Page(_) => KindName::Page,
        }
    }

    /// The summary, for kinds that have one.
    pub fn summary(&self) -> Option<&str> {
        match self {
            Self::Policy(policy) => Some(&policy.summary),
            Self::Faq(_) => None,
            Self::Course(course) => Some(&course.summary),
            Self::Lesson(lesson) => Some(&lesson.summary),
            Self::Story(story) => Some(&story.summary),
            Self::Page(page) => page.summary.as_deref(),
        }
    }

    /// The topic's id, for kinds that have one.
    pub const fn topic(&self) -> Option<&Located<String>> {
        match self {
            Self::Policy(policy) => Some(&policy.topic),
            Self::Faq(faq) => Some(&faq.topic),
            Self::Course(course) => Some(&course.topic),
            Self::Lesson(_) | Self::Story(_) | Self::Page(_) => None,
        }
    }

    /// The legal sources cited.
    pub fn sources(&self) -> &[sources::LegalSource] {
        match self {
            Self::Policy(policy) => &policy.sources,
            Self::Faq(faq) => &faq.sources,
            Self::Lesson(lesson) => &lesson.sources,
            Self::Course(_) | Self::Story(_) | Self::Page(_) => &[],
        }
    }
}

/// Reads title and metadata of one kind.
pub fn read(name: KindName, fields: &mut Fields<'_>) -> (Located<String>, Kind) {
    match name {
        KindName::Policy => (title(fields), Kind::Policy(policy::read(fields))),
        KindName::Faq => (faq::question(fields), Kind::Faq(faq::read(fields))),
        KindName::Course => (title(fields), Kind::Course(course::read(fields))),
        KindName::Lesson => (title(fields), Kind::Lesson(lesson::read(fields))),
        KindName::Story => (title(fields), Kind::Story(story::read(fields))),
        KindName::Page => (title(fields), Kind::Page(page::read(fields))),
    }
}

fn title(fields: &mut Fields<'_>) -> Located<String> {
    fields.limited_text("title", "Nghỉ phép năm", TITLE_LIMITS)
}

fn summary(fields: &mut Fields<'_>) -> String {
    fields
        .limited_text("summary", "Một câu nói bài này giúp gì cho người đọc.", SUMMARY_LIMITS)
        .value
}
