//! What the search box knows: the question, what was found for it, which result is chosen, whether it is shown.

use search::Index;
use wire::catalogue::{Catalogue, Entry};

use super::results::step;

/// Results under the field, and on the page of their own.
const POPUP_LIMIT: usize = 8;
const PAGE_LIMIT: usize = 30;
/// Hits asked for beyond the limit, to take the places of those that are over.
const OVER_MARGIN: usize = 8;

/// Index and catalogue of one build of the portal, on the reader's day.
pub(crate) struct Library {
    index: Index,
    catalogue: Catalogue,
    day: i32,
}

impl Library {
    /// None when the bytes are of another version or damaged.
    pub(crate) fn parse(index: &[u8], catalogue: &[u8], day: u32) -> Option<Self> {
        Some(Self {
            index: Index::parse(index).ok()?,
            catalogue: Catalogue::decode(catalogue).ok()?,
            day: i32::try_from(day).unwrap_or(i32::MAX),
        })
    }

    fn find(&self, question: &str, limit: usize) -> Vec<Entry> {
        // What is over since the portal was built is found by the index, yet never shown.
        let hits = self.index.search(question, limit + OVER_MARGIN);
        hits.iter()
            .filter_map(|hit| self.catalogue.entries.get(hit.document))
            .filter(|entry| entry.may_be_shown(self.day))
            .take(limit)
            .cloned()
            .collect()
    }
}

enum Loading {
    Waiting,
    Failed,
    Ready(Library),
}

/// What to tell about the search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    Silent,
    Waiting,
    Failed,
    Nothing,
    Found(usize),
}

/// A search box. On the search page its results always stay open, and none is chosen: they are plain links.
pub(crate) struct Finder {
    loading: Loading,
    is_page: bool,
    is_open: bool,
    question: String,
    found: Vec<Entry>,
    active: Option<usize>,
}

impl Finder {
    pub(crate) fn new(question: String, is_page: bool, is_open: bool) -> Self {
        Self {
            loading: Loading::Waiting,
            is_page,
            is_open: is_open || is_page,
            question,
            found: Vec::new(),
            active: None,
        }
    }

    /// The files are here, or will not come.
    pub(crate) fn arrived(&mut self, library: Option<Library>) {
        self.loading = library.map_or(Loading::Failed, Loading::Ready);
        self.find();
    }

    pub(crate) fn typed(&mut self, question: String) {
        self.question = question;
        self.is_open = true;
        self.find();
    }

    pub(crate) fn open(&mut self) {
        self.is_open = true;
    }

    pub(crate) fn close(&mut self) {
        self.active = None;
        self.is_open = self.is_page;
    }

    /// Chooses the next or previous result.
    pub(crate) fn step(&mut self, down: bool) {
        self.is_open = true;
        self.active = step(self.active, self.found.len(), down);
    }

    fn find(&mut self) {
        self.active = None;
        self.found = match &self.loading {
            Loading::Ready(library) => {
                library.find(&self.question, if self.is_page { PAGE_LIMIT } else { POPUP_LIMIT })
            }
            _ => Vec::new(),
        };
    }

    pub(crate) fn question(&self) -> &str {
        &self.question
    }

    /// The results to show; none while closed.
    pub(crate) fn shown(&self) -> &[Entry] {
        if self.is_open { &self.found } else { &[] }
    }

    pub(crate) fn active(&self) -> Option<usize> {
        self.active
    }

    /// The chosen result.
    pub(crate) fn chosen(&self) -> Option<&Entry> {
        self.shown().get(self.active?)
    }

    /// True once questions are answered here; until then the form leads to the complete list.
    pub(crate) fn is_ready(&self) -> bool {
        matches!(self.loading, Loading::Ready(_))
    }

    pub(crate) fn status(&self) -> Status {
        if !self.is_open || self.question.trim_ascii().is_empty() {
            return Status::Silent;
        }
        match self.loading {
            Loading::Waiting => Status::Waiting,
            Loading::Failed => Status::Failed,
            Loading::Ready(_) if self.found.is_empty() => Status::Nothing,
            Loading::Ready(_) => Status::Found(self.found.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use search::{Document, IndexBuilder};
    use wire::catalogue::{Catalogue, Entry, EntryKind};

    use super::{Finder, Library, Status};

    fn library(day: u32) -> Library {
        let titles = ["Nghỉ phép năm được mấy ngày?", "Nghỉ thai sản được mấy tháng?"];
        let mut builder = IndexBuilder::new();
        let mut catalogue = Catalogue::default();
        for title in titles {
            builder.add(&Document {
                title,
                ..Document::default()
            });
            catalogue.entries.push(Entry {
                href: "hoi-dap/x/".into(),
                title: title.into(),
                kind: EntryKind::Question,
                topic: String::new(),
                excerpt: String::new(),
                law: String::new(),
                from: None,
                until: title.contains("thai sản").then_some(100),
            });
        }
        Library::parse(&builder.finish(), &catalogue.encode(), day).expect("just built")
    }

    #[test]
    fn what_was_typed_while_loading_is_answered_on_arrival() {
        let mut finder = Finder::new("nghi".into(), false, true);
        finder.typed("nghi thai san".into());
        assert_eq!(finder.status(), Status::Waiting);
        finder.arrived(Some(library(100)));
        assert_eq!(finder.shown()[0].title, "Nghỉ thai sản được mấy tháng?");
        assert!(finder.is_ready());
    }

    #[test]
    fn what_is_over_is_not_shown() {
        let mut finder = Finder::new("nghi thai san".into(), false, true);
        finder.arrived(Some(library(100)));
        assert_eq!(finder.shown()[0].title, "Nghỉ thai sản được mấy tháng?");
        finder.arrived(Some(library(101)));
        assert!(finder.shown().iter().all(|entry| !entry.title.contains("thai sản")));
    }

    #[test]
    fn nothing_found_and_nothing_loaded_are_told_apart() {
        let mut finder = Finder::new("xyzxyz".into(), false, true);
        finder.arrived(Some(library(100)));
        assert_eq!(finder.status(), Status::Nothing);
        finder.arrived(None);
        assert_eq!(finder.status(), Status::Failed);
        assert!(Library::parse(b"PIDX", b"PCAT", 0).is_none());
    }

    #[test]
    fn closing_forgets_the_choice_and_keeps_the_question() {
        let mut finder = Finder::new("nghi".into(), false, true);
        finder.arrived(Some(library(100)));
        finder.step(true);
        assert!(finder.chosen().is_some());
        finder.close();
        assert_eq!((finder.shown().len(), finder.status()), (0, Status::Silent));
        assert_eq!((finder.chosen(), finder.question()), (None, "nghi"));
        finder.open();
        assert_eq!(finder.status(), Status::Found(2));
    }

    #[test]
    fn the_search_page_never_closes() {
        let mut finder = Finder::new("nghi".into(), true, false);
        finder.arrived(Some(library(100)));
        finder.close();
        assert_eq!(finder.shown().len(), 2);
    }
}
