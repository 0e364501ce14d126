//! One slip of the finger or of spelling: which words it leads to and what it costs.

use super::cost::Costs;

/// Letters of folded Vietnamese.
const LETTERS: &[u8] = b"aeiouyngthcmlbdpkrsvxq";
/// Spellings taken for one another in speech or in messages, beyond one letter: typed, meant.
const CONFUSIONS: [[&[u8]; 2]; 16] = [
    [b"ch", b"tr"],
    [b"tr", b"ch"],
    [b"gi", b"d"],
    [b"d", b"gi"],
    [b"gi", b"r"],
    [b"r", b"gi"],
    [b"gi", b"v"],
    [b"v", b"gi"],
    [b"k", b"qu"],
    [b"qu", b"k"],
    [b"c", b"qu"],
    [b"f", b"ph"],
    [b"j", b"gi"],
    [b"z", b"gi"],
    [b"w", b"qu"],
    [b"k", b"ch"],
];
/// Single letters taken for one another: pairs, both ways.
const SIMILAR: &[u8] = b"sxlniyckdrrvvdzdctjd";
/// Three rows of ten keys.
const BOARD: &[u8] = b"qwertyuiopasdfghjkl zxcvbnm";

/// Words longer than this are no syllables, and are not changed.
const LONGEST: usize = 9;

/// Every word one slip away from an ASCII word, some of them twice.
pub(super) fn edits(word: &str, visit: &mut dyn FnMut(&str)) {
    let word = word.as_bytes();
    if word.len() > LONGEST || !word.iter().all(u8::is_ascii_lowercase) {
        return;
    }
    let mut edited = String::new();
    // Letters before a place, others instead of `skip` letters, and the rest.
    let mut offer = |at: usize, middle: &[u8], skip: usize| {
        edited.clear();
        for byte in word.iter().take(at).chain(middle).chain(word.iter().skip(at + skip)) {
            edited.push(char::from(*byte));
        }
        visit(&edited);
    };
    for at in 0..=word.len() {
        let rest = word.get(at..).unwrap_or_default();
        for letter in LETTERS {
            for skip in 0..=rest.len().min(1) {
                offer(at, &[*letter], skip);
            }
        }
        if let [first, second @ ..] = rest {
            offer(at, &[], 1);
            if let [second, ..] = second {
                offer(at, &[*second, *first], 2);
            }
        }
        for [typed, meant] in CONFUSIONS {
            if rest.starts_with(typed) {
                offer(at, meant, typed.len());
            }
        }
    }
}

/// Length of what two words have in common at the front and at the back, without overlap.
pub(super) fn common(typed: &[u8], meant: &[u8]) -> (usize, usize) {
    let front = typed
        .iter()
        .zip(meant)
        .take_while(|(left, right)| left == right)
        .count();
    let back = typed
        .iter()
        .rev()
        .zip(meant.iter().rev())
        .take(typed.len().min(meant.len()) - front)
        .take_while(|(left, right)| left == right)
        .count();
    (front, back)
}

/// What it costs to type one folded word for another that is one slip away.
pub(super) fn edit_cost(typed: &[u8], meant: &[u8], costs: &Costs) -> f32 {
    let (front, back) = common(typed, meant);
    let middle = |word: &[u8]| -> (usize, [u8; 2]) {
        let mut letters = word.iter().take(word.len() - back).skip(front);
        (
            word.len() - back - front,
            [letters.next(), letters.next()].map(|letter| letter.copied().unwrap_or(0)),
        )
    };
    let before = front.checked_sub(1).and_then(|at| typed.get(at)).copied().unwrap_or(0);
    let after = typed.get(typed.len() - back).copied().unwrap_or(0);
    let ((typed, [first, second]), (meant, [other, another])) = (middle(typed), middle(meant));
    // The letter too many or too few, or the two that differ.
    let letter = first.max(other);
    match (typed, meant) {
        // "ng" and "nh" at the end of a word are "n" in much of the country.
        (0, 1) | (1, 0) if after == 0 && before == b'n' && matches!(letter, b'g' | b'h') => costs.confused,
        (0, 1) | (1, 0) if letter == before || letter == after => costs.doubled,
        (0, 1) => costs.dropped,
        (1, 0) if are_neighbours(letter, before) || are_neighbours(letter, after) => costs.neighbour,
        (1, 0) => costs.extra,
        (1, 1) if are_similar(first, other) => costs.confused,
        (1, 1) if are_neighbours(first, other) => costs.neighbour,
        (1, 1) => costs.other,
        (2, 2) if first == another && second == other => costs.swapped,
        _ => costs.confused,
    }
}

fn are_similar(left: u8, right: u8) -> bool {
    SIMILAR
        .chunks_exact(2)
        .any(|pair| pair == [left, right] || pair == [right, left])
}

/// Keys that touch on a QWERTY board, in quarters of a key: each row stands a little to the right of the one above.
fn are_neighbours(left: u8, right: u8) -> bool {
    let place = |letter: u8| {
        let at = BOARD.iter().position(|key| *key == letter)?;
        let (row, column) = (at / 10, at % 10);
        Some((row, column * 4 + row * (row + 1) / 2))
    };
    match (place(left), place(right)) {
        (Some(left), Some(right)) => left.0.abs_diff(right.0) <= 1 && left.1.abs_diff(right.1) <= 4,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{are_neighbours, edit_cost, edits};
    use crate::decode::cost::COSTS;

    #[test]
    fn every_kind_of_slip_is_made_and_priced() {
        for (typed, meant, cost) in [
            ("phuonh", "phuong", COSTS.neighbour),
            ("nghi", "ngho", COSTS.neighbour),
            ("hpo", "hop", COSTS.swapped),
            ("luog", "luong", COSTS.dropped),
            ("luonng", "luong", COSTS.doubled),
            ("xa", "sa", COSTS.confused),
            ("chanh", "tranh", COSTS.confused),
            ("da", "gia", COSTS.confused),
            ("bang", "ban", COSTS.confused),
            ("lam", "nam", COSTS.confused),
            ("ki", "ky", COSTS.confused),
            ("bxan", "ban", COSTS.extra),
            ("bap", "bat", COSTS.other),
        ] {
            let mut made = false;
            edits(typed, &mut |word| made |= word == meant);
            assert!(made, "{typed} -> {meant}");
            assert_eq!(
                edit_cost(typed.as_bytes(), meant.as_bytes(), &COSTS),
                cost,
                "{typed} -> {meant}"
            );
        }
    }

    #[test]
    fn neighbours_touch_on_the_keyboard() {
        assert!(are_neighbours(b'g', b'h') && are_neighbours(b'h', b'b') && are_neighbours(b's', b'w'));
        assert!(!are_neighbours(b'a', b'l') && !are_neighbours(b'q', b'z') && !are_neighbours(b'1', b'q'));
    }
}
