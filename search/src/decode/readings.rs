//! What one typed word may stand for: as written, with marks missing or wrong, raw keys, one slip.

use super::{
    How,
    cost::Costs,
    edits::{common, edit_cost},
    model::{Model, Syllable},
};
use crate::{
    fold::{count_letters, fold, letters_of, split_tone},
    syllable::{is_toneless_syllable, is_vowel, lacks_marks, read_keys},
    token::Token,
};

/// Readings kept of one word.
pub(super) const BEAM: usize = 14;

/// A reading that costs this much more than the best, alone, is not saved by its neighbours.
const MARGIN: f32 = 9.0;

/// One syllable for one typed word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    pub(super) syllable: Syllable,
    /// −ln of the probability of typing what was typed when this is meant.
    pub(super) cost: f32,
    /// Its cost as if it stood alone.
    total: f32,
    pub(super) how: How,
    /// The reader gave at least one mark or mark key, so the marks are part of the question.
    pub(super) marked: bool,
}

/// Which guesses are allowed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Allowed {
    pub(super) keys: bool,
    pub(super) slips: bool,
    /// The word may go on.
    pub(super) unfinished: bool,
    pub(super) habits: Habits,
}

/// −ln of how often this reader types in a certain way, judged by the words that leave no doubt.
#[derive(Debug, Clone, Copy)]
pub(super) struct Habits {
    /// Leaves out all marks.
    bare: f32,
    /// Gives them by raw keys.
    keys: f32,
}

impl Habits {
    pub(super) fn of(typed: &[Token], costs: &Costs) -> Self {
        let (mut bare, mut keys, mut marked) = (0.0, 0.0, 0.0);
        for token in typed {
            if token.is_marked() {
                marked += 1.0;
            } else if lacks_marks(&token.folded) {
                bare += 1.0;
            } else if !is_toneless_syllable(&token.folded)
                && read_keys(&token.folded).is_some_and(|(letters, _)| is_toneless_syllable(&fold(&letters)))
            {
                keys += 1.0;
            }
        }
        let (bare, keys) = (bare + costs.bare_before, keys + costs.keys_before);
        Self {
            bare: -(bare / (bare + keys - costs.keys_before + marked + costs.marked_before)).ln(),
            keys: -(keys / (keys + marked + 1.0)).ln(),
        }
    }
}

/// Letters and tone somebody gave, by marks or by keys.
struct Typed<'a> {
    letters: Vec<char>,
    folded: &'a str,
    tone: u8,
    form: &'a str,
    how: How,
    cost: f32,
    marked: bool,
}

/// The likeliest readings of a word; the one as written comes first, whatever it costs.
pub(super) fn readings(model: &mut Model<'_>, token: &Token, allowed: Allowed) -> Vec<Reading> {
    let mut found = Vec::new();
    let has_tone = count_letters(&token.exact) > count_letters(&token.folded);
    let (letters, tone) = if has_tone {
        split_tone(&token.exact)
    } else {
        (token.exact.as_str(), 0)
    };
    let written = Typed {
        letters: letters_of(letters),
        folded: &token.folded,
        tone,
        form: &token.exact,
        how: How::Written,
        cost: 0.0,
        marked: token.is_marked(),
    };
    add_readings(model, &written, allowed, &mut found);
    if allowed.keys
        && !written.marked
        && let Some((mut form, tone)) = read_keys(&token.folded)
    {
        let (letters, folded) = (letters_of(&form), fold(&form));
        if is_toneless_syllable(&folded) || (allowed.unfinished && model.lexicon.begins(&folded)) {
            if tone > 0 {
                form.push(char::from(b'0' + tone));
            }
            let keys = Typed {
                letters,
                folded: &folded,
                tone,
                form: &form,
                how: How::Keys,
                cost: allowed.habits.keys,
                marked: true,
            };
            add_readings(model, &keys, allowed, &mut found);
        }
    }
    let best = found.iter().map(|reading| reading.total).fold(f32::INFINITY, f32::min);
    let mut number = 0;
    found.retain(|reading| {
        number += 1;
        number == 1 || reading.total < best + MARGIN
    });
    found
}

