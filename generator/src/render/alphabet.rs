//! Every question by its first letter, as Vietnamese dictionaries order them: a ă â b c d đ e ê …; within a syllable
//! the letters count before the tone, and tones in the order of the schoolbook (none, grave, hook, tilde, acute, dot).

use unicode_normalization::UnicodeNormalization;

use super::{
    Context, Job, Made, RenderError,
    frame::PageHead,
    pagination::{self, Growth, Part, TITLES},
    views::{Alphabet, Letter, LetterPage, Link, Opening},
};
use crate::{
    content::kinds::KindName,
    site::{Entry, Site},
};

/// So many questions are on one page: some 60 KB of HTML, of which brotli leaves 12.
const WHOLE: usize = 400;
const LETTERS: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];
/// Questions with the same first words that get a heading of their own.
const ENOUGH: usize = 3;

/// All questions on one page; of many, a page of letters, and each letter on pages of its own.
pub(super) fn jobs(site: &Site) -> Vec<Job<'_>> {
    let mut entries: Vec<&Entry> = site.listed(KindName::Faq).collect();
    entries.sort_by_cached_key(|entry| (collation(title(entry)), entry.address.clone()));
    if entries.len() <= WHOLE {
        return vec![Box::new(move |context| whole(context, &entries))];
    }
    let mut jobs: Vec<Job<'_>> = Vec::new();
    let by_letter = entries.chunk_by(|left, right| initial(title(left)) == initial(title(right)));
    for of_letter in by_letter {
        let name = name(initial(title(of_letter[0])));
        let address = letter_address(site, of_letter[0]);
        for part in pagination::parts(&address, of_letter.to_vec(), TITLES, Growth::Within) {
            let name = name.clone();
            jobs.push(Box::new(move |context| letter_page(context, &part, &name)));
        }
    }
    jobs.push(Box::new(move |context| letters_page(context, &entries)));
    jobs
}

fn letter_address(site: &Site, entry: &Entry) -> String {
    format!("{}{}/", site.config.addresses.alphabet(), id(initial(title(entry))))
}

fn head(context: &Context<'_>, title: String, description: String, address: &str) -> PageHead {
    PageHead {
        title,
        description,
        address: address.to_owned(),
        kind: "list",
        lang: context.site.config.language.clone(),
    }
}

fn whole(context: &Context<'_>, entries: &[&Entry]) -> Result<Made, RenderError> {
    let intro = context.words.get("alphabet_intro")?;
    let head = head(
        context,
        context.words.get("alphabet_heading")?,
        intro,
        &context.site.config.addresses.alphabet(),
    );
    let alphabet = Alphabet {
        letters: letters(entries),
        pages: Vec::new(),
        turning: None,
    };
    context.printer.page("alphabet.html", &head, &alphabet)
}

/// One page of the questions that begin with a letter.
fn letter_page(context: &Context<'_>, part: &Part<'_>, letter: &str) -> Result<Made, RenderError> {
    let title = part.title(context, &context.words.with("alphabet_letter", letter)?)?;
    let head = head(context, title, String::new(), &part.address);
    let alphabet = Alphabet {
        letters: letters(&part.entries),
        pages: Vec::new(),
        turning: part.turning(context)?,
    };
    context.printer.page("alphabet.html", &head, &alphabet)
}

/// The letters, each with the number of its questions.
fn letters_page(context: &Context<'_>, entries: &[&Entry]) -> Result<Made, RenderError> {
    let intro = context.words.get("alphabet_letters_intro")?;
    let head = head(
        context,
        context.words.get("alphabet_heading")?,
        intro,
        &context.site.config.addresses.alphabet(),
    );
    let by_letter = entries.chunk_by(|left, right| initial(title(left)) == initial(title(right)));
    let pages = by_letter.map(|of_letter| LetterPage {
        letter: name(initial(title(of_letter[0]))),
        href: letter_address(context.site, of_letter[0]),
        count: of_letter.len(),
    });
    let alphabet = Alphabet {
        letters: Vec::new(),
        pages: pages.collect(),
        turning: None,
    };
    context.printer.page("alphabet.html", &head, &alphabet)
}

/// A letter as a heading, and all digits together.
fn name(initial: Option<char>) -> String {
    initial.map_or_else(|| "0–9".to_owned(), |letter| letter.to_uppercase().to_string())
}

/// A letter as an anchor.
fn id(initial: Option<char>) -> String {
    format!("chu-{}", initial.map_or_else(|| "so".to_owned(), telex))
}

