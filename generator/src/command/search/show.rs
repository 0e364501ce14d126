//! Answers, rankings and measures as texts: for people, or as JSON for programs.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::json;

use super::{Arguments, Ranking, Shown, engine::Answer, measure::Table, said};
use crate::{command::PortalArguments, diag::text};

/// One answer: each result with its title, address and law; with `--explain` also how the question was read and what each
/// score is made of.
pub(super) fn answer(answer: &Answer, documents: &[Shown], question: &str, arguments: &Arguments) -> String {
    if arguments.portal.json {
        return answer_json(answer, documents, question);
    }
    let mut shown = String::new();
    // Writing into a string cannot fail.
    if arguments.explain {
        shown.push_str(said(
            &text!("Câu hỏi được hiểu:\n", "The question was read as:\n"),
            &arguments.portal,
        ));
        shown.push_str(&pairs(&answer.reading, "  "));
        let (confidence, verdict) = (answer.confidence, answer.confident);
        let verdict = match verdict {
            true => text!("đủ chắc để trả lời", "sure enough to answer"),
            false => text!("chưa chắc: mời hỏi người", "unsure: people are offered"),
        };
        let line = verdict.within(
            |verdict| format!("  độ chắc: {confidence:.2}, {verdict}\n\n"),
            |verdict| format!("  confidence: {confidence:.2}, {verdict}\n\n"),
        );
        shown.push_str(said(&line, &arguments.portal));
    }
    if answer.hits.is_empty() {
        shown.push_str(said(
            &text!("Không tìm thấy gì.\n", "Nothing was found.\n"),
            &arguments.portal,
        ));
    }
    for (rank, hit) in (1..).zip(&answer.hits) {
        let Shown { id, title, law } = &documents[hit.document];
        let _ = writeln!(shown, "{rank:2}. {title}");
        let _ = match law.is_empty() {
            true => writeln!(shown, "    {id}"),
            false => writeln!(shown, "    {id} · {law}"),
        };
        if arguments.explain {
            let label = said(&text!("điểm", "score"), &arguments.portal).to_owned();
            let score = (label, format!("{:.2}", hit.score));
            let reasons: Vec<_> = std::iter::once(score).chain(hit.reasons.iter().cloned()).collect();
            shown.push_str(&pairs(&reasons, "      "));
        }
    }
    shown
}

/// Labels in a column, their values behind.
fn pairs(pairs: &[(String, String)], indent: &str) -> String {
    let width = pairs.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(0);
    let mut drawn = String::new();
    for (label, value) in pairs {
        let _ = writeln!(drawn, "{indent}{label:width$}  {value}");
    }
    drawn
}

fn answer_json(answer: &Answer, documents: &[Shown], question: &str) -> String {
    let hits = answer.hits.iter().map(|hit| {
        let Shown { id, title, law } = &documents[hit.document];
        json!({ "id": id, "title": title, "law": law, "score": hit.score, "reasons": hit.reasons })
    });
    let answer = json!({
        "question": question,
        "reading": answer.reading,
        "confidence": answer.confidence,
        "confident": answer.confident,
        "results": hits.collect::<Vec<_>>(),
    });
    format!("{answer:#}\n")
}

/// A line of the exchange format.
#[derive(Serialize)]
struct RankingLine<'a> {
    qid: &'a str,
    variant: &'a str,
    ranking: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scores: Option<Vec<f32>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confident: Option<bool>,
}

/// Rankings as lines of JSON.
pub(super) fn rankings(rankings: &[Ranking<'_>], documents: &[Shown], scores: bool) -> String {
    let mut lines = String::new();
    for Ranking {
        query,
        spelling,
        answer,
    } in rankings
    {
        let ids = answer.hits.iter().map(|hit| documents[hit.document].id.as_str());
        let line = RankingLine {
            qid: &query.id,
            variant: spelling,
            ranking: ids.collect(),
            scores: scores.then(|| answer.hits.iter().map(|hit| hit.score).collect()),
            confidence: scores.then_some(answer.confidence),
            confident: scores.then_some(answer.confident),
        };
        lines.push_str(&serde_json::to_string(&line).unwrap_or_default());
        lines.push('\n');
    }
    lines
}

/// Sizes and times of one run.
#[derive(Debug, Serialize)]
pub(super) struct Facts {
    pub(super) documents: usize,
    pub(super) index_bytes: usize,
    pub(super) build_seconds: f64,
    pub(super) questions: usize,
    pub(super) search_seconds: f64,
}

/// Sizes, times and, when something could be measured, the table.
pub(super) fn report(facts: &Facts, table: &Table, portal: &PortalArguments) -> String {
    if portal.json {
        let rows = table.rows().map(|(row, measures)| {
            let spellings = measures.iter().map(|(spelling, measure)| {
                let measure =
                    json!({ "n": measure.questions, "recall5": measure.recall(), "mrr10": measure.reciprocal() });
                (spelling.clone(), measure)
            });
            (row.to_owned(), spellings.collect::<serde_json::Map<_, _>>().into())
        });
        let report = json!({ "facts": facts, "measures": rows.collect::<serde_json::Map<_, _>>() });
        return format!("{report:#}\n");
    }
    let Facts {
        documents,
        index_bytes,
        build_seconds,
        questions,
        search_seconds,
    } = facts;
    let told = text!(
        "{documents} tài liệu; chỉ mục {index_bytes} byte, lập trong {build_seconds:.2} s; {questions} câu trong {search_seconds:.2} s\n",
        "{documents} documents; index {index_bytes} bytes, built in {build_seconds:.2} s; {questions} questions in {search_seconds:.2} s\n"
    );
    let mut report = said(&told, portal).to_owned();
    let drawn = table.draw();
    if !drawn.is_empty() {
        report.push('\n');
        report.push_str(&drawn);
    }
    report
}
