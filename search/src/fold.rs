//! Vietnamese letters taken apart: base letter, quality mark (circumflex, breve, horn, stroke) and tone.
//!
//! Composed (NFC) and decomposed (NFD) input give the same results. Source of the letters: Unicode blocks Latin-1
//! Supplement, Latin Extended-A/B and Latin Extended Additional (U+1EA0 to U+1EF9), combining marks U+0300 to U+0323.

/// The twelve vowels; in each row: no tone, grave, hook, tilde, acute, dot below.
const VOWELS: [[char; 6]; 12] = [
    ['a', 'à', 'ả', 'ã', 'á', 'ạ'],
    ['ă', 'ằ', 'ẳ', 'ẵ', 'ắ', 'ặ'],
    ['â', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ'],
    ['e', 'è', 'ẻ', 'ẽ', 'é', 'ẹ'],
    ['ê', 'ề', 'ể', 'ễ', 'ế', 'ệ'],
    ['i', 'ì', 'ỉ', 'ĩ', 'í', 'ị'],
    ['o', 'ò', 'ỏ', 'õ', 'ó', 'ọ'],
    ['ô', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ'],
    ['ơ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ'],
    ['u', 'ù', 'ủ', 'ũ', 'ú', 'ụ'],
    ['ư', 'ừ', 'ử', 'ữ', 'ứ', 'ự'],
    ['y', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ'],
];
const CAPITALS: [[char; 6]; 12] = [
    ['A', 'À', 'Ả', 'Ã', 'Á', 'Ạ'],
    ['Ă', 'Ằ', 'Ẳ', 'Ẵ', 'Ắ', 'Ặ'],
    ['Â', 'Ầ', 'Ẩ', 'Ẫ', 'Ấ', 'Ậ'],
    ['E', 'È', 'Ẻ', 'Ẽ', 'É', 'Ẹ'],
    ['Ê', 'Ề', 'Ể', 'Ễ', 'Ế', 'Ệ'],
    ['I', 'Ì', 'Ỉ', 'Ĩ', 'Í', 'Ị'],
    ['O', 'Ò', 'Ỏ', 'Õ', 'Ó', 'Ọ'],
    ['Ô', 'Ồ', 'Ổ', 'Ỗ', 'Ố', 'Ộ'],
    ['Ơ', 'Ờ', 'Ở', 'Ỡ', 'Ớ', 'Ợ'],
    ['U', 'Ù', 'Ủ', 'Ũ', 'Ú', 'Ụ'],
    ['Ư', 'Ừ', 'Ử', 'Ữ', 'Ứ', 'Ự'],
    ['Y', 'Ỳ', 'Ỷ', 'Ỹ', 'Ý', 'Ỵ'],
];
/// Base letter of each vowel row.
const BASES: [char; 12] = ['a', 'a', 'a', 'e', 'e', 'i', 'o', 'o', 'o', 'u', 'u', 'y'];

/// First and last composed letter looked up in the low part of [`TABLE`].
const LOW: (u32, u32) = (0xC0, 0x1B0);
const HIGH: (u32, u32) = (0x1EA0, 0x1EF9);
const LOW_LENGTH: usize = (LOW.1 - LOW.0 + 1) as usize;
const TABLE_LENGTH: usize = LOW_LENGTH + (HIGH.1 - HIGH.0 + 1) as usize;
/// For every composed letter: 1 + row * 6 + tone, or 0 when it is not Vietnamese.
static TABLE: [u8; TABLE_LENGTH] = table();

const fn slot(letter: u32) -> Option<usize> {
    if letter >= LOW.0 && letter <= LOW.1 {
        Some((letter - LOW.0) as usize)
    } else if letter >= HIGH.0 && letter <= HIGH.1 {
        Some(LOW_LENGTH + (letter - HIGH.0) as usize)
    } else {
        None
    }
}

#[allow(clippy::cast_possible_truncation)] // 12 rows of 6: at most 72
const fn table() -> [u8; TABLE_LENGTH] {
    let mut table = [0; TABLE_LENGTH];
    let mut row = 0;
    while row < 12 {
        let mut tone = 0;
        while tone < 6 {
            let code = (1 + row * 6 + tone) as u8;
            if let Some(at) = slot(VOWELS[row][tone] as u32) {
                table[at] = code;
            }
            if let Some(at) = slot(CAPITALS[row][tone] as u32) {
                table[at] = code;
            }
            tone += 1;
        }
        row += 1;
    }
    table
}

/// A letter taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letter {
    /// A plain or quality-marked lower-case letter, its base letter and the tone it carries (0 to 5).
    Plain {
        /// With quality mark, without tone: `ê`, `đ`, `b`.
        letter: char,
        /// Without any mark: `e`, `d`, `b`.
        base: char,
        /// 0 level, 1 grave, 2 hook, 3 tilde, 4 acute, 5 dot below.
        tone: u8,
    },
    /// A combining tone mark.
    Tone(u8),
    /// A combining quality mark.
    Quality(Quality),
}

/// Marks that make another vowel of a vowel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quality {
    /// â ê ô
    Circumflex,
    /// ă
    Breve,
    /// ơ ư
    Horn,
}

/// Takes one character apart.
pub fn letter(character: char) -> Letter {
    if character.is_ascii() {
        let letter = character.to_ascii_lowercase();
        return Letter::Plain {
            letter,
            base: letter,
            tone: 0,
        };
    }
    match character {
        'đ' | 'Đ' => {
            return Letter::Plain {
                letter: 'đ',
                base: 'd',
                tone: 0,
            };
        }
        '\u{300}' => return Letter::Tone(1),
        '\u{309}' => return Letter::Tone(2),
        '\u{303}' => return Letter::Tone(3),
        '\u{301}' => return Letter::Tone(4),
        '\u{323}' => return Letter::Tone(5),
        '\u{302}' => return Letter::Quality(Quality::Circumflex),
        '\u{306}' => return Letter::Quality(Quality::Breve),
        '\u{31b}' => return Letter::Quality(Quality::Horn),
        _ => {}
    }
    match slot(character as u32).map(|at| TABLE[at]) {
        Some(code) if code > 0 => {
            let (row, tone) = ((code - 1) / 6, (code - 1) % 6);
            Letter::Plain {
                letter: VOWELS[usize::from(row)][0],
                base: BASES[usize::from(row)],
                tone,
            }
        }
        _ => Letter::Plain {
            letter: character,
            base: character,
            tone: 0,
        },
    }
}

/// Puts a quality mark on a vowel: `e` + circumflex = `ê`.
pub fn with_quality(base: char, quality: Quality) -> Option<char> {
    Some(match (base, quality) {
        ('a', Quality::Circumflex) => 'â',
        ('e', Quality::Circumflex) => 'ê',
        ('o', Quality::Circumflex) => 'ô',
        ('a', Quality::Breve) => 'ă',
        ('o', Quality::Horn) => 'ơ',
        ('u', Quality::Horn) => 'ư',
        _ => return None,
    })
}

/// Lower case without any mark: `Nghỉ ĐẺ` -> `nghi de`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    push_folded(text, &mut folded);
    folded
}

