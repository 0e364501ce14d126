//! The script of every page: `site/assets/page/*.js` in one file, with the words they say; and those of single pages.
//!
//! One file, as each costs a journey on a slow line. It is plain JavaScript of 2017, so that an old browser that knows
//! no modules still gets it.

use std::collections::BTreeMap;

use super::{Artifact, search_files::asset};
use crate::theme::Theme;

const FOLDER: &str = "page/";
/// What the others build on.
const FIRST: &str = "page/storage.js";
/// Keys of words that the script says.
const WORD: &str = "script_";

/// Adds the script; gives its address. None when the theme has none.
pub(super) fn add(theme: &Theme, artifacts: &mut Vec<Artifact>) -> Option<String> {
    let first = theme.assets.get(FIRST)?;
    let others = theme.assets.range(FOLDER.to_owned()..).map_while(|(name, bytes)| {
        let is_script = name.starts_with(FOLDER);
        is_script.then_some((name, bytes))
    });
    let others = others.filter(|(name, _)| *name != FIRST && name.ends_with(".js"));
    let words: BTreeMap<&str, &String> = theme
        .words
        .iter()
        .filter_map(|(key, text)| Some((key.strip_prefix(WORD)?, text)))
        .collect();
    let words = serde_json::to_string(&words).unwrap_or_else(|_| "{}".to_owned());
    let mut script = format!("{{const words={words};\n");
    for bytes in [first].into_iter().chain(others.map(|(_, bytes)| bytes)) {
        script.push_str(&without_comments(&String::from_utf8_lossy(bytes)));
    }
    script.push('}');
    Some(asset("page.js", script.into_bytes(), artifacts))
}

/// Adds a script of one kind of page, made of files of which others are made, too; gives its address, under the name of the
/// last. None when the theme lacks one.
pub(super) fn joined(theme: &Theme, names: &[&str], artifacts: &mut Vec<Artifact>) -> Option<String> {
    let mut script = "{\n".to_owned();
    for name in names {
        script.push_str(&without_comments(&String::from_utf8_lossy(theme.assets.get(*name)?)));
    }
    script.push('}');
    Some(asset(names.last()?, script.into_bytes(), artifacts))
}

/// Leaves out whole lines of comment and the space before a line: what a phone has no use for.
fn without_comments(script: &str) -> String {
    let lines = script.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty() && !line.starts_with("//"))
        .flat_map(|line| [line, "\n"])
        .collect()
}
