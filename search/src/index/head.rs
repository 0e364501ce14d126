//! The head of an index, and how words are read by its vocabulary.

use super::{
    FORMAT_VERSION, HEAD_MAGIC, LONGEST_SYLLABLE, MOST_ABBREVIATIONS, MOST_DOCUMENTS, MOST_FORMS, MOST_TITLES,
    MOST_TITLES_EACH, ReadError,
    bytes::{Reader, range_of, with_starts},
    unseal,
};
use crate::{
    decode::Lexicon,
    fold::{fold, split_tone},
};

/// The checked head.
#[derive(Debug, Clone, Default)]
pub struct Head {
    pub(crate) documents: u32,
    /// Mean mass of a title by words and by pairs.
    pub(crate) masses: [f32; 2],
    /// Subject words of each group and the rank of its law: 0 decree, 1 law, 2 code.
    pub(crate) groups: Vec<(String, u32)>,
    /// Group of each document.
    pub(crate) group_of: Vec<u32>,
    /// Document of each title and alias, rising.
    pub(crate) document_of: Vec<u32>,
    /// Subject and number of each law that is cited.
    pub(crate) laws: Vec<(String, String)>,
    /// Short forms and their meanings.
    pub(crate) abbreviations: Vec<(String, String)>,
    /// Each shard but the first holds the terms from here on, sorted; no term lies before the first.
    boundaries: Vec<String>,
    /// Folded syllables, sorted, and the number of the first form of each.
    words: Vec<(String, usize)>,
    /// Marked forms and their frequency; the most frequent of a syllable first.
    forms: Vec<(String, u32)>,
    /// Numbers of two forms side by side, sorted, and their frequency.
    pairs: Vec<(u32, u32, u32)>,
    total: u32,
}

