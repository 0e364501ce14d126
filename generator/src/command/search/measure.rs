//! How good rankings are: Recall@5 and MRR@10, by set of questions and spelling.
//!
//! Recall@5 is the part of the relevant documents among the first five, MRR@10 one over the rank of the first relevant one
//! within ten (else nothing); both are means over questions, in per cent.

use std::{collections::BTreeMap, fmt::Write as _};

use super::lines::Query;

/// Sums over the questions of one row and spelling.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Measure {
    pub(super) questions: usize,
    recall: f64,
    reciprocal: f64,
}

impl Measure {
    #[allow(clippy::cast_precision_loss)] // ranks and numbers of questions
    fn add(&mut self, relevant: &[String], ranking: &[&str]) {
        let is_relevant = |id: &&&str| relevant.iter().any(|relevant| relevant == **id);
        let found = ranking.iter().take(5).filter(is_relevant).count();
        self.questions += 1;
        self.recall += found as f64 / relevant.len() as f64;
        if let Some(at) = ranking.iter().take(10).position(|id| is_relevant(&id)) {
            self.reciprocal += 1.0 / (at + 1) as f64;
        }
    }

    /// Recall@5 in per cent.
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn recall(self) -> f64 {
        100.0 * self.recall / self.questions.max(1) as f64
    }

    /// MRR@10 in per cent.
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn reciprocal(self) -> f64 {
        100.0 * self.reciprocal / self.questions.max(1) as f64
    }
}

/// Measures by row (a set, or a set and a kind) and spelling.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: BTreeMap<String, BTreeMap<String, Measure>>,
}

/// Row over all sets; sorts behind any name.
const ALL: &str = "\u{10ffff}";

impl Table {
    /// Counts one ranking of a question whose relevant documents are known.
    pub(super) fn add(&mut self, query: &Query, spelling: &str, ranking: &[&str], by_kind: bool) {
        let Some(relevant) = query.relevant.as_ref().filter(|relevant| !relevant.is_empty()) else {
            return;
        };
        let mut rows = vec![query.set.clone(), ALL.to_owned()];
        if by_kind && !query.kind.is_empty() {
            rows.push(format!("{} · {}", query.set, query.kind));
        }
        for row in rows {
            let measures = self.rows.entry(row).or_default();
            measures.entry(spelling.to_owned()).or_default().add(relevant, ranking);
        }
    }

    /// Rows and their measures, the row over all sets last and only beside others.
    pub(super) fn rows(&self) -> impl Iterator<Item = (&str, &BTreeMap<String, Measure>)> {
        let single = self.rows.keys().filter(|row| row.as_str() != ALL).count() == 1;
        let shown = self
            .rows
            .iter()
            .filter(move |(row, _)| !(single && row.as_str() == ALL));
        shown.map(|(row, measures)| match row.as_str() {
            ALL => ("*", measures),
            "" => ("–", measures),
            row => (row, measures),
        })
    }

    /// As a Markdown table; empty when nothing was measured.
    pub(super) fn draw(&self) -> String {
        let mut spellings: Vec<&str> = self.rows.values().flatten().map(|(name, _)| name.as_str()).collect();
        spellings.sort_unstable();
        spellings.dedup();
        if spellings.is_empty() {
            return String::new();
        }
        // Writing into a string cannot fail.
        let mut drawn = format!("| R@5 / MRR@10 | n | {} |\n|---|---|", spellings.join(" | "));
        drawn.push_str(&"---|".repeat(spellings.len()));
        drawn.push('\n');
        for (row, measures) in self.rows() {
            let questions = measures.values().map(|measure| measure.questions).max().unwrap_or(0);
            let _ = write!(drawn, "| {row} | {questions} |");
            for spelling in &spellings {
                let _ = match measures.get(*spelling) {
                    Some(measure) => write!(drawn, " {:.1} / {:.1} |", measure.recall(), measure.reciprocal()),
                    None => write!(drawn, " – |"),
                };
            }
            drawn.push('\n');
        }
        drawn
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Table;
    use crate::command::search::lines::Query;

    fn query(relevant: &[&str]) -> Query {
        Query {
            id: "q".to_owned(),
            set: "labour".to_owned(),
            kind: "short".to_owned(),
            relevant: Some(relevant.iter().map(|id| (*id).to_owned()).collect()),
            spellings: BTreeMap::new(),
        }
    }

    #[test]
    fn the_measures_are_those_of_the_definition() {
        let mut table = Table::default();
        table.add(&query(&["a", "b"]), "asis", &["x", "a", "y", "z", "w", "b"], true);
        table.add(&query(&["c"]), "asis", &["x"], true);
        table.add(&query(&[]), "asis", &["x"], true);
        let drawn = table.draw();
        assert!(drawn.contains("| labour | 2 | 25.0 / 25.0 |"), "{drawn}");
        assert!(drawn.contains("| labour · short | 2 | 25.0 / 25.0 |"), "{drawn}");
        assert_eq!(Table::default().draw(), "");
    }
}
