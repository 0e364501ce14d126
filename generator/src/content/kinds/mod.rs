//! The kinds of content. A closed set: adding one makes the compiler list what is missing.

pub mod contest;
pub mod course;
pub mod event;
pub mod faq;
pub mod keys;
pub mod lesson;
pub mod notice;
pub mod page;
pub mod policy;
pub mod quiz;
pub mod sources;
pub mod story;
pub mod unit;

use super::front_matter::{Described, Fields, Located, Need, describe};
use keys::{Common, Review};

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
    /// What members make: stories, tips, poems, recipes, games.
    Story,
    /// Something to enter until a day.
    Contest,
    /// A day and a place.
    Event,
    /// A union and how to reach it.
    Unit,
    /// A short message of the union.
    Notice,
    /// About the portal itself.
    Page,
}

impl KindName {
    /// All kinds, in the order of summaries.
    pub const ALL: [Self; 10] = [
        Self::Policy,
        Self::Faq,
        Self::Course,
        Self::Lesson,
        Self::Story,
        Self::Contest,
        Self::Event,
        Self::Unit,
        Self::Notice,
        Self::Page,
    ];

    /// The folders of all kinds, in the same order.
    pub const FOLDERS: [&'static str; Self::ALL.len()] = {
        let mut folders = [""; Self::ALL.len()];
        let mut at = 0;
        while at < folders.len() {
            folders[at] = Self::ALL[at].folder();
            at += 1;
        }
        folders
    };

    /// Folder below `content/`; also the kind's name in commands and templates.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Policy => "policy",
            Self::Faq => "faq",
            Self::Course => "course",
            Self::Lesson => "lesson",
            Self::Story => "story",
            Self::Contest => "contest",
            Self::Event => "event",
            Self::Unit => "unit",
            Self::Notice => "notice",
            Self::Page => "page",
        }
    }

    /// What editors call it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Policy => "Quyền lợi",
            Self::Faq => "Hỏi đáp",
            Self::Course => "Khóa học",
            Self::Lesson => "Bài học",
            Self::Story => "Chuyện công nhân",
            Self::Contest => "Cuộc thi",
            Self::Event => "Sự kiện",
            Self::Unit => "Công đoàn",
            Self::Notice => "Thông báo",
            Self::Page => "Trang",
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

    /// What members make and take part in, as opposed to what the union publishes.
    pub const fn is_members_own(self) -> bool {
        matches!(self, Self::Story | Self::Contest | Self::Event)
    }

    /// The keys of its front matter, in the order in which they are read.
    pub fn keys(self) -> Vec<Described> {
        describe(|fields| read(self, fields))
    }

    pub(super) const fn needs_body(self) -> bool {
        !matches!(self, Self::Course | Self::Unit)
    }
}

/// A kind with its metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// See [`KindName::Policy`].
    Policy(policy::Policy),
    /// See [`KindName::Faq`].
    Faq(faq::Faq),
    /// See [`KindName::Course`].
    Course(course::Course),
    /// See [`KindName::Lesson`].
    Lesson(Box<lesson::Lesson>),
    /// See [`KindName::Story`].
    Story(story::Story),
    /// See [`KindName::Contest`].
    Contest(contest::Contest),
    /// See [`KindName::Event`].
    Event(event::Event),
    /// See [`KindName::Unit`].
    Unit(unit::Unit),
    /// See [`KindName::Notice`].
    Notice(notice::Notice),
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
            Self::Contest(_) => KindName::Contest,
            Self::Event(_) => KindName::Event,
            Self::Unit(_) => KindName::Unit,
            Self::Notice(_) => KindName::Notice,
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
            Self::Contest(contest) => Some(&contest.summary),
            Self::Event(event) => Some(&event.summary),
            Self::Unit(unit) => unit.summary.as_deref(),
            Self::Notice(notice) => Some(&notice.summary),
            Self::Page(page) => page.summary.as_deref(),
        }
    }

    /// The topic's id, for kinds that have one.
    pub const fn topic(&self) -> Option<&Located<String>> {
        match self {
            Self::Policy(policy) => Some(&policy.topic),
            Self::Faq(faq) => Some(&faq.topic),
            Self::Course(course) => Some(&course.topic),
            _ => None,
        }
    }

    /// The legal sources cited.
    pub fn sources(&self) -> &[sources::LegalSource] {
        match self {
            Self::Policy(policy) => &policy.sources,
            Self::Faq(faq) => &faq.sources,
            Self::Lesson(lesson) => &lesson.sources,
            _ => &[],
        }
    }

    /// When it was and will be compared with its sources, for kinds that have any.
    pub const fn review(&self) -> Option<&Review> {
        match self {
            Self::Policy(policy) => Some(&policy.review),
            Self::Faq(faq) => Some(&faq.review),
            Self::Lesson(lesson) => Some(&lesson.review),
            _ => None,
        }
    }

    /// Written by the project as an example.
    pub const fn is_sample(&self) -> bool {
        match self {
            Self::Story(story) => story.sample,
            Self::Contest(contest) => contest.sample,
            Self::Event(event) => event.sample,
            Self::Unit(unit) => unit.sample,
            _ => false,
        }
    }
}

/// Reads title, metadata, and what all kinds share.
pub fn read(name: KindName, fields: &mut Fields<'_>) -> (Located<String>, Kind, Common) {
    let title = match name {
        KindName::Faq => faq::question(fields),
        _ => keys::title(fields, Need::Required),
    };
    let kind = match name {
        KindName::Policy => Kind::Policy(policy::read(fields)),
        KindName::Faq => Kind::Faq(faq::read(fields)),
        KindName::Course => Kind::Course(course::read(fields)),
        KindName::Lesson => Kind::Lesson(Box::new(lesson::read(fields))),
        KindName::Story => Kind::Story(story::read(fields)),
        KindName::Contest => Kind::Contest(contest::read(fields)),
        KindName::Event => Kind::Event(event::read(fields)),
        KindName::Unit => Kind::Unit(unit::read(fields)),
        KindName::Notice => Kind::Notice(notice::read(fields)),
        KindName::Page => Kind::Page(page::read(fields)),
    };
    (title, kind, keys::common(fields))
}
