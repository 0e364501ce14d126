//! Parts of drafts, met anywhere in any order, to whole submissions.

use std::collections::{BTreeMap, BTreeSet};

use wire::{
    draft::{Draft, DraftError},
    parts::{Label, Parts, find, label},
    sealed::SealError,
};

use super::{Submission, line, lines, rules};
use crate::{
    diag::{Diagnostic, Place, Text, text},
    supervision::shown,
};

/// Parts met so far, by the whole that they say they belong to.
#[derive(Debug, Default)]
pub(super) struct Pool {
    wholes: BTreeMap<(u32, usize), Whole>,
}

/// What is here of one whole.
#[derive(Debug)]
struct Whole {
    /// Where its first part was met.
    place: Place,
    parts: BTreeSet<(Label, String)>,
}

/// Ways of putting the parts of a whole together that are tried: nobody sends one draft in more cuts than this.
const MOST_CUTS: usize = 16;

impl Whole {
    /// The whole text. A draft that was sent twice may have been cut in two ways into as many parts, which do not fit together:
    /// parts of one cut are known by their length.
    fn joined(&self) -> Option<String> {
        let is_last = |label: &Label| label.number == label.total;
        let lengths: BTreeSet<usize> = self
            .parts
            .iter()
            .filter(|part| !is_last(&part.0))
            .map(|part| part.0.letters)
            .collect();
        let lengths = if lengths.is_empty() {
            BTreeSet::from([0])
        } else {
            lengths
        };
        let lasts: Vec<&String> = self
            .parts
            .iter()
            .filter(|part| is_last(&part.0))
            .map(|part| &part.1)
            .collect();
        let cuts = lengths
            .iter()
            .flat_map(|length| lasts.iter().map(move |last| (*length, *last)));
        cuts.take(MOST_CUTS).find_map(|(length, last)| {
            let mut parts = Parts::default();
            let same = self
                .parts
                .iter()
                .filter(|part| !is_last(&part.0) && part.0.letters == length);
            for part in same.map(|part| &part.1).chain([last]) {
                parts.add(part).ok()?;
            }
            parts.joined()
        })
    }
}

impl Pool {
    /// Adds all parts in a text; gives how many pieces of it were parts, good or not.
    pub(super) fn add(&mut self, file: &str, text: &str, faults: &mut Vec<Diagnostic>) -> usize {
        let found = find(text);
        let count = found.len();
        for part in found {
            let place = Place {
                line: part.line,
                ..Place::file(file)
            };
            match part.part.and_then(|part| Ok((label(&part)?, part))) {
                Ok((label, part)) => {
                    let whole = self.wholes.entry((label.whole, label.total)).or_insert_with(|| Whole {
                        place,
                        parts: BTreeSet::new(),
                    });
                    whole.parts.insert((label, part));
                }
                Err(error) => faults.push(unsealed(place, error)),
            }
        }
        count
    }

    /// What is whole, and a fault for what is not.
    pub(super) fn finish(self, faults: &mut Vec<Diagnostic>) -> Vec<Submission> {
        let mut found = Vec::new();
        for ((_, all), whole) in self.wholes {
            let Some(text) = whole.joined() else {
                let here = whole
                    .parts
                    .iter()
                    .map(|part| part.0.number)
                    .collect::<BTreeSet<_>>()
                    .len();
                faults.push(if here < all {
                    incomplete(whole.place, here, all)
                } else {
                    unsealed(whole.place, SealError::Damaged)
                });
                continue;
            };
            match Draft::decode(&text) {
                Ok(draft) => found.push(submission(draft, whole.place)),
                Err(error) => faults.push(refused(whole.place, error)),
            }
        }
        found.sort_by(|left, right| left.origin.order().cmp(&right.origin.order()));
        found
    }
}

fn submission(draft: Draft, origin: Place) -> Submission {
    Submission {
        id: format!("{:016x}", draft.id),
        kind: draft.kind,
        title: line(&draft.title),
        text: lines(&draft.text),
        credit: draft.credit,
        unit: draft.unit,
        reply_to: draft.reply_to,
        contest: draft.contest,
        consents: draft.consents,
        day: Some(shown(draft.day)),
        pictures: draft.photos.into_iter().map(|photo| photo.bytes).collect(),
        origin,
    }
}

fn unsealed(place: Place, error: SealError) -> Diagnostic {
    refused(place, error.into())
}

fn incomplete(place: Place, here: usize, all: usize) -> Diagnostic {
    let message = text!(
        "Bản gửi này mới có {here} trong {all} tin nhắn.",
        "Of this submission {here} of {all} messages are here."
    );
    Diagnostic::new(&rules::INCOMPLETE, place, message).hint(text!(
        "Tìm các tin còn thiếu rồi chạy lại với tất cả các tệp; thứ tự nào cũng được.",
        "Find the missing messages and run again with all files, in any order."
    ))
}

fn refused(place: Place, error: DraftError) -> Diagnostic {
    let (rule, message): (_, Text) = match error {
        DraftError::OtherVersion(found) => (
            &rules::VERSION,
            text!(
                "Bản gửi thuộc phiên bản {found}, máy này chưa đọc được.",
                "The submission is of version {found}, not read here."
            ),
        ),
        DraftError::Damaged | DraftError::OtherKind | DraftError::TooLong => (
            &rules::DAMAGED,
            text!(
                "Bản gửi bị thiếu hoặc bị đổi chữ, hay không phải bài gửi.",
                "The submission was cut or changed, or is something else."
            ),
        ),
        _ => (
            &rules::MALFORMED,
            text!(
                "Bản gửi không do cổng viết ra ({error}).",
                "The submission was not written by a portal ({error})."
            ),
        ),
    };
    Diagnostic::new(rule, place, message).hint(text!(
        "Xin người gửi gửi lại nguyên cả bản.",
        "Ask for the whole of it again."
    ))
}

#[cfg(test)]
mod tests {
    use wire::draft::{Consents, Draft, Kind};

    use super::Pool;

    #[test]
    fn one_draft_in_two_cuts_of_as_many_parts_is_one() {
        let draft = Draft {
            id: 7,
            kind: Kind::Tip,
            consents: Consents::default(),
            day: 0,
            title: "Mẹo".to_owned(),
            text: "Gấp đôi tay áo vào trong rồi cuộn từ dưới lên. "
                .repeat(9)
                .trim()
                .to_owned(),
            credit: None,
            unit: None,
            reply_to: None,
            contest: None,
            photos: Vec::new(),
        };
        let (first, second) = (draft.messages(300).expect("sound"), draft.messages(310).expect("sound"));
        assert_eq!(first.len(), second.len());
        let (mut pool, mut faults) = (Pool::default(), Vec::new());
        pool.add(
            "a.txt",
            &[first[1].as_str(), "\n", &second[0], " ", &second[1]].concat(),
            &mut faults,
        );
        pool.add("b.txt", &[&first[..1], &second[2..]].concat().join("\n"), &mut faults);
        let found = pool.finish(&mut faults);
        assert_eq!((found.len(), faults), (1, Vec::new()));
        assert_eq!(found[0].text, draft.text);
    }
}