/// Gathers sorted questions under their letters.
fn letters(entries: &[&Entry]) -> Vec<Letter> {
    let letters = entries.chunk_by(|left, right| initial(title(left)) == initial(title(right)));
    letters
        .map(|entries| {
            let initial = initial(title(entries[0]));
            Letter {
                letter: name(initial),
                id: id(initial),
                count: entries.len(),
                openings: openings(entries),
            }
        })
        .collect()
}

/// Gathers questions that begin alike: by two words where enough do, else by one, the others in between as they are.
fn openings(entries: &[&Entry]) -> Vec<Opening> {
    let mut openings: Vec<Opening> = Vec::new();
    for same_word in entries.chunk_by(|left, right| first_words(left, 1) == first_words(right, 1)) {
        let mut rest: Vec<&Entry> = Vec::new();
        let mut gathered = Vec::new();
        for same_words in same_word.chunk_by(|left, right| first_words(left, 2) == first_words(right, 2)) {
            if same_words.len() >= ENOUGH {
                gathered.push(opening(Some(as_written(same_words[0], 2)), same_words));
            } else {
                rest.extend(same_words);
            }
        }
        if rest.len() >= ENOUGH {
            openings.push(opening(Some(as_written(rest[0], 1)), &rest));
        } else if let Some(last) = openings.last_mut().filter(|last| last.title.is_none()) {
            last.items.extend(opening(None, &rest).items);
        } else if !rest.is_empty() {
            openings.push(opening(None, &rest));
        }
        openings.extend(gathered);
    }
    openings
}

fn opening(title: Option<String>, entries: &[&Entry]) -> Opening {
    Opening {
        title,
        items: entries
            .iter()
            .map(|entry| Link {
                title: entry.document.title.value.clone(),
                href: entry.address.clone(),
            })
            .collect(),
    }
}

fn title(entry: &Entry) -> &str {
    &entry.document.title.value
}

fn syllables(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

fn first_words(entry: &Entry, count: usize) -> Vec<String> {
    syllables(title(entry)).take(count).map(str::to_lowercase).collect()
}

fn as_written(entry: &Entry, count: usize) -> String {
    syllables(title(entry)).take(count).collect::<Vec<_>>().join(" ")
}

/// The first letter, without its tone; none for a digit.
fn initial(title: &str) -> Option<char> {
    let first = syllables(title).next()?.chars().next()?;
    Some(without_tone(first).0).filter(|letter| LETTERS.contains(*letter))
}

/// What to compare titles by, syllable for syllable.
fn collation(title: &str) -> Vec<(Vec<usize>, usize)> {
    let syllables = syllables(title).map(|syllable| {
        let mut tone = 0;
        let letters = syllable.nfc().map(|letter| {
            let (letter, own) = without_tone(letter);
            tone = own.max(tone);
            // Digits stand before letters, foreign letters behind them.
            match LETTERS.chars().position(|known| known == letter) {
                Some(at) => 10 + at,
                None => letter
                    .to_digit(10)
                    .map_or(100 + letter as usize, |digit| digit as usize),
            }
        });
        (letters.collect(), tone)
    });
    syllables.collect()
}

/// A letter in lower case without its tone, and the tone's number.
fn without_tone(letter: char) -> (char, usize) {
    let mut tone = 0;
    let parts = letter.to_lowercase().nfd().filter(|part| {
        let found = TONES.iter().position(|known| known == part);
        tone = found.map_or(tone, |at| at + 1);
        found.is_none()
    });
    let plain = parts.collect::<Vec<_>>().into_iter().nfc().next();
    (plain.unwrap_or(letter), tone)
}

/// A letter as it is typed in Telex: anchors are ASCII.
fn telex(letter: char) -> String {
    match letter {
        'ă' => "aw",
        'â' => "aa",
        'đ' => "dd",
        'ê' => "ee",
        'ô' => "oo",
        'ơ' => "ow",
        'ư' => "uw",
        plain => return plain.to_string(),
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::{collation, initial};

    #[test]
    fn words_stand_as_in_a_dictionary() {
        let order = [
            "3 ngày", "an", "àn", "ản", "ãn", "án", "ạn", "ăn", "ân", "ba má", "bà ai", "công", "dê", "đa", "e", "ê",
            "ô", "ơ", "um", "ưa", "vì",
        ];
        let mut sorted = order;
        sorted.reverse();
        sorted.sort_by_key(|word| collation(word));
        assert_eq!(sorted, order);
    }

    #[test]
    fn the_first_letter_keeps_its_shape_and_loses_its_tone() {
        let initials = ["Ốm", "“Đẻ”", "ÁO", "e\u{302}\u{301}", "3 ngày", ""].map(initial);
        assert_eq!(initials, [Some('ô'), Some('đ'), Some('a'), Some('e'), None, None]);
    }
}
