//! Mechanical cures: findings that carry a [`Fix`] become changes of files.
//!
//! In: a site, its sources, findings. Out: a [`Plan`]; nothing is written here. A rewritten file keeps everything that no
//! fix speaks of: byte order mark, line ends, every other line.

use std::{collections::BTreeMap, ops::Range};

use crate::{
    content::kinds::Kind,
    diag::{Diagnostic, Fix},
    site::{Site, link::Target},
    source::Source,
};

/// What would be done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Changes of texts, by path below the root.
    pub rewrites: BTreeMap<String, Rewrite>,
    /// Old and new paths. No file is renamed over another.
    pub renames: Vec<(String, String)>,
}

/// Changes of one text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rewrite {
    /// Byte ranges of [`Source::text`] and what belongs there instead; in order, without overlap, within single lines.
    edits: Vec<(Range<usize>, String)>,
    /// Letters are composed.
    compose: bool,
}

/// Collects the fixes of all findings.
pub fn plan(site: &Site, sources: &[Source], findings: &[Diagnostic]) -> Plan {
    let mut plan = Plan::default();
    for found in findings {
        let path = found.place.file.clone();
        match &found.fix {
            None => {}
            Some(Fix::Replace(text)) => {
                let edit = (found.place.span.clone(), text.clone());
                plan.rewrites.entry(path).or_default().edits.push(edit);
            }
            Some(Fix::Compose) => plan.rewrites.entry(path).or_default().compose = true,
            Some(Fix::Rename(to)) => {
                let taken = sources.iter().any(|source| source.path == *to);
                if !taken && !plan.renames.iter().any(|(_, other)| other == to) {
                    links_to(site, sources, &path, to, &mut plan.rewrites);
                    plan.renames.push((path, to.clone()));
                }
            }
        }
    }
    for rewrite in plan.rewrites.values_mut() {
        rewrite.edits.sort_by_key(|(span, _)| span.start);
        rewrite.edits.dedup();
    }
    plan.rewrites
        .retain(|_, rewrite| rewrite.compose || !rewrite.edits.is_empty());
    plan
}

/// Links to a renamed file follow it.
fn links_to(site: &Site, sources: &[Source], from: &str, to: &str, rewrites: &mut BTreeMap<String, Rewrite>) {
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let (old, new) = (name(from), name(to));
    for entry in &site.entries {
        let document = &entry.document;
        let links = document.body.links.iter().map(|link| (&link.destination, &link.place));
        let related = match &document.kind {
            Kind::Faq(faq) => faq.related.as_slice(),
            _ => &[],
        };
        let related = related.iter().map(|path| (&path.value, &path.place));
        for (destination, place) in links.chain(related) {
            let leads_there = matches!(site.resolve(entry, destination), Ok(Target::Entry(target, _)) if target.document.file == from);
            let source = sources.iter().find(|source| source.path == document.file);
            let written = source.and_then(|source| source.text.get(place.span.clone()));
            if let Some(at) = written.and_then(|written| written.rfind(&old)).filter(|_| leads_there) {
                let start = place.span.start + at;
                let edit = (start..start + old.len(), new.clone());
                rewrites.entry(document.file.clone()).or_default().edits.push(edit);
            }
        }
    }
}

impl Rewrite {
    /// The file's text after the change.
    pub fn apply(&self, raw: &str) -> String {
        let source = Source::new("", raw);
        let mut fixed = source.text.clone();
        for (span, text) in self.edits.iter().rev() {
            // A file that changed since it was checked keeps what cannot be placed.
            if fixed.get(span.clone()).is_some() {
                fixed.replace_range(span.clone(), text);
            }
        }
        let body = raw.trim_start_matches('\u{feff}');
        let mark = &raw[..raw.len() - body.len()];
        let lines = lines(body)
            .zip(source.text.split_inclusive('\n'))
            .zip(fixed.split_inclusive('\n'));
        let mut text = mark.to_owned();
        for ((raw, read), fixed) in lines {
            if read == fixed && !self.compose {
                text.push_str(raw);
            } else {
                text.push_str(fixed.trim_end_matches('\n'));
                text.push_str(&raw[raw.trim_end_matches(['\r', '\n']).len()..]);
            }
        }
        text
    }
}

/// Lines with their ends, of all three kinds that a [`Source`] takes for one.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = rest.find(['\r', '\n']).map(|at| match rest[at..].starts_with("\r\n") {
            true => at + 2,
            false => at + 1,
        });
        let (line, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        (!line.is_empty()).then_some(line)
    })
}

#[cfg(test)]
mod tests {
    use super::Rewrite;

    #[test]
    fn line_ends_of_old_macs_stay_and_no_line_is_lost() {
        let raw = "\u{feff}\u{feff}---\rnghi\u{309}\r\r\nx\n\ny";
        let compose = Rewrite {
            edits: Vec::new(),
            compose: true,
        };
        assert_eq!(compose.apply(raw), "\u{feff}\u{feff}---\rnghỉ\r\r\nx\n\ny");
    }

    #[test]
    fn what_no_fix_speaks_of_stays_byte_for_byte() {
        let raw = "\u{feff}---\r\nsumary: a\r\nnghi\u{309}\n---\r\n";
        let start = "---\n".len();
        let rewrite = Rewrite {
            edits: vec![(start..start + "sumary".len(), "summary".to_owned())],
            compose: false,
        };
        assert_eq!(rewrite.apply(raw), "\u{feff}---\r\nsummary: a\r\nnghi\u{309}\n---\r\n");
        let compose = Rewrite {
            compose: true,
            ..rewrite
        };
        assert_eq!(compose.apply(raw), "\u{feff}---\r\nsummary: a\r\nnghỉ\n---\r\n");
    }
}