impl Head {
    /// Reads a head.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub fn parse(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut reader = Reader {
            rest: unseal(HEAD_MAGIC, bytes)?,
        };
        let mut head = Self::default();
        head.read(&mut reader)
            .filter(|()| reader.rest.is_empty())
            .ok_or(ReadError::Damaged)?;
        Ok(head)
    }

    /// Version of the format.
    pub fn version(&self) -> u8 {
        FORMAT_VERSION
    }

    /// Number of titles and aliases.
    pub(crate) fn titles(&self) -> u32 {
        u32::try_from(self.document_of.len()).unwrap_or(u32::MAX)
    }

    /// The titles and aliases of a document, by number.
    pub(crate) fn titles_of(&self, document: u32) -> core::ops::Range<usize> {
        let start = self.document_of.partition_point(|other| *other < document);
        start..self.document_of.partition_point(|other| *other <= document)
    }

    /// The shard that would hold a term.
    pub(crate) fn shard_of(&self, term: &str) -> Option<u32> {
        let behind = self.boundaries.partition_point(|first| first.as_str() <= term);
        u32::try_from(behind.checked_sub(1)?).ok()
    }

    /// Number of shards.
    pub fn shards(&self) -> usize {
        self.boundaries.len()
    }

    /// Folded syllables that begin with these letters, the most frequent first, at most `most`.
    pub(crate) fn completions(&self, prefix: &str, most: usize) -> Vec<(&str, u32)> {
        let start = self.words.partition_point(|(word, _)| word.as_str() < prefix);
        let mut best: Vec<(&str, u32)> = Vec::new();
        for (word, _) in self.words[start..]
            .iter()
            .take_while(|(word, _)| word.starts_with(prefix))
        {
            let frequency = self.frequency(word);
            let place = best
                .iter()
                .position(|(_, other)| *other < frequency)
                .unwrap_or(best.len());
            if place < most {
                best.insert(place, (word, frequency));
                best.truncate(most);
            }
        }
        best
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Option<()> {
        self.documents = reader.number().filter(|documents| *documents <= MOST_DOCUMENTS)?;
        for mass in &mut self.masses {
            *mass = (reader.number()? as f32 / 10.0).max(1.0);
        }
        let (names, ranks) = (reader.texts()?, reader.numbers()?);
        for (at, name) in names.into_iter().enumerate() {
            self.groups.push((name, *ranks.get(at)?));
        }
        self.group_of = runs(reader, self.documents)?;
        if self.group_of.iter().any(|group| *group as usize >= self.groups.len()) {
            return None;
        }
        for (document, count) in (0_u32..).zip(runs(reader, self.documents)?) {
            if count as usize > MOST_TITLES_EACH {
                return None;
            }
            for _ in 0..count {
                if self.document_of.len() >= MOST_TITLES {
                    return None;
                }
                self.document_of.push(document);
            }
        }
        for list in [&mut self.laws, &mut self.abbreviations] {
            let (firsts, mut seconds) = (reader.texts()?, reader.texts()?);
            for (at, first) in firsts.into_iter().enumerate() {
                list.push((first, core::mem::take(seconds.get_mut(at)?)));
            }
        }
        if self.abbreviations.len() > MOST_ABBREVIATIONS {
            return None;
        }
        self.vocabulary(reader)?;
        self.boundaries = reader.sorted()?;
        Some(())
    }

    /// Syllables, how many forms each has, the codes of all forms, their frequencies; then the pairs: steps from one left
    /// form to the next, and to the next right one, and frequencies.
    fn vocabulary(&mut self, reader: &mut Reader<'_>) -> Option<()> {
        let (words, sizes) = (reader.sorted()?, reader.numbers()?);
        let too_long = words.iter().any(|word| word.len() > LONGEST_SYLLABLE);
        if too_long || sizes.iter().any(|size| *size as usize > MOST_FORMS) {
            return None;
        }
        let (codes, times) = reader.pairs()?;
        self.words = with_starts(words, &sizes, codes.len())?;
        let mut word = 0;
        for (at, code) in codes.into_iter().enumerate() {
            // The last word that begins at or before this form.
            while self.words.get(word + 1).is_some_and(|next| next.1 <= at) {
                word += 1;
            }
            let times = frequency(times[at]);
            self.total = self.total.saturating_add(times);
            self.forms.push((form(&self.words.get(word)?.0, code)?, times));
        }
        let forms = self.forms.len();
        let (steps, rights) = reader.pairs()?;
        let times = reader.numbers()?;
        let (mut left, mut right) = (0_u32, 0_u32);
        for (at, step) in steps.into_iter().enumerate() {
            if step > 0 {
                right = 0;
            }
            left = left.checked_add(step)?;
            right = right.checked_add(rights[at])?;
            if left as usize >= forms || right as usize >= forms {
                return None;
            }
            self.pairs.push((left, right, frequency(*times.get(at)?)));
        }
        Some(())
    }

    fn forms_of(&self, folded: &str) -> core::ops::Range<usize> {
        range_of(&self.words, self.forms.len(), folded)
    }

    fn number_of(&self, form: &str) -> Option<u32> {
        let folded = fold(split_tone(form).0);
        let range = self.forms_of(&folded);
        let at = self.forms[range.clone()].iter().position(|(known, _)| known == form)?;
        u32::try_from(range.start + at).ok()
    }
}

impl Lexicon for Head {
    fn frequency(&self, folded: &str) -> u32 {
        let forms = &self.forms[self.forms_of(folded)];
        forms.iter().fold(0, |sum, (_, times)| sum.saturating_add(*times))
    }

    fn forms(&self, folded: &str, visit: &mut dyn FnMut(&str, u32)) {
        for (form, times) in &self.forms[self.forms_of(folded)] {
            visit(form, *times);
        }
    }

    fn pair(&self, left: &str, right: &str) -> u32 {
        let (Some(left), Some(right)) = (self.number_of(left), self.number_of(right)) else {
            return 0;
        };
        let found = self.pairs.binary_search_by(|pair| (pair.0, pair.1).cmp(&(left, right)));
        found.map_or(0, |at| self.pairs[at].2)
    }

    fn total(&self) -> u32 {
        self.total
    }

