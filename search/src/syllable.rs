//! What a Vietnamese syllable can look like, and raw Telex and VNI keys decoded into one.
//!
//! People type "nghir" when the keyboard did not take the keys. A word is decoded only when it is no possible toneless
//! syllable as it stands and the decoded one is: "ban" stays, "banf" becomes "bàn".
//! Source of the tables: the closed set of onsets and rimes of written Vietnamese (Đoàn Thiện Thuật, *Ngữ âm tiếng
//! Việt*, 1977); key rules as in the usual Telex and VNI input methods.

use crate::fold::{Letter, Quality, count_letters, letter, with_quality};

/// Initial consonants, longest first so that the first match is the right one.
const ONSETS: [&str; 28] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x", "",
];

/// Rimes without tone, sorted.
const RIMES: &str = " a ac ach ai am an ang anh ao ap at au ay e ec em en eng eo ep et i ia ich iec im in inh ip it iu \
    iêc iêm iên iêng iêp iêt iêu iê o oa oac oach oai oam oan oang oanh oao oap oat oay oe oen oeo oet oi om on ong \
    ooc oong op ot oăc oăm oăn oăng oăt u ua uc ui um un ung up ut uy uya uych uyn uynh uyt uyu uyê uyên uyêt uân uâng \
    uât uây uê uênh uêch uô uôc uôi uôm uôn uông uôt uơ y yêm yên yêng yêt yêu yê ă ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    ê êch êm ên ênh êp êt êu ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt ư ưa ưc ưi ưm ưn ưng ưt ưu ươ ươc ươi ươm ươn \
    ương ươp ươt ươu ";

fn is_rime(rime: &str) -> bool {
    RIMES.split_ascii_whitespace().any(|known| known == rime)
}

fn is_toneless_rime(rime: &str) -> bool {
    RIMES.split_ascii_whitespace().any(|known| {
        count_letters(known) == rime.len()
            && known
                .chars()
                .zip(rime.chars())
                .all(|(known, typed)| match letter(known) {
                    Letter::Plain { base, .. } => base == typed,
                    _ => false,
                })
    })
}

fn with_any_onset(word: &str, is_rime: fn(&str) -> bool) -> bool {
    ONSETS.iter().filter_map(|onset| word.strip_prefix(onset)).any(is_rime) || matches!(word, "gi")
}

/// True when these lower-case letters with quality marks and without tone can be a syllable.
pub fn is_syllable(word: &str) -> bool {
    with_any_onset(word, is_rime)
}

/// True when these ASCII letters are a syllable whose marks were left out.
pub fn is_toneless_syllable(word: &str) -> bool {
    with_any_onset(word, is_toneless_rime)
}

/// What the keys of a word write when they are read as Telex (letters only) or VNI (with digits): quality-marked letters
/// and a tone. `None` when there is no such reading, or when it changes nothing.
///
/// Nobody is asked here whether a syllable came out: `viecj` gives `viec` with the dot, whose circumflex is still missing.
pub fn read_keys(word: &str) -> Option<(String, u8)> {
    if word.len() > 12 || !word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    let word = word.to_ascii_lowercase();
    let read = if word.bytes().any(|byte| byte.is_ascii_digit()) {
        decode(&word, vni_key)
    } else {
        decode(&word, telex_key)
    };
    read.filter(|(letters, tone)| *tone > 0 || *letters != word)
}

/// True when a toneless word must have lost its marks: as it stands it is no syllable, or one that is never level.
pub fn lacks_marks(word: &str) -> bool {
    is_toneless_syllable(word) && (!is_syllable(word) || is_never_level(word))
}

/// True when the last letters stop the breath (p, t, c, ch): such a syllable has the acute tone or the dot.
pub fn is_never_level(letters: &str) -> bool {
    matches!(letters.as_bytes(), [.., b'p' | b't' | b'c'] | [.., b'c', b'h'])
}

enum Key {
    Letter(char),
    Tone(u8),
    Mark(Quality),
    Stroke,
    Plain,
}

pub(crate) fn is_vowel(letter: char) -> bool {
    matches!(
        letter,
        'a' | 'ă' | 'â' | 'e' | 'ê' | 'i' | 'o' | 'ô' | 'ơ' | 'u' | 'ư' | 'y'
    )
}

fn telex_key(key: char, letters: &[char]) -> Key {
    let has_vowel = letters.iter().any(|letter| is_vowel(*letter));
    match key {
        'd' if letters.first() == Some(&'d') => Key::Stroke,
        'a' | 'e' | 'o' if letters.contains(&key) => Key::Mark(Quality::Circumflex),
        // "hoawcj", "quawng": behind a sounding o or u the key can only mean the a.
        'w' if letters.ends_with(&['o', 'a']) || letters.starts_with(&['q', 'u', 'a']) => Key::Mark(Quality::Breve),
        'w' if letters.contains(&'o') || letters.contains(&'u') => Key::Mark(Quality::Horn),
        'w' if letters.contains(&'a') => Key::Mark(Quality::Breve),
        'w' if !has_vowel => Key::Letter('ư'),
        'z' if has_vowel => Key::Tone(0),
        'f' if has_vowel => Key::Tone(1),
        'r' if has_vowel => Key::Tone(2),
        'x' if has_vowel => Key::Tone(3),
        's' if has_vowel => Key::Tone(4),
        'j' if has_vowel => Key::Tone(5),
        _ => Key::Plain,
    }
}

