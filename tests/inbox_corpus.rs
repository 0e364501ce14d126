//! Two thousand submissions as a busy month would bring them, made by a seeded generator that knows what it made: how many
//! copies, consents, telephone numbers, hostile texts and broken messages are found, and how many findings are right.

#![allow(clippy::print_stdout)] // what was measured is part of the result

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    time::Instant,
};

use serde_json::{Value, json};
use tests::{copy, repository, run};
use wire::draft::{Consents, Draft, Kind};

const COUNT: usize = 2_000;
const SEED: u64 = 20_261_129;

/// `SplitMix64` (Steele, Lea, Flood, 2014): the same numbers on any machine.
struct Chance(u64);

impl Chance {
    fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut number = self.0;
        number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        number ^ (number >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.number() % most as u64).expect("small")
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

/// Who did what, when, and so; a blank line between.
const WORDS: &str = include_str!("inbox/sentences.txt");

/// One of the words of a column.
fn word(chance: &mut Chance, column: usize) -> &'static str {
    let words: Vec<&str> = WORDS
        .split(
            "

",
        )
        .nth(column)
        .expect("four columns")
        .lines()
        .collect();
    words[chance.below(words.len())]
}

fn sentence(chance: &mut Chance) -> String {
    let words: Vec<&str> = (0..4).map(|column| word(chance, column)).collect();
    format!("{}.", words.join(" "))
}

fn story(chance: &mut Chance) -> String {
    let count = 3 + chance.below(6);
    let mut text = String::new();
    for number in 0..count {
        if number > 0 {
            text.push_str([" ", "\n", "\n\n"][chance.below(3)]);
        }
        text.push_str(&sentence(chance));
    }
    text
}

/// A mobile number, in one of the ways in which people hide or part it.
fn telephone(chance: &mut Chance) -> String {
    let mut digits = format!("0{}", ["3", "5", "7", "8", "9"][chance.below(5)]);
    while digits.len() < 10 {
        digits.push(char::from(b'0' + u8::try_from(chance.below(10)).expect("a digit")));
    }
    let parted = |mark: &str| format!("{}{mark}{}{mark}{}", &digits[..4], &digits[4..7], &digits[7..]);
    let spelled = |words: [&str; 10]| {
        digits
            .bytes()
            .map(|digit| words[usize::from(digit - b'0')])
            .collect::<Vec<_>>()
            .join(" ")
    };
    match chance.below(15) {
        0 => digits.clone(),
        1 => parted(" "),
        2 => parted("."),
        3 => parted("-"),
        4 => format!("+84 {}", &digits[1..]),
        5 => format!("84{}", &digits[1..]),
        6 => spelled(["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]),
        7 => spelled(["khong", "mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin"]),
        8 => digits
            .bytes()
            .map(|digit| char::from(digit).to_string())
            .collect::<Vec<_>>()
            .join(" "),
        9 => format!("({}) {}", &digits[..3], &digits[3..]),
        10 => digits.replacen('0', "o", 1),
        // Pictures of digits, a line in between, half words and half digits.
        11 => digits.chars().map(|digit| format!("{digit}\u{fe0f}\u{20e3}")).collect(),
        12 => format!("{}\n{}", &digits[..5], &digits[5..]),
        13 => format!("không {} {} rồi {}", &digits[1..4], &digits[4..7], &digits[7..]),
        _ => format!("{} chấm {} chấm {}", &digits[..4], &digits[4..7], &digits[7..]),
    }
}

const HOSTILE: [&str; 10] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[bấm](javascript:alert(1))",
    "Cоng đoàn tặng quà",
    "nhận th\u{200b}ưởng ngay",
    "\u{202e}đảo chữ",
    "<a href=\"javascript:x\">đây</a>",
    "&#x3C;svg onload=x&#x3E;",
    "javascript:alert(document.cookie)",
    "{{constructor.constructor('x')()}}",
];

/// The same told again: marks lost, a few words other, a sentence more or less.
fn nearly(chance: &mut Chance, text: &str) -> String {
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    for _ in 0..1 + chance.below(2) {
        let at = chance.below(words.len());
        words[at] = ["nha", "luôn", "đó", "nhé"][chance.below(4)].to_owned();
    }
    let again = words.join(" ");
    match chance.below(4) {
        0 => again.to_uppercase().to_lowercase() + " " + &sentence(chance),
        1 => again
            .replace(['à', 'á', 'ả', 'ạ', 'ã'], "a")
            .replace(['ô', 'ố', 'ồ', 'ộ', 'ổ'], "o"),
        2 => format!("Em gửi lại bài ạ. {again}"),
        _ => again,
    }
}

/// What the generator knows of one submission.
#[derive(Default)]
struct Truth {
    /// The original of each: texts of one original belong together, whichever came first.
    original: BTreeMap<String, String>,
    /// The same text under a number of its own.
    copies: Vec<String>,
    /// The same draft sent once more.
    again: BTreeSet<String>,
    near: Vec<String>,
    without_consent: BTreeSet<String>,
    telephone: BTreeSet<String>,
    hostile: BTreeSet<String>,
    /// Files whose one submission cannot be whole.
    broken: BTreeSet<String>,
}

impl Truth {
    /// One label for each of these among the texts of its original.
    fn wanted(&self, ids: &[String]) -> BTreeSet<String> {
        Self::counted(ids.iter().map(|id| self.original[id].clone()))
    }

    /// The same for findings: what was found, and what it was said to be the same as.
    fn found(&self, pairs: Vec<(String, String)>) -> BTreeSet<String> {
        Self::counted(pairs.into_iter().map(|(id, of)| {
            let (left, right) = (&self.original[&id], &self.original[&of]);
            if left == right {
                left.clone()
            } else {
                format!("{id} is not {of}")
            }
        }))
    }

    fn counted(labels: impl Iterator<Item = String>) -> BTreeSet<String> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        labels
            .map(|label| {
                let count = counts.entry(label.clone()).or_default();
                *count += 1;
                format!("{label} {count}")
            })
            .collect()
    }
}

