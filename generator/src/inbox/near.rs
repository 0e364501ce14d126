//! Which texts are nearly the same.
//!
//! A text is the set of its runs of three syllables (shingles), without marks and capitals. Two texts are near when the
//! share of common shingles among all of both, |A ∩ B| / |A ∪ B| (Jaccard), is at least [`THRESHOLD`] (Broder: *On the
//! resemblance and containment of documents*, 1997). To find them among many without comparing all pairs, each text has
//! 96 smallest hashes (min-hashes) in 32 bands of three; texts that agree in a whole band are compared. A pair of
//! resemblance s is met with probability 1 - (1 - s³)³²: 98.6 % at 0.5, 99.9 % at 0.6 (Leskovec, Rajaraman, Ullman: *Mining of
//! Massive Datasets*, 3.4).

use std::{
    collections::{BTreeSet, HashMap},
    hash::{DefaultHasher, Hash, Hasher},
};

use super::settled;

/// Resemblance from which an editor should look at both: half of what is in either.
pub const THRESHOLD: f64 = 0.5;
const WORDS: usize = 3;
const BANDS: usize = 32;
const ROWS: usize = 3;

/// Texts to compare others with.
#[derive(Debug, Default)]
pub struct Near {
    texts: Vec<(String, BTreeSet<u64>)>,
    bands: HashMap<(usize, [u64; ROWS]), Vec<usize>>,
}

impl Near {
    /// Adds a text under a name.
    pub fn add(&mut self, name: &str, text: &str) {
        let shingles = shingles(text);
        if shingles.is_empty() {
            return;
        }
        for band in bands(&shingles) {
            self.bands.entry(band).or_default().push(self.texts.len());
        }
        self.texts.push((name.to_owned(), shingles));
    }

    /// The name of the text that resembles this one most, and how much, if any is near.
    pub fn nearest(&self, text: &str) -> Option<(&str, f64)> {
        let shingles = shingles(text);
        if shingles.is_empty() {
            return None;
        }
        let met: BTreeSet<usize> = bands(&shingles)
            .filter_map(|band| self.bands.get(&band))
            .flatten()
            .copied()
            .collect();
        let near = met.into_iter().map(|at| {
            let (name, other) = &self.texts[at];
            (name.as_str(), resemblance(&shingles, other))
        });
        near.filter(|(_, share)| *share >= THRESHOLD)
            .max_by(|left, right| left.1.total_cmp(&right.1))
    }
}

/// Hashes of all runs of three syllables; of all there are, where there are fewer.
fn shingles(text: &str) -> BTreeSet<u64> {
    let settled = settled(text);
    let words: Vec<&str> = settled.split(' ').filter(|word| !word.is_empty()).collect();
    let hash = |run: &[&str]| {
        // Fixed keys: the same in every run.
        let mut hasher = DefaultHasher::new();
        run.hash(&mut hasher);
        hasher.finish()
    };
    match words.len() {
        0 => BTreeSet::new(),
        count if count < WORDS => BTreeSet::from([hash(&words)]),
        _ => words.windows(WORDS).map(hash).collect(),
    }
}

#[allow(clippy::cast_precision_loss)] // a text has some thousand words
fn resemblance(left: &BTreeSet<u64>, right: &BTreeSet<u64>) -> f64 {
    let common = left.intersection(right).count();
    common as f64 / (left.len() + right.len() - common) as f64
}

fn bands(shingles: &BTreeSet<u64>) -> impl Iterator<Item = (usize, [u64; ROWS])> {
    let least = |function: usize| {
        let seed = mixed(function as u64 + 1);
        shingles
            .iter()
            .map(|shingle| mixed(shingle ^ seed))
            .min()
            .unwrap_or(u64::MAX)
    };
    (0..BANDS).map(move |band| (band, core::array::from_fn(|row| least(band * ROWS + row))))
}

/// A number well mixed (the last steps of SplitMix64: Steele, Lea, Flood, 2014).
const fn mixed(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ number >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ number >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ number >> 31
}

#[cfg(test)]
mod tests {
    use super::Near;

    #[test]
    fn a_text_with_a_few_words_changed_is_near_and_another_is_not() {
        let text = "Ca đêm đói nhất là lúc hai giờ sáng, căng tin đóng cửa, một hộp cơm nhà vừa rẻ vừa chắc bụng";
        let mut near = Near::default();
        near.add("a", text);
        near.add(
            "b",
            "Phòng trọ bốn người, một bếp, một nồi, chiều chủ nhật nấu nồi canh chua",
        );
        let changed =
            "ca dem doi nhat la luc hai gio sang, cang tin dong cua roi, một hộp cơm nhà vừa rẻ vừa chắc bụng nha";
        assert_eq!(near.nearest(changed).map(|found| found.0), Some("a"));
        assert_eq!(near.nearest(text), Some(("a", 1.0)));
        assert_eq!(
            near.nearest("Một hộp cơm nhà vừa rẻ vừa chắc bụng cho cả tổ may ăn chung lúc nghỉ giữa giờ"),
            None
        );
        assert_eq!(near.nearest(""), None);
    }
}
