//! `portal inbox --review`: all that waits on one page, for an editor who likes a browser better than a terminal.
//!
//! The page is a file of its own: no script, no server, no request. Her choices go into its address when she presses the
//! button; the address, copied into a file, is what `--decisions` does.

use std::{collections::BTreeMap, path::Path};

use base64::{Engine, prelude::BASE64_STANDARD};
use minijinja::{AutoEscape, Environment, Value, context};
use sha2::{Digest, Sha256};

use super::{
    Arguments, Format,
    disk::{Disk, Trouble},
    near,
};
use crate::{
    command::terminal,
    diag::text,
    inbox::{
        near::Near,
        record::{Record, State, is_id},
        review::{Card, Waiting, card},
    },
    render::write_escaped,
};

const PAGE: &str = include_str!("review.html");
const STYLE: &str = include_str!("review.css");
/// Cards on a page: with three pictures each it has some 60 MB, which a browser still opens.
const MOST: usize = 100;

pub(super) fn write(disk: &Disk, file: &Path, arguments: &Arguments) -> Result<(), Trouble> {
    disk.is_portal()?;
    let records = disk.records()?;
    let waiting: Vec<&Record> = records.values().filter(|record| record.state == State::New).collect();
    let words = disk.texts(&records)?;
    let cards = cards(disk, &waiting, &words, arguments)?;
    let language = arguments.place.language();
    let view = context! {
        style => Value::from_safe_string(STYLE.to_owned()),
        hash => BASE64_STANDARD.encode(Sha256::digest(STYLE.as_bytes())),
        day => arguments.place.today().to_string(),
        left => waiting.len() - cards.len(),
        cards => Value::from(minijinja::value::Serde(&cards)),
    };
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_formatter(write_escaped);
    let page = environment.render_str(PAGE, view).map_err(|error| {
        let error = error.to_string();
        Trouble::Usage(text!("lỗi: {error}\n", "error: {error}\n"))
    })?;
    disk.put(file, page.as_bytes())?;
    if arguments.format == Format::Text {
        let (count, file) = (cards.len(), file.display());
        terminal::print(
            text!(
                "{count} bài đang chờ, mở {file} bằng trình duyệt để duyệt\n",
                "{count} waiting; open {file} in a browser to review them\n"
            )
            .in_language(language),
        );
    }
    Ok(())
}

/// `words` are those of what waits and of what is published, by number or path.
fn cards(
    disk: &Disk,
    waiting: &[&Record],
    words: &[(String, String)],
    arguments: &Arguments,
) -> Result<Vec<Card>, Trouble> {
    let rude = disk.rude_words()?;
    let mut known = Near::default();
    let mut own = BTreeMap::new();
    for (name, words) in words {
        if is_id(name) {
            own.insert(name.as_str(), words.as_str());
        } else {
            known.add(name, words);
        }
    }
    let mut cards = Vec::new();
    for record in waiting.iter().take(MOST) {
        let mut files = record.files.iter();
        let Some(text) = files.next().map(|path| disk.text(path)).transpose()?.flatten() else {
            continue;
        };
        let pictures = files.map(|path| Ok((path.clone(), disk.bytes(path)?)));
        let pictures: Vec<(String, Vec<u8>)> = pictures.collect::<Result<_, Trouble>>()?;
        let words = own.get(record.id.as_str()).copied().unwrap_or_default();
        let similar = known
            .nearest(words)
            .map(|(other, share)| near(&record.files[0], other, share));
        known.add(&record.id, words);
        let shown = Waiting {
            record,
            text: &text,
            pictures: &pictures,
            similar,
        };
        cards.push(card(shown, &rude, arguments.place.today(), arguments.place.language()));
    }
    Ok(cards)
}
