//! What members felt, as they sent it, counted by page: `docs/drafts.md` has the form.
//!
//! A member's text bears a random number, so that sending again replaces what she sent before. Nothing shows who she is, and
//! nothing keeps her from sending under two numbers: these are greetings, not votes.

use std::collections::BTreeMap;

use crate::{content::reactions::FEELINGS, inbox::record::is_id, site::address::normal};

/// Pages a member may have felt something about, as the page's script keeps them.
const MOST: usize = 500;

/// What members sent, by their numbers.
#[derive(Debug, Default)]
pub struct Sent(BTreeMap<String, BTreeMap<String, usize>>);

impl Sent {
    /// Adds what stands in a text, with anything around it; what came later replaces what came before. Gives how many texts
    /// were cut off: those without their last line.
    pub fn add(&mut self, text: &str) -> usize {
        let mut open: Option<(&str, BTreeMap<String, usize>)> = None;
        let mut cut = 0;
        for line in text.lines() {
            let line = line.trim_start_matches(['>', ' ', '\t']).trim_end();
            match (line.split(' ').collect::<Vec<_>>().as_slice(), &mut open) {
                (["R1", "end", count], _) => match open.take() {
                    Some((id, pages)) if count.parse() == Ok(pages.len()) => {
                        self.0.insert(id.to_owned(), pages);
                    }
                    _ => cut += 1,
                },
                (["R1", id], _) if is_id(id) => {
                    cut += usize::from(open.replace((id, BTreeMap::new())).is_some());
                }
                ([feeling, page], Some((_, pages))) if page.starts_with('/') && pages.len() < MOST => {
                    if let Some(which) = FEELINGS.iter().position(|known| known == feeling) {
                        pages.insert(format!("/{}", normal(page)), which);
                    }
                }
                _ => {}
            }
        }
        cut + usize::from(open.is_some())
    }

    /// How many members sent something.
    pub fn members(&self) -> usize {
        self.0.len()
    }

    /// Counts by page, of those that `is_page` knows: nobody adds a page to the file by sending a text.
    pub fn counts(&self, is_page: impl Fn(&str) -> bool) -> BTreeMap<String, [u32; 3]> {
        let mut counts: BTreeMap<String, [u32; 3]> = BTreeMap::new();
        for (page, which) in self.0.values().flatten().filter(|(page, _)| is_page(page)) {
            counts.entry(page.clone()).or_default()[*which] += 1;
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::Sent;

    const LAN: &str = "R1 00000000000000a1\nlike /chuyen/tho/\ncare /chuyen/ao/\nR1 end 2";

    #[test]
    fn a_member_counts_once_and_with_what_she_sent_last() {
        let mut sent = Sent::default();
        assert_eq!(
            sent.add(&format!("Chị ơi\n{LAN}\ncảm ơn\n> {}", LAN.replace('\n', "\n> "))),
            0
        );
        assert_eq!(
            sent.add("R1 00000000000000a1\nfun /chuyen/tho\nR1 end 1\nR1 00000000000000a2\nfun /chuyen/tho/\nR1 end 1"),
            0
        );
        assert_eq!(sent.members(), 2);
        let counts = sent.counts(|_| true);
        assert_eq!(
            counts.into_iter().collect::<Vec<_>>(),
            [("/chuyen/tho/".to_owned(), [0, 2, 0])]
        );
        assert!(sent.counts(|page| page == "/khac/").is_empty());
    }

    #[test]
    fn what_was_cut_off_is_told_and_not_counted() {
        let mut sent = Sent::default();
        assert_eq!(sent.add("R1 00000000000000a1\nlike /chuyen/tho/\n"), 1);
        assert_eq!(sent.add("R1 00000000000000a1\nlike /chuyen/tho/\nR1 end 2"), 1);
        assert_eq!(sent.add("like /chuyen/tho/\nR1 x\nR1 end\nR1 end 1"), 1);
        assert_eq!(sent.members(), 0);
    }
}