fn hex(id: u64) -> String {
    format!("{id:016x}")
}

/// A month on its way into a folder.
struct Month<'a> {
    folder: &'a Path,
    chance: Chance,
    truth: Truth,
    originals: Vec<Draft>,
    chats: Vec<String>,
    table: String,
    objects: String,
}

impl Month<'_> {
    /// Writes the month; gives what it knows of it.
    fn written(folder: &Path) -> Truth {
        let mut month = Month {
            folder,
            chance: Chance(SEED),
            truth: Truth::default(),
            originals: Vec::new(),
            chats: Vec::new(),
            table: "id;Tiêu đề;Nội dung;Đồng ý cho đăng;Bài của tôi\n".to_owned(),
            objects: String::new(),
        };
        for number in 0..COUNT {
            if let Some(draft) = month.draft(number) {
                let original = month.truth.original.entry(hex(draft.id));
                original.or_insert_with(|| hex(draft.id));
                month.send(number, &draft);
            }
        }
        month.finish()
    }

    fn consents(publish: bool, own: bool) -> Consents {
        Consents {
            publish,
            people: false,
            own,
        }
    }

    fn plain(&mut self) -> Draft {
        let chance = &mut self.chance;
        Draft {
            id: chance.number(),
            kind: [Kind::Story, Kind::Tip, Kind::Poem, Kind::Thanks][chance.below(4)],
            consents: Self::consents(true, true),
            day: 20_780,
            title: format!("{} {}", word(chance, 0), word(chance, 1)),
            text: story(chance),
            credit: None,
            unit: None,
            reply_to: None,
            contest: None,
            photos: Vec::new(),
        }
    }

    /// The submission of this number, and what is true of it; none when it was broken on its way.
    fn draft(&mut self, number: usize) -> Option<Draft> {
        let mut draft = self.plain();
        let id = hex(draft.id);
        let chance = &mut self.chance;
        match number % 100 {
            // 5 % the same again, 5 % nearly the same.
            0..5 if self.originals.len() > 50 => return Some(self.copy()),
            5..10 if self.originals.len() > 50 => {
                let of = &self.originals[chance.below(self.originals.len())];
                draft.title.clone_from(&of.title);
                draft.text = nearly(chance, &of.text);
                self.truth.near.push(id.clone());
                self.truth.original.insert(id, hex(of.id));
            }
            10..15 => {
                let (publish, own) = [(false, true), (true, false), (false, false)][chance.below(3)];
                draft.consents = Self::consents(publish, own);
                self.truth.without_consent.insert(id);
            }
            15..20 => {
                let before = ["Ai cần thì gọi", "Zalo em", "Nhắn cho em số", "SĐT:"][chance.below(4)];
                let (number, after) = (telephone(chance), sentence(chance));
                draft.text = format!("{} {before} {number} nhé. {after}", draft.text);
                self.truth.telephone.insert(id);
            }
            20 => {
                draft.text = format!("{}\n{} {}", draft.text, chance.one(&HOSTILE), sentence(chance));
                self.truth.hostile.insert(id);
            }
            21 => {
                self.broken(number, &draft);
                return None;
            }
            _ => self.originals.push(draft.clone()),
        }
        Some(draft)
    }

    /// Sent again from the same phone, or anew from another.
    fn copy(&mut self) -> Draft {
        let mut draft = self.originals[self.chance.below(self.originals.len())].clone();
        let original = hex(draft.id);
        if self.chance.below(2) == 0 {
            draft.id = self.chance.number();
            self.truth.copies.push(hex(draft.id));
            self.truth.original.insert(hex(draft.id), original);
        } else {
            self.truth.again.insert(original);
        }
        draft
    }

    /// A message is missing or has lost its end.
    fn broken(&mut self, number: usize, draft: &Draft) {
        let mut messages = draft.messages(120).expect("sound");
        let at = self.chance.below(messages.len());
        if self.chance.below(2) == 0 {
            messages.remove(at);
        } else {
            let length = messages[at].len();
            messages[at].truncate(length - 5);
        }
        let name = format!("hong-{number}.txt");
        fs::write(self.folder.join(&name), messages.join("\n")).expect("writable");
        self.truth.broken.insert(name);
    }

    /// Most come by chat, a tenth each by a form's table, a form's objects, mail.
    fn send(&mut self, number: usize, draft: &Draft) {
        let is_repeated = number % 100 < 10;
        let (id, title, text) = (hex(draft.id), &draft.title, &draft.text);
        let (publish, own) = (draft.consents.publish, draft.consents.own);
        match number / 100 % 10 {
            0 if !is_repeated => {
                let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
                let yes = |ticked: bool| if ticked { "Có" } else { "Không" };
                let row = [
                    id,
                    cell(title),
                    cell(text),
                    yes(publish).to_owned(),
                    yes(own).to_owned(),
                ];
                self.table.push_str(&(row.join(";") + "\n"));
            }
            1 if !is_repeated => {
                let object = json!({ "id": id, "title": title, "text": text, "publish": publish, "own": own });
                self.objects.push_str(&format!("{object}\n"));
            }
            2 => {
                let messages = draft.messages(9_000).expect("sound").concat();
                let lines: Vec<_> = messages.as_bytes().chunks(72).map(String::from_utf8_lossy).collect();
                let head = "Content-Type: text/plain\r\n\r\nEm gui bai a\r\n";
                let mail = format!("Subject: bai {number}\r\n{head}{}\r\n", lines.join("\r\n"));
                fs::write(self.folder.join(format!("thu-{number}.eml")), mail).expect("writable");
            }
            _ => {
                let letters = 300 + self.chance.below(600);
                self.chats.extend(draft.messages(letters).expect("sound"));
            }
        }
    }

    /// Chats come in any order, in several files.
    fn finish(mut self) -> Truth {
        let (chats, chance) = (&mut self.chats, &mut self.chance);
        for at in (1..chats.len()).rev() {
            chats.swap(at, chance.below(at + 1));
        }
        for (number, messages) in chats.chunks(500).enumerate() {
            let mut said =
                |part: &String| format!("[{}:{:02}] Lan: {part} dạ chị\n", chance.below(24), chance.below(60));
            let chat: String = messages.iter().map(&mut said).collect();
            fs::write(self.folder.join(format!("chat-{number}.txt")), chat).expect("writable");
        }
        fs::write(self.folder.join("bang.csv"), self.table).expect("writable");
        fs::write(self.folder.join("dong.jsonl"), self.objects).expect("writable");
        self.truth
    }
}