fn add_readings(model: &mut Model<'_>, typed: &Typed<'_>, allowed: Allowed, found: &mut Vec<Reading>) {
    let mut literal = model.look_up(typed.folded, typed.form);
    if allowed.unfinished && model.lexicon.begins(typed.folded) {
        literal.chance = literal.chance.max(model.costs.unfinished);
    }
    found.push(Reading {
        syllable: literal,
        cost: typed.cost,
        total: typed.cost - literal.chance.ln(),
        how: typed.how,
        marked: typed.marked,
    });
    add_forms(model, typed, typed.folded, 0.0, allowed, found);
    // Keys that make a known syllable were struck as meant.
    if allowed.slips
        && typed.folded.len() > 1
        && (typed.how == How::Written || model.lexicon.frequency(typed.folded) == 0)
    {
        let lexicon = model.lexicon;
        lexicon.near(typed.folded, &mut |folded| {
            if folded != typed.folded {
                let slip = edit_cost(typed.folded.as_bytes(), folded.as_bytes(), model.costs);
                add_forms(model, typed, folded, slip, allowed, found);
            }
        });
    }
}

/// True when the word is, or its keys make, the beginning of a word in the lexicon.
pub(super) fn is_begun(model: &Model<'_>, token: &Token) -> bool {
    model.lexicon.begins(&token.folded)
        || read_keys(&token.folded).is_some_and(|(letters, _)| model.lexicon.begins(&fold(&letters)))
}

/// All marked forms of a folded word, as far as they agree with what was typed or could be meant by it. `slip` is the cost
/// of what sets the letters apart, 0 when they are the same.
fn add_forms(
    model: &mut Model<'_>,
    typed: &Typed<'_>,
    folded: &str,
    slip: f32,
    allowed: Allowed,
    found: &mut Vec<Reading>,
) {
    let lexicon = model.lexicon;
    let shared = common(typed.folded.as_bytes(), folded.as_bytes());
    lexicon.forms(folded, &mut |form, count| {
        let (marks, wrong) = marks_cost(model.costs, typed, form, shared, allowed.habits.bare);
        if wrong && !allowed.slips {
            return;
        }
        let how = if wrong || slip > 0.0 {
            How::Edit
        } else if typed.how == How::Keys || form == typed.form {
            typed.how
        } else {
            How::Marks
        };
        keep(
            model,
            folded,
            form,
            count,
            typed.cost + slip + marks,
            how,
            typed.marked,
            found,
        );
    });
}

/// What it costs to leave out or mistake marks, and whether any is mistaken. Only the letters in common are compared; a
/// tone on a letter that was not struck is lost with it.
fn marks_cost(costs: &Costs, typed: &Typed<'_>, form: &str, shared: (usize, usize), bare: f32) -> (f32, bool) {
    let (letters, tone) = split_tone(form);
    let length = count_letters(letters);
    let (mut missing, mut wrong, mut lost, mut cost) = (false, false, false, 0.0);
    for (at, meant) in letters.chars().enumerate() {
        let place = if at < shared.0 {
            at
        } else if at + shared.1 >= length {
            at + typed.letters.len() - length
        } else {
            usize::MAX
        };
        match typed.letters.get(place) {
            Some(typed) if *typed == meant => {}
            Some(typed) if typed.is_ascii() => missing = true,
            Some(_) => {
                wrong = true;
                cost += costs.quality_wrong;
            }
            None => lost |= is_vowel(meant),
        }
    }
    if typed.tone == 0 {
        missing |= tone > 0 && !lost;
    } else if typed.tone != tone {
        wrong = true;
        cost += match (typed.tone, tone) {
            (2, 3) | (3, 2) => costs.tone_confused,
            _ => costs.tone_wrong,
        };
    }
    if missing {
        cost += if typed.marked { costs.partial } else { bare };
    }
    (cost, wrong)
}

/// Puts a reading among the best, once.
#[allow(clippy::too_many_arguments)] // one call: a struct would only name the same things again
fn keep(
    model: &mut Model<'_>,
    folded: &str,
    form: &str,
    count: u32,
    cost: f32,
    how: How,
    marked: bool,
    found: &mut Vec<Reading>,
) {
    let total = cost - model.chance(folded, form, count).ln();
    let (mut same, mut worst) = (None, None);
    let mut most = total;
    for (at, known) in found.iter().enumerate() {
        if model.form(known.syllable) == form && model.folded(known.syllable) == folded {
            if known.cost <= cost {
                return;
            }
            same = Some(at);
        }
        // The first is the word as written.
        if at > 0 && known.total > most {
            most = known.total;
            worst = Some(at);
        }
    }
    let full = found.len() >= BEAM;
    if full && same.is_none() && worst.is_none() {
        return;
    }
    let reading = Reading {
        syllable: model.syllable(folded, form, count),
        cost,
        total,
        how,
        marked,
    };
    match same.or(worst.filter(|_| full)).and_then(|at| found.get_mut(at)) {
        Some(place) => *place = reading,
        None => found.push(reading),
    }
}
