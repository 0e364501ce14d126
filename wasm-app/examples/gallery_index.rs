//! Writes a small search index, its catalogue and the words of the widgets beside the gallery; run by trunk, see `trunk.toml`.

use std::{env, error::Error, fs, path::PathBuf};

use search::{Analysis, Document, IndexBuilder, Thesaurus};
use wire::{
    catalogue::{Card, Entry, EntryKind, Item, encode},
    words::WORDS,
};

const QUESTIONS: [(&str, &str); 3] = [
    (
        "Nghỉ thai sản được mấy tháng?",
        "Lao động nữ được nghỉ 6 tháng trước và sau khi sinh.",
    ),
    (
        "Nghỉ phép năm được mấy ngày?",
        "Làm đủ 12 tháng thì được nghỉ 12 ngày, hưởng nguyên lương.",
    ),
    (
        "Tăng ca được trả bao nhiêu phần trăm?",
        "Ngày thường ít nhất 150%, ngày nghỉ 200%, ngày lễ 300%.",
    ),
];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(env::var_os("TRUNK_STAGING_DIR").ok_or("run by trunk, which sets TRUNK_STAGING_DIR")?);
    let mut builder = IndexBuilder::new();
    let (mut entries, mut cards) = (Vec::new(), Vec::new());
    for (title, answer) in QUESTIONS {
        let document = Document {
            title,
            body: answer,
            ..Document::default()
        };
        builder.add(Analysis::new(&document, &Thesaurus::everyday()));
        entries.push(Entry {
            href: "#bai-mau".to_owned(),
            title: title.to_owned(),
            kind: EntryKind::Question,
            topic: String::new(),
            from: None,
            until: None,
        });
        cards.push(Card {
            text: answer.to_owned(),
            ..Card::default()
        });
    }
    let index = folder.join("search");
    fs::create_dir_all(&index)?;
    let files = builder.finish();
    fs::write(index.join("head.bin"), files.head)?;
    for (number, bytes) in files.shards.iter().enumerate() {
        fs::write(index.join(format!("{number}.bin")), bytes)?;
    }
    let catalogue = folder.join("catalogue");
    fs::create_dir_all(&catalogue)?;
    for (number, block) in entries.chunks(Entry::PER_BLOCK).enumerate() {
        fs::write(catalogue.join(Entry::name(number)), encode(block))?;
    }
    for (number, block) in cards.chunks(Card::PER_BLOCK).enumerate() {
        fs::write(catalogue.join(Card::name(number)), encode(block))?;
    }
    fs::write(folder.join("words.txt"), words())?;
    Ok(())
}

/// What the portal says in Vietnamese, for both modules at once: here they are one.
fn words() -> String {
    let file = include_str!("../../site/strings/vi.toml");
    let word = |key: &str| {
        let line = file
            .lines()
            .find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""));
        line.map_or("", |line| line.trim_end_matches('"'))
    };
    let lines = WORDS.iter().map(|(_, key)| format!("{}\n", word(key)));
    lines.collect()
}