/// [`fold`] behind what stands in `folded`.
pub(crate) fn push_folded(text: &str, folded: &mut String) {
    for character in text.chars() {
        if let Letter::Plain { base, .. } = letter(character) {
            folded.push(base);
        }
    }
}

/// A folded text that remembers where each letter came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For every byte of `text`, and one past its end: the byte offset in the source of the letter it came from.
    pub offsets: Vec<usize>,
}

/// [`fold`] with offsets back to the source.
pub fn fold_with_offsets(text: &str) -> Folded {
    let mut folded = Folded::default();
    for (at, character) in text.char_indices() {
        if let Letter::Plain { base, .. } = letter(character) {
            folded.text.push(base);
            folded.offsets.resize(folded.text.len(), at);
        }
    }
    folded.offsets.push(text.len());
    folded
}

/// The one form that all spellings of a marked syllable share: quality-marked letters, then the tone as a digit.
///
/// `hoà`, `hòa` and `HÒA` in NFC or NFD all give `hoa1`; a syllable without tone has no digit.
pub fn exact_form(syllable: &str) -> String {
    let mut form = String::with_capacity(syllable.len() + 1);
    push_exact(syllable, &mut form);
    form
}

/// [`exact_form`] into an empty text.
pub(crate) fn push_exact(syllable: &str, form: &mut String) {
    let mut tone = 0;
    for character in syllable.chars() {
        match letter(character) {
            Letter::Plain {
                letter, tone: carried, ..
            } => {
                form.push(letter);
                tone = tone.max(carried);
            }
            Letter::Tone(mark) => tone = tone.max(mark),
            Letter::Quality(quality) => {
                if let Some(marked) = form.chars().next_back().and_then(|last| with_quality(last, quality)) {
                    form.pop();
                    form.push(marked);
                }
            }
        }
    }
    if tone > 0 {
        form.push(char::from(b'0' + tone));
    }
}

/// [`exact_form`] turned round: the composed letters of a syllable with its tone on the right vowel, by the modern rule
/// (`hoà`, `thuý`, `của`, `tiền`). A word that is no Vietnamese syllable comes back as it is.
pub fn written_form(form: &str) -> String {
    let (letters, tone) = split_tone(form);
    let mut letters = letters_of(letters);
    match tone_place(&letters) {
        Some(place) if tone > 0 => {
            if let Some(letter) = letters.get_mut(place)
                && let Some(row) = VOWELS.iter().find(|row| row[0] == *letter)
                && let Some(toned) = row.get(usize::from(tone))
            {
                *letter = *toned;
            }
            let mut written = String::with_capacity(form.len() + 2);
            for letter in letters {
                written.push(letter);
            }
            written
        }
        _ => form.to_owned(),
    }
}

