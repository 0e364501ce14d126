//! Courses and the lessons in them.

use super::Entry;
use crate::content::kinds::Kind;

/// A course and its lessons, as indices into [`super::Site::entries`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// The course.
    pub course: usize,
    /// Its lessons by `order`, then by path.
    pub lessons: Vec<usize>,
}

pub(super) fn outlines(entries: &[Entry]) -> Vec<Outline> {
    let mut outlines: Vec<Outline> = entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| matches!(entry.document.kind, Kind::Course(_)))
        .map(|(course, entry)| Outline {
            course,
            lessons: lessons(entries, &entry.document.name),
        })
        .collect();
    outlines.sort_by(|left, right| {
        entries[left.course]
            .document
            .title
            .value
            .cmp(&entries[right.course].document.title.value)
    });
    outlines
}

fn lessons(entries: &[Entry], course: &str) -> Vec<usize> {
    let mut lessons: Vec<(u32, usize)> = entries
        .iter()
        .enumerate()
        .filter_map(|(index, entry)| match &entry.document.kind {
            Kind::Lesson(lesson) if lesson.course.value == course => {
                Some((lesson.order.as_ref().map_or(u32::MAX, |order| order.value), index))
            }
            _ => None,
        })
        .collect();
    lessons.sort_unstable();
    lessons.into_iter().map(|(_, index)| index).collect()
}