/// Prints both shares and holds them to a floor.
fn measured(what: &str, wanted: &BTreeSet<String>, found: &BTreeSet<String>, floors: (f64, f64)) {
    let right = wanted.intersection(found).count();
    #[allow(clippy::cast_precision_loss)]
    let share = |of: usize| if of == 0 { 1.0 } else { right as f64 / of as f64 };
    let (precision, recall) = (share(found.len()), share(wanted.len()));
    println!(
        "{what:<18} {:>4} made, {:>4} found, {right:>4} right: precision {precision:.3}, recall {recall:.3}",
        wanted.len(),
        found.len()
    );
    let missed: Vec<_> = wanted.difference(found).take(3).collect();
    let wrong: Vec<_> = found.difference(wanted).take(3).collect();
    assert!(!wanted.is_empty(), "{what}: nothing was made");
    assert!(
        precision >= floors.0 && recall >= floors.1,
        "{what}: missed {missed:?}, wrong {wrong:?}"
    );
}

/// Runs the real command over what came; its report and the seconds it took.
fn inbox(root: &Path) -> (Value, f64) {
    let start = Instant::now();
    let came = root.join("den");
    let (came, root) = (came.to_str().expect("plain"), root.to_str().expect("plain"));
    let place = ["--root", root, "--today", "2026-11-29", "--format", "json"];
    let (code, output, errors) = run(&[&["inbox", came], &place[..]].concat());
    assert_eq!(code, 2, "{errors}");
    let report = serde_json::from_str(&output).expect("JSON");
    (report, start.elapsed().as_secs_f64())
}