fn vni_key(key: char, _letters: &[char]) -> Key {
    match key {
        '0' => Key::Tone(0),
        '1' => Key::Tone(4),
        '2' => Key::Tone(1),
        '3' => Key::Tone(2),
        '4' => Key::Tone(3),
        '5' => Key::Tone(5),
        '6' => Key::Mark(Quality::Circumflex),
        '7' => Key::Mark(Quality::Horn),
        '8' => Key::Mark(Quality::Breve),
        '9' => Key::Stroke,
        _ => Key::Plain,
    }
}

fn decode(word: &str, key_of: fn(char, &[char]) -> Key) -> Option<(String, u8)> {
    let mut letters: Vec<char> = Vec::with_capacity(word.len());
    let mut tone = 0;
    for key in word.chars() {
        match key_of(key, &letters) {
            Key::Plain => letters.push(key),
            Key::Letter(letter) => letters.push(letter),
            // The key that takes a tone away means nothing where there is none.
            Key::Tone(0) if tone == 0 => return None,
            // Pressed twice, a tone key stands for its letter: "off", "ass".
            Key::Tone(pressed) if pressed == tone => return None,
            Key::Tone(pressed) => tone = pressed,
            Key::Stroke => *letters.first_mut().filter(|first| **first == 'd')? = 'đ',
            Key::Mark(quality) => mark(&mut letters, key, quality)?,
        }
    }
    pair_horns(&mut letters, word);
    Some((letters.into_iter().collect(), tone))
}

/// `uơ` and `ưo` are written with both horns, as keyboards accept one key for the two; but `thuở` and `quơ` have one.
fn pair_horns(letters: &mut [char], word: &str) {
    let Some(at) = letters
        .windows(2)
        .position(|pair| matches!(pair, ['u', 'ơ'] | ['ư', 'o']))
    else {
        return;
    };
    let ends_here = at + 2 == letters.len();
    let one_horn = ends_here && matches!(letters, ['t', 'h', ..] | ['h', 'u' | 'ư', ..] | ['q', ..]);
    let typed_two = word.as_bytes().windows(2).any(|keys| keys == b"uw" || keys == b"u7");
    letters[at] = if one_horn && !typed_two { 'u' } else { 'ư' };
    letters[at + 1] = 'ơ';
}

/// Puts the mark on the vowel the key speaks of: Telex names it (`aa`), VNI and `w` take the last that fits.
fn mark(letters: &mut [char], key: char, quality: Quality) -> Option<()> {
    let named = matches!(key, 'a' | 'e' | 'o').then_some(key);
    let fits = |vowel: char| with_quality(vowel, quality).filter(|_| named.is_none_or(|named| named == vowel));
    let (place, marked) = letters
        .iter_mut()
        .rev()
        .find_map(|vowel| fits(*vowel).map(|marked| (vowel, marked)))?;
    *place = marked;
    Some(())
}

#[cfg(test)]
mod tests {
    use super::{is_syllable, is_toneless_syllable, lacks_marks, read_keys};
    use crate::fold::exact_form;

    /// The exact form of the syllable that keys write, if they write one.
    fn written(keys: &str) -> Option<String> {
        let (form, tone) = read_keys(keys).filter(|(form, _)| is_syllable(form))?;
        Some(if tone > 0 { format!("{form}{tone}") } else { form })
    }

    #[test]
    fn telex_and_vni_keys_are_decoded_wherever_they_stand() {
        for (keys, word) in [
            ("nghir", "nghỉ"),
            ("nghi3", "nghỉ"),
            ("sanr", "sản"),
            ("tieenf", "tiền"),
            ("tieefn", "tiền"),
            ("tien62", "tiền"),
            ("dduwowcj", "được"),
            ("d9uoc75", "được"),
            ("dduwocj", "được"),
            ("dduocwj", "được"),
            ("hopj", "họp"),
            ("luowng", "lương"),
            ("baor", "bảo"),
            ("hieemr", "hiểm"),
            ("ddieeuf", "điều"),
            ("thuwr", "thử"),
            ("nguowif", "người"),
            ("vieejc", "việc"),
            ("quyeenf", "quyền"),
            ("thuees", "thuế"),
            ("dawng", "dăng"),
            ("mas", "má"),
            ("giuwx", "giữ"),
            ("gif", "gì"),
            ("trwowngf", "trường"),
            ("tw", "tư"),
            ("hoawcj", "hoặc"),
            ("quawngj", "quặng"),
        ] {
            assert_eq!(written(keys).as_deref(), Some(exact_form(word).as_str()), "{keys}");
        }
    }

    #[test]
    fn plain_words_and_strange_ones_stay_as_they_are() {
        for word in [
            "ban", "nghi", "hop", "dong", "luong", "viec", "xyz", "139", "facebook", "bhxh", "thoa",
        ] {
            assert_eq!(written(word), None, "{word}");
        }
    }

    #[test]
    fn keys_are_read_though_marks_are_still_missing() {
        assert_eq!(read_keys("viecj"), Some(("viec".to_owned(), 5)));
        assert_eq!(read_keys("khoong"), Some(("không".to_owned(), 0)));
        assert_eq!(read_keys("nghi"), None);
        assert_eq!(read_keys("off"), None);
        assert!(lacks_marks("hop") && lacks_marks("duoc") && !lacks_marks("sao") && !lacks_marks("bhxh"));
    }

    #[test]
    fn syllables_are_told_from_other_letters() {
        assert!(is_syllable("nghiêng") && is_syllable("quyên") && is_syllable("gi"));
        assert!(!is_syllable("bhxh") && !is_toneless_syllable("nghir"));
    }
}