/// How many letters: the standard count, made for long texts, would cost a phone half a kilobyte.
pub(crate) fn count_letters(text: &str) -> usize {
    text.bytes().filter(|byte| byte & 0xc0 != 0x80).count()
}

/// One letter after the other, in less code than `collect`.
pub(crate) fn letters_of(text: &str) -> Vec<char> {
    let mut letters = Vec::with_capacity(text.len());
    for letter in text.chars() {
        letters.push(letter);
    }
    letters
}

/// The letters of an [`exact_form`] and its tone.
pub fn split_tone(form: &str) -> (&str, u8) {
    match form.as_bytes() {
        [.., before, digit @ b'1'..=b'5'] if !before.is_ascii_digit() => {
            (form.get(..form.len() - 1).unwrap_or_default(), digit - b'0')
        }
        _ => (form, 0),
    }
}

/// Which letter carries the tone.
fn tone_place(letters: &[char]) -> Option<usize> {
    let is_vowel = |letter: char| VOWELS.iter().any(|row| row[0] == letter);
    // The last letter with a quality mark takes the tone: the ơ of ươ.
    if let Some(place) = letters
        .iter()
        .rposition(|letter| !letter.is_ascii() && is_vowel(*letter))
    {
        return Some(place);
    }
    let mut first = letters.iter().position(|letter| is_vowel(*letter))?;
    let glide = matches!(letters, ['q', 'u', ..] | ['g', 'i', ..]);
    if glide && letters.get(first + 1).is_some_and(|next| is_vowel(*next)) {
        first += 1;
    }
    let rest = letters.get(first..).unwrap_or_default();
    let vowels = rest.iter().take_while(|letter| is_vowel(**letter)).count();
    let second = match vowels {
        2 => vowels < rest.len() || matches!(rest, ['o', 'a' | 'e'] | ['u', 'y']),
        other => other > 2,
    };
    Some(first + usize::from(second))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};
    use unicode_normalization::UnicodeNormalization;

    use super::{exact_form, fold, fold_with_offsets, written_form};

    #[test]
    fn old_and_new_tone_placement_are_one() {
        assert_eq!(exact_form("hoà"), exact_form("Hòa"));
        assert_eq!(exact_form("thuý"), exact_form("thúy"));
        assert_ne!(exact_form("hoa"), exact_form("hòa"));
    }

    #[test]
    fn folding_removes_marks_and_case() {
        assert_eq!(fold("NGHỈ Đẻ, đơn phương"), "nghi de, don phuong");
    }

    #[test]
    fn an_exact_form_is_written_with_its_tone_on_the_right_vowel() {
        for word in [
            "nghỉ", "hoà", "thuý", "của", "tiền", "được", "giờ", "gì", "già", "quá", "quý", "quyền", "khoẻ", "hoặc",
            "toán", "khuỷu", "ngoài", "người", "mía", "múi", "thuở", "uỷ", "ý", "yếu", "bưởi", "không", "đã", "giếng",
            "hoàn", "xoè", "khoáng", "ngoéo", "lao", "luật", "thuế", "giúp", "bhxh", "139", "c65",
        ] {
            assert_eq!(written_form(&exact_form(word)), word);
        }
        assert_eq!(written_form("x5"), "x5");
        assert_eq!(written_form(""), "");
    }

    proptest! {
        #[test]
        fn a_written_form_has_the_form_it_came_from(form in "[a-zđăâêôơư]{0,8}[0-5]?") {
            prop_assert_eq!(exact_form(&written_form(&form)), form);
        }

        #[test]
        fn fold_twice_is_fold_once(text in any::<String>()) {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }

        #[test]
        fn composed_and_decomposed_fold_alike(text in "[a-zA-ZđĐàáảãạăắằẳẵặâấầẩẫậêếềểễệôốồổỗộơớờởỡợưứừửữựỳýỷỹỵìíỉĩị ]{0,40}") {
            let decomposed: String = text.nfd().collect();
            prop_assert_eq!(fold(&text), fold(&decomposed));
            for (word, other) in text.split(' ').zip(decomposed.split(' ')) {
                prop_assert_eq!(exact_form(word), exact_form(other));
            }
        }

        #[test]
        fn offsets_point_at_the_letters_they_came_from(text in any::<String>()) {
            let folded = fold_with_offsets(&text);
            prop_assert_eq!(folded.offsets.len(), folded.text.len() + 1);
            for (at, character) in folded.text.char_indices() {
                let source = folded.offsets[at];
                prop_assert!(text.is_char_boundary(source));
                let original: String = text[source..].chars().take(1).collect();
                prop_assert_eq!(fold(&original), character.to_string());
            }
        }
    }
}