    fn begins(&self, prefix: &str) -> bool {
        let start = self.words.partition_point(|(word, _)| word.as_str() < prefix);
        self.words.get(start).is_some_and(|(word, _)| word.starts_with(prefix))
    }
}

/// One value for each document: values, then how many documents each is for.
fn runs(reader: &mut Reader<'_>, documents: u32) -> Option<Vec<u32>> {
    let (values, lengths) = reader.pairs()?;
    let mut all = Vec::new();
    for (at, value) in values.into_iter().enumerate() {
        let end = lengths[at].checked_add(all.len() as u32)?;
        if end > documents {
            return None;
        }
        all.resize(end as usize, value);
    }
    (all.len() == documents as usize).then_some(all)
}

/// Letters that each letter of a folded word may stand for, the plain one first.
fn variants(base: char) -> &'static [char] {
    match base {
        'a' => &['a', 'ă', 'â'],
        'd' => &['d', 'đ'],
        'e' => &['e', 'ê'],
        'o' => &['o', 'ô', 'ơ'],
        'u' => &['u', 'ư'],
        _ => &[],
    }
}

/// A marked form as a number: its tone, then which variant each letter of the folded word is.
pub(crate) fn form_code(folded: &str, form: &str) -> Option<u32> {
    let (letters, tone) = split_tone(form);
    let mut code = 0_u32;
    let mut radix = 6_u32;
    let mut marked = letters.chars();
    for base in folded.chars() {
        let mark = marked.next()?;
        let variants = variants(base);
        if variants.is_empty() {
            if mark != base {
                return None;
            }
            continue;
        }
        let at = u32::try_from(variants.iter().position(|variant| *variant == mark)?).ok()?;
        code = code.checked_add(at.checked_mul(radix)?)?;
        radix = radix.checked_mul(u32::try_from(variants.len()).ok()?)?;
    }
    marked.next().is_none().then_some(code + u32::from(tone))
}

/// See [`form_code`].
fn form(folded: &str, code: u32) -> Option<String> {
    let (tone, mut rest) = (code % 6, code / 6);
    let mut form = String::with_capacity(folded.len() + 2);
    for base in folded.chars() {
        let variants = variants(base);
        if variants.is_empty() {
            form.push(base);
            continue;
        }
        let count = u32::try_from(variants.len()).ok()?;
        form.push(variants[(rest % count) as usize]);
        rest /= count;
    }
    if tone > 0 {
        form.push(char::from(b'0' + tone as u8));
    }
    (rest == 0).then_some(form)
}

/// A frequency in one byte: quarter steps of its logarithm.
pub(crate) fn frequency_code(times: u32) -> u32 {
    ((times.max(1) as f32).log2() * 4.0).round() as u32
}

fn frequency(code: u32) -> u32 {
    // 2^(1/4) steps by squaring roots: no power function on the phone.
    const QUARTERS: [f32; 4] = [1.0, 1.189_207, core::f32::consts::SQRT_2, 1.681_793];
    let code = code.min(4 * 30);
    let whole = 1_u32 << (code / 4);
    (whole as f32 * QUARTERS[(code % 4) as usize]) as u32
}

#[cfg(test)]
mod tests {
    use super::{form, form_code, frequency, frequency_code};

    #[test]
    fn forms_are_numbers_and_back() {
        for (folded, marked) in [
            ("nghi", "nghi2"),
            ("duoc", "đươc5"),
            ("ban", "ban"),
            ("hoa", "hoa1"),
            ("0", "0"),
        ] {
            let code = form_code(folded, marked).expect("a form of this word");
            assert_eq!(form(folded, code).as_deref(), Some(marked));
        }
        assert_eq!(form_code("ban", "bàng"), None);
        assert_eq!(form("ban", 99), None);
    }

    #[test]
    fn frequencies_keep_their_order_and_size() {
        for times in [1, 2, 3, 10, 1000, 100_000] {
            let kept = f64::from(frequency(frequency_code(times)));
            assert!((kept / f64::from(times) - 1.0).abs() < 0.5, "{times}: {kept}");
        }
        assert!((0..=255).map(frequency).is_sorted());
    }
}