fn items(list: &Value) -> &[Value] {
    list.as_array().expect("a list")
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().expect("a text").to_owned()
}

/// Numbers of what was taken with one of these flags.
fn flagged(report: &Value, codes: &[&str]) -> BTreeSet<String> {
    let has = |taken: &&Value| {
        items(&taken["flags"])
            .iter()
            .any(|flag| codes.contains(&text(flag, "code").as_str()))
    };
    items(&report["taken"])
        .iter()
        .filter(has)
        .map(|taken| text(taken, "id"))
        .collect()
}

/// What was called nearly the same, and as what.
fn called_near(report: &Value) -> Vec<(String, String)> {
    let pair = |taken: &Value| {
        let flag = items(&taken["flags"])
            .iter()
            .find(|flag| flag["code"] == "near-duplicate")?;
        let message = text(flag, "message");
        let other = message.split(' ').next_back()?.trim_end_matches('.').to_owned();
        Some((text(taken, "id"), other))
    };
    items(&report["taken"]).iter().filter_map(pair).collect()
}

#[test]
fn two_thousand_submissions_are_judged_well() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    copy(&repository().join("tests/checks/base"), root);
    fs::create_dir(root.join("den")).expect("writable");
    let truth = Month::written(&root.join("den"));
    let (report, seconds) = inbox(root);
    let (taken, known) = (items(&report["taken"]).len(), items(&report["skipped"]).len());
    println!("{COUNT} submissions in {seconds:.1} s (this build): {taken} taken, {known} known already");
    let set_aside = items(&report["skipped"])
        .iter()
        .map(|item| (text(item, "id"), text(item, "of")));
    let (again, anew): (Vec<_>, Vec<_>) = set_aside.partition(|(id, of)| id == of);
    // Messages sent twice are mostly one before they are counted: they join to the same whole.
    assert!(
        again.iter().all(|(id, _)| truth.again.contains(id)),
        "only what was sent again is called so"
    );
    measured("copies", &truth.wanted(&truth.copies), &truth.found(anew), (1.0, 1.0));
    let near = truth.found(called_near(&report));
    measured("near duplicates", &truth.wanted(&truth.near), &near, (0.95, 0.95));
    let without = flagged(&report, &["consent-missing"]);
    measured("no consent", &truth.without_consent, &without, (1.0, 1.0));
    measured(
        "telephone",
        &truth.telephone,
        &flagged(&report, &["phone-number"]),
        (0.98, 0.97),
    );
    let hostile = flagged(
        &report,
        &["markup-in-text", "hidden-letter", "look-alike-letter", "member-link"],
    );
    measured("hostile", &truth.hostile, &hostile, (0.95, 0.95));
    let file = |fault: &Value| text(fault, "file").rsplit('/').next().expect("a name").to_owned();
    let broken: BTreeSet<String> = items(&report["faults"]).iter().map(file).collect();
    measured("broken", &truth.broken, &broken, (1.0, 1.0));
    let (second, more) = inbox(root);
    assert_eq!(second["taken"], json!([]), "a second run adds nothing");
    println!("a second run adds nothing, {more:.1} s");
    assert!(seconds < 180.0, "{seconds} s");
}
